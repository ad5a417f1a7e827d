"""Queries are taken apart; what is none is plain words with a hint, and never an error."""

from __future__ import annotations

import re
import sqlite3
from itertools import chain, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import SearchFilter
from store.search.expression import any_of, expression, plainly, ranking
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
        (SearchFilter("source", "الأفق"),),
        (SearchFilter("tag", "تم التحقق", negated=True),),
        (SearchFilter("before", "2019-03-01"),),
        (SearchFilter("after", "2018-01-01"),),
        (SearchFilter("has", "note"),),
        (SearchFilter("is", "claim"),),
    )


def test_a_field_may_begin_with_a_capital() -> None:
    assert parse("Source:الأفق IS:claim") == parse("source:الأفق is:claim")


def test_or_joins_fields_of_one_kind_and_of_several() -> None:
    assert parse("قسد source:الأفق OR source:النهار OR -tag:مهم annotator:ليلى") == Query(
        words("قسد").parts,
        (
            (
                SearchFilter("source", "الأفق"),
                SearchFilter("source", "النهار"),
                SearchFilter("tag", "مهم", negated=True),
            ),
            (SearchFilter("annotator", "ليلى"),),
        ),
    )


def test_or_joins_what_stands_beside_it_and_nothing_further_away() -> None:
    assert parse("قسد source:الأفق OR باغوز").hint == "or-of-word-and-field"
    assert parse("قسد AND باغوز OR رقة") == parse("قسد باغوز OR رقة")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("سوريا AND العراق", "سوريا العراق"),
        ("سوريا AND source:الأفق AND العراق", "سوريا source:الأفق العراق"),
        ("NOT سوريا", "-سوريا"),
        ('سوريا AND NOT "قوات سوريا"', 'سوريا -"قوات سوريا"'),
        ("NOT source:الأفق OR NOT tag:مهم", "-source:الأفق OR -tag:مهم"),
        ("NOT -سوريا", "سوريا"),
    ],
)
def test_and_and_not_mean_what_they_mean_elsewhere(said: str, meant: str) -> None:
    assert parse(said) == parse(meant)
    assert parse(said).hint is None


@pytest.mark.parametrize("query", ["سوريا and العراق", "سوريا أو العراق", '"AND" "OR" "NOT"', "NOTAM ORAND"])
def test_only_the_bare_word_in_capitals_is_an_operator(query: str) -> None:
    assert parse(query) == words(*query.replace('"', "").split())


@pytest.mark.parametrize(
    ("copied", "typed"),
    [
        ("محمّد", "محمد"),
        ('"قوّات سوريا"', '"قوات سوريا"'),
        ("قُوّات* -مُسَلَّح", "قوات* -مسلح"),
        ("\u200fقوات\u200f -\u200fداعش", "قوات -داعش"),
        ("\u200f-داعش", "-داعش"),
        ("\u2067قوات AND\u200f رقة\u2069", "قوات رقة"),
        ("قوات \u200fsource:الأفق", "قوات source:الأفق"),
        ("\ufeffقوات", "قوات"),
        ("می\u200cخواهم", "میخواهم"),
        ("قَال OR", "قال OR"),
    ],
)
def test_marks_and_controls_of_copied_text_part_no_word_and_hide_no_sign(copied: str, typed: str) -> None:
    assert expression(parse(copied)) == expression(parse(typed))
    assert parse(copied).filters == parse(typed).filters


def test_the_words_of_a_query_are_as_they_were_written() -> None:
    assert parse("مُحمَّد") == words("مُحمَّد")


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
        ("قسد OR OR داعش", "or-needs-two-sides"),
        ("قسد OR source:الأفق", "or-of-word-and-field"),
        ("AND", "and-needs-two-sides"),
        ("AND قسد", "and-needs-two-sides"),
        ("قسد AND", "and-needs-two-sides"),
        ("قسد OR AND داعش", "and-needs-two-sides"),
        ("قسد NOT AND داعش", "and-needs-two-sides"),
        ("NOT", "not-needs-a-word"),
        ("قسد NOT", "not-needs-a-word"),
        ("NOT NOT قسد", "not-needs-a-word"),
        ("before:أمس", "no-date"),
        ("before:2019-13", "no-date"),
        ("has:picture", "no-such-value"),
        ('tag:""', "field-needs-a-value"),
        ("source: الأفق", "field-needs-a-value"),
        ("source:ـ", "field-needs-a-value"),
        ("قسد -speaker:", "field-needs-a-value"),
        (" ".join(f"tag:t{n}" for n in range(MOST_FILTERS + 1)), "too-many-fields"),
        (" OR ".join(f"tag:t{n}" for n in range(MOST_FILTERS + 1)), "too-many-fields"),
    ],
)
def test_what_does_not_parse_is_plain_words_with_a_hint(query: str, hint: str) -> None:
    found = parse(query)
    assert found.hint == hint
    assert not found.filters
    assert all(len(part.alternatives) == 1 and not part.negated for part in found.parts)


def test_a_field_that_is_said_again_is_one() -> None:
    assert parse("source:الأفق " * 1_000) == Query(filters=((SearchFilter("source", "الأفق"),),))


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

OPERATORS = st.lists(
    st.sampled_from(["AND", "OR", "NOT", "قسد", "-داعش", '"OR x"', "source:AND", "-tag:OR", "NEAR(", "؟"]),
    max_size=10,
).map(" ".join)


@given(SYNTAX | OPERATORS)
def test_no_input_is_an_error_or_becomes_syntax_of_the_index(index: sqlite3.Connection, query: str) -> None:
    asked = parse(query)
    for match in (expression(asked), plainly(asked), ranking(asked)):
        if match is not None:
            index.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,)).fetchall()
    for part in asked.parts:
        index.execute("SELECT rowid FROM t WHERE t MATCH ?", (any_of(part),)).fetchall()


LETTERS = [*"abcd"]


@given(
    st.lists(
        st.sampled_from([*LETTERS, "-a", "-d", "OR", '"a b"', '"b c"', "c*"]), min_size=1, max_size=16
    ).map(" ".join)
)
def test_what_ranks_the_articles_finds_all_of_them_and_no_others(
    index: sqlite3.Connection, query: str
) -> None:
    index.execute("DELETE FROM t")
    for words in chain(*(permutations(LETTERS, count) for count in range(1, 5))):
        index.execute("INSERT INTO t VALUES (?, ?)", (words[0], " ".join(words)))
    asked = parse(query)
    found = [
        index.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (match,)).fetchall()
        for match in (plainly(asked), ranking(asked))
        if match is not None
    ]
    assert len(found) in (0, 2)
    assert found[:1] == found[1:]


@given(OPERATORS)
def test_a_query_is_understood_whole_or_is_plain_words(query: str) -> None:
    asked = parse(query)
    said = {one for part in asked.parts for term in part.alternatives for one in term.words}
    if asked.hint is None:
        assert not said & {"AND", "NOT"}
    else:
        assert said == set(re.findall(r"[^\W_]+", query))
        assert not asked.filters


def test_what_no_library_can_hold_is_no_error() -> None:
    # Bytes of a command line that are no UTF-8 come as surrogates.
    (alternatives,) = parse("tag:\udcff").filters
    assert alternatives == (SearchFilter("tag", "\ufffd"),)
