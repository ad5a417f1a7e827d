"""Dataclasses that are made quickly are as others are, but for the time it takes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, replace
from inspect import signature

import pytest

from store.making import quickly


@dataclass(frozen=True, slots=True, order=True)
class Slow:
    start: int
    end: int = 7
    text: str = ""


@quickly
@dataclass(frozen=True, slots=True, order=True)
class Quick:
    start: int
    end: int = 7
    text: str = ""


def test_it_takes_what_the_dataclass_takes() -> None:
    assert str(signature(Quick)) == str(signature(Slow))
    assert repr(Quick(1)) == "Quick(start=1, end=7, text='')"
    assert Quick(1, 2, "x") == Quick(text="x", end=2, start=1)
    make: Callable[..., Quick] = Quick
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'start'"):
        make()
    with pytest.raises(TypeError, match="unexpected keyword argument 'length'"):
        make(1, length=2)


def test_it_stays_frozen() -> None:
    made, (field, *_) = Quick(1), Quick.__slots__
    with pytest.raises(FrozenInstanceError):
        setattr(made, field, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(made, field)
    assert not hasattr(made, "__dict__")


def test_it_is_compared_replaced_and_sent_to_other_processes_as_others_are() -> None:
    made = Quick(1, 2, "x")
    assert replace(made, end=3) == Quick(1, 3, "x")
    assert sorted([Quick(2), made]) == [made, Quick(2)]
    assert hash(made) == hash(Quick(1, 2, "x"))
    assert pickle.loads(pickle.dumps(made)) == made
