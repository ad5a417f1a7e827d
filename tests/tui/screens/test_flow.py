"""The keys that keep the work going: tag and go on, repeat, filters, progress."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from store.library import Library
from tests.support.reading import press, reading, rows, screen, status, until
from tui.catalogue import catalogue
from tui.screens.choosing import Chooser
from tui.screens.filters import Filter


def said(library: Library) -> list[tuple[str, tuple[str, ...]]]:
    found = library.annotations(library.article_page(None, 0, 1)[0].id)
    return [(one.target, one.tags or ((one.claim.verdict,) if one.claim else ())) for one in found]


def header(pilot: Pilot[None], name: str = "article") -> str:
    return rows(screen(pilot).headers[name])[0]


class TestGoingOn:
    async def test_each_tag_goes_on_to_the_next_open_statement(self, library: Library) -> None:
        async with reading(library, "T", "1", "2", "1") as pilot:
            assert said(library) == [
                ("statement", ("verified",)),
                ("statement", ("refuted",)),
                ("statement", ("verified",)),
            ]
            assert screen(pilot).view.statement == 3
            assert "verified: set" in status(pilot)
            assert "T: going on" in header(pilot)

    async def test_a_verdict_is_one_key(self, library: Library) -> None:
        async with reading(library, "T", "+", "x", "+"):
            assert said(library) == [("claim", (v,)) for v in ("accepted", "rejected", "accepted")]

    async def test_t_again_ends_it(self, library: Library) -> None:
        async with reading(library, "T", "T", "1") as pilot:
            assert screen(pilot).view.statement == 0
            assert "T: going on" not in header(pilot)

    async def test_to_clear_a_tag_stays(self, library: Library) -> None:
        async with reading(library, "1", "T", "1") as pilot:
            assert screen(pilot).view.statement == 0

    async def test_to_take_a_verdict_back_stays(self, library: Library) -> None:
        async with reading(library, "+", "T", "+") as pilot:
            assert said(library) == []
            assert screen(pilot).claims.cursor == 0

    async def test_a_claim_that_is_added_goes_on_to_the_next_open_statement(self, library: Library) -> None:
        async with reading(library, "j", "j", "T", "m") as pilot:
            assert screen(pilot).view.statement == 3
            assert "claim added" in status(pilot)

    async def test_the_next_open_statement_is_gone_to_from_the_sidebar_too(self, library: Library) -> None:
        async with reading(library, "tab", "full_stop", "full_stop") as pilot:
            assert screen(pilot).view.statement == 2


class TestGoingOnWithAFilter:
    """Each step stays among what fits."""

    async def test_first_to_what_is_not_annotated(self, library: Library) -> None:
        async with reading(library) as pilot:
            screen(pilot).set_filter(Filter("unjudged"))
            await press(pilot, "T", "4")
            assert screen(pilot).view.statement == 1
            await press(pilot, "4")
            assert screen(pilot).view.statement == 3
            await press(pilot, "full_stop")
            assert "no more here" in status(pilot)
            assert screen(pilot).view.statement == 3

    async def test_and_then_to_the_next(self, library: Library) -> None:
        async with reading(library, "1", "j", "j", "1", "j", "j", "1", "g") as pilot:
            screen(pilot).set_filter(Filter("tag", "verified"))
            await press(pilot, "T", "4")
            assert screen(pilot).view.statement == 2
            await press(pilot, "4")
            assert screen(pilot).view.statement == 4


class TestRepeating:
    async def test_the_last_tag_is_set_here_too_and_never_cleared(self, library: Library) -> None:
        async with reading(library, "1", "j", "comma", "comma"):
            assert said(library) == [("statement", ("verified",))] * 2

    async def test_a_verdict_is_repeated_on_the_next_claim(self, library: Library) -> None:
        async with reading(library, "x", "n", "comma"):
            assert said(library) == [("claim", ("rejected",))] * 2

    async def test_a_note_is_repeated_where_there_is_none(self, library: Library) -> None:
        async with reading(library, "a", *"hi", "escape", "j", "comma") as pilot:
            await pilot.pause()
            notes = [one.note for one in library.annotations(library.article_page(None, 0, 1)[0].id)]
            assert notes == ["hi", "hi"]
            await press(pilot, "comma")
            assert "there is a note already" in status(pilot)

    async def test_at_first_there_is_nothing_to_repeat(self, library: Library) -> None:
        async with reading(library, "comma") as pilot:
            assert "nothing to repeat" in status(pilot)

    async def test_a_claim_that_was_missed_is_added_here_too(self, library: Library) -> None:
        async with reading(library, "j", "j", "1", "m", "G", "comma"):
            assert said(library) == [
                ("statement", ("verified",)),
                ("claim", ("added",)),
                ("claim", ("added",)),
            ]

    async def test_to_take_a_verdict_back_takes_back_only_such(self, library: Library) -> None:
        async with reading(library, "n", "x", "N", "+", "+", "n", "comma") as pilot:
            assert said(library) == [("claim", ("rejected",))]
            assert "no such verdict" in status(pilot)
            await press(pilot, "+", "N", "+", "+", "n", "comma")
            assert said(library) == []

    @pytest.mark.parametrize(
        "keys", [("L", "s", "j", "enter", "j"), ("E", "x", "enter", "n")], ids=["a link", "a correction"]
    )
    async def test_what_is_of_one_place_alone_is_not_repeated_nor_what_was_before_it(
        self, library: Library, keys: tuple[str, ...]
    ) -> None:
        async with reading(library, "1", *keys) as pilot:
            before = said(library)
            await press(pilot, "comma")
            assert said(library) == before
            assert "nothing to repeat" in status(pilot)

    async def test_an_undo_leaves_what_is_repeated(self, library: Library) -> None:
        async with reading(library, "1", "u", "j", "comma"):
            assert said(library) == [("statement", ("verified",))]


class TestFilters:
    async def test_j_goes_from_one_that_fits_to_the_next(self, library: Library) -> None:
        async with reading(library, "1", "j", "j", "1", "j", "1", "g") as pilot:
            screen(pilot).set_filter(Filter("tag", "verified"))
            places = []
            for _ in range(3):
                await press(pilot, "j")
                places.append(screen(pilot).view.statement)
            assert places == [2, 3, 3]
            assert "no more here" in status(pilot)
            assert "tag: " in header(pilot)
            await press(pilot, "escape", "j")
            assert screen(pilot).view.statement == 4

    @pytest.mark.parametrize("pane", ["claims", "articles"])
    async def test_escape_takes_it_off_wherever_the_focus_is_while_that_is_said(
        self, library: Library, pane: str
    ) -> None:
        async with reading(library, "1") as pilot:
            at = screen(pilot)
            at.focus_pane(at.claims if pane == "claims" else at.articles)
            await press(pilot, "f", *"verif", "enter")
            assert "Esc shows everything" in status(pilot)
            await press(pilot, "escape")
            assert at.filter is None
            assert at.focused is not at.view

    async def test_f_offers_what_there_is_and_typing_narrows_it(self, library: Library) -> None:
        async with reading(library, "1", "f") as pilot:
            await pilot.pause()
            chooser = pilot.app.screen
            assert isinstance(chooser, Chooser)
            shown = [name for name, _count in chooser._lines]
            assert [name.replace("\u2068", "").replace("\u2069", "") for name in shown] == [
                "not annotated by me",
                "claims without a verdict",
                "tag: verified",
                "annotator: layla",
            ]
            await press(pilot, *"verif", "enter")
            assert screen(pilot).filter == Filter("tag", "verified")

    async def test_n_goes_through_the_claims_that_fit(self, library: Library) -> None:
        async with reading(library, "n", "x", "g") as pilot:
            screen(pilot).set_filter(Filter("unjudged"))
            await press(pilot, "n")
            assert screen(pilot).claims.cursor == 2

    async def test_n_passes_over_what_is_left_out_where_no_claim_is_chosen(self, library: Library) -> None:
        async with reading(library, "n", "n", "x") as pilot:
            screen(pilot).set_filter(Filter("unjudged"))
            await press(pilot, "G")
            assert screen(pilot).claims.cursor is None
            await press(pilot, "N")
            assert screen(pilot).claims.cursor == 1

    async def test_what_is_left_out_stands_back(self, library: Library) -> None:
        async with reading(library, "1") as pilot:
            screen(pilot).set_filter(Filter("tag", "verified"))
            view = screen(pilot).view
            assert [one.start for one in view._laid] == view._starts[1:]

    @pytest.mark.parametrize(
        ("kind", "count"), [("note", 1), ("linked", 2), ("disputed", 1), ("unannotated", 4), ("annotator", 1)]
    )
    async def test_each_kind(self, library: Library, kind: str, count: int) -> None:
        article = library.article(library.article_page(None, 0, 1)[0].id)
        first, second, third, *_ = article.outline.statements
        from store.model import Subject

        library.set_note(article.id, first, "statement", "ملاحظة")
        library.set_tag(article.id, second, "statement", "verified")
        library.links.add(
            Subject(article.id, second, "statement"), Subject(article.id, third, "statement"), "supports"
        )
        with Library.open(library.path, "omar") as other:
            other.set_tag(article.id, second, "statement", "refuted")
        async with reading(library) as pilot:
            desk = screen(pilot).desk
            from tui.screens.filters import offered

            found = {one.kind: number for one, number in offered(desk) if one.name in ("", "omar")}
            assert found[kind] == count  # type: ignore[index]


class TestProgress:
    async def test_the_header_says_how_many_statements_are_annotated(self, library: Library) -> None:
        async with reading(library) as pilot:
            assert " · 0/7" in header(pilot)
            await press(pilot, "1", "j", "j", "1")
            assert " · 2/7" in header(pilot)
            await press(pilot, "u")
            assert " · 1/7" in header(pilot)

    async def test_and_above_the_articles_how_many_of_the_source(self, library: Library) -> None:
        async with reading(library, "1", "]", "1", "j", "1") as pilot:
            await until(pilot, lambda: "3/42" in header(pilot, "articles"))


class TestPalette:
    async def test_letters_are_folded(self, library: Library) -> None:
        library.scheme.put("مُؤكَّدة", {})
        library.scheme.put("إجابة", {})
        from tui.screens.tags import matching

        assert [tag.name for tag in matching(library.tags(), (), "مؤكده", catalogue("en"))] == ["مُؤكَّدة"]
        assert [tag.name for tag in matching(library.tags(), (), "اجا", catalogue("en"))] == ["إجابة"]

    async def test_an_old_name_finds_the_tag(self, library: Library) -> None:
        library.scheme.rename("verified", "مؤكد")
        from tui.screens.tags import matching

        assert [tag.name for tag in matching(library.tags(), (), "verif", catalogue("en"))] == ["مؤكد"]
