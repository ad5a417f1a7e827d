"""Somebody who annotates in a terminal, and knows of each step whether the screen has confirmed it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import pyte

from tests.support.emulator import Emulator
from tests.support.waiting import PATIENCE

VERDICTS = ("verified", "refuted", "unclear")
"""Tags of which one excludes the others; their keys are 1 to 3."""
IMPORTANT = "important"
KEYS = {name: str(number) for number, name in enumerate((*VERDICTS, IMPORTANT), 1)}


@dataclass(frozen=True)
class Said:
    """What is annotated at a statement."""

    tags: frozenset[str] = frozenset()
    note: str = ""


@dataclass(frozen=True)
class Step:
    """Keys, what they make of the annotation, and what the screen says when it is kept."""

    keys: tuple[str, ...]
    after: Said
    told: str


class Screen:
    """What the terminal shows."""

    def __init__(self, terminal: Emulator, columns: int = 80, rows: int = 24) -> None:
        self._terminal = terminal
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = 0

    def look(self, patience: float = 0.0) -> str:
        """Wait up to `patience` seconds for output; everything on the screen then."""
        self._terminal.read(patience)
        sent = self._terminal.sent
        self._stream.feed(sent[self._seen :])
        self._seen = len(sent)
        return "\n".join(self._screen.display)

    def wait_for(self, *texts: str) -> str:
        """Look until one of `texts` is on the screen, which is given; fails with what is there instead."""
        deadline = time.monotonic() + PATIENCE
        while not any(text in (screen := self.look(0.02)) for text in texts):
            assert time.monotonic() < deadline, f"{texts} did not appear on:\n{screen}"
        return screen


class Typist:
    """Annotates one statement, step by step, until told to stop; remembers what has been confirmed.

    `confirmed` is what the screen has said is kept; `pending` the step after it whose keys are on their way.
    """

    def __init__(self, seed: int, said: Said) -> None:
        self._chance = random.Random(seed)
        self.confirmed = said
        self.pending: Step | None = None
        self.steps = 0
        self._before: list[Said] = []
        self._last = ""

    def annotate(self, terminal: Emulator, screen: Screen, until: Callable[[], bool]) -> None:
        """Press keys and look, until `until` says so: then what is on its way stays pending."""
        while not until():
            self.pending = self._step()
            for keys in self.pending.keys:
                if until():
                    return
                terminal.press(keys)
                # A note is typed as fast as a person does at best.
                screen.look(0.01)
            while self.pending is not None:
                if until():
                    return
                self.look(screen.look(0.01))

    def look(self, screen: str) -> None:
        """Take note of what the screen confirms."""
        if self.pending is not None and self.pending.told in screen:
            if self.pending.told.startswith("undone"):
                self._before.pop()
            else:
                self._before.append(self.confirmed)
            self.confirmed, self._last = self.pending.after, self.pending.told
            self.pending = None
            self.steps += 1

    def _step(self) -> Step:
        """A step whose confirmation is not on the screen already."""
        while True:
            step = self._chance.choice((self._tag, self._tag, self._note, self._undo))()
            if step is not None and not self._last.startswith(step.told[:6]):
                return step

    def _tag(self) -> Step:
        name, tags = self._chance.choice(list(KEYS)), self.confirmed.tags
        if name in tags:
            return Step((KEYS[name],), replace(self.confirmed, tags=tags - {name}), f"{name}: cleared")
        kept = tags - set(VERDICTS) if name in VERDICTS else tags
        return Step((KEYS[name],), replace(self.confirmed, tags=kept | {name}), f"{name}: set")

    def _note(self) -> Step:
        note = f"note {self._chance.randrange(10**9)}"
        # Ctrl+U clears the line that is there.
        return Step(("a", "\x01\x0b", note, "\x13"), replace(self.confirmed, note=note), "note saved")

    def _undo(self) -> Step | None:
        return Step(("u",), self._before[-1], "undone: now") if self._before else None
