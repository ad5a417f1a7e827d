"""Whom an implicit subject means: the earlier mention that agrees with the cue."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from store.claims.conjugation import Gender
from store.claims.cues import Verb
from store.claims.findings import Finding
from store.claims.lexicon import Lexicon
from store.claims.phrases import Phrases
from store.claims.quotes import MARKS
from store.claims.subjects import Speaker, Subjects, gender_told
from store.claims.words import COMMAS, Tokens

_REMEMBERED = 8
"""So many earlier speakers are looked through for one that agrees with the verb."""
_MENTIONED = 160
"""A source is looked for among so many tokens before a cue that has no speaker."""
_NAME = 18
_CLAUSE = 40
"""A clause is looked for among so many tokens before its cue."""
_INITIAL = 2
"""A verb begins its statement if it is among so many first tokens."""
_FROM_HIM = ("عنه", "عنها", "عنهم")
"""Behind one of these who speaks is not who passes it on: ونقلت الصحيفة عنه قوله."""
_WORD = 2
"""A name of a person has more letters."""
_SUBJECT = 6
"""A statement's subject begins among so many first tokens."""


class Speakers:
    """Finds the speakers of one text's claims, in the order of the text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, phrases: Phrases, subjects: Subjects) -> None:
        self._forms = tokens.forms
        self._words = lexicon
        self._phrases = phrases
        self._subjects = subjects
        self._earlier: deque[Speaker] = deque(maxlen=_REMEMBERED)
        self._within: Speaker | None = None
        self._previous: tuple[int, int] | None = None
        self.acting: Sequence[Verb] = ()
        """The verbs of the statement that report nothing; their subjects may go on to speak."""

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
            gender = self._subjects.gender(speaker.first)
            speaker = Speaker(speaker.first, speaker.last, gender, speaker.clitic)
        self._earlier.append(speaker)

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
        clause = self._clause(first, cue.first) if cue.form.kind == "participle" else first
        if clause > first and (main is None or main.first < clause):
            subject = self._subject(clause, cue.first, False)
            if subject is not None and self._agrees(subject, finding):
                return subject
        if cue.form.kind not in ("past", "present") and main is not None and self._agrees(main, finding):
            return main
        if main is None and self._forms[cue.first - 1] not in _FROM_HIM:
            acting = self._acting(cue)
            if acting is not None:
                return acting
            subject = self._subject(self._behind_while(first, cue.first), cue.first, not self._earlier)
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
        gender = gender_told(cue)
        if cue.form.kind in ("past", "present") and cue.first - first < _INITIAL:
            before = self._previously(gender)
            if before is not None:
                return before
        for speaker in reversed(self._earlier):
            if gender is None or speaker.gender in (None, gender):
                return speaker
        mentioned = self._mentioned(cue.first, gender)
        if mentioned is None and self._earlier:
            return self._earlier[-1]
        return mentioned

    def _behind_while(self, first: int, last: int) -> int:
        """Where the main clause begins of a statement that begins with another: بينما كذا، شن فلان."""
        if self._forms[first] not in self._words.whiles:
            return first
        commas = (index for index in range(first, last - 1) if self._forms[index] in COMMAS)
        return next(commas, first - 1) + 1

    def _acting(self, cue: Verb) -> Speaker | None:
        """The subject of the last verb before the cue that tells nothing itself: تحدث فلان عن كذا، وقال."""
        for verb in reversed(self.acting):
            if verb.first >= cue.first or verb.form.kind not in ("past", "present"):
                continue
            name = self._phrases.after(verb.last, min(cue.first, verb.last + _NAME))
            if name == verb.last:
                continue
            speaker = Speaker(verb.last, name, gender_told(verb))
            if not self._acts(verb, speaker):
                continue
            return speaker if speaker.gender in (None, cue.form.gender) else None
        return None

    def _acts(self, verb: Verb, speaker: Speaker) -> bool:
        """Whether a phrase behind a verb is its subject, and not whom or what it acts on.

        It is where the verb takes no object; and a name that spoke before is, an office that agrees with the
        verb, and what looks like a person's name.
        """
        head, words, entry = self._forms[speaker.first], self._words, verb.form.entry
        if head in words.channels or head in words.objects or head[1:] in words.objects:
            return False
        if entry.prepositions and not entry.object and verb.form.kind == "past":
            return True
        known = self._forms[speaker.last - 1]
        if any(known == self._forms[earlier.last - 1] for earlier in self._earlier):
            return True
        if head in words.offices or head in words.honorifics:
            return True
        if head in words.sources:
            agrees = self._subjects.gender(speaker.first) == verb.form.gender and not verb.form.plural
            return agrees and (entry.reports or not verb.joined)
        following = self._forms[speaker.first + 1]
        named = speaker.last - speaker.first > 1 and (following.startswith("ال") or following == "بن")
        return named and not head.startswith("ال") and len(head) > _WORD

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
        return (speaker.gender or self._subjects.gender(speaker.first)) in (None, form.gender)

    def _previously(self, gender: Gender | None) -> Speaker | None:
        """The subject of the statement before, if its verb agrees and no speaker is nearer."""
        if self._previous is None or gender is None:
            return None
        first, last = self._previous
        verb = self._forms[first].removeprefix("و")
        if verb.endswith("ت") != (gender == "f") or self._phrases.is_preposition(first):
            return None
        subject = self._subject(first + 1, min(last, first + 1 + _NAME), False)
        if subject is None or subject.first != first + 1 or self._subjects.gender(subject.first) != gender:
            return None
        nearer = self._earlier and self._earlier[-1].first >= subject.first
        return None if nearer else subject._replace(gender=gender)

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
            if gender is not None and self._subjects.gender(place) != gender:
                continue
            name = self._phrases.after(place, min(index, place + _NAME)) if not clitic else place + 1
            if clitic:
                name = max(name, self._phrases.after(place + 1, min(index, place + _NAME)))
            return Speaker(place, name, gender, clitic)
        return None

    def _clause(self, first: int, cue: int) -> int:
        """Where the clause begins that ends with the cue at index `cue`: after a comma, with و and a verb."""
        for index in range(cue - 2, max(first, cue - _CLAUSE), -1):
            if self._forms[index] in MARKS:
                return first
            if self._forms[index] in ("،", ",", "؛"):
                form = self._forms[index + 1]
                clause = form[0] == "و" and form not in self._words.continuations
                return index + 1 if clause else first
        return first

    def _subject(self, first: int, limit: int, loose: bool) -> Speaker | None:
        """The subject of the clause that begins at `first`: a source near its beginning.

        If `loose`, also any definite noun behind the word in front, which then is a verb.
        """
        for index in range(first, min(limit, first + _SUBJECT)):
            form = self._forms[index]
            if form in COMMAS or form in self._words.that:
                break
            if form not in self._words.sources and form not in self._words.countries:
                continue
            before = self._forms[index - 1] if index > first else ""
            following = self._forms[index + 1] if index + 1 < limit else ""
            if index == first and form in self._words.cues and following in self._words.sources:
                continue
            if form in self._words.quantities and following not in self._words.sources:
                continue
            if form in self._words.countries and form.startswith("ال") and before.startswith("ال"):
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
