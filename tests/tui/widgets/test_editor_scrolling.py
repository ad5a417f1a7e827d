"""Lines longer than the editor, and texts higher than it."""

from __future__ import annotations

from textual.geometry import Offset

from tests.support.editing import back, cells, look, open_editor, write
from tui.widgets.editor import LineEditor, TextEditor

# Lines longer than the pane, texts higher than it


async def test_a_long_line_scrolls_with_the_cursor() -> None:
    async with open_editor(line := LineEditor(), width=12) as pilot:
        await write(pilot, "قال محمد هنا")
        assert cells(line) == cells(line).rjust(8)
        assert look(line) == "< >" + back("حمد هنا")[:6]
        await pilot.press("home")
        assert look(line) == back("ال مح") + "<ق>"
        await pilot.press(*["left"] * 6)
        assert look(line) == "<م>" + back("ال مح")
        await pilot.press("right")
        assert look(line) == "م<ح>" + back("ال م")
        await pilot.press("end", "shift+home", "delete")
        assert look(line) == "< >"


async def test_a_long_english_line_scrolls_the_other_way() -> None:
    async with open_editor(line := LineEditor("abcdefghij"), width=12) as pilot:
        assert look(line) == "efghij< >"
        await pilot.press("home")
        assert look(line) == "<a>bcdef"
        await pilot.press(*["right"] * 7)
        assert look(line) == "cdefg<h>"


async def test_a_text_wraps_in_reading_order_and_up_and_down_keep_the_column() -> None:
    async with open_editor(text := TextEditor("قال محمد إن الباغوز\nab\nتحررت اليوم"), width=15) as pilot:
        assert [look(text, y) for y in range(4)] == [
            back("قال محمد إن"),
            back("الباغوز"),
            "ab",
            "< >" + back("تحررت اليوم"),
        ]
        await pilot.press("ctrl+home", "left", "left", "down")
        assert pilot.app.cursor_position == Offset(10, 2)
        await pilot.press("down")
        assert (text.document.cursor, pilot.app.cursor_position) == (22, Offset(4, 3))
        await pilot.press("down")
        assert pilot.app.cursor_position == Offset(10, 4)
        await pilot.press("down")
        assert text.document.cursor == len(text.text)
        await pilot.press("up", "up", "up", "shift+up")
        assert text.document.cursor == 0
        assert text.selected_text != ""


async def test_home_and_end_are_those_of_the_row() -> None:
    async with open_editor(text := TextEditor("قال محمد إن الباغوز"), width=15) as pilot:
        await pilot.press("home")
        assert text.document.cursor == 12
        await pilot.press("ctrl+home", "end")
        assert (text.document.cursor, look(text)) == (11, "< >" + back("قال محمد إن"))


async def test_the_arrows_go_over_the_ends_of_rows() -> None:
    async with open_editor(text := TextEditor("قا\nبا")) as pilot:
        await pilot.press("ctrl+home", "left", "left", "left", "left")
        assert text.document.cursor == 4
        await pilot.press("right", "right")
        assert text.document.cursor == 2


async def test_the_text_scrolls_with_the_cursor() -> None:
    async with open_editor(text := TextEditor(), height=6) as pilot:
        for letter in "abcdefg":
            await pilot.press(letter, "enter")
        assert (look(text, 0), look(text, 3), text.scroll_offset.y) == ("e", "< >", 4)
        await pilot.press("pageup")
        assert (look(text, 0), text.scroll_offset.y) == ("<d>", 3)
        await pilot.press("ctrl+home")
        assert (look(text, 0), text.scroll_offset.y) == ("<a>", 0)
        await pilot.press("pagedown")
        assert (look(text, 3), text.scroll_offset.y) == ("<e>", 1)
        await pilot.press("pagedown", "pagedown")
        assert text.document.cursor == len(text.text)


async def test_erasing_over_the_ends_of_lines() -> None:
    async with open_editor(text := TextEditor("قا\nبا\nتا")) as pilot:
        await pilot.press("home", "backspace")
        assert text.text == "قا\nباتا"
        await pilot.press("ctrl+u", "ctrl+u")
        assert text.text == "قاتا"
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+home", "end", "ctrl+k")
        assert text.text == "قابا\nتا"


async def test_without_a_selection_the_paragraph_is_cut() -> None:
    async with open_editor(text := TextEditor("قا\nبا\nتا")) as pilot:
        await pilot.press("up", "ctrl+x")
        assert (text.text, pilot.app.clipboard) == ("قا\nتا", "با\n")
        await pilot.press("ctrl+v", "ctrl+z", "ctrl+z")
        assert text.text == "قا\nبا\nتا"


async def test_a_selection_over_lines_shows_the_newlines_in_it() -> None:
    async with open_editor(text := TextEditor("قا\n\nبا")) as pilot:
        await pilot.press("ctrl+home", "ctrl+shift+end")
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
