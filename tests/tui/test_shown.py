"""What the terminal shows: of an update only what differs is sent, and the screen comes out the same."""

from __future__ import annotations

from collections.abc import Iterable

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.shown import Shown

WIDTH, HEIGHT = 12, 3
CUT = 5
"""Where the rows are cut in two pieces."""
CONSOLE = Console(color_system="truecolor", force_terminal=True)
STYLES = (Style(), Style(color="red"), Style(reverse=True))

Row = tuple[Strip, Strip]


def strip(text: str, width: int, style: Style = STYLES[0]) -> Strip:
    return Strip([Segment(text, style)]).adjust_cell_length(width)


def row(text: str, style: Style = STYLES[0]) -> Row:
    whole = strip(text, WIDTH, style)
    return whole.crop(0, CUT), whole.crop(CUT)


def layout(rows: Iterable[Row]) -> LayoutUpdate:
    """All rows of a screen."""
    return LayoutUpdate(list(rows), Region(0, 0, WIDTH, HEIGHT))


def pieces(rows: dict[int, Row], start: int = 0, stop: int = WIDTH) -> ChopsUpdate:
    """Some rows of a screen, from cell `start` to cell `stop`."""
    chops = [dict(zip((0, CUT), rows.get(y, (None, None)), strict=True)) for y in range(HEIGHT)]
    return ChopsUpdate(chops, [(y, start, stop) for y in sorted(rows)], [[CUT, WIDTH]] * HEIGHT)


class Terminal:
    """A terminal that is sent differences, and one that is sent everything."""

    def __init__(self, *, whole: bool = False) -> None:
        self._shown = Shown()
        self._whole = whole
        self._screens = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)

    def show(self, update: CompositorUpdate) -> str:
        """Paint; gives what was sent."""
        sent = self._shown.difference(update, CONSOLE, whole=self._whole)
        for screen, output in zip(self._screens, (sent, update.render_segments(CONSOLE)), strict=True):
            screen.reset_mode(pyte.modes.DECAWM)
            pyte.Stream(screen).feed(output.replace("\n", ""))
        return sent

    @property
    def agrees(self) -> bool:
        """Whether both show the same."""
        one, other = self._screens
        return all(one.buffer[y][x] == other.buffer[y][x] for y in range(HEIGHT) for x in range(WIDTH))

    def forget(self) -> None:
        self._shown.forget()


def test_what_is_there_is_not_sent_again() -> None:
    terminal = Terminal()
    rows = [row("one"), row("two"), row("three")]
    assert "two" in terminal.show(layout(rows))
    assert terminal.show(layout(rows)) == ""
    assert terminal.show(pieces({1: rows[1]})) == ""


def test_what_a_style_carries_for_the_mouse_is_no_difference() -> None:
    terminal = Terminal()
    scrollbar = Style(color="red", meta={"@mouse.down": "scroll_down"})
    terminal.show(layout([row("one", scrollbar)] * HEIGHT))
    assert terminal.show(layout([row("one", STYLES[1])] * HEIGHT)) == ""


def test_of_a_row_only_the_segments_that_differ_are_sent() -> None:
    terminal = Terminal()
    red = STYLES[1]
    before = (Strip([Segment("a", red), Segment("bcd "), Segment("e", red), Segment("fghij ")]),)
    after = (Strip([Segment("a", red), Segment("bcX "), Segment("e", red), Segment("fghij ")]),)
    terminal.show(layout([before, *[row("")] * 2]))  # type: ignore[list-item]
    sent = terminal.show(layout([after, *[row("")] * 2]))  # type: ignore[list-item]
    assert sent == "\x1b[1;2HbcX "


def test_where_rows_go_whole_all_of_the_piece_is_sent() -> None:
    terminal = Terminal(whole=True)
    terminal.show(layout([row("abc"), row("def"), row("ghi")]))
    assert terminal.show(pieces({1: row("deX")}, 0, CUT)) == "\x1b[2;1HdeX  "


def test_after_forgetting_everything_is_sent() -> None:
    terminal = Terminal()
    rows = [row("one"), row("two"), row("three")]
    first = terminal.show(layout(rows))
    terminal.forget()
    assert terminal.show(layout(rows)) == first


def test_another_size_is_another_screen() -> None:
    shown = Shown()
    blank = strip("same", WIDTH)
    for height in (2, 3):
        update = LayoutUpdate([[blank]] * height, Region(0, 0, WIDTH, height))
        assert shown.difference(update, CONSOLE, whole=False).count("same") == height


TEXT = st.lists(st.sampled_from(("a", "b", " ", "ﺏ", "ﺏ\u064b", "漢")), max_size=WIDTH).map("".join)
"""Each mark with its base, as the layout gives them."""
ROWS = st.builds(
    lambda left, right, style: (strip(left, CUT, style), strip(right, WIDTH - CUT, style)),
    TEXT,
    TEXT,
    st.sampled_from(STYLES),
)
"""Rows of which no piece begins with the mark of a letter in the one before."""
UPDATES = st.one_of(
    st.lists(ROWS, min_size=HEIGHT, max_size=HEIGHT).map(layout),
    st.builds(
        pieces,
        st.dictionaries(st.integers(0, HEIGHT - 1), ROWS, min_size=1),
        st.sampled_from((0, CUT)),
        st.sampled_from((CUT, WIDTH)),
    ),
)


@given(st.lists(UPDATES, max_size=8), st.booleans())
def test_differences_add_up_to_the_screen(updates: list[CompositorUpdate], whole: bool) -> None:
    terminal = Terminal(whole=whole)
    for update in updates:
        terminal.show(update)
        assert terminal.agrees
