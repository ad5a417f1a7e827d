"""Progress bars in a terminal of any width."""

from __future__ import annotations

import io
import sys

import pytest

from tui.cli.progress import progress_bar


class Terminal(io.StringIO):
    """A stream that a person sits at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_bar_stays_on_its_line_whatever_its_label_says_meanwhile(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress_bar("Indexing", 1000) as bar:
        for done in range(1, 11):
            bar.label = f"Indexing: {done}0000 articles, {done}00 a second"
            bar.update(100)
    drawn = terminal.getvalue().strip().replace("\x1b[?25l", "").replace("\x1b[?25h", "").split("\r")
    assert max(len(line.rstrip("\n")) for line in drawn) <= columns
    assert "100%" in drawn[-1]
