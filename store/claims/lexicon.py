"""The lexicon: cues.toml and words.toml, read once and expanded into tables of folded forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from store.claims.conjugation import Gender, Kind, clitics, verb_forms
from store.claims.custom import changed, read_custom
from store.claims.numerals import number_words
from store.claims.quotes import MARKS
from store.claims.words import fold
from store.model import Polarity


@dataclass(frozen=True, slots=True)
class Entry:
    """One lemma of the lexicon and what may follow it."""

    lemma: str
    that: bool
    """A clause after أن may be its content."""
    object: bool
    """A noun phrase that is its object may be."""
    prepositions: frozenset[str]
    """What one of these governs may be."""
    polarity: Polarity
    bare: bool
    """Whether it is a cue also at some distance from أن or the quotation mark."""
    pronoun: bool = False
    """Whether it may carry an object pronoun; such a verb judges rather than tells."""
    recipient: bool = False
    """Whether it takes the one spoken to as its object (أبلغ)."""
    initial: bool = False
    """Whether its past without a clitic is a cue only where a clause begins."""
    quote: bool = True
    """Whether a quotation or what follows a colon may be its content."""
    reports: bool = True
    """False for requests, which only end the clause before them."""
    whole: bool = False
    """Whether its content begins with its object, if it has one, and goes on behind أن or the preposition."""
    carrier: bool = False
    """Whether its source stands behind في."""
    behind: str = ""
    """The preposition that its source stands behind, where it has one (نقلت الوكالة عن الوزير أن)."""
    before_that: str = ""
    """A preposition that may stand before its أن, though it governs nothing else (أصر على أن)."""
    needs: frozenset[str] = frozenset()
    """It is a cue only with one of these words behind it."""
    how: bool = False
    """A clause after كيف may be its content."""
    not_before: frozenset[str] = frozenset()
    """Before one of these its past is no cue (أوضح دليل)."""
    first_person: bool = False
    """Whether its past without a clitic is the first person without its hamza (اعتقد for أعتقد)."""
    sight: bool = False
    """Whether it also means seeing, which reports nothing: ليرى, عندما رأى."""
    introduces: bool = False
    """Whether its present and participle may only introduce what another verb tells (أضاف قائلا)."""
    thanks: bool = False
    """Whether what it tells may be thanks, which are no claim and end the content before them."""
    event: bool = False
    """Whether in a title its object is its content only if it is a verbal noun: else it tells an act."""
    negated: bool = False
    """Whether it reports behind a negation too, and then asserts (لم يستبعد أن)."""
    agentless: bool = False
    """Whether it is a cue only where it has no subject (يُنتظر أن, من المتوقع أن)."""
    speech: bool = False
    """Whether speech may follow it and its subject without أن and without a mark."""
    verbs: frozenset[str] = frozenset()
    """For a noun: the verbs it needs before it."""


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of an entry, as it stands in a text."""

    entry: Entry
    kind: Kind
    gender: Gender
    plural: bool
    joined: bool
    """Whether it carries و or ف before it, and so begins a clause."""
    pronoun: bool = False
    """Whether it carries a pronoun: of its object, or (masdar) of its subject."""

    @property
    def tells_with_pronoun(self) -> bool:
        """Whether it tells with a pronoun of what it tells: مما قاله."""
        return self.kind == "past" and self.entry.that and self.entry.reports


