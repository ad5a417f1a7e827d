"""W3C Web Annotation as JSON-LD: a collection whose one page holds the annotations.

Web Annotation Data Model, https://www.w3.org/TR/annotation-model/: tags, note, verdict and links are bodies
with the purposes tagging, commenting, assessing and linking; the stretch is described by a
TextQuoteSelector and a TextPositionSelector, both in code points of the logical text. What the model has no
word for stands under the prefix `newsread`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from store import anchors
from store.errors import Message
from store.exchange import newsread, shape, web_parts
from store.exchange.foreign import UNKNOWN, Gathered, Reader, words
from store.exchange.shape import Misfit, each, get
from store.ids import NAMESPACE
from store.model import Annotation, ClaimVerdict, ExportedArticle, Incoming, Quote, Span
from store.records import record

KIND = Message("a Web Annotation document")

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_ARTICLE = "newsread:article"
_PREFIX = {"newsread": "urn:newsread:export:1:"}

_PURPOSES = (("tags", "tagging"), ("note", "commenting"), ("claim", "assessing"), ("links", "linking"))

_SELECTOR = ("target", "selector")
_PLACES = {
    **dict.fromkeys(("start", "end", "quote"), _SELECTOR),
    **{name: ("body",) for name, _purpose in _PURPOSES},
    **{name: (web_parts.OWN, name) for name in ("target", "state", "layer", "text_sha256", "claim")},
    "annotator": ("creator",),
    "updated": ("modified",),
}
"""Where the model has what newsread's own format has under a key."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a target names, with its text."""

    article: ExportedArticle
    text: str


Finder = Callable[[str], Found | None]
"""Finds the article with an address or id."""


# Out


def dumps(articles: Iterable[ExportedArticle]) -> str:
    """The collection as JSON-LD, with a line break at its end."""
    items = [_annotation(article, one) for article in articles for one in article.annotations]
    page = f"{web_parts.URN}{uuid5(UUID(NAMESPACE), 'web-annotation page')}"
    collection = f"{web_parts.URN}{uuid5(UUID(NAMESPACE), 'web-annotation collection')}"
    document = {
        "@context": [CONTEXT, _PREFIX],
        "id": collection,
        "type": "AnnotationCollection",
        "label": "newsread",
        "total": len(items),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _annotation(article: ExportedArticle, one: Annotation) -> dict[str, Any]:
    said = record(one)
    purposes = [purpose for name, purpose in _PURPOSES if said[name]]
    return {
        "id": web_parts.URN + one.id,
        "type": "Annotation",
        "motivation": purposes or ["highlighting"],
        "creator": {"type": "Person", "name": one.annotator},
        "created": one.created,
        "modified": one.updated,
        "body": list(_bodies(one)),
        "target": {
            "type": "SpecificResource",
            "source": article.url or web_parts.URN + article.id,
            "selector": [
                {"type": "TextQuoteSelector", **said["quote"]},
                {"type": "TextPositionSelector", "start": one.start, "end": one.end},
            ],
            _ARTICLE: newsread.about(article),
        },
        web_parts.OWN: {name: said[name] for name in ("target", "state", "layer", "text_sha256", "claim")},
    }


def _bodies(one: Annotation) -> Iterable[dict[str, Any]]:
    for tag in one.tags:
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}
    if one.note:
        yield {"type": "TextualBody", "value": one.note, "format": "text/plain", "purpose": "commenting"}
    if one.claim is not None:
        yield {"type": "TextualBody", "value": one.claim.verdict, "purpose": "assessing"}
    for link in one.links:
        yield {
            "type": "SpecificResource",
            "source": web_parts.URN + link.to,
            "purpose": "linking",
            web_parts.RELATION: link.relation,
        }


# In


def is_one(value: object) -> bool:
    """Whether a JSON document is an annotation of the model, a page or collection of them, or a list."""
    one = value[0] if isinstance(value, list) and value else value
    return isinstance(one, dict) and any(
        word in web_parts.listed(one.get("type"))
        for word in ("Annotation", "AnnotationPage", "AnnotationCollection")
    )


def read(value: object, reader: Reader, find: Finder) -> Incoming:
    """What the annotations of a document bring. Raises InvalidFormat with a JSON pointer to the place.

    `find` gives the articles of annotations that newsread did not write.
    """
    gathered = Gathered(reader)
    try:
        for place, item in _items(value):
            with shape.within(*place):
                _read_annotation(item, place, gathered, find)
    except Misfit as misfit:
        raise misfit.told(KIND) from None
    return gathered.incoming()


def _items(value: Any) -> list[tuple[tuple[str | int, ...], Any]]:
    """The annotations of a document, each with its place in it."""
    path, items = _list_of(value)
    if path is None:
        return [((), value)]
    return [((*path, number), item) for number, item in enumerate(items)]


def _list_of(value: Any) -> tuple[tuple[str | int, ...] | None, list[Any]]:
    """Where a document has its list of annotations, and that; no place where it is one itself."""
    if isinstance(value, list):
        return (), value
    kinds = web_parts.listed(shape.anything(value).get("type"))
    if "AnnotationCollection" in kinds:
        first = get(value, "first", _page)
        if "next" in first:
            raise Misfit("goes on in another file, and only whole collections can be imported").at(
                "first", "next"
            )
        return ("first", "items"), get(first, "items", each(shape.anything))
    if "AnnotationPage" in kinds:
        return ("items",), get(value, "items", each(shape.anything))
    return None, []


