"""The lists of numbers.toml, as they are read."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

from store.claims.numerals import number_words
from store.claims.words import fold, tokenise

TABLE = tomllib.loads(files("store.claims").joinpath("numbers.toml").read_text("utf-8"))


def test_every_entry_of_a_list_is_one_token_and_stands_once() -> None:
    lists = TABLE["words"]
    assert {name: [w for w, n in Counter(group).items() if n > 1] for name, group in lists.items()} == {
        name: [] for name in lists
    }
    assert [word for group in lists.values() for word in group if len(tokenise(word)) != 1] == []


def test_a_plural_has_one_singular() -> None:
    counted = Counter(fold(form) for forms in TABLE["singulars"].values() for form in forms)
    assert [form for form, times in counted.items() if times > 1] == []


def test_what_a_figure_may_begin_with_is_known_whatever_its_clitic() -> None:
    words = number_words()
    assert words.values["وعشرون"] == (20, 1)
    assert words.values["بالعشرين"] == (20, 3)
    assert {"ثلاثه", "بخمسه"} <= words.triggers
    assert not {"الاثنين", "لست", "الصفر"} & words.values.keys()
