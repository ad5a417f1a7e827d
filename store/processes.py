"""Processes on all cores that do one kind of work, forked: what it needs is shared with them."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from typing import Any


def cores() -> int:
    """How many processes may work at once here: one where a system cannot fork."""
    if "fork" not in get_all_start_methods():
        return 1
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def may_fork() -> bool:
    """Whether this is the only thread of its process: a reader that refreshes its feeds has others."""
    return threading.active_count() == 1 and threading.current_thread() is threading.main_thread()


def forked(work: Callable[[Any], Any], count: int) -> ProcessPoolExecutor | None:
    """`count` processes, which are there by then; `submit(run, task)` has one of them do `work` on the task.

    None where the system lets no more be started.
    """
    others = active_children()
    # Nobody ends a pool of which only some have been started. And they keep the mask: Ctrl-C is for the
    # process that has forked them, whose end is theirs too.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        pool = ProcessPoolExecutor(count, get_context("fork"), initializer=_begin, initargs=(work,))
        pool.submit(int)  # With the first task all of them are started.
        return pool
    except OSError:
        for process in set(active_children()).difference(others):
            process.terminate()
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Callable[[Any], Any] | None = None
"""What this process has been forked for."""


def run(task: Any) -> Any:
    """The work of this process, which is one of those that `forked` has made, on a task."""
    assert _work is not None
    return _work(task)


def _begin(work: Callable[[Any], Any]) -> None:
    """Make this process a worker, which ends with the one that has forked it."""
    global _work
    _work = work
    # The tables of the parent stay shared with it: no collection walks through them, which would copy them.
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent has ended, however that came about."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