def _page(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        raise Misfit("is in another file, and only whole collections can be imported")
    return shape.anything(value)


def _read_annotation(value: Any, place: tuple[str | int, ...], gathered: Gathered, find: Finder) -> None:
    one = shape.anything(value)
    if "Annotation" not in web_parts.listed(one.get("type")):
        raise Misfit(
            "must be one of {words}, not {value}", words="Annotation", value=shape.shown(one.get("type"))
        ).at("type")
    target = get(one, "target", web_parts.target)
    quote, position = web_parts.selected(target)
    if _ARTICLE in target:
        article = get(one, "target", _about)
        record = _record(one, quote, position)
        try:
            made = newsread.annotation(record, article.id)
        except Misfit as misfit:
            raise misfit.moved(_PLACES) from None
    else:
        source = get(target, "source", web_parts.iri)
        found = find(source)
        if found is None:
            raise Misfit("no article has the address {name}; index it first", name=source).at(
                "target", "source"
            )
        article = found.article
        made = _foreign(one, found, quote, position, gathered)
    gathered.take(article, made, place)


def _about(value: Any) -> ExportedArticle:
    """The article that newsread wrote into a target."""

    def article(said: Any) -> ExportedArticle:
        return newsread.article({**shape.anything(said), "annotations": []})

    return get(web_parts.target(value), _ARTICLE, article)


def _time(value: Any) -> str:
    """A time as it is, where newsread wrote it; the model allows others."""
    try:
        return shape.time(value)
    except Misfit:
        return shape.any_time(value)


def _record(one: dict[str, Any], quote: Quote, position: Span | None) -> dict[str, Any]:
    """An annotation that newsread wrote as that of a newsread export, with what the bodies say now."""
    kept = get(one, web_parts.OWN, shape.anything)
    if position is None:
        raise Misfit("{key!r} is missing", key="TextPositionSelector").at("target", "selector")
    said = web_parts.said_by(one)
    claim = kept.get("claim")
    if said.verdict is None:
        claim = None
    elif not isinstance(claim, dict) or claim.get("verdict") != said.verdict:
        claim = {"verdict": said.verdict, "speaker": None, "cue": None, "form": None, "polarity": None}
    return {
        "id": get(one, "id", shape.filled).removeprefix(web_parts.URN),
        **{name: kept.get(name) for name in ("target", "state", "layer", "text_sha256")},
        "start": position.start,
        "end": position.end,
        "quote": {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
        "claim": claim,
        "tags": list(said.tags),
        "note": said.note,
        "links": [{"to": link.to, "relation": link.relation} for link in said.links],
        "annotator": web_parts.creator(one),
        "created": get(one, "created", _time),
        "updated": get(one, "modified", _time),
    }


def _foreign(
    one: dict[str, Any], found: Found, quote: Quote, position: Span | None, gathered: Gathered
) -> Annotation:
    """An annotation of another program, found in the article's text, or orphaned."""
    said = web_parts.said_by(one)
    wanted = Quote(quote.exact, quote.prefix[-anchors.CONTEXT :], quote.suffix[: anchors.CONTEXT])
    placed = words(wanted, position or Span(0, len(wanted.exact)), found.text)
    span = placed or position or Span(0, len(wanted.exact))
    if placed is None and span.end - span.start != len(wanted.exact):
        span = Span(span.start, span.start + len(wanted.exact))
    annotator = web_parts.creator(one) or gathered.reader.annotator
    created, modified = (
        get(one, name, shape.any_time) if one.get(name) else None for name in ("created", "modified")
    )
    updated = modified or created
    uuid = _uuid(one, said, found, span, annotator)
    if updated is None:
        gathered.timeless.add(uuid)
        updated = gathered.reader.time
    return Annotation(
        id=uuid,
        article=found.article.id,
        target="span",
        state="active" if placed is not None else "orphaned",
        start=span.start,
        end=span.end,
        quote=Quote(span.of(found.text), wanted.prefix, wanted.suffix) if placed is not None else wanted,
        text_sha256=found.article.sha256 if placed is not None else UNKNOWN,
        tags=said.tags,
        note=said.note,
        annotator=annotator,
        created=created or updated,
        updated=updated,
        claim=None if said.verdict is None else ClaimVerdict(said.verdict),
        links=said.links,
        placed=placed,
    )


def _uuid(one: dict[str, Any], said: web_parts.Said, found: Found, span: Span, annotator: str) -> str:
    """The annotation's own uuid; else one that follows from its id, or from what it says where."""
    name = one.get("id")
    if isinstance(name, str) and name:
        try:
            return shape.uuid(name.removeprefix(web_parts.URN))
        except Misfit:
            return str(uuid5(UUID(NAMESPACE), shape.string(name)))
    # As it has always been written: from it follow the ids that files and libraries have.
    links = [f"Link(to={link.to!r}, relation={link.relation!r})" for link in said.links]
    told = (
        f"tags={said.tags!r}, note={said.note!r}, verdict={said.verdict!r},"
        f" links=({', '.join(links)}{',' if len(links) == 1 else ''})"
    )
    where = f"{found.article.sha256!r}, Span(start={span.start}, end={span.end}), {annotator!r}"
    return str(uuid5(UUID(NAMESPACE), f"({where}, Said({told}))"))
