"""What a person asks for, taken apart: a tree of terms and fields, joined by AND and OR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeAlias

from store.model import SearchField, SearchFilter
from store.search.folding import letters, stem_of_written, variants


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or the beginning of a word, that has to be in the article or (negated) must not."""

    words: tuple[str, ...]
    """As they were written; several are a phrase."""
    is_prefix: bool = False
    """Whether the last word is only the beginning of one."""
    negated: bool = False

    def stems(self) -> tuple[tuple[str, ...], ...]:
        """For each of the words the stems of which one has to stand there: a clitic only before the first."""
        return tuple(
            variants(word) if nth == 0 else (stem_of_written(word),) for nth, word in enumerate(self.words)
        )

    def beginnings(self) -> tuple[str, ...]:
        """What the last word may begin with, if it is a prefix: its letters, also without the article."""
        if not self.is_prefix:
            return ()
        whole = letters(self.words[-1])
        bare = whole.removeprefix("ال")
        return (whole,) if bare == whole or not bare else (whole, bare)


@dataclass(frozen=True, slots=True)
class Group:
    """Operands of which all have to hold, or one. None of them is a group joined in the same way."""

    joined: Joint
    operands: tuple[Operand, ...]


Joint: TypeAlias = Literal["AND", "OR"]
Operand: TypeAlias = Term | SearchFilter | Group


def join(joined: Joint, operands: Iterable[Operand]) -> Operand:
    """The operands as one, each once: a single one is not a group."""
    flat = tuple(dict.fromkeys(chain.from_iterable(operands_of(one, joined) for one in operands)))
    return Group(joined, flat) if len(flat) > 1 else flat[0]


def operands_of(operand: Operand, joined: Joint) -> tuple[Operand, ...]:
    """The operands that are joined in that way: only itself where it is not such a group."""
    return operand.operands if isinstance(operand, Group) and operand.joined == joined else (operand,)


def negation(operand: Operand) -> Operand:
    """What holds where the operand does not; only terms and fields are negated in it."""
    if isinstance(operand, Group):
        return Group("OR" if operand.joined == "AND" else "AND", tuple(map(negation, operand.operands)))
    return replace(operand, negated=not operand.negated)


def leaves(operands: Iterable[Operand]) -> Iterator[Term | SearchFilter]:
    """The terms and fields in the operands, in the order in which they were said."""
    for one in operands:
        if isinstance(one, Group):
            yield from leaves(one.operands)
        else:
            yield one


def is_of_words(operand: Operand) -> bool:
    """Whether there is no field in it, so that the index of words tells whether it holds."""
    return not any(isinstance(one, SearchFilter) for one in leaves([operand]))


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart."""

    parts: tuple[Operand, ...] = ()
    """All of them have to hold, as in a group that is joined by AND."""
    hint: str | None = None
    """What of it was not understood, and so is searched as plain words."""

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms to be marked where they stand."""
        return tuple(one for one in leaves(self.parts) if isinstance(one, Term) and not one.negated)

    @property
    def fields(self) -> frozenset[SearchField]:
        """The fields that it asks for, wherever they stand in it."""
        return frozenset(one.field for one in leaves(self.parts) if isinstance(one, SearchFilter))

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.parts)
