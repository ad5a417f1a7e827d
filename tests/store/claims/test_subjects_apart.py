"""Who says it where an auxiliary, a channel or a clause stands between, on sentences invented for it."""

from __future__ import annotations

import pytest

from tests.support.claims import ClaimOf, ClaimsOf


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        ("وكان الحداد قد انتقد إدارة النادي بسبب تأخيره.", "الحداد", "إدارة النادي بسبب تأخيره"),
        ("وكان الحداد حذر أمس حركة الساحل من التوسع.", "الحداد", "التوسع"),
        ("كانت الوزارة قالت العام الماضي إن الجسر مغلق.", "الوزارة", "الجسر مغلق"),
        ("وسبق لصحيفة الأفق أن ذكرت أن الجسر مغلق.", "صحيفة الأفق", "الجسر مغلق"),
        ("وسبق للوزير أن أكد مرارا أن الجسر مغلق.", "للوزير", "الجسر مغلق"),
        ("وقال الحداد مرارا إن الجسر مغلق.", "الحداد", "الجسر مغلق"),
    ],
)
def test_the_subject_stands_behind_the_auxiliary(
    claim_of: ClaimOf, sentence: str, speaker: str, content: str
) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.speaker_implicit, claim.content) == (speaker, False, content)


def test_what_a_court_had_condemned_is_no_claim(claims_of: ClaimsOf) -> None:
    assert claims_of("وكانت المحكمة الجزائية قد أدانت الشركة بتهم عدة.") == []


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("وكتب الحداد عبر صفحته الرسمية أن الجسر مغلق.", "الحداد"),
        ("أعلنت اللجنة الأولمبية الدولية عن رغبتها في أن تفتح الجسر.", "اللجنة الأولمبية الدولية"),
        ("وأعرب وزراء الدول الست في بيانهم الختامي عن قلقهم.", "وزراء الدول الست"),
        ("فبعد أن أعلن الأمير سالم بن مساعد استقالته عن رئاسة النادي، انتخب غيره.", "الأمير سالم بن مساعد"),
        ("أعلن النادي عبر مركزه الإعلامي عن بعض الأمور.", "النادي"),
        ("واختتم الحداد تغريداته بالقول: «لن نفتح أي جسر».", "الحداد"),
        ("وقالت لجنة الرقابة على المنشطات إن العينة سليمة.", "لجنة الرقابة على المنشطات"),
        ("وأكد المدير العام على أهمية الجسر.", "المدير العام"),
        ("وأعلنت الشركة بتاريخ 15 مايو أن الجسر مغلق.", "الشركة"),
        ("وطالبت نائبة المدير سلمى الحداد كافة العمال، مؤكدة أنه مغلق.", "نائبة المدير سلمى الحداد"),
        ("وأعلنت الوزارة أخيرا أن الجسر مغلق.", "الوزارة"),
        ("وقالت الدكتورة سناء الحداد إن الجسر مغلق.", "الدكتورة سناء الحداد"),
        ("وأضاف المصدر ــ الذي فضل عدم ذكر اسمه ــ أن الجسر مغلق.", "المصدر"),
        ("انتقد نادي الساحل مدربه السابق الذي استقال.", "نادي الساحل"),
        ("أكد قائد المنطقة سالم الحداد لـ«الأفق» وجود أسرى.", "قائد المنطقة سالم الحداد"),
        ("وقال لـ«الأفق» سالم الحداد المحلل الاقتصادي: «لن يفتح الجسر غدا».", "سالم الحداد المحلل الاقتصادي"),
        ("أبلغ «الأفق» سالم الحداد المحلل الاقتصادي أن الجسر مغلق.", "سالم الحداد المحلل الاقتصادي"),
        (
            "وبيّن سالم الحداد مدير العلاقات العامة في المراعي أن الجسر مغلق.",
            "سالم الحداد مدير العلاقات العامة",
        ),
        ("وأكد بان كي مون أن الجسر مغلق.", "بان كي مون"),
        ("لكن بان كي مون قال إن الجسر مغلق.", "بان كي مون"),
    ],
)
def test_where_a_name_ends(claim_of: ClaimOf, sentence: str, speaker: str) -> None:
    assert claim_of(sentence).speaker == speaker


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("واختتم مقاله بالقول: «لن يفتح الجسر غدا».", "لن يفتح الجسر غدا"),
        ("وفي عنوان آخر كتبت تقول: «لن يفتح الجسر غدا».", "لن يفتح الجسر غدا"),
    ],
)
def test_what_is_no_subject(claim_of: ClaimOf, sentence: str, content: str) -> None:
    claim = claim_of(sentence)
    assert (claim.speaker, claim.content) == (None, content)


