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
from store.model import Selection
from tests.support.exchanging import said


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
        assert said.startswith(f"{path}: not a table of annotations: these columns are missing, ")
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
