"""Ids of annotations that no program has given one: they follow from what is said where, for good."""

from __future__ import annotations

import pytest

from store.exchange import web_annotation, web_parts
from store.exchange.foreign import Gathered, Mark, Reader
from store.exchange.web_annotation import Found
from store.model import ExportedArticle, Span

ARTICLE = ExportedArticle("00000000-0000-5000-8000-000000000000", "ab" * 32, "s", "t", None, None)
TEXT = "نص قصير هنا"
READER = Reader("ليلى", "2026-01-01T00:00:00.000Z")
LINK = {web_parts.RELATION: "answers", "source": f"{web_parts.URN}00000000-0000-7000-8000-000000000000"}


def test_that_of_a_mark() -> None:
    gathered = Gathered(READER)
    gathered.add(ARTICLE, TEXT, [Mark((0,), Span(3, 7), ("وسم", "b"), "ملاحظة", "accepted")])
    assert list(gathered.places) == ["5e3e3139-0fc8-5d28-a394-a90b1c9669b9"]


@pytest.mark.parametrize(
    ("links", "uuid"),
    [
        (0, "69f9cbd0-08d9-5489-befd-73b76b04d41d"),
        (1, "3db7c9a3-e79d-5ea2-aef2-948cfdaf7d14"),
        (2, "2425bde9-64aa-538e-a0de-edc8800ffa02"),
    ],
)
def test_that_of_a_web_annotation(links: int, uuid: str) -> None:
    bodies: list[dict[str, str]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": "و'س\"م"},
        {"type": "TextualBody", "purpose": "assessing", "value": "accepted"},
        {"type": "TextualBody", "value": "سطر\nثان"},
    ]
    one = {
        "type": "Annotation",
        "body": bodies + [LINK] * links,
        "target": {
            "source": "https://news.example/1",
            "selector": [{"type": "TextQuoteSelector", "exact": "قصير", "prefix": "نص ", "suffix": " هنا"}],
        },
    }
    incoming = web_annotation.read(one, READER, lambda _address: Found(ARTICLE, TEXT))
    assert list(incoming.places) == [uuid]
