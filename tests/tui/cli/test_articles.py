"""Index, lists, show, claims, annotate, export: what each prints and what it leaves in the library."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.library import Library
from store.model import Claim, ClaimVerdict
from tui.cli.lists import short_length
from tui.cli.show import marked
from tui.output import harmless

TITLE = "حصيلة انهيار الجسر"


@pytest.fixture
def indexed(run: Callable[..., Any], outlet: Path) -> str:
    """The id of the one article in the library."""
    assert run("index", str(outlet)).code == 0
    return str(json.loads(run("articles", "--json").out)["id"])


class TestIndex:
    def test_the_summary_counts_what_became_of_the_files(self, run: Callable[..., Any], outlet: Path) -> None:
        (outlet / "more.txt").write_text("عنوان آخر\n\nنص آخر.\n", encoding="utf-8")
        assert run("index", str(outlet)).out == "2 articles: 2 new\n"
        (outlet / "more.txt").write_text("عنوان آخر\n\nنص جديد.\n", encoding="utf-8")
        again = run("index", str(outlet))
        assert (again.code, again.out, again.err) == (0, "2 articles: 1 updated, 1 unchanged\n", "")

    def test_a_bad_file_gets_a_line_and_the_others_go_in(self, run: Callable[..., Any], outlet: Path) -> None:
        (outlet / "a.txt").write_bytes("نص بعضه ".encode() * 3 + b"\xff damaged")
        (outlet / "z.txt").write_bytes(b"\x00\xff" * 200)
        result = run("index", str(outlet), str(outlet / "none.txt"))
        assert result.code == 1
        assert result.out == "1 article: 1 new; 3 failed\n"
        lines = result.err.splitlines()
        for name, line in zip(("a.txt", "z.txt", "none.txt"), lines, strict=True):
            assert name in line

    def test_records_without_a_text_are_counted_and_no_failure(
        self, run: Callable[..., Any], tmp_path: Path
    ) -> None:
        path = tmp_path / "archive.jsonl"
        path.write_text('{"title": "خبر", "text": "نص."}\n' + '{"title": "", "text": ""}\n' * 4, "utf-8")
        result = run("index", str(path))
        assert (result.code, result.out) == (0, "1 article: 1 new; 4 records without a text\n")
        assert result.err == (
            f"newsread: {path}, lines 2, 3, 4 and 1 more: neither a title nor a text in it; left out\n"
        )
        assert run("claims", str(path)).code == 0

    def test_damaged_records_are_failures_in_one_line(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "archive.jsonl"
        path.write_text('{"title": "خبر", "text": "نص."}\n' + "{\n" * 400, "utf-8")
        result = run("index", str(path))
        assert (result.code, result.out) == (1, "1 article: 1 new; 400 failed\n")
        assert len(result.err.splitlines()) == 1

    def test_a_link_to_itself_is_one_failed_input(self, run: Callable[..., Any], outlet: Path) -> None:
        (outlet / "self.txt").symlink_to("self.txt")
        result = run("index", str(outlet))
        assert (result.code, result.out) == (1, "1 article: 1 new; 1 failed\n")
        assert "self.txt" in result.err
        assert run("claims", str(outlet)).code == 1

    def test_an_address_is_one_failed_input(self, run: Callable[..., Any], outlet: Path) -> None:
        address = "ftp://example.com//a"
        result = run("index", address, str(outlet))
        assert (result.code, result.out) == (1, "1 article: 1 new; 1 failed\n")
        assert result.err.startswith(f"newsread: {address}: no address of the web; ")
        assert run("claims", address).err == result.err

    def test_replaced_characters_are_counted(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "nul.txt"
        path.write_text("عنوان المقال\n\nكلام كثير قبله\0 وكلام كثير بعده.\n", encoding="utf-8")
        assert run("index", str(path)).out == "1 article: 1 new; 1 character replaced\n"

    def test_claims_are_found_again(self, run: Callable[..., Any], outlet: Path) -> None:
        run("index", str(outlet))
        count = len(list(outlet.glob("*.txt")))
        assert f"{count} with claims found again" in run("index", "--again", str(outlet)).out
        assert run("index", "--again").out.startswith(f"{count} text")
        assert run("index", str(outlet)).out.strip().endswith(f"{count} unchanged")

    def test_without_a_path_there_is_nothing_to_index(self, run: Callable[..., Any]) -> None:
        for arguments in (("index",), ("index", "--source", "s"), ("index", "--again", "--source", "s")):
            assert run(*arguments).code == 2
        assert run("index", "--again").code == 1

    def test_the_source_is_the_folder_or_what_is_said(self, run: Callable[..., Any], outlet: Path) -> None:
        run("index", str(outlet))
        run("index", "--source", "وكالة", str(outlet))
        names = [json.loads(line)["name"] for line in run("sources", "--json").out.splitlines()]
        assert sorted(names) == sorted(["الأفق", "وكالة"])

    def test_a_folder_without_articles_fails(self, run: Callable[..., Any], tmp_path: Path) -> None:
        result = run("index", str(tmp_path))
        assert result.code == 1
        assert "no articles in" in result.err

    def test_file_names_that_are_not_nice(self, run: Callable[..., Any], tmp_path: Path) -> None:
        folder = tmp_path / "\x1b]0;owned\x07"
        folder.mkdir()
        (folder / "ab\udcff\x1b[2J.txt").write_text("عنوان\n\nنص.\n", encoding="utf-8")
        (folder / "bad\n\x9b.txt").write_bytes(b"\xff\xfe\xff")
        result = run("index", str(folder))
        assert result.out == "1 article: 1 new; 1 failed\n"
        assert result.err.count("\n") == 1
        assert harmless(result.err[:-1])


class TestLists:
    def test_json_has_one_object_a_line_with_an_id(self, run: Callable[..., Any], indexed: str) -> None:
        (source,) = map(json.loads, run("sources", "--json").out.splitlines())
        assert source == {"id": "الأفق", "name": "الأفق", "articles": 1, "unread": 1}
        (article,) = map(json.loads, run("articles", "--json").out.splitlines())
        assert article["id"] == indexed
        assert article["title"] == TITLE
        assert article["source"] == "الأفق"

    def test_in_a_pipe_columns_are_logical_and_whole(self, run: Callable[..., Any], indexed: str) -> None:
        assert run("sources").out == "1  1  الأفق\n"
        line = run("articles").out
        assert line.startswith(indexed)
        assert line.endswith(f"  الأفق  {TITLE}\n")

    def test_shaped_columns_have_a_header_and_short_ids(self, run: Callable[..., Any], indexed: str) -> None:
        header, line = run("articles", "--shaped").out.splitlines()
        assert header.split() == ["id", "date", "source", "title"]
        assert line.split()[0] == indexed[:8]
        assert TITLE not in line
        assert "ﻖﻓﻷﺍ" in line

    def test_articles_of_one_source(self, run: Callable[..., Any], indexed: str) -> None:
        assert run("articles", "--source", "الأفق", "--json").out.count(indexed) == 1
        result = run("articles", "--source", "الافق")
        assert result.code == 1
        assert "did you mean 'الأفق'?" in result.err

    def test_an_empty_library_says_how_to_fill_it(self, run: Callable[..., Any], empty: Path) -> None:
        for command in ("sources", "articles"):
            result = run(command)
            assert (result.code, result.out) == (0, "")
            assert "newsread index PATH" in result.err
            assert run(command, "--json").out == ""

    def test_hostile_titles_and_sources_stay_text(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "x.txt"
        path.write_text("\x1b]0;owned\x07\x9b2J\u202eعنوان [b]x[/b]\n\nنص.\n", encoding="utf-8")
        run("index", str(path), "--source", "\u202ee\x9bvil")
        (article,) = map(json.loads, run("articles", "--json").out.splitlines())
        for command in (["sources"], ["articles"], ["show", article["id"]], ["claims", article["id"]]):
            for shape in ("--unshaped", "--shaped"):
                result = run(*command, shape)
                assert result.code == 0
                assert all(map(harmless, result.out.split("\n")))
        run("annotate", article["id"], "--start", "0", "--end", "20", "--tag", "x")
        for command in (
            ["sources", "--json"],
            ["articles", "--json"],
            ["claims", "--json", str(path)],
            ["export"],
        ):
            assert all(map(harmless, run(*command).out.split("\n")))
        assert "[b]x[/b]" in run("show", article["id"]).out

    def test_short_ids_are_as_long_as_it_takes(self) -> None:
        assert short_length([]) == 8
        assert short_length(["aaaaaaaaaa11", "aaaaaaaaaa12", "b"]) == 12


def claim(start: int, end: int) -> Claim:
    return Claim(start, end, "", None, None, None, False, None, None, None, "direct", "asserts", None)


class TestShow:
    def test_the_beginning_of_an_id_is_enough(self, run: Callable[..., Any], indexed: str) -> None:
        whole = run("show", indexed)
        assert whole.code == 0
        assert run("show", indexed[:6]).out == whole.out

    def test_a_pipe_gets_the_text_with_its_claims_between_brackets(
        self, run: Callable[..., Any], indexed: str
    ) -> None:
        lines = run("show", indexed).out.splitlines()
        assert lines[0] == f"الأفق · {indexed}"
        assert lines[2] == TITLE
        assert any("[1 " in line and "الجسر كان آمنا" in line for line in lines)
        assert any(line.startswith("[1]  ") and "محمود الساري" in line for line in lines)

    def test_shaped_rows_are_as_wide_as_the_terminal(
        self, run: Callable[..., Any], indexed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for columns in (40, 120):
            monkeypatch.setenv("COLUMNS", str(columns))
            rows = run("show", indexed, "--shaped").out.splitlines()
            title = next(row for row in rows if "ﺮﺴﺠﻟﺍ" in row)
            assert len(title) == columns - 1

    def test_digits_and_vowel_marks_are_drawn_as_set_and_piped_as_they_are(
        self, run: Callable[..., Any], indexed: str, tmp_path: Path
    ) -> None:
        (tmp_path / "config.toml").write_text('digits = "arabic"\n')
        assert "١٧" in run("show", indexed, "--shaped").out
        assert "17" in run("show", indexed).out

    def test_digits_of_names_stay_as_they_are(
        self, run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    def test_a_file_needs_no_library(self, run: Callable[..., Any], outlet: Path, tmp_path: Path) -> None:
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

    def test_every_claim_says_why_when_asked(self, run: Callable[..., Any], outlet: Path) -> None:
        (told,) = map(json.loads, run("claims", "--json", "--why", str(outlet)).out.splitlines())
        assert all(claim["why"] for claim in told["claims"])
        assert "why: " in run("claims", "--why", str(outlet)).out
        assert "why: " not in run("claims", str(outlet)).out

    def test_an_article_of_the_library_gives_the_same(
        self, run: Callable[..., Any], indexed: str, outlet: Path
    ) -> None:
        from_library = run("claims", "--json", indexed[:8]).out
        assert from_library == run("claims", "--json", str(outlet / "bridge.txt")).out

    def test_people_get_who_says_what(self, run: Callable[..., Any], outlet: Path) -> None:
        out = run("claims", str(outlet)).out
        assert out.startswith(f"{outlet / 'bridge.txt'} · {TITLE}\n[1]  ")
        assert "محمود الساري" in out
        assert "    الجسر كان آمنا\n" in out.replace('"', "")

    def test_one_line_a_file_and_a_bad_one_stops_nothing(self, run: Callable[..., Any], outlet: Path) -> None:
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
        self, run: Callable[..., Any], indexed: str, judged: list[Claim]
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

    def test_so_are_they_for_scripts_and_a_file_is_the_machines(
        self, run: Callable[..., Any], indexed: str, judged: list[Claim], outlet: Path
    ) -> None:
        contents = [one.content for one in judged]

        def told(*words: str) -> list[str]:
            (found,) = map(json.loads, run("claims", "--json", *words).out.splitlines())
            return [claim["content"] for claim in found["claims"]]

        assert told(indexed, "--annotator", "layla") == [TITLE, *contents[1:]]
        assert told(indexed, "--annotator", "omar") == contents
        assert told(str(outlet / "bridge.txt"), "--annotator", "layla") == contents


class TestAnnotate:
    def test_the_id_is_that_of_the_annotation_in_the_export(
        self, run: Callable[..., Any], indexed: str, outlet: Path
    ) -> None:
        done = run(
            *("annotate", indexed[:8], "--start", "0", "--end", "5"),
            *("--tag", "verified", "--tag", "جديد", "--note", "ملاحظة\nثانية"),
        )
        assert done.code == 0
        document = json.loads(run("export").out)
        (article,) = document["articles"]
        (annotation,) = article["annotations"]
        text = (outlet / "bridge.txt").read_text(encoding="utf-8")
        assert annotation["id"] == done.out.strip()
        assert annotation["quote"]["exact"] == text[0:5]
        assert sorted(annotation["tags"]) == sorted(["verified", "جديد"])
        assert annotation["note"] == "ملاحظة\nثانية"
        assert "جديد" in [tag["name"] for tag in document["tags"]]

    def test_the_target_is_what_has_just_that_span(self, run: Callable[..., Any], indexed: str) -> None:
        claims = json.loads(run("claims", "--json", indexed).out)["claims"]
        start, end = str(claims[0]["start"]), str(claims[0]["end"])
        for stop in (end, str(int(start) + 2)):
            assert run("annotate", indexed, "--start", start, "--end", stop, "--tag", "a").code == 0
        (article,) = json.loads(run("export").out)["articles"]
        assert {one["target"] for one in article["annotations"]} == {"claim", "span"}

    @pytest.mark.parametrize(("start", "end"), [("5", "5"), ("7", "5"), ("0", "99999")])
    def test_a_span_outside_the_text_fails(
        self, run: Callable[..., Any], indexed: str, start: str, end: str
    ) -> None:
        result = run("annotate", indexed, "--start", start, "--end", end, "--tag", "a")
        assert result.code == 1
        assert result.err.count("\n") == 1

    def test_a_tag_that_would_spoil_a_screen_fails(self, run: Callable[..., Any], indexed: str) -> None:
        result = run("annotate", indexed, "--start", "0", "--end", "5", "--tag", "a\x1b[2J")
        assert result.code == 1
        assert harmless(result.err[:-1])

    @pytest.mark.parametrize("second", ["refuted", "Refuted"])
    def test_tags_that_exclude_each_other_fail_and_nothing_is_kept(
        self, run: Callable[..., Any], indexed: str, second: str
    ) -> None:
        tags = ("--tag", "new", "--tag", "verified", "--tag", second)
        result = run("annotate", indexed, "--start", "0", "--end", "5", *tags)
        assert (result.code, result.out) == (1, "")
        assert "verified and refuted exclude each other" in result.err
        document = json.loads(run("export").out)
        assert document["articles"] == []
        assert "new" not in [tag["name"] for tag in document["tags"]]

    def test_a_tag_is_found_in_whatever_case_it_is_written(
        self, run: Callable[..., Any], indexed: str
    ) -> None:
        tags = ("--tag", "Verified", "--tag", "IMPORTANT", "--tag", "New", "--tag", "verified")
        assert run("annotate", indexed, "--start", "0", "--end", "5", *tags).code == 0
        assert run("annotate", indexed, "--start", "0", "--end", "5", "--tag", "new").code == 0
        (article,) = json.loads(run("export").out)["articles"]
        assert sorted(article["annotations"][0]["tags"]) == ["New", "important", "verified"]


class TestExport:
    def test_to_a_file_and_to_stdout_is_the_same(
        self, run: Callable[..., Any], indexed: str, tmp_path: Path
    ) -> None:
        run("annotate", indexed, "--start", "0", "--end", "5", "--tag", "a")
        path = tmp_path / "out.json"
        result = run("export", "--output", str(path))
        assert (result.code, result.out, result.err) == (0, "", "")
        written, printed = json.loads(path.read_text(encoding="utf-8")), json.loads(run("export").out)
        assert {**written, "exported": ""} == {**printed, "exported": ""}
        assert run("export", "--output", "-").out.startswith("{")

    def test_an_empty_library_exports_its_tags(self, run: Callable[..., Any], empty: Path) -> None:
        document = json.loads(run("export", "--format", "newsread", "--all").out)
        assert document["articles"] == []
        assert document["version"] == 1


class TestWhatAnArticleSays:
    TEXT = "عنوان الخبر\n\nدمشق - نور خوام - رويترز\n\nقال الوزير إن الجسر أغلق.\n\nThe bridge is closed.\n"

    def test_json_has_byline_agency_place_and_languages_where_they_are_asked_for(
        self, run: Callable[..., Any], tmp_path: Path
    ) -> None:
        record = {"title": "عنوان", "text": self.TEXT, "author": "دمشق - نور خوام - رويترز"}
        (tmp_path / "news.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
        run("index", str(tmp_path / "news.jsonl"))
        article = json.loads(run("articles", "--json", "--about").out)
        assert (article["byline"], article["agency"], article["place"]) == ("نور خوام", "رويترز", "دمشق")
        assert (article["language"], article["languages"]) == ("ar", ["ar", "en"])
        assert "byline" not in json.loads(run("articles", "--json").out)
        assert run("articles", "--about").code == 2
        shown = run("show", article["id"]).out.splitlines()[0]
        assert all(told in shown for told in ("دمشق", "نور خوام", "رويترز"))

    def test_show_gives_the_article_as_one_object(self, run: Callable[..., Any], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(self.TEXT, encoding="utf-8")
        run("index", str(tmp_path / "a.txt"))
        found = json.loads(run("articles", "--json").out)
        article = json.loads(run("show", found["id"], "--json").out)
        assert article["text"] == self.TEXT
        assert article["id"] == found["id"]
        paragraphs = {self.TEXT[one["start"] : one["end"]]: one["language"] for one in article["paragraphs"]}
        assert paragraphs["The bridge is closed."] == "en"
        assert paragraphs["قال الوزير إن الجسر أغلق."] == "ar"

    def test_the_list_marks_articles_that_are_alike(self, run: Callable[..., Any], tmp_path: Path) -> None:
        for outlet in ("one", "two", "three"):
            (tmp_path / outlet).mkdir()
            (tmp_path / outlet / "a.txt").write_text(self.TEXT, encoding="utf-8")
        (tmp_path / "one" / "b.txt").write_text("خبر آخر\n\nلا شيء هنا.\n", encoding="utf-8")
        run("index", *(str(tmp_path / outlet) for outlet in ("one", "two", "three")))
        lines = run("articles").out.splitlines()
        assert sum("●≈2" in line for line in lines) == 3
        assert sum("≈" not in line for line in lines) == 1
