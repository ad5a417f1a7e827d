"""What it costs to index the press corpus, against sqlite-utils putting the same file into tables."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import time
from pathlib import Path


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
    return _seconds(ours), _seconds(theirs)


def _seconds(commands: list[list[str]]) -> float:
    """How long the commands take, one after the other. Records that hold no article make no failure here."""
    begun = time.monotonic()
    for command in commands:
        subprocess.run(command, check=False, capture_output=True)
    return time.monotonic() - begun
