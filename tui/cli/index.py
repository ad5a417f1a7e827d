"""`newsread index`, and what the reader does with the paths that it is given."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, Word, options, pass_invocation
from tui.cli.progress import move, progress_bar
from tui.output import emit, tell
from tui.speech import say, shown, title

if TYPE_CHECKING:
    from store.errors import Message
    from store.inputs import Answer, InputFailure
    from store.library import Library
    from store.model import Document, Outcome, Unread


@click.command()
@click.argument("paths", metavar="PATH|URL|-...", nargs=-1, type=PathWord())
@click.option(
    "--source",
    metavar="NAME",
    type=Word(),
    help="The outlet; by default what the page or record names, else the folder or host.",
)
@click.option(
    "--fields",
    metavar="MAP",
    type=Word(),
    help="For records: title=headline,text=body says which field holds what.",
)
@click.option(
    "--again", is_flag=True, help="Find the claims again; without a PATH, of all texts in the library."
)
@click.option("--reread", is_flag=True, help="Read again what has not changed: pages, addresses.")
@options()
@pass_invocation
def index(
    invocation: Invocation,
    paths: tuple[str, ...],
    source: str | None,
    fields: str | None,
    again: bool,
    reread: bool,
) -> int:
    """Index articles: files and folders of them, addresses, or the standard input (-).

    Reads plain text, HTML, RSS, Atom, JSON Feed, JSON Lines, JSON and CSV, also packed by gzip, told by what
    they look like. A folder stands for the files of these formats in it and below it, but for README and
    what is hidden (its name begins with a dot); a file that is named goes in whatever it is called. What is
    there already changes nothing, but for its claims, which a newer version of newsread finds again; what has
    changed becomes a new version of its article and keeps its annotations, and a title, date, author or URL
    that was corrected takes the place of the old one. Records without a text are counted and left out. An
    interrupted run (Ctrl-C) keeps what is done, and the same command goes on there.
    """
    if not paths:
        if not again or source is not None:
            raise click.UsageError(say("missing argument 'PATH|URL|-...'"))
        with invocation.open() as library:
            line = extract_again(library)
        emit(shown(line, sys.stdout))
        return 0
    # Imported here: the reading of files, for the commands that read any.
    from store import inputs

    mapped = inputs.parse_fields(fields) if fields else {}
    with invocation.open(create=True) as library:
        line, failed = add_paths(
            library,
            paths,
            source,
            fields=mapped,
            again=again,
            reread=reread,
            offline=invocation.settings.offline,
        )
    emit(shown(line, sys.stdout))
    return 1 if failed else 0


def extract_again(library: Library) -> str:
    """Find the claims of all texts again, with a progress bar on a terminal; gives the summary."""
    with progress_bar(say("Extracting")) as bar:
        count = library.extract_again(partial(move, bar))
    return say("{count:text|texts}: claims found again", count=count)


def add_paths(
    library: Library,
    paths: Sequence[str],
    source: str | None = None,
    *,
    fields: Mapping[str, str] | None = None,
    again: bool = False,
    reread: bool = False,
    offline: bool = False,
) -> tuple[str, int]:
    """Index what `paths` name, with a progress bar on a terminal and a line for each that cannot be read.

    With `again` the claims of what is there already are found again, with `reread` pages are extracted and
    addresses fetched again. Gives the summary, and how many failed. KeyboardInterrupt comes through, with a
    line on what is kept.
    """
    from store import inputs

    found = inputs.find(paths)
    if not found:
        tell(
            "no articles in {paths}; newsread index --help says what a folder stands for",
            paths=", ".join(paths),
        )
        return summary({}, 1, 0, 0), 1
    adding = _Adding(_Bar(inputs.size(found)))
    how = inputs.Reading(
        source,
        fields or {},
        offline,
        None if reread else library.feeds.validators,
        adding.answers.append,
        adding.unchanged.append,
        adding.bar.read,
    )
    complaints = adding.complaints
    try:
        outcomes = _add(library, inputs.documents(found, how), adding, again=again, reread=reread)
    finally:
        for message in complaints.messages:
            tell(message)
    line = summary(outcomes, complaints.failed, complaints.empty, adding.replaced, len(adding.unchanged))
    return line, complaints.failed


def _add(
    library: Library,
    found: Iterable[Document | Unread | InputFailure],
    adding: _Adding,
    *,
    again: bool,
    reread: bool,
) -> Mapping[Outcome, int]:
    """Add what can be added, and keep what the addresses answered."""
    said = adding.complaints.add
    try:
        with adding.bar as bar:
            outcomes = library.add_many(
                adding.readable(found), adding.count, said, again=again, reread=reread, grouped=bar.grouped
            )
        library.feeds.keep_answers(adding.answers)
    except KeyboardInterrupt:
        # Of pages it is known whether they are in the library.
        library.feeds.keep_answers([one for one in adding.answers if one.page is not None])
        tell("stopped; {count:article|articles} kept. The same command goes on there", count=adding.kept)
        raise
    return outcomes


class _Adding:
    """What becomes of inputs while they are added."""

    def __init__(self, bar: _Bar) -> None:
        self.bar = bar
        self.complaints = _Complaints()
        self.unchanged: list[str] = []
        """The addresses that have not changed."""
        self.answers: list[Answer] = []
        self.replaced = self.kept = 0
        """Characters that could not be kept, and articles that are."""

    def readable(self, found: Iterable[Document | Unread | InputFailure]) -> Iterator[Document | Unread]:
        """What can be added; what is to be said of the rest is kept."""
        from store import inputs

        for item in found:
            if isinstance(item, inputs.InputFailure):
                self.complaints.add(item.message, item.count, harmless=item.harmless)
            else:
                self.replaced += getattr(item, "replaced", 0)
                yield item

    def count(self, outcomes: Sequence[Outcome]) -> None:
        """So many more are kept."""
        self.kept += len(outcomes)
        self.bar.kept(self.kept)


@dataclass(slots=True)
class _Complaints:
    """What is to be said of inputs that gave no article, and how many articles are missing for it."""

    messages: list[Message] = field(default_factory=list)
    failed: int = 0
    empty: int = 0

    def add(self, message: Message, count: int = 1, *, harmless: bool = False) -> None:
        """`count` articles are missing; harmless where there was no text to read."""
        self.messages.append(message)
        if harmless:
            self.empty += count
        else:
            self.failed += count


class _Bar:
    """The progress of an indexing on a terminal: how much of the files, how many articles, how fast."""

    def __init__(self, size: int):
        self._begun = time.monotonic()
        self._bar = progress_bar(say("Indexing"), size)

    def __enter__(self) -> _Bar:
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.__exit__(kind, error, trace)

    def read(self, count: int) -> None:
        """`count` more bytes were read."""
        self._bar.update(count)

    def kept(self, articles: int) -> None:
        """So many articles are in the library by now."""
        rate = articles / max(0.001, time.monotonic() - self._begun)
        said = say("Indexing: {count:article|articles}, {rate} a second", count=articles, rate=round(rate))
        self._bar.label = title(said)

    def grouped(self, done: int, total: int) -> None:
        """The stories of so many articles are found."""
        self._bar.label = title(
            say("Finding stories: {count} of {total:article|articles}", count=done, total=total)
        )
        self._bar.render_progress()


def summary(
    outcomes: Mapping[Outcome, int], failed: int, empty: int, replaced: int, unchanged: int = 0
) -> str:
    """One line on what became of the inputs: `12 articles: 10 new, 1 updated, 1 unchanged; 2 failed`.

    `unchanged` are addresses, of whose articles nothing was sent.
    """
    total = sum(outcomes.values())
    counts = {
        "{count} new": outcomes.get("added", 0),
        "{count} updated": outcomes.get("updated", 0),
        "{count} with claims found again": outcomes.get("again", 0),
        "{count} unchanged": outcomes.get("unchanged", 0),
    }
    parts = [say(sentence, count=count) for sentence, count in counts.items() if count]
    line = say("{count:article|articles}", count=total)
    if parts:
        line = say("{articles}: {counts}", articles=line, counts=say(", ").join(parts))
    if unchanged:
        line = say("{before}; {count:address|addresses} unchanged", before=line, count=unchanged)
    if failed:
        line = say("{before}; {count} failed", before=line, count=failed)
    if empty:
        line = say("{before}; {count:record|records} without a text", before=line, count=empty)
    if replaced:
        line = say("{before}; {count:character|characters} replaced", before=line, count=replaced)
    return line
