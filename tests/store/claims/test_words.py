"""Text cut into tokens."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from store.claims.words import fold, tokenise


def test_words_marks_and_numbers_are_tokens_with_their_offsets() -> None:
    text = "قال: «19.3 مليون»."
    tokens = tokenise(text)
    assert tokens.forms == ["قال", ":", "«", "19.3", "مليون", "»", "."]
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.forms


def test_vowel_marks_and_tatweel_stay_in_the_span_and_not_in_the_form() -> None:
    text = "قـالَ مُحَمَّدٌ"
    tokens = tokenise(text)
    assert tokens.forms == ["قال", "محمد"]
    assert tokens.ends[-1] == len(text)


def test_every_alef_is_bare_in_the_form() -> None:
    assert tokenise("أعلن إلى آب").forms == ["اعلن", "الى", "اب"]
    assert fold("أَكَّدَ") == "اكد"


def test_addresses_handles_and_character_references_are_one_token() -> None:
    assert tokenise("@amal_h https://example.org/a.b &#8221;خبر&quot;").forms == [
        "@amal_h",
        "https://example.org/a.b",
        "”",
        "خبر",
        '"',
    ]


def test_a_number_is_parted_from_the_clitic_before_it() -> None:
    assert tokenise("ب36 و٤٥٫٥").forms == ["ب", "36", "و", "٤٥٫٥"]


@given(st.text(max_size=200))
def test_tokens_are_in_order_and_hold_all_that_is_visible(text: str) -> None:
    tokens = tokenise(text)
    assert all(a < b for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert all(a <= b for a, b in zip(tokens.ends, tokens.starts[1:], strict=False))
    held = {i for a, b in zip(tokens.starts, tokens.ends, strict=True) for i in range(a, b)}
    assert all(i in held for i, c in enumerate(text) if c.isalpha() or c.isdecimal())


def test_what_shows_nothing_parts_no_number_and_is_no_token() -> None:
    tokens = tokenise("2.\u200f0 \u061cقال\u061c ١\u200e٬\u200f٢٠٠")
    assert tokens.forms == ["2.0", "قال", "١٬٢٠٠"]


@given(st.lists(st.sampled_from(["1", "٢", ".", ",", "\u200f", "\u061c", " "]), max_size=300).map("".join))
def test_digits_and_marks_are_cut_as_they_are_without_the_marks(text: str) -> None:
    bare = text.replace("\u200f", "").replace("\u061c", "")
    assert "".join(tokenise(text).forms).replace(".", "") == "".join(tokenise(bare).forms).replace(".", "")


def test_tokens_are_found_by_their_forms_and_by_what_they_begin_with() -> None:
    tokens = tokenise("قال: 19 جنديا، وقالت (3) قال")
    assert tokens.among({"قال", "جنديا"}) == [0, 3, 9]
    assert tokens.among({"قال"}, 1, 9) == []
    assert tokens.beginning(re.compile(r"\d")) == [2, 7]
    assert tokens.beginning(re.compile("[،(]"), 5) == [6]
    assert tokens.count_words(0, len(tokens)) == 6
    spans = [(6, 0, 10), (7, 0, 10), (1, 2, 4), (1, 1, 2), (1, 0, 0)]
    assert [tokens.has_words(*span) for span in spans] == [True, False, True, False, False]


@given(st.text("اأوﻷب ـًّ.،&;quot²½_\n\u200f", max_size=60))
def test_forms_have_neither_vowel_marks_nor_hamza_on_alef(text: str) -> None:
    tokens = tokenise(text)
    assert tokens.firsts == "".join(form[0] for form in tokens.forms)
    assert all(fold(form) in (form, "") for form in tokens.forms)


def test_every_entry_of_the_word_lists_is_one_token_and_stands_once() -> None:
    table = tomllib.loads(files("store.claims").joinpath("words.toml").read_text("utf-8"))
    lists = {name: found for name, found in table.items() if isinstance(found, list)} | table["media"]
    assert {name: [w for w, n in Counter(found).items() if n > 1] for name, found in lists.items()} == {
        name: [] for name in lists
    }
    words = [word for name, found in lists.items() if name != "falsehoods" for word in found]
    assert [word for word in words if len(tokenise(word)) != 1] == []


def test_a_word_goes_on_behind_a_clitic_and_its_marks() -> None:
    text = "وَخمسون وخمسون بِـخمسين"
    tokens = tokenise(text)
    assert [text[tokens.behind(i, 1) : tokens.ends[i]] for i in range(3)] == ["خمسون", "خمسون", "خمسين"]
    assert [tokens.behind(i, 0) for i in range(3)] == tokens.starts
