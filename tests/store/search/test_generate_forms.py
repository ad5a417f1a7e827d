"""The table of forms is what its generator makes of the dictionary that is pinned."""

from __future__ import annotations

from pathlib import Path

import store.search
from store.search.generate_forms import made, table

TABLE = Path(store.search.__file__).with_name("forms.tsv")


def test_a_table_of_a_small_dictionary() -> None:
    lemmas = {"رجل": "رجل", "الرجل": "رجل", "رجال": "رجل", "الرجال": "رجل", "لجنة": "لجنة", "اللجنة": "لجنة"}
    assert table(lemmas) == {"رجال": "رجل", "لجن": "لجن", "لجنه": "لجن"}


def test_the_table_in_the_tree_is_the_one_that_is_made() -> None:
    assert TABLE.read_text("utf-8") == made()
