"""Label Studio's JSON: a task an article, what the machine found as predictions, and people's annotations.

https://labelstud.io/guide/task_format: regions are `result` items of an annotation or a prediction; a note
and a verdict are items with the id of their region, a link is one of its own. Offsets count code points, end
exclusive; some versions of Label Studio count in UTF-16, and the words of a region say which it is. The
labelling interface that shows all of it is `INTERFACE`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, get_args

from store.errors import Message
from store.exchange import shape
from store.exchange.foreign import Gathered, Mark, Reader, of_text, stretch
from store.exchange.shape import Misfit, each, get, maybe
from store.ids import is_uuid
from store.model import (
    Annotation,
    Claim,
    Exported,
    ExportedArticle,
    Incoming,
    Link,
    Relation,
    Span,
    Tag,
    Verdict,
)
from store.records import record
from store.schemes import ordered

KIND = Message("a Label Studio export")

INTERFACE = """<View>
  <Labels name="label" toName="text">{labels}
  </Labels>
  <Text name="text" value="$text"/>
  <TextArea name="note" toName="text" perRegion="true"/>
  <Choices name="verdict" toName="text" perRegion="true">{choices}
  </Choices>
  <Relations>{relations}
  </Relations>
</View>
"""

_MACHINE = ("claim", "speaker", "cue")
_TEXT = {"from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}
_NOTE = {"from_name": "note", "to_name": "text", "type": "textarea", "origin": "manual"}
_VERDICT = {"from_name": "verdict", "to_name": "text", "type": "choices", "origin": "manual"}
_OWN = "newsread"
"""The key of what newsread keeps of itself in `data` and in a region's `meta`."""


# Out


def dumps(articles: Iterable[Exported]) -> str:
    """The tasks as JSON; annotations that are orphaned or deleted have no place in a text and stay out."""
    tasks = [_task(number, one) for number, one in enumerate(articles, 1)]
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _task(number: int, one: Exported) -> dict[str, Any]:
    article = one.article
    return {
        "id": number,
        "data": {
            "text": one.text,
            "title": article.title,
            "source": article.source,
            "url": article.url,
            "published": article.published,
            _OWN: {"article": article.id},
        },
        "annotations": [
            {"result": list(_regions(own, one.text)), "was_cancelled": False, "ground_truth": False}
            for own in _by_annotator(article.annotations)
        ],
        "predictions": [
            {
                "model_version": one.extraction.extractor,
                "result": list(_claims(one.extraction.claims, one.text)),
            }
        ],
    }


def _by_annotator(annotations: Sequence[Annotation]) -> list[list[Annotation]]:
    people: dict[str, list[Annotation]] = {}
    for one in annotations:
        if one.placed is not None and one.state == "active":
            people.setdefault(one.annotator, []).append(one)
    return [people[name] for name in sorted(people)]


def _regions(annotations: Sequence[Annotation], text: str) -> Iterator[dict[str, Any]]:
    there = {one.id for one in annotations}
    for one in annotations:
        span = one.placed
        assert span is not None
        value = {"start": span.start, "end": span.end, "text": span.of(text)}
        kept = {"record": record(one), "start": span.start, "end": span.end}
        labels = list(one.tags) or [one.target]
        yield {"id": one.id, **_TEXT, "value": {**value, "labels": labels}, "meta": {_OWN: kept}}
        if one.note:
            yield {"id": one.id, **_NOTE, "value": {**value, "text": [one.note]}}
        if one.claim is not None:
            yield {"id": one.id, **_VERDICT, "value": {**value, "choices": [one.claim.verdict]}}
        for link in one.links:
            if link.to in there:
                yield _relation(one.id, link.to, link.relation)


def _claims(claims: Sequence[Claim], text: str) -> Iterator[dict[str, Any]]:
    for number, claim in enumerate(claims, 1):
        parts = (
            ("claim", claim.start, claim.end),
            ("speaker", claim.speaker_start, claim.speaker_end),
            ("cue", claim.cue_start, claim.cue_end),
        )
        for label, start, end in parts:
            if start is None or end is None:
                continue
            value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
            yield {"id": f"{label}-{number}", **_TEXT, "origin": "prediction", "value": value}
            if label != "claim":
                yield _relation(f"claim-{number}", f"{label}-{number}", label)


