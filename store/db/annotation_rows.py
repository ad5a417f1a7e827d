"""The columns of an annotation that a file brings, and what stands in them."""

from __future__ import annotations

import json
from dataclasses import asdict

from store.model import Annotation, Span

ANCHOR = ("target", "layer", "text_sha256", "start", "stop", "exact", "prefix", "suffix")
"""What an annotation is about, for good."""
WORDS = ("placed_start", "placed_stop", "deleted", "note", "claim", "created", "updated")
"""Where it stands now, and what it says."""


def values(one: Annotation, placed: Span | None) -> dict[str, object]:
    """The columns of `ANCHOR` and `WORDS` for an annotation that stands at `placed` in the current text."""
    return {
        "target": one.target,
        "layer": one.layer,
        "text_sha256": bytes.fromhex(one.text_sha256),
        "start": one.start,
        "stop": one.end,
        "exact": one.quote.exact,
        "prefix": one.quote.prefix,
        "suffix": one.quote.suffix,
        "placed_start": None if placed is None else placed.start,
        "placed_stop": None if placed is None else placed.end,
        "deleted": int(one.state == "deleted"),
        "note": one.note,
        "claim": None if one.claim is None else json.dumps(asdict(one.claim), ensure_ascii=False),
        "created": one.created,
        "updated": one.updated,
    }
