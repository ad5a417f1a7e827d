"""What numbers count: per cent, money, and nouns, which are given in the singular."""

from __future__ import annotations

from collections.abc import Sequence

from store.claims.lexicon import Lexicon
from store.claims.numbers import Number, is_percent
from store.claims.numerals import NumberWords, is_definite, is_plural
from store.claims.words import Tokens, without_marks

PERCENT = "%"
_NOUN = 3
"""A noun has at least so many letters where nothing else tells that it is one."""
_SOUND = 5
"""A plural in ين has more letters than so many: لاعبين."""
_SEVERAL = "عدة"
_FOURTH_FORM, _TENTH_FORM = 5, 7
"""Letters of verbal nouns like إعلان at least, and of those like استثمار."""


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
    if not form[0].isalpha() or form[0] == "ـ" or form.isascii() or tokens.begins_line(last):
        return last, None
    if _counts_nothing(forms, number, words):
        return last, None
    if form.startswith("ال") and form not in words.triggers:
        some = number.value is None and not (form in other.no_names or form in other.prepositions)
        some = some and form[2:] not in words.not_counted
        if some or (number.scale and form[2:] in words.singulars):
            return last + 1, _singular(form[2:], _spelt(tokens, last)[2:], number, "", words)
        return last, None
    if is_no_noun(form, words, other) and not _is_accusative(form, number, words):
        return last, None
    compound = words.compounds.get(form.removesuffix("ا"), words.compounds.get(form, {}))
    if compound and last + 1 < len(forms) and forms[last + 1] in compound:
        return last + 2, compound[forms[last + 1]]
    return last + 1, _singular(form, _spelt(tokens, last), number, forms[last - 1], words)


def _counts_nothing(forms: Sequence[str], number: Number, words: NumberWords) -> bool:
    """Whether no unit stands behind a number, whatever does.

    Behind a name it is one itself (القرار 2254), behind what it counts an adjective (جوانب عدة). A word for
    many with its article stands alone (مات الآلاف جوعا), and behind a scale in the accusative only what is
    often counted is its unit (45 مليونا قيمة الأسهم).
    """
    first, last = number.first, number.last
    before = forms[first - 1] if first else ""
    if number.scale:
        scale = forms[last - 1]
        alone = last == first + 1 or not scale.endswith("ا") or scale not in words.scales
        return not alone and forms[last] not in words.nouns
    if number.value is None:
        if forms[first] == _SEVERAL:
            return last == first + 1 and not before.startswith("ال") and is_plural(before, words)
        definite = before == "ال" or is_definite(forms[first], number.clitic)
        return definite and last == first + 1 and not forms[last].startswith("ال")
    return before in words.labels and number.digits


def is_definite_numeral(forms: Sequence[str], number: Number, words: NumberWords) -> bool:
    """Whether a number carries its article, and is not one of so many per cent: الثلاث, الـ 25."""
    first = number.first
    written = forms[first - 1] if number.digits else forms[first][:2]
    if written != "ال" or not first or number.scale or number.value is None:
        return False
    return not is_percent(forms, number.last, words)


def unit_before(tokens: Tokens, number: Number, done: int, words: NumberWords) -> tuple[Number, str | None]:
    """A number with what stands before it and is its unit, not before the token `done`, and the unit.

    $500, %20, السنوات الثلاث, بالدول الـ 193.
    """
    forms, first = tokens.forms, number.first
    if first <= done:
        return number, None
    if number.digits and tokens.ends[first - 1] == tokens.starts[first]:
        sign = forms[first - 1]
        unit = PERCENT if sign in words.percent else words.currencies.get(sign)
        if unit:
            return number._replace(first=first - 1), unit
    if number.digits and forms[first - 1] == "ال":
        first -= 1
    if (
        number.value is None
        or first <= done
        or not forms[first].startswith("ال")
        or tokens.begins_line(first)
    ):
        return number, None
    written = forms[first - 1]
    noun = written[1:] if written[0] in "وب" else written
    if not noun.startswith("ال") or noun in words.triggers or not is_plural(noun[2:], words):
        return number, None
    clitic = len(written) - len(noun)
    numeral = "" if number.digits else forms[number.last - 1]
    spelt = _spelt(tokens, first - 1)[clitic + 2 :]
    few = number._replace(value=_NOUN)
    return number._replace(first=first - 1, clitic=clitic), _singular(noun[2:], spelt, few, numeral, words)


def is_one_of(tokens: Tokens, index: int, words: NumberWords, other: Lexicon) -> bool:
    """Whether the word at `index`, before واحد, is a noun that is counted.

    هدف واحد; not آن واحد, and not what is "one of" several: تعد واحدة من, مصر واحدة من.
    """
    form = tokens.forms[index]
    if len(form) < _NOUN or not form[0].isalpha() or form.isascii() or tokens.begins_line(index + 1):
        return False
    if form.removesuffix("ا") in words.not_one_of or form[0] in "ولب":
        return False
    behind = tokens.forms[index + 2 : index + 4]
    most = len(behind) > 1 and (form[0] == "ت" or behind[1] in words.most)
    of_several = behind[:1] == ["من"] and form not in words.nouns and most
    return not (of_several or is_no_noun(form, words, other))


