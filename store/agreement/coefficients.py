"""Coefficients of agreement between annotators, each as its source defines it.

A *unit* is what everybody judges (here a statement), a *category* what it is judged to be. Each coefficient
is 1.0 where all agree, 0.0 where they agree as often as chance would have it, and None where chance alone
would make them agree always: where all units are of one category, or there are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence

from store.model import Span


def observed(units: Iterable[Sequence[Hashable]]) -> float | None:
    """The share of the units of which everybody says the same; None where there are no units."""
    same = [len(set(unit)) == 1 for unit in units]
    return sum(same) / len(same) if same else None


def cohen_kappa(units: Collection[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two annotators; a unit is the category that each gives it.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
    (1960), 37-46: (p_o - p_c) / (1 - p_c), where p_o is the share of units on which they agree, and p_c the
    sum over the categories of the product of the shares that each annotator gives to it.
    """
    count = len(units)
    if not count:
        return None
    agreed = sum(one == other for one, other in units) / count
    first, second = (Counter(unit[place] for unit in units) for place in (0, 1))
    chance = sum(first[category] * second[category] for category in first) / count**2
    return _above(agreed, chance)


def fleiss_kappa(units: Collection[Sequence[Hashable]]) -> float | None:
    """Fleiss' kappa of several annotators, as many for each unit; a unit is the categories they give it.

    J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971),
    378-382: (P - P_e) / (1 - P_e), where P is the mean over the units of the share of pairs of annotators
    who agree, and P_e the sum over the categories of the square of the share of all judgements that it gets.

    Raises ValueError where units have different numbers of judgements, or fewer than two.
    """
    if not units:
        return None
    raters = {len(unit) for unit in units}
    if len(raters) > 1 or min(raters) < 2:
        raise ValueError("Fleiss' kappa takes the same number of judgements, two at least, for each unit")
    (judges,) = raters
    counts = [Counter(unit) for unit in units]
    pairs = judges * (judges - 1)
    agreed = sum(sum(n * (n - 1) for n in count.values()) / pairs for count in counts) / len(counts)
    total = sum(counts, Counter())
    chance = sum((n / (judges * len(counts))) ** 2 for n in total.values())
    return _above(agreed, chance)


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal data; a unit is the categories it is given, by however many.

    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
    https://repository.upenn.edu/handle/20.500.14332/2089, section C: 1 - D_o / D_e over the coincidences of
    categories within units. A unit with fewer than two judgements has no pairs and is left out.
    """
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    total = sum(paired, Counter())
    values = total.total()
    if not values:
        return None
    differing = sum(
        (count.total() ** 2 - sum(n * n for n in count.values())) / (count.total() - 1) for count in paired
    )
    expected = (values**2 - sum(n * n for n in total.values())) / (values - 1)
    return 1 - differing / expected if expected else None


def span_f1(groups: Iterable[tuple[Collection[Span], Collection[Span]]], share: float = 1.0) -> float | None:
    """The F1 of one annotator's spans against another's, whichever of the two is taken for the truth.

    A group holds the spans of the one and of the other that can be the same: those of one text and label.
    G. Hripcsak and A. S. Rothschild, "Agreement, the F-measure, and reliability in information retrieval",
    JAMIA 12 (2005), 296-298: 2 a / (2 a + b + c), where a spans are marked by both, b and c by one alone;
    kappa comes near it where, as here, what nobody marks cannot be counted. Two spans are one where at least
    `share` of their union is common to both. None where there are no spans.
    """
    counts = [(matches(first, second, share), len(first) + len(second)) for first, second in groups]
    total = sum(count for _, count in counts)
    return 2 * sum(matched for matched, _ in counts) / total if total else None


def matches(first: Collection[Span], second: Collection[Span], share: float) -> int:
    """How many spans of the one are spans of the other, each counted once, the best fits first."""
    # Among equals the order is that of the text, whoever is the first: the figure is the same both ways.
    fits = sorted(
        ((one.share(other), one, other) for one in first for other in second),
        key=lambda fit: (-fit[0], sorted(fit[1:])),
    )
    ones: set[Span] = set()
    others: set[Span] = set()
    for fit, one, other in fits:
        if fit >= share and one not in ones and other not in others:
            ones.add(one)
            others.add(other)
    return len(ones)


def _above(agreed: float, chance: float) -> float | None:
    """How much of the way from chance to agreement on all units was gone."""
    return None if chance >= 1 else (agreed - chance) / (1 - chance)
