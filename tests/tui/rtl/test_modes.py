"""The mode of a terminal, in the reader and in what is printed: who decides it, and when it asks again."""

from __future__ import annotations

import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.library import Library
from tests.support.emulator import KITTY, KONSOLE, TMUX_QUERY, VTE, XTERM, Emulator
from tests.support.reader import OVERRIDDEN, PATIENT_PROGRAM, PROGRAM, RUNS, VISUAL, reader
from tui.rtl.driver import AWAY_SECONDS


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
        command = [*PROGRAM, "--library", str(library), "show", title]
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
        command = [*PATIENT_PROGRAM, "--library", str(library)]
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

    def test_a_client_whose_name_tmux_learns_late_is_asked_for_again(
        self, tmp_path: Path, library: Path, settings: dict[str, str]
    ) -> None:
        """As of a session that is begun over a slow line with the reader in it."""
        program, calls = tmp_path / "bin" / "tmux", tmp_path / "calls"
        program.parent.mkdir()
        program.write_text(
            f"#!/bin/sh\necho >> {calls}\n[ $(wc -l < {calls}) -lt 3 ] || printf 'kitty(0.26.5)'\n"
            "printf '\\txterm\\n'\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        own = settings | {"TMUX": "/tmp/tmux,1,0", "PATH": f"{program.parent}:{settings['PATH']}"}
        with reader(library, own, "\x1bP>|tmux 3.3a\x1b\\\x1b[?62;c") as terminal:
            terminal.wait_for(OVERRIDDEN)
            terminal.wait_for(RUNS)

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
