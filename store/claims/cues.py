"""Where the cues of a text stand: one look-up for each token, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.claims.lexicon import Attribution, CueForm, Lexicon
from store.claims.numerals import number_words
from store.claims.words import Tokens
from store.making import quickly

_NEEDED = 16
"""What a cue needs stands so near behind it, in tokens."""
_SUBJECT = 5
"""A negated auxiliary with its subject stands no farther before its verb, in tokens."""


@quickly
@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, participle, verbal noun or noun that may report something, by the indices of its tokens."""

    first: int
    last: int
    """One past the cue's last token."""
    form: CueForm
    joined: bool
    """Whether و or ف, written to it or apart, begins a clause with it."""
    negated: bool = False
    """Whether its first token is a negation."""


@dataclass(frozen=True, slots=True)
class Source:
    """A preposition of attribution, by the indices of its tokens."""

    first: int
    last: int
    attribution: Attribution


def find_cues(tokens: Tokens, lexicon: Lexicon, noted: Sequence[int]) -> tuple[list[Verb], list[Source]]:
    """The verbs and the prepositions of attribution in a text, each list in order.

    They are among the tokens at the indices `noted`.
    """
    forms = tokens.forms
    cues, attributions = lexicon.cues, lexicon.attributions
    verbs: list[Verb] = []
    sources: list[Source] = []
    for index in noted:
        form = forms[index]
        found = cues.get(form)
        if found is not None:
            if found.kind == "expected" or (found.entry.negated and found.kind == "present"):
                verb = _behind_particle(tokens, index, found, lexicon)
                if verb is not None:
                    verbs.append(verb)
                    continue
            if found.kind == "expected":
                continue
            if found.kind in ("past", "present") and _is_no_report(tokens, index, found, lexicon):
                continue
            if form in lexicon.echoes and _is_echo(tokens, index, lexicon):
                continue
            if found.kind == "participle" and _is_predicate(tokens, index, found, lexicon):
                continue
            if found.entry.carrier and forms[index + 1 : index + 2] not in (["في"], ["فيه"], ["فيها"]):
                continue
            if found.entry.needs and found.entry.needs.isdisjoint(forms[index + 1 : index + _NEEDED]):
                continue
            if found.entry.initial and not _begins_clause(tokens, index, found, lexicon):
                continue
            apart = index > 0 and forms[index - 1] in ("و", "ف")
            verbs.append(Verb(index, index + 1, found, found.joined or apart))
        elif index and forms[index - 1] in lexicon.whats and form[:-1] in cues:
            found = cues[form[:-1]]
            if found.tells_with_pronoun:
                verbs.append(Verb(index, index + 1, found, False))
        elif form in attributions:
            source = _source(tokens, index, attributions[form])
            if source is not None:
                sources.append(source)
    return verbs, sources


def _behind_particle(tokens: Tokens, index: int, form: CueForm, lexicon: Lexicon) -> Verb | None:
    """The cue of two words that ends at `index`, if it is one: من المتوقع, لم يستبعد.

    Nor is it a report what was not expected, لم يتوقع, nor what a fact or nobody does not deny: هذا لا ينفي,
    لا ينكر أحد; and behind أنه it is part of what another verb reports.
    """
    if index == 0:
        return None
    particle, before = tokens.forms[index - 1], tokens.forms[index - 2] if index > 1 else ""
    joined = particle[0] in "وف" or before in ("و", "ف")
    if form.kind == "expected":
        if particle not in lexicon.partitives or before in lexicon.unexpected:
            return None
        return Verb(index - 1, index + 1, form, joined)
    fact = before in lexicon.whats or before.removeprefix("و") in lexicon.demonstratives
    if particle not in lexicon.negations or fact or before in lexicon.that_with_pronoun:
        return None
    if form.entry.polarity == "predicts" and particle not in lexicon.lasting:
        return None
    if not lexicon.nobody.isdisjoint(tokens.forms[index + 1 : index + 2]):
        return None
    return Verb(index - 1, index + 1, form, joined, True)


