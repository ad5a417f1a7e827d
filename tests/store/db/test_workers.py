"""Processes that look at texts: they find what one process finds, and none of them stops the others."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.db.texts import Found
from store.db.workers import PARALLEL_AFTER, Failed, Task, Workers, work
from store.library import Library
from store.library.session import machine
from store.model import Document, Unread

TEXT = 'قال محمود الساري، مدير الطرق: "الجسر كان آمنا" وأضاف أن {number} شخصا قتلوا في الحادثة رقم {number}.'


def document(number: int) -> Document:
    return Document(
        f"انهيار الجسر {number}\n\n{TEXT.format(number=number)}", f"مصدر {number % 3}", f"/{number}"
    )


def chunks(tasks: Sequence[Task], size: int = 20) -> list[Sequence[Task]]:
    return [tasks[first : first + size] for first in range(0, len(tasks), size)]


def test_many_processes_find_what_one_finds() -> None:
    tasks = [document(number) for number in range(3 * PARALLEL_AFTER)]
    with Workers(machine(), 3) as workers:
        jobs = list(map(workers.submit, chunks(tasks)))
        found = [one for job in jobs for one in job.result()]
        pool = workers._pool
    assert pool is not None, "processes were started"
    assert found == work(machine(), tasks)
    assert all(isinstance(one, Found) and one.claims and one.terms and one.headline for one in found)


def contents(path: Path) -> list[tuple[object, ...]]:
    """What a library says of each article, its story by the articles in it."""
    with Library.open(path, "huda") as library:
        found: list[tuple[object, ...]] = []
        for one in library.article_page(None, 0, 1000):
            article = library.article(one.id)
            story = library.stories.of_article(one.id)
            others = None if story is None else sorted(library.stories.story(story).articles)
            hits = [hit.id for hit in library.search.find("الجسر speaker:الساري").articles]
            found.append((article, one.copies, others, hits))
        return found


def test_a_library_is_the_same_whether_processes_filled_it_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [document(number) for number in range(PARALLEL_AFTER + 60)]
    with Library.open(tmp_path / "many.db", "huda") as library:
        library.add_many(documents)
    monkeypatch.setattr("store.db.workers.cores", lambda: 1)
    with Library.open(tmp_path / "one.db", "huda") as library:
        library.add_many(documents)
    assert contents(tmp_path / "many.db") == contents(tmp_path / "one.db")


def broken() -> Document:
    raise RuntimeError("no article")


def test_one_that_fails_is_named_and_the_others_go_on() -> None:
    page = Unread("مصدر", "https://news.example/1", "00", broken)
    before, failed, after = work(machine(), [document(1), page, document(2)])
    assert isinstance(before, Found)
    assert isinstance(after, Found)
    assert isinstance(failed, Failed)
    assert "https://news.example/1" in str(failed.message)
    assert "RuntimeError: no article" in str(failed.message)


def test_processes_that_are_killed_cost_nothing() -> None:
    tasks = [document(number) for number in range(2 * PARALLEL_AFTER)]
    with Workers(machine(), 2) as workers:
        list(map(workers.submit, chunks(tasks)))
        assert workers._pool is not None
        for process in list(workers._pool._processes):
            os.kill(process, signal.SIGKILL)
        jobs = list(map(workers.submit, chunks(tasks)))
        found = [one for job in jobs for one in job.result()]
        workers.submit(tasks[:1])
        assert workers.count == 1, "the rest is done here"
    assert found == work(machine(), tasks)


def test_the_end_of_the_block_ends_the_processes() -> None:
    tasks = [document(number) for number in range(2 * PARALLEL_AFTER)]
    with Workers(machine(), 2) as workers:
        for chunk in chunks(tasks):
            workers.submit(chunk)
        assert workers._pool is not None
        started = list(workers._pool._processes.values())
    assert started
    assert not any(process.is_alive() for process in started)
