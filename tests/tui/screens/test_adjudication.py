"""Deciding between annotators in the headless app: who says what is shown, and a decision is kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from store.agreement.disputes import Disputed
from store.library import Library
from store.library.adjudicating import Adjudication as Disputes
from store.model import Annotation, ClaimVerdict
from tests.support.articles import small_library
from tests.support.reading import press, reading, rows, screen, status, until
from tests.support.waiting import LONGEST
from tui.config import Settings
from tui.screens.adjudication import Adjudication


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of nour, where layla and salma differ on a statement and a claim of two articles each."""
    path = tmp_path / "library.db"
    layla = small_library(path, 1)
    with Library.open(path, "salma") as salma:
        for article in layla.article_page(None, 0, 9):
            whole = layla.article(article.id)
            first = whole.outline.statements[0]
            layla.set_tag(article.id, first, "statement", "verified")
            salma.set_tag(article.id, first, "statement", "refuted")
            salma.set_note(article.id, first, "statement", "لم يُسمَّ المصدر")
            claim = whole.extraction.claims[0]
            layla.verdicts.give(article.id, claim.span, ClaimVerdict("accepted"))
            correction = ClaimVerdict("corrected", "الوزير", "قال", "direct", "denies")
            salma.verdicts.give(article.id, claim.span, correction)
    layla.close()
    with Library.open(path, "nour") as nour:
        yield nour


def opened(pilot: Pilot[None]) -> Adjudication:
    """The view of the disagreements, on the screen."""
    found = pilot.app.screen
    assert isinstance(found, Adjudication)
    return found


def shown(pilot: Pilot[None]) -> str:
    """All that the view shows, line by line."""
    view = opened(pilot)
    parts = (view._header, view._text, view._about, view._list, view.status)
    return "\n".join(line for part in parts for line in rows(part))


def decided(library: Library) -> list[Annotation]:
    """The decisions in all articles."""
    found = [library.annotations(one.id) for one in library.article_page(None, 0, 9)]
    return [one for said in found for one in said if one.layer == "adjudicated"]


@pytest.mark.parametrize(("key", "said"), [("x", "this is a statement"), ("7", "no tag has the key 7")])
@pytest.mark.parametrize(("first", "next_key"), [("A", "j"), ("A 1", "2")])
async def test_what_was_said_gives_way_at_the_next_disagreement_and_at_a_decision(
    library: Library, key: str, said: str, first: str, next_key: str
) -> None:
    async with reading(library, *first.split()) as pilot:
        await press(pilot, key)
        assert said in shown(pilot)
        await press(pilot, next_key)
        assert said not in shown(pilot)


