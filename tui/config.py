"""What a person sets once: `config.toml`, read into `Settings`. What is wrong there costs one line each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from store.errors import Message, reason_of
from tui.output import harmless

Dates: TypeAlias = Literal["iso", "day-first"]
Digits: TypeAlias = Literal["as-written", "western", "arabic"]
Keyboard: TypeAlias = Literal["auto", "arabic", "persian"]
LanguageSetting: TypeAlias = Literal["auto", "en", "ar"]

MODE_NAMES = ("plain", "explicit", "konsole", "mlterm", "runs", "override")
"""What a terminal can need to show Arabic right."""

THEMES = (
    *("auto", "ansi-dark", "ansi-light", "textual-dark", "textual-light", "atom-one-dark", "atom-one-light"),
    *("catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula"),
    *("flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon"),
    *("solarized-dark", "solarized-light", "tokyo-night"),
)
"""Textual's own themes after "auto", which is one of the next two; these use the terminal's colours."""

NAME_LENGTH = 80
"""Code points of an annotator's name at most."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `config.toml` says, with the plain value for what it does not say."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """By the id of an action the keys that start it instead of its own: Textual's names, parted by commas."""
    theme: str = "auto"
    """One of `THEMES`; "auto" goes by the terminal's ground."""
    language: LanguageSetting = "auto"
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
    """One of `MODE_NAMES`; None to find out."""
    terminals: Mapping[str, str] = field(default_factory=dict)
    """By the name of a terminal the mode that it needs, where that is not what newsread finds out."""
    library: Path | None = None
    """The library file."""
    annotator: str | None = None
    offline: bool = False
    """Whether the network is forbidden."""


def config_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the settings are: `NEWSREAD_CONFIG`, or `config.toml` in the user's config folder."""
    named = environment.get("NEWSREAD_CONFIG")
    if named:
        return Path(os.path.expanduser(named))
    # Imported here: most of newsread's start goes without it.
    from platformdirs import user_config_path

    return user_config_path("newsread", appauthor=False) / "config.toml"


def read_settings(path: Path, *, named: bool = False) -> tuple[Settings, tuple[Message, ...]]:
    """The settings in the file at `path`, and one message for each thing in it that was left out.

    A file that is not there holds no settings; that is worth a line only where somebody `named` it.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        missing = _message("{path}, which NEWSREAD_CONFIG names, is not there", path=path)
        return Settings(), (missing,) if named else ()
    except OSError as error:
        reason = reason_of(error)
        return Settings(), (
            _message("{path} cannot be read ({reason}); nothing is set", path=path, reason=reason),
        )
    try:
        found = _parse(data)
    except ValueError as error:
        return Settings(), (
            _message("{path} is not TOML: {reason}; nothing is set", path=path, reason=_why(error)),
        )
    keys = found.pop("keys", {})
    values: dict[str, Any] = {}
    complaints: list[Message] = []
    for name, value in found.items():
        check = _CHECKS.get(name)
        if check is None:
            near = nearest(name, ["keys", *_CHECKS])
            complaints.append(_message("{path}: no setting {name!r}{near}", path=path, name=name, near=near))
            continue
        try:
            values[name] = check(value, path)
        except ValueError as error:
            problem = _why(error)
            complaints.append(_message("{path}: {name} {problem}", path=path, name=name, problem=problem))
    if keys != {}:
        # Imported here: only settings with keys need it.
        from tui.keymap import read_keys

        values["keys"], wrong = read_keys(keys)
        complaints += [
            _message("{path}: {name} {problem}", path=path, name="keys", problem=problem) for problem in wrong
        ]
    return Settings(**values), tuple(complaints)


class Unfit(ValueError):
    """A value that cannot be taken, and why."""

    def __init__(self, sentence: str, /, **values: object) -> None:
        self.message = Message(sentence, values)
        super().__init__(str(self.message))


def check_annotator(name: str) -> str:
    """`name` without the white space around it; `Unfit` if it cannot name an annotator."""
    name = name.strip()
    if not name:
        raise Unfit("must not be empty")
    if len(name) > NAME_LENGTH:
        raise Unfit("must not be longer than {length:character|characters}", length=NAME_LENGTH)
    if not harmless(name):
        raise Unfit("must not hold control characters")
    return name


def closest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that was meant by an unknown word, if it can be told."""
    # Imported here: only a mistake needs it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1)), None)


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> Message:
    """The end of a message about an unknown word: `; did you mean '...'?`, or what is said `otherwise`."""
    near = closest(word, known)
    return _message("; did you mean {name!r}?", name=near) if near else Message(otherwise)


def _message(sentence: str, /, **values: object) -> Message:
    return Message(sentence, values)


def _why(error: ValueError) -> Message:
    """What is wrong."""
    # Imported here: only settings with a mistake in them need it.
    from store.syntax import complaint

    return error.message if isinstance(error, Unfit) else complaint(error)


def _parse(data: bytes) -> dict[str, object]:
    """TOML as a table; ValueError with the line where it is none."""
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unfit("not UTF-8 (at line {line})", line=line) from None
    except RecursionError:
        raise Unfit("too deeply nested") from None


def _one_of(*allowed: str) -> Callable[[object, Path], str]:
    def check(value: object, _path: Path) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise Unfit(
                "must be one of {allowed}; {value!r} is left out", allowed=", ".join(allowed), value=value
            )
        return value

    return check


def _flag(value: object, _path: Path) -> bool:
    if not isinstance(value, bool):
        raise Unfit("must be true or false; {value!r} is left out", value=value)
    return value


def _terminals(value: object, _path: Path) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(mode in MODE_NAMES for mode in value.values()):
        raise Unfit(
            "must name terminals and one of {modes} for each; {value!r} is left out",
            modes=", ".join(MODE_NAMES),
            value=value,
        )
    return value


def _annotator(value: object, _path: Path) -> str:
    if not isinstance(value, str):
        raise Unfit("must be a name; {value!r} is left out", value=value)
    return check_annotator(value)


def _file(value: object, path: Path) -> Path:
    """A path; one that is not absolute starts at the folder of the settings."""
    if not isinstance(value, str) or not value or "\0" in value:
        raise Unfit("must be the path of a file; {value!r} is left out", value=value)
    return path.parent / os.path.expanduser(value)


_CHECKS: Mapping[str, Callable[[object, Path], object]] = {
    "theme": _one_of(*THEMES),
    "language": _one_of(*get_args(LanguageSetting)),
    "dates": _one_of(*get_args(Dates)),
    "digits": _one_of(*get_args(Digits)),
    "vowel_marks": _flag,
    "keyboard": _one_of(*get_args(Keyboard)),
    "terminal": _one_of(*MODE_NAMES),
    "terminals": _terminals,
    "library": _file,
    "annotator": _annotator,
    "offline": _flag,
}
