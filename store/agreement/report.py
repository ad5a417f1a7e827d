"""Agreement of the annotators of a library, tag by tag and two by two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from store.agreement.coefficients import cohen_kappa, fleiss_kappa, krippendorff_alpha, observed, span_f1
from store.agreement.judged import Judged
from store.overlay import HALF


@dataclass(frozen=True, slots=True)
class TagAgreement:
    """How far the annotators agree on which statements have a tag."""

    tag: str
    statements: int
    """How many all of them have judged."""
    times: dict[str, int]
    """By annotator, how many of these have the tag."""
    observed: float | None
    """The share of them of which all say the same."""
    kappa: float | None
    """Cohen's of two annotators, Fleiss' of more; None where it is not defined."""
    alpha: float | None
    """Krippendorff's, over the statements that two or more have judged; None of two annotators."""


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """How far two annotators agree on which spans and claims there are, and with which tags."""

    annotators: tuple[str, str]
    spans: tuple[int, int]
    """How many each has marked in the articles that both have judged."""
    f1: float | None
    """Where the two ends have to be the same."""
    half: float | None
    """Where `HALF` of the union is enough."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures, and what they are of."""

    annotators: tuple[str, ...]
    articles: int
    """How many all annotators have judged."""
    statements: int
    tags: tuple[TagAgreement, ...]
    spans: tuple[SpanAgreement, ...]


def agreement(judged: Sequence[Judged], annotators: Sequence[str], tags: Iterable[str] = ()) -> Agreement:
    """How far `annotators`, two at least, agree in the articles, tag by tag; those in `tags` come first."""
    common = [one for one in judged if set(annotators) <= set(one.tags)]
    used = {
        tag
        for one in judged
        for name in annotators
        for tags_of_statement in one.tags.get(name, ())
        for tag in tags_of_statement
    }
    order = [tag for tag in tags if tag in used]
    order += sorted(used - set(order))
    return Agreement(
        tuple(annotators),
        len(common),
        sum(one.statements for one in common),
        tuple(_of_tag(tag, common, judged, annotators) for tag in order),
        tuple(_of_spans(one, other, judged) for one, other in combinations(annotators, 2)),
    )


def _of_tag(
    tag: str, common: Sequence[Judged], judged: Sequence[Judged], annotators: Sequence[str]
) -> TagAgreement:
    units = [unit for one in common for unit in _units(one, annotators, tag)]
    times = {name: sum(unit[place] for unit in units) for place, name in enumerate(annotators)}
    kappa, alpha = None, None
    if len(annotators) == 2:
        kappa = cohen_kappa([(unit[0], unit[1]) for unit in units])
    else:
        kappa = fleiss_kappa(units)
        present = ((one, [name for name in annotators if name in one.tags]) for one in judged)
        alpha = krippendorff_alpha(unit for one, names in present for unit in _units(one, names, tag))
    return TagAgreement(tag, len(units), times, observed(units), kappa, alpha)


def _units(judged: Judged, annotators: Sequence[str], tag: str) -> list[tuple[bool, ...]]:
    """Of each statement, whether each of the annotators gives it the tag."""
    columns = [[tag in tags for tags in judged.tags[name]] for name in annotators]
    return list(zip(*columns, strict=True))


def _of_spans(one: str, other: str, judged: Sequence[Judged]) -> SpanAgreement:
    """All that the two have marked, together; only what is of one article and label can be the same."""
    groups = [
        (article.spans[one].get(label, frozenset()), article.spans[other].get(label, frozenset()))
        for article in judged
        if one in article.spans and other in article.spans
        for label in article.spans[one].keys() | article.spans[other].keys()
    ]
    first, second = (sum(len(group[place]) for group in groups) for place in (0, 1))
    return SpanAgreement((one, other), (first, second), span_f1(groups), span_f1(groups, HALF))
