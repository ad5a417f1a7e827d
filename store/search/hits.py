"""Where in a text the words of a query stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.model import SearchFilter, Span
from store.search.folding import StemmedText, is_particle, letters
from store.search.query import Group, Operand, Query, Term


def hits(text: str, query: Query) -> tuple[Span, ...]:
    """The stretches of `text` that the query asks for, in order, none touching another's letters.

    A particle, and what is folded alike, such as the name علي and على, stands all over a text. So it is meant
    before or behind the word beside it in the query, if the text has any of the other words.
    """
    return tuple(_apart(sorted(span for _term, span in _of_terms(text, query))))


def hits_in(stretches: Sequence[Span], text: str, query: Query) -> tuple[Span, ...]:
    """The hits that stand in one of the `stretches`; none unless all that the query wants has one there.

    But for mere particles, of which none is asked, and for what fields say.
    """
    found = [(term, span) for term, span in _of_terms(text, query) if any(map(span.overlaps, stretches))]
    there = {term for term, _span in found}
    there.update(term for term, is_mere in _terms(query.parts, True) if is_mere)
    if not all(_holds(one, there) for one in query.parts):
        return ()
    return tuple(_apart(sorted(span for _term, span in found)))


def _holds(operand: Operand, there: set[Term]) -> bool:
    """Whether it may hold where only those terms are; what must not be there and fields are not asked."""
    if isinstance(operand, Group):
        return (all if operand.joined == "AND" else any)(_holds(one, there) for one in operand.operands)
    return isinstance(operand, SearchFilter) or operand.negated or operand in there


def _of_terms(text: str, query: Query) -> Iterator[tuple[Term, Span]]:
    """The hits, each with the term that it is of."""
    terms = list(_terms(query.parts, True))
    if not terms:
        return
    words = StemmedText(text)
    places = [
        [range(first, first + len(term.words)) for first in _of_term(term, words, text)]
        for term, _is_mere in terms
    ]
    meant = _meant(places, [is_mere for _term, is_mere in terms])
    for (term, _is_mere), found in zip(terms, meant, strict=True):
        for one in found:
            yield term, words.span(one[0], one[-1])


def _terms(operands: Iterable[Operand], have_all: bool) -> Iterator[tuple[Term, bool]]:
    """The terms that are wanted, and whether each is a mere particle: beside others and not instead of them.

    `have_all`: all of the operands have to hold, not only one.
    """
    for one in operands:
        if isinstance(one, Group):
            yield from _terms(one.operands, one.joined == "AND")
        elif isinstance(one, Term) and not one.negated:
            yield one, have_all and len(one.words) == 1 and is_particle(one.words[0])


def _meant(places: list[list[range]], mere: list[bool]) -> list[list[range]]:
    """Of the words at which each term stands those that are meant; `mere` says which are mere particles."""
    if not any(found for found, is_mere in zip(places, mere, strict=True) if not is_mere):
        return places
    ends = [set[int](), *({one[-1] for one in found} for found in places[:-1])]
    begins = [*({one[0] for one in found} for found in places[1:]), set[int]()]
    return [
        [one for one in found if not is_mere or one[0] - 1 in before or one[-1] + 1 in behind]
        for found, is_mere, before, behind in zip(places, mere, ends, begins, strict=True)
    ]


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Those of the `spans`, in order, that have no letter of one before: ﷲ has the letter ل twice."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def _of_term(term: Term, words: StemmedText, text: str) -> Iterator[int]:
    """The words, by their numbers, at which the term begins."""
    stems, allowed, beginnings = words.stems, term.stems(), term.beginnings()
    before, last = allowed[:-1], len(allowed) - 1
    for at in range(len(stems) - last):
        if all(stems[at + number] in one for number, one in enumerate(before)) and (
            stems[at + last] in allowed[last]
            or (beginnings and _begins(words.span(at + last, at + last), beginnings, text))
        ):
            yield at


def _begins(word: Span, beginnings: tuple[str, ...], text: str) -> bool:
    written = letters(word.of(text))
    return any(written.startswith(one) or written.removeprefix("ال").startswith(one) for one in beginnings)
