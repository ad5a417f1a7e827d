"""How much work something is, counted: no busy machine makes it more."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs through, in this thread.

    What a call into C does counts as one, however much it is: let the benchmarks measure that.
    """
    counted = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """The steps at twice `size` to those at `size`: 2 where they are in proportion, 4 where to the square.

    `work` prepares something of that size, uncounted, and gives what is to be counted.
    """
    work(size // 2)()  # What it imports is there from here on.
    return steps(work(2 * size)) / steps(work(size))
