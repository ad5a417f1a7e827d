"""Words as what they mean, and the lists that say so."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files

import pytest

from store.claims.propositions.concepts import happens, meaning, read, tables

LEXICON = tomllib.loads(files("store.claims.propositions").joinpath("lexicon.toml").read_text("utf-8"))
CONCEPTS: Mapping[str, str] = LEXICON["same"]
EXACT: Mapping[str, str] = LEXICON["exact"]
OF_CONCEPTS = ("things", "reversers", "aspects")
WORDS: Mapping[str, list[str]] = {
    name: words.split() for name, words in LEXICON["words"].items() if name not in OF_CONCEPTS
}


def meanings(text: str) -> list[str]:
    """What the words of a text mean, those left out that mean nothing."""
    return [word.meaning for word in read(text, 0, len(text)) if word.meaning]


@pytest.mark.parametrize("concept", sorted({*CONCEPTS, *EXACT}))
def test_every_word_of_a_concept_means_it(concept: str) -> None:
    words = f"{CONCEPTS.get(concept, '')} {EXACT.get(concept, '')}".split()
    found = {word: meanings(word.replace("_", " ")) if "_" in word else [meaning(word)] for word in words}
    assert {word: means for word, means in found.items() if means != [f"+{concept}"]} == {}


def test_every_word_of_a_concept_stands_once() -> None:
    counts = Counter(
        word for table in (CONCEPTS, EXACT) for words in table.values() for word in words.split()
    )
    assert [word for word, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", WORDS)
def test_every_entry_of_a_list_is_one_token_and_stands_once(name: str) -> None:
    assert [word for word, count in Counter(WORDS[name]).items() if count > 1] == []
    assert [word for word in WORDS[name] if len(read(word, 0, len(word))) != 1] == []


@pytest.mark.parametrize("name", ["hearsay", "supports", "anaphors", "plain_units", "spans", "places"])
def test_every_entry_of_a_list_of_meanings_has_one(name: str) -> None:
    assert [word for word in WORDS[name] if not meaning(word)] == []


def test_every_list_of_concepts_names_those_there_are() -> None:
    pairs = {concept for pair in LEXICON["opposite"]["pairs"] for concept in pair}
    named = {concept for name in OF_CONCEPTS for concept in LEXICON["words"][name].split()} | pairs
    assert named - {*CONCEPTS, *EXACT} == set()


def test_several_words_mean_something_together_behind_a_letter_too() -> None:
    assert meanings("وقف إطلاق النار") == ["+truce"]
    assert meanings("التزم الطرفان بوقف إطلاق النار")[-1:] == ["+truce"]
    assert "+truce" not in meanings("وقف إطلاق الأسماء")
    assert happens("+truce")


@pytest.mark.parametrize("written", ["سوريا", "سورية", "وسورية", "لسوريا"])
def test_a_name_is_known_in_each_of_its_spellings(written: str) -> None:
    place = "قوات " if written.startswith("س") else ""
    (found,) = {one for one in meanings(f"{place}{written} الديموقراطية") if one.startswith("=")} or {""}
    assert found == "=قوات سوريا الديمقراطية"


def test_a_word_derived_gives_way_to_one_that_is_listed() -> None:
    assert meaning("تضرر") == "+damage"
    assert meaning("أضرار") == "+losses"


@pytest.mark.parametrize(
    "word", ["السعودية", "والحرمين", "قضية", "الأسرة", "مسؤولين", "طالبان", "بإجراء", "للبلدية"]
)
def test_a_word_that_only_looks_like_one_of_a_concept_means_none(word: str) -> None:
    assert meaning(word)[:1] != "+"


def test_a_noun_behind_its_article_is_what_it_is_without() -> None:
    assert meaning("الفيضان") == meaning("فيضان") == "+flood"


def test_a_verb_that_is_a_name_as_well_is_the_verb() -> None:
    assert meanings("فتح معبر حلبان")[0] == "+open"
    assert meanings("حركة فتح")[0] == "=حركة فتح"


def test_what_takes_a_pronoun_means_nothing_with_one() -> None:
    assert meaning("ومعهم") == meaning("إليها") == ""
    assert "عليهم" in tables().particles
