"""Noun phrases: where the name of a source begins and ends.

There is no parser behind this. A phrase runs on until something that cannot belong to it: a mark, a
relative pronoun, an adverb of time, a preposition that does not tie an office to its body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.claims.lexicon import Lexicon
from store.claims.tone import is_future
from store.claims.words import COMMAS, Tokens

_LONGEST = 18
"""No name with its title is longer, in tokens."""
_OUTLET = 5
"""The name of an outlet that is spoken to has no more tokens, with its marks and ل."""
_PLACE = 7
"""The place of an office is no longer, in tokens."""
_SHORT_QUOTATION = 4
"""A quotation within a name has no more tokens."""
_BRACKETS = {"(": ")", "[": "]"}
_SEPARATORS = frozenset("،,؛;:.!?؟()[]-–—…/|ـ") | {"..", "...", "ــ", "ـــ"}
_VERB = re.compile("(?:ا[^ل\\W]..|ت[^\\W]..|است..|ا[نقست]...)[^ا\\W]?ت")
"""A perfect with ت of a derived stem: what looks so within a name is the next clause's verb."""
_CHARGED = ("الم", "مكل", "معن")
"""How what somebody is charged with begins: المكلف بتسيير كذا."""
_EVENT = re.compile("است..ا.|ات.ا.|ا.[تطد].ا.|ان..ا.")
"""Verbal nouns of these patterns are no adjectives of people."""


