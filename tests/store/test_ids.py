"""Ids: articles' from what they are, annotations' in the order of their making."""

from __future__ import annotations

import re
import threading
import time
from uuid import UUID

import pytest

from store import ids


def test_an_article_has_the_same_id_everywhere() -> None:
    assert ids.article_id("a", "b") == "60ff007a-fe2b-5baf-91dd-69dce6ab9151"


def test_source_and_address_are_told_apart() -> None:
    assert ids.article_id("ab", "c") != ids.article_id("a", "bc")


def test_new_ids_are_of_version_7_and_sort_as_they_were_made() -> None:
    made = [ids.uuid7() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert {UUID(one).version for one in made} == {7}
    assert {UUID(one).variant for one in made} == {"specified in RFC 4122"}


def test_a_clock_that_goes_back_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids.uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert ids.uuid7() > before


def test_a_millisecond_that_is_used_up_borrows_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = (ids._last_moment + 1_000) * 1_000_000
    monkeypatch.setattr(time, "time_ns", lambda: moment)
    made = [ids.uuid7() for _ in range(5_000)]
    assert made == sorted(set(made))


def test_threads_never_get_the_same_id() -> None:
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend([ids.uuid7() for _ in range(2_000)])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8_000


def test_times_are_utc_with_milliseconds() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", ids.now())


@pytest.mark.parametrize(
    ("time", "kept"),
    [
        ("2026-01-31", "2026-01-31T00:00:00.000Z"),
        ("2026-01-31T18:00Z", "2026-01-31T18:00:00.000Z"),
        ("2026-01-31T18:00:00.5+03:00", "2026-01-31T15:00:00.500Z"),
    ],
)
def test_a_time_of_any_zone_is_kept_in_utc(time: str, kept: str) -> None:
    assert ids.kept(time) == kept


@pytest.mark.parametrize("time", ["", "يوم", "2026-02-30", "0001-01-01T00:00+03:00"])
def test_what_is_no_time_is_an_error(time: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|out of range|\+03:00$"):
        ids.kept(time)
