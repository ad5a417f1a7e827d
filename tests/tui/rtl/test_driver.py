"""The reader as a process on a terminal that answers: what is switched on, and back on every way out."""

from __future__ import annotations

import re
import signal
import sys
import termios
import time
from pathlib import Path

import pytest
from wcwidth import wcswidth

from store.library import Library
from tests.support.emulator import KITTY, KONSOLE, VTE, XTERM, Emulator
from tests.support.reader import VISUAL, reader
from tests.support.waiting import LONGEST

SWITCHES = [
    (VTE, "xterm-256color", "\x1b[8l", "\x1b[8h"),
    (KONSOLE, "xterm-256color", "\x1b]50;BidiRenderingEnabled=false\x07",
     "\x1b]50;BidiRenderingEnabled=true\x07"),
    ("\x1b[?8;0$y\x1b[?63c", "mlterm", "\x1b]5379;use_bidi=false\x07\x1b]5379;use_ctl=false\x07",
     "\x1b]5379;use_bidi=true\x07\x1b]5379;use_ctl=true\x07"),
]  # fmt: skip
"""What a terminal answers, its TERM, and how it is switched."""

CRASH = """
import sys
from pathlib import Path
from tui import app
from tui.cli import main
def crash(*_):
    raise RuntimeError("broken")
app.ReaderScreen.action_help = crash
sys.exit(main(["--library", sys.argv[1]]))
"""


def switched_back(terminal: Emulator, on: str, off: str) -> bool:
    """Whether all that was switched on was switched off again at the end, modes of Textual's too."""
    text = terminal.text
    last = {one[:-1]: one[-1] for one in re.findall(r"\x1b\[\?\d+[hl]", text)}
    wanted = dict.fromkeys(("\x1b[?1049", "\x1b[?1000", "\x1b[?1003", "\x1b[?1004", "\x1b[?2004"), "l")
    wanted |= {"\x1b[?25": "h", "\x1b[?7": "h"}
    return (
        on in text
        and text.rindex(off) > text.rindex(on)
        and wanted.items() <= last.items()
        and text.rindex("\x1b[<u") > text.rindex("\x1b[>")
        and termios.tcgetattr(terminal.terminal) == terminal.before
    )


@pytest.mark.parametrize(("answers", "term", "on", "off"), SWITCHES, ids=["vte", "konsole", "mlterm"])
class TestEveryWayOut:
    def test_the_end(
        self, library: Path, settings: dict[str, str], answers: str, term: str, on: str, off: str
    ) -> None:
        with reader(library, settings | {"TERM": term}, answers) as terminal:
            terminal.wait_for(VISUAL)
            terminal.press("q")
            assert terminal.finish() == 0
            assert switched_back(terminal, on, off)

    def test_a_crash(
        self, library: Path, settings: dict[str, str], answers: str, term: str, on: str, off: str
    ) -> None:
        command = [sys.executable, "-c", CRASH, str(library)]
        with Emulator(command, settings | {"TERM": term}, answers, (100, 30)) as terminal:
            terminal.wait_for(VISUAL)
            terminal.press("?")
            assert terminal.finish() == 1
            assert "newsread: a fault of newsread itself, RuntimeError: broken" in terminal.text
            assert "Traceback" not in terminal.text
            assert switched_back(terminal, on, off)

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_a_signal(
        self,
        library: Path,
        settings: dict[str, str],
        answers: str,
        term: str,
        on: str,
        off: str,
        number: signal.Signals,
    ) -> None:
        with reader(library, settings | {"TERM": term}, answers) as terminal:
            terminal.wait_for(VISUAL)
            terminal.send(number)
            assert terminal.finish() == -number
            assert switched_back(terminal, on, off)

    @pytest.mark.parametrize("way", ["ctrl+z", "SIGTSTP"])
    def test_a_pause(
        self, library: Path, settings: dict[str, str], answers: str, term: str, on: str, off: str, way: str
    ) -> None:
        with reader(library, settings | {"TERM": term}, answers) as terminal:
            terminal.wait_for(VISUAL)
            if way == "ctrl+z":
                terminal.press("\x1a")
            else:
                terminal.send(signal.SIGTSTP)
            wait_until_stopped(terminal)
            assert switched_back(terminal, on, off)
            terminal.clear()
            terminal.send(signal.SIGCONT)
            terminal.wait_for(on)
            terminal.wait_for(VISUAL)
            terminal.press("q")
            assert terminal.finish() == 0
            assert switched_back(terminal, on, off)


