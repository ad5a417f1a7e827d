"""How good extraction is: claims found against claims annotated by hand, in figures between 0 and 1.

A found claim matches a gold one where the intersection of their contents over their union reaches a
threshold; one to one, the best overlap first. Optional claims of the gold count neither way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TypeAlias

from store.annotated import Annotated, Marked
from store.model import Span

Pair: TypeAlias = tuple[Marked, Marked]
"""A gold claim and the found one that matches it."""

_DIGITS = 3
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_ALEFS = re.compile("[أإآٱ]")
_SAME_NAME = 0.6
"""Two names are of one speaker if they share so much of the shorter one's words, and two words or all."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many claims match at one threshold."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one evaluation; shares are rounded to three decimals."""

    articles: int
    gold: int
    """Gold claims, the optional ones left out."""
    predicted: int
    """Found claims, those left out that match an optional one."""
    half: Overlap
    """Where contents overlap by one half or more,"""
    most: Overlap
    """and by four fifths or more."""
    speaker: float
    """The share of the claims matched at one half whose speaker agrees; then cue, form and polarity."""
    cue: float
    form: float
    polarity: float
    polarity_macro_f1: float
    """F1 of the polarity, averaged over the polarities in the gold."""
    figures: float
    """The share of the gold's figures that one of the same value overlaps."""
    furniture_found: float
    """The share of the furniture's code points that were found,"""
    furniture_false: float
    """and of those in claims and facts that were taken for furniture."""

    def record(self) -> dict[str, float | int]:
        """The figures by name, ready for `json.dumps`."""
        plain = asdict(self)
        for name, threshold in (("half", 0.5), ("most", 0.8)):
            plain |= {f"{key}@{threshold}": value for key, value in plain.pop(name).items()}
        order = ["articles", "gold", "predicted"]
        order += [f"{key}@{threshold}" for threshold in (0.5, 0.8) for key in ("precision", "recall", "f1")]
        return {key: plain[key] for key in [*order, *(key for key in plain if key not in order)]}


def evaluate(articles: Iterable[tuple[Annotated, Annotated]]) -> Scores:
    """The figures over `articles`, each its gold and what was found in it."""
    tally = {0.5: _Tally(), 0.8: _Tally()}
    furniture, kept = _Share(), _Share()
    figures = _Share()
    count = 0
    for gold, predicted in articles:
        count += 1
        found = [claim for claim in predicted.claims if _is_looked_at(claim, gold.passages)]
        for threshold, sums in tally.items():
            sums.add(gold.claims, found, threshold)
        if gold.facts is not None:
            figures.add(sum(_has(predicted, number) for number in gold.figures), len(gold.figures))
        marked, real = _code_points(predicted.furniture), _code_points(gold.furniture)
        article = _code_points([claim.span for claim in gold.claims] + list(gold.facts or ()))
        furniture.add(len(real & marked), len(real))
        kept.add(len((article - real) & marked), len(article))
    pairs = tally[0.5].pairs
    return Scores(
        articles=count,
        gold=tally[0.5].gold,
        predicted=tally[0.5].predicted,
        half=tally[0.5].overlap(),
        most=tally[0.8].overlap(),
        speaker=_agreeing(pairs, same_speaker),
        cue=_agreeing(pairs, lambda gold, found: _iou(gold.cue, found.cue) > 0),
        form=_agreeing(pairs, lambda gold, found: gold.form == found.form),
        polarity=_agreeing(pairs, lambda gold, found: gold.polarity == found.polarity),
        polarity_macro_f1=_macro_f1([(gold.polarity, found.polarity) for gold, found in pairs]),
        figures=figures.rounded(),
        furniture_found=furniture.rounded(),
        furniture_false=kept.rounded(),
    )


