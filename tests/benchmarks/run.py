"""`make bench`: what the reader costs, each figure against a baseline of the same run, or a bound.

One JSON object a line: `name`, `value`, `unit`, `against` (the baseline's value, or the bound), `ratio`. The
probe and the baseline app stand in `measure` of the shared folder and are used unchanged; a figure is the
median of several runs of both, taken in turn.
"""

from __future__ import annotations

import compileall
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pyte

from store.library import Library
from store.model import Document, Place
from tests.benchmarks import extraction, growth, indexing, layouts, reindexing, writers
from tests.support.places import ROOT, SHARED

COLUMNS, ROWS = 120, 40
RUNS = 5
STEPS = 12
LIBRARY = "library.db"


def report(name: str, value: float, unit: str, against: float) -> None:
    """Print one figure and its ratio to the baseline or the bound."""
    ratio = round(value / against, 3)
    line = {"name": name, "value": round(value, 4), "unit": unit, "against": against, "ratio": ratio}
    print(json.dumps(line), flush=True)


def press() -> Iterator[Document]:
    """The articles of the press corpus."""
    with gzip.open(SHARED / "corpora" / "press.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            text = f"{row['title']}\n{row['content']}".replace("\x00", "\u2400")
            address = f"{row['url']}#{number}"
            yield Document(text, row["source"], address, row["url"], row["title"], row["date_extracted"][:10])


def probe(command: list[str], *options: str) -> dict[str, Any]:
    """What pty_probe.py measures of `command`."""
    script = str(SHARED / "measure" / "pty_probe.py")
    argv = [sys.executable, script, "--size", f"{COLUMNS}x{ROWS}", *options, "--", *command]
    result: dict[str, Any] = json.loads(subprocess.run(argv, check=True, capture_output=True).stdout)
    return result


def start_and_memory(reader: list[str], baseline: list[str]) -> None:
    """Time to the first full screen, resident memory, bytes sent by then."""
    ours, bare = [], []
    for _ in range(RUNS):
        bare.append(probe(baseline, "--times", "5"))
        ours.append(probe(reader, "--times", "5"))
    figures = (("start", "start_s", "s"), ("memory", "rss_mb", "MB"), ("start, sent", "start_bytes", "bytes"))
    for name, key, unit in figures:
        report(name, median(r[key] for r in ours), unit, median(r[key] for r in bare))


def screen_after(output: bytes) -> pyte.Screen:
    """The screen of a terminal that received `output`."""
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.ByteStream(screen).feed(output)
    return screen


def statement_steps(program: list[str], folder: Path) -> None:
    """Bytes for a step to the next statement, against the UTF-8 size of the screen rows that it changed."""
    still: list[tuple[int, int]] = []
    scrolled: list[int] = []
    dump = folder / "dump"
    for steps in range(STEPS):
        keys = " ".join(["j"] * steps)
        reader = [*program, "--annotator", new_reader(folder / LIBRARY, f"step {steps}")]
        result = probe(reader, "--open", keys, "--times", "1", "--dump", str(dump))
        output = dump.read_bytes()
        count = result["key_bytes_max"]
        if not count:
            continue
        end = len(output) - result["idle_bytes"]
        before, after = screen_after(output[: end - count]), screen_after(output[:end])
        changed = [y for y in range(ROWS) if before.buffer[y] != after.buffer[y]]
        moved = [y for y in changed if before.display[y] != after.display[y]]
        if len(moved) > ROWS // 2:
            scrolled.append(count)
        else:
            still.append((count, sum(len(after.display[y].rstrip().encode()) for y in changed)))
    if still:
        worst = max(still, key=lambda pair: pair[0] / pair[1])
        report("statement step, worst without scrolling", worst[0], "bytes", worst[1])
        report(
            "statement step, median without scrolling",
            median(count for count, _size in still),
            "bytes",
            median(size for _count, size in still),
        )
    if scrolled:
        report("statement step, worst with scrolling", max(scrolled), "bytes", 12_000)


def annotation_steps(program: list[str], folder: Path) -> None:
    """Bytes for a tag and a verdict, after the keys that lead there, against the most that they may take."""
    steps = (
        ("tag on a statement", "", "1"),
        ("tag on a free span", "v w w", "1"),
        ("tag, and on to the next statement", "T", "1"),
        ("verdict on a claim", "n", "+"),
    )
    for name, keys, key in steps:
        reader = [*program, "--annotator", new_reader(folder / LIBRARY, name)]
        options = ["--open", keys] if keys else []
        result = probe(reader, *options, "--key", key, "--times", "1")
        assert result["key_bytes_max"], f"{name}: nothing was drawn"
        report(name, result["key_bytes_max"], "bytes", 2_500)


def new_reader(library: Path, annotator: str) -> str:
    """An annotator at the beginning of a long article who has read everything.

    An article that is not read yet would become so, and its list be repainted, while it is measured.
    """
    with Library.open(library, annotator) as opened:
        opened.mark_all_read()
        latest = [opened.article(one.id) for one in opened.article_page(None, 0, 100)]
        longest = max(latest, key=lambda article: len(article.outline.statements))
        opened.save_place(Place(longest.id, 0))
    return annotator


def prompts(program: list[str], folder: Path) -> None:
    """Bytes for a prompt that opens, against what the whole screen takes at the start."""
    reader = [*program, "--annotator", new_reader(folder / LIBRARY, "prompts")]
    for name, key in (("tags", "t"), ("note", "a"), ("find", "/"), ("help", "?")):
        found = probe(reader, "--key", key, "--times", "1")
        report(f"prompt opened, {name}", found["key_bytes_max"], "bytes", found["start_bytes"])


def long_articles(program: str, folder: Path) -> None:
    """The first full screen of a text of 1 MB against one of 5 KB, and jumps in it: to its end, to a hit."""
    libraries = layouts.long_articles(SHARED / "articles" / "seed-003.txt", folder)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in libraries}
    for turn in range(RUNS):
        for name, path in libraries.items():
            # A new annotator each time: one who was at the end already would jump nowhere.
            reader = [program, "--library", str(path), "--annotator", f"turn {turn}"]
            found[name].append(probe(reader, "--open", "Enter", "--key", "G", "--times", "1"))
            assert found[name][-1]["key_bytes_max"], "the jump to the end changed nothing"
    small, large = (median(run["start_s"] for run in found[name]) for name in ("5 KB", "1 MB"))
    report("start on an article of 1 MB", large, "s", small)
    report("end of an article of 1 MB", max(run["key_ms_median"] for run in found["1 MB"]), "ms", 150)
    for label, before, key in (
        ("next search hit, at the end of an article of 1 MB", f"Enter / {layouts.SOUGHT} Enter", "n"),
        ("first letter sought in an article of 1 MB", "Enter G /", layouts.SOUGHT[0]),
        ("next letter sought there", f"Enter G / {layouts.SOUGHT[:-1]}", layouts.SOUGHT[-1]),
    ):
        times = []
        for turn in range(RUNS):
            reader = [program, "--library", str(libraries["1 MB"]), "--annotator", f"{label} {turn}"]
            jump = probe(reader, "--open", before, "--key", key, "--times", "1")
            assert jump["key_bytes_max"], f"{label}: nothing changed"
            times.append(jump["key_ms_median"])
        report(label, max(times), "ms", 150)


