"""Arabic and Persian keyboard layouts: a letter acts as the Latin key that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

LAYOUTS: Final = ("arabic", "persian")

LAM: Final = "ل"
"""Alone the g key; before an alef it is one half of what the keys b, B, G and T send."""


@cache
def _tables() -> dict[str, dict[str, str]]:
    # Imported here: no letter is looked up before one is typed.
    import tomllib

    return tomllib.loads(Path(__file__).with_name("layouts.toml").read_text(encoding="utf-8"))


class Keyboard:
    """Which layout the typist has, as far as the letters typed so far tell.

    `layout` is "arabic", "persian" or "auto"; "auto" starts from the language of the locale and changes
    when a letter comes that only the other layout has.
    """

    def __init__(self, layout: str, environment: Mapping[str, str]) -> None:
        locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
        self._fixed = layout in LAYOUTS
        self.layout = layout if self._fixed else "persian" if locale.startswith("fa") else "arabic"

    def latin(self, typed: str) -> str | None:
        """The character of the Latin key on which `typed` stands, or None where it stands on none.

        `typed` is one character, or lam with an alef, which one key of the Arabic layout sends.
        """
        tables = _tables()
        if typed in tables["digits"]:
            return tables["digits"][typed]
        if not self._fixed and typed not in tables[self.layout]:
            self.layout = next((name for name in LAYOUTS if typed in tables[name]), self.layout)
        return tables[self.layout].get(typed)
