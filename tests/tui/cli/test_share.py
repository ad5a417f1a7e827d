"""`newsread share`."""

from __future__ import annotations

import grp
import os
import stat
from pathlib import Path

import pytest

from tests.support.command import Run

GROUP = grp.getgrgid(os.getegid()).gr_name


def test_it_opens_the_library_says_so_and_closes_it_again(run: Run, empty: Path) -> None:
    empty.parent.parent.chmod(0o711)
    alone = f"{empty}: its owner alone\n"
    assert run("share").out == alone
    result = run("share", GROUP)
    assert (result.code, result.out) == (0, f"{empty}: its owner and the group {GROUP}\n")
    assert stat.S_IMODE(empty.stat().st_mode) == 0o660
    assert stat.S_IMODE(empty.parent.stat().st_mode) == 0o2770
    assert run("share").out == result.out
    assert run("share", "--none").out == alone
    assert stat.S_IMODE(empty.stat().st_mode) == 0o600
    assert stat.S_IMODE(empty.parent.stat().st_mode) == 0o700


def test_what_the_group_can_now_do_to_the_rest_of_the_folder_is_said(run: Run, empty: Path) -> None:
    (empty.parent / "notes.txt").touch()
    err = run("share", GROUP).err
    assert f"newsread: the group can also replace and delete what else is in {empty.parent}\n" in err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["no-such-group"], 1, "no group is called 'no-such-group'; getent group lists them"),
        ([GROUP, "--none"], 2, "give GROUP or --none, not both; see newsread share --help"),
        ([" "], 2, "invalid value for '[GROUP]': it is empty; see newsread share --help"),
    ],
)
def test_what_cannot_be_is_one_line(
    run: Run, empty: Path, arguments: list[str], code: int, message: str
) -> None:
    result = run("share", *arguments)
    assert (result.code, result.out, result.err) == (code, "", f"newsread: {message}\n")


def test_a_library_that_is_not_there(run: Run) -> None:
    result = run("share", GROUP)
    assert result.code == 1
    assert "there is no library at" in result.err


def test_one_line_says_that_a_network_file_system_changes_the_journal(
    run: Run, outlet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREAD_JOURNAL", "rollback")
    result = run("index", str(outlet))
    assert result.code == 0
    assert result.err.count("\n") == 1
    assert "keeps a rollback journal instead of WAL" in result.err
    assert run("articles").err == ""
