"""What claims of several articles are about: which are about the same, and in what order they come."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from store.claims.figures import find_figures
from store.claims.propositions.comparing import Told, compare
from store.claims.words import tokenise
from store.model import Extraction, Fact
from tests.support.comparing import camps, only, told


def test_the_same_in_other_words_is_the_same() -> None:
    found = only(
        a="قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل أربعة عمال.",
        b="وأعلنت إدارة المصنع مصرع أربعة عمال في الحريق.",
    )
    assert found.relation == "same"
    assert camps(found) == {"a": 0, "b": 0}


def test_hashtags_alone_are_about_nothing() -> None:
    assert (
        compare(
            told(
                a="قال الناشط مهند الصعتري: “عار #جسر_السنديان_القديم”.",
                b="وقالت الناشطة رنا الورد: “كفى #جسر_السنديان_القديم”.",
            )
        )
        == ()
    )


def test_a_name_that_is_known_is_the_same_under_another() -> None:
    found = only(
        a="قال الناطق إن قسد سيطرت على بلدة الزنبق.",
        b="وأعلن المرصد أن قوات سوريا الديمقراطية سيطرت على الزنبق.",
    )
    assert found.relation == "same"


def test_a_name_alone_is_nothing_in_common() -> None:
    assert (
        compare(
            told(
                a="قال الوزير كمال الياقوتي إن المتحف سيفتح أبوابه للزوار.",
                b="وقالت النقابة إن الوزير كمال الياقوتي سافر إلى باريس.",
            )
        )
        == ()
    )


def test_a_claim_of_two_parts_is_in_two_propositions() -> None:
    found = compare(
        told(
            a="قال العقيد ربيع السماقي إن الحريق قتل أربعة عمال، وإن المدير العام عادل الرماني استقال.",
            b="وأعلنت إدارة المصنع مصرع أربعة عمال في الحريق.",
            c="وقال مصدر إن المدير العام عادل الرماني قدم استقالته.",
        )
    )
    assert sorted(tuple(camps(one)) for one in found) == [("a", "b"), ("a", "c")]
    parts = [member.part for one in found for member in one.members if member.article == "a"]
    assert not parts[0].overlaps(parts[1])


def test_disagreement_comes_first_and_then_wide_coverage() -> None:
    found = compare(
        told(
            a="قال الوزير إن أسعار الخبز ارتفعت. وأضاف أن مصنع الغزل في الزعفران احترق.",
            b="وقال التجار إن أسعار الخبز انخفضت. وأضافوا أن مصنع الغزل في الزعفران احترق.",
            c="وقالت البلدية إن مصنع الغزل في الزعفران احترق.",
        )
    )
    assert [one.relation for one in found] == ["contradict", "same"]
    assert [len(one.members) for one in found] == [2, 3]


def test_members_are_claims_and_facts_of_their_articles() -> None:
    articles = told(
        a="قال العقيد ربيع السماقي إن الحريق أسفر عن مقتل أربعة عمال.",
        b="أسفر الحريق عن مقتل تسعة عمال في المصنع.",
    )
    (found,) = compare(articles)
    for article, member in zip(articles, found.members, strict=True):
        items = article.extraction.claims if member.kind == "claim" else article.extraction.facts
        assert (member.start, member.end) in [(item.start, item.end) for item in items]
        assert member.start <= member.part.start < member.part.end <= member.end
    assert [member.kind for member in found.members] == ["claim", "fact"]


def test_nothing_is_made_of_one_article_or_none() -> None:
    assert compare([]) == ()
    assert compare(told(a="قال الوزير إن أسعار الخبز ارتفعت.")) == ()


def test_the_seed_articles_are_compared_as_well_as_is_asked(shared: Path, tmp_path: Path) -> None:
    """The project's own count of what the scorer beside the articles counts."""
    import runpy

    from store.comparison import relations

    names = ("seed-000", "seed-002", "seed-003")
    texts = {name: (shared / "articles" / f"{name}.txt").read_text(encoding="utf-8") for name in names}
    lines = [
        {
            "relation": relation,
            "members": [{"article": m.article, "start": m.part.start, "end": m.part.end} for m in members],
        }
        for relation, members in relations(compare(told(**texts)))
    ]
    out = tmp_path / "found.jsonl"
    out.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    score = runpy.run_path(str(shared / "measure" / "score_propositions.py"))["main"]
    figures = score(shared / "gold" / "propositions.json", out)
    # Asked are 0.60, 0.50 and 0.80; what is reached is held, less a pair or two.
    assert figures["precision"] >= 0.66
    assert figures["recall"] >= 0.51
    assert figures["relation_agree"] >= 0.93


@given(
    st.lists(
        st.text(alphabet="ابتءةىإوهـًُّ لمن قالنفى .،؟:«»#_@/012٤٪%-\u200f\x1b abc", max_size=60), max_size=3
    )
)
def test_no_text_is_too_odd_to_be_compared(texts: list[str]) -> None:
    odd = [
        Told(
            str(number),
            text,
            Extraction((), (Fact(0, len(text), text, find_figures(tokenise(text))),) if text else (), "x"),
        )
        for number, text in enumerate(texts)
    ]
    for proposition in compare(odd):
        assert all(member.start <= member.part.start < member.part.end for member in proposition.members)


def test_a_claim_and_the_one_within_it_are_no_proposition() -> None:
    text = "وأضاف النقيب أن النقابة حذرت البلدية قبل عامين من تشققات في جسم السد."
    assert compare(told(a=text, b="افتتح الوزير معرض الكتاب في مدينة الساحل.")) == ()
