"""Nothing kept is ever lost: processes that are killed, a disk that is full, many writers at once."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from store.db import connection
from store.errors import LibraryError
from store.library import Library
from store.model import Document, Span
from tests.support.libraries import OpenLibrary, check, filled, finish, start
from tests.support.tools import need_own_mounts

FIRST = Span(0, 4)


class TestKilled:
    def test_what_a_method_returned_from_is_there(self, library: Library, open_library: OpenLibrary) -> None:
        article = filled(library)
        library.close()
        process = start(
            """
library = Library.open(path, "huda")
library.set_tag(sys.argv[2], Span(0, 4), "span", "verified")
library.save_draft(sys.argv[2], Span(0, 4), "span", "نصف")
print("done", flush=True)
sys.stdin.read()
""",
            library.path,
            article,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        process.send_signal(signal.SIGKILL)
        process.communicate()
        again = open_library()
        assert [one.tags for one in again.annotations(article)] == [("verified",)]
        assert again.draft(article, FIRST, "span") == "نصف"
        again.close()
        assert check(library.path) == "ok"

    @pytest.mark.parametrize("after", [0.05, 0.1, 0.2, 0.3])
    def test_at_any_moment_of_many_steps(
        self, library: Library, open_library: OpenLibrary, after: float
    ) -> None:
        article = filled(library)
        library.close()
        process = start(
            """
library = Library.open(path, "huda", analyse=whole)
for number in range(100_000):
    library.set_note(sys.argv[2], Span(0, 4), "span", str(number))
    print(number, flush=True)
    library.add(Document("نص " * 2_000 + str(number), "s", str(number)))
""",
            library.path,
            article,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
        # What `readline` has read ahead too, of which `communicate` knows nothing.
        told = max([0, *map(int, process.stdout.read().split())])
        process.communicate()
        again = open_library()
        assert int(again.annotations(article)[0].note) in (told, told + 1)
        assert again.article_count() - 1 in (told, told + 1)
        again.close()
        assert check(library.path) == "ok"

    def test_a_log_that_was_moved_in_half_is_no_damage(
        self, library: Library, open_library: OpenLibrary, tmp_path: Path
    ) -> None:
        article = filled(library)
        copy = tmp_path / "copy" / "library.db"
        copy.parent.mkdir()
        # As a process that is killed while it moves the log into the file leaves it: the header tells the
        # new size, and the last pages are still in the log alone.
        library.set_note(article, FIRST, "span", "ملاحظة " * 20_000)
        wal = library.path.with_name("library.db-wal").read_bytes()
        reader = sqlite3.connect(library.path)
        reader.execute("PRAGMA wal_checkpoint(FULL)")
        reader.close()
        shutil.copy(library.path, copy)
        copy.with_name("library.db-wal").write_bytes(wal)
        os.truncate(copy, copy.stat().st_size - 8 * 4096)
        again = open_library(copy)
        assert again.annotations(article)[0].note == "ملاحظة " * 20_000
        again.close()
        assert check(copy) == "ok"


class TestFullDisk:
    def test_a_change_that_has_no_room_has_not_happened(self, library: Library) -> None:
        article = filled(library)
        kept = library.set_note(article, FIRST, "span", "قبل")
        limit = library._connection.execute("PRAGMA page_count").fetchone()[0]
        library._connection.execute(f"PRAGMA max_page_count = {limit}")
        with pytest.raises(LibraryError, match="disk is full"):
            library.set_note(article, FIRST, "span", "ملاحظة " * 10_000)
        with pytest.raises(LibraryError, match="disk is full"):
            library.add_many([Document("نص " * 10_000, "s", "/2")])
        assert library.annotations(article) == (kept,)
        assert library.article_count() == 1
        library._connection.execute("PRAGMA max_page_count = 1000000")
        changed = library.set_note(article, FIRST, "span", "ملاحظة " * 10_000)
        assert changed is not None
        assert library.add(Document("نص " * 10_000, "s", "/2")) == "added"
        assert library.undo() is not None
        assert library.annotations(article)[0].note == "قبل"

    def test_a_disk_that_really_is_full(self, tmp_path: Path) -> None:
        """On a file system of 1200 KB in a name space of its own, where the kernel lets us make one."""
        mount = need_own_mounts(tmp_path)
        make = 'mount -t tmpfs -o size=1200k tmpfs "$0" && exec "$@"'
        program = """
library = Library.open(path, "huda", analyse=whole)
library.add(Document("نص قصير", "s", "/1"))
article = library.article_page(None, 0, 1)[0].id
filler = path.with_name("filler").open("wb", buffering=0)
try:
    while True:
        filler.write(bytes(1024))
except OSError:
    filler.close()
kept = None
try:
    for number in range(1_000):
        kept = library.set_note(article, Span(0, 2), "span", str(number) * 50)
except LibraryError as error:
    print(error)
assert (kept,) == library.annotations(article) or (kept is None and not library.annotations(article))
for attempt in (
    lambda: library.exchange.export(path.with_name("export.json")),
    lambda: Library.open(path.with_name("new.db"), "huda"),
    lambda: library.add(Document("نص " * 1_000, "s", "/2")),
):
    try:
        attempt()
    except LibraryError as error:
        print(error)
assert not path.with_name("export.json").exists()
path.with_name("filler").unlink()
assert library.set_note(article, Span(0, 2), "span", "بعد").note == "بعد"
assert library.add(Document("نص " * 1_000, "s", "/2")) == "added"
print(library._connection.execute("PRAGMA integrity_check").fetchone()[0])
"""
        path = tmp_path / "library.db"
        *messages, integrity = finish(start(program, path, before=(*mount, make, str(tmp_path)))).splitlines()
        assert len(messages) == 4
        assert all("disk is full" in message for message in messages)
        assert integrity == "ok"


class TestManyAtOnce:
    def test_eight_processes_make_and_write_one_library(
        self, tmp_path: Path, open_library: OpenLibrary
    ) -> None:
        path = tmp_path / "library.db"
        program = """
me = sys.argv[2]
library = Library.open(path, me, analyse=whole)
library.add(Document("نص مشترك", "s", "/shared"))
(article,) = [one.id for one in library.article_page("s", 0, 9)]
for number in range(25):
    library.set_note(article, Span(0, 2), "span", f"{me} {number}")
    library.add(Document(f"نص {me} {number}", "mine", f"/{me}/{number}"))
"""
        for process in [start(program, path, f"person {number}") for number in range(8)]:
            finish(process)
        library = open_library(path)
        (shared,) = library.article_page("s", 0, 9)
        assert sorted(one.note for one in library.annotations(shared.id)) == [
            f"person {number} 24" for number in range(8)
        ]
        assert library.article_count("mine") == 8 * 25
        library.close()
        assert check(path) == "ok"

    def test_a_writer_waits_for_another_and_says_so_when_it_lasts(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        article = filled(library)
        monkeypatch.setattr(connection, "BUSY_MS", 50)
        other = sqlite3.connect(library.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="another program"):
            library.set_note(article, FIRST, "span", "ملاحظة")
        assert library.annotations(article) == ()
        other.execute("COMMIT")
        other.close()
        assert library.set_note(article, FIRST, "span", "ملاحظة") is not None
