"""Expectations and beliefs that nobody is named for: يتوقع أن, ومن المتوقع هطول أمطار.

A present may have an agent as well, البنك يتوقع أن. Without one it counts where a statement begins with it:
within a statement it describes what stands before it, or goes on with what somebody said.
"""

from __future__ import annotations

from store.claims.cues import Verb
from store.claims.findings import Finding
from store.claims.lexicon import Lexicon
from store.claims.objects import Objects
from store.claims.openers import Openers
from store.claims.phrases import Phrases
from store.claims.words import COMMAS, Tokens

_FAR = 10
"""The clause of an expectation that is a noun stands no farther behind it, in tokens."""
_OF_SOMEBODY = ("من", "ل", "مع")
"""How a preposition begins that stands behind an expectation: يتوقع منهم, يتوقع له."""


class Agentless:
    """Reads the expectations without an agent in one text; indices are of tokens."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, phrases: Phrases, objects: Objects, openers: Openers
    ) -> None:
        self._forms = tokens.forms
        self._words = lexicon
        self._phrases = phrases
        self._objects = objects
        self._openers = openers

    def read(self, cue: Verb, first: int, limit: int, last: int) -> Finding | None:
        """The clause or the verbal noun behind a cue that begins the statement at `first`.

        An adverb of time may stand between them, and behind a noun any adjunct: من المتوقع وفقا لكذا أن.
        """
        joint = cue.first == first + 1 and self._forms[first] in self._words.joints
        if not (cue.first == first or joint):
            return None
        index, foretold = cue.last, cue.form.entry.polarity == "predicts"
        while foretold and index < limit - 1 and self._is_aside(index):
            index += 1
        that = self._that(cue, index, limit)
        if that is not None:
            found = self._openers.clause(cue, that, last)
        elif foretold and self._forms[index] in self._words.that_with_pronoun:
            found = Finding(cue, "that", index, index, last, False, index)
        elif foretold and cue.form.entry.object and self._objects.is_announced(index):
            found = Finding(cue, "object", index, index, last, False, index)
        else:
            return None
        return found._replace(passive=True, agentless=True)

    def has_agent(self, cue: Verb, first: int, title: bool) -> bool:
        """Whether a present has its subject before it or behind it, in the statement that begins at `first`.

        In a `title` any phrase before it may be its subject.
        """
        entry, words, following = cue.form.entry, self._words, self._forms[cue.last]
        before = self._forms[cue.first - 1] if cue.first > first else ""
        asked = following.startswith(_OF_SOMEBODY) and self._phrases.is_preposition(cue.last)
        if entry.agentless or asked or before in words.that_with_pronoun:
            return False
        if self._objects.is_source(cue.last) or (following.startswith("ال") and following.endswith("ون")):
            return True
        subject = cue.first if cue.joined else self._phrases.before(cue.first, first)
        if subject == cue.first or before in words.relatives:
            return not before
        if subject > first and entry.polarity != "predicts":
            return False
        return self._is_agent(subject, cue.first) or (title and following not in words.that)

    def _is_agent(self, first: int, last: int) -> bool:
        """Whether the phrase before a present is who holds it: an office or a definite noun that agrees."""
        head = self._forms[first].removeprefix("و")
        known = head.startswith("ال") or head in self._words.sources or head in self._words.countries
        feminine = head.endswith(("ة", "ات")) or head in self._words.feminine
        return known and not feminine and self._phrases.after(first, last) == last

    def _is_aside(self, index: int) -> bool:
        """Whether an adverb of time or a comma stands at `index`."""
        return self._forms[index] in self._words.times or self._forms[index] in COMMAS

    def _that(self, cue: Verb, index: int, limit: int) -> int | None:
        """Where أن stands: at `index`, or farther behind an expectation that is a noun, before `limit`."""
        reach = min(limit - 1, index + _FAR) if cue.form.kind == "expected" else index + 1
        near = range(index, max(reach, index + 1))
        return next((place for place in near if self._forms[place] in self._words.that), None)
