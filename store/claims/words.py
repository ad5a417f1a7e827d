"""A text as tokens: words, numbers and marks, each with its offsets and the form it is looked up by."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import dataclass
from itertools import accumulate, compress, count, islice

from store.model import Offset, Span

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
"""The vowel marks and joiners, as a class of a regular expression holds them."""
_WITHIN = "\u061c\u200e\u200f\u2060-\u2064\ufeff"
"""What shows nothing and may stand in the middle of a number: marks of direction, joiners."""
NUMBER = rf"\d\d*+(?:[{_WITHIN}\u200c\u200d]*+(?:[.,٫٬][{_WITHIN}\u200c\u200d]*+)?\d++)*+"
"""A number in digits, as part of a regular expression."""
COMMAS = ("،", ",")
PAUSES = frozenset([*COMMAS, "-", "–", "؛"])
"""What sets an aside, a name or a clause apart within a sentence."""
_TATWEEL = "\u0640"
_MARK = re.compile(f"[{MARKS}{_TATWEEL}{_WITHIN}]")
_ARABIC = "\u0620-\u064a"
"""Letters, and tatweel, as a range: a range is found out faster than that something is a letter."""
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"((?! )(?:[{_ARABIC}]++(?= )|[{_ARABIC}][{_ARABIC}{MARKS}]*+(?!{_LETTER})|[،:«»\"]"
    rf"|(?=[^\s_{MARKS}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff])"
    r"(?:https?://[^\s«»“”\"،]+"
    rf"|{_LETTER}{_LETTER}*+(?:[{MARKS}]++{_LETTER}*+)*+"
    rf"|{NUMBER}"
    r"|@\w+|&(?:#\d{1,6}|[a-z]{2,8});|\.\.+|//|\(\(|\)\)|''|``|.)))"
)
"""A token: spaces are ruled out at once, and the first branches have most tokens. What else begins none is
ruled out next, and every branch behind it but the last begins with one character, by which it is ruled out if
it is the wrong one."""
_QUOTE_REFERENCES = {
    "&quot;": '"',
    "&laquo;": "«",
    "&raquo;": "»",
    "&ldquo;": "“",
    "&rdquo;": "”",
    "&#8220;": "“",
    "&#8221;": "”",
    "&#34;": '"',
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, in order, as sequences of one length."""

    text: str
    starts: list[Offset]
    ends: list[Offset]
    forms: list[str]
    """Without vowel marks and tatweel, every alef bare; marks as they are."""
    firsts: str
    """The first character of each form: here a regular expression finds where marks and digits are."""

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: Offset) -> int:
        """The index of the first token that begins at `offset` or after it."""
        return bisect_left(self.starts, offset)

    def within(self, span: Span) -> tuple[int, int]:
        """The index of the first token in `span`, and one past that of its last."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def behind(self, index: int, letters: int) -> Offset:
        """Where the token at `index` goes on behind so many letters of a clitic, and the marks on them."""
        offset = self.starts[index]
        if self.ends[index] - offset == len(self.forms[index]):
            return offset + letters
        while letters or _MARK.match(self.text, offset):
            letters -= not _MARK.match(self.text, offset)
            offset += 1
        return offset

    def begins_line(self, index: int) -> bool:
        """Whether a line ends between the token at `index` and the one before it."""
        return "\n" in self.text[self.ends[index - 1] : self.starts[index]]

    def among(self, forms: Set[str], first: int = 0, last: int | None = None) -> list[int]:
        """The indices, from `first` to before `last`, of the tokens whose forms are among `forms`."""
        window = self.forms[first:last]
        if forms.isdisjoint(window):
            return []
        return list(compress(count(first), map(forms.__contains__, window)))

    def beginning(self, firsts: re.Pattern[str], first: int = 0, last: int = sys.maxsize) -> list[int]:
        """The indices, from `first` to before `last`, of the tokens whose first characters match `firsts`."""
        return [match.start() for match in firsts.finditer(self.firsts, first, last)]

    def count_words(self, first: int, last: int) -> int:
        """How many of the tokens from index `first` to before `last` are words or numbers."""
        return sum(map(str.isalnum, self.firsts[first:last]))

    def has_words(self, least: int, first: int, last: int) -> bool:
        """Whether at least so many of those tokens are words or numbers; most contents have them in front."""
        words = filter(str.isalnum, self.firsts[first:last])
        return next(islice(words, least - 1, None), None) is not None


def has_marks(text: str) -> bool:
    """Whether vowel marks or tatweel stand in a text."""
    return _MARK.search(text) is not None


def without_marks(word: str) -> str:
    """A word or a number without vowel marks, tatweel and what shows nothing."""
    return _MARK.sub("", word)


def fold(word: str) -> str:
    """A word as the lexicon is keyed: without vowel marks and tatweel, every alef bare."""
    return bare_alefs(_MARK.sub("", word))


def tokenise(text: str) -> Tokens:
    """The tokens of `text`. An address, a handle or a character reference of a web page is one token."""
    # What stands between tokens and the tokens, in turn, and where each of them ends.
    pieces = _TOKEN.split(bare_alefs(text))
    edges = list(accumulate(map(len, pieces)))
    starts, ends, forms = edges[:-1:2], edges[1::2], pieces[1::2]
    for mark in _MARK.finditer(text):
        index = bisect_right(starts, mark.start()) - 1
        if index >= 0:
            form = forms[index]
            # Only with tatweel can a token begin that is nothing but marks.
            forms[index] = form.replace(mark[0], "") if form[0] != _TATWEEL else _MARK.sub("", form) or form
    if "&" in text:
        forms = [_QUOTE_REFERENCES.get(form, form) for form in forms]
    return Tokens(text, starts, ends, forms, "".join([form[0] for form in forms]))


def one_spelling(text: str) -> str:
    """`text` with ة as ه, ى as ي and the Persian letters as the Arabic ones, code point for code point."""
    plain = text.replace("ة", "ه").replace("ى", "ي").replace("ی", "ي")
    return plain.replace("ک", "ك").replace("گ", "ك")


def bare_alefs(text: str) -> str:
    """`text` with every alef bare, code point for code point; replacing is far faster than translating."""
    return text.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ٱ", "ا")
