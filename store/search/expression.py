"""A query as an expression of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax).

What a person typed reaches it only as folded stems, which are letters and digits, each in quotation marks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from store.search.query import Part, Query, Term

_NEAR = 6
"""Words at most between two that are asked for, for them to be near each other."""
_TOGETHER = 6
"""More words than these are near each other in no article that does not say so by having them."""


def expression(query: Query) -> str | None:
    """The words of the query as an FTS5 expression; None where there are none that have to be there."""
    return _expression(query, any_of)


def plainly(query: Query) -> str | None:
    """The same for articles with every word by itself, and not only behind a clitic.

    What this finds goes first: a light stemmer cannot tell a clitic from a letter of the word (بحوث, حوثي).
    Words that stand near each other count twice.
    """
    return _expression(query, partial(any_of, behind_clitics=False), _nearness(query))


def any_of(part: Part, behind_clitics: bool = True) -> str:
    """What finds the articles with one of the alternatives of `part`, negated or not."""
    found = (one for term in part.alternatives for one in _alternatives(term, behind_clitics))
    return f"({' OR '.join(found)})"


def _expression(query: Query, any_of_wanted: Callable[[Part], str], more: str = "") -> str | None:
    wanted = [any_of_wanted(part) for part in dict.fromkeys(query.parts) if not part.negated]
    if not wanted:
        return None
    unwanted = "".join(f" NOT {any_of(part)}" for part in query.parts if part.negated)
    return f"({' AND '.join(wanted)}{more}){unwanted}"


def _nearness(query: Query) -> str:
    """What finds nothing more, and lets the words count twice where all stand near each other.

    That is the unordered window of Metzler and Croft, "A Markov random field model for term dependencies",
    2005.
    """
    words = [part.alternatives[0] for part in query.parts if not part.negated and len(part.alternatives) == 1]
    stems = [term.stems()[0][0] for term in words if len(term.words) == 1 and not term.is_prefix]
    everything = sum(1 for part in query.parts if not part.negated)
    if len(stems) < everything or not 2 <= everything <= _TOGETHER:
        return ""
    return f" OR NEAR({' '.join(map(_quoted, stems))}, {_NEAR * (len(stems) - 1)})"


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


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', "") + '"'
