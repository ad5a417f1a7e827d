"""Who is who: the same person or body under several names, in one article and across articles.

A name is matched with the names before it: by the table of identities.toml, by what the article itself
introduces (قوات سورية الديمقراطية «قسد»), by its words (بالي is مصطفى بالي, الوزارة the ministry named last).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from store.claims.lexicon import Lexicon, lexicon
from store.claims.words import bare_alefs, fold, has_marks, one_spelling
from store.model import Claim

_ALIAS = 2
"""A short name in brackets or quotation marks has no more words."""
_BEFORE = 7
"""The name that it is short for stands within so many words before it."""
_WORD = re.compile(r"@\w+|[^\W_]+(?:['’][^\W_]+)*")
_BRACKETED = re.compile(r"[(«“\"‘']\s*([^()«»“”\"‘’'\n،,:؛]{2,30}?)\s*[)»”\"’']")
_PART = re.compile(r"[،,()«»“”\"\[\]]|\s[-–—]\s?|(?<=\s)@\w+")
_SAME = frozenset(["نفس", "ذات", "نفسه", "نفسها", "ذاته", "ذاتها", "المذكور", "المذكورة"])
_SON = ("بن", "ابن", "بنت", "ال")
_CLITICS = "وفبلك"
_NAME = 6
"""A person's own name has no more words."""
_SHORT = 3
_CACHED = 1 << 14
"""Words and names that are remembered; the same few speak in article after article."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person or body that claims name as their speaker."""

    key: str
    """Folded, the same for every name of this one in its article."""
    name: str
    """The fullest of the names in the article, as it is spelt there."""
    everywhere: bool
    """Whether the key means the same one in other articles too: not for a title alone or a single surname."""


def identify(text: str, claims: Sequence[Claim]) -> tuple[Identity | None, ...]:
    """For each of the `claims` of one text, in its order, who its speaker is; None where it has none."""
    groups: list[_Group] = []
    names = [_read(claim.speaker) if claim.speaker else None for claim in claims]
    different = {name.text: name for name in names if name is not None}
    # Only where there are several names can one be short for another.
    aliases = _aliases(text, different.values()) if len(different) > 1 else {}
    found: dict[int, _Group] = {}
    starts = [claim.start for claim in claims]
    for number in sorted(range(len(claims)), key=starts.__getitem__):
        name = names[number]
        if name is None:
            continue
        group = next((g for g in reversed(groups) if g.holds(name, aliases)), None)
        if group is None:
            group = _Group()
        else:
            groups.remove(group)
        group.names[name.text] = name
        groups.append(group)
        found[number] = group
    made = {id(group): group.identity() for group in groups}
    return tuple(made[id(found[n])] if n in found else None for n in range(len(claims)))


def identity_of(name: str) -> Identity | None:
    """Who a name is, read by itself; None where there is no word in it."""
    read = _read(name)
    return _Group({read.text: read}).identity() if read is not None else None


@lru_cache(_CACHED)
def spelled(word: str) -> str:
    """A word of a name as names are looked up, in the one of its spellings that stands for all of them.

    A letter may be written to it: وسورية is وسوريا.
    """
    spellings, folded = _tables().spellings, _fold(word)
    if folded[1:] in spellings and folded[0] in _CLITICS:
        return folded[0] + spellings[folded[1:]]
    return spellings.get(folded, folded)


def alike(one: Identity, other: Identity) -> bool:
    """Whether two identities, of articles about one event, are the same person or body.

    Beyond equal keys, a surname alone is that of the full name.
    """
    if one.key == other.key:
        return True
    short, full = sorted((one.key.split(), other.key.split()), key=len)
    return len(short) == 1 < len(full) and short[0] == full[-1] and short[0] not in _tables().nouns


@dataclass(frozen=True, slots=True)
class _Tables:
    """identities.toml with what of the lexicon is needed; all folded."""

    known: Mapping[str, str]
    """From a name to the one shown."""
    spellings: Mapping[str, str]
    titles: frozenset[str]
    known_as: frozenset[str]
    nouns: frozenset[str]
    """Nouns of offices and bodies, without the article."""
    persons: frozenset[str]
    """Those of them that are offices of persons."""
    bodies: frozenset[str]
    """Those of them whose name with another word tells which body it is."""
    epithets: frozenset[str]
    """What may stand behind a known name."""
    countries: frozenset[str]
    lexicon: Lexicon


