"""Words as what they mean: names of one body under one name, words of one meaning under one word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from store.claims.names import spelled
from store.claims.stems import CACHED, skeleton, stem
from store.claims.units import PERCENT
from store.claims.words import MARKS, NUMBER, fold
from store.model import Offset

_WORD = re.compile(
    r"https?:[^\s«»“”\"،]*|www\.\S*|pic\.\S*|@\w+"
    rf"|[^\W\d_]+(?:[{MARKS}\u0640]+[^\W\d_]*)*|{NUMBER}[%٪]?|\.{{2,}}"
    r"|(?<=[^\d\s]\s)[-–—](?=\s)|[.!؟?؛;،,:\n…]"
)
_SHORT = re.compile(r"[وف]?(?:ال|بال|كال|لل)([^\W\d_]{2})")
"""A noun of two letters with its article, of which stemming leaves the article: السد."""
_DERIVED = re.compile(r"ا[^\W\d_]{2,3}ا[^\W\d_]")
"""A verb of the seventh, eighth or tenth form with a weak root, or the noun of any such verb."""
_WEAK = re.compile(r"ا[^\W\d_]{3,4}ى")
"""A verb of such a form whose last letter is weak."""
_ATTACHED = "وفبل"
_CLITICS = ("و", "ف", "ب", "ل", "ك")
DURATION = "+duration"
"""What spans of time count."""
_CONJUNCTIONS = ("و", "ف")
_JOIN = "_"
"""Between the words of an entry of several."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a clause, or a name of several words."""

    start: Offset
    end: Offset
    form: str
    """Folded, of its first word."""
    meaning: str
    """`=NAME` for a name that is known, `+CONCEPT` for a word of the lexicon, else its consonants; "" for a
    word that says nothing of the matter."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Words as they are spelt, folded; lexicon.toml says what for."""

    negations: frozenset[str]
    no_negations: frozenset[str]
    only: frozenset[str]
    truths: frozenset[str]
    untruths: frozenset[str]
    causes: frozenset[str]
    own: frozenset[str]
    former: frozenset[str]
    no_more: frozenset[str]
    joints: frozenset[str]
    carries: frozenset[str]
    partial: frozenset[str]
    compared: frozenset[str]
    besides: frozenset[str]
    among: frozenset[str]
    times: frozenset[str]
    today: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Concepts of a kind; lexicon.toml says what for."""

    things: frozenset[str]
    reversers: frozenset[str]
    aspects: frozenset[str]
    wrongs: frozenset[str]
    events: frozenset[str]
    state: frozenset[str]
    rebels: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Tables:
    concepts: Mapping[str, str]
    """From a stem to the concept."""
    exact: Mapping[str, str]
    """From a folded word to the concept."""
    others: frozenset[str]
    """Folded words that mean no concept, whatever their stem."""
    forms: Forms
    kinds: Kinds
    opposites: Mapping[str, frozenset[str]]
    """From a concept to those that say the opposite."""
    contrasts: frozenset[str]
    """With a space on both sides."""
    light: frozenset[str]
    particles: frozenset[str]
    """As they stand in a text, with a conjunction before them and a pronoun behind or without."""
    hearsay: frozenset[str]
    supports: frozenset[str]
    anaphors: frozenset[str]
    plain_units: frozenset[str]
    spans: frozenset[str]
    faint: frozenset[str]
    """Meanings that say where or when, more or less."""
    hedges: Mapping[str, frozenset[str]]
    """As they stand in a text, by what they make of a number: about it, at least it, at most it."""
    hours: Mapping[str, float]
    """How long a unit of time is, by its folded word."""
    names: Mapping[str, str]
    """What several words mean together, or a name, by how they are looked up."""


@cache
def tables() -> _Tables:
    """lexicon.toml, and the known names of identities.toml, read when they are first needed."""
    own = _file("store.claims.propositions", "lexicon.toml")
    lists: Mapping[str, list[str]] = {name: words.split() for name, words in own["words"].items()}
    concepts = _stems(own["same"])
    exact = {fold(word): f"+{name}" for name, words in own["exact"].items() for word in words.split()}
    others = frozenset(map(fold, own["others"]["words"].split()))

    def meanings(name: str) -> frozenset[str]:
        return frozenset(
            _concept(fold(word), others, exact, concepts) or skeleton(fold(word)) for word in lists[name]
        )

    return _Tables(
        concepts=concepts,
        exact=exact,
        others=others,
        forms=Forms(**{one.name: frozenset(map(fold, lists[one.name])) for one in fields(Forms)}),
        kinds=Kinds(**{one.name: frozenset(f"+{name}" for name in lists[one.name]) for one in fields(Kinds)}),
        opposites=_opposites(own["opposite"]["pairs"]),
        contrasts=frozenset(f" {fold(words)} " for words in own["contrast"]["words"]),
        light=frozenset(map(stem, lists["light"])),
        particles=_particles(lists),
        hearsay=meanings("hearsay"),
        supports=meanings("supports"),
        anaphors=meanings("anaphors") | meanings("hearsay"),
        plain_units=meanings("plain_units") | {DURATION, PERCENT},
        spans=meanings("spans"),
        faint=meanings("places") | {"+year", "+month"},
        hedges={kind: frozenset(map(fold, hedges)) for kind, hedges in own["hedges"].items()},
        hours={fold(unit): length for unit, length in own["hours"].items()},
        names=_phrases(own["same"]),
    )


def _opposites(pairs: Sequence[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each concept of some pairs its opposites."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(f"+{one}", set()).add(f"+{other}")
        found.setdefault(f"+{other}", set()).add(f"+{one}")
    return {concept: frozenset(others) for concept, others in found.items()}


def _file(package: str, name: str) -> dict[str, Any]:
    """A TOML file of a package."""
    return tomllib.loads(files(package).joinpath(name).read_text("utf-8"))


def _stems(same: Mapping[str, str]) -> dict[str, str]:
    """The concept of each stem; what a word is derived to gives way to what another one is."""
    listed = [
        (word, f"+{name}") for name, words in same.items() for word in words.split() if _JOIN not in word
    ]
    found = {stem(word): concept for word, concept in listed}
    for word, concept in listed:
        # With its article too, behind which its first letter is no clitic: الفيضان.
        for form in [*(["ال" + word] if word[0] in _ATTACHED else []), *_without_vowel(fold(word))]:
            found.setdefault(stem(form), concept)
    return found


def _particles(lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The particles, and those that take a pronoun with each, all with a conjunction or without."""
    attached = [fold(word + pronoun) for word in lists["with_pronouns"] for pronoun in lists["pronouns"]]
    bare = [*map(fold, lists["particles"]), *attached]
    return frozenset(before + word for word in bare for before in ("", *_CONJUNCTIONS))


