"""Asking a terminal in band: a pty that answers as real terminals do, or not at all."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import pytest

from tests.support.emulator import KITTY, VTE, XTERM, Emulator
from tests.support.places import ROOT
from tui.rtl.asking import PATIENCE, told_by
from tui.rtl.terminal import GROUND_QUERY, QUERIES, Answers, recognise

SCRIPT = """
import json, select, sys, termios, time
from tui.rtl import asking
from tui.rtl.asking import Question
asking.PATIENCE = {patience}
waits, wait = [], select.select
def noted(*arguments):
    waits.append(arguments[3])
    return wait(*arguments)
select.select = noted
before = termios.tcgetattr(0)
{before}
start = time.monotonic()
with Question(reads_on={reads_on}) as question:
    {inside}
    terminal = question.terminal()
seconds = time.monotonic() - start
found = terminal.answers
told = dict(mode=terminal.mode.name, version=found.version, bidi=found.bidi, complete=found.complete,
    typed=terminal.typed, ground=found.ground, seconds=seconds, waits=waits,
    kept=termios.tcgetattr(0) == before)
print("<" + json.dumps(told) + ">")
"""


def ask(
    answers: str,
    *,
    before: str = "",
    inside: str = "",
    reads_on: bool = True,
    keys: str = "",
    patience: float = PATIENCE,
    **environment: str,
) -> dict[str, Any]:
    """What a process that asked says that it learnt, in how many seconds, and how long it would have waited.

    `keys` are typed before.
    """
    known = {name: value for name, value in os.environ.items() if name not in ("TMUX", "VTE_VERSION")}
    script = SCRIPT.format(before=before, inside=inside, reads_on=reads_on, patience=patience)
    settings = {**known, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    with Emulator([sys.executable, "-c", script], settings, answers) as terminal:
        if keys:
            terminal.press(keys)
        assert terminal.finish() == 0
        text = terminal.text
    found: dict[str, Any] = json.loads(text[text.index("<{") + 1 : text.rindex(">")])
    return {**found, "asked": text[: text.index("<{")]}


@pytest.mark.parametrize(
    ("answers", "mode"), [(KITTY, "runs"), (VTE, "explicit"), (XTERM, "plain"), ("\x1b[?62c", "plain")]
)
def test_an_answer_ends_the_wait(answers: str, mode: str) -> None:
    found = ask(answers, patience=1_000)
    assert found["mode"] == mode
    assert found["complete"]
    assert found["kept"]


def test_the_ground_is_told_with_all_else() -> None:
    found = ask(f"\x1b]11;rgb:ffff/ffff/ffff\x1b\\{XTERM}", patience=1_000)
    assert (found["ground"], found["version"], found["typed"]) == ("rgb:ffff/ffff/ffff", "XTerm(379)", "")


@pytest.mark.parametrize(
    ("environment", "reads_on", "asks"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "screen.xterm"}, True, False),
        ({"TERM": "screen", "TMUX": "/nowhere,1,0"}, True, True),
        ({"TERM": "linux"}, True, False),
    ],
)
def test_the_ground_is_asked_for_where_an_answer_comes_in_time(
    environment: dict[str, str], reads_on: bool, asks: bool
) -> None:
    found = ask("\x1b[?62c", reads_on=reads_on, patience=1_000, **environment)
    assert (GROUND_QUERY in found["asked"]) is asks
    assert QUERIES in found["asked"]


def test_a_terminal_that_never_answers_is_waited_for_no_longer_than_said() -> None:
    found = ask("")
    assert not found["complete"]
    assert found["mode"] == "plain"
    assert found["seconds"] >= PATIENCE
    assert all(wait <= PATIENCE for wait in found["waits"])
    assert found["kept"]


def test_the_wait_is_counted_from_the_question_and_other_work_is_no_part_of_it() -> None:
    assert ask("", inside=f"time.sleep({PATIENCE})")["waits"] == [0.0]


def test_an_answer_that_came_during_other_work_is_read_however_long_it_took() -> None:
    assert ask(KITTY, inside="wait([0], [], []); time.sleep(asking.PATIENCE)")["mode"] == "runs"


def test_what_is_typed_meanwhile_is_passed_on() -> None:
    found = ask(KITTY, before="time.sleep(0.5)", keys="jأ", patience=1_000)
    assert (found["mode"], found["typed"]) == ("runs", "jأ")


def test_who_does_not_read_on_leaves_what_was_typed_ahead_and_goes_by_the_environment() -> None:
    found = ask(KITTY, before="wait([0], [], [])", keys="ls\n", reads_on=False, VTE_VERSION="7000")
    assert (found["mode"], found["typed"], found["version"]) == ("explicit", "", "")


def test_what_a_terminal_answers_comes_before_what_the_environment_says() -> None:
    found = ask(XTERM, patience=1_000, KONSOLE_VERSION="221203", VTE_VERSION="7000")
    assert found["mode"] == "plain"


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7000"}, "explicit"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, "konsole"),
        ({"TERM": "xterm-kitty"}, "runs"),
        ({"TERM": "mlterm"}, "mlterm"),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0", "VTE_VERSION": "7000"}, "override"),
        ({"TERM": "linux"}, "plain"),
        ({}, "plain"),
    ],
)
def test_the_environment_names_what_cannot_be_asked(environment: dict[str, str], mode: str) -> None:
    assert recognise(told_by(environment)) == mode


def test_a_dumb_terminal_is_nothing_else() -> None:
    assert told_by({"TERM": "dumb", "KONSOLE_VERSION": "221203"}) == Answers(term="dumb")