@cache
def _tables() -> _Tables:
    """The tables, read when they are first needed."""
    table = tomllib.loads(Path(__file__).with_name("identities.toml").read_text(encoding="utf-8"))
    words = lexicon()
    spellings = {_fold(word): _fold(group[0]) for group in table["spellings"] for word in group}
    nouns = {_bare(_fold(word)) for word in words.sources}
    persons = {_bare(_fold(word)) for word in words.offices | words.honorifics}
    known = {
        " ".join(spellings.get(word, word) for word in _words(name)): group[0]
        for group in table["known"]
        for name in group
    }
    return _Tables(
        known=known,
        spellings=spellings,
        titles=frozenset(_fold(word) for word in table["titles"]),
        known_as=frozenset(_fold(word) for word in table["known_as"]),
        bodies=frozenset(_fold(word) for word in table["bodies"]),
        epithets=frozenset(_fold(word) for word in table["epithets"]),
        countries=frozenset(_fold(place) for place in words.countries),
        nouns=frozenset(nouns | {_bare(_fold(word)) for word in table["bodies"]}),
        persons=frozenset(persons),
        lexicon=words,
    )


class _Name(NamedTuple):
    """A speaker's name, taken apart."""

    text: str
    words: tuple[str, ...]
    """Folded, in one spelling, without titles."""
    outside: tuple[str, ...]
    """The same without what stands in brackets or quotation marks."""
    known: str | None
    """Its name in the table."""
    person: tuple[str, ...]
    """The words of a person's own name, as far as they can be told from the office."""
    titles: frozenset[str]
    head: str
    """Its first word without the article."""
    common: bool
    """Whether an office or a body heads it, and not a name."""

    @property
    def definite(self) -> bool:
        """Whether its first word carries the article."""
        return self.words[0] != self.head