@cache
def _lengths() -> Mapping[str, int]:
    """For the first word of names and phrases, how many words the longest of them has."""
    found: dict[str, int] = {}
    for name in tables().names:
        words = name.split()
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


@lru_cache(CACHED)
def _longest(first: str) -> int:
    """How many words a name or phrase has at most that begins with a word as it is looked up; 0 for none."""
    forms = [first, *(first[1:] for clitic in _CLITICS if first.startswith(clitic))]
    forms += ["ال" + first[2:]] if first.startswith("لل") else []
    return max(_lengths().get(form, 0) for form in forms)


def _phrases(same: Mapping[str, str]) -> dict[str, str]:
    """What the known names mean, and the entries of several words, as they are looked up."""
    known = _file("store.claims", "identities.toml")["known"]
    found = {_spelling(name): f"={group[0]}" for group in known for name in group}
    # فتح is opening, far more often than it is the movement.
    for word in " ".join(same.values()).split():
        found.pop(_spelling(word), None)
    for concept, words in same.items():
        for word in words.split():
            if _JOIN in word:
                found[_spelling(word.replace(_JOIN, " "))] = f"+{concept}"
    return found


def read(text: str, start: Offset, end: Offset) -> list[Word]:
    """The words and marks of `text` from `start` to `end`, in order; marks mean nothing."""
    found = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text, start, end)]
    spelt = [spelled(word) for _, _, word in found]
    words: list[Word] = []
    place = 0
    while place < len(found):
        size, name = _name_at(spelt, place)
        first, _, form = found[place]
        last = found[place + size - 1][1]
        words.append(Word(first, last, fold(form) or form, name if name else meaning(form)))
        place += size
    return words


