"""Annotations out of one library and into another: nothing lost, nothing twice, every library alike."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from store.errors import InvalidFormat, UnreadableInput
from store.exchange import newsread
from store.library import Library
from store.model import Document, Merged, Selection, Span

OpenLibrary: TypeAlias = Callable[..., Library]
TEXT = "حصيلة\nقال الوزير إن الطريق فتحت.\nوأضاف أن العمل مستمر.\n"
EVERYTHING = Selection(deleted=True)
TIME = re.compile('"exported": "[^"]*"')


def dumped(library: Library, selection: Selection = EVERYTHING) -> str:
    """The export, but for the time."""
    text = library.exchange.export(None, selection=selection).text
    assert text is not None
    newsread.validate(json.loads(text))
    return TIME.sub("", text)


@pytest.fixture
def other(open_library: OpenLibrary, tmp_path: Path) -> Library:
    """A second library, of the annotator "omar"."""
    return open_library(tmp_path / "other.db", annotator="omar")


@pytest.fixture
def article(library: Library) -> str:
    library.add(Document(TEXT, "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


@pytest.fixture
def send(tmp_path: Path) -> Callable[..., Merged]:
    """Exports from one library and imports into another; `change` may change the document between."""

    def send(
        one: Library,
        into: Library,
        selection: Selection = EVERYTHING,
        change: Callable[[Any], object] | None = None,
    ) -> Merged:
        path = tmp_path / "sent.json"
        one.exchange.export(path, selection=selection)
        if change is not None:
            document = json.loads(path.read_text(encoding="utf-8"))
            change(document)
            path.write_text(json.dumps(document), encoding="utf-8")
        return into.exchange.import_file(path)

    return send


Send: TypeAlias = Callable[..., Merged]


def only(document: dict[str, Any]) -> dict[str, Any]:
    """The one annotation of a document."""
    ((one,),) = (article["annotations"] for article in document["articles"])
    found: dict[str, Any] = one
    return found


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
        library.create_tag("بلا استعمال", "مجموعة", "one", "9", "blue", "وصف")
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


def dumped_document(library: Library) -> str:
    text = library.exchange.export(None, selection=EVERYTHING).text
    assert text is not None
    return text


def annotations_of(library: Library) -> list[dict[str, Any]]:
    """Every annotation of an export."""
    articles = json.loads(dumped_document(library))["articles"]
    return [one for article in articles for one in article["annotations"]]


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


class TestWaiting:
    def test_annotations_appear_once_the_text_is_indexed(
        self, library: Library, article: str, other: Library, send: Send
    ) -> None:
        library.set_tag(article, Span(6, 32), "statement", "verified")
        send(library, other)
        other.add(Document(TEXT, "الأفق", "/1"))
        (one,) = other.annotations(article)
        assert (one.placed, one.tags, one.annotator) == (Span(6, 32), ("verified",), "huda")
        assert dumped(other) == dumped(library)

    def test_the_same_text_at_another_path_will_do(
        self, library: Library, article: str, other: Library, send: Send
    ) -> None:
        library.set_tag(article, Span(6, 32), "statement", "verified")
        send(library, other)
        other.add(Document(TEXT, "horizon", "/home/omar/1"))
        (found,) = other.article_page(None, 0, 9)
        assert found.id != article
        assert [one.tags for one in other.annotations(found.id)] == [("verified",)]
        assert send(library, other).unchanged == 1
        assert len(other.annotations(found.id)) == 1

    def test_a_text_that_is_there_already_at_another_path_will_do_too(
        self, library: Library, article: str, other: Library, send: Send
    ) -> None:
        library.set_tag(article, Span(6, 32), "statement", "verified")
        other.add(Document(TEXT, "horizon", "/home/omar/1"))
        assert send(library, other).waiting == 0
        (found,) = other.article_page(None, 0, 9)
        assert found.annotations == 1

    def test_in_another_version_of_the_text_the_words_are_looked_for(
        self, library: Library, article: str, other: Library, send: Send
    ) -> None:
        library.set_tag(article, Span(6, 32), "statement", "verified")
        library.set_tag(article, Span(33, 54), "statement", "refuted")
        send(library, other)
        other.add(Document("عاجل\n" + TEXT.partition("وأضاف")[0], "الأفق", "/1"))
        first, second = other.annotations(article)
        assert first.placed == Span(11, 37)
        assert (second.state, second.tags) == ("orphaned", ("refuted",))

    def test_an_orphan_stays_one_while_its_article_is_away(
        self, library: Library, article: str, other: Library, send: Send
    ) -> None:
        library.set_tag(article, Span(6, 32), "statement", "verified")
        library.add(Document("شيء آخر تماما\n", "الأفق", "/1"))
        send(library, other)
        assert only(json.loads(dumped_document(other)))["state"] == "orphaned"


class TestTwoVersions:
    @pytest.fixture
    def both(self, library: Library, article: str, other: Library, send: Send) -> str:
        """An annotation that both libraries have; its id."""
        made = library.set_note(article, Span(0, 5), "span", "ب")
        assert made is not None
        other.add(Document(TEXT, "الأفق", "/1"))
        send(library, other)
        return made.id

    def versions(self, library: Library) -> list[dict[str, Any]]:
        reader = sqlite3.connect(library.path)
        found = [
            json.loads(row[0]) for row in reader.execute("SELECT record FROM versions ORDER BY event, nth")
        ]
        reader.close()
        return found

    def test_the_newer_one_is_current_and_the_other_in_the_log(
        self, library: Library, article: str, other: Library, send: Send, both: str
    ) -> None:
        library.set_note(article, Span(0, 5), "span", "ج")
        assert send(library, other).changed == 1
        assert other.annotation(both).note == "ج"
        assert [one["note"] for one in self.versions(other)] == ["ب"]
        assert dumped(other) == dumped(library)

    def test_the_older_one_is_kept_in_the_log_once(
        self, library: Library, article: str, other: Library, send: Send, both: str
    ) -> None:
        library.set_note(article, Span(0, 5), "span", "ج")
        before = dumped(library)
        for _ in range(2):
            assert send(other, library).older == 1
            assert [one["note"] for one in self.versions(library)] == ["ب"]
        assert dumped(library) == before
        assert library.undo() is not None
        assert library.annotation(both).note == "ب"

    @pytest.mark.parametrize(("note", "current"), [("ا", "ب"), ("ت", "ت"), ("🙂", "🙂"), ("", "ب")])
    def test_of_two_equally_old_ones_the_one_that_sorts_last_is_current(
        self, library: Library, other: Library, send: Send, both: str, note: str, current: str
    ) -> None:
        def change(document: Any) -> None:
            only(document)["note"] = note
            only(document)["tags"] = only(document)["tags"] or ["verified"]
            only(document)["tags"] = []

        send(library, other, change=change)
        assert other.annotation(both).note == current

    def test_an_edit_is_newer_than_what_it_changes_whatever_the_clocks_say(
        self, library: Library, article: str, other: Library, send: Send, both: str
    ) -> None:
        def change(document: Any) -> None:
            only(document).update(note="من المستقبل", updated="2999-01-01T00:00:00Z")

        send(library, other, change=change)
        assert other.annotation(both).note == "من المستقبل"
        send(other, library)
        library.set_note(article, Span(0, 5), "span", "بعده")
        assert library.annotation(both).updated == "2999-01-01T00:00:00.001Z"
        assert send(library, other).changed == 1
        assert other.annotation(both).note == "بعده"

    def test_a_deletion_travels_with_all(
        self, library: Library, article: str, other: Library, send: Send, both: str
    ) -> None:
        library.set_note(article, Span(0, 5), "span", "")
        assert send(library, other, Selection()).unchanged == 0
        assert other.annotation(both).state == "active"
        assert send(library, other).deleted == 1
        assert other.annotation(both).state == "deleted"
        assert other.undo() is not None
        assert other.annotation(both).note == "ب"

    def test_no_one_changes_another_s(self, library: Library, other: Library, send: Send, both: str) -> None:
        def change(document: Any) -> None:
            only(document).update(annotator="mallory", note="مزور", updated="2999-01-01T00:00:00Z")

        before = dumped(other)
        with pytest.raises(InvalidFormat, match=r"/articles/0/annotations/0: .* by huda .* not by mallory"):
            send(library, other, change=change)
        assert dumped(other) == before

    def test_undo_leaves_what_was_changed_since(
        self, library: Library, article: str, other: Library, send: Send, open_library: OpenLibrary, both: str
    ) -> None:
        huda = open_library(other.path, annotator="huda")
        huda.set_note(article, Span(0, 5), "span", "ج")
        other.undo()
        assert huda.annotation(both).note == "ج"


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
