"""What hostile input takes of the processor at twice its size, against what it takes at its size.

What grows with its input has a ratio of 2, or less where something else costs more; with its square, 4.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import TypeAlias

from store.anchors import place
from store.model import Quote, Span
from store.reading.pages import fragment_text

TURNS = 5
Prepare: TypeAlias = Callable[[int], Callable[[], object]]
FRAGMENTS = ("<", "<!--", "<p ", "<p", "&", "<script")
WORDS = ("قال", "الوزير", "إن", "الطريق", "فتحت", "أمام", "الناس", "منذ", "أمس", "في", "المدينة")
SOUGHT = {"a statement": " ".join(WORDS), "a long one": " ".join(WORDS * 20), "two letters": "اب" * 200}


def fragments(size: int) -> Callable[[], object]:
    """Reads fragments of HTML that hold nothing but beginnings, of `size` characters each."""
    texts = [piece * (size // len(piece)) for piece in FRAGMENTS]
    return lambda: [fragment_text(text) for text in texts]


def quotations(words: str) -> Prepare:
    """Seeks `words` in a text of `size` characters that has parts of them everywhere."""

    def prepared(size: int) -> Callable[[], object]:
        drawn = random.Random(7)
        text = " ".join(drawn.choice(WORDS) for _ in range(size // 10)) + "اب" * (size // 4)
        quote, span = Quote(words, "قال", "ثم"), Span(size // 2, size // 2 + len(words))
        return lambda: place(quote, span, text)

    return prepared


def figures() -> Iterator[tuple[str, float, float]]:
    """What was read, with its seconds at twice the size and at the size; medians, taken in turn."""
    cases: dict[str, tuple[Prepare, int]] = {"fragments of 2 MB": (fragments, 1_000_000)}
    cases |= {f"{name} sought in 1 MB": (quotations(words), 250_000) for name, words in SOUGHT.items()}
    for name, (prepare, size) in cases.items():
        once, twice = prepare(size), prepare(2 * size)
        pairs = [(seconds(twice), seconds(once)) for _ in range(TURNS)]
        yield name, median(one for one, _ in pairs), median(other for _, other in pairs)


def seconds(work: Callable[[], object]) -> float:
    """What it takes of the processor."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
