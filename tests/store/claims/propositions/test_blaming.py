"""Who did it, what it came of, who holds the place: two who name others, and what is no dispute."""

from __future__ import annotations

import pytest

from tests.support.comparing import relations_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # each of two accuses the other of one deed
        (
            "اتهم حزب الوفاق حزب النهضة بتزوير نتائج الاقتراع في حلبان.",
            "واتهم حزب النهضة حزب الوفاق بتزوير نتائج الاقتراع في حلبان.",
        ),
        (
            "حملت وزارة الري شركة المرجان مسؤولية انهيار السد.",
            "وحملت شركة المرجان وزارة الري مسؤولية انهيار السد.",
        ),
        (
            "قال الجيش إن المتمردين خرقوا الهدنة في وادي السرو.",
            "وقال المتمردون إن الجيش خرق الهدنة في وادي السرو.",
        ),
        # one takes it on, others are accused of it
        (
            "أعلن تنظيم الفجر مسؤوليته عن تفجير السوق.",
            "واتهمت الشرطة حركة السهم بتنفيذ تفجير السوق.",
        ),
        (
            "حملت السلطات تنظيم الفجر مسؤولية خطف الصحفيين.",
            "ونفى تنظيم الفجر أي صلة له بخطف الصحفيين.",
        ),
    ],
)
def test_two_who_blame_others_for_one_deed_contradict_each_other(one: str, other: str) -> None:
    assert "contradict" in relations_of(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # by two, of the same
        (
            "اتهمت النقابة المتمردين بقصف مستشفى الزعفران.",
            "واتهم المرصد المتمردين بقصف مستشفى الزعفران.",
        ),
        # of two deeds
        (
            "اتهم حزب الوفاق حزب النهضة بشراء الأصوات في حلبان.",
            "واتهم حزب النهضة حزب الوفاق بترهيب الناخبين في حلبان.",
        ),
        (
            "أعلن تنظيم الفجر مسؤوليته عن تفجير السوق.",
            "واتهمت الشرطة حركة السهم بخطف ثلاثة صحفيين.",
        ),
        # what two do to each other is no wrong of one
        (
            "قال الوزير نبيل الساري إنه التقى الرئيس عادل الرماني في حلبان.",
            "وقال الرئيس عادل الرماني إنه التقى الوزير نبيل الساري في حلبان.",
        ),
        # officials are not responsible
        (
            "قال مسؤولون في حلبان إن انهيار السد أغرق السوق.",
            "وقال مسؤولون في الزعفران إن انهيار السد أغرق السوق.",
        ),
    ],
)
def test_two_who_blame_one_or_speak_of_two_deeds_do_not(one: str, other: str) -> None:
    assert relations_of(one, other) <= {"same"}


def test_two_who_hold_one_place_contradict_each_other() -> None:
    army = "أعلن الجيش أنه سيطر على بلدة السرو."
    assert "contradict" in relations_of(army, "وقالت المعارضة إن مقاتليها ما زالوا يسيطرون على بلدة السرو.")
    assert "contradict" in relations_of(army, "وقال المتمردون إنهم يسيطرون على بلدة السرو.")
    assert relations_of(army, "وقالت المعارضة إن مقاتليها يسيطرون على بلدة النخيل.") <= {"same"}
    assert relations_of(army, "وقال وزير الدفاع إن قوات الجيش تسيطر على بلدة السرو.") <= {"same"}


@pytest.mark.parametrize(
    ("cause", "agree"),
    [
        ("إن سبب انهيار الجسر هو الفيضان", True),
        ("إن سبب انهيار الجسر هو الفيضان الكبير", True),
        ("إن سبب انهيار الجسر هو خلل في التصميم", False),
    ],
)
def test_two_causes_of_one_event_contradict_each_other(cause: str, agree: bool) -> None:
    found = relations_of("وقالت الشركة إن سبب انهيار الجسر هو الفيضان.", f"وقال مهندسون {cause}.")
    assert found == ({"same"} if agree else {"contradict"})


def test_what_has_many_causes_has_two() -> None:
    assert relations_of(
        "قال الوزير إن الأسعار ارتفعت بسبب الجفاف.", "وقال التجار إن الأسعار ارتفعت بسبب الرسوم."
    ) <= {"same"}
