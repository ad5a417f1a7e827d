"""For each cue of a statement: what it reports.

The nearest cue before an opener has it (findings.py says what openers are), so the cues of a statement
are read from its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from store.claims.cues import Verb
from store.claims.findings import Finding
from store.claims.governed import Governed
from store.claims.lexicon import Lexicon
from store.claims.objects import Objects
from store.claims.openers import Openers
from store.claims.phrases import Phrases
from store.claims.words import Tokens

_FAR = 45
"""An opener stands no farther behind its cue, in tokens."""
_FAR_AFTER_PARTICIPLE = 9
_FAR_AFTER_MASDAR = 10
_FAR_BEHIND_CHANNEL = 22
_FAR_AFTER_PRONOUN = 8
_COMMAS = ("،", ",")
_PASSIVE = re.compile("[وف]?\u064e?[^\\W\\d_]\u064f")
_NEAR = 14
"""An adverb of speech stands no farther behind its verb."""


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
        self._governed = Governed(tokens, lexicon, frozenset(quotations), phrases, self._objects)

    def find(self, cues: list[Verb], first: int, last: int, title: bool) -> list[Finding]:
        """What the `cues` of one statement report, in order.

        The statement's tokens are those from `first` to before `last`, its final stop left out.
        """
        found: list[Finding] = []
        taken: set[int] = set()
        limit = last
        adverb: tuple[Verb, int] | None = None
        for number in range(len(cues) - 1, -1, -1):
            cue = cues[number]
            if not cue.form.entry.reports:
                if cue.joined:
                    limit = min(limit, cue.first)
                continue
            if adverb is None and self._is_adverb_of_speech(cues, number):
                adverb = cue, limit
                continue
            finding = self._read(cue, first, last, min(limit, last), taken, title)
            if adverb is not None and (finding is None or finding.at < adverb[0].first):
                own = self._read(adverb[0], first, last, adverb[1], taken, title)
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
        found.sort(key=lambda finding: finding.cue.first)
        return found

    def _is_adverb_of_speech(self, cues: list[Verb], number: int) -> bool:
        """Whether a قائلا or يقول may only introduce what an earlier verb of speaking reports: أضاف قائلا."""
        cue = cues[number]
        form = cue.form
        adverbial = form.kind == "participle" or (form.kind == "present" and not cue.joined)
        if not form.entry.introduces or not adverbial or number == 0:
            return False
        before = cues[number - 1]
        entry = before.form.entry
        if before.form.kind not in ("past", "present") or not entry.reports or not entry.quote:
            return False
        between = self._forms[before.last : cue.first]
        return cue.first - before.last <= _NEAR and not any(
            mark in self._words.that or mark in (":", "،") for mark in between
        )

    def _read(
        self, cue: Verb, first: int, last: int, limit: int, taken: set[int], title: bool
    ) -> Finding | None:
        """What one cue reports, or None. Its content is looked for before `limit` and may reach to `last`."""
        entry, kind = cue.form.entry, cue.form.kind
        if cue.last >= limit:
            return None
        if kind == "noun":
            return self._governed.of_noun(cue, first, limit, last)
        if kind == "masdar":
            return self._masdar(cue, limit, last, taken)
        if cue.form.pronoun:
            near = min(limit, cue.last + _FAR_AFTER_PRONOUN)
            return self._openers.after(cue, near, last, taken) if entry.that else None
        form = self._forms[cue.first]
        if kind == "past" and self._is_marked_passive(cue):
            clause = entry.that and self._forms[cue.last] in self._words.that
            return replace(self._openers.clause(cue, cue.last, last), passive=True) if clause else None
        if form in self._words.fillers or (form in self._words.passives and self._is_passive(cue, first)):
            return None
        if entry.needs:
            return self._governed.of_blame(cue, limit, last)
        reach = min(limit, cue.last + (self._after_participle(cue) if kind == "participle" else _FAR))
        told = kind != "present" or entry.bare
        if (
            entry.whole
            and told
            and (at := self._objects.after(cue, first, self._governing(cue, limit), title))
        ):
            return Finding(cue, "object", at, at, last, False, at)
        if form in self._words.passives and self._forms[cue.last] in self._words.that:
            return replace(self._openers.clause(cue, cue.last, last), passive=True)
        finding = None if self._governs_at_once(cue) else self._openers.after(cue, reach, last, taken)
        topical = entry.bare and "عن" in entry.prepositions
        quoted = topical and finding is not None and finding.opener == "quotation"
        if quoted and finding is not None and "عن" in self._forms[cue.last : finding.at]:
            finding = self._governed.after(cue, first, finding.at, last) or finding
        if finding is not None and entry.behind and entry.behind not in self._forms[cue.last : finding.gap]:
            outlet = finding.opener == "that" and self._objects.is_source(cue.last)
            finding = finding if outlet else None
        if finding is not None and finding.opener == "that" and entry.object and kind in ("past", "present"):
            sooner = self._sooner(cue, first, finding, title)
            if sooner is not None:
                return Finding(cue, "object", sooner, sooner, last, False, sooner)
        if finding is None and entry.prepositions:
            finding = self._governed.after(cue, first, reach, last)
            office = self._objects.is_source(cue.last) and kind == "participle"
            if finding is not None and entry.object and entry.polarity == "asserts" and not office:
                sooner = self._objects.after(cue, first, finding.at, title)
                if sooner is not None and sooner < finding.at:
                    return Finding(cue, "object", sooner, sooner, last, False, sooner)
        if finding is None and entry.speech:
            finding = self._openers.bare(cue, first, reach, last)
        if finding is None and entry.object and not entry.whole and not entry.prepositions - {"عن", "على"}:
            at = self._objects.after(cue, first, limit, title)
            return None if at is None else Finding(cue, "object", at, at, last, False, at)
        return finding

    def _with_subject(self, cue: Verb, limit: int, last: int, taken: set[int]) -> Finding | None:
        """What a verbal noun reports whose subject stands between it and أن: بعد إعلان الوزارة أن."""
        name = self._phrases.after(cue.last, min(limit, cue.last + _FAR_AFTER_MASDAR))
        if not cue.last < name < limit:
            return None
        opener = self._forms[name]
        if opener not in self._words.that and opener not in self._words.that_with_pronoun:
            return None
        if not self._objects.is_source(cue.last) and self._forms[cue.last].startswith("ال"):
            return None
        return None if name in taken else self._openers.after(cue, name + 1, last, taken)

    def _governing(self, cue: Verb, limit: int) -> int:
        """Where before `limit` a preposition of the verb stands, which its object stands before."""
        near = range(cue.last, limit)
        return next((i for i in near if self._forms[i] in cue.form.entry.prepositions), limit)

    def _sooner(self, cue: Verb, first: int, finding: Finding, title: bool) -> int | None:
        """Where an object begins that stands before the clause found: what is denied, or one with a comma
        between it and the clause."""
        if cue.form.entry.polarity == "denies":
            return self._objects.denied(cue, finding.at)
        if self._forms[finding.at - 1] in _COMMAS:
            return None
        at = self._objects.after(cue, first, finding.at, title)
        between = self._forms[at : finding.at] if at is not None else []
        return at if any(form in _COMMAS for form in between) else None

    def _is_passive(self, cue: Verb, first: int) -> bool:
        """Whether a present that has no agent stands within its sentence: يعتقد أن."""
        if cue.first == first or (cue.form.entry.whole and cue.joined):
            return False
        if self._forms[cue.last] in self._words.sources:
            return False
        return self._phrases.before(cue.first, first) > first

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

    def _masdar(self, cue: Verb, limit: int, last: int, taken: set[int]) -> Finding | None:
        """What a verbal noun reports: قوله إن, تأكيده على كذا, اتهام فلان بكذا."""
        entry = cue.form.entry
        if entry.polarity == "accuses" and "ب" in entry.prepositions:
            return self._governed.of_masdar(cue, limit, last)
        if entry.polarity == "denies" and not cue.form.pronoun:
            at = self._objects.of_masdar(cue, limit)
            return None if at is None else Finding(cue, "object", at, at, last, False, at, at == cue.last)
        if not cue.form.pronoun:
            return self._with_subject(cue, limit, last, taken)
        following = self._forms[cue.last]
        if following in entry.prepositions and cue.last + 1 < limit:
            if self._forms[cue.last + 1] in self._words.that:
                return self._openers.clause(cue, cue.last + 1, last)
            return Finding(cue, "preposition", cue.last, cue.last + 1, last, False, cue.last)
        far = 2 if self._forms[cue.first][0] == "ب" else _FAR_AFTER_PRONOUN
        return self._openers.after(cue, min(limit, cue.last + far), last, taken)
