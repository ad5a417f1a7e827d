"""How long the claims of a corpus take, against shaping its text, and how memory grows on the way."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable

import arabic_reshaper

from store.analysis import analyse

CHUNK = 500
"""Articles to a turn: both programs take every chunk, one after the other."""


def extraction_times(texts: Iterable[str]) -> tuple[float, float, float, float]:
    """Seconds of one core for extraction and for `arabic_reshaper.reshape` over all of `texts`, and twice MB.

    The megabytes are the largest resident size of the process after a quarter of the texts, and at the end.
    """
    analyse("قال فلان إن الجسر مغلق.")
    ours = theirs = 0.0
    sizes: list[float] = []
    chunk: list[str] = []
    for text in texts:
        chunk.append(text)
        if len(chunk) == CHUNK:
            ours, theirs = ours + _seconds_of_extraction(chunk), theirs + _seconds_of_shaping(chunk)
            sizes.append(_resident())
            chunk = []
    ours, theirs = ours + _seconds_of_extraction(chunk), theirs + _seconds_of_shaping(chunk)
    sizes.append(_resident())
    return ours, theirs, sizes[len(sizes) // 4], sizes[-1]


def _seconds_of_extraction(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        analyse(text)
    return time.process_time() - start


def _seconds_of_shaping(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        arabic_reshaper.reshape(text)
    return time.process_time() - start


def _resident() -> float:
    """The largest resident size so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
