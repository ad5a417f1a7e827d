"""What newsread says, in each language.

`catalogue.toml` holds the words of the reader, one table a key with a text a language. `sentences.toml` holds
what `store`, the command and its help say: there the English sentence, which stands in the code, is the key.
`counted.toml` holds what is counted: Arabic has six forms for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from store.errors import Filling, Message, StoreError

Language: TypeAlias = Literal["en", "ar"]

FSI, PDI = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language, called by their keys, such as "status.sent"."""

    language: Language
    texts: Mapping[str, str]
    keys: Mapping[str, str] = field(default_factory=dict)
    """By the id of an action of the reader the key that starts it: what fills `{key:undo}`."""

    @property
    def rtl(self) -> bool:
        """Whether the language reads from right to left, and the panes with it."""
        return self.language == "ar"

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The text of `key` with its fields filled; a text put in keeps its own direction.

        `{key:undo}` is the key of the action with that id. Raises KeyError for a key that is not in the
        catalogue and for a field without a value.
        """
        text = self.texts[key]
        if not values and _KEY_FIELD not in text:
            return text
        filling = _ISOLATING if self.rtl else _FILLING
        said: dict[str, object] = {
            name: _Said(isolated(one)) if isinstance(one, str) else one for name, one in values.items()
        }
        return filling.vformat(text, (), {"key": _Keys(self.keys), **said})

    def carriers(self, count: int, *, articles: bool) -> str:
        """How many outlets carry something, or `articles` of one outlet."""
        return self(f"compare.{'articles' if articles else 'outlets'}", count=count)

    def say(self, sentence: str, /, **values: object) -> str:
        """An English sentence in this language, its fields filled; one that is not known stays English.

        Without values braces are no fields. In Arabic each value keeps its own direction.
        """
        return self.message(Message(sentence, values))

    def message(self, message: Message) -> str:
        """What `store` says, in this language, and so are the messages among its values."""
        if self.language == "en":
            return str(message)
        known = sentences().get(message.sentence, message.sentence)
        if not message.values:
            return known
        said: dict[str, object] = {
            name: _Said(self.message(value)) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return _ISOLATING.vformat(known, (), said)

    def error(self, error: BaseException) -> str:
        """What an error says, in this language where it is one of `store`."""
        return self.message(error.message) if isinstance(error, StoreError) else str(error)


class _Keys:
    """What fills `{key:undo}`."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys = keys

    def __format__(self, action: str) -> str:
        return self._keys[action]


class _Said(str):
    """A part of a sentence, in its language already."""


class _Isolating(Filling):
    """Fills fields in Arabic: each value keeps its direction, each noun agrees with its number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        noun, _, case = format_spec.partition("/")
        if isinstance(value, int) and noun in counted():
            return arabic_count(value, counted()[noun], oblique=case == "oblique")
        shown = super().format_field(value, format_spec)
        return shown if isinstance(value, int | _Said) or not shown else isolated(shown)


_KEY_FIELD = "{key:"
_FILLING = Filling()
_ISOLATING = _Isolating()


def arabic_count(count: int, forms: Mapping[str, str], *, oblique: bool = False) -> str:
    """A number with the noun that it counts, by CLDR's rule for Arabic.

    `forms` has the noun for none, one and two, where no digit is written, and for the hundreds they end in:
    `few` for 3 to 10, `many` for 11 to 99, `other` for the rest. `oblique` is for what stands after a
    preposition or a noun, where the dual has another ending.
    """
    if count in (0, 1, 2) and not (oblique and count == 0):
        return forms[("zero", "one", "oblique" if oblique else "two")[count]]
    last = count % 100
    return f"{count} {forms['few' if 3 <= last <= 10 else 'many' if last >= 11 else 'other']}"


def catalogue(language: Language, keys: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue in `language`; `keys` are those of the reader's actions, which only its texts name."""
    return Catalogue(language, _Texts(language), keys or {})


class _Texts(Mapping[str, str]):
    """The texts of a language by key. A table of `catalogue.toml` is parsed when a key of it is asked for.

    To parse all of them takes longer than to draw the screen.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        _, *parts = _TABLE.split(_text("catalogue.toml"))
        self._tables = dict(zip(parts[::2], parts[1::2], strict=True))
        self._known: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self._known:
            # A key is a table of its own, or stands in one with others.
            table = key if key in self._tables else key.rpartition(".")[0]
            found = _flat("", {table: _parsed(self._tables.get(table, ""))})
            self._known.update((name, texts[self._language]) for name, texts in found)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(entries())

    def __len__(self) -> int:
        return len(entries())


_TABLE = re.compile(r"^\[([\w.-]+)\]$", re.MULTILINE)
"""The line that begins a table."""


def language_of(setting: str, environment: Mapping[str, str]) -> Language:
    """The language that `setting` names; for "auto" that of the locale in `environment`, else English."""
    if setting == "auto":
        names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        locale = next(filter(None, names), "")
        return "ar" if locale.partition("_")[0].partition(".")[0] == "ar" else "en"
    return "ar" if setting == "ar" else "en"


def isolated(text: str) -> str:
    """`text` so that its direction and that of what stands around it do not touch each other."""
    return f"{FSI}{text}{PDI}"


@cache
def entries() -> Mapping[str, Mapping[str, str]]:
    """By key the texts of all languages."""
    return dict(_flat("", _read("catalogue.toml")))


@cache
def parts() -> Mapping[str, Mapping[str, str]]:
    """The parts of `sentences.toml`: in each, by the English sentence the Arabic one."""
    return {
        part: {one["en"]: _SET_OFF.sub(_isolated, one["ar"]) for one in found}
        for part, found in _read("sentences.toml").items()
    }


@cache
def sentences() -> Mapping[str, str]:
    """By the English sentence the Arabic one, of all parts."""
    return {english: arabic for part in parts().values() for english, arabic in part.items()}


@cache
def counted() -> Mapping[str, Mapping[str, str]]:
    """By the English noun its Arabic forms with numbers."""
    return _read("counted.toml")


_SET_OFF = re.compile("`([^`]*)`")
"""What keeps its own direction in an Arabic sentence: an option, a command, a name of a file."""


def _isolated(found: re.Match[str]) -> str:
    return isolated(found[1])


def _read(name: str) -> dict[str, Any]:
    return _parsed(_text(name))


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _parsed(toml: str) -> dict[str, Any]:
    # Imported here: English sentences need no file.
    import tomllib

    return tomllib.loads(toml)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The tables of texts in `table`, each under the names on the way to it, joined by full stops."""
    for name, value in table.items():
        if all(isinstance(one, str) for one in value.values()):
            yield prefix + name, value
        else:
            yield from _flat(f"{prefix}{name}.", value)