def wait_until_stopped(terminal: Emulator) -> None:
    """Read until the program has stopped; fails if it does not."""
    deadline = time.monotonic() + 20
    stat = Path(f"/proc/{terminal.process.pid}/stat")
    while stat.read_text().rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() < deadline, terminal.text[-2000:]
        terminal.read(0.05)
    terminal.read(0.1)


def test_one_that_was_stopped_without_a_warning_paints_its_screen_again(
    library: Path, settings: dict[str, str]
) -> None:
    with reader(library, settings, VTE) as terminal:
        terminal.wait_for(VISUAL)
        terminal.send(signal.SIGSTOP)
        wait_until_stopped(terminal)
        terminal.clear()
        terminal.send(signal.SIGCONT)
        terminal.wait_for(VISUAL)
        assert "\x1b[?1049h" not in terminal.text


def test_a_terminal_that_is_gone_holds_nobody_up(library: Path, settings: dict[str, str]) -> None:
    with reader(library, settings, VTE) as terminal:
        terminal.wait_for(VISUAL)
        # Nobody reads any more: the buffer of the terminal is full.
        for _ in range(40):
            terminal.press("jk")
        terminal.send(signal.SIGTERM)
        assert terminal.process.wait(LONGEST) == -signal.SIGTERM


def annotated(library: Path, settings: dict[str, str], answers: str) -> str:
    """What a terminal is sent for a step, two tags and an undo."""
    with reader(library, settings, answers) as terminal:
        terminal.wait_for("statement 1/")
        terminal.press("\r")
        terminal.settle()
        terminal.clear()
        for key, shown in (
            ("j", "statement 2/"),
            ("1", "verified: set"),
            ("2", "refuted: set"),
            ("u", "undone"),
        ):
            terminal.press(key)
            terminal.wait_for(shown)
        terminal.settle()
    return terminal.text


def test_rows_with_arabic_go_to_kitty_whole_with_a_blank_on_each_side(
    library: Path, settings: dict[str, str]
) -> None:
    text = annotated(library, settings, KITTY)
    pieces = re.split(r"\x1b\[\d+;\d+H", re.sub(r"\x1b\[[\d;]*m|\n", "", text))
    arabic = [piece for piece in pieces if re.search("[\ufe70-\ufefe]", piece)]
    assert len(arabic) > 4
    widths = {wcswidth(piece) for piece in arabic}
    # The lists, the article, the claims; or all of them at once.
    assert widths <= {31, 32, 35, 100}
    for piece in arabic:
        assert not re.search("[\ufe70-\ufefe]", piece[0] + piece[-1])
    article = [piece[:4] + piece[-4:] for piece in arabic if wcswidth(piece) == 32 and " · " not in piece]
    assert all(ends[0] == " " and re.search(" .{0,2}$", ends) for ends in article)


def test_esc_ends_a_note_though_the_next_key_comes_at_once_with_it(
    library: Path, settings: dict[str, str]
) -> None:
    with reader(library, settings, XTERM) as terminal:
        terminal.wait_for(VISUAL)
        terminal.press("a")
        terminal.wait_for("ctrl+g")
        terminal.press("seen\x1bq")
        assert terminal.finish() == 0
    with Library.open(library, "tester") as opened:
        (article,) = opened.article_page(None, 0, 1)
        assert [one.note for one in opened.annotations(article.id)] == ["seen"]


def test_nothing_is_bold_or_italic(library: Path, settings: dict[str, str]) -> None:
    text = annotated(library, settings, XTERM)
    assert "\x1b[1m" not in text
    assert "\x1b[3m" not in text
    assert not re.search(r"\x1b\[(?:\d+;)*[13](?:;\d+)*m(?=[^\x1b]*[\ufe70-\ufefe])", text)
