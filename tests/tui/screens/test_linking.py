"""Links with the keys: made, shown both ways, followed, removed."""

from __future__ import annotations

from typing import Literal

import pytest
from textual.pilot import Pilot

from store.library import Library
from tests.support.reading import press, reading, rows, screen, status
from tui.config import Settings
from tui.screens.filters import Filter


def links(library: Library) -> list[tuple[str, str, str]]:
    found = {
        (one.source.quote.exact, one.relation, one.other.quote.exact if one.other else "")
        for article in library.article_page(None, 0, 10)
        for one in library.links.around(article.id)
    }
    return sorted(found)


def beside(pilot: Pilot[None]) -> list[str]:
    return [row.strip() for row in rows(screen(pilot).related)]


async def test_two_keys_a_jump_and_enter_link_two_statements(library: Library) -> None:
    async with reading(library, "L", "c") as pilot:
        await pilot.pause()
        assert "contradicts: go to the other" in status(pilot)
        await press(pilot, "j", "enter")
        assert links(library) == [("قال المدير إن السفن وصلت.", "contradicts", "ثم نفى الوزير الخبر.")]
        assert "linked" in status(pilot)


async def test_a_link_that_is_taken_back_and_made_again_is_told(library: Library) -> None:
    async with reading(library, "L", "c", "j", "enter") as pilot:
        await press(pilot, "u")
        assert (links(library), status(pilot)) == ([], "undone: now nothing")
        await press(pilot, "ctrl+r")
        assert len(links(library)) == 1
        assert status(pilot) == "done again: now ~"


async def test_the_sidebar_shows_a_link_from_both_ends(library: Library) -> None:
    async with reading(library, "L", "s", "j", "enter") as pilot:
        await pilot.pause()
        assert beside(pilot)[0].startswith("← supported by")
        await press(pilot, "k")
        assert beside(pilot)[0].startswith("→ supports")
        await press(pilot, "j", "j")
        assert beside(pilot)[0] == ""
        assert screen(pilot).related.display
        await press(pilot, "]")
        assert not screen(pilot).related.display


async def test_a_link_leads_to_another_article_and_back(library: Library) -> None:
    async with reading(library, "L", "r", "]", "j", "enter") as pilot:
        await pilot.pause()
        ((source, relation, other),) = links(library)
        assert (relation, other) == ("repeats", "ثم نفى الوزير الخبر.")
        second = screen(pilot).desk.article
        await press(pilot, "tab", "tab", "enter")
        first = screen(pilot).desk.article
        assert first is not None
        assert second is not None
        assert first.id != second.id
        span = screen(pilot).view.statement_span
        assert span is not None
        assert span.of(first.text) == source


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("key", ["s", "c", "r", "a"])
async def test_the_narrowest_terminal_says_which_keys_link_and_drop(
    library: Library, language: Literal["en", "ar"], key: str
) -> None:
    async with reading(library, "L", key, size=(60, 20), settings=Settings(language=language)) as pilot:
        assert "Enter" in status(pilot)
        assert "Esc" in status(pilot)


async def test_and_which_take_and_leave_the_extent_of_a_claim(library: Library) -> None:
    keys = ("n", "E", "tab", "tab", "tab", "tab", "enter")
    async with reading(library, *keys, size=(60, 20)) as pilot:
        assert status(pilot).startswith("Enter takes the extent, Esc leaves it as it was")


async def test_a_link_to_an_article_that_has_been_removed_moves_nothing(library: Library) -> None:
    async with reading(library, "L", "r", "]", "j", "enter", "[", "tab", "tab") as pilot:
        at = screen(pilot)
        assert at.focused is at.related
        before = at.desk.article
        with Library.open(library.path, "omar") as other:
            other.upkeep.remove([other.article_page(None, 1, 1)[0].id])
        at.open_related()
        assert at.desk.article == before
        assert at.view.statement == 0
        assert at.focused is at.related
        assert "no article" in status(pilot)


