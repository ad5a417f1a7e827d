"""The programs and data that tests need of the system."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

UNICODE = Path("/usr/share/unicode")
"""Where Debian's unicode-data puts the files of the Unicode character database."""


def missing(what: str) -> NoReturn:
    """Skip the test for want of `what`; where NEWSREAD_TOOLS is "required", fail it."""
    if os.environ.get("NEWSREAD_TOOLS") == "required":
        pytest.fail(f"needs {what}, which is not installed")
    pytest.skip(f"needs {what}")


def need_tool(name: str, path: str | None = None) -> str:
    """The absolute path of a program that a test runs; see `missing` for where there is none.

    It is looked for on PATH, and then in the folders of `path`, with colons between them.
    """
    found = shutil.which(name) or (path and shutil.which(name, path=path))
    return found or missing(name)


OWN_MOUNTS = ("unshare", "--map-root-user", "--mount", "sh", "-c")
"""What runs a shell line where a file system can be mounted that nobody else sees."""


def need_own_mounts(folder: Path) -> tuple[str, ...]:
    """`OWN_MOUNTS`, once a file system could be mounted at `folder`; skipped where the kernel forbids it."""
    need_tool("unshare")
    mount = f"mount -t tmpfs -o size=1m tmpfs {shlex.quote(str(folder))}"
    if subprocess.run([*OWN_MOUNTS, mount], capture_output=True, check=False).returncode:
        pytest.skip("the kernel lets no one mount a small file system in a name space of their own")
    return OWN_MOUNTS


def need_unicode_data() -> Path:
    """The folder of the Unicode character database; see `missing` for where there is none."""
    if not (UNICODE / "BidiTest.txt").is_file():
        missing(f"Debian's unicode-data in {UNICODE}")
    return UNICODE
