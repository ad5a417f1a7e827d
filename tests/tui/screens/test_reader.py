"""Every key of the reader, pressed in a headless app; what the panes show is read as rows of cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from store.model import Document, Place
from tests.support.articles import outline_of, small_library
from tests.support.reading import burst, own_tags, reading, rows, screen, status
from tui.app import NewsreadApp
from tui.config import Settings
from tui.widgets.bars import HintBar


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small_library(tmp_path / "library.db")


class TestFirstStart:
    async def test_an_article_is_selected_and_enter_opens_it(self, library: Library) -> None:
        app = NewsreadApp(library, Settings())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert screen(pilot).focused is screen(pilot).articles
            assert screen(pilot).desk.article is not None
            await pilot.press("enter")
            assert screen(pilot).focused is screen(pilot).view

    async def test_an_empty_library_says_what_to_do(self, tmp_path: Path) -> None:
        with Library.open(tmp_path / "empty.db", "layla") as empty:
            async with reading(empty) as pilot:
                assert "newsread index" in "\n".join(rows(screen(pilot).sources))
                assert "No article is open" in "\n".join(rows(screen(pilot).view))
                await pilot.press("j", "n", "t", "1", "a", "u", "y", "M", "z", "]", ".", "space", "G")
                assert screen(pilot).is_current


class TestMoving:
    async def test_j_and_k_go_through_the_statements(self, library: Library) -> None:
        async with reading(library, (120, 40), "j", "j", "k") as pilot:
            assert status(pilot).startswith("statement 2/7")

    async def test_j_stops_at_the_last_statement(self, library: Library) -> None:
        async with reading(library, (120, 40), *["j"] * 20) as pilot:
            assert status(pilot).startswith("statement 7/7")

    async def test_g_and_capital_g_go_to_the_ends(self, library: Library) -> None:
        async with reading(library, (120, 40), "G") as pilot:
            assert status(pilot).startswith("statement 7/7")
            await pilot.press("g")
            assert status(pilot).startswith("statement 1/7")

    async def test_space_turns_the_page(self, library: Library) -> None:
        async with reading(library, (60, 20), "space") as pilot:
            assert screen(pilot).view.statement != 0

    async def test_n_goes_through_the_claims_and_the_statement_follows(self, library: Library) -> None:
        async with reading(library, (120, 40), "n") as pilot:
            assert screen(pilot).claims.cursor == 1
            assert status(pilot).startswith("statement 2/7")
            await pilot.press("N")
            assert screen(pilot).claims.cursor == 0

    async def test_the_chosen_claim_follows_the_statement(self, library: Library) -> None:
        async with reading(library, (120, 40), "j", "j", "j") as pilot:
            article = screen(pilot).desk.article
            assert article is not None
            claim = article.extraction.claims[screen(pilot).claims.cursor or 0]
            assert claim.speaker == "نقابة العمال"
            assert screen(pilot).view.chosen == claim.span

    async def test_brackets_open_the_neighbours_in_the_list(self, library: Library) -> None:
        async with reading(library) as pilot:
            first = screen(pilot).desk.article
            await pilot.press("right_square_bracket")
            second = screen(pilot).desk.article
            await pilot.press("left_square_bracket")
            assert first is not None
            assert second is not None
            assert second.id != first.id
            assert screen(pilot).desk.article == first

    async def test_the_full_stop_skips_what_is_annotated(self, library: Library) -> None:
        async with reading(library, (120, 40), "j", "1", "k", "full_stop") as pilot:
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
                await pilot.press("tab")
                focused = screen(pilot).focused
                names.append(focused.id if focused else None)
            assert names == ["claims", "sources", "articles", "article"]

    @pytest.mark.parametrize(("width", "panes"), [(60, 1), (80, 2), (120, 3), (250, 3)])
    async def test_as_many_panes_as_there_is_room_for(self, library: Library, width: int, panes: int) -> None:
        async with reading(library, (width, 24)) as pilot:
            for _ in range(5):
                await pilot.press("tab")
                await pilot.pause()
                shown = [pane for pane in screen(pilot).query(".pane") if pane.display and pane.size.width]
                assert len(shown) == panes
                focused = screen(pilot).focused
                assert focused is not None
                assert focused.size.width > 10

    async def test_z_shows_the_pane_alone_and_esc_goes_back(self, library: Library) -> None:
        async with reading(library, (120, 40), "z") as pilot:
            assert screen(pilot).view.size.width == 120
            await pilot.press("escape")
            assert screen(pilot).view.size.width < 120

    async def test_a_terminal_that_is_too_small_says_so(self, library: Library) -> None:
        async with reading(library, (50, 15)) as pilot:
            small = screen(pilot).query_one("#small")
            assert small.display
            assert "60 columns" in str(small.render())

    async def test_resizing_keeps_the_reading_position(self, library: Library) -> None:
        async with reading(library, (120, 40), "j", "j", "j") as pilot:
            await pilot.resize_terminal(62, 20)
            await pilot.pause()
            assert status(pilot).startswith("statement 4/7")
            assert any("▐" in row for row in rows(screen(pilot).view))

    async def test_enter_on_a_claim_jumps_to_it(self, library: Library) -> None:
        async with reading(library, (120, 40), "tab", "j", "j", "enter") as pilot:
            assert screen(pilot).focused is screen(pilot).view
            assert status(pilot).startswith("statement 4/7")

    async def test_a_source_narrows_the_articles(self, library: Library) -> None:
        async with reading(library, (120, 40), "tab", "tab") as pilot:
            assert screen(pilot).articles.count == 6
            await pilot.press("j")
            await pilot.pause()
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
        async with reading(library, (120, 40), "G") as pilot:
            view = screen(pilot).view
            underlined = "".join(
                segment.text
                for y in range(view.size.height)
                for segment in view.render_line(y)
                if segment.style is not None and segment.style.underline
            )
            assert underlined.replace(" ", "").count("12") == 1

    async def test_rows_with_arabic_are_never_bold_or_italic(self, library: Library) -> None:
        async with reading(library, (120, 40), "1") as pilot:
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
            await pilot.press("G")
            await pilot.pause()
            assert sum(s.unread for s in library.sources()) == sum(s.unread for s in before) - 1

    async def test_an_article_is_read_after_a_while(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.screens.places.READ_AFTER", 0.05)
        async with reading(library) as pilot:
            await pilot.pause(0.2)
            assert sum(s.unread for s in library.sources()) == 5

    async def test_capital_m_changes_it(self, library: Library) -> None:
        async with reading(library, (120, 40), "M") as pilot:
            assert sum(s.unread for s in library.sources()) == 5
            await pilot.press("M")
            assert sum(s.unread for s in library.sources()) == 6

    async def test_all_of_the_list_at_once(self, library: Library) -> None:
        async with reading(library, (120, 40), "ctrl+a"):
            assert sum(s.unread for s in library.sources()) == 0


class TestTags:
    async def test_a_digit_sets_and_clears(self, library: Library) -> None:
        async with reading(library, (120, 40), "1") as pilot:
            assert own_tags(library) == [("verified",)]
            assert status(pilot).startswith("verified: set")
            await pilot.press("1")
            assert own_tags(library) == []

    async def test_one_choice_of_a_group(self, library: Library) -> None:
        async with reading(library, (120, 40), "1", "2", "4"):
            assert own_tags(library) == [("refuted", "important")]

    async def test_a_digit_without_a_tag_says_so(self, library: Library) -> None:
        async with reading(library, (120, 40), "9") as pilot:
            assert "no tag has the key 9" in status(pilot)

    async def test_the_palette_filters_and_enter_sets(self, library: Library) -> None:
        async with reading(library, (120, 40), "t", "i", "m", "p", "enter"):
            assert own_tags(library) == [("important",)]

    async def test_the_name_counts_before_the_group(self, library: Library) -> None:
        async with reading(library, (120, 40), "2", "t", "v", "e", "r", "enter"):
            assert own_tags(library) == [("verified",)]

    async def test_the_list_counts_along(self, library: Library) -> None:
        async with reading(library, (120, 40), "2") as pilot:
            assert rows(screen(pilot).articles)[0].startswith("› 1 ")

    async def test_a_new_name_makes_a_tag(self, library: Library) -> None:
        async with reading(library, (120, 40), "t", *"رقم", "enter"):
            assert own_tags(library) == [("رقم",)]
            assert "رقم" in [tag.name for tag in library.tags()]

    async def test_esc_leaves_the_palette_without_a_change(self, library: Library) -> None:
        async with reading(library, (120, 40), "t", "v", "escape") as pilot:
            assert own_tags(library) == []
            assert screen(pilot).is_current

    async def test_the_claim_is_tagged_where_the_sidebar_has_the_focus(self, library: Library) -> None:
        async with reading(library, (120, 40), "tab", "1") as pilot:
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.target == "claim"
            assert any("verified" in row for row in rows(screen(pilot).claims))

    async def test_the_gutter_shows_the_tag(self, library: Library) -> None:
        async with reading(library, (120, 40), "2") as pilot:
            assert any(row.endswith("2▐") for row in rows(screen(pilot).view))


class TestTypingAhead:
    """Over a slow line keys come in bunches: each has to find done what the one before it asked for."""

    async def test_a_tag_lands_where_the_move_before_it_went(self, library: Library) -> None:
        async with reading(library) as pilot:
            await burst(pilot, "jjj1")
            assert status(pilot).startswith("statement 4/7") or "verified" in status(pilot)
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.quote.exact == "وقالت نقابة العمال إن العدد 12."

    async def test_a_tag_lands_on_the_claim_that_was_chosen(self, library: Library) -> None:
        async with reading(library) as pilot:
            await burst(pilot, "n\tj2")
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert (annotation.target, annotation.quote.exact) == ("claim", "العدد 12")

    async def test_letters_after_t_are_the_filter(self, library: Library) -> None:
        async with reading(library) as pilot:
            await burst(pilot, "timp\r")
            await pilot.pause(0.3)
            assert own_tags(library) == [("important",)]

    async def test_letters_after_a_are_the_note(self, library: Library) -> None:
        async with reading(library) as pilot:
            await burst(pilot, "aquit\x13")
            await pilot.pause(0.3)
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.note == "quit"


class TestNotes:
    async def test_a_note_is_written_and_saved(self, library: Library) -> None:
        async with reading(library, (120, 40), "a", *"12", "ctrl+s") as pilot:
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.note == "12"
            assert status(pilot) == "note saved"
            assert any(row.endswith("+▐") for row in rows(screen(pilot).view))

    async def test_ctrl_g_leaves_it_as_it_was(self, library: Library) -> None:
        async with reading(library, (120, 40), "a", "x", "ctrl+g"):
            assert library.annotations(library.article_page(None, 0, 1)[0].id) == ()

    async def test_a_draft_is_there_again(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tui.screens.prompts.DRAFT_AFTER", 0.01)
        async with reading(library, (120, 40), "a", "x", "y") as pilot:
            await pilot.pause(0.2)
        async with reading(library, (120, 40), "a", "ctrl+s"):
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.note == "xy"


class TestUndo:
    async def test_u_takes_back_and_ctrl_r_does_again(self, library: Library) -> None:
        async with reading(library, (120, 40), "1", "2", "u") as pilot:
            assert own_tags(library) == [("verified",)]
            await pilot.press("u")
            assert own_tags(library) == []
            await pilot.press("ctrl+r", "ctrl+r")
            assert own_tags(library) == [("refuted",)]

    async def test_nothing_to_undo_says_so(self, library: Library) -> None:
        async with reading(library, (120, 40), "u") as pilot:
            assert status(pilot) == "nothing to undo"

    async def test_an_undo_goes_to_the_article_that_it_changes(self, library: Library) -> None:
        async with reading(library, (120, 40), "j", "1", "right_square_bracket", "u") as pilot:
            article = screen(pilot).desk.article
            assert article is not None
            assert article.id == library.article_page(None, 0, 1)[0].id
            assert own_tags(library) == []


class TestOut:
    async def test_y_sends_the_logical_text(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TMUX", raising=False)
        async with reading(library, (120, 40), "y") as pilot:
            assert pilot.app.clipboard == "قال المدير إن السفن وصلت."
            assert status(pilot) == "sent to the clipboard"

    async def test_e_asks_for_a_path_and_offers_the_last(self, library: Library, tmp_path: Path) -> None:
        out = tmp_path / "a.json"
        async with reading(library, (120, 40), "1", "e", "ctrl+u", *str(out), "enter") as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert '"verified"' in out.read_text(encoding="utf-8")
            out.unlink()
            await pilot.press("e", "enter")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert out.exists()

    async def test_the_ending_of_the_path_asks_for_a_format(self, library: Library, tmp_path: Path) -> None:
        out = tmp_path / "a.csv"
        async with reading(library, (120, 40), "1", "e", "ctrl+u", *str(out), "enter") as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert out.read_text(encoding="utf-8").startswith("\ufeffid,")
            assert str(out) in status(pilot)

    async def test_a_path_that_cannot_be_written_is_one_line(self, library: Library) -> None:
        async with reading(library, (120, 40), "e", "ctrl+u", *"/nowhere/a.json", "enter") as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "/nowhere" in status(pilot)

    async def test_question_mark_shows_every_key_that_works(self, library: Library) -> None:
        from tui.actions import ACTIONS
        from tui.catalogue import catalogue
        from tui.screens.help import HelpScreen, help_lines

        words = catalogue("en")

        async with reading(library, (120, 40), "question_mark") as pilot:
            assert isinstance(pilot.app.screen, HelpScreen)
            shown = " ".join(label for _keys, label in help_lines(words, ACTIONS))
            for action in ACTIONS:
                assert words(f"action.{action.id}") in shown
                assert hasattr(screen(pilot), "action_" + action.id.replace("-", "_"))
            await pilot.press("escape")
            assert screen(pilot).is_current

    async def test_the_palette_runs_an_action_by_name(self, library: Library) -> None:
        async with reading(library, (120, 40), "ctrl+p") as pilot:
            await pilot.press(*"alone")
            await pilot.pause(0.5)
            await pilot.press("enter")
            await pilot.pause()
            assert screen(pilot).zoomed

    async def test_q_quits_and_esc_never_does(self, library: Library) -> None:
        async with reading(library, (120, 40), "escape", "escape", "escape") as pilot:
            assert pilot.app.is_running
            await pilot.press("q")
            assert pilot.app.return_code == 0


class TestKeyboards:
    async def test_letters_of_the_arabic_layout_act_as_the_keys_they_stand_on(self, library: Library) -> None:
        async with reading(library, (120, 40), "ت", "ت", "ن") as pilot:
            assert status(pilot).startswith("statement 2/7")
            await pilot.press("١")
            assert own_tags(library) == [("verified",)]

    async def test_lam_and_alef_of_one_key_are_that_key(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.app.LAM_SECONDS", 0.3)
        async with reading(library, (120, 40), "ل", "أ") as pilot:
            assert status(pilot).startswith("statement 7/7")
            await pilot.press("ل")
            await pilot.pause(0.5)
            assert status(pilot).startswith("statement 1/7")

    async def test_persian_where_the_settings_say_so(self, library: Library) -> None:
        async with reading(library, (120, 40), "د", settings=Settings(keyboard="persian")) as pilot:
            assert screen(pilot).claims.cursor == 1

    async def test_in_an_editor_letters_are_letters(self, library: Library) -> None:
        async with reading(library, (120, 40), "t", *"تن", "enter"):
            assert own_tags(library) == [("تن",)]

    async def test_a_key_can_be_given_another_place(self, library: Library) -> None:
        settings = Settings(keys={"quit": "ctrl+x", "next-statement": "w"})
        async with reading(library, (120, 40), "q", "w", settings=settings) as pilot:
            assert pilot.app.is_running
            assert status(pilot).startswith("statement 2/7")


class TestWhatOthersChange:
    async def test_a_text_that_was_replaced_is_shown_before_it_is_annotated(
        self, library: Library, tmp_path: Path
    ) -> None:
        async with reading(library, (120, 40), "j", "j") as pilot:
            first = library.article_page(None, 0, 1)[0]
            before = library.article(first.id)
            with Library.open(library.path, "omar", analyse=outline_of) as other:
                longer = before.text.replace("قال المدير", "فقرة جديدة.\nقال المدير")
                other.add(Document(longer, before.source, before.address))
            await pilot.press("1")
            assert "has changed" in status(pilot)
            assert library.annotations(first.id) == ()
            await pilot.press("1")
            (annotation,) = library.annotations(first.id)
            shown = screen(pilot).desk.article
            assert shown is not None
            assert shown.version == 2
            assert annotation.quote.exact == shown.text[annotation.start : annotation.end]
            assert annotation.text_sha256 == shown.sha256


class TestHints:
    @pytest.mark.parametrize("width", [60, 80, 120])
    async def test_help_and_quit_are_always_told(self, library: Library, width: int) -> None:
        async with reading(library, (width, 24)) as pilot:
            hints = rows(screen(pilot).query_one(HintBar))[0]
            assert hints.endswith("? help   q quit")

    async def test_a_key_that_was_moved_shows_where_it_is(self, library: Library) -> None:
        settings = Settings(keys={"tag": "question_mark,w"})
        async with reading(library, settings=settings) as pilot:
            assert " ? tag" in rows(screen(pilot).query_one(HintBar))[0]


class TestNextStart:
    async def test_the_last_article_and_statement_come_back(self, library: Library) -> None:
        async with reading(library, (120, 40), "right_square_bracket", "j", "j") as pilot:
            article = screen(pilot).desk.article
        app = NewsreadApp(library, Settings())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert screen(pilot).desk.article == article
            assert status(pilot).startswith("statement 3/7")

    async def test_a_place_in_an_article_that_is_gone_is_no_error(self, library: Library) -> None:
        library.save_place(Place(library.article_page(None, 0, 1)[0].id, 10_000))
        async with reading(library) as pilot:
            assert status(pilot).startswith("statement 7/7")
