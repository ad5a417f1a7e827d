"""Backups, removal, orphans and the audit trail."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import stat
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from store.db import removing
from store.db.connection import APPLICATION_ID
from store.errors import LibraryError, NotFound
from store.library import Library
from store.library.upkeep import restore
from store.model import ClaimVerdict, Document, Page, Selection, Span
from tests.support.libraries import OpenLibrary
from tests.support.waiting import wait_until

TEXT = "حصيلة\nقال الوزير إن الطريق فتحت.\nوأضاف أن العمل مستمر.\n"


@pytest.fixture
def article(library: Library) -> str:
    library.add(Document(TEXT, "الأفق", "/1"))
    library.set_tag(found := library.article_page(None, 0, 1)[0].id, Span(6, 32), "statement", "verified")
    return found


def said(path: Path) -> Any:
    """The articles of an export of the library at `path`."""
    with Library.open(path, "reader", create=False) as library:
        return json.loads(library.exchange.export(None, selection=Selection(deleted=True)).text or "")[
            "articles"
        ]


def left_behind(library: Library, path: Path) -> Path:
    """A log with what the library changes now, as one that was killed leaves it, at `path`."""
    article = library.article_page(None, 0, 1)[0].id
    library.set_note(article, Span(0, 5), "span", "ضائع")
    shutil.copy(library.path.with_name("library.db-wal"), path)
    assert path.stat().st_size
    return path


def check_index(library: Library) -> None:
    """The index of words holds what the articles say, as SQLite itself finds, or this raises."""
    with library.writing() as db:
        db.execute("INSERT INTO word_index (word_index, rank) VALUES ('integrity-check', 1)")


def refuse(*_: object) -> None:
    """What a file system without links says."""
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


class TestBackup:
    def test_it_is_a_library_that_says_the_same(self, library: Library, article: str, tmp_path: Path) -> None:
        target = tmp_path / "backup.db"
        library.upkeep.backup(target)
        copy = sqlite3.connect(target)
        assert copy.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        copy.close()
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        assert said(target) == said(library.path)

    def test_what_is_there_is_not_replaced_unless_asked_for(
        self, library: Library, article: str, tmp_path: Path
    ) -> None:
        target = tmp_path / "backup.db"
        target.write_text("mine")
        with pytest.raises(LibraryError, match="--force"):
            library.upkeep.backup(target)
        assert target.read_text() == "mine"
        library.upkeep.backup(target, force=True)
        assert said(target) == said(library.path)

    def test_a_memory_stick_takes_it_too(
        self, library: Library, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "link", refuse)
        library.upkeep.backup(tmp_path / "copy.db")
        with pytest.raises(LibraryError, match="is there already"):
            library.upkeep.backup(tmp_path / "copy.db")
        with Library.open(tmp_path / "copy.db", "omar") as copy:
            assert copy.article(article).title == library.article(article).title

    @pytest.mark.parametrize("force", [True, False])
    def test_never_over_the_library_itself(self, library: Library, article: str, force: bool) -> None:
        link = library.path.with_name("link.db")
        link.symlink_to(library.path)
        for target in (library.path, link):
            with pytest.raises(LibraryError, match="itself"):
                library.upkeep.backup(target, force=force)
        assert said(library.path)

    def test_writers_go_on_and_the_copy_is_of_one_moment(
        self, library: Library, article: str, tmp_path: Path
    ) -> None:
        for number in range(60):
            library.add(Document(f"{number} " + os.urandom(30_000).hex(), "الأفق", f"/{number + 2}"))
        stop, wrote, errors = threading.Event(), [0], []

        def write() -> None:
            with Library.open(library.path, "omar") as other:
                while not stop.is_set():
                    try:
                        # Two notes that always say the same in one state of the library.
                        for span in (Span(0, 5), Span(6, 32)):
                            other.set_note(article, span, "span", str(wrote[0]))
                        wrote[0] += 1
                    except Exception as error:
                        errors.append(error)
                        return

        thread = threading.Thread(target=write)
        thread.start()
        target = tmp_path / "backup.db"
        steps: list[int] = []
        try:
            wait_until(lambda: wrote[0] >= 3 or errors != [])
            before = wrote[0]
            library.upkeep.backup(target, progress=lambda done, total: steps.append(done))
            wait_until(lambda: wrote[0] >= before + 3 or errors != [])
        finally:
            stop.set()
            thread.join()
        assert not errors
        assert len(steps) > 1
        with Library.open(target, "reader") as copy:
            first, second = (one.note for one in copy.annotations(article, "omar"))
        assert int(first) - int(second) in (0, 1)
        assert before - 1 <= int(first) <= wrote[0]

    @pytest.mark.parametrize("ending", ["-wal", "-journal"])
    def test_a_log_that_lies_where_the_copy_goes_is_not_mixed_with_it(
        self, library: Library, article: str, tmp_path: Path, ending: str
    ) -> None:
        target = tmp_path / "backup.db"
        log = left_behind(library, tmp_path / f"backup.db{ending}")
        with pytest.raises(LibraryError, match=f"backup.db{ending} is left of a library that is gone"):
            library.upkeep.backup(target)
        assert not target.exists()
        target.write_bytes(b"x")
        library.upkeep.backup(target, force=True)
        assert not log.exists()
        assert said(target) == said(library.path)

    def test_a_failure_leaves_nothing(self, library: Library, article: str, tmp_path: Path) -> None:
        with pytest.raises(LibraryError, match="no such file"):
            library.upkeep.backup(tmp_path / "no" / "backup.db")
        with pytest.raises(LibraryError, match="folder"):
            library.upkeep.backup(tmp_path)
        assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


class TestRestore:
    @pytest.fixture
    def backup(self, library: Library, article: str, tmp_path: Path) -> Path:
        target = tmp_path / "backup.db"
        library.upkeep.backup(target)
        return target

    def test_what_was_there_comes_back_and_what_is_there_is_kept(
        self, library: Library, article: str, backup: Path
    ) -> None:
        then = said(library.path)
        library.set_note(article, Span(0, 5), "span", "بعد ذلك")
        now = said(library.path)
        library.close()
        kept = restore(backup, library.path)
        assert kept is not None
        assert kept.name.startswith("library.db.before-restore-")
        assert said(library.path) == then
        assert said(kept) == now
        assert [path.name for path in library.path.parent.glob(".*")] == []

    def test_where_no_library_is_one_comes_to_be(
        self, backup: Path, library: Library, tmp_path: Path
    ) -> None:
        path = tmp_path / "new.db"
        assert restore(backup, path) is None
        assert said(path) == said(library.path)

    def test_the_log_of_a_library_that_is_gone_is_not_mixed_with_it(
        self, library: Library, article: str, backup: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "gone" / "library.db"
        path.parent.mkdir()
        log = left_behind(library, path.with_name("library.db-wal"))
        with pytest.raises(LibraryError, match=r"library\.db-wal is left of a library that is gone"):
            restore(backup, path)
        assert [one.name for one in path.parent.iterdir()] == [log.name]
        log.unlink()
        path.with_name("library.db-shm").touch()
        assert restore(backup, path) is None
        assert said(path) == said(backup)

    def test_what_stands_in_the_log_of_the_source_comes_too(
        self, library: Library, article: str, tmp_path: Path
    ) -> None:
        library.upkeep.backup(tmp_path / "empty.db")
        library.set_note(article, Span(0, 5), "span", "في السجل وحده")
        path = tmp_path / "copied" / "library.db"
        path.parent.mkdir()
        for file in library.path.parent.glob("library.db*"):
            shutil.copy(file, path.parent)
        kept = path.read_bytes()
        for source in (path, library.path):
            new = tmp_path / f"of-{source.parent.name}.db"
            assert restore(source, new) is None
            assert said(new) == said(library.path)
        assert path.read_bytes() == kept

    def test_a_source_that_was_copied_in_the_middle_of_a_change_is_refused(
        self, backup: Path, tmp_path: Path
    ) -> None:
        writer = sqlite3.connect(backup, isolation_level=None)
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN")
        writer.execute("CREATE TABLE large (x)")
        writer.execute("INSERT INTO large SELECT hex(randomblob(100000)) FROM tags")
        path = tmp_path / "copied" / "backup.db"
        path.parent.mkdir()
        for file in tmp_path.glob("backup.db*"):
            shutil.copy(file, path.parent)
        writer.close()
        with pytest.raises(LibraryError, match="in the middle of a change"):
            restore(path, tmp_path / "new.db")
        assert not (tmp_path / "new.db").exists()
        Library.open(path, "huda").close()
        assert restore(path, tmp_path / "new.db") is None

    def test_never_from_the_library_itself(self, library: Library, article: str) -> None:
        library.close()
        with pytest.raises(LibraryError, match="itself"):
            restore(library.path, library.path)

    def test_nothing_happens_while_others_have_it_open(
        self, library: Library, article: str, backup: Path
    ) -> None:
        library.set_note(article, Span(0, 5), "span", "بعد ذلك")
        before = said(library.path)
        with pytest.raises(LibraryError, match="open elsewhere"):
            restore(backup, library.path)
        assert said(library.path) == before
        assert not list(library.path.parent.glob("*before-restore*"))

    @pytest.mark.parametrize("has_links", [True, False])
    def test_a_damaged_library_is_replaced_and_kept(
        self, library: Library, backup: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
    ) -> None:
        then = said(library.path)
        library.close()
        library.path.write_bytes(b"x" * 5000)
        if not has_links:
            monkeypatch.setattr(os, "link", refuse)
        kept = restore(backup, library.path)
        assert kept is not None
        assert kept.read_bytes() == b"x" * 5000
        assert said(library.path) == then

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to any group")
    def test_whom_a_damaged_library_was_shared_with_has_the_restored_one(
        self, library: Library, backup: Path
    ) -> None:
        library.close()
        library.path.write_bytes(b"x" * 5000)
        os.chown(library.path, -1, 54_321)
        library.path.chmod(0o660)
        restore(backup, library.path)
        about = library.path.stat()
        assert (about.st_gid, stat.S_IMODE(about.st_mode)) == (54_321, 0o660)

    @pytest.mark.parametrize(
        ("spoil", "problem"),
        [
            (lambda path: path.unlink(), "there is no backup"),
            (lambda path: path.write_bytes(b"not a database" * 100), "not a newsread library"),
            (lambda path: path.write_bytes(b""), "not a newsread library"),
            (lambda path: os.truncate(path, path.stat().st_size // 2), "damaged"),
            (lambda path: _set(path, "application_id", 7), "not a newsread library"),
            (lambda path: _set(path, "user_version", 999), "newer version"),
        ],
    )
    def test_what_is_no_backup_changes_nothing(
        self, library: Library, backup: Path, spoil: Callable[[Path], object], problem: str
    ) -> None:
        spoil(backup)
        before = said(library.path)
        library.close()
        with pytest.raises(LibraryError, match=problem):
            restore(backup, library.path)
        assert said(library.path) == before


def _set(path: Path, pragma: str, value: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {pragma} = {value}")
    connection.commit()
    connection.close()


class TestRemove:
    @pytest.fixture
    def both(self, library: Library, article: str, open_library: OpenLibrary) -> str:
        """A second article of another source, annotated, read and with a draft."""
        library.add(Document("نص ثان\nقال المدير شيئا.\n", "الشروق", "/2"))
        (second,) = library.upkeep.articles_of("الشروق")
        open_library(annotator="omar").set_note(second, Span(0, 2), "span", "ملاحظة عمر")
        library.save_draft(second, Span(0, 2), "span", "مسودة")
        library.mark_read([second])
        return second

    def rows(self, library: Library, table: str) -> int:
        reader = sqlite3.connect(library.path)
        count: int = reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        reader.close()
        return count

    def test_the_article_goes_with_all_that_hangs_on_it(self, library: Library, both: str) -> None:
        path = library.upkeep.remove([both])
        assert path is not None
        assert library.article_count() == 1
        assert [source.name for source in library.sources()] == ["الأفق"]
        assert library.drafts() == ()
        assert library.search.find("المدير").articles == ()
        for table in ("packed_texts", "analyses", "articles"):
            assert self.rows(library, table) == 1
        assert self.rows(library, "read_marks") == 0
        reader = sqlite3.connect(library.path)
        assert reader.execute("PRAGMA foreign_key_check").fetchall() == []
        reader.close()

    def test_what_was_said_is_exported_and_comes_back(self, library: Library, both: str) -> None:
        before = said(library.path)
        path = library.upkeep.remove([both])
        assert path is not None
        assert [one["id"] for one in said(library.path)] != [one["id"] for one in before]
        assert library.exchange.import_file(path).added == 1
        library.add(Document("نص ثان\nقال المدير شيئا.\n", "الشروق", "/2"))
        assert said(library.path) == before
        assert [one.note for one in library.annotations(both)] == ["ملاحظة عمر"]

    @pytest.mark.parametrize("shared", [0o600, 0o660])
    def test_the_file_is_for_those_who_may_use_the_library(
        self, library: Library, both: str, shared: int
    ) -> None:
        library.path.chmod(shared)
        before = os.umask(0o022)
        try:
            path = library.upkeep.remove([both])
        finally:
            os.umask(before)
        assert path is not None
        assert stat.S_IMODE(path.stat().st_mode) == shared

    def test_a_file_that_is_there_is_not_replaced(self, library: Library, both: str, tmp_path: Path) -> None:
        file = tmp_path / "removed.json"
        file.write_text("of an earlier removal")
        with pytest.raises(LibraryError, match=r"removed\.json is there already; name another file"):
            library.upkeep.remove([both], file)
        assert file.read_text() == "of an earlier removal"
        assert library.article_count() == 2

    def test_a_whole_source_goes_and_the_index_of_words_is_written_once(
        self, library: Library, both: str
    ) -> None:
        library.add_many(Document(f"خبر الميناء {number}\n", "الشروق", f"/{number}") for number in range(9))
        ids = library.upkeep.articles_of("الشروق")
        changed: list[str] = []
        with library.reading() as db:
            db.set_trace_callback(lambda statement: changed.append(statement.split(" WHERE ")[0]))
        library.upkeep.remove(ids)
        with library.reading() as db:
            db.set_trace_callback(None)
        # One that triggers others is traced again for each of them.
        done = [statement for statement, _again in groupby(changed)]
        assert done.count("DELETE FROM articles") == 1
        kinds = [one for one in done if one.startswith(("DELETE FROM ", "INSERT INTO word_index "))]
        last = [one.startswith("INSERT INTO word_index ") for one in kinds]
        assert last == sorted(last)
        assert library.article_count() == 1
        check_index(library)

    def test_what_is_written_while_a_removal_is_prepared_goes_with_it(
        self, library: Library, article: str
    ) -> None:
        with library.reading() as db:
            folded = removing.fold(db, [article])
        library.add(Document("نص تغير قبل أن يحذف\n", "الأفق", "/1"))
        with library.writing() as db:
            removing.remove(db, "huda", [article], [], "", folded)
        check_index(library)
        assert library.search.count("تغير") == 0

    def test_a_text_that_another_article_has_stays(self, library: Library, article: str) -> None:
        library.add(Document(TEXT, "الشروق", "/1"))
        (twin,) = library.upkeep.articles_of("الشروق")
        assert library.upkeep.remove([twin]) is None
        assert library.article(article).text == TEXT
        assert library.annotations(article)

    def test_the_log_keeps_it_and_undo_does_not_bring_it_back_by_halves(
        self, library: Library, both: str, open_library: OpenLibrary
    ) -> None:
        library.upkeep.remove([both])
        (entry,) = (entry for entry in library.upkeep.log() if entry.action == "remove")
        assert entry.annotator == "huda"
        assert [one["id"] for one in entry.detail["articles"]] == [both]
        assert "ملاحظة عمر" in entry.versions[0]
        omar = open_library(annotator="omar")
        undone = omar.undo()
        assert undone is not None
        assert undone.article is None
        omar.redo()
        assert [one["source"] for one in said(library.path)] == ["الأفق"]

    def test_a_page_goes_with_its_text_and_what_the_server_said_of_it(
        self, library: Library, article: str
    ) -> None:
        url = "https://example.org/page"
        page = Page(sha256(b"<p>").hexdigest(), zlib.compress(b"<p>"), "reader-1")
        library.add(Document("من صفحة\nسطر.\n", "الشروق", url, page=page))
        writer = sqlite3.connect(library.path)
        writer.execute("INSERT INTO addresses (url, etag) VALUES (?, 'x')", (url,))
        writer.commit()
        writer.close()
        library.upkeep.remove(library.upkeep.articles_of("الشروق"))
        for table in ("pages", "extracted", "addresses"):
            assert self.rows(library, table) == 0

    def test_earlier_versions_go_too(self, library: Library, article: str) -> None:
        library.add(Document("نص آخر\n", "الأفق", "/1"))
        library.upkeep.remove([article])
        for table in ("packed_texts", "analyses", "earlier_versions", "articles", "sources"):
            assert self.rows(library, table) == 0

    def test_no_other_articles_annotations_are_read(self, library: Library, article: str) -> None:
        library.add(Document("خبر آخر تماما\n", "الأفق", "/2"))
        other = next(one.id for one in library.article_page(None, 0, 9) if one.id != article)
        library.verdicts.give(other, Span(0, 3), ClaimVerdict("added"))
        with library.writing() as db:
            db.execute("UPDATE annotations SET claim = 'x' WHERE claim IS NOT NULL")
        assert [one.id for one in library.upkeep.said_of([article])] == [article]
        assert library.upkeep.remove([article]) is not None
        assert library.article_count() == 1

    def test_where_the_file_cannot_be_written_nothing_goes(
        self, library: Library, both: str, tmp_path: Path
    ) -> None:
        before = said(library.path)
        with pytest.raises(LibraryError, match="could not be written"):
            library.upkeep.remove([both], tmp_path / "no" / "file.json")
        assert said(library.path) == before
        assert library.article_count() == 2

    def test_the_log_keeps_its_name_whatever_bytes_it_is_of(
        self, library: Library, both: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "ملف".encode("cp1256").decode("utf-8", "surrogateescape")
        assert library.upkeep.remove([both], path) == path
        assert library.upkeep.log()[-1].detail["file"] == rf"{tmp_path}/\udce3\udce1\udcdd"
        assert library.exchange.import_file(path).waiting

    @pytest.mark.parametrize("committed", [False, True])
    def test_the_file_stays_only_where_the_removal_does(
        self, library: Library, both: str, monkeypatch: pytest.MonkeyPatch, committed: bool
    ) -> None:
        writing = library.writing

        @contextmanager
        def interrupted() -> Iterator[sqlite3.Connection]:
            with writing() as db:
                yield db
                if not committed:
                    raise KeyboardInterrupt
            raise KeyboardInterrupt

        monkeypatch.setattr(library, "writing", interrupted)
        with pytest.raises(KeyboardInterrupt):
            library.upkeep.remove([both])
        assert library.article_count() == (1 if committed else 2)
        assert len(list(library.path.parent.glob("*.removed-*"))) == committed

    def test_what_is_not_there_is_told(self, library: Library, both: str) -> None:
        with pytest.raises(NotFound):
            library.upkeep.remove([both, "0" * 36])
        with pytest.raises(NotFound, match="sources"):
            library.upkeep.articles_of("لا أحد")
        with pytest.raises(NotFound):
            library.upkeep.articles_of("\udcff")
        assert library.article_count() == 2


class TestOrphans:
    def test_they_are_listed_with_their_quote_and_found_again_later(
        self, library: Library, article: str, open_library: OpenLibrary
    ) -> None:
        assert library.upkeep.orphans() == ()
        open_library(annotator="omar").set_tag(article, Span(33, 54), "statement", "refuted")
        library.add(Document("شيء آخر تماما\n", "الأفق", "/1"))
        orphans = library.upkeep.orphans()
        assert [one.annotation.quote.exact for one in orphans] == [TEXT[6:32], TEXT[33:54]]
        assert {(one.source, one.title) for one in orphans} == {("الأفق", "شيء آخر تماما")}
        assert len(library.upkeep.orphans(["omar"])) == 1
        assert library.upkeep.orphans(article_id="x") == ()
        library.add(Document("عاجل\n" + TEXT, "الأفق", "/1"))
        assert library.upkeep.orphans() == ()


class TestLog:
    def test_every_step_of_everybody_stands_in_it(
        self, library: Library, article: str, open_library: OpenLibrary
    ) -> None:
        omar = open_library(annotator="omar")
        omar.set_note(article, Span(0, 5), "span", "ملاحظة")
        library.undo()
        library.redo()
        entries = library.upkeep.log()
        assert [(one.annotator, one.action) for one in entries] == [
            ("huda", "tag"),
            ("omar", "note"),
            ("huda", "undo"),
            ("huda", "redo"),
        ]
        first, note, undo, redo = entries
        assert undo.of == redo.of == first.step
        (change,) = first.changes
        assert (change.before.tags, change.after.tags) == ((), ("verified",))
        assert (change.quote, change.span, change.article) == (TEXT[6:32], Span(6, 32), article)
        assert [one.after.tags for one in undo.changes] == [()]
        assert [one.after.note for one in note.changes] == ["ملاحظة"]
        assert [one.moment for one in entries] == sorted(one.moment for one in entries)

    def test_by_annotator_and_time(self, library: Library, article: str, open_library: OpenLibrary) -> None:
        open_library(annotator="omar").set_note(article, Span(0, 5), "span", "ملاحظة")
        assert [one.annotator for one in library.upkeep.log(["omar"])] == ["omar"]
        last = library.upkeep.log()[-1].moment
        assert last in [one.moment for one in library.upkeep.log(since=last)]
        assert library.upkeep.log(since="2999-01-01T00:00:00.000Z") == []

    def test_an_import_names_its_file(self, library: Library, article: str, tmp_path: Path) -> None:
        library.exchange.export(tmp_path / "a.json")
        with Library.open(tmp_path / "other.db", "omar") as other:
            other.exchange.import_file(tmp_path / "a.json")
            (entry,) = other.upkeep.log()
        assert (entry.action, entry.detail["file"], entry.detail["added"]) == ("import", "a.json", 1)
        assert [one.annotator for one in entry.changes] == ["huda"]

    @pytest.mark.parametrize("table", ["events", "versions"])
    def test_what_is_kept_beside_the_steps_only_grows_too(
        self, library: Library, article: str, table: str
    ) -> None:
        library.upkeep.remove([article])
        writer = sqlite3.connect(library.path)
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = 99"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                writer.execute(statement)
        writer.close()
