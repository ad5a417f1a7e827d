"""Export, import, backup, restore, remove, log, orphans: what each prints and what it leaves."""

from __future__ import annotations

import json
import os
import pty
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from store.library import Library
from tests.support.command import Run, Spawn
from tests.support.tools import need_tool
from tui.cli.samples import samples_folder
from tui.output import harmless

FORMATS = ("newsread", "web-annotation", "label-studio", "csv")


@pytest.fixture
def indexed(run: Run, outlet: Path) -> str:
    """The id of an article with an annotation of two people each."""
    assert run("index", str(outlet)).code == 0
    uuid = str(json.loads(run("articles", "--json").out)["id"])
    run("annotate", uuid, "--start", "0", "--end", "5", "--tag", "verified", "--note", "=1+1")
    run("annotate", uuid, "--start", "0", "--end", "9", "--tag", "refuted", "--annotator", "omar")
    return uuid


def exported(run: Run, *options: str) -> list[Any]:
    articles = json.loads(run("export", *options).out)["articles"]
    return [one for article in articles for one in article["annotations"]]


class TestExport:
    def test_options_choose(self, run: Run, indexed: str) -> None:
        assert [one["annotator"] for one in exported(run)] == ["tester", "omar"]
        assert [one["tags"] for one in exported(run, "--tag", "refuted")] == [["refuted"]]
        assert [one["annotator"] for one in exported(run, "--annotator", "omar")] == ["omar"]
        assert len(exported(run, "--annotator", "omar", "--annotator", "tester")) == 2
        assert len(exported(run, "--since", "2000-01-01")) == 2
        assert exported(run, "--since", "2999-01-01T12:00+02:00") == []

    def test_a_story_chooses_its_articles(self, run: Run) -> None:
        assert run("index", str(samples_folder())).code == 0
        story = json.loads(run("stories", "--json").out.splitlines()[0])
        every = [json.loads(line)["id"] for line in run("articles", "--json").out.splitlines()]
        inside = story["articles"][0]
        outside = next(uuid for uuid in every if uuid not in story["articles"])
        for uuid in (inside, outside):
            run("annotate", uuid, "--start", "0", "--end", "5", "--tag", "verified")
        assert len(exported(run)) == 2
        (article,) = json.loads(run("export", "--story", story["id"][:20]).out)["articles"]
        assert article["id"] == inside
        unknown = run("export", "--story", "ffffffff")
        assert (unknown.code, "story" in unknown.err) == (1, True)

    def test_that_nothing_fits_is_told(self, run: Run, indexed: str) -> None:
        result = run("export", "--tag", "nowhere")
        assert (result.code, result.err) == (0, "newsread: no annotation is what the options ask for\n")

    def test_a_time_that_is_none(self, run: Run, indexed: str) -> None:
        result = run("export", "--since", "yesterday")
        assert result.code == 2
        assert "2026-01-31" in result.err

    @pytest.mark.parametrize("format", FORMATS)
    def test_every_format_to_stdout_and_to_a_file_is_the_same(
        self, run: Run, indexed: str, tmp_path: Path, format: str
    ) -> None:
        path = tmp_path / "out"
        assert run("export", "--format", format, "--output", str(path)).code == 0
        written, printed = path.read_bytes().decode(), run("export", "--format", format).out
        if format == "csv":
            assert printed == written
        else:
            first, second = json.loads(written), json.loads(printed)
            if format == "newsread":
                first["exported"] = second["exported"]
            assert first == second

    def test_brat_needs_a_place(self, run: Run, indexed: str, tmp_path: Path) -> None:
        result = run("export", "--format", "brat")
        assert result.code == 1
        assert "--output" in result.err
        (tmp_path / "brat").mkdir()
        assert run("export", "--format", "brat", "--output", str(tmp_path / "brat")).code == 0
        assert len(list((tmp_path / "brat").iterdir())) == 2

    def test_the_labelling_interface(self, run: Run, indexed: str) -> None:
        assert '<Label value="verified"/>' in run("export", "--format", "label-studio", "--interface").out


