"""What tests of the reader on a terminal stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from store.model import Document
from tests.support.reader import BRIDGE, environment


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one article."""
    path = tmp_path / "library.db"
    with Library.open(path, "tester") as library:
        library.add(Document(BRIDGE, "الأفق", "/bridge"))
    return path


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The environment of the reader, with settings of the test's own."""
    return environment(tmp_path, NEWSREAD_ANNOTATOR="tester")
