"""Queries are taken apart; what is none is plain words with a hint, and never an error."""

from __future__ import annotations

import re
import sqlite3
from functools import partial
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import SearchFilter
from store.search.expression import expression, is_absent, matching, plainly, ranking, without
from store.search.parsing import DEEPEST, MOST_FIELDS, parse
from store.search.query import Group, Query, Term, join, leaves
from tests.support.queries import Tree, holds, trees, written


def words(*written: str) -> Query:
    return Query(tuple(Term((one,)) for one in written))


def test_words_all_have_to_be_there() -> None:
    assert parse("قوات  سوريا") == words("قوات", "سوريا")


@pytest.mark.parametrize("quoted", ['"قوات سوريا"', "«قوات سوريا»", "“قوات سوريا”"])
def test_a_phrase_stands_in_any_quotation_marks(quoted: str) -> None:
    assert parse(quoted) == Query((Term(("قوات", "سوريا")),))


def test_a_minus_excludes_and_or_joins_its_neighbours() -> None:
    assert parse("باغوز OR رقة -داعش") == Query(
        (Group("OR", words("باغوز", "رقة").parts), Term(("داعش",), negated=True))
    )


def test_a_name_or_a_number_may_be_one_word_or_two_but_not_a_year_or_a_beginning() -> None:
    assert parse("-عبدالله") == Query((Term(("عبدالله",), negated=True), Term(("عبد", "الله"), negated=True)))
    assert parse("1,200") == Query((join("OR", [Term(("1", "200")), Term(("1200",))]),))
    assert parse("عبد الله 5 100") == Query(
        (join("OR", [Term(("عبد", "الله")), Term(("عبدالله",))]), *words("5", "100").parts)
    )
    assert parse("2019 ابوظ* عبد OR الله") == Query(
        (Term(("2019",)), Term(("ابوظ",), is_prefix=True), join("OR", words("عبد", "الله").parts))
    )


def test_a_star_is_the_beginning_of_a_word() -> None:
    assert parse("مقات*") == Query((Term(("مقات",), is_prefix=True),))


def test_fields_are_filters_and_dates_begin_their_month_or_year() -> None:
    assert parse('source:الأفق -tag:"تم التحقق" before:2019-03 after:2018 has:note is:claim').parts == (
        SearchFilter("source", "الأفق"),
        SearchFilter("tag", "تم التحقق", negated=True),
        SearchFilter("before", "2019-03-01"),
        SearchFilter("after", "2018-01-01"),
        SearchFilter("has", "note"),
        SearchFilter("is", "claim"),
    )


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ('annotator:"منى ""أم علي"""', 'منى "أم علي"'),
        ('annotator:"""منى"""', '"منى"'),
        ("annotator:«منى ««أم علي»»»", "منى «أم علي»"),
        ('annotator:"منى ““أم علي””"', "منى “أم علي”"),
        ('annotator:"منى """" علي"', 'منى "" علي'),
    ],
)
def test_a_quotation_mark_that_is_doubled_in_what_is_quoted_is_one_of_it(query: str, value: str) -> None:
    assert parse(f"قسد -{query} رقة").parts == (
        Term(("قسد",)),
        SearchFilter("annotator", value, negated=True),
        Term(("رقة",)),
    )


def test_in_a_phrase_a_doubled_quotation_mark_parts_words_as_others_signs_do() -> None:
    assert parse('"قوات ""سوريا"""') == parse('"قوات سوريا"')
    assert parse('"" قسد ""') == parse("قسد")


def test_a_field_may_begin_with_a_capital() -> None:
    assert parse("Source:الأفق IS:claim") == parse("source:الأفق is:claim")


def test_or_joins_fields_and_words_of_any_kind() -> None:
    assert parse("قسد source:الأفق OR باغوز OR -tag:مهم annotator:ليلى") == Query(
        (
            Term(("قسد",)),
            Group(
                "OR",
                (SearchFilter("source", "الأفق"), Term(("باغوز",)), SearchFilter("tag", "مهم", negated=True)),
            ),
            SearchFilter("annotator", "ليلى"),
        )
    )


def test_or_joins_what_stands_beside_it_and_nothing_further_away() -> None:
    assert parse("قسد AND باغوز OR رقة") == parse("قسد (باغوز OR رقة)")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("(قسد)", "قسد"),
        ("((قسد رقة))", "قسد رقة"),
        ("قسد (رقة (باغوز))", "قسد رقة باغوز"),
        ("قسد OR (رقة OR باغوز)", "قسد OR رقة OR باغوز"),
        ("(قسد)(رقة)", "قسد رقة"),
        ("a(b OR c)d", "a b OR c d"),
        ("-(قسد)", "-قسد"),
        ("-(قسد OR رقة)", "-قسد -رقة"),
        ("-(قسد رقة)", "-قسد OR -رقة"),
        ("NOT (قسد OR -رقة)", "-قسد رقة"),
        ("NOT -(قسد رقة)", "قسد رقة"),
        ("-(source:a OR (b -tag:c))", "-source:a (-b OR tag:c)"),
        ("() قسد -()", "قسد"),
        ("قسد ( ؟ )", "قسد"),
        ("(قسد رقة) OR (قسد رقة)", "قسد رقة"),
    ],
)
def test_brackets_part_what_belongs_together(said: str, meant: str) -> None:
    assert parse(said) == parse(meant)
    assert parse(said).hint is None


