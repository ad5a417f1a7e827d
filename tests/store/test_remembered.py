"""Words are found out about once, while they are met, and a long run forgets them when they are too many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store import remembered
from store.remembered import LONGEST, Remembered


def recorded(asked: list[str]) -> Callable[[str], str]:
    """Gives each word back, and keeps in `asked` that it was asked about."""

    def give(word: str) -> str:
        asked.append(word)
        return word

    return give


def test_a_word_is_asked_about_once() -> None:
    asked: list[str] = []
    known = Remembered(recorded(asked))
    assert list(map(known.__getitem__, ["خبر", "عن", "خبر"])) == ["خبر", "عن", "خبر"]
    assert asked == ["خبر", "عن"]


def test_no_more_are_kept_than_may_be_and_what_is_forgotten_is_asked_about_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remembered, "MOST", 10)
    asked: list[str] = []
    known = Remembered(recorded(asked))
    for number in range(100):
        assert known["قال"] == "قال"
        assert known[f"خبر{number}"] == f"خبر{number}"
        assert len(known) <= 10
    assert 1 < asked.count("قال") <= 12
    assert asked.count("خبر0") == 1
    assert known["خبر0"] == "خبر0"
    assert asked.count("خبر0") == 2


def test_what_is_too_long_for_a_word_is_not_kept() -> None:
    known = Remembered(len)
    assert known["ب" * (LONGEST + 1)] == LONGEST + 1
    assert not known
