"""Articles about one event, and what their outlets say of the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from store.model.articles import Article
from store.model.texts import Offset, Span


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event, two or more."""

    id: str
    title: str
    """That of its first article."""
    articles: tuple[str, ...]
    """Their ids, the earliest first, those without a date last."""
    sources: tuple[str, ...]
    """The outlets, each once, in the order of their articles."""
    first: str | None
    """When the first of its articles was published: ISO 8601, or None."""
    last: str | None


Agreement: TypeAlias = Literal["same", "figures-differ", "contradict"]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim or fact as part of a proposition."""

    article: str
    """Its id, or what else names it in a comparison."""
    kind: Literal["claim", "fact"]
    start: Offset
    """Of the claim's content or of the fact."""
    end: Offset
    part: Span
    """Where in it the proposition is put."""
    camp: int
    """Members of one camp say the same; 0 is that of the most."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """What several claims and facts of a story are about."""

    relation: Agreement
    members: tuple[Member, ...]
    """Two or more, in the order of the articles and of their texts."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles about one event, and what they say and deny."""

    articles: tuple[Article, ...]
    propositions: tuple[Proposition, ...]
    """Those first that somebody disagrees on, then those that most articles hold."""

    @property
    def is_of_one_outlet(self) -> bool:
        """Whether all articles have one source: then it is the articles that are set side by side."""
        return len({article.source for article in self.articles}) < 2

    @property
    def voices(self) -> dict[str, str]:
        """For the id of each article whose voice it is: its outlet's; its own where all are of one outlet."""
        alone = self.is_of_one_outlet
        return {article.id: article.id if alone else article.source for article in self.articles}

    def is_later(self, proposition: Proposition) -> bool:
        """Whether its figures differ from day to day: no two of its sides are of one day.

        The later one may be newer then, and contradict nothing. False where a day is not known.
        """
        published = {article.id: (article.published or "")[:10] for article in self.articles}
        days: dict[int, set[str]] = {}
        for member in proposition.members:
            days.setdefault(member.camp, set()).add(published[member.article])
        every = [day for side in days.values() for day in side]
        return proposition.relation == "figures-differ" and all(every) and len(every) == len(set(every))
