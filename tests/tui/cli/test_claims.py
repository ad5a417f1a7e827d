"""`show` and `claims`: an article with its claims, in a pipe, shaped, and for scripts."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from store.library import Library
from store.model import Claim, ClaimVerdict, Span
from tests.support.command import Run
from tui.cli.show import marked

TITLE = "حصيلة انهيار الجسر"


def claim(start: int, end: int) -> Claim:
    return Claim(start, end, "", None, None, None, False, None, None, None, "direct", "asserts", None)


class TestShow:
    def test_the_beginning_of_an_id_is_enough(self, run: Run, indexed: str) -> None:
        whole = run("show", indexed)
        assert whole.code == 0
        assert run("show", indexed[:6]).out == whole.out

    def test_a_pipe_gets_the_text_with_its_claims_between_brackets(self, run: Run, indexed: str) -> None:
        lines = run("show", indexed).out.splitlines()
        assert lines[0] == f"الأفق · {indexed}"
        assert lines[2] == TITLE
        assert any("[1 " in line and "الجسر كان آمنا" in line for line in lines)
        assert any(line.startswith("[1]  ") and "محمود الساري" in line for line in lines)

    def test_shaped_rows_are_as_wide_as_the_terminal(
        self, run: Run, indexed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for columns in (40, 120):
            monkeypatch.setenv("COLUMNS", str(columns))
            rows = run("show", indexed, "--shaped").out.splitlines()
            title = next(row for row in rows if "ﺮﺴﺠﻟﺍ" in row)
            assert len(title) == columns - 1

    def test_digits_and_vowel_marks_are_drawn_as_set_and_piped_as_they_are(
        self, run: Run, indexed: str, tmp_path: Path
    ) -> None:
        (tmp_path / "config.toml").write_text('digits = "arabic"\n')
        assert "١٧" in run("show", indexed, "--shaped").out
        assert "17" in run("show", indexed).out

    def test_digits_of_names_stay_as_they_are(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "400")
        path = tmp_path / "24.txt"
        path.write_text("حصيلة 2019\n\nقال محمود إن 17 شخصا قتلوا.\n", encoding="utf-8")
        assert run("index", str(path), "--source", "channel24").code == 0
        (tmp_path / "config.toml").write_text('digits = "arabic"\n')
        article = json.loads(run("articles", "--json").out)["id"]
        line = run("articles", "--shaped").out.splitlines()[1]
        assert article[:8] in line
        assert "channel24" in line
        assert "٢٠١٩" in line
        assert article in run("show", article, "--shaped").out
        told = run("claims", str(path), "--shaped")
        assert "24.txt" in told.out
        assert "٢٠١٩" in told.out
        assert "١٧" in told.out

    def test_brackets_stand_around_claims_and_nest(self) -> None:
        text, marks = marked("abcdef", [claim(1, 5), claim(1, 3), claim(3, 5)])
        assert text == "a[1 [2 bc][3 de]]f"
        assert [text[start:end] for start, end in marks] == ["bc", "de", "[2 bc][3 de]"]

    def test_claims_that_cross_keep_their_numbers(self) -> None:
        text, _ = marked("abcdef", [claim(0, 4), claim(2, 6)])
        assert text == "[1 ab[2 cd]ef]"

    def test_a_text_without_claims_is_as_it_is(self) -> None:
        assert marked("abc", []) == ("abc", [])


class TestClaims:
    def test_a_file_needs_no_library(self, run: Run, outlet: Path, tmp_path: Path) -> None:
        result = run("claims", "--json", str(outlet / "bridge.txt"))
        assert result.code == 0
        assert not (tmp_path / "own").exists()
        (told,) = map(json.loads, result.out.splitlines())
        text = (outlet / "bridge.txt").read_text(encoding="utf-8")
        assert told["article"] == {
            "path": str(outlet / "bridge.txt"),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "title": TITLE,
            "language": "ar",
        }
        assert list(told) == ["article", "claims", "facts", "furniture"]
        assert told["claims"]
        for claim in told["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["content"]
            assert "why" not in claim

    def test_every_claim_says_why_when_asked(self, run: Run, outlet: Path) -> None:
        (told,) = map(json.loads, run("claims", "--json", "--why", str(outlet)).out.splitlines())
        assert all(claim["why"] for claim in told["claims"])
        assert "why: " in run("claims", "--why", str(outlet)).out
        assert "why: " not in run("claims", str(outlet)).out

    def test_an_article_of_the_library_gives_the_same(self, run: Run, indexed: str, outlet: Path) -> None:
        from_library = run("claims", "--json", indexed[:8]).out
        assert from_library == run("claims", "--json", str(outlet / "bridge.txt")).out

    def test_people_get_who_says_what(self, run: Run, outlet: Path) -> None:
        out = run("claims", str(outlet)).out
        assert out.startswith(f"{outlet / 'bridge.txt'} · {TITLE}\n[1]  ")
        assert "محمود الساري" in out
        assert "    الجسر كان آمنا\n" in out.replace('"', "")

    def test_one_line_a_file_and_a_bad_one_stops_nothing(self, run: Run, outlet: Path) -> None:
        (outlet / "a.txt").write_bytes(b"\xff\xfe\xff")
        (outlet / "c.txt").write_text("عنوان\n\nنص.\n", encoding="utf-8")
        result = run("claims", "--json", "none.txt", str(outlet))
        assert result.code == 1
        assert [Path(json.loads(line)["article"]["path"]).name for line in result.out.splitlines()] == [
            "bridge.txt",
            "c.txt",
        ]
        assert len(result.err.splitlines()) == 2


class TestClaimsThatPeopleJudged:
    @pytest.fixture
    def judged(self, indexed: str) -> list[Claim]:
        """What the machine found: the first is rejected, and one is added where it found none."""
        with Library.open(Path(os.environ["NEWSREAD_LIBRARY"]), "layla", create=False) as library:
            article = library.article(indexed)
            first = article.extraction.claims[0]
            library.verdicts.give(indexed, first.span, ClaimVerdict("rejected"))
            assert article.outline.title is not None
            said = ClaimVerdict("added", "المراسل", None, "direct", "denies")
            library.verdicts.give(indexed, article.outline.title, said)
        return list(article.extraction.claims)

    def test_are_shown_as_their_annotator_left_them(
        self, run: Run, indexed: str, judged: list[Claim]
    ) -> None:
        mine = ("--annotator", "layla")
        for command in ("show", "claims"):
            out = run(command, indexed, *mine).out
            told = [line for line in out.splitlines() if re.match(r"\[\d+\]  ", line)]
            assert len(told) == len(judged)
            assert told[0] == "[1]  المراسل  direct, denies  added"
            assert "added" not in "".join(told[1:])
        assert f"[1 {TITLE}]" in run("show", indexed, *mine).out
        assert f" {judged[0].content}]" not in run("show", indexed, *mine).out
        assert f" {judged[0].content}]" in run("show", indexed, "--annotator", "omar").out

    def test_what_is_printed_is_what_annotate_finds(
        self, run: Run, indexed: str, judged: list[Claim]
    ) -> None:
        mine = ("--annotator", "layla")
        moved = judged[1].span
        with Library.open(Path(os.environ["NEWSREAD_LIBRARY"]), "layla", create=False) as library:
            library.set_tag(indexed, Span(moved.start, moved.end - 1), "claim", "important")
            before = {one.id for one in library.annotations(indexed, "layla")}
        (found,) = map(json.loads, run("claims", "--json", indexed, *mine).out.splitlines())
        for claim in found["claims"][:2]:
            at = ("--start", str(claim["start"]), "--end", str(claim["end"]))
            assert run("annotate", indexed, *at, "--tag", "verified", *mine).out.strip() in before
        with Library.open(Path(os.environ["NEWSREAD_LIBRARY"]), "layla", create=False) as library:
            said = library.annotations(indexed, "layla")
        assert {one.id for one in said} == before
        assert sum("verified" in one.tags for one in said) == 2

    def test_so_are_they_for_scripts_and_a_file_is_the_machines(
        self, run: Run, indexed: str, judged: list[Claim], outlet: Path
    ) -> None:
        contents = [one.content for one in judged]

        def told(*words: str) -> list[str]:
            (found,) = map(json.loads, run("claims", "--json", *words).out.splitlines())
            return [claim["content"] for claim in found["claims"]]

        assert told(indexed, "--annotator", "layla") == [TITLE, *contents[1:]]
        assert told(indexed, "--annotator", "omar") == contents
        assert told(str(outlet / "bridge.txt"), "--annotator", "layla") == contents
