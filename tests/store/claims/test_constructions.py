"""Constructions of reporting, each in a sentence of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.model import Claim

ClaimOf = Callable[[str], Claim]
ClaimsOf = Callable[[str], list[Claim]]


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("وأكد الوزير حرص الحكومة على دعم الأسر.", "الوزير", "حرص الحكومة على دعم الأسر"),
        ("وأكد الوزير على أهمية دعم الأسر.", "الوزير", "أهمية دعم الأسر"),
        (
            "وأكد مدير الفرع سالم الحداد نمو الإقبال على الطائف.",
            "مدير الفرع سالم الحداد",
            "نمو الإقبال على الطائف",
        ),
        ("ويأتي ذلك بعد إعلان الوزارة أن الجسر سيفتح غدا.", "الوزارة", "الجسر سيفتح غدا"),
        ("ونقلت الوكالة عن الوزير أن الجسر مغلق.", "الوزير", "الجسر مغلق"),
        ("وقال مسؤول رفض الكشف عن اسمه إن الجسر مغلق.", "مسؤول", "الجسر مغلق"),
        ("وجاء في الخبر أن الجسر مغلق.", "الخبر", "الجسر مغلق"),
        ("وجدد سالم الحداد التأكيد على أن الجسر مغلق.", "سالم الحداد", "الجسر مغلق"),
        ("ويرجع الحداد ذلك إلى خروج السيارات من الميناء.", "الحداد", "خروج السيارات من الميناء"),
        ("ويقدر الحداد حجم المبيعات بمليار ريال سنويا.", "الحداد", "حجم المبيعات بمليار ريال سنويا"),
        ("من جهة أخرى اعتبر الحداد أن الجسر لا يكفي.", "الحداد", "الجسر لا يكفي"),
        ("ولفت الوزير النظر إلى أن الجسر مغلق.", "الوزير", "الجسر مغلق"),
        ("قالت، مساء أمس الخميس، وزارة النقل إن الجسر مغلق.", "وزارة النقل", "الجسر مغلق"),
        ("في المقابل، قال عبد الله الحداد: «إن الجسر القديم مغلق».", "عبد الله الحداد", "الجسر القديم مغلق"),
        (
            "شدد الوزير على أهمية الجسر، خصوصا أن الميناء قريب.",
            "الوزير",
            "أهمية الجسر، خصوصا أن الميناء قريب",
        ),
        (
            "وقال الوزير إن الجسر، بحسب التقارير الفنية، يحتاج إلى صيانة عاجلة.",
            "الوزير",
            "الجسر، بحسب التقارير الفنية، يحتاج إلى صيانة عاجلة",
        ),
        (
            "علمت «الشروق» من مصادر مطلعة داخل أروقة نادي الساحل أن اللاعب سيغادر.",
            "الشروق",
            "اللاعب سيغادر",
        ),
        (
            "سالم الحداد، أحد أعضاء اللجنة التي زارت الميناء، أشار إلى أن الجسر مغلق.",
            "سالم الحداد، أحد أعضاء اللجنة",
            "الجسر مغلق",
        ),
        (
            "وقال مدير الإعلام في سوق الميناء الدكتور سالم الحداد إن السوق مغلق.",
            "مدير الإعلام في سوق الميناء الدكتور سالم الحداد",
            "السوق مغلق",
        ),
        (
            'وصرح "مركز نور الساحل الطبي" الجديد بأنه أغلق أبوابه.',
            '"مركز نور الساحل الطبي" الجديد',
            "بأنه أغلق أبوابه",
        ),
    ],
)
def test_speaker_and_content(claim_of: ClaimOf, sentence: str, speaker: str, content: str) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.content) == (speaker, content)


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("واتهم الرئيس سالم الحداد المعارضة بقتل المدنيين.", "الرئيس سالم الحداد", "المعارضة بقتل المدنيين"),
        ("اتهمت كوريا الجنوبية اليوم «بيونغيانغ» بزرع ألغام.", "كوريا الجنوبية", "«بيونغيانغ» بزرع ألغام"),
        ("واتهم الحزب الموالي للحداد سالما ببيع الأرض.", "الحزب الموالي للحداد", "سالما ببيع الأرض"),
        ("وحمل الرئيس المعارضة مسؤولية فشل المحادثات.", "الرئيس", "المعارضة مسؤولية فشل المحادثات"),
        ("وحمّلت المعارضة الحكومة المسؤولية عن الانهيار.", "المعارضة", "الحكومة المسؤولية عن الانهيار"),
    ],
)
def test_accusations(claim_of: ClaimOf, sentence: str, speaker: str, content: str) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.content, claim.polarity) == (speaker, content, "accuses")


@pytest.mark.parametrize(
    "sentence",
    [
        "وأوضح الوزير أن لا صحة لما يتم تداوله عن إغلاق المعبر.",
        "وأكد الوزير أن الخبر المتداول عن إغلاق المعبر غير صحيح.",
        "وقال الوزير إن هذه الأنباء عارية عن الصحة.",
        "وقال الوزير إن ما نشر لا أساس له من الصحة.",
    ],
)
def test_what_calls_a_report_untrue_denies(claim_of: ClaimOf, sentence: str) -> None:
    assert claim_of(sentence).polarity == "denies"


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("وقال الوزير إن المتمردين ارتكبوا مجازر في القرية.", "accuses"),
        ("وقال الوزير إن الحكومة الجديدة فشلت في حماية الناس.", "accuses"),
        ("وقال الوزير إن الوزارة تعمل على مكافحة جرائم الغش.", "asserts"),
        ("وقال الوزير إن السكان نزحوا جراء انتهاكات الهدنة.", "asserts"),
    ],
)
def test_what_names_a_wrong_accuses(claim_of: ClaimOf, sentence: str, polarity: str) -> None:
    assert claim_of(sentence).polarity == polarity


@pytest.mark.parametrize(
    "sentence",
    [
        "وقد اعتقد أن الجسر مغلق.".replace("وقد ", ""),
        "وهناك وفق ما يرونه مناسبا لهم برامج أخرى.",
        'ونشر مقالا عن الجسر بعنوان "الجسر القديم الذي لا يفتح أبدا".',
        "وحمل الوزير الحقيبة إلى المكتب.",
    ],
)
def test_no_claim(claims_of: ClaimsOf, sentence: str) -> None:
    assert claims_of(sentence) == []


def test_a_title_before_a_colon_is_not_what_is_said(claim_of: ClaimOf) -> None:
    claim = claim_of(
        'وقال الوزير في تعليقه على ما نشر تحت عنوان "الجسر القديم الذي لا يفتح": الجسر مفتوح للجميع.'
    )
    assert claim.content == "الجسر مفتوح للجميع"


def test_a_main_clause_behind_another_ends_it(claims_of: ClaimsOf) -> None:
    found = claims_of("وفيما كشفت الوزارة أن الجسر مغلق منذ أمس، أكدت أن الميناء مفتوح.")
    assert [claim.content for claim in found] == ["الجسر مغلق منذ أمس", "الميناء مفتوح"]


def test_a_question_that_leads_to_a_claim_is_no_part_of_the_one_before(claims_of: ClaimsOf) -> None:
    found = claims_of("وقال الوزير إن الجسر مغلق، وبسؤاله عن الميناء، أفاد الوزير بأن الميناء مفتوح.")
    assert [claim.content for claim in found] == ["الجسر مغلق", "الميناء مفتوح"]


def test_a_document_is_not_who_speaks_in_it(claims_of: ClaimsOf) -> None:
    found = claims_of("وقالت الوزارة إن الجسر مغلق. وأصدرت بيانا قالت فيه إن الميناء مفتوح.")
    assert [claim.speaker for claim in found] == ["الوزارة", "الوزارة"]


def test_a_pronoun_means_who_the_concession_is_about(claims_of: ClaimsOf) -> None:
    found = claims_of("وقالت الوزارة إن الجسر مغلق. ورغم أن الحداد لم يحضر فإنه قال إن الميناء مفتوح.")
    assert found[-1].speaker == "الحداد"
