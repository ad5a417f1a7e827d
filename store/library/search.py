"""Searching the library: what a query finds, the lines around it, and searches kept under a name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from store.cleaning import clean
from store.db import (
    articles,
    connection,
    finding,
    lists,
    people,
    saved_searches,
    twins,
    word_index,
)
from store.library.session import Session
from store.model import Article, ArticleSummary, Excerpt, SearchFilter, SearchPage, Span
from store.names import clean_name
from store.search.expression import expression, is_absent, matching, plainly, ranking, without
from store.search.folding import folded_words, stemmed
from store.search.hits import hits, hits_in
from store.search.parsing import parse
from store.search.query import Operand, Query, Term, is_of_words, join

_CLAIMS = SearchFilter("is", "claim")
"""By itself; as one of several alternatives it says of an article that there are claims."""
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
        """Whether the index is there; otherwise the next search makes it, which can take minutes."""
        with self._session.reading() as db:
            return word_index.is_current(db)

    def prepare(
        self,
        progress: Callable[[int, int], None] | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> bool:
        """Make the index where it is not there: in a library of an earlier version, or of another folding.

        That is done in pieces between which others write, and what is done stays, whatever comes: an
        interruption, or `is_wanted` that says no more. `progress` is told how many articles are in the
        index, and of how many. Whether the index is whole.
        """
        if self.is_ready:
            return True
        # Imported here: an index is made once in a library's life.
        from store.library.indexing import make_index

        return make_index(self._session, progress, is_wanted)

    def find(self, query: str, start: int = 0, length: int = 50) -> SearchPage:
        """The articles from the `start`th on, 0 the best: by bm25, and the later of equals first.

        An empty query finds nothing. With `is:claim` each of the words has to stand in a claim.
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
            found = lists.summaries(db, self._session.me(db), rows)
        return SearchPage(tuple(found), asked.hint)

    def count(self, query: str) -> int:
        """How many articles the query finds; with `is:claim`, at most so many."""
        asked = _parsed(query)
        if not asked:
            return 0
        self.prepare()
        with self._session.reading() as db:
            return finding.count(db, _wanted(asked))

    def listing(self, query: str, folded: bool = False) -> Iterator[tuple[str, ...]]:
        """The ids of all articles that the query finds, the best first, as they are at one moment.

        `folded`: of those that are alike, the best. They come in parts where that takes long: with `is:claim`
        and words texts are read.
        """
        asked = _parsed(query)
        if not asked:
            return
        self.prepare()
        with self._session.reading() as db:
            rows = finding.every(db, _wanted(asked))
            if folded:
                rows = twins.firsts(db, rows)
            every = () if _in_claims(asked) else articles.ids(db, rows)
        if not _in_claims(asked):
            yield every
            return
        for first in range(0, len(rows), _AT_ONCE):
            with self._session.reading() as db:
                some = articles.ids(db, rows[first : first + _AT_ONCE])
                found = tuple(one for one in some if _hits(articles.article(db, one), asked))
            yield found

    def stamp(self, query: str) -> tuple[int, ...]:
        """Numbers that change when the query may find other articles than before; cheap.

        They change when articles come, go or change. Where the query asks for what people say, they change
        with every write; where it asks for claims, with those of others, who may find claims anew.
        """
        with self._session.reading() as db:
            state: tuple[int, ...] = articles.state(db)
            asked = _parsed(query).fields
            if not asked.isdisjoint(("tag", "annotator", "has", "is", "speaker")):
                state = (*state, connection.data_version(db))
            if not asked.isdisjoint(("tag", "annotator", "has")):
                state = (*state, db.total_changes)
        return state

    def summaries(self, ids: Sequence[str]) -> list[ArticleSummary | None]:
        """The articles with those ids, in that order; None for one that has gone."""
        with self._session.reading() as db:
            rows = articles.rows(db, ids)
            found = {one.id: one for one in lists.summaries(db, self._session.me(db), rows)}
        return [found.get(one) for one in ids]

    @staticmethod
    def hint(query: str) -> str | None:
        """Why the query is searched as plain words; None where it is understood. As in `SearchPage`."""
        return _parsed(query).hint

    def hits(self, article: Article, query: str) -> tuple[Span, ...]:
        """Where in the article's text the words of the query stand, in order."""
        return _hits(article, _parsed(query))

    def excerpts(self, article: Article, query: str, most: int = 3) -> tuple[Excerpt, ...]:
        """The first lines with what was found, and its hits in them; the title only for want of others."""
        found = self.hits(article, query)
        title = article.outline.title
        below = tuple(span for span in found if title is None or not span.overlaps(title))
        return tuple(_excerpts(article, below or found, most))

    # Searches that are kept

    def save(self, name: str, query: str) -> None:
        """Keep a search under a name; one of that name is replaced. InvalidName for none."""
        name = clean_name(name, "a search")
        with self._session.writing() as db:
            me = people.put(db, self._session.annotator)
            saved_searches.put(db, me, name, clean(query))

    def forget(self, name: str) -> None:
        """Drop a search that was kept."""
        with self._session.writing() as db:
            saved_searches.forget(db, people.put(db, self._session.annotator), name)

    def _with_claims(self, db: sqlite3.Connection, asked: Query, start: int, length: int) -> list[int]:
        """The rows of the articles that say it in a claim, the best first: `length` from the `start`th on."""
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
    return _CLAIMS in asked.parts and bool(asked.wanted)


def _wanted(asked: Query) -> finding.Wanted:
    conditions = [_condition(one) for one in asked.parts if not is_of_words(one)]
    unwanted = without(asked)
    if unwanted is not None:
        conditions.append(finding.Matching(unwanted, negated=True))
    return finding.Wanted(expression(asked), plainly(asked), ranking(asked), tuple(conditions))


def _condition(operand: Operand) -> finding.Condition:
    """An operand as it is asked of the articles; of its words the index is asked, once for all of a group."""
    if isinstance(operand, SearchFilter):
        return replace(operand, value=_names(operand.value)) if operand.field == "speaker" else operand
    if isinstance(operand, Term) or is_of_words(operand):
        return finding.Matching(matching(operand), is_absent(operand))
    words = [one for one in operand.operands if is_of_words(one)]
    others = [one for one in operand.operands if not is_of_words(one)]
    together = [join(operand.joined, words)] if words else []
    return finding.Joined(operand.joined, tuple(map(_condition, [*others, *together])))


def _names(speaker: str) -> str:
    """The stems of all names of a speaker, as JSON."""
    # Imported here: only this needs the extractor's lexicon, and the first letter sought is waited for.
    from store.speakers import words_for

    return json.dumps(sorted(set(stemmed(folded_words(words_for(speaker))).split())))


def _hits(article: Article, asked: Query) -> tuple[Span, ...]:
    if _CLAIMS not in asked.parts:
        return hits(article.text, asked)
    return hits_in([claim.span for claim in article.extraction.claims], article.text, asked)


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
