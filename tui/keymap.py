"""The keys of `config.toml`: which keys there are, how Textual names them, and no two actions on one."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

from store.errors import Message
from tui.actions import ACTIONS, DIGITS, key_name
from tui.config import nearest

_DEFAULTS = {action.id: action.keys for action in (*ACTIONS, *DIGITS)}

_KEY = re.compile(r"((?:(?:ctrl|alt|shift|super|hyper|meta)\+)*)(.+)", re.DOTALL)
"""The modifiers, and the key that they are held with."""


def read_keys(table: object) -> tuple[dict[str, str], list[Message]]:
    """The keys by the id of an action, in Textual's names parted by commas, and a message for what is wrong.

    An entry is left out where it names no action or no key, or a key that starts another action, whether
    that is from the beginning or by an earlier entry.
    """
    if not isinstance(table, dict):
        return {}, [Message('must be a table such as { undo = "u" }')]
    keys: dict[str, str] = {}
    wrong: list[Message] = []

    def refuse(sentence: str, /, **values: object) -> None:
        wrong.append(Message(sentence, values))

    for action, given in table.items():
        several = given if isinstance(given, list) else [given]
        if action not in _DEFAULTS:
            refuse("has {action!r}, which is no action{near}", action=action, near=nearest(action, _DEFAULTS))
        elif not several or not all(isinstance(key, str) for key in several):
            refuse(
                "of {action!r} must be a key or a list of keys; {given!r} is left out",
                action=action,
                given=given,
            )
        elif unknown := [key for key in several if not _is_key(key)]:
            near = nearest(unknown[0], _NAMES)
            refuse(
                "of {action!r} has {key!r}, which is no key{near}", action=action, key=unknown[0], near=near
            )
        else:
            keys[action] = ",".join(name for key in several for name in _sent(key_name(key)))
    while clash := _clash(keys):
        action, key, owner = clash
        # It is told as it is written: of Ctrl with a letter, whose key it is as well.
        key = next((one for one in keys[action].split(",") if one != key and key in _sent(one)), key)
        del keys[action]
        refuse(
            "of {action!r} has {key!r}, which starts {owner!r}; it is left out",
            action=action,
            key=key,
            owner=owner,
        )
    return keys, wrong


_NAMES = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
        *("enter", "tab", "space", "backspace", "escape"),
        *(f"f{number}" for number in range(1, 25)),
        *map(key_name, string.punctuation),
    )
)
"""The keys that have a name of more than one letter."""


def _is_key(key: str) -> bool:
    """Whether a terminal can send the key: with modifiers, letters are small and Latin."""
    parts = _KEY.fullmatch(key)
    if parts is None:
        return False
    modifiers, name = parts.groups()
    if name in _NAMES or name in (*string.ascii_lowercase, *string.digits, *string.punctuation):
        return True
    return not modifiers and len(name) == 1 and name.isalnum()


_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""What sends the same as a key of its own, but for terminals that speak kitty's protocol of the keyboard."""


def _sent(key: str) -> tuple[str, ...]:
    """What comes from a terminal for the key, in some of them or others."""
    return (key, _SAME[key]) if key in _SAME else (key,)


def _clash(keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    """An action, a key that `keys` give it, and the other action that has it; None where there is no such."""
    owners = {
        key: action
        for action, defaults in _DEFAULTS.items()
        if action not in keys
        for key in defaults.split(",")
    }
    for action, given in keys.items():
        for key in given.split(","):
            if owners.setdefault(key, action) != action:
                return action, key, owners[key]
    return None
