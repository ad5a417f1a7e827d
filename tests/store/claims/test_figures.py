"""Numbers with what they count."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims.figures import find_figures
from store.claims.words import tokenise
from tests.support.figures import Found, figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 750 مقاتلا", ("750 مقاتلا", 750, "مقاتل", None)),
        ("قتل ٧٥٠ مقاتلا", ("٧٥٠ مقاتلا", 750, "مقاتل", None)),
        ("قتل ۷۵۰ مقاتلا", ("۷۵۰ مقاتلا", 750, "مقاتل", None)),
        ("بعد 6 أشهر", ("6 أشهر", 6, "شهر", None)),
        ("عددهم بخمسين عنصرا", ("خمسين عنصرا", 50, "عنصر", None)),
        ("تستغرق يومين", ("يومين", 2, "يوم", None)),
        ("وفقد 20 آخرون", ("20", 20, None, None)),
    ],
)
def test_one_figure(text: str, expected: Found) -> None:
    assert figures(text) == [expected]


def test_twice_a_figure_takes_its_unit() -> None:
    assert figures("قتل 750 مقاتلا ونحو ضعف هذا العدد")[1] == ("ضعف هذا العدد", 1500, "مقاتل", "نحو")


def test_a_range_is_two_figures() -> None:
    assert [(value, unit) for _, value, unit, _ in figures("من 10 إلى 15 دقيقة")] == [
        (10, "دقيقة"),
        (15, "دقيقة"),
    ]
    assert [(value, unit) for _, value, unit, _ in figures("بين 10 و15 في المئة")] == [(10, "%"), (15, "%")]


def test_the_scale_of_a_range_is_that_of_both_its_ends() -> None:
    assert [one[1:3] for one in figures("من 4 إلى 5 ملايين طن")] == [(4_000_000, "طن"), (5_000_000, "طن")]
    assert [one[1:3] for one in figures("بين 1.5 و2 مليار دولار")] == [
        (1_500_000_000, "دولار"),
        (2_000_000_000, "دولار"),
    ]
    assert [one[1:3] for one in figures("من 800 إلى 5 آلاف طن")] == [(800, "طن"), (5000, "طن")]
    assert [one[1:3] for one in figures("من 3 آلاف إلى 5 ملايين طن")] == [(3000, "طن"), (5_000_000, "طن")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("من (10 - 15) ألف دولار", [("10", 10000, "دولار"), ("15) ألف دولار", 15000, "دولار")]),
        ("من (17-25) سنة", [("17", 17, None), ("25) سنة", 25, "سنة")]),
        ("بين (10 إلى 15) في المئة", [("10", 10, "%"), ("15) في المئة", 15, "%")]),
        ("فاز (2-1) بعد التمديد", [("2", 2, None), ("1", 1, None)]),
    ],
)
def test_what_a_range_in_brackets_counts_stands_behind_them(
    text: str, expected: list[tuple[str, int, str | None]]
) -> None:
    assert [found[:3] for found in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إلى -18 درجة", [("-18 درجة", -18, "درجة")]),
        ("تراجع (-0.5%) أمس", [("-0.5%", -0.5, "%")]),
        ("تراجع −12 نقطة", [("−12 نقطة", -12, "نقطة")]),
        ("نحو 20 -28% منهم", [("20", 20, "%"), ("28%", 28, "%")]),
        ("سالم الحداد -43 عاما", [("43 عاما", 43, "عام")]),
        ("بفوزه ( 0 -1) أمس", [("0", 0, None), ("1", 1, None)]),
    ],
)
def test_a_sign_makes_less_than_nothing_of_what_can_be_less(
    text: str, expected: list[tuple[str, float, str | None]]
) -> None:
    assert [found[:3] for found in figures(text)] == expected


def test_figures_side_by_side_are_no_range() -> None:
    assert [unit for _, _, unit, _ in figures("أصدر 3 و15 في المئة منها")] == [None, "%"]


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
        "في القرن العشرين",
        "في القرن الحادي والعشرين",
        "في الذكرى الخمسين",
        "فاز الثاني والعشرون",
        "في الخامس منهم",
        "من بين النصف",
        "وقفوا صفا واحدا",
        "يعد واحدا من اللاعبين",
        "كلا المرتين",
        "مختلف بلدان العالم",
        "وتعد واحدة من أهم المواقع",
        "لست نقيضا لك",
        "طوال فترة العدة",
        "تفوق كاكا نجم ميلان",
        "تحت الصفر",
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
            "و200",
            "الخامس",
            "والعشرين",
            "من",
            "الشهر",
            "مايو",
            "آب",
            "(",
            ")",
            '"',
            "$",
            "الـ",
            "الدول",
            "ساعة",
            "1436",
            "هـ",
            "2000",
            "-",
            "إلى",
            "\u00a0500",
            "، ",
            "ر",
            "01.10.2015",
            "صفر",
            "وَعشرون",
        ]
    )
)


@given(st.one_of(st.text(max_size=100), NUMBERS.map(" ".join)))
def test_figures_are_stretches_of_the_text_in_order(text: str) -> None:
    found = find_figures(tokenise(text))
    assert all(f.text == text[f.start : f.end] != "" for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


MARKED = ("1,200", "2.0", "١٬٢٠٠", "19.3", "1,234,567", "٤٥٫٥", "36,000", "750", "2019", "33.288", "۷۵۰")
UNSEEN = "\u061c\u200c\u200d\u200e\u2060\ufeff"


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
    assert figures("بلغ 2.\u200e0 مليون دولار") == [("2.\u200e0 مليون دولار", 2_000_000, "دولار", None)]
    assert figures("دفع ١\u200f٬\u200e٢٠٠ ريال") == [("١\u200f٬\u200e٢٠٠ ريال", 1200, "ريال", None)]


def test_two_numbers_in_isolates_of_their_own_stay_two() -> None:
    assert [one[1] for one in figures("دفع \u2066120\u2069\u2066340\u2069 ريال")] == [120, 340]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("8.\u200f14 مليون دولار", 14_800_000, "دولار"),
        ("53.\u200f0 في المئة", 0.53, "%"),
        ("٣٩.\u200f٢٠٨٩ نقطة", 2089.39, "نقطة"),
        ("575.\u200f124 ين", 124.575, "ين"),
    ],
)
def test_a_mark_of_direction_behind_the_point_turns_a_number_round(
    text: str, value: float, unit: str
) -> None:
    assert figures(f"وصل إلى {text} أمس") == [(text, value, unit, None)]


@pytest.mark.parametrize("number", ["0112345678", "٠٥٠٤٦١٠٦٤٦", "00966112345678"])
def test_a_telephone_number_is_no_figure(number: str) -> None:
    assert figures(f"للاتصال على جوال {number} يوميا") == []


def test_thousands_may_be_parted_as_on_the_continent() -> None:
    assert figures("دفع 1.234,56 ريال") == [("1.234,56 ريال", 1234.56, "ريال", None)]


@pytest.mark.parametrize(
    "text",
    [
        "قال توفيق بن فوزان كلمته",
        "حضر سلمان آل رمضان المعرض",
        "وصل اللواء محمد أبو قرنين أمس",
        "لأن الكذب محرم شرعا",
        "حيث مارس المجلس ضغوطا كبيرة",
        "شكر الرئيس رجب طيب أردوغان ضيفه",
        "حضر الكاتب شعبان يوسف",
        "يلعب أمام وست هام يونايتد",
        "قتل في زنجبار بأبين جنوبا",
        "تعيش البلدة واحدة من أسوأ أزماتها",
        "أستطيع أن أكسبه وأحد من غضبه",
        "ثم بلدة عبيدة وأحد رفيدة",
    ],
)
def test_what_only_looks_like_a_number_or_a_month_is_none(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قدم وست صور شخصية", ("ست صور", 6, "صورة")),
        ("عاد في مارس الماضي", ("مارس", None, "شهر (تاريخ)")),
        ("بين يناير ومارس", ("مارس", None, "شهر (تاريخ)")),
        ("منذ رجب", ("رجب", None, "شهر (تاريخ)")),
        ("حفر أبو زيد بئرين", ("بئرين", 2, "بئر")),
        ("نجا شخص واحد من الموت", ("شخص واحد", 1, "شخص")),
    ],
)
def test_what_is_spelled_like_a_name_is_read_where_it_counts(
    text: str, found: tuple[str, float | None, str]
) -> None:
    assert figures(text)[-1][:3] == found
