"""Annotations that meet others of themselves, or wait for their article: every library ends up alike."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from store.errors import InvalidFormat
from store.library import Library
from store.model import Annotation, Document, Selection, Span
from tests.support.exchanging import TEXT, Send, dumped, exported, only
from tests.support.libraries import OpenLibrary


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
        assert only(json.loads(exported(other)))["state"] == "orphaned"


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
        undone = other.undo()
        assert huda.annotation(both).note == "ج"
        assert undone is not None
        assert both not in undone.annotations


class TestUndo:
    """An import is a step whatever it changes, and undo restores the place as well as the words."""

    @pytest.fixture
    def tagged(self, library: Library, article: str) -> Annotation:
        made = library.set_tag(article, Span(0, 5), "span", "important")
        library.set_tag(article, Span(6, 32), "statement", "verified")
        assert made is not None
        return made

    @pytest.mark.parametrize("label", ["important", "refuted"])
    def test_what_was_moved_goes_back(
        self, library: Library, article: str, tagged: Annotation, tmp_path: Path, label: str
    ) -> None:
        before = dumped(library)
        path = tmp_path / "tasks.json"
        library.exchange.export(path, "label-studio")
        tasks = json.loads(path.read_text(encoding="utf-8"))
        region = next(one for one in tasks[0]["annotations"][0]["result"] if one["id"] == tagged.id)
        region["value"].update(start=20, end=28, text=TEXT[20:28], labels=[label])
        path.write_text(json.dumps(tasks), encoding="utf-8")
        assert library.exchange.import_file(path).changed == 1
        moved = dumped(library)
        assert (library.annotation(tagged.id).placed, library.upkeep.log()[-1].changes[0].moved) == (
            Span(20, 28),
            True,
        )
        library.undo()
        assert dumped(library) == before
        assert library.annotation(tagged.id).placed == Span(0, 5)
        library.redo()
        assert dumped(library) == moved
        library.undo()
        library.add(Document("عاجل\n" + TEXT, "الأفق", "/1"))
        library.redo()
        assert library.annotation(tagged.id).placed == Span(25, 33)

    def test_an_import_of_times_alone_is_a_step(
        self, library: Library, article: str, tagged: Annotation, other: Library, send: Send
    ) -> None:
        send(library, other)
        mine = other.add(Document(TEXT, "الأفق", "/1")) and other.set_note(article, Span(0, 5), "span", "لي")
        assert mine is not None
        library.set_tag(article, Span(0, 5), "span", "refuted")
        library.set_tag(article, Span(0, 5), "span", "refuted")
        assert send(library, other).changed == 1
        assert other.undo() is not None
        assert other.annotation(mine.id).note == "لي"
        assert other.annotation(tagged.id) == tagged

    def test_an_import_of_what_is_deleted_is_a_step(
        self, library: Library, article: str, other: Library, send: Send
    ) -> None:
        library.set_tag(article, Span(0, 5), "span", "refuted")
        library.undo()
        other.add(Document(TEXT, "الأفق", "/1"))
        mine = other.set_note(article, Span(0, 5), "span", "لي")
        assert mine is not None
        assert send(library, other).deleted == 1
        assert other.undo() is not None
        assert other.annotation(mine.id).note == "لي"
