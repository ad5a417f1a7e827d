"""A document: clusters, words, the selection, the limit, undo and redo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from tui.rtl import document as editing
from tui.rtl.document import Document, History, Kind, clean

HOSTILE = st.text(
    alphabet=st.sampled_from("كتبلاَّ\u0651 ab1٣«(\n\u200c\u200d_-é\u0301👩🏽\u200d🇪🇬한\u1100\u1161\u0600"),
    max_size=24,
)
MOVES = (
    editing.before,
    editing.after,
    editing.word_before,
    editing.word_after,
    editing.word_end,
    editing.line_before,
    editing.line_after,
)


def doc(marked: str) -> Document:
    """A document from a text with | at the cursor and, where something is selected, [ at the anchor."""
    anchor = marked.find("[")
    text = marked.replace("[", "")
    cursor = text.index("|")
    if anchor > marked.index("|"):
        anchor -= 1
    return Document(text.replace("|", ""), cursor, anchor if anchor >= 0 else cursor)


def boundaries(text: str) -> set[int]:
    found, offset = {0}, 0
    for cluster in iter_graphemes(text):
        offset += len(cluster)
        found.add(offset)
    return found


# Clean


def test_what_could_harm_the_terminal_is_left_out() -> None:
    assert clean("a\x1b[31mb\x07\x9bc\x00\ud800") == "a[31mbc"


def test_bidi_controls_are_left_out_and_joiners_stay() -> None:
    assert clean("\u202eab\u2066c\u200f\u061c\ufeff") == "abc"
    assert clean("می\u200cروم") == "می\u200cروم"


def test_every_line_break_is_a_newline_and_a_tab_a_space() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e\tf") == "a\nb\nc\nd\ne f"


def test_one_line_has_spaces_for_newlines_and_none_at_its_ends() -> None:
    assert clean("\n/tmp/a\nb\n", lines=False) == "/tmp/a b"


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not any(c < " " and c != "\n" for c in clean(text))


# Moves


@pytest.mark.parametrize(
    ("move", "start", "end"),
    [
        (editing.before, "كَتَ|ب", "كَ|تَب"),
        (editing.after, "|كَتَب", "كَ|تَب"),
        (editing.before, "ab\n|c", "ab|\nc"),
        (editing.after, "ab|\nc", "ab\n|c"),
        (editing.before, "|a", "|a"),
        (editing.after, "a|", "a|"),
        (editing.after, "لا|إ", "لاإ|"),
        (editing.after, "م|ی\u200cر", "می\u200c|ر"),
        (editing.word_after, "|قالَ مُحَمَّد", "قالَ |مُحَمَّد"),
        (editing.word_before, "قالَ مُحَمَّد|", "قالَ |مُحَمَّد"),
        (editing.word_before, "قالَ |مُحَمَّد", "|قالَ مُحَمَّد"),
        (editing.word_after, "ab|, «cd", "ab, «|cd"),
        (editing.word_after, "a|b\nc", "ab|\nc"),
        (editing.word_after, "ab|\nc", "ab\n|c"),
        (editing.word_before, "ab\n|c", "ab|\nc"),
        (editing.word_end, "|قالَ ب", "قالَ| ب"),
        (editing.word_end, "قالَ| ب", "قالَ ب|"),
        (editing.line_before, "ab\nc d|e", "ab\n|c de"),
        (editing.line_before, "ab\n|cde", "ab|\ncde"),
        (editing.line_after, "a|b\ncd", "ab|\ncd"),
        (editing.line_after, "ab|\ncd", "ab\n|cd"),
    ],
)
def test_moves(move: Callable[[str, int], int], start: str, end: str) -> None:
    begun = doc(start)
    assert begun.move(move(begun.text, begun.cursor)) == doc(end)


@given(HOSTILE)
def test_every_cluster_is_reached_from_both_sides(text: str) -> None:
    forward, offset = [0], 0
    while offset < len(text):
        offset = editing.after(text, offset)
        forward.append(offset)
    backward = [offset]
    while offset > 0:
        offset = editing.before(text, offset)
        backward.append(offset)
    assert forward == backward[::-1] == sorted(boundaries(text))


@given(HOSTILE, st.data())
def test_moves_end_on_boundaries_and_go_their_way(text: str, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(sorted(boundaries(text))))
    for move in MOVES:
        end = move(text, start)
        assert end in boundaries(text)
        if "before" in move.__name__:
            assert end < start or start == 0
        else:
            assert end > start or start == len(text)


def test_paragraphs_lie_between_newlines() -> None:
    assert list(editing.paragraphs("ab\n\nc\n")) == [(0, 2), (3, 3), (4, 5), (6, 6)]
    assert list(editing.paragraphs("")) == [(0, 0)]


# Changes


def test_a_letter_goes_with_its_marks() -> None:
    assert doc("مُحَمَّ|").erase(editing.before) == doc("مُحَ|")
    assert doc("|مُحَ").erase(editing.after) == doc("|حَ")


def test_the_alef_of_a_ligature_goes_alone() -> None:
    assert doc("سلا|م").erase(editing.before) == doc("سل|م")


def test_a_selection_is_replaced_whichever_way_it_was_made() -> None:
    assert doc("a[bc|d").insert("x") == doc("ax|d")
    assert doc("a|bc[d").insert("x") == doc("ax|d")
    assert doc("a|bc[d").erase(editing.line_before) == doc("a|d")


def test_selecting_keeps_the_anchor() -> None:
    selected = doc("ab|cd").move(4, select=True)
    assert selected == doc("ab[cd|")
    assert selected.selected == "cd"
    assert selected.move(0, select=True) == doc("|ab[cd")
    assert selected.select_all() == doc("[abcd|")


def test_what_exceeds_the_limit_is_left_out_by_whole_clusters() -> None:
    assert Document.of("ab", 4).insert("cde").text == "abcd"
    assert Document.of("ab", 4).insert("cمَ").text == "abc"
    assert Document.of("abcdef", 4).insert("g").text == "abcdef"
    assert Document("abcd", 1, 3, 4).insert("xyz").text == "axyd"


@given(HOSTILE, st.lists(st.tuples(st.sampled_from(MOVES), st.booleans(), HOSTILE)), st.integers(0, 30))
def test_cursor_and_anchor_stay_on_boundaries_and_the_text_in_its_limit(
    text: str, steps: list[tuple[Callable[[str, int], int], bool, str]], limit: int
) -> None:
    now, seen = Document.of(text, limit), []
    for move, select, typed in steps:
        now = now.insert(typed)
        seen.append(now)
        now = now.erase(move)
        seen.append(now)
        now = now.move(move(now.text, now.cursor), select=select)
        seen.append(now)
    for now in seen:
        assert {now.cursor, now.anchor} <= boundaries(now.text)
        assert len(now.text) <= max(limit, len(text))


@given(HOSTILE, st.data())
def test_erasing_takes_what_the_move_passes_over(text: str, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(sorted(boundaries(text))))
    for move in MOVES:
        end = move(text, start)
        erased = Document(text, start, start).erase(move)
        assert erased.text == text[: min(start, end)] + text[max(start, end) :]


# History


def typed(history: History, text: str) -> None:
    for letter in text:
        history.record(history.document.insert(letter), "type")


def test_typing_is_undone_word_by_word() -> None:
    history = History(Document())
    typed(history, "قال محمد إن")
    assert history.undo()
    assert history.document.text == "قال محمد "
    assert history.undo()
    assert history.undo()
    assert not history.undo()
    assert history.document == Document()


def test_moving_the_cursor_begins_a_new_step() -> None:
    history = History(Document())
    typed(history, "ab")
    history.record(history.document.move(0))
    typed(history, "cd")
    history.undo()
    assert history.document == doc("|ab")


def test_erasing_in_a_row_is_one_step_apart_from_typing() -> None:
    history = History(Document())
    typed(history, "abc")
    for _ in range(2):
        history.record(history.document.erase(editing.before), "erase")
    assert history.document.text == "a"
    history.undo()
    assert history.document.text == "abc"
    history.undo()
    assert history.document.text == ""


def test_undo_gives_the_selection_back() -> None:
    history = History(doc("a[bc|d"))
    history.record(history.document.insert("x"))
    history.undo()
    assert history.document == doc("a[bc|d")


def test_redo_goes_until_something_else_is_written() -> None:
    history = History(Document())
    typed(history, "ab cd")
    history.undo()
    assert history.redo()
    assert history.document.text == "ab cd"
    history.undo()
    typed(history, "x")
    assert not history.redo()


@given(st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(["type", "erase", "other"]), HOSTILE)))
def test_undo_gives_every_text_back_and_redo_the_last(
    steps: list[tuple[Callable[[str, int], int], Kind, str]],
) -> None:
    history = History(Document.of("ابتدأ"))
    seen = [history.document.text]
    for move, kind, text in steps:
        now = history.document
        history.record(now.erase(move) if kind == "erase" else now.insert(text), kind)
        seen.append(history.document.text)
    count = 0
    while history.undo():
        count += 1
        assert history.document.text in seen
    assert history.document.text == seen[0]
    for _ in range(count):
        assert history.redo()
    assert history.document.text == seen[-1]
    assert not history.redo()


# The word around


@pytest.mark.parametrize(("text", "found"), [("قال المُديرُ.", "المُديرُ"), ("a b_1\nc", "b_1"), ("12 ab", "ab")])
def test_the_word_around_any_of_its_clusters_is_the_same(text: str, found: str) -> None:
    start = text.index(found)
    for offset in editing.boundaries(found)[:-1]:
        assert editing.word_around(text, start + offset) == (start, start + len(found))


@given(HOSTILE)
def test_the_word_around_holds_its_cluster(text: str) -> None:
    offset = 0
    while offset < len(text):
        start, end = editing.word_around(text, offset)
        assert start <= offset < end <= len(text)
        assert editing.after(text, offset) <= end
        offset = editing.after(text, offset)
