"""Who says it: attributions, subjects, and speakers that stand elsewhere, on sentences invented for it."""

from __future__ import annotations

import pytest

from tests.support.claims import ClaimOf, ClaimsOf, said

# Attributions


@pytest.mark.parametrize("cue", ["حسب", "بحسب", "وفق"])
def test_an_attribution_behind_its_content(claim_of: ClaimOf, cue: str) -> None:
    claim = claim_of(f"انهار الجسر القديم مساء أمس، {cue} مصدر في الشرطة.")
    assert said(claim) == ("مصدر في الشرطة", cue, "انهار الجسر القديم مساء أمس")


def test_an_attribution_before_its_content(claim_of: ClaimOf) -> None:
    claim = claim_of("ووفقا لصحيفة الأفق، فإن الجسر القديم انهار مساء أمس.")
    assert claim.content == "الجسر القديم انهار مساء أمس"
    assert claim.cue == "ووفقا"


def test_an_attribution_with_its_verb_and_channel(claim_of: ClaimOf) -> None:
    claim = claim_of("انهار الجسر القديم مساء أمس، وفق ما صرح به لوكالة الأنباء وزير النقل.")
    assert said(claim) == ("وزير النقل", "وفق ما صرح به", "انهار الجسر القديم مساء أمس")


@pytest.mark.parametrize("cue", ["على ما ذكرت", "بحسب ما أعلنته", "وفقا لما نقلته"])
def test_an_attribution_with_a_verb(claim_of: ClaimOf, cue: str) -> None:
    claim = claim_of(f"انهار الجسر القديم مساء أمس، {cue} صحيفة الأفق.")
    assert said(claim) == ("صحيفة الأفق", cue, "انهار الجسر القديم مساء أمس")


def test_the_clitic_before_a_source_is_not_part_of_its_name(claim_of: ClaimOf) -> None:
    claim = claim_of("انهار الجسر القديم مساء أمس، وفقا لصحيفة الأفق.")
    assert claim.speaker == "صحيفة الأفق"


@pytest.mark.parametrize("phrase", ["حسب الحاجة", "وفق القانون", "وفقا للمعايير", "وفق خطة جديدة"])
def test_according_to_a_rule_names_no_source(claims_of: ClaimsOf, phrase: str) -> None:
    assert claims_of(f"توزع المياه على القرى {phrase}.") == []


# Speakers


def test_an_implicit_subject_is_the_last_speaker_that_agrees(claims_of: ClaimsOf) -> None:
    claims = claims_of("قالت الوزيرة إن الجسر جاهز.\nوقال المدير إن الطريق مغلق.\nوأضافت أن العمل انتهى.")
    assert [(c.speaker, c.speaker_implicit) for c in claims] == [
        ("الوزيرة", False),
        ("المدير", False),
        ("الوزيرة", True),
    ]


def test_the_subject_may_stand_before_its_verb(claim_of: ClaimOf) -> None:
    assert claim_of("لكن المسؤول المحلي قال إن الجسر جاهز.").speaker == "المسؤول المحلي"


def test_the_subject_may_stand_behind_the_channel(claim_of: ClaimOf) -> None:
    claim = claim_of("وأوضح لـ«الأفق» الدكتور سامر الخالدي أن الدواء متوفر.")
    assert claim.speaker == "الدكتور سامر الخالدي"


def test_what_is_judged_is_no_speaker(claims_of: ClaimsOf) -> None:
    claims = claims_of("قالت الشرطة إن الجسر مفتوح. ووصفت الخبر بأنه كاذب.")
    assert [claim.speaker for claim in claims] == ["الشرطة", "الشرطة"]


def test_a_name_behind_a_rank_is_no_announced_noun(claims_of: ClaimsOf) -> None:
    assert all(claim.content != "تيسير" for claim in claims_of("نفى الرائد تيسير الخالدي الخبر."))


def test_the_one_spoken_to_is_no_speaker(claims_of: ClaimsOf) -> None:
    _, inner = claims_of("وقالت المصادر إن القائد أبلغ لجنة التحقيق بأنه تسلم الأمر.")
    assert inner.speaker == "القائد"


def test_a_speaker_within_a_content_may_go_on_speaking(claims_of: ClaimsOf) -> None:
    claims = claims_of("وأشارت الصحيفة إلى أن القائد نفى الخبر تماما، وأكد أن الجسر جاهز.")
    assert claims[-1].speaker == "القائد"


def test_a_name_with_its_title_behind_a_comma(claim_of: ClaimOf) -> None:
    claim = claim_of("وقال سامر الخالدي، مدير المرصد، إن الزلزال ضعيف.")
    assert claim.speaker == "سامر الخالدي، مدير المرصد"


def test_a_name_begins_behind_a_preposition_and_its_vowel(claim_of: ClaimOf) -> None:
    assert claim_of("وفقا لِوزير الدفاع، قتل 50 شخصا في الهجوم.").speaker == "وزير الدفاع"


def test_a_passive_without_agent_has_no_speaker(claim_of: ClaimOf) -> None:
    claim = claim_of("واتهمت قوات الحدود بارتكاب مخالفات كثيرة.")
    assert claim.speaker is None
    assert claim.polarity == "accuses"
    assert claim.content == "قوات الحدود بارتكاب مخالفات كثيرة"


# Agreement


def test_a_participle_agrees_with_its_speaker(claims_of: ClaimsOf) -> None:
    claims = claims_of("وقال المدير إن الجسر جاهز.\nويجب تدريب الأسرة على الطريق، لافتا إلى أن الجسر ضيق.")
    assert [claim.speaker for claim in claims] == ["المدير", "المدير"]


def test_the_subject_of_the_statement_before_may_go_on_to_speak(claims_of: ClaimsOf) -> None:
    claims = claims_of("وقال المدير إن الجسر جاهز.\nوهونت وزارة النقل من أمر الحادث.\nوقالت إن الطريق سالك.")
    assert [claim.speaker for claim in claims] == ["المدير", "وزارة النقل"]
