"""The words of a claim or fact as they are meant there, and where one clause ends and another begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from store.claims.propositions.concepts import Word, happens, meaning, tables
from store.claims.propositions.quantities import PERSONS

ENDS = frozenset(".!؟?؛;\n…-–—")
"""Marks behind which something else begins."""

_GENERAL = "العام"
"""General, behind a noun with its article (المدير العام), and else the year."""
_STOP, _ARREST = "+stop", "+arrest"
_ANYBODY = frozenset(["احد", "احدا"])
_PARTICLE = "فقد"
"""Loses, before a noun with its article, and else nothing: فقد أعلن."""
_PAUSES = frozenset("،,:")
SHORTEST = 2
"""A clause means so many things at least, or belongs to the one before."""


def named(words: Sequence[Word], known: Mapping[str, str]) -> list[Word]:
    """The words with "the organisation" as its name; "organisation" right before a name adds nothing."""
    out = []
    for place, word in enumerate(words):
        name = known.get(word.meaning)
        if name is not None and place + 1 < len(words) and words[place + 1].meaning.startswith("="):
            word = replace(word, meaning="")
        elif name is not None and word.form.startswith("ال"):
            word = replace(word, meaning=name)
        if word.meaning == _STOP and _of_persons(words[place + 1 : place + 3]):
            word = replace(word, meaning=_ARREST)
        if word.form == _GENERAL and place and words[place - 1].form.startswith("ال"):
            word = replace(word, meaning="")
        if word.form == "اجل" and place and words[place - 1].form == "من":
            word = replace(word, meaning="")
        following = words[place + 1].form if place + 1 < len(words) else ""
        if word.form == _PARTICLE and not following.startswith("ال"):
            word = replace(word, meaning="")
        out.append(word)
    return out


def _of_persons(following: Sequence[Word]) -> bool:
    """Whether persons stand right behind a verb: لم توقف أي شخص is of arrest, and توقف العمل is not."""
    said = [word for word in following if word.meaning or word.form in _ANYBODY]
    return bool(said) and (said[0].form in _ANYBODY or said[0].meaning in PERSONS)


def parts(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each clause."""
    joints, times = tables().forms.joints, tables().forms.times
    parts: list[list[Word]] = [[]]
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        begins = (
            word.form in joints
            or _joined_act(word)
            or (word.form in times and place > 0)
            or (before is not None and before.form[0] in ENDS)
            or (before is not None and before.form[0] in _PAUSES and not _in_a_list(words, place))
        )
        if begins and size(parts[-1]) >= SHORTEST:
            parts.append([])
        parts[-1].append(word)
    if len(parts) > 1 and size(parts[-1]) < SHORTEST and not any(happens(word.meaning) for word in parts[-1]):
        last = parts.pop()
        parts[-1] += last
    return parts


def _joined_act(word: Word) -> bool:
    """Whether a word is "and" with what happens: وسقوط, not وفاة. وجود and its like open a clause alone."""
    if word.form[0] != "و" or not happens(word.meaning):
        return False
    return word.meaning in tables().kinds.aspects or meaning(word.form[1:]) == word.meaning


def _in_a_list(words: Sequence[Word], place: int) -> bool:
    """Whether a comma before the word at `place` stands in a list, or in an aside of a word."""
    return any(word.form[0] in _PAUSES for word in words[place : place + 2])


def size(part: Sequence[Word]) -> int:
    """How many things a part means."""
    return len({word.meaning for word in part if word.meaning})
