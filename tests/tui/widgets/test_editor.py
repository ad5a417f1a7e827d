"""The editors under a person's fingers: what each key does to the text, the cursor and the row of cells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar
from unicodedata import normalize

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot

from tui.widgets.editor import Editor, LineEditor, TextEditor

MARKED = {"cursor": "<{}>", "inside": "<<{}>>", "selection": "[{}]", "placeholder": "({})", "text": "{}"}


class Bench(App[None]):
    """One editor, and a log of what it leaves to others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"log('{key}')")
        for key in ("escape", "ctrl+s", "ctrl+c", "up", "down", "pageup", "alt+b", "q", "ج")
    ]

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.left: list[str] = []
        self.heard: list[Message] = []
        self.bells = 0

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self.theme = "ansi-dark"

    def action_log(self, key: str) -> None:
        self.left.append(key)

    def bell(self) -> None:
        self.bells += 1

    def on_editor_changed(self, message: Editor.Changed) -> None:
        self.heard.append(message)

    def on_line_editor_submitted(self, message: LineEditor.Submitted) -> None:
        self.heard.append(message)


@asynccontextmanager
async def open_editor(editor: Editor, width: int = 24, height: int = 10) -> AsyncIterator[Pilot[None]]:
    """An application with that one editor, focused. The width is that of the screen."""
    async with Bench(editor).run_test(size=(width, height)) as pilot:
        editor.focus()
        await pilot.pause()
        yield pilot


def bench(pilot: Pilot[None]) -> Bench:
    assert isinstance(pilot.app, Bench)
    return pilot.app


async def write(pilot: Pilot[None], text: str) -> None:
    """Type `text` as a terminal sends it, marks and joiners too."""
    for character in text:
        pilot.app.post_message(events.Key(_character_to_key(character), character))
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)


def look(editor: Editor, y: int = 0) -> str:
    """A line as drawn, from left to right, letters without their forms: <cursor>, [selected]."""
    shown = editor._picture(y + editor.scroll_offset.y)
    return normalize("NFKC", "".join(MARKED[role].format(text) for text, role in shown)).strip()


def cells(editor: Editor, y: int = 0) -> str:
    """A line as it is sent to the terminal."""
    return "".join(segment.text for segment in editor.render_line(y))


def back(text: str) -> str:
    return text[::-1]


# What is drawn


async def test_arabic_joins_as_it_is_typed() -> None:
    async with open_editor(line := LineEditor(), width=12) as pilot:
        seen = []
        for letter in "بيت":
            await write(pilot, letter)
            seen.append(cells(line).strip())
        assert seen == ["\ufe8f", "\ufef2\ufe91", "\ufe96\ufef4\ufe91"]


async def test_the_cursor_is_left_of_the_last_arabic_letter() -> None:
    async with open_editor(line := LineEditor(), width=12) as pilot:
        assert cells(line) == " " * 8
        assert (look(line), pilot.app.cursor_position) == ("< >", Offset(8, 1))
        await write(pilot, "قال")
        assert (look(line), pilot.app.cursor_position) == ("< >" + back("قال"), Offset(5, 1))


async def test_english_stands_on_the_left_with_the_cursor_on_its_right() -> None:
    async with open_editor(line := LineEditor(), width=12) as pilot:
        await write(pilot, "ab")
        assert line._picture(0) == ((" ab", "text"), (" ", "cursor"), ("    ", "text"))
        assert pilot.app.cursor_position == Offset(5, 1)


async def test_an_empty_editor_begins_on_the_side_it_is_told() -> None:
    async with open_editor(line := LineEditor(rtl_default=False), width=12) as pilot:
        assert pilot.app.cursor_position == Offset(3, 1)
        await write(pilot, "12")
        assert line._picture(0) == ((" 12", "text"), (" ", "cursor"), ("    ", "text"))


async def test_in_mixed_text_the_cursor_follows_the_direction_of_the_paragraph() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await write(pilot, "قال abc")
        assert look(line) == "< >abc " + back("قال")
        await write(pilot, " في 23")
        assert look(line) == "< >23 " + back("في") + " abc " + back("قال")


async def test_a_letter_and_its_marks_share_a_cell() -> None:
    async with open_editor(line := LineEditor(), width=12) as pilot:
        await write(pilot, "قَدْ")
        assert cells(line) == "     \ufeaa\u0652\ufed7\u064e "
        assert pilot.app.cursor_position == Offset(6, 1)


