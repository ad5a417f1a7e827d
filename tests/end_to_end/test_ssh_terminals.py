"""Which terminal is at the other end of a real SSH connection: it is asked, and put back, through that."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from store.library import Library
from store.model import Document
from tests.support.emulator import KITTY, KONSOLE, VTE, XTERM, Emulator
from tests.support.reader import BRIDGE, RUNS, VISUAL, command, environment
from tests.support.ssh import Server

ME = "layla"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with an article."""
    path = tmp_path / "library.db"
    with Library.open(path, ME) as library:
        library.add(Document(BRIDGE, "الأفق", "/bridge"))
    return path


@pytest.fixture
def line(tmp_path: Path, library: Path) -> list[str]:
    """The command as it is typed over there; nothing in its environment says what the terminal is."""
    settings = environment(tmp_path)
    del settings["TERM"]
    return ["env", *(f"{name}={value}" for name, value in settings.items()), *command(library, ME)]


def connect(sshd: Server, line: list[str], answers: str, *more: str) -> Emulator:
    """A terminal that gives these answers, with a client that runs the command over there."""
    own = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TERM": "xterm-256color"}
    return Emulator(sshd.client(shlex.join([*line, *more])), own, answers, (100, 40))


SWITCHES = {
    "vte": ("\x1b[8l", "\x1b[8h"),
    "konsole": ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"),
    "mlterm": ("\x1b]5379;use_bidi=false\x07", "\x1b]5379;use_bidi=true\x07"),
}
"""How terminals are told to leave the order of letters alone, and to see to it again."""


@pytest.mark.parametrize(("name", "answers"), [("vte", VTE), ("konsole", KONSOLE)])
def test_a_terminal_that_orders_letters_is_told_not_to_and_put_back(
    sshd: Server, line: list[str], name: str, answers: str
) -> None:
    on, off = SWITCHES[name]
    with connect(sshd, line, answers) as terminal:
        terminal.wait_for(VISUAL)
        terminal.press("q")
        assert terminal.finish() == 0
    text = terminal.text
    assert 0 <= text.find(on) <= text.find(VISUAL)
    assert text.rfind(off) > text.rfind(on)
    others = [sequence for other in SWITCHES if other != name for sequence in SWITCHES[other]]
    assert [sequence for sequence in others if sequence in text] == []


@pytest.mark.parametrize(("answers", "sent"), [(KITTY, RUNS), (XTERM, VISUAL)], ids=["kitty", "xterm"])
def test_one_that_does_not_is_told_nothing(sshd: Server, line: list[str], answers: str, sent: str) -> None:
    with connect(sshd, line, answers) as terminal:
        terminal.wait_for(sent)
        terminal.press("q")
        assert terminal.finish() == 0
    assert [sequence for pair in SWITCHES.values() for sequence in pair if sequence in terminal.text] == []


@pytest.mark.parametrize(
    ("answers", "name", "mode"),
    [(KITTY, "kitty", "runs"), (VTE, "VTE", "explicit"), (XTERM, "XTerm", "plain")],
    ids=["kitty", "vte", "xterm"],
)
def test_doctor_recognises_it_and_keeps_what_is_picked_under_its_name(
    sshd: Server, line: list[str], tmp_path: Path, answers: str, name: str, mode: str
) -> None:
    with connect(sshd, line, answers, "doctor") as terminal:
        terminal.wait_for("6  override")
        terminal.press("\r")
        assert terminal.finish() == 0
    report = " ".join(terminal.text.split())
    assert f"This terminal is {name}" in report
    assert f"needs the mode {mode}" in report
    kept = Path(environment(tmp_path)["NEWSREAD_CONFIG"]).read_text(encoding="utf-8")
    assert f'{name} = "{mode}"' in kept