class Phrases:
    """Reads noun phrases in one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, quotations: Mapping[int, int]) -> None:
        """`quotations` maps each opening mark's index to that of its closing mark."""
        self._tokens = tokens
        self._forms = tokens.forms
        self._words = lexicon
        self._quotations = quotations

    def after(self, first: int, limit: int) -> int:
        """Where the noun phrase that begins at `first` ends, before `limit`; `first` if none begins there."""
        if first >= limit or not self.begins(first):
            return first
        forms, quotations = self._forms, self._quotations
        index = first
        farthest = min(limit, first + _LONGEST)
        while index < farthest:
            form = forms[index]
            if index in quotations:
                closing = quotations[index]
                if closing - index - 1 > _SHORT_QUOTATION or closing >= limit:
                    break
                index = closing + 1
                continue
            if form in _SEPARATORS:
                resumed = self._resumed(first, index, limit, farthest)
                if resumed == index:
                    break
                index = resumed
                continue
            if index > first and self._ends(first, index):
                break
            index += 1
        cut = index == farthest < limit and index > first + 1 and self.is_preposition(index - 1)
        return index - cut

    def _resumed(self, first: int, index: int, limit: int, farthest: int) -> int:
        """Where a phrase goes on behind the mark at `index`; `index` itself where it does not."""
        form = self._forms[index]
        if form == "." and index > first and self._forms[index - 1] in self._words.abbreviations:
            return index + 1
        bracket = self._within_name(index, farthest) if form == "(" and index > first else 0
        return bracket or self._apposition(first, index, limit)

    def _within_name(self, index: int, limit: int) -> int:
        """One past the bracket that a name between brackets ends with, if its phrase goes on; else 0.

        وكالة (الساحل) للسفر, but not الحداد (28 عاما).
        """
        for place in range(index + 1, min(limit - 1, index + _SHORT_QUOTATION)):
            form = self._forms[place]
            if form == ")":
                following = self._forms[place + 1]
                goes_on = following.startswith(("لل", "ال")) and following not in self._words.no_members
                return place + 1 if goes_on and place > index + 1 else 0
            if not form[0].isalpha():
                return 0
        return 0

    def begins(self, index: int) -> bool:
        """Whether a noun phrase can begin with the token at `index`."""
        form = self._forms[index]
        words = self._words
        if index in self._quotations:
            return self._quotations[index] - index - 1 <= _SHORT_QUOTATION
        told = self._known_to_begin(index) if form in words.unlike_names else None
        if told is not None:
            return told
        if not form[0].isalnum() or form.startswith("لل"):
            return False
        return not (form[0] in "لب" and self.is_channel(index)) and not self._is_adverb(index)

    def _known_to_begin(self, index: int) -> bool | None:
        """Whether a noun phrase can begin with a word that most do not begin with; None where others tell."""
        form, words = self._forms[index], self._words
        if form == "بان" and self.is_ban(index):
            return True
        if form in words.that or form in words.that_with_pronoun:
            return False
        if form == "فان" and self._is_fan(index):
            return True
        if form in words.no_names or (form in words.governors and not self._is_imam(index)):
            return False
        owned = form in words.cues and words.cues[form].kind == "masdar" and words.cues[form].pronoun
        return False if owned or (form == "اول" and self._is_day_before(index)) else None

    def _is_imam(self, index: int) -> bool:
        """Whether the hamza below its alef tells that a word is a noun: إمام, which folds as أمام."""
        return (
            self._forms[index] in self._words.sources and self._tokens.text[self._tokens.starts[index]] == "إ"
        )

    def _is_adverb(self, index: int) -> bool:
        """Whether the word at `index` is an indefinite accusative, which no subject is: جدا, صراحةً."""
        start, end = self._tokens.starts[index], self._tokens.ends[index]
        tanwin = self._tokens.text.find("\u064b", max(start, end - 2), end)
        return tanwin >= 0 and self._forms[index] not in self._words.sources

    def _is_day_before(self, index: int) -> bool:
        """Whether أول من أمس stands at `index`, where أول does."""
        return self._forms[index + 1 : index + 3] == ["من", "امس"]

    def _is_fan(self, index: int) -> bool:
        """Whether a فان right behind a verb of saying is part of a name (فان غال) and not the particle."""
        if not index:
            return False
        bare = self._tokens.text[self._tokens.starts[index] : self._tokens.ends[index]] == "فان"
        before = self._words.cues.get(self._forms[index - 1])
        return bare and before is not None and before.kind in ("past", "present")

    def is_ban(self, index: int) -> bool:
        """Whether a بان at `index` is the name of بان كي مون and not بأن."""
        return self._forms[index + 1 : index + 2] == ["كي"]

    def behind_outlet(self, index: int, told: bool) -> int:
        """One past the outlet in quotation marks at `index` that is spoken to: لـ«الأفق»; or `index`.

        If `told`, it stands there without a preposition: أبلغ «الأفق» مصدر.
        """
        opening = index if told else index + (self._forms[index] == "ل")
        closing = self._quotations.get(opening) if opening > index or told else None
        return closing + 1 if closing is not None and closing - opening < _OUTLET else index

    def is_channel(self, index: int) -> bool:
        """Whether the token at `index` begins a channel with its preposition: لصحيفة, لوكالة, عبر."""
        form = self._forms[index]
        if len(form) > 3 and form[0] in "لب":
            return form[1:] in self._words.outlets or form[1:] in self._words.channels
        return False

    def before(self, index: int, limit: int) -> int:
        """Where the noun phrase that ends before `index` begins, from `limit` on; `index` if there is none.

        For a relative pronoun right before `index` it is the phrase that this refers to.
        """
        words = self._words
        form = self._forms[index - 1]
        if index > limit and (form in words.joints or form in words.then or form in words.asides):
            return index
        first = none = index
        if (
            index - 2 > limit
            and self._forms[index - 1] in words.relatives
            and self._forms[index - 2] in COMMAS
        ):
            index = first = index - 2
        farthest = max(limit, index - _LONGEST)
        while first > farthest:
            form = self._forms[first - 1]
            closing = first - 1
            if form in _SEPARATORS or form in words.that or form in words.that_with_pronoun:
                first -= form == "بان" and self.is_ban(closing)
                break
            if form in words.joints or (form in words.attributions and form not in words.prepositions):
                break
            if form in words.relatives and closing != index - 1:
                return self.before(first, limit) if form not in words.prepositions else first
            cue = words.cues.get(form)
            if cue is not None and cue.kind in ("past", "present") and closing != index - 1:
                break
            first = closing
        for place in range(index - 1, first, -1):
            if self._forms[place] in words.sources and self._forms[place - 1] in words.prepositions:
                if self._forms[place - 1] in words.tying:
                    break
                return place
        if first + 2 < index and self._forms[first + 1] in words.sources and self._looks_verbal(first):
            return first + 1
        if first < index and (self._forms[first] in words.channels or self._forms[first] in words.media):
            return none
        while first < index and not self.begins(first):
            if self.is_preposition(first):
                return none
            first += 1
        return first if first < index else none

    def behind_auxiliary(self, first: int, verb: int) -> int:
        """Where the subject ends between كان at `first` and the past at `verb`; 0 if none stands there."""
        if self._forms[first].removeprefix("و") not in self._words.beings:
            return 0
        end = verb - (self._forms[verb - 1] in ("قد", "وقد"))
        return end if first + 1 < self.after(first + 1, end) == end else 0

    def _looks_verbal(self, index: int) -> bool:
        """Whether the token at `index` looks like a verb with its subject after it."""
        form = self._forms[index]
        known = form in self._words.sources or form in self._words.countries
        return not known and len(form) > 3 and (form[-1] == "ت" or form[0] in "يت")

    def is_preposition(self, index: int) -> bool:
        """Whether the token at `index` is a preposition, also with و before it or a pronoun behind it."""
        return self._forms[index] in self._words.governors

    def _ends(self, first: int, index: int) -> bool:
        """Whether the token at `index` cannot belong to the phrase that begins at `first`."""
        form = self._forms[index]
        words = self._words
        known = form in words.enders
        if known:
            if form in words.no_members or (form == "اول" and self._is_day_before(index)):
                return form != "بان" or not self.is_ban(index)
            if form == "اي" and self._tokens.text[self._tokens.starts[index]] == "أ":
                return index > first
        begin, end = form[0], form[-1]
        if begin in "وفسلب" and self._ends_by_first_letter(first, index):
            return True
        if end in "ةاهم" and self._ends_by_last_letter(first, index):
            return True
        definite = begin == "ا" and index > first and self._forms[index - 1].startswith("ال")
        if definite and self._is_definite_object(index):
            return True
        told = self._known_to_end(first, index) if known else None
        if told is not None:
            return told
        verbal = end == "ت" and index > first and _VERB.fullmatch(form) is not None
        return verbal and self._tokens.text[self._tokens.starts[index]] != "إ"

    def _ends_by_first_letter(self, first: int, index: int) -> bool:
        """Whether و, ف, س, ل or ب in front of a word tells that it is no part of a phrase: سيعلن, لوكالة."""
        form = self._forms[index]
        if form[0] not in "لب":
            return is_future(form, self._words)
        if self.is_channel(index) or self._addresses(first, index):
            return True
        return form[0] == "ب" and form[1:] in self._words.objects and self._threatens(index)

    def _ends_by_last_letter(self, first: int, index: int) -> bool:
        """Whether a word that ends in ة, ا, ه or م at `index` is an object, or owned by the phrase's head."""
        form, before = self._forms[index], self._forms[index - 1]
        if form[-1] == "ة":
            return before.startswith("ال") and self._is_object(first, index)
        return self._is_owned(form, before) or (form[-1] == "ا" and self._is_accusative(index))

    def _known_to_end(self, first: int, index: int) -> bool | None:
        """Whether a refusal, a cue or a preposition at `index` ends a phrase; None without any."""
        form, words = self._forms[index], self._words
        following = self._forms[index + 1 : index + 2]
        if form in words.refusals and not words.refused.isdisjoint(following):
            return True
        cue = words.cues.get(form)
        if cue is not None and cue.kind == "masdar" and cue.pronoun:
            return True
        if cue is not None and cue.kind in ("past", "present", "participle") and not form.startswith("ال"):
            return index - first > 1 or cue.kind != "past" or cue.pronoun or form in words.prepositions
        return not self._ties(first, index) if form in words.prepositions else None

    def _threatens(self, index: int) -> bool:
        """Whether ب and a verbal noun at `index` are what the verb governs: هدد الفنان برفع دعوى.

        Not so where somebody is charged with it, المكلف بتسيير كذا, nor what is also a body, بصحة كذا.
        """
        form = self._forms[index][1:]
        body = form in self._words.sources or form in self._words.deniable
        return not body and not self._forms[index - 1].startswith(_CHARGED)

    def _is_accusative(self, index: int) -> bool:
        """Whether a word that ends in ا is an object and ends a subject: عددا, بياناً.

        Not so what is counted behind a number, nor an adverb in يا, which goes with the adjective before it:
        المدعومة أميركياً.
        """
        form, before = self._forms[index], self._forms[index - 1]
        bound = before[0].isdecimal() or (form.endswith("يا") and before.startswith("ال"))
        return form[:-1] in self._words.quantities or (self._is_adverb(index) and not bound)

    def _is_owned(self, form: str, before: str) -> bool:
        """Whether a word is what or whom its subject has, and no part of it: سعادته, استعدادها, مدربه."""
        words = self._words
        bare = form.removesuffix("ها") if form.endswith("ها") else form.removesuffix("ه").removesuffix("هم")
        if bare == form:
            return False
        if bare in words.sources:
            apart = before.startswith("ال") or (before not in words.sources and before[0] not in "لبو")
            return form in words.courtesies or apart
        event = bare.endswith("ت") and _EVENT.fullmatch(bare[:-1]) is not None
        return form in words.courtesies or form in words.channels or bare in words.objects or event

    def _is_object(self, first: int, index: int) -> bool:
        """Whether an indefinite feminine behind an adjective is an object: منحت اللجنة الدولية مهلة."""
        form, before = self._forms[index], self._forms[index - 1]
        return (
            not form.startswith(("ال", "لل", "و"))
            and not (form[0] == "ل" and form[1:] in self._words.sources)
            and self._forms[first].startswith("ال")
            and before not in self._words.sources
            and form not in self._words.sources
            and form not in self._words.women
        )

    def _is_definite_object(self, index: int) -> bool:
        """Whether a definite verbal noun stands behind another definite word: وصف الرئيس الاتفاق."""
        form = self._forms[index]
        return (
            form[-1] not in "ةي"
            and form.startswith("ال")
            and form not in self._words.sources
            and (form[2:] in self._words.objects or _EVENT.fullmatch(form[2:]) is not None)
        )

    def _addresses(self, first: int, index: int) -> bool:
        """Whether the token at `index` names those spoken to, and not what an office is for."""
        form = self._forms[index]
        if not form.startswith("لل"):
            return False
        audience, aim = "ا" + form[1:], form[2:]
        if _EVENT.fullmatch(aim) or (aim in self._words.objects and aim[-1] != "ة"):
            return False
        return audience in self._words.audiences or self._forms[first] not in self._words.sources

    def _ties(self, first: int, index: int) -> bool:
        """Whether the preposition at `index` ties the office or body before it to another: عضو في مجلس."""
        form = self._forms[index]
        if index + 1 >= len(self._forms) or self._forms[first] not in self._words.sources:
            return False
        following = self._forms[index + 1]
        if following in self._words.channels or following in self._words.times:
            return False
        if form == "على":
            return self.oversees(index)
        if form == "ل" or form == "ب":
            closing = self._quotations.get(index + 1)
            if closing is not None and closing + 1 < len(self._forms):
                following, short = self._forms[closing + 1], closing - index < _OUTLET
                told = following in self._words.that or following in self._words.objects
                return not (short and (told or not following[0].isalnum()))
            return following in self._words.sources or closing is not None
        if form == "من" and self._forms[index - 1] in self._words.quantities:
            return True
        if form in ("في", "من", "عن", "لدى"):
            if form == "في" and self._leads_to_name(index):
                return True
            owned = following.endswith(("ها", "هم")) and form != "عن"
            return following in self._words.sources or following in self._words.countries or owned
        return False

    def oversees(self, index: int) -> bool:
        """Whether the preposition على at `index` belongs to an office: المشرف (العام) على الفريق."""
        place = index - 1 - (self._forms[index - 1] == "العام")
        return self._forms[place].removeprefix("و") in self._words.overseers

    def _leads_to_name(self, index: int) -> bool:
        """Whether behind the place of an office, before any mark, a title with a name stands."""
        for place in range(index + 2, min(len(self._forms), index + _PLACE)):
            if self._forms[place] in _SEPARATORS or self._forms[place] in self._words.that:
                return False
            if self._forms[place] in self._words.honorifics or self._forms[place] in ("بن", "بنت"):
                return True
        return False

    def _apposition(self, first: int, index: int, limit: int) -> int:
        """Where a phrase goes on after the mark at `index`: with a title after a name, a name after a title.

        `index` itself where it does not.
        """
        if self._forms[index] not in ("،", ",", "-", "–") or index + 1 >= limit or index == first:
            return index
        end = index + 1
        while end < limit and end - index <= 12 and self._forms[end] not in _SEPARATORS:
            end = self._quotations[end] + 1 if end in self._quotations else end + 1
        following = self._forms[index + 1]
        if following in self._words.sources:
            return index + 1
        short = end - index - 1 <= 4 and end < limit and self._forms[first] in self._words.sources
        named = all(self.begins(place) for place in range(index + 1, min(end, limit)))
        return index + 1 if short and named and following not in self._words.times else index
