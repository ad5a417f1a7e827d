"""`newsread log` and `newsread orphans`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tui.cli.export import annotators, since
from tui.cli.frame import Invocation, as_json, options, pass_invocation, shaped
from tui.cli.tags import ACTIONS as TAGS
from tui.output import INDENT, emit, json_line, tell
from tui.speech import say

if TYPE_CHECKING:
    from store.model import Change, Entry, Orphan
    from tui.output import Sheet

SHOWN = 3
"""Changes of one step that are listed; of an import of thousands the number is enough."""

QUOTE = 60
"""Code points of a quote."""


@click.command()
@as_json
@annotators
@since
@shaped
@options(annotator=False)
@pass_invocation
def log(
    invocation: Invocation, json: bool, annotators: tuple[str, ...], since: str | None, shaped: bool | None
) -> None:
    """Say who did what when: the audit trail.

    Every step of everybody, in order, undo and redo included; nothing can be taken out of it. Times are UTC.
    With --json each step has what every annotation said before it and after.
    """
    with invocation.open(look=True) as library:
        entries = library.upkeep.log(annotators, since)
    if json:
        emit(json_line(as_record(entry)) for entry in entries)
        return
    sheet = invocation.sheet(shaped)
    for entry in entries:
        emit(entry_lines(entry, sheet))


def as_record(entry: Entry) -> dict[str, Any]:
    """An entry of the log as `newsread log --json` prints it."""
    return {
        "step": entry.step,
        "time": entry.moment,
        "annotator": entry.annotator,
        "action": entry.action,
        "of": entry.of,
        "changes": [
            {
                "annotation": change.annotation,
                "by": change.annotator,
                "article": change.article,
                "start": change.span.start,
                "end": change.span.end,
                "quote": change.quote,
                "before": asdict(change.before),
                "after": asdict(change.after),
            }
            for change in entry.changes
        ],
        "detail": entry.detail,
        "versions": list(entry.versions),
    }


def entry_lines(entry: Entry, sheet: Sheet) -> Iterator[str]:
    """A step: when, who and what, and below it the changes."""
    action = _named(entry.action)
    file = entry.detail.get("file")
    head = [entry.moment[:19].replace("T", " "), entry.annotator, action]
    if entry.of is not None:
        head.append(f"#{entry.of}")
    if entry.step is not None:
        head.insert(0, f"#{entry.step}")
    if file:
        head.append(str(file))
    if "action" in entry.detail:
        head.append(_named(str(entry.detail["action"])))
    if "marked" in entry.detail:
        head.append(say("{count:article|articles}", count=len(entry.detail["marked"])))
    head += [sheet.reading(entry.detail[name]) for name in ("tag", "into") if entry.detail.get(name)]
    yield sheet.fields(head, "  ")
    narrow = sheet.narrower()
    for change in entry.changes[:SHOWN]:
        quote = " ".join(change.quote.split())
        quote = quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…"
        yield INDENT + narrow.fields([*change_words(change), narrow.reading(f"«{quote}»")], " ")
    if len(entry.changes) > SHOWN:
        yield INDENT + narrow.fields([say("and {count} more", count=len(entry.changes) - SHOWN)], " ")
    for article in entry.detail.get("articles", ())[:SHOWN]:
        yield INDENT + narrow.fields(["-", article["source"], narrow.reading(article["title"])], " ")
    if entry.versions:
        yield INDENT + narrow.fields([say("{count:version|versions} kept", count=len(entry.versions))], " ")


def _named(action: str) -> str:
    """An action in the language of the run; one of a later version as it is."""
    return say(ACTIONS[action]) if action in ACTIONS else action


def change_words(change: Change) -> list[str]:
    """What a change adds (+) and takes away (-)."""
    words = [say("moved")] if change.moved else []
    words += [f"+{tag}" for tag in change.after.tags if tag not in change.before.tags]
    words += [f"-{tag}" for tag in change.before.tags if tag not in change.after.tags]
    if change.after.note != change.before.note:
        words.append(("-" if not change.after.note else "+") + say("note"))
    if change.after.claim != change.before.claim:
        sign, claim = ("+", change.after.claim) if change.after.claim else ("-", change.before.claim)
        words.append(sign + (say(claim.verdict) if claim else ""))
    before, after = change.before.links, change.after.links
    words += [f"+{say(link.relation)}" for link in after if link not in before]
    words += [f"-{say(link.relation)}" for link in before if link not in after]
    return words


ACTIONS = {
    "tag": "tag",
    "note": "note",
    "annotate": "annotate",
    "verdict": "verdict",
    "link": "link",
    "unlink": "unlink",
    "adjudicate": "adjudicate",
    "import": "import",
    "remove": "remove",
    "read": "mark read",
    "unread": "mark unread",
    "undo": "undo",
    "redo": "redo",
    **TAGS,
}
"""What the log calls an action, in words that have a translation."""


@click.command()
@click.argument("article", required=False)
@as_json
@annotators
@shaped
@options(annotator=False)
@pass_invocation
def orphans(
    invocation: Invocation,
    article: str | None,
    json: bool,
    annotators: tuple[str, ...],
    shaped: bool | None,
) -> None:
    """List annotations whose words are not in the text any more.

    Of all articles, or of one. They are kept as they are, with the words that they were made on, and found
    again when a later version of the text has these. ARTICLE is an id or the beginning of one.
    """
    with invocation.open(look=True) as library:
        chosen = None if article is None else library.find_article(article)
        found = library.upkeep.orphans(annotators, chosen)
    if json:
        emit(json_line(_orphan(one)) for one in found)
        return
    if not found:
        tell("no annotation is orphaned")
    sheet = invocation.sheet(shaped)
    for one in found:
        made = one.annotation
        emit([sheet.fields([made.article[:8], one.source, sheet.reading(one.title)], "  ")])
        narrow = sheet.narrower()
        emit(INDENT + line for line in narrow.paragraph(f"«{' '.join(made.quote.exact.split())}»"))
        said = [*made.tags, " ".join(made.note.split())]
        emit([INDENT + narrow.fields([made.annotator, *filter(None, said)], "  ")])


def _orphan(one: Orphan) -> dict[str, Any]:
    from store.records import record

    return {
        "article": one.annotation.article,
        "source": one.source,
        "title": one.title,
        **record(one.annotation),
    }
