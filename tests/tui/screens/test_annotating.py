"""Tags, notes and undo by their keys, also typed ahead and while others write."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from textual.app import App

from store.library import Library
from store.model import Document
from tests.support.articles import outline_of
from tests.support.reading import burst, own_tags, picture, press, reading, rows, screen, status, until
from tui.catalogue import catalogue
from tui.output import harmless
from tui.screens.prompts import NotePrompt
from tui.screens.tags import TagList


class TestTags:
    async def test_a_digit_sets_and_clears(self, library: Library) -> None:
        async with reading(library, "1") as pilot:
            assert own_tags(library) == [("verified",)]
            assert status(pilot).startswith("verified: set")
            await press(pilot, "1")
            assert own_tags(library) == []

    async def test_one_choice_of_a_group(self, library: Library) -> None:
        async with reading(library, "1", "2", "4"):
            assert own_tags(library) == [("refuted", "important")]

    async def test_a_digit_without_a_tag_says_so(self, library: Library) -> None:
        async with reading(library, "9") as pilot:
            assert "no tag has the key 9" in status(pilot)

    async def test_the_palette_filters_and_enter_sets(self, library: Library) -> None:
        async with reading(library, "t", "i", "m", "p", "enter"):
            assert own_tags(library) == [("important",)]

    async def test_the_name_counts_before_the_group(self, library: Library) -> None:
        async with reading(library, "2", "t", "v", "e", "r", "enter"):
            assert own_tags(library) == [("verified",)]

    async def test_the_list_counts_along(self, library: Library) -> None:
        async with reading(library, "2") as pilot:
            assert rows(screen(pilot).articles)[0].startswith("› 1 ")

    async def test_a_new_name_makes_a_tag(self, library: Library) -> None:
        async with reading(library, "t", *"رقم", "enter"):
            assert own_tags(library) == [("رقم",)]
            assert "رقم" in [tag.name for tag in library.tags()]

    async def test_so_does_a_part_of_the_name_of_another_in_the_last_line(self, library: Library) -> None:
        async with reading(library, "t", *"import") as pilot:
            await pilot.pause()
            first, last = rows(pilot.app.screen.query_one(TagList))[:2]
            assert "important" in first
            assert last.strip() == "new tag: import"
            await press(pilot, "down", "enter")
            assert own_tags(library) == [("import",)]

    @pytest.mark.parametrize("name", ["important", "Important"])
    async def test_what_is_so_called_is_not_made_anew(self, library: Library, name: str) -> None:
        async with reading(library, "t", *name) as pilot:
            await pilot.pause()
            assert "new tag" not in "".join(rows(pilot.app.screen.query_one(TagList)))

    async def test_esc_leaves_the_palette_without_a_change(self, library: Library) -> None:
        async with reading(library, "t", "v", "escape") as pilot:
            assert own_tags(library) == []
            assert screen(pilot).is_current

    async def test_the_claim_is_tagged_where_the_sidebar_has_the_focus(self, library: Library) -> None:
        async with reading(library, "tab", "1") as pilot:
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.target == "claim"
            assert any("verified" in row for row in rows(screen(pilot).claims))

    async def test_the_gutter_shows_the_tag(self, library: Library) -> None:
        async with reading(library, "2") as pilot:
            assert any(row.endswith("2▐") for row in rows(screen(pilot).view))


class TestAnArticleWithoutStatements:
    @pytest.mark.parametrize("key", ["1", "a", "v", "f", "y", "m"])
    async def test_it_says_so(self, tmp_path: Path, key: str) -> None:
        with Library.open(tmp_path / "library.db", "layla", analyse=outline_of) as library:
            library.add(Document("وصول السفن إلى المرفأ\n", "الأفق", "/title"))
            async with reading(library, key) as pilot:
                assert status(pilot) == "this article has no statements"


class TestHostileScheme:
    """What other programs write into the file is no more to be trusted than an article."""

    async def test_a_key_that_is_none_comes_out_as_text(self, library: Library) -> None:
        async with reading(library, "1"):
            assert own_tags(library) == [("verified",)]
        with closing(sqlite3.connect(library.path)) as raw:
            raw.execute("UPDATE tags SET key = ? WHERE key = '1'", ("\x1b]0;x\x07",))
            raw.commit()
        async with reading(library, "t") as pilot:
            shown = [*rows(screen(pilot).view), *rows(pilot.app.screen.query_one(TagList))]
            assert any("verified" in row for row in shown)
            assert all(map(harmless, shown))


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
            await until(pilot, lambda: own_tags(library) == [("important",)])

    async def test_letters_after_a_are_the_note(self, library: Library) -> None:
        async with reading(library) as pilot:
            await burst(pilot, "aquit\x13")
            article = library.article_page(None, 0, 1)[0].id
            await until(pilot, lambda: [one.note for one in library.annotations(article)] == ["quit"])


class TestNotes:
    async def test_a_note_is_written_and_saved(self, library: Library) -> None:
        async with reading(library, "a", *"12", "ctrl+s") as pilot:
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.note == "12"
            assert status(pilot) == "note saved · u undoes"
            assert any(row.endswith("+▐") for row in rows(screen(pilot).view))

    @pytest.mark.parametrize("note", ["", "12"])
    async def test_one_that_is_closed_as_it_was_is_no_step(self, library: Library, note: str) -> None:
        article = library.article_page(None, 0, 1)[0].id
        if note:
            library.set_note(article, library.article(article).outline.statements[0], "statement", note)
        async with reading(library, "1", "a", "escape") as pilot:
            await pilot.pause()
            assert status(pilot) == "verified: set · u undoes"
            await press(pilot, "u")
            (annotation,) = library.annotations(article) if note else [None]
            assert annotation is None or (annotation.note, annotation.tags) == (note, ())
            assert note or library.annotations(article) == ()

    async def test_a_draft_that_says_again_what_was_saved_is_gone(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.screens.prompts.DRAFT_AFTER", 0.01)
        async with reading(library, "a", "x") as pilot:
            await until(pilot, lambda: [one.note for one in library.drafts()] == ["x"])
            await press(pilot, "backspace", "escape")
            await until(pilot, lambda: library.drafts() == ())

    @pytest.mark.parametrize("rows", [4, 5, 6, 7, 20])
    async def test_it_is_seen_however_small_the_terminal_gets(self, library: Library, rows: int) -> None:
        async with reading(library, "a", "x") as pilot:
            await pilot.resize_terminal(20, rows)
            await pilot.pause()
            assert "x" in picture(pilot).replace("ctrl+s", "").replace("Esc", "")

    async def test_ctrl_g_leaves_it_as_it_was(self, library: Library) -> None:
        async with reading(library, "a", "x", "ctrl+g"):
            assert library.annotations(library.article_page(None, 0, 1)[0].id) == ()

    async def test_a_draft_is_there_again(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tui.screens.prompts.DRAFT_AFTER", 0.01)
        async with reading(library, "a", "x", "y") as pilot:
            await until(pilot, lambda: [one.note for one in library.drafts()] == ["xy"])
        async with reading(library, "a", "ctrl+s"):
            (annotation,) = library.annotations(library.article_page(None, 0, 1)[0].id)
            assert annotation.note == "xy"

    async def test_a_draft_is_kept_when_typing_pauses_and_tried_again_where_it_could_not_be(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.screens.prompts.DRAFT_AFTER", 60)
        answers = iter((False, True, True))
        kept: list[str] = []

        def keep(text: str) -> bool:
            kept.append(text)
            return next(answers)

        app = App[None]()
        async with app.run_test() as pilot:
            prompt = NotePrompt(catalogue("en"), "", "", keep, lambda _text: True)
            await app.push_screen(prompt)
            await pilot.press(*"abcde")
            await until(pilot, lambda: prompt._editor.text == "abcde")
            assert kept == []
            monkeypatch.setattr("tui.screens.prompts.DRAFT_AFTER", 0.01)
            await pilot.press("f")
            await until(pilot, lambda: bool(kept))
            assert kept == ["abcdef"]
            prompt.keep()
            prompt.keep()
            assert kept == ["abcdef", "abcdef"]


class TestUndo:
    async def test_u_takes_back_and_ctrl_r_does_again(self, library: Library) -> None:
        async with reading(library, "1", "2", "u") as pilot:
            assert own_tags(library) == [("verified",)]
            await press(pilot, "u")
            assert own_tags(library) == []
            await press(pilot, "ctrl+r", "ctrl+r")
            assert own_tags(library) == [("refuted",)]

    async def test_nothing_to_undo_says_so(self, library: Library) -> None:
        async with reading(library, "u") as pilot:
            assert status(pilot) == "nothing to undo"

    async def test_what_says_something_else_by_now_is_left_and_that_is_said(
        self, library: Library, tmp_path: Path
    ) -> None:
        async with reading(library, "1") as pilot:
            text = library.exchange.export(None).text or ""
            newer = re.sub('"updated": "[^"]*"', '"updated": "2099-01-01T00:00:00.000Z"', text)
            path = tmp_path / "newer.json"
            path.write_text(newer.replace('"note": ""', '"note": "جديد"'), encoding="utf-8")
            with Library.open(library.path, "omar") as other:
                assert other.exchange.import_file(path).changed == 1
            await press(pilot, "u")
            assert status(pilot) == "nothing taken back: it says something else by now"
            await press(pilot, "ctrl+r")
            assert status(pilot) == "nothing done again: it says something else by now"

    async def test_an_undo_goes_to_the_article_that_it_changes(self, library: Library) -> None:
        async with reading(library, "j", "1", "right_square_bracket", "u") as pilot:
            article = screen(pilot).desk.article
            assert article is not None
            assert article.id == library.article_page(None, 0, 1)[0].id
            assert own_tags(library) == []


class TestWhatOthersChange:
    async def test_a_text_that_was_replaced_is_shown_before_it_is_annotated(
        self, library: Library, tmp_path: Path
    ) -> None:
        async with reading(library, "j", "j") as pilot:
            first = library.article_page(None, 0, 1)[0]
            before = library.article(first.id)
            with Library.open(library.path, "omar", analyse=outline_of) as other:
                longer = before.text.replace("قال المدير", "فقرة جديدة.\nقال المدير")
                other.add(Document(longer, before.source, before.address))
            await press(pilot, "1")
            assert "has changed" in status(pilot)
            assert library.annotations(first.id) == ()
            await press(pilot, "1")
            (annotation,) = library.annotations(first.id)
            shown = screen(pilot).desk.article
            assert shown is not None
            assert shown.version == 2
            assert annotation.quote.exact == shown.text[annotation.start : annotation.end]
            assert annotation.text_sha256 == shown.sha256
