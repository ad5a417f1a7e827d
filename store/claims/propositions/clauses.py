"""Claims and facts cut into clauses, each with what it says: meanings, figures, and whether it denies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from store.claims.figures import PERCENT, TIME
from store.claims.propositions.concepts import Word, happens, meaning, read, tables
from store.model import Claim, Fact, Figure, Offset

SHORTEST = 2
"""A clause means so many things at least, or belongs to the one before."""

REACH = 3
"""How many meanings on the noun may stand that a verb like "lose" or "fail" undoes."""

FIRST_YEAR = 1300
"""A smaller number of years is a time and no date, Hijri or Gregorian."""

NOTHING = "?"
"""What a negation falls on that cannot be told: no clause says that."""

NEXT_TO = 5
"""Code points between two figures of a range at most."""

FAR = 4
"""Words behind a negation among which it finds what it falls on."""

_ENDS = frozenset(".!؟?؛;\n…")
_PAUSES = frozenset("،,:")
_ACCUSE = "+accuse"
_EXCEPT = "الا"
"""Unless, or "that not" (ألا): without its hamza it does not say which."""
_PARTICLE = "فقد"
"""Loses, before a noun with its article, and else nothing: فقد أعلن."""
_PERSONS = frozenset(["+people", "+fighter", "+civilian", "+child", "+woman"])
FATES = frozenset(["+kill", "+injure", "+missing", "+arrest", "+surrender", "+release", "+rescue"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it is compared."""

    figure: Figure
    unit: str
    """What is counted, as a meaning; "" where nothing is."""
    fate: str = ""
    """What befell them, by the nearest word before the figure or else after it: killed, injured, both, ..."""
    total: bool = True
    """Whether it is a number of all there are: no date or ordinal, no part (among them 5), no others
    besides, and not what another figure is compared with."""


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
    targets: tuple[str, ...] = ()
    """What it denies, where it does, or what a negation in it falls on."""
    times: frozenset[str] = frozenset()
    """The hours, days, months and years that it names."""
    day: str = ""
    """When its article was published, where it says "today" or "new"; else ""."""


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
    text: str,
    article: int,
    said: int,
    item: Claim | Fact,
    known: Mapping[str, str],
    speaker: str = "",
    day: str = "",
) -> list[Clause]:
    """The clauses of a claim or fact of `text`, in order.

    `known` are the text's `bodies`, `speaker` tells who says it, `day` when the text was published.
    """
    words = _named(read(text, item.start, item.end), known)
    # Of a tweet only that part is denied which says so itself.
    cue = item.cue if isinstance(item, Claim) else None
    denies = isinstance(item, Claim) and item.polarity == "denies" and (cue is None or cue[:1].isalpha())
    # Who refuses something, or does not confirm it, says neither that it is so nor that it is not.
    doubts = denies and not (cue is not None and _cue_means(cue, "+deny"))
    denies = denies and not doubts
    found = []
    before: Sequence[Word] = ()
    for number, part in enumerate(_parts(words)):
        quoted = any(word.meaning == "+deny" for word in before[-FAR:])
        before = part
        if _says_something(text, part) and any(word.meaning for word in part):
            # What is denied is what is said first; what stands around it is taken for given.
            aside = part[0].form in tables().times
            clause = _clause(article, said, speaker, part, item.figures, denies and not aside)
            clause = replace(clause, day=day if _relative(part) else "")
            if (doubts or quoted) and not clause.denied:
                clause = replace(clause, targets=(NOTHING,))
            if number == 0 or not aside or clause.quantities or happens(clause.meanings[0]):
                found.append(clause)
    if found and cue is not None and _ACCUSE not in found[0].meanings and _cue_means(cue, _ACCUSE):
        # "Accused X of Y" says what "the accusation of Y" does, of which a denial speaks.
        found[0] = replace(found[0], meanings=(_ACCUSE, *found[0].meanings))
    return found


def _cue_means(cue: str, wanted: str) -> bool:
    """Whether a word of a cue has a meaning, with و or ف before it or without."""
    words = [*cue.split(), *(word[1:] for word in cue.split() if word[0] in "وف" and len(word) > 1)]
    return any(meaning(word) == wanted for word in words)


def _relative(part: Sequence[Word]) -> bool:
    """Whether a clause is about the day of its article."""
    return any(word.form in tables().today for word in part)


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
        if word.form == "اجل" and place and words[place - 1].form == "من":
            word = replace(word, meaning="")
        following = words[place + 1].form if place + 1 < len(words) else ""
        if word.form == _PARTICLE and not following.startswith("ال"):
            word = replace(word, meaning="")
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
            or _joined_act(word)
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


def _joined_act(word: Word) -> bool:
    """Whether a word is "and" with what happens: وسقوط, not وفاة. وجود and its like open a clause alone."""
    if word.form[0] != "و" or not happens(word.meaning):
        return False
    return word.meaning in tables().aspects or meaning(word.form[1:]) == word.meaning


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
    targets = _negated_words(part)
    order = list(meanings)
    for place, one in enumerate(order):
        behind = order[place + 1 : place + 1 + REACH]
        if one in known.reversers and any(map(happens, behind)):
            negated = not negated
            targets.append(behind[0] if happens(behind[0]) else NOTHING)
            del meanings[one]
    if not negated and any(word.form == _EXCEPT for word in part):
        targets.append(NOTHING)
    untrue = _called_untrue(part)
    if denies and not untrue:
        targets += _said_first(tuple(meanings))
    quantities = tuple(_quantity(figure, part, inside) for figure in inside)
    denied = untrue or negated != denies
    return Clause(
        article,
        said,
        speaker,
        start,
        end,
        tuple(meanings),
        quantities,
        denied,
        negated,
        tuple(dict.fromkeys(targets)),
        _times(inside, part),
    )


