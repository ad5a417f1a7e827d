"""The character properties of `unicode.tsv` (see `generate_tables.py`), in the shapes the engine uses."""

from __future__ import annotations

from pathlib import Path

_LINES = dict(
    line.split("\t") for line in Path(__file__).with_name("unicode.tsv").read_text("ascii").splitlines()
)

UNICODE_VERSION = _LINES["version"]


def properties(prefix: str) -> list[str]:
    """The names after `prefix` of the table's lines that begin with it."""
    return [name.removeprefix(prefix) for name in _LINES if name.startswith(prefix)]


def ranges(name: str) -> list[tuple[int, int]]:
    """The ranges (first and last code point) of one line of the table."""
    bounds = (item.partition("-") for item in _LINES[name].split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in bounds]


def pairs(name: str) -> dict[str, str]:
    """The pairs of characters of one line of the table."""
    found = (item.split(":") for item in _LINES[name].split())
    return {chr(int(one, 16)): chr(int(other, 16)) for one, other in found}


def charset(name: str) -> str:
    r"""The characters of one line, as they stand between the [ ] of a regular expression."""
    return "".join(f"\\U{first:08X}-\\U{last:08X}" for first, last in ranges(name))
