"""Contents that أن, a colon or a quotation mark opens."""

from __future__ import annotations

from collections.abc import Mapping, Set

from store.claims.cues import Verb
from store.claims.findings import Finding, Opener
from store.claims.lexicon import Lexicon
from store.claims.phrases import Phrases
from store.claims.quotes import is_mark
from store.claims.tone import is_future
from store.claims.words import COMMAS, PAUSES, Tokens

_FAR_AFTER_VAGUE = 8
"""An opener stands no farther behind a vague verb (`bare = false`), in tokens,"""
_NEAR = 14
"""and so far where an office stands between them."""
_FAR_BEHIND_OFFICE = 26
"""and so far where that name goes on, up to a comma."""
_FAR_BEHIND_CHANNEL = 22
"""and so far behind a channel."""
_BRACKETED = 4
"""A name in brackets has no more tokens, the brackets among them."""
_SHORT_NAME = 4
_PLACE = 5
"""The place of an office, with its preposition, has no more tokens."""
_CHANNEL = 4
"""A channel behind a subject has no more tokens: في بيان صحفي."""
_RECIPIENT = 3
"""Who is told (أبلغ المنتدى أن) has no more tokens, where nothing but that tells."""
_NAMED = 6
"""The name of a body between quotation marks has no more words."""
_STOPS = (".", "!", "؟", "?")
_SAID = 3
"""What fills a clause and has so many words is speech."""
_LEAST = 2
"""What is said between quotation marks alone behind a verb has so many words."""
_SPEECH = 4
"""A quotation of so many words is speech; a shorter one may be a name."""


