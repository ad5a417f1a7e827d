"""Numbers in words, spelled by the rules of grammar and read back."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims.figures import find_figures
from store.claims.words import tokenise


class Noun(NamedTuple):
    """A noun that is counted, with the forms that numbers give it."""

    feminine: bool
    genitive: str
    accusative: str
    plural: str


NOUNS = (
    Noun(False, "جندي", "جنديا", "جنود"),
    Noun(False, "شخص", "شخصا", "أشخاص"),
    Noun(False, "دولار", "دولارا", "دولارات"),
    Noun(True, "دولة", "دولة", "دول"),
    Noun(True, "سيارة", "سيارة", "سيارات"),
)
THOUSAND = Noun(False, "ألف", "ألفا", "آلاف")
MILLION = Noun(False, "مليون", "مليونا", "ملايين")

ONES = ("", "واحد", "اثن", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع")
TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")


def ones(number: int, feminine: bool, nominative: bool) -> str:
    """One to ten; from three on the numeral has the other gender than what is counted."""
    if number == 1:
        return "إحدى" if feminine else "أحد"
    if number == 2:
        return "اثن" + ("ت" if feminine else "") + ("ان" if nominative else "ين")
    if number == 10:
        return "عشر" if feminine else "عشرة"
    return ONES[number] + ("" if feminine else "ة")


def below_a_hundred(number: int, feminine: bool, nominative: bool) -> str:
    """Two to ninety-nine."""
    if number <= 10:
        return ones(number, feminine, nominative)
    unit, ten = number % 10, number // 10
    if number < 20:
        teen = "عشرة" if feminine else "عشر"
        if unit == 2:
            return "اثن" + ("ت" if feminine else "") + ("ا " if nominative else "ي ") + teen
        return ones(unit, feminine, nominative) + " " + teen
    tens = TENS[ten] + ("ون" if nominative else "ين")
    return f"{ones(unit, feminine, nominative)} و{tens}" if unit else tens


def below_a_thousand(number: int, feminine: bool, nominative: bool, hundred: str) -> str:
    """Two to 999, right before what is counted."""
    hundreds, rest = divmod(number, 100)
    ending = ("ا" if nominative else "ي") + ("ن" if rest else "")
    said = ["", hundred, hundred[:-1] + "ت" + ending][hundreds] if hundreds < 3 else ""
    if hundreds >= 3:
        said = ONES[hundreds].removesuffix("ي") + hundred
    if not rest:
        return said
    small = below_a_hundred(rest, feminine, nominative)
    return f"{said} و{small}" if said else small


def spelled(number: int, noun: Noun, nominative: bool, hundred: str = "مئة") -> str:
    """A number of three or more with what it counts."""
    parts = []
    for scale, word in ((1_000_000, MILLION), (1000, THOUSAND)):
        many, number = divmod(number, scale)
        if many == 1:
            parts.append(word.genitive)
        elif many == 2:
            parts.append(word.genitive + ("ا" if nominative else "ي") + ("ن" if number else ""))
        elif many:
            parts.append(counted(many, word, nominative, hundred, joined=number > 0))
    if number:
        return " و".join([*parts, counted(number, noun, nominative, hundred)])
    return " و".join(parts) + " " + noun.genitive


def counted(number: int, noun: Noun, nominative: bool, hundred: str, joined: bool = True) -> str:
    """Two to 999 of a noun, in the form that the last part of the number gives it.

    Of a scale that stands before what is counted, and is not `joined`, the accusative has no ending.
    """
    rest = number % 100
    form = noun.genitive
    if 3 <= rest <= 10:
        form = noun.plural
    elif rest > 10 and joined:
        form = noun.accusative
    return f"{below_a_thousand(number, noun.feminine, nominative, hundred)} {form}"


def read(text: str) -> list[tuple[str, float | None, str | None]]:
    """The figures of a text."""
    return [(figure.text, figure.value, figure.unit) for figure in find_figures(tokenise(text))]


def repeats_its_noun(number: int) -> bool:
    """Whether a number ends, or its thousands do, in one or two behind a hundred: مئة رجل ورجل."""
    return number % 100 in (1, 2) or (number // 1000 % 100 in (1, 2) and number // 1000 % 1000 > 100)


@given(
    st.one_of(st.integers(3, 9_999), st.integers(10_000, 9_999_999)).filter(
        lambda number: not repeats_its_noun(number)
    ),
    st.sampled_from(NOUNS),
    st.booleans(),
    st.sampled_from(["مئة", "مائة"]),
)
def test_a_number_that_is_spelled_is_read_back(
    number: int, noun: Noun, nominative: bool, hundred: str
) -> None:
    text = spelled(number, noun, nominative, hundred)
    assert read(text) == [(text, number, noun.genitive)]


@pytest.mark.parametrize("nominative", [True, False])
@pytest.mark.parametrize("noun", [NOUNS[0], NOUNS[3]])
def test_every_number_below_ten_thousand_is_read_back(noun: Noun, nominative: bool) -> None:
    wrong = []
    for number in range(3, 10_000):
        if repeats_its_noun(number):
            continue
        text = spelled(number, noun, nominative)
        found = read(text)
        if found != [(text, number, noun.genitive)]:
            wrong.append((text, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (125, "مئة وخمسة وعشرون جنديا"),
        (1235, "ألف ومئتان وخمسة وثلاثون جنديا"),
        (3014, "ثلاثة آلاف وأربعة عشر جنديا"),
        (2000, "ألفا جندي"),
        (200_000, "مئتا ألف جندي"),
        (2_512_000, "مليونان وخمسمئة واثنا عشر ألف جندي"),
        (11_000, "أحد عشر ألف جندي"),
        (21, "أحد وعشرون جنديا"),
    ],
)
def test_the_numbers_are_spelled_well(number: int, text: str) -> None:
    assert spelled(number, NOUNS[0], nominative=True) == text