class TestImport:
    @pytest.mark.parametrize("format", FORMATS)
    def test_a_new_library_says_the_same(self, run: Run, indexed: str, tmp_path: Path, format: str) -> None:
        path, library = tmp_path / "out", ("--library", str(tmp_path / "new.db"))
        run("export", "--format", format, "--output", str(path))
        result = run("import", str(path), *library)
        assert result.code == 0, result.err
        assert result.out == "2 annotations: 2 new; 2 of articles that are not indexed yet\n"
        assert exported(run, *library) == exported(run)
        assert run("import", str(path), *library).out == "2 annotations: 2 unchanged\n"

    def test_a_file_that_does_not_fit_is_one_line_with_its_place(
        self, run: Run, indexed: str, tmp_path: Path
    ) -> None:
        document = json.loads(run("export").out)
        document["articles"][0]["annotations"][1]["tags"] = ["\x1b[31m"]
        path = tmp_path / "odd.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        result = run("import", str(path))
        assert (result.code, result.out) == (1, "")
        assert "/articles/0/annotations/1/tags/0" in result.err
        assert result.err.count("\n") == 1
        assert harmless(result.err[:-1])

    def test_a_missing_file(self, run: Run, empty: Path, tmp_path: Path) -> None:
        result = run("import", str(tmp_path / "none.json"))
        assert (result.code, "no such file" in result.err) == (1, True)


class TestBackupAndRestore:
    def test_there_and_back(self, run: Run, indexed: str, tmp_path: Path) -> None:
        path = str(tmp_path / "backup.db")
        before = exported(run)
        assert run("backup", path).code == 0
        again = run("backup", path)
        assert (again.code, "--force" in again.err) == (1, True)
        assert run("backup", path, "--force").code == 0
        run("annotate", indexed, "--start", "0", "--end", "5", "--note", "later")
        assert exported(run) != before
        restored = run("restore", path)
        assert restored.code == 0, restored.err
        assert "before-restore" in restored.err
        assert exported(run) == before


class TestRemove:
    def test_it_lists_asks_and_exports(self, run: Run, indexed: str, tmp_path: Path) -> None:
        unasked = run("remove", indexed[:8])
        assert unasked.code == 2
        assert "annotations by omar: 1" in unasked.out
        assert "--yes" in unasked.err
        assert run("articles").out != ""
        file = tmp_path / "removed.json"
        result = run("remove", "--source", "الأفق", "--yes", "--output", str(file))
        assert result.code == 0, result.err
        assert str(file) in result.err
        assert run("articles", "--json").out == ""
        assert run("import", str(file)).out.startswith("2 annotations: 2 new")

    def test_a_no_changes_nothing(self, spawn: Spawn, indexed: str, run: Run) -> None:
        controller, terminal = pty.openpty()
        process = spawn("remove", indexed, stdin=terminal)
        os.write(controller, b"n\n")
        _, err = process.communicate(timeout=60)
        os.close(terminal)
        os.close(controller)
        assert process.returncode == 0
        assert b"nothing was removed" in err
        assert len(exported(run)) == 2

    def test_nothing_named_is_wrong_usage(self, run: Run, empty: Path) -> None:
        assert run("remove").code == 2


class TestLogAndOrphans:
    def test_the_log_is_one_object_a_line(self, run: Run, indexed: str) -> None:
        entries = [json.loads(line) for line in run("log", "--json").out.splitlines()]
        assert [(one["annotator"], one["action"]) for one in entries] == [
            ("tester", "annotate"),
            ("omar", "annotate"),
        ]
        assert entries[0]["changes"][0]["after"]["note"] == "=1+1"
        assert len(run("log", "--json", "--annotator", "omar").out.splitlines()) == 1
        assert run("log", "--since", "2999-01-01").out == ""

    def test_the_log_for_people(self, run: Run, indexed: str) -> None:
        lines = run("log").out.splitlines()
        assert "tester" in lines[0]
        assert "+verified +note" in lines[1]
        assert all(map(harmless, lines))

    def test_on_a_terminal_what_was_changed_is_indented(self, run: Run, indexed: str) -> None:
        head, change, *_ = run("log", "--shaped").out.splitlines()
        assert head.startswith(" #1")
        assert change.startswith("     +verified")

    def test_what_was_marked_read_is_a_line_with_the_number(self, run: Run, indexed: str) -> None:
        with Library.open(Path(os.environ["NEWSREAD_LIBRARY"]), "tester", create=False) as library:
            library.mark_all_read()
            library.undo()
        marked, undone = run("log").out.splitlines()[-2:]
        assert marked.split("  ")[2:] == ["tester", "mark read", "1 article"]
        assert undone.split("  ")[2:] == ["tester", "undo", "#3"]
        assert json.loads(run("log", "--json").out.splitlines()[2])["detail"] == {"marked": [indexed]}

    def test_orphans_are_listed(self, run: Run, indexed: str, outlet: Path) -> None:
        assert run("orphans").err == "newsread: no annotation is orphaned\n"
        (outlet / "bridge.txt").write_text("نص آخر تماما\n", encoding="utf-8")
        run("index", str(outlet))
        assert "حصيلة" in run("orphans").out
        found = [json.loads(line) for line in run("orphans", indexed, "--json").out.splitlines()]
        assert {one["state"] for one in found} == {"orphaned"}
        assert run("orphans", "--json", "--annotator", "omar").out.count("\n") == 1