@dataclass(frozen=True, slots=True)
class Attribution:
    """A preposition of attribution of one or more words."""

    words: tuple[str, ...]
    after: str
    """A clitic that the word after it carries, or an empty string."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. Keys and members are folded forms."""

    cues: Mapping[str, CueForm]
    attributions: Mapping[str, tuple[Attribution, ...]]
    """By their first word, with or without و before it; the longest first."""
    noted: frozenset[str]
    """What cues, attributions, turns and figures begin with: all that is looked for everywhere in a text."""
    that: frozenset[str]
    that_with_pronoun: frozenset[str]
    no_that_after: frozenset[str]
    ties_that: frozenset[str]
    """What أن behind it may belong to: those, and prepositions."""
    prepositions: frozenset[str]
    relatives: frozenset[str]
    times: frozenset[str]
    connectives: frozenset[str]
    sources: frozenset[str]
    no_sources: frozenset[str]
    quantities: frozenset[str]
    audiences: frozenset[str]
    utterances: frozenset[str]
    echoes: frozenset[str]
    asides: frozenset[str]
    governing: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    abstract: frozenset[str]
    highnesses: frozenset[str]
    negations: frozenset[str]
    scripture: frozenset[str]
    blessings: frozenset[str]
    questions: frozenset[str]
    then: frozenset[str]
    conclusions: frozenset[str]
    no_objects: frozenset[str]
    fillers: frozenset[str]
    passives: frozenset[str]
    courtesies: frozenset[str]
    breaks: frozenset[str]
    no_governed: frozenset[str]
    future: frozenset[str]
    no_future: frozenset[str]
    accusers: frozenset[str]
    countries: frozenset[str]
    abbreviations: frozenset[str]
    domains: frozenset[str]
    objects: frozenset[str]
    deniable: frozenset[str]
    condemned: frozenset[str]
    demonstratives: frozenset[str]
    joints: frozenset[str]
    starters: frozenset[str]
    resumptives: frozenset[str]
    topics: frozenset[str]
    labels: frozenset[str]
    titled: frozenset[str]
    named: frozenset[str]
    """What a name between quotation marks stands behind: sources and what is titled."""
    forecasts: frozenset[str]
    expectations: frozenset[str]
    feminine: frozenset[str]
    refusals: frozenset[str]
    women: frozenset[str]
    acts: frozenset[str]
    nots: frozenset[str]
    partitives: frozenset[str]
    unexpected: frozenset[str]
    lasting: frozenset[str]
    nobody: frozenset[str]
    courts: frozenset[str]
    comings: frozenset[str]
    refused: frozenset[str]
    accusing: frozenset[str]
    no_accusing: frozenset[str]
    adverbials: frozenset[str]
    whens: frozenset[str]
    whats: frozenset[str]
    conditions: frozenset[str]
    copulas: frozenset[str]
    whiles: frozenset[str]
    spoken: frozenset[str]
    stills: frozenset[str]
    continuations: frozenset[str]
    conjunctions: frozenset[str]
    wrapped: frozenset[str]
    """The only ones that are as they are spelt."""
    carriers: frozenset[str]
    complements: frozenset[str]
    tying: frozenset[str]
    overseers: frozenset[str]
    therein: frozenset[str]
    conceding: frozenset[str]
    taking_up: frozenset[str]
    opposing: frozenset[str]
    excepting: frozenset[str]
    apposing: frozenset[str]
    auxiliaries: frozenset[str]
    beings: frozenset[str]
    superlatives: frozenset[str]
    after_names: frozenset[str]
    reciters: frozenset[str]
    announcing: frozenset[str]
    talks: frozenset[str]
    first_ends: frozenset[str]
    describing: frozenset[str]
    falsehoods: Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]]
    """The phrases by their longest word, each with that word's place in it."""
    contesting: frozenset[str]
    """What a content denies or accuses with: the longest words of `falsehoods`, and `accusing`."""
    channels: frozenset[str]
    through: frozenset[str]
    outlets: frozenset[str]
    media: Mapping[str, str]
    """From a channel's spelling to its name."""
    turning: frozenset[str]
    """What an outlet may go on with in its own voice: `nots` and `comings`."""
    prospects: frozenset[str]
    """Words of the future and of expectation."""
    tinged: frozenset[str]
    """What a content may do more with than assert: `contesting` and `prospects`."""
    mediating: frozenset[str]
    """What a channel's name may begin with: `media`, `channels`, `outlets` with a preposition and without."""
    openers: frozenset[str]
    """What a content may stand behind: أن with a pronoun and without, a colon, a quotation mark; كيف."""
    governors: frozenset[str]
    """The prepositions, also with و before them and a pronoun behind them."""
    no_names: frozenset[str]
    """What no name begins with: adverbs of time, connectives, relative pronouns."""
    no_members: frozenset[str]
    """What no name has within it: أن, adverbs of time, relative pronouns, attributions, نظيره."""
    unlike_names: frozenset[str]
    """What a name begins with at most where something beside it tells so."""
    enders: frozenset[str]
    """What may end a name as a word, and not only by its letters."""
    own: str
    """A mark of what a person's own cues say; empty without any."""


def lexicon(own: Path | None = None) -> Lexicon:
    """The lexicon that comes with the package, read when it is first needed.

    Each list of words.toml is the field of its name. The entries of `own`, a file like cues.toml, go before
    those of the package; they are read again when the file has changed. Raises `InvalidFormat` where that
    file cannot be used.
    """
    return _lexicon(own, 0 if own is None else changed(own))


