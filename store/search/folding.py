"""Folding: spellings and forms of a word that a person means alike become one.

Two foldings, each with its way back to the text. `fold` is of letters, for finding a string in an article.
`folded_words` is of whole words, each with its stem, for the index: the article and the endings of plural,
dual and possession are left out, in the manner of the light stemmers (Larkey, Ballesteros and Connell, "Light
stemming for Arabic information retrieval", 2007), and broken plurals stand for their singular. The clitics
و ف ب ك ل stay in the index, since a light stemmer cannot tell them from letters of the root; a query looks
for the word behind each of them (`variants`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain

from store.affixes import by_two_letters
from store.model import Offset, Span
from store.remembered import LONGEST, Remembered

VERSION = "3"
"""Of the folding; an index that another one made is made anew."""

_WORD = re.compile(r"[^\W_]+")
_POINT = "٫"
"""What parts the digits of a number in `folded_words`."""
_IN_NUMBER = re.compile(r"\.(?=\d)(?<=\d.)")
"""Commas are points before: for one character a text is searched far faster than for one of two."""
_OTHERS = re.compile(f"[^ \n0-9a-z{_POINT}ءةئؤابتثجحخدذرزسشصضطظعغفقكلمنهوي]")
"""What does not stand in `folded_words` or between them as it is."""
_USUAL = "أإآى،.:\u064b"
"""Those of them that half of all texts have: to replace them unseen is faster than to look for them."""
_FEW, _LONG = 40, 100_000
"""So many letters and marks are faster replaced one by one than translated all at once, and in a text of so
many code points they may be listed."""
_LEAD = 60
"""Words of an article that say what it is about: title and first paragraph of most."""
_TA_MARBUTA, _HA = "ة", "ه"
_HAMZA, _SEATED = "ء", ("ؤ", "ئ")
_KEPT = (_TA_MARBUTA, *_SEATED, _POINT)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its letters folded, and the map back.

    The map is of stretches, since nearly every letter becomes one letter: where in `text` each begins, and
    where in the unfolded text. At the end of both stand their lengths.
    """

    text: str
    _folded: Sequence[int]
    _unfolded: Sequence[Offset]
    _several: frozenset[int]
    """Stretches that come from one code point, whatever their length."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the unfolded text that the code points from `start` to `end` come from.

        With the marks on the last of them.
        """
        return Span(self._place(start)[0], self._place(end - 1)[1])

    def _place(self, at: int) -> tuple[Offset, Offset]:
        """Where the code point at `at` comes from: the offset, and the end with the marks behind it."""
        stretch = bisect_right(self._folded, at) - 1
        start = self._unfolded[stretch]
        if stretch not in self._several:
            start += at - self._folded[stretch]
        is_last = self._folded[stretch + 1] == at + 1
        return start, self._unfolded[stretch + 1] if is_last else start + 1


@dataclass(frozen=True, slots=True)
class _Rules:
    """What `folding.toml` says."""

    letters: dict[str, str]
    article: re.Pattern[str]
    clitics: Mapping[str, Sequence[str]]
    """By the first two letters of a word, the longest first."""
    least: int
    """Letters of a word that takes clitics."""
    endings: Mapping[str, Sequence[str]]
    """By the last two letters of a word, the longest first."""
    instead: dict[str, str]
    """What stands in the place of each."""
    left: int
    """Letters that an ending has to leave."""
    irregular: dict[str, str]
    names: dict[str, str]
    """Names that endings would cut to another word, and the adjective of each."""
    spellings: dict[str, str]
    """Other spellings of names, and the one that stands for all."""
    ordinary: frozenset[str]
    """Words that are left out of the table of forms."""
    particles: tuple[str, ...]
    """Words that nearly every title has one of."""


class _Letters(dict[int, str]):
    """Code point -> what it is folded to, found out when it is first met; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _letter(chr(code))
        return folded


_LETTERS = _Letters()


class _WordLetters(dict[int, str]):
    """Code point -> what stands for it in `folded_words`: a letter, a blank where a word ends, or nothing."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = char if char in _KEPT else _LETTERS[code]
        self[code] = folded = folded if folded.isalnum() or not folded or char == _POINT else " "
        return folded


_WORD_LETTERS = _WordLetters()


def letters(text: str) -> str:
    """`text` folded: hamza forms, ى and ي, ة and ه, marks, tatweel, digits, presentation forms, case."""
    return text.translate(_LETTERS).replace(_TA_MARBUTA, _HA)


def fold(text: str) -> Folded:
    """`text` as `letters` gives it, with its map."""
    folded = _mapped(text)
    return replace(folded, text=folded.text.replace(_TA_MARBUTA, _HA))


