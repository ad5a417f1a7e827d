"""Numbers in digits and words; those in words also as they are spelled by the rules of grammar."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.figures import Found, figures


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
    assert figures(text) == [(text, number, noun.genitive, None)]


@pytest.mark.parametrize("nominative", [True, False])
@pytest.mark.parametrize("noun", [NOUNS[0], NOUNS[3]])
def test_every_number_below_ten_thousand_is_read_back(noun: Noun, nominative: bool) -> None:
    wrong = []
    for number in range(3, 10_000):
        if repeats_its_noun(number):
            continue
        text = spelled(number, noun, nominative)
        found = figures(text)
        if found != [(text, number, noun.genitive, None)]:
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خرج 67 ألف شخص", ("67 ألف شخص", 67000, "شخص", None)),
        ("بلغ 19.3 مليون دولار", ("19.3 مليون دولار", 19_300_000, "دولار", None)),
        ("بلغ 130.7 مليون ريال", ("130.7 مليون ريال", 130_700_000, "ريال", None)),
        ("دفع 36,000 ريال", ("36,000 ريال", 36000, "ريال", None)),
        ("بلغ 17 ألفا و966 بلاغا", ("17 ألفا و966 بلاغا", 17966, "بلاغ", None)),
        ("قيمته نحو (150) ألف ريال", ("(150) ألف ريال", 150_000, "ريال", "نحو")),
        ("قيمته «197» مليون ريال", ("«197» مليون ريال", 197_000_000, "ريال", None)),
        # Agencies write the fraction first, for readers from the right.
        ("مقابل 8ر15 مليون جنيه", ("8ر15 مليون جنيه", 15_800_000, "جنيه", None)),
        ("بنسبة 75ر6%", ("75ر6%", 6.75, "%", None)),
        ("بنسبة 100%", ("100%", 100, "%", None)),
        ("بنسبة 12.5 في المئة", ("12.5 في المئة", 12.5, "%", None)),
        ("بنسبة مائة في المائة", ("مائة في المائة", 100, "%", None)),
        ("بنسبة ٤٥٫٥ بالمئة", ("٤٥٫٥ بالمئة", 45.5, "%", None)),
        ("بينهم خمسة آلاف جندي", ("خمسة آلاف جندي", 5000, "جندي", None)),
        ("حضر ثلاثة عشر لاعبا", ("ثلاثة عشر لاعبا", 13, "لاعب", None)),
        ("حضر أحد عشر لاعبا", ("أحد عشر لاعبا", 11, "لاعب", None)),
        ("حضر اثنا عشر لاعبا", ("اثنا عشر لاعبا", 12, "لاعب", None)),
        ("مرت خمسة وعشرون سنة", ("خمسة وعشرون سنة", 25, "سنة", None)),
        ("مر مئة وخمسون يوما", ("مئة وخمسون يوما", 150, "يوم", None)),
        ("حضر ثلاثمئة ضيف", ("ثلاثمئة ضيف", 300, "ضيف", None)),
        ("ولدت بعد ثلاثة آلاف وخمسمئة ساعة", ("ثلاثة آلاف وخمسمئة ساعة", 3500, "ساعة", None)),
        ("كلفته ب36 مليون دينار", ("36 مليون دينار", 36_000_000, "دينار", None)),
        ("جمعنا ثلاثة ملايين ونصف المليون طن", ("ثلاثة ملايين ونصف المليون طن", 3_500_000, "طن", None)),
        ("كلف مليونين ونصف المليون دولار", ("مليونين ونصف المليون دولار", 2_500_000, "دولار", None)),
        ("كلف 3 ملايين ونصف مليون دولار", ("3 ملايين ونصف مليون دولار", 3_500_000, "دولار", None)),
        ("كلف مليارا وربع المليار ريال", ("مليارا وربع المليار ريال", 1_250_000_000, "ريال", None)),
        ("كلف مليونا ونصف دولار", ("مليونا ونصف دولار", 1_500_000, "دولار", None)),
        ("نزح زهاء ربع مليون شخص", ("ربع مليون شخص", 250_000, "شخص", "زهاء")),
        ("نزح أكثر من نصف مليون شخص", ("نصف مليون شخص", 500_000, "شخص", "أكثر من")),
        ("إن ألفا ومئة مريض راجعوه", ("ألفا ومئة مريض", 1100, "مريض", None)),
        ("وصل ألفا جندي", ("ألفا جندي", 2000, "جندي", None)),
        ("بلغ العدد ألفا.", ("ألفا", 1000, None, None)),
        ("الفائدة من صفر", ("صفر", 0, None, None)),
        ("حضر مئة وخمسة وعشرون شخصا", ("مئة وخمسة وعشرون شخصا", 125, "شخص", None)),
        ("مر ثلاثمئة وخمسة وستون يوما", ("ثلاثمئة وخمسة وستون يوما", 365, "يوم", None)),
        ("وصل ألف ومئتان وخمسة وثلاثون جنديا", ("ألف ومئتان وخمسة وثلاثون جنديا", 1235, "جندي", None)),
        ("حضر مئة وخمسة عشر شخصا", ("مئة وخمسة عشر شخصا", 115, "شخص", None)),
        ("ولد ثلاثة آلاف وأربعة عشر طفلا", ("ثلاثة آلاف وأربعة عشر طفلا", 3014, "طفل", None)),
        ("ولد خمس مئة طفل", ("خمس مئة طفل", 500, "طفل", None)),
        ("أيدته إحدى وعشرون دولة", ("إحدى وعشرون دولة", 21, "دولة", None)),
        ("جاء وأحد عشر شخصا", ("أحد عشر شخصا", 11, "شخص", None)),
        ("زار واحدا وعشرين بلدا", ("واحدا وعشرين بلدا", 21, "بلد", None)),
        ("زار إحدى وعشرين دولة", ("إحدى وعشرين دولة", 21, "دولة", None)),
        ("خلال الأربعة والعشرين ساعة الماضية", ("أربعة والعشرين ساعة", 24, "ساعة", None)),
        ("كلف ألفا ومئتي مليون دولار", ("ألفا ومئتي مليون دولار", 1_200_000_000, "دولار", None)),
        ("كلف مليون و200 ألف دولار", ("مليون و200 ألف دولار", 1_200_000, "دولار", None)),
        ("جاء ألف و500 شخص", ("ألف و500 شخص", 1500, "شخص", None)),
        ("يسكنها خمسة ملايين و200 ألف نسمة", ("خمسة ملايين و200 ألف نسمة", 5_200_000, "نسمة", None)),
        ("كلف 20 مليون و500 ألف دولار", ("20 مليون و500 ألف دولار", 20_500_000, "دولار", None)),
        ("بتكلفة 362 مليونا و796 ألف ريال", ("362 مليونا و796 ألف ريال", 362_796_000, "ريال", None)),
        (
            "كلف مليارا و233 مليونا و500 ألف ريال",
            ("مليارا و233 مليونا و500 ألف ريال", 1_233_500_000, "ريال", None),
        ),
        ("كلف ثلاثة ونصف مليون دولار", ("ثلاثة ونصف مليون دولار", 3_500_000, "دولار", None)),
        ("بقيمة (164،781،745 ريال)", ("164،781،745 ريال", 164_781_745, "ريال", None)),
        ("نحو واحد بالمئة", ("واحد بالمئة", 1, "%", "نحو")),
        ("نحو واحد في المئة", ("واحد في المئة", 1, "%", "نحو")),
        ("ارتفع نصف في المئة", ("نصف في المئة", 0.5, "%", None)),
        ("بنسبة ثلاثة ونصف بالمئة", ("ثلاثة ونصف بالمئة", 3.5, "%", None)),
        ("في مئات الآلاف من المنازل", ("مئات الآلاف", None, None, None)),
        ("حضر مئة وواحد شخصا", ("مئة وواحد شخصا", 101, "شخص", None)),
        ("حضر مئة و50 شخصا", ("مئة و50 شخصا", 150, "شخص", None)),
        ("دفع 12 500 دينار", ("12 500 دينار", 12_500, "دينار", None)),
        ("دفع 1\u00a0250\u00a0000 دينار", ("1\u00a0250\u00a0000 دينار", 1_250_000, "دينار", None)),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, expected: Found) -> None:
    assert figures(text) == [expected]


def test_a_range_of_scales_is_two_figures() -> None:
    assert [one[1] for one in figures("بين ألف ومئة ألف شخص")] == [1000, 100_000]
    assert [one[1] for one in figures("بين ألف وخمسة آلاف شخص")] == [1000, 5000]
    assert [one[1] for one in figures("بين 10 آلاف و15 ألف شخص")] == [10_000, 15_000]
    assert [one[1] for one in figures("بين 10 آلاف و3 ملايين شخص")] == [10_000, 3_000_000]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ثلاثة أرباع مليار دولار", [("ثلاثة أرباع مليار دولار", 750_000_000, "دولار", None)]),
        ("نحو ثلاثة أرباع المليون", [("ثلاثة أرباع المليون", 750_000, None, "نحو")]),
        ("ثلاثة أرباع ساعة", [("ثلاثة أرباع ساعة", 0.75, "ساعة", None)]),
        ("بنسبة ثلاثة أرباع في المئة", [("ثلاثة أرباع في المئة", 0.75, "%", None)]),
        ("ثلاثة أرباع السكان", []),
    ],
)
def test_three_quarters_are_no_three(text: str, expected: list[Found]) -> None:
    assert figures(text) == expected


def test_half_of_the_people_is_no_half_million() -> None:
    assert figures("خمسة ملايين ونصف السكان")[0][1] == 5_000_000
