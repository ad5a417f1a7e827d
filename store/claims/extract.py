"""A text's statements, claims and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.claims.lexicon import lexicon
from store.claims.quotes import find_quotations
from store.claims.statements import article_segments, cut, narrates
from store.claims.tweets import Tweet, find_tweets
from store.claims.words import tokenise
from store.model import Claim, Extraction, Outline

EXTRACTOR = "rules-1"
"""The version of the rules and the lexicon; it is kept with what they found."""


def read_claims(text: str, outline: Outline) -> tuple[Outline, Extraction]:
    """`outline` with its statements, and what was found in them."""
    tokens = tokenise(text)
    words = lexicon()
    segments = article_segments(outline.paragraphs, outline.furniture)
    quotations = find_quotations(tokens, segments)
    tweets = find_tweets(text, segments, lambda span: narrates(tokens, span, words))
    found = replace(outline, statements=cut(tokens, segments, quotations, tweets, words))
    return found, Extraction(tuple(_tweeted(text, tweets)), (), EXTRACTOR)


def extract(text: str, outline: Outline) -> Extraction:
    """The claims and facts of `text`, in order."""
    return read_claims(text, outline)[1]


def _tweeted(text: str, tweets: Sequence[Tweet]) -> list[Claim]:
    """What the embedded tweets claim."""
    return [
        Claim(
            start=tweet.body.start,
            end=tweet.body.end,
            content=tweet.body.of(text),
            speaker=tweet.author.of(text),
            speaker_start=tweet.author.start,
            speaker_end=tweet.author.end,
            speaker_implicit=False,
            cue=tweet.dash.of(text),
            cue_start=tweet.dash.start,
            cue_end=tweet.dash.end,
            form="direct",
            polarity="asserts",
            medium="تويتر",
            why="tweet: signature dash with name and handle",
        )
        for tweet in tweets
    ]
