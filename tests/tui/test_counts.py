"""What is counted is said in the form that goes with its number, in English and in Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import Message
from tui.catalogue import arabic_count, catalogue, counted, entries, sentences

KEYS = {"undo": "u"}
FORMS = {"zero", "one", "two", "oblique", "few", "many", "other"}
ARTICLES = "{count:article|articles}"
COUNTS = {"added", "articles", "changed", "count", "failed", "kept", "length", "new", "statements", "total"}
"""Fields that hold numbers of things."""


def pairs() -> Iterator[tuple[str, str]]:
    """Every English text of newsread, and the Arabic one."""
    yield from sentences().items()
    yield from ((text["en"], text["ar"]) for text in entries().values())


def specs(text: str) -> dict[str, str]:
    """The fields of `text` that ask for a form, and for which; `{key:undo}` asks for a key."""
    return {str(name): spec for _, name, spec, _ in Formatter().parse(text) if spec and name != "key"}


@pytest.mark.parametrize(("count", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")])
def test_english_has_a_form_for_one_and_one_for_the_others(count: int, said: str) -> None:
    assert str(Message(ARTICLES, {"count": count})) == said
    assert catalogue("en", KEYS)("status.all-read", count=count) == f"{said} marked read · u undoes"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (110, "110 مقالات"),
        (111, "111 مقالًا"),
        (1000, "1000 مقال"),
    ],
)
def test_arabic_has_six(count: int, said: str) -> None:
    assert catalogue("ar").say(ARTICLES, count=count) == said
    assert f": {said} · " in catalogue("ar", KEYS)("status.all-read", count=count)


def test_the_arabic_dual_has_another_form_after_a_preposition() -> None:
    said = "Finding stories: {count} of {total:article|articles}"
    assert catalogue("ar").say(said, count=1, total=2).endswith("1 من مقالين")
    assert catalogue("ar").say(said, count=0, total=0).endswith("0 من 0 مقال")


@given(count=st.integers(0, 10**6))
def test_what_is_counted_depends_on_the_last_two_digits_alone_from_three_on(count: int) -> None:
    forms = counted()["article"]
    noun = arabic_count(count + 100, forms).split()[-1]
    assert noun == arabic_count(count % 100 + 200, forms).split()[-1]


@pytest.mark.parametrize("noun", sorted(counted()))
def test_every_noun_has_all_its_forms(noun: str) -> None:
    assert set(counted()[noun]) == FORMS
    assert all(re.search("[\u0600-\u06ff]", form) for form in counted()[noun].values())


@pytest.mark.parametrize(("english", "arabic"), sorted(pairs()))
def test_what_english_counts_arabic_counts_too(english: str, arabic: str) -> None:
    assert specs(english).keys() == specs(arabic).keys()
    assert all(spec.count("|") == 1 for spec in specs(english).values())
    for spec in specs(arabic).values():
        noun, _, case = spec.partition("/")
        assert noun in counted()
        assert case in ("", "oblique")


def test_every_noun_is_used() -> None:
    used = {spec.partition("/")[0] for _, arabic in pairs() for spec in specs(arabic).values()}
    assert used == set(counted())


@pytest.mark.parametrize("english", sorted(english for english, _ in pairs()))
def test_no_number_stands_before_a_plural_of_its_own(english: str) -> None:
    for name, following in re.findall(r"\{(\w+)\} ((?:new )?[a-z]+s)\b", english):
        assert name not in COUNTS, following
