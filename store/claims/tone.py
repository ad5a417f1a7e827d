"""How a claim is put: direct or not, with which polarity, through which channel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from store.claims.findings import Finding
from store.claims.lexicon import Lexicon
from store.claims.quotes import MARKS
from store.claims.words import Tokens
from store.model import Form, Polarity

_FUTURE_WITHIN = 16
"""A verb of the future makes a prediction where it stands among so many first tokens."""
_PARTICLE = "س"
"""The particle of the future,"""
_PARTICLES = re.compile("[سوف]")
"""and what a verb with it begins with."""
_DENIED_WITHIN = 24
"""A content denies where it calls something untrue among so many first tokens,"""
_ACCUSED_WITHIN = 20
"""and accuses where it names a wrong among so many."""
_WITHIN = max(_FUTURE_WITHIN, _DENIED_WITHIN, _ACCUSED_WITHIN)


def form_of(
    tokens: Tokens, quotations: Mapping[int, int], first: int, last: int, names: Set[str] = frozenset()
) -> Form:
    """Whether a content outside quotation marks holds a quotation (mixed) or none (indirect).

    Behind one of the words `names` stands a name between quotation marks: حركة "فجر الساحل".
    """
    for index in tokens.among(MARKS, first, last) if quotations else ():
        closing = quotations.get(index)
        named = index > first and tokens.forms[index - 1] in names
        if closing is not None and closing <= last and not named:
            least = 4 if tokens.forms[index] in ("«", "‹") else 2
            if tokens.has_words(least, index + 1, closing):
                return "mixed"
    return "indirect"


def polarity_of(
    tokens: Tokens, words: Lexicon, finding: Finding | None, speaker: int | None, first: int, last: int
) -> Polarity:
    """The cue's polarity; a denial behind a negation asserts, and so do the words that go with a denial.

    Where it only asserts, an accuser accuses, and a content about the future predicts.

    What calls a report untrue denies, and what names a wrong accuses.

    `speaker` is the index of the speaker's first token.
    """
    polarity = "asserts" if finding is None else finding.cue.form.entry.polarity
    if finding is not None and polarity != "asserts":
        spoken = finding.cue.negated or finding.opener in ("colon", "quotation")
        if polarity != "denies" or not spoken:
            return polarity
    begun = tokens.forms[first : min(last, first + _WITHIN)]
    plain = words.tinged.isdisjoint(begun)
    contested = not plain and not words.contesting.isdisjoint(begun)
    if contested and _disproves(tokens, first, last, words):
        return "denies"
    if speaker is not None and tokens.forms[speaker] in words.accusers:
        return "accuses"
    if speaker is not None and tokens.forms[speaker] in words.forecasts:
        return "predicts"
    if _tells_future(tokens, first, last, words, plain):
        return "predicts"
    return "accuses" if contested and _accuses(tokens, first, last, words) else "asserts"


def _disproves(tokens: Tokens, first: int, last: int, words: Lexicon) -> bool:
    """Whether a content says of what others say that it is not so: لا صحة لما تردد, الخبر غير صحيح."""
    for index in tokens.among(words.falsehoods.keys(), first, min(last, first + _DENIED_WITHIN)):
        for place, phrase in words.falsehoods[tokens.forms[index]]:
            begin, end = index - place, index - place + len(phrase)
            if first <= begin and end <= last and tuple(tokens.forms[begin:end]) == phrase:
                return True
    return False


def _accuses(tokens: Tokens, first: int, last: int, words: Lexicon) -> bool:
    """Whether a content near its beginning calls what somebody does a wrong."""
    wrongs = tokens.among(words.accusing, first, min(last, first + _ACCUSED_WITHIN))
    return bool(wrongs) and any(i == first or tokens.forms[i - 1] not in words.no_accusing for i in wrongs)


def _tells_future(tokens: Tokens, first: int, last: int, words: Lexicon, plain: bool) -> bool:
    """Whether a content's first clause is about the future; a `plain` one has none of the `prospects`."""
    forms, end = tokens.forms, min(last, first + _FUTURE_WITHIN)
    places = [i for i in tokens.beginning(_PARTICLES, first, end) if _PARTICLE in forms[i][:2]]
    if not plain:
        places = sorted({*places, *tokens.among(words.prospects, first, end)})
    for index in places:
        form = forms[index]
        if (
            (form in words.future and (form[:2] != "ال" or _is_awaited(forms, index)))
            or is_future(form, words)
            or (form in words.expectations and _may_be(forms, index, last, words))
        ):
            if not words.first_ends.isdisjoint(forms[first + 1 : index + 1]):
                return False
            joined = form[0] == "و" and index > first
            if index > first and forms[index - 1] in words.describing:
                continue
            return not (joined or _describes(forms, index, first))
    return False


def _is_awaited(forms: list[str], index: int) -> bool:
    """Whether a participle at `index` is a predicate, and does not describe a noun: من المقرر أن."""
    return forms[index - 1] in ("من", "ومن") or forms[index + 1 : index + 2] == ["ان"]


def _may_be(forms: list[str], index: int, last: int, words: Lexicon) -> bool:
    """Whether the particle قد at `index` stands before a present: قد يعود, فرنسا قد تمنح."""
    if index + 1 >= last or len(forms[index + 1]) < 4:
        return False
    verb, before = forms[index + 1], forms[index - 1]
    feminine = before[-1] in "ةا" or before in words.countries
    return verb[0] == "ي" or (verb[0] == "ت" and verb[-1] != "ت" and feminine)


def _describes(forms: list[str], index: int, first: int) -> bool:
    """Whether a verb of the future at `index` only describes an indefinite noun: لحركة لن تتوقف."""
    before = forms[index - 1]
    return index > first + 1 and before.startswith("ل") and not before.startswith("لل") and before[-1] == "ة"


def is_future(form: str, words: Lexicon) -> bool:
    """Whether a word is a verb with the particle of the future: سيعلن, وستعود."""
    if _PARTICLE not in form[:2]:
        return False
    bare = form[1:] if form[0] in "وف" and len(form) > 4 else form
    return len(bare) > 3 and bare[0] == _PARTICLE and bare[1] in "يتن" and bare not in words.no_future


def medium_in(
    tokens: Tokens, words: Lexicon, quotations: Mapping[int, int], first: int, last: int
) -> str | None:
    """The channel named among the tokens from `first` to before `last`: a site, an outlet, a statement."""
    forms = tokens.forms
    channel: str | None = None
    for index in range(first, last):
        form = forms[index]
        bare = form[1:] if form[0] in "لب" and form[1:] in words.outlets else form
        if form in words.media:
            return words.media[form]
        if form == "ل" and index + 1 in quotations and index + 2 < quotations[index + 1] <= index + 6:
            return tokens.text[tokens.starts[index + 2] : tokens.ends[quotations[index + 1] - 1]]
        if bare in words.outlets and index > first:
            end = index + 1
            while end < min(last, index + 6) and (forms[end][0].isalnum() or end in quotations):
                if forms[end] in words.prepositions or forms[end] in words.times:
                    break
                end = quotations[end] + 1 if end in quotations else end + 1
            start = tokens.starts[index] + (len(form) - len(bare))
            return tokens.text[start : tokens.ends[end - 1]]
        if (
            form in words.channels
            and index > first
            and channel is None
            and forms[index - 1] in words.prepositions
        ):
            adjective = (
                index + 1 < last and forms[index + 1].endswith("ي") and not forms[index + 1].startswith("ال")
            )
            channel = tokens.text[tokens.starts[index] : tokens.ends[index + adjective]]
    return channel
