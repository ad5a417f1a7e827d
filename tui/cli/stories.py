"""`newsread stories`: the articles about one event, across outlets."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, as_json, options, pass_invocation, shaped
from tui.cli.lists import every, short_length
from tui.output import date, emit, json_line, tell

if TYPE_CHECKING:
    from store.model import Story
    from tui.config import Settings


@click.command()
@as_json
@shaped
@options()
@pass_invocation
def stories(invocation: Invocation, json: bool, shaped: bool | None) -> None:
    """List the stories: articles about one event, those that went on last first.

    Each with its articles, outlets, days and title. newsread compare takes an id, or the beginning of one.
    """
    with invocation.open(look=True) as library:
        library.stories.update()
        if json:
            emit(json_line(asdict(story)) for story in every(library.stories.page))
            return
        found = list(every(library.stories.page))
    sheet = invocation.sheet(shaped)
    length = short_length([story.id for story in found]) if sheet.shaped else None
    rows = [
        [
            str(len(story.articles)),
            str(len(story.sources)),
            story.id[:length],
            sheet.reading(days(story, invocation.settings)),
            sheet.reading(story.title),
        ]
        for story in found
    ]
    emit(sheet.table(["articles", "outlets", "id", "days", "title"], rows, numbers=2))
    if not found:
        tell("no two articles are about one event")


def days(story: Story, settings: Settings) -> str:
    """The day of a story, or its first and last; "" where none is known."""
    first, last = date(story.first, settings), date(story.last, settings)
    return first if first == last else f"{first} - {last}"
