"""A text cut into statements: sentences, tweets, quotations of several sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from store.claims.lexicon import Lexicon
from store.claims.quotes import Quotation, outermost
from store.claims.tweets import Tweet
from store.claims.words import Tokens
from store.model import Offset, Span

_STOP = re.compile("[.!?؟۔…]")
_STOPS = frozenset([".", "!", "?", "؟", "۔", "…"])
_CLOSERS = frozenset([")", "]", "}", '"', "»", "”", "’", "'", "››", "''", "))"])
_WRAPPED = 40
"""A wrapped line has at least so many code points."""
_LONG_ENOUGH = 30
"""An ellipsis ends a sentence only after so many code points."""


def article_segments(paragraphs: Sequence[Span], furniture: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of each of `paragraphs` without `furniture`; both are in order."""
    out: list[Span] = []
    number = 0
    for paragraph in paragraphs:
        start = paragraph.start
        while number < len(furniture) and furniture[number].start < paragraph.end:
            piece = furniture[number]
            if piece.end > start:
                if piece.start > start:
                    out.append(Span(start, piece.start))
                start = piece.end
            if piece.end > paragraph.end:
                break
            number += 1
        if start < paragraph.end:
            out.append(paragraph if start == paragraph.start else Span(start, paragraph.end))
    return tuple(out)


def rejoined(text: str, segments: Sequence[Span], words: Lexicon) -> tuple[Span, ...]:
    """`segments` with those put together that one sentence runs through: lines of a page that was wrapped.

    Such a line is long, ends without a stop, and the next one begins with a preposition.
    """
    out: list[Span] = []
    for segment in segments:
        before = out[-1] if out else None
        if before is not None and len(out) > 1 and _runs_on(text, before, segment, words):
            out[-1] = Span(before.start, segment.end)
        else:
            out.append(segment)
    return tuple(out)


def _runs_on(text: str, before: Span, segment: Span, words: Lexicon) -> bool:
    """Whether the sentence of one line goes on in the next."""
    line = text[before.start : before.end].rstrip()
    if len(line) < _WRAPPED or not line[-1].isalpha():
        return False
    begun = text[segment.start : segment.start + 30].split(maxsplit=1)
    gap = text[before.end : segment.start]
    return bool(begun) and begun[0] in words.wrapped and gap.count("\n") == 1 and not gap.strip()


def narrates(tokens: Tokens, span: Span, words: Lexicon) -> bool:
    """Whether a paragraph is the article's own by its form: it reports, or ends with a colon.

    A verb of saying in front that nothing joins to what was told before reports where a full stop ends the
    paragraph, as hardly any tweet has one.
    """
    first, last = tokens.within(span)
    if first >= last:
        return False
    cue = words.cues.get(tokens.forms[first])
    return tokens.forms[last - 1] == ":" or (
        cue is not None
        and cue.kind in ("past", "present")
        and (cue.joined or (cue.kind == "past" and tokens.forms[last - 1] == "."))
    )


def cut(
    tokens: Tokens,
    segments: Sequence[Span],
    bounds: Sequence[tuple[int, int]],
    quotations: Sequence[Quotation],
    tweets: Sequence[Tweet],
    words: Lexicon,
) -> list[tuple[int, int]]:
    """The statements in `segments`, given the quotations and tweets found there.

    Each is the index of its first token and one past its last, as `bounds` has them of the segments.
    """
    ends: list[tuple[int, int]] = []
    whole = {pair.opening: pair.closing for pair in outermost(quotations)}
    places = sorted([*tokens.beginning(_STOP), *whole])
    tweet_number = 0
    index = 0
    for segment, (begin, last) in zip(segments, bounds, strict=True):
        index = max(index, begin)
        while tweet_number < len(tweets) and tweets[tweet_number].end <= segment.start:
            tweet_number += 1
        if tweet_number < len(tweets) and tweets[tweet_number].body.start <= segment.start:
            if tweets[tweet_number].body.start == segment.start:
                ends.append((index, tokens.at(tweets[tweet_number].end)))
                index = ends[-1][1]
            continue
        if index < last:
            ends.extend(_sentences(tokens, index, last, whole, places, words))
            index = ends[-1][1]
    return ends


def spans(tokens: Tokens, cuts: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The stretches of the text that `cuts` of its tokens are."""
    return tuple(Span(tokens.starts[first], tokens.ends[last - 1]) for first, last in cuts)


def _sentences(
    tokens: Tokens, first: int, last: int, whole: dict[int, int], places: list[int], words: Lexicon
) -> Iterator[tuple[int, int]]:
    """The sentences among the tokens from `first` to `last`, as pairs of indices.

    `whole` maps the opening marks of quotations to their closing ones, and `places` are where those and the
    stops of the text are. The last sentence reaches beyond `last` where a quotation does, up to that
    quotation's end and the marks after it.
    """
    forms = tokens.forms
    start = index = first
    for place in places[bisect_left(places, first) : bisect_left(places, last)]:
        if place < index:
            continue
        if place in whole:
            closing = whole[place]
            index = closing + 1
            if forms[closing - 1] in _STOPS and _apart(tokens, index, last):
                yield start, index
                start = index
        elif _is_end(tokens, place, start, last, words):
            index = place + 1
            while index < last and (tokens.firsts[index] in _STOPS or _closes(tokens, index)):
                index += 1
            yield start, index
            start = index
    index = max(index, last)
    if start < index:
        while index < len(forms) and index > last and (_closes(tokens, index) or forms[index] in _STOPS):
            index += 1
        yield start, index


def _is_end(tokens: Tokens, index: int, start: int, last: int, words: Lexicon) -> bool:
    """Whether the mark at `index` ends the sentence that begins at `start`."""
    forms = tokens.forms
    form = forms[index]
    if index + 1 >= last:
        return True
    following = forms[index + 1]
    if form == "…" or form.startswith(".."):
        return following[0] == "و" and tokens.starts[index] - tokens.starts[start] > _LONG_ENOUGH
    if form in ("!", "?", "؟"):
        return following not in ("،", ",", "؛")
    previous: Offset = tokens.ends[index]
    if index > start:
        word = forms[index - 1]
        touching = tokens.ends[index - 1] == tokens.starts[index]
        if touching and (word in words.abbreviations or (len(word) == 1 and word.isalpha() and word != "م")):
            return False
        if word[0].isdecimal() and index - 1 == start:
            return False
    if tokens.starts[index + 1] > previous or following in _CLOSERS:
        return True
    return index > start and _glued(forms[index - 1], following, words)


def _glued(word: str, following: str, words: Lexicon) -> bool:
    """Whether two words with a full stop and no space between them belong to two sentences."""
    if not ("\u0621" <= word[0] <= "\u064a" and "\u0621" <= following[0] <= "\u064a"):
        return False
    whole = len(following) > 2 or following in words.prepositions
    return len(word) > 2 and whole and following not in words.domains


def _closes(tokens: Tokens, index: int) -> bool:
    """Whether the token at `index` is a closing mark that touches the one before it."""
    return tokens.forms[index] in _CLOSERS and tokens.starts[index] == tokens.ends[index - 1]


def _apart(tokens: Tokens, index: int, last: int) -> bool:
    """Whether the token at `index` begins something new: white space before it, and no mark."""
    if index >= last:
        return False
    return tokens.starts[index] > tokens.ends[index - 1] and tokens.forms[index][0].isalnum()
