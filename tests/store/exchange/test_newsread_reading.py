"""Reading an export: it takes nothing that the schema refuses, and refuses everything in the same way."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import InvalidFormat
from store.exchange import label_studio, newsread, table, web_annotation
from store.exchange.foreign import Reader
from store.model import Annotation, ClaimVerdict, ExportedArticle, Link, Quote, Span, Tag
from tests.support.exchanging import SCHEMA

ID = "01a1f0a0-0000-7000-8000-00000000000{}"
TIME = "2026-01-31T12:00:00.000Z"
READER = Reader("huda", TIME)

ANNOTATIONS = tuple(
    Annotation(
        ID.format(number),
        ID.format(9),
        "claim",
        "active",
        3,
        7,
        Quote("كلمة", "قبل", ""),
        "0" * 64,
        ("وسم",),
        "ملاحظة",
        "huda",
        TIME,
        TIME,
        ClaimVerdict("corrected", "الوزير", None, "direct", "denies"),
        (Link(ID.format(8), "supports"),),
        placed=Span(3, 7),
    )
    for number in range(2)
)
ARTICLE = ExportedArticle(ID.format(9), "0" * 64, "الأفق", "عنوان", None, None, ANNOTATIONS)
TAGS = (Tag("وسم", "مجموعة", "one", "1", "red", "وصف", ("قديم",)), Tag("آخر"))
DOCUMENT = newsread.document(TAGS, [ARTICLE], TIME)

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 10)
    | st.sampled_from(
        (10**30, 3.0, 0.5, "", "x", "\0", "\ud800", "deleted", "own", TIME, ID.format(0), "0" * 64)
    ),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "x", "to")), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


@st.composite
def spoiled(draw: st.DrawFn, document: Any) -> Any:
    """The document with one or two of its values replaced, or taken away."""
    changed = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 2))):
        place = draw(st.sampled_from(places(changed)))
        if not place:
            return draw(values)
        inner = changed
        for key in place[:-1]:
            inner = inner[key]
        if draw(st.booleans()):
            inner[place[-1]] = draw(values)
        elif isinstance(inner, dict):
            del inner[place[-1]]
    return changed


def refusal(read: Callable[[], object]) -> str | None:
    """Why `read` refuses a document; None where it does not. Anything but InvalidFormat is a failure."""
    try:
        read()
    except InvalidFormat as error:
        return str(error)
    return None


def test_what_was_written_is_read() -> None:
    incoming = newsread.read(DOCUMENT)
    assert newsread.document(incoming.tags, incoming.articles, TIME) == DOCUMENT
    assert incoming.places[ID.format(1)] == "/articles/0/annotations/1"


@settings(max_examples=600)
@given(spoiled(DOCUMENT))
def test_nothing_is_read_that_the_schema_refuses(document: Any) -> None:
    told = refusal(lambda: newsread.read(document))
    assert told is None or told.startswith("not a newsread export: ")
    assert told is not None or SCHEMA.is_valid(document)


WEB = json.loads(web_annotation.dumps([ARTICLE]))
LABEL_STUDIO: list[Any] = [
    {
        "data": {"text": "قبلكلمة", "newsread": {"article": ID.format(9)}},
        "annotations": [
            {
                "created_at": TIME,
                "completed_by": {"email": "a@example.org"},
                "result": [
                    {
                        "id": "a",
                        "type": "labels",
                        "value": {"start": 3, "end": 7, "labels": ["x"]},
                        "meta": {},
                    },
                    {"id": "a", "type": "textarea", "value": {"start": 3, "end": 7, "text": ["y"]}},
                    {"id": "a", "type": "choices", "value": {"start": 3, "end": 7, "choices": ["accepted"]}},
                    {"type": "relation", "from_id": "a", "to_id": ID.format(1), "labels": ["supports"]},
                ],
            }
        ],
    }
]


@settings(max_examples=300)
@given(spoiled(WEB))
def test_whatever_is_wrong_with_web_annotations_is_told(document: Any) -> None:
    told = refusal(lambda: web_annotation.read(document, READER, lambda _address: None))
    assert told is None or told.startswith("not a Web Annotation document: ")


@settings(max_examples=300)
@given(spoiled(LABEL_STUDIO))
def test_whatever_is_wrong_with_tasks_is_told(document: Any) -> None:
    told = refusal(lambda: label_studio.read(document, READER))
    assert told is None or told.startswith("not a Label Studio export: ")


@settings(max_examples=200)
@given(st.data())
def test_whatever_is_wrong_with_a_table_is_told(data: st.DataObject) -> None:
    text = table.dumps([ARTICLE])
    at = data.draw(st.integers(1, len(text)))
    piece = data.draw(st.sampled_from(('"', ",", "\n", "\r", "\0", "'", "=", "x", ";")))
    spoilt = text[:at] + piece + text[at + data.draw(st.integers(0, 3)) :]
    told = refusal(lambda: table.read(spoilt, READER))
    assert told is None or told.startswith(
        ("not a table of annotations: line ", "not a table of annotations: these columns are missing, ")
    )


@pytest.mark.parametrize("key", ["start", "end"])
def test_a_whole_number_may_be_written_as_a_float(key: str) -> None:
    document = copy.deepcopy(DOCUMENT)
    one = document["articles"][0]["annotations"][0]
    one[key] = float(one[key])
    assert SCHEMA.is_valid(document)
    assert newsread.read(document).articles[0].annotations[0] == ANNOTATIONS[0]


def test_labels_of_a_relation_that_are_no_list_are_told() -> None:
    document = copy.deepcopy(LABEL_STUDIO)
    document[0]["annotations"][0]["result"][3]["labels"] = True
    told = refusal(lambda: label_studio.read(document, READER))
    assert told is not None
    assert "/labels" in told
