"""Claims and facts cut into clauses, each with what it says: meanings, figures, and whether it denies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from store.claims.propositions.concepts import Word, happens, meaning, read, tables
from store.model import Claim, Fact, Figure, Offset

SHORTEST = 2
"""A clause means so many things at least, or belongs to the one before."""

REACH = 3
"""How many meanings on the noun may stand that a verb like "lose" or "fail" undoes."""

_ENDS = frozenset(".!؟?؛;\n…")
_PAUSES = frozenset("،,:")
_PERSONS = frozenset(["+people", "+fighter", "+civilian", "+child", "+woman"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it is compared."""

    figure: Figure
    unit: str
    """What is counted, as a meaning; "" where nothing is."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a claim or fact that says one thing."""

    article: int
    """Its place in the comparison."""
    said: int
    """The place of its claim or fact in the article: claims first, then facts."""
    speaker: str
    """Who says it, the same under every name in its article; "" for the outlet itself."""
    start: Offset
    end: Offset
    meanings: tuple[str, ...]
    """Each once, in order."""
    quantities: tuple[Quantity, ...]
    denied: bool
    """Whether it says that something is not so, or its source does of it."""
    negated: bool
    """Whether it says so itself."""


def bodies(text: str) -> dict[str, str]:
    """For the head of each known name in the text (تنظيم of تنظيم الدولة) the name that it stands for.

    "The organisation" means the one that the article names; of several with that head, the one named most.
    """
    named = Counter(word.meaning for word in read(text, 0, len(text)) if word.meaning.startswith("="))
    found: dict[str, str] = {}
    for name, _ in named.most_common():
        found.setdefault(meaning(name[1:].split()[0]), name)
    return found


def clauses(
    text: str, article: int, said: int, item: Claim | Fact, known: Mapping[str, str], speaker: str = ""
) -> list[Clause]:
    """The clauses of a claim or fact of `text`, in order.

    `known` are the text's `bodies`, `speaker` tells who says it.
    """
    words = _named(read(text, item.start, item.end), known)
    # Of a tweet only that part is denied which says so itself.
    cue = item.cue if isinstance(item, Claim) else None
    denies = isinstance(item, Claim) and item.polarity == "denies" and (cue is None or cue[:1].isalpha())
    found = []
    for number, part in enumerate(_parts(words)):
        if _says_something(text, part) and any(word.meaning for word in part):
            # What is denied is what is said first; what stands around it is taken for given.
            aside = part[0].form in tables().times
            clause = _clause(article, said, speaker, part, item.figures, denies and not aside)
            if number == 0 or not aside or clause.quantities or happens(clause.meanings[0]):
                found.append(clause)
    return found


def _says_something(text: str, part: Sequence[Word]) -> bool:
    """Whether more than hashtags stands in a part of a text."""
    tags = [word for word in part if word.start and text[word.start - 1] in "#_"]
    return not tags or _size([word for word in part if word not in tags]) >= SHORTEST


def _named(words: Sequence[Word], known: Mapping[str, str]) -> list[Word]:
    """The words with "the organisation" as its name; "organisation" right before a name adds nothing."""
    out = []
    for place, word in enumerate(words):
        name = known.get(word.meaning)
        if name is not None and place + 1 < len(words) and words[place + 1].meaning.startswith("="):
            word = replace(word, meaning="")
        elif name is not None and word.form.startswith("ال"):
            word = replace(word, meaning=name)
        out.append(word)
    return out


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each clause."""
    joints, times = tables().joints, tables().times
    parts: list[list[Word]] = [[]]
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        begins = (
            word.form in joints
            or (word.form[0] == "و" and happens(word.meaning))
            or (word.form in times and place > 0)
            or (before is not None and before.form[0] in _ENDS)
            or (before is not None and before.form[0] in _PAUSES and not _lists(words, place))
        )
        if begins and _size(parts[-1]) >= SHORTEST:
            parts.append([])
        parts[-1].append(word)
    if len(parts) > 1 and _size(parts[-1]) < SHORTEST:
        last = parts.pop()
        parts[-1] += last
    return parts


def _lists(words: Sequence[Word], place: int) -> bool:
    """Whether a comma before the word at `place` stands in a list, or in an aside of a word."""
    following = [word for word in words[place : place + 2] if word.form[0] in _PAUSES]
    return bool(following)


def _size(part: Sequence[Word]) -> int:
    return len({word.meaning for word in part if word.meaning})


def _clause(
    article: int, said: int, speaker: str, part: Sequence[Word], figures: Sequence[Figure], denies: bool
) -> Clause:
    known = tables()
    negated = _negated(part)
    start, end = part[0].start, part[-1].end
    inside = [figure for figure in figures if start <= figure.start and figure.end <= end]
    units = {(figure.start, figure.end): meaning_of(figure.unit) for figure in inside}
    meanings = dict.fromkeys(
        word.meaning
        for word in part
        if word.meaning
        and not any(
            s <= word.start < e and (word.meaning != unit or unit in known.plain_units)
            for (s, e), unit in units.items()
        )
    )
    order = list(meanings)
    for place, one in enumerate(order):
        if one in known.reversers and any(map(happens, order[place + 1 : place + 1 + REACH])):
            negated = not negated
            del meanings[one]
    quantities = tuple(Quantity(figure, _unit(figure, tuple(meanings))) for figure in inside)
    denied = _called_untrue(part) or negated != denies
    return Clause(article, said, speaker, start, end, tuple(meanings), quantities, denied, negated)


def _negated(part: Sequence[Word]) -> bool:
    """Whether a negation turns the clause round."""
    known = tables()
    return any(
        word.form in known.negations
        and (part[place + 1].form if place + 1 < len(part) else "") not in known.no_negations
        for place, word in enumerate(part)
    )


def _called_untrue(part: Sequence[Word]) -> bool:
    """Whether the clause says that something is not true: that is a denial, and not the denial of one."""
    known = tables()
    return any(one.form in known.negations and two.form in known.truths for one, two in pairwise(part))


def meaning_of(unit: str | None) -> str:
    """What a unit means, by its first word; that of a date or time of day is kept whole."""
    if not unit or not unit.strip():
        return ""
    return unit if "(" in unit else meaning(unit.split()[0])


def _unit(figure: Figure, meanings: Sequence[str]) -> str:
    """What a figure counts: 14 killed, or 14 persons in a clause about a death."""
    unit = meaning_of(figure.unit)
    if unit in _PERSONS or not (figure.unit or "").strip():
        for fate in ("+kill", "+injure", "+missing", "+arrest", "+surrender"):
            if fate in meanings:
                return fate
    return unit
