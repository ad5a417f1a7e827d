"""Claims without a sentence around them: titles, headlines and tweets, invented for it."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from tests.support.claims import ClaimOf, ClaimsOf, said

# Headlines and tweets


def test_a_headline_with_a_colon_quotes_an_office(claim_of: ClaimOf) -> None:
    title = "وزير النقل: الجسر جاهز"
    claims = analyse(f"{title}\nافتتح الجسر صباح اليوم بعد عام من العمل.")[1].claims
    assert [said(claim) for claim in claims] == [("وزير النقل", ":", "الجسر جاهز")]


def test_a_headline_with_a_colon_names_a_place() -> None:
    assert analyse("صفاقس: افتتاح جسر جديد\nافتتح الجسر صباح اليوم.")[1].claims == ()


def test_a_name_before_the_colon_counts_if_it_speaks_below() -> None:
    text = "الخالدي: الجسر جاهز\nقال الوزير سامر الخالدي إن الجسر جاهز."
    assert [claim.cue for claim in analyse(text)[1].claims] == [":", "قال"]


def test_a_headline_that_announces() -> None:
    claims = analyse("شركة الأفق تعلن إفلاسها في الشمال\nأغلقت الشركة أبوابها اليوم.")[1].claims
    assert [said(claim) for claim in claims] == [("شركة الأفق", "تعلن", "إفلاسها في الشمال")]


def test_a_tweet_is_said_by_its_signature(claim_of: ClaimOf) -> None:
    claim = claim_of(
        "وقالت الشرطة على حسابها:\nالجسر مفتوح الآن !\nشكرا لكم— أمل حداد (@amal_h) March 3, 2024"
    )
    assert said(claim) == ("أمل حداد (@amal_h)", "—", "الجسر مفتوح الآن !\nشكرا لكم")
    assert (claim.form, claim.medium) == ("direct", "تويتر")


def test_a_tweet_begins_behind_what_the_article_tells(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "نفت الشاعرة أمل حداد أنباء رحيلها عن المدينة، وكتبت إنها باقية.\n"
        '"لن أرحل عن الساحل أبدا"\n— أمل حداد (@amal_h) 3 مارس 2024'
    )
    assert [said(claim) for claim in claims][-1] == ("أمل حداد (@amal_h)", "—", "لن أرحل عن الساحل أبدا")
    assert claims[0].content == "أنباء رحيلها عن المدينة"


def test_a_tweet_below_its_name_and_handle(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "وأعلن النادي الموعد.\nنادي الواحة\n@alwahaclub\n"
        "المباراة القادمة يوم الجمعة مساء\n8:15 م · 12 مارس 2023"
    )
    assert said(claims[-1]) == ("نادي الواحة", "@alwahaclub", "المباراة القادمة يوم الجمعة مساء")
    assert (claims[-1].form, claims[-1].medium) == ("direct", "تويتر")


# Titles


@pytest.mark.parametrize(
    ("title", "body", "speaker"),
    [
        ("«البلدية»: الجسر جاهز", "افتتح الجسر أمس.", "البلدية"),
        ("الساري لـ «الأفق»: الجسر جاهز", "افتتح الجسر أمس.", "الساري"),
        ("الساري: سنفتح الجسر غدا", "افتتح الجسر أمس.", "الساري"),
        ("الساري: الجسر جاهز", "حضر الدكتور محمود الساري الافتتاح.", "الساري"),
        ("إعلاميون: الجسر جاهز", "افتتح الجسر أمس.", "إعلاميون"),
        ("الساري: لن نغلق الجسر غدا", "افتتح الجسر أمس.", "الساري"),
        ("الساري: إننا فخورون بالجسر", "افتتح الجسر أمس.", "الساري"),
        ("الساري: هذا الجسر لأطفالنا", "افتتح الجسر أمس.", "الساري"),
        ("لبنان: افتتاح الجسر", "افتتح الجسر أمس.", None),
        ("لبنان: سنفتح الجسر", "افتتح الجسر أمس.", "لبنان"),
        ("الجسر: نمو الحركة في المدينة", "افتتح الجسر أمس.", None),
        ("الجسر: سنوات من العمل", "افتتح الجسر أمس.", None),
        ("الجسر: عبور المشاة أحيانا", "افتتح الجسر أمس.", None),
        ("اقتصاد: نمو القطاع الخاص", "ارتفع نمو القطاع أمس.", None),
        ("رياضة: نتائج مباريات منتخبنا", "فاز الفريق أمس.", None),
        ("آراء: سنفتح الجسر غدا", "افتتح الجسر أمس.", None),
        ("الطقس: أمطار غدا", "افتتح الجسر أمس.", None),
    ],
)
def test_who_speaks_in_a_title_with_a_colon(title: str, body: str, speaker: str | None) -> None:
    claims = analyse(f"{title}\n\n{body}\n")[1].claims
    assert [claim.speaker for claim in claims] == ([speaker] if speaker else [])
