"""Undo and redo: every step of one's own, across restarts, held against a model of two stacks."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from store.library import Library
from store.model import (
    Annotation,
    ClaimVerdict,
    Document,
    ReadMarks,
    Span,
    Subject,
    Target,
    Undone,
    Verdict,
)
from tests.support.libraries import OpenLibrary, whole

SPANS = (Span(0, 4), Span(5, 9), Span(0, 9))
TEXT = "سطر١\nسطر٢\n"


@pytest.fixture
def article(library: Library) -> str:
    library.add(Document(TEXT, "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


def test_at_the_beginning_there_is_nothing_to_undo_or_redo(library: Library) -> None:
    assert library.undo() is None
    assert library.redo() is None


def test_undo_and_redo_say_what_changed(library: Library, article: str) -> None:
    made = library.set_tag(article, SPANS[0], "span", "verified")
    assert made is not None
    undone = library.undo()
    assert undone is not None
    assert (undone.article, undone.annotations) == (article, (made.id,))
    assert library.annotation(made.id).state == "deleted"
    assert library.redo() == undone
    assert library.annotation(made.id).tags == ("verified",)


def test_what_changed_nothing_is_no_step(library: Library, article: str) -> None:
    library.set_note(article, SPANS[0], "span", "ملاحظة")
    library.set_note(article, SPANS[0], "span", "ملاحظة")
    assert library.undo() is not None
    assert library.undo() is None


def test_the_tags_one_choice_replaced_come_back(library: Library, article: str) -> None:
    for tag in ("important", "verified", "refuted"):
        library.set_tag(article, SPANS[0], "span", tag)
    library.undo()
    assert library.annotations(article)[0].tags == ("important", "verified")


def test_steps_are_undone_back_to_the_beginning_after_a_restart(
    library: Library, article: str, open_library: OpenLibrary
) -> None:
    for number in range(30):
        library.set_note(article, SPANS[0], "span", f"ملاحظة {number}")
    library.close()
    again = open_library()
    for _ in range(30):
        assert again.undo() is not None
    assert again.undo() is None
    assert again.annotations(article) == ()


def test_two_windows_of_one_annotator_share_their_steps(
    library: Library, article: str, open_library: OpenLibrary
) -> None:
    other = open_library()
    library.set_tag(article, SPANS[0], "span", "verified")
    other.set_tag(article, SPANS[1], "span", "refuted")
    library.undo()
    assert [one.tags for one in other.annotations(article)] == [("verified",)]


def test_undo_is_a_change_with_a_time_of_its_own(library: Library, article: str) -> None:
    library.set_tag(article, SPANS[0], "span", "verified")
    made = library.set_note(article, SPANS[0], "span", "ملاحظة")
    library.undo()
    (left,) = library.annotations(article)
    assert made is not None
    assert left.created == made.created
    assert left.updated >= made.updated


@pytest.mark.parametrize("table", ["steps", "changes"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET step = 1"])
def test_the_log_only_grows(library: Library, article: str, table: str, statement: str) -> None:
    library.set_tag(article, SPANS[0], "span", "verified")
    other = sqlite3.connect(library.path)
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        other.execute(statement.format(table))
    other.close()


def read(library: Library) -> list[bool]:
    """Whether each article is read, the latest first."""
    return [one.read for one in library.article_page(None, 0, 50)]


@pytest.fixture
def several(library: Library) -> list[str]:
    """Four articles, the first of them read."""
    library.add_many([Document(f"سطر {n}\n", "الأفق" if n < 3 else "الشروق", f"/{n}") for n in range(4)])
    found = [one.id for one in library.article_page(None, 0, 4)]
    assert library.mark_read(found[:1]) == 1
    return found


class TestReading:
    def test_marking_all_read_is_a_step_of_what_it_changed(
        self, library: Library, several: list[str], open_library: OpenLibrary
    ) -> None:
        assert library.mark_all_read() == 3
        library.close()
        again = open_library()
        assert again.undo() == Undone(None, (), marked=ReadMarks(3, read=False))
        assert read(again) == [True, False, False, False]
        assert again.undo() is None
        assert again.redo() == Undone(None, (), marked=ReadMarks(3, read=True))
        assert read(again) == [True] * 4
        assert again.redo() is None

    def test_it_stands_among_the_annotations_in_order(self, library: Library, several: list[str]) -> None:
        library.set_note(several[1], SPANS[0], "span", "قبل")
        library.mark_all_read()
        library.set_note(several[1], SPANS[0], "span", "بعد")
        for marked in (False, True, False):
            undone = library.undo()
            assert undone is not None
            assert (undone.marked is not None) == marked
        assert read(library) == [True, False, False, False]
        assert library.annotations(several[1]) == ()
        for _ in range(3):
            assert library.redo() is not None
        assert read(library) == [True] * 4
        assert library.annotations(several[1])[0].note == "بعد"

    def test_what_changes_nothing_is_no_step(self, library: Library, several: list[str]) -> None:
        assert library.mark_read(several[:1], step=True) == 0
        assert library.mark_read(several[1:], read=False, step=True) == 0
        assert library.undo() is None

    def test_to_have_read_is_none_either(self, library: Library, several: list[str]) -> None:
        assert library.mark_read(several) == 3
        assert library.undo() is None
        assert read(library) == [True] * 4

    def test_each_takes_back_their_own(
        self, library: Library, several: list[str], open_library: OpenLibrary
    ) -> None:
        library.mark_all_read()
        other = open_library(annotator="omar")
        assert other.undo() is None
        assert other.mark_all_read() == 4
        other.undo()
        assert read(other) == [False] * 4
        assert read(library) == [True] * 4

    def test_what_has_been_removed_or_is_unread_already_is_passed_over(
        self, library: Library, several: list[str]
    ) -> None:
        library.mark_all_read()
        library.upkeep.remove([several[1]])
        library.mark_read([several[2]], read=False)
        assert library.undo() == Undone(None, (), marked=ReadMarks(1, read=False))
        assert read(library) == [True, False, False]

    def test_the_log_is_one_row_that_names_them(self, library: Library, several: list[str]) -> None:
        library.mark_all_read()
        library.undo()
        marked, undone = library.upkeep.log()
        assert marked.action == "read"
        assert sorted(marked.detail["marked"]) == sorted(several[1:])
        assert (undone.action, undone.of, undone.detail) == ("undo", marked.step, {})
        assert library.recent_tags() == ()


JUDGED: dict[str, Verdict] = {
    "accepted": "accepted",
    "rejected": "rejected",
    "corrected": "corrected",
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("tag", "note", "accepted", "rejected", "corrected", "cleared", "link", "unlink")),
        st.sampled_from(SPANS),
        st.sampled_from(SPANS),
    ),
    max_size=12,
)


def take(library: Library, article: str, action: str, span: Span, other: Span) -> None:
    """One step of any kind; nothing where there is nothing to do."""
    if action == "tag":
        library.set_tag(article, span, "claim", "important")
    elif action == "note":
        library.set_note(article, span, "claim", f"ملاحظة {other.start}")
    elif action == "link":
        if span != other:
            library.links.add(Subject(article, span, "claim"), Subject(article, other, "claim"), "repeats")
    elif action == "unlink":
        for linked in library.links.around(article)[:1]:
            library.links.remove(linked.source.id, linked.source.links[0])
    elif action == "cleared":
        library.verdicts.give(article, span, None)
    else:
        extent = other if action == "corrected" else None
        library.verdicts.give(article, span, ClaimVerdict(JUDGED[action]), extent=extent, found=span)


def said_by_all(library: Library, article: str) -> list[Annotation]:
    return [replace(one, updated="") for one in library.annotations(article)]


@given(STEPS)
@settings(max_examples=40)
def test_every_kind_of_step_is_undone_to_the_beginning_and_done_again(
    steps: list[tuple[str, Span, Span]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with Library.open(path, "huda", analyse=whole) as library:
            library.add(Document(TEXT, "الأفق", "/1"))
            article = library.article_page(None, 0, 1)[0].id
            states = [said_by_all(library, article)]
            for step in steps:
                take(library, article, *step)
                if (now := said_by_all(library, article)) != states[-1]:
                    states.append(now)
        with Library.open(path, "huda", analyse=whole) as library:
            for state in reversed(states[:-1]):
                assert library.undo() is not None
                assert said_by_all(library, article) == state
            assert library.undo() is None
            for state in states[1:]:
                assert library.redo() is not None
                assert said_by_all(library, article) == state
            assert library.redo() is None


Said: TypeAlias = dict[tuple[str, Target, Span], tuple[tuple[str, ...], str]]
"""What each annotator says of each target: tags and note."""

VERDICTS = ("verified", "refuted", "unclear")


class UndoMachine(RuleBasedStateMachine):
    """Two annotators work on one library; the model keeps their states on two stacks each."""

    people = st.sampled_from(("huda", "omar"))
    spans = st.sampled_from(SPANS)
    targets = st.sampled_from(("statement", "span"))
    tags = st.sampled_from((*VERDICTS, "important", "جديد"))
    notes = st.sampled_from(("", "أ", "ب"))

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.db"
        self.libraries = {name: self.open(name) for name in ("huda", "omar")}
        self.said: dict[str, Said] = {"huda": {}, "omar": {}}
        self.undos: dict[str, list[Said]] = {"huda": [], "omar": []}
        self.redos: dict[str, list[Said]] = {"huda": [], "omar": []}

    def open(self, name: str) -> Library:
        return Library.open(self.path, name, analyse=whole)

    @initialize()
    def index(self) -> None:
        library = self.libraries["huda"]
        library.add(Document(TEXT, "الأفق", "/1"))
        self.article = library.article_page(None, 0, 1)[0].id

    def step(self, name: str, key: tuple[str, Target, Span], tags: tuple[str, ...], note: str) -> None:
        before = self.said[name]
        after = {other: said for other, said in before.items() if other != key}
        if tags or note:
            after[key] = (tags, note)
        if after != before:
            self.undos[name].append(before)
            self.redos[name] = []
            self.said[name] = after

    @rule(name=people, span=spans, kind=targets, tag=tags, on=st.sampled_from((None, True, False)))
    def set_tag(self, name: str, span: Span, kind: Target, tag: str, on: bool | None) -> None:
        made = self.libraries[name].set_tag(self.article, span, kind, tag, on)
        key = (name, kind, span)
        tags, note = self.said[name].get(key, ((), ""))
        if on is None:
            on = tag not in tags
        if not on:
            tags = tuple(one for one in tags if one != tag)
        elif tag not in tags:
            rivals = VERDICTS if tag in VERDICTS else ()
            tags = (*(one for one in tags if one not in rivals), tag)
        self.step(name, key, tags, note)
        assert (None if made is None else (made.tags, made.note)) == self.said[name].get(key)

    @rule(name=people, span=spans, kind=targets, note=notes)
    def set_note(self, name: str, span: Span, kind: Target, note: str) -> None:
        self.libraries[name].set_note(self.article, span, kind, note)
        key = (name, kind, span)
        tags, _ = self.said[name].get(key, ((), ""))
        self.step(name, key, tags, note)

    @rule(name=people, times=st.integers(1, 4))
    def undo(self, name: str, times: int) -> None:
        for _ in range(times):
            undone = self.libraries[name].undo()
            assert (undone is not None) == bool(self.undos[name])
            if self.undos[name]:
                self.redos[name].append(self.said[name])
                self.said[name] = self.undos[name].pop()

    @rule(name=people, times=st.integers(1, 4))
    def redo(self, name: str, times: int) -> None:
        for _ in range(times):
            done = self.libraries[name].redo()
            assert (done is not None) == bool(self.redos[name])
            if self.redos[name]:
                self.undos[name].append(self.said[name])
                self.said[name] = self.redos[name].pop()

    @rule(name=people)
    def start_again(self, name: str) -> None:
        self.libraries[name].close()
        self.libraries[name] = self.open(name)

    @invariant()
    def everybody_says_what_the_model_says(self) -> None:
        if hasattr(self, "article"):
            expected = {key: said for one in self.said.values() for key, said in one.items()}
            found = {
                (one.annotator, one.target, Span(one.start, one.end)): (one.tags, one.note)
                for one in self.libraries["huda"].annotations(self.article)
            }
            assert found == expected

    def teardown(self) -> None:
        for library in self.libraries.values():
            library.close()
        self.folder.cleanup()


TestUndoMachine = UndoMachine.TestCase
TestUndoMachine.settings = settings(max_examples=60, stateful_step_count=40)
