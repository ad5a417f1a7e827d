"""The editors' keys and the mouse: moving, selecting, erasing, undoing, copying."""

from __future__ import annotations

import pytest
from textual import events

from tests.support.editing import back, bench, look, open_editor, write
from tui.widgets.editor import LineEditor, TextEditor

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
        await pilot.press(*keys.split())
        assert line.document.cursor == cursor


async def test_the_arrows_go_over_the_screen_cell_by_cell() -> None:
    async with open_editor(LineEditor("قال abc نعم", rtl_default=False)) as pilot:
        await pilot.press("home")
        columns = [pilot.app.cursor_position.x]
        for _ in range(11):
            await pilot.press("left")
            columns.append(pilot.app.cursor_position.x)
        assert columns == list(range(20, 8, -1))


async def test_in_english_text_words_and_ends_lie_the_other_way() -> None:
    async with open_editor(line := LineEditor("ab قال cd")) as pilot:
        await pilot.press("ctrl+left")
        assert line.document.cursor == 7
        await pilot.press("home", "ctrl+right")
        assert line.document.cursor == 3


async def test_moving_goes_by_cluster() -> None:
    async with open_editor(line := LineEditor("قَدْ")) as pilot:
        await pilot.press("right")
        assert line.document.cursor == 2
        await pilot.press("right")
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
        await pilot.press(*keys.split())
        assert line.selected_text == selected
        assert look(line) == seen


async def test_a_selection_in_mixed_text_is_in_pieces_on_the_screen() -> None:
    async with open_editor(line := LineEditor("قال abc")) as pilot:
        line._record(line.document.move(2).move(5, select=True))
        await pilot.pause()
        assert line.selected_text == "ل a"
        assert look(line) == "[a]<b>c[ ل]" + back("قا")


async def test_an_arrow_leaves_the_selection_on_its_side() -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        await pilot.press("ctrl+shift+right", "left")
        assert (line.document.cursor, line.selected_text) == (8, "")
        await pilot.press("ctrl+shift+right", "right")
        assert (line.document.cursor, line.selected_text) == (4, "")
        line.text = "ab cd"
        await pilot.press("ctrl+shift+left", "left")
        assert line.document.cursor == 3


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
        await pilot.press(*keys.split())
        assert line.text == text


async def test_typing_is_undone_by_words_and_the_cursor_comes_back() -> None:
    async with open_editor(line := LineEditor()) as pilot:
        await write(pilot, "قال محمد")
        await pilot.press("ctrl+z")
        assert (line.text, look(line)) == ("قال ", "< > " + back("قال"))
        await pilot.press("ctrl+z", "ctrl+z")
        assert line.text == ""
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert (line.text, line.document.cursor) == ("قال محمد", 8)


# The clipboard


async def test_copy_cut_and_paste() -> None:
    async with open_editor(line := LineEditor("قال محمد")) as pilot:
        await pilot.press("ctrl+shift+right", "ctrl+c")
        assert (pilot.app.clipboard, line.text) == ("محمد", "قال محمد")
        await pilot.press("ctrl+x")
        assert line.text == "قال "
        await pilot.press("home", "ctrl+v")
        assert line.text == "محمدقال "
        await pilot.press("ctrl+z", "ctrl+z")
        assert line.text == "قال محمد"


async def test_without_a_selection_copying_is_left_to_others_and_cutting_does_nothing() -> None:
    async with open_editor(line := LineEditor("قال")) as pilot:
        await pilot.press("ctrl+c", "ctrl+x")
        assert bench(pilot).left == ["ctrl+c"]
        assert (line.text, pilot.app.clipboard) == ("قال", "")


async def test_a_paste_of_the_terminal_is_cleaned_and_one_step() -> None:
    async with open_editor(line := LineEditor("x ")) as pilot:
        pilot.app.post_message(events.Paste("قال\r\nمحمد\t\x1b[31mab\n"))
        await pilot.pause()
        assert line.text == "x قال محمد [31mab"
        await pilot.press("ctrl+z")
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