async def test_a_mistake_in_the_thread_that_looks_for_them_ends_the_reader(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> tuple[str, ...]:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(Disputes, "articles", fails)
    with pytest.raises(RuntimeError, match="a mistake"):
        async with reading(library, "A") as pilot:
            await until(pilot, lambda: pilot.app._exception is not None)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_it_shows_who_says_what_of_which_words(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, "A", size=size) as pilot:
        await pilot.pause()
        text = shown(pilot)
        assert "1/2 · 0 decided · article 1/2" in text
        assert "layla: verified" in text
        assert "salma: refuted" in text
        assert "not decided yet" in text
        assert "ﺖﻠﺻﻭ" in text, "the words of the statement"
        assert "ﺭﺪﺼﻤﻟﺍ" in text, "the note of the one who says otherwise"
        await press(pilot, "j")
        assert "layla: accepted" in shown(pilot)
        assert "salma: corrected" in shown(pilot)
        assert "direct · denies" in shown(pilot)


async def test_enter_decides_and_goes_on_until_all_is_decided(library: Library) -> None:
    async with reading(library, "A", size=(80, 24)) as pilot:
        await press(pilot, "down", "enter")
        assert [one.tags for one in decided(library)] == [("refuted",)]
        await pilot.pause()
        assert "2/2 · 1 decided · article 1/2" in shown(pilot)
        await press(pilot, "enter")
        assert "1/2 · 0 decided · article 2/2" in shown(pilot)
        await press(pilot, "enter", "down", "enter")
        assert "every disagreement is decided" in shown(pilot)
    made = decided(library)
    assert [one.annotator for one in made] == ["nour"] * 4
    assert [one.tags for one in made if one.target == "statement"] == [("refuted",), ("verified",)]
    assert [one.claim.verdict for one in made if one.claim] == ["accepted", "corrected"]


async def test_what_people_said_is_as_it_was(library: Library) -> None:
    articles = library.article_page(None, 0, 9)
    before = [library.annotations(one.id) for one in articles]
    async with reading(library, "A", "enter", "enter", "1", "x", size=(80, 24)) as pilot:
        assert opened(pilot)
    after = [
        tuple(one for one in library.annotations(article.id) if one.layer == "own") for article in articles
    ]
    assert after == before


async def test_it_is_taken_back_and_done_again_and_no_further(library: Library) -> None:
    first = library.article_page(None, 0, 1)[0].id
    library.set_note(first, library.article(first).outline.statements[3], "statement", "قبل")
    async with reading(library, "A", "enter", "enter", size=(80, 24)) as pilot:
        await press(pilot, "u")
        assert "decision taken back" in shown(pilot)
        assert "2/2 · 1 decided · article 1/2" in shown(pilot)
        await press(pilot, "u", "u")
        assert decided(library) == []
        assert "nothing to undo" in shown(pilot)
        assert library.annotations(first, "nour")[0].note == "قبل"
        await press(pilot, "ctrl+r", "ctrl+r", "ctrl+r")
        assert len(decided(library)) == 2
        assert "nothing to do again" in shown(pilot) or "nothing to redo" in shown(pilot)


async def test_what_is_decided_once_a_step_is_taken_back_is_said(library: Library) -> None:
    async with reading(library, "A", "1", "2", "u", size=(80, 24)) as pilot:
        assert "decision taken back: now verified" in shown(pilot)
        assert [one.tags for one in decided(library)] == [("verified",)]


async def test_back_in_the_reader_undo_is_promised_for_nothing_before_the_decision(library: Library) -> None:
    async with reading(library, "3", "A", "1", size=(80, 24)) as pilot:
        await press(pilot, "escape")
        assert status(pilot).startswith("statement 1/")


async def test_back_in_the_reader_a_decision_is_taken_back_by_name(library: Library) -> None:
    async with reading(library, "A", "1", "2", "escape", "u", size=(80, 24)) as pilot:
        assert status(pilot) == "decision taken back: now verified"
        await press(pilot, "u")
        assert status(pilot) == "decision taken back"
        await press(pilot, "ctrl+r")
        assert status(pilot) == "decided again"


async def test_in_arabic_what_is_decided_stands_beside_who_decided_it(library: Library) -> None:
    async with reading(library, "A", "1", size=(80, 24), settings=Settings(language="ar")) as pilot:
        await pilot.pause()
        (line,) = rows(opened(pilot).status)
        assert line.startswith("   "), "nothing stands at the left end"


async def test_a_decision_that_says_something_else_by_now_is_left_and_that_is_said(
    library: Library, tmp_path: Path
) -> None:
    async with reading(library, "A", "enter", size=(80, 24)) as pilot:
        text = library.exchange.export(None).text or ""
        path = tmp_path / "newer.json"
        document = json.loads(text)
        for article in document["articles"]:
            for one in article["annotations"]:
                if one["layer"] == "adjudicated":
                    one.update(note="جديد", updated="2099-01-01T00:00:00.000Z")
        path.write_text(json.dumps(document), encoding="utf-8")
        with Library.open(library.path, "omar") as other:
            assert other.exchange.import_file(path).changed == 1
        await press(pilot, "u")
        assert "nothing taken back" in shown(pilot)


async def test_tags_and_verdicts_of_ones_own(library: Library) -> None:
    async with reading(library, "A", "3", "4", size=(80, 24)) as pilot:
        assert [one.tags for one in decided(library)] == [("unclear", "important")]
        await press(pilot, "1")
        assert set(decided(library)[0].tags) == {"verified", "important"}
        await press(pilot, "4", "+")
        assert decided(library)[0].tags == ("verified",)
        assert "this is a statement" in shown(pilot)
        await press(pilot, "j", "x")
        (claim,) = [one for one in decided(library) if one.target == "claim"]
        assert claim.claim == ClaimVerdict("rejected")
        await press(pilot, "+")
        (claim,) = [one for one in decided(library) if one.target == "claim"]
        assert claim.claim is not None
        assert (claim.claim.verdict, claim.claim.speaker) == ("accepted", "المدير")
        await press(pilot, "9")
        assert "no tag has the key" in shown(pilot)
        await press(pilot, "t")
        await press(pilot, *"unclear", "enter")
        (claim,) = [one for one in decided(library) if one.target == "claim"]
        assert claim.tags == ("unclear",)


async def test_that_nothing_holds_can_be_decided(library: Library) -> None:
    async with reading(library, "A", size=(80, 24)) as pilot:
        await pilot.pause()
        assert "none of these" in shown(pilot)
        await press(pilot, "down", "down", "enter", "k")
        assert "decided by nour" in shown(pilot)
        assert "says nothing" in shown(pilot)
    assert [(one.tags, one.claim, one.state) for one in decided(library)] == [((), None, "active")]


async def test_it_goes_on_another_day_where_it_was_left(library: Library) -> None:
    async with reading(library, "A", "enter", "escape", size=(80, 24)) as pilot:
        assert screen(pilot).is_current
        assert status(pilot).startswith("statement")
    with Library.open(library.path, "huda") as huda:
        async with reading(huda, "A", size=(80, 24)) as pilot:
            await pilot.pause()
            assert "2/2 · 1 decided · article 1/2" in shown(pilot)
            await press(pilot, "k")
            assert "decided by nour" in shown(pilot)


async def test_stepping_ends_at_both_ends(library: Library) -> None:
    async with reading(library, "A", "k", size=(80, 24)) as pilot:
        await pilot.pause()
        assert "this is the first disagreement" in shown(pilot)
        await press(pilot, "j", "j", "j")
        assert "2/2 · 0 decided · article 2/2" in shown(pilot)
        await press(pilot, "n")
        assert "this is the last disagreement" in shown(pilot)
        await press(pilot, "N", "N")
        assert "2/2 · 0 decided · article 1/2" in shown(pilot)


async def test_what_others_have_said_meanwhile_is_seen_at_the_next_step(library: Library) -> None:
    async with reading(library, "A", size=(80, 24)) as pilot:
        with Library.open(library.path, "omar") as omar:
            article = screen_article(pilot)
            omar.set_tag(article, omar.article(article).outline.statements[0], "statement", "unclear")
        await press(pilot, "j", "k")
        assert "omar: unclear" in shown(pilot)


def screen_article(pilot: Pilot[None]) -> str:
    dispute = opened(pilot).dispute
    assert dispute is not None
    return dispute.article


async def test_where_nobody_differs_one_line_says_so(tmp_path: Path) -> None:
    library = small_library(tmp_path / "library.db", 1)
    async with reading(library, "A", size=(80, 24)) as pilot:
        assert "no article has annotations of two people yet" in status(pilot)
        article = library.article_page(None, 0, 1)[0].id
        span = library.article(article).outline.statements[0]
        for name in ("layla", "salma"):
            with Library.open(library.path, name) as one:
                one.set_tag(article, span, "statement", "verified")
        await press(pilot, "A")
        assert "the annotators agree on everything" in status(pilot)
    library.close()


async def test_the_cursor_stays_on_its_opinion_when_the_terminal_gets_another_size(library: Library) -> None:
    async with reading(library, "A", "down", size=(80, 24)) as pilot:
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert opened(pilot)._list.cursor == 1
        await press(pilot, "4", "enter")
        assert ("refuted",) in [one.tags for one in decided(library)]


async def test_what_takes_long_to_find_holds_nothing_up(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, find = threading.Event(), Disputes.next

    def slowly(*arguments: Any, **named: Any) -> Disputed | None:
        go_on.wait(LONGEST)
        return find(*arguments, **named)

    monkeypatch.setattr(Disputes, "next", slowly)
    async with reading(library, size=(80, 24)) as pilot:
        # The pilot's own, which does not wait for what is looked for.
        await pilot.press("A")
        await until(pilot, lambda: isinstance(pilot.app.screen, Adjudication))
        await until(pilot, lambda: "looking for disagreements" in shown(pilot))
        # What is typed meanwhile is for what is found.
        await pilot.press("enter")
        go_on.set()
        await until(pilot, lambda: "2/2 · 1 decided" in shown(pilot))
        assert [one.tags for one in decided(library)] == [("verified",)]
        go_on.clear()
        await pilot.press("k", "k", "escape")
        await until(pilot, lambda: screen(pilot).is_current)
        go_on.set()


class TestWhereThoseWhoDifferedAgreeByNow:
    """The disagreements stay open as long as there is another one, and say why they close."""

    @staticmethod
    def agree(library: Library, articles: int) -> None:
        """Let salma say in the first articles what layla says."""
        with Library.open(library.path, "salma") as salma:
            for one in library.article_page(None, 0, articles):
                article = salma.article(one.id)
                salma.set_tag(one.id, article.outline.statements[0], "statement", "verified")
                salma.verdicts.give(one.id, article.extraction.claims[0].span, ClaimVerdict("accepted"))

    @pytest.mark.parametrize("key", ["j", "k", ".", "u"])
    async def test_the_next_one_is_looked_for(
        self, library: Library, monkeypatch: pytest.MonkeyPatch, key: str
    ) -> None:
        go_on, find = threading.Event(), Disputes.next

        def slowly(*arguments: Any, **named: Any) -> Disputed | None:
            go_on.wait(LONGEST)
            return find(*arguments, **named)

        async with reading(library, "A", *("1" if key == "u" else ""), size=(80, 24)) as pilot:
            self.agree(library, 1)
            if key != "u":  # What an undo leads to is looked for at once.
                monkeypatch.setattr(Disputes, "next", slowly)
            pilot.app.post_message(events.Key("full_stop" if key == "." else key, key))
            if key != "u":
                await until(pilot, lambda: "looking for disagreements" in shown(pilot))
            go_on.set()
            await until(pilot, lambda: "1/2 · 0 decided · article 2/2" in shown(pilot))

    async def test_and_where_there_is_none_that_is_said(self, library: Library) -> None:
        async with reading(library, "A", size=(80, 24)) as pilot:
            self.agree(library, 2)
            await press(pilot, "enter")
            await until(pilot, lambda: screen(pilot).is_current)
            assert "the annotators agree on everything" in status(pilot)


async def test_hostile_words_are_only_shown(library: Library) -> None:
    article = library.article_page(None, 0, 1)[0].id
    with Library.open(library.path, "eve [bold]x[/] \u202e") as eve:
        span = eve.article(article).outline.statements[0]
        eve.set_note(article, span, "statement", "\x1b]0;owned\x07[link=x]")
        eve.set_tag(article, span, "statement", "verified")
    async with reading(library, "A") as pilot:
        await pilot.pause()
        assert "\x1b" not in shown(pilot)
        assert "[bold]x[/]" in shown(pilot)
