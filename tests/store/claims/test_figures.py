"""Numbers with what they count."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims.figures import find_figures
from store.claims.words import tokenise


def figures(text: str) -> list[tuple[str, Any, str | None, str | None]]:
    return [(f.text, f.value, f.unit, f.qualifier) for f in find_figures(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 750 مقاتلا", ("750 مقاتلا", 750, "مقاتل", None)),
        ("قتل ٧٥٠ مقاتلا", ("٧٥٠ مقاتلا", 750, "مقاتل", None)),
        ("قتل ۷۵۰ مقاتلا", ("۷۵۰ مقاتلا", 750, "مقاتل", None)),
        ("بعد 6 أشهر", ("6 أشهر", 6, "شهر", None)),
        ("خرج 67 ألف شخص", ("67 ألف شخص", 67000, "شخص", None)),
        ("بلغ 19.3 مليون دولار", ("19.3 مليون دولار", 19_300_000, "دولار", None)),
        ("دفع 36,000 ريال", ("36,000 ريال", 36000, "ريال", None)),
        ("حضر 33.288 مشجعا", ("33.288 مشجعا", 33288, "مشجع", None)),
        ("بطول 1.500 كيلومتر", ("1.500 كيلومتر", 1.5, "كيلومتر", None)),
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
        ("عددهم بخمسين عنصرا", ("خمسين عنصرا", 50, "عنصر", None)),
        ("تستغرق يومين", ("يومين", 2, "يوم", None)),
        ("حضر أكثر من 900 طفل", ("900 طفل", 900, "طفل", "أكثر من")),
        ("حضر ما لا يقل عن 20 طفلا", ("20 طفلا", 20, "طفل", "ما لا يقل عن")),
        ("حضر ونحو عشرين طفلا", ("عشرين طفلا", 20, "طفل", "نحو")),
        ("منذ 6 أشهر تقريبا", ("6 أشهر", 6, "شهر", "تقريبا")),
        ("بعد أكثر من عام", ("عام", 1, "عام", "أكثر من")),
        ("في عام 2014 أيضا", ("2014", 2014, "سنة", None)),
        ("كلفته ب36 مليون دينار", ("36 مليون دينار", 36_000_000, "دينار", None)),
        ("شغلت مئات البيوت", ("مئات البيوت", None, "بيت", None)),
        ("منذ سبتمبر/أيلول الماضي", ("سبتمبر/أيلول", None, "شهر (تاريخ)", None)),
        ("يوم السبت", ("السبت", None, "يوم (تاريخ نسبي)", None)),
        ("في الساعة 17:23 مساء", ("17:23", None, "وقت", None)),
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
        ("وفقد 20 آخرون", ("20", 20, None, None)),
    ],
)
def test_one_figure(text: str, expected: tuple[str, Any, str | None, str | None]) -> None:
    assert figures(text) == [expected]


def test_a_date_is_its_day_and_its_year() -> None:
    assert [(text, value) for text, value, _, _ in figures("في 23 مارس 2019")] == [
        ("23 مارس", 23),
        ("2019", 2019),
    ]
    assert [(text, value) for text, value, _, _ in figures("في 5 ذو القعدة 1436 هـ")] == [
        ("5 ذو القعدة", 5),
        ("1436", 1436),
    ]


def test_twice_a_figure_takes_its_unit() -> None:
    assert figures("قتل 750 مقاتلا ونحو ضعف هذا العدد")[1] == ("ضعف هذا العدد", 1500, "مقاتل", "نحو")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("في عملية واحدة", ("عملية واحدة", 1, "عملية", None)),
        ("سجل هدفين", ("هدفين", 2, "هدف", None)),
        ("أقيمت مباراتان", ("مباراتان", 2, "مباراة", None)),
        ("وأصيب بطلقتين", ("طلقتين", 2, "طلقة", None)),
    ],
)
def test_one_and_two_without_a_number(text: str, figure: tuple[str, int, str, None]) -> None:
    assert figures(text) == [figure]


def test_a_range_is_two_figures() -> None:
    assert [(value, unit) for _, value, unit, _ in figures("من 10 إلى 15 دقيقة")] == [
        (10, "دقيقة"),
        (15, "دقيقة"),
    ]
    assert [(value, unit) for _, value, unit, _ in figures("بين 10 و15 في المئة")] == [(10, "%"), (15, "%")]


def test_figures_side_by_side_are_no_range() -> None:
    assert [unit for _, _, unit, _ in figures("أصدر 3 و15 في المئة منها")] == [None, "%"]


def test_half_of_the_people_is_no_half_million() -> None:
    assert figures("خمسة ملايين ونصف السكان")[0][1] == 5_000_000


@pytest.mark.parametrize(
    "text",
    [
        "في الدور الأول",
        "في آن واحد",
        "كل واحدة",
        "طراز G20 الجديد",
        "أبناء كانون",
        "الحاج علي",
        "نصف الطريق",
        "",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


NUMBERS = st.lists(
    st.sampled_from(
        [
            "ثلاثة",
            "وعشرون",
            "مليون",
            "ألف",
            "مئة",
            "5",
            "٣٬٥",
            "9.9.9",
            "%",
            "عشر",
            "و",
            "نحو",
            "ضعف هذا العدد",
            "شهر",
            "²",
            "في المئة",
            "كانون",
            "الثاني",
            "/",
            ":",
            "30",
            "ونصف",
        ]
    )
)


@given(st.one_of(st.text(max_size=100), NUMBERS.map(" ".join)))
def test_figures_are_stretches_of_the_text_in_order(text: str) -> None:
    found = find_figures(tokenise(text))
    assert all(f.text == text[f.start : f.end] != "" for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


MARKED = ("1,200", "2.0", "١٬٢٠٠", "19.3", "1,234,567", "٤٥٫٥", "36,000", "750", "2019", "33.288", "۷۵۰")
UNSEEN = "\u061c\u200c\u200d\u200e\u200f\u2060\ufeff"


@given(
    st.sampled_from(MARKED),
    st.sampled_from(["{} مليون دولار", "{} مقاتلا", "{}%", "عام {}", "بين {} و15 شخصا"]),
    st.lists(st.tuples(st.integers(0, 9), st.text(UNSEEN, min_size=1, max_size=2)), max_size=4),
)
def test_what_shows_nothing_within_a_number_changes_nothing(
    number: str, frame: str, inserted: list[tuple[int, str]]
) -> None:
    marked = number
    for place, unseen in inserted:
        place = min(place, len(marked))
        marked = marked[:place] + unseen + marked[place:]
    plain = figures("قال إن " + frame.format(number))
    found = figures("قال إن " + frame.format(marked))
    assert plain
    assert [one[1:] for one in found] == [one[1:] for one in plain]


def test_a_marked_number_is_one_figure_with_all_of_its_text() -> None:
    assert figures("بلغ 2.\u200f0 مليون دولار") == [("2.\u200f0 مليون دولار", 2_000_000, "دولار", None)]
    assert figures("دفع ١\u200f٬\u200e٢٠٠ ريال") == [("١\u200f٬\u200e٢٠٠ ريال", 1200, "ريال", None)]


def test_two_numbers_in_isolates_of_their_own_stay_two() -> None:
    assert [one[1] for one in figures("دفع \u2066120\u2069\u2066340\u2069 ريال")] == [120, 340]
