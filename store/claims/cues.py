"""Where the cues of a text stand: one look-up for each token, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.claims.lexicon import Attribution, CueForm, Lexicon
from store.claims.words import Tokens


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, participle, verbal noun or noun that may report something, by the indices of its tokens."""

    first: int
    last: int
    """One past the cue's last token."""
    form: CueForm
    joined: bool
    """Whether و or ف, written to it or apart, begins a clause with it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A preposition of attribution, by the indices of its tokens."""

    first: int
    last: int
    attribution: Attribution


def find_cues(tokens: Tokens, lexicon: Lexicon) -> tuple[list[Verb], list[Source]]:
    """The verbs and the prepositions of attribution in a text, each list in order."""
    forms = tokens.forms
    cues, attributions = lexicon.cues, lexicon.attributions
    verbs: list[Verb] = []
    sources: list[Source] = []
    for index, form in enumerate(forms):
        if form in cues:
            found = cues[form]
            if _is_first_person(tokens, index, found):
                continue
            if index > 0 and forms[index - 1] in lexicon.negations and found.kind in ("past", "present"):
                continue
            apart = index > 0 and forms[index - 1] in ("و", "ف")
            verbs.append(Verb(index, index + 1, found, found.joined or apart))
        elif form in attributions:
            sources.extend(_source(tokens, index, attributions[form]))
    return verbs, sources


def _is_first_person(tokens: Tokens, index: int, form: CueForm) -> bool:
    """Whether a form is "I ..." and only looks like the past: أعتقد for اعتقد, told by its hamza."""
    if form.kind != "past" or form.entry.lemma[0] != "ا":
        return False
    return "أ" in tokens.text[tokens.starts[index] : tokens.starts[index] + 2]


def _source(tokens: Tokens, index: int, candidates: tuple[Attribution, ...]) -> Iterator[Source]:
    """The attribution of several words that begins at `index`, if the words are there."""
    for attribution in candidates:
        last = index + len(attribution.words)
        if tuple(tokens.forms[index:last]) != attribution.words or last >= len(tokens):
            continue
        if tokens.forms[last].startswith(attribution.after):
            yield Source(index, last, attribution)
        return
