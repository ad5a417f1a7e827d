"""Quotation marks of every kind, paired."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims.quotes import find_quotations, outermost
from store.claims.words import tokenise
from store.reading.outline import read_outline


def quoted(text: str) -> list[str]:
    tokens = tokenise(text)
    pairs = find_quotations(tokens, list(map(tokens.within, read_outline(text).paragraphs)))
    return [text[tokens.starts[pair.opening] : tokens.ends[pair.closing]] for pair in pairs]


@pytest.mark.parametrize(
    "quotation",
    [
        "«نعم»",
        '"نعم"',
        "“نعم”",
        "”نعم“",
        "''نعم''",
        "‘نعم’",
        "'نعم'",
        "((نعم))",
        "// نعم //",
        '" نعم "',
        '«نعم"',
        '"نعم»',
        "”نعم”",
    ],
)
def test_each_kind_of_mark_and_what_pages_make_of_them(quotation: str) -> None:
    assert quoted(f"قال {quotation} ومضى.") == [quotation]


def test_a_mark_that_touches_a_clitic_opens() -> None:
    assert quoted('سمي بـ"الحلم" ثم لـ«صحيفة» قريبة') == ['"الحلم"', "«صحيفة»"]


def test_quotations_nest() -> None:
    assert quoted("قال «إن فيلم «الحلم» جميل» ومضى") == ["«إن فيلم «الحلم» جميل»", "«الحلم»"]
    assert quoted('قال "إن فيلم "الحلم" جميل" ومضى') == ['"إن فيلم "الحلم" جميل"', '"الحلم"']


def test_a_mark_without_partner_spoils_no_later_pair() -> None:
    assert quoted('قال "نعم. وأضاف "لا نريد" ثم صمت') == ['"لا نريد"']
    assert quoted('قال نعم" وأضاف "لا نريد" ثم صمت') == ['"لا نريد"']


def test_an_apostrophe_in_a_word_is_no_mark() -> None:
    assert quoted("فيلم don't go it's late هنا") == []


def test_a_quotation_reaches_over_paragraphs() -> None:
    assert quoted("وقال: «هذا أول الكلام.\nوهذا آخره». ثم صمت") == ["«هذا أول الكلام.\nوهذا آخره»"]


def test_a_mark_that_each_paragraph_of_a_quotation_repeats_opens_no_other() -> None:
    speech = "«هذا أول الكلام.\n«وهذا وسطه.\n«وهذا آخره»"
    assert quoted(f"وقال: {speech}. ثم صمت") == [speech]


def test_a_quotation_of_a_page_long_ago_is_not_resumed() -> None:
    text = "وقال: «هذا أول الكلام.\n" + "سطر آخر من الخبر.\n" * 600 + "وهذا آخره» ثم صمت"
    assert quoted(text) == []


@given(st.text(alphabet="ا «»\"“”'’()/\nب.", max_size=120))
def test_pairs_are_in_order_and_never_cross(text: str) -> None:
    tokens = tokenise(text)
    pairs = find_quotations(tokens, [(0, len(tokens))])
    assert all(pair.opening < pair.closing for pair in pairs)
    assert list(pairs) == sorted(pairs, key=lambda pair: pair.opening)
    for a in pairs:
        for b in pairs:
            assert not a.opening < b.opening < a.closing < b.closing
    outer = outermost(pairs)
    assert all(a.closing < b.opening for a, b in pairwise(outer))
