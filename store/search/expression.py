"""A query as expressions of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax).

What a person typed reaches them only as folded stems, which are letters and digits, each in quotation marks.

FTS5 knows no articles but those with a word, and NOT only between two expressions. So what is only said to be
absent is written as an expression of the articles that must not be there, by De Morgan's laws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from store.search.folding import is_particle
from store.search.query import Group, Joint, Operand, Query, Term, is_of_words

_MOST = 12
"""Words of a query: where there are more, it says enough that an article has them all."""

_Write: TypeAlias = Callable[[Term, Operand | None], str]
"""How a term is written that has to be there, before another operand, or before none."""


def expression(query: Query) -> str | None:
    """The words of the query as an FTS5 expression; None where there are none that have to be there."""
    return _expression(query, _anyhow)


def plainly(query: Query) -> str | None:
    """The same for articles with every word by itself, and not only behind a clitic.

    What this finds goes first: a light stemmer cannot tell a clitic from a letter of the word (بحوث, حوثي).
    """
    return _expression(query, _plain)


def ranking(query: Query) -> str | None:
    """What finds the same as `plainly`, with what tells the better of it apart.

    A word counts again where the title has it, by itself and not only as one more place, since a few places
    are as good as many; and again where the next word of the query follows it. The latter is the sequential
    dependence of Metzler and Croft, "A Markov random field model for term dependencies", 2005.
    """
    return _expression(query, _plain if len(query.wanted) > _MOST else _with_more)


def without(query: Query) -> str | None:
    """The articles that must not be there; None where the query says so of none, or some have to be there."""
    words = _words(query)
    return _joined("AND", words, _anyhow) if words and all(map(is_absent, words)) else None


def matching(operand: Operand) -> str:
    """What finds the articles for which an operand of words holds or, if it `is_absent`, does not hold."""
    return _matching(operand, None, _anyhow)


def is_absent(operand: Operand) -> bool:
    """Whether articles with none of its words are among those for which it holds."""
    if isinstance(operand, Group):
        return (all if operand.joined == "AND" else any)(map(is_absent, operand.operands))
    return operand.negated


def _words(query: Query) -> list[Operand]:
    return list(filter(is_of_words, query.parts))


def _expression(query: Query, write: _Write) -> str | None:
    words = _words(query)
    return None if all(map(is_absent, words)) else _joined("AND", words, write)


def _matching(operand: Operand, following: Operand | None, write: _Write) -> str:
    if isinstance(operand, Group):
        return _joined(operand.joined, operand.operands, write)
    assert isinstance(operand, Term)
    return _anyhow(operand) if operand.negated else write(operand, following)


def _joined(joined: Joint, operands: Sequence[Operand], write: _Write) -> str:
    wanted = [one for one in operands if not is_absent(one)]
    beside = wanted[1:] if joined == "AND" else ()
    there = [_matching(one, following, write) for one, following in zip_longest(wanted, beside)]
    absent = [_matching(one, None, write) for one in operands if is_absent(one)]
    if not absent:
        return _all(there) if joined == "AND" else _or(there)
    if not there:
        return _or(absent) if joined == "AND" else _all(absent)
    return f"({_all(there)} NOT {_or(absent)})" if joined == "AND" else f"({_all(absent)} NOT {_or(there)})"


def _anyhow(term: Term, _following: Operand | None = None) -> str:
    return _or(_alternatives(term, behind_clitics=True))


def _plain(term: Term, _following: Operand | None = None) -> str:
    return _or(_alternatives(term, behind_clitics=False))


def _with_more(term: Term, following: Operand | None) -> str:
    return _or((_plain(term), *_more(term, following)))


def _more(term: Term, following: Operand | None) -> Iterator[str]:
    """What finds nothing more than the term, and lets it count again."""
    if term.is_prefix:
        return
    # A title with one of the words that most titles have is none the better for it.
    if not is_particle(term.words[0]):
        yield f"title : {_phrase(term)}"
    if isinstance(following, Term) and not following.is_prefix:
        yield f"{_phrase(term)} + {_phrase(following)}"


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


def _all(operands: Iterable[str]) -> str:
    return f"({' AND '.join(operands)})"


def _or(operands: Iterable[str]) -> str:
    return f"({' OR '.join(operands)})"


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', "") + '"'
