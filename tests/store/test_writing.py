"""Files that are written whole or not at all, and put in their place in one step."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from store import writing


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[writing.create, writing.replace])
def write(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    way: Callable[[Path, bytes], None] = request.param
    return way


def test_a_new_file_has_what_the_umask_leaves(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "ملف", "نص".encode())
    finally:
        os.umask(before)
    assert (tmp_path / "ملف").read_text(encoding="utf-8") == "نص"
    assert mode(tmp_path / "ملف") == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["ملف"]


def test_what_is_private_is_so_at_every_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    seen: list[int] = []

    def look(_descriptor: int, _mode: int = 0) -> None:
        seen.extend(map(mode, tmp_path.iterdir()))

    monkeypatch.setattr(os, "fsync", look)
    monkeypatch.setattr(os, "fchmod", look)
    writing.replace(tmp_path / "a", b"new")
    assert set(seen) == {0o600}
    assert (tmp_path / "a").read_bytes() == b"new"


def test_the_name_is_on_the_disk_after_the_file(
    tmp_path: Path, write: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bool, list[str]]] = []

    def look(descriptor: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), os.listdir(tmp_path)))

    monkeypatch.setattr(os, "fsync", look)
    write(tmp_path / "a", b"x")
    (file, _), (folder, names) = synced
    assert (file, folder, names) == (False, True, ["a"])


def test_one_that_belongs_with_another_is_for_the_same_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "like").touch()
    (tmp_path / "like").chmod(0o660)
    writing.create(tmp_path / "a", b"x", tmp_path / "like")
    assert mode(tmp_path / "a") == 0o660

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    writing.create(tmp_path / "b", b"x", tmp_path / "like")
    assert mode(tmp_path / "b") == 0o600


def test_create_leaves_alone_what_came_there_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: (tmp_path / "a").write_bytes(b"theirs"))
    with pytest.raises(FileExistsError):
        writing.create(tmp_path / "a", b"mine")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"theirs"


def test_who_is_interrupted_as_the_file_is_made_leaves_nothing_behind(
    tmp_path: Path, write: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open

    def interrupted(path: Path, flags: int, mode: int = 0o777) -> int:
        os.close(opening(path, flags, mode))
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_create_needs_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    writing.create(tmp_path / "a", b"mine")
    with pytest.raises(FileExistsError):
        writing.create(tmp_path / "a", b"another")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"mine"


@pytest.mark.parametrize("code", [0, errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_what_is_kept_is_there_twice_with_links_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    if code:
        monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "a").chmod(0o640)
    writing.keep(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == (tmp_path / "a").read_bytes() == b"mine"
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "a").stat().st_mode
    with pytest.raises(FileExistsError):
        writing.keep(tmp_path / "a", tmp_path / "b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_cannot_be_kept_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(code: int) -> Callable[..., None]:
        def failing(*_: object) -> None:
            raise OSError(code, os.strerror(code))

        return failing

    (tmp_path / "a").write_bytes(b"mine")
    monkeypatch.setattr(os, "link", fail(errno.EPERM))
    monkeypatch.setattr(os, "fsync", fail(errno.ENOSPC))
    with pytest.raises(OSError, match="No space"):
        writing.keep(tmp_path / "a", tmp_path / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_failure_leaves_nothing_behind(
    tmp_path: Path, write: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []
