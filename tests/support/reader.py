"""The reader as a process of its own, apart from the settings of whoever runs the tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.emulator import Emulator
from tests.support.places import ROOT

BRIDGE = "حصيلة الجسر\n\nوصلت 750 سفينة (كبيرة) إلى المرفأ قبل الفجر.\n\nوصلت السفن الأخرى بعده بساعة.\n"
"""The text of an article."""
VISUAL, RUNS, OVERRIDDEN = "ﺔﻨﻴﻔﺳ", "ﺳﻔﻴﻨﺔ", "\u202dﺮﺠﻔﻟﺍ"
"""A word of it as the modes send it."""


PROGRAM = (sys.executable, "-m", "tui")
"""The command."""
PATIENT_PROGRAM = (sys.executable, "-m", "tests.support.patient")
"""The same for a terminal that answers what it is asked, however busy the machine is."""


def reader(library: Path, settings: Mapping[str, str], answers: str, *options: str) -> Emulator:
    """The command on `library` in the environment `settings`, in a terminal that gives `answers`."""
    program = PATIENT_PROGRAM if answers else PROGRAM
    line = [*program, "--library", str(library), *options]
    return Emulator(line, settings, answers, (100, 30))


def command(library: Path, annotator: str) -> list[str]:
    """What opens the reader on `library`, in a terminal that answers."""
    return [*PATIENT_PROGRAM, "--library", str(library), "--annotator", annotator]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment to run it in: a user's of its own, with all that is theirs in `folder`, and `more`.

    Nothing of the environment of whoever runs the tests is in it but the path to the programs.
    """
    settings = folder / "config.toml"
    settings.touch()
    return {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "NEWSREAD_CONFIG": str(settings),
        **more,
    }
