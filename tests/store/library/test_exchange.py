"""Annotations out of one library and into another: nothing lost, nothing twice, what does not fit refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import InvalidFormat, UnreadableInput
from store.library import Library
from store.model import Document, Selection, Span, Subject
from tests.support.exchanging import TEXT, Send, annotations_of, dumped, only
from tests.support.libraries import OpenLibrary


class TestThereAndBack:
    @pytest.fixture
    def full(self, library: Library, article: str, open_library: OpenLibrary) -> Library:
        """A library with something of everything."""
        omar = open_library(annotator="omar")
        library.set_tag(article, Span(0, 5), "span", "verified")
        library.set_note(article, Span(0, 5), "span", 'ملاحظة\nفي سطرين، "باقتباس" و 🙂\tوجدولة')
        library.set_tag(article, Span(6, 32), "statement", "وسم جديد")
        omar.set_tag(article, Span(6, 32), "statement", "refuted")
        library.set_tag(article, Span(33, 54), "claim", "important")
        library.undo()
        library.scheme.put(
            "بلا استعمال",
            {"group": "مجموعة", "choice": "one", "key": "9", "colour": "blue", "description": "وصف"},
        )
        library.add(Document("نص آخر\nسطر.\n", "الشروق", "/2", url="https://example.org/2", title="عنوان"))
        second = next(one.id for one in library.article_page(None, 0, 9) if one.source == "الشروق")
        library.set_tag(second, Span(0, 2), "span", "unclear")
        library.add(Document("نص تغير\nكلام.\n", "الشروق", "/2", url="https://example.org/2"))
        return library

    def test_an_empty_library_gives_the_same_bytes_again(
        self, full: Library, other: Library, send: Send
    ) -> None:
        merged = send(full, other)
        assert (merged.added, merged.deleted, merged.waiting) == (4, 1, 4)
        assert dumped(other) == dumped(full)
        assert other.article_count() == 0

    def test_the_same_with_the_articles_there(self, full: Library, other: Library, send: Send) -> None:
        other.add(Document(TEXT, "الأفق", "/1"))
        other.add(Document("نص تغير\nكلام.\n", "الشروق", "/2", url="https://example.org/2", title="عنوان"))
        merged = send(full, other)
        assert merged.waiting == 0
        assert sorted(state_of(other)) == sorted(state_of(full))

    def test_the_log_keeps_the_name_of_a_file_whatever_bytes_it_is_of(
        self, full: Library, other: Library, tmp_path: Path
    ) -> None:
        path = tmp_path / "ملف".encode("cp1256").decode("utf-8", "surrogateescape")
        full.exchange.export(path)
        assert other.exchange.import_file(path).added == 4
        assert other.upkeep.log()[0].detail["file"] == r"\udce3\udce1\udcdd"

    def test_importing_twice_changes_nothing(self, full: Library, other: Library, send: Send) -> None:
        send(full, other)
        before, log = dumped(other), log_of(other)
        merged = send(full, other)
        assert (merged.added, merged.changed, merged.deleted, merged.unchanged) == (0, 0, 0, 5)
        assert dumped(other) == before
        assert log_of(other) == log

    def test_one_s_own_export_changes_nothing(self, full: Library, send: Send) -> None:
        before = dumped(full)
        assert send(full, full).unchanged == 5
        assert dumped(full) == before

    def test_an_import_is_one_step_that_is_undone_and_done_again(
        self, full: Library, other: Library, send: Send
    ) -> None:
        send(full, other)
        after = dumped(other)
        undone = other.undo()
        assert undone is not None
        assert undone.article is None
        # What came in deleted was nothing to take back.
        left = [one["state"] for one in annotations_of(other)]
        assert left == [one["state"] for one in annotations_of(full) if one["state"] == "deleted"]
        assert other.undo() is None
        assert other.redo() is not None
        assert dumped(other) == after

    def test_undoing_an_import_keeps_what_somebody_has_linked_to_since(
        self, full: Library, other: Library, send: Send, open_library: OpenLibrary
    ) -> None:
        other.add(Document(TEXT, "الأفق", "/1"))
        send(full, other)
        article = other.article_page(None, 0, 1)[0].id
        tagged = next(one for one in other.annotations(article) if "verified" in one.tags)
        salma = open_library(other.path, annotator="salma")
        link = salma.links.add(Subject(article, Span(1, 2), "span"), tagged.id, "repeats")
        other.undo()
        (left,) = other.annotations(article, tagged.annotator)
        assert (left.id, left.state, left.tags, left.note) == (tagged.id, "active", (), "")
        other.redo()
        salma.links.remove(link.id, link.links[0])
        assert other.annotation(tagged.id) == tagged

    def test_what_was_undone_comes_in_again(self, full: Library, other: Library, send: Send) -> None:
        send(full, other)
        other.undo()
        assert send(full, other).added == 4
        assert dumped(other) == dumped(full)

    def test_undoing_an_import_takes_nothing_from_others(
        self, full: Library, other: Library, send: Send
    ) -> None:
        send(full, other)
        other.undo()
        before = dumped(full)
        send(other, full)
        assert dumped(full) == before


def state_of(library: Library) -> list[tuple[str, str, str, str]]:
    """What everybody says, without what depends on the text that a library has."""
    return [
        (one["id"], one["annotator"], one["updated"], json.dumps([one["tags"], one["note"]]))
        for one in annotations_of(library)
    ]


def log_of(library: Library) -> list[int]:
    """How long the log is."""
    reader = sqlite3.connect(library.path)
    counts = [
        reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("steps", "changes", "events", "versions")
    ]
    reader.close()
    return counts


class TestRefused:
    CHANGES: tuple[tuple[str, Callable[[Any], object]], ...] = (
        ("/articles/0/annotations/0/end: 99", lambda d: outside(d)),
        ("/articles/0/annotations/0/quote/exact", lambda d: only(d)["quote"].update(exact="كلمة")),
        ("/articles/0/annotations/0/quote/exact", lambda d: only(d).update(end=4)),
        ("/articles/0/annotations/0/end", lambda d: only(d).update(start=9, end=2)),
        ("/articles/0/annotations/0/start", lambda d: only(d).update(start="0")),
        ("/articles/0/annotations/0/start", lambda d: only(d).update(start=True)),
        ("/articles/0/annotations/0/start", lambda d: only(d).update(start=10**30)),
        ("/articles/0/annotations/0/tags/0", lambda d: only(d).update(tags=[7])),
        ("/articles/0/annotations/0/tags/0", lambda d: only(d).update(tags=[" verified"])),
        ("/articles/0/annotations/0/tags/1", lambda d: only(d).update(tags=["a", "\x1b[31m"])),
        ("/articles/0/annotations/0/note", lambda d: only(d).update(note="\0")),
        ("/articles/0/annotations/0/note", lambda d: only(d).update(note="\ud800")),
        ("/articles/0/annotations/0/annotator", lambda d: only(d).update(annotator="")),
        ("/articles/0/annotations/0/updated", lambda d: only(d).update(updated="2026-02-31T00:00:00Z")),
        ("/articles/0/annotations/0/id", lambda d: only(d).update(id="../../x")),
        ("/articles/0/annotations/1/id: .* twice", lambda d: twice(d["articles"][0]["annotations"])),
        ("/articles/1/id: .* twice", lambda d: twice(d["articles"])),
        ("/tags/4/name: .* twice", lambda d: d["tags"].append(d["tags"][0])),
        ("/articles/0/source", lambda d: d["articles"][0].update(source="")),
        ("/articles/0: 'title'", lambda d: d["articles"][0].pop("title")),
        ("/articles/0: \"a/b~c\"", lambda d: d["articles"][0].update({"a/b~c": 1})),
        ("/version", lambda d: d.update(version=2)),
        ("/articles", lambda d: d.update(articles={})),
    )  # fmt: skip

    @pytest.mark.parametrize(("place", "change"), CHANGES)
    def test_a_file_that_does_not_fit_is_refused_whole_with_its_place(
        self,
        library: Library,
        article: str,
        other: Library,
        send: Send,
        place: str,
        change: Callable[[Any], object],
    ) -> None:
        library.set_note(article, Span(0, 5), "span", "ملاحظة")
        other.add(Document(TEXT, "الأفق", "/1"))
        before, log = dumped(other), log_of(other)
        with pytest.raises(InvalidFormat, match=place) as raised:
            send(library, other, change=change)
        assert "\n" not in str(raised.value)
        assert len(str(raised.value)) < 500
        assert dumped(other) == before
        assert log_of(other) == log

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "line 1, column 1"),
            ("{", "line 1"),
            ('{"a": 1,\n "b": }', "line 2, column 7"),
            ("[" * 100_000, "nested too deeply"),
            ('{"format": "newsread", "version": NaN}', "NaN"),
            ("1" * 10_000, "read"),
            ("[]", "format"),
            ('{"format": "other"}', "format"),
            ("null", "format"),
        ],
    )
    def test_what_is_no_export_at_all(self, other: Library, tmp_path: Path, text: str, reason: str) -> None:
        path = tmp_path / "odd.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InvalidFormat, match=reason):
            other.exchange.import_file(path)

    def test_what_is_no_text(self, other: Library, tmp_path: Path) -> None:
        path = tmp_path / "odd.json"
        path.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(InvalidFormat, match="byte 0"):
            other.exchange.import_file(path)

    def test_what_is_no_file(self, other: Library, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match="no such file"):
            other.exchange.import_file(tmp_path / "missing.json")

    def test_a_folder_without_annotations(self, other: Library, tmp_path: Path) -> None:
        with pytest.raises(InvalidFormat, match="no format"):
            other.exchange.import_file(tmp_path)


def twice(items: list[Any]) -> None:
    items.append(items[0])


def outside(document: Any) -> None:
    one = only(document)
    one["start"], one["end"] = 94, 99
    one["quote"]["exact"] = "خمسة."


class TestSelection:
    @pytest.fixture
    def said(self, library: Library, article: str, open_library: OpenLibrary) -> Library:
        library.set_tag(article, Span(0, 5), "span", "verified")
        open_library(annotator="omar").set_tag(article, Span(6, 9), "span", "refuted")
        library.set_note(article, Span(10, 12), "span", "ملاحظة")
        return library

    def spans(self, library: Library, **choice: Any) -> list[int]:
        found = library.exchange.exported(Selection(**choice))
        return [one.start for article in found for one in article.annotations]

    def test_by_tag_and_annotator(self, said: Library, article: str) -> None:
        assert self.spans(said) == [0, 6, 10]
        assert self.spans(said, tags=("verified", "refuted")) == [0, 6]
        assert self.spans(said, annotators=("huda",)) == [0, 10]
        assert self.spans(said, annotators=("huda",), tags=("refuted",)) == []
        assert self.spans(said, articles=frozenset({article})) == [0, 6, 10]
        assert self.spans(said, articles=frozenset({"x"})) == []

    def test_since_a_moment(self, said: Library, article: str) -> None:
        (last,) = (one for one in said.annotations(article) if one.note)
        assert self.spans(said, since="2000-01-01T00:00:00Z") == [0, 6, 10]
        assert 10 in self.spans(said, since=last.updated)
        assert self.spans(said, since="2999-01-01T00:00:00Z") == []
