"""The part of `make bench` that measures how long others wait while the index of words is made anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from store.library import Library

PAUSE = 0.02
"""Seconds between two writes of somebody who annotates without a rest."""

BOUND_MS = 100.0
"""What a write should take at most."""

_MAKE = """
import sys
from pathlib import Path
from store.library import Library
with Library.open(Path(sys.argv[1]), "maker") as library:
    sys.exit(not library.search.prepare())
"""


def waits(path: Path, folder: Path) -> list[float]:
    """Milliseconds of each write to a copy of the library at `path` meanwhile, sorted."""
    copy = folder / "outdated.db"
    shutil.copy(path, copy)
    found: list[float] = []
    with Library.open(copy, "writer") as library:
        with library.writing() as db:
            # As a library of a version with another folding has it.
            db.execute("UPDATE word_index_state SET folding = 'old', done = NULL")
        article = library.article(library.article_page(None, 0, 1)[0].id)
        span = article.outline.statements[0]
        maker = subprocess.Popen([sys.executable, "-c", _MAKE, str(copy)])
        while maker.poll() is None:
            start = time.perf_counter()
            library.set_tag(article.id, span, "statement", "verified")
            found.append((time.perf_counter() - start) * 1000)
            time.sleep(PAUSE)
        assert maker.returncode == 0
        assert library.search.is_ready
    copy.unlink()
    return sorted(found)
