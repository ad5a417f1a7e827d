"""The pictures of README.md: the reader in a real xterm on the samples. `make pictures` takes them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.support.places import ROOT
from tests.terminals.pixels import Picture
from tests.terminals.programs import PROGRAMS, Program
from tests.terminals.run import Window, display

SIZE, POINTS = "124x36", 11
KEYS = ("Return", "n", "1")
"""Open an article, go to a claim and tag it."""
LANGUAGES = {"docs/reader.png": "en", "docs/reader-ar.png": "ar"}
"""Each picture, and the language of the reader in it."""


def _xterm(_home: Path, command: Sequence[str]) -> list[str]:
    font = ["-fa", "DejaVu Sans Mono", "-fs", str(POINTS)]
    return ["xterm", *font, "-geometry", f"{SIZE}+0+0", "-b", "0", "-u8", "+sb", "-e", *command]


def take(path: Path, language: str, screen: dict[str, str]) -> None:
    """Take one picture of the reader in that language."""
    program: Program = replace(next(one for one in PROGRAMS if one.name == "xterm"), command=_xterm)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = folder / "config.toml"
        config.write_text(f'language = "{language}"\ntheme = "ansi-light"\n', encoding="utf-8")
        reader = [sys.executable, "-m", "tui", "--library", str(folder / "library.db")]
        own = {**screen, "NEWSREAD_CONFIG": str(config), "PYTHONPATH": str(ROOT)}
        own["NEWSREAD_ANNOTATOR"] = "layla"
        with Window(program, folder, [*reader, str(ROOT / "samples")], own) as window:
            window.wait()
            window.press(KEYS)
            picture: Picture = window.still()
            png = ["convert", "ppm:-", "-strip", "-define", "png:compression-level=9", f"png:{path}"]
            ppm = b"P6 %d %d 255\n" % (picture.width, picture.height) + bytes(picture.pixels)
            subprocess.run(png, input=ppm, check=True)


def main() -> None:
    """Take all of them."""
    with display() as screen:
        for name, language in LANGUAGES.items():
            take(ROOT / name, language, screen)
            print(name)


if __name__ == "__main__":
    main()
