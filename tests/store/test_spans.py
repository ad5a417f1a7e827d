"""Things found by the stretch of a text that they lie over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.model import Span
from store.spans import SpanIndex

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20))


@given(st.lists(spans, max_size=30), spans)
def test_it_finds_what_shares_a_code_point_and_nothing_else(things: list[Span], asked: Span) -> None:
    found = SpanIndex(things, lambda one: one).over(asked.start, asked.end)
    assert found == sorted((one for one in things if one.overlaps(asked)), key=lambda one: one.start)
