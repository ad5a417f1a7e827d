"""Processes on all cores: what comes between while they are forked neither stops the work nor outlives it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest

from store.db.workers import PARALLEL_AFTER, Workers, work
from store.library.session import machine
from tests.support.reader import environment
from tests.support.waiting import PATIENCE

INTERRUPTED = """
import os, signal, sys
from multiprocessing.popen_fork import Popen
from pathlib import Path
from store.db import workers
from store.library import Library
from store.model import Document

launch = Popen._launch

def interrupted(self, process):
    launch(self, process)
    os.kill(os.getpid(), signal.SIGINT)

Popen._launch = interrupted
workers.cores = lambda: 2
documents = [Document(f"انهيار الجسر {number}", "الأفق", f"/{number}") for number in range(300)]
with Library.open(Path(sys.argv[1]), "huda") as library:
    try:
        library.add_many(documents)
    except KeyboardInterrupt:
        print(library.article_count() > 0)
"""
"""Ctrl-C comes when the first of two processes has been forked, and the other has not."""


def test_who_is_interrupted_while_processes_are_forked_keeps_what_came_and_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path / "library.db")],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("True\n", "", 0)


@pytest.mark.parametrize("started", [0, 1])
def test_where_no_more_processes_can_be_forked_the_work_is_done_here(
    started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, forked = os.fork, 0

    def full() -> int:
        nonlocal forked
        if forked == started:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        forked += 1
        return fork()

    monkeypatch.setattr(os, "fork", full)
    texts = [f"قال محمود الساري إن {number} عاملا شاركوا فيه." for number in range(2 * PARALLEL_AFTER)]
    with Workers(machine(), 2) as workers:
        job = workers.submit(texts)
        left = active_children()
        for process in left:
            process.join()  # It has been told to end.
        assert job.result() == work(machine(), texts)
    assert len(left) <= started
