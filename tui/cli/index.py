"""`newsread index`, and what the reader does with the paths that it is given."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, Word, options, pass_invocation
from tui.output import emit, is_terminal, tell

if TYPE_CHECKING:
    from store.library import Library
    from store.model import Document, Outcome


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, type=PathWord())
@click.option(
    "--source", metavar="NAME", type=Word(), help="The outlet; by default the name of each file's folder."
)
@click.option(
    "--again", is_flag=True, help="Find the claims again; without a PATH, of all texts in the library."
)
@options()
@pass_invocation
def index(invocation: Invocation, paths: tuple[str, ...], source: str | None, again: bool) -> int:
    """Index files and folders of plain text.

    A folder stands for the *.txt files in it and below it, but for README.txt and what is hidden (its name
    begins with a dot); a file that is named goes in whatever it is called. A text that is there already
    changes nothing, but for its claims, which a newer version of newsread finds again; a file that has
    changed becomes a new version of its article and keeps its annotations.
    """
    if not paths:
        if not again or source is not None:
            raise click.UsageError("missing argument 'PATH...'")
        with invocation.open() as library:
            line = extract_again(library)
        emit([line])
        return 0
    with invocation.open(create=True) as library:
        line, failed = add_paths(library, paths, source, again)
    emit([line])
    return 1 if failed else 0


def extract_again(library: Library) -> str:
    """Find the claims of all texts again, with a progress bar on a terminal; gives the summary."""
    hidden = not is_terminal(sys.stderr)
    with click.progressbar(length=1, label="Extracting", file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        count = library.extract_again(progress)
    return f"{count} {'text' if count == 1 else 'texts'}: claims found again"


def add_paths(
    library: Library, paths: Sequence[str], source: str | None = None, again: bool = False
) -> tuple[str, int]:
    """Index what `paths` name, with a progress bar on a terminal and a line for each that cannot be read.

    With `again` the claims of texts that are there already are found again. Gives the summary, and how many
    failed.
    """
    # Imported here: the reading of files, for the commands that read any.
    from store import inputs

    files = inputs.find(paths)
    if not files:
        tell(f"no articles in {', '.join(paths)}; a folder stands for the *.txt files in it")
        return summary({}, 1, 0), 1
    failures: list[str] = []
    replaced = 0
    hidden = not is_terminal(sys.stderr)
    try:
        with click.progressbar(length=len(files), label="Indexing", file=sys.stderr, hidden=hidden) as bar:

            def readable() -> Iterator[Document]:
                nonlocal replaced
                for item in inputs.documents(files, source):
                    if isinstance(item, inputs.InputFailure):
                        failures.append(item.message)
                        bar.update(1)
                    else:
                        replaced += item.replaced
                        yield item

            outcomes = library.add_many(readable(), lambda _: bar.update(1), again)
    finally:
        for message in failures:
            tell(message)
    return summary(outcomes, len(failures), replaced), len(failures)


def summary(outcomes: Mapping[Outcome, int], failed: int, replaced: int) -> str:
    """One line on what became of the inputs: `12 articles: 10 new, 1 updated, 1 unchanged; 2 failed`."""
    total = sum(outcomes.values())
    counts = {"new": outcomes.get("added", 0)}
    counts["updated"] = outcomes.get("updated", 0)
    counts["with claims found again"] = outcomes.get("again", 0)
    counts["unchanged"] = outcomes.get("unchanged", 0)
    parts = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    line = f"{total} {'article' if total == 1 else 'articles'}" + (f": {parts}" if parts else "")
    if failed:
        line += f"; {failed} failed"
    if replaced:
        line += f"; {replaced} {'character' if replaced == 1 else 'characters'} replaced"
    return line
