"""Opening a library to a group, and closing it: modes, groups, and what is refused."""

from __future__ import annotations

import grp
import os
import pwd
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import sharing
from store.db import journal
from store.db.connection import companions
from store.errors import LibraryError, Message
from store.library import Library
from store.model import Document
from tests.support.users import SOMEBODY, as_somebody, open_folder

GROUP = grp.getgrgid(os.getegid()).gr_name


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An open library, with its journal beside it, in a folder of its own."""
    library = Library.open(tmp_path / "news" / "library.db", "huda")
    library.add(Document("نص قصير", "s", "/1"))
    return library


def modes(library: Library) -> dict[str, int]:
    """The mode of each file beside the library, and of the folder."""
    folder = library.path.parent
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.iterdir())}


def test_a_shared_library_is_open_to_the_group_and_to_nobody_else(library: Library) -> None:
    assert library.team.group is None
    shared = library.team.share(GROUP)
    assert shared.group == library.team.group == GROUP
    assert modes(library) == {
        "news": 0o2770,
        "library.db": 0o660,
        "library.db-wal": 0o660,
        "library.db-shm": 0o660,
    }
    assert {one.stat().st_gid for one in library.path.parent.iterdir()} == {os.getegid()}


def test_journals_that_come_later_are_open_to_the_group_under_any_mask(library: Library) -> None:
    library.team.share(GROUP)
    library.close()
    assert set(modes(library)) == {"news", "library.db"}
    before = os.umask(0o077)
    try:
        with Library.open(library.path, "salma") as again:
            again.add(Document("نص آخر", "s", "/2"))
            assert set(modes(again).values()) == {0o2770, 0o660}
    finally:
        os.umask(before)


@pytest.mark.parametrize("umask", [0o077, 0o022])
def test_they_are_so_from_the_moment_on_at_which_they_are_made(
    library: Library, monkeypatch: pytest.MonkeyPatch, umask: int
) -> None:
    """And not only once SQLite has changed what the umask left: others may open them before that."""
    library.team.share(GROUP)
    library.close()
    settle, like_them = journal.settle, library.path.with_name("like-them")
    made: list[str] = []

    def watched(connection: sqlite3.Connection, path: Path, empty: bool) -> Message | None:
        os.close(os.open(like_them, os.O_CREAT | os.O_EXCL, 0o660))
        before = set(modes(library))
        told = settle(connection, path, empty)
        made.extend(sorted(set(modes(library)) - before))
        return told

    monkeypatch.setattr(journal, "settle", watched)
    before = os.umask(umask)
    try:
        Library.open(library.path, "salma").close()
        assert made == ["library.db-shm", "library.db-wal"]
        assert stat.S_IMODE(like_them.stat().st_mode) == 0o660
        assert os.umask(umask) == umask, "it is as it was"
    finally:
        os.umask(before)


def test_one_that_is_not_shared_is_opened_under_the_mask_that_there_is(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    monkeypatch.setattr(os, "umask", lambda _mask: pytest.fail("it is changed"))
    Library.open(library.path, "salma").close()


def test_it_is_closed_again(library: Library) -> None:
    library.team.share(GROUP)
    library.team.unshare()
    assert library.team.group is None
    assert set(modes(library).values()) == {0o700, 0o600}


def test_it_is_found_through_a_symbolic_link(library: Library, tmp_path: Path) -> None:
    library.close()
    (tmp_path / "link.db").symlink_to(library.path)
    with Library.open(tmp_path / "link.db", "huda") as linked:
        linked.team.share(GROUP)
    assert modes(library)["news"] == 0o2770
    assert stat.S_IMODE(tmp_path.stat().st_mode) != 0o2770


def test_what_else_is_in_the_folder_and_what_is_in_the_way_is_told(library: Library, tmp_path: Path) -> None:
    (library.path.parent / "notes.txt").touch()
    tmp_path.chmod(0o700)
    gid = next(entry.gr_gid for entry in grp.getgrall() if entry.gr_gid != tmp_path.stat().st_gid)
    if os.geteuid():
        pytest.skip("only the superuser can share with a group of others")
    shared = library.team.share(grp.getgrgid(gid).gr_name)
    assert shared.others == ("notes.txt",)
    assert tmp_path.resolve() in shared.closed
    tmp_path.chmod(0o711)
    assert tmp_path.resolve() not in library.team.share(grp.getgrgid(gid).gr_name).closed


def refused(library: Library, group: str = GROUP) -> str:
    """The one line with which sharing is refused; nothing is changed."""
    before = modes(library)
    with pytest.raises(LibraryError) as caught:
        library.team.share(group)
    assert modes(library) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_group_that_is_not_there(library: Library) -> None:
    assert "no group is called 'no-such-group'" in refused(library, "no-such-group")


@pytest.fixture
def passable() -> Iterator[Library]:
    """An open library, in a folder of its own to which everybody can go."""
    with open_folder() as place, Library.open(place / "news" / "library.db", "huda") as library:
        library.add(Document("نص قصير", "s", "/1"))
        library.path.parent.chmod(0o755)
        yield library


def given_away(library: Library, *but: str) -> None:
    """Make the folder and all in it SOMEBODY's, but for files of these names."""
    folder = library.path.parent
    for path in (folder, *folder.iterdir()):
        if path.name not in but:
            os.chown(path, SOMEBODY, SOMEBODY)


