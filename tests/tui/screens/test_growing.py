"""A free span of a text, grown and shrunk from its moving end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Span
from tui.rtl.document import boundaries
from tui.screens.growing import Growing, begun, end_before, trimmed

TEXT = "قال المديرُ إن السفن وصلت.\nثم نفى الوزير."


def words(growing: Growing) -> str:
    return growing.span.of(TEXT)


def test_it_begins_with_the_first_word() -> None:
    first = begun(TEXT, 0)
    assert first is not None
    assert (words(first), first.anchor) == ("قال", 0)
    assert begun(TEXT, len(TEXT)) is None
    assert words(begun(TEXT, 3) or first) == "المديرُ"


def test_it_grows_and_shrinks_by_words() -> None:
    growing = begun(TEXT, 0)
    assert growing is not None
    found = [words(growing := growing.word(step)) for step in (1, 1, -1, -1)]
    assert found == ["قال المديرُ", "قال المديرُ إن", "قال المديرُ", "قال"]


def test_by_clusters_a_vowel_mark_goes_with_its_letter() -> None:
    growing = Growing(TEXT, 4, 4 + len("المدي"))
    assert words(growing.cluster(1)) == "المديرُ"
    assert words(growing.cluster(1).cluster(-1)) == "المدي"


def test_by_words_it_crosses_lines() -> None:
    growing = Growing(TEXT, 0, TEXT.index("."))
    for _ in range(3):
        growing = growing.word(1)
    assert words(growing).endswith("وصلت.\nثم")
    assert words(growing.word(-1)).endswith("وصلت")


def test_swapped_the_beginning_moves() -> None:
    growing = Growing(TEXT, 0, TEXT.index(".")).swapped()
    assert words(growing.word(1)) == "المديرُ إن السفن وصلت"
    assert words(growing.word(1).word(1).word(-1)) == "المديرُ إن السفن وصلت"


def test_it_turns_over_where_one_end_passes_the_other() -> None:
    growing = Growing(TEXT, 4, 11)
    assert words(growing.word(-1)) == "قال "
    assert words(growing.word(-1).word(1)) == "المديرُ"


def test_by_statements() -> None:
    statements = (Span(0, 26), Span(27, len(TEXT)))
    growing = Growing(TEXT, 0, 3).statement(statements, 1)
    assert words(growing) == "قال المديرُ إن السفن وصلت."
    assert growing.statement(statements, 1).span == Span(0, len(TEXT))
    assert growing.statement(statements, 1).statement(statements, -1).span == Span(0, 26)
    assert growing.statement(statements, -1) == growing


@pytest.mark.parametrize(("offset", "end"), [(3, 0), (4, 3), (7, 3), (11, 3), (12, 11), (len(TEXT), 40)])
def test_the_end_of_the_word_before(offset: int, end: int) -> None:
    assert end_before(TEXT, offset) == end


@pytest.mark.parametrize(
    ("span", "left"), [(Span(3, 12), Span(4, 11)), (Span(3, 4), None), (Span(0, 3), Span(0, 3))]
)
def test_trimmed_leaves_the_white_space_out(span: Span, left: Span | None) -> None:
    assert trimmed(TEXT, span) == left


steps = st.lists(st.sampled_from(("cluster", "cluster", "word", "swap")).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from((1, -1)))
), max_size=30)  # fmt: skip


@given(
    st.text(alphabet="اب ُ.\n12a", min_size=1, max_size=25),
    st.integers(0, 24),
    steps,
)
def test_it_is_never_empty_and_never_parts_a_cluster(
    text: str, start: int, moves: list[tuple[str, int]]
) -> None:
    growing = begun(text, min(start, len(text)))
    if growing is None:
        return
    stops = {0}
    at = 0
    for line in text.split("\n"):
        stops |= {at + stop for stop in boundaries(line)}
        at += len(line) + 1
    for name, step in moves:
        growing = growing.swapped() if name == "swap" else getattr(growing, name)(step)
        span = growing.span
        assert 0 <= span.start < span.end <= len(text)
        assert growing.moving in stops or name == "swap"
