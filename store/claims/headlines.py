"""Titles of the form "X: what X says"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.claims.lexicon import Lexicon
from store.claims.words import Tokens, fold
from store.model import Span

_NAME = 8
"""The name before the colon has no more tokens."""


def headline(
    tokens: Tokens,
    words: Lexicon,
    quotations: Mapping[int, int],
    title: Span,
    speakers: Iterable[str],
) -> tuple[tuple[int, int], int, int, int] | None:
    """The speaker's tokens, the colon, and the content's first and last of a title that quotes somebody.

    Places and subjects stand before a colon too. A speaker is known by an office or a body that heads the
    phrase, or by being one of `speakers`, who speak in the article.
    """
    forms = tokens.forms
    first, last = tokens.at(title.start), tokens.at(title.end)
    colon = next((i for i in range(first, min(last, first + _NAME + 1)) if forms[i] == ":"), None)
    if colon is None or colon == first or colon + 1 >= last:
        return None
    name = forms[first:colon]
    if not (name[0] in words.sources or _speaks(name, speakers)):
        return None
    begin = colon + 1
    if begin in quotations and quotations[begin] >= last - 1:
        begin, last = begin + 1, quotations[begin]
    while last > begin + 1 and forms[last - 1] in (".", "،"):
        last -= 1
    return ((first, colon), colon, begin, last) if last > begin else None


def _speaks(name: list[str], speakers: Iterable[str]) -> bool:
    """Whether the words of `name` are part of the name of one of `speakers`."""
    parts = {fold(part) for part in name if part[0].isalpha()}
    return bool(parts) and any(parts <= {fold(part) for part in speaker.split()} for speaker in speakers)
