"""What `newsread claims --json` prints for a text."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from store.analysis import claims_json
from store.inputs import article
from store.model import Article, Document

TEXT = "سوق جديدة\nإعلان\nافتتحت السوق بعد 6 أشهر.\nوقالت البلدية إن السوق كلفت 7 ملايين دولار."


@pytest.fixture(scope="module")
def read() -> Article:
    return article(Document(TEXT, "الأفق", "/a.txt"))


@pytest.fixture
def record(read: Article) -> dict[str, Any]:
    return claims_json("a.txt", read, read.extraction.claims)


def test_the_shape_is_what_scripts_read(record: dict[str, Any]) -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    assert record["article"] == {"path": "a.txt", "sha256": digest, "title": "سوق جديدة", "language": "ar"}
    assert list(record) == ["article", "claims", "facts", "furniture"]
    assert list(record["claims"][0]) == [
        "start",
        "end",
        "content",
        "speaker",
        "speaker_start",
        "speaker_end",
        "speaker_implicit",
        "cue",
        "cue_start",
        "cue_end",
        "form",
        "polarity",
        "medium",
        "figures",
    ]
    assert list(record["claims"][0]["figures"][0]) == ["text", "value", "unit", "qualifier", "start", "end"]
    assert list(record["facts"][0]) == ["start", "end", "content", "figures"]
    assert record["furniture"] == [{"start": 10, "end": 15, "text": "إعلان"}]


def test_it_is_json(record: dict[str, Any]) -> None:
    assert json.loads(json.dumps(record)) == record


def test_offsets_are_of_the_text(record: dict[str, Any]) -> None:
    for holder in (*record["claims"], *record["facts"]):
        assert TEXT[holder["start"] : holder["end"]] == holder["content"]


def test_only_the_claims_that_are_to_stand_are_told(read: Article) -> None:
    assert claims_json("a.txt", read, ())["claims"] == []


def test_the_reason_is_given_when_it_is_asked_for(read: Article, record: dict[str, Any]) -> None:
    explained = claims_json("a.txt", read, read.extraction.claims, why=True)
    assert "why" not in record["claims"][0]
    assert explained["claims"][0]["why"]
