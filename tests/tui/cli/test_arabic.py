"""The command in Arabic: help, errors, lists and summaries; JSON and exit codes as in English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Run
from tests.support.documents import feed
from tests.support.server import Server
from tui import speech
from tui.cli.commands import newsread
from tui.output import harmless

ARABIC = re.compile("[\u0600-\u06ff]")
SHAPED = re.compile("[\ufe70-\ufefc]")
ENGLISH = re.compile(r"\b(?:the|is|not|no|of|and|or|a|an|for|with|invalid|missing|option)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def arabic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    yield
    speech.begin()


def said(result: Any, code: int) -> str:
    """The one line of stderr, which is Arabic."""
    assert result.code == code
    line: str = result.err.removeprefix("newsread: ").rstrip("\n")
    assert "\n" not in line
    assert harmless(line)
    assert ARABIC.search(line)
    return line


def test_why_a_feed_failed_is_arabic_in_the_list_too(run: Run, server: Server) -> None:
    url = server.serve("/rss", feed("خبر|/1|نص"))
    run("subscribe", url)
    del server.answers["/rss"]
    failed = run("refresh").err
    assert ARABIC.search(failed)
    assert run("subscribe").err == failed
    (listed,) = (json.loads(line) for line in run("subscribe", "--json").out.splitlines())
    assert listed["failure"] == f"{url}: the server answers 404 Not Found"


class TestTheHelp:
    @pytest.mark.parametrize("command", ["", *newsread.subcommands])
    def test_is_arabic_throughout(self, run: Run, command: str) -> None:
        text = run(*filter(None, [command, "--help"])).out
        assert text.startswith("الاستعمال: newsread")
        names = re.compile(r"\(a\.json, a\.txt\)|is:claim|\b(?:AND|OR|NOT)\b")
        assert not ENGLISH.search(names.sub("", text)), text

    def test_keeps_to_the_width(self, run: Run) -> None:
        assert max(map(len, run("--help").out.splitlines())) <= 80

    def test_is_english_where_the_settings_say_so(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text('language = "en"')
        assert run("--help").out.startswith("Usage: newsread")


class TestErrors:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["--librari", "x"],
            ["index"],
            ["index", ""],
            ["articles", "--source", ""],
            ["show"],
            ["show", "a", "b"],
            ["export", "--format", "xml"],
            ["annotate", "a", "--start", "1", "--tag", "x"],
            ["annotate", "a", "--start", "-1", "--end", "3", "--tag", "x"],
            ["annotate", "a", "--start", "x", "--end", "3", "--tag", "x"],
            ["annotate", "a", "--start", "1", "--end", "3"],
            ["--annotator", "x" * 81, "sources"],
            ["--terminal", "vt100", "sources"],
            ["sources", "--json=1"],
            ["sources", "--library"],
            ["qqqq"],
            ["exprot"],
            [],
        ],
        ids=repr,
    )
    def test_of_usage_are_arabic(self, run: Run, arguments: list[str]) -> None:
        line = said(run(*arguments), 2)
        assert not ENGLISH.search(re.sub("'[^']*'", "", line)), line

    @pytest.mark.parametrize(
        "arguments", [["show", "abcdef"], ["claims", "nothing.txt"], ["index", "nothing.txt"]], ids=repr
    )
    def test_of_the_store_are_arabic(self, run: Run, empty: Path, arguments: list[str]) -> None:
        assert not ENGLISH.search(said(run(*arguments), 1))

    def test_keep_the_path_as_it_is(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "other.db"
        path.write_text("no library, but a text")
        assert str(path) in said(run("--library", str(path), "sources"), 1)

    def test_spell_out_what_is_hostile(self, run: Run, empty: Path) -> None:
        line = said(run("show", "\x1b]0;owned\x07\u202e"), 1)
        assert r"\x1b]0;owned\x07" in line

    def test_of_the_settings_are_arabic(self, run: Run, tmp_path: Path, outlet: Path) -> None:
        (tmp_path / "config.toml").write_text('digits = "roman"')
        line = said(run("claims", "--json", str(outlet)), 0)
        assert "config.toml: digits يجب أن يكون أحد هذه:" in line

    def test_have_an_arabic_reason(self, run: Run, tmp_path: Path, empty: Path) -> None:
        assert "مجلد لا ملف" in said(run("tags", "import", str(tmp_path)), 1)
        (tmp_path / "config.toml").unlink(missing_ok=True)
        (tmp_path / "config.toml").mkdir()
        assert "مجلد لا ملف" in run("sources").err.splitlines()[0]


class TestWhatIsPrinted:
    def test_a_summary_is_arabic(self, run: Run, outlet: Path) -> None:
        result = run("index", str(outlet))
        assert result.out == "مقال واحد: الجديد 1\n"

    def test_a_list_has_an_arabic_header_on_a_terminal(self, run: Run, outlet: Path) -> None:
        run("index", str(outlet))
        from tui.rtl.layout import cut

        header = run("sources", "--shaped").out.splitlines()[0]
        assert cut("المصدر", 20).text.strip() in header

    def test_json_is_the_same_in_both_languages(
        self, run: Run, outlet: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        in_arabic = run("claims", "--json", str(outlet)).out
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        assert run("claims", "--json", str(outlet)).out == in_arabic
        assert json.loads(in_arabic)["claims"][0]["form"] == "direct"

    def test_claims_are_told_in_arabic(self, run: Run, outlet: Path) -> None:
        text = run("claims", str(outlet)).out
        assert "مباشر، إثبات" in text
        assert "الأرقام:" in text


class TestOnATerminal:
    @pytest.mark.parametrize("mode", ["plain", "override"])
    def test_what_is_said_is_finished_for_it(self, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
        from tui.rtl.layout import layout
        from tui.rtl.terminal import MODES, printing

        monkeypatch.setattr(speech, "is_terminal", lambda _stream: True)
        monkeypatch.setenv("COLUMNS", "60")
        speech.begin()
        speech.use_terminal(mode)
        finish = printing(MODES[mode]).finish or str
        (row,) = layout("نص عربي", 58, base=1)
        assert speech.shown("نص عربي", None) == [finish(" " + row.text)]
        assert ("\u202d" in finish(" " + row.text)) is (mode == "override")

    def test_so_are_the_summary_of_an_import_and_a_question(
        self, run: Run, outlet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("index", str(outlet))
        file = tmp_path / "a.json"
        run("export", "--output", str(file))
        monkeypatch.setattr(speech, "is_terminal", lambda _stream: True)
        monkeypatch.setattr("tui.cli.remove.is_terminal", lambda _stream: True)
        asked: list[str] = []
        monkeypatch.setattr("click.confirm", lambda question, **_named: asked.append(question))
        assert SHAPED.search(run("import", str(file), "--terminal", "plain").out)
        source = json.loads(run("sources", "--json").out)["name"]
        run("remove", "--source", source, "--terminal", "plain")
        assert [bool(SHAPED.search(question)) for question in asked] == [True]
