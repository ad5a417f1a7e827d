"""What Python's readers of TOML and JSON complain of, as messages that can be said in another language."""

from __future__ import annotations

import re

from store.errors import Message

_PLAIN = frozenset(
    [
        # tomllib
        "Cannot overwrite a value",
        "Escaped character is not a Unicode scalar value",
        "Expected '=' after a key in a key/value pair",
        "Expected ']' at the end of a table declaration",
        "Expected ']]' at the end of an array declaration",
        "Invalid hex value",
        "Invalid initial character for a key part",
        "Invalid statement",
        "Invalid value",
        "Unclosed array",
        "Unclosed inline table",
        "Unescaped '\\' in a string",
        "Unterminated string",
        # json
        "Expecting ':' delimiter",
        "Expecting ',' delimiter",
        "Expecting property name enclosed in double quotes",
        "Expecting value",
        "Extra data",
        "Illegal trailing comma before end of array",
        "Illegal trailing comma before end of object",
        "Invalid \\escape",
        "Invalid \\uXXXX escape",
        "Invalid control character at",
        "Unterminated string starting at",
    ]
)
_WITH_VALUE = (
    "Cannot declare {value} twice",
    "Cannot mutate immutable namespace {value}",
    "Cannot redefine namespace {value}",
    "Duplicate inline table key {value}",
    "Expected {value}",
    "Found invalid character {value}",
    "Illegal character {value}",
)
_PLACED = re.compile(
    r"(?P<what>.*?)(?: \(at line (?P<line>\d+), column (?P<column>\d+)\)|(?P<end> \(at end of document\))"
    r"|: line (?P<json_line>\d+) column (?P<json_column>\d+) \(char \d+\))"
)


def complaint(error: Exception) -> Message:
    """What a reader of TOML or JSON says of a text, and where; what is not known stays as it is."""
    if isinstance(error, RecursionError):
        return Message("nested too deep")
    text = " ".join(str(error).split())
    if text.startswith("Exceeds the limit "):
        return Message("a number longer than is read")
    placed = _PLACED.fullmatch(text)
    if placed is None:
        return reason(text)
    what = reason(placed["what"])
    if placed["end"]:
        return Message("{what} (at the end)", {"what": what})
    line, column = placed["line"] or placed["json_line"], placed["column"] or placed["json_column"]
    return Message(
        "{what} (line {line}, column {column})", {"what": what, "line": int(line), "column": int(column)}
    )


def reason(text: str) -> Message:
    """What is wrong, without its place; the values in it stand apart."""
    for sentence in _WITH_VALUE:
        before, after = sentence.split("{value}")
        if text not in _PLAIN and text.startswith(before) and text.endswith(after):
            return Message(sentence, {"value": text[len(before) : len(text) - len(after)]})
    return Message(text)
