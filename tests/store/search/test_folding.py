"""What a person means alike is folded alike, and every fold knows its way back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Span
from store.search.folding import (
    StemmedText,
    fold,
    folded_words,
    letters,
    stem_of_written,
    stemmed,
    variants,
    written_words,
)

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "pairs.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
LEAST_FOUND = 0.97
"""Of the pairs, which were written before the folding was."""

SIGNS = "".join(chr(code) for code in range(0x2190, 0x2200))
"""More kinds of signs than are replaced one by one."""

arabic = st.text(
    st.one_of(
        st.sampled_from('ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءأإآؤئىة،.«»"-*:ًٌَُِّْـ\u200c\u200dﻻﷲ٣۴5یکaZé\n'),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


def spans(text: str) -> list[Span]:
    words = StemmedText(text)
    return [words.span(number, number) for number in range(len(words.stems))]


def test_a_query_finds_the_forms_that_were_written_down_before() -> None:
    assert len(PAIRS) == 100
    missed = [(query, form) for query, form, _why in PAIRS if stem_of_written(form) not in variants(query)]
    assert len(missed) <= (1 - LEAST_FOUND) * len(PAIRS), missed


def missed(forms: str) -> list[str]:
    """Of words parted by spaces those that a query for the first one does not find."""
    first, *others = forms.split()
    return [one for one in others if stem_of_written(one) not in variants(first)]


@pytest.mark.parametrize(
    "forms",
    [
        "إلكتروني الإلكترونية والالكترونيات",
        "ألماني الألمانية ألمانيا بألمانيا والألمان",
        "ألف آلاف الآلاف بآلاف",
        "إلغاء الإلغاء بإلغاء إلغاؤه",
        "التزام الالتزام للالتزام والتزاماتها",
        "ألعاب الألعاب للألعاب",
    ],
)
def test_a_word_that_begins_as_the_article_does_is_the_same_with_and_without_it(forms: str) -> None:
    assert missed(forms) == []


@pytest.mark.parametrize(
    "forms",
    [
        "أمريكا أميركا الأميركية الأمريكيين",
        "إنجليزي الإنكليزية",
        "ديمقراطي الديموقراطيون",
        "نتنياهو نتانياهو",
        "ميليشيا المليشيات",
        "تلفزيون التلفاز",
        "إلكترونيا اليكترونية",
    ],
)
def test_a_name_is_found_however_an_outlet_spells_it(forms: str) -> None:
    assert missed(forms) == []


@pytest.mark.parametrize("forms", ["قرية القرى", "قاض القضاة", "ناد الأندية", "رأي آراء", "بئر الآبار"])
def test_a_plural_that_the_dictionary_lacks_is_found(forms: str) -> None:
    one, many = forms.split()
    assert stem_of_written(many) in variants(one)
    assert stem_of_written(one) in variants(many)


@pytest.mark.parametrize(
    ("name", "form", "other"),
    [
        ("البحرين", "البحرينيين", "البحر"),
        ("مصراتة", "المصراتي", "مصر"),
        ("تركيا", "الأتراك", "تركها"),
        ("الإمارات", "الإماراتية", "إمارة"),
        ("درعا", "بدرعا", "الدروع"),
        ("ألبانيا", "الألبانية", "بأن"),
    ],
)
def test_a_country_is_found_by_its_adjective_and_not_by_a_word_within_it(
    name: str, form: str, other: str
) -> None:
    assert stem_of_written(form) in variants(name)
    assert stem_of_written(other) not in variants(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("التزام", "التزامن"),
        ("ألمان", "المانحين"),
        ("خليل", "إخلاء"),
        ("بيان", "بيع"),
        ("جامعة", "جامع"),
        ("لبنان", "لبن"),
        ("مال", "كمال"),
        ("عد", "بعد"),
        ("2019", "201"),
        ("الهلال", "أهله"),
        ("قتلى", "قتالية"),
        ("حجاج", "حاجات"),
    ],
)
def test_a_query_does_not_find_another_word(one: str, other: str) -> None:
    assert stem_of_written(other) not in variants(one)
    assert stem_of_written(one) not in variants(other)


@given(arabic)
def test_words_are_in_order_apart_and_the_stems_of_the_index_are_theirs(text: str) -> None:
    assert stemmed(folded_words(text)).split() == StemmedText(text).stems
    found = spans(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0 <= span.start < span.end <= len(text) for span in found)


@given(arabic)
def test_the_words_of_a_query_are_parted_as_those_of_a_text(text: str) -> None:
    written = written_words(text)
    assert written == [span.of(text) for span in spans(text)]
    assert [stem_of_written(word) for word in written] == StemmedText(text).stems


@given(arabic)
def test_a_stem_is_letters_and_digits_and_no_syntax(text: str) -> None:
    assert all(one.isalnum() for span in spans(text) for one in variants(span.of(text)))


@given(arabic)
def test_each_folded_letter_comes_from_where_the_map_says(text: str) -> None:
    folded = fold(text)
    assert folded.text == letters(text)
    for at, letter in enumerate(folded.text):
        span = folded.span(at, at + 1)
        assert letter in letters(span.of(text))
        assert span.start < span.end


@given(arabic)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = letters(text)
    assert letters(once) == once or not once.isascii()


def test_a_number_is_one_word_and_its_parts_are_searched() -> None:
    assert folded_words("بلغ 1,200.5 دولار، ٣٫٥ في المئة. 7، 8") == [
        "بلغ", "1٫200٫5", "دولار", "3٫5", "في", "المئة", "7", "8"
    ]  # fmt: skip
    assert stemmed(folded_words("بلغ 1,200.5 دولار")) == "بلغ 1 200 5 دولار"
    many = [str(number) for number in range(1, 99)]
    assert stemmed(folded_words(",".join(many))).split() == many


@given(
    st.text(alphabet="كنadإZ1٣.,٫،«»\t\u200c\u064f½ﷲ‹›·•—–…“”‘’؛؟!?@#$%^&*+=<>[]{}|\\/~`'\"_:;§", max_size=80)
)
def test_a_text_of_many_signs_has_the_same_words_as_its_parts(text: str) -> None:
    assert folded_words(text + " " + SIGNS + " " + text) == [*folded_words(text), *folded_words(text)]


def test_a_long_text_has_the_words_of_a_short_one() -> None:
    text = "أعلنت الوزارة، أمس: 3.5 مليون (تقريبا) "
    assert folded_words(text * 10_000) == folded_words(text) * 10_000


def test_a_word_keeps_its_marks_in_its_span() -> None:
    text = "قال مُحَمَّدٌ، أمس"
    assert [span.of(text) for span in spans(text)] == ["قال", "مُحَمَّدٌ", "أمس"]


def test_a_word_of_a_million_letters_is_looked_at_only_at_its_beginning() -> None:
    assert len(stem_of_written("ب" * 1_000_000)) <= 64
