"""For each verb that may report something: what it reports, and where its subject can stand.

A cue's content begins at its *opener*: أن or إن, a colon, a quotation mark, the preposition that the verb
governs its content with, or its object. The nearest cue before an opener has it, so the cues of a statement
are read from its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from store.claims.cues import Verb
from store.claims.lexicon import Lexicon
from store.claims.objects import Objects
from store.claims.phrases import Phrases
from store.claims.quotes import is_mark
from store.claims.words import Tokens

Opener: TypeAlias = Literal["that", "colon", "quotation", "preposition", "object"]

_FAR = 45
"""An opener stands no farther after its cue, in tokens."""
_FAR_AFTER_PARTICIPLE = 9
_FAR_AFTER_VAGUE = 8
_NEAR = 14
_SPEECH = 4
"""A quotation of so many words is speech; a shorter one may be a name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A cue with its content, as indices of tokens; the content may still be cut short."""

    cue: Verb
    opener: Opener
    at: int
    """The index of the opener's token."""
    first: int
    last: int
    quoted: bool
    """Whether the content is what stands between quotation marks."""
    gap: int
    """Where what stands between the cue and the opener ends."""
    passive: bool = False
    """Whether the verb has no agent."""
    merged: int = 0
    """One past the last token of the cue, with a participle like قائلا; 0 where there is none."""