async def test_the_cursor_within_a_ligature_looks_different() -> None:
    async with open_editor(line := LineEditor("لا")) as pilot:
        await press(pilot, "right")
        assert look(line) == "<<لا>>"
        await press(pilot, "right")
        assert look(line) == "<لا>"


async def test_brackets_are_mirrored() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await write(pilot, "(قسد)")
        assert look(line) == "< >(" + back("قسد") + ")"


async def test_without_the_focus_there_is_neither_cursor_nor_selection() -> None:
    async with open_editor(line := LineEditor("قال")) as pilot:
        await press(pilot, "shift+home")
        pilot.app.set_focus(None)
        await pilot.pause()
        assert look(line) == back("قال")


async def test_the_placeholder_is_shown_until_something_is_written() -> None:
    async with open_editor(line := LineEditor(placeholder="وسم")) as pilot:
        assert look(line) == "(" + back("سم") + ")<و>"
        await write(pilot, "ا")
        assert look(line) == "< >ا"
        await press(pilot, "backspace")
        assert look(line) == "(" + back("سم") + ")<و>"


async def test_a_placeholder_of_the_other_direction_leaves_the_cursor_on_its_side() -> None:
    async with open_editor(line := LineEditor(placeholder="tag"), width=14):
        assert look(line) == "(tag)    < >"


async def test_cursor_and_selection_are_seen_without_colour() -> None:
    async with open_editor(line := LineEditor("abc", placeholder="x")) as pilot:
        await press(pilot, "left", "shift+left")
        styles = {segment.text: segment.style for segment in line.render_line(0)}
        assert styles["b"] is not None
        assert styles["b"].reverse
        assert not styles["b"].underline
        await press(pilot, "shift+left")
        styles = {segment.text: segment.style for segment in line.render_line(0)}
        assert styles["b"] is not None
        assert styles["b"].underline
        assert not styles["b"].reverse


async def test_no_style_makes_a_row_bold_or_italic() -> None:
    editor = LineEditor("قال")
    editor.styles.text_style = "bold italic"
    async with open_editor(editor):
        assert not any(s.style and (s.style.bold or s.style.italic) for s in editor.render_line(0))


