"""A speaker's name taken apart: its words, what of it is a person's own name, and what it is known as."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from store.claims.lexicon import Lexicon, lexicon
from store.claims.words import bare_alefs, fold, has_marks, one_spelling, without_marks

ALIAS = 2
"""A short name in brackets or quotation marks has no more words."""
_WORD = re.compile(r"@\w+|[^\W_]+(?:['’][^\W_]+)*")
BRACKETED = re.compile(r"[(«“\"‘']\s*([^()«»“”\"‘’'\n،,:؛]{2,30}+)\s*[)»”\"’']")
_PART = re.compile(r"[-–—@،,()«»“”\"\[\]](?:(?<![-–—@])|(?<=\s[-–—])|(?<=\s@)\w+)")
"""What parts a phrase; all of it begins with one class of characters, which is found fast."""
_SAME = frozenset(["نفس", "ذات", "نفسه", "نفسها", "ذاته", "ذاتها", "المذكور", "المذكورة"])
_SON = ("بن", "ابن", "بنت", "ال")
_PRINCES = ("الامير", "الاميره")
"""Offices that a name stands right behind, as behind a title."""
_CLITICS = "وفبلك"
_NAME = 6
"""A person's own name has no more words."""
_SHORT = 3
_CACHED = 1 << 14
"""Words and names that are remembered; the same few speak in article after article."""


@lru_cache(_CACHED)
def spelled(word: str) -> str:
    """A word of a name as names are looked up, in the one of its spellings that stands for all of them.

    A letter may be written to it: وسورية is وسوريا.
    """
    spellings, folded = name_tables().spellings, _fold(word)
    if folded[1:] in spellings and folded[0] in _CLITICS:
        return folded[0] + spellings[folded[1:]]
    return spellings.get(folded, folded)


@dataclass(frozen=True, slots=True)
class _Tables:
    """identities.toml with what of the lexicon is needed; all folded."""

    known: Mapping[str, str]
    """From a name to the one shown."""
    spellings: Mapping[str, str]
    titles: frozenset[str]
    before_names: frozenset[str]
    """What stands before a name, and is no part of it: titles and princes."""
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
def name_tables() -> _Tables:
    """The tables, read when they are first needed."""
    table = tomllib.loads(Path(__file__).with_name("identities.toml").read_text(encoding="utf-8"))
    words = lexicon()
    spellings = {_fold(word): _fold(group[0]) for group in table["spellings"] for word in group}
    persons = {bare_word(_fold(word)) for word in words.offices | words.honorifics | {*table["persons"]}}
    nouns = {bare_word(_fold(word)) for word in words.sources | {*table["persons"]}}
    known = {
        " ".join(spellings.get(word, word) for word in words_of(name)): group[0]
        for group in table["known"]
        for name in group
    }
    titles = frozenset(_fold(word) for word in table["titles"])
    return _Tables(
        known=known,
        spellings=spellings,
        titles=titles,
        before_names=titles.union(_PRINCES),
        known_as=frozenset(_fold(word) for word in table["known_as"]),
        bodies=frozenset(_fold(word) for word in table["bodies"]),
        epithets=frozenset(_fold(word) for word in table["epithets"]),
        countries=frozenset(_fold(place) for place in words.countries),
        nouns=frozenset(nouns | {bare_word(_fold(word)) for word in table["bodies"]}),
        persons=frozenset(persons),
        lexicon=words,
    )


class Name(NamedTuple):
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


