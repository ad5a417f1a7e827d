"""`newsread remove`: it lists, asks, and writes what was annotated to a file."""

from __future__ import annotations

import os
import pty
from pathlib import Path

from tests.support.command import Run, Spawn, exported
from tests.support.waiting import LONGEST


def test_it_lists_asks_and_exports(run: Run, annotated: str, tmp_path: Path) -> None:
    unasked = run("remove", annotated[:8])
    assert unasked.code == 2
    assert "annotations by omar: 1" in unasked.out
    assert "--yes" in unasked.err
    assert run("articles").out != ""
    file = tmp_path / "removed.json"
    result = run("remove", "--source", "الأفق", "--yes", "--output", str(file))
    assert result.code == 0, result.err
    assert str(file) in result.err
    assert run("articles", "--json").out == ""
    assert run("import", str(file)).out.startswith("2 annotations: 2 new")


def test_a_no_changes_nothing(spawn: Spawn, annotated: str, run: Run) -> None:
    controller, terminal = pty.openpty()
    process = spawn("remove", annotated, stdin=terminal)
    os.write(controller, b"n\n")
    _, err = process.communicate(timeout=LONGEST)
    os.close(terminal)
    os.close(controller)
    assert process.returncode == 0
    assert b"nothing was removed" in err
    assert len(exported(run)) == 2


def test_nothing_named_is_wrong_usage(run: Run, empty: Path) -> None:
    assert run("remove").code == 2