def opposed(one: str, other: str) -> bool:
    """Whether two meanings are opposites."""
    return other in tables().opposites.get(one, ())


def happens(meaning: str) -> bool:
    """Whether a meaning is something that is done or happens, as far as the lexicon knows."""
    return meaning[:1] == "+" and meaning not in tables().kinds.things


def _without_vowel(word: str) -> Iterator[str]:
    """The present of a derived form as it stands behind لم, where a weak root loses its vowel: ينهر، يلتق."""
    if _DERIVED.fullmatch(word):
        yield from (letter + word[1:-2] + word[-1] for letter in "يت")
    elif _WEAK.fullmatch(word):
        yield from (letter + word[1:-1] for letter in "يت")


@lru_cache(CACHED)
def meaning(word: str) -> str:
    """What a single word means; "" for a mark and for a word that says nothing of the matter."""
    if not (word[0].isalpha() or word[0].isdigit()) or word.startswith(("http", "www.", "pic.")):
        return ""
    bare = fold(word) or word
    root = stem(bare)
    known = tables()
    if bare in known.exact:
        return known.exact[bare]
    if bare in known.particles or root in known.light:
        return ""
    concept = _concept(bare, known.others, known.exact, known.concepts)
    if concept:
        return concept
    short = _SHORT.fullmatch(word)
    if short is None or not known.others.isdisjoint(_bared(bare)):
        return skeleton(bare)
    return known.concepts.get(stem(short[1])) or skeleton(short[1])


def _concept(
    bare: str, others: Set[str], exact: Mapping[str, str], concepts: Mapping[str, str]
) -> str | None:
    """The concept that a folded word means; None where the lexicon has none."""
    if bare in exact:
        return exact[bare]
    if not others.isdisjoint(_bared(bare)):
        return None
    return next((concepts[form] for form in _variants(stem(bare)) if form in concepts), None)


def _bared(bare: str) -> Iterator[str]:
    """A folded word, and it without a conjunction, a preposition and the article before it."""
    yield bare
    word = bare[1:] if bare[0] in _CONJUNCTIONS else bare
    for form in (word, word[1:] if word[:1] in _CLITICS else word):
        yield form
        if form.startswith(("ال", "لل")):
            yield form[2:]


def _variants(root: str) -> Iterator[str]:
    """A stem, and what it may be with a letter of the present or a clitic before it."""
    yield root
    if len(root) > 3 and root[0] in "يتنسوبلا":
        yield root[1:]
        if len(root) > 4 and root[0] in "سوبل" and root[1] in "يتن":
            yield root[2:]


def _name_at(spelt: list[str], place: int) -> tuple[int, str | None]:
    """How many words a name that begins there has, and the name; 1 and None where there is none."""
    names = tables().names
    for size in range(min(_longest(spelt[place]), len(spelt) - place), 0, -1):
        written = " ".join(spelt[place : place + size])
        if written in names:
            return size, names[written]
        for clitic in _CLITICS:
            if written.startswith(clitic):
                bare = written[1:]
                if bare.startswith("ل") and clitic == "ل" and "ال" + bare[1:] in names:
                    return size, names["ال" + bare[1:]]
                if bare in names and len(bare) > 3:
                    return size, names[bare]
    return 1, None


def _spelling(words: str) -> str:
    """Names and phrases as they are looked up."""
    return " ".join(map(spelled, words.split()))
