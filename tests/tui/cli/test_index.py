"""`index`: what goes in, what becomes a line instead, and the summary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Run
from tests.support.documents import PAGE, RSS
from tests.support.server import Server
from tui.output import harmless


class TestIndex:
    def test_the_summary_counts_what_became_of_the_files(self, run: Run, outlet: Path) -> None:
        (outlet / "more.txt").write_text("عنوان آخر\n\nنص آخر.\n", encoding="utf-8")
        assert run("index", str(outlet)).out == "2 articles: 2 new\n"
        (outlet / "more.txt").write_text("عنوان آخر\n\nنص جديد.\n", encoding="utf-8")
        again = run("index", str(outlet))
        assert (again.code, again.out, again.err) == (0, "2 articles: 1 updated, 1 unchanged\n", "")

    def test_a_bad_file_gets_a_line_and_the_others_go_in(self, run: Run, outlet: Path) -> None:
        (outlet / "a.txt").write_bytes("نص بعضه ".encode() * 3 + b"\xff damaged")
        (outlet / "z.txt").write_bytes(b"\x00\xff" * 200)
        result = run("index", str(outlet), str(outlet / "none.txt"))
        assert result.code == 1
        assert result.out == "1 article: 1 new; 3 failed\n"
        lines = result.err.splitlines()
        for name, line in zip(("a.txt", "z.txt", "none.txt"), lines, strict=True):
            assert name in line

    def test_records_without_a_text_are_counted_and_no_failure(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "archive.jsonl"
        path.write_text('{"title": "خبر", "text": "نص."}\n' + '{"title": "", "text": ""}\n' * 4, "utf-8")
        result = run("index", str(path))
        assert (result.code, result.out) == (0, "1 article: 1 new; 4 records without a text\n")
        assert result.err == (
            f"newsread: {path}, lines 2, 3, 4 and 1 more: neither a title nor a text in it; left out\n"
        )
        assert run("claims", str(path)).code == 0

    def test_damaged_records_are_failures_in_one_line(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "archive.jsonl"
        path.write_text('{"title": "خبر", "text": "نص."}\n' + "{\n" * 400, "utf-8")
        result = run("index", str(path))
        assert (result.code, result.out) == (1, "1 article: 1 new; 400 failed\n")
        assert len(result.err.splitlines()) == 1

    def test_a_link_to_itself_is_one_failed_input(self, run: Run, outlet: Path) -> None:
        (outlet / "self.txt").symlink_to("self.txt")
        result = run("index", str(outlet))
        assert (result.code, result.out) == (1, "1 article: 1 new; 1 failed\n")
        assert "self.txt" in result.err
        assert run("claims", str(outlet)).code == 1

    def test_offline_an_address_is_one_failed_input_and_files_go_in(
        self, run: Run, outlet: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "config.toml").write_text("offline = true\n", encoding="utf-8")
        result = run("index", "http://127.0.0.1:1/rss", str(outlet))
        assert (result.code, result.out) == (1, "1 article: 1 new; 1 failed\n")
        assert result.err == (
            "newsread: http://127.0.0.1:1/rss: the network is off (offline = true in config.toml)\n"
        )

    def test_an_address_that_has_not_changed_is_counted(self, run: Run, server: Server) -> None:
        url = server.serve("/rss", RSS.encode(), "application/rss+xml", ETag='"1"')
        assert run("index", url).out == "2 articles: 2 new\n"
        again = run("index", url)
        assert (again.code, again.out, again.err) == (0, "0 articles; 1 address unchanged\n", "")

    def test_a_page_that_failed_is_asked_for_again(self, run: Run, server: Server) -> None:
        empty = b"<html><body><p></p></body></html>"
        url = server.serve("/1", empty, ETag='"1"')
        for _ in range(2):
            result = run("index", url)
            assert (result.code, result.out) == (1, "0 articles; 1 failed\n")
            assert "no article found" in result.err
        server.serve("/1", PAGE.encode(), ETag='"1"')
        assert run("index", url).out == "1 article: 1 new\n"
        assert run("index", url).out == "0 articles; 1 address unchanged\n"

    def test_what_was_fetched_and_not_kept_is_asked_for_again(
        self, run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        urls = [
            server.serve("/1", PAGE.encode(), ETag='"1"'),
            server.serve("/rss", RSS.encode(), "application/rss+xml", ETag='"1"'),
        ]
        with monkeypatch.context() as patch:
            patch.setattr("store.db.adding.Batch.write", broken)
            # Nothing is written before all is fetched.
            patch.setattr("store.db.adding.BATCH_SECONDS", 1e9)
            assert run("index", *urls).code == 1
        assert run("index", *urls).out == "3 articles: 3 new\n"

    def test_an_address_is_one_failed_input(self, run: Run, outlet: Path) -> None:
        address = "ftp://example.com//a"
        result = run("index", address, str(outlet))
        assert (result.code, result.out) == (1, "1 article: 1 new; 1 failed\n")
        assert result.err.startswith(f"newsread: {address}: no address of the web; ")
        assert run("claims", address).err == result.err

    def test_replaced_characters_are_counted(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "nul.txt"
        path.write_text("عنوان المقال\n\nكلام كثير قبله\0 وكلام كثير بعده.\n", encoding="utf-8")
        assert run("index", str(path)).out == "1 article: 1 new; 1 character replaced\n"

    def test_claims_are_found_again(self, run: Run, outlet: Path) -> None:
        run("index", str(outlet))
        count = len(list(outlet.glob("*.txt")))
        assert f"{count} with claims found again" in run("index", "--again", str(outlet)).out
        assert run("index", "--again").out.startswith(f"{count} text")
        assert run("index", str(outlet)).out.strip().endswith(f"{count} unchanged")

    def test_without_a_path_there_is_nothing_to_index(self, run: Run) -> None:
        for arguments in (("index",), ("index", "--source", "s"), ("index", "--again", "--source", "s")):
            assert run(*arguments).code == 2
        assert run("index", "--again").code == 1

    def test_the_source_is_the_folder_or_what_is_said(self, run: Run, outlet: Path) -> None:
        run("index", str(outlet))
        run("index", "--source", "وكالة", str(outlet))
        names = [json.loads(line)["name"] for line in run("sources", "--json").out.splitlines()]
        assert sorted(names) == sorted(["الأفق", "وكالة"])

    def test_a_folder_without_articles_fails(self, run: Run, tmp_path: Path) -> None:
        result = run("index", str(tmp_path))
        assert result.code == 1
        assert "no articles in" in result.err

    def test_file_names_that_are_not_nice(self, run: Run, tmp_path: Path) -> None:
        folder = tmp_path / "\x1b]0;owned\x07"
        folder.mkdir()
        (folder / "ab\udcff\x1b[2J.txt").write_text("عنوان\n\nنص.\n", encoding="utf-8")
        (folder / "bad\n\x9b.txt").write_bytes(b"\xff\xfe\xff")
        result = run("index", str(folder))
        assert result.out == "1 article: 1 new; 1 failed\n"
        assert result.err.count("\n") == 1
        assert harmless(result.err[:-1])