def _relation(start: str, end: str, name: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [name]}


def interface(tags: Iterable[Tag]) -> str:
    """The labelling interface for a project with these tags, as XML."""
    from xml.sax.saxutils import quoteattr

    def listed(element: str, values: Iterable[str]) -> str:
        return "".join(f"\n    <{element} value={quoteattr(value)}/>" for value in values)

    names = (*(tag.name for tag in ordered(tags)), "statement", "span", *_MACHINE)
    return INTERFACE.format(
        labels=listed("Label", dict.fromkeys(names)),
        choices=listed("Choice", get_args(Verdict)),
        relations=listed("Relation", (*get_args(Relation), "speaker", "cue")),
    )


# In


def is_one(value: object) -> bool:
    """Whether a JSON document looks like tasks of Label Studio."""
    task = value[0] if isinstance(value, list) and value else value
    return isinstance(task, dict) and "data" in task and ("annotations" in task or "predictions" in task)


def read(value: object, reader: Reader) -> Incoming:
    """What people's annotations in the tasks bring. Raises InvalidFormat with a JSON pointer to the place."""
    gathered = Gathered(reader)
    tasks = value if isinstance(value, list) else [value]
    try:
        for number, task in enumerate(tasks):
            place = (number,) if isinstance(value, list) else ()
            _read_task(task, place, gathered)
    except Misfit as misfit:
        raise misfit.told(KIND) from None
    return gathered.incoming()


def _read_task(value: Any, place: tuple[str | int, ...], gathered: Gathered) -> None:
    with shape.within(*place):
        task = shape.anything(value)
        article, text = get(task, "data", _data)
        annotations = get(task, "annotations", each(shape.anything)) if "annotations" in task else []
    for number, one in enumerate(annotations):
        inside = (*place, "annotations", number)
        if one.get("was_cancelled") is True:
            continue
        with shape.within(*inside):
            marks = _marks(one, inside, text)
        gathered.add(article, text, marks)


def _data(value: Any) -> tuple[ExportedArticle, str]:
    data = shape.anything(value)
    text = get(data, "text", shape.filled)
    article = of_text(text, "Label Studio")
    own = data.get(_OWN)
    details = {
        name: get(data, name, shape.filled)
        for name in ("source", "title")
        if isinstance(data.get(name), str) and data[name]
    }
    more = {name: get(data, name, maybe(shape.string)) for name in ("url", "published") if name in data}
    uuid = article.id if own is None else get(get(data, _OWN, shape.anything), "article", shape.uuid)
    return (
        ExportedArticle(
            uuid,
            article.sha256,
            details.get("source", article.source),
            details.get("title", article.title),
            more.get("url"),
            more.get("published"),
        ),
        text,
    )


class _Said(NamedTuple):
    """Who made an annotation, and when."""

    annotator: str | None
    created: str | None
    updated: str | None


@dataclass(slots=True)
class _Region:
    """A region, put together from the items that carry its id."""

    place: tuple[str | int, ...]
    """Of the labels, or of the first of them."""
    span: Span
    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    verdict: Verdict | None = None
    own: dict[str, Any] | None = None
    """What newsread wrote into it."""

    def mark(self, uuid: str | None, links: Sequence[Link], said: _Said) -> Mark:
        """What the region says, with the links that begin at it. Raises Misfit."""
        tags = tuple(dict.fromkeys(self.labels))
        mark = Mark(
            self.place,
            self.span,
            tags,
            "\n".join(self.notes),
            self.verdict,
            tuple(links),
            id=uuid,
            annotator=said.annotator,
            created=said.created,
            updated=said.updated,
        )
        if self.own is None:
            return mark
        record = self.own["record"]
        # Of an annotation without tags the label is what it is of: a region needs one.
        if not record.get("tags") and tags == (record.get("target"),):
            mark = replace(mark, tags=())
        exported = Span(get(self.own, "start", shape.offset), get(self.own, "end", shape.offset))
        return replace(mark, record=record, inside=("meta", _OWN, "record"), exported=exported)


