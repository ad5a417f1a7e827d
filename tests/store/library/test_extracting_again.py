"""What an extractor found is replaced by what another finds; what a person said stays."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store.library import Library
from store.model import Document, Extraction, Outline, Page, Span, Unread

Analyse = Callable[[str], tuple[Outline, Extraction]]

TEXT = "حصيلة الأمطار\nقال المدير إن الجسر مغلق\nوهطلت الأمطار\n"


def document(number: int) -> Document:
    return Document(f"{number}\n{TEXT}", "s", f"/{number}")


@pytest.fixture
def newer(analyse: Analyse) -> Analyse:
    """An extractor of a later version, which finds facts only."""

    def find(text: str) -> tuple[Outline, Extraction]:
        outline, found = analyse(text)
        return outline, replace(found, claims=(), extractor="lines-2")

    return find


@pytest.fixture
def path(tmp_path: Path, analyse: Analyse) -> Path:
    """A library of 120 texts with the claims of the earlier version, and one annotation."""
    with Library.open(tmp_path / "library.db", "huda", analyse=analyse) as library:
        library.add_many(document(number) for number in range(120))
        article = library.article(library.article_page(None, 0, 1)[0].id)
        claim = article.extraction.claims[0]
        library.set_tag(article.id, claim.span, "claim", "verified")
        library.set_note(article.id, Span(0, 3), "span", "ملاحظة")
    return tmp_path / "library.db"


def versions(library: Library) -> set[str]:
    return {
        library.article(article.id).extraction.extractor for article in library.article_page(None, 0, 500)
    }


def said(library: Library) -> list[object]:
    return [library.annotations(article.id) for article in library.article_page(None, 0, 500)]


def test_an_unchanged_file_gets_what_the_newer_version_finds(path: Path, newer: Analyse) -> None:
    with Library.open(path, "huda", analyse=newer) as library:
        assert library.add(document(7)) == "again"
        assert library.add(document(7)) == "unchanged"
        assert versions(library) == {"lines-1", "lines-2"}


def test_all_texts_are_looked_at_again(path: Path, newer: Analyse) -> None:
    with Library.open(path, "huda", analyse=newer) as library:
        before = said(library)
        told: list[tuple[int, int]] = []
        assert library.extract_again(lambda done, total: told.append((done, total))) == 120
        assert versions(library) == {"lines-2"}
        assert not any(library.article(a.id).extraction.claims for a in library.article_page(None, 0, 500))
        assert said(library) == before
        assert told[-1] == (120, 120)
        assert len(told) > 1


def test_it_goes_on_where_it_was_interrupted(
    path: Path, analyse: Analyse, newer: Analyse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.db.workers.cores", lambda: 1)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with Library.open(path, "huda", analyse=newer) as library:
        with pytest.raises(KeyboardInterrupt):
            library.extract_again(interrupt)
        assert versions(library) == {"lines-1", "lines-2"}

    looked_at: list[str] = []

    def watched(text: str) -> tuple[Outline, Extraction]:
        looked_at.append(text)
        return newer(text)

    with Library.open(path, "huda", analyse=watched) as library:
        outdated = {
            library.article(a.id).text
            for a in library.article_page(None, 0, 500)
            if library.article(a.id).extraction.extractor == "lines-1"
        }
        assert library.extract_again() == 120
        texts = [text for text in looked_at if text]
        assert set(texts[: len(outdated)]) == outdated


def test_with_the_same_version_only_if_asked_for(path: Path, analyse: Analyse) -> None:
    with Library.open(path, "huda", analyse=analyse) as library:
        assert library.add_many([document(1), document(2)])["unchanged"] == 2
        assert library.add_many([document(1), document(2)], again=True)["again"] == 2


def test_a_text_of_two_articles_is_found_once(path: Path, newer: Analyse) -> None:
    with Library.open(path, "huda", analyse=newer) as library:
        twin = replace(document(3), address="/twin")
        assert library.add(twin) == "added"
        assert library.add(document(3)) == "unchanged"


def test_what_is_found_in_a_page_is_never_kept_for_the_text_that_took_its_place(library: Library) -> None:
    sha256 = "0" * 64
    page = Document("خبر\nقال الوزير.\n", "الأفق", "https://a/1", page=Page(sha256, zlib.compress(b"x"), "r"))
    library.add(page)
    (before,) = library.article_page(None, 0, 9)

    def meddling(text: str) -> tuple[Outline, Extraction]:
        if text and library.article_page(None, 0, 9) == [before]:
            library.upkeep.remove([before.id])
            library.add(Document("خبر آخر\nقال المدير.\n", "الأفق", "/2"))
        return Outline(None, ()), Extraction((), (), "later")

    with Library.open(library.path, "omar", analyse=meddling) as later:
        counts = later.add_many([Unread("الأفق", "https://a/1", sha256, lambda: page)])
    assert counts == {"added": 0, "updated": 0, "unchanged": 1}
    (other,) = library.article_page(None, 0, 9)
    assert library.article(other.id).extraction.extractor == "lines-1"
