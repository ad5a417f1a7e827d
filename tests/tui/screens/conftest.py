"""What every test of the reader stands on."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that is not that of the person who runs the tests."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
