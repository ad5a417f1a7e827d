"""A query as an expression of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax).

What a person typed reaches it only as folded stems, which are letters and digits, each in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from store.search.folding import is_particle
from store.search.query import Part, Query, Term

_MOST = 12
"""Words of a query: where there are more, it says enough that an article has them all."""


def expression(query: Query) -> str | None:
    """The words of the query as an FTS5 expression; None where there are none that have to be there."""
    return _expression(query, [any_of(part) for part in _wanted(query)])


def plainly(query: Query) -> str | None:
    """The same for articles with every word by itself, and not only behind a clitic.

    What this finds goes first: a light stemmer cannot tell a clitic from a letter of the word (بحوث, حوثي).
    """
    return _expression(query, [_plain(part) for part in _wanted(query)])


def ranking(query: Query) -> str | None:
    """What finds the same as `plainly`, with what tells the better of it apart.

    A word counts again where the title has it, by itself and not only as one more place, since a few places
    are as good as many; and again where the next word of the query follows it. The latter is the sequential
    dependence of Metzler and Croft, "A Markov random field model for term dependencies", 2005.
    """
    wanted = _wanted(query)
    if len(wanted) > _MOST:
        return plainly(query)
    parts = zip_longest(wanted, wanted[1:])
    return _expression(query, [_or((_plain(part), *_more(part, following))) for part, following in parts])


def any_of(part: Part) -> str:
    """What finds the articles with one of the alternatives of `part`, negated or not."""
    return _or(one for term in part.alternatives for one in _alternatives(term, behind_clitics=True))


def _wanted(query: Query) -> list[Part]:
    return [part for part in dict.fromkeys(query.parts) if not part.negated]


def _expression(query: Query, wanted: list[str]) -> str | None:
    if not wanted:
        return None
    unwanted = "".join(f" NOT {any_of(part)}" for part in query.parts if part.negated)
    return f"({' AND '.join(wanted)}){unwanted}"


def _plain(part: Part) -> str:
    return _or(one for term in part.alternatives for one in _alternatives(term, behind_clitics=False))


def _more(part: Part, following: Part | None) -> Iterator[str]:
    """What finds nothing more than `part` and lets it count again."""
    for term in part.alternatives:
        # A title with one of the words that most titles have is none the better for it.
        if not term.is_prefix and not is_particle(term.words[0]):
            yield f"title : {_phrase(term)}"
    both = [*part.alternatives, *(following.alternatives if following else ())]
    if following and len(both) == 2 and not any(term.is_prefix for term in both):
        yield " + ".join(map(_phrase, both))


def _phrase(term: Term) -> str:
    """The words of a term one after the other, none behind a clitic."""
    return " + ".join(_quoted(own) for own, *_behind_clitics in term.stems())


def _alternatives(term: Term, behind_clitics: bool) -> list[str]:
    first, *rest = term.stems()
    first = first if behind_clitics else first[:1]
    phrases = [" + ".join(_quoted(stem) for stem in (one, *(only for (only,) in rest))) for one in first]
    if term.is_prefix:
        before = [_quoted(only) for (only,) in rest[:-1]]
        if len(term.words) > 1:
            before = [_quoted(first[0]), *before]
        phrases += [" + ".join([*before, f"{_quoted(one)} *"]) for one in term.beginnings()]
    return phrases


def _or(alternatives: Iterable[str]) -> str:
    return f"({' OR '.join(alternatives)})"


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', "") + '"'
