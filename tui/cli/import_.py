"""`newsread import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, options, pass_invocation
from tui.output import emit, tell
from tui.speech import say, shown

if TYPE_CHECKING:
    from store.model import Merged

SHOWN = 5
"""Places of the file that are named."""


@click.command("import")
@click.argument("file", type=PathWord())
@options()
@pass_invocation
def import_(invocation: Invocation, file: str) -> None:
    """Merge the annotations of a file into the library.

    FILE is a newsread export, W3C Web Annotations, an export of Label Studio, a table that newsread export
    wrote, or brat's files: a folder, a .zip, or one .ann beside its .txt. Which it is newsread sees.

    Of two versions of one annotation the newer is current, and the other is kept in the log; nothing is
    there twice, however often a file is imported. Annotations of an article that is not there wait until its
    text is indexed. A file that does not fit is refused whole. The import is one step, which undo takes back.

    A file that is edited elsewhere can be imported after each round of edits: what was edited since comes in.
    An annotation that was changed here meanwhile stays as it is here; that is told, and the log keeps the
    file's.
    """
    with invocation.open(create=True) as library:
        merged = library.exchange.import_file(Path(file))
    emit(shown(summary(merged), sys.stdout))
    if merged.closed:
        tell(
            "one stretch here, with what stands between its pieces: {count:annotation|annotations}",
            count=merged.closed,
        )
    if merged.conflicts:
        more = len(merged.conflicts) - SHOWN
        told = say(", ").join(merged.conflicts[:SHOWN])
        tell(
            "changed both in the file and here, and left as they are here, with the file's kept in the log:"
            " {names}",
            names=told if more <= 0 else say("{names} and {count} more", names=told, count=more),
        )
    if merged.tags:
        tell("tags that are new or different now: {names}", names=", ".join(merged.tags))


def summary(merged: Merged) -> str:
    """One line on what became of the file's annotations."""
    counts = {
        "{count} new": merged.added,
        "{count} changed": merged.changed,
        "{count} deleted": merged.deleted,
        "{count} unchanged": merged.unchanged,
        "{count} older than here": merged.older,
        "{count} in conflict": len(merged.conflicts),
    }
    total = sum(counts.values())
    line = say("{count:annotation|annotations}", count=total)
    parts = [say(sentence, count=count) for sentence, count in counts.items() if count]
    if parts:
        line = say("{subject}: {counts}", subject=line, counts=say(", ").join(parts))
    if merged.waiting:
        line = say(
            "{before}; {count} of articles that are not indexed yet", before=line, count=merged.waiting
        )
    if merged.orphaned:
        line = say("{before}; {count} orphaned: see newsread orphans", before=line, count=merged.orphaned)
    return line
