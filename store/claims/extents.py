"""Where a content ends: with its sentence, or before the next clause that somebody else says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from store.claims.findings import Finding
from store.claims.lexicon import Lexicon
from store.claims.phrases import Phrases
from store.claims.words import COMMAS, PAUSES, Tokens

_TRAILING = frozenset([".", "،", ",", "؛", ";", ":", "-", "–", "—", "و", "(", "//"])
_TOPIC = 22
"""What a clause is about is no longer, in tokens."""
_JOINED = re.compile("[،,–؛-]و")
"""A comma and a word with و."""
_VERB = 4
"""A past with و has at least so many letters."""


class Extents:
    """Cuts contents short in one text."""

    def __init__(
        self,
        tokens: Tokens,
        lexicon: Lexicon,
        noted: Sequence[int],
        quotations: Mapping[int, int],
        phrases: Phrases,
    ) -> None:
        """`noted` are the indices of tokens among which turns are.

        `quotations` maps each opening mark's index to that of its closing mark.
        """
        self._tokens = tokens
        self._forms = tokens.forms
        self._words = lexicon
        self._quotations = quotations
        self._phrases = phrases
        turns = [i for i in noted if self._forms[i] in lexicon.turning]
        self._turns = sorted({*turns, *(comma + 1 for comma in tokens.beginning(_JOINED))})

    @cached_property
    def _joined(self) -> list[int]:
        """The turns behind commas that stand in no quotation; not every text has contents to be cut there."""
        return [i for i in _outside(self._turns, self._quotations) if self._forms[i - 1] in COMMAS]

    @cached_property
    def _clauses(self) -> list[int]:
        """Those of them that begin a clause with و."""
        forms, on = self._forms, self._words.continuations
        return [i for i in self._joined if forms[i][0] == "و" and forms[i] not in on]

    @cached_property
    def _verbs(self) -> list[int]:
        """Those of them that are pasts of saying with و."""
        return list(filter(self._tells, self._joined))

    def clause_begin(self, finding: Finding, subject: int | None, first: int) -> int | None:
        """Where the clause of a cue begins, with its comma and conjunction; None if it is within a content.

        `subject` is the index of its subject's first token, where it has one beside it.
        """
        cue = finding.cue
        if cue.form.kind in ("masdar", "noun"):
            return None
        start = cue.first if subject is None else min(subject, cue.first)
        begin = self.before_conjunction(start, first)
        if self._forms[start - 1] in self._words.stills:
            taken_up = self._taken_up(start, first)
            if taken_up < start:
                return min(taken_up, begin)
        if cue.joined or cue.form.kind == "participle":
            return begin
        if start - begin == 1 and self._forms[begin] in PAUSES:
            topic = self._topic(begin, first)
            if topic is not None and topic > first:
                return topic
            if (subject is None or subject < cue.first) and self._forms[first] not in self._words.whiles:
                return None
        apart = (
            self._forms[begin] in (*PAUSES, "حيث")
            or start - begin > 1
            or self._forms[begin] in self._words.breaks
        )
        return begin if apart else self._topic(cue.first, first)

    def _taken_up(self, index: int, first: int) -> int:
        """`index` moved back over a comma and a conjunction with the subject's pronoun: لكنه, إلا أنه."""
        alone = self._forms[index - 1] in self._words.opposing
        place = index - 1 if alone else index - 2
        opposed = alone or (self._forms[place] in self._words.excepting and self._forms[index - 1] != "انهم")
        return place - 1 if opposed and place > first and self._forms[place - 1] in COMMAS else index

    def narrations(self, first: int, last: int) -> list[int]:
        """Where between `first` and `last` the outlet goes on in its own voice.

        What the source did not say (إلا أنه لم يوضح), and when and where it spoke (جاء ذلك في).
        """
        out: list[int] = []
        forms, cues = self._forms, self._words.cues
        turns = self._turns
        for index in turns[bisect_left(turns, first + 2) : bisect_left(turns, last - 1)]:
            form, following = forms[index], forms[index + 1]
            if form in self._words.nots and following in cues:
                entry = cues[following].entry
                if entry.that and entry.reports and cues[following].kind == "present":
                    begin = self.before_conjunction(index - (forms[index - 1] in self._words.stills), first)
                    if begin < index or form[0] == "و":
                        out.append(begin)
            elif forms[index - 1] in PAUSES and self._acts(index):
                out.append(index - 1)
            elif form in self._words.comings and following in self._words.spoken:
                begin = self.before_conjunction(index, first)
                if begin < index or form[0] == "و":
                    out.append(begin)
        return out

    def _acts(self, index: int) -> bool:
        """Whether a new clause begins at `index` with و, a past and its own subject: ورفعت قوات رايتها."""
        form, subject = self._forms[index], self._forms[index + 1]
        if form[0] != "و" or len(form) < _VERB or form in self._words.cues or form in self._words.sources:
            return False
        feminine = form.endswith("ت") and not form.endswith("ات") and not form.startswith("وال")
        if not feminine and form[1:] not in self._words.acts:
            return False
        title = subject in self._words.offices or subject in self._words.honorifics
        return subject in self._words.sources and (title or not subject.startswith("ال"))

    def _topic(self, index: int, first: int) -> int | None:
        """Where what a clause is about stands before its verb at `index`: وعن الأسعار قال."""
        begin = max(first, index - _TOPIC) + 1
        if self._words.topics.isdisjoint(self._forms[begin:index]):
            return None
        for place in range(index - 1, begin - 1, -1):
            form = self._forms[place]
            if form in self._words.topics:
                return self.before_conjunction(place, first)
            if form in self._words.cues or form in self._words.that:
                return None
        return None

    def before_conjunction(self, index: int, first: int) -> int:
        """`index` moved back over the comma, the conjunction and the aside before it (من جهته)."""
        while index > first:
            before = self._forms[index - 1]
            if before in self._words.conjunctions or before in PAUSES:
                index -= 1
            elif before == "حين" and index - 1 > first and self._forms[index - 2] in ("في", "وفي"):
                index -= 2
            elif before in self._words.asides and self._is_aside(index - 1, first):
                index -= 1
                if index > first and self._forms[index - 1] in ("من", "ومن", "في", "وفي"):
                    index -= 1
            else:
                break
        return index

    def _is_aside(self, index: int, first: int) -> bool:
        """Whether the last word of an aside stands at `index`: من جانب آخر, but not بتغير آخر."""
        if self._forms[index] not in ("اخر", "اخرى"):
            return True
        return index - 1 > first and self._forms[index - 2] in ("من", "ومن", "في", "وفي", "على", "وعلى")

    def cut(self, finding: Finding, boundaries: Sequence[int]) -> int:
        """The end of the finding's content; `boundaries` are where other clauses begin, in order."""
        if finding.quoted:
            return finding.last
        last = finding.last
        place = bisect_right(boundaries, max(finding.first, finding.cue.first))
        if place < len(boundaries):
            last = min(last, boundaries[place])
        if finding.opener == "object":
            last = self._before_new_clause(finding.first, last)
        elif finding.opener == "preposition":
            last = self._before_next_verb(finding.first, last)
        return self.trimmed(finding.first, last)

    def trimmed(self, first: int, last: int) -> int:
        """`last` moved back over marks and conjunctions that belong to no content."""
        while last > first + 1 and self._forms[last - 1] in _TRAILING:
            last -= 1
        return last

    def _tells(self, index: int) -> bool:
        """Whether a past of saying with و stands at `index`."""
        cue = self._words.cues.get(self._forms[index])
        return cue is not None and cue.joined and cue.kind == "past"

    def _before_next_verb(self, first: int, last: int) -> int:
        """The end of what a preposition governs: before a comma and another verb of saying with و."""
        return self._before_any(self._verbs, first, last)

    def _before_new_clause(self, first: int, last: int) -> int:
        """The end of a noun phrase that is a content: before a comma and و."""
        return self._before_any(self._clauses, first, last)

    def _before_any(self, places: Sequence[int], first: int, last: int) -> int:
        """Before the comma at the next of the places between `first` and `last`; `last` if there is none.

        Looked up, since a statement may be one list of ten thousand clauses.
        """
        place = bisect_right(places, first)
        return places[place] - 1 if place < len(places) and places[place] < last else last


def _outside(places: Iterable[int], quotations: Mapping[int, int]) -> Iterator[int]:
    """Those of the places, which are in order, that stand in no quotation."""
    openings = sorted(quotations)
    passed, within = 0, -1
    for index in places:
        while passed < len(openings) and openings[passed] < index:
            within = max(within, quotations[openings[passed]])
            passed += 1
        if index >= within:
            yield index
