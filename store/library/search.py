"""Searching the library: what a query finds, the lines around it, and searches kept under a name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from store.db import articles, finding, people, saved_searches, scheme, texts, word_index
from store.library.session import Session
from store.model import Article, Excerpt, SearchFilter, SearchPage, Span
from store.search.expression import any_of, expression, plainly
from store.search.folding import stems, words
from store.search.hits import find, hits
from store.search.query import Query, parse
from store.speakers import words_for, words_of

_CLAIMS = SearchFilter("is", "claim")
_AT_ONCE = 50
"""Articles that are looked at together where their claims have to be read."""
_AROUND = 60
"""Code points of a line at most on each side of what was found."""


class Search:
    """What `library.search` does. A query never is an error: one that does not parse is plain words.

    Every method raises LibraryError where the file cannot be used.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def is_ready(self) -> bool:
        """Whether the index is there; otherwise the first search makes it, which takes a while."""
        with self._session.reading() as db:
            return word_index.is_current(db)

    def prepare(self) -> None:
        """Make the index where it is not there: a library of an earlier version, or another folding."""
        if not self.is_ready:
            with self._session.writing() as db:
                if not word_index.is_current(db):
                    word_index.make_anew(db, words_of)

    def find(self, query: str, start: int = 0, length: int = 50) -> SearchPage:
        """The articles from the `start`th on, 0 the best: by bm25, and the later of equals first.

        Nothing is asked for, nothing is found. With `is:claim` the words have to stand in a claim.
        """
        asked = _parsed(query)
        if not asked:
            return SearchPage((), asked.hint)
        self.prepare()
        with self._session.reading() as db:
            if _in_claims(asked):
                rows = self._with_claims(db, asked, start, length)
            else:
                rows = finding.find(db, _wanted(asked), start, length)
            found = articles.summaries(db, self._session.me(db), rows)
        return SearchPage(tuple(found), asked.hint)

    def count(self, query: str) -> int:
        """How many articles the query finds; with `is:claim`, at most so many."""
        asked = _parsed(query)
        if not asked:
            return 0
        self.prepare()
        with self._session.reading() as db:
            return finding.count(db, _wanted(asked))

    def hits(self, article: Article, query: str) -> tuple[Span, ...]:
        """Where in the article's text the words of the query stand, in order."""
        return _hits(article, _parsed(query))

    def excerpts(self, article: Article, query: str, most: int = 3) -> tuple[Excerpt, ...]:
        """The first lines with what was found, and its hits in them; the title only for want of others."""
        found = self.hits(article, query)
        title = article.outline.title
        below = tuple(span for span in found if title is None or not span.overlaps(title))
        return tuple(_excerpts(article, below or found, most))

    @staticmethod
    def find_in(text: str, string: str, most: int | None = None) -> tuple[Span, ...]:
        """Where `string` stands in `text`, in whatever spelling, `most` times at most."""
        return find(text, string, most)

    # Searches that are kept

    def save(self, name: str, query: str) -> None:
        """Keep a search under a name; one of that name is replaced. InvalidName for none."""
        name = scheme.clean_name(name, "a search")
        with self._session.writing() as db:
            me = people.put(db, self._session.annotator)
            saved_searches.put(db, me, name, texts.clean(query))

    def forget(self, name: str) -> None:
        """Drop a search that was kept."""
        with self._session.writing() as db:
            saved_searches.forget(db, people.put(db, self._session.annotator), name)

    def _with_claims(self, db: sqlite3.Connection, asked: Query, start: int, length: int) -> list[int]:
        """The rows of the articles where what is asked for stands in a claim, of the best on."""
        rows: list[int] = []
        looked = 0
        while len(rows) < start + length:
            candidates = finding.find(db, _wanted(asked), looked, _AT_ONCE)
            if not candidates:
                break
            looked += len(candidates)
            rows += [row for row in candidates if _hits(articles.in_row(db, row), asked)]
        return rows[start : start + length]


@lru_cache(maxsize=64)
def _parsed(query: str) -> Query:
    return parse(query)


def _in_claims(asked: Query) -> bool:
    return _CLAIMS in asked.filters and bool(asked.wanted)


def _wanted(asked: Query) -> finding.Wanted:
    match = expression(asked)
    without = () if match is not None else tuple(any_of(part) for part in asked.parts)
    filters = tuple(
        replace(one, value=json.dumps(sorted(set(stems(words(words_for(one.value))).split()))))
        if one.field == "speaker"
        else one
        for one in asked.filters
    )
    return finding.Wanted(match, plainly(asked), without, filters)


def _hits(article: Article, asked: Query) -> tuple[Span, ...]:
    found = hits(article.text, asked)
    if _CLAIMS not in asked.filters:
        return found
    claims = [claim.span for claim in article.extraction.claims]
    return tuple(span for span in found if any(span.overlaps(claim) for claim in claims))


def _excerpts(article: Article, found: tuple[Span, ...], most: int) -> Iterator[Excerpt]:
    """A line for each hit, unless it stands in the line of the one before."""
    end = -1
    for span in found:
        if span.start < end:
            continue
        line = next((one for one in article.outline.paragraphs if one.overlaps(span)), span)
        start, end = _window(article.text, line, span)
        marks = tuple(
            Span(max(one.start, start) - start, min(one.end, end) - start)
            for one in found
            if one.overlaps(Span(start, end))
        )
        yield Excerpt(start, article.text[start:end], marks)
        most -= 1
        if not most:
            return


def _window(text: str, line: Span, hit: Span) -> tuple[int, int]:
    """The stretch of `line` around `hit`, from word to word."""
    start, end = max(line.start, hit.start - _AROUND), min(line.end, hit.end + _AROUND)
    if start > line.start:
        space = text.find(" ", start, hit.start)
        start = hit.start if space < 0 else space + 1
    if end < line.end:
        space = text.rfind(" ", hit.end, end)
        end = hit.end if space < 0 else space
    return start, end
