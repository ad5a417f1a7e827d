"""`newsread compare`: what several outlets say of one event, and where they disagree."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.frame import Invocation, PathWord, as_json, options, pass_invocation, shaped
from tui.cli.lists import short_length
from tui.cli.named import articles_at, is_id
from tui.output import INDENT, emit, json_line, tell
from tui.signs import RELATIONS
from tui.speech import say

if TYPE_CHECKING:
    from store.errors import Message
    from store.library import Library
    from store.model import Agreement, Article, Comparison, Member, Proposition
    from tui.output import Sheet


@click.command()
@click.argument("words", metavar="STORY|ARTICLE|PATH...", nargs=-1, required=True, type=PathWord())
@as_json
@shaped
@options()
@pass_invocation
def compare(invocation: Invocation, words: tuple[str, ...], json: bool, shaped: bool | None) -> int:
    """Set side by side what articles say, and where they disagree.

    A PATH, a file, a folder, an address or - (standard input), needs no library. STORY and ARTICLE are ids or
    the beginnings of some; one ARTICLE alone stands for its story. With --json, one object a group of claims
    and facts: how they stand to each other, and where in each article they are.
    """
    found, names, failures = _comparison(words, invocation)
    for failure in failures:
        tell(failure)
    if found is None:
        return 1
    if json:
        from store.comparison import comparison_json

        emit(json_line(line) for line in comparison_json(found, names))
    else:
        emit(text_lines(found, names, invocation.sheet(shaped)))
        if not found.propositions:
            tell("nothing that two of them say is about the same")
    return 1 if failures else 0


def text_lines(comparison: Comparison, names: dict[str, str], sheet: Sheet) -> list[str]:
    """Each proposition: how its members stand to each other, then who says what, by outlet."""
    articles = {article.id: article for article in comparison.articles}
    names = _shortened(names) if sheet.shaped else names
    narrow = sheet.narrower()
    lines: list[str] = []
    for proposition in comparison.propositions:
        mark = RELATIONS[proposition.relation]
        later = comparison.is_later(proposition)
        relation = f"{mark} {say('figures of later days') if later else _relation(proposition.relation)}"
        lines.append(sheet.fields([relation, _carriers(proposition, comparison)], " · "))
        for member in proposition.members:
            article = articles[member.article]
            who = [
                mark if member.camp else " ",
                names[article.id],
                article.source,
                *_speaker(member, article),
            ]
            lines.append(sheet.fields([sheet.reading(one) for one in who], "  "))
            words = member.part.of(article.text).strip(" \n،,؛:")
            lines += [INDENT + line for line in narrow.paragraph(words, part=True)]
        lines.append("")
    return lines


def _shortened(names: dict[str, str]) -> dict[str, str]:
    """What each article is called, of an id only as much as tells it from the others."""
    length = short_length([name for id, name in names.items() if name == id])
    return {id: name[:length] if name == id else name for id, name in names.items()}


def _relation(relation: Agreement) -> str:
    if relation == "same":
        return say("same")
    return say("figures differ") if relation == "figures-differ" else say("contradiction")


def _carriers(proposition: Proposition, comparison: Comparison) -> str:
    """How many outlets carry it, or articles where all are of one outlet."""
    voices = comparison.voices
    count = len({voices[member.article] for member in proposition.members})
    if comparison.is_of_one_outlet:
        return say("{count:article|articles}", count=count)
    return say("{count:outlet|outlets}", count=count)


def _speaker(member: Member, article: Article) -> list[str]:
    """Who says it and by which cue, as far as the article tells; nothing for the outlet's own voice."""
    for claim in article.extraction.claims:
        if member.kind == "claim" and (claim.start, claim.end) == (member.start, member.end):
            return [part for part in (claim.speaker, claim.cue) if part]
    return []


def _comparison(
    words: Sequence[str], invocation: Invocation
) -> tuple[Comparison | None, dict[str, str], list[Message]]:
    """What the words name, compared; what each article is called; and what cannot be read."""
    from store.comparison import compared
    from store.errors import Message, StoreError

    failures: list[Message] = []
    try:
        if len(words) == 1 and is_id(words[0]):
            with invocation.open(look=True) as library:
                found = _event(library, words[0])
            return found, {article.id: article.id for article in found.articles}, []
        articles, names = _articles(words, invocation, failures.append)
    except StoreError as error:
        return None, {}, [*failures, error.message]
    if len(articles) < 2:
        failures.append(Message("there are no two articles to compare; name two files, a folder or a story"))
        return None, {}, failures
    return compared(articles), names, failures


def _articles(
    words: Sequence[str], invocation: Invocation, failed: Callable[[Message], None]
) -> tuple[list[Article], dict[str, str]]:
    """The articles that the words name, each once, and what each is called by its id.

    `failed` is called for each file that cannot be read.
    """
    from store.errors import Message

    articles: dict[str, Article] = {}
    names: dict[str, str] = {}
    with ExitStack() as stack:
        library: Library | None = None
        for word in words:
            if is_id(word):
                library = library or stack.enter_context(invocation.open(look=True))
                for uuid in _ids(library, word):
                    articles[uuid], names[uuid] = library.article(uuid), uuid
                continue
            for _file, item in articles_at(word, invocation):
                if isinstance(item, Message):
                    failed(item)
                elif item.id not in articles:
                    articles[item.id], names[item.id] = item, _stem(item.address, names.values())
    return list(articles.values()), names


def _event(library: Library, word: str) -> Comparison:
    """The comparison of the story whose id begins with `word`, or of the story of such an article."""
    from store.errors import NotFound, StoreError

    library.stories.update()
    try:
        article = library.find_article(word)
    except NotFound:
        return library.stories.comparison(_story(library, word))
    story = library.stories.of_article(article)
    if story is None:
        raise StoreError("{id} is alone in its story: no other article is about the same event", id=article)
    return library.stories.comparison(story)


def _ids(library: Library, word: str) -> Sequence[str]:
    """The id of the article whose id begins with `word`, or those of the articles of such a story."""
    from store.errors import NotFound

    library.stories.update()
    try:
        return (library.find_article(word),)
    except NotFound:
        return library.stories.story(_story(library, word)).articles


def _story(library: Library, word: str) -> str:
    """The id of a story that begins with `word`. Raises NotFound."""
    from store.errors import NotFound

    try:
        return library.stories.find(word)
    except NotFound:
        raise NotFound("no story and no article whose id begins with {prefix!r}", prefix=word) from None


def _stem(path: str, taken: Container[str]) -> str:
    """The file's name without its ending, or with as many of its folders as tell it from those taken."""
    parts = Path(path).with_suffix("").parts
    for count in range(1, len(parts) + 1):
        name = "/".join(parts[-count:])
        if name not in taken:
            return name
    return path