class Patterns:
    """Reads the contents of cues in one text."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, quotations: Mapping[int, int], phrases: Phrases
    ) -> None:
        """`quotations` maps each opening mark's index to that of its closing mark."""
        self._tokens = tokens
        self._forms = tokens.forms
        self._words = lexicon
        self._quotations = quotations
        self._phrases = phrases
        self._closings = frozenset(quotations.values())
        self._objects = Objects(tokens, lexicon, phrases)

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
            if cue.joined and cue.form.kind in ("past", "present"):
                limit = cue.first
        found.sort(key=lambda finding: finding.cue.first)
        return found

    def _is_adverb_of_speech(self, cues: list[Verb], number: int) -> bool:
        """Whether a قائلا or يقول may only introduce what an earlier verb of speaking reports: أضاف قائلا."""
        cue = cues[number]
        form = cue.form
        adverbial = form.kind == "participle" or (form.kind == "present" and not cue.joined)
        if form.entry.lemma != "قال" or not adverbial or number == 0:
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
        """What one cue reports, or None."""
        entry, kind = cue.form.entry, cue.form.kind
        if kind == "noun":
            return self._noun(cue, first, limit, last)
        if kind == "masdar":
            return self._masdar(cue, limit, last, taken)
        if cue.form.pronoun:
            return (
                self._opened(cue, min(limit, cue.last + _FAR_AFTER_VAGUE), last, taken)
                if entry.that
                else None
            )
        form = self._forms[cue.first]
        if form in self._words.fillers or (form in self._words.passives and cue.first > first):
            return None
        reach = _FAR_AFTER_PARTICIPLE if kind == "participle" else _FAR
        finding = self._opened(cue, min(limit, cue.last + reach), last, taken)
        if finding is not None:
            return finding
        if entry.prepositions:
            finding = self._governed(cue, first, min(limit, cue.last + reach), last)
            if finding is not None:
                return finding
        if entry.object and not entry.prepositions - {"عن", "على"}:
            at = self._objects.after(cue, first, limit, title)
            return None if at is None else Finding(cue, "object", at, at, last, False, at)
        return None

    def _opened(self, cue: Verb, reach: int, last: int, taken: set[int]) -> Finding | None:
        """A content that أن, a colon or a quotation mark opens."""
        words, entry = self._words, cue.form.entry
        index = cue.last
        short: Finding | None = None
        while index < reach:
            form = self._forms[index]
            if index in self._quotations:
                closing = self._quotations[index]
                size = self._tokens.count_words(index + 1, closing)
                if index not in taken and entry.quote and self._fits(cue, index, "quotation"):
                    if size >= _SPEECH:
                        if cue.form.kind == "participle" and entry.object and index > cue.last:
                            return Finding(cue, "object", index, cue.last, closing + 1, False, cue.last)
                        return self._quotation(cue, index, index)
                    if size >= 2 and index == cue.last:
                        short = self._quotation(cue, index, index)
                index = closing + 1
                continue
            if self._opens_without_end(index) and entry.quote and self._fits(cue, index, "quotation"):
                return Finding(cue, "colon", index, index + 1, last, False, index)
            if form == ":" and not entry.quote:
                return short
            if form == ":" and index not in taken and not self._is_time(index):
                return self._colon(cue, index, last) if self._fits(cue, index, "colon") else None
            if form in words.that and entry.that and index not in taken:
                if self._forms[index - 1] in words.no_that_after:
                    index += 1
                    continue
                return self._clause(cue, index, last) if self._fits(cue, index, "that") else None
            if form in words.that_with_pronoun and entry.that and index not in taken:
                if self._forms[index - 1] in words.no_that_after:
                    index += 1
                    continue
                if self._fits(cue, index, "that"):
                    return Finding(cue, "that", index, index, last, False, index)
                return None
            index += 1
        return short

    def _opens_without_end(self, index: int) -> bool:
        """Whether a quotation mark at `index` opens what no mark closes."""
        if not is_mark(self._forms[index]) or index in self._closings or index + 1 >= len(self._forms):
            return False
        text = self._tokens.text
        start, end = self._tokens.starts[index], self._tokens.ends[index]
        return text[start - 1 : start].isspace() and not text[end : end + 1].isspace()

    def _fits(self, cue: Verb, index: int, opener: Opener) -> bool:
        """Whether an opener at `index` can be this cue's, by the distance that its entry allows."""
        distance = index - cue.last
        if cue.form.entry.bare or distance == 0:
            return True
        if opener == "that":
            if self._forms[index - 1] in cue.form.entry.prepositions and distance == 1:
                return True
            far = _NEAR if self._forms[cue.last] in self._words.sources else _FAR_AFTER_VAGUE
            return distance <= far and self._is_name(cue, index)
        return distance <= _NEAR

    def _is_name(self, cue: Verb, index: int) -> bool:
        """Whether what stands between a cue and `index` is a name: an office, or one phrase."""
        gap = self._forms[cue.last : index]
        if gap[0] in self._words.sources:
            return True
        whole = self._phrases.after(cue.last, index) == index
        return cue.joined and whole and not any(form.startswith("وال") for form in gap)

    def _quotation(self, cue: Verb, index: int, gap: int) -> Finding:
        """The content between the quotation mark at `index` and its partner."""
        first, last = self._inside(index)
        return Finding(cue, "quotation", index, first, last, True, gap)

    def _inside(self, index: int) -> tuple[int, int]:
        """The content between quotation marks: without a leading أن and without the final stop."""
        closing = self._quotations[index]
        first, last = index + 1, closing
        for place in range(first, min(first + 4, closing - 1)):
            if self._forms[place] in self._words.that:
                if place == first or self._forms[place - 1] in self._words.asides:
                    first = place + 1
                break
        while last > first + 1 and self._forms[last - 1] in (".", "،", ",", "؛"):
            last -= 1
        return first, last

    def _colon(self, cue: Verb, index: int, last: int) -> Finding | None:
        """The content after a colon."""
        following = index + 1
        if following + 1 < last and is_mark(self._forms[following]) and following not in self._quotations:
            following += 1
        if following >= last:
            return None
        if following in self._quotations and (self._is_speech(following) or self._fills(following, last)):
            first, end = self._inside(following)
            return Finding(cue, "colon", index, first, end, True, index)
        if self._forms[following] in self._words.that_with_pronoun:
            return Finding(cue, "that", index, following, last, False, index)
        if self._forms[following] in self._words.that:
            return self._clause(cue, following, last, gap=index, at=index)
        return Finding(cue, "colon", index, following, last, False, index)

    def _clause(self, cue: Verb, index: int, last: int, gap: int = 0, at: int = 0) -> Finding:
        """The content after أن at `index`; between quotation marks where these hold all of it."""
        gap = gap or index
        if self._forms[gap - 1] in cue.form.entry.prepositions and gap - 1 >= cue.last:
            gap -= 1
        following = index + 1
        if following in self._quotations and self._fills(following, last):
            first, end = self._inside(following)
            return Finding(cue, "that", at or index, first, end, True, gap)
        return Finding(cue, "that", at or index, following, last, False, gap)

    def _fills(self, index: int, last: int) -> bool:
        """Whether a quotation is speech, and nothing that goes on with its sentence follows it."""
        closing = self._quotations[index]
        if self._tokens.count_words(index + 1, closing) < 3:
            return False
        following = closing + 1
        return following >= last or not self._forms[following][0].isalnum() or self._is_break(following)

    def _is_speech(self, index: int) -> bool:
        """Whether the quotation that begins at `index` is too long for a name."""
        return self._tokens.count_words(index + 1, self._quotations[index]) > _SPEECH

    def _is_break(self, index: int) -> bool:
        """Whether a new clause begins with the token at `index`."""
        form = self._forms[index]
        cue = self._words.cues.get(form)
        begins = cue is not None and (cue.joined or cue.kind == "participle")
        return begins or form in self._words.breaks or form in self._words.attributions or form[0] == "و"

    def _governed(self, cue: Verb, first: int, reach: int, last: int) -> Finding | None:
        """A content that the verb's preposition governs: أشار إلى, كشف عن, تعهد ب."""
        prepositions = cue.form.entry.prepositions
        near = reach
        if cue.last >= near:
            return None
        if not cue.form.entry.bare:
            name = (
                self._phrases.after(cue.last, near)
                if self._forms[cue.last] in self._words.sources
                else cue.last
            )
            if name == cue.last and not cue.joined and cue.form.kind == "present":
                return None
            near = min(near, name + 2)
        if cue.form.entry.object and cue.form.entry.polarity == "asserts":
            near = min(near, max(self._phrases.after(cue.last, near), cue.last) + 2)
        for index in range(cue.last, near):
            form = self._forms[index]
            if form in prepositions and index + 1 < reach:
                following = self._forms[index + 1]
                if following in self._words.courtesies or not following[0].isalnum():
                    return None
                return Finding(cue, "preposition", index, index + 1, last, False, index)
            if "ب" in prepositions and form == "ب" and index + 1 in self._quotations and index + 2 < last:
                return Finding(cue, "preposition", index, index, last, False, index)
            if "ب" in prepositions and self.governs_b(index, index == cue.last):
                if (
                    index == cue.last
                    and self._forms[cue.first - 1 : cue.first][0:1]
                    and (self._forms[cue.first - 1] in self._words.relatives)
                ):
                    return None
                accuses = cue.form.entry.polarity == "accuses" and cue.form.entry.object
                start = self._accused(cue, index) if accuses else index
                initial = cue.joined or cue.first == first
                passive = accuses and start == cue.last and cue.form.kind != "participle" and initial
                while start < index and self._phrases.is_preposition(start):
                    start += 1
                gap = start if accuses else index
                return Finding(cue, "preposition", index, start, last, False, gap, passive)
            if form in (":", "؛") or (form == "،" and index - cue.last > _NEAR):
                return None
        return None

    def governs_b(self, index: int, adjacent: bool = False) -> bool:
        """Whether the token at `index` is a noun with the preposition ب written to it.

        Right after a verb that takes ب (`adjacent`) any word will do that does not itself begin with it.
        """
        form = self._forms[index]
        if not form.startswith("ب") or len(form) < 4 - adjacent or form in self._words.no_governed:
            return False
        if form in self._words.that or form in self._words.that_with_pronoun:
            return False
        noun = form.startswith("بال") or form.endswith(("ه", "ها", "هم", "ة"))
        return adjacent or noun or self._objects.is_masdar(index, 1)

    def _accused(self, cue: Verb, until: int) -> int:
        """Where the name of the accused begins: right after the cue, unless the accuser stands there."""
        for index in range(cue.last + 1, until):
            head = self._forms[index] in self._words.sources or self._forms[index] in self._words.countries
            before = self._forms[index - 1]
            if head and before not in self._words.prepositions and before not in self._words.sources:
                return index
        return cue.last

    def _masdar(self, cue: Verb, limit: int, last: int, taken: set[int]) -> Finding | None:
        """What a verbal noun reports: قوله إن, تأكيده أن, اتهام فلان بكذا."""
        entry = cue.form.entry
        if cue.last >= limit:
            return None
        if entry.polarity == "accuses" and "ب" in entry.prepositions:
            if cue.form.pronoun and not self._forms[cue.last].startswith("ل"):
                return None
            for index in range(cue.last + 1, min(limit, cue.last + 8)):
                if self.governs_b(index):
                    return Finding(cue, "preposition", index, cue.last, last, False, cue.last)
            return None
        if not cue.form.pronoun:
            return None
        following = self._forms[cue.last]
        if following in entry.prepositions and cue.last + 1 < limit:
            if self._forms[cue.last + 1] in self._words.that:
                return self._clause(cue, cue.last + 1, last)
            return Finding(cue, "preposition", cue.last, cue.last + 1, last, False, cue.last)
        return self._opened(cue, min(limit, cue.last + 2), last, taken)

    def _noun(self, cue: Verb, first: int, limit: int, last: int) -> Finding | None:
        """What a noun reports that goes with a verb: شن هجوما على."""
        entry = cue.form.entry
        verb = next(
            (
                i
                for i in range(cue.first - 1, max(first, cue.first - 9) - 1, -1)
                if self._forms[i] in entry.verbs
            ),
            None,
        )
        if verb is None:
            return None
        for index in range(cue.last, min(limit, cue.last + 4)):
            if self._forms[index] in entry.prepositions and index + 1 < limit:
                whole = Verb(cue.first, index, cue.form, cue.joined)
                return Finding(whole, "preposition", index, index + 1, last, False, index)
        return None

    def _is_time(self, index: int) -> bool:
        """Whether the colon at `index` stands between digits."""
        return self._forms[index - 1][0].isdecimal() and self._forms[index + 1 : index + 2] != [] and (
            self._forms[index + 1][0].isdecimal()
        )  # fmt: skip
