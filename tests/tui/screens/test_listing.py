"""Saved searches as lists: going through them with `]` and `[` while what they find changes."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import pytest
from textual.pilot import Pilot

from store.errors import LibraryError
from store.library import Library
from store.library.search import Search
from store.model import Document, Span
from tests.support.articles import outline_of, small_library
from tests.support.reading import press, reading, shown, status, until
from tests.support.reading import screen as screen_of
from tests.support.waiting import LONGEST
from tui.app import NewsreadApp
from tui.config import Settings
from tui.screens.lookup import carried_over, still_there
from tui.screens.reader import ReaderScreen

NEXT, PREVIOUS = "right_square_bracket", "left_square_bracket"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small_library(tmp_path / "library.db")


@asynccontextmanager
async def going_through(
    library: Library,
    size: tuple[int, int] = (120, 40),
    language: Literal["en", "ar"] = "en",
    is_slow: bool = False,
) -> AsyncIterator[tuple[Pilot[None], ReaderScreen]]:
    """The reader, the cursor on the last of the sources: the saved search whose name sorts last."""
    app = NewsreadApp(library, Settings(language=language))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        screen.focus_pane(screen.sources)
        await press(pilot, "G")
        if not is_slow:
            await listed(pilot, screen)
        yield pilot, screen


async def listed(pilot: Pilot[None], screen: ReaderScreen) -> None:
    """What the search finds is listed."""
    lookup: Callable[[], bool] = lambda: screen._lookup is not None and screen._lookup.is_done  # noqa: E731
    await until(pilot, lambda: lookup() and screen._shown is screen._lookup)


def titles(screen: ReaderScreen) -> list[str | None]:
    found = (screen.articles.at(index) for index in range(screen.articles.count))
    return [one.title if one is not None else None for one in found]


def opened(screen: ReaderScreen) -> str:
    assert screen.desk.article is not None
    return screen.desk.article.id


def tagged(library: Library, *indexes: int) -> list[str]:
    """The ids of those articles of the library, each with a tag."""
    page = library.article_page(None, 0, 50)
    ids = [page[index].id for index in indexes]
    for one in ids:
        library.set_tag(one, Span(0, 5), "statement", "verified", True)
    return ids


class TestGoingThrough:
    async def test_brackets_go_through_it_from_its_first_article(self, library: Library) -> None:
        """Also from an article that is not in it."""
        ids = tagged(library, 2, 4, 5)
        library.search.save("mine", "tag:verified")
        async with going_through(library) as (pilot, screen):
            assert opened(screen) not in ids
            found = [one.id for index in range(3) if (one := screen.articles.at(index))]
            assert set(found) == set(ids)
            for step, expected in ((NEXT, 0), (NEXT, 1), (NEXT, 2), (NEXT, 2), (PREVIOUS, 1)):
                await press(pilot, step)
                assert opened(screen) == found[expected]
                assert screen.articles.cursor == expected
            await press(pilot, PREVIOUS, PREVIOUS)
            assert "this is the first article" in shown(screen.status)

    async def test_after_a_jump_out_of_it_they_go_on_where_one_was(self, library: Library) -> None:
        tagged(library, 2, 4, 5)
        library.search.save("mine", "tag:verified")
        outside = library.article_page(None, 0, 1)[0].id
        async with going_through(library) as (pilot, screen):
            await press(pilot, NEXT, NEXT)
            screen.open_article(outside, 0)
            assert screen.articles.cursor is None
            await press(pilot, NEXT)
            assert screen.articles.cursor == 2
            screen.open_article(outside, 0)
            await press(pilot, PREVIOUS)
            assert screen.articles.cursor == 2

    async def test_nothing_found_says_what_was_sought_and_brackets_that_nothing_is_there(
        self, library: Library
    ) -> None:
        library.search.save("none", "tag:nobody-has-it")
        async with going_through(library) as (pilot, screen):
            before = opened(screen)
            assert "Nothing found:" in shown(screen.articles)
            assert "tag:nobody-has-it" in shown(screen.articles)
            await press(pilot, NEXT)
            assert "the list is empty" in shown(screen.status)
            await press(pilot, "enter", "j", "enter", PREVIOUS, "ctrl+a", "M")
            assert opened(screen) == before

    async def test_a_query_that_does_not_parse_any_more_is_plain_words_and_says_so(
        self, library: Library
    ) -> None:
        library.search.save("older", "العمال before:yesterday")
        elsewhere = Library.open(library.path, library.annotator)
        async with going_through(library) as (pilot, screen):
            assert "searched as plain words: dates are written" in shown(screen.status)
            assert screen.articles.count == 0
            with elsewhere:
                elsewhere.search.save("older", '"العمال')
            await until(pilot, lambda: screen.articles.count == 6)
            assert "a quotation mark is not closed" in shown(screen.status)

    @pytest.mark.parametrize("language", ["en", "ar"])
    async def test_a_long_name_is_cut_in_the_list_and_whole_on_the_status_line(
        self, library: Library, language: Literal["en", "ar"]
    ) -> None:
        name = "every article of this spring in which the port and its workers are named, first part"
        library.search.save(name.replace("first", "second"), "العمال -12")
        library.search.save(name, "العمال")
        async with going_through(library, (160, 50), language) as (_pilot, screen):
            assert "second part" in shown(screen.status)
            assert "12-" in shown(screen.status)
            width = screen.sources.scrollable_content_region.width
            strips = [screen.sources.render_line(y) for y in range(screen.sources.size.height)]
            assert all(strip.cell_length == width for strip in strips)
            assert "…" in shown(screen.sources)

    async def test_all_of_it_are_marked_read_and_no_others(self, library: Library) -> None:
        ids = tagged(library, 1, 3)
        library.search.save("mine", "tag:verified")
        async with going_through(library) as (pilot, screen):
            await press(pilot, "ctrl+a")
            await pilot.pause()
            assert {one.id for one in library.article_page(None, 0, 50) if one.read} == set(ids)
            assert "2 articles marked read" in shown(screen.status)
            await press(pilot, "u")
            assert not any(one.read for one in library.article_page(None, 0, 50))
            assert "2 articles unread again" in shown(screen.status)

    async def test_said_is_how_many_of_them_were_not_read(self, library: Library) -> None:
        ids = tagged(library, 1, 3, 4)
        library.mark_read(ids[:1])
        library.search.save("mine", "tag:verified")
        async with going_through(library) as (pilot, screen):
            await press(pilot, "ctrl+a")
            assert "2 articles marked read" in shown(screen.status)
            await press(pilot, "u")
            assert {one.id for one in library.article_page(None, 0, 50) if one.read} == set(ids[:1])

    async def test_articles_that_are_alike_are_folded_in_it_too(self, library: Library) -> None:
        for source in ("الأفق", "الشروق", "البيان"):
            library.add(Document("خبر من وكالة\nغرقت السفينة أمس.", source, f"/{source}/copy"))
        library.search.save("ship", "غرقت")
        async with going_through(library) as (pilot, screen):
            assert screen.articles.count == 3
            await press(pilot, "F")
            await until(pilot, lambda: screen.articles.count == 1)
            await press(pilot, "F")
            await until(pilot, lambda: screen.articles.count == 3)


class TestOutsideTheList:
    """An article is open that is not in the list: of another outlet, or folded under a copy."""

    @pytest.fixture
    def library(self, tmp_path: Path) -> Library:
        """Two outlets with three articles each; of the second all but the last are copies."""
        library = small_library(tmp_path / "library.db")
        library.add(Document("خبر آخر\n\nغرقت السفينة أمس.", "الشروق", "/الشروق/2"))
        return library

    @asynccontextmanager
    async def of_one_outlet(self, library: Library, *keys: str) -> AsyncIterator[Pilot[None]]:
        """The reader with the first article of the second outlet open and listed, `keys` pressed."""
        async with reading(library) as pilot:
            screen = screen_of(pilot)
            screen.focus_pane(screen.sources)
            await press(pilot, "j", "j", "enter", "enter", *keys)
            assert screen.source == "الشروق"
            yield pilot

    async def test_m_marks_no_other_article(self, library: Library) -> None:
        outside = library.article_page("الأفق", 1, 1)[0].id
        async with self.of_one_outlet(library) as pilot:
            screen = screen_of(pilot)
            screen.open_article(outside, 0)
            assert screen.articles.cursor is None
            await press(pilot, "M")
            assert status(pilot) == "the article is not in this list"
            assert not any(one.read for one in library.article_page(None, 0, 9))

    @pytest.mark.parametrize(("key", "index"), [(NEXT, 2), (PREVIOUS, 1)])
    async def test_brackets_go_on_where_one_was_whatever_is_listed_anew(
        self, library: Library, key: str, index: int
    ) -> None:
        outside = library.article_page("الأفق", 0, 1)[0].id
        async with self.of_one_outlet(library, NEXT) as pilot:
            screen = screen_of(pilot)
            screen.open_article(outside, 0)
            screen.refreshed()
            assert screen.articles.cursor is None
            with Library.open(library.path, "omar", analyse=outline_of) as omar:
                omar.add(Document("خبر\n\nغرقت السفينة.", "الشروق", "/new", published="2020-01-01"))
                await until(pilot, lambda: screen.articles.count == 4)
            await press(pilot, key)
            assert screen.articles.cursor == index + 1
            assert opened(screen) == library.article_page("الشروق", index + 1, 1)[0].id

    async def test_one_that_was_not_opened_comes_next(self, library: Library) -> None:
        outside = library.article_page("الأفق", 0, 1)[0].id
        async with self.of_one_outlet(library) as pilot:
            screen = screen_of(pilot)
            screen.focus_pane(screen.articles)
            await press(pilot, "j", "j")
            screen.open_article(outside, 0)
            await press(pilot, NEXT)
            assert screen.articles.cursor == 2

    async def test_a_copy_that_is_folded_away_is_left_alone_and_brackets_go_on_behind_it(
        self, library: Library
    ) -> None:
        async with self.of_one_outlet(library, NEXT) as pilot:
            screen = screen_of(pilot)
            here = opened(screen)
            await press(pilot, "F", "M")
            assert screen.articles.count == 1
            assert status(pilot) == "the article is not in this list"
            assert not any(one.read for one in library.article_page(None, 0, 9))
            await press(pilot, "F")
            assert opened(screen) == here
            assert screen.articles.cursor == 1
            await press(pilot, "F", NEXT)
            assert opened(screen) == library.article_page("الشروق", 2, 1)[0].id
            await press(pilot, PREVIOUS)
            assert "this is the first article" in status(pilot)

    async def test_one_that_others_remove_leaves_the_cursor_at_its_place(
        self, library: Library, tmp_path: Path
    ) -> None:
        async with self.of_one_outlet(library, NEXT) as pilot:
            screen = screen_of(pilot)
            last = library.article_page("الشروق", 2, 1)[0].id
            with Library.open(library.path, "omar", analyse=outline_of) as omar:
                omar.upkeep.remove([opened(screen)], tmp_path / "removed.json")
            await until(pilot, lambda: screen.articles.count == 2)
            await press(pilot, NEXT)
            assert opened(screen) == last


class TestSaying:
    @pytest.mark.parametrize("pane", ["sources", "articles"])
    async def test_what_was_said_before_gives_way_when_the_cursor_moves_in_a_list(
        self, library: Library, pane: str
    ) -> None:
        async with reading(library, "A", size=(120, 40)) as pilot:
            assert status(pilot) == "no article has annotations of two people yet"
            one = screen_of(pilot)
            one.focus_pane(one.sources if pane == "sources" else one.articles)
            await press(pilot, "j")
            assert status(pilot).startswith("statement 1/")

    async def test_it_gives_way_to_an_article_of_as_many_statements(self, library: Library) -> None:
        async with reading(library, "1") as pilot:
            assert status(pilot).startswith("verified: set")
            await press(pilot, NEXT)
            assert status(pilot).startswith("statement 1/")

    async def test_what_a_link_waits_for_is_still_said(self, library: Library) -> None:
        async with reading(library, "L", "s", size=(120, 40)) as pilot:
            said = status(pilot)
            one = screen_of(pilot)
            one.focus_pane(one.articles)
            await press(pilot, "j")
            assert said.startswith("supports: go to the other")
            assert status(pilot) == said


class TestChanging:
    async def test_one_that_is_found_no_more_stays_while_it_is_read(self, library: Library) -> None:
        """And is gone when one has gone on and something changes again."""
        tagged(library, 1, 2, 3)
        library.search.save("mine", "tag:verified")
        async with going_through(library) as (pilot, screen):
            await press(pilot, NEXT, NEXT)
            first, here, last = screen._ids
            assert opened(screen) == here
            library.set_tag(here, Span(0, 5), "statement", "verified", False)
            screen.acted("cleared")
            await listed(pilot, screen)
            assert screen._ids == [first, here, last]
            assert "2" in shown(screen.headers["articles"])
            await press(pilot, NEXT)
            assert opened(screen) == last
            await press(pilot, PREVIOUS, PREVIOUS)
            assert opened(screen) == first
            screen.desk.library.set_tag(last, Span(0, 5), "statement", "refuted", True)
            screen.acted("refuted")
            await until(pilot, lambda: screen._ids == [first])

    async def test_a_key_of_ones_own_changes_it_at_once(self, library: Library) -> None:
        library.search.save("mine", "tag:verified")
        async with going_through(library) as (pilot, screen):
            assert screen.articles.count == 0
            screen.focus_pane(screen.view)
            await press(pilot, "1")
            await until(pilot, lambda: screen.articles.count == 1)
            await press(pilot, "u")
            await until(pilot, lambda: screen.articles.count == 0)

    async def test_new_ones_come_in_and_the_cursor_stays_on_its_article(self, library: Library) -> None:
        library.search.save("port", "المرفأ")
        with Library.open(library.path, "omar", analyse=outline_of) as omar:
            async with going_through(library) as (pilot, screen):
                await press(pilot, NEXT, NEXT)
                here = opened(screen)
                omar.add(Document("المرفأ المرفأ\nقال المدير إن المرفأ المرفأ أغلق.", "البيان", "/new"))
                await until(pilot, lambda: screen.articles.count == 7)
                assert screen._ids[0] != here
                assert screen.articles.cursor == screen._ids.index(here) > 1
                assert opened(screen) == here
                await press(pilot, *[PREVIOUS] * screen.articles.cursor)
                assert screen.desk.article is not None
                assert screen.desk.article.title == "المرفأ المرفأ"

    async def test_those_that_others_remove_are_passed_over(self, library: Library, tmp_path: Path) -> None:
        library.search.save("port", "المرفأ")
        async with going_through(library) as (pilot, screen):
            await press(pilot, NEXT)
            gone = screen._ids[1]
            library.upkeep.remove([gone], tmp_path / "removed.json")
            screen.articles.renew()
            await press(pilot, NEXT)
            assert opened(screen) not in (gone, screen._ids[0])
            await until(pilot, lambda: screen.articles.count == 5)
            assert screen.articles.cursor == 1

    async def test_a_search_that_is_given_another_query_elsewhere_lists_what_that_finds(
        self, library: Library
    ) -> None:
        library.search.save("mine", "المرفأ")
        with Library.open(library.path, library.annotator) as elsewhere:
            async with going_through(library) as (pilot, screen):
                elsewhere.search.save("mine", "source:الشروق المرفأ")
                await until(pilot, lambda: screen.articles.count == 3)
                assert screen.sources.cursor == 3
                elsewhere.search.forget("mine")
                await until(pilot, lambda: screen.articles.count == 6)
                assert screen.sources.cursor == 0
                assert screen.listed is None

    async def test_what_takes_long_comes_bit_by_bit_and_keys_go_on_working(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        go_on = threading.Semaphore(0)
        listing = Search.listing

        def slowly(search: Search, query: str, folded: bool = False) -> Iterator[tuple[str, ...]]:
            (ids,) = listing(search, query, folded)
            for first in range(0, len(ids), 2):
                go_on.acquire()
                yield ids[first : first + 2]

        monkeypatch.setattr(Search, "listing", slowly)
        library.search.save("port", "المرفأ")
        async with going_through(library, is_slow=True) as (pilot, screen):
            assert "Searching" in shown(screen.articles)
            screen.focus_pane(screen.articles)
            await press(pilot, "j", "enter")
            for count in (2, 4, 6):
                go_on.release()
                await until(pilot, lambda count=count: screen.articles.count == count)  # type: ignore[misc]
                await press(pilot, "G")
                assert screen.articles.cursor == count - 1
            await listed(pilot, screen)
            assert "6" in shown(screen.headers["articles"])


class TestStillThere:
    @pytest.mark.parametrize(
        ("left", "after", "expected"),
        [("b", "abc", "b"), ("c", "ab", "b"), ("c", "bda", "b"), ("b", "c", None)],
    )
    def test_the_nearest_before(self, left: str, after: str, expected: str | None) -> None:
        assert still_there("abc", left, after) == expected


class TestWhatFails:
    """Or is not there yet."""

    async def test_what_cannot_be_looked_up_says_so_in_place_of_searching(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(search: Search, query: str, folded: bool = False) -> Iterator[tuple[str, ...]]:
            raise LibraryError("no room")

        monkeypatch.setattr(Search, "listing", fails)
        library.search.save("port", "المرفأ")
        async with going_through(library, is_slow=True) as (pilot, screen):
            await until(pilot, lambda: "no room" in shown(screen.articles))
            assert "no room" in shown(screen.status)
            assert "…" not in shown(screen.headers["articles"])
            await press(pilot, "ctrl+a")
            assert "the list is empty" in shown(screen.status)

    async def test_so_does_an_index_that_cannot_be_made(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object, **__: object) -> bool:
            raise LibraryError("no room")

        monkeypatch.setattr(Search, "is_ready", property(lambda _: False))
        monkeypatch.setattr(Search, "prepare", fails)
        library.search.save("port", "المرفأ")
        async with going_through(library, is_slow=True) as (pilot, screen):
            await until(pilot, lambda: "no room" in shown(screen.articles))
            assert "…" not in shown(screen.headers["articles"])

    async def test_a_mistake_in_the_thread_that_looks_up_ends_the_reader(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(search: Search, query: str, folded: bool = False) -> Iterator[tuple[str, ...]]:
            raise RuntimeError("a mistake")

        monkeypatch.setattr(Search, "listing", fails)
        library.search.save("port", "المرفأ")
        with pytest.raises(RuntimeError, match="a mistake"):
            async with going_through(library, is_slow=True) as (pilot, _screen):
                await until(pilot, lambda: pilot.app._exception is not None)

    async def test_what_is_still_looked_up_is_not_marked_read_in_part(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        go_on = threading.Event()
        listing = Search.listing

        def slowly(search: Search, query: str, folded: bool = False) -> Iterator[tuple[str, ...]]:
            (ids,) = listing(search, query, folded)
            yield ids[:2]
            assert go_on.wait(LONGEST)
            yield ids[2:]

        monkeypatch.setattr(Search, "listing", slowly)
        library.search.save("port", "المرفأ")
        async with going_through(library, is_slow=True) as (pilot, screen):
            await until(pilot, lambda: screen.articles.count == 2)
            await press(pilot, "ctrl+a")
            assert "still searching" in shown(screen.status)
            assert not any(one.read for one in library.article_page(None, 0, 9))
            go_on.set()
            await listed(pilot, screen)
            await press(pilot, "ctrl+a")
            assert all(one.read for one in library.article_page(None, 0, 9))

    async def test_an_outlet_whose_last_article_others_remove_gives_way_to_all(
        self, library: Library, tmp_path: Path
    ) -> None:
        async with going_through(library, is_slow=True) as (pilot, screen):
            assert screen.source == "الشروق"
            gone = [one.id for one in library.article_page("الشروق", 0, 9)]
            with Library.open(library.path, "omar", analyse=outline_of) as omar:
                omar.upkeep.remove(gone, tmp_path / "removed.json")
            await until(pilot, lambda: screen.sources.cursor == 0)
            assert screen.source is None
            assert screen.articles.count == 3


class TestCarriedOver:
    @pytest.mark.parametrize(
        ("before", "at", "after", "kept", "expected"),
        [
            ("abc", 1, "abc", "b", ("abc", 1)),
            ("abc", 1, "xabc", "b", ("xabc", 2)),
            ("abc", 1, "ac", "b", ("abc", 1)),
            ("abc", 1, "ac", None, ("ac", 1)),
            ("abc", 2, "ab", None, ("ab", 1)),
            ("abc", 0, "bc", "a", ("abc", 0)),
            ("abc", 1, "xaycz", "b", ("xabycz", 2)),
            ("abc", 1, "", "b", ("b", 0)),
            ("abc", 1, "", None, ("", None)),
            ("abc", None, "bc", "a", ("bc", None)),
            ("", None, "bc", None, ("bc", None)),
        ],
    )
    def test_the_cursor_stays(
        self, before: str, at: int | None, after: str, kept: str | None, expected: tuple[str, int | None]
    ) -> None:
        ids, cursor = carried_over(before, at, after, kept)
        assert ("".join(ids), cursor) == expected
