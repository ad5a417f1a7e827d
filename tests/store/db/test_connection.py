"""The library's file: whose it is, and what it refuses to touch."""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from pathlib import Path

import pytest

from store.db import connection
from store.errors import InvalidName, LibraryError
from store.library import Library
from tests.support.libraries import OpenLibrary, filled, finish, start

OPEN = """
try:
    Library.open(path, "huda")
except LibraryError as error:
    print(error)
"""
"""Prints why the library cannot be opened, as a process that permissions hold for."""


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

    @pytest.mark.parametrize(("mode", "said"), [(0o400, "read-only"), (0o000, "permission denied")])
    def test_what_may_not_be_written_or_not_be_read(
        self, library: Library, mortal: tuple[str, ...], mode: int, said: str
    ) -> None:
        library.close()
        library.path.chmod(mode)
        assert said in finish(start(OPEN, library.path, before=mortal))

    def test_one_in_a_folder_that_may_not_be_written(self, library: Library, mortal: tuple[str, ...]) -> None:
        library.close()
        library.path.parent.chmod(0o500)
        try:
            assert "read-only" in finish(start(OPEN, library.path, before=mortal))
        finally:
            library.path.parent.chmod(0o700)


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
    @pytest.mark.parametrize("raised", [KeyboardInterrupt(), ZeroDivisionError("a bug")])
    def test_what_a_function_raises_is_no_damage(
        self, library: Library, monkeypatch: pytest.MonkeyPatch, raised: BaseException
    ) -> None:
        def failing(_text: str) -> str:
            raise raised

        filled(library)
        connection.give_functions(library._connection, {"stems": failing})
        with pytest.raises(type(raised)) as caught, library.reading() as db:
            db.execute("SELECT count(stems(body)) FROM texts").fetchone()
        assert caught.value is raised
        assert library.article_count()

    def test_an_interruption_before_a_function_has_begun_is_one(self, library: Library) -> None:
        def failing(_text: str) -> str:
            raise zlib.error("damaged")

        def interrupted(_text: str) -> str:
            raise KeyboardInterrupt

        filled(library)
        connection.give_functions(library._connection, {"stems": failing})
        library._connection.create_function("lead", 1, interrupted)
        with pytest.raises(LibraryError, match="damaged"), library.reading() as db:
            db.execute("SELECT count(stems(body)) FROM texts").fetchone()
        with pytest.raises(KeyboardInterrupt), library.reading() as db:
            db.execute("SELECT count(lead(body)) FROM texts").fetchone()

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
