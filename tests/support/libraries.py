"""Libraries as files: made by this process or by others, and looked at from outside."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from store.library import Library
from store.model import Document, Extraction, Outline, Span
from tests.support.places import ROOT
from tests.support.waiting import LONGEST

OpenLibrary: TypeAlias = Callable[..., Library]
"""What the fixture `open_library` is."""

BEGINNING = """
import sys
from pathlib import Path
from store.errors import LibraryError
from store.library import Library
from store.model import Document, Span
from tests.support.libraries import whole

path = Path(sys.argv[1])
"""
"""Of a program that `start` runs: what it needs, and the path that it is given."""


def whole(text: str) -> tuple[Outline, Extraction]:
    """An analysis that takes no time: the text is one statement without claims."""
    return Outline(None, (Span(0, len(text)),)), Extraction((), (), "test")


def start(
    program: str, *arguments: object, before: tuple[str, ...] = (), **environment: str
) -> subprocess.Popen[str]:
    """Another process that runs `program` after BEGINNING, with its output to read.

    `environment` is added to that of the tests.
    """
    return subprocess.Popen(
        [*before, sys.executable, "-c", BEGINNING + program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    """What the process printed; it must end well."""
    out, errors = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, errors
    return out


def filled(library: Library) -> str:
    """Index an article; its id."""
    library.add(Document("نص قصير\nوسطر ثان\n", "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


def check(path: Path) -> str:
    """What SQLite says of the whole file, "ok" where it is sound; no row may point at nothing."""
    database = sqlite3.connect(path)
    (answer,) = database.execute("PRAGMA integrity_check").fetchone()
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    return str(answer)
