"""A text as tokens: words, numbers and marks, each with its offsets and the form it is looked up by."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from store.model import Offset

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
"""The vowel marks and joiners, as a class of a regular expression holds them."""
_TATWEEL = "\u0640"
_MARKS = re.compile(f"[{MARKS}{_TATWEEL}]")
_ARABIC = "[\u0620-\u064a]"
"""Letters, and tatweel, as a range: a range is found out faster than that something is a letter."""
_TOKEN = re.compile(
    r"https?://[^\s«»“”\"،]+"
    rf"|(?:{_ARABIC}++[^\W\d_]*+|[^\W\d_]++)(?:[{MARKS}]++[^\W\d_]*+)*+"
    r"|\d+(?:[.,٫٬]\d+)*"
    r"|@\w+|&(?:#\d{1,6}|[a-z]{2,8});|\.{2,}|//|\(\(|\)\)|''|``"
    rf"|[^\w\s{MARKS}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
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
    """The tokens of a text, in order, as three lists of one length."""

    text: str
    starts: list[Offset]
    ends: list[Offset]
    forms: list[str]
    """Without vowel marks and tatweel, every alef bare; marks as they are."""

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: Offset) -> int:
        """The index of the first token that begins at `offset` or after it."""
        return bisect_left(self.starts, offset)

    def count_words(self, first: int, last: int) -> int:
        """How many of the tokens from index `first` to before `last` are words or numbers."""
        return sum(form[0].isalnum() for form in self.forms[first:last])


def without_marks(word: str) -> str:
    """A word without vowel marks and tatweel."""
    return _MARKS.sub("", word)


def fold(word: str) -> str:
    """A word as the lexicon is keyed: without vowel marks and tatweel, every alef bare."""
    return _bare_alefs(_MARKS.sub("", word))


def tokenise(text: str) -> Tokens:
    """The tokens of `text`. An address, a handle or a character reference of a web page is one token."""
    bare = _bare_alefs(text)
    spans = [match.span() for match in _TOKEN.finditer(bare)]
    starts = [start for start, _end in spans]
    ends = [end for _start, end in spans]
    forms = [bare[start:end] for start, end in spans]
    if _MARKS.search(text):
        # No mark is a letter, but for tatweel.
        plain = [form.isalpha() and _TATWEEL not in form for form in forms]
        forms = [f if p else _MARKS.sub("", f) or f for f, p in zip(forms, plain, strict=True)]
    if "&" in text:
        forms = [_QUOTE_REFERENCES.get(form, form) for form in forms]
    return Tokens(text, starts, ends, forms)


def _bare_alefs(text: str) -> str:
    """`text` with every alef bare, code point for code point; replacing is far faster than translating."""
    return text.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ٱ", "ا")
