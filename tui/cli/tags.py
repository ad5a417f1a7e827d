"""`newsread tags`: the scheme of tags, shared, renamed and merged."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.errors import reason_of
from tui.cli.clicking import SpokenGroup
from tui.cli.frame import Invocation, PathWord, Word, as_json, options, pass_invocation, shaped
from tui.output import emit, escaped, json_line, tell
from tui.speech import say

if TYPE_CHECKING:
    from store.library import Library

ACTIONS = {
    "set-tag": "set a tag",
    "rename-tag": "rename a tag",
    "merge-tags": "merge tags",
    "import-tags": "import tags",
    "undo-tags": "take back",
}
"""What the changes of the scheme are called, in words that have a translation."""

COLOURS = "default, black, red, green, yellow, blue, magenta, cyan, white, bright_red and so on"


@click.group(cls=SpokenGroup, invoke_without_command=True)
@as_json
@shaped
@options()
@pass_invocation
@click.pass_context
def tags(ctx: click.Context, invocation: Invocation, json: bool, shaped: bool | None) -> None:
    """List the tags, or change the scheme of them.

    To rename or merge changes no annotation: an old name becomes an alias, which annotations keep and every
    list reads as the tag that it stands for. Each change is in newsread log, and undo takes it back.
    """
    if ctx.invoked_subcommand is not None:
        return
    with invocation.open(look=True) as library:
        found = library.tags()
    if json:
        emit(json_line(asdict(tag)) for tag in found)
        return
    sheet = invocation.sheet(shaped)
    rows = [
        [
            tag.key or "",
            sheet.reading(tag.name),
            sheet.reading(tag.group or ""),
            tag.choice if tag.group else "",
            tag.colour,
            sheet.reading(", ".join(tag.aliases)),
            sheet.reading(tag.description),
        ]
        for tag in found
    ]
    emit(sheet.table(["key", "tag", "group", "choice", "colour", "also", "description"], rows))


@tags.command("import")
@click.argument("file", type=PathWord())
@options()
@pass_invocation
def import_(invocation: Invocation, file: str) -> None:
    """Take over the tags of FILE, a tag file in TOML or JSON, or an export.

    A tag that is there already gets what the file says of it. All of the file, or nothing.
    """
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(say("{file} is no tag file: it is not UTF-8", file=file)) from None
    except OSError as error:
        reason = reason_of(error)
        raise click.ClickException(say("{file} cannot be read: {reason}", file=file, reason=reason)) from None
    with invocation.open(create=True) as library:
        added, changed = library.scheme.read(text, "stdin" if file == "-" else file)
    tell("{added:tag|tags} added, {changed} changed", added=added, changed=changed)


@tags.command("export")
@options()
@pass_invocation
def export(invocation: Invocation) -> None:
    """Print the scheme as a tag file, to be shared."""
    with invocation.open(look=True) as library:
        sys.stdout.write(escaped(library.scheme.written()))


@tags.command("rename")
@click.argument("old", type=Word())
@click.argument("new", type=Word())
@options()
@pass_invocation
def rename(invocation: Invocation, old: str, new: str) -> None:
    """Give the tag OLD the name NEW."""
    with invocation.open() as library:
        _tell(library, library.scheme.rename(old, new).name)


@tags.command("merge")
@click.argument("old", type=Word())
@click.argument("into", type=Word())
@options()
@pass_invocation
def merge(invocation: Invocation, old: str, into: str) -> None:
    """Make the tag OLD another name of the tag INTO."""
    with invocation.open() as library:
        _tell(library, library.scheme.merge(old, into).name)


def _tell(library: Library, name: str) -> None:
    """Say how many annotations are read by that name from now on, and how it is taken back."""
    count, others = library.scheme.carriers(name)
    tell(
        "{count:annotation|annotations} read as {name}, {others} of them by others;"
        " newsread tags undo takes it back",
        count=count,
        name=name,
        others=others,
    )


@tags.command("undo")
@click.option("--yes", is_flag=True, help="Also where somebody else made it.")
@options()
@pass_invocation
def undo(invocation: Invocation, yes: bool) -> None:
    """Take back the last change of the scheme.

    What was set, renamed, merged or imported here; again for the change before it. Annotations stay as they
    are: a tag that has come back is on all that had it.
    """
    with invocation.open() as library:
        change = library.scheme.undo(of_others=yes)
    if change is None:
        tell("nothing to take back")
        return
    names = [name for name in (change.tag, change.into) if name]
    tell("taken back: {change}", change=say(", ").join([say(ACTIONS[change.action]), *names]))


@tags.command("set")
@click.argument("name", type=Word())
@click.option("--group", metavar="NAME", help="The group that it belongs to; empty for none.")
@click.option("--choice", type=click.Choice(["one", "many"]), help="How many tags of the group can be set.")
@click.option("--key", metavar="DIGIT", help="The digit that sets it in the reader; empty for none.")
@click.option("--colour", metavar="NAME", help="One of " + COLOURS + ".")
@click.option("--description", metavar="TEXT", help="What it is for.")
@options()
@pass_invocation
def set_(invocation: Invocation, /, name: str, **given: str | None) -> None:
    """Make the tag NAME, or change it."""
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    for key in ("group", "key"):
        if key in changes:
            changes[key] = changes[key].strip() or None
    with invocation.open() as library:
        library.scheme.put(name, changes)
