"""Opening a library to a Unix group, and closing it again: owners, groups and modes of its files and folder.

The group may read and write the library's file and the folder, for SQLite makes and removes its journals
there. The folder hands its group on to what is made in it (set-group-ID), so that a journal that one member
makes is open to the others; SQLite gives a journal the permissions of the library.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.errors import LibraryError, reason_of

FILE, FOLDER = 0o600, 0o700
"""Modes of what is its owner's alone."""

GROUP_FILE, GROUP_FOLDER = 0o660, 0o2770
"""Modes of what is shared with a group."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What came of opening a library to a group."""

    group: str
    closed: tuple[Path, ...]
    """Folders on the way to the library through which the group cannot pass."""
    others: tuple[str, ...]
    """Names of what else is in the folder, which the group can now replace and delete."""


def share(library: Path, companions: Sequence[Path], group: str) -> Shared:
    """Let the members of `group` use the library, and nobody else but its owner.

    `library` is the file itself, and no link to it; `companions` are the files that SQLite may keep beside
    it. Raises LibraryError, with nothing changed, where there is no such group, where the process may not do
    it, and for folders of which the group must not have the rest: a home, and one that everybody writes to.
    """
    folder = library.parent
    _require_owner(library, companions)
    try:
        entry = grp.getgrnam(group)
    except KeyError:
        raise LibraryError("no group is called {group!r}; getent group lists them", group=group) from None
    _require_member(entry)
    mode = folder.stat().st_mode
    if folder in _homes() or mode & (stat.S_ISVTX | stat.S_IWOTH):
        raise LibraryError(
            "{folder} is a home, or one that everybody can write to: a library that is shared needs a folder"
            " of its own; make one, leave newsread, and move the library there",
            folder=folder,
        )
    names = {library.name, *(one.name for one in companions)}
    _give(library, companions, entry.gr_gid, GROUP_FILE, GROUP_FOLDER)
    return Shared(
        group,
        tuple(one for one in folder.parents if not _lets_pass(one, entry)),
        tuple(sorted(one.name for one in folder.iterdir() if one.name not in names)),
    )


def unshare(library: Path, companions: Sequence[Path]) -> None:
    """Make the library its owner's alone again; LibraryError where the process may not do it."""
    _require_owner(library, companions)
    owner = pwd.getpwuid(library.stat().st_uid)
    _give(library, companions, owner.pw_gid, FILE, FOLDER)


def shared_with(library: Path) -> str | None:
    """The group that can read and write the library; None where it is its owner's alone."""
    about = library.stat()
    if about.st_mode & 0o060 != 0o060:
        return None
    try:
        return grp.getgrgid(about.st_gid).gr_name
    except KeyError:
        return str(about.st_gid)


def _require_owner(library: Path, companions: Sequence[Path]) -> None:
    """LibraryError unless the process may change the modes of the files and their folder."""
    for path in (library, library.parent, *companions):
        try:
            owner = path.stat().st_uid
        except FileNotFoundError:
            continue
        if os.geteuid() in (0, owner):
            continue
        if path in companions:
            raise LibraryError(
                "{path} belongs to {name}, who has the library open; try again once nobody has",
                path=path,
                name=_name(owner),
            )
        raise LibraryError("{path} belongs to {name}, who alone can share it", path=path, name=_name(owner))


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"


def _homes() -> set[Path]:
    """The home folders of all users, and the one that the process takes for its own."""
    return {Path.home().resolve(), *(Path(entry.pw_dir).resolve() for entry in pwd.getpwall())}


def _require_member(entry: grp.struct_group) -> None:
    """LibraryError unless the process may give files to the group."""
    if os.geteuid() == 0 or entry.gr_gid in (os.getegid(), *os.getgroups()):
        return
    me = _name(os.geteuid())
    if me in entry.gr_mem:
        raise LibraryError(
            "{name} has become a member of {group} since this login; log in again, then share",
            name=me,
            group=entry.gr_name,
        )
    raise LibraryError(
        "{name} is no member of the group {group}, and only members can share with it",
        name=me,
        group=entry.gr_name,
    )


def _give(library: Path, companions: Sequence[Path], group: int, file: int, folder: int) -> None:
    """Give the folder and the files to the group and set their modes.

    The folder first: while it closes, all in it is closed at once. The library last: while it opens, nothing
    can be used before all of it can. LibraryError where the system does not let one be changed.
    """
    for path, mode in [(library.parent, folder), *((one, file) for one in companions), (library, file)]:
        try:
            os.chown(path, -1, group)
            os.chmod(path, mode)
        except OSError as error:
            # SQLite removes its journals when the last one leaves.
            if not (isinstance(error, FileNotFoundError) and path in companions):
                raise LibraryError(
                    "{path} cannot be shared or closed: {reason}", path=path, reason=reason_of(error)
                ) from None


def _lets_pass(folder: Path, entry: grp.struct_group) -> bool:
    """Whether the members of the group can go through a folder on the way to the library."""
    about = folder.stat()
    return bool(about.st_mode & (stat.S_IXGRP if about.st_gid == entry.gr_gid else stat.S_IXOTH))
