"""Two libraries, edited apart and exchanged in whatever order, end up the same."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from store.library import Library
from store.model import Document, Selection, Span
from tests.support.exchanging import SCHEMA
from tests.support.libraries import whole

TEXTS = ("سطر١\nسطر٢\n", "نص آخر\nسطر٢\n")
SPANS = (Span(0, 4), Span(5, 9))
NAMES = ("one", "other")


class ExchangeMachine(RuleBasedStateMachine):
    """Two libraries with the same articles; what happens to one comes to the other only in files."""

    sides = st.sampled_from(NAMES)
    people = st.sampled_from(("huda", "omar"))
    articles = st.sampled_from((0, 1))
    spans = st.sampled_from(SPANS)
    tags = st.sampled_from(("verified", "refuted", "important", "ألف", "باء", "جيم"))
    notes = st.sampled_from(("", "أ", "ب", "🙂"))

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.libraries = {
            (side, name): Library.open(self.path / f"{side}.db", name, analyse=whole)
            for side in NAMES
            for name in ("huda", "omar")
        }
        self.sent: dict[str, list[Path]] = {side: [] for side in NAMES}

    @initialize()
    def index(self) -> None:
        for side in NAMES:
            library = self.libraries[side, "huda"]
            for number, text in enumerate(TEXTS):
                library.add(Document(text, "الأفق", f"/{number}"))
            self.ids = sorted(one.id for one in library.article_page(None, 0, 9))

    @rule(side=sides, name=people, article=articles, span=spans, tag=tags)
    def set_tag(self, side: str, name: str, article: int, span: Span, tag: str) -> None:
        self.libraries[side, name].set_tag(self.ids[article], span, "span", tag)

    @rule(side=sides, name=people, article=articles, span=spans, note=notes)
    def set_note(self, side: str, name: str, article: int, span: Span, note: str) -> None:
        self.libraries[side, name].set_note(self.ids[article], span, "span", note)

    @rule(side=sides, tag=tags, colour=st.sampled_from(("default", "red")), key=st.sampled_from((None, "7")))
    def create_tag(self, side: str, tag: str, colour: str, key: str | None) -> None:
        library = self.libraries[side, "huda"]
        known = library.tags()
        if tag not in [name for one in known for name in (one.name, *one.aliases)]:
            own = {} if key is None or key in [one.key for one in known] else {"key": key}
            library.scheme.put(tag, {"group": "مجموعة", "choice": "one", "colour": colour, **own})

    @rule(side=sides, name=people)
    def undo(self, side: str, name: str) -> None:
        self.libraries[side, name].undo()

    @rule(side=sides, name=people)
    def redo(self, side: str, name: str) -> None:
        self.libraries[side, name].redo()

    @rule(side=sides)
    def export(self, side: str) -> None:
        """Write a file that may be imported much later."""
        path = self.path / f"{side}-{len(self.sent[side])}.json"
        self.libraries[side, "huda"].exchange.export(path, selection=Selection(deleted=True))
        SCHEMA.validate(json.loads(path.read_text(encoding="utf-8")))
        self.sent[side].append(path)

    @rule(side=sides, name=people, which=st.integers(0, 20))
    def take_in(self, side: str, name: str, which: int) -> None:
        """Import a file, of the other side or one's own, be it old."""
        files = [path for sent in self.sent.values() for path in sent]
        if files:
            self.libraries[side, name].exchange.import_file(files[which % len(files)])

    @rule()
    def exchange_one_after_the_other(self) -> None:
        one, other = (self.libraries[side, "huda"] for side in NAMES)
        for giver, taker in ((one, other), (other, one)):
            giver.exchange.export(self.path / "last.json", selection=Selection(deleted=True))
            taker.exchange.import_file(self.path / "last.json")
        assert self.state("one") == self.state("other")

    @rule()
    def exchange_at_the_same_time(self) -> None:
        for side in NAMES:
            path = self.path / f"{side}.json"
            self.libraries[side, "huda"].exchange.export(path, selection=Selection(deleted=True))
        self.libraries["one", "omar"].exchange.import_file(self.path / "other.json")
        self.libraries["other", "omar"].exchange.import_file(self.path / "one.json")
        assert self.state("one") == self.state("other")

    def state(self, side: str) -> str:
        text = self.libraries[side, "huda"].exchange.export(None, selection=Selection(deleted=True)).text
        assert text is not None
        return re.sub('"exported": "[^"]*"', "", text)

    def teardown(self) -> None:
        for library in self.libraries.values():
            library.close()
        self.folder.cleanup()


TestExchangeMachine = ExchangeMachine.TestCase
TestExchangeMachine.settings = settings(max_examples=40, stateful_step_count=30)