def _marks(annotation: dict[str, Any], place: tuple[str | int, ...], text: str) -> list[Mark]:
    """The regions of one annotation of `text` with their notes, verdicts and links."""
    regions: dict[str, _Region] = {}
    links: dict[str, list[Link]] = {}
    for number, item in enumerate(get(annotation, "result", each(shape.anything))):
        with shape.within("result", number):
            if item.get("type") == "relation":
                _read_relation(item, links)
            else:
                _read_item(item, (*place, "result", number), regions, text)
    said = _Said(
        _who(annotation.get("completed_by")),
        _time(annotation.get("created_at")),
        _time(annotation.get("updated_at")),
    )
    return [
        region.mark(name if is_uuid(name) else None, links.get(name, ()), said)
        for name, region in regions.items()
    ]


def _read_item(
    item: dict[str, Any], place: tuple[str | int, ...], regions: dict[str, _Region], text: str
) -> None:
    """One item of a region of `text`: its labels, its note, or what was chosen for it."""
    kind = item.get("type")
    if kind not in ("labels", "textarea", "choices"):
        raise Misfit("{value} is not known here", value=shape.shown(kind))
    name = get(item, "id", shape.filled)
    value = get(item, "value", shape.anything)
    # In a textarea `text` is the note, elsewhere what the region says.
    said = value.get("text") if kind != "textarea" else None
    span = get(item, "value", _span)
    if isinstance(said, str):
        span = _where(said, span, text)
    region = regions.setdefault(name, _Region(place, span))
    if kind == "labels":
        region.place, region.span = place, span
        region.labels += get(value, "labels", each(shape.tag)) if "labels" in value else []
        region.own = _own(item.get("meta"))
    elif kind == "textarea":
        region.notes += get(value, "text", _texts)
    else:
        for choice in get(value, "choices", each(shape.tag)):
            # A verdict is one of newsread's; any other choice is a tag.
            if shape.is_verdict(choice):
                region.verdict = choice
            else:
                region.labels.append(choice)


def _own(meta: Any) -> dict[str, Any] | None:
    """What newsread wrote into a region, where it did."""
    own = meta.get(_OWN) if isinstance(meta, dict) else None
    return own if isinstance(own, dict) and isinstance(own.get("record"), dict) else None


def _read_relation(item: dict[str, Any], links: dict[str, list[Link]]) -> None:
    """A relation between annotations of newsread that is one of its own; others have no place there.

    Its arrow leads from one end to the other ("right"), back ("left"), or both ways ("bi").
    """
    start, end = get(item, "from_id", shape.filled), get(item, "to_id", shape.filled)
    labels = get(item, "labels", maybe(each(shape.string))) if "labels" in item else None
    names = [name for name in labels or () if shape.is_relation(name)]
    there, back = ((start, end),), ((end, start),)
    direction = item.get("direction")
    for source, to in back if direction == "left" else there + back if direction == "bi" else there:
        if names and is_uuid(to):
            links.setdefault(source, []).append(Link(to, names[0]))


def _span(value: Any) -> Span:
    return Span(get(value, "start", shape.offset), get(value, "end", shape.offset))


def _where(said: str, span: Span, text: str) -> Span:
    """The stretch of `text` with the words `said` that `span` means. Raises Misfit."""
    # Some versions write a line break as two signs.
    found = stretch(said.replace("\\n", "\n"), span, text)
    if found is None:
        raise Misfit("these words are not what the text says there").at("value", "text")
    return found


def _texts(value: Any) -> list[str]:
    return [shape.string(value)] if isinstance(value, str) else each(shape.string)(value)


def _who(value: Any) -> str | None:
    """The name that an export gives the one who annotated, if it gives one."""
    if isinstance(value, dict):
        value = value.get("email") or value.get("username")
    return shape.tag(value) if isinstance(value, str) and value.strip() else None


def _time(value: Any) -> str | None:
    return None if value is None else shape.any_time(value)
