"""Stories are the same whether other processes look for the neighbours of articles or none does."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from store import processes
from store.library import Library, story_groups
from store.model import Document

EVENTS = (
    "اندلع حريق في مصنع الغزل بمدينة الزعفران فجرا وقتل أربعة عمال بينهم لقمان البرجسي",
    "تغلب فريق النسور على غريمه الصقور بثلاثة أهداف دون رد في ديربي العاصمة أمام جمهور غفير",
    "انهار جسر الوادي القديم قرب قرية السنابل وانتشل الغواصون سيارتين من مياه النهر الموحلة",
    "أعلن البنك المركزي رفع سعر الفائدة نصف نقطة مئوية لكبح التضخم وسط تراجع الدينار",
)
ENDINGS = ("وفتحت النيابة تحقيقا", "وغادر الجميع مبكرا", "وكان ذلك متوقعا منذ أسابيع")


def documents() -> list[Document]:
    """Events of three days each that lie apart by more and by less than a story's days, and some undated."""
    found = []
    for number in range(24):
        event, ending = EVENTS[number % len(EVENTS)], ENDINGS[number % len(ENDINGS)]
        day = None if number % 11 == 10 else f"2026-03-{1 + 6 * (number // 8) + number % 3:02}"
        found.append(Document(f"{event} {ending}.", f"outlet {number}", f"/{number}", published=day))
    return found


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[ProcessPoolExecutor]:
    """Two articles are enough for a process; the pools that are started."""
    started: list[ProcessPoolExecutor] = []

    def forked(work: Callable[[Any], Any], count: int) -> ProcessPoolExecutor:
        pool = processes.forked(work, count)
        assert pool is not None
        started.append(pool)
        return pool

    monkeypatch.setattr(story_groups, "PART", 2)
    monkeypatch.setattr(story_groups, "cores", lambda: 2)
    monkeypatch.setattr(story_groups, "forked", forked)
    return started


def stories(path: Path, *batches: list[Document]) -> set[frozenset[str]]:
    """The addresses of the articles of each story, once the batches came in."""
    with Library.open(path, "huda") as library:
        for batch in batches:
            library.add_many(batch)
        found = library.stories.page(0, 100)
        return {frozenset(library.article(one).address for one in story.articles) for story in found}


@pytest.mark.parametrize("first", [0, 5, 12])
def test_processes_find_the_stories_that_one_finds(
    pools: list[ProcessPoolExecutor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    batches = documents()[:first], documents()[first:]
    by_many = stories(tmp_path / "many.db", *batches)
    assert pools
    pools.clear()
    monkeypatch.setattr(story_groups, "cores", lambda: 1)
    assert by_many == stories(tmp_path / "one.db", *batches)
    assert not pools
    assert len(by_many) > len(EVENTS), "events of the same words that lie apart are several stories"


def test_few_articles_start_none(pools: list[ProcessPoolExecutor], tmp_path: Path) -> None:
    assert not stories(tmp_path / "few.db", documents()[:2])
    assert not pools


def test_processes_that_are_killed_cost_nothing(
    pools: list[ProcessPoolExecutor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = os.getpid()
    meet = story_groups._meet

    def killed(*given: Any) -> Any:
        assert os.getpid() != parent
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(story_groups, "_meet", killed)
    by_killed = stories(tmp_path / "killed.db", documents())
    assert pools
    monkeypatch.setattr(story_groups, "_meet", meet)
    assert by_killed == stories(tmp_path / "many.db", documents())