def _is_no_report(tokens: Tokens, index: int, form: CueForm, lexicon: Lexicon) -> bool:
    """Whether a finite form reports nothing: it is negated, a conclusion, in the first person, or a noun."""
    before = tokens.forms[index - 1] if index else ""
    if before in lexicon.negations:
        return True
    if form.kind == "present" and before in lexicon.conclusions:
        return True
    if form.kind == "present" and not form.joined and _was_not(tokens, index, lexicon):
        return True
    if form.kind == "present" and not form.joined and before in ("ان", "او"):
        return True
    if before.removeprefix("و") in lexicon.abstract or before in lexicon.conditions:
        return True
    if before == "الذي" and index > 1 and tokens.forms[index - 2] == "الامر":
        return True
    if form.entry.sight and (tokens.forms[index][0] == "ل" or before.removeprefix("و") in lexicon.whens):
        return True
    other = form.entry.not_before
    if other and form.kind == "past" and not other.isdisjoint(tokens.forms[index + 1 : index + 2]):
        return True
    if not form.joined and before in lexicon.governing:
        return True
    if form.kind == "past" and (before in lexicon.adverbials or tokens.forms[index] in lexicon.times):
        return True
    tanwin = tokens.text.find("\u064b", tokens.starts[index], tokens.ends[index])
    return tanwin >= 0 or (form.kind == "past" and _is_first_person(tokens, index, form))


def _was_not(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a present stands behind a negation and its auxiliary, which may have the subject behind it:
    ليس يرى, لم تكن الوزارة تتوقع."""
    before = tokens.forms[max(0, index - _SUBJECT) : index]
    if lexicon.unexpected.isdisjoint(before):
        return False
    if before[-1] in lexicon.unexpected:
        return True
    negated = (place for place in range(1, len(before) - 1) if before[place] in lexicon.unexpected)
    return any(before[i - 1] in lexicon.negations and before[i + 1] in lexicon.sources for i in negated)


def _is_echo(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """Whether a verbal noun stands behind an attribution, and only confirms: حسب وصفهم, على حد قوله.

    Behind what is told, that is: it tells where a mark, أن or an adjunct follows it (حسب قوله في بيان: ...).
    """
    following = tokens.forms[index + 1] if index + 1 < len(tokens.forms) else ""
    opens = following in lexicon.openers or (following in lexicon.prepositions and following != "الى")
    before = tokens.forms[index - 1] if index else ""
    return not opens and (before in lexicon.attributions or before == "حد")


def _is_predicate(tokens: Tokens, index: int, form: CueForm, lexicon: Lexicon) -> bool:
    """Whether a participle is no adverb: كان متوقعا, 20 متهما, or امرأة متهمة بكذا without a comma before."""
    before = tokens.forms[index - 1] if index else ""
    woman = form.entry.polarity in ("accuses", "predicts") and form.gender == "f" and not form.plural
    accused = form.entry.polarity == "accuses" and (form.plural or before in number_words().values)
    accused = accused or (form.entry.polarity == "accuses" and before[:1].isdecimal())
    return before in lexicon.copulas or ((woman or accused) and before[:1].isalnum())


def _is_first_person(tokens: Tokens, index: int, form: CueForm) -> bool:
    """Whether a past is "I ..." and only looks like the past: أعتقد for اعتقد, told by its hamza."""
    if form.entry.lemma[0] != "ا":
        return False
    if form.entry.first_person and not form.joined and form.gender == "m" and not form.plural:
        return True
    return tokens.text.find("أ", tokens.starts[index], tokens.starts[index] + 2) >= 0


def _begins_clause(tokens: Tokens, index: int, form: CueForm, lexicon: Lexicon) -> bool:
    """Whether a form that is also another word stands where a verb begins a clause."""
    if form.kind != "past" or form.joined or index == 0:
        return True
    if "\u0651" in tokens.text[tokens.starts[index] : tokens.ends[index]]:
        return True
    before = tokens.forms[index - 1]
    between = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
    apart = before in ("و", "ف", ".", "،", "؛") or before in lexicon.breaks or before in lexicon.asides
    return apart or "\n" in between


def _source(tokens: Tokens, index: int, candidates: tuple[Attribution, ...]) -> Source | None:
    """The attribution of several words that begins at `index`, if the words are there."""
    forms = tokens.forms
    for attribution in candidates:
        last = index + len(attribution.words)
        if last >= len(forms) or forms[last - 1] != attribution.words[-1]:
            continue
        if tuple(forms[index:last]) != attribution.words:
            continue
        return Source(index, last, attribution) if forms[last].startswith(attribution.after) else None
    return None
