"""The search screen, finding in the article, and saved searches, by key."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest
from textual.pilot import Pilot
from textual.timer import Timer

from store.library import Library
from store.library.search import Search
from store.model import Document, SavedSearch, SearchPage, Span
from tests.support.articles import outline_of, small_library
from tests.support.reading import burst, press, reading, rows, settled, shown, until
from tests.support.reading import screen as reader
from tests.support.waiting import LONGEST
from tui.catalogue import catalogue
from tui.config import Settings
from tui.rtl.layout import layout
from tui.screens import searching
from tui.screens.help import HelpScreen, HelpText, search_lines
from tui.screens.searching import SearchScreen
from tui.search_keys import IN_RESULTS
from tui.widgets.bars import HintBar
from tui.widgets.results import ResultList


class Gate:
    """Lets one search through at a time."""

    def __init__(self) -> None:
        self._open = threading.Semaphore(0)
        self.asked: list[str] = []

    def let(self, searches: int) -> None:
        self._open.release(searches)

    def wait(self, query: str) -> None:
        self.asked.append(query)
        assert self._open.acquire(timeout=LONGEST)


async def searched(pilot: Pilot[None]) -> None:
    """What was typed has been searched, and its excerpts are there."""

    def is_so() -> bool:
        screen = pilot.app.screen
        return not isinstance(screen, SearchScreen) or screen.state.query == screen._editor.text

    await until(pilot, is_so)
    await settled(pilot)


async def ask(pilot: Pilot[None], query: str) -> ResultList:
    await press(pilot, "s")
    pilot.app.screen.query_one("LineEditor").insert(query)  # type: ignore[attr-defined]
    await searched(pilot)
    await settled(pilot)
    return pilot.app.screen.query_one(ResultList)


async def filtered(pilot: Pilot[None], query: str, key: str) -> SearchScreen:
    """The screen once a query was asked for and the key of a filter pressed among its results."""
    await ask(pilot, query)
    await press(pilot, "enter", key)
    await searched(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


class TestSearching:
    async def test_results_come_as_one_types_with_the_lines_around_what_was_found(
        self, library: Library
    ) -> None:
        async with reading(library) as pilot:
            results = await ask(pilot, "العدد")
            assert results.count == 6
            excerpt = results._excerpts[results._articles[0].id][0]
            assert [mark.of(excerpt.line) for mark in excerpt.marks] == ["العدد"]

    async def test_enter_opens_the_article_where_it_was_found_and_n_goes_on(self, library: Library) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "عمال")
            await press(pilot, "enter", "j", "enter")
            screen = reader(pilot)
            assert pilot.app.screen is screen
            assert "found: 1 of 2" in shown(screen.status)
            article = screen.desk.article
            assert article is not None
            assert screen._found[0].of(article.text) == "العمال"
            await press(pilot, "n")
            assert screen._here == 1
            statement = screen.view.statement_span
            assert statement is not None
            assert statement.overlaps(screen._found[1])
            await press(pilot, "n")
            assert "last of 2" in shown(screen.status)

    @pytest.mark.parametrize("query", ["tag:verified", "source:الأفق", "annotator:layla", "is:claim", "نبأ"])
    async def test_what_is_found_elsewhere_than_in_the_text_is_not_sought_there(
        self, library: Library, query: str
    ) -> None:
        library.set_tag(library.article_page(None, 0, 1)[0].id, Span(0, 5), "statement", "verified")
        library.add(Document("سطر أول\n\nغرقت السفينة أمس.", "البيان", "/new", title="نبأ"))
        async with reading(library) as pilot:
            results = await ask(pilot, query)
            assert results.count
            await press(pilot, "enter", "enter")
            screen = reader(pilot)
            assert pilot.app.screen is screen
            assert shown(screen.status).startswith(" statement ")

    async def test_esc_drops_what_was_found_and_n_is_for_claims_again(self, library: Library) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "عمال")
            await press(pilot, "enter", "enter", "escape")
            assert not reader(pilot)._found
            assert shown(reader(pilot).status).startswith(" statement ")
            await press(pilot, "n")
            assert reader(pilot).claims.cursor is not None

    async def test_what_is_typed_is_looked_for_from_where_one_began(self, library: Library) -> None:
        async with reading(library, "j", "slash", *"العم") as pilot:
            view = reader(pilot).view
            assert view.statement == 2
            await press(pilot, "backspace", "backspace")
            assert view.statement == 1
            await press(pilot, *"عم")
            assert view.statement == 2
            await press(pilot, *"xyz")
            assert view.statement == 1

    async def test_and_esc_goes_back_there(self, library: Library) -> None:
        async with reading(library, "j", "slash", *"العم", "escape") as pilot:
            assert reader(pilot).view.statement == 1
            assert not reader(pilot)._found

    async def test_the_screen_comes_back_as_it_was_left(self, library: Library) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "عمال")
            await press(pilot, "enter", "j", "j", "enter", "s")
            await searched(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, SearchScreen)
            assert screen.state.query == "عمال"
            assert screen.query_one(ResultList).cursor == 2
            assert screen.query_one(ResultList).has_focus

    async def test_a_query_that_does_not_parse_says_how_it_was_taken(self, library: Library) -> None:
        async with reading(library) as pilot:
            results = await ask(pilot, '"العمال')
            assert results.count == 6
            assert "quotation mark is not closed" in shown(pilot.app.screen.query_one("StatusBar"))

    async def test_filters_on_keys_stand_in_the_query(self, library: Library) -> None:
        async with reading(library) as pilot:
            results = await ask(pilot, "العمال")
            source = results._articles[0].source
            await press(pilot, "enter", "o", "c")
            await searched(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, SearchScreen)
            assert screen.state.query == f"العمال source:{source} is:claim"
            assert {one.source for one in screen.state.articles} <= {source}
            await press(pilot, "o", "c")
            await searched(pilot)
            assert screen.state.query == "العمال"

    async def test_an_outlet_of_several_words_is_quoted_and_taken_out_again(self, library: Library) -> None:
        library.add(Document("خبر\n\nغرقت السفينة.", "جريدة الأفق الجديد", "/long"))
        async with reading(library) as pilot:
            await ask(pilot, "غرقت")
            await press(pilot, "enter", "o")
            await searched(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, SearchScreen)
            assert screen.state.query == 'غرقت source:"جريدة الأفق الجديد"'
            assert len(screen.state.articles) == 1
            await press(pilot, "o")
            await searched(pilot)
            assert screen.state.query == "غرقت"

    @pytest.mark.parametrize("outlet", ['صحيفة "الأفق"', "صحيفة «الأفق» اليومية", '"x"'])
    async def test_an_outlet_with_quotation_marks_in_its_name_is_found(
        self, library: Library, outlet: str
    ) -> None:
        library.add(Document("خبر\n\nغرقت السفينة.", outlet, "/quoted"))
        async with reading(library) as pilot:
            screen = await filtered(pilot, "غرقت", "o")
            assert [one.source for one in screen.state.articles] == [outlet]
            await press(pilot, "o")
            assert screen._editor.text == "غرقت"

    async def test_an_annotator_with_quotation_marks_in_the_name_finds_their_own(
        self, tmp_path: Path
    ) -> None:
        with small_library(tmp_path / "quoted.db", annotator='ليلى "أم علي"') as library:
            async with reading(library, "1") as pilot:
                screen = await filtered(pilot, "العمال", "m")
                assert screen.state.query == 'العمال annotator:"ليلى ""أم علي"""'
                assert len(screen.state.articles) == 1
                await press(pilot, "m")
                assert screen._editor.text == "العمال"

    @pytest.mark.parametrize(
        ("query", "key", "rest"),
        [
            ("source:a OR source:b", "o", ""),
            ("العمال source:a OR tag:t", "o", "العمال tag:t"),
            ("tag:t OR source:a العمال", "o", "tag:t العمال"),
            ("العمال AND NOT source:a", "o", "العمال"),
            ("source:a AND العمال", "o", "العمال"),
            ("-source:a العمال", "o", "العمال"),
            ("is:claim OR has:note", "c", "has:note"),
        ],
    )
    async def test_a_filter_goes_with_the_operator_that_joined_it(
        self, library: Library, query: str, key: str, rest: str
    ) -> None:
        async with reading(library) as pilot:
            screen = await filtered(pilot, query, key)
            assert screen.state.query == rest
            assert screen.state.hint is None

    @pytest.mark.parametrize(
        ("query", "key", "after"),
        [
            ('"a has:note b"', "n", '"a has:note b" has:note'),
            ('"a has:note b" has:note', "n", '"a has:note b"'),
            ('has:note OR "a has:note" "b c"', "n", '"a has:note" "b c"'),
            ("«a is:claim b»", "c", "«a is:claim b» is:claim"),
            ('"x source:a y" source:"b c"', "o", '"x source:a y"'),
            ("( is:claim OR a ) b", "c", "( is:claim OR a ) b is:claim"),
            ("( is:claim OR a ) is:claim", "c", "( is:claim OR a )"),
            ("has:note -(( is:claim ) a) has:note", "n", "-(( is:claim ) a)"),
            ('("a) b" source:a ) source:"b (c)"', "o", '("a) b" source:a )'),
        ],
    )
    async def test_what_a_key_adds_and_drops_is_never_in_a_phrase_or_in_brackets(
        self, library: Library, query: str, key: str, after: str
    ) -> None:
        async with reading(library) as pilot:
            screen = await filtered(pilot, query, key)
            assert screen._editor.text == after

    @pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
    async def test_the_keys_that_are_told_are_those_that_act_where_the_focus_is(
        self, library: Library, size: tuple[int, int]
    ) -> None:
        async with reading(library, size=size) as pilot:
            await ask(pilot, "العدد")
            bar = pilot.app.screen.query_one(HintBar)
            assert shown(bar).rstrip() == " ↵ to the results   Esc back"
            await press(pilot, "enter")
            told = " ".join(shown(bar).split())
            assert told.startswith("↵ open Tab query w keep c claims ")
            assert told.endswith("? help Esc back")
            assert ("n notes" in told) is (size[0] > 80)
            await press(pilot, "tab")
            assert "keep" not in shown(bar)

    @pytest.mark.parametrize("language", ["en", "ar"])
    async def test_a_question_mark_among_the_results_shows_their_keys(
        self, library: Library, language: Literal["en", "ar"]
    ) -> None:
        words = catalogue(language)
        async with reading(library, size=(120, 60), settings=Settings(language=language)) as pilot:
            await ask(pilot, "العمال")
            await press(pilot, "enter", "question_mark")
            assert isinstance(pilot.app.screen, HelpScreen)
            listed = " ".join(rows(pilot.app.screen.query_one(HelpText)))
            for key, told in search_lines(words):
                assert key in listed
                assert all(row.text.strip() in listed for row in layout(told, 100, base=int(words.rtl)))
            told_keys = " ".join(key for key, _told in search_lines(words)).split()
            assert {key.replace("↵", "Enter") for key, *_ in IN_RESULTS} <= {*told_keys}
            await press(pilot, "question_mark")
            assert on_top(pilot)._results.has_focus

    async def test_in_the_query_it_is_a_letter(self, library: Library) -> None:
        async with reading(library, "s", "question_mark") as pilot:
            assert on_top(pilot)._editor.text == "?"

    async def test_a_title_begins_where_its_script_does(self, library: Library) -> None:
        library.add(
            Document("الخلاف حول الحقل “فني”\n\nغرقت.", "البيان", "/ar", title="الخلاف حول الحقل “فني”")
        )
        library.add(Document("The dispute is “technical”\n\nغرقت.", "البيان", "/en"))
        languages: tuple[Literal["en", "ar"], ...] = ("en", "ar")
        for language in languages:
            async with reading(library, settings=Settings(language=language)) as pilot:
                results = await ask(pilot, "غرقت")
                lines = shown(results).splitlines()
                arabic = next(one for one in lines if "ﻑﻼﺨﻟﺍ" in one).strip("›‹ ")
                english = next(one for one in lines if "technical" in one)
                assert arabic.startswith("ﻥﺎﻴﺒﻟﺍ")
                assert arabic.endswith("”ﻲﻨﻓ“ ﻞﻘﺤﻟﺍ ﻝﻮﺣ ﻑﻼﺨﻟﺍ")
                assert english.strip("›‹ ").startswith("The dispute is “technical”")

    @pytest.mark.parametrize("before", ["كa\tb ", "كa\x07b ", "كلمة ", "語語 "])
    async def test_what_was_found_is_in_the_row_whatever_stands_before_it(
        self, library: Library, before: str
    ) -> None:
        library.add(Document(f"خبر\n\n{before * 40}Zanzibar {before * 40}", "البيان", "/tabs"))
        async with reading(library, size=(60, 30)) as pilot:
            assert "Zanzibar" in shown(await ask(pilot, "zanzibar"))

    async def test_an_outlet_of_any_length_leaves_the_date_and_does_not_turn_it(
        self, library: Library
    ) -> None:
        for number, outlet in enumerate(
            ("Reuters رويترز", "الهيئة الوطنية للإذاعة والتلفزيون والأخبار " * 3)
        ):
            library.add(Document("خبر\n\nغرقت السفينة.", outlet, f"/{number}", published="2019-03-24"))
        for size in ((60, 20), (160, 50)):
            async with reading(library, size=size) as pilot:
                lines = shown(await ask(pilot, "غرقت")).splitlines()
                assert sum("2019-03-24" in one for one in lines) == 2

    @pytest.mark.parametrize(("pause", "rest"), [(0.05, 0.15), (0.25, 0.375), (5.0, 0.45)])
    async def test_it_begins_after_a_rest_longer_than_the_pauses_of_somebody_who_types_slowly(
        self, library: Library, monkeypatch: pytest.MonkeyPatch, pause: float, rest: float
    ) -> None:
        """Or on a slow line each letter would wait for what the one before has found."""
        async with reading(library, "s") as pilot:
            screen, clock, rests = pilot.app.screen, count(), list[float]()
            set_timer = screen.set_timer

            def noted(delay: float, callback: Callable[[], None]) -> Timer:
                rests.append(delay)
                return set_timer(60, callback)

            monkeypatch.setattr(screen, "set_timer", noted)
            monkeypatch.setattr(searching, "time", SimpleNamespace(monotonic=lambda: pause * next(clock)))
            await press(pilot, *"المرفأ")
            assert rests[1:] == pytest.approx([rest] * 5)

    async def test_a_key_right_after_enter_is_for_the_results(self, library: Library) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "العمال")
            await burst(pilot, "\rjj")
            screen = pilot.app.screen
            assert isinstance(screen, SearchScreen)
            assert screen._editor.text == "العمال"
            assert screen.query_one(ResultList).cursor == 2

    @pytest.mark.parametrize(
        ("keys", "cursor"),
        [("down", 1), ("down down up", 1), ("end", 5), ("end home", 0), ("pagedown pageup", 0)],
    )
    async def test_the_keys_of_the_cursor_move_in_the_results(
        self, library: Library, keys: str, cursor: int
    ) -> None:
        async with reading(library, size=(80, 24)) as pilot:
            results = await ask(pilot, "العدد")
            await press(pilot, "down", *keys.split())
            assert results.cursor == cursor

    async def test_ctrl_c_says_which_key_leads_back(self, library: Library) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "العمال")
            await press(pilot, "ctrl+c")
            assert "Esc goes back" in shown(pilot.app.screen.query_one("StatusBar"))

    async def test_nothing_found_is_said_and_nothing_asked_tells_how(self, library: Library) -> None:
        async with reading(library) as pilot:
            results = await ask(pilot, "كلمة-لا-وجود-لها")
            assert "nothing found" in shown(results)
            await press(pilot, "escape", "s", "ctrl+u")
            await searched(pilot)

    @pytest.mark.parametrize("size", [(60, 20), (80, 24)])
    async def test_it_fits_small_terminals_in_both_languages(
        self, library: Library, size: tuple[int, int]
    ) -> None:
        languages: tuple[Literal["en", "ar"], ...] = ("en", "ar")
        for language in languages:
            async with reading(library, size=size, settings=Settings(language=language)) as pilot:
                results = await ask(pilot, "العمال")
                width = results.scrollable_content_region.width
                assert all(results.render_line(y).cell_length == width for y in range(results.size.height))
                assert results.size.height >= 12


