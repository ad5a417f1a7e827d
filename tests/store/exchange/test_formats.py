"""Annotations through the formats of other programs: nothing lost, and what fits none refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.errors import InvalidFormat
from store.library import Library
from store.library.exchange import format_of
from store.model import Document, Format, Span
from tests.support.exchanging import DOCUMENT, TEXT, path_of, said

FORMATS: tuple[Format, ...] = ("web-annotation", "label-studio", "brat", "csv")


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
