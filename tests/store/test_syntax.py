"""What Python's readers of TOML and JSON complain of, in the languages of newsread."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
from importlib import import_module
from json import decoder, scanner

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import syntax
from store.syntax import complaint
from tui.catalogue import catalogue, sentences

LATIN = re.compile("[A-Za-z]{3,}")


def of_toml(text: str) -> Exception | None:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


def of_json(text: str) -> Exception | None:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("a", "Expected '=' after a key in a key/value pair (at the end)"),
        ("a = 1\na = 2", "Cannot overwrite a value (at the end)"),
        ("a = 1\n[b\n", "Expected ']' at the end of a table declaration (line 2, column 3)"),
        ("a = \x01", "Invalid value (line 1, column 5)"),
        ("[a]\n[a]\n", "Cannot declare ('a',) twice (line 2, column 3)"),
        ('a = "\x01"', "Illegal character '\\x01' (line 1, column 6)"),
    ],
)
def test_toml_is_said_with_its_place(text: str, english: str) -> None:
    error = of_toml(text)
    assert error is not None
    message = complaint(error)
    assert str(message) == english
    assert not LATIN.search(catalogue("ar").message(message))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("", "Expecting value (line 1, column 1)"),
        ('{"a" 1}', "Expecting ':' delimiter (line 1, column 6)"),
        ("{a: 1}", "Expecting property name enclosed in double quotes (line 1, column 2)"),
        ('{}\n"', "Extra data (line 2, column 1)"),
        ('["a', "Unterminated string starting at (line 1, column 2)"),
    ],
)
def test_json_is_said_with_its_place(text: str, english: str) -> None:
    error = of_json(text)
    assert error is not None
    message = complaint(error)
    assert str(message) == english
    assert not LATIN.search(catalogue("ar").message(message))


def test_a_number_without_end_is_said_without_python_s_words() -> None:
    error = of_json("1" * 5000)
    assert error is not None
    message = complaint(error)
    assert str(message) == "a number longer than is read"
    assert not LATIN.search(catalogue("ar").message(message))


def test_nesting_without_end_is_said_too() -> None:
    error = of_json("[" * 100_000)
    assert error is not None
    assert str(complaint(error)) == "nested too deep"


def test_each_is_what_python_says() -> None:
    source = "".join(map(inspect.getsource, (import_module("tomllib._parser"), decoder, scanner)))
    told = {one for one in syntax._PLAIN if one not in source.replace("\\\\", "\\")}
    # Later versions of Python say the one, its scanner in C says the other.
    assert all(one.startswith(("Illegal trailing comma", "Invalid control character")) for one in told)
    assert {*syntax._PLAIN, *syntax._WITH_VALUE} <= sentences().keys()


@given(st.text(alphabet="[]{}=\"'\\\n,:#.a1\x01 u", max_size=40))
def test_every_complaint_has_a_translation(text: str) -> None:
    for error in (of_toml(text), of_json(text)):
        if error is not None:
            message = complaint(error)
            inner = message.values.get("what", message)
            assert getattr(inner, "sentence", "") in sentences(), str(error)
