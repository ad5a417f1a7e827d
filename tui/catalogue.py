"""The words of the reader in each language: `catalogue.toml`, one table a key with a text a language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

Language: TypeAlias = Literal["en", "ar"]

FSI, PDI = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language, called by their keys, such as "status.sent"."""

    language: Language
    texts: Mapping[str, str]

    @property
    def rtl(self) -> bool:
        """Whether the language reads from right to left, and the panes with it."""
        return self.language == "ar"

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The text of `key` with its fields filled; a text put in keeps its own direction.

        Raises KeyError for a key that is not in the catalogue and for a field without a value.
        """
        if not values:
            return self.texts[key]
        return self.texts[key].format(
            **{name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        )


def catalogue(language: Language) -> Catalogue:
    """The catalogue in `language`."""
    return Catalogue(language, {key: texts[language] for key, texts in entries().items()})


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
    tables = tomllib.loads(files("tui").joinpath("catalogue.toml").read_text(encoding="utf-8"))
    return dict(_flat("", tables))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The tables of texts in `table`, each under the names on the way to it, joined by full stops."""
    for name, value in table.items():
        if all(isinstance(one, str) for one in value.values()):
            yield prefix + name, value
        else:
            yield from _flat(f"{prefix}{name}.", value)
