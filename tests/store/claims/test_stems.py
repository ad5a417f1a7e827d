"""Stems: words of one meaning under one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims.stems import skeleton, stem


@pytest.mark.parametrize(
    "words",
    [
        ("مقاتل", "مقاتلين", "المقاتلون", "مقاتلا"),
        ("سوريا", "سورية", "السورية", "وسوريا"),
        ("البلدية", "بلدية", "للبلدية", "والبلدية"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("NATO", "nato"),
    ],
)
def test_forms_of_one_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len(set(map(stem, words))) == 1


@pytest.mark.parametrize("words", [("سيطر", "سيطرة", "يسيطر", "سيطرت"), ("تحررت", "تحرير", "حرر")])
def test_a_verb_and_its_noun_have_one_skeleton(words: tuple[str, ...]) -> None:
    assert len(set(map(skeleton, words))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("بغداد", "غداد"), ("لندن", "ندن"), ("وزير", "زير"), ("بيان", "يان")]
)
def test_a_letter_of_the_word_is_no_clitic(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(alphabet="ابتثجحخدرسصعفقكلمنهويةىءأإآؤئ", min_size=1, max_size=12))
def test_every_word_has_a_stem_and_a_skeleton(word: str) -> None:
    assert stem(word)
    assert skeleton(word)
