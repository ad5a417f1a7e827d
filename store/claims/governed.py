"""Contents that a preposition governs, and those of nouns: أشار إلى, تعهد ب, اتهام فلان بكذا."""

from __future__ import annotations

from store.claims.cues import Verb
from store.claims.findings import Finding
from store.claims.lexicon import Lexicon
from store.claims.objects import Objects
from store.claims.phrases import Phrases
from store.claims.words import COMMAS, Tokens

_COMMA_WITHIN = 14
"""A comma so many tokens behind the verb ends the search for its preposition."""
_CHANNEL = 9
"""A channel between subject and preposition has no more tokens: أعلن النادي عبر مركزه عن كذا."""
_DASHES = frozenset(["-", "–", "—", "ـ", "ــ"])
_BLESSING = 7
"""What stands between dashes behind a name has no more tokens, with them."""
_TAKEN_UP = 9
"""ذلك, which stands for an object, stands no farther behind its verb."""
_ACCUSED = 8
"""The name of the accused, behind a noun, has no more tokens."""


class Governed:
    """Finds the contents that verbs and nouns govern in one text; indices are of tokens."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, quotations: frozenset[int], phrases: Phrases, objects: Objects
    ) -> None:
        """`quotations` are the indices of opening marks."""
        self._forms = tokens.forms
        self._words = lexicon
        self._quotations = quotations
        self._phrases = phrases
        self._objects = objects

    def after(self, cue: Verb, first: int, reach: int, last: int) -> Finding | None:
        """What the preposition of a verb governs before `reach`, up to `last`.

        `first` is where the statement begins.
        """
        entry, prepositions = cue.form.entry, cue.form.entry.prepositions
        accuses, takes_b = entry.polarity == "accuses" and entry.object, "ب" in prepositions
        near = self._near(cue, reach)
        if cue.form.kind == "past" and not entry.object and self._has_object(cue, near):
            return None
        for index, form in enumerate(self._forms[cue.last : near], cue.last):
            if entry.whole and not self._takes_up(cue, index):
                continue
            if form in prepositions and index + 1 < reach:
                if form == "من" and self._forms[index - 1] in self._words.quantities:
                    continue
                if form == "على" and self._phrases.oversees(index):
                    continue
                following = self._forms[index + 1]
                if following in self._words.courtesies:
                    return None
                quoted = index + 1 in self._quotations and not entry.pronoun
                if not (following[0].isalnum() or quoted):
                    return None
                index = self._resumed(index, reach)
                return Finding(cue, "preposition", index, index + 1, last, False, index)
            if takes_b and form[0] == "ب":
                if form == "ب" and index + 1 in self._quotations and index + 2 < last:
                    return Finding(cue, "preposition", index, index, last, False, index)
                beside = index == cue.last or (not entry.that and self._is_behind_name(cue, index))
                if self._is_governed_by_b(index, beside, accuses):
                    return (
                        self._accusation(cue, index, first, last) if accuses else self._at(cue, index, last)
                    )
            far = form == "،" and index - cue.last > _COMMA_WITHIN
            if form in (":", "؛") or (far and not self._resumes(cue, index + 1)):
                return None
        return None

    def _resumes(self, cue: Verb, index: int) -> bool:
        """Whether the verb's ب stands behind an apposition: ندد فلان، مدير كذا، بهذا الهجوم."""
        form = self._forms[index] if index < len(self._forms) else ""
        definite = form.startswith("بال") or form[1:] in self._words.demonstratives
        return "ب" in cue.form.entry.prepositions and form[:1] == "ب" and definite

    def _has_object(self, cue: Verb, near: int) -> bool:
        """Whether a definite verbal noun behind the subject is an object, where the verb takes none.

        Then the verb has its other sense: شدد الجيش الحصار على المدينة.
        """
        name = self._phrases.after(cue.last, near)
        if not cue.last < name < near or not self._forms[name].startswith("ال"):
            return False
        return self._objects.is_masdar(name) and self._forms[name] not in self._words.sources

    def of_masdar(self, cue: Verb, limit: int, last: int) -> Finding | None:
        """What a verbal noun of accusing reports: the accused and what governs ب.

        Behind the accuser the accused stands with ل: اتهام المحكمة للرئيس بكذا.
        """
        if cue.form.pronoun and not self._forms[cue.last].startswith("ل"):
            return None
        start = cue.last
        for index in range(cue.last + 1, min(limit, cue.last + _ACCUSED)):
            form = self._forms[index]
            if start == cue.last and form.startswith("لل") and self._objects.is_source(cue.last):
                start = index
            if self._is_governed_by_b(index):
                return Finding(cue, "preposition", index, start, last, False, start)
        return None

    def of_blame(self, cue: Verb, limit: int, last: int) -> Finding | None:
        """The blamed and what for: حملت المعارضة الحكومة مسؤولية كذا."""
        needed = cue.form.entry.needs
        index = next((i for i in range(cue.last, limit) if self._forms[i] in needed), None)
        if index is None:
            return None
        expressed = cue.form.pronoun or cue.form.entry.whole or cue.form.entry.polarity != "accuses"
        start = index if expressed else self._accused(cue, index)
        if start == cue.last and index > cue.last:
            start = index if self._objects.is_source(cue.last) and cue.form.kind != "participle" else start
        return Finding(cue, "preposition", start, start, last, False, start)

    def of_noun(self, cue: Verb, first: int, limit: int, last: int) -> Finding | None:
        """What a noun reports that goes with a verb: شن هجوما على."""
        entry = cue.form.entry
        before = self._forms[max(first, cue.first - _ACCUSED - 1) : cue.first]
        if not entry.verbs.intersection(before):
            return None
        for index in range(cue.last, min(limit, cue.last + 4)):
            if self._forms[index] in entry.prepositions and index + 1 < limit:
                whole = Verb(cue.first, index, cue.form, cue.joined)
                return Finding(whole, "preposition", index, index + 1, last, False, index)
        return None

    def _resumed(self, index: int, reach: int) -> int:
        """Where the preposition at `index` stands again behind a comma: كشف تقرير عن جهة، عن وجود كذا."""
        for place in range(index + 2, min(reach - 1, index + _COMMA_WITHIN)):
            if self._forms[place - 1] in COMMAS and self._forms[place] == self._forms[index]:
                return place
        return index

    def _near(self, cue: Verb, reach: int) -> int:
        """Up to where the preposition of a verb is looked for."""
        entry = cue.form.entry
        if cue.last >= reach:
            return cue.last
        if entry.whole:
            return min(reach, cue.last + _TAKEN_UP)
        name = self._phrases.after(cue.last, reach)
        if not entry.bare:
            if self._forms[cue.last] not in self._words.sources:
                name = cue.last
            if name == cue.last and not cue.joined and cue.form.kind == "present":
                return cue.last
            return min(reach, name + 2)
        if entry.object and entry.polarity == "asserts":
            if name < reach - 1 and self._forms[name] in self._words.demonstratives:
                name = self._phrases.after(name + 1, reach)
            while name < reach and (self._forms[name] in self._words.times or self._forms[name] in COMMAS):
                name += 1
            name = self._behind_dashes(name, reach)
            through = name < reach and name > cue.last and self._forms[name] in self._words.through
            return min(reach, name + (_CHANNEL if through and not entry.pronoun else 2))
        return reach

    def _behind_dashes(self, index: int, reach: int) -> int:
        """One past a blessing between dashes at `index`: - يحفظه الله -; `index` where none stands."""
        if index >= reach or self._forms[index] not in _DASHES:
            return index
        near = range(index + 2, min(reach, index + _BLESSING))
        return next((place + 1 for place in near if self._forms[place] in _DASHES), index)

    def _takes_up(self, cue: Verb, index: int) -> bool:
        """Whether ذلك before `index`, behind a subject if the verb is ambiguous, stands for the object."""
        before = index - 1
        clear = cue.form.kind != "present" or before > cue.last
        return before >= cue.last and clear and self._forms[before] in ("ذلك", "هذا")

    def _at(self, cue: Verb, index: int, last: int) -> Finding:
        """The content that begins with the word at `index`, ب and all.

        For a verb of judging with what it judges right behind it: ووصف الهجوم بالجبان.
        """
        name = self._phrases.after(cue.last, index) if index > cue.last else index
        if cue.form.entry.pronoun and name < index and self._forms[name] in self._words.demonstratives:
            return Finding(cue, "object", name, name, last, False, name)
        definite = index > cue.last and self._forms[cue.last].startswith("ال")
        if cue.form.entry.pronoun and definite and not self._objects.is_source(cue.last):
            return Finding(cue, "object", cue.last, cue.last, last, False, cue.last)
        return Finding(cue, "preposition", index, index, last, False, index)

    def _accusation(self, cue: Verb, index: int, first: int, last: int) -> Finding | None:
        """The accused and, from `index` on, what of; None for those who "were accused of"."""
        if cue.form.pronoun:
            nameless = index == cue.last and self._forms[cue.first - 1] in self._words.relatives
            return Finding(cue, "preposition", index, index, last, False, index, nameless)
        if index == cue.last and cue.first > first and self._forms[cue.first - 1] in self._words.relatives:
            return None
        start = self._accused(cue, index)
        initial = cue.joined or cue.first == first
        passive = start == cue.last and cue.form.kind != "participle" and initial
        while start < index and self._phrases.is_preposition(start):
            start += 1
        return Finding(cue, "preposition", index, start, last, False, start, passive)

    def _accused(self, cue: Verb, until: int) -> int:
        """Where the name of the accused begins: right after the cue, unless the accuser stands there."""
        found = self._behind_adverb(cue.last + 1, until)
        for index in range(cue.last + 1, until):
            form, before = self._forms[index], self._forms[index - 1]
            if index in self._quotations and before[0].isalpha() and before not in self._words.sources:
                return index
            if form not in self._words.sources and form not in self._words.countries:
                continue
            construct = before in self._words.sources and not before.startswith("ال")
            governed = before in self._words.prepositions or construct
            if not governed and not (before[0] in "لب" and len(before) > 4):
                found = index
        if found is not None:
            return found
        if cue.last + 1 >= until:
            return cue.last
        head, following = self._forms[cue.last], self._forms[cue.last + 1]
        person = head in self._words.offices or head in self._words.honorifics
        body = head in self._words.sources and not person
        if head.startswith("ال") and body and not following.startswith(("ال", "لل")):
            return cue.last + 1 if self._phrases.begins(cue.last + 1) else cue.last
        place = until
        while place > cue.last + 1 and self._is_bare(place - 1):
            place -= 1
        named = place < until and self._forms[place - 1].startswith(("ال", "لل"))
        return place if named and self._objects.is_source(cue.last) else cue.last

    def _behind_adverb(self, first: int, until: int) -> int | None:
        """Where a name begins behind an adverb: اتهمت المفوضية رسميا الشركة."""
        for index in range(first, until - 1):
            if self._forms[index] in self._words.times and self._forms[index + 1] not in self._words.times:
                return index + 1 if self._phrases.begins(index + 1) else None
        return None

    def _is_behind_name(self, cue: Verb, index: int) -> bool:
        """Whether nothing but a name of one word stands between a cue and `index`: أشاد الحداد بسالم."""
        return index == cue.last + 1 and self._phrases.begins(cue.last) and not cue.form.entry.pronoun

    def _is_bare(self, index: int) -> bool:
        """Whether the token at `index` may be part of a person's name: without article and preposition."""
        form = self._forms[index]
        return form[0].isalpha() and not form.startswith(("ال", "لل")) and self._phrases.begins(index)

    def _is_governed_by_b(self, index: int, adjacent: bool = False, accuses: bool = False) -> bool:
        """Whether the token at `index` is a noun with the preposition ب written to it.

        Right after a verb that takes ب (`adjacent`) any word will do that does not itself begin with it, and
        behind one that accuses any that stands neither between quotation marks nor behind a preposition.
        """
        form = self._forms[index] if index < len(self._forms) else ""
        if not form.startswith("ب") or len(form) < 4 - adjacent or form in self._words.no_governed:
            return False
        if form in self._words.that or form in self._words.that_with_pronoun:
            return False
        pointed = form[1:] in self._words.demonstratives and self._forms[index - 1] in COMMAS
        noun = pointed or form.startswith("بال") or form.endswith(("ه", "ها", "هم", "ة"))
        if accuses and len(form) > 3 and index - 1 not in self._quotations:
            before = self._forms[index - 1]
            adjacent = adjacent or not (
                before in self._words.prepositions or before in self._words.honorifics
            )
        return adjacent or noun or self._objects.is_masdar(index, 1)
