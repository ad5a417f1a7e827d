"""The format `newsread`, version 1: everything that people said, as one JSON document. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from store.errors import InvalidFormat
from store.model import Annotation, ClaimVerdict, ExportedArticle, Tag

FORMAT = "newsread"
VERSION = 1


def document(tags: Iterable[Tag], articles: Iterable[ExportedArticle], exported: str) -> dict[str, Any]:
    """The document of `articles` under the scheme `tags`, at the time `exported` (ISO 8601, UTC).

    Articles are in the order of source and id, annotations in that of the text: the same library gives the
    same document.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": exported,
        "tags": [_tag(tag) for tag in tags],
        "articles": [_article(one) for one in sorted(articles, key=lambda one: (one.source, one.id))],
    }


def dumps(tags: Iterable[Tag], articles: Iterable[ExportedArticle], exported: str) -> str:
    """The document as JSON text, logical and unshaped, with a line break at its end."""
    return json.dumps(document(tags, articles, exported), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of the format."""
    loaded: dict[str, Any] = json.loads(
        files("store.exchange").joinpath("newsread-1.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def validate(value: object) -> None:
    """Raises InvalidFormat, naming the place, where `value` is no document of the format."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(schema()).iter_errors(value))
    if error is not None:
        raise InvalidFormat(
            "not a newsread export: {place}: {reason}", place=error.json_path, reason=error.message
        )


def _tag(tag: Tag) -> dict[str, Any]:
    value: dict[str, Any] = {
        "name": tag.name,
        "group": tag.group,
        "choice": tag.choice,
        "key": tag.key,
        "colour": tag.colour,
        "description": tag.description,
    }
    # Annotations have the names that were set; those that the scheme has no longer stand here.
    return value | {"aliases": list(tag.aliases)} if tag.aliases else value


def _article(article: ExportedArticle) -> dict[str, Any]:
    ordered = sorted(article.annotations, key=lambda one: (one.start, one.end, one.id))
    return {
        "id": article.id,
        "sha256": article.sha256,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "annotations": [_annotation(one) for one in ordered],
    }


def _annotation(one: Annotation) -> dict[str, Any]:
    return {
        "id": one.id,
        "target": one.target,
        "state": one.state,
        "start": one.start,
        "end": one.end,
        "quote": {"exact": one.quote.exact, "prefix": one.quote.prefix, "suffix": one.quote.suffix},
        "text_sha256": one.text_sha256,
        "claim": None if one.claim is None else _claim(one.claim),
        "tags": list(one.tags),
        "note": one.note,
        "links": [{"to": link.to, "relation": link.relation} for link in one.links],
        "annotator": one.annotator,
        "layer": one.layer,
        "created": one.created,
        "updated": one.updated,
    }


def _claim(claim: ClaimVerdict) -> dict[str, Any]:
    return {
        "verdict": claim.verdict,
        "speaker": claim.speaker,
        "cue": claim.cue,
        "form": claim.form,
        "polarity": claim.polarity,
    }
