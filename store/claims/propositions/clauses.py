"""Claims and facts cut into clauses, each with what it says: meanings, figures, and whether it denies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from store.claims.dates import TIME
from store.claims.propositions.concepts import Word, happens, meaning, read, tables
from store.claims.propositions.cutting import ENDS, SHORTEST, named, parts, size
from store.claims.propositions.negation import (
    FAR,
    NOTHING,
    TRUE,
    called_untrue,
    negated_words,
    negations,
    no_more,
    said_first,
    tells,
)
from store.claims.propositions.quantities import FIRST_YEAR, Quantity, meaning_of, quantity
from store.claims.stems import CACHED
from store.claims.words import fold
from store.model import Claim, Fact, Figure, Offset

REACH = 3
"""How many meanings on the noun may stand that a verb like "lose" or "fail" undoes."""

CORE = 5
"""Meanings of a denial that say what is denied."""

OBJECT = 3
"""So many of them at least stand behind the verb, or what stands before it belongs to them as well."""

LEAD = 160
"""Code points before what is said in which a word stands that sets it against something."""

ACCUSE, RESPONSIBILITY = "+accuse", "+responsibility"
_DENY = "+deny"
_SPEAKS = frozenset([ACCUSE, _DENY, TRUE, "+false"])
_TURNED = re.compile("[0-9\u0660-\u0669][.,٫][\u200e\u200f][0-9\u0660-\u0669]")
_CAUSE, _IS = frozenset(["سبب", "السبب"]), frozenset(["هو", "هي", "كان"])
_POSSESSIVE, _SHORT = ("ه", "ها", "هم"), 5
_EXCEPT = "الا"
"""Unless, or "that not" (ألا): without its hamza it does not say which."""


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
    undone: bool = False
    """Whether it says that something is so no more, by a verb like "lose" alone or by "no more"."""
    refers: bool = False
    """Whether it denies what was said before, and does not say what."""
    targets: tuple[str, ...] = ()
    """What it denies, where it does, or what a negation in it falls on."""
    times: frozenset[str] = frozenset()
    """The hours, days, months and years that it names."""
    contrasts: bool = False
    """Whether its article sets it against what was said before: بينما، غير أن."""
    day: str = ""
    """When its article was published, where it says "today" or "new"; else ""."""
    voice: frozenset[str] = frozenset()
    """What the one who says it is called, as meanings."""
    own: bool = False
    """Whether it is said of the one who says it: قال إنه."""
    causes: frozenset[str] = frozenset()
    """What it says that something comes of."""


def core(clause: Clause, said: Collection[str] | None = None) -> tuple[str, ...]:
    """What a clause says; of a denial what it denies, with its object and no more.

    Of several things that it denies those that are `said` count.
    """
    if not clause.denied or clause.undone:
        return clause.meanings
    places = [
        clause.meanings.index(target)
        for target in clause.targets
        if target in clause.meanings and (said is None or target in said)
    ]
    if not places:
        return clause.meanings
    first, last = min(places), min(places) + CORE
    if len(clause.meanings) - first < OBJECT:
        # The subject, or what else stands before the verb, is all that there is.
        earlier = [clause.meanings.index(one) for one in clause.targets if one in clause.meanings[:first]]
        first = max(len(clause.meanings) - CORE, *(place + 1 for place in earlier), 0)
    return clause.meanings[first:last]


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
    words = named(read(text, item.start, item.end), known)
    cue = item.cue if isinstance(item, Claim) else None
    false = isinstance(item, Claim) and item.polarity == "denies"
    denies, doubts = _stance(cue) if false else (False, False)
    blank = Clause(
        article,
        said,
        speaker,
        item.start,
        item.end,
        (),
        (),
        denied=False,
        negated=False,
        contrasts=_contrasts(text, item.start),
        voice=_voice(item.speaker) if isinstance(item, Claim) and item.speaker else frozenset(),
    )
    found = []
    before: Sequence[Word] = ()
    for number, part in enumerate(parts(words)):
        quoted = any(word.meaning == "+deny" for word in before[-FAR:])
        before = part
        if _says_something(text, part) and any(word.meaning for word in part):
            # What is denied is what is said first; what stands around it is taken for given.
            aside = part[0].form in tables().forms.times
            reached = number == 0 or part[0].form in tables().forms.carries
            untrue = called_untrue(part, false)
            clause = _filled(blank, part, item.figures, denies and reached and not aside, untrue)
            clause = replace(
                clause, day=day if _relative(part) else "", own=number == 0 and _is_own(part[0].form)
            )
            if (doubts or quoted or (denies and not reached)) and not clause.denied:
                clause = replace(clause, targets=(NOTHING,))
            opens = any(map(happens, clause.meanings[:1]))
            if clause.quantities or (clause.meanings and (number == 0 or not aside or opens)):
                found.append(clause)
    if found and cue is not None and ACCUSE not in found[0].meanings and _cue_means(cue, ACCUSE):
        # "Accused X of Y" says what "the accusation of Y" does, of which a denial speaks.
        found[0] = replace(found[0], meanings=(ACCUSE, *found[0].meanings))
    return found


def _stance(cue: str | None) -> tuple[bool, bool]:
    """Whether the cue of what is read as a denial denies all of it, and whether it only does not confirm it.

    Who refuses something, or does not confirm it, says neither that it is so nor that it is not. Of a tweet,
    whose cue is a dash, only that part is denied which says so itself.
    """
    if cue is not None and not cue[:1].isalpha():
        return False, False
    denies = cue is not None and _cue_means(cue, "+deny")
    return denies, not denies


@lru_cache(CACHED)
def _voice(speaker: str) -> frozenset[str]:
    """What a speaker is called, as meanings."""
    return frozenset(word.meaning for word in read(speaker, 0, len(speaker)) if word.meaning)


def _is_own(form: str) -> bool:
    """Whether a clause that opens with this word is said of the one who says it: إنه، قواتها."""
    return form in tables().forms.own or (len(form) > _SHORT and form.endswith(_POSSESSIVE))


def _causes(part: Sequence[Word]) -> frozenset[str]:
    """What stands behind the first word of a clause that names a cause."""
    known = tables()
    place = next((place for place, word in enumerate(part) if word.form in known.forms.causes), len(part))
    if part[0].form in _CAUSE:
        place = next((place for place, word in enumerate(part) if word.form in _IS), len(part))
    return frozenset(word.meaning for word in part[place + 1 :] if word.meaning)


def _contrasts(text: str, start: Offset) -> bool:
    """Whether what is said there is set against what stands before it, by the words that lead to it."""
    lead = text[max(0, start - LEAD) : start]
    sentence = max(lead.rfind(mark) for mark in ENDS)
    return any(contrast in f" {fold(lead[sentence + 1 :])} " for contrast in tables().contrasts)


def _cue_means(cue: str, wanted: str) -> bool:
    """Whether a word of a cue has a meaning, with و or ف before it or without."""
    words = [*cue.split(), *(word[1:] for word in cue.split() if word[0] in "وف" and len(word) > 1)]
    return any(meaning(word) == wanted for word in words)


def _relative(part: Sequence[Word]) -> bool:
    """Whether a clause is about the day of its article."""
    return any(word.form in tables().forms.today for word in part)


def _says_something(text: str, part: Sequence[Word]) -> bool:
    """Whether more than hashtags stands in a part of a text."""
    tags = [word for word in part if word.start and text[word.start - 1] in "#_"]
    return not tags or size([word for word in part if word not in tags]) >= SHORTEST


def _filled(
    blank: Clause, part: Sequence[Word], figures: Sequence[Figure], denies: bool, untrue: bool
) -> Clause:
    """`blank` with what a part of its claim says, whose cue `denies` it or which calls something `untrue`."""
    known = tables()
    start, end = part[0].start, part[-1].end
    inside = [figure for figure in figures if start <= figure.start and figure.end <= end]
    places = negations(part, inside)
    negated = bool(places)
    meanings = _meanings(part, inside)
    targets = negated_words(part, places)
    order = list(meanings)
    for place, one in enumerate(order):
        behind = order[place + 1 : place + 1 + REACH]
        if one in known.kinds.reversers and any(map(happens, behind)):
            negated = not negated
            targets.append(behind[0] if happens(behind[0]) else NOTHING)
            del meanings[one]
    if not negated and any(word.form == _EXCEPT for word in part):
        targets.append(NOTHING)
    if untrue and not places:
        negated = True
        calls = {word.meaning for word in part if word.form in known.forms.untruths | known.forms.truths}
        meanings = {one: None for one in meanings if one not in calls}
    if (denies and not untrue) or (untrue and not places):
        targets += said_first(tuple(meanings))
    quantities = tuple(quantity(figure, part, inside) for figure in inside if not _is_put_aside(figure, part))
    denied = untrue or negated != denies
    if denied and any(map(tells, meanings)):
        meanings = {one: None for one in meanings if one not in known.hearsay and one not in known.supports}
    return replace(
        blank,
        start=start,
        end=end,
        meanings=tuple(meanings),
        quantities=quantities,
        denied=denied,
        negated=negated,
        undone=denied and not denies and not untrue and all(no_more(part, place) for place in places),
        targets=tuple(dict.fromkeys(targets)),
        times=_times(inside, part),
        causes=_causes(part),
    )


def _meanings(part: Sequence[Word], figures: Sequence[Figure]) -> dict[str, None]:
    """What the words of a part mean, each once, in order; of figures what they count alone, if that tells.

    Hours in words are left as words: one event's are another's only if they are the same.
    """
    plain = tables().plain_units
    units = {
        (figure.start, figure.end): meaning_of(figure.unit)
        for figure in figures
        if figure.unit != TIME or figure.text[0].isdecimal()
    }
    return dict.fromkeys(
        word.meaning
        for word in part
        if word.meaning
        and not any(
            (s <= word.start < e and (word.meaning != unit or unit in plain))
            # Twenty, in "by twenty".
            or (word.start < s < word.end <= e and word.meaning != unit)
            for (s, e), unit in units.items()
        )
    )


def _is_put_aside(figure: Figure, part: Sequence[Word]) -> bool:
    """Whether a figure is named as what is wrong, or was so before: لا أربعين دقيقة، بعد أن كان 140.

    Nor is one compared whose parts a mark of direction turns round on the screen: 6.15 is shown as 15.6 then.
    """
    if _TURNED.search(figure.text):
        return True
    before = [word.form for word in part if word.start < figure.start][-1:]
    return any(form in tables().forms.negations or form in tables().forms.former for form in before)


def refers(clause: Clause) -> bool:
    """Whether a clause denies something and does not say what: نفى الاتهام جملة وتفصيلا، كذب محض."""
    known = tables()
    said = [one for one in clause.meanings if one not in known.faint]
    denies = clause.denied or _DENY in said
    return bool(said) and denies and all(one in known.anaphors or one in _SPEAKS for one in said)


def denial_of(said: Clause, clause: Clause) -> Clause:
    """`clause` with what it denies, which is what `said` says."""
    return replace(
        clause,
        meanings=said.meanings,
        denied=True,
        negated=True,
        refers=True,
        targets=tuple(said_first([one for one in said.meanings if one != ACCUSE] or said.meanings)),
    )


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
