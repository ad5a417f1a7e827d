"""Which articles are about one event: signatures, likeness, clusters."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims.stories import grouping, terms
from store.claims.stories.terms import LIMIT, terms_of, weights_of
from store.search.folding import folded_words
from tests.support.places import SAMPLES

FIRE = "حريق كبير في مصنع الغزل بالزعفران يقتل أربعة عمال"
FIRE_TEXT = (
    "اندلع حريق في مصنع الغزل بمدينة الزعفران فجرا، وقتل أربعة عمال بينهم لقمان البرجسي."
    " وقال العقيد نضال الكمثري إن الحريق شب في مخزن القطن بالطابق الثالث من المصنع."
)
FIRE_AGAIN = (
    "قتل أربعة عمال في حريق أتى على مخزن القطن بمصنع الغزل في الزعفران."
    " وأوضح العقيد نضال الكمثري أن لقمان البرجسي بين القتلى، وأن الطابق الثالث انهار."
)
MATCH = "النسور يهزم الصقور بثلاثية في ديربي العاصمة"
MATCH_TEXT = (
    "تغلب فريق النسور على غريمه الصقور بثلاثة أهداف دون رد في ديربي العاصمة، وسجل المهاجم بسام الرمادي هدفين"
    " قبل أن يطرد الحكم المدافع حازم الكستناوي في الشوط الثاني."
)


def signature(title: str, text: str) -> bytes:
    return terms.signature(folded_words(title), folded_words(text))


def group(*articles: tuple[str, str, int | None]) -> list[list[int]]:
    """The stories of (title, text, day), by their places."""
    signatures = [signature(title, text) for title, text, _ in articles]
    told, unknown = grouping.idf(signatures)
    index = grouping.Index(lambda packed: grouping.vector(packed, told, unknown))
    for place, (_, _, day) in enumerate(articles):
        index.add(grouping.Entry(place, day, signatures[place]))
    least = grouping.bar(len(articles))
    pairs = [
        pair for place in range(len(articles)) for pair in index.neighbours(place, least * grouping.LINK)
    ]
    return grouping.clusters(index, pairs, least)


@given(st.text(max_size=300), st.text(max_size=3000))
def test_a_signature_has_few_terms_each_once(title: str, text: str) -> None:
    packed = signature(title, text)
    terms = set(terms_of(packed))
    assert len(packed) == 4 * len(terms) <= 4 * LIMIT
    assert len(weights_of(packed)) == len(terms)
    assert 0 not in terms


def test_words_that_any_article_holds_are_no_terms() -> None:
    assert signature("وقال إنه في هذا اليوم", "من جهته أكد أن ذلك كان أمس") == b""


def test_a_word_of_nothing_but_hamzas_does_no_harm() -> None:
    assert signature("ءء أءء", "ـــ ءءء ًًً") is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("في2015", "في 2015"), ("كوفيد19", "كوفيد"), ("أحمد 3.5", "احمد ٣٫٥"), ("رئيسها", "رئيس")],
)
def test_a_word_is_the_same_term_however_it_is_written(one: str, other: str) -> None:
    assert set(terms_of(signature("", one))) <= set(terms_of(signature("", other)))


def test_a_title_that_the_text_repeats_counts_once() -> None:
    assert signature(MATCH, f"{MATCH}\n{MATCH_TEXT}") == signature(MATCH, MATCH_TEXT)


def test_articles_about_one_event_are_one_story_and_others_are_alone() -> None:
    story = group((FIRE, FIRE_TEXT, 5), ("مقتل عمال في الزعفران", FIRE_AGAIN, 5), (MATCH, MATCH_TEXT, 5))
    assert story == [[0, 1]]


def test_the_same_report_weeks_later_is_another_event() -> None:
    far = grouping.DAYS + 1
    assert group((FIRE, FIRE_TEXT, 5), (FIRE, FIRE_TEXT, 5 + far)) == []
    assert group((FIRE, FIRE_TEXT, 5), (FIRE, FIRE_TEXT, 6)) == [[0, 1]]


def test_an_article_without_a_date_may_belong_to_any_day() -> None:
    assert group((FIRE, FIRE_TEXT, 5), (FIRE, FIRE_TEXT, None)) == [[0, 1]]


def test_the_terms_of_signatures_that_are_joined_are_those_of_each() -> None:
    one, other = signature(FIRE, FIRE_TEXT), signature(MATCH, MATCH_TEXT)
    assert list(terms_of(one + other)) == [*terms_of(one), *terms_of(other)]
    assert max(terms_of(one + other)) < 1 << 24 < int.from_bytes(one[:4], "little")


def test_a_caption_is_in_no_story() -> None:
    assert group(("كاريكاتير", "كاريكاتير", 5), ("كاريكاتير", "كاريكاتير", 5)) == []


def test_the_bar_is_higher_among_many_articles() -> None:
    heights = [grouping.bar(count) for count in (1, 30, 100, 400, 1000, 100_000)]
    assert heights == sorted(heights)
    assert (heights[0], heights[-1]) == (grouping.LOW_BAR, grouping.HIGH_BAR)


def test_an_index_finds_what_is_like_an_article_and_forgets_days() -> None:
    packed = signature(FIRE, FIRE_TEXT)
    index = grouping.Index(lambda packed: grouping.vector(packed, {}, 1.0))
    for key, day in ((1, 1), (2, 2), (3, 2)):
        index.add(grouping.Entry(key, day, packed))
    assert {other for _, _, other in index.neighbours(3, 0.1)} == {1, 2}
    index.forget(2)
    assert {other for _, _, other in index.neighbours(3, 0.1)} == {2}
    index.add(grouping.Entry(4, 2, packed))
    index.forget(3)
    assert len(index) == 0


def test_two_stories_with_one_link_between_them_stay_two() -> None:
    """A chain of links is no story: the ends of it have nothing in common."""
    vectors = [{1: 1.0}, {1: 0.8, 2: 0.6}, {2: 0.6, 3: 0.8}, {3: 1.0}]
    index = grouping.Index(lambda packed: vectors[packed[0]])
    for key in range(4):
        index.add(grouping.Entry(key, 1, bytes([key])))
    pairs = [pair for key in range(4) for pair in index.neighbours(key, 0.1)]
    assert grouping.clusters(index, pairs, 0.5) == [[0, 1], [2, 3]]


@given(st.permutations(range(4)))
def test_the_order_of_the_articles_makes_no_other_stories(order: list[int]) -> None:
    articles = [
        (FIRE, FIRE_TEXT, 5),
        ("مقتل عمال في الزعفران", FIRE_AGAIN, 6),
        (MATCH, MATCH_TEXT, 5),
        ("", FIRE_TEXT, 6),
    ]
    found = group(*(articles[place] for place in order))
    assert [sorted(order[place] for place in story) for story in found] == [[0, 1, 3]]


@pytest.mark.parametrize("dated", [False, True])
def test_the_samples_are_two_stories(dated: bool) -> None:
    paths = sorted(SAMPLES.glob("*/*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    found = group(*((text.split("\n")[0], text, 5 if dated else None) for text in texts))
    events = [{paths[place].name.split("-")[0] for place in story} for story in found]
    assert sorted(map(tuple, events)) == [("intikhabat",), ("jisr",)]
    assert sum(map(len, found)) == 12


def test_the_three_seed_articles_are_one_story_alone_among_the_others(shared: Path) -> None:
    paths = sorted((shared / "articles").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    found = group(*((text.strip().split("\n")[0], text, None) for text in texts))
    assert [[paths[place].stem for place in story] for story in found] == [
        ["seed-000", "seed-002", "seed-003"]
    ]


def test_two_of_a_day_that_wait_meet_once_and_meet_those_of_earlier_days() -> None:
    packed = signature(FIRE, FIRE_TEXT)
    entries = [grouping.Entry(key, day, packed) for key, day in ((1, 1), (2, 2), (3, 2), (4, 3), (5, None))]
    waiting: dict[int | None, set[int]] = {2: {2, 3}, 3: {4}}
    met = grouping.meet([2, 3], entries, waiting, lambda packed: grouping.vector(packed, {}, 1.0))
    pairs = [{key, other} for day in met.values() for pairs in day.pairs.values() for _, key, other in pairs]
    assert all(pairs.count(pair) == 1 for pair in pairs)
    assert len(pairs) == 2 + 2 + 1 + 4, "with 1 and 5, with each other, and with all of those"
    assert [set(day.vectors) for day in met.values()] == [{1, 2, 3, 5}, {4}]


def test_an_article_that_is_known_as_weighed_is_not_weighed_again() -> None:
    packed = signature(FIRE, FIRE_TEXT)
    weighed = []

    def weigh(packed: bytes) -> grouping.Vector:
        weighed.append(packed)
        return grouping.vector(packed, {}, 1.0)

    index = grouping.Index(weigh)
    for key in (1, 2):
        index.add(grouping.Entry(key, 1, packed))
    index.know({2: grouping.vector(packed, {}, 1.0), 3: {}})
    assert {other for _, _, other in index.neighbours(1, 0.1)} == {2}
    assert len(weighed) == 1


def test_likeness_falls_with_the_days_between() -> None:
    for one, other in product(range(10), range(10)):
        near = grouping.nearness(one, other)
        assert near == grouping.nearness(other, one)
        assert (near == 0) == (abs(one - other) > grouping.DAYS)
