"""What a person sets once: `config.toml`, read into `Settings`. What is wrong there costs one line each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from tui.output import harmless

Dates: TypeAlias = Literal["iso", "day-first"]
Digits: TypeAlias = Literal["as-written", "western", "arabic"]
Keyboard: TypeAlias = Literal["auto", "arabic", "persian"]
Language: TypeAlias = Literal["auto", "en", "ar"]

MODES = ("plain", "explicit", "konsole", "mlterm", "runs", "override")
"""What a terminal can need to show Arabic right."""

THEMES = (
    *("ansi-dark", "ansi-light", "textual-dark", "textual-light", "atom-one-dark", "atom-one-light"),
    *("catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula"),
    *("flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon"),
    *("solarized-dark", "solarized-light", "tokyo-night"),
)
"""Textual's own themes; the first two use the terminal's colours."""

NAME_LENGTH = 80
"""Code points of an annotator's name at most."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `config.toml` says, with the plain value for what it does not say."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """By the id of an action the keys that start it instead of its own: Textual's names, parted by commas."""
    theme: str = "ansi-dark"
    """One of `THEMES`."""
    language: Language = "auto"
    """What the reader speaks; "auto" is the language of the locale."""
    dates: Dates = "iso"
    """2019-03-23, or 23/3/2019."""
    digits: Digits = "as-written"
    """Which digits are drawn."""
    vowel_marks: bool = True
    """Whether vowel marks are drawn."""
    keyboard: Keyboard = "auto"
    """The layout of the Arabic-script keyboard that letters are typed on."""
    terminal: str | None = None
    """One of `MODES`; None to find out."""
    terminals: Mapping[str, str] = field(default_factory=dict)
    """By the name of a terminal the mode that it needs, where that is not what newsread finds out."""
    library: Path | None = None
    """The library file."""
    annotator: str | None = None


def config_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the settings are: `NEWSREAD_CONFIG`, or `config.toml` in the user's config folder."""
    named = environment.get("NEWSREAD_CONFIG")
    if named:
        return Path(os.path.expanduser(named))
    # Imported here: most of newsread's start goes without it.
    from platformdirs import user_config_path

    return user_config_path("newsread", appauthor=False) / "config.toml"


def read_settings(path: Path, *, named: bool = False) -> tuple[Settings, tuple[str, ...]]:
    """The settings in the file at `path`, and one line for each thing in it that was left out.

    A file that is not there holds no settings; that is worth a line only where somebody `named` it.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings(), (f"{path}, which NEWSREAD_CONFIG names, is not there",) if named else ()
    except OSError as error:
        return Settings(), (f"{path} cannot be read ({error.strerror}); nothing is set",)
    try:
        found = _parse(data)
    except ValueError as error:
        return Settings(), (f"{path} is not TOML: {error}; nothing is set",)
    keys = found.pop("keys", {})
    values: dict[str, Any] = {}
    complaints: list[str] = []
    for name, value in found.items():
        check = _CHECKS.get(name)
        if check is None:
            complaints.append(f"{path}: no setting {name!r}{nearest(name, ['keys', *_CHECKS])}")
            continue
        try:
            values[name] = check(value, path)
        except ValueError as error:
            complaints.append(f"{path}: {name} {error}")
    if keys != {}:
        # Imported here: only settings with keys need it.
        from tui.keymap import read_keys

        values["keys"], wrong = read_keys(keys)
        complaints += [f"{path}: keys {line}" for line in wrong]
    return Settings(**values), tuple(complaints)


def check_annotator(name: str) -> str:
    """`name` without the white space around it; ValueError if it cannot name an annotator."""
    name = name.strip()
    if not name:
        raise ValueError("must not be empty")
    if len(name) > NAME_LENGTH:
        raise ValueError(f"must not be longer than {NAME_LENGTH} characters")
    if not harmless(name):
        raise ValueError("must not hold control characters")
    return name


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: `; did you mean '...'?`, or nothing."""
    # Imported here: only a mistake needs it.
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _parse(data: bytes) -> dict[str, object]:
    """TOML as a table; ValueError with the line where it is none."""
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"not UTF-8 (at line {line})") from None
    except RecursionError:
        raise ValueError("too deeply nested") from None


def _one_of(*allowed: str) -> Callable[[object, Path], str]:
    def check(value: object, _path: Path) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}; {value!r} is left out")
        return value

    return check


def _flag(value: object, _path: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false; {value!r} is left out")
    return value


def _terminals(value: object, _path: Path) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(mode in MODES for mode in value.values()):
        raise ValueError(f"must name terminals and one of {', '.join(MODES)} for each; {value!r} is left out")
    return value


def _annotator(value: object, _path: Path) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be a name; {value!r} is left out")
    return check_annotator(value)


def _file(value: object, path: Path) -> Path:
    """A path; one that is not absolute starts at the folder of the settings."""
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError(f"must be the path of a file; {value!r} is left out")
    return path.parent / os.path.expanduser(value)


_CHECKS: Mapping[str, Callable[[object, Path], object]] = {
    "theme": _one_of(*THEMES),
    "language": _one_of(*get_args(Language)),
    "dates": _one_of(*get_args(Dates)),
    "digits": _one_of(*get_args(Digits)),
    "vowel_marks": _flag,
    "keyboard": _one_of(*get_args(Keyboard)),
    "terminal": _one_of(*MODES),
    "terminals": _terminals,
    "library": _file,
    "annotator": _annotator,
}
