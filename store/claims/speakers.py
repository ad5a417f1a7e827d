"""Who says it: the subject beside a cue, or the earlier mention that an implicit subject means."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.claims.cues import Verb
from store.claims.findings import Finding
from store.claims.lexicon import Gender, Lexicon
from store.claims.phrases import Phrases
from store.claims.words import Tokens

_REMEMBERED = 8
"""So many earlier speakers are looked through for one that agrees with the verb."""
_MENTIONED = 160
"""A source is looked for among so many tokens before a cue that has no speaker."""
_NAME = 18
_SHORT = 5
_WORD = 3
"""A shorter title (د.) is written alike for men and women."""
_BEFORE = 16
_CLAUSE = 40
"""A clause is looked for among so many tokens before its cue."""
_INITIAL = 2
"""A verb begins its statement if it is among so many first tokens."""
_ASIDE = 12
"""An adjunct between commas is no longer."""
_SUBJECT = 6
"""A statement's subject begins among so many first tokens."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A mention of a source, as indices of tokens."""

    first: int
    last: int
    gender: Gender | None
    """By the verb beside it; None where none tells."""
    clitic: int = 0
    """How many code points of the first token stand before the name."""


class Speakers:
    """Finds the speakers of one text's claims, in the order of the text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, phrases: Phrases) -> None:
        self._forms = tokens.forms
        self._words = lexicon
        self._phrases = phrases
        self._earlier: list[Speaker] = []
        self._within: Speaker | None = None
        self._previous: tuple[int, int] | None = None

    def begin(self, previous: tuple[int, int] | None) -> None:
        """Begin a statement, and forget the speakers within contents; `previous` has the one before it."""
        self._within = None
        self._previous = previous

    def remember_within(self, speaker: Speaker) -> None:
        """Keep the speaker of a claim within another's content, for the rest of its statement."""
        self._within = speaker

    def remember(self, speaker: Speaker) -> None:
        """Keep a speaker, for the implicit subjects that follow."""
        if speaker.gender is None:
            speaker = replace(speaker, gender=self._gender(speaker.first))
        self._earlier = [*self._earlier[-_REMEMBERED + 1 :], speaker]

    def beside(self, finding: Finding, first: int) -> Speaker | None:
        """The subject that stands beside the finding's cue, in the statement that begins at `first`."""
        cue = finding.cue
        if finding.passive:
            return None
        if cue.form.kind == "participle":
            if cue.last < finding.gap and self._forms[cue.last] in self._words.sources:
                return Speaker(cue.last, self._phrases.after(cue.last, finding.gap), None)
            return None
        if cue.form.kind == "masdar":
            if finding.opener == "object" or (not cue.form.pronoun and finding.opener == "that"):
                name = self._phrases.after(cue.last, finding.gap)
                return Speaker(cue.last, name, None) if name > cue.last else None
            return self._after_from(cue.first, first)
        if cue.form.kind == "noun":
            return self._between_verb_and_noun(finding, first)
        gender = None if cue.form.plural else cue.form.gender
        purpose = cue.form.kind == "present" and self._forms[cue.first][0] == "ل"
        if not cue.joined and not purpose and (cue.form.kind == "present" or cue.form.entry.recipient):
            before = self._phrases.before(cue.first, first)
            follows = cue.form.kind == "present" and self._follows(cue.last, finding.gap)
            if before < cue.first and not follows and (before == first or cue.form.entry.recipient):
                if self._is_joined_name(cue.first - 1, before) and not cue.form.plural:
                    return Speaker(cue.first - 1, cue.first, gender, 1)
                return Speaker(before, cue.first, gender, self._conjunction(before))
        about = self._about(cue, finding, first)
        if about is not None:
            return about
        begin = cue.last
        if cue.form.entry.behind and cue.form.entry.behind in self._forms[begin : finding.gap]:
            begin = self._forms.index(cue.form.entry.behind, begin) + 1
        if begin < finding.gap and (
            self._forms[begin] in self._words.resumptives
            or (cue.form.entry.carrier and self._forms[begin] == "في")
        ):
            begin += 1
        begin = self._behind_aside(begin, finding.gap)
        if self._forms[begin] == "(" and self._forms[finding.gap - 1] == ")":
            return Speaker(begin + 1, finding.gap - 1, gender)
        name = self._phrases.after(begin, finding.gap)
        if name > begin and not self._is_other(begin) and not self._is_judged(finding):
            return Speaker(begin, name, gender)
        postponed = self._postponed(cue.last, finding.gap)
        if postponed is not None:
            return Speaker(*postponed, gender)
        if not cue.joined and not purpose and self._forms[cue.last] not in self._words.therein:
            end = cue.first
            if end - 1 > first and self._forms[end - 1] in ("،", ","):
                topic = self._in_front(first, end - 1)
                if topic is not None and not self._follows(cue.last, finding.gap):
                    return replace(topic, gender=gender)
                end -= finding.gap == cue.last and self._phrases.before(end - 1, first) == first
            before = self._phrases.before(end, first)
            if before < end:
                end = self._without_auxiliary(before, end)
                return Speaker(before, end, gender, self._conjunction(before))
        return None

    def _without_auxiliary(self, first: int, last: int) -> int:
        """`last` moved back over what stands between a subject and its verb: الوزير الذي كان قد."""
        while last > first + 1 and self._forms[last - 1] in self._words.relatives | self._words.auxiliaries:
            last -= 1
        return last

    def _about(self, cue: Verb, finding: Finding, first: int) -> Speaker | None:
        """The subject between أن and a past that has its object behind it: أن النقابة حذرت البلدية من كذا."""
        if cue.form.kind != "past" or cue.joined or finding.opener != "preposition":
            return None
        before = self._phrases.before(cue.first, first)
        if not first < before < cue.first or self._forms[before - 1] not in self._words.that:
            return None
        if self._gender(before) not in (None, cue.form.gender):
            return None
        gender = None if cue.form.plural else cue.form.gender
        return Speaker(before, self._without_auxiliary(before, cue.first), gender)

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

    def implied(self, finding: Finding, first: int, main: Speaker | None) -> Speaker | None:
        """The earlier mention that the implicit subject of a cue means.

        `main` is the speaker of the statement's main clause, if it has one. A participle means that one,
        or else the subject of its statement; a finite verb the nearest speaker that agrees with it.
        """
        cue = finding.cue
        if finding.passive:
            return None
        conceded = self._conceded(first, cue.first)
        if conceded is not None:
            return conceded
        clause = self._clause(first, cue.first)
        if cue.form.kind == "participle" and clause > first and (main is None or main.first < clause):
            subject = self._subject(clause, cue.first, False)
            if subject is not None and self._agrees(subject, finding):
                return subject
        if cue.form.kind not in ("past", "present") and main is not None and self._agrees(main, finding):
            return main
        if main is None:
            subject = self._subject(first, cue.first, not self._earlier)
            if subject is not None and self._agrees(subject, finding):
                return subject
        within = self._within
        if (
            within
            and main
            and main.gender not in (None, cue.form.gender)
            and within.gender == cue.form.gender
        ):
            return within
        gender = None if cue.form.plural else cue.form.gender
        if cue.form.kind in ("past", "present") and cue.first - first < _INITIAL:
            before = self._before(gender)
            if before is not None:
                return before
        for speaker in reversed(self._earlier):
            if gender is None or speaker.gender in (None, gender):
                return speaker
        mentioned = self._mentioned(cue.first, gender)
        if mentioned is None and self._earlier:
            return self._earlier[-1]
        return mentioned

    def _conceded(self, first: int, cue: int) -> Speaker | None:
        """The subject of a concession that a pronoun before the cue takes up: ورغم أن فلانا ... فإنه قال."""
        if (
            self._forms[cue - 1] not in self._words.taking_up
            or self._forms[first].removeprefix("و") not in self._words.conceding
        ):
            return None
        for index in range(first, min(cue, first + _SUBJECT)):
            if self._forms[index] == "ان":
                name = self._phrases.after(index + 1, min(cue, index + _NAME))
                return Speaker(index + 1, name, None) if name > index + 1 else None
        return None

    def _agrees(self, speaker: Speaker, finding: Finding) -> bool:
        """Whether nothing in a speaker's gender stands against the form of the cue, if that is no noun."""
        form = finding.cue.form
        if form.plural or form.kind in ("masdar", "noun"):
            return True
        return (speaker.gender or self._gender(speaker.first)) in (None, form.gender)

    def _before(self, gender: Gender | None) -> Speaker | None:
        """The subject of the statement before, if its verb agrees and no speaker is nearer."""
        if self._previous is None or gender is None:
            return None
        first, last = self._previous
        verb = self._forms[first].removeprefix("و")
        if verb.endswith("ت") != (gender == "f") or self._phrases.is_preposition(first):
            return None
        subject = self._subject(first + 1, min(last, first + 1 + _NAME), False)
        if subject is None or subject.first != first + 1 or self._gender(subject.first) != gender:
            return None
        nearer = self._earlier and self._earlier[-1].first >= subject.first
        return None if nearer else replace(subject, gender=gender)

    def _mentioned(self, index: int, gender: Gender | None) -> Speaker | None:
        """The nearest source before `index` that agrees, where nobody has spoken yet."""
        words = self._words
        for place in range(index - 1, max(-1, index - _MENTIONED), -1):
            form = self._forms[place]
            clitic = int(form[0] == "ل" and form[1:] in words.sources)
            head = form[clitic:]
            if head not in words.sources or head in words.quantities or head in words.channels:
                continue
            if not clitic and (not self._phrases.begins(place) or self._forms[place - 1] in words.sources):
                continue
            if gender is not None and self._gender(place) != gender:
                continue
            name = self._phrases.after(place, min(index, place + _NAME)) if not clitic else place + 1
            if clitic:
                name = max(name, self._phrases.after(place + 1, min(index, place + _NAME)))
            return Speaker(place, name, gender, clitic)
        return None

    def _behind_aside(self, begin: int, gap: int) -> int:
        """`begin` behind an adjunct between commas before the subject: قالت، مساء أمس، الوزارة."""
        if self._forms[begin] not in ("،", ",") or begin + 1 >= gap:
            return begin
        for index in range(begin + 2, min(gap - 1, begin + _ASIDE)):
            if self._forms[index] in ("،", ","):
                adjunct = (
                    self._phrases.is_preposition(begin + 1) or self._forms[begin + 1] in self._words.times
                )
                return index + 1 if adjunct else begin
        return begin

    def _gender(self, index: int) -> Gender | None:
        """The gender that the head of a name tells: by its ending, or by being an office or a body."""
        form = self._forms[index]
        if form in self._words.superlatives and index + 1 < len(self._forms):
            return "f" if self._forms[index + 1].endswith(("ة", "ات")) else "m"
        if form in self._words.feminine or (form.endswith(("ة", "ات")) and form in self._words.sources):
            return "f"
        if len(form) < _WORD:
            return None
        return "m" if form in self._words.sources or form[1:] in self._words.sources else None

    def _is_judged(self, finding: Finding) -> bool:
        """Whether the phrase behind a verb of judging is what it judges: ووصفت الخبر بأنه كاذب."""
        cue = finding.cue
        if not cue.form.entry.pronoun or not self._forms[finding.at].startswith("ب"):
            return False
        head = self._forms[cue.last]
        return head not in self._words.sources and head not in self._words.countries

    def _is_other(self, index: int) -> bool:
        """Whether the word at `index` is an adverb or another verb, and no name."""
        form = self._forms[index]
        cue = self._words.cues.get(form)
        return cue is not None and cue.kind == "participle"

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

    def _clause(self, first: int, cue: int) -> int:
        """Where the clause begins that ends with the cue at index `cue`: after a comma, with و and a verb."""
        for index in range(cue - 2, max(first, cue - _CLAUSE), -1):
            if self._forms[index] in ("،", ",", "؛"):
                return index + 1 if self._forms[index + 1][0] == "و" else first
        return first

    def _subject(self, first: int, limit: int, loose: bool) -> Speaker | None:
        """The subject of the clause that begins at `first`: a source near its beginning.

        If `loose`, also any definite noun behind the word in front, which then is a verb.
        """
        for index in range(first, min(limit, first + _SUBJECT)):
            form = self._forms[index]
            before = self._forms[index - 1] if index > first else ""
            if form in ("،", ",") or form in self._words.that:
                break
            if form not in self._words.sources and form not in self._words.countries:
                continue
            following = self._forms[index + 1] if index + 1 < limit else ""
            if index == first and form in self._words.cues and following in self._words.sources:
                continue
            if form in self._words.quantities and following not in self._words.sources:
                continue
            governed = before in self._words.sources or before in self._words.prepositions
            if self._phrases.begins(index) and not governed:
                name = self._phrases.after(index, limit)
                return Speaker(index, name, None) if name > index else None
        behind = first + 1
        if not loose or behind >= limit or not self._forms[behind].startswith("ال"):
            return None
        if self._forms[first].startswith("ال") or not self._phrases.begins(first):
            return None
        name = self._phrases.after(behind, min(limit, behind + _SUBJECT))
        if name > behind:
            return Speaker(behind, name, None)
        return None
