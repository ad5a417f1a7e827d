"""`newsread index`, and what the reader does with the paths that it is given."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, Word, options, pass_invocation
from tui.output import emit, is_terminal, tell
from tui.speech import say, shown, title

if TYPE_CHECKING:
    from store.errors import Message
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
            raise click.UsageError(say("missing argument 'PATH...'"))
        with invocation.open() as library:
            line = extract_again(library)
        emit(shown(line, sys.stdout))
        return 0
    with invocation.open(create=True) as library:
        line, failed = add_paths(library, paths, source, again)
    emit(shown(line, sys.stdout))
    return 1 if failed else 0


def extract_again(library: Library) -> str:
    """Find the claims of all texts again, with a progress bar on a terminal; gives the summary."""
    hidden = not is_terminal(sys.stderr)
    with click.progressbar(length=1, label=title(say("Extracting")), file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        count = library.extract_again(progress)
    if count == 1:
        return say("1 text: claims found again")
    return say("{count} texts: claims found again", count=count)


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
        tell("no articles in {paths}; a folder stands for the *.txt files in it", paths=", ".join(paths))
        return summary({}, 1, 0), 1
    failures: list[Message] = []
    replaced = 0
    hidden = not is_terminal(sys.stderr)
    try:
        with click.progressbar(
            length=len(files), label=title(say("Indexing")), file=sys.stderr, hidden=hidden
        ) as bar:

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
    counts = {
        "{count} new": outcomes.get("added", 0),
        "{count} updated": outcomes.get("updated", 0),
        "{count} with claims found again": outcomes.get("again", 0),
        "{count} unchanged": outcomes.get("unchanged", 0),
    }
    parts = [say(sentence, count=count) for sentence, count in counts.items() if count]
    line = say("1 article") if total == 1 else say("{count} articles", count=total)
    if parts:
        line = say("{articles}: {counts}", articles=line, counts=say(", ").join(parts))
    if failed:
        line = say("{before}; {count} failed", before=line, count=failed)
    if replaced == 1:
        line = say("{before}; 1 character replaced", before=line)
    elif replaced:
        line = say("{before}; {count} characters replaced", before=line, count=replaced)
    return line