class StemmedText:
    """The words of a text in order: the stem of each, and where it stands."""

    def __init__(self, text: str) -> None:
        self._folded = _mapped(text)
        self.stems = list(map(_OF_WRITTEN.__getitem__, _WORD.findall(self._folded.text)))

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self._folded.text)]

    def span(self, first: int, last: int) -> Span:
        """From the beginning of the word `first` to the end of the word `last`, as they are written."""
        return self._folded.span(self._places[first][0], self._places[last][1])


def written_words(text: str) -> list[str]:
    """The words of `text` as they are written, marks and all, parted where those of the index are."""
    folded = _mapped(text)
    return [folded.span(*match.span()).of(text) for match in _WORD.finditer(folded.text)]


def folded_words(text: str) -> list[str]:
    """The words of `text`, letters folded but for ة, ؤ and ئ, which others than the index tell apart.

    A number is one word, whatever parts its digits: 1,200 and 3.5.
    """
    text = _replaced(_IN_NUMBER.sub(_POINT, text.replace(_POINT, ".").replace(",", ".")), _USUAL)
    if len(text) > _LONG or len(others := set(_OTHERS.findall(text))) > _FEW:
        return text.translate(_WORD_LETTERS).split()
    return _replaced(text, others).split()


def _replaced(text: str, chars: Iterable[str]) -> str:
    """`text` with those letters and marks as they are in `folded_words`."""
    for char in chars:
        text = text.replace(char, _WORD_LETTERS[ord(char)])
    return text


def stemmed(words: Iterable[str]) -> str:
    """The stems of those words, parted by spaces: what the index holds of a text."""
    return " ".join(map(_OF_FOLDED.__getitem__, words))


def lead(stemmed_text: str) -> str:
    """Of the stems of an article those that it begins with."""
    return " ".join(stemmed_text.split(" ", _LEAD)[:_LEAD])


def stem_of_written(word: str) -> str:
    """What `word` is searched by; never empty for a word of letters or digits."""
    return stem_of_folded(word[:LONGEST].translate(_LETTERS))


_OF_WRITTEN = Remembered(stem_of_written)


def stem_of_folded(word: str) -> str:
    """The stem of one of `folded_words`; of a number those of its parts, as a query has them."""
    if _POINT in word:
        return " ".join(map(stem_of_folded, word.split(_POINT)))
    word = word[:LONGEST]
    for seated in _SEATED:
        word = word.replace(seated, _HAMZA)
    folded, forms = word.replace(_TA_MARBUTA, _HA), _forms()
    if word.endswith(_HA) and (folded[:-1] in forms or forms.get(folded, folded) != folded):
        folded = folded[:-1]  # A possessive (بيانه, أهله); ta marbuta is another letter, though folded alike.
    return light(folded, forms)


_OF_FOLDED = Remembered(stem_of_folded)


def is_particle(word: str) -> bool:
    """Whether `word` is one that titles have whatever they are about; على is, and so علي, folded alike."""
    return letters(word) in _particles()


def variants(word: str) -> tuple[str, ...]:
    """The stems by which a query for `word` looks: its own, and that behind each clitic."""
    found = stem_of_written(word)
    rules, forms = _rules(), _forms()
    if len(found) < rules.least or not "ء" <= found[0] <= "ي":
        return (found,)
    behind = (clitic + found for clitic in dict.fromkeys(chain(*rules.clitics.values())))
    return (found, *(one for one in behind if one not in forms))


def light(word: str, forms: Mapping[str, str]) -> str:
    """The stem of a word of folded letters; `forms` has the stems of words that are not to be cut."""
    rules = _rules()
    article = rules.article.match(word)
    if article:
        behind = word[article.end() :]
        # للجنة is ل + اللجنة, where the lam of the word is written once with that of the article.
        own_lam = "ل" + behind
        word = own_lam if article[0].endswith("لل") and own_lam in forms else behind
    clitics = rules.clitics.get(word[:2]) or rules.clitics.get(word[:1], ())
    known = forms.get(word) or (_behind_clitic(word, clitics, rules.least, forms) if clitics else None)
    while not known:
        shorter = ""
        for ending in rules.endings.get(word[-2:]) or rules.endings.get(word[-1:], ()):
            if word.endswith(ending) and len(word) - len(ending) >= rules.left:
                left = word[: -len(ending)] + rules.instead[ending]
                known = forms.get(left)
                if not known and clitics:
                    known = _behind_clitic(left, clitics, rules.least, forms)
                if known:
                    return known
                shorter = shorter or left
        if not shorter:
            return word
        word = shorter
    return known