def claims_filtered(program: str, folder: Path) -> None:
    """The filters of an article with thousands of claims, offered and set."""
    reader = [program, "--library", str(layouts.many_claims(folder)), "--annotator", "bench"]
    for label, before, key in (
        (f"filters offered in an article of {layouts.CLAIMS} claims", "", "f"),
        ("one of them set there", "f", "Enter"),
    ):
        options = ["--open", before] if before else []
        found = [probe(reader, *options, "--key", key, "--times", "1") for _ in range(RUNS)]
        assert all(run["key_bytes_max"] for run in found), f"{label}: nothing was drawn"
        report(label, max(run["key_ms_median"] for run in found), "ms", 150)


def writes_beside_the_index(path: Path, folder: Path) -> None:
    """How long a write takes while another process makes the index of words anew."""
    found = reindexing.waits(path, folder)
    for label, share in (("median", 0.5), ("99th percentile", 0.99), ("longest", 1.0)):
        figure = writers.percentile(found, share)
        report(f"write while the index is made anew, {label}", figure, "ms", reindexing.BOUND_MS)


def eight_writers(folder: Path) -> None:
    """How long a write takes among eight people's, against SQLite's own waiting and against the bound."""
    ours, plain = writers.waits(folder), writers.waits(folder, ordered=False)
    for label, share in (("median", 0.5), ("99th percentile", 0.99), ("longest", 1.0)):
        found, against = (writers.percentile(figures, share) for figures in (ours, plain))
        report(f"write of eight without a pause, {label}", found, "ms", against)
    report("the same against the bound", writers.percentile(ours, 0.99), "ms", writers.BOUND_MS)
    typing = writers.waits(folder, pause=0.2)
    report("write of eight, one each 200 ms, 99th percentile", writers.percentile(typing, 0.99), "ms", 250)


def main() -> None:
    """Build the library and print the figures."""
    if not (SHARED / "corpora").is_dir():
        sys.exit(f"make bench needs the shared folder of articles and corpora at {SHARED}")
    baseline = [sys.executable, str(SHARED / "measure" / "bare_textual.py")]
    # As pip leaves an installed package: compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for package in ("store", "tui"):
        compileall.compile_dir(ROOT / package, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / LIBRARY
        with Library.open(path, "bench") as library:
            library.add_many(press())
        program = [str(Path(sys.executable).parent / "newsread"), "--library", str(path)]
        ours, plain = indexing.index_times(SHARED / "corpora" / "press.jsonl.gz", folder)
        report("index of the press corpus, whole process", ours, "s", plain)
        ours, plain = layouts.layout_times(SHARED / "articles")
        report("cold layout of the articles", ours, "ms", plain)
        ours, plain, early, late = extraction.extraction_times(document.text for document in press())
        report("claims of the press corpus", ours, "s", plain)
        report("memory at its end, against that after a quarter", late, "MB", early)
        for what, twice, once in growth.figures():
            report(f"{what}, against half of it", twice, "s", once)
        start_and_memory([*program, "--annotator", new_reader(path, "bench")], baseline)
        statement_steps(program, folder)
        prompts(program, folder)
        annotation_steps(program, folder)
        long_articles(program[0], folder)
        claims_filtered(program[0], folder)
        writes_beside_the_index(path, folder)
        eight_writers(folder)
    # Imported here: it imports this module.
    from tests.benchmarks import stories

    stories.cost()
    stories.ans()
    stories.propositions()


if __name__ == "__main__":
    main()