def match(gold: Sequence[Marked], found: Sequence[Marked], threshold: float) -> list[Pair]:
    """The claims that match, one to one, the best overlap first."""
    overlaps = sorted(
        ((_best(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)),
        reverse=True,
    )
    pairs: list[Pair] = []
    left, right = set(range(len(gold))), set(range(len(found)))
    for overlap, i, j in overlaps:
        if overlap >= threshold and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((gold[i], found[j]))
    return pairs


def same_speaker(gold: Marked, found: Marked) -> bool:
    """Whether two claims name one speaker: the words of the shorter name mostly stand in the other."""
    one, other = _words(gold.speaker), _words(found.speaker)
    if not one or not other:
        return one == other
    shared, least = len(one & other), min(len(one), len(other))
    return shared / least >= _SAME_NAME and shared >= min(2, least)


class _Share:
    """So many of so many."""

    def __init__(self) -> None:
        self._part = self._whole = 0

    def add(self, part: int, whole: int) -> None:
        """Count `part` more of `whole` more."""
        self._part += part
        self._whole += whole

    def rounded(self) -> float:
        """The share; of nothing it is 0."""
        return round(self._part / max(1, self._whole), _DIGITS)


class _Tally:
    """What matches at one threshold."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.gold = self.predicted = 0

    def add(self, gold: Sequence[Marked], found: Sequence[Marked], threshold: float) -> None:
        """Count the claims of one more article."""
        pairs = match(gold, found, threshold)
        counted = [pair for pair in pairs if not pair[0].optional]
        self.pairs += counted
        self.predicted += len(found) - (len(pairs) - len(counted))
        self.gold += sum(not claim.optional for claim in gold)

    def overlap(self) -> Overlap:
        """Precision, recall and F1."""
        precision, recall = len(self.pairs) / max(self.predicted, 1), len(self.pairs) / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return Overlap(round(precision, _DIGITS), round(recall, _DIGITS), round(f1, _DIGITS))


def _is_looked_at(claim: Marked, passages: Sequence[Span] | None) -> bool:
    """Whether somebody looked for claims where this one stands."""
    return passages is None or any(claim.span.overlaps(passage) for passage in passages)


def _has(predicted: Annotated, number: tuple[int, int, float]) -> bool:
    """Whether a figure of the same value was found there."""
    start, end, value = number
    return any(v == value and s < end and start < e for s, e, v in predicted.figures)


def _agreeing(pairs: Sequence[Pair], agrees: Callable[[Marked, Marked], bool]) -> float:
    """The share of pairs that agree."""
    return round(sum(agrees(gold, found) for gold, found in pairs) / max(1, len(pairs)), _DIGITS)


def _macro_f1(pairs: Sequence[tuple[str | None, str | None]]) -> float:
    """F1 averaged over the classes of the gold."""
    classes = {gold for gold, _ in pairs}
    shares = [
        2
        * sum(gold == found == name for gold, found in pairs)
        / max(1, sum(gold == name for gold, _ in pairs) + sum(found == name for _, found in pairs))
        for name in classes
    ]
    return round(sum(shares) / max(1, len(classes)), _DIGITS)


def _best(gold: Marked, found: Marked) -> float:
    """The overlap with that extent of the gold claim which fits best."""
    return max(_iou(span, found.span) for span in (gold.span, *gold.alternatives))


def _iou(one: Span | None, other: Span | None) -> float:
    """Intersection over union of two spans, in code points; 0 where one is missing."""
    return 0.0 if one is None or other is None else one.share(other)


def _code_points(spans: Iterable[Span]) -> set[int]:
    """The offsets in `spans`."""
    return {offset for span in spans for offset in range(span.start, span.end)}


def _words(name: str | None) -> set[str]:
    """The words of a name, variants of spelling folded."""
    letters = _MARKS.sub("", unicodedata.normalize("NFKC", name or ""))
    letters = _ALEFS.sub("ا", letters).replace("ى", "ي").replace("ة", "ه")
    return set(re.findall(r"\w+", letters))
