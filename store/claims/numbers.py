"""Numbers in words, alone and behind digits, with their values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.claims.numerals import NumberWords, is_definite, is_plural

_LARGEST = 10**15
_FOURTH = "ربع"
_THREE = 3
GROUP = 3
"""Digits between separators of thousands."""


class Number(NamedTuple):
    """A number that was read, by the indices of its tokens."""

    first: int
    last: int
    clitic: int
    """How many letters of the first token stand before it."""
    value: float | int | None
    """None where only is said that there are many."""
    digits: bool
    scale: int = 0
    """The first scale of a thousand or more in it; 0 without any."""
    thousands: int | None = None
    """Its value if the full stop in its digits parts thousands; None where none stands so."""


class Term(NamedTuple):
    """A part of a number up to its scale: خمسمئة ألف, 200 ألف, وعشرون."""

    value: float | int
    scale: int
    last: int
    clitic: int = 0


def read_number(forms: Sequence[str], index: int, words: NumberWords) -> Number | None:
    """The number in words that begins at `index`."""
    form = forms[index]
    if form in words.vague:
        return _vague(forms, index, words)
    if form in words.parts:
        return _part(forms, index, words)
    if form in words.west and not (index + 1 < len(forms) and is_plural(forms[index + 1], words)):
        return None
    if form in words.values and not words.quarters.isdisjoint(forms[index + 1 : index + 2]):
        return _quarters(forms, index, words)
    if form in words.percent or (form in words.percent_of and index and forms[index - 1] in words.percent_in):
        return None
    term = _term(forms, index, form, words)
    if term is None:
        return None
    return sum_up(forms, index, term, words, digits=False, definite=is_definite(form, term.clitic))


def whole(value: float) -> float | int:
    """A value, as a whole number where it is one."""
    if isinstance(value, int):
        return value
    return int(value) if float(value).is_integer() else value


def is_percent(forms: Sequence[str], index: int, words: NumberWords) -> int:
    """Of how many tokens what says per cent at `index` is; 0 where nothing does."""
    if index >= len(forms):
        return 0
    if forms[index] in words.percent:
        return 1
    following = forms[index + 1] if index + 1 < len(forms) else ""
    return 2 if forms[index] in words.percent_in and following in words.percent_of else 0


def and_part(form: str, words: NumberWords) -> int:
    """In how many parts a fraction with و has it, as in ونصف, والربع; 0 for other words."""
    parts, clitic = words.parts.get(form, (0, 0))
    return parts if parts and form[0] == "و" and form[:clitic] in ("و", "وال") else 0


def are_tens(form: str, words: NumberWords) -> bool:
    """Whether a word is tens with و: واحد وعشرون."""
    value, clitic = words.values.get(form, (0, 0))
    return form[:1] == "و" and form[:clitic] in ("و", "وال") and 20 <= value < 100


def _vague(forms: Sequence[str], index: int, words: NumberWords) -> Number:
    """A word for many, with those behind it: مئات الآلاف, بضع عشرات, بضعة عشر."""
    last = index + 1
    if last < len(forms) and forms[last] in words.ten:
        last += 1
    while last < len(forms) and forms[last] in words.vague and forms[last][0] not in "وبل":
        last += 1
    return Number(index, last, words.vague[forms[index]], None, False)


def _part(forms: Sequence[str], index: int, words: NumberWords) -> Number | None:
    """A fraction of a scale, of per cent, or of a measure: ربع مليون, نصف في المئة, نصف ساعة."""
    parts, clitic = words.parts[forms[index]]
    following = forms[index + 1] if index + 1 < len(forms) else ""
    scale = _scale(following, words)
    if scale:
        return Number(index, index + 2, clitic, whole(scale / parts), False, scale)
    if following in words.ones_of or following in words.halved or is_percent(forms, index + 1, words):
        return Number(index, index + 1, clitic, 1 / parts, False)
    return None


def _quarters(forms: Sequence[str], index: int, words: NumberWords) -> Number | None:
    """Three quarters of a scale, of per cent or of a measure: ثلاثة أرباع المليون, but not of السكان."""
    value, clitic = words.values[forms[index]]
    part = _part([_FOURTH, *forms[index + 2 : index + 5]], 0, words)
    if part is None or part.value is None or value != _THREE:
        return None
    return Number(index, index + 1 + part.last, clitic, whole(part.value * value), False, part.scale)


def _term(
    forms: Sequence[str], index: int, form: str, words: NumberWords, joined: bool = False
) -> Term | None:
    """The part of a number that begins with `form`, which is the token at `index` or a piece of it.

    One is a number only where it is `joined` to another: ألف وواحد.
    """
    if form in words.scales and not (form in words.values and _is_counted(forms, index + 1, words)):
        value, clitic = words.scales[form]
        if value >= 1000:
            return scaled(forms, Term(value, value, index + 1, clitic), words)
    term = _below_a_thousand(forms, index, form, words, joined)
    return scaled(forms, term, words) if term else None


def _below_a_thousand(
    forms: Sequence[str], index: int, form: str, words: NumberWords, joined: bool
) -> Term | None:
    """The number below a thousand that begins with `form`, or one of the duals of the scales."""
    term = _word(forms, index, form, words, joined)
    if term is None or term.value >= 1000:
        return term
    definite = is_definite(form, term.clitic)
    value, last = term.value, term.last
    while last < len(forms) and forms[last][0] == "و":
        place, following = _behind_and(forms, last)
        if following.startswith("ال") and definite:
            following = following[2:]
        smaller = _word(forms, place, following, words, joined=True)
        if smaller is None or smaller.clitic or not _joins(smaller.value, value):
            break
        value, last = value + smaller.value, smaller.last
    return term if last == term.last else term._replace(value=value, last=last)


def _word(forms: Sequence[str], index: int, form: str, words: NumberWords, joined: bool) -> Term | None:
    """A number that is not put together with و: ثلاثة, ثلاثة عشر, ثلاثون, مئتان, ثلاث مئة, ألفان."""
    last = index + 1
    following = forms[last] if last < len(forms) else ""
    if form in words.teens and (following in words.ten or form not in words.values):
        # وأحد is spelled like واحد.
        value, clitic = words.teens[form]
        if following in words.ten:
            return Term(value + 10, 0, last + 1, clitic)
        return Term(value, 0, last, clitic) if value == 1 and are_tens(following, words) else None
    if form not in words.values:
        value, clitic = words.scales.get(form, (0, 0))
        return Term(value, 0, last, clitic) if value == 100 else None
    value, clitic = words.values[form]
    if value == 1 and not joined:
        counts = are_tens(following, words) or is_percent(forms, last, words) or and_part(following, words)
        return Term(value, 0, last, clitic) if following and counts else None
    if value < 10 and following in words.ten:
        return Term(value + 10, 0, last + 1, clitic)
    if 2 < value < 10 and words.scales.get(following) == (100, 0):
        return Term(value * 100, 0, last + 1, clitic)
    scale = next((scale for scale in (10**9, 10**6, 10**3) if value >= scale), 0)
    return Term(value, scale, last, clitic)


def _behind_and(forms: Sequence[str], index: int) -> tuple[int, str]:
    """Where the word is that stands behind the و of the token at `index`, and the word."""
    if forms[index] == "و" and index + 1 < len(forms):
        return index + 1, forms[index + 1]
    return index, forms[index][1:]


def _joins(part: float, number: float) -> bool:
    """Whether و adds a number to one below a thousand: tens to ones, and either to hundreds."""
    rest = number % 100
    if part < 20:
        return rest == 0
    return part < 100 and rest < 10


def _is_counted(forms: Sequence[str], index: int, words: NumberWords) -> bool:
    """Whether a word stands at `index` that may be what ألفا counts: two thousand, as in ألفا جندي."""
    form = forms[index] if index < len(forms) else ""
    if form in words.scales:
        return False
    return form[:1].isalpha() and form[0] != "و" and not form.startswith("ال") and form not in words.bounds


def scaled(forms: Sequence[str], term: Term, words: NumberWords) -> Term:
    """A term with the scales behind it, each larger than the one before: مئة ألف, ألف مليون."""
    value, scale, last, clitic = term
    while last < len(forms) and value < _LARGEST:
        larger, written = words.scales.get(forms[last], (0, 1))
        if written or larger <= max(scale, 100):
            break
        value, scale, last = _exact(value * larger), larger, last + 1
    return Term(value, scale, last, clitic)


def sum_up(
    forms: Sequence[str], first: int, term: Term, words: NumberWords, *, digits: bool, definite: bool
) -> Number:
    """A number with the smaller terms and the fraction behind its first one, in words or in digits."""
    total, scale, last = term.value, term.scale, term.last
    if not digits and not scale and total >= 100 and total % 100 == 0:
        # مئة و50.
        scale = 100
    between = first > 0 and forms[first - 1].endswith("بين")
    while scale and last < len(forms) and forms[last][0] == "و":
        place, joined = _behind_and(forms, last)
        if joined.startswith("ال") and definite:
            joined = joined[2:]
        added = _joined(forms, place, joined, words)
        if added is None or added.clitic:
            break
        if added.value < scale:
            total += added.value
        elif added.scale > scale and 10 * added.scale < added.value and not digits and not between:
            # ألف ومئتا مليون: the larger scale multiplies all of it.
            total = total * added.scale + added.value
        else:
            break
        scale, last = added.scale, added.last
    if last < len(forms) and forms[last][0] == "و":
        fraction, last = _fraction(forms, last, total, scale, words)
        total += fraction
    return Number(first, last, term.clitic, whole(total), digits, term.scale)


def _joined(forms: Sequence[str], index: int, form: str, words: NumberWords) -> Term | None:
    """What is added by و: a term in words; whole digits, below a thousand if they have no scale."""
    if not form[:1].isdecimal():
        return _term(forms, index, form, words, joined=True)
    if not form.isdecimal() or len(form) > GROUP:
        return None
    term = scaled(forms, Term(int(form), 0, index + 1), words)
    dated = not term.scale and forms[term.last : term.last + 1] and forms[term.last] in words.dates
    return None if dated or is_percent(forms, term.last, words) else term


def _fraction(
    forms: Sequence[str], index: int, value: float, unit: int, words: NumberWords
) -> tuple[float, int]:
    """What a fraction with و at `index` adds to a number, and one past its last token.

    مليون ونصف, ثلاثة ملايين ونصف المليون, مليار وربع مليار: the last scale, `unit`, may stand again.
    ثلاثة ونصف مليون, ثلاثة ونصف بالمئة: a number without a scale has it behind. ونصف السكان adds nothing.
    """
    parts = and_part(forms[index], words)
    if not parts:
        return 0, index
    following = forms[index + 1] if index + 1 < len(forms) else ""
    scale = _scale(following, words)
    if unit < 1000:
        if value >= 100:
            return 0, index
        if scale and not following.startswith("ال"):
            return (value + 1 / parts) * scale - value, index + 2
        return (1 / parts, index + 1) if is_percent(forms, index + 1, words) else (0, index)
    if scale == unit:
        return scale / parts, index + 2
    if scale or following.startswith("ال") or unit < 1_000_000:
        return 0, index
    return unit / parts, index + 1


def _scale(form: str, words: NumberWords) -> int:
    """The value of a scale of a thousand or more, with its article or without; 0 for other words."""
    value, clitic = words.scales.get(form.removeprefix("ال"), (0, 1))
    return value if value >= 1000 and not clitic else 0


def _exact(value: float) -> float:
    """A product without what binary fractions add to it: 130.7 times a million."""
    return value if isinstance(value, int) else round(value, 6)