def test_a_bracket_in_a_phrase_or_behind_a_field_in_quotation_marks_is_a_sign_like_others() -> None:
    assert parse('"قوات (سوريا"') == Query((Term(("قوات", "سوريا")),))
    assert parse('source:"الأفق (لندن)"') == Query((SearchFilter("source", "الأفق (لندن)"),))


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
    assert parse(copied).fields == parse(typed).fields


def test_the_words_of_a_query_are_as_they_were_written() -> None:
    assert parse("مُحمَّد") == words("مُحمَّد")


def test_a_colon_in_a_word_is_no_field() -> None:
    assert parse("http://example.org 12:30").hint is None
    assert not parse("http://example.org 12:30").fields


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ('"قوات سوريا', "unclosed-quote"),
        ("OR قسد", "or-needs-two-sides"),
        ("قسد OR", "or-needs-two-sides"),
        ("قسد OR OR داعش", "or-needs-two-sides"),
        ("قسد OR ()", "or-needs-two-sides"),
        ("(قسد OR) رقة", "or-needs-two-sides"),
        ("(قسد) (AND رقة)", "and-needs-two-sides"),
        ("(قسد NOT) رقة", "not-needs-a-word"),
        ("NOT ()", "not-needs-a-word"),
        ("(قسد", "unclosed-bracket"),
        ("قسد)", "unclosed-bracket"),
        (")(", "unclosed-bracket"),
        ("-((قسد)", "unclosed-bracket"),
        ("1) قسد", "unclosed-bracket"),
        ("source:(الأفق OR النهار)", "field-needs-a-value"),
        ("(" * (DEEPEST + 1) + "قسد" + ")" * (DEEPEST + 1), "brackets-too-deep"),
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
        (" ".join(f"tag:t{n}" for n in range(MOST_FIELDS + 1)), "too-many-fields"),
        (" OR ".join(f"tag:t{n}" for n in range(MOST_FIELDS + 1)), "too-many-fields"),
    ],
)
def test_what_does_not_parse_is_plain_words_with_a_hint(query: str, hint: str) -> None:
    found = parse(query)
    assert found.hint == hint
    assert found.parts == found.wanted


def test_brackets_may_be_nested() -> None:
    assert parse("(" * DEEPEST + "قسد" + ")" * DEEPEST) == words("قسد")


def test_a_field_that_is_said_again_is_one() -> None:
    assert parse("source:الأفق " * 1_000) == Query((SearchFilter("source", "الأفق"),))


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
    st.sampled_from(
        [
            *(
                "AND",
                "OR",
                "NOT",
                "قسد",
                "-داعش",
                '"OR x"',
                "source:AND",
                "-tag:OR",
                "NEAR",
                "؟",
                "(",
                "-(",
                ")",
            ),
            *('""', "«»", 'tag:"x ""OR"" y"'),
        ]
    ),
    max_size=14,
).map(" ".join)


@given(SYNTAX | OPERATORS)
def test_no_input_is_an_error_or_becomes_syntax_of_the_index(index: sqlite3.Connection, query: str) -> None:
    asked = parse(query)
    for match in (expression(asked), plainly(asked), ranking(asked), without(asked)):
        if match is not None:
            found(index, match)


LETTERS = [*"abcd"]
TEXTS = [("b", "ab"), *((one[0], "".join(one)) for n in range(1, 5) for one in permutations(LETTERS, n))]
"""Titles and texts, each letter a word."""


@pytest.fixture(scope="module")
def texts(index: sqlite3.Connection) -> sqlite3.Connection:
    index.executemany("INSERT INTO t VALUES (?, ?)", [(title, " ".join(text)) for title, text in TEXTS])
    return index


def found(index: sqlite3.Connection, match: str) -> set[int]:
    return {row for (row,) in index.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,))}


def is_in(text: tuple[str, str], leaf: str) -> bool:
    """Whether the letters of a term follow each other in the title or the text."""
    return re.sub(r"\W", "", leaf) in " ".join(text)


@given(trees([*LETTERS, "x", '"a b"', '"b ""c"""', "«««a»» b»", "c*", "x*"]), st.sampled_from(["-", "NOT "]))
def test_brackets_find_what_they_say(texts: sqlite3.Connection, tree: Tree, minus: str) -> None:
    asked = parse(written(tree, minus))
    assert asked.hint is None
    expected = {row for row, text in enumerate(TEXTS, 1) if holds(tree, partial(is_in, text))}
    everything = set(range(1, len(TEXTS) + 1))
    matches = [expression(asked), plainly(asked), ranking(asked)]
    unwanted = without(asked)
    if unwanted is None:
        assert [found(texts, match or "") for match in matches] == [expected] * 3
    else:
        assert matches == [None] * 3
        assert everything - found(texts, unwanted) == expected
    (whole,) = [join("AND", asked.parts)]
    assert (found(texts, matching(whole)) ^ (everything if is_absent(whole) else set())) == expected


@given(OPERATORS)
def test_a_query_is_understood_whole_or_is_plain_words(query: str) -> None:
    asked = parse(query)
    said = {one for term in leaves(asked.parts) if isinstance(term, Term) for one in term.words}
    if asked.hint is None:
        assert not said & {"AND", "NOT"}
    else:
        assert said == set(re.findall(r"[^\W_]+", query))
        assert not asked.fields


def test_what_no_library_can_hold_is_no_error() -> None:
    # Bytes of a command line that are no UTF-8 come as surrogates.
    assert parse("tag:\udcff").parts == (SearchFilter("tag", "\ufffd"),)
