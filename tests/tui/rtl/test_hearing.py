"""What a terminal sends, told apart: keys, pastes and answers."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.app import App

from tests.support.emulator import KITTY, XTERM
from tui.rtl.asking import Terminal
from tui.rtl.driver import driver_for
from tui.rtl.hearing import PAUSES, Hearing
from tui.rtl.pasting import END, START
from tui.rtl.terminal import Answers


def test_keys_pass_and_answers_are_learnt() -> None:
    hearing = Hearing(Answers(term="xterm"))
    assert hearing.feed("j" + XTERM + "\x1b[A") == "j\x1b[A"
    assert hearing.answers == Answers("XTerm(379)", 0, True, "xterm")


@given(st.lists(st.integers(0, len(KITTY) + 2), max_size=4))
@example([1])
@example([2])
def test_answers_are_learnt_in_any_pieces(cuts: list[int]) -> None:
    hearing, text, typed = Hearing(Answers()), f"j{KITTY}k", ""
    places = [0, *sorted(cuts), len(text)]
    for start, end in pairwise(places):
        typed += hearing.feed(text[start:end])
    assert (typed, hearing.answers) == ("jk", Answers("kitty(0.26.5)", 0, True))


def test_what_is_pasted_is_no_answer() -> None:
    hearing = Hearing(Answers("XTerm(379)", 0, True))
    assert hearing.feed(f"{START}{KITTY}{END}") == START + KITTY.replace("\x1b", "␛") + END
    assert hearing.answers == Answers("XTerm(379)", 0, True)


@pytest.mark.parametrize("key", ["\x1b", "\x1b[", "\x1bP", "\x1b]", "\x1b]1"])
def test_an_escape_after_which_nothing_comes_is_a_key(key: str) -> None:
    hearing = Hearing(Answers())
    assert hearing.feed(key) == ""
    assert hearing.pause() == key
    assert hearing.pause() == ""
    assert hearing.feed("j") == "j"


def test_an_answer_of_which_no_more_comes_does_not_swallow_keys_for_good() -> None:
    hearing = Hearing(Answers())
    assert hearing.feed("\x1bP>|foot") == ""
    assert [hearing.pause() for _ in range(PAUSES)] == [""] * PAUSES
    assert hearing.feed("j") == "j"


def test_an_answer_may_be_slow() -> None:
    hearing = Hearing(Answers())
    assert hearing.feed(KITTY[:5]) == ""
    assert [hearing.pause() for _ in range(PAUSES - 1)] == [""] * (PAUSES - 1)
    assert hearing.feed(KITTY[5:]) == ""
    assert hearing.answers.version == "kitty(0.26.5)"


def test_what_is_answered_before_the_app_has_learnt_the_last_answer_is_learnt_too() -> None:
    async def learn() -> Answers:
        driver = driver_for(Terminal(Answers(term="tmux"), lambda _: "plain"))(App())
        hearing = Hearing(driver._terminal.answers)
        for piece in (KITTY[:16], KITTY[16:]):
            driver._hear(hearing, piece)
        driver._learn_soon({"client_type": "foot"})
        await asyncio.sleep(0)
        return driver._terminal.answers

    assert asyncio.run(learn()) == Answers("kitty(0.26.5)", 0, True, "tmux", "foot")


def test_an_app_learns_of_the_ground_that_is_told_late() -> None:
    class Standing(App[None]):
        ground = ""

        def stand_on(self, answers: Answers) -> None:
            self.ground = answers.ground

    async def learn() -> str:
        app = Standing()
        driver = driver_for(Terminal(Answers()))(app)
        assert driver._hear(Hearing(Answers(complete=True)), "j\x1b]11;rgb:ff/ff/ff\x07k") == "jk"
        await asyncio.sleep(0)
        return app.ground

    assert asyncio.run(learn()) == "rgb:ff/ff/ff"
