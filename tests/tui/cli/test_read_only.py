"""The command on a library that may only be read: what reads works and says so, what writes is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.db import looking
from tests.support.command import Run, Spawn

READING = [
    ["articles"],
    ["sources"],
    ["stories"],
    ["agreement"],
    ["log"],
    ["orphans"],
    ["tags"],
    ["tags", "export"],
    ["subscribe"],
    ["search", "الجسر"],
    ["export"],
    ["show", "{article}"],
    ["claims", "{article}"],
    ["compare", "{article}"],
]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_reads_says_so_in_one_line_and_the_same_as_ever(
    run: Run, annotated: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [word.format(article=annotated) for word in words]
    usual = run(*arguments)
    monkeypatch.setattr(looking, "may_write", lambda _path: False)
    result = run(*arguments)
    line, rest = result.err.split("\n", 1)
    assert line.startswith("newsread: the library is read-only: it is shown as it is, and nothing is kept")
    assert (result.code, rest) == (usual.code, usual.err)
    if words != ["export"]:
        assert result.out == usual.out


@pytest.mark.parametrize("of", ["file", "folder"])
def test_what_writes_is_refused_in_one_line(
    run: Run, spawn: Spawn, annotated: str, tmp_path: Path, mortal: tuple[str, ...], of: str
) -> None:
    path = tmp_path / "own" / "library.db"
    run("export", "--output", str(tmp_path / "out.json"))
    (path if of == "file" else path.parent).chmod(0o400 if of == "file" else 0o500)
    try:
        said = [
            spawn(*words, before=mortal).communicate()[1].decode()
            for words in (
                ("annotate", annotated, "--start", "0", "--end", "3", "--tag", "verified"),
                ("import", str(tmp_path / "out.json")),
                ("remove", annotated, "--yes"),
                ("refresh",),
            )
        ]
        shown = spawn("show", annotated, before=mortal)
        out, told = shown.communicate()
    finally:
        path.parent.chmod(0o700)
    refused = f"newsread: the library is read-only; newsread writes to its file and folder ({path})\n"
    assert said == [refused] * len(said)
    assert (shown.returncode, told.count(b"\n")) == (0, 1)
    assert "الجسر" in out.decode()
