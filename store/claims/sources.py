"""Attribution by a preposition: "X، بحسب Y", "وفقا لما ذكرته Y، X"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.claims.cues import Source, Verb
from store.claims.lexicon import Lexicon
from store.claims.phrases import Phrases
from store.claims.words import COMMAS, PAUSES, Tokens

_FAR = 14
"""The source's name begins no farther from its preposition, in tokens."""
_TAIL = 10
"""An adjunct behind the subject of a trailing attribution is no longer."""
_RELATIVE = 24
"""A relative clause that describes a source is no longer."""
_BEFORE = PAUSES | {"و", "وذلك"}


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution, as indices of tokens."""

    first: int
    last: int
    """One past the cue's last token: the preposition, with ما and its verb."""
    speaker: tuple[int, int]
    clitic: int
    """How many code points of the speaker's first token stand before its name."""
    leads: bool
    """Whether it stands before what it attributes."""
    content: int
    """Where the content begins if the attribution leads; where the attribution's clause begins if not."""


@dataclass(frozen=True, slots=True)
class Echo:
    """An attribution that only confirms what stands before it: على حد تعبيره."""

    begins: int
    """Where it begins, and the content before it ends."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A preposition as it is read."""

    source: Source
    begins: int
    """Where its clause begins, with the comma that sets it apart."""
    first: int
    """Where its statement begins,"""
    last: int
    """and one past its last token."""


