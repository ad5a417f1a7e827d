"""What the top of an article says about it: byline, agency, place, date, and each paragraph's language."""

from __future__ import annotations

import json

import pytest

from store.reading.metadata import read_about
from store.reading.outline import read_outline
from tests.support.documents import TEXT, found, origin

BODY = (
    "أعلنت وزارة النقل في بيان صدر أمس أن الجسر القديم سيغلق أمام المركبات ابتداء من الأحد المقبل"
    " لإجراء أعمال صيانة تستمر ثلاثة أشهر ودعت السائقين إلى استعمال الطريق الساحلي."
)


@pytest.mark.parametrize(
    ("line", "byline", "agency", "place"),
    [
        ("دمشق - نور خوام", "نور خوام", None, "دمشق"),
        ("مدريد - د ب أ", None, "د ب أ", "مدريد"),
        ("السبت 23 مارس 2019 - 10:30 ص", None, None, None),
        ("كانون الثاني 5, 2020", None, None, None),
        ("تبوك 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس", None, "واس", "تبوك"),
    ],
)
def test_a_dateline_says_who_where_and_for_whom(
    line: str, byline: str | None, agency: str | None, place: str | None
) -> None:
    text = f"إغلاق الجسر القديم\n\n{line}\n{BODY}\n{BODY}"
    about = read_about(text, read_outline(text))
    assert (about.byline, about.agency, about.place) == (byline, agency, place)


@pytest.mark.parametrize(
    ("author", "byline", "agency", "place"),
    [
        ("رويترز", None, "رويترز", None),
        ("المكلا: محمد اليزيدي", "محمد اليزيدي", None, "المكلا"),
        ("برلين : (د ب ا)", None, "د ب ا", "برلين"),
        ("سامي نور", "سامي نور", None, None),
        ("مكة المكرمة - واس", None, "واس", "مكة المكرمة"),
        ("* سيول - رويترز", None, "رويترز", "سيول"),
        ("سامي نور - رام الله:", "سامي نور", None, "رام الله"),
        ("&nbsp;سامي نور (صنعاء)", "سامي نور", None, "صنعاء"),
        ("مكة المكرمة: سامي نور", "سامي نور", None, "مكة المكرمة"),
        ("", None, None, None),
    ],
)
def test_the_authors_line_of_a_format_is_read_too(
    author: str, byline: str | None, agency: str | None, place: str | None
) -> None:
    text = f"إغلاق الجسر القديم\n{BODY}"
    about = read_about(text, read_outline(text), author)
    assert (about.byline, about.agency, about.place) == (byline, agency, place)


@pytest.mark.parametrize(
    ("author", "source", "byline", "place"),
    [
        ("عين اليوم - سامي نور", None, "سامي نور", None),
        ("سامي نور - عين اليوم", None, "سامي نور", None),
        ("متابعة - الرياض الإلكتروني", None, None, None),
        ("الاقتصادية الإلكترونية من الرياض", None, None, "الرياض"),
        ("سامي نور من جدة", None, "سامي نور", "جدة"),
        ("القاهرة - مكتب الجزيرة:", None, None, "القاهرة"),
        ("كلمة اليوم", None, None, None),
        ("اليوم - الدمام", None, None, "الدمام"),
        ("سبق- وكالات:", None, None, None),
        ("أبها: الوطن", None, None, "أبها"),
        ("لندن: «الشرق الأوسط أونلاين»", None, None, "لندن"),
        ("العربي الجديد - باريس", None, None, "باريس"),
        ("الأفق المسائي - سامي نور", "صحيفة الأفق المسائي", "سامي نور", None),
        ("الأفق - بيروت", "الأفق المسائي", None, "بيروت"),
        ("الجزيرة - المحليات:", None, None, None),
        ("عام / مدير التعليم", None, None, None),
        ("أمس - خاص", None, None, None),
        ("جدة واس", None, None, "جدة"),
        ("وادي الدواسر - سامي نور", None, "سامي نور", "وادي الدواسر"),
        ("سان خوسيه - أ ف ب", None, None, "سان خوسيه"),
        ("الرياض محمد النور", None, "محمد النور", "الرياض"),
        ("محمد علي النور بروكسل", None, "محمد علي النور", "بروكسل"),
        ("تصوير - سامي نور", None, None, None),
        ("القدس - القدس العربي", "القدس العربي", None, "القدس"),
    ],
)
def test_an_outlet_a_section_or_a_desk_is_neither_a_person_nor_a_place(
    author: str, source: str | None, byline: str | None, place: str | None
) -> None:
    text = f"إغلاق الجسر القديم\n{BODY}"
    about = read_about(text, read_outline(text), author, source)
    assert (about.byline, about.place) == (byline, place)


def test_a_link_to_another_article_is_no_byline() -> None:
    text = f"إغلاق الجسر القديم\n{BODY}\nاقرأ أيضا: سامي نور"
    assert read_about(text, read_outline(text)).byline is None


def test_buttons_before_a_byline_are_no_part_of_it() -> None:
    text = f"إغلاق الجسر القديم\n\nNext Previous سامي نور – الرياض\n{BODY}\n{BODY}"
    about = read_about(text, read_outline(text))
    assert (about.byline, about.place) == ("سامي نور", "الرياض")


def test_each_paragraph_has_its_language() -> None:
    text = f"إغلاق الجسر القديم\n{BODY}\nThe bridge was closed to all of the traffic on Sunday.\n12345"
    assert read_about(text, read_outline(text)).languages == ("ar", "ar", "en", "und")


def test_the_date_of_a_plain_text_is_that_of_its_dateline() -> None:
    (document,) = found(f"إغلاق الجسر\n\nتبوك 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس\n{BODY}")
    assert document.published == "2015-08-10"
    (document,) = found(f"ذكرى 6 أكتوبر 1973\n\n{BODY} وكان ذلك في 3 مارس 2001.")
    assert document.published is None


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("http://a.example/2015/07/20/article_1.html", "2015-07-20"),
        ("http://a.example/Issues/20150810/Con20150810788733.htm", "2015-08-10"),
        ("http://a.example/article/20159999", "2015-08-11T13:45:47"),
        ("http://a.example/1", "2015-08-11T13:45:47"),
    ],
)
def test_the_date_in_an_address_goes_before_the_day_of_the_crawl(url: str, published: str) -> None:
    row = {"url": url, "text": TEXT, "date_extracted": "2015-08-11 13:45:47"}
    (document,) = found(json.dumps(row), origin())
    assert document.published == published


def test_what_an_article_calls_today_goes_before_the_day_of_the_crawl() -> None:
    row = {"url": "http://a.example/1", "text": TEXT, "date_extracted": "2015-08-11 13:45:47"}
    row["text"] = "قال الوزير اليوم الأحد إن السوق فتحت."
    (document,) = found(json.dumps(row), origin())
    assert document.published == "2015-08-09"
    (document,) = found(json.dumps(row | {"date": "2015-08-11"}), origin())
    assert document.published == "2015-08-11"
