"""Which journal a library keeps, by the file system that holds it, and how it changes over."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from store.db import journal
from store.errors import LibraryError, Message
from store.library import Library
from store.model import Document, Span
from tests.support.libraries import OpenLibrary, finish, start

MOUNTS = r"""sysfs /sys sysfs rw,nosuid 0 0
/dev/vda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
server:/export/home /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//host/share /mnt/the\040share cifs rw 0 0
user@host:/ /home/huda/remote fuse.sshfs rw 0 0
/dev/fuse /mnt/stick fuseblk rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
systemd-1 /net/data autofs rw 0 0
server:/data /net/data nfs rw 0 0
host /mnt/host 9p rw,trans=virtio 0 0
overlay /srv overlay rw 0 0

a line
"""


@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/var/lib/news/library.db", "ext4", False),
        ("/home/huda/library.db", "nfs4", True),
        ("/home/local/library.db", "ext4", False),
        ("/home/localised/library.db", "nfs4", True),
        ("/mnt/the share/library.db", "cifs", True),
        ("/home/huda/remote/news/library.db", "fuse.sshfs", True),
        ("/mnt/stick/library.db", "fuseblk", False),
        ("/run/user/1000/gvfs/x", "fuse.gvfsd-fuse", True),
        ("/net/data/library.db", "nfs", True),
        ("/mnt/host/library.db", "9p", True),
        ("/srv/library.db", "overlay", False),
        ("/run/library.db", "tmpfs", False),
    ],
)
def test_the_file_system_of_a_path(path: str, kind: str, network: bool) -> None:
    found = journal.file_system(Path(path), MOUNTS)
    assert (found, journal.is_network(found)) == (kind, network)


def test_no_mount_table_and_no_mount() -> None:
    assert journal.file_system(Path("/home/huda"), "") is None
    assert not journal.is_network(None)


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Puts the test's folder on a network file system, and back on a local disk."""
    monkeypatch.delenv(journal.VARIABLE, raising=False)
    table = tmp_path / "mounts"
    monkeypatch.setattr(journal, "MOUNTS", table)

    def put(there: bool) -> None:
        folder = str(tmp_path.resolve()).replace(" ", r"\040")
        kind = "nfs4" if there else "ext4"
        table.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {folder} {kind} rw 0 0\n", encoding="utf-8")

    put(True)
    return put


def mode(library: Library) -> tuple[str, int]:
    """The journal, and how a commit is written through."""
    execute = library._connection.execute
    return (
        execute("PRAGMA journal_mode").fetchone()[0],
        execute("PRAGMA synchronous").fetchone()[0],
    )


def opened(path: Path, told: list[Message], annotator: str = "huda") -> Library:
    return Library.open(path, annotator, tell=told.append)


Network: TypeAlias = Callable[[bool], None]


def test_a_new_library_on_a_network_keeps_a_rollback_journal_and_one_line_says_so(
    tmp_path: Path, network: Network
) -> None:
    told: list[Message] = []
    path = tmp_path / "library.db"
    with opened(path, told) as library:
        assert mode(library) == ("delete", 3)
        library.add(Document("نص قصير", "s", "/1"))
        assert not path.with_name("library.db-wal").exists()
    (line,) = told
    assert "network file system (nfs4)" in str(line)
    assert "rollback journal" in str(line)
    assert "\n" not in str(line)
    with opened(path, told) as library:
        assert mode(library) == ("delete", 3)
    assert told == [line], "what has been said once is not said at each command"


def test_a_link_on_a_local_disk_is_the_file_that_it_leads_to(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, network: Network
) -> None:
    link = tmp_path_factory.mktemp("local") / "link.db"
    link.symlink_to(tmp_path / "library.db")
    for _ in range(2):
        with opened(link, []) as library:
            assert mode(library) == ("delete", 3)
            assert library.path == (tmp_path / "library.db").resolve()
    assert link.is_symlink()


def test_a_link_that_leads_to_itself_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "library.db").symlink_to(tmp_path / "library.db")
    with pytest.raises(LibraryError):
        opened(tmp_path / "library.db", [])


