"""Words as what they mean: names of one body under one name, words of one meaning under one word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from store.claims.stems import CACHED, skeleton, stem
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
_LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "گ": "ك", "ک": "ك", "ی": "ي"})
_CLITICS = ("و", "ف", "ب", "ل", "ك")
DURATION = "+duration"
"""What spans of time count."""
_CONJUNCTIONS = ("و", "ف")
_LONGEST = 7
"""Words of a name in the table at most."""


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
class _Tables:
    concepts: Mapping[str, str]
    """From a stem to the concept."""
    exact: Mapping[str, str]
    """From a folded word to the concept."""
    opposites: frozenset[frozenset[str]]
    negations: frozenset[str]
    no_negations: frozenset[str]
    truths: frozenset[str]
    former: frozenset[str]
    no_more: frozenset[str]
    joints: frozenset[str]
    carries: frozenset[str]
    contrasts: frozenset[str]
    """With a space on both sides."""
    partial: frozenset[str]
    besides: frozenset[str]
    among: frozenset[str]
    times: frozenset[str]
    light: frozenset[str]
    particles: frozenset[str]
    """As they stand in a text, with a conjunction before them and a pronoun behind or without."""
    hearsay: frozenset[str]
    supports: frozenset[str]
    anaphors: frozenset[str]
    plain_units: frozenset[str]
    things: frozenset[str]
    reversers: frozenset[str]
    aspects: frozenset[str]
    today: frozenset[str]
    spans: frozenset[str]
    faint: frozenset[str]
    """Meanings that say where or when, more or less."""
    hedges: Mapping[str, frozenset[str]]
    """As they stand in a text, by what they make of a number: about it, at least it, at most it."""
    hours: Mapping[str, float]
    """How long a unit of time is, by its folded word."""
    names: Mapping[str, str]


@cache
def tables() -> _Tables:
    """lexicon.toml, and the known names of identities.toml, read when they are first needed."""
    own = tomllib.loads(files("store.claims.propositions").joinpath("lexicon.toml").read_text("utf-8"))
    known = tomllib.loads(files("store.claims").joinpath("identities.toml").read_text("utf-8"))["known"]
    concepts: dict[str, str] = {}
    for concept, words in own["same"].items():
        for word in words.split():
            concepts.setdefault(stem(word), f"+{concept}")
            for form in _without_vowel(fold(word)):
                concepts.setdefault(stem(form), f"+{concept}")

    def forms(name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in own["words"][name].split())

    def meanings(name: str) -> frozenset[str]:
        return frozenset(
            concepts.get(stem(word), skeleton(fold(word))) for word in own["words"][name].split()
        )

    attached = [
        fold(word) + fold(pronoun)
        for word in own["words"]["with_pronouns"].split()
        for pronoun in own["words"]["pronouns"].split()
    ]
    return _Tables(
        concepts=concepts,
        exact={fold(word): f"+{name}" for name, words in own["exact"].items() for word in words.split()},
        opposites=frozenset(frozenset((f"+{one}", f"+{other}")) for one, other in own["opposite"]["pairs"]),
        negations=forms("negations"),
        no_negations=forms("no_negations"),
        truths=forms("truths"),
        former=forms("former"),
        no_more=forms("no_more"),
        joints=forms("joints"),
        carries=forms("carries"),
        contrasts=frozenset(f" {fold(words)} " for words in own["contrast"]["words"]),
        partial=forms("partial"),
        besides=forms("besides"),
        among=forms("among"),
        times=forms("times"),
        light=frozenset(stem(word) for word in own["words"]["light"].split()),
        particles=frozenset(
            before + word for word in [*forms("particles"), *attached] for before in ("", *_CONJUNCTIONS)
        ),
        hearsay=meanings("hearsay"),
        supports=meanings("supports"),
        anaphors=meanings("anaphors") | meanings("hearsay"),
        plain_units=meanings("plain_units") | {DURATION},
        today=forms("today"),
        spans=meanings("spans"),
        faint=meanings("places") | {"+year", "+month"},
        things=frozenset(f"+{name}" for name in own["words"]["things"].split()),
        reversers=frozenset(f"+{name}" for name in own["words"]["reversers"].split()),
        aspects=frozenset(f"+{name}" for name in own["words"]["aspects"].split()),
        hedges={kind: frozenset(hedges) for kind, hedges in own["hedges"].items()},
        hours={fold(unit): length for unit, length in own["hours"].items()},
        names={_spelling(name): f"={group[0]}" for group in known for name in group},
    )


def read(text: str, start: Offset, end: Offset) -> list[Word]:
    """The words and marks of `text` from `start` to `end`, in order; marks mean nothing."""
    found = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text, start, end)]
    spelt = [_spelling(word) for _, _, word in found]
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
    return frozenset((one, other)) in tables().opposites


def happens(meaning: str) -> bool:
    """Whether a meaning is something that is done or happens, as far as the lexicon knows."""
    return meaning[:1] == "+" and meaning not in tables().things


def _without_vowel(word: str) -> Iterator[str]:
    """The present of a derived form as it stands behind لم, where a weak root loses its vowel: لم ينهر."""
    if _DERIVED.fullmatch(word):
        yield from (letter + word[1:-2] + word[-1] for letter in "يت")


@lru_cache(CACHED)
def meaning(word: str) -> str:
    """What a single word means; "" for a mark and for a word that says nothing of the matter."""
    if not (word[0].isalpha() or word[0].isdigit()) or word.startswith(("http", "www.", "pic.")):
        return ""
    bare = fold(word) or word
    root = stem(bare)
    known = tables()
    if bare in known.particles or root in known.light:
        return ""
    if bare in known.exact:
        return known.exact[bare]
    for form in _variants(root):
        if form in known.concepts:
            return known.concepts[form]
    short = _SHORT.fullmatch(word)
    if short is None:
        return skeleton(bare)
    return known.concepts.get(stem(short[1])) or skeleton(short[1])


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
    for size in range(min(_LONGEST, len(spelt) - place), 0, -1):
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
    """Names as they are looked up: folded, in one spelling of سوريا."""
    return re.sub("سوريه", "سوريا", fold(words).casefold().translate(_LETTERS))
