"""brat standoff: what is written, what was changed there, what is refused."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from store.errors import InvalidFormat, LibraryError, StoreError
from store.library import Library
from store.model import Span
from tests.support.exchanging import TEXT, annotations_of, said


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

    def test_an_id_that_somebody_wrote_into_the_library_leads_out_of_no_folder(
        self, full: Library, tmp_path: Path
    ) -> None:
        with sqlite3.connect(full.path) as raw:
            raw.execute("UPDATE articles SET uuid = '../../out'")
        (tmp_path / "a" / "b").mkdir(parents=True)
        with pytest.raises(LibraryError, match="damaged"):
            full.exchange.export(tmp_path / "a" / "b", "brat")
        assert list((tmp_path / "a").rglob("*")) == [tmp_path / "a" / "b"]
        assert not list(tmp_path.glob("out.*"))

    def test_an_edited_note_and_attribute_come_in(self, full: Library, tmp_path: Path) -> None:
        self.files(full, tmp_path)
        (path,) = (tmp_path / "brat").glob("*.ann")
        text = path.read_text(encoding="utf-8")
        line = next(one for one in text.splitlines() if "\tverified " in one)
        path.write_text(text.replace(line, line.replace("verified", "unclear")), encoding="utf-8")
        assert full.exchange.import_file(tmp_path / "brat").changed == 1
        article = full.article_page(None, 0, 1)[0].id
        assert ("unclear",) in [one.tags for one in full.annotations(article)]

    @pytest.mark.parametrize(
        ("now", "span"),
        [("6 16", Span(6, 16)), ("10 32", Span(10, 32)), ("6 9;20 26", Span(6, 26))],
        ids=["its end", "its beginning", "its end and its middle"],
    )
    def test_a_span_that_was_shortened_there_is_shorter(
        self, library: Library, article: str, tmp_path: Path, now: str, span: Span
    ) -> None:
        one = library.set_tag(article, Span(6, 32), "span", "verified")
        assert one is not None
        self.files(library, tmp_path)
        (path,) = (tmp_path / "brat").glob("*.ann")
        pieces = [tuple(map(int, piece.split())) for piece in now.split(";")]
        words = " ".join(TEXT[start:end] for start, end in pieces)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"6 32\t{TEXT[6:32]}", f"{now}\t{words}"), encoding="utf-8")
        assert library.exchange.import_file(tmp_path / "brat").changed == 1
        assert library.annotation(one.id).placed == span

    def test_line_breaks_at_the_ends_of_a_span_stay_in_it(
        self, library: Library, article: str, tmp_path: Path
    ) -> None:
        one = library.set_tag(article, Span(5, 34), "span", "verified")
        assert one is not None
        self.files(library, tmp_path)
        merged = library.exchange.import_file(tmp_path / "brat")
        assert (merged.unchanged, merged.changed, merged.closed) == (1, 0, 0)
        assert library.annotation(one.id) == one

    @pytest.mark.parametrize("here", [True, False], ids=["that is here", "that is not here"])
    def test_what_was_emptied_there_is_deleted(
        self, library: Library, article: str, other: Library, tmp_path: Path, here: bool
    ) -> None:
        library.set_tag(article, Span(6, 32), "span", "verified")
        self.files(library, tmp_path)
        (path,) = (tmp_path / "brat").glob("*.ann")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("A1\tverified T1\n", ""), encoding="utf-8")
        into = library if here else other
        assert into.exchange.import_file(tmp_path / "brat").deleted == 1
        assert [one["state"] for one in annotations_of(into)] == ["deleted"]

    @pytest.mark.parametrize(("removed", "stays"), [("the link", False), ("its end", True)])
    def test_a_link_goes_with_its_line_and_stays_where_its_end_is_not_in_the_file(
        self, full: Library, tmp_path: Path, removed: str, stays: bool
    ) -> None:
        lines = self.files(full, tmp_path)[".ann"].splitlines(keepends=True)
        (relation,) = (line for line in lines if "\tcontradicts " in line)
        end = relation.strip().partition("Arg2:")[2]
        gone = {"R1"} if removed == "the link" else {end}
        (path,) = (tmp_path / "brat").glob("*.ann")
        kept = [line for line in lines if not gone & set(re.split("[\\s:]", line))]
        path.write_bytes("".join(kept).encode())
        before = [one["links"] for one in annotations_of(full) if one["links"]]
        full.exchange.import_file(tmp_path / "brat")
        after = [one["links"] for one in annotations_of(full) if one["links"]]
        assert (len(before), after) == (1, before if stays else [])

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
        merged = full.exchange.import_file(foreign)
        assert (merged.added, merged.closed) == (2, 1)
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

    @pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_an_archive_with_a_damaged_byte_is_told(
        self, full: Library, tmp_path: Path, packing: int
    ) -> None:
        path = tmp_path / "damaged.zip"
        with zipfile.ZipFile(path, "w", packing) as packed:
            packed.writestr("a.ann", "#1\tAnnotatorNotes T1\tx\n" * 20)
        whole = path.read_bytes()
        for place in range(len(whole)):
            path.write_bytes(whole[:place] + b"\xff" + whole[place + 1 :])
            with pytest.raises(InvalidFormat):
                full.exchange.import_file(path)

    @pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 100])
    def test_a_broken_archive_is_told(self, full: Library, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "broken.zip"
        path.write_bytes(data)
        with pytest.raises(InvalidFormat, match="archive"):
            full.exchange.import_file(path)
