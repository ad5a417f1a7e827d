"""Subjects that are easily taken for more, for less, or for another phrase of their clause."""

from __future__ import annotations

import pytest

from tests.support.claims import ClaimsOf


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        (
            "قال المدير العام لشركة المياه سالم الحداد إن الشبكة قديمة.",
            "المدير العام لشركة المياه سالم الحداد",
            "الشبكة قديمة",
        ),
        ("وصف الرئيس الاتفاق بأنه تاريخي.", "الرئيس", "بأنه تاريخي"),
        (
            'ورفض المتحدث باسم الحكومة التعليق، مكتفيا بالقول إن "الأرقام مبالغ فيها".',
            "المتحدث باسم الحكومة",
            "الأرقام مبالغ فيها",
        ),
        ('وقالت الوزيرة: "لا أمل".', "الوزيرة", "لا أمل"),
        ("وقال لي الوزير إن الجسر مغلق.", "الوزير", "الجسر مغلق"),
        ("وقيل إن الوزير قدم استقالته.", None, "الوزير قدم استقالته"),
        ("وأُفيد بأن الطريق مغلق.", None, "الطريق مغلق"),
        ("وذُكر أن المصنع توقف عن العمل.", None, "المصنع توقف عن العمل"),
        (
            'وصرح الوزير بأن "المياه ستعود غدا صباحا" وأن الإصلاح كلف مليونين.',
            "الوزير",
            '"المياه ستعود غدا صباحا" وأن الإصلاح كلف مليونين',
        ),
    ],
)
def test_one_claim(claims_of: ClaimsOf, sentence: str, speaker: str | None, content: str) -> None:
    assert [(claim.speaker, claim.content) for claim in claims_of(sentence)] == [(speaker, content)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("لا يزال بعض السكان يعتقدون أن الجسر مغلق.", "بعض السكان"),
        ("ويعتبر تجار كثيرون أي هبوط في الأسعار أنه خسارة.", "تجار كثيرون"),
        ("وأوضح مدير الإعلام بصحة الساحل سالم الحداد أن الجسر مغلق.", "مدير الإعلام بصحة الساحل سالم الحداد"),
    ],
)
def test_what_belongs_to_a_subject(claims_of: ClaimsOf, sentence: str, speaker: str) -> None:
    assert claims_of(sentence)[0].speaker == speaker


def test_behind_a_pronoun_somebody_named_before_goes_on(claims_of: ClaimsOf) -> None:
    claims = claims_of("وقال سالم الحداد إن الجسر مغلق. فهو يرى أن الأمر عاجل.")
    assert (claims[-1].speaker, claims[-1].speaker_implicit) == ("سالم الحداد", True)


def test_a_comma_before_a_relative_pronoun_is_no_speaker(claims_of: ClaimsOf) -> None:
    claims = claims_of("وقال سالم الحداد إن الجسر مغلق. وتطرق إلى تقرير المجلس، الذي توقع نمو الأسواق.")
    assert [claim.speaker for claim in claims] == ["سالم الحداد", "سالم الحداد"]


def test_who_lifts_the_veil_stands_before_it(claims_of: ClaimsOf) -> None:
    claims = claims_of("وكشفت شركة الساحل، النقاب عن جسر جديد.")
    assert [(claim.speaker, claim.content) for claim in claims] == [("شركة الساحل", "جسر جديد")]


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال عليه الصلاة والسلام: «لا ضرر ولا ضرار في هذا أبدا».",
        "ولفت انتباهي إلى الجسر ما كتب عليه.",
        "هل الوزارة تبرر إغلاق الجسر للناس؟",
        "والواقع يثبت أن الجسر مغلق.",
    ],
)
def test_nobody_whom_news_report(claims_of: ClaimsOf, sentence: str) -> None:
    assert claims_of(sentence) == []


def test_a_verb_of_saying_with_an_object_says_nothing(claims_of: ClaimsOf) -> None:
    assert claims_of("شدد الجيش الحصار على المدينة.") == []
    assert [claim.content for claim in claims_of("شدد الجيش على فك الحصار.")] == ["فك الحصار"]


