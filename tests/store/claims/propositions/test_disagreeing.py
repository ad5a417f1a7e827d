"""Who agrees with whom: other figures, denials and opposites, and what is none of these."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from store.claims.propositions.comparing import Told, compare
from tests.support.comparing import camps, only, relations_of, told


def test_other_figures_of_the_same_differ() -> None:
    found = only(
        a="قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل أربعة عمال.",
        b="وأعلنت إدارة المصنع مصرع تسعة عمال في الحريق.",
        c="وقالت النقابة إن الحريق أسفر عن مقتل أربعة عمال.",
    )
    assert found.relation == "figures-differ"
    assert camps(found) == {"a": 0, "b": 1, "c": 0}


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("أكثر من 40", "45", True),
        ("نحو 40", "42", True),
        ("40", "45", False),
        ("أكثر من 40", "30", False),
        ("اكثر من 40", "45", True),
        ("5", "5000", False),
        ("2.464", "2464", True),
        ("أكثر من 40", "90", False),
    ],
)
def test_a_hedge_leaves_room(one: str, other: str, agree: bool) -> None:
    found = only(
        a=f"قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل {one} شخصا.",
        b=f"وقال رئيس البلدية إن الحريق أسفر عن مقتل {other} شخصا.",
    )
    assert found.relation == ("same" if agree else "figures-differ")


@pytest.mark.parametrize(
    "denial",
    [
        "ونفى وكيل الوزارة استقالة المدير العام عادل الرماني.",
        "وأكد وكيل الوزارة أن المدير العام عادل الرماني لم يستقل.",
    ],
)
def test_a_denial_and_a_negation_contradict(denial: str) -> None:
    found = only(a="قال مصدر إن المدير العام عادل الرماني استقال.", b=denial)
    assert found.relation == "contradict"
    assert len(set(camps(found).values())) == 2


def test_a_denial_and_a_negation_agree_with_each_other() -> None:
    found = only(
        a="ونفى وكيل الوزارة استقالة المدير العام عادل الرماني.",
        b="وأكد الناطق أن المدير العام عادل الرماني لم يستقل.",
    )
    assert found.relation == "same"


def test_what_is_called_untrue_is_denied() -> None:
    found = only(
        a="قال مصدر إن المدير العام عادل الرماني استقال.",
        b="وقال الناطق إنه لا صحة لخبر استقالة المدير العام عادل الرماني.",
    )
    assert found.relation == "contradict"


def test_opposites_contradict() -> None:
    found = only(
        a="قال الوزير إن أسعار الخبز ارتفعت في حلبان.", b="وقال التجار إن أسعار الخبز انخفضت في حلبان."
    )
    assert found.relation == "contradict"


def test_a_speaker_who_gives_both_figures_speaks_of_two_things() -> None:
    both = (
        "قال العقيد ربيع السماقي إن الحريق قتل أربعة عمال في المصنع."
        " وأضاف السماقي أن الحريق قتل تسعة عمال في المخزن."
    )
    found = compare(told(a=both, b=both.replace("قال العقيد", "وأكد العقيد")))
    assert {one.relation for one in found} == {"same"}


@pytest.mark.parametrize(
    ("exact", "whole", "agree"), [("48.6", "48", True), ("48.6", "49", True), ("48.6", "50", False)]
)
def test_a_fraction_left_out_makes_no_difference(exact: str, whole: str, agree: bool) -> None:
    found = only(
        a=f"قال العقيد ربيع السماقي إن نسبة الاقتراع في الزعفران بلغت {exact}%.",
        b=f"وأعلنت هيئة الانتخابات أن نسبة الاقتراع في الزعفران بلغت {whole}%.",
    )
    assert found.relation == ("same" if agree else "figures-differ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # killed against injured
        (
            "قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل 52 عاملا في المصنع.",
            "وقالت النقابة إن الحريق أسفر عن إصابة 58 عاملا في المصنع.",
        ),
        # a part, and those besides, against all
        (
            "قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل 14 عاملا في المصنع.",
            "وقالت النقابة إن الحريق أسفر عن مقتل عشرة عمال آخرين في المصنع.",
        ),
        # another line of the same list
        (
            "قال الوزير إن الخط الأزرق يمتد بطول 33 محطة من جنوب حلبان إلى المطار.",
            "وقال المدير إن الخط البرتقالي يمتد بطول 42 محطة من شرق الزعفران إلى الميناء.",
        ),
        # rounded
        (
            "قال الوزير إن فرق الإسعاف في حلبان باشرت 17966 بلاغا.",
            "وأعلنت الهيئة أن فرق الإسعاف في حلبان باشرت 18 ألف بلاغ.",
        ),
        # a full stop for the thousands
        (
            "قال الوزير إن البرنامج يشمل (2.464) منشأة في حلبان.",
            "وأعلنت الهيئة أن البرنامج يشمل (2,464) منشأة في حلبان.",
        ),
        # which of them, is not said
        (
            "قال الوزير إن المصنع في حلبان ينتج بين 20 و30 آلة.",
            "وأعلنت الهيئة أن المصنع في حلبان ينتج بين 10 و40 آلة.",
        ),
        # the price of another hour
        (
            "قال التاجر إن سعر الزيت في حلبان ارتفع إلى 52 دولارا الساعة 0647 في السوق.",
            "وقال الوزير إن سعر الزيت في حلبان ارتفع إلى 57 دولارا الساعة 1831 في السوق.",
        ),
        # before it, and after it
        (
            "قال الوزير إن المدير حذر قبل شهرين من انهيار السد في حلبان.",
            "وقال المدير إن الوزير حذر بعد يومين من انهيار السد في حلبان.",
        ),
        # dates
        (
            "قال الوزير إن المصنع في حلبان يفتح أبوابه في 15 أغسطس.",
            "وأعلنت الهيئة أن المصنع في حلبان يفتح أبوابه في 30 شوال.",
        ),
    ],
)
def test_figures_that_count_other_things_do_not_differ(one: str, other: str) -> None:
    assert relations_of(one, other) <= {"same"}


def test_a_toll_differs_however_much_more_the_other_tells() -> None:
    one = "قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل 30 عاملا."
    other = (
        "وأعلنت إدارة المصنع أن الحريق الذي شب فجرا في مخازن الغزل على طريق الزعفران أسفر عن مقتل 38 عاملا."
    )
    assert relations_of(one, other) == {"figures-differ"}


def test_an_article_that_gives_both_figures_disputes_neither() -> None:
    one = "قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل أربعة عمال."
    other = "وأعلنت إدارة المصنع مصرع تسعة عمال في الحريق."
    assert relations_of(one, other) == {"figures-differ"}
    found = compare(told(a=one, b=f"{other} وفي المصنع مصرع أربعة عمال."))
    assert {proposition.relation for proposition in found} <= {"same"}


def test_what_is_said_of_another_day_does_not_differ() -> None:
    one = "قال الوزير إن 57 سفينة عبرت اليوم قناة الزعفران."
    other = "وأعلنت الهيئة أن 45 سفينة عبرت اليوم قناة الزعفران."
    assert relations_of(one, other, ("2015-08-10", "2015-08-10")) == {"figures-differ"}
    assert relations_of(one, other, ("2015-08-10", "2015-08-11")) == {"same"}


def test_an_outlet_that_counts_each_day_disputes_nothing() -> None:
    texts = ("قال الوزير إن 57 سفينة عبرت قناة الزعفران.", "وأعلنت الهيئة أن 45 سفينة عبرت قناة الزعفران.")

    def relation_of(*outlets: str) -> set[str]:
        sides = [
            Told(day, text, analyse(text)[1], day, outlet)
            for text, outlet, day in zip(texts, outlets, ("2015-08-10", "2015-08-11"), strict=True)
        ]
        return {found.relation for found in compare(sides)}

    assert relation_of("الرسمية", "الرسمية") == {"same"}
    assert relation_of("الرسمية", "الأهلية") == {"figures-differ"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the negation falls on something else
        (
            "قال الوزير إن المعرض نافذة للأجيال على تاريخ حلبان وشخصياتها.",
            "وقال المدير إن المعرض نافذة للأجيال التي لم تعايش تاريخ حلبان وشخصياتها.",
        ),
        # a refusal is no denial
        (
            "قال الوزير إن التدخلات في شؤون حلبان مرفوضة.",
            "وقال المدير: نرفض التدخلات في شؤون حلبان.",
        ),
        # a particle, not a verb of losing
        (
            "قال الوزير إن النادي أنفق سبعة ملايين على لاعبيه.",
            "وقال المدير: فقد أنفق النادي سبعة ملايين على لاعبيه.",
        ),
        # a figure of before, and nothing else
        (
            "قال الوزير إن عدد العاملين في حلبان ارتفع إلى 200 ألف عامل بعد أن كان 140 ألفا.",
            "وقال المدير إن عدد العاملين في حلبان ارتفع إلى 200 ألف عامل بعد أن كان 140 لا 150.",
        ),
        # nothing but that
        (
            "قال الوزير إن ما يتبقى هو الكشف الطبي على لاعب حلبان.",
            "وقال المدير إنه لم يتبق غير إجراء الكشف الطبي على لاعب حلبان.",
        ),
        # still not is not a negation
        (
            "قال الوزير: لا نزال بانتظار موافقة هيئة الرقابة في حلبان.",
            "وقال المدير: ما نزال بانتظار موافقة هيئة الرقابة في حلبان.",
        ),
        # one negation spelt in two ways
        (
            "قال الوزير إن المجلس يطالب بألا يبقى المدير عادل الرماني في مصنع الغزل القديم.",
            "وقال المدير إن المجلس يطالب بأن لا يبقى المدير عادل الرماني في مصنع الغزل القديم.",
        ),
        # opposites that are said of two things
        (
            "قال الوزير إن إلغاء تصريح المكتب سببه أحكام لائحة الاستقدام في حلبان.",
            "وقال المدير إن استمرار مخالفة المكتب سببه أحكام لائحة الاستقدام في حلبان.",
        ),
        # opposites of two measures
        (
            "قال الوزير إن إنتاج الزيت في حلبان تراجع 2% في يونيو.",
            "وقال المدير إن إنتاج الزيت في حلبان ارتفع 7% في مايو.",
        ),
    ],
)
def test_a_negative_word_alone_contradicts_nothing(one: str, other: str) -> None:
    assert relations_of(one, other) <= {"same"}


def test_a_place_that_is_lost_is_held_no_more() -> None:
    held = "قال العقيد ربيع السماقي إن الجيش سيطر على تلة المرجان في حلبان."
    assert "contradict" in relations_of(held, "وقالت النقابة إن الجيش فقد السيطرة على تلة المرجان في حلبان.")
    assert relations_of(held, "وقالت النقابة: فقد سيطر الجيش على تلة المرجان في حلبان.") == {"same"}


def test_nobody_contradicts_themselves() -> None:
    both = "قال الوزير إن أسعار الخبز ارتفعت في حلبان. وأضاف الوزير أن أسعار الخبز انخفضت في حلبان."
    assert {found.relation for found in compare(told(a=both))} <= {"same"}


def test_a_verb_behind_lam_is_the_same_verb_denied() -> None:
    found = only(
        a="قال المحافظ إن السد انهار بسبب الأمطار الغزيرة.",
        b="وقال نقيب المهندسين إن سد الوادي لم ينهر بسبب الأمطار.",
    )
    assert found.relation == "contradict"
    assert len(set(camps(found).values())) == 2


def test_days_of_mourning_are_no_dead() -> None:
    found = compare(
        told(
            a="أعلنت الحكومة الحداد ثلاثة أيام على ضحايا الفيضان.",
            b="وقال الدفاع المدني إن عدد قتلى الفيضان بلغ 41 قتيلا.",
        )
    )
    assert all(proposition.relation == "same" for proposition in found)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # What all articles speak of is understood where a clause leaves it out.
        (
            "حريق مصنع الغزل. قال ربيع السماقي إن الحريق في مصنع الغزل قتل أربعة عمال.",
            "حريق مصنع الغزل. وقالت الإدارة إن الحريق قتل تسعة عمال.",
            "figures-differ",
        ),
        (
            "قالت الوزارة إن عدد الجرحى بلغ 120 جريحا.",
            "وبلغت حصيلة الفيضان 41 قتيلا و150 جريحا، وفق الشرطة.",
            "figures-differ",
        ),
        (
            "قالت الوزارة إن عدد الجرحى بلغ 120 جريحا.",
            "وقالت الشرطة إن غارة على سوق الخضار في الحي القديم أوقعت 15 جريحا.",
            "same",
        ),
        # Outlets that have one person say the contrary disagree.
        (
            "قال ربيع السماقي إن المدير استقال من المصنع.",
            "ونفى ربيع السماقي استقالة المدير من المصنع.",
            "contradict",
        ),
        (
            "واتهمت المعارضة البلدية بالإهمال في صيانة السد.",
            "ونفت البلدية الاتهامات بالإهمال في صيانة السد.",
            "contradict",
        ),
    ],
)
def test_short_reports_disagree_as_long_ones_do(one: str, other: str, relation: str) -> None:
    found = {proposition.relation for proposition in compare(told(a=one, b=other))}
    assert found <= {relation} if relation == "same" else relation in found


def test_the_denial_stands_apart_whoever_comes_first() -> None:
    found = only(a="ونفى الوزير استقالة المدير من المصنع.", b="وقالت النقابة إن المدير استقال من المصنع.")
    assert found.relation == "contradict"
    assert camps(found) == {"a": 1, "b": 0}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # Called untrue, in other words than no truth.
        (
            "ذكرت وكالة بيلسان أن الرئيس نقل إلى المستشفى إثر أزمة قلبية.",
            "وقال متحدث باسم الرئاسة إن الأنباء عن نقل الرئيس إلى المستشفى عارية عن الصحة.",
            "contradict",
        ),
        # How something is done is not what is called untrue.
        (
            "قالت الهيئة إنها ضبطت أجهزة مخزنة بطريقة غير صحيحة في مستودع حلبان.",
            "وقال المدير إن الهيئة ضبطت أجهزة مخزنة في مستودع حلبان.",
            "same",
        ),
        # Who denies it is whom it is said of.
        (
            "أعلن الاتحاد أن فريد تناول المنشطات.",
            "ونفى فريد تناوله مادة منشطة في البطولة.",
            "contradict",
        ),
        # The jussive of a verb with a weak end.
        (
            "قال التلفزيون إن الرئيس التقى زعيم المعارضة عادل الرماني في حلبان.",
            "وقالت النقابة إن الرئيس لم يلتق زعيم المعارضة عادل الرماني في حلبان.",
            "contradict",
        ),
        ("قال الجيش إن الرهائن نجوا جميعا.", "وقال شهود إن الرهائن قتلوا جميعا.", "contradict"),
        (
            "أعلنت الوزارة مقتل القائد نبيل الساري.",
            "وقالت الحركة إن القائد عادل الرماني على قيد الحياة.",
            "same",
        ),
        # One of a list; and which answers to which, the others do not tell.
        (
            "قال الوزير إن حلبان والزعفران والسرو باعت القمح بواقع 25.26% و21.57% و10.09% على التوالي.",
            "وقالت الهيئة إن حلبان والزعفران والسرو باعت القمح بواقع 25.56% و21.57% و10.09% على التوالي.",
            "figures-differ",
        ),
        (
            "قال الوزير إن حلبان والزعفران والسرو باعت القمح بواقع 25.26% و21.57% و10.09% على التوالي.",
            "وقالت الهيئة إن حلبان والزعفران والسرو باعت الشعير بواقع 35.56% و11.57% و18.09% على التوالي.",
            "same",
        ),
        # What it is compared with makes no part of a figure.
        (
            "قال التقرير إن تسديد القروض في حلبان تراجع بنسبة 75.9% مقارنة بالعام السابق.",
            "وذكرت الهيئة أن تسديد القروض في حلبان تراجع بنسبة 5.9% مقارنة بالعام السابق.",
            "figures-differ",
        ),
        (
            "شارك نحو خمسة آلاف شخص في المظاهرة بحسب الشرطة.",
            "وقدر المنظمون عدد المشاركين في المظاهرة بعشرين ألف شخص.",
            "figures-differ",
        ),
    ],
)
def test_more_ways_to_say_otherwise(one: str, other: str, relation: str) -> None:
    found = relations_of(one, other)
    assert found <= {relation} if relation == "same" else relation in found
