"""Queries are taken apart; what is none is plain words with a hint, and never an error."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import SearchFilter
from store.search.expression import any_of, expression
from store.search.query import MOST_FILTERS, Part, Query, Term, parse


def words(*written: str) -> Query:
    return Query(tuple(Part((Term((one,)),)) for one in written))


def test_words_all_have_to_be_there() -> None:
    assert parse("قوات  سوريا") == words("قوات", "سوريا")


@pytest.mark.parametrize("quoted", ['"قوات سوريا"', "«قوات سوريا»", "“قوات سوريا”"])
def test_a_phrase_stands_in_any_quotation_marks(quoted: str) -> None:
    assert parse(quoted) == Query((Part((Term(("قوات", "سوريا")),)),))


def test_a_minus_excludes_and_or_joins_its_neighbours() -> None:
    assert parse("باغوز OR رقة -داعش") == Query(
        (Part((Term(("باغوز",)), Term(("رقة",)))), Part((Term(("داعش",)),), negated=True))
    )


def test_a_star_is_the_beginning_of_a_word() -> None:
    assert parse("مقات*") == Query((Part((Term(("مقات",), is_prefix=True),)),))


def test_fields_are_filters_and_dates_begin_their_month_or_year() -> None:
    assert parse('source:الأفق -tag:"تم التحقق" before:2019-03 after:2018 has:note is:claim').filters == (
        SearchFilter("source", "الأفق"),
        SearchFilter("tag", "تم التحقق", negated=True),
        SearchFilter("before", "2019-03-01"),
        SearchFilter("after", "2018-01-01"),
        SearchFilter("has", "note"),
        SearchFilter("is", "claim"),
    )


def test_a_colon_in_a_word_is_no_field() -> None:
    assert parse("http://example.org 12:30").hint is None
    assert not parse("http://example.org 12:30").filters


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ('"قوات سوريا', "unclosed-quote"),
        ("OR قسد", "or-needs-two-sides"),
        ("قسد OR", "or-needs-two-sides"),
        ("قسد OR -داعش", "or-needs-two-sides"),
        ("before:أمس", "no-date"),
        ("before:2019-13", "no-date"),
        ("has:picture", "no-such-value"),
        ('tag:""', "field-needs-a-value"),
        (" ".join(f"tag:t{n}" for n in range(MOST_FILTERS + 1)), "too-many-fields"),
    ],
)
def test_what_does_not_parse_is_plain_words_with_a_hint(query: str, hint: str) -> None:
    found = parse(query)
    assert found.hint == hint
    assert not found.filters
    assert all(len(part.alternatives) == 1 for part in found.parts)


def test_a_field_that_is_said_again_is_one() -> None:
    assert parse("source:الأفق " * 1_000) == Query(filters=(SearchFilter("source", "الأفق"),))


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize='ascii')")
    return database


HOSTILE = """
AND OR NOT NEAR NEAR( ) ( " * - + ^ : title: {a b}: ' -- /* ; source: is:claim before:2019 قال ؛ « »
"""

SYNTAX = st.lists(
    st.one_of(st.sampled_from([*HOSTILE.split(), "\0", "\u202e"]), st.text(max_size=8)), max_size=12
).map(" ".join)


@given(SYNTAX)
def test_no_input_is_an_error_or_becomes_syntax_of_the_index(index: sqlite3.Connection, query: str) -> None:
    asked = parse(query)
    match = expression(asked)
    if match is not None:
        index.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,)).fetchall()
    for part in asked.parts:
        index.execute("SELECT rowid FROM t WHERE t MATCH ?", (any_of(part),)).fetchall()