def test_one_that_comes_to_a_network_changes_over_with_all_that_is_in_it(
    tmp_path: Path, network: Network
) -> None:
    told: list[Message] = []
    path = tmp_path / "library.db"
    network(False)
    with opened(path, told) as library:
        assert mode(library) == ("wal", 2)
        library.add(Document("نص قصير", "s", "/1"))
        (article,) = library.article_page(None, 0, 9)
        library.set_tag(article.id, Span(0, 2), "span", "verified")
    assert told == []
    network(True)
    with opened(path, told) as library:
        assert mode(library) == ("delete", 3)
        assert [one.tags for one in library.annotations(article.id)] == [("verified",)]
    assert len(told) == 1
    network(False)
    with opened(path, told) as library:
        assert mode(library) == ("delete", 3), "other machines may use it over the network"


def test_one_that_is_open_elsewhere_with_a_log_is_not_used(tmp_path: Path, network: Network) -> None:
    path = tmp_path / "library.db"
    network(False)
    with opened(path, []) as other:
        other.add(Document("نص قصير", "s", "/1"))
        network(True)
        with pytest.raises(LibraryError, match="leave newsread wherever it has the library open") as caught:
            opened(path, [])
        assert "\n" not in str(caught.value)
        assert mode(other) == ("wal", 2)
    with opened(path, []) as library:
        assert mode(library)[0] == "delete"
        assert library.article_count() == 1


def test_the_variable_overrules(tmp_path: Path, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Message] = []
    monkeypatch.setenv(journal.VARIABLE, "wal")
    with opened(tmp_path / "library.db", told) as library:
        assert mode(library)[0] == "wal"
    assert told == []
    network(False)
    monkeypatch.setenv(journal.VARIABLE, "rollback")
    with opened(tmp_path / "library.db", told) as library:
        assert mode(library)[0] == "delete"
    assert journal.VARIABLE in str(told[0])


def test_a_variable_that_names_no_journal_is_said_and_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.db"
    monkeypatch.setenv(journal.VARIABLE, "roll-back")
    with pytest.raises(LibraryError, match="NEWSREAD_JOURNAL is 'roll-back'; it can be wal or rollback"):
        opened(path, [])
    monkeypatch.setenv(journal.VARIABLE, "")
    with opened(path, []) as library:
        assert mode(library)[0] in ("wal", "delete")


def test_who_has_it_open_sees_what_others_write(tmp_path: Path, network: Network) -> None:
    path = tmp_path / "library.db"
    with opened(path, []) as library, opened(path, [], "salma") as other:
        library.add(Document("نص قصير", "s", "/1"))
        seen = other.change_counter()
        (article,) = library.article_page(None, 0, 9)
        assert other.change_counter() == seen
        library.set_note(article.id, Span(0, 2), "span", "ملاحظة")
        assert other.change_counter() != seen
        assert [one.note for one in other.annotations(article.id)] == ["ملاحظة"]


def test_a_writer_that_is_killed_in_a_commit_leaves_no_damage(tmp_path: Path, network: Network) -> None:
    """What stands in the file is half of the change; the journal, which the next one reads, takes it back."""
    path = tmp_path / "library.db"
    with opened(path, []) as library:
        library.add(Document("نص " * 50_000, "s", "/1"))
    program = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE articles SET title = 'x'")
for number in range(300):
    db.execute("INSERT INTO annotators (name) VALUES (?)", ("x" * 9000 + str(number),))
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert path.with_name("library.db-journal").stat().st_size > 0
    with opened(path, []) as library:
        (article,) = library.article_page(None, 0, 9)
        assert article.title != "x"
        assert library.article(article.id).text == "نص " * 50_000
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_eight_processes_make_and_write_one_library(tmp_path: Path, open_library: OpenLibrary) -> None:
    path = tmp_path / "library.db"
    program = """
me = sys.argv[2]
with Library.open(path, me, analyse=whole) as library:
    library.add(Document("نص مشترك", "s", "/shared"))
    (article,) = [one.id for one in library.article_page("s", 0, 9)]
    for number in range(10):
        library.set_note(article, Span(0, 2), "span", f"{me} {number}")
        library.change_counter()
        assert [one.note for one in library.annotations(article, me)] == [f"{me} {number}"]
"""
    processes = [start(program, path, f"person {number}", NEWSREAD_JOURNAL="rollback") for number in range(8)]
    assert [finish(process) for process in processes] == [""] * 8
    library = open_library(path)
    assert mode(library)[0] == "delete"
    (shared,) = library.article_page("s", 0, 9)
    assert sorted(one.note for one in library.annotations(shared.id)) == [f"person {n} 9" for n in range(8)]
