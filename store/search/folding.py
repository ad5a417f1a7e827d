"""Folding: spellings and forms of a word that a person means alike become one.

Two foldings, each with its way back to the text. `fold` is of letters, for finding a string in an article.
`words` is of whole words, each with its stem, for the index: the article and the endings of plural, dual and
possession are left out, in the manner of the light stemmers (Larkey, Ballesteros and Connell, "Light stemming
for Arabic information retrieval", 2007), and broken plurals stand for their singular. The clitics و ف ب ك ل
stay in the index, since a light stemmer cannot tell them from letters of the root; a query looks for the word
behind each of them (`variants`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from store.model import Offset, Span

VERSION = "2"
"""Of the folding; an index that another one made is made anew."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64
"""Code points of a word that are looked at; what is longer is no word."""
_LEAD = 60
"""Words of an article that say what it is about: title and first paragraph of most."""
_TA_MARBUTA, _HA = "ة", "ه"
_CLITIC_LETTERS = frozenset("وفبكل")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    stem: str
    """What it is searched by."""
    span: Span
    """Where it stands, as it is written, with its marks."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its letters folded, and the map back."""

    text: str
    starts: Sequence[Offset]
    """For each code point of `text` the offset of the one that it comes from."""
    ends: Sequence[Offset]
    """And where in the unfolded text that one, with the marks on it, ends."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the unfolded text that the code points from `start` to `end` come from."""
        return Span(self.starts[start], self.ends[end - 1])


@dataclass(frozen=True, slots=True)
class _Rules:
    """What `folding.toml` says."""

    letters: dict[str, str]
    article: re.Pattern[str]
    clitics: tuple[str, ...]
    """The longest first."""
    least: int
    """Letters of a word that takes clitics."""
    endings: tuple[tuple[str, str], ...]
    """Each with what stands in its place, the longest first."""
    left: int
    """Letters that an ending has to leave."""
    irregular: dict[str, str]
    ordinary: frozenset[str]
    """Words that are left out of the table of forms."""


class _Letters(dict[int, str]):
    """Code point -> what it is folded to, found out when it is first met; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _letter(chr(code))
        return folded


_LETTERS = _Letters()


def letters(text: str) -> str:
    """`text` folded: hamza forms, ى and ي, ة and ه, marks, tatweel, digits, presentation forms, case."""
    return text.translate(_LETTERS).replace(_TA_MARBUTA, _HA)


def fold(text: str) -> Folded:
    """`text` as `letters` gives it, with its map."""
    folded = _mapped(text)
    return Folded(folded.text.replace(_TA_MARBUTA, _HA), folded.starts, folded.ends)


def words(text: str) -> Iterator[Word]:
    """The words of `text`, with their stems, in order."""
    folded = _mapped(text)
    for match in _WORD.finditer(folded.text):
        yield Word(stem(match[0]), folded.span(*match.span()))


def stems(text: str) -> str:
    """The stems of the words of `text`, parted by spaces: what the index holds of it."""
    return " ".join(map(stem, _WORD.findall(text.translate(_LETTERS))))


def lead(stems: str) -> str:
    """Of the stems of an article those that it begins with."""
    return " ".join(stems.split(" ", _LEAD)[:_LEAD])


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What `word` is searched by; never empty for a word of letters or digits."""
    half, forms = word[:_LONGEST].translate(_LETTERS), _forms()
    folded = half.replace(_TA_MARBUTA, _HA)
    if half.endswith(_HA) and (folded[:-1] in forms or forms.get(folded, folded) != folded):
        folded = folded[:-1]  # A possessive (بيانه, أهله); ta marbuta is another letter, though folded alike.
    return light(folded, forms)


def variants(word: str) -> tuple[str, ...]:
    """The stems by which a query for `word` looks: its own, and that behind each clitic."""
    found = stem(word)
    rules, forms = _rules(), _forms()
    if len(found) < rules.least or not "ء" <= found[0] <= "ي":
        return (found,)
    behind = (clitic + found for clitic in rules.clitics)
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
    while True:
        known = _known(word, rules, forms)
        if known is not None:
            return known
        shorter = [
            word[: -len(ending)] + instead
            for ending, instead in rules.endings
            if word.endswith(ending) and len(word) - len(ending) >= rules.left
        ]
        if not shorter:
            return word
        word = next((one for one in shorter if _known(one, rules, forms) is not None), shorter[0])


def _known(word: str, rules: _Rules, forms: Mapping[str, str]) -> str | None:
    """The stem that the table gives the word, or the one behind its clitic."""
    found = forms.get(word)
    if found is None and word[:1] in _CLITIC_LETTERS:
        for clitic in rules.clitics:
            if word.startswith(clitic) and len(word) - len(clitic) >= rules.least:
                behind = forms.get(word[len(clitic) :])
                if behind is not None:
                    return clitic + behind
    return found


def _mapped(text: str) -> Folded:
    """`text` with its letters folded, but for ta marbuta, and the map back."""
    # Nearly every letter becomes one letter: only the others are looked at one by one.
    others = "".join(char for char in set(text) if len(_LETTERS[ord(char)]) != 1)
    if not others:
        return Folded(text.translate(_LETTERS), range(len(text)), range(1, len(text) + 1))
    starts: list[Offset] = []
    ends: list[Offset] = []
    done = 0
    for match in re.finditer(f"[{re.escape(others)}]", text):
        offset = match.start()
        starts.extend(range(done, offset))
        ends.extend(range(done + 1, offset + 1))
        length = len(_LETTERS[ord(match[0])])
        if not length and ends:
            ends[-1] = offset + 1
        starts.extend([offset] * length)
        ends.extend([offset + 1] * length)
        done = offset + 1
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Folded(text.translate(_LETTERS), starts, ends)


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
    articles = "|".join(sorted(found["article"]["forms"], key=len, reverse=True))
    return _Rules(
        letters=found["letters"],
        article=re.compile(f"(?:{articles})(?=.{{{found['article']['least']}}})"),
        clitics=tuple(sorted(found["clitics"]["forms"], key=len, reverse=True)),
        least=found["clitics"]["least"],
        endings=tuple(sorted(found["suffixes"]["endings"].items(), key=lambda one: -len(one[0]))),
        left=found["suffixes"]["least"],
        irregular=found["irregular"],
        ordinary=frozenset(found["ordinary"]["words"]),
    )


@cache
def _forms() -> dict[str, str]:
    """Stems of words that the endings would cut wrongly: broken plurals, and roots that look like endings."""
    table = (files(__package__) / "forms.tsv").read_text("utf-8")
    forms = dict(line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    for word in _rules().ordinary:
        forms.pop(word, None)
    for word, singular in _rules().irregular.items():
        forms[letters(word)] = light(letters(singular), forms)
    return forms
