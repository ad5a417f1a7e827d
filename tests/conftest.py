"""What tests of every folder share."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.places import SHARED
from tests.support.server import Server, serving
from tests.support.tools import need_tool, need_unicode_data

# A run that takes long has met a busy machine: what is slow is measured by `make bench`.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


@pytest.fixture(scope="session", autouse=True)
def own_environment() -> Iterator[None]:
    """Nothing of what the person who runs the tests, or their shell, has told newsread or its processes."""
    with pytest.MonkeyPatch.context() as patched:
        for name in os.environ.keys() - {"NEWSREAD_TOOLS"}:
            if name.startswith(("NEWSREAD_", "_NEWSREAD_")):
                patched.delenv(name)
        for number in (signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_IGN:
                # As shells and nohup start what runs in the background. Unlike what is ignored, what has a
                # handler is as usual again in processes that tests start, and send these signals to.
                signal.signal(number, lambda *_: None)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles, gold and corpora beside the project; what needs it is skipped without it."""
    if not (SHARED / "articles").is_dir():
        pytest.skip(f"needs the shared folder of articles and gold at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def tmux() -> str:
    """The tmux program."""
    return need_tool("tmux")


@pytest.fixture(scope="session")
def unicode_data() -> Path:
    """The folder of the Unicode character database."""
    return need_unicode_data()


@pytest.fixture
def mortal() -> tuple[str, ...]:
    """What comes before a command so that permissions hold for it: they do not for the superuser."""
    if os.geteuid():
        return ()
    return (need_tool("setpriv"), "--bounding-set=-all", "--inh-caps=-all")


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on this machine."""
    with serving() as running:
        yield running
