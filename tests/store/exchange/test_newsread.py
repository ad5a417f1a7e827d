"""The export: whole, valid, in one order, and every quote what the text says there."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from store.exchange import newsread
from store.library import Library
from store.model import (
    Annotation,
    ClaimVerdict,
    Document,
    ExportedArticle,
    Link,
    Quote,
    Selection,
    Span,
    Tag,
)
from tests.support.exchanging import SCHEMA
from tests.support.libraries import OpenLibrary

TEXT = "عنوان 🙂 الخبر\nقال الوزير إن الطريق فتحت.\nوأضاف أن العمل مستمر.\n"
ID = "01a205b5-5a04-7393-912e-862c1c718f54"
TIME = "2026-01-01T00:00:00.000Z"


def annotation(**changes: Any) -> Annotation:
    made = Annotation(
        id=ID,
        article="4c66d97f-c063-5284-9f36-23f9cd2e7a31",
        target="claim",
        state="active",
        start=0,
        end=4,
        quote=Quote("نصوص", "", ""),
        text_sha256="0" * 64,
        tags=("verified",),
        note="",
        annotator="huda",
        created=TIME,
        updated=TIME,
    )
    return replace(made, **changes)


def article(*annotations: Annotation, **changes: Any) -> ExportedArticle:
    made = ExportedArticle(
        "4c66d97f-c063-5284-9f36-23f9cd2e7a31", "0" * 64, "الأفق", "عنوان", None, None, annotations
    )
    return replace(made, **changes)


def exported(library: Library, **choice: Any) -> dict[str, Any]:
    text = library.exchange.export(None, selection=Selection(**choice)).text
    assert text is not None
    document: dict[str, Any] = json.loads(text)
    SCHEMA.validate(document)
    return document


@pytest.fixture
def filled(library: Library) -> Library:
    for number in range(3):
        library.add(Document(f"{number}\n{TEXT}", "الأفق", f"/{number}"))
    for summary in library.article_page(None, 0, 2):
        statements = library.article(summary.id).outline.statements
        library.set_tag(summary.id, statements[2], "statement", "verified")
        library.set_note(summary.id, statements[1], "statement", "ملاحظة «أولى»")
        library.set_tag(summary.id, Span(5, 9), "span", "جديد")
    return library


class TestOfALibrary:
    def test_it_is_valid_and_every_quote_is_what_the_text_says(self, filled: Library) -> None:
        document = exported(filled)
        assert len(document["articles"]) == 2
        for one in document["articles"]:
            text = filled.article(one["id"]).text
            assert len(one["annotations"]) == 3
            for made in one["annotations"]:
                assert text[made["start"] : made["end"]] == made["quote"]["exact"]
                assert text[: made["start"]].endswith(made["quote"]["prefix"])
                assert text[made["end"] :].startswith(made["quote"]["suffix"])
                assert made["text_sha256"] == one["sha256"]

    def test_an_empty_library_is_valid_too(self, library: Library) -> None:
        assert exported(library)["articles"] == []

    def test_the_scheme_goes_along_in_its_order(self, filled: Library) -> None:
        tags = exported(filled)["tags"]
        assert [tag["name"] for tag in tags] == ["verified", "refuted", "unclear", "important", "جديد"]
        assert tags[0] == {
            "name": "verified",
            "group": "verdict",
            "choice": "one",
            "key": "1",
            "colour": "green",
            "description": "",
        }

    def test_deleted_ones_are_left_out_unless_asked_for(self, filled: Library) -> None:
        first = filled.article_page(None, 0, 1)[0].id
        filled.set_tag(first, Span(5, 9), "span", "جديد", False)
        states = [one["state"] for one in exported(filled)["articles"][0]["annotations"]]
        assert states.count("deleted") == 0
        every = [
            one["state"] for each in exported(filled, deleted=True)["articles"] for one in each["annotations"]
        ]
        assert sorted(every) == ["active"] * 5 + ["deleted"]

    def test_of_some_annotators(self, filled: Library, open_library: OpenLibrary) -> None:
        first = filled.article_page(None, 0, 1)[0].id
        open_library(annotator="omar").set_tag(first, Span(0, 1), "span", "verified")
        document = exported(filled, annotators=("omar",))
        assert [one["annotator"] for each in document["articles"] for one in each["annotations"]] == ["omar"]

    def test_of_some_articles(self, filled: Library) -> None:
        first = filled.article_page(None, 0, 1)[0].id
        assert [one.id for one in filled.exchange.exported(Selection(articles=frozenset({first})))] == [first]

    def test_an_orphan_keeps_the_text_and_the_words_it_was_made_on(self, filled: Library) -> None:
        first = filled.article_page(None, 0, 1)[0]
        old = filled.article(first.id)
        filled.add(Document("شيء آخر تماما", old.source, old.address))
        document = exported(filled)
        (one,) = (each for each in document["articles"] if each["id"] == first.id)
        assert {made["state"] for made in one["annotations"]} == {"orphaned"}
        for made in one["annotations"]:
            assert made["text_sha256"] == old.sha256 != one["sha256"]
            assert old.text[made["start"] : made["end"]] == made["quote"]["exact"]

    def test_the_same_library_gives_the_same_bytes_but_for_the_time(self, filled: Library) -> None:
        once, again = filled.exchange.export(None).text, filled.exchange.export(None).text
        assert once is not None
        assert again is not None
        timeless = re.compile('"exported": "[^"]*"')
        assert timeless.sub("", once) == timeless.sub("", again)

    def test_text_is_logical_and_legible(self, filled: Library) -> None:
        text = filled.exchange.export(None).text
        assert text is not None
        assert "قال الوزير إن الطريق فتحت." in text
        assert "\\u06" not in text


class TestToAFile:
    def test_it_is_written_in_utf8(self, filled: Library, tmp_path: Path) -> None:
        path = tmp_path / "تصدير.json"
        assert filled.exchange.export(path).text is None
        SCHEMA.validate(json.loads(path.read_text(encoding="utf-8")))


class TestFormat:
    def test_every_field_of_an_annotation(self) -> None:
        made = annotation(
            claim=ClaimVerdict("corrected", "الوزير", None, "direct", "denies"),
            links=(Link(ID, "contradicts"),),
            note="ملاحظة",
            layer="adjudicated",
            state="orphaned",
        )
        document = newsread.document([Tag("verified")], [article(made)], TIME)
        SCHEMA.validate(document)
        assert document["articles"][0]["annotations"][0] == {
            "id": ID,
            "target": "claim",
            "state": "orphaned",
            "start": 0,
            "end": 4,
            "quote": {"exact": "نصوص", "prefix": "", "suffix": ""},
            "text_sha256": "0" * 64,
            "claim": {
                "verdict": "corrected",
                "speaker": "الوزير",
                "cue": None,
                "form": "direct",
                "polarity": "denies",
            },
            "tags": ["verified"],
            "note": "ملاحظة",
            "links": [{"to": ID, "relation": "contradicts"}],
            "annotator": "huda",
            "layer": "adjudicated",
            "created": TIME,
            "updated": TIME,
        }

    def test_order_does_not_depend_on_the_order_of_what_is_given(self) -> None:
        early, late = annotation(), annotation(id=ID.replace("01a", "01b"), start=5, end=9)
        one, other = article(early, late), article(source="الشروق")
        assert newsread.dumps([], [other, one], TIME) == newsread.dumps(
            [], [article(late, early), other], TIME
        )

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("format",), "other"),
            (("version",), 2),
            (("exported",), "yesterday"),
            (("surprise",), 1),
            (("articles", 0, "id"), "../../etc/passwd"),
            (("articles", 0, "sha256"), "0" * 63),
            (("articles", 0, "annotations", 0, "start"), -1),
            (("articles", 0, "annotations", 0, "start"), 1.5),
            (("articles", 0, "annotations", 0, "target"), "word"),
            (("articles", 0, "annotations", 0, "state"), "lost"),
            (("articles", 0, "annotations", 0, "tags"), ["a", "a"]),
            (("articles", 0, "annotations", 0, "tags"), [""]),
            (("articles", 0, "annotations", 0, "claim"), {}),
            (("articles", 0, "annotations", 0, "links"), [{"to": ID, "relation": "likes"}]),
            (("articles", 0, "annotations", 0, "quote", "exact"), ""),
            (("articles", 0, "annotations", 0, "quote", "prefix"), "x" * 33),
            (("articles", 0, "annotations", 0, "extra"), None),
        ],
    )
    def test_what_does_not_fit_is_refused_with_its_place(
        self, path: tuple[str | int, ...], value: object
    ) -> None:
        document = newsread.document([Tag("verified")], [article(annotation())], TIME)
        SCHEMA.validate(document)
        inner: Any = document
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        with pytest.raises(ValidationError) as raised:
            SCHEMA.validate(document)
        assert raised.value.json_path.startswith("$")

    @pytest.mark.parametrize("key", ["format", "version", "exported", "tags", "articles"])
    def test_what_is_missing_is_missed(self, key: str) -> None:
        document = newsread.document([], [], TIME)
        del document[key]
        with pytest.raises(ValidationError, match=key):
            SCHEMA.validate(document)

    def test_the_schema_is_a_schema(self) -> None:
        SCHEMA.check_schema(SCHEMA.schema)
