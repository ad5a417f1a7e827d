"""For each cue of a statement: what it reports.

The nearest cue before an opener has it (findings.py says what openers are), so the cues of a statement
are read from its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import NamedTuple

from store.claims.agentless import Agentless
from store.claims.cues import Verb
from store.claims.findings import Finding
from store.claims.governed import Governed
from store.claims.lexicon import Lexicon
from store.claims.objects import Objects
from store.claims.openers import Openers
from store.claims.phrases import Phrases
from store.claims.words import COMMAS, PAUSES, Tokens

_FAR = 45
"""An opener stands no farther behind its cue, in tokens."""
_FAR_AFTER_PARTICIPLE = 9
_FAR_AFTER_MASDAR = 10
_FAR_BEHIND_CHANNEL = 22
_FAR_AFTER_PRONOUN = 8
_PASSIVE = re.compile("[وف]?\u064e?[^\\W\\d_]\u064f")
_PART = 12
"""A quotation that is part of an object stands no farther behind its beginning, in tokens."""
_BESIDE_OBJECTS = {"عن", "على", "من"}
"""A verb that governs with another preposition has no object for its content."""
_NEAR = 14
"""An adverb of speech stands no farther behind its verb."""


class _Reach(NamedTuple):
    """Where the contents of a statement's cues are looked for, as indices of tokens."""

    first: int
    """Where the statement begins,"""
    last: int
    """and one past its last token, which a content may reach to;"""
    taken: Set[int]
    """The openers that belong to later cues."""
    title: bool
    """Whether the statement is the article's title."""


