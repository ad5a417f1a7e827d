"""What tests of every folder share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles, gold and corpora beside the project; what needs it is skipped without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "articles").is_dir():
        pytest.skip(f"needs the shared folder of articles and gold at {folder}")
    return folder


def need_tool(name: str) -> str:
    """The path of a program that a test runs.

    Without it the test is skipped, with the reason; where NEWSREAD_TOOLS is "required" it fails.
    """
    found = shutil.which(name)
    if found is None:
        if os.environ.get("NEWSREAD_TOOLS") == "required":
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"needs {name}")
    return found


@pytest.fixture(scope="session")
def tmux() -> str:
    """The tmux program."""
    return need_tool("tmux")


@pytest.fixture
def unicode_data() -> Path:
    """The folder of the Unicode character database, as Debian's unicode-data installs it."""
    folder = Path("/usr/share/unicode")
    if not (folder / "BidiTest.txt").is_file():
        if os.environ.get("NEWSREAD_TOOLS") == "required":
            pytest.fail(f"unicode-data is not installed in {folder}")
        pytest.skip(f"needs Debian's unicode-data in {folder}")
    return folder


@pytest.fixture
def mortal() -> tuple[str, ...]:
    """What comes before a command so that permissions hold for it: they do not for the superuser."""
    if os.geteuid():
        return ()
    return (need_tool("setpriv"), "--bounding-set=-all", "--inh-caps=-all")
