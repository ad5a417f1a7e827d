"""What tests of every folder share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles, gold and corpora beside the project; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "articles").is_dir():
        pytest.skip(f"needs the shared folder of articles and gold at {folder}")
    return folder
