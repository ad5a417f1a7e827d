"""`newsread backup` and `restore`: there and back, and whole or not at all."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import Run, Spawn, annotations_in, ended_by, exported
from tests.support.waiting import LONGEST


def test_there_and_back(run: Run, annotated: str, tmp_path: Path) -> None:
    path = str(tmp_path / "backup.db")
    before = exported(run)
    assert run("backup", path).code == 0
    again = run("backup", path)
    assert (again.code, "--force" in again.err) == (1, True)
    assert run("backup", path, "--force").code == 0
    run("annotate", annotated, "--start", "0", "--end", "5", "--note", "later")
    assert exported(run) != before
    restored = run("restore", path)
    assert restored.code == 0, restored.err
    assert "before-restore" in restored.err
    assert exported(run) == before


def parts(target: Path) -> list[Path]:
    """What of a backup is written before it has its name."""
    return list(target.parent.glob(f".{target.name}.*"))


STOPPED_HALF_WAY = """
from store.db import copies
copy = copies._copy
def stopped(source, target, _progress):
    ((_, _, file),) = target.execute("PRAGMA database_list")
    def tell(done, count):
        if done < count and os.path.getsize(file):
            os.kill(os.getpid(), {number})
    copy(source, target, tell)
copies._copy = stopped
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_one_that_is_stopped_leaves_no_half_of_a_backup(
    spawn: Spawn, large: Path, tmp_path: Path, number: signal.Signals
) -> None:
    assert spawn("import", str(large)).wait(timeout=LONGEST) == 0
    target = tmp_path / "backup.db"
    ended_by(number, STOPPED_HALF_WAY.format(number=number.value), "backup", str(target))
    assert not target.exists()
    # Nobody who is killed takes anything away; everybody else does.
    left = parts(target)
    assert bool(left) == (number == signal.SIGKILL)
    assert spawn("backup", str(target), "--force").wait(timeout=LONGEST) == 0
    assert annotations_in(target) == 4002
    assert parts(target) == left


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 500 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("needs to mount a file system of its own")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_fills_up_keeps_what_was_there(
    run: Run, annotated: str, large: Path, small_disk: Path
) -> None:
    library = small_disk / "library.db"
    run("backup", str(library))
    before = exported(run, "--library", str(library))
    assert len(before) == 2
    result = run("import", str(large), "--library", str(library))
    assert result.code == 1
    assert "full" in result.err
    assert result.err.count("\n") == 1
    assert exported(run, "--library", str(library)) == before
    assert annotations_in(library) == 2
    assert run("import", str(large)).code == 0
    full = run("backup", str(small_disk / "second.db"))
    assert full.code == 1
    assert "no space left" in full.err
    assert sorted(path.name for path in small_disk.iterdir() if "second" in path.name) == []
