"""What an import adds is written beside it first: others go on meanwhile, and all of it comes or nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from store.db import merging
from store.errors import InvalidFormat
from store.library import Library
from store.model import Document, Span
from tests.support.exchanging import DOCUMENT, TEXT, Send, annotations_of, dumped, exported
from tests.support.libraries import OpenLibrary


def meanwhile(monkeypatch: pytest.MonkeyPatch, action: Callable[[], object]) -> None:
    """Let somebody else do something once the import has been staged, and before it is written."""
    stage, left = merging.stage, [action]

    def staged(db: sqlite3.Connection, made: merging.Plan) -> None:
        stage(db, made)
        if left:
            left.pop()()

    monkeypatch.setattr(merging, "stage", staged)


@pytest.fixture
def theirs(other: Library, open_library: OpenLibrary) -> Library:
    """The library into which is imported, as somebody else has it open."""
    other.add(DOCUMENT)
    return open_library(other.path, "salma")


def test_others_write_while_it_is_staged(
    library: Library,
    article: str,
    other: Library,
    theirs: Library,
    send: Send,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library.set_tag(article, Span(6, 32), "statement", "verified")
    meanwhile(monkeypatch, lambda: theirs.set_tag(article, Span(33, 54), "statement", "important"))
    assert send(library, other).added == 1
    assert sorted(one["annotator"] for one in annotations_of(other)) == ["huda", "salma"]


def test_what_others_bring_meanwhile_comes_in_once(
    library: Library,
    article: str,
    other: Library,
    theirs: Library,
    send: Send,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library.set_tag(article, Span(6, 32), "statement", "verified")
    meanwhile(monkeypatch, lambda: send(library, theirs))
    assert send(library, other).unchanged == 1
    assert annotations_of(other) == annotations_of(library)


def test_an_article_that_is_indexed_meanwhile_gets_what_would_have_waited(
    library: Library,
    article: str,
    other: Library,
    open_library: OpenLibrary,
    send: Send,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library.set_tag(article, Span(6, 32), "statement", "verified")
    another = open_library(other.path, "salma")
    meanwhile(monkeypatch, lambda: another.add(DOCUMENT))
    assert send(library, other).waiting == 0
    (one,) = other.annotations(article)
    assert one.placed == Span(6, 32)


def test_what_contradicts_the_library_by_then_is_refused_whole(
    library: Library,
    article: str,
    other: Library,
    open_library: OpenLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for span in (Span(6, 32), Span(33, 54)):
        library.set_tag(article, span, "statement", "verified")
    document = json.loads(exported(library))
    document["articles"][0]["annotations"][1]["quote"]["exact"] = "x" * 21
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    another = open_library(other.path, "salma")
    meanwhile(monkeypatch, lambda: another.add(Document(TEXT, "الأفق", "/1")))
    with pytest.raises(InvalidFormat, match="these words"):
        other.exchange.import_file(file)
    assert annotations_of(other) == []


def test_tags_links_claims_and_the_log_come_with_it_and_undo_takes_all_back(
    full: Library, other: Library, send: Send
) -> None:
    assert send(full, other).added == 4
    assert dumped(other) == dumped(full)
    entry = other.upkeep.log()[-1]
    assert (entry.action, len(entry.changes)) == ("import", 4)
    other.undo()
    assert [one for one in annotations_of(other) if one["state"] != "deleted"] == []
    other.redo()
    assert dumped(other) == dumped(full)


def test_nothing_staged_is_left(full: Library, other: Library, send: Send) -> None:
    send(full, other)
    with other.exchange._session.reading() as db:
        assert db.execute("SELECT count(*) FROM temp.sqlite_master").fetchone() == (0,)
