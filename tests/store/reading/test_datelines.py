"""The date of an article whose format gives none: that of its dateline, and no other."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.reading.datelines import top_date
from store.reading.dates import find_date

TITLE = "إغلاق الجسر القديم\n"
BODY = (
    "أعلنت وزارة النقل في بيان صدر أمس أن الجسر القديم سيغلق أمام المركبات ابتداء من الأحد المقبل"
    " لإجراء أعمال صيانة تستمر ثلاثة أشهر ودعت السائقين إلى استعمال الطريق الساحلي."
)


def date(text: str) -> str | None:
    found = top_date(text)
    return found.iso if found else None


@pytest.mark.parametrize(
    "line",
    [
        "القاهرة - 12 مايو 2024",
        "القاهرة، 12 مايو 2024",
        "الخميس 12 أيار/مايو 2024",
        "بيروت (رويترز) - 12 مايو 2024",
        "كفر قاسم - سلمى حداد - 12/5/2024",
        "نشر في: الأحد 12 مايو 2024 10:30 ص | 123 مشاهدة",
        "الرياض 4 ذو القعدة 1445 هـ الموافق 12 مايو 2024 م واس",
        "12\u200f/5\u200f/2024",
        "2024-05-12",
    ],
)
def test_is_that_of_a_line_of_its_own(line: str) -> None:
    assert date(f"{TITLE}\n{line}\n{BODY}") == "2024-05-12"


@pytest.mark.parametrize("line", ["الخميس 17 رجب 1440هـ", "مكة المكرمة - ١٧ رجب ١٤٤٠", "جدة 17/7/1440 هـ"])
def test_may_be_hijri(line: str) -> None:
    found = top_date(f"{TITLE}{line}\n{BODY}")
    assert found is not None
    assert (found.hijri, found.iso[:7]) == (True, "2019-03")


@pytest.mark.parametrize(
    "lead",
    [
        "القاهرة - 12 مايو 2024 - ",
        "القاهرة، 12 مايو 2024 (رويترز) - ",
        "بيروت (رويترز) - 12 أيار/مايو 2024 - ",
        "بيروت في 12 مايو 2024 /وام/ ",
        "كفر قاسم - 12 مايو 2024: ",
    ],
)
def test_may_begin_the_first_paragraph(lead: str) -> None:
    assert date(TITLE + lead + BODY) == "2024-05-12"


@pytest.mark.parametrize("line", ["القاهرة - 12 مايو 2024", "الأحد 12 مايو 2024"])
def test_may_be_the_first_line_where_place_or_weekday_tell(line: str) -> None:
    assert date(f"{line}\n{BODY}") == "2024-05-12"


@pytest.mark.parametrize(
    "text",
    [
        "اتفاق 12 مايو 2019 ينهار\n",
        "غزة: انهيار اتفاق 12 مايو 2019\n",
        "ذكرى الحرب - 12 مايو 2019\n",
        TITLE + "وقع الهجوم في 12 مايو 2019.\n",
        TITLE + "وقع الهجوم في 12 مايو 2019\n",
        TITLE + "اندلعت الحرب في 12 مايو 2019، وقتل فيها المئات ونزح الآلاف إلى الحدود.\n",
        TITLE + "في 12 مايو 2019 أعلن ",
        TITLE + "منذ 12 مايو 2019 - وهو يوم الحرب - ",
        TITLE + "دمشق: في 12 مايو 2019 أعلن ",
        TITLE + "قال مصدر في القاهرة - في 12 مايو 2019 - إن ",
        TITLE + f"{BODY}\n" * 6 + "القاهرة - 12 مايو 2024\n",
    ],
)
def test_is_none_that_the_news_are_about(text: str) -> None:
    assert date(text + BODY) is None


@pytest.mark.parametrize("text", ["", "\n", "12", "- - -", "مايو 2024\n" + BODY])
def test_is_none_where_there_is_none(text: str) -> None:
    assert date(text) is None


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from("\u200f\u200e\u061c")), max_size=4))
@example([(9, "\u200f")])
def test_marks_that_show_nothing_change_no_date(inserted: list[tuple[int, str]]) -> None:
    line = "12 مايو 2024"
    for place, mark in inserted:
        line = line[:place] + mark + line[place:]
    found = find_date(f"يوم {line}.")
    assert found is not None
    assert found.iso == "2024-05-12"
    assert found.text == found.span.of(f"يوم {line}.")


@given(st.text(alphabet="123/-. \u200fمايو2024القاهرة:()\n", max_size=200))
def test_is_a_stretch_of_its_line(text: str) -> None:
    found = top_date(text)
    assert found is None or any(found.span.of(line) == found.text for line in text.split("\n"))
