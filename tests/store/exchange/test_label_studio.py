"""Label Studio's tasks: what is written, what was changed there, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import InvalidFormat
from store.library import Library
from store.model import Document, Link, Span
from tests.support.exchanging import TEXT, annotations_of


class TestLabelStudio:
    def tasks(self, library: Library) -> Any:
        return json.loads(library.exchange.export(None, "label-studio").text or "")

    def take(self, library: Library, tasks: object, tmp_path: Path) -> Any:
        path = tmp_path / "tasks.json"
        path.write_text(json.dumps(tasks), encoding="utf-8")
        return library.exchange.import_file(path)

    def test_claims_are_predictions_and_people_have_an_annotation_each(self, full: Library) -> None:
        (task,) = self.tasks(full)
        assert task["data"]["text"] == TEXT
        (prediction,) = task["predictions"]
        labels = [item["value"]["labels"] for item in prediction["result"] if item["type"] == "labels"]
        assert ["claim"] in labels
        assert prediction["model_version"] == "lines-1"
        assert len(task["annotations"]) == 2
        for result in [*task["annotations"], prediction]:
            for item in result["result"]:
                if item["type"] != "relation":
                    value = item["value"]
                    assert TEXT[value["start"] : value["end"]] == (
                        value["text"] if item["type"] == "labels" else TEXT[value["start"] : value["end"]]
                    )
                    assert item["to_name"] == "text"

    def test_links_are_relations(self, full: Library) -> None:
        (task,) = self.tasks(full)
        items = [item for own in task["annotations"] for item in own["result"]]
        (relation,) = (item for item in items if item["type"] == "relation")
        assert relation["labels"] == ["contradicts"]
        assert {relation["from_id"], relation["to_id"]} <= {item["id"] for item in items if "id" in item}

    def test_what_a_person_changed_there_is_newer(self, full: Library, tmp_path: Path) -> None:
        tasks = self.tasks(full)
        own = next(one for one in tasks[0]["annotations"] if len(one["result"]) == 1)
        own["updated_at"] = "2999-01-01T00:00:00.000000Z"
        own["result"][0]["value"]["labels"] = ["refuted"]
        merged = self.take(full, tasks, tmp_path)
        assert (merged.changed, merged.unchanged) == (1, 3)
        changed = full.annotation(own["result"][0]["id"])
        assert (changed.tags, changed.annotator) == (("refuted",), "عمر")

    def test_a_region_that_was_moved_is_moved(self, full: Library, tmp_path: Path) -> None:
        tasks = self.tasks(full)
        item = tasks[0]["annotations"][0]["result"][0]
        item["value"].update(start=0, end=3, text=TEXT[0:3])
        self.take(full, tasks, tmp_path)
        moved = full.annotation(item["id"])
        assert (moved.start, moved.end, moved.quote.exact) == (0, 3, TEXT[0:3])

    def test_a_region_made_there_comes_in(self, full: Library, tmp_path: Path) -> None:
        tasks = self.tasks(full)
        made = {
            "id": "a1b2",
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {"start": 6, "end": 9, "labels": ["قول"]},
        }
        tasks[0]["annotations"].append({"completed_by": {"email": "layla@example.org"}, "result": [made]})
        assert self.take(full, tasks, tmp_path).added == 1
        assert self.take(full, tasks, tmp_path).unchanged == 5
        article = full.article_page(None, 0, 1)[0].id
        (one,) = full.annotations(article, "layla@example.org")
        assert (one.tags, one.placed) == (("قول",), Span(6, 9))

    SMILES = "خبر 🙂🙂 هنا\nقال الوزير إن\r\nالطريق فتحت، وقال غيره لا.\n"

    def placed(self, library: Library, start: int, end: int, words: str, tmp_path: Path) -> Span | None:
        """Where a region with those offsets and words comes to stand in `SMILES`."""
        library.add(Document(self.SMILES, "الأفق", "/1"))
        region = {"start": start, "end": end, "text": words, "labels": ["قول"]}
        made = {"id": "a1b2", "type": "labels", "from_name": "label", "to_name": "text", "value": region}
        task = {"data": {"text": self.SMILES}, "annotations": [{"result": [made]}]}
        self.take(library, [task], tmp_path)
        (one,) = library.annotations(library.article_page(None, 0, 1)[0].id)
        return one.placed

    @pytest.mark.parametrize(
        ("words", "counted"),
        [
            ("الوزير", 0),
            ("الوزير", 2),
            ("الوزير", 9),
            ("إن\\nالطريق", 2),
            ("إن\nالطريق", 0),
        ],
        ids=["code points", "UTF-16", "neither", "a break as two signs", "another break"],
    )
    def test_a_region_stands_at_its_words_whatever_its_offsets_count(
        self, library: Library, tmp_path: Path, words: str, counted: int
    ) -> None:
        exact = words.replace("\\n", "\n").replace("\n", "\r\n")
        start = self.SMILES.index(exact)
        span = self.placed(library, start + counted, start + counted + len(exact), words, tmp_path)
        assert span == Span(start, start + len(exact))

    def test_words_that_are_not_in_the_text_are_refused_with_their_place(
        self, library: Library, tmp_path: Path
    ) -> None:
        with pytest.raises(InvalidFormat, match="/0/annotations/0/result/0/value/text: these words"):
            self.placed(library, 4, 10, "كلام آخر تماما", tmp_path)

    def test_a_relation_that_was_removed_there_is_removed(self, full: Library, tmp_path: Path) -> None:
        tasks = self.tasks(full)
        for own in tasks[0]["annotations"]:
            own["result"] = [item for item in own["result"] if item["type"] != "relation"]
        merged = self.take(full, tasks, tmp_path)
        assert (merged.changed, merged.unchanged) == (1, 3)
        assert not any(one["links"] for one in annotations_of(full))

    @pytest.mark.parametrize(("direction", "ways"), [("right", "→"), ("left", "←"), ("bi", "→←")])
    def test_an_arrow_leads_the_way_it_points(
        self, full: Library, other: Library, tmp_path: Path, direction: str, ways: str
    ) -> None:
        tasks = self.tasks(full)
        items = [item for own in tasks[0]["annotations"] for item in own["result"]]
        (relation,) = (item for item in items if item["type"] == "relation")
        source, to = relation["from_id"], relation["to_id"]
        relation["direction"] = direction
        for item in items:
            item.pop("meta", None)
        self.take(other, tasks, tmp_path)
        link = {"→": (source, Link(to, "contradicts")), "←": (to, Link(source, "contradicts"))}
        found = [(one["id"], Link(**to)) for one in annotations_of(other) for to in one["links"]]
        assert sorted(found, key=str) == sorted((link[way] for way in ways), key=str)

    @pytest.mark.parametrize(
        ("place", "change"),
        [
            ("/0/annotations/0/result/0", lambda t: first(t)["value"].update(end=999)),
            ("/0/annotations/0/result/0/value/start", lambda t: first(t)["value"].update(start=-1)),
            ("/0/annotations/0/result", lambda t: t["annotations"][0].update(result=3)),
            ("/0/annotations/0/result/0: .*not known", lambda t: first(t).update(type="brush")),
            (
                "/0/annotations/0/result/0/meta/newsread/record/updated: ",
                lambda t: first(t)["meta"]["newsread"]["record"].update(updated="x"),
            ),
            ("/0/data/text", lambda t: t["data"].update(text=None)),
        ],
    )
    def test_what_does_not_fit_is_refused_with_its_place(
        self, full: Library, tmp_path: Path, place: str, change: Callable[[Any], Any]
    ) -> None:
        tasks = self.tasks(full)
        change(tasks[0])
        with pytest.raises(InvalidFormat, match=place):
            self.take(full, tasks, tmp_path)

    def test_the_interface_has_every_tag(self, full: Library) -> None:
        from xml.etree import ElementTree

        labels = [one.get("value") for one in ElementTree.fromstring(full.exchange.interface()).iter("Label")]
        assert {tag.name for tag in full.tags()} <= set(labels)
        assert len(labels) == len(set(labels))


def first(task: Any) -> Any:
    """The first region that a person marked in a task."""
    return task["annotations"][0]["result"][0]