class Patterns:
    """Reads the contents of cues in one text."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, quotations: Mapping[int, int], phrases: Phrases
    ) -> None:
        """`quotations` maps each opening mark's index to that of its closing mark."""
        self._forms = tokens.forms
        self._text, self._starts, self._ends = tokens.text, tokens.starts, tokens.ends
        self._words = lexicon
        self._phrases = phrases
        self._objects = Objects(tokens, lexicon, phrases)
        self._openers = Openers(tokens, lexicon, quotations, phrases)
        self._agentless = Agentless(tokens, lexicon, phrases, self._objects, self._openers)
        self._governed = Governed(tokens, lexicon, frozenset(quotations), phrases, self._objects)

    def find(self, cues: list[Verb], first: int, last: int, title: bool) -> list[Finding]:
        """What the `cues` of one statement report, in order.

        The statement's tokens are those from `first` to before `last`, its final stop left out.
        """
        found: list[Finding] = []
        taken: set[int] = set()
        within = _Reach(first, last, taken, title)
        limit = last
        adverb: tuple[Verb, int] | None = None
        for number in range(len(cues) - 1, -1, -1):
            cue = cues[number]
            if not cue.form.entry.reports:
                if cue.joined:
                    limit = min(limit, cue.first)
                continue
            if number and adverb is None and self._is_adverb_of_speech(cues, number):
                adverb = cue, limit
                continue
            finding = self._read(cue, min(limit, last), within)
            if adverb is not None and (finding is None or finding.at < adverb[0].first):
                own = self._read(adverb[0], adverb[1], within)
                found.extend([own] if own is not None else [])
                taken.update([own.at] if own is not None else [])
            adverb = None
            if finding is not None:
                taken.add(finding.at)
                found.append(finding)
                if finding.quoted:
                    found.extend(self._openers.following(finding, last))
            if cue.joined and cue.form.kind in ("past", "present"):
                limit = cue.first
            elif finding is not None and cue.form.kind in ("participle", "masdar"):
                limit = min(limit, cue.first)
        if len(found) > 1:
            found.sort(key=lambda finding: finding.cue.first)
        return found

    def _is_adverb_of_speech(self, cues: list[Verb], number: int) -> bool:
        """Whether a قائلا or يقول may only introduce what an earlier verb of speaking reports: أضاف قائلا."""
        cue = cues[number]
        form = cue.form
        adverbial = form.kind == "participle" or (form.kind == "present" and not cue.joined)
        if not form.entry.introduces or not adverbial:
            return False
        before = cues[number - 1]
        entry = before.form.entry
        if before.form.kind not in ("past", "present") or not entry.reports or not entry.quote:
            return False
        between = self._forms[before.last : cue.first]
        if form.kind == "present" and not PAUSES.isdisjoint(between):
            return False
        return cue.first - before.last <= _NEAR and not any(
            mark in self._words.that or mark in (":", "،") for mark in between
        )

    def _read(self, cue: Verb, limit: int, reach: _Reach) -> Finding | None:
        """What one cue reports, or None; what opens its content stands before `limit`."""
        kind = cue.form.kind
        if cue.last >= limit:
            return None
        if kind == "noun":
            return self._governed.of_noun(cue, reach.first, limit, reach.last)
        if kind == "masdar":
            return self._masdar(cue, limit, reach)
        if kind == "expected":
            return self._agentless.read(cue, reach.first, limit, reach.last)
        if self._is_what(cue):
            return self._openers.after(cue, min(limit, cue.last + _FAR), reach.last, reach.taken)
        if cue.form.pronoun:
            return self._with_pronoun(cue, limit, reach)
        if kind == "past" and self._is_marked_passive(cue):
            return self._passive(cue, reach) if cue.form.entry.that else None
        if self._forms[cue.last - 1] in self._words.fillers:
            return None
        if cue.form.entry.needs:
            return self._governed.of_blame(cue, limit, reach.last)
        whole = self._whole(cue, limit, reach) if cue.form.entry.whole else None
        if whole is not None:
            return whole
        if self._forms[cue.last - 1] in self._words.passives:
            found = self._agentless.read(cue, reach.first, limit, reach.last)
            if found is not None or not self._agentless.has_agent(cue, reach.first, reach.title):
                return found
        return self._told(cue, limit, reach)

    def _with_pronoun(self, cue: Verb, limit: int, reach: _Reach) -> Finding | None:
        """What a verb tells whose object is a pronoun: وصفه بأنه كذا, اتهمها بكذا, حملهم مسؤولية كذا."""
        entry = cue.form.entry
        if entry.needs:
            return self._governed.of_blame(cue, limit, reach.last)
        near = min(limit, cue.last + _FAR_AFTER_PRONOUN)
        finding = self._openers.after(cue, near, reach.last, reach.taken) if entry.that else None
        if finding is None and entry.polarity == "accuses":
            return self._governed.after(cue, reach.first, near, reach.last)
        return finding

    def _is_what(self, cue: Verb) -> bool:
        """Whether a past tells, with a pronoun, what ما before it stands for: مما قاله, ما أكده."""
        return self._forms[cue.last - 1] not in self._words.cues

    def _passive(self, cue: Verb, reach: _Reach) -> Finding | None:
        """The clause behind a verb that has no agent: ذُكر أن."""
        if self._forms[cue.last] not in self._words.that:
            return None
        return self._openers.clause(cue, cue.last, reach.last)._replace(passive=True)

    def _whole(self, cue: Verb, limit: int, reach: _Reach) -> Finding | None:
        """The content that begins with the verb's object and goes on behind it: عزا كذا إلى كذا."""
        if cue.form.kind == "present" and not cue.form.entry.bare:
            return None
        return self._object(cue, reach, self._governing(cue, limit))

    def _told(self, cue: Verb, limit: int, reach: _Reach) -> Finding | None:
        """What a finite verb or a participle tells: behind an opener, a preposition, or as its object."""
        entry = cue.form.entry
        far = self._after_participle(cue) if cue.form.kind == "participle" else _FAR
        near = min(limit, cue.last + far)
        finding = self._opened(cue, reach, near)
        if finding is not None:
            return self._sooner(cue, reach, finding)
        if entry.prepositions:
            finding = self._governed_object(cue, reach, near)
        if finding is None and entry.speech:
            finding = self._openers.bare(cue, reach.first, near, reach.last)
        if finding is None and entry.object and not entry.whole and entry.prepositions <= _BESIDE_OBJECTS:
            return self._object(cue, reach, limit)
        return finding

    def _opened(self, cue: Verb, reach: _Reach, near: int) -> Finding | None:
        """What an opener before `near` opens, where it is this verb's."""
        entry = cue.form.entry
        if self._governs_at_once(cue):
            return None
        finding = self._openers.after(cue, near, reach.last, reach.taken)
        if finding is None:
            return None
        if finding.opener == "that" and entry.prepositions and finding.at > cue.last + 3:
            governed = self._before_comma(cue, reach, finding)
            if governed is not None:
                return governed
        topical = entry.bare and "عن" in entry.prepositions and finding.opener == "quotation"
        if topical and "عن" in self._forms[cue.last : finding.at]:
            finding = self._governed.after(cue, reach.first, finding.at, reach.last) or finding
        if entry.behind and entry.behind not in self._forms[cue.last : finding.gap]:
            outlet = finding.opener == "that" and self._objects.is_source(cue.last)
            return finding if outlet else None
        return finding

    def _before_comma(self, cue: Verb, reach: _Reach, finding: Finding) -> Finding | None:
        """What its preposition governs right behind the subject of a verb, where a comma parts it from the
        clause of `finding`: كشفت فلانة عن نيتها الترشح، كما أن كذا.
        """
        between = self._forms[cue.last : finding.at]
        if cue.form.kind == "participle" or cue.form.entry.prepositions.isdisjoint(between):
            return None
        at = self._phrases.after(cue.last, finding.at)
        if not cue.last < at < finding.at - 2 or self._forms[at] not in cue.form.entry.prepositions:
            return None
        parted = any(form in COMMAS for form in self._forms[at + 2 : finding.at - 1])
        return self._governed.after(cue, reach.first, finding.at, reach.last) if parted else None

    def _sooner(self, cue: Verb, reach: _Reach, finding: Finding) -> Finding:
        """The `finding`, or the object that stands before its clause: what is denied, or one with a comma
        between it and the clause."""
        finite = cue.form.kind in ("past", "present")
        if finding.opener == "quotation" and finite and cue.form.entry.object:
            return self._around(cue, reach, finding)
        if finding.opener != "that" or not cue.form.entry.object or not finite:
            return finding
        told = self._objects.is_told(cue.last) and self._objects.is_announced(cue.last)
        if told and finding.at > cue.last + 1:
            return _object(cue, cue.last, reach.last)
        if cue.form.entry.polarity == "denies":
            at = self._objects.denied(cue, finding.at)
            return finding if at is None else _object(cue, at, reach.last)
        if self._forms[finding.at - 1] in COMMAS:
            return finding
        at = self._objects.after(cue, reach.first, finding.at, reach.title)
        parted = at is not None and any(form in COMMAS for form in self._forms[at : finding.at])
        return _object(cue, at, reach.last) if at is not None and parted else finding

    def _around(self, cue: Verb, reach: _Reach, finding: Finding) -> Finding:
        """The `finding` of a quotation, or the object that it is a part of: أكد حرصه على «دعم ...»."""
        if not self._forms[finding.at - 1].isalpha():
            return finding
        at = self._objects.after(cue, reach.first, finding.at, reach.title)
        if at is None or not finding.at - _PART <= at < finding.at:
            return finding
        between = self._forms[at : finding.at]
        parted = any(form in COMMAS or form in self._words.cues for form in between)
        return finding if parted else _object(cue, at, reach.last)

    def _governed_object(self, cue: Verb, reach: _Reach, near: int) -> Finding | None:
        """What a preposition of the verb governs before `near`, or the object before that preposition."""
        finding = self._governed.after(cue, reach.first, near, reach.last)
        office = cue.form.kind == "participle" and self._objects.is_source(cue.last)
        if finding is None or not cue.form.entry.object or cue.form.entry.polarity != "asserts" or office:
            return finding
        at = self._objects.after(cue, reach.first, finding.at, reach.title)
        return _object(cue, at, reach.last) if at is not None and at < finding.at else finding

    def _object(self, cue: Verb, reach: _Reach, limit: int) -> Finding | None:
        """The object that begins before `limit`."""
        at = self._objects.after(cue, reach.first, limit, reach.title)
        return None if at is None else self._before_subject(_object(cue, at, reach.last))

    def _before_subject(self, finding: Finding) -> Finding:
        """The `finding` of a verb whose object stands before its subject, without that: نفى ذلك المتحدث."""
        cue, at = finding.cue, finding.at
        if at > cue.last or cue.form.kind == "participle" or cue.form.entry.polarity != "denies":
            return finding
        words, end = self._words, at
        if self._forms[at] in words.demonstratives:
            end += 1
        if (
            end < finding.last
            and self._forms[end].startswith("ال")
            and self._forms[end][2:] in words.deniable
        ):
            end += 1
        if end == at or not self._objects.is_source(end):
            return finding
        return finding._replace(last=end, gap=self._phrases.after(end, finding.last))

    def _with_subject(self, cue: Verb, limit: int, reach: _Reach) -> Finding | None:
        """What a verbal noun reports whose subject stands between it and أن: بعد إعلان الوزارة أن."""
        name = self._phrases.after(cue.last, min(limit, cue.last + _FAR_AFTER_MASDAR))
        if not cue.last < name < limit:
            return None
        opener = self._forms[name]
        if opener not in self._words.that and opener not in self._words.that_with_pronoun:
            return None
        if not self._objects.is_source(cue.last) and self._forms[cue.last].startswith("ال"):
            return None
        if name in reach.taken:
            return None
        return self._openers.after(cue, name + 1, reach.last, reach.taken)

    def _governing(self, cue: Verb, limit: int) -> int:
        """Where before `limit` a preposition of the verb stands, which its object stands before."""
        near = range(cue.last, limit)
        return next((i for i in near if self._forms[i] in cue.form.entry.prepositions), limit)

    def _is_marked_passive(self, cue: Verb) -> bool:
        """Whether a damma on its first letter makes a past passive: ذُكر أن, وأُعلن أن."""
        start, end = self._starts[cue.first], self._ends[cue.first]
        marked = end - start > len(self._forms[cue.first])
        return marked and _PASSIVE.match(self._text[start:end]) is not None

    def _after_participle(self, cue: Verb) -> int:
        """How far behind a participle its opener may stand: farther behind a channel (مؤكدا في لقاء)."""
        forms = self._forms[cue.last : cue.last + 2]
        channel = len(forms) > 1 and forms[0] in self._words.prepositions and forms[1] in self._words.channels
        return _FAR_BEHIND_CHANNEL if channel else _FAR_AFTER_PARTICIPLE

    def _governs_at_once(self, cue: Verb) -> bool:
        """Whether the verb's preposition with a noun stands right behind it: مؤكدا على ضرورة."""
        if not cue.form.entry.prepositions:
            return False
        at = cue.last
        if cue.form.kind in ("past", "present") and cue.form.entry.bare and self._objects.is_source(at):
            at = self._phrases.after(at, min(len(self._forms), at + _NEAR))
        if at + 1 >= len(self._forms) or self._forms[at] not in cue.form.entry.prepositions:
            return False
        following = self._forms[at + 1]
        that = following in self._words.that or following in self._words.that_with_pronoun
        return not that and following[0].isalnum()

    def _masdar(self, cue: Verb, limit: int, reach: _Reach) -> Finding | None:
        """What a verbal noun reports: قوله إن, تأكيده على كذا, اتهام فلان بكذا."""
        entry, last = cue.form.entry, reach.last
        if entry.polarity == "accuses" and "ب" in entry.prepositions:
            return self._governed.of_masdar(cue, limit, last)
        if entry.polarity == "denies" and not cue.form.pronoun:
            at = self._objects.of_masdar(cue, limit)
            return None if at is None else _object(cue, at, last)._replace(passive=at == cue.last)
        if not cue.form.pronoun:
            return self._with_subject(cue, limit, reach)
        following = self._forms[cue.last]
        if following in entry.prepositions and cue.last + 1 < limit:
            if self._forms[cue.last + 1] in self._words.that:
                return self._openers.clause(cue, cue.last + 1, last)
            return Finding(cue, "preposition", cue.last, cue.last + 1, last, False, cue.last)
        far = 2 if self._forms[cue.first][0] == "ب" else _FAR_AFTER_PRONOUN
        return self._openers.after(cue, min(limit, cue.last + far), last, reach.taken)


def _object(cue: Verb, at: int, last: int) -> Finding:
    """The content that is a noun phrase which begins at `at`."""
    return Finding(cue, "object", at, at, last, False, at)
