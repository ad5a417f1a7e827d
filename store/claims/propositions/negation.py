"""What is denied in a clause: its negations, and what each falls on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from store.claims.propositions.concepts import Word, happens, tables
from store.model import Figure

NOTHING = "?"
"""What a negation falls on that cannot be told: no clause says that."""

_OF, _TO = "عن", "الى"

FAR = 4
"""Words behind a negation among which it finds what it falls on."""

TRUE = "+true"
"""What is denied where it is said that something is not true, and says nothing of what that is."""


def negations(part: Sequence[Word], figures: Sequence[Figure]) -> list[int]:
    """The places of the negations that turn a clause round.

    One right before a figure does not: two hours, not forty minutes. Nor one that leaves only something.
    """
    known = tables()
    starts = {figure.start for figure in figures}
    return [
        place
        for place, word in enumerate(part)
        if word.form in known.forms.negations
        and (part[place + 1].form if place + 1 < len(part) else "") not in known.forms.no_negations
        and not (place + 1 < len(part) and part[place + 1].start in starts)
        and not any(behind.form in known.forms.only for behind in part[place + 2 : place + 3])
    ]


def no_more(part: Sequence[Word], place: int) -> bool:
    """Whether a negation says that something is so no more: لم يعد يسيطر."""
    behind = [word.form for word in part[place + 1 : place + 3]]
    # It did not come back to the city, where a preposition follows.
    return behind[:1] != [] and behind[0] in tables().forms.no_more and behind[1:] != [_TO]


def negated_words(part: Sequence[Word], negations: Sequence[int]) -> list[str]:
    """What each negation falls on: the first word behind it that tells of more than that it happened.

    Where a word's truth is denied, that is what happens behind it: لا صحة لخبر استقالته. NOTHING where there
    is no such word, or where the clause says it without the negation as well.
    """
    found = []
    for place in negations:
        untrue = place + 1 < len(part) and part[place + 1].form in tables().forms.truths
        begin = place + 1 + untrue
        said = [word.meaning for word in part[begin : begin + FAR] if word.meaning]
        telling = [one for one in said if tells(one)]
        acts = [one for one in said if happens(one) and not is_told(one)] if untrue else []
        one = (acts or telling or said or [NOTHING])[0]
        again = any(word.meaning == one for word in part[:place]) or (
            sum(word.meaning == one for word in part[place:]) > 1
        )
        found.append(NOTHING if again else one)
    return found


def tells(meaning: str) -> bool:
    """Whether a meaning says of what happens more than that it does, or that it is told."""
    return not (meaning in tables().kinds.aspects or is_told(meaning))


def is_told(meaning: str) -> bool:
    """Whether a meaning says no more than that something is told, is true, or is done."""
    known = tables()
    return meaning == TRUE or meaning in known.hearsay or meaning in known.supports


def said_first(meanings: Sequence[str]) -> list[str]:
    """What a source denies: what is said first, and what happens first."""
    telling = [one for one in meanings if tells(one)]
    acts = [one for one in telling if happens(one)]
    return [*telling[:1], *acts[:1]] or [NOTHING]


def called_untrue(part: Sequence[Word], denied: bool) -> bool:
    """Whether the clause says that something is not true: that is a denial, and not the denial of one.

    `denied` is whether its claim is read as a denial: غير صحيح may tell how something is done, else.
    """
    known = tables()
    said = [word for word in part if word.form != _OF]
    return any(
        two.form in known.forms.truths
        and (
            one.form in known.forms.negations
            or (denied and one.form in known.forms.untruths and _is_said_of(said[:place]))
        )
        for place, (one, two) in enumerate(pairwise(said))
    )


def _is_said_of(before: Sequence[Word]) -> bool:
    """Whether what follows is said of what stands before it: الخبر غير صحيح, not بطريقة غير صحيحة."""
    return not before or before[-1].form.startswith("ال")
