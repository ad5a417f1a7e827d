"""The reader in a headless app: moving, panes, what they show, and what is there at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from store.model import Document, Place
from tests.support.articles import TEXT, outline_of
from tests.support.reading import own_tags, press, reading, rows, screen, status, until
from tui.app import NewsreadApp
from tui.catalogue import catalogue
from tui.config import Settings
from tui.rtl.layout import layout
from tui.widgets.bars import HintBar


class TestFirstStart:
    async def test_an_article_is_selected_and_enter_opens_it(self, library: Library) -> None:
        app = NewsreadApp(library, Settings())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert screen(pilot).focused is screen(pilot).articles
            assert screen(pilot).desk.article is not None
            await press(pilot, "enter")
            assert screen(pilot).focused is screen(pilot).view

    async def test_an_empty_library_says_what_to_do(self, tmp_path: Path) -> None:
        with Library.open(tmp_path / "empty.db", "layla") as empty:
            async with reading(empty) as pilot:
                assert "newsread index" in "\n".join(rows(screen(pilot).sources))
                assert "No article is open" in "\n".join(rows(screen(pilot).view))
                await press(pilot, "j", "n", "t", "1", "a", "u", "y", "M", "z", "]", ".", "space", "G")
                assert screen(pilot).is_current


class TestMoving:
    async def test_j_and_k_go_through_the_statements(self, library: Library) -> None:
        async with reading(library, "j", "j", "k") as pilot:
            assert status(pilot).startswith("statement 2/7")

    async def test_j_stops_at_the_last_statement(self, library: Library) -> None:
        async with reading(library, *["j"] * 20) as pilot:
            assert status(pilot).startswith("statement 7/7")

    async def test_g_and_capital_g_go_to_the_ends(self, library: Library) -> None:
        async with reading(library, "G") as pilot:
            assert status(pilot).startswith("statement 7/7")
            await press(pilot, "g")
            assert status(pilot).startswith("statement 1/7")

    async def test_space_turns_the_page(self, library: Library) -> None:
        async with reading(library, "space", size=(60, 20)) as pilot:
            assert screen(pilot).view.statement != 0

    async def test_n_goes_through_the_claims_and_the_statement_follows(self, library: Library) -> None:
        async with reading(library, "n") as pilot:
            assert screen(pilot).claims.cursor == 1
            assert status(pilot).startswith("statement 2/7")
            await press(pilot, "N")
            assert screen(pilot).claims.cursor == 0

    async def test_n_and_capital_n_stay_where_no_claim_stands_further_on(self, library: Library) -> None:
        async with reading(library, "G", "n") as pilot:
            assert screen(pilot).view.statement == 6
            assert screen(pilot).claims.cursor is None
            assert status(pilot) == "no claim stands further on"
            await press(pilot, "N", "n")
            assert screen(pilot).claims.cursor == 2
            assert status(pilot) == "no claim stands further on"

    async def test_nor_before_the_first(self, tmp_path: Path) -> None:
        text = TEXT.replace("قال المدير", "وصلت سفينة. قال المدير")
        with Library.open(tmp_path / "one.db", "layla", analyse=outline_of) as library:
            library.add(Document(text, "الأفق", "/one"))
            async with reading(library, "N") as pilot:
                assert screen(pilot).view.statement == 0
                assert status(pilot) == "no claim stands before this"

    async def test_the_chosen_claim_follows_the_statement(self, library: Library) -> None:
        async with reading(library, "j", "j", "j") as pilot:
            article = screen(pilot).desk.article
            assert article is not None
            claim = article.extraction.claims[screen(pilot).claims.cursor or 0]
            assert claim.speaker == "نقابة العمال"
            assert screen(pilot).view.chosen == claim.span

    async def test_brackets_open_the_neighbours_in_the_list(self, library: Library) -> None:
        async with reading(library) as pilot:
            first = screen(pilot).desk.article
            await press(pilot, "right_square_bracket")
            second = screen(pilot).desk.article
            await press(pilot, "left_square_bracket")
            assert first is not None
            assert second is not None
            assert second.id != first.id
            assert screen(pilot).desk.article == first

    async def test_the_full_stop_skips_what_is_annotated(self, library: Library) -> None:
        async with reading(library, "j", "1", "k", "full_stop") as pilot:
            assert status(pilot).startswith("statement 3/7")

    async def test_the_mouse_works_too(self, library: Library) -> None:
        async with reading(library) as pilot:
            view = screen(pilot).view
            row = next(y for y, text in enumerate(rows(view)) if "Nobody" in text)
            await pilot.click(view, offset=(rows(view)[row].index("Nobody"), row))
            assert status(pilot).startswith("statement 7/7")


class TestPanes:
    async def test_tab_goes_round(self, library: Library) -> None:
        async with reading(library) as pilot:
            names = []
            for _ in range(4):
                await press(pilot, "tab")
                focused = screen(pilot).focused
                names.append(focused.id if focused else None)
            assert names == ["claims", "sources", "articles", "article"]

    @pytest.mark.parametrize(("width", "panes"), [(60, 1), (80, 2), (120, 3), (250, 3)])
    async def test_as_many_panes_as_there_is_room_for(self, library: Library, width: int, panes: int) -> None:
        async with reading(library, size=(width, 24)) as pilot:
            for _ in range(5):
                await press(pilot, "tab")
                shown = [pane for pane in screen(pilot).query(".pane") if pane.display and pane.size.width]
                assert len(shown) == panes
                focused = screen(pilot).focused
                assert focused is not None
                assert focused.size.width > 10

    async def test_z_shows_the_pane_alone_and_esc_goes_back(self, library: Library) -> None:
        async with reading(library, "z") as pilot:
            assert screen(pilot).view.size.width == 120
            await press(pilot, "escape")
            assert screen(pilot).view.size.width < 120

    async def test_a_terminal_that_is_too_small_says_so(self, library: Library) -> None:
        async with reading(library, size=(50, 15)) as pilot:
            small = screen(pilot).query_one("#small")
            assert small.display
            assert "60 columns" in "\n".join(rows(small))

    @pytest.mark.parametrize("columns", [20, 30, 50])
    async def test_in_arabic_its_beginning_stands_above_its_end(self, library: Library, columns: int) -> None:
        async with reading(library, size=(columns, 15), settings=Settings(language="ar")) as pilot:
            said = [row.strip() for row in rows(screen(pilot).query_one("#small")) if row.strip()]
            text = catalogue("ar")("pane.too-small", columns=60, rows=20)
            assert said == [row.text.strip() for row in layout(text, columns)]

    @pytest.mark.parametrize("width", [60, 120])
    async def test_nothing_is_annotated_where_only_the_lists_are_seen(
        self, library: Library, width: int
    ) -> None:
        async with reading(library, size=(width, 24)) as pilot:
            await press(pilot, "tab", "tab", *(["z"] if width > 60 else []))
            for key in ("1", "a", "t", "plus", "x", "m", "L"):
                await press(pilot, key)
                assert status(pilot) == "the open article is not on the screen: Esc shows it"
                assert pilot.app.screen is screen(pilot)
            assert own_tags(library) == []
            await press(pilot, "escape", "1")
            assert own_tags(library) == [("verified",)]

    async def test_and_keys_change_nothing_there_that_is_not_seen(self, library: Library) -> None:
        async with reading(library) as pilot:
            await pilot.resize_terminal(50, 15)
            await press(pilot, "1", "plus", "M", "t", "j", "s")
            assert pilot.app.screen is screen(pilot)
            assert not screen(pilot).desk._own
            await pilot.resize_terminal(80, 24)
            await press(pilot, "1")
            assert len(screen(pilot).desk._own) == 1

    async def test_resizing_keeps_the_reading_position(self, library: Library) -> None:
        async with reading(library, "j", "j", "j") as pilot:
            await pilot.resize_terminal(62, 20)
            await pilot.pause()
            assert status(pilot).startswith("statement 4/7")
            assert any("▐" in row for row in rows(screen(pilot).view))

    async def test_enter_on_a_claim_jumps_to_it(self, library: Library) -> None:
        async with reading(library, "tab", "j", "j", "enter") as pilot:
            assert screen(pilot).focused is screen(pilot).view
            assert status(pilot).startswith("statement 4/7")

    async def test_a_source_narrows_the_articles(self, library: Library) -> None:
        async with reading(library, "tab", "tab") as pilot:
            assert screen(pilot).articles.count == 6
            await press(pilot, "j")
            assert screen(pilot).articles.count == 3


class TestWhatIsShown:
    async def test_arabic_stands_at_the_right_and_english_at_the_left(self, library: Library) -> None:
        async with reading(library) as pilot:
            shown = [row for row in rows(screen(pilot).view) if row]
            english = next(row for row in shown if "harbour" in row)
            assert english.lstrip("▌ ").startswith("The harbour")
            assert english.index("The") <= 3
            arabic = next(row for row in shown if "▐" in row)
            assert arabic.rstrip(" ▐").endswith("ﻝﺎﻗ")

    async def test_markup_in_an_article_is_text(self, library: Library) -> None:
        async with reading(library) as pilot:
            assert any("[b]loudly[/b]" in row for row in rows(screen(pilot).view))

    async def test_claims_are_underlined(self, library: Library) -> None:
        async with reading(library, "G") as pilot:
            view = screen(pilot).view
            underlined = "".join(
                segment.text
                for y in range(view.size.height)
                for segment in view.render_line(y)
                if segment.style is not None and segment.style.underline
            )
            assert underlined.replace(" ", "").count("12") == 1

    async def test_rows_with_arabic_are_never_bold_or_italic(self, library: Library) -> None:
        async with reading(library, "1") as pilot:
            for pane in (screen(pilot).view, screen(pilot).claims, screen(pilot).articles):
                for y in range(pane.size.height):
                    for segment in pane.render_line(y):
                        style = segment.style
                        assert style is None or not (style.bold or style.italic)

    async def test_unread_counts_stand_beside_the_sources(self, library: Library) -> None:
        async with reading(library) as pilot:
            assert any(row.endswith("● 3/3") for row in rows(screen(pilot).sources))

    async def test_control_characters_of_an_article_do_not_come_out(self, tmp_path: Path) -> None:
        from store.model import Document
        from tests.support.articles import outline_of

        hostile = "عنوان \x1b]0;owned\x07 \u202eشر\n\nقال المدير إن \x1b[2Jالسفن\x9b31m \u2067وصلت.\n"
        with Library.open(tmp_path / "hostile.db", "layla", analyse=outline_of) as library:
            library.add(Document(hostile, "مصدر\x1b[31m", "/x"))
            async with reading(library) as pilot:
                for pane in screen(pilot).query("*"):
                    if not pane.is_container:
                        text = "".join(rows(pane))
                        assert not set(text) & {chr(c) for c in (*range(32), *range(127, 160))}
                        assert "\u202e" not in text
                        assert "\u2067" not in text


class TestReadAndUnread:
    async def test_an_article_is_read_at_its_end(self, library: Library) -> None:
        async with reading(library) as pilot:
            before = library.sources()
            await press(pilot, "G")
            assert sum(s.unread for s in library.sources()) == sum(s.unread for s in before) - 1

    async def test_an_article_is_read_after_a_while(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.screens.places.READ_AFTER", 0.05)
        async with reading(library) as pilot:
            await until(pilot, lambda: sum(s.unread for s in library.sources()) == 5)

    async def test_capital_m_changes_it(self, library: Library) -> None:
        async with reading(library, "M") as pilot:
            assert sum(s.unread for s in library.sources()) == 5
            await press(pilot, "M")
            assert sum(s.unread for s in library.sources()) == 6

    async def test_all_of_the_list_at_once_and_u_takes_it_back(self, library: Library) -> None:
        """What was read before stays read."""
        read = library.article_page(None, 3, 1)[0].id
        library.mark_read([read])
        async with reading(library, "ctrl+a") as pilot:
            assert sum(s.unread for s in library.sources()) == 0
            assert "5 articles marked read · u undoes" in status(pilot)
            await press(pilot, "u")
            assert [one.id for one in library.article_page(None, 0, 9) if one.read] == [read]
            assert "undone: 5 articles unread again" in status(pilot)
            await press(pilot, "ctrl+r")
            assert sum(s.unread for s in library.sources()) == 0
            assert "done again: 5 articles marked read" in status(pilot)
            await press(pilot, "ctrl+a")
            assert "all of them are read already" in status(pilot)

    async def test_u_takes_back_what_capital_m_did(self, library: Library) -> None:
        async with reading(library, "M", "M", "u") as pilot:
            assert "undone: 1 article read again" in status(pilot)
            assert sum(s.unread for s in library.sources()) == 5
            await press(pilot, "u")
            assert "undone: 1 article unread again" in status(pilot)
            assert sum(s.unread for s in library.sources()) == 6
            await press(pilot, "ctrl+r", "ctrl+r")
            assert "done again: 1 article marked unread" in status(pilot)

    async def test_to_have_read_an_article_is_no_step(self, library: Library) -> None:
        async with reading(library, "G") as pilot:
            await pilot.pause()
            assert sum(s.unread for s in library.sources()) == 5
            await press(pilot, "u")
            assert "nothing to undo" in status(pilot)
            assert sum(s.unread for s in library.sources()) == 5

    async def test_of_a_source_only_its_own_and_folded_ones_are_counted(self, library: Library) -> None:
        for source in ("الأفق", "الشروق"):
            for page in (1, 2):
                library.add(Document("خبر من وكالة\nغرقت السفينة أمس.", source, f"/{source}/{page}"))
        (outlet,) = (one for one in library.sources() if one.name == "الأفق")
        async with reading(library) as pilot:
            shown = screen(pilot)
            shown.focus_pane(shown.sources)
            while shown.source != outlet.name:
                await press(pilot, "j")
            await press(pilot, "F")
            assert shown.articles.count == outlet.unread - 1
            before = {one.name: one.unread for one in library.sources()}
            await press(pilot, "ctrl+a")
            assert f"{outlet.unread} articles marked read" in status(pilot)
            after = {one.name: one.unread for one in library.sources()}
            assert after == {**before, outlet.name: 0}
            await press(pilot, "u")
            assert {one.name: one.unread for one in library.sources()} == before

    async def test_an_article_that_is_read_is_not_marked_again_at_its_end(self, library: Library) -> None:
        library.mark_read([library.article_page(None, 1, 1)[0].id])
        async with reading(library) as pilot:
            assert screen(pilot)._reading is not None
            await press(pilot, "right_square_bracket")
            assert screen(pilot)._reading is None


class TestHints:
    @pytest.mark.parametrize("width", [60, 80, 120])
    async def test_help_and_quit_are_always_told(self, library: Library, width: int) -> None:
        async with reading(library, size=(width, 24)) as pilot:
            hints = rows(screen(pilot).query_one(HintBar))[0]
            assert hints.endswith("? help  q quit")

    async def test_a_terminal_of_eighty_columns_has_room_for_the_note(self, library: Library) -> None:
        async with reading(library, size=(80, 24)) as pilot:
            assert "  a note  " in rows(screen(pilot).query_one(HintBar))[0]

    async def test_a_key_that_was_moved_shows_where_it_is(self, library: Library) -> None:
        settings = Settings(keys={"tag": "question_mark,w"})
        async with reading(library, settings=settings) as pilot:
            assert " ? tag" in rows(screen(pilot).query_one(HintBar))[0]


class TestNextStart:
    async def test_the_last_article_and_statement_come_back(self, library: Library) -> None:
        async with reading(library, "right_square_bracket", "j", "j") as pilot:
            article = screen(pilot).desk.article
        app = NewsreadApp(library, Settings())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert screen(pilot).desk.article == article
            assert status(pilot).startswith("statement 3/7")

    @pytest.mark.parametrize(
        ("before", "keys", "statement"),
        [
            (("slash", *"العمال", "enter"), ("n",), 3),
            (("1", "G"), ("u",), 0),
            (("tab",), ("full_stop",), 1),
            (("L", "s", "j", "enter", "tab", "tab"), ("enter",), 0),
        ],
        ids=["a hit", "undo", "the next open statement", "a link"],
    )
    async def test_so_does_one_that_was_gone_to_by_another_key(
        self,
        library: Library,
        monkeypatch: pytest.MonkeyPatch,
        before: tuple[str, ...],
        keys: tuple[str, ...],
        statement: int,
    ) -> None:
        monkeypatch.setattr("tui.screens.places.SAVE_AFTER", 0.01)
        async with reading(library, *before) as pilot:
            await until(pilot, lambda: screen(pilot)._saving is None)
            await press(pilot, *keys)
            article = screen(pilot).desk.article
            assert article is not None
            wanted = Place(article.id, article.outline.statements[statement].start)
            await until(pilot, lambda: library.place() == wanted)

    async def test_a_place_in_an_article_that_is_gone_is_no_error(self, library: Library) -> None:
        library.save_place(Place(library.article_page(None, 0, 1)[0].id, 10_000))
        async with reading(library) as pilot:
            assert status(pilot).startswith("statement 7/7")


class TestHeader:
    TEXT = "عنوان\n\nدمشق - نور خوام - رويترز\n\nقال المدير إن السفن وصلت.\n\nThe harbour opened.\n"

    @pytest.mark.parametrize("size", [(80, 24), (160, 50)])
    async def test_what_an_article_says_of_itself_stands_behind_how_far_one_is(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        with Library.open(tmp_path / "one.db", "layla", analyse=outline_of) as library:
            library.add(Document(self.TEXT, "الأفق", "/1", author="دمشق - نور خوام - رويترز"))
            async with reading(library, "1", size=size) as pilot:
                header = screen(pilot).headers["article"]
                shown = rows(header)[0]
                assert "1/" in shown
                told = header.detail.replace("\u2068", "").replace("\u2069", "")
                assert told.endswith(" · دمشق · نور خوام · رويترز · ar en")
