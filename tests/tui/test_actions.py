"""How the keys of actions are written for people, also those that the settings give."""

from __future__ import annotations

import string

import pytest

from tui.actions import first_keys, remapped, shown_keys
from tui.keymap import read_keys


def shown(*keys: str) -> str:
    """How the help writes these keys of the settings."""
    given, wrong = read_keys({"undo": list(keys)})
    assert wrong == []
    return next(shown_keys(one) for one in remapped(given) if one.id == "undo")


@pytest.mark.parametrize("key", sorted({*string.punctuation} - set("[].,?/+")))
def test_a_key_that_is_a_character_is_written_as_it(key: str) -> None:
    assert shown(key, f"ctrl+{key}") == f"{key} ctrl+{key}"


@pytest.mark.parametrize("key", ["insert", "backspace", "f5", "ctrl+space", "shift+delete", "alt+escape"])
def test_a_key_that_shows_nothing_is_written_by_its_name(key: str) -> None:
    assert shown(key, "U") == f"{key} U"
    given, _wrong = read_keys({"undo": [key]})
    assert first_keys(remapped(given))["undo"] == key
