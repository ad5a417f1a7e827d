"""Several processes that write to one library at once, each as a person of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from store.library import Library
from store.model import Document
from tests.support.reader import environment
from tests.support.waiting import LONGEST

STATEMENTS = 40

PROGRAM = """
import json, sys, time
from pathlib import Path
from store.db import turns
from store.library import Library

path, me, writes, pause = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
if sys.argv[5] == "unordered":
    turns.begin = lambda connection, path, seconds: connection.execute("BEGIN IMMEDIATE")
took = []
with Library.open(path, me) as library:
    (article,) = [library.article(one.id) for one in library.article_page(None, 0, 9)]
    statements = article.outline.statements
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(writes):
        span = statements[number // 2 % len(statements)]
        begun = time.perf_counter()
        if number % 2:
            library.set_note(article.id, span, "statement", f"{me} {number}", text_sha256=article.sha256)
        else:
            library.set_tag(article.id, span, "statement", f"tag {number % 8}", True)
        took.append(time.perf_counter() - begun)
        time.sleep(pause)
print(json.dumps(took))
"""
"""Sets a tag and writes a note in turn; prints how many seconds each call took, from call to return."""


def fill(path: Path) -> None:
    """A library with one article of `STATEMENTS` statements and a title."""
    text = "\n".join(["عنوان الخبر", *(f"هذه هي الجملة رقم {n} من الخبر." for n in range(STATEMENTS))])
    with Library.open(path, "first") as library:
        library.add(Document(text, "الأفق", "/1"))


def name(number: int) -> str:
    """The annotator of the process with that number."""
    return f"person {number}"


def write_at_once(
    path: Path, people: int, writes: int, pause: float = 0.0, *, ordered: bool = True, journal: str = "wal"
) -> list[float]:
    """Let `people` processes write `writes` times each to the library at `path`, `pause` seconds in between.

    Without `ordered` they wait as SQLite alone lets them, `journal` is what NEWSREAD_JOURNAL says. Gives
    the seconds that every write took, the wait for its turn among them. Fails where a process does.
    """
    order = "ordered" if ordered else "unordered"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path), name(number), str(writes), str(pause), order],
            env=environment(path.parent, NEWSREAD_JOURNAL=journal),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(people)
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    took: list[float] = []
    for process in processes:
        out, errors = process.communicate(timeout=LONGEST)
        assert process.returncode == 0, errors
        took += json.loads(out)
    return took
