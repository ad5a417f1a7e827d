"""What every test of the reader stands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.library import Library
from tests.support.articles import small_library


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that is not that of the person who runs the tests."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def reader_of_all_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """No article becomes a read one while a busy machine takes its time over a test."""
    monkeypatch.setattr("tui.screens.places.READ_AFTER", 10_000)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The small library of the annotator "layla"."""
    with small_library(tmp_path / "library.db") as opened:
        yield opened
