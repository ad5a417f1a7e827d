"""`make bench-size`: how what people feel grows from 1,000 to 10,000 to 100,000 articles.

Each figure is measured for all sizes and for an empty library in turn, in the same run, and printed as in
`make bench`. The libraries take minutes to make, and stay in the folder that the argument names, if one does.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

import pyte

from store.library import Library
from store.model import Place, Span
from tests.benchmarks.run import COLUMNS, ROWS, RUNS, press, probe, report
from tests.benchmarks.size_libraries import LARGEST, SIZES, make
from tests.support.places import SHARED

QUERIES = 200
COMMITS = 40
LISTED = 50
"""Results that a search is asked for."""
HELD = 400
RATE = 30
"""How often j comes while it is held down."""
_WORD = re.compile(r"[\u0621-\u064a]{3,}")
_HEAD = re.compile(r"\W*Articles\b")
_FRAME = b"\x1b[?2026l"


def reader(path: Path) -> list[str]:
    """The command that opens the reader on that library."""
    program = Path(__file__).with_name("plain_reader.py")
    return [sys.executable, str(program), "--library", str(path), "--annotator", "bench"]


def begin_in_the_middle(path: Path) -> None:
    """Let the reader open where somebody is in the middle of the list, who has read every second article."""
    with Library.open(path, "bench") as library:
        count = library.article_count()
        if count:
            half = library.article_page(None, count // 2, 500)
            library.mark_read(one.id for one in half[::2])
            library.save_place(Place(half[0].id, 0))


def start_and_memory(paths: dict[int, Path]) -> None:
    """Time to the first full screen and resident memory, against the empty library."""
    for path in paths.values():
        begin_in_the_middle(path)
    found: dict[int, list[dict[str, Any]]] = {size: [] for size in paths}
    for _ in range(RUNS):
        for size, path in paths.items():
            found[size].append(probe(reader(path), "--times", "5"))
    for name, key, unit in (("start", "start_s", "s"), ("memory", "rss_mb", "MB")):
        empty = median(run[key] for run in found[0])
        for size in SIZES:
            report(f"{name}, {size} articles", median(run[key] for run in found[size]), unit, empty)


def queries() -> list[str]:
    """What people ask for: one to three words that follow each other in a title."""
    chance = random.Random(6)
    titles = [_WORD.findall(document.title or "") for document in press()]
    asked = []
    for words in chance.sample([title for title in titles if title], QUERIES):
        first = chance.randrange(len(words))
        asked.append(" ".join(words[first : first + chance.choice((1, 1, 2, 3))]))
    return asked


class Shell:
    """The sqlite3 command on a library, kept open; it times its statements itself."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            ["sqlite3", "-readonly", str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def milliseconds(self, statement: str) -> float:
        """Processor time that the statement takes, its rows written out."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f".timer on\n{statement};\n.timer off\n.print done\n")
        self._process.stdin.flush()
        taken = 0.0
        while (row := self._process.stdout.readline()).strip() != "done":
            if row.startswith("Run Time: real "):
                _real, user, system = (float(one) * 1000 for one in row.split()[3::2])
                taken = user + system
        return taken

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def statements(library: Library, query: str) -> list[str]:
    """The FTS5 queries that a search comes to, with their values."""
    seen: list[str] = []
    with library.reading() as db:
        db.set_trace_callback(seen.append)
    library.search.find(query, length=LISTED)
    with library.reading() as db:
        db.set_trace_callback(None)
    return [one for one in seen if " MATCH " in one]


def search_times(path: Path, asked: Sequence[str]) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of each search through the door and of its own FTS5 queries by sqlite3, each sorted.

    Processor time of both, for what else the machine does would be in one of them only; and how long the
    first took by the clock.
    """
    ours, plain, elapsed = [], [], []
    shell = Shell(path)
    with Library.open(path, "bench") as library:
        for turn, query in enumerate((*asked[:10], *asked)):
            start, begun = time.process_time(), time.perf_counter()
            library.search.find(query, length=LISTED)
            taken = (time.process_time() - start) * 1000
            waited = (time.perf_counter() - begun) * 1000
            same = statements(library, query)
            assert same
            theirs = sum(map(shell.milliseconds, same))
            if turn >= 10:  # The first ones bring the file into memory.
                ours.append(taken)
                plain.append(theirs)
                elapsed.append(waited)
    shell.close()
    return sorted(ours), sorted(plain), sorted(elapsed)


