"""Writes to `config.toml` what newsread has been told to keep, and leaves all else in it as it is."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

from store.errors import reason_of
from tui.config import Unfit

_TABLE = "terminals"

_HEADER = re.compile(r"""[ \t]*\[\[?[ \t]*(?P<name>[^\[\]]*?)[ \t]*\]\]?[ \t]*(?:#.*)?""")
_ENTRY = re.compile(
    r"""(?P<before>[ \t]*(?P<key>[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')[ \t]*=[ \t]*)"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*')(?P<after>[ \t]*(?:#.*)?)""",
    re.ASCII,
)
_BARE = re.compile(r"[\w-]+", re.ASCII)


class CannotKeep(Unfit):
    """The settings cannot be written; the message says why, on one line."""


def keep_terminal(path: Path, name: str, mode: str) -> None:
    """Keep `mode` for the terminal of that name under `[terminals]` in the settings at `path`.

    The file is replaced in one step, or made; a link to it stays one. Raises `CannotKeep`.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
        text = data.decode("utf-8")
    except OSError as error:
        raise CannotKeep("{path} cannot be read: {reason}", path=path, reason=reason_of(error)) from None
    except UnicodeDecodeError:
        raise CannotKeep("{path} is not UTF-8; mend it and choose again", path=path) from None
    changed = with_terminal(text, name, mode)
    if changed is None:
        line = f"{_quoted(name)} = {_quoted(mode)}"
        raise CannotKeep(
            "{path} cannot be changed without harm; write {line} under [terminals] in it",
            path=path,
            line=line,
        )
    if changed != text:
        try:
            _replace(path, changed.encode("utf-8"))
        except OSError as error:
            reason = reason_of(error)
            raise CannotKeep(
                "{path} cannot be written: {reason}; nothing is kept", path=path, reason=reason
            ) from None


def with_terminal(text: str, name: str, mode: str) -> str | None:
    """The text of a settings file, with `mode` for the terminal `name`.

    Everything else stays, comments and blanks too. None where that cannot be: the text is no TOML, or its
    terminals are written in a way that is not understood here.
    """
    start = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(start)
    try:
        wanted = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    kept = wanted.setdefault(_TABLE, {})
    if not isinstance(kept, dict):
        return None
    kept[name] = mode
    changed = _changed(body, name, mode)
    # Whatever the text holds (a string that looks like a table), what it means now is what was wanted.
    try:
        return start + changed if tomllib.loads(changed) == wanted else None
    except tomllib.TOMLDecodeError:
        return None


def _changed(text: str, name: str, mode: str) -> str:
    """The text with the line of the terminal in its place: its own, the end of the table, or a new table."""
    end = "\r\n" if "\r\n" in text else "\n"
    entry = f"{_key(name)} = {_quoted(mode)}"
    lines = text.split(end)
    inside, last = False, -1
    for number, line in enumerate(lines):
        if header := _HEADER.fullmatch(line):
            inside = header["name"].strip("\"'") == _TABLE
            last = number if inside else last
        elif inside and (found := _ENTRY.fullmatch(line)):
            last = number
            if tomllib.loads(f"{found['key']} = 0").keys() == {name}:
                lines[number] = found["before"] + _quoted(mode) + found["after"]
                return end.join(lines)
    if last >= 0:
        return end.join([*lines[: last + 1], entry, *lines[last + 1 :]])
    gap = "" if not text else end if text.endswith(end) else end * 2
    return f"{text}{gap}[{_TABLE}]{end}{entry}{end}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file in one step. Raises OSError."""
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        # Who may not write the file is not to put another in its place.
        with target.open("ab"):
            pass
    # Imported here: a run that keeps nothing writes nothing.
    from store import writing

    writing.replace(target, data)
