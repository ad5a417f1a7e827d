"""What the end-to-end tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ssh import Server


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Server]:
    """An SSH server on this machine."""
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    with Server(folder) as running:
        yield running
