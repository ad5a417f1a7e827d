"""The claims of one statement as indices of tokens: cues, contents and speakers brought together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.claims.cues import Source, Verb
from store.claims.extents import Extents
from store.claims.findings import Finding
from store.claims.lexicon import Lexicon
from store.claims.patterns import Patterns
from store.claims.phrases import Phrases
from store.claims.sources import Attributed, Echo, Sources
from store.claims.speakers import Speakers
from store.claims.subjects import Speaker, Subjects
from store.claims.words import COMMAS, Tokens

_DEPTH = 3
"""Claims within claims within claims; deeper ones are left out, so that contents stay in proportion."""
_PASSED_ON = 14
"""A verbal noun stands no farther behind the verb that passes on what it tells, in tokens."""
_LEAST = 3
"""What an attribution stands behind or before has at least so many tokens."""
_CONFIRMED = ("ذلك", "بذلك")
"""What stands for the statement before."""
_TOPIC = 4
"""What a content is about, before an aside, has no more tokens, with أن."""


class Part(NamedTuple):
    """A claim, as indices of tokens."""

    cue: tuple[int, int]
    first: int
    last: int
    why: str
    """The cue's entry and the pattern."""
    direct: bool
    speaker: Speaker | None
    implicit: bool = False
    finding: Finding | None = None
    zone: tuple[int, int] = (0, 0)
    """Where the channel may be named."""


