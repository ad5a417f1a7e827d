"""Annotations through the formats of other programs: nothing lost, edits kept, hostile files refused."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import InvalidFormat, StoreError
from store.exchange import table
from store.library import Library
from store.library.exchange import format_of
from store.model import ClaimVerdict, Document, Format, Selection, Span, Subject

OpenLibrary: TypeAlias = Callable[..., Library]
TEXT = "حصيلة\nقال الوزير إن الطريق فتحت.\n\tوأضاف 🙂 أن العمل مستمر.\r\nخاتمة\n"
DOCUMENT = Document(TEXT, "الأفق", "/1", url="https://example.org/1", published="2026-01-31")
STATEMENT = Span(6, 32)
FORMATS: tuple[Format, ...] = ("web-annotation", "label-studio", "brat", "csv")
ALL = Selection(deleted=True)


@pytest.fixture
def full(library: Library, open_library: OpenLibrary) -> Library:
    """A library with something of everything that can stand in a text."""
    library.add(DOCUMENT)
    article = library.article_page(None, 0, 1)[0].id
    library.set_tag(article, Span(0, 5), "span", "=وسم; غريب\\ 100%")
    library.set_note(article, Span(0, 5), "span", '=SUM(A1)\n"اقتباس" \\n \\ و🙂\tجدولة\r\nسطر')
    library.verdicts.give(article, STATEMENT, ClaimVerdict("corrected", "الوزير", None, "direct", "denies"))
    across = Span(20, 50)
    library.set_tag(article, across, "span", "verified")
    library.links.add(Subject(article, across, "span"), Subject(article, Span(0, 5), "span"), "contradicts")
    other = open_library(annotator="عمر")
    other.set_tag(article, STATEMENT, "statement", "refuted")
    other.set_tag(article, STATEMENT, "statement", "important")
    return library


@pytest.fixture
def other(open_library: OpenLibrary, tmp_path: Path) -> Library:
    return open_library(tmp_path / "other.db", annotator="omar")


def said(library: Library) -> list[dict[str, Any]]:
    """The articles of a newsread export."""
    articles: list[dict[str, Any]] = json.loads(library.exchange.export(None, selection=ALL).text or "")[
        "articles"
    ]
    return articles


def path_of(folder: Path, format: Format) -> Path:
    return folder / ("out.zip" if format == "brat" else f"out.{format}")


@pytest.mark.parametrize("format", FORMATS)
class TestThereAndBack:
    def test_nothing_is_lost_on_the_way_into_an_empty_library(
        self, full: Library, other: Library, tmp_path: Path, format: Format
    ) -> None:
        path = path_of(tmp_path, format)
        written = full.exchange.export(path, format)
        assert (written.annotations, written.left_out) == (4, 0)
        assert other.exchange.import_file(path).added == 4
        assert said(other) == said(full)
        other.add(Document(TEXT, "الأفق", "/1"))
        assert other.article_page(None, 0, 1)[0].annotations == 4

    def test_one_s_own_file_changes_nothing(self, full: Library, tmp_path: Path, format: Format) -> None:
        path, before = path_of(tmp_path, format), said(full)
        full.exchange.export(path, format)
        merged = full.exchange.import_file(path)
        assert (merged.unchanged, merged.added, merged.changed) == (4, 0, 0)
        assert said(full) == before

    def test_what_was_changed_here_since_stays(self, full: Library, tmp_path: Path, format: Format) -> None:
        path = path_of(tmp_path, format)
        full.exchange.export(path, format)
        article = full.article_page(None, 0, 1)[0].id
        full.set_note(article, Span(0, 5), "span", "بعد ذلك")
        before = said(full)
        assert full.exchange.import_file(path).older == 1
        assert said(full) == before

    def test_the_same_library_gives_the_same_file(
        self, full: Library, tmp_path: Path, format: Format
    ) -> None:
        paths = [path_of(tmp_path / name, format) for name in "ab"]
        for path in paths:
            path.parent.mkdir()
            full.exchange.export(path, format)
        assert paths[0].read_bytes() == paths[1].read_bytes()

    def test_annotations_of_an_earlier_text_come_back_too(
        self, full: Library, other: Library, tmp_path: Path, format: Format
    ) -> None:
        full.add(replace(DOCUMENT, text="عاجل\n" + TEXT))
        path = path_of(tmp_path, format)
        full.exchange.export(path, format)
        assert full.exchange.import_file(path).unchanged == 4
        other.exchange.import_file(path)
        assert said(other) == said(full)


class TestWebAnnotation:
    def document(self, library: Library) -> Any:
        return json.loads(library.exchange.export(None, "web-annotation").text or "")

    def test_selectors_are_code_points_of_the_logical_text(self, full: Library) -> None:
        for item in self.document(full)["first"]["items"]:
            quote, position = item["target"]["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            assert TEXT[: position["start"]].endswith(quote["prefix"])
            assert TEXT[position["end"] :].startswith(quote["suffix"])

    def test_every_motivation_is_that_of_a_body(self, full: Library) -> None:
        items = self.document(full)["first"]["items"]
        for item in items:
            assert {body["purpose"] for body in item["body"]} == set(item["motivation"])
        assert {motivation for item in items for motivation in item["motivation"]} == {
            "tagging",
            "commenting",
            "assessing",
            "linking",
        }

    @pytest.fixture
    def foreign(self, full: Library) -> dict[str, Any]:
        """What another program may have made of the article."""
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://hypothes.is/a/xyz",
            "type": "Annotation",
            "creator": "acct:layla@example.org",
            "created": "2026-02-01T12:00:00+02:00",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": "مهم"},
                {"type": "TextualBody", "value": "ملاحظة"},
            ],
            "target": {
                "source": "https://example.org/1",
                "selector": {"type": "TextQuoteSelector", "exact": "إن الطريق فتحت"},
            },
        }

    def take(self, library: Library, document: object, tmp_path: Path) -> Any:
        path = tmp_path / "foreign.jsonld"
        path.write_text(json.dumps(document), encoding="utf-8")
        return library.exchange.import_file(path)

    def test_of_another_program_is_found_by_its_words(
        self, full: Library, foreign: dict[str, Any], tmp_path: Path
    ) -> None:
        assert self.take(full, foreign, tmp_path).added == 1
        article = full.article_page(None, 0, 1)[0].id
        (one,) = full.annotations(article, "acct:layla@example.org")
        assert one.placed is not None
        assert one.placed.of(TEXT) == "إن الطريق فتحت"
        assert (one.tags, one.note, one.created) == (("مهم",), "ملاحظة", "2026-02-01T10:00:00.000Z")
        assert self.take(full, [foreign], tmp_path).unchanged == 1

    def test_words_that_are_nowhere_are_orphaned_and_kept(
        self, full: Library, foreign: dict[str, Any], tmp_path: Path
    ) -> None:
        foreign["target"]["selector"]["exact"] = "كلام ليس في النص على الإطلاق ولا يشبهه شيء"
        assert self.take(full, foreign, tmp_path).orphaned == 1
        (orphan,) = full.upkeep.orphans()
        assert orphan.annotation.quote.exact.startswith("كلام")

    @pytest.mark.parametrize(
        ("place", "change"),
        [
            ("/target/source: no article", lambda one: one["target"].update(source="https://example.org/2")),
            ("/target/selector", lambda one: one["target"].pop("selector")),
            ("/target/selector/0", lambda one: one["target"]["selector"].update(exact=7)),
            ("/body/0", lambda one: one["body"][0].update(value=["a"])),
            ("must say which words", lambda one: one.update(target="https://example.org/1")),
        ],
    )
    def test_what_does_not_fit_is_refused_with_its_place(
        self, full: Library, foreign: dict[str, Any], tmp_path: Path, place: str, change: Callable[[Any], Any]
    ) -> None:
        change(foreign)
        before = said(full)
        with pytest.raises(InvalidFormat, match=place):
            self.take(full, foreign, tmp_path)
        assert said(full) == before


class TestLabelStudio:
    def tasks(self, library: Library) -> Any:
        return json.loads(library.exchange.export(None, "label-studio").text or "")

    def take(self, library: Library, tasks: object, tmp_path: Path) -> Any:
        path = tmp_path / "tasks.json"
        path.write_text(json.dumps(tasks), encoding="utf-8")
        return library.exchange.import_file(path)

    def test_claims_are_predictions_and_people_have_an_annotation_each(self, full: Library) -> None:
        (task,) = self.tasks(full)
        assert task["data"]["text"] == TEXT
        (prediction,) = task["predictions"]
        labels = [item["value"]["labels"] for item in prediction["result"] if item["type"] == "labels"]
        assert ["claim"] in labels
        assert prediction["model_version"] == "lines-1"
        assert len(task["annotations"]) == 2
        for result in [*task["annotations"], prediction]:
            for item in result["result"]:
                if item["type"] != "relation":
                    value = item["value"]
                    assert TEXT[value["start"] : value["end"]] == (
                        value["text"] if item["type"] == "labels" else TEXT[value["start"] : value["end"]]
                    )
                    assert item["to_name"] == "text"

    def test_links_are_relations(self, full: Library) -> None:
        (task,) = self.tasks(full)
        items = [item for own in task["annotations"] for item in own["result"]]
        (relation,) = (item for item in items if item["type"] == "relation")
        assert relation["labels"] == ["contradicts"]
        assert {relation["from_id"], relation["to_id"]} <= {item["id"] for item in items if "id" in item}

    def test_what_a_person_changed_there_is_newer(self, full: Library, tmp_path: Path) -> None:
        tasks = self.tasks(full)
        own = next(one for one in tasks[0]["annotations"] if len(one["result"]) == 1)
        own["updated_at"] = "2999-01-01T00:00:00.000000Z"
        own["result"][0]["value"]["labels"] = ["refuted"]
        merged = self.take(full, tasks, tmp_path)
        assert (merged.changed, merged.unchanged) == (1, 3)
        changed = full.annotation(own["result"][0]["id"])
        assert (changed.tags, changed.annotator) == (("refuted",), "عمر")

    def test_a_region_that_was_moved_is_moved(self, full: Library, tmp_path: Path) -> None:
        tasks = self.tasks(full)
        item = tasks[0]["annotations"][0]["result"][0]
        item["value"].update(start=0, end=3, text=TEXT[0:3])
        self.take(full, tasks, tmp_path)
        moved = full.annotation(item["id"])
        assert (moved.start, moved.end, moved.quote.exact) == (0, 3, TEXT[0:3])

    def test_a_region_made_there_comes_in(self, full: Library, tmp_path: Path) -> None:
        tasks = self.tasks(full)
        made = {
            "id": "a1b2",
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {"start": 6, "end": 9, "labels": ["قول"]},
        }
        tasks[0]["annotations"].append({"completed_by": {"email": "layla@example.org"}, "result": [made]})
        assert self.take(full, tasks, tmp_path).added == 1
        assert self.take(full, tasks, tmp_path).unchanged == 5
        article = full.article_page(None, 0, 1)[0].id
        (one,) = full.annotations(article, "layla@example.org")
        assert (one.tags, one.placed) == (("قول",), Span(6, 9))

    @pytest.mark.parametrize(
        ("place", "change"),
        [
            ("/0/annotations/0/result/0", lambda t: first(t)["value"].update(end=999)),
            ("/0/annotations/0/result/0/value/start", lambda t: first(t)["value"].update(start=-1)),
            ("/0/annotations/0/result", lambda t: t["annotations"][0].update(result=3)),
            ("/0/annotations/0/result/0: .*not known", lambda t: first(t).update(type="brush")),
            ("/0/data/text", lambda t: t["data"].update(text=None)),
        ],
    )
    def test_what_does_not_fit_is_refused_with_its_place(
        self, full: Library, tmp_path: Path, place: str, change: Callable[[Any], Any]
    ) -> None:
        tasks = self.tasks(full)
        change(tasks[0])
        with pytest.raises(InvalidFormat, match=place):
            self.take(full, tasks, tmp_path)

    def test_the_interface_has_every_tag(self, full: Library) -> None:
        from xml.etree import ElementTree

        labels = [one.get("value") for one in ElementTree.fromstring(full.exchange.interface()).iter("Label")]
        assert {tag.name for tag in full.tags()} <= set(labels)
        assert len(labels) == len(set(labels))


def first(task: Any) -> Any:
    """The first region that a person marked in a task."""
    return task["annotations"][0]["result"][0]


class TestBrat:
    def files(self, library: Library, tmp_path: Path) -> dict[str, str]:
        folder = tmp_path / "brat"
        folder.mkdir(exist_ok=True)
        library.exchange.export(folder, "brat")
        return {path.suffix: path.read_bytes().decode() for path in folder.iterdir()}

    def test_the_text_is_the_text(self, full: Library, tmp_path: Path) -> None:
        assert self.files(full, tmp_path)[".txt"] == TEXT

    def test_fragments_hold_no_line_break_and_say_what_the_text_says(
        self, full: Library, tmp_path: Path
    ) -> None:
        lines = self.files(full, tmp_path)[".ann"].splitlines()
        bound = [line.split("\t") for line in lines if line.startswith("T")]
        assert len(bound) == 4
        for _name, where, words in bound:
            pieces = [tuple(map(int, piece.split())) for piece in where.partition(" ")[2].split(";")]
            assert " ".join(TEXT[start:end] for start, end in pieces) == words
        assert any(";" in where for _name, where, _words in bound)

    def test_a_folder_comes_back_as_an_archive_does(
        self, full: Library, other: Library, tmp_path: Path
    ) -> None:
        self.files(full, tmp_path)
        other.exchange.import_file(tmp_path / "brat")
        assert said(other) == said(full)

    def test_it_needs_a_place_for_its_files(self, full: Library) -> None:
        with pytest.raises(StoreError, match="zip"):
            full.exchange.export(None, "brat")

    def test_an_edited_note_and_attribute_come_in(self, full: Library, tmp_path: Path) -> None:
        self.files(full, tmp_path)
        (path,) = (tmp_path / "brat").glob("*.ann")
        text = path.read_text(encoding="utf-8")
        line = next(one for one in text.splitlines() if "\tverified " in one)
        path.write_text(text.replace(line, line.replace("verified", "unclear")), encoding="utf-8")
        assert full.exchange.import_file(tmp_path / "brat").changed == 1
        article = full.article_page(None, 0, 1)[0].id
        assert ("unclear",) in [one.tags for one in full.annotations(article)]

    @pytest.fixture
    def foreign(self, tmp_path: Path) -> Path:
        """Files that another program wrote, of the article's text."""
        folder = tmp_path / "theirs"
        folder.mkdir()
        (folder / "doc.txt").write_bytes(TEXT.encode())
        lines = [
            "T1\tPerson 10 16\tالوزير",
            "T2\tEvent 6 9;20 26\tقال الطريق",
            "A1\tNegation T2",
            "A2\tConfidence T2 High",
            "#1\tAnnotatorNotes T1\tملاحظة عنه",
            "R1\tSupports Arg1:T1 Arg2:T2",
            "E1\tEvent:T2 Who:T1",
            "*\tEquiv T1 T2",
            "",
        ]
        (folder / "doc.ann").write_text("\n".join(lines), encoding="utf-8")
        return folder

    def test_other_people_s_files_come_in(self, full: Library, foreign: Path) -> None:
        assert full.exchange.import_file(foreign).added == 2
        assert full.exchange.import_file(foreign / "doc.ann").unchanged == 2
        article = full.article_page(None, 0, 1)[0].id
        by_tag = {one.tags[0]: one for one in full.annotations(article, "huda") if one.tags}
        assert by_tag["Person"].note == "ملاحظة عنه"
        assert by_tag["Event"].tags == ("Event", "Negation", "Confidence: High")
        assert by_tag["Event"].placed == Span(6, 26)

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ("T1 Person 10 16", "doc.ann:1: must have an id"),
            ("T1\tPerson 10\tالوزير", "doc.ann:1: must have a type"),
            ("T1\tPerson 10 999\tx", "doc.ann:1: .*no stretch"),
            ("T1\tPerson 16 10\tx", "doc.ann:1: .*no stretch"),
            ("T1\tPerson 10 16\tالرئيس", "doc.ann:1: these words"),
            ("A1\tNegation T9", "doc.ann:1: there is no T9"),
            ("A1\t", "doc.ann:1: must name"),
            ("?\tx", "doc.ann:1: .*not known"),
            ("T1\tPerson 10 16\tالوزير\nT1\tPerson 10 16\tالوزير", "doc.ann:2: T1 is there twice"),
            ("#1\tnewsread T1\t{", "doc.ann:1"),
        ],
    )
    def test_what_does_not_fit_is_refused_with_file_and_line(
        self, full: Library, foreign: Path, line: str, problem: str
    ) -> None:
        (foreign / "doc.ann").write_text(line, encoding="utf-8")
        before = said(full)
        with pytest.raises(InvalidFormat, match=problem):
            full.exchange.import_file(foreign)
        assert said(full) == before

    def test_a_text_that_is_missing_is_told(self, full: Library, foreign: Path) -> None:
        (foreign / "doc.txt").unlink()
        with pytest.raises(InvalidFormat, match=r"doc\.txt is missing"):
            full.exchange.import_file(foreign)

    def test_an_archive_of_too_much_is_refused_before_it_is_unpacked(
        self, full: Library, tmp_path: Path
    ) -> None:
        path = tmp_path / "bomb.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(6):
                packed.writestr(f"{number}.ann", b"\0" * 100_000_000)
        with pytest.raises(InvalidFormat, match="larger than"):
            full.exchange.import_file(path)

    @pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 100])
    def test_a_broken_archive_is_told(self, full: Library, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "broken.zip"
        path.write_bytes(data)
        with pytest.raises(InvalidFormat, match="archive"):
            full.exchange.import_file(path)


class TestTable:
    def test_it_begins_with_a_byte_order_mark_and_no_cell_is_a_formula(self, full: Library) -> None:
        text = full.exchange.export(None, "csv").text or ""
        assert text.startswith("\ufeffid,")
        rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
        assert len(rows) == 4
        for row in rows:
            for cell in row.values():
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert any(row["note"].startswith("'=SUM") for row in rows)

    @given(st.text(max_size=8) | st.text(alphabet="'=+-@\t\r\n\uff1da", max_size=6))
    def test_a_harmless_cell_says_what_it_said(self, cell: str) -> None:
        shown = table.harmless(cell)
        assert table.plain(shown) == cell
        assert shown[:1] not in {*"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"}

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_a_spreadsheet_s_edit_comes_in_whatever_parts_its_columns(
        self, full: Library, tmp_path: Path, delimiter: str
    ) -> None:
        text = full.exchange.export(None, "csv").text or ""
        rows = list(csv.reader(io.StringIO(text[1:], newline="")))
        # Spreadsheets know one kind of line break, also within a cell.
        rows = [[cell.replace("\r\n", "\n") for cell in row] for row in rows]
        note, tags = rows[0].index("note"), rows[0].index("tags")
        (row,) = (row for row in rows if row[tags] == "verified")
        row[note], row[tags] = "'=1+1", "verified; important"
        path = tmp_path / "edited.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
        merged = full.exchange.import_file(path)
        assert merged.changed >= 1
        changed = full.annotation(row[rows[0].index("id")])
        assert (changed.note, changed.tags) == ("=1+1", ("verified", "important"))
        assert full.exchange.import_file(path).changed == 0

    @pytest.mark.parametrize(
        "table", ["name,count\nأ,1\n", "title;text;url\n", "a\tb\n", "id,exact,annotator\nx,y,z\n"]
    )
    def test_a_table_of_something_else_is_told_the_columns_that_it_lacks(
        self, full: Library, tmp_path: Path, table: str
    ) -> None:
        path = tmp_path / "other.csv"
        path.write_text(table, encoding="utf-8")
        with pytest.raises(InvalidFormat) as caught:
            full.exchange.import_file(path)
        said = str(caught.value)
        assert said.startswith(f"{path}: no table of annotations: these columns are missing, ")
        named = said.rpartition(": ")[2].split(", ")
        assert {"article", "start", "end", "created", "text_sha256"} <= set(named)
        assert not set(named) & set(table.partition("\n")[0].split(","))

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda rows: rows[1].pop(), "line 2: has"),
            (lambda rows: rows[1].__setitem__(rows[0].index("start"), "x"), "line 2, column start"),
            (lambda rows: rows[1].__setitem__(rows[0].index("id"), "x"), "line 2, column id"),
            (
                lambda rows: rows[0].__setitem__(rows[0].index("tags"), "labels"),
                "columns are missing, .*: tags",
            ),
            (lambda rows: rows.append(rows[1]), "twice"),
        ],
    )
    def test_what_does_not_fit_is_refused_with_line_and_column(
        self, full: Library, other: Library, tmp_path: Path, change: Callable[[Any], Any], problem: str
    ) -> None:
        text = full.exchange.export(None, "csv", Selection(tags=("verified", "refuted"))).text or ""
        rows = list(csv.reader(io.StringIO(text[1:], newline="")))
        change(rows)
        path = tmp_path / "odd.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        with pytest.raises(InvalidFormat, match=problem):
            other.exchange.import_file(path)
        assert said(other) == []


@pytest.mark.parametrize("format", ["label-studio", "brat"])
def test_what_has_no_place_in_a_text_is_counted(full: Library, tmp_path: Path, format: Format) -> None:
    full.add(Document("شيء آخر تماما", "الأفق", "/1"))
    written = full.exchange.export(path_of(tmp_path, format), format)
    assert (written.annotations, written.left_out) == (0, 4)


@pytest.mark.parametrize("text", ["{}", '[{"a": 1}]', '{"type": "Thing"}', "id,exact\n", "\0", '"x"', "[[]]"])
def test_what_is_in_no_format_is_refused(full: Library, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFormat):
        full.exchange.import_file(path)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.json", "newsread"),
        ("a", "newsread"),
        ("a.JSONLD", "web-annotation"),
        ("a.csv", "csv"),
        ("a.zip", "brat"),
        ("folder", "brat"),
        ("a.label-studio.json", "label-studio"),
    ],
)
def test_a_file_s_name_asks_for_a_format(tmp_path: Path, name: str, format: Format) -> None:
    (tmp_path / "folder").mkdir()
    assert format_of(tmp_path / name) == format
