"""Dates: in both kinds of month names, in three kinds of digits, in two calendars."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reading.dates import find_date, gregorian, parse_date, told_day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("23 آذار/مارس 2019", "2019-03-23"),
        ("السبت 23 مارس 2019", "2019-03-23"),
        ("٢٣ مارس ٢٠١٩م", "2019-03-23"),
        ("۲۳ مارس ۲۰۱۹", "2019-03-23"),
        ("الجمعة، 15 كانون الثاني (يناير) 2021", "2021-01-15"),
        ("15 كانون ثان 2021", "2021-01-15"),
        ("8 تشرين أول (أكتوبر) 2021", "2021-10-08"),
        ("4 تشرين الأول 2020", "2020-10-04"),
        ("4 تشرين الثاني 2020", "2020-11-04"),
        ("آب 4, 2020", "2020-08-04"),
        ("1 جويلية 2018", "2018-07-01"),
        ("7 من شهر أكتوبر عام 1973", "1973-10-07"),
        ("23/3/2019", "2019-03-23"),
        ("2019/03/23", "2019-03-23"),
        ("03/23/2019", "2019-03-23"),
        ("23-03-2019", "2019-03-23"),
        ("March 23, 2019", "2019-03-23"),
        ("2019-03-23", "2019-03-23"),
        ("20190323", "2019-03-23"),
        ("2015-08-11 13:45:47", "2015-08-11T13:45:47"),
        ("2019-03-23T10:00:00.123+0300", "2019-03-23T10:00:00+03:00"),
        ("2019-03-23T10:00Z", "2019-03-23T10:00:00+00:00"),
        ("Sat, 23 Mar 2019 10:00:00 +0300", "2019-03-23T10:00:00+03:00"),
        ("2019-03-23 10:00:00+03", "2019-03-23T10:00:00+03:00"),
        ("2019-03-23 10:00:00 GMT", "2019-03-23T10:00:00+00:00"),
        ("Sat, 23 Mar 2019 10:00:00 GMT+3", "2019-03-23T10:00:00+03:00"),
        ("٢٠١٩-٠٣-٢٣T١٠:٠٠:٠٠+٠٣:٠٠", "2019-03-23T10:00:00+03:00"),
        ("2019-03-23T10:00:00.5 UTC-3:30", "2019-03-23T10:00:00-03:30"),
        ("20190323T100000Z", "2019-03-23T10:00:00+00:00"),
        ("20190323T1000Z", "2019-03-23T10:00:00+00:00"),
        ("20190323T1000+0300", "2019-03-23T10:00:00+03:00"),
        ("20190323100000", "2019-03-23T10:00:00"),
        ("Sat, 23 Mar 2019 6:30 PM", "2019-03-23T18:30:00"),
        ("2019-03-23 06:30:00 م", "2019-03-23T18:30:00"),
        ("2019-03-23 12:05 صباحًا", "2019-03-23T00:05:00"),
        ("Sat, 23 Mar 2019 18:30 PM", "2019-03-23T18:30:00"),
        ("نُشر السبت، ٢٣ آذّار/مارس ٢٠١٩", "2019-03-23"),
        ("1440-07-17", "2019-03-24"),
        ("1440-07-17T10:00", "2019-03-24"),
        ("1553334000", "2019-03-23T09:40:00+00:00"),
        ("1553334000000", "2019-03-23T09:40:00+00:00"),
    ],
)
def test_a_date_is_read(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text", ["", "أمس", "في 2019", "بعد 3 مايو", "2019-02-30", "31/31/2019", "99999999999999", "12:30", "3/4"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("17 رجب 1440", "2019-03-24"),
        ("الأحد ١٧ رجب ١٤٤٠هـ", "2019-03-24"),
        # By the calendar of Mecca it was a Saturday: the day of the week says which is meant.
        ("السبت 17 رجب 1440 هـ", "2019-03-23"),
        ("1 محرم 1442", "2020-08-20"),
        ("23 جمادى الآخرة 1440 هـ", "2019-03-01"),
        ("6 ذو القعدة 1436", "2015-08-21"),
        ("17-7-1440 هـ", "2019-03-24"),
        ("1440/7/17", "2019-03-24"),
    ],
)
def test_a_hijri_date_is_converted_and_kept_as_it_was_written(text: str, iso: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.iso, found.hijri) == (iso, True)
    assert found.span.of(text).strip() == found.text
    assert found.text in text


def test_the_common_date_beside_a_hijri_one_is_taken() -> None:
    found = find_date("الرياض 5 شوال 1436 هـ الموافق 21 يوليو 2015م واس")
    assert found is not None
    assert (found.iso, found.text) == ("2015-07-21", "21 يوليو 2015م")


def test_the_tabular_calendar_has_years_of_354_and_355_days() -> None:
    days = [gregorian(year, 1, 1) for year in range(1400, 1431)]
    lengths = [(after - before).days for before, after in pairwise(days) if before and after]
    assert set(lengths) == {354, 355}
    assert sum(lengths) == 10_631
    assert gregorian(1, 1, 1) == date(622, 7, 19)


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_every_day_is_a_hijri_day_after_the_one_before(day: date) -> None:
    for year in range(day.year - 583, day.year - 570):
        for month in range(1, 13):
            first = gregorian(year, month, 1)
            if first is not None and first <= day < first + timedelta(days=29):
                assert gregorian(year, month, (day - first).days + 1) == day


@given(st.text(alphabet="0123456789٠١٢ /-.:هـمTZ+ مارس رجب السبت", max_size=60))
def test_anything_is_a_date_or_none(text: str) -> None:
    found = find_date(text)
    assert found is None or (len(found.iso) >= 10 and found.span.end <= len(text))
    parse_date(text)


TUESDAY = date(2015, 8, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قال الوزير اليوم الثلاثاء إن السوق فتحت.", "2015-08-11"),
        ("قال الوزير اليوم (الاثنين) إن السوق فتحت.", "2015-08-10"),
        ("قال الوزير مساء أمس، الأحد، إن السوق فتحت.", "2015-08-10"),
        ("قال الوزير أمس الاثنين إن السوق فتحت.", "2015-08-11"),
        ("قال الوزير أول من أمس الجمعة إن السوق فتحت.", "2015-08-09"),
        ("قال الوزير أمس الأول السبت إن السوق فتحت.", "2015-08-10"),
        ("قال الوزير اليوم \u200fالجمعة\u200f إن السوق فتحت.", "2015-08-07"),
        ("قال الوزير اليوم الأربعاء إن السوق فتحت.", "2015-08-11"),
        ("قال الوزير اليوم الجمعة 31 يوليو / تموز إن السوق فتحت.", "2015-07-31"),
        ("قال الوزير أمس (الأربعاء) 31 كانون الأول إن السوق فتحت.", "2015-01-01"),
        ("قال الوزير أمس الاثنين، الموافق 10 من أغسطس، إن السوق فتحت.", "2015-08-11"),
        ("قال الوزير اليوم الجمعة 30 يوليو إن السوق فتحت.", "2015-08-07"),
        ("قال الوزير اليوم الجمعة 31 فبراير إن السوق فتحت.", "2015-08-07"),
        ("قال الوزير اليوم الاثنين 10 آلاف كلمة.", "2015-08-10"),
        ("أصيب اليوم اثنين من العمال.", "2015-08-11"),
        ("قال الوزير الأحد إن السوق فتحت.", "2015-08-11"),
        ("عين اليوم – الأحد", "2015-08-11"),
        ("فتحت السوق. " * 100 + "قال الوزير اليوم الأحد إنها فتحت.", "2015-08-11"),
        ("", "2015-08-11"),
    ],
)
def test_the_day_of_a_text_is_the_one_that_it_calls_today(text: str, day: str) -> None:
    assert told_day(text, TUESDAY).isoformat() == day


@given(st.text(max_size=60), st.sampled_from(["أمس", "اليوم", "أمس الأول"]), st.dates(date(1900, 1, 1)))
def test_no_text_is_later_than_the_day_on_which_it_was_there(text: str, told: str, latest: date) -> None:
    for weekday in ("الأحد", "الخميس"):
        assert latest - timedelta(days=6) < told_day(f"{text} {told} {weekday}", latest) <= latest