class TestWhenThingsBreak:
    @pytest.fixture
    def large(self, run: Run, indexed: str, tmp_path: Path) -> Path:
        """An export of some thousands of annotations."""
        document = json.loads(run("export").out)
        (article,) = document["articles"]
        pattern = article["annotations"][0]
        article["annotations"] = [
            {**pattern, "id": f"{number:08x}-0000-7000-8000-000000000000", "note": "ملاحظة " * 40}
            for number in range(4000)
        ]
        path = tmp_path / "large.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def check(self, path: Path) -> int:
        """How many annotations the library has, which has to be whole; the sqlite3 program says so."""
        done = subprocess.run(
            [need_tool("sqlite3"), str(path), "PRAGMA integrity_check; SELECT count(*) FROM annotations"],
            capture_output=True,
            text=True,
            check=True,
        )
        verdict, count = done.stdout.split()
        assert verdict == "ok"
        return int(count)

    def test_an_import_that_is_killed_has_happened_or_not(
        self, spawn: Spawn, large: Path, tmp_path: Path
    ) -> None:
        library = tmp_path / "own" / "library.db"
        outcomes = set()
        for delay in (0.3, 0.6, 0.9, 1.2, 1.5):
            process = spawn("import", str(large))
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
            outcomes.add(self.check(library))
        assert outcomes <= {2, 4002}
        code = spawn("import", str(large))
        assert code.wait(timeout=60) == 0
        assert self.check(library) == 4002

    def test_a_backup_that_is_killed_leaves_no_half_of_one(
        self, spawn: Spawn, large: Path, tmp_path: Path
    ) -> None:
        assert spawn("import", str(large)).wait(timeout=60) == 0
        target = tmp_path / "backup.db"
        for delay in (0.2, 0.3, 0.4, 0.5):
            process = spawn("backup", str(target), "--force")
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
            if target.exists():
                assert self.check(target) == 4002
        assert spawn("backup", str(target), "--force").wait(timeout=60) == 0
        assert self.check(target) == 4002

    @pytest.fixture
    def small_disk(self, tmp_path: Path) -> Any:
        """A file system of 400 kB."""
        folder = tmp_path / "disk"
        folder.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)], capture_output=True
        )
        if mounted.returncode:
            pytest.skip("needs to mount a file system of its own")
        yield folder
        subprocess.run(["umount", str(folder)], check=True)

    def test_a_disk_that_fills_up_keeps_what_was_there(
        self, run: Run, indexed: str, large: Path, small_disk: Path
    ) -> None:
        library = small_disk / "library.db"
        run("backup", str(library))
        before = exported(run, "--library", str(library))
        assert len(before) == 2
        result = run("import", str(large), "--library", str(library))
        assert result.code == 1
        assert "full" in result.err
        assert result.err.count("\n") == 1
        assert exported(run, "--library", str(library)) == before
        assert self.check(library) == 2
        assert run("import", str(large)).code == 0
        full = run("backup", str(small_disk / "second.db"))
        assert full.code == 1
        assert "no space left" in full.err
        assert sorted(path.name for path in small_disk.iterdir() if "second" in path.name) == []


def test_many_annotations_are_imported_in_reasonable_time(run: Run, indexed: str, tmp_path: Path) -> None:
    document = json.loads(run("export").out)
    (article,) = document["articles"]
    pattern = article["annotations"][0]
    article["annotations"] = [
        {**pattern, "id": f"{number:08x}-0000-7000-8000-000000000000"} for number in range(20_000)
    ]
    path = tmp_path / "many.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    begun = time.process_time()
    assert run("import", str(path)).code == 0
    assert time.process_time() - begun < 30
    reader = sqlite3.connect(tmp_path / "own" / "library.db")
    assert reader.execute("SELECT count(*) FROM annotations").fetchone() == (20_002,)
    reader.close()