@lru_cache(2)
def _lexicon(own: Path | None, _changed: int) -> Lexicon:
    """The lexicon, with the entries of `own` as they were when it was last changed.

    Two are kept: that of the package, and that of a person's own cues as they are now.
    """
    cues, words = _table("cues.toml"), _table("words.toml")
    sets = {
        field.name: frozenset(fold(word) for word in words[field.name])
        for field in fields(Lexicon)
        if isinstance(words.get(field.name), list)
    }
    falsehoods = _phrases(sets.pop("falsehoods"))
    media = {fold(spelling): name for name, group in words["media"].items() for spelling in group}
    outlets = {preposition + word for preposition in ("", "ل", "ب") for word in sets["outlets"]}
    sets["wrapped"] = frozenset(words["wrapped"])
    mark = ""
    if own is not None:
        tables, mark = read_custom(own, sets["prepositions"])
        for name, records in tables.items():
            cues[name] = [*records, *cues[name]]
    sets["sources"] |= {"ال" + word for word in sets["sources"] if not word.startswith("ال")}
    sets["sources"] |= {word[:-2] + "ين" for word in sets["sources"] if word.endswith("ون")}
    forms, attributions = _cue_forms(cues), _attributions(cues["attribution"])
    no_names = sets["times"] | sets["connectives"] | sets["relatives"]
    that = sets["that"] | sets["that_with_pronoun"]
    other = (sets["relatives"] | attributions.keys()) - sets["prepositions"]
    no_members = sets["times"].union(sets["after_names"], sets["then"], that, other)
    governors = frozenset(
        conjunction + word + pronoun
        for conjunction in ("", "و")
        for word in sets["prepositions"]
        for pronoun in ("", "ه", "ها", "هم")
    )
    owned = {form for form, cue in forms.items() if cue.kind == "masdar" and cue.pronoun}
    return Lexicon(
        cues=forms,
        attributions=attributions,
        turning=sets["nots"] | sets["comings"],
        contesting=sets["accusing"] | falsehoods.keys(),
        tinged=sets["accusing"].union(falsehoods, sets["future"], sets["expectations"]),
        mediating=sets["channels"].union(media, outlets, ["ل"]),
        noted=sets["nots"].union(
            sets["comings"],
            number_words().triggers,
            attributions,
            forms,
            (form + "ه" for form, cue in forms.items() if cue.tells_with_pronoun),
        ),
        named=sets["sources"] | sets["titled"],
        ties_that=sets["no_that_after"] | sets["tying"],
        prospects=sets["future"] | sets["expectations"],
        openers=MARKS.union((":", "كيف"), that),
        governors=governors,
        no_names=no_names,
        no_members=no_members,
        unlike_names=no_names.union(governors, that, owned, ["اول", "بان", "فان"]),
        enders=no_members.union(forms, sets["refusals"], sets["prepositions"], ["اول", "اي"]),
        falsehoods=falsehoods,
        own=mark,
        media=media,
        **sets,
    )


def _table(name: str) -> dict[str, Any]:
    """A TOML file of the package."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _cue_forms(table: Mapping[str, Any]) -> dict[str, CueForm]:
    """Every form of every verb and noun; where two share a form, the one that stands first has it."""
    forms: dict[str, CueForm] = {}
    for record in table["verb"]:
        entry = _entry(record, record["past"])
        only = frozenset(fold(form) for form in record.get("only", ()))
        for form, kind, gender, plural, pronoun in verb_forms(record):
            if only and form not in only:
                continue
            for clitic, joined in clitics(kind):
                forms.setdefault(clitic + form, CueForm(entry, kind, gender, plural, joined, pronoun))
    for record in table["noun"]:
        for word in record["words"]:
            forms.setdefault(fold(word), CueForm(_entry(record, word), "noun", "m", False, False))
    for record in table["expected"]:
        for word in record["words"]:
            entry = replace(_entry(record, word), agentless=True)
            forms[fold(word)] = CueForm(entry, "expected", "m", False, False)
    return forms


def _entry(record: Mapping[str, Any], lemma: str) -> Entry:
    """The entry that a record of cues.toml describes."""
    follow = [fold(word) for word in record["follow"]]
    return Entry(
        lemma=lemma,
        that="that" in follow,
        object="object" in follow,
        how="how" in follow,
        prepositions=frozenset(follow) - {"that", "object", "how"},
        polarity=record.get("polarity", "asserts"),
        bare=record.get("bare", True),
        pronoun=record.get("pronoun", False),
        recipient=record.get("recipient", False),
        initial=record.get("initial", False),
        quote=record.get("quote", True),
        reports=record.get("reports", True),
        whole=record.get("whole", False),
        speech=record.get("speech", False),
        event=record.get("event", False),
        negated=record.get("negated", False),
        agentless=record.get("agentless", False),
        not_before=frozenset(fold(word) for word in record.get("not_before", ())),
        first_person=record.get("first_person", False),
        sight=record.get("sight", False),
        introduces=record.get("introduces", False),
        thanks=record.get("thanks", False),
        carrier=record.get("carrier", False),
        behind=fold(record.get("behind", "")),
        before_that=fold(record.get("before_that", "")),
        needs=frozenset(fold(word) for word in record.get("needs", ())),
        verbs=frozenset(fold(word) for word in record.get("verbs", ())),
    )


def _attributions(records: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Attribution, ...]]:
    """The prepositions by their first word."""
    table: dict[str, list[Attribution]] = {}
    for record in records:
        words = tuple(fold(word) for word in record["words"])
        for clitic in ("", "و"):
            first = clitic + words[0]
            table.setdefault(first, []).append(Attribution((first, *words[1:]), record.get("after", "")))
    return {first: tuple(sorted(group, key=lambda a: -len(a.words))) for first, group in table.items()}


def _phrases(texts: Iterable[str]) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """Phrases by their longest word, by which they are looked for, each with that word's place in it."""
    table: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for text in sorted(texts):
        phrase = tuple(text.split())
        key = max(phrase, key=len)
        table.setdefault(key, []).append((phrase.index(key), phrase))
    return {key: tuple(group) for key, group in table.items()}
