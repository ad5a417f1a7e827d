"""A file that another program edits again and again: its edits come in, and none made here is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.library import Library
from store.model import Annotation, Format, Merged, Span
from tests.support.exchanging import path_of
from tests.support.foreign import FORMATS, edit, move
from tests.support.libraries import OpenLibrary

HERS, HIS = Span(0, 5), Span(6, 32)

of_each = pytest.mark.parametrize("format", FORMATS)


@pytest.fixture
def path(tmp_path: Path, format: Format) -> Path:
    """Where the file lies that is edited."""
    return path_of(tmp_path, format)


@pytest.fixture
def his(open_library: OpenLibrary) -> Library:
    """The library as omar has it open."""
    return open_library(annotator="omar")


@pytest.fixture
def written(library: Library, his: Library, article: str, path: Path, format: Format) -> list[str]:
    """The ids of what huda and omar have said, which is in the file."""
    made = [
        library.set_tag(article, HERS, "span", "verified"),
        his.set_tag(article, HIS, "span", "important"),
    ]
    library.exchange.export(path, format)
    return [one.id for one in made if one is not None]


def says(library: Library, article: str, uuid: str) -> tuple[Sequence[str], str] | None:
    """The tags and the note of an annotation; None where there is none."""
    found = [one for one in library.annotations(article) if one.id == uuid]
    return (sorted(found[0].tags), found[0].note) if found else None


def counts(merged: Merged) -> dict[str, int]:
    """What became of the annotations, but for those that are as they were."""
    told = {name: getattr(merged, name) for name in ("added", "changed", "deleted", "older")}
    return {name: count for name, count in told.items() if count} | (
        {"conflicts": len(merged.conflicts)} if merged.conflicts else {}
    )


@of_each
class TestRounds:
    def test_each_round_of_edits_comes_in(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        for tags, note in (
            (["refuted"], ""),
            (["refuted"], "ثانية"),
            (["unclear"], "ثالثة"),
            (["verified"], ""),
        ):
            edit(path, format, mine, tags, note)
            assert counts(library.exchange.import_file(path)) == {"changed": 1}
            assert says(library, article, mine) == (tags, note)
            assert counts(library.exchange.import_file(path)) == {}

    def test_so_do_those_of_two_annotators_in_one_file(
        self, library: Library, his: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        for number in range(3):
            for uuid in written:
                edit(path, format, uuid, ["refuted"], f"{uuid[-3:]} {number}")
            assert counts((library, his)[number % 2].exchange.import_file(path)) == {"changed": 2}
            for uuid in written:
                assert says(library, article, uuid) == (["refuted"], f"{uuid[-3:]} {number}")

    def test_what_was_emptied_is_deleted_and_comes_back(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        edit(path, format, mine, [], "")
        assert counts(library.exchange.import_file(path)) == {"deleted": 1}
        edit(path, format, mine, ["unclear"], "")
        assert counts(library.exchange.import_file(path)) == {"changed": 1}
        assert says(library, article, mine) == (["unclear"], "")

    def test_they_come_into_a_library_that_had_nothing_of_it(
        self, other: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        for number in range(3):
            edit(path, format, mine, ["refuted"], str(number))
            other.exchange.import_file(path)
            assert [one.note for one in said(other) if one.id == mine] == [str(number)]


@of_each
class TestCopies:
    def test_one_from_before_an_edit_takes_nothing_back(
        self, library: Library, his: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, hers = written
        copy = path.with_name(f"copy-{path.name}")
        shutil.copy(path, copy)
        edit(path, format, mine, ["refuted"], "أولى")
        library.exchange.import_file(path)
        for number in range(2):
            edit(copy, format, hers, ["unclear"], str(number))
            assert counts(his.exchange.import_file(copy)) == {"changed": 1, "older": 1}
            assert says(library, article, mine) == (["refuted"], "أولى")
        edit(path, format, mine, ["refuted"], "ثانية")
        assert counts(library.exchange.import_file(path)) == {"changed": 1, "older": 1}
        assert says(library, article, hers) == (["unclear"], "1")

    def test_a_file_that_was_renamed_is_known_by_its_other_edits(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        for uuid in written:
            edit(path, format, uuid, ["refuted"], "")
        library.exchange.import_file(path)
        again = path.rename(path.with_name(f"again-{path.name}"))
        edit(again, format, written[0], ["verified"], "")
        assert counts(library.exchange.import_file(again)) == {"changed": 1}
        assert says(library, article, written[0]) == (["verified"], "")


@of_each
class TestChangedHereToo:
    def test_it_is_told_and_nothing_is_lost(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        edit(path, format, mine, ["refuted"], "")
        library.exchange.import_file(path)
        library.set_note(article, HERS, "span", "هنا")
        edit(path, format, mine, ["refuted"], "هناك")
        merged = library.exchange.import_file(path)
        assert counts(merged) == {"conflicts": 1}
        assert says(library, article, mine) == (["refuted"], "هنا")
        assert "هناك" in [json.loads(one)["note"] for one in library.upkeep.log()[-1].versions]
        assert counts(library.exchange.import_file(path)) == {"older": 1}
        edit(path, format, mine, ["unclear"], "هنالك")
        assert counts(library.exchange.import_file(path)) == {"conflicts": 1}
        # Who follows the file has what it says, and its next edit comes in.
        library.set_tag(article, HERS, "span", "unclear")
        library.set_note(article, HERS, "span", "هنالك")
        assert counts(library.exchange.import_file(path)) == {}
        edit(path, format, mine, ["unclear"], "آخر")
        assert counts(library.exchange.import_file(path)) == {"changed": 1}

    def test_before_the_first_import(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        library.set_note(article, HERS, "span", "هنا")
        assert counts(library.exchange.import_file(path)) == {"older": 1}
        edit(path, format, mine, ["verified"], "هناك")
        assert len(library.exchange.import_file(path).conflicts) == 1
        assert says(library, article, mine) == (["verified"], "هنا")

    def test_what_the_file_has_left_alone_stays_as_it_is_here(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, hers = written
        edit(path, format, mine, ["refuted"], "")
        library.exchange.import_file(path)
        library.set_note(article, HERS, "span", "هنا")
        edit(path, format, hers, ["unclear"], "")
        assert counts(library.exchange.import_file(path)) == {"changed": 1, "older": 1}
        assert says(library, article, mine) == (["refuted"], "هنا")


@of_each
class TestUndo:
    def test_what_was_taken_back_comes_in_again(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        for note in ("أولى", "ثانية"):
            edit(path, format, mine, ["refuted"], note)
            library.exchange.import_file(path)
        for done, now in ((library.undo, (["refuted"], "أولى")), (library.undo, (["verified"], ""))):
            done()
            assert says(library, article, mine) == now
        library.redo()
        library.redo()
        assert counts(library.exchange.import_file(path)) == {}
        library.undo()
        assert counts(library.exchange.import_file(path)) == {"changed": 1}
        assert says(library, article, mine) == (["refuted"], "ثانية")

    def test_what_was_changed_here_and_changed_back_is_no_change(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        edit(path, format, mine, ["refuted"], "")
        library.exchange.import_file(path)
        library.set_note(article, HERS, "span", "هنا")
        library.undo()
        edit(path, format, mine, ["refuted"], "هناك")
        assert counts(library.exchange.import_file(path)) == {"changed": 1}


@pytest.mark.parametrize("format", ["label-studio", "brat"])
class TestFilesThatHoldWhatWasWritten:
    def stands(self, library: Library, article: str, uuid: str) -> Span:
        (one,) = (one for one in library.annotations(article) if one.id == uuid)
        return Span(one.start, one.end)

    def test_a_stretch_is_moved_and_moved_back(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        uuid = written[1]
        for span in (Span(6, 16), Span(10, 16), HIS, Span(6, 16)):
            move(path, format, uuid, *(span.start, span.end))
            assert counts(library.exchange.import_file(path)) == {"changed": 1}
            assert self.stands(library, article, uuid) == span
            assert counts(library.exchange.import_file(path)) == {}

    def test_a_copy_from_before_does_not_move_it_back(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, uuid = written
        copy = path.with_name(f"copy-{path.name}")
        shutil.copy(path, copy)
        move(path, format, uuid, 6, 16)
        library.exchange.import_file(path)
        for one in (mine, uuid):
            edit(copy, format, one, ["unclear"], "")
            assert counts(library.exchange.import_file(copy)) == {"changed": 1}
            assert self.stands(library, article, uuid) == Span(6, 16)

    def test_one_that_another_file_moved_is_not_changed_in_this_one(
        self, library: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        uuid = written[1]
        edit(path, format, uuid, ["unclear"], "")
        library.exchange.import_file(path)
        later = path.with_name(f"later-{path.name}")
        library.exchange.export(later, format)
        move(later, format, uuid, 6, 16)
        assert counts(library.exchange.import_file(later)) == {"changed": 1}
        assert counts(library.exchange.import_file(path)) == {}
        assert self.stands(library, article, uuid) == Span(6, 16)

    def test_an_edit_is_newer_than_what_it_changed_wherever_it_comes_in(
        self, library: Library, other: Library, article: str, written: list[str], path: Path, format: Format
    ) -> None:
        mine, _his = written
        edit(path, format, mine, ["a"], "")
        other.exchange.import_file(path)
        other.exchange.export(path.with_name("back.json"))
        assert counts(library.exchange.import_file(path.with_name("back.json"))) == {"changed": 1}
        assert says(library, article, mine) == (["a"], "")


def said(library: Library) -> list[Annotation]:
    """All annotations, of articles that are not there too."""
    return [one for article in library.exchange.exported() for one in article.annotations]