class Openers:
    """Finds the openers of contents in one text; indices are of tokens."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, quotations: Mapping[int, int], phrases: Phrases
    ) -> None:
        """`quotations` maps each opening mark's index to that of its closing mark."""
        self._tokens = tokens
        self._forms = tokens.forms
        self._words = lexicon
        self._quotations = quotations
        self._closings = frozenset(quotations.values())
        self._phrases = phrases

    def after(self, cue: Verb, reach: int, last: int, taken: Set[int]) -> Finding | None:
        """The content of `cue` that the first opener before `reach` opens, up to `last` at most.

        `taken` are the openers that belong to later cues.
        """
        words, entry = self._words, cue.form.entry
        short: Finding | None = None
        behind = cue.last
        for index, form in enumerate(self._forms[cue.last : reach], cue.last):
            if form not in words.openers or index < behind:
                continue
            if index in self._quotations:
                size = self._tokens.count_words(index + 1, self._quotations[index])
                said = None if index in taken else self._said(cue, index, last, size)
                if said is not None and size >= _SPEECH:
                    return said
                short = said or short
                behind = self._quotations[index] + 1
            elif entry.quote and self._opens_without_end(cue, index):
                return Finding(cue, "colon", index, index + 1, last, False, index)
            elif form == ":" and not entry.quote:
                return short
            elif index in taken:
                continue
            elif form == ":" and not self._is_time(index):
                return self._colon(cue, index, last) if self._fits(cue, index, "colon") else None
            elif form == "كيف" and entry.how and index <= cue.last + _SHORT_NAME:
                return Finding(cue, "that", index, index, last, False, index)
            elif (
                not entry.that
                or (self._forms[index - 1] in words.ties_that and self._is_others(cue, index))
                or (form == "بان" and self._phrases.is_ban(index))
            ):
                continue
            elif form in words.that or form in words.that_with_pronoun:
                return self._that(cue, index, last) if self._fits(cue, index, "that") else None
        return short

    def _is_others(self, cue: Verb, index: int) -> bool:
        """Whether أن at `index` belongs to what stands before it: إلا أن, and behind another word's
        preposition, يشتبه في أن, but خلصت الدراسة إلى أن.
        """
        words, before = self._words, self._forms[index - 1]
        if before in words.no_that_after:
            return before != "ذلك" or self._forms[index][0] != "ب"
        entry = cue.form.entry
        own = before in entry.prepositions or before == entry.before_that or index - 1 <= cue.last
        if own or before not in words.tying:
            return False
        tied = self._forms[index - 2].removeprefix("ب")
        at_once = tied in words.times or tied in words.channels
        return not at_once and self._phrases.after(cue.last, index - 1) < index - 1

    def _said(self, cue: Verb, index: int, last: int, size: int) -> Finding | None:
        """What the quotation at `index`, of so many words, says, if it is this cue's and no title or name."""
        closing, entry = self._quotations[index], cue.form.entry
        short = size < _SPEECH
        if not entry.quote:
            clause = index == cue.last and not short and entry.that
            return (
                self._quotation(cue, index) if clause and self._forms[index + 1] in self._words.that else None
            )
        if self._is_titled(cue, index, last, size) or not self._fits(cue, index, "quotation"):
            return None
        if short:
            alone = index == cue.last and self._stands_alone(index, last)
            return self._quotation(cue, index) if alone and size >= _LEAST else None
        if cue.form.kind == "participle" and entry.object and index > cue.last:
            return Finding(cue, "object", index, cue.last, closing + 1, False, cue.last)
        return self._quotation(cue, index)

    def _is_titled(self, cue: Verb, index: int, last: int, size: int) -> bool:
        """Whether the quotation at `index` is the name of a body, an address or a title, and no speech."""
        words, following = self._words, self._forms[index + 1]
        if following in ("www", "http", "https"):
            return True
        if index == cue.last:
            body = following in words.sources and size <= _NAMED
            return body and not self._stands_alone(index, last)
        behind = self._quotations[index] + 1
        behind += self._forms[behind : behind + 1] in (["،"], ["؛"], [","])
        if (
            size <= _NAMED
            and index > cue.last
            and not words.that.isdisjoint(self._forms[behind : behind + 1])
        ):
            return True
        then = self._forms[index - 1] in words.that and self._forms[index - 2] in words.no_that_after
        return (then and index - 2 > cue.last) or self._forms[index - 1] in words.titled

    def _that(self, cue: Verb, index: int, last: int) -> Finding:
        """The clause after أن at `index`, or with it where it carries a pronoun."""
        if self._forms[index] in self._words.that:
            return self.clause(cue, index, last)
        return Finding(cue, "that", index, index, last, False, index)

    def _stands_alone(self, index: int, last: int) -> bool:
        """Whether nothing goes on with a short quotation, which else is a name: أضافت «دار الكتب» إلى."""
        following = self._quotations[index] + 1
        return following >= last or not self._forms[following][0].isalnum() or self._is_break(following)

    def bare(self, cue: Verb, first: int, limit: int, last: int) -> Finding | None:
        """Speech that nothing opens: behind the subject it begins with a word that begins sentences."""
        entry = cue.form.entry
        before = self._forms[cue.first - 1]
        initial = cue.joined or cue.first == first or (before in self._words.joints and before != "كما")
        if not (entry.speech and initial and cue.form.kind in ("past", "present")):
            return None
        for index in range(cue.last, min(limit - 2, cue.last + _FAR_AFTER_VAGUE)):
            form = self._forms[index]
            if form in COMMAS and index > cue.last and self._forms[index + 1] in self._words.starters:
                continue
            begins = form in self._words.starters and (index > cue.last or form != "احد")
            if begins or is_future(form, self._words):
                inside = index > cue.last and self._phrases.is_preposition(index - 1)
                return None if inside else Finding(cue, "speech", index, index, last, False, index)
            if not form[0].isalnum() or self._phrases.is_preposition(index) or self._is_break(index):
                return None
            if form in self._words.describing:
                return None
        return None

    def _opens_without_end(self, cue: Verb, index: int) -> bool:
        """Whether a quotation mark at `index`, behind the cue or its subject, opens what none closes."""
        if not is_mark(self._forms[index]) or index in self._closings or index + 1 >= len(self._forms):
            return False
        name = self._phrases.after(cue.last, index) if index > cue.last else index
        channel = name + 2 <= index <= name + _CHANNEL and self._forms[name + 1] in self._words.channels
        if name < index and not (channel and self._forms[name] in self._words.prepositions):
            return False
        if any(is_mark(form) for form in self._forms[index + 1 : index + 1 + _SPEECH]):
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
            office = self._forms[cue.last] in self._words.sources
            far = _NEAR if office else _FAR_AFTER_VAGUE
            quoted = self._quotations.get(cue.last)
            if quoted is not None and self._forms[quoted + 1] == "من":
                far = _FAR_BEHIND_OFFICE
            if distance <= _FAR_BEHIND_CHANNEL and self._is_through_channel(cue, index):
                return True
            if far < distance <= _FAR_BEHIND_OFFICE and self._is_passed_on(cue, index):
                return True
            if office and far < distance <= _FAR_BEHIND_OFFICE:
                mark = COMMAS if cue.form.entry.behind else PAUSES
                return self._forms[index - 1] in mark or self._phrases.after(cue.last, index) == index
            return distance <= far and self._is_name(cue, index)
        return distance <= _NEAR

    def _is_through_channel(self, cue: Verb, index: int) -> bool:
        """Whether a name and its channel stand between a cue and `index`: رأى فلان في حديثه أن."""
        name = self._phrases.after(cue.last, index)
        if name + 1 >= index or (name == cue.last and not cue.joined):
            return False
        words, channel = self._words, self._forms[name + 1]
        through = self._forms[name] in words.through and channel in words.channels
        if not through or any(form in words.cues for form in self._forms[name + 1 : index]):
            return False
        person = name == cue.last or self._forms[cue.last] in words.sources
        return person or not self._is_joined(self._forms[cue.last : name])

    def _is_name(self, cue: Verb, index: int) -> bool:
        """Whether what stands between a cue and `index` is a name: an office, or one phrase."""
        gap = self._forms[cue.last : index]
        if cue.form.entry.carrier:
            return gap[0] == "في" and (
                gap[1:2] == [] or gap[1] in self._words.sources or gap[1] in self._words.channels
            )
        quoted = self._quotations.get(cue.last)
        if gap[0] in self._words.titled and cue.form.entry.quote:
            return False
        if gap[0] in self._words.sources or gap[0] in self._words.countries or quoted == index - 1:
            return True
        if quoted is not None and self._forms[quoted + 1] == "من":
            return True
        if gap[0] == "(" and gap[-1] == ")" and len(gap) <= _BRACKETED:
            return True
        end = index - (self._forms[index - 1] in COMMAS)
        end -= end - 1 > cue.last and self._forms[end - 1] in cue.form.entry.prepositions
        whole = self._phrases.after(cue.last, end) == end
        begins = self._begins_clause(cue) or (cue.form.entry.recipient and len(gap) <= _RECIPIENT)
        whole = whole or self._is_placed(cue.last, end)
        return begins and whole and not self._is_joined(gap)

    def _is_placed(self, first: int, last: int) -> bool:
        """Whether a name with its office and where that is fill a gap: سالم الحداد مدير كذا في الساحل."""
        name = self._phrases.after(first, last)
        near = self._forms[name] == "في" and last - name <= _PLACE
        office = not self._words.sources.isdisjoint(self._forms[first:name])
        return near and office and self._phrases.after(name + 1, last) == last

    def _begins_clause(self, cue: Verb) -> bool:
        """Whether a clause begins with a cue: with و, behind a mark or a word that joins it to another."""
        before = self._forms[cue.first - 1] if cue.first else "."
        words = self._words
        apart = before in PAUSES or before in _STOPS or before in words.asides or before in words.joints
        return cue.joined or apart or self._tokens.begins_line(cue.first)

    def _is_passed_on(self, cue: Verb, index: int) -> bool:
        """Whether an office stands before `index` whose words a verb passes on: نقلت فلانة عن مدير كذا أن."""
        behind, gap = cue.form.entry.behind, self._forms[cue.last : index]
        return behind in gap[:-1] and gap[gap.index(behind) + 1] in self._words.sources

    def _is_joined(self, gap: list[str]) -> bool:
        """Whether a phrase without an office in it has two parts: it may be more than a name."""
        joined = any(form.startswith("وال") for form in gap)
        return joined and self._words.sources.isdisjoint(gap)

    def _quotation(self, cue: Verb, index: int) -> Finding:
        """The content between the quotation mark at `index` and its partner."""
        first, last = self._inside(index)
        return Finding(cue, "quotation", index, first, last, True, index)

    def following(self, finding: Finding, last: int) -> list[Finding]:
        """The quotations behind that of a quoted `finding` which nothing but an ellipsis parts from it."""
        found: list[Finding] = []
        opening = finding.first - 1
        while opening >= 0 and opening not in self._quotations:
            opening -= 1
        closing = self._quotations.get(opening, last)
        while closing + 2 < last and self._forms[closing + 1][0] in ".…" and closing + 2 in self._quotations:
            opening = closing + 2
            if not self._is_speech(opening):
                break
            first, end = self._inside(opening)
            found.append(Finding(finding.cue, finding.opener, opening, first, end, True, finding.gap))
            closing = self._quotations[opening]
        return found

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
        if following >= last or self._forms[following].startswith("http"):
            return None
        if following in self._quotations and (self._is_speech(following) or self._closes(following, last)):
            first, end = self._inside(following)
            return Finding(cue, "colon", index, first, end, True, index)
        if self._forms[following] in self._words.that_with_pronoun:
            return Finding(cue, "that", index, following, last, False, index)
        if self._forms[following] in self._words.that:
            return self.clause(cue, following, last, gap=index, at=index)
        return Finding(cue, "colon", index, following, last, False, index)

    def clause(self, cue: Verb, index: int, last: int, gap: int = 0, at: int = 0) -> Finding:
        """The content after أن at `index`; between quotation marks where these hold all of it."""
        gap = gap or index
        if self._forms[gap - 1] in cue.form.entry.prepositions and gap - 1 >= cue.last:
            gap -= 1
        following = index + 1
        if following in self._quotations and self._fills(following, last) and not self._goes_on(following):
            first, end = self._inside(following)
            return Finding(cue, "that", at or index, first, end, True, gap)
        return Finding(cue, "that", at or index, following, last, False, gap)

    def _fills(self, index: int, last: int) -> bool:
        """Whether a quotation is speech, and nothing that goes on with its sentence follows it."""
        enough = self._tokens.has_words(_SAID, index + 1, self._quotations[index])
        return enough and self._closes(index, last)

    def _closes(self, index: int, last: int) -> bool:
        """Whether nothing that goes on with its sentence follows a quotation."""
        following = self._quotations[index] + 1
        return following >= last or not self._forms[following][0].isalnum() or self._is_break(following)

    def _goes_on(self, index: int) -> bool:
        """Whether another clause of the same verb follows a quotation: بأن "..." وأن ...."""
        form = self._forms[self._quotations[index] + 1 : self._quotations[index] + 2]
        word = form[0] if form else ""
        return word[:1] == "و" and (word[1:] in self._words.that or word[1:] in self._words.that_with_pronoun)

    def _is_speech(self, index: int) -> bool:
        """Whether the quotation that begins at `index` is too long for a name."""
        return self._tokens.has_words(_SPEECH + 1, index + 1, self._quotations[index])

    def _is_break(self, index: int) -> bool:
        """Whether a new clause begins with the token at `index`."""
        form = self._forms[index]
        cue = self._words.cues.get(form)
        begins = cue is not None and (cue.joined or cue.kind == "participle")
        if form in ("غير", "الا") and not begins:
            following = self._forms[index + 1 : index + 2]
            return not self._words.openers.isdisjoint(following) and following != [":"]
        return begins or form in self._words.breaks or form in self._words.attributions or form[0] == "و"

    def _is_time(self, index: int) -> bool:
        """Whether the colon at `index` stands between digits."""
        return self._forms[index - 1][0].isdecimal() and self._forms[index + 1 : index + 2] != [] and (
            self._forms[index + 1][0].isdecimal()
        )  # fmt: skip