def test_a_day_in_brackets_speaks_not(claim_of: ClaimOf) -> None:
    assert claim_of("والوزير سالم الحداد قال أمس (الثلاثاء) إن الجسر مغلق.").speaker == "الوزير سالم الحداد"


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال الحداد إن الجسر مغلق، متهما الرئيس سالم النجار بأنه المسؤول عن الفوضى.",
        "وقال الحداد إن العمل متوقف بسبب ما وصفه بأنه عمل جبان.",
        "وقال الحداد إن العدوان يحتاج إلى وقفة، وهو مسؤولية قطر كدولة جارة، مؤكدا أن الجسر مغلق.",
        "وقال الحداد إن الفريق قوي، واعدا جماهير الساحل بالفوز.",
        "وقال الحداد: «المهرجان قائم، وقد قدم كل تاجر أفضل ما عنده»، مشيرا إلى أن السوق مغلق.",
        "وأقر الحداد بأن البلاد فقيرة، لكنه اعتبر أن الجسر مهم.",
        "وأقر الحداد بأن البلاد فقيرة، إلا أنه أكد أن الجسر مهم.",
    ],
)
def test_the_speaker_of_the_main_clause_goes_on(claims_of: ClaimsOf, sentence: str) -> None:
    said, other = claims_of(sentence)
    assert (said.speaker, other.speaker, other.speaker_implicit) == ("الحداد", "الحداد", True)


@pytest.mark.parametrize("but", ["، لكنه", "، إلا أنه"])
def test_what_the_same_speaker_adds_ends_the_content_before(claims_of: ClaimsOf, but: str) -> None:
    claims = claims_of(f"وأقر الحداد بأن البلاد فقيرة{but} اعتبر أن الجسر مهم.")
    assert [claim.content for claim in claims] == ["البلاد فقيرة", "الجسر مهم"]


def test_whose_words_are_passed_on_is_who_spoke_before(claims_of: ClaimsOf) -> None:
    claims = claims_of("ونقل عن الحداد قوله إن الجسر مغلق.\nونقلت صحيفة الأفق عنه قوله «لن يفتح الجسر غدا».")
    assert [claim.speaker for claim in claims] == ["الحداد", "الحداد"]


def test_who_calls_a_meeting_is_not_who_speaks_in_it(claims_of: ClaimsOf) -> None:
    claims = claims_of("قال الحداد إن الجسر مغلق.\nوقال في جلسة عقدتها اللجنة «لن يفتح الجسر غدا».")
    assert [claim.speaker for claim in claims] == ["الحداد", "الحداد"]


def test_who_asks_in_a_clause_of_his_own_goes_on_to_speak(claims_of: ClaimsOf) -> None:
    claims = claims_of("قال الحداد إن الجسر مغلق.\nوبدوره، دعا المجلس المحلي إلى فتحه، محذرا من الفراغ.")
    assert [claim.speaker for claim in claims] == ["الحداد", "المجلس المحلي"]


@pytest.mark.parametrize("cue", ["أوضح ذلك", "صرح بذلك", "وأكد ذلك"])
def test_what_somebody_confirms_is_the_statement_before(claims_of: ClaimsOf, cue: str) -> None:
    before, said = claims_of(
        f"أغلقت البلدية مطعما في الساحل.\n{cue} رئيس البلدية سالم الحداد، موضحا أن السبب واضح."
    )
    assert (before.speaker, before.cue) == ("رئيس البلدية سالم الحداد", cue)
    assert (before.content, before.polarity) == ("أغلقت البلدية مطعما في الساحل", "asserts")
    assert (said.speaker, said.content) == ("رئيس البلدية سالم الحداد", "السبب واضح")


def test_what_somebody_else_said_is_not_confirmed_once_more(claim_of: ClaimOf) -> None:
    assert claim_of("وقال الحداد إن الجسر مغلق.\nأوضح ذلك رئيس البلدية.").speaker == "الحداد"


def test_a_name_that_is_cut_short_ends_with_no_preposition(claim_of: ClaimOf) -> None:
    titles = "وعميد السلك العربي " * 5
    speaker = claim_of(f"قال السفير سالم الحداد {titles}لدى الجامعة العربية إن الجسر مغلق.").speaker
    assert speaker == f"السفير سالم الحداد {titles}".strip()
