"""W3C Web Annotations, newsread's own and those of other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import InvalidFormat
from store.library import Library
from tests.support.exchanging import TEXT, annotations_of, said

ARTICLE = "newsread:article"


class TestWebAnnotation:
    def document(self, library: Library) -> Any:
        return json.loads(library.exchange.export(None, "web-annotation").text or "")

    def test_selectors_are_code_points_of_the_logical_text(self, full: Library) -> None:
        for item in self.document(full)["first"]["items"]:
            quote, position = item["target"]["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            assert TEXT[: position["start"]].endswith(quote["prefix"])
            assert TEXT[position["end"] :].startswith(quote["suffix"])

    def test_every_motivation_is_that_of_a_body(self, full: Library) -> None:
        items = self.document(full)["first"]["items"]
        for item in items:
            assert {body["purpose"] for body in item["body"]} == set(item["motivation"])
        assert {motivation for item in items for motivation in item["motivation"]} == {
            "tagging",
            "commenting",
            "assessing",
            "linking",
        }

    def test_times_with_another_zone_are_times(self, full: Library, tmp_path: Path) -> None:
        document = self.document(full)
        for item in document["first"]["items"]:
            item["modified"], item["created"] = "2999-01-01T02:00:00+02:00", "2026-01-01T00:00:00+00:00"
            item["body"] = [{"type": "TextualBody", "purpose": "commenting", "value": "هنا"}]
        assert self.take(full, document, tmp_path).changed == 4
        assert {(one["note"], one["updated"]) for one in annotations_of(full)} == {
            ("هنا", "2999-01-01T00:00:00.000Z")
        }

    @pytest.mark.parametrize(
        ("place", "change"),
        [
            ("/modified", lambda one: one.update(modified="gestern")),
            ("/created", lambda one: one.update(created=None)),
            ("/creator", lambda one: one.update(creator={"name": "\x1b"})),
            ("/creator", lambda one: one.pop("creator")),
            ("/target/selector", lambda one: one["target"]["selector"][0].update(exact="كلمة")),
            ("/target/selector", lambda one: one["target"]["selector"][1].update(end=0)),
            ("/target/newsread:article/sha256", lambda one: one["target"][ARTICLE].update(sha256="x")),
            ("/newsread:record/state", lambda one: one["newsread:record"].update(state="x")),
        ],
    )
    def test_what_newsread_wrote_and_does_not_fit_is_refused_with_its_place(
        self, full: Library, tmp_path: Path, place: str, change: Callable[[Any], Any]
    ) -> None:
        document = self.document(full)
        change(document["first"]["items"][0])
        with pytest.raises(InvalidFormat, match=f": /first/items/0{place}: "):
            self.take(full, document, tmp_path)

    @pytest.fixture
    def foreign(self, full: Library) -> dict[str, Any]:
        """What another program may have made of the article."""
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://hypothes.is/a/xyz",
            "type": "Annotation",
            "creator": "acct:layla@example.org",
            "created": "2026-02-01T12:00:00+02:00",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": "مهم"},
                {"type": "TextualBody", "value": "ملاحظة"},
            ],
            "target": {
                "source": "https://example.org/1",
                "selector": {"type": "TextQuoteSelector", "exact": "إن الطريق فتحت"},
            },
        }

    def take(self, library: Library, document: object, tmp_path: Path) -> Any:
        path = tmp_path / "foreign.jsonld"
        path.write_text(json.dumps(document), encoding="utf-8")
        return library.exchange.import_file(path)

    def test_of_another_program_is_found_by_its_words(
        self, full: Library, foreign: dict[str, Any], tmp_path: Path
    ) -> None:
        assert self.take(full, foreign, tmp_path).added == 1
        article = full.article_page(None, 0, 1)[0].id
        (one,) = full.annotations(article, "acct:layla@example.org")
        assert one.placed is not None
        assert one.placed.of(TEXT) == "إن الطريق فتحت"
        assert (one.tags, one.note, one.created) == (("مهم",), "ملاحظة", "2026-02-01T10:00:00.000Z")
        assert self.take(full, [foreign], tmp_path).unchanged == 1

    def test_words_that_are_nowhere_are_orphaned_and_kept(
        self, full: Library, foreign: dict[str, Any], tmp_path: Path
    ) -> None:
        foreign["target"]["selector"]["exact"] = "كلام ليس في النص على الإطلاق ولا يشبهه شيء"
        assert self.take(full, foreign, tmp_path).orphaned == 1
        (orphan,) = full.upkeep.orphans()
        assert orphan.annotation.quote.exact.startswith("كلام")

    @pytest.mark.parametrize(
        ("place", "change"),
        [
            ("/target/source: no article", lambda one: one["target"].update(source="https://example.org/2")),
            ("/target/selector", lambda one: one["target"].pop("selector")),
            ("/target/selector/0", lambda one: one["target"]["selector"].update(exact=7)),
            ("/created", lambda one: one.update(created="gestern")),
            ("/creator", lambda one: one.update(creator={"name": "\x1b"})),
            ("/body/0", lambda one: one["body"][0].update(value=["a"])),
            ("must say which words", lambda one: one.update(target="https://example.org/1")),
        ],
    )
    def test_what_does_not_fit_is_refused_with_its_place(
        self, full: Library, foreign: dict[str, Any], tmp_path: Path, place: str, change: Callable[[Any], Any]
    ) -> None:
        change(foreign)
        before = said(full)
        with pytest.raises(InvalidFormat, match=place):
            self.take(full, foreign, tmp_path)
        assert said(full) == before