def search(paths: dict[int, Path]) -> None:
    """Median and 95th percentile of a search, and the latter against 100 ms."""
    asked = queries()
    for size in SIZES:
        ours, plain, elapsed = search_times(paths[size], asked)
        for name, share in (("median", 0.5), ("p95", 0.95)):
            at = int(len(ours) * share)
            report(f"search {name}, {size} articles", ours[at], "ms", plain[at])
        waited = elapsed[int(len(elapsed) * 0.95)]
        report(f"search p95 by the clock against its bound, {size} articles", waited, "ms", 100)


def commits(paths: dict[int, Path]) -> None:
    """How long it takes until an annotation is on the disk, against a library of one article."""
    taken: dict[int, list[float]] = {size: [] for size in paths}
    with ExitStack() as open_:
        # In an empty library there is nothing to annotate: this one has one article.
        alone = Path(open_.enter_context(tempfile.TemporaryDirectory(dir=paths[0].parent))) / "1.db"
        libraries = {
            size: open_.enter_context(Library.open(path if size else alone, "commits"))
            for size, path in paths.items()
        }
        libraries[0].add(next(press()))
        articles = {}
        for size, library in libraries.items():
            middle = library.article_page(None, library.article_count() // 2, 1)[0]
            articles[size] = library.article(middle.id)
        for turn in range(COMMITS):
            for size, library in libraries.items():
                spans = articles[size].outline.statements or (Span(0, 5),)
                start = time.perf_counter()
                library.set_tag(articles[size].id, spans[turn % len(spans)], "statement", "verified")
                taken[size].append((time.perf_counter() - start) * 1000)
    for size in SIZES:
        report(f"annotation's commit, {size} articles", median(taken[size]), "ms", median(taken[0]))


def sizes(paths: dict[int, Path]) -> None:
    """The database against the texts in it, in UTF-8."""
    for size in SIZES:
        with Library.open(paths[size], "bench") as library, library.reading() as db:
            (texts,) = db.execute("SELECT sum(length(CAST(body AS BLOB))) FROM texts").fetchone()
            (file,) = db.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            ).fetchone()
        report(f"database, {size} articles", file / 1e6, "MB", texts / 1e6)


class Terminal:
    """The reader in a terminal of its own, and what is on its screen."""

    def __init__(self, command: Sequence[str]) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.environ.pop("TMUX", None)
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._file, keys.encode())

    def frames(self, quiet: float) -> int:
        """Read until nothing has come for `quiet` seconds; how many rows of the list were blank in any frame.

        Each frame is looked at when it ends: what stands between two of them nobody sees.
        """
        blank, kept = 0, b""
        while select.select([self._file], [], [], quiet)[0]:
            try:
                output = os.read(self._file, 65536)
            except OSError:
                break
            if b"\x1b[?2026$p" in output:
                self.press("\x1b[?2026;2$y")
            *frames, kept = (kept + output).split(_FRAME)
            for frame in frames:
                self._stream.feed(frame)
                blank += len(self.blank_rows())
        self._stream.feed(kept)
        return blank + len(self.blank_rows())

    def blank_rows(self) -> list[int]:
        """Rows of the list of articles, below its header, that show no title."""
        rows = [row[:31] for row in self.screen.display]
        head = next((at for at, row in enumerate(rows) if _HEAD.match(row)), len(rows))
        return [at for at in range(head + 1, ROWS - 2) if not re.search(r"\w", rows[at])]

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)


def hold_down(path: Path) -> None:
    """Open the largest source and hold j down: blank rows in the list, and articles passed in a second."""
    with Library.open(path, "bench") as library:
        names = [source.name for source in library.sources()]
        count = library.article_count(LARGEST)
    terminal = Terminal(reader(path))
    try:
        terminal.frames(2)
        # From the article past the claims to the sources, there to the largest, and on to its articles.
        for key in ("\t\t", "g", "j" * (names.index(LARGEST) + 1), "\t"):
            terminal.press(key)
            terminal.frames(1)
        blank, begun = 0, time.perf_counter()
        for _ in range(HELD):
            terminal.press("j")
            blank += terminal.frames(1 / RATE)
        taken = time.perf_counter() - begun
        blank += terminal.frames(1)
        shown = next(row for row in terminal.screen.display if _HEAD.match(row))
        assert str(count) in shown, shown
        report(f"blank rows in a list of {count} while j is held down, for {HELD} times", blank, "rows", HELD)
        report("the same, articles passed", HELD / taken, "a second", RATE)
    finally:
        terminal.close()


def main() -> None:
    """Make the libraries and print the figures."""
    if not (SHARED / "corpora").is_dir():
        sys.exit(f"make bench-size needs the shared folder of corpora at {SHARED}")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[1]) if sys.argv[1:] else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        paths = make(folder, press)
        sizes(paths)
        search(paths)
        start_and_memory(paths)
        hold_down(paths[SIZES[-1]])
        commits(paths)


if __name__ == "__main__":
    main()
