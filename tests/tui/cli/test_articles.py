"""The lists of what is in the library, and what is said of it there: `annotate` and `export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Run
from tui.cli.lists import short_length
from tui.output import harmless

TITLE = "حصيلة انهيار الجسر"


class TestLists:
    def test_json_has_one_object_a_line_with_an_id(self, run: Run, indexed: str) -> None:
        (source,) = map(json.loads, run("sources", "--json").out.splitlines())
        assert source == {"id": "الأفق", "name": "الأفق", "articles": 1, "unread": 1}
        (article,) = map(json.loads, run("articles", "--json").out.splitlines())
        assert article["id"] == indexed
        assert article["title"] == TITLE
        assert article["source"] == "الأفق"

    def test_in_a_pipe_columns_are_logical_and_whole(self, run: Run, indexed: str) -> None:
        assert run("sources").out == "1  1  الأفق\n"
        line = run("articles").out
        assert line.startswith(indexed)
        assert line.endswith(f"  الأفق  {TITLE}\n")

    def test_shaped_columns_have_a_header_and_short_ids(self, run: Run, indexed: str) -> None:
        header, line = run("articles", "--shaped").out.splitlines()
        assert header.split() == ["id", "date", "source", "title"]
        assert line.split()[0] == indexed[:8]
        assert TITLE not in line
        assert "ﻖﻓﻷﺍ" in line

    def test_articles_of_one_source(self, run: Run, indexed: str) -> None:
        assert run("articles", "--source", "الأفق", "--json").out.count(indexed) == 1
        result = run("articles", "--source", "الافق")
        assert result.code == 1
        assert "did you mean 'الأفق'?" in result.err

    def test_an_empty_library_says_how_to_fill_it(self, run: Run, empty: Path) -> None:
        for command in ("sources", "articles"):
            result = run(command)
            assert (result.code, result.out) == (0, "")
            assert "newsread index PATH" in result.err
            assert run(command, "--json").out == ""

    def test_hostile_titles_and_sources_stay_text(self, run: Run, tmp_path: Path) -> None:
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


class TestAnnotate:
    def test_the_id_is_that_of_the_annotation_in_the_export(
        self, run: Run, indexed: str, outlet: Path
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

    def test_the_target_is_what_has_just_that_span(self, run: Run, indexed: str) -> None:
        claims = json.loads(run("claims", "--json", indexed).out)["claims"]
        start, end = str(claims[0]["start"]), str(claims[0]["end"])
        for stop in (end, str(int(start) + 2)):
            assert run("annotate", indexed, "--start", start, "--end", stop, "--tag", "a").code == 0
        (article,) = json.loads(run("export").out)["articles"]
        assert {one["target"] for one in article["annotations"]} == {"claim", "span"}

    @pytest.mark.parametrize(("start", "end"), [("5", "5"), ("7", "5"), ("0", "99999")])
    def test_a_span_outside_the_text_fails(self, run: Run, indexed: str, start: str, end: str) -> None:
        result = run("annotate", indexed, "--start", start, "--end", end, "--tag", "a")
        assert result.code == 1
        assert result.err.count("\n") == 1

    def test_a_tag_that_would_spoil_a_screen_fails(self, run: Run, indexed: str) -> None:
        result = run("annotate", indexed, "--start", "0", "--end", "5", "--tag", "a\x1b[2J")
        assert result.code == 1
        assert harmless(result.err[:-1])

    @pytest.mark.parametrize("second", ["refuted", "Refuted"])
    def test_tags_that_exclude_each_other_fail_and_nothing_is_kept(
        self, run: Run, indexed: str, second: str
    ) -> None:
        tags = ("--tag", "new", "--tag", "verified", "--tag", second)
        result = run("annotate", indexed, "--start", "0", "--end", "5", *tags)
        assert (result.code, result.out) == (1, "")
        assert "verified and refuted exclude each other" in result.err
        document = json.loads(run("export").out)
        assert document["articles"] == []
        assert "new" not in [tag["name"] for tag in document["tags"]]

    def test_a_tag_is_found_in_whatever_case_it_is_written(self, run: Run, indexed: str) -> None:
        tags = ("--tag", "Verified", "--tag", "IMPORTANT", "--tag", "New", "--tag", "verified")
        assert run("annotate", indexed, "--start", "0", "--end", "5", *tags).code == 0
        assert run("annotate", indexed, "--start", "0", "--end", "5", "--tag", "new").code == 0
        (article,) = json.loads(run("export").out)["articles"]
        assert sorted(article["annotations"][0]["tags"]) == ["New", "important", "verified"]


class TestExport:
    def test_to_a_file_and_to_stdout_is_the_same(self, run: Run, indexed: str, tmp_path: Path) -> None:
        run("annotate", indexed, "--start", "0", "--end", "5", "--tag", "a")
        path = tmp_path / "out.json"
        result = run("export", "--output", str(path))
        assert (result.code, result.out, result.err) == (0, "", "")
        written, printed = json.loads(path.read_text(encoding="utf-8")), json.loads(run("export").out)
        assert {**written, "exported": ""} == {**printed, "exported": ""}
        assert run("export", "--output", "-").out.startswith("{")

    def test_an_empty_library_exports_its_tags(self, run: Run, empty: Path) -> None:
        document = json.loads(run("export", "--format", "newsread", "--all").out)
        assert document["articles"] == []
        assert document["version"] == 1


class TestWhatAnArticleSays:
    TEXT = "عنوان الخبر\n\nدمشق - نور خوام - رويترز\n\nقال الوزير إن الجسر أغلق.\n\nThe bridge is closed.\n"

    def test_json_has_byline_agency_place_and_languages_where_they_are_asked_for(
        self, run: Run, tmp_path: Path
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

    def test_show_gives_the_article_as_one_object(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(self.TEXT, encoding="utf-8")
        run("index", str(tmp_path / "a.txt"))
        found = json.loads(run("articles", "--json").out)
        article = json.loads(run("show", found["id"], "--json").out)
        assert article["text"] == self.TEXT
        assert article["id"] == found["id"]
        paragraphs = {self.TEXT[one["start"] : one["end"]]: one["language"] for one in article["paragraphs"]}
        assert paragraphs["The bridge is closed."] == "en"
        assert paragraphs["قال الوزير إن الجسر أغلق."] == "ar"

    def test_the_list_marks_articles_that_are_alike(self, run: Run, tmp_path: Path) -> None:
        for outlet in ("one", "two", "three"):
            (tmp_path / outlet).mkdir()
            (tmp_path / outlet / "a.txt").write_text(self.TEXT, encoding="utf-8")
        (tmp_path / "one" / "b.txt").write_text("خبر آخر\n\nلا شيء هنا.\n", encoding="utf-8")
        run("index", *(str(tmp_path / outlet) for outlet in ("one", "two", "three")))
        lines = run("articles").out.splitlines()
        assert sum("●≈2" in line for line in lines) == 3
        assert sum("≈" not in line for line in lines) == 1
