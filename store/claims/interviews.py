"""Interviews: questions in paragraphs of their own, each with its answer below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from store.claims.lexicon import Lexicon
from store.claims.words import fold
from store.model import Span

_PAIRS = 3
"""An article with fewer questions and answers is no interview."""
_QUESTION = 500
"""A question is no longer, in code points."""
_ANSWER = 25
"""An answer has at least so many code points."""
_MARK = re.compile(r"\s*((?:[*•●○▪■◆▶>–—ـ-]+|[سج]\s*\d{0,2}\s*[:/–-])\s*)?")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the mark that tells it: the one in front of it, or the question mark above it."""

    question: Span
    mark: Span
    body: Span


def find_answers(text: str, segments: Sequence[Span], words: Lexicon) -> tuple[Answer, ...]:
    """The answers of an interview in `segments` (the paragraphs without furniture); none in another article.

    A question is a paragraph that ends with a question mark, or begins as such ones do; what follows up to
    the next question is its answer. Where neither has a mark in front, the article has to announce an
    interview: else a writer asks and answers.
    """
    if text.count("؟") + text.count("?") < _PAIRS:
        return ()
    asked = [number for number, span in enumerate(segments) if number and _asks(span.of(text))]
    if len(asked) < _PAIRS:
        return ()
    marks = [_mark(segments[number].of(text)) for number in asked]
    ((usual, _),) = Counter(marks).most_common(1)
    if usual:
        asked = [
            n
            for n, span in enumerate(segments)
            if n and n + 1 < len(segments) and _begins(span.of(text), usual)
        ]
    elif not _announces(text[: segments[asked[0]].start], words):
        return ()
    found: list[Answer] = []
    for number, following in zip(asked, [*asked[1:], len(segments)], strict=True):
        last = following - 1 if following < len(segments) or usual else number + 1
        answer = _answer(text, segments, number, last)
        if answer is not None:
            found.append(answer)
    return tuple(found) if len(found) >= _PAIRS else ()


def _answer(text: str, segments: Sequence[Span], question: int, last: int) -> Answer | None:
    """The answer below the segment `question`, up to the segment `last`."""
    first = question + 1
    while last > first and not segments[last].of(text).rstrip().endswith((".", "!", "»", '"', "؟", "”", "…")):
        last -= 1
    if first > last or first >= len(segments):
        return None
    whole = segments[first].of(text)
    front = _MARK.match(whole)
    skipped = front.end() if front else 0
    start = segments[first].start + skipped
    end = segments[last].start + len(segments[last].of(text).rstrip().rstrip(".،"))
    if end - start < _ANSWER:
        return None
    if front and front[1]:
        begin = segments[first].start + front.start(1)
        return Answer(segments[question], Span(begin, begin + len(front[1].rstrip())), Span(start, end))
    asked = segments[question].start + len(segments[question].of(text).rstrip())
    return Answer(segments[question], Span(asked - 1, asked), Span(start, end))


def _announces(introduction: str, words: Lexicon) -> bool:
    """Whether an introduction says that an interview follows."""
    folded = fold(introduction)
    return any(word in folded for word in words.announcing)


def _asks(line: str) -> bool:
    """Whether a paragraph is a question."""
    return len(line) <= _QUESTION and line.rstrip().endswith(("؟", "?"))


def _mark(line: str) -> str:
    """The mark in front of a paragraph, without digits, or an empty string."""
    front = _MARK.match(line)
    return re.sub(r"[\d\s]", "", front[1]) if front and front[1] else ""


def _begins(line: str, mark: str) -> bool:
    """Whether a paragraph begins with the mark of questions, and with no other."""
    return _mark(line) == mark