class Parts:
    """Reads the statements of one text, in its order."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, noted: Sequence[int], quotations: Mapping[int, int]
    ) -> None:
        """`noted` are the indices of tokens whose forms are in the lexicon's list of that name.

        `quotations` maps each opening mark's index to that of its closing mark.
        """
        self._forms = tokens.forms
        self._tokens = tokens
        self._words = lexicon
        self._quotations = quotations
        self.phrases = Phrases(tokens, lexicon, quotations)
        self._patterns = Patterns(tokens, lexicon, quotations, self.phrases)
        self._extents = Extents(tokens, lexicon, noted, quotations, self.phrases)
        self._sources = Sources(tokens, lexicon, quotations, self.phrases)
        self._subjects = Subjects(tokens, lexicon, self.phrases)
        self._speakers = Speakers(tokens, lexicon, self.phrases, self._subjects)
        self._told = -1
        """Where the last statement begins that holds a claim."""

    def read(
        self,
        verbs: list[Verb],
        sources: list[Source],
        first: int,
        last: int,
        title: bool,
        previous: tuple[int, int] | None = None,
    ) -> list[Part]:
        """The claims of the statement of the tokens from `first` to before `last`, with its cues.

        `previous` is the first token of the statement before it and one past its last.
        `title` says that it is the article's title, where verbs go with objects more freely.
        """
        while last > first + 1 and self._forms[last - 1] in (".", "…"):
            last -= 1
        self._speakers.begin(previous)
        attributed, boundaries = self._attributions(sources, first, last) if sources else ([], [])
        if self._forms[first] in self._words.questions:
            verbs = [verb for verb in verbs if verb.joined]
        findings = self._patterns.find(verbs, first, last, title) if verbs else []
        if findings:
            findings = [finding for finding in findings if not self._recites(finding)]
        if attributed:
            findings = [finding for finding in findings if not _lies_in(finding.cue.first, attributed)]
            attributed = [item for item in attributed if item.leads or not _interrupts(item, findings)]
        this = first + 2 < last and self._forms[first + 1] in _CONFIRMED
        confirmed = self._confirmed(verbs, first, last, previous) if this else None
        if confirmed is not None:
            findings = [finding for finding in findings if finding.cue.first > first]
        found = {finding.cue.first for finding in findings}
        silent = [verb for verb in verbs if verb.first not in found]
        if silent or attributed:
            self._add_as_said(silent, attributed, boundaries, first, last)
        if not findings and not attributed:
            return [] if confirmed is None else [confirmed]
        self._told = first
        subjects = [self._subjects.beside(finding, first) for finding in findings]
        boundaries += self._boundaries(verbs, findings, subjects, first, last)
        boundaries.sort()
        self._speakers.acting = silent
        main = confirmed.speaker if confirmed else None
        told = self._reported(findings, subjects, boundaries, first, main)
        nobodys = [part for part in told if part.finding is not None and part.finding.agentless]
        if nobodys or attributed:
            named = [part for part in told if part not in nobodys]
            said = self._attributed(attributed, named, boundaries, first, last)
            told = named + [part for part in nobodys if not _overlaps(part, said)] + said
        return told if confirmed is None else [confirmed, *told]

    def _confirmed(
        self, verbs: list[Verb], first: int, last: int, previous: tuple[int, int] | None
    ) -> Part | None:
        """The statement before this one, where nobody tells it there: أوضح ذلك فلان, صرح بذلك فلان.

        What stands for it is the second token.
        """
        verb = verbs[0] if verbs and verbs[0].first == first else None
        if verb is None or previous is None or previous[0] == self._told or not verb.form.entry.that:
            return None
        if verb.form.kind != "past" or verb.form.entry.polarity != "asserts":
            return None
        name = verb.last + 1
        while name < last - 1 and self._forms[name] in self._words.times:
            name += 1
        end, until = self.phrases.after(name, last), self._extents.trimmed(*previous)
        if self._forms[name] not in self._words.sources or end == name or until - previous[0] < _LEAST:
            return None
        speaker = Speaker(name, end, None)
        self._speakers.remember(speaker)
        why = f"{verb.form.entry.lemma} ({verb.form.kind}) + the statement before"
        cue = verb.first, verb.last + 1
        return Part(cue, previous[0], until, why, False, speaker, zone=(end, last))

    def trimmed(self, first: int, last: int) -> int:
        """`last` moved back over marks and conjunctions that belong to no content that begins at `first`."""
        return self._extents.trimmed(first, last)

    def _attributions(
        self, sources: list[Source], first: int, last: int
    ) -> tuple[list[Attributed], list[int]]:
        """What the prepositions attribute, and where their clauses begin."""
        attributed: list[Attributed] = []
        boundaries: list[int] = []
        for source in sources:
            read = self._sources.read(source, first, last)
            if isinstance(read, Echo):
                boundaries.append(read.begins)
            elif read is not None and not self._is_aside(read, first, last):
                attributed.append(read)
                boundaries.append(self._extents.before_conjunction(read.first, first))
        return attributed, boundaries

    def _add_as_said(
        self,
        silent: list[Verb],
        attributed: list[Attributed],
        boundaries: list[int],
        first: int,
        last: int,
    ) -> None:
        """Add to `attributed` what a verb that reports nothing else confirms: ...، كما أكد فلان.

        So does a verb behind a comma whose object is ذلك: ...، أكد ذلك فلان.
        """
        for verb in silent:
            before = self._forms[verb.first - 1] if verb.first > first else ""
            this = before in COMMAS and self._forms[verb.last : verb.last + 1] == ["ذلك"]
            if not (before == "كما" or this) or not verb.form.entry.that:
                continue
            read = self._sources.as_said(verb, first, last, verb.last + this)
            if read is not None:
                attributed.append(read)
                boundaries.append(read.content)
        attributed.sort(key=lambda item: item.first)

    def _is_aside(self, item: Attributed, first: int, last: int) -> bool:
        """Whether an attribution is an aside behind what a content is about: أن زوجته، بحسب كذا، تحتاج."""
        end = item.speaker[1]
        if item.leads or end >= last or self._forms[end] not in COMMAS:
            return False
        if self._forms[item.first - 1] not in COMMAS:
            return False
        begun = self._forms[max(first, item.content - _TOPIC) : item.content]
        return not self._words.that.isdisjoint(begun)

    def _boundaries(
        self,
        verbs: list[Verb],
        findings: list[Finding],
        subjects: Sequence[Speaker | None],
        first: int,
        last: int,
    ) -> list[int]:
        """Where the clauses of cues begin that end the content before them."""
        out: list[int] = []
        for finding, subject in zip(findings, subjects, strict=True):
            begin = self._extents.clause_begin(finding, subject.first if subject else None, first)
            if begin is not None:
                out.append(begin)
        for verb in verbs:
            entry = verb.form.entry
            if (
                (not entry.reports and self._is_request(verb))
                or (verb.form.kind == "participle" and self._forms[verb.first - 1] in COMMAS)
                or (verb.joined and entry.thanks and self._is_thanking(verb, findings))
                or (verb.joined and entry.behind and _passes_on(verb, findings))
            ):
                out.append(self._extents.before_conjunction(verb.first, first))
        return out + self._extents.narrations(first, last)

    def _is_thanking(self, verb: Verb, findings: Sequence[Finding]) -> bool:
        """Whether a verb expresses what is no claim, وعبر عن شكره, and is no preposition, وعبر البحر."""
        told = any(finding.cue.first == verb.first for finding in findings)
        return not told and "عن" in self._forms[verb.last : verb.last + _PASSED_ON]

    def _is_request(self, verb: Verb) -> bool:
        """Whether a verb or participle that reports nothing begins a clause: وطالب, مطالبا."""
        before = self._forms[verb.first - 1]
        if verb.joined or before in ("كما", "وكما"):
            return True
        return verb.form.kind == "participle" and (verb.form.gender == "m" or before in ("،", ",", "و"))

    def _recites(self, finding: Finding) -> bool:
        """Whether a cue introduces scripture or a proverb: قال الله, but not قال حزب الله or قال عز الدين."""
        first, words = finding.cue.last, self._words
        blessed = self._forms[first] == "عليه" and self._forms[first + 1 : first + 2]
        if blessed and blessed[0] in words.blessings:
            return True
        if self._forms[first] in words.reciters:
            return finding.gap == first + 1
        if finding.gap == first or self._forms[first] not in words.scripture:
            return False
        return first + 1 >= finding.gap or self._forms[first + 1] != "الدين"

    def _reported(
        self,
        findings: list[Finding],
        subjects: Sequence[Speaker | None],
        boundaries: list[int],
        first: int,
        main: Speaker | None,
    ) -> list[Part]:
        """The claims of a statement's verbs, with their speakers; `main` spoke before them there."""
        parts: list[Part] = []
        around: list[int] = []
        openers: list[int] = []
        nouns = _nouns(findings)
        with_nouns = sorted(boundaries + nouns) if nouns else boundaries
        for finding, beside in zip(findings, subjects, strict=True):
            cue = finding.cue
            end = self._extents.cut(finding, with_nouns if finding.opener == "object" else boundaries)
            if around:
                around = [other for other in around if other > cue.first]
            # Looked up, since a text may be one statement of ten thousand claims.
            outer = bisect_right(openers, max(finding.first, cue.first))
            if outer < len(openers) and openers[outer] < end:
                end = self._extents.trimmed(finding.first, openers[outer])
            if finding.at > cue.last:
                insort(openers, finding.at)
            if end <= finding.first or len(around) >= _DEPTH:
                continue
            speaker = beside or self._speakers.implied(finding, first, main)
            if around and beside is not None:
                self._speakers.remember_within(beside)
            if not around and speaker is not None:
                main = speaker
                self._speakers.remember(speaker)
            around.append(end)
            parts.append(
                Part(
                    cue=(cue.first, cue.last),
                    first=finding.first,
                    last=end,
                    why=f"{cue.form.entry.lemma} ({cue.form.kind}) + {finding.opener}",
                    direct=finding.quoted or finding.opener == "colon",
                    speaker=speaker,
                    implicit=beside is None,
                    finding=finding,
                    zone=(cue.last, finding.gap),
                )
            )
        return parts

    def _attributed(
        self, attributed: list[Attributed], parts: list[Part], boundaries: list[int], first: int, last: int
    ) -> list[Part]:
        """The claims of a statement's prepositions of attribution; they may cut those of `parts` short."""
        out: list[Part] = []
        free = first
        for item in attributed:
            if item.leads:
                begin = item.content
                place = bisect_right(boundaries, begin)
                end = boundaries[place] if place < len(boundaries) else last
                if any(parts[n].first <= begin < parts[n].last for n in _near(parts, begin)):
                    continue
            elif any(part.direct and part.first < item.first < part.last - _LEAST for part in parts):
                continue
            else:
                end = item.content
                behind, cuts = self._clause_before(item, parts, free)
                for number, cut in cuts.items():
                    parts[number] = parts[number]._replace(last=cut)
                if behind is None:
                    continue
                begin = behind
            end = self._extents.trimmed(begin, end)
            free = max(free, item.speaker[1])
            if end - begin < _LEAST:
                continue
            speaker = Speaker(*item.speaker, None, item.clitic)
            self._speakers.remember(speaker)
            side = "before" if item.leads else "after"
            out.append(
                Part(
                    cue=(item.first, item.last),
                    first=begin,
                    last=end,
                    why=f"{self._forms[item.first]} (attribution) {side} its content",
                    direct=False,
                    speaker=speaker,
                    zone=(item.last, item.speaker[0]),
                )
            )
        return out

    def _clause_before(
        self, item: Attributed, parts: Sequence[Part], free: int
    ) -> tuple[int | None, dict[int, int]]:
        """Where the clause begins that an attribution stands behind; None if a cue already reports it.

        With it, by their index, where those of `parts` end that go on into that clause: whoever reports it,
        they do not. `free` is where the attribution before it ends.
        """
        begin = free
        cuts: dict[int, int] = {}
        for number in _near(parts, item.first):
            part = parts[number]
            if part.last < item.content - 1:
                begin = max(begin, part.last)
            elif part.first < item.content:
                clause = self._last_break(part.first, item.content)
                if clause is None:
                    return None, cuts
                begin = max(begin, clause)
                cuts[number] = self._extents.trimmed(part.first, clause - 1)
        while begin < item.content and not self._forms[begin][0].isalnum():
            begin += 1
        return begin, cuts

    def _last_break(self, first: int, last: int) -> int | None:
        """Where the last clause after `first` and before `last` begins, behind a comma and a conjunction."""
        for index in range(last - 1, first, -1):
            if self._forms[index] in self._words.breaks and self._forms[index - 1] in COMMAS:
                return index + 1
        return None