@lru_cache(_CACHED)
def read_name(name: str) -> Name | None:
    """A speaker's name taken apart; None where there is no word in it."""
    tables = name_tables()
    plain = _plain(name)
    apart = _PART.split(name)
    parts = [p for p in (_plain(part) for part in apart) if p] if len(apart) > 1 else [plain]
    outside = _plain(BRACKETED.sub(" ", name)) if len(apart) > 1 else plain
    whole = [word for word in plain if word not in _SAME]
    words = tuple([word for word in whole if word not in tables.titles] or whole)
    if not words:
        return None
    person = max(map(_person, parts), key=len, default=())
    head = bare_word(words[0])
    return Name(
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
    tables = name_tables()
    quoted = BRACKETED.search(name)
    candidates = [whole]
    if outside != whole:
        candidates.append(outside)
    if not tables.epithets.isdisjoint(outside):
        first = next(n for n, word in enumerate(outside) if word in tables.epithets)
        candidates.append(outside[:first])
    if quoted is not None and (not outside or (outside[0] in tables.bodies and len(outside) <= ALIAS)):
        candidates.append(_plain(quoted[1]))
    return next((k for words in candidates if (k := tables.known.get(" ".join(words)))), None)


def _plain(text: str) -> list[str]:
    """The folded words of a name in one spelling, handles left out."""
    words = words_of(text)
    if "@" in text:
        words = [word for word in words if word[:1] != "@"]
    # Names are remembered, and made of the same few words.
    return list(map(intern, map(name_tables().spellings.get, words, words)))


def _person(part: Sequence[str]) -> tuple[str, ...]:
    """The words of a person's own name in one part of a phrase.

    A name that stands in front goes on to an office. Behind an office it begins behind a title (مدير الجامعة
    الدكتور زهير العمري), or else is read from the end, since there is no telling where an office ends.
    """
    tables = name_tables()
    titled, begin = False, 0
    words: list[str] = []
    for word in part:
        if word in ("الدين", "الله") and words:
            words[-1] += word
        elif word in (tables.titles if words else tables.before_names) and words[-1:] != ["ال"]:
            titled = True
            begin = len(words) if word.startswith("ال") or len(word) == 1 else begin
        else:
            words.append(word)
    if not words:
        return ()
    if bare_word(words[0]) not in tables.nouns:
        return _own(words, titled) if words[0] not in tables.countries else ()
    if not _is_office(words[0]):
        return ()
    behind = words[begin:] if begin and not (words[begin:] and words[begin].startswith("ال")) else []
    return (_own(behind, titled) if behind else ()) or _behind_office(words, titled)


def _own(words: Sequence[str], titled: bool) -> tuple[str, ...]:
    """The name that begins `words`, or stands behind two adjectives or more, up to an office."""
    first = next((n for n, word in enumerate(words) if not word.startswith("ال")), len(words))
    first = first if first > 1 else 0
    nouns = (n for n in range(first, len(words)) if _is_noun(words[n]) and not _is_family(words, n, titled))
    end = next(nouns, len(words))
    sons = sum(word in _SON for word in words[:end])
    return tuple(_joined(words[first:end])) if end - sons <= _NAME else ()


def _behind_office(words: Sequence[str], titled: bool) -> tuple[str, ...]:
    """The name that ends `words`, read from the end: up to an office or a word with the article.

    An office begins them. A family name may itself carry the article.
    """
    tables = name_tables()
    first = len(words)
    for index in range(len(words) - 1, 0, -1):
        word = words[index]
        if not _is_of_son(words, index):
            if _is_noun(word) or word in tables.countries or _is_joined(word):
                break
            if word.startswith("ال") and index + 1 < len(words):
                break
        first = index
    run = words[first:]
    if not titled and bare_word(words[first - 1]) in tables.nouns and not words[first - 1].startswith("ال"):
        run = run[1:]
    if len(run) == 1 and run[0].startswith("ال") and not titled:
        return ()
    return tuple(_joined(run))


def _is_of_son(words: Sequence[str], index: int) -> bool:
    """Whether a word stands beside بن, and so is a name whatever else it means: بن مساعد, تركي بن طلال."""
    return words[index - 1] in _SON or words[index + 1 : index + 2] == ["بن"]


def _is_family(words: Sequence[str], index: int, titled: bool) -> bool:
    """Whether a noun is a family name: beside بن, or the last word of two behind a title: فاروق الخطيب."""
    last = titled and index == 1 == len(words) - 1 and words[1].startswith("ال")
    return index > 0 and (last or _is_of_son(words, index))


def _is_noun(word: str) -> bool:
    """Whether a word is an office, a body or a preposition, also with و, ل or ب written to it."""
    tables = name_tables()
    bare = bare_word(word)
    joined = len(word) > _SHORT and word[0] in "ولب" and bare_word(word[1:]) in tables.nouns
    return bare in tables.nouns or joined or word in tables.lexicon.prepositions


def _is_joined(word: str) -> bool:
    """Whether a word with the article carries a conjunction or a preposition: والهيئات, بالكاف."""
    return len(word) > _SHORT + 2 and word.startswith(("لل", "وال", "بال"))


def _is_office(word: str) -> bool:
    """Whether a word is an office of a person, of either gender."""
    persons = name_tables().persons
    return bare_word(word) in persons or bare_word(word).removesuffix("ه") in persons


def _joined(words: Iterable[str]) -> Iterator[str]:
    """The words of a name without بن and the like, عبد and أبو with what follows them."""
    before = ""
    for word in words:
        if word in ("عبد", "ابو", "ابي", "ابا"):
            before += word
        elif word not in _SON:
            yield before + word
            before = ""


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    if has_marks(text):
        text = without_marks(text)
    if text != text.lower():
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


def bare_word(word: str) -> str:
    """A word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word
