"""What is found in texts, found by processes on all cores. Here nothing touches the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from store.cleaning import cleaned
from store.db import articles, compact
from store.db.packed import deflated
from store.db.texts import Found
from store.db.word_index import Speakers
from store.errors import Message, UnreadableInput, fault
from store.model import Document, Extraction, Outline, Unread
from store.processes import cores, forked, may_fork, run

PARALLEL_AFTER = 100
"""Texts after which processes are started: for fewer it does not pay."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What looks at a text on its way in."""

    analyse: Callable[[str], tuple[Outline, Extraction]]
    language: Callable[[str], str]
    """The ISO 639-1 code of most of a text."""
    title: Callable[[str, Outline], str]
    """What stands for a title where the format gave none."""
    words: Callable[[str], Sequence[str]]
    """The words of a text, their letters folded: what those want that ask for words."""
    stems: Callable[[Sequence[str]], str]
    """Words as the index of words holds them."""
    speakers: Speakers
    sketch: Callable[[Sequence[str]], tuple[int, ...]]
    """Hashes of which texts that are alike share some."""
    alike: Callable[[str, str], bool]
    """Whether two texts are the same report."""
    terms: Callable[[Sequence[str], Sequence[str]], bytes]
    """What an article is about, for the stories, by the words of its title and its text."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no article in an input: one line that names it."""

    message: Message


Task: TypeAlias = str | Document | Unread
"""A text to look at, one that an article is made of, or a page to extract one from first."""
Done: TypeAlias = Found | tuple[Document, Found] | Failed
"""Of a text, what was found in it; of a page, its document too."""


def look_at(machine: Machine, inputs: Sequence[str | Document]) -> list[Found]:
    """What the machine finds in texts, and of documents in their titles too.

    Each of its parts goes through all of them before the next one does: so what it looks up stays near the
    processor.
    """
    bodies = [one if isinstance(one, str) else one.text for one in inputs]
    read = list(map(machine.analyse, bodies))
    outlines = [outline for outline, _ in read]
    extractions = [extraction for _, extraction in read]
    claims = [extraction.claims for extraction in extractions]
    speakers = list(map(machine.speakers, bodies, claims))
    words = list(map(machine.words, bodies))
    found = map(
        Found,
        [extraction.extractor for extraction in extractions],
        list(map(machine.language, bodies)),
        list(map(machine.title, bodies, outlines)),
        map(len, claims),
        [len(outline.statements) for outline in outlines],
        list(map(compact.pack, outlines, extractions, bodies)),
        list(map(machine.stems, words)),
        list(map(machine.stems, map(machine.words, speakers))),
        list(map(deflated, bodies)),
        list(map(machine.sketch, words)),
    )
    return [
        one if isinstance(given, str) else _entitled(machine, given, one, folded)
        for given, one, folded in zip(inputs, found, words, strict=True)
    ]


def _entitled(machine: Machine, document: Document, found: Found, words: Sequence[str]) -> Found:
    """What was found in the text of a document, which has those `words`, and in its title."""
    title = machine.words(articles.title_of(document, found.title))
    return found._replace(headline=machine.stems(title), terms=machine.terms(title, words))


def work(machine: Machine, tasks: Sequence[Task]) -> list[Done]:
    """What became of each task. One that fails never stops the others."""
    inputs = [_input(task) for task in tasks]
    try:
        found = iter(look_at(machine, [one for one in inputs if not isinstance(one, Failed)]))
        looked_at = [one if isinstance(one, Failed) else next(found) for one in inputs]
    except Exception:
        # One by one they tell which of them it was.
        looked_at = [_look_alone(machine, one) for one in inputs]
    return [_done(*each) for each in zip(tasks, inputs, looked_at, strict=True)]


def _done(task: Task, one: str | Document | Failed, found: Found | Failed) -> Done:
    """What became of a task, with its document where that was a page before."""
    if isinstance(task, Unread) and isinstance(one, Document) and isinstance(found, Found):
        return one, found
    return found


def _input(task: Task) -> str | Document | Failed:
    """What is to be looked at."""
    try:
        return cleaned(task.read()) if isinstance(task, Unread) else task
    except Exception as error:
        return _failed(task, error)


def _look_alone(machine: Machine, one: str | Document | Failed) -> Found | Failed:
    """What is found in an input, unless it has failed before or does now."""
    if isinstance(one, Failed):
        return one
    try:
        return look_at(machine, [one])[0]
    except Exception as error:
        # Whatever it is, thousands of other articles may be waiting behind it.
        return _failed(one, error)


def _failed(task: Task, error: Exception) -> Failed:
    """Why a task came to nothing."""
    if isinstance(error, UnreadableInput):
        return Failed(error.message)
    name = f"{task[:40]!r}" if isinstance(task, str) else task.address
    return Failed(fault(name, error))


class Job:
    """Tasks that a process of `Workers` works on, or this one once the result is asked for."""

    def __init__(self, machine: Machine, tasks: Sequence[Task]):
        self.tasks = tasks
        self._machine = machine
        self._future: Future[list[Done]] | None = None
        self._done: list[Done] | None = None

    def begin(self, pool: ProcessPoolExecutor) -> None:
        """Let a process of the pool do it, unless it is done."""
        if self._done is None:
            self._future = pool.submit(run, self.tasks)

    def result(self) -> list[Done]:
        """What became of each task, waited for; done here where no process is at it, or that was killed."""
        if self._future is not None:
            with suppress(BrokenProcessPool):
                return self._future.result()
        if self._done is None:
            self._done = work(self._machine, self.tasks)
        return self._done


class Workers:
    """Processes that work on tasks, one a core; started for many tasks, stopped at the end of the block.

    Where a system cannot fork, or has no room for more, or there is one core, this process does the work.
    """

    def __init__(self, machine: Machine, count: int | None = None):
        self._machine = machine
        self.count = count or cores()
        self._pool: ProcessPoolExecutor | None = None
        self._held: list[Job] = []
        """What waits for the processes to be started."""
        self._seen = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def submit(self, tasks: Sequence[Task]) -> Job:
        """Begin to work on tasks, if processes do; `result` of the job waits for the end."""
        job = Job(self._machine, tasks)
        if self._pool is not None:
            self._begin(job)
        elif self.count > 1 and self._seen <= PARALLEL_AFTER:
            self._held.append(job)
            self._seen += len(tasks)
            if self._seen > PARALLEL_AFTER:
                if may_fork():
                    self._start()
                self._held.clear()
        return job

    def _start(self) -> None:
        # What the machine loads with the first text is shared with the processes.
        work(self._machine, self._held[0].tasks[:1])
        self._pool = forked(partial(work, self._machine), self.count)
        for job in self._held:
            self._begin(job)

    def _begin(self, job: Job) -> None:
        """Give the job to the processes; where one was killed, for want of memory say, all is done here."""
        if self._pool is not None and job.tasks:
            try:
                job.begin(self._pool)
            except BrokenProcessPool:
                self._pool, self.count = None, 1