class Sources:
    """Reads the attributions of one text."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, quotations: Mapping[int, int], phrases: Phrases
    ) -> None:
        """`quotations` maps each opening mark's index to that of its closing mark."""
        self._forms = tokens.forms
        self._words = lexicon
        self._quotations = quotations
        self._phrases = phrases

    def read(self, source: Source, first: int, last: int) -> Attributed | Echo | None:
        """What a preposition attributes in the statement from token `first` to before `last`.

        None where it names no source.
        """
        begins = source.first
        while begins > first and self._is_before(begins - 1, first):
            begins -= 1
        at = source.last
        if at >= last or (source.attribution.words[-2:] == ("على", "ما") and begins == source.first > first):
            return None
        reading = _Reading(source, begins, first, last)
        if self._forms[at] == source.attribution.after and at + 1 < last:
            return self._by_name(reading, at + 1)
        verbal = source.attribution.words[-1] in ("ما", "حسبما")
        head = _without_clitic(self._forms[at]) if source.attribution.after else self._forms[at]
        if verbal or head == "ما":
            return self._by_verb(reading, at if verbal else at + 1)
        if head in self._words.echoes:
            return Echo(begins)
        if head in self._words.utterances:
            return self._by_name(reading, at + 1)
        clitic = 1 if head != self._forms[at] and not self._forms[at].startswith("لل") else 0
        return self._by_name(reading, at, clitic)

    def as_said(self, verb: Verb, first: int, last: int, subject: int) -> Attributed | None:
        """The attribution of a `verb` behind كما or a comma, with its `subject` and nothing else."""
        cue = verb.first
        name = self._phrases.after(subject, last)
        if name == subject or cue - 1 <= first:
            return None
        at_end = name >= last or (self._forms[name] in ("في", "خلال", "عبر", "ل") and last - name <= _TAIL)
        at_end = at_end or (self._forms[name] in COMMAS and self._goes_on(name + 1, last))
        if not at_end and verb.form.entry.quote and self._forms[name] in self._words.describing:
            short = last - name <= _RELATIVE
            at_end = short and not any(form in COMMAS for form in self._forms[name:last])
        begins = cue - 1
        while begins > first and self._is_before(begins - 1, first):
            begins -= 1
        begun = cue - (self._forms[cue - 1] == "كما")
        return Attributed(begun, subject, (subject, name), 0, False, begins) if at_end else None

    def _goes_on(self, index: int, last: int) -> bool:
        """Whether another clause, and not the rest of the one before an aside, begins at `index`."""
        form = self._forms[index] if index < last else ""
        return form in ("مما", "ما") or (form[:1] == "و" and form not in self._words.continuations)

    def _is_before(self, index: int, first: int) -> bool:
        """Whether the token at `index` sets an attribution apart: a comma, وذلك."""
        form = self._forms[index]
        return form in _BEFORE or (form == "ذلك" and index > first and self._forms[index - 1] in PAUSES)

    def _by_verb(self, reading: _Reading, verb: int) -> Attributed | Echo | None:
        """The attribution with ما and the verb at `verb`: بحسب ما ذكرت فلانة."""
        at, last = self._after_verb(verb), reading.last
        if at == verb:
            return None
        if at >= last or not self._forms[at][0].isalnum():
            return Echo(reading.begins)
        reach = min(last, at + _FAR)
        name = next((place for place in range(at, reach) if self._heads(place, at)), None)
        if name is None:
            return None
        end = self._phrases.after(name, last)
        return self._placed(reading, at, (name, end)) if end > name else None

    def _by_name(self, reading: _Reading, at: int, clitic: int = 0) -> Attributed | None:
        """The attribution with the source's name at `at`, behind a clitic of `clitic` code points."""
        source, last = reading.source, reading.last
        if at >= last:
            return None
        words = self._words
        head = (_without_clitic(self._forms[at]) if source.attribution.after else "") or self._forms[at]
        end = self._phrases.after(at, last)
        if source.attribution.after and end == at:
            end = max(self._phrases.after(at + 1, last), at + 1)
        if end == at or head in words.no_sources or not (head[0].isalpha() or at in self._quotations):
            return None
        if head in words.quantities and not self._is_counted(at + 1, last):
            return None
        said = source.attribution.words[-1] == "حد" and self._forms[source.last] in words.utterances
        apart = said or reading.begins < source.first or source.first == reading.first
        owned = head.removesuffix("ها") if head.endswith("ها") else head.removesuffix("ه")
        known = owned in words.sources or head in words.sources or head in words.countries
        known = known or at in self._quotations
        if not apart and not (known and (end >= last or self._forms[end] in PAUSES)):
            return None
        if not known and head.startswith("ال") and not source.attribution.after:
            return None
        return self._placed(reading, max(at, source.last), (at, end), clitic)

    def _is_counted(self, index: int, last: int) -> bool:
        """Whether a source stands at `index` behind a quantity: عدد من السكان."""
        return index < last and (self._forms[index] == "من" or self._forms[index] in self._words.sources)

    def _after_verb(self, verb: int) -> int:
        """One past the verb at `verb`, with its preposition; `verb` if there is no such verb."""
        form = self._forms[verb] if verb < len(self._forms) else ""
        if not self._is_verb(form):
            return verb
        behind = verb + 1
        return behind + (behind < len(self._forms) and self._forms[behind] in self._words.complements)

    def _is_verb(self, form: str) -> bool:
        """Whether a verb after ما makes an attribution, also with the pronoun of what it tells."""
        cues = self._words.cues
        owned = cues.get(form.removesuffix("ه")) if form.endswith("ه") else None
        return form in cues or form in self._words.carriers or (owned is not None and not owned.entry.sight)

    def _heads(self, index: int, first: int) -> bool:
        """Whether the source's name begins at `index`, behind the channel it spoke through.

        The verb of the attribution ends before `first`.
        """
        if not self._phrases.begins(index) or self._forms[index - 1] in self._words.prepositions:
            return False
        return index == first or self._forms[index] in self._words.sources

    def _placed(
        self, reading: _Reading, cue_last: int, name: tuple[int, int], clitic: int = 0
    ) -> Attributed | None:
        """The attribution before or after its content; its cue ends before `cue_last`."""
        begin, first, last = reading.source.first, reading.first, reading.last
        turn = name[1]
        while turn < min(last, name[1] + _FAR) and not self._turns(turn):
            turn += 1
        if not (turn < last and self._turns(turn)) and (begin == first or reading.begins < begin):
            near = range(turn, min(last, turn + _FAR))
            turn = next((place for place in near if self._forms[place] in self._words.then), turn)
        turn = self._behind_relative(turn, last)
        turns = turn < last and self._turns(turn)
        taken_up = turns and (self._forms[turn] in self._words.then or self._takes_up(turn + 1, last))
        form = self._forms[begin]
        joined = turns and form[0] == "و" and form[1:] in self._words.attributions and reading.begins == begin
        if begin != first and not taken_up and not joined:
            return Attributed(begin, cue_last, name, clitic, False, reading.begins)
        content = turn + (self._forms[turn] in PAUSES) if turns else name[1]
        if content < last and self._forms[content] in ("فان", "ان"):
            content += 1
        return Attributed(begin, cue_last, name, clitic, True, content) if content < last else None

    def _behind_relative(self, index: int, last: int) -> int:
        """Where the content may begin behind a relative clause, if one stands behind the comma at `index`:
        وطبقا للمصدر، الذي رفض ذكر اسمه، فإن.
        """
        described = index + 1 < last and self._forms[index + 1] in self._words.describing
        if not described or self._forms[index] not in COMMAS:
            return index
        near = range(index + 2, min(last, index + _RELATIVE))
        return next((place for place in near if self._turns(place)), last)

    def _turns(self, index: int) -> bool:
        """Whether the content may begin at `index`, with or behind the token there."""
        return self._forms[index] in PAUSES or self._forms[index] in self._words.then

    def _takes_up(self, index: int, last: int) -> bool:
        """Whether the token at `index` takes up what an attribution announced: فإن, فقد."""
        return index < last and self._forms[index] in self._words.then


def _without_clitic(form: str) -> str:
    """A word without the preposition ل written to it; its article comes back."""
    return "ا" + form[1:] if form.startswith("لل") else form.removeprefix("ل")
