"""Files of other programs, edited and imported in any order: what a comparison of three versions gives."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeAlias

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from store.library import Library
from store.model import Document, Format, Span
from tests.support.exchanging import path_of
from tests.support.foreign import FORMATS, edit
from tests.support.libraries import whole

Said: TypeAlias = tuple[str, str]
"""The tag and the note of an annotation."""

SPANS = (Span(0, 4), Span(5, 9), Span(10, 14))


@dataclass
class Row:
    """What is said of an annotation: by the file now and when it was imported last, and here now and then."""

    file: Said
    told: Said
    here: Said
    since: Said
    sure: bool = False
    """Whether something came in of the file."""
    unsure: bool = False
    """Whether it was changed here before that, and the file has no word of what it was written of."""


class RoundsMachine(RuleBasedStateMachine):
    """A file is written, and then edited and imported, while huda and omar go on annotating."""

    format: ClassVar[Format]
    rows = st.sampled_from(range(len(SPANS)))
    # What is said here and what is said there are never the same.
    there = st.tuples(st.sampled_from(("verified", "refuted")), st.sampled_from(("", "أ", "ب")))
    here = st.tuples(st.sampled_from(("unclear", "verified")), st.sampled_from(("د", "ه")))

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = path_of(Path(self.folder.name), self.format)
        self.libraries = [
            Library.open(Path(self.folder.name) / "library.db", name, analyse=whole)
            for name in ("huda", "omar", "editor")
        ]
        self.rows_: list[Row] = []

    @initialize()
    def start(self) -> None:
        huda = self.libraries[0]
        huda.add(Document("سطر١\nسطر٢\nسطر٣\n", "الأفق", "/1"))
        self.article = huda.article_page(None, 0, 1)[0].id
        self.rows_ = [Row(said, said, said, said) for said in [("unclear", "")] * len(SPANS)]
        for nth in range(len(SPANS)):
            self.say(nth, ("unclear", ""))
        self.ids = [one.id for one in huda.annotations(self.article)]
        huda.exchange.export(self.path, self.format)

    def say(self, nth: int, said: Said) -> None:
        library, span = self.libraries[nth % 2], SPANS[nth]
        # Of these tags one clears the others.
        library.set_tag(self.article, span, "span", said[0], True)
        library.set_note(self.article, span, "span", said[1])

    @rule(nth=rows, said=here)
    def annotate(self, nth: int, said: Said) -> None:
        self.say(nth, said)
        row = self.rows_[nth]
        row.here = said
        row.unsure |= self.format in ("csv", "web-annotation") and not row.sure

    @rule(nth=rows, said=there)
    def edit_the_file(self, nth: int, said: Said) -> None:
        edit(self.path, self.format, self.ids[nth], [said[0]], said[1])
        self.rows_[nth].file = said

    @rule(again=st.booleans())
    def import_the_file(self, again: bool) -> None:
        changed, unsure, lost = 0, 0, []
        for row in self.rows_:
            if row.unsure:
                unsure += row.here != row.file
            elif row.here == row.since != row.file:
                changed += 1
                row.here, row.sure = row.file, True
            elif row.file not in (row.told, row.here):
                lost.append(row.file)
            row.told = row.file
            if row.here == row.file:
                row.since = row.here
        editor = self.libraries[2]
        merged = editor.exchange.import_file(self.path)
        assert merged.changed == changed
        assert 0 <= len(merged.conflicts) - len(lost) <= unsure
        kept = [json.loads(one) for entry in editor.upkeep.log() for one in entry.versions]
        assert {(one["tags"][0], one["note"]) for one in kept}.issuperset(lost)
        if again and changed:
            editor.undo()
            assert editor.exchange.import_file(self.path).changed == changed

    @rule()
    def export_anew(self) -> None:
        self.libraries[0].exchange.export(self.path, self.format)
        for row in self.rows_:
            row.file = row.told = row.since = row.here
            row.sure = row.unsure = False

    @invariant()
    def each_is_as_it_should_be(self) -> None:
        if self.rows_:
            found = {one.id: (one.tags[0], one.note) for one in self.libraries[0].annotations(self.article)}
            assert [found[uuid] for uuid in self.ids] == [row.here for row in self.rows_]

    def teardown(self) -> None:
        for library in self.libraries:
            library.close()
        self.folder.cleanup()


@pytest.mark.parametrize("format", FORMATS)
def test_rounds(format: Format) -> None:
    machine = type(f"{format} rounds", (RoundsMachine,), {"format": format})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=12, stateful_step_count=15, deadline=None)
    )