def refused_to_somebody(library: Library, group: str | None) -> str:
    """The line with which SOMEBODY cannot share the library, or with None close it; nothing is changed."""
    path, before = library.path, modes(library)

    def attempt() -> str:
        try:
            if group is None:
                sharing.unshare(path, companions(path))
            else:
                sharing.share(path, companions(path), group)
        except LibraryError as error:
            return str(error)
        raise AssertionError("it was not refused")

    line = as_somebody(attempt)
    assert modes(library) == before
    assert "\n" not in line
    return line


def test_a_group_of_others(passable: Library) -> None:
    given_away(passable)
    line = refused_to_somebody(passable, GROUP)
    assert f"user {SOMEBODY} is no member of the group {GROUP}" in line


def test_a_group_whose_member_one_has_become_since_the_login(
    passable: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = grp.struct_group((GROUP, "x", os.getegid(), [f"user {SOMEBODY}"]))
    monkeypatch.setattr(grp, "getgrnam", lambda name: entry)
    given_away(passable)
    assert "log in again" in refused_to_somebody(passable, GROUP)


def test_somebody_elses_library(passable: Library) -> None:
    owner = pwd.getpwuid(os.geteuid()).pw_name
    for group in (GROUP, None):
        assert f"belongs to {owner}, who alone can share it" in refused_to_somebody(passable, group)


def test_a_journal_of_somebody_else_stops_neither_half_way(passable: Library) -> None:
    owner = pwd.getpwuid(os.geteuid()).pw_name
    given_away(passable, "library.db-wal")
    for group in (GROUP, None):
        line = refused_to_somebody(passable, group)
        assert f"library.db-wal belongs to {owner}, who has the library open" in line


def test_what_the_system_forbids_leaves_the_folder_closed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.team.share(GROUP)
    change = os.chmod

    def forbidden(path: Path, mode: int) -> None:
        if path.name.endswith("-wal"):
            raise PermissionError(1, "Operation not permitted")
        change(path, mode)

    monkeypatch.setattr(os, "chmod", forbidden)
    with pytest.raises(LibraryError, match=r"library\.db-wal cannot be shared or closed"):
        library.team.unshare()
    assert modes(library)["news"] == 0o700


def test_a_home_and_a_folder_for_everybody(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(library.path.parent))
    assert "is a home, or one that everybody can write to" in refused(library)
    monkeypatch.setenv("HOME", "/nowhere")
    library.path.parent.chmod(0o1777)
    assert "needs a folder of its own" in refused(library)
