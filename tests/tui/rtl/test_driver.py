"""The reader as a process on a terminal that answers: what is switched on, and back on every way out."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from wcwidth import wcswidth

from store.library import Library
from store.model import Document
from tests.support.emulator import KITTY, KONSOLE, TMUX_QUERY, VTE, XTERM, Emulator
from tests.support.places import ROOT
from tui.rtl.driver import AWAY_SECONDS

TEXT = "حصيلة الجسر\n\nوصلت 750 سفينة (كبيرة) إلى المرفأ قبل الفجر.\n\nوصلت السفن الأخرى بعده بساعة.\n"
VISUAL, RUNS, OVERRIDDEN = "ﺔﻨﻴﻔﺳ", "ﺳﻔﻴﻨﺔ", "\u202dﺮﺠﻔﻟﺍ"
"""A word as the modes send it."""

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


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one article."""
    path = tmp_path / "library.db"
    with Library.open(path, "tester") as library:
        library.add(Document(TEXT, "الأفق", "/bridge"))
    return path


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The environment of the reader, with settings of the test's own."""
    config = tmp_path / "config.toml"
    config.touch()
    left_out = ("TMUX", "COLUMNS", "LINES", "VTE_VERSION", "KONSOLE_VERSION")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in left_out and not name.startswith("NEWSREAD")
    }
    own = {"NEWSREAD_CONFIG": str(config), "NEWSREAD_ANNOTATOR": "tester", "LC_ALL": "C.UTF-8"}
    return {**kept, **own, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


def reader(library: Path, settings: dict[str, str], answers: str, *options: str) -> Emulator:
    command = [sys.executable, "-m", "tui", "--library", str(library), *options]
    return Emulator(command, settings, answers, (100, 30))


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
        assert terminal.process.wait(10) == -signal.SIGTERM


def annotated(library: Path, settings: dict[str, str], answers: str) -> str:
    """What a terminal is sent for a step, two tags and an undo."""
    with reader(library, settings, answers) as terminal:
        terminal.wait_for("statement 1/")
        terminal.press("\r")
        terminal.read(1)
        terminal.clear()
        for key, shown in (
            ("j", "statement 2/"),
            ("1", "verified: set"),
            ("2", "refuted: set"),
            ("u", "undone"),
        ):
            terminal.press(key)
            terminal.wait_for(shown)
        terminal.read(1)
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


def test_nothing_is_bold_or_italic(library: Path, settings: dict[str, str]) -> None:
    text = annotated(library, settings, XTERM)
    assert "\x1b[1m" not in text
    assert "\x1b[3m" not in text
    assert not re.search(r"\x1b\[(?:\d+;)*[13](?:;\d+)*m(?=[^\x1b]*[\ufe70-\ufefe])", text)


class TestWhoDecides:
    @pytest.mark.parametrize(
        ("answers", "sent"), [(KITTY, RUNS), (XTERM, VISUAL), (VTE, VISUAL), ("", VISUAL)]
    )
    def test_the_terminal_says_what_it_needs(
        self, library: Path, settings: dict[str, str], answers: str, sent: str
    ) -> None:
        with reader(library, settings, answers) as terminal:
            terminal.wait_for(sent)

    def test_an_option_overrules_it(self, library: Path, settings: dict[str, str]) -> None:
        with reader(library, settings, KITTY, "--terminal", "override") as terminal:
            terminal.wait_for(OVERRIDDEN)
            assert "\x1b[>0q" not in terminal.text

    def test_the_variable_overrules_it(self, library: Path, settings: dict[str, str]) -> None:
        with reader(library, settings | {"NEWSREAD_TERMINAL": "override"}, KITTY) as terminal:
            terminal.wait_for(OVERRIDDEN)

    def test_the_settings_overrule_it(self, library: Path, settings: dict[str, str]) -> None:
        Path(settings["NEWSREAD_CONFIG"]).write_text('terminal = "override"\n', encoding="utf-8")
        with reader(library, settings, KITTY) as terminal:
            terminal.wait_for(OVERRIDDEN)

    def test_what_is_kept_for_this_terminal_overrules_it_and_for_another_does_not(
        self, library: Path, settings: dict[str, str]
    ) -> None:
        kept = '[terminals]\nkitty = "override"\nKonsole = "plain"\n'
        Path(settings["NEWSREAD_CONFIG"]).write_text(kept, encoding="utf-8")
        with reader(library, settings, KITTY) as terminal:
            terminal.wait_for(OVERRIDDEN)
        with reader(library, settings, XTERM) as terminal:
            terminal.wait_for(VISUAL)
            assert "\u202d" not in terminal.text

    def test_an_answer_that_comes_late_is_no_key_and_is_followed(
        self, library: Path, settings: dict[str, str]
    ) -> None:
        with reader(library, settings, "") as terminal:
            terminal.wait_for(VISUAL)
            terminal.clear()
            terminal.press(KITTY)
            terminal.wait_for(RUNS)
            terminal.press("q")
            assert terminal.finish() == 0

    def test_what_is_pasted_is_no_key_whatever_is_in_it(
        self, library: Path, settings: dict[str, str]
    ) -> None:
        with reader(library, settings, XTERM) as terminal:
            terminal.wait_for(VISUAL)
            terminal.press("a")
            terminal.wait_for("ctrl+g")
            terminal.press("\x1b[200~one\x1b[31m")
            terminal.press("two\x1b\x1b[201~")
            terminal.wait_for("one␛[31mtwo␛")
            terminal.press("\x13")
            terminal.wait_for("note saved")
            terminal.press("q")
            assert terminal.finish() == 0


class TestPrinting:
    @pytest.fixture
    def title(self, library: Path) -> str:
        with Library.open(library, "tester") as opened:
            return opened.article_page(None, 0, 1)[0].id

    @pytest.mark.parametrize(
        ("answers", "term", "sent"),
        [
            (XTERM, "xterm", "ﺮﺴﺠﻟﺍ"),
            (KITTY, "xterm-kitty", "ﺍﻟﺠﺴﺮ"),
            (VTE, "xterm", "\x1b[8l"),
            (KONSOLE, "xterm", "\u200eﺍﻟﺠﺴﺮ\u200e"),
            ("\x1b[?63c", "mlterm", "\u200e\u202d "),
        ],
    )
    @pytest.mark.parametrize("command", ["show", "articles"])
    def test_show_and_the_lists_use_the_same_modes(
        self,
        library: Path,
        settings: dict[str, str],
        title: str,
        command: str,
        answers: str,
        term: str,
        sent: str,
    ) -> None:
        options = [command, title] if command == "show" else [command]
        with reader(library, settings | {"TERM": term}, answers, *options) as terminal:
            assert terminal.finish() == 0
            assert sent in terminal.text
            # Each line leaves the terminal as it was.
            lines = terminal.text.split("\n")
            assert all(line.count("\x1b[8l") == line.count("\x1b[8h") for line in lines)
            assert terminal.text.count("\x1b[8l") == terminal.text.count("\x1b[8h")
            assert termios.tcgetattr(terminal.terminal) == terminal.before

    def test_a_mode_that_is_kept_in_the_settings_is_used(
        self, library: Path, settings: dict[str, str], title: str
    ) -> None:
        Path(settings["NEWSREAD_CONFIG"]).write_text('[terminals]\nkitty = "override"\n', encoding="utf-8")
        for command in (["show", title], ["articles"], ["sources"]):
            with reader(library, settings, KITTY, *command) as terminal:
                assert terminal.finish() == 0
                assert "\u202d" in terminal.text

    def test_in_a_pipe_the_terminal_is_not_asked(
        self, library: Path, settings: dict[str, str], title: str
    ) -> None:
        command = [sys.executable, "-m", "tui", "--library", str(library), "show", title]
        for options, sent in (
            ([], "الجسر"),
            (["--shaped"], "ﺮﺴﺠﻟﺍ"),
            (["--shaped", "--terminal", "runs"], "ﺍﻟﺠﺴﺮ"),
        ):
            done = subprocess.run([*command, *options], env=settings, capture_output=True, encoding="utf-8")
            assert sent in done.stdout
            assert "\x1b[c" not in done.stdout


class TestInTmux:
    @pytest.fixture
    def session(
        self, tmux: str, tmp_path: Path, library: Path, settings: dict[str, str]
    ) -> Iterator[tuple[list[str], list[str], dict[str, str]]]:
        """How to start a session with the reader in it, how to attach to it, and the environment."""
        config = tmp_path / "tmux.conf"
        config.write_text("set -g focus-events on\nset -g escape-time 10\n", encoding="utf-8")
        base = [tmux, "-S", str(tmp_path / "socket"), "-f", str(config)]
        command = [sys.executable, "-m", "tui", "--library", str(library)]
        yield [*base, "new-session", *command], [*base, "attach-session"], settings
        subprocess.run([*base, "kill-server"], capture_output=True)

    def test_the_client_decides(self, session: tuple[list[str], list[str], dict[str, str]]) -> None:
        start, _, settings = session
        with Emulator(start, settings | {"TERM": "xterm-256color"}, KITTY, (100, 30), TMUX_QUERY) as terminal:
            terminal.wait_for(RUNS)

    def test_a_client_without_a_name_gets_the_override(
        self, session: tuple[list[str], list[str], dict[str, str]]
    ) -> None:
        start, _, settings = session
        with Emulator(start, settings, VTE, (100, 30), TMUX_QUERY) as terminal:
            terminal.wait_for(OVERRIDDEN)

    def test_another_client_is_asked_for_when_it_gets_the_focus(
        self, session: tuple[list[str], list[str], dict[str, str]]
    ) -> None:
        start, attach, settings = session
        with Emulator(start, settings, KITTY, (100, 30), TMUX_QUERY) as terminal:
            terminal.wait_for(RUNS)
            terminal.press("\x02d")
            assert terminal.finish() == 0
        with Emulator(attach, settings, VTE, (100, 30), TMUX_QUERY) as terminal:
            terminal.wait_for("\x1b[?1004h")
            terminal.press("\x1b[O\x1b[I")
            terminal.wait_for(OVERRIDDEN)

    def test_another_client_is_asked_for_at_the_next_key_where_tmux_says_nothing_of_the_focus(
        self, session: tuple[list[str], list[str], dict[str, str]]
    ) -> None:
        start, attach, settings = session
        with Emulator(start, settings, KITTY, (100, 30), TMUX_QUERY) as terminal:
            terminal.wait_for(RUNS)
            terminal.press("\x02d")
            assert terminal.finish() == 0
        time.sleep(AWAY_SECONDS)
        with Emulator(attach, settings, VTE, (100, 30), TMUX_QUERY) as terminal:
            terminal.wait_for(RUNS)
            terminal.press("j")
            terminal.wait_for(OVERRIDDEN)