def _negations(part: Sequence[Word]) -> list[int]:
    """The places of the negations that turn a clause round."""
    known = tables()
    return [
        place
        for place, word in enumerate(part)
        if word.form in known.negations
        and (part[place + 1].form if place + 1 < len(part) else "") not in known.no_negations
    ]


def _negated(part: Sequence[Word]) -> bool:
    """Whether a negation turns the clause round."""
    return bool(_negations(part))


def _negated_words(part: Sequence[Word]) -> list[str]:
    """What each negation falls on: the first word behind it that tells of more than that it happened.

    Where a word's truth is denied, that is what happens behind it: لا صحة لخبر استقالته. NOTHING where there
    is no such word, or where the clause says it without the negation as well.
    """
    found = []
    for place in _negations(part):
        untrue = place + 1 < len(part) and part[place + 1].form in tables().truths
        begin = place + 1 + untrue
        said = [word.meaning for word in part[begin : begin + FAR] if word.meaning]
        telling = [one for one in said if one not in tables().aspects]
        acts = [one for one in telling if happens(one)] if untrue else []
        one = (acts or telling or said or [NOTHING])[0]
        again = any(word.meaning == one for word in part[:place]) or (
            sum(word.meaning == one for word in part[place:]) > 1
        )
        found.append(NOTHING if again else one)
    return found


def _said_first(meanings: Sequence[str]) -> list[str]:
    """What a source denies: what is said first, and what happens first."""
    telling = [one for one in meanings if one not in tables().aspects]
    acts = [one for one in telling if happens(one)]
    return [*telling[:1], *acts[:1]] or [NOTHING]


def _called_untrue(part: Sequence[Word]) -> bool:
    """Whether the clause says that something is not true: that is a denial, and not the denial of one."""
    known = tables()
    return any(one.form in known.negations and two.form in known.truths for one, two in pairwise(part))


def _times(figures: Sequence[Figure], part: Sequence[Word]) -> frozenset[str]:
    """The hours, days, months and years among the figures of a clause."""
    found = set()
    for figure in figures:
        unit = meaning_of(figure.unit)
        said = [word.form for word in part if word.end <= figure.start][-1:]
        if "(" in unit or figure.unit == TIME or said == ["الساعه"] or said == ["الساعة"]:
            found.add(figure.text)
        elif unit == "+year" and figure.value is not None and figure.value >= FIRST_YEAR:
            found.add(str(figure.value))
    return frozenset(found)


def meaning_of(unit: str | None) -> str:
    """What a unit means, by its first word; that of a date or time of day is kept whole."""
    if not unit or not unit.strip():
        return ""
    if unit == PERCENT:
        return unit
    return unit if "(" in unit else meaning(unit.split()[0])


def _quantity(figure: Figure, part: Sequence[Word], figures: Sequence[Figure]) -> Quantity:
    """A figure with what it counts: 14 killed, or 14 persons in a clause about a death."""
    unit = meaning_of(figure.unit)
    fate = unit if unit in FATES else _fate(figure, part)
    counts_fate = fate and (unit in _PERSONS or not (figure.unit or "").strip())
    return Quantity(figure, fate if counts_fate else unit, fate, _is_total(figure, part, figures))


def _fate(figure: Figure, part: Sequence[Word]) -> str:
    """What befell those whom a figure counts: the nearest word before it that tells, or else after it.

    Of two that stand side by side before the figure (مصرع وإصابة خمسة), both.
    """
    before = [place for place, word in enumerate(part) if word.start < figure.start]
    for place in reversed(before):
        if part[place].meaning in FATES:
            second = part[place].meaning
            first = part[place - 1].meaning if place else ""
            return f"{first}{second}" if first in FATES and first != second else second
    return next((word.meaning for word in part[len(before) :] if word.meaning in FATES), "")


def _is_total(figure: Figure, part: Sequence[Word], figures: Sequence[Figure]) -> bool:
    """Whether a figure is a number of all there are, by the words of its clause."""
    known = tables()
    unit = meaning_of(figure.unit)
    value = figure.value
    if value is None or "(" in unit or (unit == "+year" and value >= FIRST_YEAR):
        return False
    before = [word.form for word in part if word.start < figure.start]
    inside = [word.form for word in part if figure.start <= word.start < figure.end]
    after = [word.form for word in part if word.start >= figure.end]
    return not (
        not known.partial.isdisjoint(before)
        # As it is spelt: folded, ألفي would begin so too.
        or figure.text.startswith("ال")
        or before[-1:] == ["ال"]
        or any(form in known.besides for form in [*inside, *after[:2]])
        or _in_a_range(figure, figures)
    )


def _in_a_range(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure is an end of a range (18 - 38): another one of its unit stands right beside it."""
    return any(
        other is not figure
        and (not figure.unit or not other.unit or figure.unit == other.unit)
        and min(abs(figure.start - other.end), abs(other.start - figure.end)) <= NEXT_TO
        for other in figures
    )
