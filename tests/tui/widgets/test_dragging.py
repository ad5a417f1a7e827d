"""Selecting with the mouse in the article: pressed, dragged and let go in a headless app."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from store.library import Library
from store.model import Document, Span
from tests.support.articles import small_library
from tests.support.reading import press, reading, until
from tests.support.reading import screen as reader
from tui.rtl.layout import Row
from tui.widgets import dragging, palette
from tui.widgets.article import ArticleView
from tui.widgets.dragging import WHEEL
from tui.widgets.painting import GUTTER

SIZE = (80, 24)

MIXED = (
    "العنوان\n\nقال المدير لشركة News Corp إن 12 سفينةً (منها 3 لبنانية) لا تزال في الميناء منذ أيام.\n\n"
    + "وأضاف أن الأعمال لم تتوقف في الميناء. " * 60
    + "\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with small_library(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def mixed(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "mixed.db", "layla") as opened:
        opened.add_many([Document(source="الأفق", address="/a.txt", text=MIXED)])
        yield opened


def shown_row(view: ArticleView, offset: int) -> tuple[int, Row]:
    """The row of the pane that shows an offset."""
    for y, row in enumerate(view._rows):
        if row is not None and row.start <= offset < row.end:
            return y, row
    raise AssertionError(f"{offset} is out of sight")


def place(view: ArticleView, offset: int) -> tuple[int, int]:
    """The cell of the pane that shows an offset, and its row."""
    y, row = shown_row(view, offset)
    (cell, _), *_ = row.cells(offset, offset + 1)
    return cell + view._margin + GUTTER, y


async def drag(pilot: Pilot[None], start: tuple[int, int], *stops: tuple[int, int]) -> None:
    """Press at a place of the article, go over the others, and let go at the last."""
    view = reader(pilot).view
    await pilot.mouse_down(view, offset=start)
    for stop in stops:
        await pilot.hover(view, offset=stop)
    # As a terminal does: an upper event with no press before it would be a hover.
    x, y = stops[-1]
    region = view.region
    pilot.app.post_message(events.MouseUp(None, x + region.x, y + region.y, 0, 0, 1, False, False, False))
    await pilot.pause()


def highlighted(view: ArticleView, y: int) -> str:
    """What stands reversed on a row of the pane, from left to right."""
    return "".join(segment.text for segment in view.render_line(y) if segment.style and segment.style.reverse)


class TestDoubleClick:
    @pytest.mark.parametrize("word", ["المدير", "News", "12", "سفينةً", "لبنانية", "أيام"])
    @pytest.mark.parametrize("last", [False, True])
    async def test_selects_the_word(self, mixed: Library, word: str, last: bool) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index(word)
            inside = start + (len(word.rstrip("\u064b")) - 1 if last else 0)
            await pilot.click(view, offset=place(view, inside), times=2)
            await pilot.pause()
            assert view.selected is not None
            assert view.selected.of(MIXED) == word
            assert f"{len(word)} characters selected" in reader(pilot).status.render_line(0).text

    async def test_beside_a_word_selects_the_mark(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            await pilot.click(view, offset=place(view, MIXED.index("(منها")), times=2)
            assert view.selected is not None
            assert view.selected.of(MIXED) == "("

    async def test_a_single_click_drops_it(self, mixed: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            await pilot.click(view, offset=place(view, MIXED.index("المدير")), times=2)
            # The next click is none of a triple one.
            monkeypatch.setattr(pilot.app, "CLICK_CHAIN_TIME_THRESHOLD", 0)
            await pilot.click(view, offset=place(view, MIXED.index("سفينة")))
            assert view.selected is None


class TestDragging:
    async def test_selects_logical_text_within_a_row(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("المدير")
            await drag(pilot, place(view, start), place(view, start + 5))
            assert view.selected == Span(start, start + 6)
            assert "6 characters selected" in reader(pilot).status.render_line(0).text

    async def test_selects_across_directions_and_paints_what_it_selects(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start, end = MIXED.index("لشركة"), MIXED.index("Corp") + 1
            await drag(pilot, place(view, start), place(view, end))
            assert view.selected == Span(start, end + 1)
            y, row = shown_row(view, start)
            left = view._margin + GUTTER
            pieces = [view.render_line(y).crop(left + a, left + b) for a, b in row.cells(start, end + 1)]
            assert highlighted(view, y) == "".join(piece.text for piece in pieces)
            assert "News C" in highlighted(view, y)

    async def test_selects_backwards_and_over_paragraphs(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start, end = MIXED.index("لبنانية"), MIXED.index("الأعمال")
            await drag(pilot, place(view, end), place(view, start))
            assert view.selected == Span(start, end + 1)

    async def test_takes_whole_clusters(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            mark = MIXED.index("سفينةً")
            await drag(pilot, place(view, mark), place(view, mark + 4))
            assert view.selected is not None
            assert view.selected.of(MIXED) == "سفينةً"
            lam = MIXED.index("لا تزال")
            await drag(pilot, place(view, lam + 3), place(view, lam))
            assert view.selected.of(MIXED) == "لا ت"

    async def test_back_to_where_it_began_leaves_the_cluster_there(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("المدير")
            await drag(pilot, place(view, start), place(view, start + 3), place(view, start))
            assert view.selected == Span(start, start + 1)

    async def test_paints_only_the_rows_that_change(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("وأضاف")
            await pilot.mouse_down(view, offset=place(view, start))
            await pilot.hover(view, offset=place(view, start + 200))
            painted: list[int] = []
            refresh = view.refresh

            def note(*regions: object, **options: object) -> ArticleView:
                painted.extend(region.y for region in regions if hasattr(region, "y"))
                return refresh(*regions, **options)  # type: ignore[arg-type]

            view.refresh = note  # type: ignore[method-assign]
            await pilot.hover(view, offset=place(view, start + 204))
            assert painted == [place(view, start + 202)[1]]

    async def test_below_the_edge_scrolls_on(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("المدير")
            past = max(row.end for row in view._rows if row is not None)
            await pilot.mouse_down(view, offset=place(view, start))
            await pilot.hover(reader(pilot).status, offset=(view.region.x + 20, 0))
            await until(pilot, lambda: view.selected is not None and view.selected.end > past)
            view.on_mouse_release(events.MouseRelease(view.region.offset))
            selected = view.selected
            assert selected is not None
            assert selected.start == start
            assert view._top > view._flow.first  # type: ignore[union-attr]
            await pilot.pause()
            assert view.selected == selected
            assert view._edge is None, "nothing scrolls on"

    async def test_also_while_the_mouse_moves_on_there(
        self, mixed: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Longer than it takes from one move to the next.
        monkeypatch.setattr(dragging, "EDGE_SECONDS", 0.5)
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            past = max(row.end for row in view._rows if row is not None)
            await pilot.mouse_down(view, offset=place(view, MIXED.index("المدير")))
            y = reader(pilot).status.region.y
            columns = cycle((20, 21))

            def moves() -> bool:
                where = view.region.x + next(columns), y
                pilot.app.post_message(events.MouseMove(None, *where, 1, 0, 1, False, False, False))
                return view.selected is not None and view.selected.end > past

            await until(pilot, moves)

    async def test_the_highlight_needs_no_colour(self) -> None:
        assert palette.SELECTED.reverse


class TestWhatIsSelected:
    async def test_is_dropped_by_escape_and_by_a_move(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("المدير")
            for key in ("escape", "j"):
                await drag(pilot, place(view, start), place(view, start + 5))
                assert view.selected
                await press(pilot, key)
                assert view.selected is None
                assert reader(pilot).focused is view

    async def test_is_sent_by_y(self, mixed: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TMUX", raising=False)
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("لشركة")
            await drag(pilot, place(view, start), place(view, start + 14))
            await press(pilot, "y")
            assert pilot.app.clipboard == "لشركة News Corp"

    async def test_can_be_tagged(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("المدير")
            await drag(pilot, place(view, start), place(view, start + 5))
            await press(pilot, "1")
            (own,) = mixed.annotations(mixed.article_page(None, 0, 1)[0].id)
            assert (own.target, own.placed) == ("span", Span(start, start + 6))

    async def test_goes_with_its_article(self, library: Library) -> None:
        async with reading(library, size=SIZE) as pilot:
            view = reader(pilot).view
            await drag(pilot, (30, 2), (40, 2))
            assert view.selected
            await press(pilot, "]")
            assert view.selected is None


class TestThePlainMouse:
    async def test_a_click_moves_the_cursor_and_selects_nothing(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            start = MIXED.index("المدير")
            await drag(pilot, place(view, start), place(view, start + 5))
            target = MIXED.index("الأعمال")
            await pilot.click(view, offset=place(view, target))
            assert view.selected is None
            span = view.statement_span
            assert span is not None
            assert span.start <= target < span.end

    async def test_a_drag_leaves_the_cursor_where_it_was(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            before, target = view.statement, MIXED.index("الأعمال")
            await drag(pilot, place(view, target), place(view, target + 60))
            assert view.statement == before
            assert view.selected

    async def test_the_wheel_scrolls(self, mixed: Library) -> None:
        async with reading(mixed, size=SIZE) as pilot:
            view = reader(pilot).view
            assert view._flow is not None
            top = view._top
            x, y = view.region.offset
            for event, there in ((events.MouseScrollDown, WHEEL), (events.MouseScrollUp, 0)):
                pilot.app.post_message(event(None, x + 5, y + 5, 0, 0, 0, False, False, False))
                await pilot.pause()
                assert view._top == view._flow.step(top, there)
