"""Annotations out of the reader, to a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library import Library
from tests.support.reading import press, reading, screen, settled, shown
from tui.screens.prompts import Question


async def export(pilot: Pilot[None], path: Path) -> None:
    """Ask for an export to `path`."""
    await press(pilot, "e", "ctrl+u", *str(path), "enter")
    await pilot.pause()


def said(pilot: Pilot[None]) -> str:
    return shown(screen(pilot).status).strip()


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a short name."""
    monkeypatch.chdir(tmp_path)
    return Path()


@pytest.mark.parametrize(
    ("name", "format"), [("a.csv", "csv"), ("a.jsonld", "web-annotation"), ("a.xlsx", "newsread")]
)
async def test_it_says_in_which_format(library: Library, out: Path, name: str, format: str) -> None:
    async with reading(library, "1", size=(200, 40)) as pilot:
        await export(pilot, out / name)
        await settled(pilot)
        assert said(pilot) == f"exported as {format} to {Path.cwd() / name}"
        assert (out / name).is_file()


async def test_a_file_that_is_there_is_replaced_when_that_is_confirmed(library: Library, out: Path) -> None:
    (out / "a.csv").write_text("mine")
    async with reading(library, "1") as pilot:
        await export(pilot, out / "a.csv")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "n")
        await settled(pilot)
        assert (out / "a.csv").read_text() == "mine"
        await export(pilot, out / "a.csv")
        await press(pilot, "y")
        await settled(pilot)
        assert "verified" in (out / "a.csv").read_text()


async def test_that_of_the_last_export_is_replaced_unasked(library: Library, out: Path) -> None:
    async with reading(library, "1") as pilot:
        await export(pilot, out / "a.csv")
        await settled(pilot)
        await press(pilot, "2", "e", "enter")
        await settled(pilot)
        assert "refuted" in (out / "a.csv").read_text()
