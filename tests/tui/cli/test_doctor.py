"""`newsread doctor`, on terminals that answer as real ones do, and in a pipe."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Mapping
from pathlib import Path

import pyte
import pytest

from tests.support.command import Run
from tests.support.emulator import KITTY, KONSOLE, VTE, XTERM, Emulator
from tests.support.places import ROOT
from tests.support.reader import PATIENT_PROGRAM, PROGRAM
from tui.config import MODE_NAMES

LAST = "1–6"
"""Stands in the line of keys, so that all of the card has come."""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The settings of the test."""
    path = tmp_path / "config.toml"
    path.write_text('# mine\ntheme = "nord"\n', encoding="utf-8")
    return path


def doctor(answers: str, *options: str, size: tuple[int, int] = (80, 24), **environment: str) -> Emulator:
    settings: Mapping[str, str] = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **environment}
    settings = {name: value for name, value in settings.items() if name not in ("TMUX", "COLUMNS", "LINES")}
    program = PATIENT_PROGRAM if answers else PROGRAM
    return Emulator([*program, "doctor", *options], settings, answers, size)


class TestInAPipe:
    def test_it_reports_and_asks_nothing(self, run: Run, config: Path, tmp_path: Path) -> None:
        result = run("doctor")
        assert result.code == 0
        assert "TERM is xterm" in result.out
        assert f"Settings: {config} (there)" in result.out
        assert f"Library: {tmp_path / 'own' / 'library.db'} (not there yet)" in result.out
        assert f"Your own cues: {tmp_path / 'cues.toml'} (not there yet)" in result.out
        assert "\x1b" not in result.out
        assert result.err == ""

    def test_it_speaks_arabic_in_logical_order(self, run: Run, config: Path) -> None:
        config.write_text('language = "ar"\n', encoding="utf-8")
        lines = run("doctor").out.splitlines()
        assert lines[0] == "هذه الطرفية هي xterm."
        assert f"الإعدادات: {config} (موجود)" in lines

    def test_the_environment_names_a_mode(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TMUX", raising=False)
        monkeypatch.setenv("KONSOLE_VERSION", "221203")
        assert "needs the mode konsole" in run("doctor").out


class TestOnATerminal:
    @pytest.mark.parametrize(
        ("answers", "mode", "said"),
        [
            (KITTY, "runs", "Recognised by its answer to XTVERSION"),
            (KONSOLE, "konsole", "Recognised by its answer to XTVERSION"),
            (VTE, "explicit", "Recognised by its answer to DECRQM 8"),
            (XTERM, "plain", "Recognised by its answer to XTVERSION"),
        ],
    )
    def test_it_says_what_it_recognised_and_by_which_answer(
        self, answers: str, mode: str, said: str, config: Path
    ) -> None:
        before = config.read_bytes()
        with doctor(answers) as terminal:
            terminal.wait_for(LAST)
            terminal.clear()
            terminal.press("q")
            assert terminal.finish() == 0
            report = " ".join(terminal.text.split())
        assert f"needs the mode {mode}" in report
        assert said in report
        assert config.read_bytes() == before

    def test_each_mode_is_shown_in_its_own_way_and_the_one_picked_is_kept(self, config: Path) -> None:
        with doctor(KITTY) as terminal:
            terminal.wait_for(LAST)
            assert "ﺳﻔﻴﻨﺔ" in terminal.text
            for key, sent in (
                ("2", "\x1b[8l"),
                ("\x1b[C", "\x1b]50;BidiRenderingEnabled=false\x07"),
                ("j", "\x1b]5379;use_bidi=false\x07"),
                ("6", "\u202dﺎﻬﻨﻣ"),
                ("1", "ﺔﻨﻴﻔﺳ"),
                ("2", "\x1b[8l"),
            ):
                terminal.clear()
                terminal.press(key)
                terminal.wait_for(sent)
            terminal.press("\r")
            assert terminal.finish() == 0
            assert "Kept: explicit for kitty." in terminal.text
            ends = terminal.text.rindex("\x1b[8h"), terminal.text.rindex("\x1b[8l")
            assert ends[0] > ends[1]
        kept = '# mine\ntheme = "nord"\n\n[terminals]\nkitty = "explicit"\n'
        assert config.read_text(encoding="utf-8") == kept

    def test_what_is_kept_is_used_the_next_time(self, config: Path) -> None:
        config.write_text('[terminals]\nkitty = "override"\n', encoding="utf-8")
        with doctor(KITTY) as terminal:
            terminal.wait_for("\u202dﺎﻬﻨﻣ")
            terminal.press("q")
            assert terminal.finish() == 0
            report = " ".join(terminal.text.split())
        assert "The mode override is used, which the settings keep for kitty" in report

    @pytest.mark.parametrize("key", ["q", "\x03", "\x1b", "ض"])
    def test_leaving_changes_nothing(self, config: Path, key: str) -> None:
        before = config.read_bytes()
        with doctor(VTE) as terminal:
            terminal.wait_for(LAST)
            terminal.press("5")
            terminal.wait_for("ﺳﻔﻴﻨﺔ")
            terminal.press(key)
            assert terminal.finish() == 0
            assert "Kept" not in terminal.text
        assert config.read_bytes() == before

    def test_a_picked_mode_that_is_overruled_is_told_so(self, config: Path) -> None:
        with doctor(XTERM, "--terminal", "runs") as terminal:
            terminal.wait_for(LAST)
            terminal.press("1\r")
            assert terminal.finish() == 0
            report = " ".join(terminal.text.split())
        assert "Kept: plain for XTerm. But runs is still asked for" in report
        assert 'XTerm = "plain"' in config.read_text(encoding="utf-8")

    def test_settings_that_cannot_be_changed_cost_one_line(self, config: Path) -> None:
        config.write_text('terminals = { kitty = "plain" }\n', encoding="utf-8")
        with doctor(KITTY) as terminal:
            terminal.wait_for(LAST)
            terminal.press("5\r")
            assert terminal.finish() == 1
            assert terminal.text.count("newsread: ") == 1
            assert 'write "kitty" = "runs" under [terminals] in it' in terminal.text
        assert config.read_text(encoding="utf-8") == 'terminals = { kitty = "plain" }\n'

    def test_a_terminal_that_says_nothing_is_not_waited_for(self) -> None:
        with doctor("") as terminal:
            terminal.wait_for(LAST)
            terminal.press("q")
            assert terminal.finish() == 0
            assert "did not answer" in terminal.text

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_a_signal_leaves_the_terminal_in_order(self, number: signal.Signals) -> None:
        with doctor(VTE) as terminal:
            terminal.wait_for(LAST)
            terminal.send(number)
            assert terminal.finish() == -number
            assert terminal.text.rindex("\x1b[8h") > terminal.text.rindex("\x1b[8l")
            assert terminal.text.rindex("\x1b[?1049l") > terminal.text.rindex("\x1b[?1049h")

    @pytest.mark.parametrize(
        ("size", "language"), [((80, 24), "en"), ((80, 24), "ar"), ((60, 20), "en"), ((60, 20), "ar")]
    )
    def test_all_of_it_has_room(self, config: Path, size: tuple[int, int], language: str) -> None:
        config.write_text(f'language = "{language}"\n', encoding="utf-8")
        screen = pyte.Screen(*size)
        with doctor(XTERM, size=size) as terminal:
            terminal.wait_for("Reuters")
            terminal.wait_for("override")
            terminal.wait_for("Enter")
            pyte.ByteStream(screen).feed(terminal.sent)
            shown = "\n".join(screen.display)
        for name in MODE_NAMES:
            assert re.search(rf"\b{name}\b", shown), shown
        assert "Enter" in shown

    def test_a_dumb_terminal_gets_the_report(self) -> None:
        with doctor("", TERM="dumb") as terminal:
            assert terminal.finish() == 0
            assert "\x1b" not in terminal.text
            assert "Settings:" in terminal.text
