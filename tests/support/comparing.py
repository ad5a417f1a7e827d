"""Articles of a sentence each, set side by side."""

from __future__ import annotations

from store.analysis import analyse
from store.claims.propositions.comparing import Told, compare
from store.model import Proposition


def told(**texts: str) -> list[Told]:
    """The articles by their names, as they are compared."""
    return [Told(name, text, analyse(text)[1]) for name, text in texts.items()]


def only(**texts: str) -> Proposition:
    """The one proposition of articles with a sentence each."""
    (found,) = compare(told(**texts))
    return found


def camps(proposition: Proposition) -> dict[str, int]:
    """Each article's side: 0, or 1 where it stands apart."""
    return {member.article: member.camp for member in proposition.members}


def relations_of(one: str, other: str, published: tuple[str, str] = ("", "")) -> set[str]:
    """The relations of the propositions of two articles with a sentence each."""
    sides = [
        Told(name, text, analyse(text)[1], day)
        for name, text, day in zip("ab", (one, other), published, strict=True)
    ]
    return {found.relation for found in compare(sides)}
