"""Which terminal is at the other end of a real SSH connection: it is asked, and put back, through that."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from store.library import Library
from store.model import Document
from tests.support.emulator import KITTY, KONSOLE, VTE, XTERM, Emulator
from tests.support.reader import command, environment
from tests.support.ssh import Server

ME = "layla"
TEXT = "حصيلة الجسر\n\nوصلت 750 سفينة (كبيرة) إلى المرفأ قبل الفجر.\n"
VISUAL, RUNS = "ﺔﻨﻴﻔﺳ", "ﺳﻔﻴﻨﺔ"
"""A word as the modes send it."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with an article."""
    path = tmp_path / "library.db"
    with Library.open(path, ME) as library:
        library.add(Document(TEXT, "الأفق", "/bridge"))
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


@pytest.mark.parametrize(
    ("answers", "sent", "on", "off"),
    [
        (KITTY, RUNS, "", ""),
        (XTERM, VISUAL, "", ""),
        (VTE, VISUAL, "\x1b[8l", "\x1b[8h"),
        (
            KONSOLE,
            VISUAL,
            "\x1b]50;BidiRenderingEnabled=false\x07",
            "\x1b]50;BidiRenderingEnabled=true\x07",
        ),
    ],
    ids=["kitty", "xterm", "vte", "konsole"],
)
def test_the_reader_sends_what_the_terminal_needs_and_puts_it_back(
    sshd: Server, line: list[str], answers: str, sent: str, on: str, off: str
) -> None:
    with connect(sshd, line, answers) as terminal:
        terminal.wait_for(sent)
        terminal.press("q")
        assert terminal.finish() == 0
    assert terminal.text.find(on) <= terminal.text.find(sent)
    assert terminal.text.rfind(off) > terminal.text.find(sent)


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
