"""Titles of the form "X: what X says"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from store.claims.lexicon import Lexicon
from store.claims.tone import is_future
from store.claims.words import Tokens, fold
from store.model import Span

_NAME = 9
"""The name before the colon has no more tokens,"""
_QUOTED = 5
"""and one between quotation marks no more than these, with the marks; it is the short name of a body."""
_BARE = 3
"""A name that nothing but the article's body tells has no more."""
_NEAR = 4
"""In the body it stands so near an office, in tokens."""
_WORD = re.compile(r"[^\W\d_]+")
_OURS = re.compile(r"ان?نا|[^\W\d_]{2,}[^اوي\W\d_]نا|(?:عل|ال|لد|ف)ينا")
"""إننا or إنا, or "our" or "we" behind a word, where it is no accusative (أحيانا، قانونا، سجينا)."""
_PLURAL = re.compile(r"(?:ال)?\w{3,}(?:يون|عون|بون|سون|رون|لون|ثون|مون|دون)")


@dataclass(frozen=True, slots=True)
class Headline:
    """A title that quotes somebody, as indices of tokens."""

    name: tuple[int, int]
    """The first of the speaker, and one past its last."""
    colon: int
    first: int
    last: int
    """One past the last of the content."""


def headline(
    tokens: Tokens,
    words: Lexicon,
    quotations: Mapping[int, int],
    title: Span,
    speakers: Iterable[str],
) -> Headline | None:
    """A `title` that quotes somebody, taken apart; None for another.

    Places, sections and subjects stand before a colon too. A speaker is known by an office or a body that
    heads the phrase, by quotation marks, by naming whom it speaks to, by saying "we", by being one of
    `speakers`, who speak in the article, or by an office beside that name in the article.
    """
    forms = tokens.forms
    first, last = tokens.within(title)
    colon = next((i for i in range(first, min(last, first + _NAME + 1)) if forms[i] == ":"), None)
    if colon is None or colon == first or colon + 1 >= last:
        return None
    end = _addressed(forms, first, colon)
    name = forms[first:end]
    if len(name) == 1 and name[0] in words.labels:
        return None
    if any(form[0].isdecimal() for form in name):
        return None
    if name[0] in words.countries and not _says_we(forms[colon + 1 : last], words):
        return None
    quoted = quotations.get(first) == end - 1 and end - first <= _QUOTED
    told = quoted or end < colon or name[0] in words.sources or _PLURAL.fullmatch(name[0]) is not None
    if not (told or _speaks(name, speakers) or _is_named(tokens, words, name, first, colon, last)):
        return None
    begin = colon + 1
    if begin in quotations and quotations[begin] >= last - 1:
        begin, last = begin + 1, quotations[begin]
    while last > begin + 1 and forms[last - 1] in (".", "،"):
        last -= 1
    return Headline((first, end), colon, begin, last) if last > begin else None


def _addressed(forms: list[str], first: int, colon: int) -> int:
    """Where a name ends behind which stands whom it speaks to: فلان لصحيفة كذا; or else the colon."""
    for index in range(first + 1, colon):
        form = forms[index]
        if form == "ل" or (form.startswith("لل") and len(form) > 4 and index + 1 == colon):
            return index
    return colon


def _speaks(name: list[str], speakers: Iterable[str]) -> bool:
    """Whether the words of `name` are part of the name of one of `speakers`."""
    parts = {form for form in name if form[0].isalpha()}
    return bool(parts) and any(parts <= _parts(speaker) for speaker in speakers)


def _parts(speaker: str) -> set[str]:
    """The words of a name, also without the preposition ل written to them: للكهرباء is الكهرباء."""
    found = set(_WORD.findall(fold(speaker)))
    return found | {"ا" + word[1:] for word in found if word.startswith("لل")}


def _is_named(tokens: Tokens, words: Lexicon, name: list[str], first: int, colon: int, last: int) -> bool:
    """Whether a short name says "we" behind its colon, or stands beside an office in the article."""
    if not 1 <= len(name) <= _BARE or not all(form[0].isalpha() for form in name):
        return False
    if any(form in words.prepositions or form in words.objects for form in name):
        return False
    forms = tokens.forms
    if _says_we(forms[colon + 1 : last], words):
        return True
    for index in range(last, len(forms)):
        if forms[index] != name[-1]:
            continue
        around = forms[max(last, index - _NEAR) : index] + forms[index + 1 : index + _NEAR]
        if any(form in words.honorifics or form in words.offices for form in around):
            return True
    return False


def _says_we(content: list[str], words: Lexicon) -> bool:
    """Whether somebody speaks for several: سنفتح, لن نفتح, إننا, بلدنا."""
    joined = any(before == "لن" and form[0] == "ن" for before, form in pairwise(content))
    return joined or any(_OURS.fullmatch(form) or _is_our_future(form, words) for form in content)


def _is_our_future(form: str, words: Lexicon) -> bool:
    """Whether a word is a verb with the particle of the future in the first person plural."""
    return form.removeprefix("و").startswith("سن") and is_future(form, words)
