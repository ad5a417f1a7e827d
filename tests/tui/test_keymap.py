"""The keys of the settings: what is a key, and what becomes of two actions that want the same."""

from __future__ import annotations

import string
from collections import Counter

import pytest
from textual.keys import _character_to_key

from tui import keymap
from tui.actions import ACTIONS, DIGITS, key_name


def read_keys(table: object) -> tuple[dict[str, str], list[str]]:
    """What the settings give, and what is wrong in them in English."""
    keys, wrong = keymap.read_keys(table)
    return keys, list(map(str, wrong))


def test_keys_may_be_written_as_their_characters() -> None:
    for character in string.ascii_letters + string.digits + string.punctuation:
        assert key_name(character) == _character_to_key(character)
        assert key_name(f"ctrl+{character}") == f"ctrl+{_character_to_key(character)}"


@pytest.mark.parametrize(
    "key", ["U", "é", "f1", "ctrl+u", "alt+shift+up", "ctrl+]", "semicolon", "ctrl++", "%"]
)
def test_what_a_terminal_sends_is_a_key(key: str) -> None:
    assert read_keys({"undo": key}) == ({"undo": key_name(key)}, [])


@pytest.mark.parametrize(
    "key", ["", "alt+é", "ctrl+A", "strg+u", "two words", "Enter", "uu", "ctrl+", "\x1b", " "]
)
def test_what_no_terminal_sends_gets_one_line(key: str) -> None:
    keys, (line,) = read_keys({"undo": ["U", key], "redo": "Z"})
    assert keys == {"redo": "Z"}
    assert line.startswith(f"of 'undo' has {key!r}, which is no key")


def test_a_name_that_is_nearly_right_gets_the_right_one() -> None:
    assert read_keys({"undo": "page_up"})[1] == [
        "of 'undo' has 'page_up', which is no key; did you mean 'pageup'?"
    ]


def test_of_two_actions_on_one_key_the_first_keeps_it() -> None:
    keys, lines = read_keys({"undo": "U", "redo": ["Z", "U"], "quit": "Q"})
    assert keys == {"undo": "U", "quit": "Q"}
    assert lines == ["of 'redo' has 'U', which starts 'undo'; it is left out"]


def test_the_key_of_another_action_is_taken_by_nobody() -> None:
    keys, lines = read_keys({"undo": "t", "tag-1": "2", "help": ["?", "H"]})
    assert keys == {"help": "question_mark,H"}
    assert lines == [
        "of 'undo' has 't', which starts 'tag'; it is left out",
        "of 'tag-1' has '2', which starts 'tag-2'; it is left out",
    ]


@pytest.mark.parametrize(
    ("key", "name", "owner", "free"),
    [
        ("ctrl+i", "ctrl+i", "next-pane", "tab"),
        ("ctrl+m", "ctrl+m", "open", "enter"),
        ("ctrl+[", "ctrl+left_square_bracket", "back", "escape"),
    ],
)
def test_what_most_terminals_send_as_another_key_is_that_key_too(
    key: str, name: str, owner: str, free: str
) -> None:
    keys, lines = read_keys({"undo": key})
    assert keys == {}
    assert lines == [f"of 'undo' has {name!r}, which starts {owner!r}; it is left out"]
    assert read_keys({"undo": key, owner: "Q"}) == ({"undo": f"{name},{free}", owner: "Q"}, [])


def test_two_actions_may_change_places() -> None:
    assert read_keys({"undo": "t", "tag": "u"}) == ({"undo": "t", "tag": "u"}, [])


def test_who_took_the_key_of_an_entry_that_is_left_out_is_left_out_too() -> None:
    keys, lines = read_keys({"undo": "t", "redo": "u"})
    assert keys == {}
    assert lines == [
        "of 'undo' has 't', which starts 'tag'; it is left out",
        "of 'redo' has 'u', which starts 'undo'; it is left out",
    ]


def test_no_two_actions_begin_on_one_key() -> None:
    counts = Counter(key for action in (*ACTIONS, *DIGITS) for key in action.keys.split(","))
    assert set(counts.values()) == {1}
