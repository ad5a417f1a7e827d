"""An annotation as JSON says it, and which of two versions of one is current. Pure."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from store.ids import moment
from store.model import Annotation


def record(one: Annotation) -> dict[str, Any]:
    """The annotation as a newsread export holds it, version 1, its keys in that order."""
    return {
        "id": one.id,
        "target": one.target,
        "state": one.state,
        "start": one.start,
        "end": one.end,
        "quote": {"exact": one.quote.exact, "prefix": one.quote.prefix, "suffix": one.quote.suffix},
        "text_sha256": one.text_sha256,
        "claim": None if one.claim is None else asdict(one.claim),
        "tags": list(one.tags),
        "note": one.note,
        "links": [{"to": link.to, "relation": link.relation} for link in one.links],
        "annotator": one.annotator,
        "layer": one.layer,
        "created": one.created,
        "updated": one.updated,
    }


def canonical(one: Annotation) -> str:
    """The annotation as canonical JSON: keys sorted, no white space, nothing escaped that need not be.

    Whether it is orphaned depends on the text that a library has and is no part of it; whether it is deleted
    is.
    """
    said = record(one) | {"state": "deleted" if one.state == "deleted" else "active"}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def is_current(one: Annotation, other: Annotation) -> bool:
    """Whether `one` is current, of two versions of one annotation that differ.

    It is if it was updated later; of two equally old ones it is if its canonical JSON sorts last, by code
    points. So every library decides alike, in whatever order the versions come.
    """
    first, second = moment(one.updated), moment(other.updated)
    return first > second if first != second else canonical(one) > canonical(other)
