"""Who disagrees with whom, within an article and across articles."""

from __future__ import annotations

import pytest

from store.analysis import analyse
from store.claims.propositions.comparing import Told, compare
from store.model import Proposition


def compared(**texts: str) -> tuple[Proposition, ...]:
    return compare([Told(name, text, analyse(text)[1], "", name) for name, text in texts.items()])


def relations(**texts: str) -> set[str]:
    return {one.relation for one in compared(**texts)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "قال الوزير إن كلفة صيانة الجسر بلغت 18 مليون دينار.",
            "وقالت النقابة إن كلفة عقود صيانة الجسر بلغت 24 مليون دينار.",
        ),
        ("قالت الهيئة إن نسبة المشاركة بلغت 57%.", "وقالت الشبكة إن نسبة المشاركة لا تتجاوز 41٪."),
        ("قالت الشركة إن التيار انقطع أربعين دقيقة.", "وقال المراقبون إن التيار انقطع ساعتين."),
        ("قال الوزير إن العبارة ستبدأ العمل في 15 مارس.", "وقال الوكيل إن العبارة ستبدأ العمل في 10 مارس."),
        ("قالت الشرطة إنها أوقفت سبعة أشخاص.", "وقالت المحامية إن خمسة أشخاص موقوفون."),
    ],
)
def test_figures_of_one_thing_differ_whatever_they_are_counted_in(one: str, other: str) -> None:
    assert "figures-differ" in relations(a=one, b=other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "قال الوزير إن كلفة صيانة الجسر بلغت 18 مليون دينار.",
            "وقالت النقابة إن كلفة بناء المدرسة بلغت 24 مليون دينار.",
        ),
        ("قالت الشركة إن المشروع يستغرق 24 شهرا.", "وقال المدير إن المشروع يستغرق سنتين."),
        ("قالت الشركة إن العقد يبدأ في 12 أغسطس.", "وقال المدير إن العقد يبدأ في 27 شوال."),
        ("قالت المديرة إن المستشفى استقبل 41 جريحا.", "وقال الطبيب إن عشرة من الجرحى في العناية المركزة."),
    ],
)
def test_figures_of_two_things_or_in_two_units_do_not(one: str, other: str) -> None:
    assert relations(a=one, b=other) <= {"same"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قالت المحامية إن خمسة أشخاص ما زالوا قيد التوقيف.", "وقال المتحدث إن الشرطة لم توقف أحدا."),
        (
            "قال عضو في الهيئة إنها قررت إعادة فرز الأصوات في 12 مركزا.",
            "ونفت الهيئة ما تردد عن إعادة فرز الأصوات.",
        ),
        (
            "قالت صحيفة إن الوزارة قررت إيقاف استقدام العمالة المنزلية.",
            "وقال الناطق إنه لا صحة لإيقاف استقدام العمالة المنزلية.",
        ),
        ("قال الوزير إن ما جرى قضاء وقدر.", "وقالت النائبة: لا سيول ولا قضاء وقدر."),
    ],
)
def test_a_denial_finds_what_it_denies(one: str, other: str) -> None:
    assert "contradict" in relations(a=one, b=other)


def test_who_denies_the_accusation_denies_what_was_said_before() -> None:
    text = "واتهم أنس المخملي حملة السنابلي بشراء الأصوات. ونفى فريد السنابلي الاتهام جملة وتفصيلا."
    assert "contradict" in relations(a=text)


def test_only_what_a_denial_falls_on_is_denied() -> None:
    one = "ونفى اللاعب تناول المنشطات، مساري نظيف في كرة القدم وآمل تلقي دعم الجميع."
    other = "وقال اللاعب: مساري نظيف في كرة القدم وآمل تلقي دعم الجميع."
    assert relations(a=one, b=other) <= {"same"}


def test_two_who_are_quoted_in_one_article_disagree_where_it_sets_them_against_each_other() -> None:
    against = (
        "قالت الشرطة إن عدد القتلى في المصنع 30 قتيلا، بينما قالت النقابة إن عدد القتلى في المصنع 70 قتيلا."
    )
    beside = "قالت الشرطة إن عدد القتلى في المصنع 30 قتيلا. وقالت النقابة إن عدد القتلى في المصنع 70 قتيلا."
    assert relations(a=against) == {"figures-differ"}
    assert relations(a=beside) <= {"same"}


def test_all_who_give_another_figure_are_in_another_camp() -> None:
    found = compared(
        a="قالت الشرطة إن عدد القتلى في المصنع 17 قتيلا.",
        b="وقال الوزير إن عدد القتلى في المصنع 17 قتيلا.",
        c="وقالت المديرة إن عدد القتلى في المصنع 19 قتيلا.",
        d="وقال المدير إن عدد القتلى في المصنع 14 قتيلا.",
    )
    camps = {member.article: member.camp for member in found[0].members}
    assert found[0].relation == "figures-differ"
    assert camps["a"] == camps["b"]
    assert len({camps["a"], camps["c"], camps["d"]}) == 3


def test_outlets_that_both_have_both_figures_speak_of_two_things() -> None:
    text = "قال المدير إن الحريق قتل 14 عاملا في المصنع. وقال الوزير إن الحريق قتل 5 عمال في المصنع."
    assert relations(a=text, b=text.replace("قال المدير", "ذكر المدير")) <= {"same"}