class Watched(TextEditor):
    """A text that writes down which of its lines are drawn again; a line is always drawn as a whole."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.lines_drawn: list[int] = []

    def refresh_line(self, y: int) -> None:
        self.lines_drawn.append(y)
        super().refresh_line(y)


async def test_only_rows_that_look_different_are_drawn_again() -> None:
    async with open_editor(text := Watched("ab\ncd\nef")) as pilot:
        text.lines_drawn.clear()
        await press(pilot, "left")
        assert text.lines_drawn == [2]
        await press(pilot, "up")
        assert text.lines_drawn == [2, 1, 2]
        await write(pilot, "x")
        assert text.lines_drawn == [2, 1, 2, 1]
        await press(pilot, "ctrl+home", "left")
        assert text.lines_drawn == [2, 1, 2, 1, 0, 1]


async def test_an_idle_editor_has_no_timer() -> None:
    async with open_editor(line := LineEditor("قال")):
        assert not line._timers


async def test_hostile_text_is_cleaned_on_its_way_in() -> None:
    async with open_editor(text := TextEditor("a\x1b[2Jb\u202ec\r\nd")) as pilot:
        assert text.text == "a[2Jbc\nd"
        text.insert("\x1b]0;x\x07")
        assert text.text == "a[2Jbc\nd]0;x"
        text.text = "[b]x\x00"
        await pilot.pause()
        assert look(text) == "[b]x< >"


# Writing


async def test_every_printable_key_is_taken() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await write(pilot, "qج.«٣ #é/👍")
        assert line.text == "qج.«٣ #é/👍"
        assert bench(pilot).left == []


async def test_the_zero_width_non_joiner_is_written() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await write(pilot, "می\u200cروم")
        assert line.text == "می\u200cروم"
        assert cells(line).strip().replace("\u200c", "") == "\ufee1\ufeed\ufead\ufbfd\ufee3"


async def test_keys_that_it_does_not_use_go_on() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await press(pilot, "escape", "tab", "ctrl+s", "up", "down", "pageup")
        pilot.app.post_message(events.Key("alt+b", "b"))
        await pilot.pause()
        assert bench(pilot).left == ["escape", "ctrl+s", "up", "down", "pageup", "alt+b"]
        assert line.text == ""


async def test_what_is_typed_stands_in_place_of_the_selection() -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        await press(pilot, "shift+home")
        await write(pilot, "لا")
        assert line.text == "لا"


async def test_changes_are_told_and_moves_are_not() -> None:
    async with open_editor(line := LineEditor("a")) as pilot:
        await write(pilot, "b")
        await press(pilot, "left", "shift+left", "backspace", "backspace", "ctrl+z")
        heard = [message.text for message in bench(pilot).heard if isinstance(message, Editor.Changed)]
        assert heard == ["ab", "b", "ab"]
        line.text = "x"
        line.text = "x"
        await pilot.pause()
        assert len(bench(pilot).heard) == 4
        assert all(m.control is line for m in bench(pilot).heard if isinstance(m, Editor.Changed))


async def test_enter_submits_the_line() -> None:
    async with open_editor(line := LineEditor("قال")) as pilot:
        await press(pilot, "enter")
        (message,) = bench(pilot).heard
        assert isinstance(message, LineEditor.Submitted)
        assert (message.text, message.control) == ("قال", line)


async def test_enter_begins_a_new_line_in_a_text() -> None:
    async with open_editor(text := TextEditor()) as pilot:
        await write(pilot, "قا")
        await press(pilot, "enter")
        assert (text.text, look(text, 0), look(text, 1)) == ("قا\n", back("قا"), "< >")
        assert pilot.app.cursor_position == Offset(21, 2)


async def test_beyond_the_longest_length_the_bell_rings() -> None:
    async with open_editor(line := LineEditor(max_length=3)) as pilot:
        await write(pilot, "abcd")
        assert (line.text, bench(pilot).bells) == ("abc", 1)
        await press(pilot, "shift+left")
        line.insert("xyz")
        assert (line.text, bench(pilot).bells) == ("abx", 2)


async def test_setting_the_text_forgets_the_history_and_clearing_does_not() -> None:
    async with open_editor(line := LineEditor("a")) as pilot:
        await write(pilot, "b")
        line.clear()
        await press(pilot, "ctrl+z")
        assert line.text == "ab"
        line.text = "قال"
        await press(pilot, "ctrl+z")
        assert (line.text, line.document.cursor) == ("قال", 3)


# Moving


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("left", 12),
        ("right", 11),
        ("right right", 10),
        ("home", 0),
        ("ctrl+a", 0),
        ("home end", 12),
        ("home ctrl+e", 12),
        ("ctrl+home", 0),
        ("ctrl+home ctrl+end", 12),
        ("home left", 1),
        ("home left left left left", 6),
        ("home left left left left left", 5),
        ("home left left left left left left left", 7),
        ("home right", 0),
        ("ctrl+right", 8),
        ("ctrl+right ctrl+right", 4),
        ("ctrl+right ctrl+right ctrl+left", 8),
        ("home ctrl+left ctrl+left ctrl+left", 12),
    ],
)
async def test_moves_in_arabic_text_with_an_english_word(keys: str, cursor: int) -> None:
    # On the screen: قال and a space on the right, then "abc" read from left to right, then the rest.
    async with open_editor(line := LineEditor("قال abc نعمة")) as pilot:
        await press(pilot, *keys.split())
        assert line.document.cursor == cursor


async def test_the_arrows_go_over_the_screen_cell_by_cell() -> None:
    async with open_editor(LineEditor("قال abc نعم", rtl_default=False)) as pilot:
        await press(pilot, "home")
        columns = [pilot.app.cursor_position.x]
        for _ in range(11):
            await press(pilot, "left")
            columns.append(pilot.app.cursor_position.x)
        assert columns == list(range(20, 8, -1))


async def test_in_english_text_words_and_ends_lie_the_other_way() -> None:
    async with open_editor(line := LineEditor("ab قال cd")) as pilot:
        await press(pilot, "ctrl+left")
        assert line.document.cursor == 7
        await press(pilot, "home", "ctrl+right")
        assert line.document.cursor == 3


async def test_moving_goes_by_cluster() -> None:
    async with open_editor(line := LineEditor("قَدْ")) as pilot:
        await press(pilot, "right")
        assert line.document.cursor == 2
        await press(pilot, "right")
        assert line.document.cursor == 0


# Selecting


@pytest.mark.parametrize(
    ("keys", "selected", "seen"),
    [
        ("shift+right", "د", "<د>" + back("قال محم")),
        ("shift+right shift+left", "", "< >" + back("قال محمد")),
        ("shift+home", "قال محمد", "[" + back("ال محمد") + "]<ق>"),
        ("home shift+end", "قال محمد", "< >[" + back("قال محمد") + "]"),
        ("ctrl+shift+right", "محمد", "[" + back("حمد") + "]<م>" + back("قال ")),
        ("home ctrl+shift+left", "قال ", back("حمد") + "<م>[" + back("قال ") + "]"),
        ("ctrl+shift+home", "قال محمد", "[" + back("ال محمد") + "]<ق>"),
        ("home ctrl+shift+end", "قال محمد", "< >[" + back("قال محمد") + "]"),
        ("ctrl+shift+a", "قال محمد", "< >[" + back("قال محمد") + "]"),
        ("f7", "قال محمد", "< >[" + back("قال محمد") + "]"),
        ("home left shift+left shift+left", "ال", back(" محمد")[:-1] + "< >[" + back("ال") + "]ق"),
    ],
)
async def test_selecting(keys: str, selected: str, seen: str) -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        await press(pilot, *keys.split())
        assert line.selected_text == selected
        assert look(line) == seen


async def test_a_selection_in_mixed_text_is_in_pieces_on_the_screen() -> None:
    async with open_editor(line := LineEditor("قال abc")) as pilot:
        line.move_cursor(2)
        line.move_cursor(5, select=True)
        await pilot.pause()
        assert line.selected_text == "ل a"
        assert look(line) == "[a]<b>c[ ل]" + back("قا")


async def test_an_arrow_leaves_the_selection_on_its_side() -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        await press(pilot, "ctrl+shift+right", "left")
        assert (line.document.cursor, line.selected_text) == (8, "")
        await press(pilot, "ctrl+shift+right", "right")
        assert (line.document.cursor, line.selected_text) == (4, "")
        line.text = "ab cd"
        await press(pilot, "ctrl+shift+left", "left")
        assert line.document.cursor == 3


async def test_the_focus_can_select_all() -> None:
    async with open_editor(line := LineEditor("/tmp/a.json", select_on_focus=True)) as pilot:
        assert line.selected_text == "/tmp/a.json"
        await write(pilot, "b")
        assert line.text == "b"


# Erasing, undo


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("backspace", "قالَ (محمّد"),
        ("backspace backspace", "قالَ (محمّ"),
        ("backspace backspace backspace", "قالَ (مح"),
        ("home delete", "الَ (محمّد)"),
        ("home ctrl+d left left delete", "الَ(محمّد)"),
        ("ctrl+w", "قالَ ("),
        ("ctrl+backspace ctrl+backspace", ""),
        ("alt+backspace", "قالَ ("),
        ("home ctrl+delete", " (محمّد)"),
        ("home alt+delete alt+delete", ")"),
        ("ctrl+u", ""),
        ("home ctrl+left ctrl+u", "محمّد)"),
        ("home ctrl+left ctrl+k", "قالَ ("),
        ("shift+right shift+right backspace", "قالَ (محمّ"),
        ("shift+right shift+right ctrl+u", "قالَ (محمّ"),
        ("ctrl+w ctrl+z", "قالَ (محمّد)"),
        ("ctrl+w ctrl+w ctrl+z", "قالَ ("),
        ("backspace backspace ctrl+z", "قالَ (محمّد)"),
        ("ctrl+w ctrl+z ctrl+y", "قالَ ("),
        ("ctrl+z ctrl+y", "قالَ (محمّد)"),
    ],
)
async def test_erasing(keys: str, text: str) -> None:
    async with open_editor(line := LineEditor("قالَ (محمّد)")) as pilot:
        await press(pilot, *keys.split())
        assert line.text == text


async def test_typing_is_undone_by_words_and_the_cursor_comes_back() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await write(pilot, "قال محمد")
        await press(pilot, "ctrl+z")
        assert (line.text, look(line)) == ("قال ", "< > " + back("قال"))
        await press(pilot, "ctrl+z", "ctrl+z")
        assert line.text == ""
        await press(pilot, "ctrl+y", "ctrl+y", "ctrl+y")
        assert (line.text, line.document.cursor) == ("قال محمد", 8)


# The clipboard


async def test_copy_cut_and_paste() -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        await press(pilot, "ctrl+shift+right", "ctrl+c")
        assert (pilot.app.clipboard, line.text) == ("محمد", "قال محمد")
        await press(pilot, "ctrl+x")
        assert line.text == "قال "
        await press(pilot, "home", "ctrl+v")
        assert line.text == "محمدقال "
        await press(pilot, "ctrl+z", "ctrl+z")
        assert line.text == "قال محمد"


async def test_without_a_selection_copying_is_left_to_others_and_cutting_does_nothing() -> None:
    async with open_editor(line := LineEditor("قال")) as pilot:
        await press(pilot, "ctrl+c", "ctrl+x")
        assert bench(pilot).left == ["ctrl+c"]
        assert (line.text, pilot.app.clipboard) == ("قال", "")


async def test_a_paste_of_the_terminal_is_cleaned_and_one_step() -> None:
    async with open_editor(line := LineEditor("x ")) as pilot:
        pilot.app.post_message(events.Paste("قال\r\nمحمد\t\x1b[31mab\n"))
        await pilot.pause()
        assert line.text == "x قال محمد [31mab"
        await press(pilot, "ctrl+z")
        assert line.text == "x "


async def test_a_paste_keeps_its_lines_in_a_text() -> None:
    async with open_editor(text := TextEditor()) as pilot:
        pilot.app.post_message(events.Paste("قال\r\nمحمد\n\x07"))
        await pilot.pause()
        assert text.text == "قال\nمحمد\n"
        assert (look(text, 0), look(text, 1), look(text, 2)) == (back("قال"), back("محمد"), "< >")


# The mouse


async def test_a_click_places_the_cursor_and_dragging_selects() -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        # The text ends at column 20; its eight letters take 13 to 20.
        for x, cursor in ((20, 0), (18, 2), (13, 7), (12, 8), (5, 8), (22, 0)):
            await pilot.click(line, offset=(x, 1))
            assert line.document.cursor == cursor
        await pilot.mouse_down(line, offset=(20, 1))
        await pilot.hover(line, offset=(17, 1))
        assert line.selected_text == "قال"
        await pilot.mouse_up(line, offset=(17, 1))
        await pilot.hover(line, offset=(13, 1))
        assert line.selected_text == "قال"
        await pilot.click(line, offset=(14, 1), shift=True)
        assert line.selected_text == "قال محم"[:6]


async def test_a_click_finds_its_row_in_a_scrolled_text() -> None:
    async with open_editor(text := TextEditor("\n".join("abcdefghijkl")), height=6) as pilot:
        await pilot.click(text, offset=(2, 2))
        assert text.text[text.document.cursor] == "j"
        await pilot.mouse_down(text, offset=(2, 2))
        await pilot.hover(text, offset=(3, 4))
        assert text.selected_text == "j\nk\nl"


# Lines longer than the pane, texts higher than it


async def test_a_long_line_scrolls_with_the_cursor() -> None:
    async with open_editor(line := LineEditor(), width=12) as pilot:
        await write(pilot, "قال محمد هنا")
        assert cells(line) == cells(line).rjust(8)
        assert look(line) == "< >" + back("حمد هنا")[:6]
        await press(pilot, "home")
        assert look(line) == back("ال مح") + "<ق>"
        await press(pilot, *["left"] * 6)
        assert look(line) == "<م>" + back("ال مح")
        await press(pilot, "right")
        assert look(line) == "م<ح>" + back("ال م")
        await press(pilot, "end", "shift+home", "delete")
        assert look(line) == "< >"


async def test_a_long_english_line_scrolls_the_other_way() -> None:
    async with open_editor(line := LineEditor("abcdefghij"), width=12) as pilot:
        assert look(line) == "efghij< >"
        await press(pilot, "home")
        assert look(line) == "<a>bcdef"
        await press(pilot, *["right"] * 7)
        assert look(line) == "cdefg<h>"


async def test_a_text_wraps_in_reading_order_and_up_and_down_keep_the_column() -> None:
    async with open_editor(text := TextEditor("قال محمد إن الباغوز\nab\nتحررت اليوم"), width=15) as pilot:
        assert [look(text, y) for y in range(4)] == [
            back("قال محمد إن"),
            back("الباغوز"),
            "ab",
            "< >" + back("تحررت اليوم"),
        ]
        await press(pilot, "ctrl+home", "left", "left", "down")
        assert pilot.app.cursor_position == Offset(10, 2)
        await press(pilot, "down")
        assert (text.document.cursor, pilot.app.cursor_position) == (22, Offset(4, 3))
        await press(pilot, "down")
        assert pilot.app.cursor_position == Offset(10, 4)
        await press(pilot, "down")
        assert text.document.cursor == len(text.text)
        await press(pilot, "up", "up", "up", "shift+up")
        assert text.document.cursor == 0
        assert text.selected_text != ""


async def test_home_and_end_are_those_of_the_row() -> None:
    async with open_editor(text := TextEditor("قال محمد إن الباغوز"), width=15) as pilot:
        await press(pilot, "home")
        assert text.document.cursor == 12
        await press(pilot, "ctrl+home", "end")
        assert (text.document.cursor, look(text)) == (11, "< >" + back("قال محمد إن"))


async def test_the_arrows_go_over_the_ends_of_rows() -> None:
    async with open_editor(text := TextEditor("قا\nبا")) as pilot:
        await press(pilot, "ctrl+home", "left", "left", "left", "left")
        assert text.document.cursor == 4
        await press(pilot, "right", "right")
        assert text.document.cursor == 2


async def test_the_text_scrolls_with_the_cursor() -> None:
    async with open_editor(text := TextEditor(), height=6) as pilot:
        for letter in "abcdefg":
            await press(pilot, letter, "enter")
        assert (look(text, 0), look(text, 3), text.scroll_offset.y) == ("e", "< >", 4)
        await press(pilot, "pageup")
        assert (look(text, 0), text.scroll_offset.y) == ("<d>", 3)
        await press(pilot, "ctrl+home")
        assert (look(text, 0), text.scroll_offset.y) == ("<a>", 0)
        await press(pilot, "pagedown")
        assert (look(text, 3), text.scroll_offset.y) == ("<e>", 1)
        await press(pilot, "pagedown", "pagedown")
        assert text.document.cursor == len(text.text)


async def test_erasing_over_the_ends_of_lines() -> None:
    async with open_editor(text := TextEditor("قا\nبا\nتا")) as pilot:
        await press(pilot, "home", "backspace")
        assert text.text == "قا\nباتا"
        await press(pilot, "ctrl+u", "ctrl+u")
        assert text.text == "قاتا"
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+home", "end", "ctrl+k")
        assert text.text == "قابا\nتا"


async def test_without_a_selection_the_paragraph_is_cut() -> None:
    async with open_editor(text := TextEditor("قا\nبا\nتا")) as pilot:
        await press(pilot, "up", "ctrl+x")
        assert (text.text, pilot.app.clipboard) == ("قا\nتا", "با\n")
        await press(pilot, "ctrl+v", "ctrl+z", "ctrl+z")
        assert text.text == "قا\nبا\nتا"


async def test_a_selection_over_lines_shows_the_newlines_in_it() -> None:
    async with open_editor(text := TextEditor("قا\n\nبا")) as pilot:
        await press(pilot, "ctrl+home", "ctrl+shift+end")
        assert [look(text, y) for y in range(3)] == [
            "[ " + back("قا") + "]",
            "[ ]",
            "< >[" + back("با") + "]",
        ]


async def test_a_narrower_screen_wraps_anew() -> None:
    async with open_editor(text := TextEditor("قال محمد إن الباغوز"), width=30) as pilot:
        assert look(text, 0) == "< >" + back("قال محمد إن الباغوز")
        await pilot.resize_terminal(15, 10)
        await pilot.pause()
        assert [look(text, y) for y in range(2)] == [back("قال محمد إن"), "< >" + back("الباغوز")]


async def test_a_compact_line_takes_one_row() -> None:
    async with open_editor(line := LineEditor("قال", compact=True), width=12):
        assert (line.outer_size.height, cells(line).strip()) == (1, "\ufedd\ufe8e\ufed7")
        assert line.size.width == 12