async def test_a_click_takes_the_line_that_is_clicked(library: Library) -> None:
    keys = ("L", "s", "j", "enter", "k", "L", "r", "j", "j", "enter", "k", "k")
    async with reading(library, *keys) as pilot:
        # The first row is the rule above the list.
        row = {line.split()[1]: y for y, line in enumerate(beside(pilot)[:2], 1)}
        await pilot.click("#related", offset=(4, row["supports"]))
        assert screen(pilot).view.statement == 1
        await press(pilot, "k")
        await pilot.click("#related", offset=(4, row["repeats"]))
        assert screen(pilot).view.statement == 2
        await press(pilot, "k", "k")
        await pilot.click("#related", offset=(4, 0))
        assert screen(pilot).view.statement == 0


async def test_a_claim_is_linked_to_a_claim(library: Library) -> None:
    async with reading(library, "tab", "L", "a", "j", "enter") as pilot:
        await pilot.pause()
        ((source, relation, other),) = links(library)
        assert (source, relation, other) == ("السفن وصلت", "answers", "الخبر")
        await press(pilot, "k")
        assert beside(pilot)[0].startswith("→ answers")


async def test_x_in_the_list_of_links_takes_one_away_and_u_brings_it_back(library: Library) -> None:
    async with reading(library, "L", "s", "j", "enter", "tab", "tab") as pilot:
        await pilot.pause()
        assert screen(pilot).focused is screen(pilot).related
        await press(pilot, "x")
        assert links(library) == []
        assert screen(pilot).focused is screen(pilot).view
        await press(pilot, "u")
        assert len(links(library)) == 1


async def test_escape_drops_a_link_that_was_begun(library: Library) -> None:
    async with reading(library, "L", "s", "j", "escape", "enter") as pilot:
        await pilot.pause()
        assert links(library) == []
    async with reading(library, "L", "escape", "j", "enter") as pilot:
        await pilot.pause()
        assert links(library) == []


async def test_nothing_is_linked_to_itself(library: Library) -> None:
    async with reading(library, "L", "s", "enter") as pilot:
        await pilot.pause()
        assert links(library) == []
        assert "where the link begins" in status(pilot)
        screen(pilot).say_where()
        assert "where the link begins" in status(pilot), "until the cursor moves"
        await press(pilot, "j", "enter")
        assert len(links(library)) == 1


async def test_the_cursor_keys_choose_a_relation_too(library: Library) -> None:
    async with reading(
        library, "L", "j", "enter", "j", "enter", size=(60, 20), settings=Settings(language="ar")
    ) as pilot:
        await pilot.pause()
        assert [relation for _, relation, _ in links(library)] == ["contradicts"]


class TestEscape:
    """It drops what the status line says that it drops, one thing at a time."""

    async def test_a_link_goes_before_what_was_found(self, library: Library) -> None:
        keys = ("slash", *"العمال", "enter", "L", "s")
        async with reading(library, *keys) as pilot:
            assert "Esc drops" in status(pilot)
            await press(pilot, "escape")
            assert "link" in status(pilot)
            assert screen(pilot)._found
            await press(pilot, "escape")
            assert not screen(pilot)._found
            await press(pilot, "j", "enter")
            assert links(library) == []

    async def test_a_link_goes_before_a_span(self, library: Library) -> None:
        async with reading(library, "L", "s", "j", "v", "w") as pilot:
            assert "Esc drops" in status(pilot)
            await press(pilot, "escape")
            assert screen(pilot).view.selected is not None
            await press(pilot, "enter")
            assert links(library) == []
            await press(pilot, "escape")
            assert screen(pilot).view.selected is None

    async def test_an_extent_goes_before_what_was_found(self, library: Library) -> None:
        keys = ("slash", *"السفن", "enter", "E", *["tab"] * 4, "enter")
        async with reading(library, *keys) as pilot:
            assert "Esc leaves it as it was" in status(pilot)
            await press(pilot, "escape")
            assert status(pilot) == "the extent is left as it was"
            assert screen(pilot).view.selected is None
            assert screen(pilot)._found

    async def test_then_what_was_found_the_filter_the_zoom_and_the_pane(self, library: Library) -> None:
        async with reading(library, "z", "slash", *"العمال", "enter") as pilot:
            at = screen(pilot)
            at.set_filter(Filter("unannotated"))
            left = []
            for _ in range(4):
                await press(pilot, "escape")
                left.append((bool(at._found), at.filter is not None, at.zoomed, at.focused is at.view))
            assert left == [
                (False, True, True, True),
                (False, False, True, True),
                (False, False, False, True),
                (False, False, False, False),
            ]
