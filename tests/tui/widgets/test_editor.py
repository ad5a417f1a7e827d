"""The editors under a person's fingers: what is drawn, and what is written."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset

from tests.support.editing import back, bench, cells, look, open_editor, write
from tui.widgets.editor import Editor, LineEditor, TextEditor

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
        await pilot.press("right")
        assert look(line) == "<<لا>>"
        await pilot.press("right")
        assert look(line) == "<لا>"


async def test_brackets_are_mirrored() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await write(pilot, "(قسد)")
        assert look(line) == "< >(" + back("قسد") + ")"


async def test_without_the_focus_there_is_neither_cursor_nor_selection() -> None:
    async with open_editor(line := LineEditor("قال")) as pilot:
        await pilot.press("shift+home")
        pilot.app.set_focus(None)
        await pilot.pause()
        assert look(line) == back("قال")


async def test_the_placeholder_is_shown_until_something_is_written() -> None:
    async with open_editor(line := LineEditor(placeholder="وسم")) as pilot:
        assert look(line) == "(" + back("سم") + ")<و>"
        await write(pilot, "ا")
        assert look(line) == "< >ا"
        await pilot.press("backspace")
        assert look(line) == "(" + back("سم") + ")<و>"


async def test_a_placeholder_of_the_other_direction_leaves_the_cursor_on_its_side() -> None:
    async with open_editor(line := LineEditor(placeholder="tag"), width=14):
        assert look(line) == "(tag)    < >"


async def test_cursor_and_selection_are_seen_without_colour() -> None:
    async with open_editor(line := LineEditor("abc", placeholder="x")) as pilot:
        await pilot.press("left", "shift+left")
        styles = {segment.text: segment.style for segment in line.render_line(0)}
        assert styles["b"] is not None
        assert styles["b"].reverse
        assert not styles["b"].underline
        await pilot.press("shift+left")
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
        await pilot.press("left")
        assert text.lines_drawn == [2]
        await pilot.press("up")
        assert text.lines_drawn == [2, 1, 2]
        await write(pilot, "x")
        assert text.lines_drawn == [2, 1, 2, 1]
        await pilot.press("ctrl+home", "left")
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
        await pilot.press("escape", "tab", "ctrl+s", "up", "down", "pageup")
        pilot.app.post_message(events.Key("alt+b", "b"))
        await pilot.pause()
        assert bench(pilot).left == ["escape", "ctrl+s", "up", "down", "pageup", "alt+b"]
        assert line.text == ""


async def test_what_is_typed_stands_in_place_of_the_selection() -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        await pilot.press("shift+home")
        await write(pilot, "لا")
        assert line.text == "لا"


async def test_changes_are_told_and_moves_are_not() -> None:
    async with open_editor(line := LineEditor("a")) as pilot:
        await write(pilot, "b")
        await pilot.press("left", "shift+left", "backspace", "backspace", "ctrl+z")
        heard = [message.text for message in bench(pilot).heard if isinstance(message, Editor.Changed)]
        assert heard == ["ab", "b", "ab"]
        line.text = "x"
        line.text = "x"
        await pilot.pause()
        assert len(bench(pilot).heard) == 4
        assert all(m.control is line for m in bench(pilot).heard if isinstance(m, Editor.Changed))


async def test_enter_submits_the_line() -> None:
    async with open_editor(line := LineEditor("قال")) as pilot:
        await pilot.press("enter")
        (message,) = bench(pilot).heard
        assert isinstance(message, LineEditor.Submitted)
        assert (message.text, message.control) == ("قال", line)


async def test_enter_begins_a_new_line_in_a_text() -> None:
    async with open_editor(text := TextEditor()) as pilot:
        await write(pilot, "قا")
        await pilot.press("enter")
        assert (text.text, look(text, 0), look(text, 1)) == ("قا\n", back("قا"), "< >")
        assert pilot.app.cursor_position == Offset(21, 2)


async def test_beyond_the_longest_length_the_bell_rings() -> None:
    async with open_editor(line := LineEditor(max_length=3)) as pilot:
        await write(pilot, "abcd")
        assert (line.text, bench(pilot).bells) == ("abc", 1)
        await pilot.press("shift+left")
        line.insert("xyz")
        assert (line.text, bench(pilot).bells) == ("abx", 2)


async def test_setting_the_text_forgets_the_history_and_clearing_does_not() -> None:
    async with open_editor(line := LineEditor("a")) as pilot:
        await write(pilot, "b")
        await pilot.press("f7", "backspace")
        await pilot.press("ctrl+z")
        assert line.text == "ab"
        line.text = "قال"
        await pilot.press("ctrl+z")
        assert (line.text, line.document.cursor) == ("قال", 3)
