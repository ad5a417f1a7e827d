"""`newsread subscribe` and `newsread refresh`: the feeds that are followed."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, Word, as_json, options, pass_invocation, shaped
from tui.cli.progress import progress_bar
from tui.output import emit, is_terminal, json_line, referenced, tell
from tui.signs import FAILED
from tui.speech import say
from tui.speech import shown as spoken

if TYPE_CHECKING:
    from store.library import Library
    from store.model import Refreshed

OK = "✓"
_CLEAR = "\r\x1b[K"
"""Goes before a line that is to stand in the place of the progress bar."""


@click.command()
@click.argument("words", metavar="[URL|FILE]...", nargs=-1, type=PathWord())
@click.option(
    "--source",
    metavar="NAME",
    type=Word(),
    help="The outlet, of all feeds of a FILE too; by default a feed's own title.",
)
@click.option("--remove", is_flag=True, help="Follow these feeds no more; their articles stay.")
@click.option(
    "--opml", metavar="FILE", type=PathWord(), help="Write the feeds to FILE as OPML, or with - to stdout."
)
@as_json
@shaped
@options()
@pass_invocation
def subscribe(
    invocation: Invocation,
    words: tuple[str, ...],
    source: str | None,
    remove: bool,
    opml: str | None,
    json: bool,
    shaped: bool | None,
) -> int:
    """Follow feeds; without arguments, list those that are followed.

    URL is that of an RSS or Atom feed or a JSON Feed, or of a page that names one. FILE is a list of feeds,
    OPML, as other readers write it. newsread refresh, or R in the reader, fetches what is new.
    """
    from store.errors import StoreError

    if opml is not None:
        with invocation.open(look=True) as library:
            text = library.feeds.write_opml(None if opml == "-" else Path(opml))
        if text is not None:
            emit([referenced(text).rstrip()])
        return 0
    if not words:
        if remove:
            raise click.UsageError(say("--remove needs the URL of a feed"))
        return _list(invocation, json, shaped)
    failed = 0
    with invocation.open(create=not remove) as library:
        for word in words:
            try:
                offline = invocation.settings.offline
                line = _drop(library, word) if remove else _follow(library, word, source, offline=offline)
                emit(spoken(line, sys.stdout))
            except StoreError as error:
                tell(error.message)
                failed += 1
    return 1 if failed else 0


def _drop(library: Library, word: str) -> str:
    """Follow the feed at an address no more; what is to be told. Raises StoreError."""
    left = library.feeds.remove(word)
    return say("{name} ({url}) is followed no more", name=left.name, url=left.url)


def _follow(library: Library, word: str, source: str | None, *, offline: bool) -> str:
    """Follow the feed at an address, or those of a list of feeds; what is to be told. Raises StoreError."""
    # Imported here: what is only listed needs neither.
    from store.errors import UnreadableInput

    if os.path.lexists(word):
        new = library.feeds.read_opml(Path(word), tell, source)
        return say("{file}: {count:new feed|new feeds}", file=word, count=new)
    if not re.match(r"[a-z]+:(//|https?://)", word, re.IGNORECASE):
        raise UnreadableInput("{file}: no such file, nor an address: that begins with https://", file=word)
    feed, is_new = library.feeds.subscribe(word, source, offline=offline)
    if is_new:
        return say("following {name} ({url})", name=feed.name, url=feed.url)
    return say("{name} ({url}) was followed already", name=feed.name, url=feed.url)


def _list(invocation: Invocation, json: bool, shaped: bool | None) -> int:
    """Print the feeds that are followed, and why they could not be refreshed the last time."""
    with invocation.open(look=True) as library:
        found = library.feeds.every()
    if json:
        emit(json_line({**asdict(feed), "failure": feed.failure and str(feed.failure)}) for feed in found)
        return 0
    rows = [
        [
            FAILED if feed.failure else OK if feed.checked else "",
            (feed.checked or "")[:16].replace("T", " "),
            feed.folder or "",
            feed.source or feed.title,
            feed.url,
        ]
        for feed in found
    ]
    emit(invocation.sheet(shaped).table(["", "refreshed", "folder", "source", "address"], rows))
    for feed in found:
        if feed.failure is not None:
            tell(feed.failure)
    if not found:
        tell("no feeds are followed; newsread subscribe URL follows one")
    return 0


@click.command()
@click.argument("urls", metavar="[URL]...", nargs=-1, type=PathWord())
@as_json
@options()
@pass_invocation
def refresh(invocation: Invocation, urls: tuple[str, ...], json: bool) -> int:
    """Fetch what is new in the feeds that are followed, or in those at URL.

    A feed that fails is named, costs nothing that is there, and does not stop the others. Where a feed has
    only teasers, the articles are read from its pages.
    """
    new = updated = failed = 0
    with invocation.open() as library:
        count = len(urls) or len(library.feeds.every())
        with progress_bar(say("Refreshing"), count) as bar:
            for one in library.feeds.refresh(urls or None, offline=invocation.settings.offline):
                new, updated = new + one.new, updated + one.updated
                failed += one.failure is not None
                if is_terminal(sys.stderr):
                    sys.stderr.write(_CLEAR)
                    sys.stderr.flush()
                _say(one, json)
                bar.update(1)
    if not count:
        tell("no feeds are followed; newsread subscribe URL follows one")
    if not json:
        line = say(
            "{count:feed|feeds}: {new:new article|new articles}, {updated} updated",
            count=count,
            new=new,
            updated=updated,
        )
        if failed:
            line = say("{before}; {count} failed", before=line, count=failed)
        emit(spoken(line, sys.stdout))
    return 1 if failed else 0


def _say(done: Refreshed, json: bool) -> None:
    """What became of a feed, said at once: the next one may take long, or be interrupted."""
    for message in done.complaints if done.failure is None else (done.failure,):
        tell(message)
    if json:
        record = {"url": done.url, "name": done.name, "new": done.new, "updated": done.updated}
        emit([json_line({**record, "failure": None if done.failure is None else str(done.failure)})])
        if sys.stdout is not None:
            sys.stdout.flush()