def is_no_noun(form: str, words: NumberWords, other: Lexicon) -> bool:
    """Whether a word after a number cannot be what it counts."""
    if form in words.not_counted:
        return True
    if form in words.nouns or form.removesuffix("ا") in words.nouns:
        return False
    if form in words.triggers or form in other.that:
        return True
    if form in other.no_names or form in other.prepositions:
        return True
    if form[0] in "وبلك" and not _is_whole(form, words):
        return True
    if form[0] == "ف" and (form[1:] in other.no_names or form[1:] in other.prepositions or form[1:3] == "ال"):
        return True
    cue = other.cues.get(form)
    return (
        form.startswith("ال")
        or (cue is not None and cue.kind in ("past", "present"))
        or _is_verb(form, words)
    )


def _is_whole(form: str, words: NumberWords) -> bool:
    """Whether a word that begins like one with a preposition or و is one without: برميل, بريطاني."""
    if form in words.prefixed or form.removesuffix("ا") in words.prefixed:
        return True
    if form.endswith("ات"):
        return form[:-2] in words.prefixed or form[:-2] + "ة" in words.prefixed
    return form[0] != "و" and form.endswith(("يين", "ي")) and len(form) > _SOUND


def _is_verb(form: str, words: NumberWords) -> bool:
    """Whether a word looks like a verb, a noun with a pronoun or a letter: يعالجون, تمثلت, نزحوا, سجلهم."""
    if len(form) < _NOUN:
        return len(form) == 1 and form != "م"
    if form[0] == "ي" and form not in words.not_verbs and not form.endswith(("يين", "ي", "يا")):
        return True
    if form.endswith("ت"):
        return len(form) > _NOUN and form[-2] not in "اي"
    return len(form) > _NOUN and form.endswith(("وا", "هم", "ها"))


def _is_accusative(form: str, number: Number, words: NumberWords) -> bool:
    """Whether a word is what eleven to ninety-nine count; none has a preposition before it: 50 كوبونا."""
    value = number.value
    if form[0] not in "بك" or not form.endswith("ا") or form in words.not_counted or len(form) <= _SOUND:
        return False
    return isinstance(value, int) and value % 100 > 10 and not form.endswith(("يا", "ها", "ما"))


def _spelt(tokens: Tokens, index: int) -> str:
    """A word as it is spelt, without vowel marks."""
    word = tokens.text[tokens.starts[index] : tokens.ends[index]]
    return word if len(word) == len(tokens.forms[index]) else without_marks(word)


def _singular(form: str, spelt: str, number: Number, numeral: str, words: NumberWords) -> str:
    """A unit, given as its form and as it is spelt, in the singular: by the table, or else by rule.

    From three to ten they are plurals, and a numeral with ة (`numeral` is the token before the unit) counts
    what has none: ثلاثة اتجاهات, ثلاث مجموعات.
    """
    if form in words.singulars:
        return words.singulars[form]
    value = number.value
    rest = value % 100 if isinstance(value, int) else 0
    teen = value is None and numeral in words.ten
    if (value is None and not teen) or 3 <= rest <= 10:
        if spelt.endswith("آت"):
            return spelt[:-2] + "أة"
        if form.endswith("ات") and len(form) > 4:
            return spelt[:-2] if _has_no_ta(form, numeral, words) else spelt[:-2] + "ة"
        return spelt[:-2] if form.endswith(("ين", "ون")) and len(form) > _SOUND else spelt
    if form.endswith("ا") and form not in words.alefs and (len(form) > _NOUN or rest > 10):
        return spelt[:-1]
    return spelt


def _has_no_ta(plural: str, numeral: str, words: NumberWords) -> bool:
    """Whether the singular of a plural in ات has no ة, by the list, or else by the gender of its numeral."""
    if plural in words.masculine:
        return True
    known = plural[:-2] + "ة" in words.nouns or len(plural) <= _SOUND
    return not known and (_is_verbal(plural[:-2]) or (numeral in words.values and numeral.endswith("ة")))


def _is_verbal(noun: str) -> bool:
    """Whether a noun has the form of a verbal noun without ة: إعلان, انفجار, استثمار, تنظيم, تحالف."""
    if noun[0] == "ا":
        least = _TENTH_FORM if noun.startswith("است") else _FOURTH_FORM
        return len(noun) >= least and noun[-2] == "ا"
    return noun[0] == "ت" and len(noun) == _FOURTH_FORM and (noun[3] == "ي" or noun[2] == "ا")
