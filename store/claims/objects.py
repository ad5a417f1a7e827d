"""Contents that are noun phrases: what is announced, denied, condemned.

No particle stands before them, so the only signs are the noun itself (a verbal noun, as انتهاء in "the
ministry announced the end") and what governs it.
"""

from __future__ import annotations

import re

from store.claims.cues import Verb
from store.claims.lexicon import Lexicon
from store.claims.phrases import Phrases
from store.claims.words import COMMAS, Tokens

_OWNED = 5
"""A noun with a pronoun that is denied stands so near its verb, in tokens."""
_NEAR = 9
"""An adjunct between a cue and its object is no longer, in tokens."""
_FAR = 34
"""An object stands no farther behind its verb, in tokens."""
_MASDAR = re.compile("(?:است..ا.|ا.[تطد].ا.|ان..ا.|ت..ي.|ا..ا.|م.ا..ة|ا.ا.ة|ت.ا.[^يةى])ة?")
_ADJECTIVE = 5
"""An adjective of so many letters looks like a verbal noun: تركية."""
_PRONOUNS = ("ها", "هم", "ه")


class Objects:
    """Finds the noun phrases that verbs report in one text; indices are of tokens."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, phrases: Phrases) -> None:
        self._tokens = tokens
        self._forms = tokens.forms
        self._words = lexicon
        self._phrases = phrases

    def after(self, cue: Verb, first: int, limit: int, title: bool) -> int | None:
        """Where the object of a verb or participle begins, before `limit`; None if it has none that counts.

        `first` is where the statement begins.
        """
        form = cue.form
        if form.kind == "participle":
            before = self._forms[cue.first - 1] if cue.first else ""
            adverbial = form.gender == "m" or before in ("،", ",", "و")
            return self._of_participle(cue, limit) if adverbial and before != "غير" else None
        if form.entry.pronoun and not title:
            return self._judged(cue, first, limit)
        told = not cue.joined and (title or form.kind == "present") and self._forms[cue.last] not in (
            self._words.demonstratives
        )  # fmt: skip
        subject = self._phrases.before(cue.first, first)
        if form.entry.polarity == "accuses" and self._forms[cue.last] in self._words.courts:
            return None
        if form.kind == "past" and form.entry.polarity == "accuses" and not cue.joined:
            named = self._phrases.behind_auxiliary(first, cue.first)
            if named and self._forms[first + 1] in self._words.courts:
                return None
            behind = self._right_after(cue, limit) or self._behind_time(cue, limit) if named else None
            if behind is not None:
                return behind
        opposed = self._opposed(cue, subject, limit, told)
        if opposed is not None:
            return opposed
        if form.kind == "past" and cue.first > first and self._forms[cue.first - 1] in ("قد", "وقد"):
            return self._behind_subject(cue, limit, True)
        if cue.first > first and self._forms[cue.first - 1] in self._words.taking_up:
            return self._behind_subject(cue, limit, True)
        if not cue.joined and subject < cue.first:
            if title and form.entry.event and not self.is_masdar(cue.last):
                return None
            if title or (form.kind == "present" and self.is_source(subject)):
                return self._right_after(cue, limit)
            relative = self._forms[cue.first - 1] in self._words.relatives
            after_that = subject > first and self._forms[subject - 1] in self._words.that
            if form.kind == "past" and (relative or after_that):
                # Who did it is the subject; what, or that which, somebody behind the verb may have done.
                if relative and self._forms[cue.first - 1] != "من" and self.is_source(cue.last):
                    return self._behind_subject(cue, limit)
                behind = self._right_after(cue, limit) or self._behind_time(cue, limit)
                return behind or self._behind_comma(cue, limit)
        foretold = form.entry.polarity == "predicts" and not (form.plural or self.is_masdar(cue.last))
        if form.kind == "present" and not (title or cue.joined or foretold or self.is_source(cue.last)):
            return None
        return self._behind_subject(
            cue, limit, form.kind == "past" and not cue.joined and subject < cue.first
        )

    def _opposed(self, cue: Verb, subject: int, limit: int, told: bool) -> int | None:
        """What a verb denies or condemns, but for verbal nouns; the phrase before it begins at `subject`."""
        form, named = cue.form, not cue.joined and subject < cue.first
        if form.entry.polarity == "denies" and not (told and self.is_masdar(cue.last)):
            return self.denied(cue, limit, named and (form.kind == "past" or self.is_source(subject)))
        if form.entry.polarity != "accuses":
            return None
        condemned = self._condemned(cue, limit)
        at_once = condemned is not None and self._phrases.after(cue.last, condemned) == cue.last
        return condemned if at_once or cue.joined or subject == cue.first else None

    def of_masdar(self, cue: Verb, limit: int) -> int | None:
        """What a denial denies: نفي استقالة فلان, نفي السلطات وجود أزمة."""
        if self._forms[cue.last].startswith("ال") and self._forms[cue.last] not in self._words.sources:
            return None
        for index in range(cue.last, min(limit, cue.last + _OWNED)):
            if not self._forms[index][0].isalnum() or self._phrases.is_preposition(index):
                return None
            if self.is_masdar(index) and self._forms[index] not in self._words.sources:
                return index
        return None

    def is_announced(self, index: int) -> bool:
        """Whether the token at `index` is a verbal noun that nothing before it governs."""
        form = self._forms[index]
        words = self._words
        if form in words.prepositions or form in words.countries or form in words.no_objects:
            return False
        if form in words.sources or not self.is_masdar(index):
            return False
        before = self._forms[index - 1]
        family = before in words.honorifics and self._forms[index - 2] != "ال"
        if before in words.prepositions or family or before in ("و", "او"):
            return False
        if form[0] == "ت" and (before in words.joints or before in words.relatives):
            return False
        if before[0] in "لب" and before[1:] in words.sources:
            return False
        return before.startswith("ال") or before in words.highnesses or before not in words.sources

    def is_masdar(self, index: int, clitic: int = 0) -> bool:
        """Whether the token at `index` is a verbal noun by the list or by its pattern, also with a pronoun.

        `clitic` is how many code points stand before the noun.
        """
        form, objects = self._forms[index][clitic:], self._words.objects
        if form in objects or (form.endswith("ا") and form[:-1] in objects):
            return True
        stems = [form.removeprefix("ال")]
        for pronoun in _PRONOUNS if form.endswith(_PRONOUNS) else ():
            if stems[0].endswith(pronoun) and len(stems[0]) > len(pronoun) + 2:
                stem = stems[0].removesuffix(pronoun)
                stems += [stem, stem[:-1] + "ة"] if stem.endswith("ت") else [stem]
                break
        if not objects.isdisjoint(stems):
            return True
        long = [stem for stem in stems if len(stem) > _ADJECTIVE - (not stem.endswith("ية"))]
        if not any(map(_MASDAR.fullmatch, long)):
            return False
        start = self._tokens.starts[index] + clitic
        return not self._tokens.text[start : start + 3].removeprefix("ال").startswith("أ")

    def _right_after(self, cue: Verb, limit: int) -> int | None:
        """The object that begins right behind the cue."""
        return cue.last if cue.last < limit and self._phrases.begins(cue.last) else None

    def _of_participle(self, cue: Verb, limit: int) -> int | None:
        """The object of a participle: right behind it, or behind an adjunct (نافيا في الوقت ذاته وجود)."""
        if cue.form.entry.polarity == "denies":
            denied = self.denied(cue, min(limit, cue.last + 1))
            if denied is not None:
                return denied
        if cue.form.entry.polarity == "accuses":
            place = cue.last
            while place < limit - 1 and self._forms[place] in self._words.times - self._words.demonstratives:
                place += 1
            blamed = self._forms[place].startswith("ال") and place > cue.last
            if blamed or self._is_pointed_at(place, limit):
                return place
        if self._forms[cue.last] in self._words.resumptives:
            return cue.last + 1 if cue.last + 1 < limit and self.is_announced(cue.last + 1) else None
        if (
            self._forms[cue.last] == "ما"
            and cue.last + 2 < limit
            and self._forms[cue.last + 1] not in ("اذا", "لم")
        ):
            return cue.last
        if cue.last + 1 < limit and self._forms[cue.last] in self._words.highnesses:
            return cue.last + 1
        right = self._right_after(cue, limit)
        if right is not None or self._forms[cue.last] not in self._words.prepositions:
            return right
        for index in range(cue.last + 1, min(limit, cue.last + _NEAR)):
            if not self._forms[index][0].isalnum():
                return None
            if self.is_announced(index) and self._forms[index - 1] not in self._words.channels:
                return index
        return None

    def _behind_time(self, cue: Verb, limit: int) -> int | None:
        """The verbal noun behind an adverb of time: استبعد يوم الثلاثاء تجميد."""
        index = cue.last
        while index < min(limit, cue.last + _NEAR) and self._forms[index] in self._words.times:
            index += 1
        return index if cue.last < index < limit and self.is_masdar(index) else None

    def _behind_comma(self, cue: Verb, limit: int) -> int | None:
        """The verbal noun behind an adjunct and a comma: أكد للحضور، استمرار العمل."""
        if not self._forms[cue.last].startswith("ل") and not self._phrases.is_preposition(cue.last):
            return None
        for index in range(cue.last + 1, min(limit - 1, cue.last + _NEAR)):
            if self._forms[index] in COMMAS:
                return index + 1 if self.is_announced(index + 1) else None
        return None

    def _condemned(self, cue: Verb, limit: int) -> int | None:
        """What a verb of condemning condemns: استنكر الوزير التفجير, هذا العمل, ما قيل."""
        index, end = cue.last, min(limit, cue.last + _FAR)
        while index < end:
            form = self._forms[index]
            if form in COMMAS and index > cue.last:
                if self._is_pointed_at(index + 1, limit):
                    return index + 1
                behind = self._behind_aside(index, limit)
                if behind == index:
                    return None
                index = behind
                continue
            if form in (":", "؛", "،", ",") or form in self._words.that:
                return None
            if self._is_condemned(cue, index, limit):
                return index
            index += 1
        return None

    def _is_condemned(self, cue: Verb, index: int, limit: int) -> bool:
        """Whether what is condemned begins at `index`, and nothing governs it."""
        words, form, before = self._words, self._forms[index], self._forms[index - 1]
        named = index > cue.last
        if before in words.prepositions:
            return False
        if (named or not self.is_source(index + 1)) and self._is_pointed_at(index, limit):
            apart = form != "ما" or index == self._phrases.after(cue.last, limit)
            if apart and before.removeprefix("و") not in words.titled:
                return True
        if named and form.endswith(_PRONOUNS) and index == self._phrases.after(cue.last, limit):
            return any(form.removesuffix(pronoun) in words.sources for pronoun in _PRONOUNS)
        definite = form.startswith("ال") and form[2:] in words.condemned
        if not definite and not (named and form in words.condemned and before not in COMMAS):
            return False
        whole = before.startswith("ال") or not (before in words.sources or self.is_masdar(index - 1))
        return whole and before not in words.condemned

    def _behind_aside(self, index: int, limit: int) -> int:
        """One past the comma that ends the time behind that at `index`: ، اليوم (الجمعة)،; else `index`."""
        if index + 1 >= limit or self._forms[index + 1] not in self._words.times:
            return index
        near = range(index + 2, min(limit, index + _NEAR))
        return next((place + 1 for place in near if self._forms[place] in COMMAS), index)

    def denied(self, cue: Verb, limit: int, named: bool = False) -> int | None:
        """What a verb of denying denies: هذا الخبر, أي علم, ما قيل, تقريرا, ظهوره; None for a verbal noun.

        If `named`, the subject stands before the verb.
        """
        words = self._words
        for index in range(cue.last, min(limit, cue.last + _FAR)):
            form = self._forms[index]
            if form in COMMAS and index > cue.last and self._is_pointed_at(index + 1, limit):
                return index + 1
            if form in (":", "؛", ".", "،", ",") or form in words.that:
                return None
            if form in words.demonstratives and not self._phrases.is_preposition(index - 1):
                if form not in words.sources or index > cue.last:
                    return index
                continue
            postponed = index + 1 < limit and form.startswith("ال") and self.is_source(index + 1)
            if index > cue.last or cue.joined or named or form[-1] == "ا" or postponed:
                before = self._forms[index - 1]
                owner = before in words.sources and not before.startswith("ال")
                governed = before in words.prepositions and before not in words.resumptives
                if form.removeprefix("ال") in words.deniable and not (owner or governed):
                    return index
            near = index <= cue.last + _OWNED and not any(f[0] in "بل" for f in self._forms[cue.last : index])
            if near and self._is_owned(form, index > cue.last):
                return index
            if self.is_announced(index):
                return None
        return None

    def _is_pointed_at(self, index: int, limit: int) -> bool:
        """Whether an object begins with a demonstrative at `index`: هذا الخبر, but not هذا الأسبوع."""
        if index + 1 >= limit or self._forms[index] not in self._words.demonstratives:
            return False
        return self._forms[index + 1] not in self._words.times and self._forms[index + 1][0].isalnum()

    def _is_owned(self, form: str, behind: bool) -> bool:
        """Whether a word is a noun with a pronoun and no person: ظهوره; short ones stand `behind` a name."""
        for pronoun in _PRONOUNS:
            if form.endswith(pronoun):
                stem = form.removesuffix(pronoun)
                words = self._words
                return (
                    len(stem) > 3 - behind
                    and stem[0] not in "ولب"
                    and stem not in words.sources
                    and stem not in words.governing
                    and stem not in words.prepositions
                    and form not in words.times
                )
        return False

    def _judged(self, cue: Verb, first: int, limit: int) -> int | None:
        """What a verb of judging is about, behind a subject of one definite word: اعتبرت الوزارة القرار خطأ.

        A definite word that does not agree with the subject is no adjective of it, and so begins the object.
        """
        subject = cue.last
        initial = cue.joined or cue.first == first
        if not initial or cue.form.kind == "participle" or cue.form.pronoun or subject + 1 >= limit:
            return None
        head = self._forms[subject]
        name = self._phrases.after(subject, limit)
        if name > subject and self._is_pointed_at(name, limit):
            return name
        if head not in self._words.sources:
            return None
        if name + 1 < limit and self._forms[name] in COMMAS and self._begins_object(name + 1):
            return name + 1
        if not head.startswith("ال"):
            near = range(subject + 2, min(limit, name, subject + _NEAR))
            return next((index for index in near if self.is_announced(index)), None)
        index = subject + 1
        if self._forms[index].startswith("ال") and self._agrees(head, self._forms[index]):
            index += 1
        if index >= limit or not self._phrases.begins(index):
            return None
        form = self._forms[index]
        other = form.startswith("ال") and not self._agrees(head, form)
        return index if other or self.is_masdar(index) else None

    def _agrees(self, noun: str, adjective: str) -> bool:
        """Whether two definite words are of one gender by their endings."""
        return noun.endswith("ة") == adjective.endswith("ة")

    def _behind_subject(self, cue: Verb, limit: int, at_once: bool = False) -> int | None:
        """The object that begins behind the subject: the first verbal noun that can be it.

        If `at_once`, the subject stands before the verb.
        """
        name = self._phrases.after(cue.last, limit)
        asserts = cue.form.entry.polarity == "asserts"
        if asserts and self._forms[cue.last] == "ذلك" and not cue.form.entry.whole:
            return None
        for index in range(cue.last, min(limit, cue.last + _FAR)):
            form = self._forms[index]
            if form in (":", "؛") or (
                form == "." and self._forms[index - 1] not in self._words.abbreviations
            ):
                return None
            if form.startswith("ال") and index + 1 < limit and self._is_genitive(index):
                continue
            told = form.endswith(_PRONOUNS) or self.is_told(index)
            if (index > cue.last or cue.joined or told or at_once) and self.is_announced(index):
                return index
            if not asserts and index > cue.last and self._is_accusative(index):
                return index
            behind_comma = index == name > cue.last and form in COMMAS and index + 1 < limit
            if behind_comma and self._begins_object(index + 1):
                return index + 1
        return None

    def _is_genitive(self, index: int) -> bool:
        """Whether a definite word at `index` is part of a name before an object: مكاتب الاستقدام تراكم."""
        following = self._forms[index + 1]
        return not following.startswith("ال") and following[0] != "و" and self.is_announced(index + 1)

    def _is_accusative(self, index: int) -> bool:
        """Whether a verbal noun in the indefinite accusative stands at `index`: توقع محللون انخفاضا."""
        form, before = self._forms[index], self._forms[index - 1]
        event = form[-1] == "ا" and form not in self._words.no_objects and _MASDAR.fullmatch(form[:-1])
        return event is not None and event is not False and before not in self._words.prepositions

    def is_told(self, index: int) -> bool:
        """Whether a word is never a subject, but what is told: أكد ضرورة; not a body (أكدت صحة الساحل)."""
        form = self._forms[index]
        return form in self._words.objects and form not in self._words.deniable

    def _begins_object(self, index: int) -> bool:
        """Whether an object, and not a clause or another name, begins behind a comma."""
        form = self._forms[index]
        clause = form[0] == "و" or form in self._words.cues or form in self._words.joints
        return self._phrases.begins(index) and not clause and not self.is_source(index)

    def is_source(self, index: int) -> bool:
        """Whether an office, a body or a country stands at `index`."""
        form = self._forms[index] if index < len(self._forms) else ""
        return form in self._words.sources or form in self._words.countries
