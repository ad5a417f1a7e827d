"""Numbers in digits of three kinds, with their values: 1,200, ٣٫٥, 8ر15, 12 ألفا."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.claims.numbers import GROUP, Number, Term, is_percent, scaled, sum_up, whole
from store.claims.numerals import NumberWords
from store.claims.words import Tokens

_LONGEST = 18
"""Digits and separators of more code points are a telephone number or a key,"""
_DIALLED = 6
"""and so are as many digits and more that begin with a nought: 0112345678."""
_ENCLOSING = {"(": ")", "«": "»", "“": "”", "[": "]", '"': '"'}
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
"""Thousands parted by full stops, and a comma before the fraction: 1.234,56."""
_TURNED = re.compile("(\\d+)([.,٫])\u200f(\\d+)")
"""A mark of direction behind the point shows what stands before it to the left of it: 8.(mark)14 is 14.8."""
_JOINTS = ("ر", "،")
"""What stands between pieces of one number."""
_GAPS = ("،", " ", "\u00a0", "\u202f", "\u2009")
"""What parts thousands, besides points and commas."""


def read_digits(tokens: Tokens, index: int, words: NumberWords) -> Number | None:
    """The number whose digits stand at `index`."""
    forms = tokens.forms
    form, before = forms[index], forms[index - 1] if index else ""
    if len(form) > _LONGEST or (before.isascii() and before[-1:].isalpha()):
        return None
    first, last = index, index + 1
    value: float | int | None
    thousands = None
    if not form.isdecimal():
        value, thousands = _pointed(tokens, index)
    elif len(form) < _DIALLED or int(form[0]):
        value = int(form)
    else:
        return None
    following = forms[last] if last < len(forms) else ""
    if following in _JOINTS or following[:1].isdecimal():
        value, last = _in_pieces(tokens, index, value, words)
        following = forms[last] if last < len(forms) else ""
    if value is None:
        return None
    if before in _ENCLOSING and forms[last : last + 1] == [_ENCLOSING[before]]:
        behind = forms[last + 1] if last + 1 < len(forms) else ""
        is_scaled = words.scales.get(behind, (0, 1))[1] == 0
        counted = behind in words.nouns or (value % 100 > 10 and _is_accusative(behind, words))
        if is_scaled or counted or is_percent(forms, last + 1, words):
            # (150) ألف, "156" رحلة: what belongs to it stands outside.
            first, last = index - 1, last + 1
            following = behind
    elif following == ")" and _ends_range(forms, index, last, words):
        # (10 - 15) ألف, (17 - 25) سنة
        last, following = last + 1, forms[last + 1]
    if following not in words.scales and following not in words.parts:
        return Number(first, last, 0, whole(value), True, 0, thousands)
    term = scaled(forms, Term(value, 0, last), words)
    return sum_up(forms, first, term, words, digits=True, definite=False)


def _pointed(tokens: Tokens, index: int) -> tuple[float | int | None, int | None]:
    """The value of digits with points or commas, and that which they have if a full stop parts thousands."""
    form = tokens.forms[index]
    start, end = tokens.starts[index], tokens.ends[index]
    if end - start > len(form):
        turned = _TURNED.fullmatch(tokens.text, start, end)
        if turned is not None:
            return _separated(turned[3] + turned[2] + turned[1]), None
    return _separated(form), int(form.replace(".", "")) if _THOUSANDS.fullmatch(form) else None


def _ends_range(forms: Sequence[str], index: int, last: int, words: NumberWords) -> bool:
    """Whether digits at `index` end a range in brackets that what it counts stands behind: (17 - 25) سنة."""
    if index < 3 or last + 1 >= len(forms) or forms[index - 3] != "(" or forms[index - 1] not in words.to:
        return False
    behind = forms[last + 1]
    unit = behind in words.scaled_units or behind in words.measures or behind in words.currencies
    is_scaled = words.scales.get(behind, (0, 1))[1] == 0
    return forms[index - 2].isdecimal() and bool(unit or is_scaled or is_percent(forms, last + 1, words))


def _is_accusative(form: str, words: NumberWords) -> bool:
    """Whether a word may be the noun that eleven to ninety-nine count."""
    return form.endswith("ا") and len(form) > 3 and form[0] not in "وبلك" and form not in words.not_counted


def _in_pieces(
    tokens: Tokens, index: int, value: float | int | None, words: NumberWords
) -> tuple[float | int | None, int]:
    """The value of digits that are more than one token, with one past the last; else `value` and the first.

    8ر15 is written from the right: the fraction stands first. Thousands are parted by Arabic commas without
    spaces, 164،781،745, or by spaces that no line is broken at; and by any where what is counted follows.
    """
    forms, last = tokens.forms, index + 1
    form = forms[index]
    if forms[last] == "ر" and last + 1 < len(forms) and forms[last + 1].isdecimal():
        return (float(f"{int(forms[last + 1])}.{_plain(form)}") if form.isdecimal() else None), last + 2
    if not form.isdecimal() or len(form) > GROUP or int(form[0]) == 0:
        return value, last
    digits, spaced = _plain(form), False
    while last < len(forms) and len(digits) <= _LONGEST:
        place = last + 1 if forms[last] == "،" else last
        group = forms[place] if place < len(forms) else ""
        gap = tokens.text[tokens.ends[last - 1] : tokens.starts[place]] if group else ""
        if len(group) != GROUP or not group.isdecimal() or gap not in _GAPS:
            break
        spaced = spaced or gap == " "
        digits += _plain(group)
        last = place + 1
    following = forms[last] if last < len(forms) else ""
    if spaced and following not in words.nouns and following not in words.scales:
        return value, index + 1
    return int(digits), last


def _plain(digits: str) -> str:
    """Digits of any kind as ASCII, with their noughts."""
    return "".join(str(int(digit)) for digit in digits)


def _separated(form: str) -> float | int | None:
    """The value of digits of any kind with points and commas; None where these make no sense."""
    plain = form.replace("٬", ",").replace("٫", ".")
    groups = plain.replace(",", ".").split(".")
    commas = "," in plain
    if all(len(group) == 3 for group in groups[1:]) and (commas or len(groups) > 2):
        if "." in plain and commas:
            return float(plain.replace(",", "")) if plain.rfind(".") > plain.rfind(",") else None
        return int("".join(groups))
    if len(groups) == 2:
        return float(f"{int(groups[0])}.{_plain(groups[1])}")
    if _CONTINENTAL.fullmatch(plain):
        return float(plain.replace(".", "").replace(",", "."))
    head, _, tail = plain.rpartition(".")
    if commas and head and "," in head and "." not in head and tail.isdecimal():
        return float(f"{int(head.replace(',', ''))}.{_plain(tail)}")
    return None
