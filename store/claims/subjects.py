"""The subject that stands beside a cue: who says it."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.claims.conjugation import Gender
from store.claims.cues import Verb
from store.claims.findings import Finding
from store.claims.lexicon import Lexicon
from store.claims.phrases import Phrases
from store.claims.words import COMMAS, Tokens

_SHORT = 5
_WORD = 3
"""A shorter title (د.) is written alike for men and women."""
_BEFORE = 16
_JUDGED = re.compile("ال.{3,}ين")
"""A plural that is no subject: واتهم المسؤولين."""
_PRONOUNS = ("ه", "ها", "هم")
_BY_HER = ("ته", "تها")
"""How a past in a relative clause ends, whose subject says nothing here: قال في جلسة عقدتها اللجنة."""
_ASIDE = 12
"""An adjunct between commas is no longer."""


class Speaker(NamedTuple):
    """A mention of a source, as indices of tokens."""

    first: int
    last: int
    gender: Gender | None
    """By the verb beside it; None where none tells."""
    clitic: int = 0
    """How many code points of the first token stand before the name."""


class Subjects:
    """Finds the subjects of one text's cues."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, phrases: Phrases) -> None:
        self._forms = tokens.forms
        self._words = lexicon
        self._phrases = phrases

    def beside(self, finding: Finding, first: int) -> Speaker | None:
        """The subject that stands beside the finding's cue, in the statement that begins at `first`."""
        cue = finding.cue
        if finding.passive:
            return None
        if cue.form.kind == "participle":
            office = cue.last < finding.gap and self._forms[cue.last] in self._words.sources
            acted_on = cue.form.entry.pronoun or cue.form.entry.recipient
            return self._right_behind(finding) if office and not acted_on else None
        if cue.form.kind == "masdar":
            if finding.opener == "object" or (not cue.form.pronoun and finding.opener == "that"):
                return self._right_behind(finding)
            if finding.opener == "preposition" and not cue.form.pronoun and finding.gap > cue.last:
                return self._right_behind(finding)
            return self._after_from(cue.first, first)
        if cue.form.kind == "noun":
            return self._between_verb_and_noun(finding, first)
        return (
            self._in_front_at_once(finding, first)
            or self._about(cue, finding, first)
            or (None if cue.joined or cue.form.kind != "past" else self._behind_auxiliary(cue, first))
            or self._behind(finding)
            or self._before(finding, first)
        )

    def gender(self, index: int) -> Gender | None:
        """The gender that the head of a name tells: by its ending, or by being an office or a body."""
        form = self._forms[index]
        if form in self._words.superlatives and index + 1 < len(self._forms):
            return "f" if self._forms[index + 1].endswith(("ة", "ات")) else "m"
        if form in self._words.feminine or (form.endswith(("ة", "ات")) and form in self._words.sources):
            return "f"
        if len(form) < _WORD:
            return None
        return "m" if form in self._words.sources or form[1:] in self._words.sources else None

    def _right_behind(self, finding: Finding) -> Speaker | None:
        """The name that begins right behind the cue."""
        begin = finding.cue.last
        name = self._phrases.after(begin, finding.gap)
        return Speaker(begin, name, None) if name > begin else None

    def _in_front_at_once(self, finding: Finding, first: int) -> Speaker | None:
        """The subject before a present, or a verb with whom it tells, where it begins the statement."""
        cue = finding.cue
        present, recipient = cue.form.kind == "present", cue.form.entry.recipient
        if cue.joined or not (present or recipient) or self._is_purpose(cue):
            return None
        before = self._phrases.before(cue.first, first)
        follows = present and self._follows(cue.last, finding.gap)
        if before == cue.first or follows or not (before == first or recipient):
            return None
        gender = gender_told(cue)
        if self._is_joined_name(cue.first - 1, before) and not cue.form.plural:
            return Speaker(cue.first - 1, cue.first, gender, 1)
        return Speaker(before, cue.first, gender, self._conjunction(before))

    def _behind(self, finding: Finding) -> Speaker | None:
        """The subject behind a verb, also behind an adjunct."""
        cue, entry = finding.cue, finding.cue.form.entry
        gender = gender_told(cue)
        begin = finding.last if finding.last < finding.gap else cue.last
        if entry.behind and entry.behind in self._forms[begin : finding.gap]:
            begin = self._forms.index(entry.behind, begin) + 1
        if begin < finding.gap and (
            self._forms[begin] in self._words.resumptives or (entry.carrier and self._forms[begin] == "في")
        ):
            begin += 1
        begin = self._behind_aside(begin, finding.gap)
        if entry.recipient or self._forms[begin] == "ل":
            heard = self._phrases.behind_outlet(begin, entry.recipient)
            begin = heard if heard < finding.gap else begin
        bracketed = self._forms[begin] == "(" and self._forms[finding.gap - 1] == ")"
        if bracketed and self._forms[begin + 1] not in self._words.times:
            return Speaker(begin + 1, finding.gap - 1, gender)
        name = self._phrases.after(begin, finding.gap)
        if name > begin and self._is_subject(begin) and not self._is_judged(finding):
            return Speaker(begin, name, gender)
        postponed = self._postponed(cue.last, finding.gap)
        return Speaker(*postponed, gender) if postponed is not None else None

    def _before(self, finding: Finding, first: int) -> Speaker | None:
        """The subject before a verb that nothing joins to what stands before it."""
        cue = finding.cue
        if cue.joined or self._is_purpose(cue) or self._forms[cue.last] in self._words.therein:
            return None
        if self._forms[cue.first - 1] in self._words.taking_up:
            return None
        if cue.form.pronoun and self._forms[cue.first - 1].endswith("ما"):
            return None
        end = cue.first
        if end - 1 > first and self._forms[end - 1] in COMMAS:
            topic = self._in_front(first, end - 1)
            if topic is not None and not self._follows(cue.last, finding.gap):
                return topic._replace(gender=gender_told(cue))
            end -= finding.gap == cue.last and self._phrases.before(end - 1, first) == first
        before = self._phrases.before(end, first)
        if before == end or (before > first and self._forms[first] in self._words.topics):
            return None
        end = self._without_auxiliary(before, end)
        return Speaker(before, end, gender_told(cue), self._conjunction(before))

    def _is_purpose(self, cue: Verb) -> bool:
        """Whether ل makes a present an aim: ليعلن."""
        return cue.form.kind == "present" and self._forms[cue.last - 1][0] == "ل"

    def _without_auxiliary(self, first: int, last: int) -> int:
        """`last` moved back over what stands between a subject and its verb: الوزير الذي كان قد."""
        while last > first + 1 and (
            self._forms[last - 1] in self._words.relatives or self._forms[last - 1] in self._words.auxiliaries
        ):
            last -= 1
        return last

    def _about(self, cue: Verb, finding: Finding, first: int) -> Speaker | None:
        """The subject between أن and a past that has its object behind it: أن النقابة حذرت البلدية من كذا."""
        if cue.form.kind != "past" or cue.joined or finding.opener != "preposition":
            return None
        before = self._phrases.before(cue.first, first)
        if not first < before < cue.first or self._forms[before - 1] not in self._words.that:
            return None
        if self.gender(before) not in (None, cue.form.gender):
            return None
        gender = gender_told(cue)
        return Speaker(before, self._without_auxiliary(before, cue.first), gender)

    def _behind_auxiliary(self, cue: Verb, first: int) -> Speaker | None:
        """The subject between the auxiliary of a past and that past: وكان الوزير (قد) انتقد كذا."""
        end = self._phrases.behind_auxiliary(first, cue.first)
        if end:
            return Speaker(first + 1, end, gender_told(cue))
        name, end = first + 1, cue.first - 1
        before = self._forms[first].removeprefix("و") == "سبق" and self._forms[end] == "ان"
        if not (before and self._forms[name][0] == "ل" and end - name < _BEFORE):
            return None
        return Speaker(name, end, gender_told(cue), int(not self._forms[name].startswith("لل")))

    def _in_front(self, first: int, last: int) -> Speaker | None:
        """The subject in front of its statement, with an apposition between commas: فلان، أحد كذا، قال."""
        name = self._phrases.after(first, last)
        if name == first or name >= last or self._forms[first] in self._words.cues:
            return None
        apposed = self._forms[name] in ("،", ",", "(") and name + 1 < last
        following = self._forms[name + 1] if apposed else self._forms[name]
        office = (
            following in self._words.sources
            or following in self._words.relatives
            or following in self._words.apposing
        )
        verbal = self._forms[first][0] in "وفيت" and self._forms[first] not in self._words.sources
        return Speaker(first, name, None) if office and not verbal else None

    def _follows(self, index: int, gap: int) -> bool:
        """Whether the subject of a present stands right behind it: people in the plural, or an office."""
        form = self._forms[index] if index < gap else ""
        people = form.startswith("ال") and form.endswith("ون")
        return (people or form in self._words.sources) and self._phrases.begins(index)

    def _is_joined_name(self, index: int, first: int) -> bool:
        """Whether a name with و before it at `index` begins a clause in a title: ... وفلان ينفي."""
        form = self._forms[index]
        joined = form[0] == "و" and form[1:3] != "ال" and form not in self._words.sources
        return joined and index > first + 1 and len(form) > _SHORT

    def _conjunction(self, index: int) -> int:
        """How many code points of a conjunction are written to the word at `index`: والمدرب."""
        return int(self._forms[index].startswith(("وال", "فال")) and len(self._forms[index]) > _SHORT)

    def _behind_aside(self, begin: int, gap: int) -> int:
        """`begin` behind an adjunct between commas before the subject: قالت، مساء أمس، الوزارة."""
        if self._forms[begin] not in COMMAS or begin + 1 >= gap:
            return begin
        for index in range(begin + 2, min(gap - 1, begin + _ASIDE)):
            if self._forms[index] in COMMAS:
                adjunct = (
                    self._phrases.is_preposition(begin + 1) or self._forms[begin + 1] in self._words.times
                )
                return index + 1 if adjunct else begin
        return begin

    def _is_judged(self, finding: Finding) -> bool:
        """Whether the phrase behind a verb of judging is what it judges: ووصفت الخبر بأنه كاذب."""
        cue = finding.cue
        head = self._forms[cue.last]
        if not cue.form.entry.pronoun or cue.form.pronoun:
            return False
        if cue.last < finding.gap and _JUDGED.fullmatch(head):
            return True
        if not self._forms[finding.at].startswith("ب"):
            return False
        return head not in self._words.sources and head not in self._words.countries

    def _is_subject(self, index: int) -> bool:
        """Whether no other cue begins at `index`, وأضاف مؤكدا, كتبت تقول, and nothing of the speaker's own:
        واختتم مقاله.
        """
        form = self._forms[index]
        cue = self._words.cues.get(form)
        telling = cue is not None and (cue.kind == "participle" or cue.joined or cue.entry.introduces)
        own = form in self._words.channels and form.endswith(_PRONOUNS)
        return not (telling and form not in self._words.sources) and not own

    def _postponed(self, first: int, last: int) -> tuple[int, int] | None:
        """A subject that stands behind an adjunct: قال في تصريح لصحيفة ... الوزير."""
        for index in range(first + 1, last):
            if self._forms[index] not in self._words.sources or not self._phrases.begins(index):
                continue
            before = self._forms[index - 1]
            if before in self._words.prepositions or before in ("،", ",", "(", ":"):
                continue
            if self._forms[index] in self._words.outlets or before in self._words.channels:
                continue
            if before in self._words.sources or self._forms[index] in self._words.channels:
                continue
            if before.endswith(_BY_HER) and before not in self._words.channels:
                continue
            if (
                not before.startswith("ال")
                and index - 2 >= first
                and self._forms[index - 2] in ("في", "خلال", "عبر")
            ):
                continue
            return index, self._phrases.after(index, last)
        return None

    def _after_from(self, index: int, first: int) -> Speaker | None:
        """The source after عن before a verbal noun: نقلت عن فلان قوله."""
        for place in range(index - 1, max(first, index - _BEFORE) - 1, -1):
            if self._forms[place] == "عن" and place + 1 < index:
                name = self._phrases.after(place + 1, index)
                return Speaker(place + 1, name, None) if name > place + 1 else None
        return None

    def _between_verb_and_noun(self, finding: Finding, first: int) -> Speaker | None:
        """The subject between a verb and its noun: شنت الصحف هجوما."""
        cue = finding.cue
        for place in range(cue.first - 1, max(first, cue.first - _BEFORE) - 1, -1):
            if self._forms[place] in cue.form.entry.verbs:
                name = self._phrases.after(place + 1, cue.first)
                return Speaker(place + 1, name, None) if name > place + 1 else None
        return None


def gender_told(cue: Verb) -> Gender | None:
    """The gender of a verb's subject, as far as the verb tells it."""
    return None if cue.form.plural else cue.form.gender
