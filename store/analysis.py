"""What the machine makes of a text: its outline and its claims, read and extracted in one go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from store.claims.extract import read_claims
from store.claims.lexicon import lexicon
from store.model import Article, Claim, Extraction, Figure, Outline
from store.reading.outline import read_outline


def analyse(text: str, cues: Path | None = None) -> tuple[Outline, Extraction]:
    """The outline of `text` with its statements, and the claims and facts found in it.

    `cues` is a file with a person's own cues, which go before those of the package. Raises `InvalidFormat`
    where it cannot be used; `check_cues` does so beforehand.
    """
    return read_claims(text, read_outline(text), cues)


def check_cues(path: Path) -> None:
    """Raise `InvalidFormat`, one line that says where, if the file of cues at `path` cannot be used."""
    lexicon(path)


def claims_json(path: str, article: Article, claims: Iterable[Claim], *, why: bool = False) -> dict[str, Any]:
    """What `newsread claims --json` prints for one article, ready for `json.dumps`.

    `claims` are those that are to stand, of all that were found in it or that people made of them. With
    `why`, each says why it was found.
    """
    return {
        "article": {
            "path": path,
            "sha256": article.sha256,
            "title": article.title,
            "language": article.language,
        },
        "claims": [_claim(claim) | ({"why": claim.why} if why else {}) for claim in claims],
        "facts": [
            {
                "start": fact.start,
                "end": fact.end,
                "content": fact.content,
                "figures": [_figure(figure) for figure in fact.figures],
            }
            for fact in article.extraction.facts
        ],
        "furniture": [
            {"start": span.start, "end": span.end, "text": span.of(article.text)}
            for span in article.outline.furniture
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "start": claim.start,
        "end": claim.end,
        "content": claim.content,
        "speaker": claim.speaker,
        "speaker_start": claim.speaker_start,
        "speaker_end": claim.speaker_end,
        "speaker_implicit": claim.speaker_implicit,
        "cue": claim.cue,
        "cue_start": claim.cue_start,
        "cue_end": claim.cue_end,
        "form": claim.form,
        "polarity": claim.polarity,
        "medium": claim.medium,
        "figures": [_figure(figure) for figure in claim.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "start": figure.start,
        "end": figure.end,
    }
