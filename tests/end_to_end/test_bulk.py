"""`newsread index` of many records, as people run it: interrupted, with bad records, on a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.library import Library
from tests.support.reader import environment
from tests.support.waiting import LONGEST, wait_until

RECORDS = 2_000
FIRST, DAILY = date(2018, 1, 1), 100
"""The day of the first records, and how many there are of each day."""
TEXT = (
    "أعلن المتحدث باسم الشركة {word} أن العمل في المحطة {number} سيبدأ قريبا. "
    'وقال مدير المشروع: "اكتمل البناء في {word}". وأضاف أن {number} عاملا شاركوا فيه، ولم يذكر كم كلف. ' * 4
)


def corpus(path: Path, records: int) -> Path:
    """A file of so many records, each about something else."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(records):
            word = "".join(chr(ord("ب") + int(digit)) for digit in str(number))
            record = {
                "title": f"محطة {word}",
                "text": TEXT.format(word=word, number=number),
                "url": f"https://news.example/{number}",
                "date": (FIRST + timedelta(number // DAILY)).isoformat(),
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def command(library: Path, file: Path) -> list[str]:
    return [sys.executable, "-m", "tui", "--library", str(library), "index", str(file)]


def kept(library: Path) -> int:
    """How many articles are in the library; 0 while there is none."""
    if not library.exists() or not library.stat().st_size:
        return 0
    with Library.open(library, "huda", create=False) as opened:
        return opened.article_count()


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    library, file = tmp_path / "library.db", corpus(tmp_path / "press.jsonl", RECORDS)
    # A session of its own: Ctrl-C reaches every process of the command, as it does in a terminal.
    first = subprocess.Popen(
        command(library, file),
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_until(lambda: kept(library) >= 300 or first.poll() is not None, seconds=LONGEST)
    assert first.poll() is None, "it was done before it could be interrupted"
    os.killpg(first.pid, signal.SIGINT)
    out, err = first.communicate(timeout=LONGEST)
    assert (first.returncode, out) == (130, b"")
    said = re.fullmatch(
        r"newsread: stopped; (\d+) articles? kept\. The same command goes on there\n", err.decode()
    )
    assert said, err.decode()
    done = kept(library)
    assert done == int(said[1])
    assert 300 <= done < RECORDS
    with pytest.raises(ProcessLookupError):
        os.killpg(first.pid, 0)

    second = subprocess.run(
        command(library, file), env=environment(tmp_path), capture_output=True, timeout=LONGEST, check=True
    )
    assert second.stdout.decode() == f"{RECORDS} articles: {RECORDS - done} new, {done} unchanged\n"
    assert second.stderr == b""
    assert kept(library) == RECORDS
    with Library.open(library, "huda") as opened:
        assert opened.search.count("محطة") == RECORDS
        assert opened.stories.update() == 0, "the second run grouped what the first one left"


def test_a_bad_record_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    library, file = tmp_path / "library.db", corpus(tmp_path / "press.jsonl", 300)
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[120] = lines[120][:-20]
    lines[250] = '{"title": "", "text": "  "}'
    file.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(
        command(library, file), env=environment(tmp_path), capture_output=True, timeout=LONGEST
    )
    assert done.returncode == 1
    assert done.stdout.decode() == "298 articles: 298 new; 1 failed; 1 record without a text\n"
    first, second = done.stderr.decode().splitlines()
    assert f"{file}, line 121: " in first
    assert f"{file}, line 251: " in second
    assert kept(library) == 298


def test_a_terminal_shows_how_fast_it_goes_and_how_long_it_will_take(tmp_path: Path) -> None:
    library, file = tmp_path / "library.db", corpus(tmp_path / "press.jsonl", 2_000)
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        command(library, file),
        env=environment(tmp_path),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # The end of what is shown, once the other end is closed.
        while piece := os.read(controller, 65536):
            shown += piece
    os.close(controller)
    assert process.wait(timeout=LONGEST) == 0
    text = shown.decode()
    assert re.search(r"Indexing: \d+ articles, \d+ a second", text)
    assert re.search(r"\d%  ?\d\d:\d\d:\d\d", text), "the time that is left"
    assert re.search(r"Finding stories: 2000 of 2000 articles", text)
    assert "2000 articles: 2000 new" in text


def peak(library: Path, file: Path, folder: Path) -> int:
    """The most memory, in KB, that a process of the command has had: the one that writes, or a worker."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = [sys.executable, "-c", script, *command(library, file)]
    done = subprocess.run(run, env=environment(folder), capture_output=True, check=True, timeout=900)
    return int(done.stdout)


@pytest.mark.long
def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    small, large = (
        peak(tmp_path / f"{records}.db", corpus(tmp_path / f"{records}.jsonl", records), tmp_path)
        for records in (2_000, 10_000)
    )
    assert large < 1.4 * small, f"{small} KB for 2,000 records, {large} KB for 10,000"
