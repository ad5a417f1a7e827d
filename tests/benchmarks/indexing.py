"""What it costs to index the press corpus, against sqlite-utils putting the same file into tables."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from store.library import Library


def index_times(corpus: Path, folder: Path) -> tuple[float, float]:
    """Seconds from the start of the process to its end: `newsread index`, and sqlite-utils in its place.

    sqlite-utils inserts the same records with `--nl` and makes an index of their words with `enable-fts`.
    """
    plain = folder / "press.jsonl"
    with gzip.open(corpus, "rb") as packed, plain.open("wb") as file:
        shutil.copyfileobj(packed, file)
    programs = Path(sys.executable).parent
    ours = [[str(programs / "newsread"), "--library", str(folder / "index.db"), "index", str(plain)]]
    database = str(folder / "baseline.db")
    utils = str(programs / "sqlite-utils")
    theirs = [
        [utils, "insert", database, "articles", str(plain), "--nl"],
        [utils, "enable-fts", database, "articles", "title", "content"],
    ]
    seconds = _seconds(ours), _seconds(theirs)
    with closing(sqlite3.connect(database)) as records:
        (there,) = records.execute("SELECT count(*) FROM articles").fetchone()
    with Library.open(folder / "index.db", "bench", create=False) as library:
        # A few of the records hold no text, or another's.
        assert library.article_count() > 0.98 * there
    return seconds


def _seconds(commands: list[list[str]]) -> float:
    """How long the commands take, one after the other. Fails where one does."""
    begun = time.monotonic()
    for command in commands:
        subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - begun