@dataclass(slots=True)
class _Group:
    """The names of one identity, in the order of the text."""

    names: dict[str, _Name] = field(default_factory=dict)
    """By their texts."""

    def holds(self, name: _Name, aliases: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
        """Whether `name` is another name of this one; `aliases` as `_aliases` gives them."""
        return name.text in self.names or any(
            _same(other, name) or _introduced(other, name, aliases) for other in self.names.values()
        )

    def identity(self) -> Identity:
        """What the names have in common."""
        names = self.names.values()
        fullest = max(names, key=lambda name: (len(name.words), len(name.text)))
        known = next((name.known for name in names if name.known), None)
        if known is not None:
            return Identity(" ".join(_words(known)), fullest.text, True)
        person = max((name.person for name in names), key=len)
        if len(person) > 1:
            return Identity(f"{person[0]} {person[-1]}", fullest.text, True)
        named = len(fullest.words) > 1 and fullest.words[0] in _tables().bodies
        place = fullest.words[0] in _tables().countries and len(fullest.words) == 1
        return Identity(" ".join(fullest.words), fullest.text, named or place)


def _same(one: _Name, other: _Name) -> bool:
    """Whether two names of one article are of the same person or body; `one` stands before `other`."""
    if one.known or other.known:
        return one.known == other.known
    if one.words == other.words:
        return True
    if len(other.words) == 1 and other.head.endswith("ه") and other.head[:-1] in one.titles:
        return True
    if one.person and other.person:
        return _is_part(one.person, other.person) or _is_part(other.person, one.person)
    if other.common and one.head == other.head:
        clear = other.definite or 1 < len(other.words) < len(one.words)
        return clear and set(map(_bare, other.words)) <= set(map(_bare, one.words))
    return False


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter form of a person's name is one of the fuller one: it has its last word."""
    return short[-1] == full[-1] and set(short) <= set(full)


def _introduced(one: _Name, other: _Name, aliases: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """Whether the article introduces one of two names as short for the other."""
    if not aliases:
        return False
    for short, full in ((one, other.outside), (other, one.outside)):
        for before in aliases.get(" ".join(short.words), ()):
            if full and before[-len(full) :] == full:
                return True
    return False


def _aliases(text: str, names: Iterable[_Name]) -> dict[str, list[tuple[str, ...]]]:
    """Those of `names` that are short and stand in brackets or quotation marks; the words before each."""
    tables = _tables()
    out: dict[str, list[tuple[str, ...]]] = {}
    wanted = {" ".join(name.words) for name in names if len(name.words) <= _ALIAS}
    for match in _BRACKETED.finditer(text) if wanted else ():
        short = " ".join(_words(match[1]))
        if short not in wanted or any(word[:1].isdecimal() for word in short.split(" ")):
            continue
        before = [
            tables.spellings.get(w, w) for w in _words(text[max(0, match.start() - 90) : match.start()])
        ]
        while before and before[-1] in tables.known_as:
            before.pop()
        if before:
            out.setdefault(short, []).append(tuple(before[-_BEFORE:]))
    return out


@lru_cache(_CACHED)
def _read(name: str) -> _Name | None:
    """A speaker's name taken apart; None where there is no word in it."""
    tables = _tables()
    plain = _plain(name)
    apart = _PART.split(name)
    parts = [p for p in (_plain(part) for part in apart) if p] if len(apart) > 1 else [plain]
    outside = _plain(_BRACKETED.sub(" ", name)) if len(apart) > 1 else plain
    whole = [word for word in plain if word not in _SAME]
    words = tuple([word for word in whole if word not in tables.titles] or whole)
    if not words:
        return None
    person = max(map(_person, parts), key=len, default=())
    head = _bare(words[0])
    return _Name(
        text=name,
        words=words,
        outside=tuple([word for word in outside if word not in tables.titles]),
        known=_known(name, whole, outside),
        person=person,
        titles=tables.titles.intersection(whole),
        head=head,
        common=head in tables.nouns,
    )


def _known(name: str, whole: Sequence[str], outside: Sequence[str]) -> str | None:
    """The name in the table that a phrase is: all of it, or what is left without brackets and epithets.

    Behind a noun like "agency" it is what stands between quotation marks. `whole` and `outside` are the
    words of the phrase, with those in brackets and without.
    """
    tables = _tables()
    quoted = _BRACKETED.search(name)
    candidates = [whole]
    if outside != whole:
        candidates.append(outside)
    if not tables.epithets.isdisjoint(outside):
        first = next(n for n, word in enumerate(outside) if word in tables.epithets)
        candidates.append(outside[:first])
    if quoted is not None and (not outside or (outside[0] in tables.bodies and len(outside) <= _ALIAS)):
        candidates.append(_plain(quoted[1]))
    return next((k for words in candidates if (k := tables.known.get(" ".join(words)))), None)


def _plain(text: str) -> list[str]:
    """The folded words of a name in one spelling, handles left out."""
    spellings = _tables().spellings
    # Names are remembered, and made of the same few words.
    return [intern(spellings.get(word, word)) for word in _words(text) if word[:1] != "@"]


def _person(part: Sequence[str]) -> tuple[str, ...]:
    """The words of a person's own name in one part of a phrase.

    A name that stands in front goes on to an office. Behind an office it is read from the end, since there
    is no telling where an office ends: up to a word with the article or an office. A family name may itself
    carry the article.
    """
    tables = _tables()
    titled = not tables.titles.isdisjoint(part)
    words: list[str] = []
    for word in part:
        if word in ("الدين", "الله") and words:
            words[-1] += word
        elif word not in tables.titles:
            words.append(word)
    if not words:
        return ()
    if _bare(words[0]) not in tables.nouns:
        first = next((n for n, word in enumerate(words) if not word.startswith("ال")), len(words))
        first = first if first > 1 else 0
        end = next((n for n in range(first, len(words)) if _is_noun(words[n])), len(words))
        return tuple(_joined(words[first:end])) if end <= _NAME and words[0] not in tables.countries else ()
    if not _is_office(words[0]):
        return ()
    first = len(words)
    for index in range(len(words) - 1, 0, -1):
        word = words[index]
        if _is_noun(word) or word in tables.countries or _is_joined(word):
            break
        if word.startswith("ال") and index + 1 < len(words):
            break
        first = index
    run = words[first:]
    if not titled and _bare(words[first - 1]) in tables.nouns and not words[first - 1].startswith("ال"):
        run = run[1:]
    if len(run) == 1 and run[0].startswith("ال") and not titled:
        return ()
    return tuple(_joined(run))


def _is_noun(word: str) -> bool:
    """Whether a word is an office, a body or a preposition, also with و, ل or ب written to it."""
    tables = _tables()
    bare = _bare(word)
    joined = len(word) > _SHORT and word[0] in "ولب" and _bare(word[1:]) in tables.nouns
    return bare in tables.nouns or joined or word in tables.lexicon.prepositions


def _is_joined(word: str) -> bool:
    """Whether a word with the article carries a conjunction or a preposition: والهيئات, بالكاف."""
    return len(word) > _SHORT + 2 and word.startswith(("لل", "وال", "بال"))


def _is_office(word: str) -> bool:
    """Whether a word is an office of a person, of either gender."""
    persons = _tables().persons
    return _bare(word) in persons or _bare(word).removesuffix("ه") in persons


def _joined(words: Iterable[str]) -> Iterator[str]:
    """The words of a name without بن and the like, عبد and أبو with what follows them."""
    before = ""
    for word in words:
        if word in ("عبد", "ابو", "ابي", "ابا"):
            before += word
        elif word not in _SON:
            yield before + word
            before = ""


def _words(text: str) -> list[str]:
    """The folded words of a text."""
    if has_marks(text) or text != text.lower():
        return [folded for word in _WORD.findall(text) if (folded := _fold(word))]
    # Then folding changes no letter into what is none, and all words can be folded at once.
    folded = _spelled(text)
    words = folded.split()
    return words if "".join(words).isalnum() else _WORD.findall(folded)


@lru_cache(_CACHED)
def _fold(word: str) -> str:
    """A word in one spelling: alefs, ة and ى alike, in small letters."""
    return _spelled(fold(word).lower())


def _spelled(text: str) -> str:
    """A text with one spelling of alef, ة and ى."""
    return one_spelling(bare_alefs(text))


def _bare(word: str) -> str:
    """A word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
