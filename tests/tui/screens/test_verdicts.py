"""Verdicts on claims with the keys: accepted, rejected, corrected, added."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from store.library import Library
from store.model import ClaimVerdict, Span, Standing
from tests.support.reading import press, reading, rows, screen, shown, status
from tui.config import LanguageSetting, Settings
from tui.rtl.layout import cut
from tui.screens.correcting import CorrectionPrompt
from tui.widgets.bars import Header


def stand(library: Library) -> list[Standing]:
    article = library.article(library.article_page(None, 0, 1)[0].id)
    return list(library.verdicts.standing(article))


def verdicts(library: Library) -> list[str | None]:
    return [one.verdict for one in stand(library)]


def sidebar(pilot: Pilot[None]) -> str:
    return "\n".join(rows(screen(pilot).claims))


async def test_n_and_plus_are_the_whole_of_a_verdict(library: Library) -> None:
    async with reading(library, "n", "+") as pilot:
        assert verdicts(library) == [None, "accepted", None]
        assert status(pilot) == f"accepted: {cut('الوزير', 80).text.strip()} · u undoes"
        assert "accepted" in sidebar(pilot)
        judged = stand(library)[1].annotation
        assert judged is not None
        assert judged.claim == ClaimVerdict("accepted", "الوزير", "نفى", "indirect", "denies")


async def test_x_rejects_and_the_claim_is_not_underlined_any_more(library: Library) -> None:
    async with reading(library, "x") as pilot:
        assert verdicts(library) == ["rejected", None, None]
        assert "rejected" in sidebar(pilot)
        view = screen(pilot).view
        assert stand(library)[0].claim.span not in view._claims
        await press(pilot, "x")
        assert verdicts(library) == [None, None, None]
        assert stand(library)[0].claim.span in view._claims


async def test_a_verdict_changes_and_is_undone(library: Library) -> None:
    async with reading(library, "x", "+") as pilot:
        assert verdicts(library)[0] == "accepted"
        await press(pilot, "u")
        assert verdicts(library)[0] == "rejected"
        assert "rejected" in status(pilot)
        await press(pilot, "u", "ctrl+r", "ctrl+r")
        assert verdicts(library)[0] == "accepted"


async def test_the_form_corrects_speaker_and_polarity(library: Library) -> None:
    async with reading(library, "E") as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, CorrectionPrompt)
        await press(pilot, "ctrl+end", "!", "tab", "tab", "space", "enter")
        (first, *_others) = stand(library)
        assert (first.verdict, first.claim.speaker, first.claim.polarity) == (
            "corrected",
            "المدير!",
            "denies",
        )
        (said,) = library.annotations(library.article_page(None, 0, 1)[0].id)
        assert said.claim is not None
        assert (said.claim.speaker, said.claim.polarity) == ("المدير!", "denies")


async def test_escape_leaves_the_claim_as_it_was(library: Library) -> None:
    async with reading(library, "E") as pilot:
        await pilot.pause()
        await press(pilot, "!", "escape")
        assert verdicts(library) == [None, None, None]


async def test_the_extent_is_set_with_the_keys_of_spans(library: Library) -> None:
    async with reading(library, "E") as pilot:
        await pilot.pause()
        before = stand(library)[0].claim
        await press(pilot, "tab", "tab", "tab", "tab", "enter")
        assert screen(pilot).view.selected == before.span
        await press(pilot, "b", "enter")
        after = stand(library)[0]
        assert (after.verdict, after.claim.start) == ("corrected", before.start)
        assert after.claim.content == before.content.rpartition(" ")[0]
        assert len(stand(library)) == 3
        assert screen(pilot).claims.cursor == 0
        await press(pilot, "u")
        assert stand(library)[0].claim == before


async def test_an_extent_that_is_dropped_leaves_the_claim_as_it_was(library: Library) -> None:
    async with reading(library, "E") as pilot:
        await pilot.pause()
        await press(pilot, "tab", "tab", "tab", "tab", "enter")
        await press(pilot, "b", "escape")
        assert screen(pilot).view.selected is None
        assert verdicts(library) == [None, None, None]
        await press(pilot, "enter")
        assert verdicts(library) == [None, None, None]


@pytest.mark.parametrize("away", ["]", "n", "j", "mouse"])
async def test_an_extent_is_set_no_more_once_its_selection_is_gone(library: Library, away: str) -> None:
    async with reading(library, "E", "tab", "tab", "tab", "tab", "enter") as pilot:
        view = screen(pilot).view
        # `j` would let what the keys have begun grow; what the mouse has selected goes with the cursor.
        if away == "j":
            assert view.selected is not None
            view.select(Span(view.selected.start, view.selected.end - 1))
        if away == "mouse":
            view.select(None)
            await pilot.pause()
        else:
            await press(pilot, {"]": "right_square_bracket"}.get(away, away))
        assert view.selected is None
        assert status(pilot) == "the extent is left as it was"
        await press(pilot, "v", "w", "enter")
        assert "has changed" not in status(pilot)
        assert verdicts(library) == [None, None, None]


async def test_m_adds_the_span_as_a_claim_and_e_says_who_speaks(library: Library) -> None:
    async with reading(library, "j", "j", "v", "w", "m") as pilot:
        added = [one for one in stand(library) if one.verdict == "added"]
        assert [one.claim.content for one in added] == ["وبقي العمال"]
        assert "added" in sidebar(pilot)
        assert screen(pilot).claims.count == 4
        chosen = screen(pilot).claim
        assert chosen is not None
        assert chosen.claim.content == "وبقي العمال"
        await press(pilot, "E")
        await press(pilot, *"Ali", "enter")
        added = [one for one in stand(library) if one.verdict == "added"]
        assert [one.claim.speaker for one in added] == ["Ali"]
        await press(pilot, "u", "u")
        assert verdicts(library) == [None, None, None]
        assert screen(pilot).claims.count == 3


async def test_u_takes_an_added_claim_out_of_the_list_before_the_cursor_moves_in_it(library: Library) -> None:
    async with reading(library, "m", "n", "n", "n") as pilot:
        chosen = screen(pilot).claim
        assert chosen is not None
        assert chosen.claim == stand(library)[-1].claim
        await press(pilot, "u")
        assert len(stand(library)) == 3
        assert screen(pilot).claims.count == 3
        assert "undone" in status(pilot)
        chosen, statement = screen(pilot).claim, screen(pilot).view.statement_span
        assert chosen is not None
        assert statement is not None
        assert chosen.claim.span.overlaps(statement)
        assert screen(pilot).view.chosen == chosen.claim.span


async def test_m_adds_the_statement_where_no_span_is_selected(library: Library) -> None:
    async with reading(library, "j", "j", "m"):
        added = [one for one in stand(library) if one.verdict == "added"]
        assert [one.claim.content for one in added] == ["وبقي العمال في المرفأ حتى الصباح."]


async def test_m_on_what_is_a_claim_already_leaves_it_as_it_is_and_says_which_it_is(library: Library) -> None:
    async with reading(library, "m", "E", *"Ali", "enter", "n", "k", "k") as pilot:
        before = stand(library)
        await press(pilot, "m")
        assert stand(library) == before
        assert before[0].claim.speaker == "Ali"
        assert status(pilot) == "this is claim 1 already: E corrects it"
        chosen = screen(pilot).claim
        assert chosen is not None
        assert chosen.claim == before[0].claim


@pytest.mark.parametrize("words", [1, 2])
async def test_m_on_a_span_that_shares_half_of_its_extent_with_a_claim_points_at_that(
    library: Library, words: int
) -> None:
    async with reading(library, "v", "w", "w", "v", *["w"] * (words - 1)) as pilot:
        await press(pilot, "m")
        assert verdicts(library) == [None, None, None]
        assert stand(library)[0].claim.speaker == "المدير"
        assert status(pilot) == "this is claim 1 already: E corrects it"


@pytest.mark.parametrize(("key", "verdict"), [("+", "accepted"), ("x", "rejected")])
async def test_m_adds_a_span_beside_a_claim_that_is_accepted_or_rejected(
    library: Library, key: str, verdict: str
) -> None:
    async with reading(library, key, "v", "w", "w", "v", "m"):
        assert [(one.verdict, one.claim.content) for one in stand(library)[:2]] == [
            ("added", "السفن"),
            (verdict, "السفن وصلت"),
        ]


async def test_m_on_a_statement_within_a_longer_claim_points_at_that(library: Library) -> None:
    async with reading(library, "v", "j", "j", "m") as pilot:
        added = [one.claim.content for one in stand(library) if one.verdict == "added"]
        assert len(added) == 1
        await press(pilot, "g", "j", "m")
        assert [one.claim.content for one in stand(library) if one.verdict == "added"] == added
        assert status(pilot) == "this is claim 1 already: E corrects it"


async def test_without_a_claim_the_keys_say_so(library: Library) -> None:
    async with reading(library, "G", "+") as pilot:
        assert "no claim is chosen" in status(pilot)
        assert verdicts(library) == [None, None, None]


async def test_they_work_in_the_smallest_terminal_and_in_arabic_too(library: Library) -> None:
    async with reading(library, "n", "+", "E", size=(60, 20), settings=Settings(language="ar")) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, CorrectionPrompt)
        # Of asserts, denies, predicts, accuses: on, on, and back; where one reads from the right, on is left.
        await press(pilot, "tab", "tab", "space", "left", "right", "enter")
        assert verdicts(library) == [None, "corrected", None]
        assert stand(library)[1].claim.polarity == "predicts"


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_form_has_room_for_its_keys_in_80_columns(
    library: Library, language: LanguageSetting
) -> None:
    async with reading(library, "E", size=(80, 24), settings=Settings(language=language)) as pilot:
        assert isinstance(pilot.app.screen, CorrectionPrompt)
        for header in pilot.app.screen.query(Header):
            assert "…" not in shown(header)
