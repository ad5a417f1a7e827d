"""What pages of web outlets put around an article."""

from __future__ import annotations

import pytest

from store.reading.outline import read_outline

PROSE = (
    "هطلت أمطار غزيرة على الساحل مساء اليوم وتوقفت حركة السير على الجسر القديم أكثر من ساعتين، قبل أن تعيد "
    "فرق البلدية فتح الطريق أمام السيارات القادمة من الميناء."
)


def marked(*lines: str) -> list[str]:
    """What is called furniture in a text of these lines."""
    text = "\n".join(lines)
    return [span.of(text) for span in read_outline(text).furniture]


@pytest.mark.parametrize(
    "line",
    [
        "دمشق - وكالات",
        "الباغوز (سوريا): «الشرق الأوسط أونلاين»",
        "لندن - عربي21",
        "السبت، 23 مارس 2019 02:10 م",
        "نشر السبت، 23 مارس / آذار 2019",
        "أمن | 23-03-2019, 02:13 |",
        "آخر تحديث GMT 12:00:07",
        "الكاتب: سالم الحداد",
        "A+ A-",
    ],
)
def test_a_line_between_title_and_article(line: str) -> None:
    assert marked("الحكومة تعلن بدء المشروع", line, PROSE) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "المصدر: وكالات",
        "كلمات دلالية: جسر أمطار ساحل",
        "زر الذهاب إلى الأعلى",
        "تم نسخ الرابط بنجاح",
        "اقرأ أيضا: الجسر القديم يفتح أبوابه",
        "* كاتب وباحث، مقيم في لندن.",
        "Skip to content",
        "ظهرت المقالة فتح الجسر أولاً على وكالة الخبر.",
        "التدوينة فتح الجسر ظهرت أولاً على وكالة الخبر.",
        "The post فتح الجسر appeared first on وكالة الخبر.",
    ],
)
def test_a_line_behind_the_article(line: str) -> None:
    assert marked("الحكومة تعلن بدء المشروع", PROSE, line) == [line]


def test_links_behind_a_heading() -> None:
    links = ["مقالات ذات صلة", "وزير النقل يزور الميناء", "الجسر القديم: متى يفتح أبوابه", "شاهد أيضاً"]
    assert marked("الحكومة تعلن بدء المشروع", PROSE, *links) == links


@pytest.mark.parametrize(
    "lead",
    ["القاهرة (رويترز) -", "دمشق - وكالات:", "بغداد/ الأناضول/", "غزة- معا-", "* واشنطن ـ «الشرق الأوسط»:"],
)
def test_where_a_paragraph_was_sent_from(lead: str) -> None:
    assert marked("الحكومة تعلن بدء المشروع", f"{lead} {PROSE}") == [lead]


@pytest.mark.parametrize(
    "line",
    [
        "شاهد.. أول طائرة تهبط في المطار الجديد",
        "كتب ومؤلفون: معرض الكتاب يفتح أبوابه",
    ],
)
def test_a_title_is_no_link(line: str) -> None:
    assert marked(line, PROSE) == []


def test_a_label_with_what_it_labels_is_part_of_the_article() -> None:
    assert marked("رأي في طبق", "* اسم الطبق: كبة حامض", PROSE) == []


def test_captions_behind_the_last_sentence() -> None:
    text = f"{PROSE} \x1a \x1a جانب من الحضور \x1a\x1a الجسر القديم"
    assert marked("الحكومة تعلن بدء المشروع", text) == ["\x1a \x1a جانب من الحضور \x1a\x1a الجسر القديم"]


@pytest.mark.parametrize(
    "line",
    [
        "وادي الرمان - 12 مارس 2023",
        "وادي الرمان، الأحد 12 مارس 2023",
        "مقر البلدية بعد الفيضان (أرشيفية - رويترز)",
        "عمال يصلحون الجسر (الأناضول)",
    ],
)
def test_a_dateline_or_a_credited_picture_above_the_article(line: str) -> None:
    assert marked("الحكومة تعلن بدء المشروع", line, PROSE) == [line]


def test_a_dateline_behind_rows_of_buttons() -> None:
    rows = ["فيسبوك تويتر", "حجم الخط", "طباعة", "القاهرة - خاص:"]
    assert marked("الحكومة تعلن بدء المشروع", *rows, PROSE) == rows


def test_an_aside_in_brackets_makes_no_caption() -> None:
    assert marked("الحكومة تعلن بدء المشروع", PROSE, "قال إنه حضر الافتتاح (الثلاثاء)", PROSE) == []
