"""Tables: no cell is a formula, and what a spreadsheet makes of them is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import InvalidFormat
from store.exchange import table
from store.library import Library
from store.model import Document, Merged, Selection, Span, Subject
from tests.support.exchanging import TEXT, said


def table_of(library: Library, *, deleted: bool = False) -> list[dict[str, str]]:
    """The rows of an export."""
    text = library.exchange.export(None, "csv", Selection(deleted=deleted)).text or ""
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def take(library: Library, rows: list[dict[str, str]], tmp_path: Path) -> Merged:
    """Import rows that a spreadsheet has written."""
    path = tmp_path / "edited.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, table.COLUMNS)
        writer.writeheader()
        # Spreadsheets know one kind of line break within a cell.
        writer.writerows({name: cell.replace("\r\n", "\n") for name, cell in row.items()} for row in rows)
    return library.exchange.import_file(path)


class TestWhatASpreadsheetChanges:
    BREAK = Span(50, len(TEXT))
    """A stretch of `TEXT` over a line break of two signs."""

    def test_the_line_breaks_of_a_quote(self, library: Library, article: str, tmp_path: Path) -> None:
        assert "\r\n" in self.BREAK.of(TEXT)
        one = library.set_tag(article, self.BREAK, "span", "verified")
        rows = table_of(library)
        assert take(library, rows, tmp_path).unchanged == 1
        rows[0]["tags"] = "refuted"
        assert take(library, rows, tmp_path).changed == 1
        (changed,) = library.annotations(article)
        assert one is not None
        assert (changed.tags, changed.quote) == (("refuted",), one.quote)

    @pytest.mark.parametrize("indexed", [True, False])
    def test_a_quote_of_what_is_not_here_is_that_of_its_text(
        self, library: Library, article: str, other: Library, tmp_path: Path, indexed: bool
    ) -> None:
        library.set_tag(article, self.BREAK, "span", "verified")
        rows = table_of(library)
        if indexed:
            other.add(Document(TEXT, "الأفق", "/1"))
            assert take(other, rows, tmp_path).added == 1
            assert said(other) == said(library)
        else:
            with pytest.raises(InvalidFormat, match=r"line 2: has 14 code points, .* has 15"):
                take(other, rows, tmp_path)

    def test_the_end_of_a_quote_that_is_too_long_for_a_cell(
        self, library: Library, other: Library, tmp_path: Path
    ) -> None:
        text = "كلمة وأخرى\r\n" * 3000
        for one in (library, other):
            one.add(Document(text, "الأفق", "/1"))
        library.set_tag(library.article_page(None, 0, 1)[0].id, Span(0, len(text)), "span", "verified")
        rows = table_of(library)
        rows[0]["exact"] = rows[0]["exact"].replace("\r\n", "\n")[:32_767]
        assert take(other, rows, tmp_path).added == 1
        assert said(other) == said(library)

    def test_other_words_are_refused(
        self, library: Library, article: str, other: Library, tmp_path: Path
    ) -> None:
        other.add(Document(TEXT, "الأفق", "/1"))
        library.set_tag(article, self.BREAK, "span", "verified")
        rows = table_of(library)
        rows[0]["exact"] = rows[0]["exact"][:-2]
        with pytest.raises(InvalidFormat, match="line 2: these words are not what the text says there"):
            take(other, rows, tmp_path)


class TestEmptied:
    """An annotation that is left nothing to say is deleted."""

    def emptied(self, library: Library, span: Span, tmp_path: Path) -> Merged:
        rows = table_of(library)
        for row in rows:
            if int(row["start"]) == span.start:
                row["tags"] = row["note"] = row["links"] = ""
        return take(library, rows, tmp_path)

    def test_by_a_spreadsheet(self, library: Library, article: str, tmp_path: Path) -> None:
        one = library.set_tag(article, Span(0, 5), "span", "verified")
        assert self.emptied(library, Span(0, 5), tmp_path).deleted == 1
        assert (library.annotations(article), library.progress().annotated) == ((), 0)
        assert take(library, table_of(library, deleted=True), tmp_path).unchanged == 1
        library.undo()
        assert library.annotations(article) == (one,)

    def test_but_what_a_link_points_at_is_kept(self, library: Library, article: str, tmp_path: Path) -> None:
        first = library.set_tag(article, Span(0, 5), "span", "verified")
        assert first is not None
        library.links.add(Subject(article, Span(6, 9), "span"), first.id, "answers")
        assert self.emptied(library, Span(0, 5), tmp_path).changed == 1
        assert [(one.state, one.tags) for one in library.annotations(article)] == [("active", ())] * 2
        assert take(library, table_of(library), tmp_path).unchanged == 2

    def test_with_the_link_that_pointed_at_it(self, library: Library, article: str, tmp_path: Path) -> None:
        first = library.set_tag(article, Span(0, 5), "span", "verified")
        assert first is not None
        library.links.add(Subject(article, Span(6, 9), "span"), first.id, "answers")
        rows = table_of(library)
        for row in rows:
            row["tags"] = row["links"] = ""
        assert take(library, rows, tmp_path).deleted == 2
        assert library.annotations(article) == ()


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

    @given(st.text(max_size=8) | st.text(alphabet="'\"; =+-@\t\r\n\uff1da", max_size=8))
    def test_a_harmless_cell_says_what_it_said(self, cell: str) -> None:
        shown = table.harmless(cell)
        assert table.plain(shown) == cell
        assert shown[:1] not in {*"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"}

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("before", ["", "x;", "x\t", "x\n", "x\r\n", "x; ", 'x;"', "x;'", ",;", '"x";'])
    def test_no_cell_is_a_formula_whatever_parts_the_columns(
        self, library: Library, article: str, delimiter: str, before: str
    ) -> None:
        note = f"{before}=cmd|'/c calc'!A1;y"
        one = library.set_note(article, Span(0, 5), "span", note)
        library.set_tag(article, Span(0, 5), "span", "=1+1")
        library.set_tag(article, Span(0, 5), "span", "a tag")
        text = (library.exchange.export(None, "csv").text or "")[1:]
        cells = [
            cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row
        ]
        assert any("=cmd" in cell for cell in cells)
        assert not [cell for cell in cells if cell.lstrip('" ').startswith(tuple("=+-@"))]
        rows = [{name: table.plain(cell) for name, cell in row.items()} for row in table_of(library)]
        assert one is not None
        assert (rows[0]["note"], rows[0]["tags"]) == (one.note, "=1+1; a tag")

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
        assert said.startswith(f"{path}: not a table of annotations: these columns are missing, ")
        named = said.rpartition(": ")[2].split(", ")
        assert {"article", "start", "end", "created", "text_sha256"} <= set(named)
        assert not set(named) & set(table.partition("\n")[0].split(","))

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda rows: rows[1].pop(), "line 2: has"),
            (lambda rows: rows[1].__setitem__(rows[0].index("start"), "x"), "line 2, column start"),
            (lambda rows: rows[1].__setitem__(rows[0].index("id"), "x"), "line 2, column id:"),
            (lambda rows: rows[1].__setitem__(rows[0].index("article"), "x"), "line 2, column article:"),
            (lambda rows: rows[1].__setitem__(rows[0].index("exact"), ""), "line 2, column exact:"),
            (lambda rows: rows[1].__setitem__(rows[0].index("tags"), "\x1b"), "line 2, column tags:"),
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
