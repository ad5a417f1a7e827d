"""What numbers count: per cent, money, and nouns, which are given in the singular."""

from __future__ import annotations

from store.claims.lexicon import Lexicon
from store.claims.numbers import Number, is_percent
from store.claims.numerals import NumberWords
from store.claims.words import Tokens, fold, without_marks

PERCENT = "%"
_NOUN = 3
"""A noun has at least so many letters where nothing else tells that it is one."""
_SOUND = 5
"""A plural in ين has more letters than so many: لاعبين."""


def unit_behind(tokens: Tokens, number: Number, words: NumberWords, other: Lexicon) -> tuple[int, str | None]:
    """One past the last token of the number's unit, and the unit in the singular."""
    forms, last = tokens.forms, number.last
    percent = is_percent(forms, last, words)
    if percent:
        return last + percent, PERCENT
    if last >= len(forms):
        return last, None
    form = forms[last]
    if form in words.currencies:
        return last + 1, words.currencies[form]
    if not form[0].isalpha() or form.isascii() or begins_line(tokens, last):
        return last, None
    if form.startswith("ال") and form not in words.triggers:
        spelt = _spelt(tokens, last)[2:]
        if number.value is None or (number.scale and form[2:] in words.singulars):
            return last + 1, _singular(spelt, number, "", words)
        return last, None
    if is_no_noun(form, words, other):
        return last, None
    compound = words.compounds.get(form.removesuffix("ا"), words.compounds.get(form, {}))
    if compound and last + 1 < len(forms) and forms[last + 1] in compound:
        return last + 2, compound[forms[last + 1]]
    return last + 1, _singular(_spelt(tokens, last), number, forms[last - 1], words)


def unit_before(tokens: Tokens, number: Number, words: NumberWords) -> tuple[int, str | None]:
    """The first token of a definite noun before a number with its article, and it in the singular.

    السنوات الثلاث, الدول الـ 193.
    """
    forms, first = tokens.forms, number.first
    if number.digits and first and forms[first - 1] == "ال":
        first -= 1
    if number.value is None or first == 0 or not forms[first].startswith("ال"):
        return number.first, None
    noun = forms[first - 1]
    plural = noun[2:] in words.singulars or (len(noun) > _SOUND and noun.endswith(("ات", "ين", "ون")))
    if not noun.startswith("ال") or not plural or noun in words.triggers or begins_line(tokens, first):
        return number.first, None
    numeral = "" if number.digits else forms[number.last - 1]
    few = number._replace(value=_NOUN)
    return first - 1, _singular(_spelt(tokens, first - 1)[2:], few, numeral, words)


def begins_line(tokens: Tokens, index: int) -> bool:
    """Whether the token at `index` begins a line."""
    return "\n" in tokens.text[tokens.ends[index - 1] : tokens.starts[index]]


def is_one_of(tokens: Tokens, index: int, words: NumberWords, other: Lexicon) -> bool:
    """Whether the word at `index`, before واحد, is a noun that is counted: هدف واحد, not آن واحد."""
    form = tokens.forms[index]
    if len(form) < _NOUN or not form[0].isalpha() or form.isascii() or begins_line(tokens, index + 1):
        return False
    if form.removesuffix("ا") in words.not_one_of or form[0] in "ولب":
        return False
    return not is_no_noun(form, words, other)


def is_no_noun(form: str, words: NumberWords, other: Lexicon) -> bool:
    """Whether a word after a number cannot be what it counts."""
    if form in words.nouns:
        return False
    if form in words.not_counted or form in words.triggers or form in other.that:
        return True
    if form in other.no_names or form in other.prepositions:
        return True
    if form[0] in "وفبلك" and not _is_whole(form, words):
        return True
    cue = other.cues.get(form)
    return form.startswith("ال") or (cue is not None and cue.kind in ("past", "present"))


def _is_whole(form: str, words: NumberWords) -> bool:
    """Whether a word that begins like one with a preposition or و is one without: برميل, بريطاني."""
    if form in words.prefixed or form.removesuffix("ا") in words.prefixed:
        return True
    if form.endswith("ات"):
        return form[:-2] in words.prefixed or form[:-2] + "ة" in words.prefixed
    return form[0] != "و" and form.endswith(("يين", "ي")) and len(form) > _SOUND


def _spelt(tokens: Tokens, index: int) -> str:
    """A word as it is spelt, without vowel marks."""
    return without_marks(tokens.text[tokens.starts[index] : tokens.ends[index]])


def _singular(form: str, number: Number, numeral: str, words: NumberWords) -> str:
    """A unit, given as it is spelt, in the singular: by the table, or by the rules of counted nouns.

    From three to ten they are plurals, and a numeral with ة (`numeral` is the token before the unit) counts
    what has none: ثلاثة اتجاهات, ثلاث مجموعات.
    """
    folded, value = fold(form), number.value
    if folded in words.singulars:
        return words.singulars[folded]
    rest = value % 100 if isinstance(value, int) else 0
    if value is None or 3 <= rest <= 10:
        if form.endswith("ات") and len(form) > 4:
            masculine = folded in words.masculine or (numeral in words.values and numeral.endswith("ة"))
            return form[:-2] if masculine else form[:-2] + "ة"
        return form[:-2] if form.endswith(("ين", "ون")) and len(form) > _SOUND else form
    if form.endswith("ا") and folded not in words.alefs and (len(form) > _NOUN or rest > 10):
        return form[:-1]
    return form
