"""The library's file: whose it is, what it refuses to touch, and that nothing kept is ever lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from store.db import connection
from store.errors import InvalidName, LibraryError
from store.library import Library
from store.model import Document, Span

OpenLibrary: TypeAlias = Callable[..., Library]

ROOT = Path(__file__).parents[2]
FIRST = Span(0, 4)

BEGINNING = """
import sys
from pathlib import Path
from store.errors import LibraryError
from store.library import Library
from store.model import Document, Extraction, Outline, Span

def whole(text):
    return Outline(None, (Span(0, len(text)),)), Extraction((), (), "test")

path = Path(sys.argv[1])
"""


def start(program: str, *arguments: object, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Another process that runs `program` after BEGINNING, with its output to read."""
    return subprocess.Popen(
        [*before, sys.executable, "-c", BEGINNING + program, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    """What the process printed; it must end well."""
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out


def filled(library: Library) -> str:
    """Index an article; its id."""
    library.add(Document("نص قصير\nوسطر ثان\n", "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


def check(path: Path) -> str:
    database = sqlite3.connect(path)
    (answer,) = database.execute("PRAGMA integrity_check").fetchone()
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    return str(answer)


def refused(path: Path) -> str:
    """The one line with which the file is refused; the file and its folder stay as they were."""
    before = path.read_bytes()
    beside = sorted(path.parent.iterdir())
    with pytest.raises(LibraryError) as caught:
        Library.open(path, "huda")
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(f" ({path})")
    return message


class TestWhose:
    def test_a_new_library_and_its_folder_are_their_owners_alone(
        self, tmp_path: Path, open_library: OpenLibrary
    ) -> None:
        mask = os.umask(0)
        try:
            library = open_library(tmp_path / "data" / "newsread" / "library.db")
            filled(library)
            files = list(library.path.parent.iterdir())
            assert len(files) == 3
            assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
            for folder in (library.path.parent, library.path.parent.parent):
                assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        finally:
            os.umask(mask)

    def test_an_older_library_is_kept_from_others_and_left_to_its_group(
        self, library: Library, open_library: OpenLibrary
    ) -> None:
        filled(library)
        files = list(library.path.parent.iterdir())
        assert len(files) == 3
        for mode, left in ((0o644, 0o640), (0o666, 0o660), (0o600, 0o600), (0o660, 0o660)):
            for file in files:
                file.chmod(mode)
            open_library()
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {left}

    def test_somebody_elses_library_keeps_its_permissions(
        self, library: Library, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library.path.chmod(0o666)
        monkeypatch.setattr(os, "geteuid", lambda: library.path.stat().st_uid + 1)
        open_library()
        assert stat.S_IMODE(library.path.stat().st_mode) == 0o666

    def test_one_that_has_to_be_there_is_not_made(self, tmp_path: Path) -> None:
        path = tmp_path / "data" / "library.db"
        with pytest.raises(LibraryError, match="there is no library at"):
            Library.open(path, "huda", create=False)
        assert list(tmp_path.iterdir()) == []
        Library.open(path, "huda").close()
        Library.open(path, "huda", create=False).close()

    def test_a_folder_that_is_there_keeps_its_permissions(
        self, tmp_path: Path, open_library: OpenLibrary
    ) -> None:
        tmp_path.chmod(0o755)
        open_library(tmp_path / "library.db")
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755

    def test_names_with_signs_that_mean_something_in_an_address(
        self, tmp_path: Path, open_library: OpenLibrary
    ) -> None:
        path = tmp_path / "a?mode=memory#%41 ك.db"
        filled(open_library(path))
        assert path.stat().st_size > 0

    def test_an_empty_file_becomes_a_library(self, tmp_path: Path, open_library: OpenLibrary) -> None:
        path = tmp_path / "empty.db"
        path.touch()
        assert len(open_library(path).tags()) == 4

    def test_an_annotator_needs_a_name(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidName):
            Library.open(tmp_path / "library.db", "  ")
        assert list(tmp_path.iterdir()) == []

    def test_commits_reach_the_disk_and_keys_are_held(self, library: Library) -> None:
        database = connection.open_database(library.path)
        answers = [
            database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
        database.close()
        assert answers == ["wal", 2, 1, 5_000]


class TestRefused:
    def test_a_text_file(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.txt"
        path.write_text("ملاحظات " * 1_000)
        assert "not a newsread library" in refused(path)

    @pytest.mark.parametrize("length", [1, 99, 100, 511, 512, 513])
    def test_a_short_text_file(self, tmp_path: Path, length: int) -> None:
        path = tmp_path / "notes.txt"
        path.write_text("x" * length)
        assert "not a newsread library" in refused(path)

    def test_another_programs_database(self, tmp_path: Path) -> None:
        path = tmp_path / "places.sqlite"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY)")
        database.close()
        assert "not a newsread library" in refused(path)

    def test_another_programs_database_in_wal_mode(self, tmp_path: Path) -> None:
        path = tmp_path / "places.sqlite"
        database = sqlite3.connect(path)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY)")
        database.close()
        assert "not a newsread library" in refused(path)

    def test_another_programs_id(self, tmp_path: Path) -> None:
        path = tmp_path / "map.gpkg"
        database = sqlite3.connect(path)
        database.execute("PRAGMA application_id = 1196444487")
        database.close()
        assert "not a newsread library" in refused(path)

    def test_a_newer_version(self, library: Library) -> None:
        library.close()
        database = sqlite3.connect(library.path)
        database.execute(f"PRAGMA user_version = {connection.VERSION + 1}")
        database.execute("PRAGMA journal_mode = DELETE")
        database.close()
        assert "newer version" in refused(library.path)

    def test_a_newer_version_that_stands_in_the_log_only(
        self, library: Library, open_library: OpenLibrary
    ) -> None:
        database = sqlite3.connect(library.path)
        database.execute(f"PRAGMA user_version = {connection.VERSION + 1}")
        with pytest.raises(LibraryError, match="newer version"):
            open_library()
        database.close()

    def test_one_that_was_cut_short(self, library: Library) -> None:
        filled(library)
        library.close()
        data = library.path.read_bytes()
        library.path.write_bytes(data[: len(data) // 2])
        assert "damaged" in refused(library.path)

    def test_one_whose_schema_is_overwritten(self, library: Library) -> None:
        library.close()
        with library.path.open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * 3_000)
        assert "damaged" in refused(library.path)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(LibraryError, match="not a file"):
            Library.open(tmp_path, "huda")

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(LibraryError) as caught:
            Library.open(tmp_path / "file" / "library.db", "huda")
        assert "\n" not in str(caught.value)

    def test_what_may_not_be_written(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        library.close()
        monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
        assert "read-only" in refused(library.path)

    def test_what_may_not_be_read(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        library.close()
        monkeypatch.setattr(os, "access", lambda path, mode: path != library.path)
        assert "permission denied" in refused(library.path)


class TestWhatIsSaid:
    @pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY])
    def test_begins_with_what_is_wrong_and_what_to_do_and_fits_a_line(self, code: int) -> None:
        path = Path("/a/folder/with/a/name/that/is/long/and/deep/within/others/library.db")
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = code
        said = str(connection.translated(error, path))
        assert said.endswith(f" ({path})")
        assert len(said.removesuffix(f" ({path})")) <= 78


class TestDamage:
    def test_it_is_told_when_it_is_met(self, library: Library, open_library: OpenLibrary) -> None:
        article = filled(library)
        library.close()
        database = sqlite3.connect(library.path)
        (size,) = database.execute("PRAGMA page_size").fetchone()
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'packed_texts'"
        ).fetchone()
        database.close()
        with library.path.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
        again = open_library()
        with pytest.raises(LibraryError, match="damaged"):
            again.article(article)
        assert len(again.tags()) == 4

    @pytest.mark.parametrize(
        "damage",
        [
            "UPDATE analyses SET found = x'00'",
            "UPDATE analyses SET found = zeroblob(0)",
            "UPDATE packed_texts SET packed = x'00'",
        ],
    )
    def test_rows_that_cannot_be_ours(self, library: Library, damage: str) -> None:
        article = filled(library)
        database = sqlite3.connect(library.path, isolation_level=None)
        database.execute(damage)
        database.close()
        with pytest.raises(LibraryError, match="damaged"):
            library.article(article)


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
        out, _ = process.communicate()
        told = max([0, *map(int, out.split())])
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
        mount = ("unshare", "--map-root-user", "--mount", "sh", "-c")
        make = 'mount -t tmpfs -o size=1200k tmpfs "$0" && exec "$@"'
        if (
            shutil.which("unshare") is None
            or subprocess.run(
                [*mount, make, str(tmp_path), "true"], capture_output=True, check=False
            ).returncode
        ):
            pytest.skip("the kernel lets no one mount a small file system in a name space of their own")
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