def test_behind_the_subject_stands_the_one_that_is_spoken_to(claims_of: ClaimsOf) -> None:
    claims = claims_of("وأضاف الوزير أن النقابة حذرت البلدية من تشققات في السد.")
    assert [claim.speaker for claim in claims] == ["الوزير", "النقابة"]


def test_a_tally_does_not_go_on_speaking_as_a_man(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "قال الوزير سالم الحداد إن الجسر مغلق. وقتل ستة أشخاص، وفق آخر حصيلة للشرطة. وأشار إلى أن العمل بدأ."
    )
    assert claims[-1].speaker == "الوزير سالم الحداد"


def test_an_adjective_of_a_country_is_no_subject(claims_of: ClaimsOf) -> None:
    claims = claims_of("أعربت الفارسة السعودية سلوى عن سعادتها، مشيرة إلى أنها ستفوز.")
    assert [claim.speaker for claim in claims] == ["الفارسة السعودية سلوى"]


def test_what_a_clause_is_about_is_not_who_speaks(claims_of: ClaimsOf) -> None:
    claims = claims_of("وقال سالم الحداد إن الجسر مغلق. وعن السوق القديم ذكر أن السوق مفتوح.")
    assert [claim.speaker for claim in claims] == ["سالم الحداد", "سالم الحداد"]


def test_a_blessing_of_the_dead_is_no_part_of_a_name(claims_of: ClaimsOf) -> None:
    claims = claims_of("وقال الإمام سالم الحداد رحمه الله إن الجسر مغلق.")
    assert [claim.speaker for claim in claims] == ["الإمام سالم الحداد"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("تحدث صالح الحداد صاحب أول موقع عن الأسواق، وقال إن السوق مغلق.", "صالح الحداد صاحب أول موقع"),
        ("وأعربت ديانا حداد التي زارت المدينة عن سعادتها، وقالت: «هذا ليس غريبا على الجمهور».", "ديانا حداد"),
        ("وحث الناس على الصبر، وقال إن الجسر مغلق.", "المدير"),
        ("وهدد سالم الحداد برفع دعوى على الشركة، وقال إن الجسر مغلق.", "سالم الحداد"),
    ],
)
def test_who_acts_before_the_cue_goes_on_to_speak(claims_of: ClaimsOf, sentence: str, speaker: str) -> None:
    assert claims_of(f"وقال المدير إن السوق مفتوح. {sentence}")[-1].speaker == speaker


def test_an_object_of_quantity_is_no_part_of_its_subject(claims_of: ClaimsOf) -> None:
    claims = claims_of("وأعرب د. الحداد عددا من المرات عن سعادته، وأضاف أن الجسر مغلق.")
    assert claims[-1].speaker == "د. الحداد"


def test_an_indefinite_object_ends_its_subject(claims_of: ClaimsOf) -> None:
    claims = claims_of("وأصدر مطار الملك خالد بياناً برأ الشركة، مؤكداً أن الجسر مغلق.")
    assert [claim.speaker for claim in claims] == ["مطار الملك خالد"]


def test_an_adverb_behind_an_adjective_goes_on_with_the_subject(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("أعلن الفصيل المدعوم تركياً وقفا لإطلاق النار.")
    assert (claim.speaker, claim.content) == ("الفصيل المدعوم تركياً", "وقفا لإطلاق النار")


def test_who_did_it_has_the_office_behind_the_verb_for_an_object(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("وكان الضابط هو من أعلن حكومة الوحدة في العاصمة.")
    assert claim.content == "حكومة الوحدة في العاصمة"


def test_a_present_behind_a_dash_tells_something_of_its_own(claims_of: ClaimsOf) -> None:
    claims = claims_of("وقالت الوزيرة إن الجسر مغلق - تقول إن السوق مفتوح.")
    assert [claim.cue for claim in claims][-1] == "تقول"
