"""What a test does as somebody else, in a process that really is that user's."""

from __future__ import annotations

import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SOMEBODY = 4_242
"""The number of a user, and of their group, whom the system does not know."""


def as_somebody(work: Callable[[], str]) -> str:
    """What `work` gives in a process of SOMEBODY's. Only the superuser can be somebody else: or skips."""
    if os.geteuid():
        pytest.skip("only the superuser can be somebody else")
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.setgroups([])
            os.setresgid(SOMEBODY, SOMEBODY, SOMEBODY)
            os.setresuid(SOMEBODY, SOMEBODY, SOMEBODY)
            os.write(writing, work().encode())
            os._exit(0)
        except BaseException:
            os.write(writing, traceback.format_exc().encode())
            os._exit(1)
    os.close(writing)
    with open(reading, encoding="utf-8") as told:
        said = told.read()
    _, status = os.waitpid(process, 0)
    assert status == 0, said
    return said


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder through which everybody can pass, unlike those of pytest; gone at the end."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