def on_top(pilot: Pilot[None]) -> SearchScreen:
    """The search screen, on top."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


class TestSearchingAgain:
    async def test_the_same_query_finds_what_has_come_since(self, library: Library) -> None:
        async with reading(library) as pilot:
            assert (await ask(pilot, "has:note")).count == 0
            await press(pilot, "escape", "a", "x", "ctrl+s", "s")
            await searched(pilot)
            assert len(on_top(pilot).state.articles) == 1
            with Library.open(library.path, "omar", analyse=outline_of) as omar:
                omar.set_note(library.article_page(None, 1, 1)[0].id, Span(0, 5), "statement", "y")
            await press(pilot, "enter")
            await until(pilot, lambda: len(on_top(pilot).state.articles) == 2)

    async def test_and_the_cursor_stays_on_its_article(self, library: Library) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "العمال")
            await press(pilot, "enter", "j", "j")
            here = on_top(pilot)._results.article
            assert here is not None
            await press(pilot, "escape")
            library.add(Document("العمال العمال\n\nالعمال.", "البيان", "/new"))
            await press(pilot, "s")
            await until(pilot, lambda: len(on_top(pilot).state.articles) == 7)
            assert on_top(pilot)._results.article == here
            assert on_top(pilot).state.cursor == on_top(pilot)._results.cursor == 3
            assert on_top(pilot)._results.has_focus

    async def test_what_was_typed_comes_back_also_where_it_was_not_searched_yet(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "العمال")
            monkeypatch.setattr(searching, "REST", (10_000, 10_000))
            await press(pilot, *" 12", "escape", "s")
            assert on_top(pilot)._editor.text == "العمال 12"
            await searched(pilot)
            assert on_top(pilot).state.query == "العمال 12"
            assert on_top(pilot)._editor.has_focus


class TestASearchThatTakesLong:
    @pytest.fixture
    async def gate(self, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gate]:
        """Each search of these tests waits there, and is said to be on at once.

        Asynchronous, so that it opens before the loop is closed, which waits for the threads.
        """
        gate, find = Gate(), Search.find

        def slowly(search: Search, query: str, start: int = 0, length: int = 50) -> SearchPage:
            gate.wait(query)
            return find(search, query, start, length)

        monkeypatch.setattr(Search, "find", slowly)
        monkeypatch.setattr(searching, "REST", (0.001, 0.001))
        monkeypatch.setattr(searching, "MOMENT", 0.001)
        yield gate
        gate.let(100)

    @staticmethod
    async def ask_anew(pilot: Pilot[None], gate: Gate) -> SearchScreen:
        """Six articles are found, and then another query is searched."""
        gate.let(1)
        assert (await ask(pilot, "العمال")).count == 6
        screen = on_top(pilot)
        screen._editor.text = "السفن 2"
        await until(pilot, lambda: "searching" in shown(screen._status))
        return screen

    async def test_it_is_said_that_one_is_on_and_enter_opens_nothing_of_the_one_before(
        self, library: Library, gate: Gate
    ) -> None:
        async with reading(library) as pilot:
            screen = await self.ask_anew(pilot, gate)
            assert "…" in shown(screen._header)
            await press(pilot, "enter", "enter", "enter")
            assert on_top(pilot) is screen
            assert "searching" in shown(screen._status)
            gate.let(1)
            await searched(pilot)
            assert "2" in shown(screen._header)
            assert "searching" not in shown(screen._status)
            await press(pilot, "enter")
            await until(pilot, lambda: pilot.app.screen is reader(pilot))
            article = reader(pilot).desk.article
            assert article is not None
            assert "السفن 2" in article.text

    async def test_it_is_begun_once(self, library: Library, gate: Gate) -> None:
        async with reading(library) as pilot:
            screen = await self.ask_anew(pilot, gate)
            await press(pilot, "enter", "c")
            await until(pilot, lambda: screen._typing is None)
            gate.let(100)
            await searched(pilot)
            assert gate.asked == ["العمال", "السفن 2", "السفن 2 is:claim"]

    async def test_what_was_found_before_is_there_again_with_its_query(
        self, library: Library, gate: Gate
    ) -> None:
        async with reading(library) as pilot:
            screen = await self.ask_anew(pilot, gate)
            screen._editor.text = "العمال"
            await until(pilot, lambda: "searching" not in shown(screen._status))
            assert "6" in shown(screen._header)
            gate.let(1)
            await settled(pilot)
            assert len(screen.state.articles) == 6
            assert gate.asked == ["العمال", "السفن 2"]

    async def test_w_keeps_what_is_typed(self, library: Library, gate: Gate) -> None:
        async with reading(library) as pilot:
            await self.ask_anew(pilot, gate)
            await press(pilot, "enter", "w", "enter")
            assert library.saved_searches() == (SavedSearch("السفن 2", "السفن 2"),)

    async def test_keys_that_come_with_enter_wait_a_moment_for_it(
        self, library: Library, gate: Gate, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(searching, "REST", (10_000, 10_000))
        monkeypatch.setattr(searching, "MOMENT", 10_000)
        gate.let(100)
        async with reading(library) as pilot:
            await press(pilot, "s")
            on_top(pilot)._editor.insert("السفن 2")
            await burst(pilot, "\r\r")
            await until(pilot, lambda: pilot.app.screen is reader(pilot))
            article = reader(pilot).desk.article
            assert article is not None
            assert "السفن 2" in article.text


class TestFindingInTheArticle:
    async def test_slash_marks_as_one_types_and_esc_drops_it(self, library: Library) -> None:
        async with reading(library, "slash") as pilot:
            await press(pilot, *"harb")
            screen = reader(pilot)
            article = screen.desk.article
            assert article is not None
            assert [span.of(article.text) for span in screen._found] == ["harb"]
            await press(pilot, "escape")
            assert not screen._found

    async def test_enter_keeps_it_and_goes_there(self, library: Library) -> None:
        async with reading(library, "slash") as pilot:
            await press(pilot, *"nobody", "enter")
            screen = reader(pilot)
            assert "found: 1 of 1" in shown(screen.status)
            statement = screen.view.statement_span
            assert statement is not None
            assert statement.overlaps(screen._found[0])

    async def test_what_was_sought_before_is_offered_and_what_one_types_takes_its_place(
        self, library: Library
    ) -> None:
        async with reading(library, "slash", *"nobody", "enter", "slash") as pilot:
            await press(pilot, "enter")
            screen = reader(pilot)
            assert screen._sought == "nobody"
            await press(pilot, "slash", *"harb", "enter")
            assert screen._sought == "harb"

    async def test_what_is_not_there_is_said(self, library: Library) -> None:
        async with reading(library, "slash") as pilot:
            await press(pilot, *"xyz", "enter")
            assert "not found in this article" in shown(reader(pilot).status)

    async def test_another_article_has_nothing_found_in_it(self, library: Library) -> None:
        async with reading(library, "slash") as pilot:
            await press(pilot, *"harb", "enter", "right_square_bracket")
            assert not reader(pilot)._found


class TestSavedSearches:
    async def test_w_keeps_a_search_as_a_list_below_the_sources(self, library: Library) -> None:
        async with reading(library) as pilot:
            await ask(pilot, "العدد")
            await press(pilot, "enter", "w")
            await press(pilot, "enter")
            assert library.saved_searches() == (SavedSearch("العدد", "العدد"),)
            await press(pilot, "escape")
            screen = reader(pilot)
            screen.focus_pane(screen.sources)
            await press(pilot, "G")
            await until(pilot, lambda: screen.articles.count == 6)
            assert screen.articles.at(0) is not None
            await press(pilot, "enter", "j", "enter")
            assert screen.desk.article is not None
            assert screen.articles.cursor == 1

    async def test_del_drops_it(self, library: Library) -> None:
        library.search.save("العدد", "العدد")
        async with reading(library) as pilot:
            screen = reader(pilot)
            screen.focus_pane(screen.sources)
            await press(pilot, "G", "delete")
            assert library.saved_searches() == ()
            assert screen.articles.count == 6
            await press(pilot, "delete")
            assert "put the cursor on a saved search" in shown(screen.status)