def _behind_clitic(word: str, clitics: Sequence[str], least: int, forms: Mapping[str, str]) -> str | None:
    """The stem of a word that begins with `clitics`, where the table knows what is behind one of them."""
    for clitic in clitics:
        if len(word) - len(clitic) >= least:
            behind = forms.get(word[len(clitic) :])
            if behind is not None:
                return clitic + behind
    return None


def _mapped(text: str) -> Folded:
    """`text` with its letters folded, but for ta marbuta, and the map back."""
    changes = {char: _LETTERS[ord(char)] for char in (*_KEPT, *set(_OTHERS.findall(text)))}
    lengths = {char: len(folded) for char, folded in changes.items()}
    others = "".join(char for char, length in lengths.items() if length != 1)
    plain = _changed(text, {char: folded for char, folded in changes.items() if folded != char})
    folded, unfolded, several = [0], [0], set()
    if others:
        shift = 0  # How much longer the folded text is than the unfolded one, up to here.
        for match in re.finditer(f"[{re.escape(others)}]", text):
            offset, length = match.start(), lengths[match[0]]
            at = offset + shift
            if at > folded[-1]:
                folded.append(at)
                unfolded.append(offset)
            if length:
                several.add(len(folded) - 1)
                folded.append(at + length)
                unfolded.append(offset + 1)
            else:
                unfolded[-1] = offset + 1
            shift += length - 1
    if len(plain) > folded[-1]:
        folded.append(len(plain))
        unfolded.append(len(text))
    return Folded(plain, folded, unfolded, frozenset(several))


def _changed(text: str, changes: Mapping[str, str]) -> str:
    """`text` with all `changes`, made one after the other where they are few: a megabyte takes 10 ms then."""
    if len(changes) > _FEW or any(char in changes for folded in changes.values() for char in folded):
        return text.translate({ord(char): folded for char, folded in changes.items()})
    for char, folded in changes.items():
        text = text.replace(char, folded)
    return text


def _letter(char: str) -> str:
    """What a code point is folded to, but for ta marbuta: nothing for marks, tatweel and what only joins."""
    table = _rules().letters
    out = []
    plain = unicodedata.normalize("NFKC", char).lower()
    if len(plain) > 1 and any(map(str.isalnum, plain)):
        plain = "".join(filter(str.isalnum, plain))  # ½ is one word, whatever stands between its digits.
    for one in plain:
        kind = unicodedata.category(one)
        if kind in ("Mn", "Me", "Cf") or one == "\u0640":
            continue
        digit = unicodedata.digit(one, None) if kind == "Nd" else None
        out.append(table.get(one, one) if digit is None else str(digit))
    return "".join(out)


@cache
def _rules() -> _Rules:
    found = tomllib.loads((files(__package__) / "folding.toml").read_text("utf-8"))
    clitics, endings = found["clitics"]["forms"], found["suffixes"]["endings"]
    articles = "|".join(sorted(found["article"]["forms"], key=len, reverse=True))
    # A word that begins as the article does (إلغاء), with what may stand before and behind it.
    own = "".join(
        f"(?:{'|'.join(parts)}){many}"
        for parts, many in ((clitics, "?"), (found["article"]["own"], ""), (endings, "?"))
    )
    return _Rules(
        letters=found["letters"],
        article=re.compile(f"(?!{own}\\Z)(?:{articles})(?=.{{{found['article']['least']}}})"),
        clitics=by_two_letters(0, clitics),
        least=found["clitics"]["least"],
        endings=by_two_letters(-1, endings),
        instead=endings,
        left=found["suffixes"]["least"],
        irregular=found["irregular"],
        names=found["names"],
        spellings=found["spellings"],
        ordinary=frozenset(found["ordinary"]["words"]),
        particles=tuple(found["particles"]["words"]),
    )


@cache
def _particles() -> frozenset[str]:
    return frozenset(map(letters, _rules().particles))


@cache
def _forms() -> dict[str, str]:
    """Stems of words that the endings would cut wrongly: broken plurals, and roots that look like endings."""
    table = (files(__package__) / "forms.tsv").read_text("utf-8")
    forms = dict(line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    for word in _rules().ordinary:
        forms.pop(letters(word), None)
    for name, adjective in _rules().names.items():
        forms[letters(name)] = forms[letters(adjective)] = letters(name)
    for word, singular in _rules().irregular.items():
        forms[letters(word)] = light(letters(singular), forms)
    known = dict(forms)
    for other, usual in _rules().spellings.items():
        # By its stem, to which all that is derived of a name is cut.
        forms[light(letters(other), known)] = forms[letters(other)] = light(letters(usual), known)
    return forms
