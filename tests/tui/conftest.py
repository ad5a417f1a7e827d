"""What tests of headless apps stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.idle import wait_for_idle


@pytest.fixture(scope="session", autouse=True)
def unhurried_pilots() -> Iterator[None]:
    """Pilots wait for the app, not for the clock."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("textual.pilot.wait_for_idle", wait_for_idle)
        patched.setattr("textual.app.wait_for_idle", wait_for_idle)
        yield
