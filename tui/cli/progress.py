"""How far something is, on stderr."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from tui.output import is_terminal
from tui.speech import title

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

ROOMY = 72
"""Columns on which the time that is left stands too."""


def progress_bar(label: str, length: int = 1) -> ProgressBar[int]:
    """A bar behind `label` that fills a line of the terminal, and no more; none where stderr is not one."""
    return click.progressbar(
        length=max(1, length),
        label=title(label),
        width=0,
        show_eta=shutil.get_terminal_size().columns >= ROOMY,
        file=sys.stderr,
        hidden=not is_terminal(sys.stderr),
    )


def move(bar: ProgressBar[int], done: int, total: int) -> None:
    """Show on the bar that `done` of `total` are done."""
    bar.length = max(1, total)
    bar.update(done - bar.pos)