def _lies_in(index: int, attributed: Sequence[Attributed]) -> bool:
    """Whether the token at `index` is part of an attribution: its cue or its source."""
    place = bisect_right(attributed, index, key=lambda item: item.first)
    return place > 0 and index < attributed[place - 1].speaker[1]


def _interrupts(item: Attributed, findings: Sequence[Finding]) -> bool:
    """Whether an attribution stands between a cue and its opener: رأى فلان، على لسان المتحدث، أن."""
    place = bisect_left(findings, item.first, key=lambda finding: finding.cue.first)
    return place > 0 and item.speaker[1] <= findings[place - 1].at


def _overlaps(part: Part, others: Sequence[Part]) -> bool:
    """Whether one of the `others` claims something of what a part does."""
    return any(other.first < part.last and part.first < other.last for other in others)


def _passes_on(verb: Verb, findings: Sequence[Finding]) -> bool:
    """Whether a verbal noun tells what a verb passes on: ونقلت الوكالة عن السفارة قولها."""
    return any(verb.last < noun < verb.last + _PASSED_ON for noun in _nouns(findings))


def _nouns(findings: Sequence[Finding]) -> list[int]:
    """Where the verbal nouns among the cues of `findings` stand."""
    return [finding.cue.first for finding in findings if finding.cue.form.kind == "masdar"]


def _near(parts: Sequence[Part], index: int) -> range:
    """The indices of those of `parts`, ordered by their cues, whose cues are the nearest before `index`."""
    place = bisect_left(parts, index, key=lambda part: part.cue[0])
    return range(max(0, place - 2 * _DEPTH), place)
