"""W3C Web Annotation as JSON-LD: a collection whose one page holds the annotations.

Web Annotation Data Model, https://www.w3.org/TR/annotation-model/: tags, note, verdict and links are bodies
with the purposes tagging, commenting, assessing and linking; the stretch is described by a
TextQuoteSelector and a TextPositionSelector, both in code points of the logical text. What the model has no
word for stands under the prefix `newsread`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from store.errors import Message
from store.exchange import newsread, shape
from store.exchange.foreign import UNKNOWN, Gathered, Reader, words
from store.exchange.shape import Misfit, each, get
from store.ids import NAMESPACE
from store.model import (
    Annotation,
    ClaimVerdict,
    ExportedArticle,
    Incoming,
    Link,
    Quote,
    Relation,
    Span,
    Verdict,
)
from store.records import record

KIND = Message("a Web Annotation document")

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OWN = "newsread:record"
_ARTICLE = "newsread:article"
_RELATION = "newsread:relation"
_PREFIX = {"newsread": "urn:newsread:export:1:"}
_URN = "urn:uuid:"

_PURPOSES = (("tags", "tagging"), ("note", "commenting"), ("claim", "assessing"), ("links", "linking"))


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
    page = f"{_URN}{uuid5(UUID(NAMESPACE), 'web-annotation page')}"
    collection = f"{_URN}{uuid5(UUID(NAMESPACE), 'web-annotation collection')}"
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
        "id": _URN + one.id,
        "type": "Annotation",
        "motivation": purposes or ["highlighting"],
        "creator": {"type": "Person", "name": one.annotator},
        "created": one.created,
        "modified": one.updated,
        "body": list(_bodies(one)),
        "target": {
            "type": "SpecificResource",
            "source": article.url or _URN + article.id,
            "selector": [
                {"type": "TextQuoteSelector", **said["quote"]},
                {"type": "TextPositionSelector", "start": one.start, "end": one.end},
            ],
            _ARTICLE: {
                "id": article.id,
                "sha256": article.sha256,
                "source": article.source,
                "title": article.title,
                "url": article.url,
                "published": article.published,
            },
        },
        _OWN: {name: said[name] for name in ("target", "state", "layer", "text_sha256", "claim")},
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
            "source": _URN + link.to,
            "purpose": "linking",
            _RELATION: link.relation,
        }


# In


def is_one(value: object) -> bool:
    """Whether a JSON document is an annotation of the model, a page or collection of them, or a list."""
    one = value[0] if isinstance(value, list) and value else value
    return isinstance(one, dict) and any(
        word in _listed(one.get("type")) for word in ("Annotation", "AnnotationPage", "AnnotationCollection")
    )


def read(value: object, reader: Reader, find: Finder) -> Incoming:
    """What the annotations of a document bring. Raises InvalidFormat with a JSON pointer to the place.

    `find` gives the articles of annotations that newsread did not write.
    """
    gathered = Gathered(reader)
    try:
        for place, item in _items(value):
            try:
                _read_annotation(item, place, gathered, find)
            except Misfit as misfit:
                raise misfit.at(*place) from None
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
    kinds = _listed(shape.anything(value).get("type"))
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
    if "Annotation" not in _listed(one.get("type")):
        raise Misfit(
            "must be one of {words}, not {value}", words="Annotation", value=shape.shown(one.get("type"))
        ).at("type")
    target = get(one, "target", _target)
    quote, position = _selected(target)
    if _ARTICLE in target:
        article = newsread.article({**get(target, _ARTICLE, shape.anything), "annotations": []})
        made = newsread.annotation(_record(one, quote, position), article.id)
    else:
        source = get(target, "source", _iri)
        found = find(source)
        if found is None:
            raise Misfit("no article has the address {name}; index it first", name=source).at(
                "target", "source"
            )
        article = found.article
        made = _foreign(one, found, quote, position, gathered)
    gathered.take(article, made, place)


def _record(one: dict[str, Any], quote: Quote, position: Span | None) -> dict[str, Any]:
    """An annotation that newsread wrote as that of a newsread export, with what the bodies say now."""
    kept = get(one, _OWN, shape.anything)
    if position is None:
        raise Misfit("{key!r} is missing", key="TextPositionSelector").at("target", "selector")
    said = _said(one)
    claim = kept.get("claim")
    if said.verdict is None:
        claim = None
    elif not isinstance(claim, dict) or claim.get("verdict") != said.verdict:
        claim = {"verdict": said.verdict, "speaker": None, "cue": None, "form": None, "polarity": None}
    return {
        "id": get(one, "id", shape.filled).removeprefix(_URN),
        **{name: kept.get(name) for name in ("target", "state", "layer", "text_sha256")},
        "start": position.start,
        "end": position.end,
        "quote": {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
        "claim": claim,
        "tags": list(said.tags),
        "note": said.note,
        "links": [{"to": link.to, "relation": link.relation} for link in said.links],
        "annotator": _creator(one),
        "created": one.get("created"),
        "updated": one.get("modified"),
    }


def _foreign(
    one: dict[str, Any], found: Found, quote: Quote, position: Span | None, gathered: Gathered
) -> Annotation:
    """An annotation of another program, found in the article's text, or orphaned."""
    said = _said(one)
    wanted = Quote(quote.exact, quote.prefix[-newsread.CONTEXT :], quote.suffix[: newsread.CONTEXT])
    placed = words(wanted, position or Span(0, len(wanted.exact)), found.text)
    span = placed or position or Span(0, len(wanted.exact))
    if placed is None and span.end - span.start != len(wanted.exact):
        span = Span(span.start, span.start + len(wanted.exact))
    annotator = _creator(one) or gathered.reader.annotator
    updated = one.get("modified") or one.get("created")
    uuid = _uuid(one, said, found, span, annotator)
    if updated is None:
        gathered.timeless.add(uuid)
        updated = gathered.reader.time
    moment = shape.any_time(updated)
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
        created=shape.any_time(one["created"]) if one.get("created") else moment,
        updated=moment,
        claim=None if said.verdict is None else ClaimVerdict(said.verdict),
        links=said.links,
        placed=placed,
    )


def _uuid(one: dict[str, Any], said: _Said, found: Found, span: Span, annotator: str) -> str:
    """The annotation's own uuid; else one that follows from its id, or from what it says where."""
    name = one.get("id")
    if isinstance(name, str) and name:
        try:
            return shape.uuid(name.removeprefix(_URN))
        except Misfit:
            return str(uuid5(UUID(NAMESPACE), shape.string(name)))
    return str(uuid5(UUID(NAMESPACE), repr((found.article.sha256, span, annotator, said))))


@dataclass(frozen=True, slots=True)
class _Said:
    """What the bodies of an annotation say."""

    tags: tuple[str, ...] = ()
    note: str = ""
    verdict: Verdict | None = None
    links: tuple[Link, ...] = ()


def _said(one: dict[str, Any]) -> _Said:
    tags: list[str] = []
    notes: list[str] = []
    verdict: Verdict | None = None
    links: list[Link] = []
    bodies = one.get("body", one.get("bodyValue", []))
    bodies = bodies if isinstance(bodies, list) else [bodies]
    purposes = _listed(one.get("motivation"))
    for number, body in enumerate(bodies):
        try:
            if isinstance(body, str):
                body = {"type": "TextualBody", "value": body} if "bodyValue" in one else {"source": body}
            shape.anything(body)
            purpose = next(iter(_listed(body.get("purpose")) or purposes[:1]), "commenting")
            if "value" not in body:
                link = _link(body)
                if link is not None:
                    links.append(link)
                else:
                    notes.append(get(body, "source" if "source" in body else "id", _iri))
                continue
            value = get(body, "value", shape.string)
            if purpose == "assessing" and value in get_args(Verdict):
                verdict = value  # type: ignore[assignment]
            elif purpose in ("tagging", "classifying", "identifying", "assessing"):
                tags.append(shape.tag(value))
            elif value:
                notes.append(value)
        except Misfit as misfit:
            raise misfit.at("body", number) from None
    if not (tags or notes or links or verdict) and _OWN not in one:
        tags = [shape.tag(name) for name in purposes[:1]] or ["highlighting"]
    return _Said(tuple(dict.fromkeys(tags)), "\n".join(notes), verdict, tuple(links))


def _link(body: dict[str, Any]) -> Link | None:
    """A body that is another annotation in one of newsread's relations."""
    relation, source = body.get(_RELATION), body.get("source")
    if relation in get_args(Relation) and isinstance(source, str) and source.startswith(_URN):
        return Link(shape.uuid(source.removeprefix(_URN)), relation)  # type: ignore[arg-type]
    return None


def _target(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        if len(value) != 1:
            raise Misfit("must be one target, not {count}", count=len(value))
        value = value[0]
    if isinstance(value, str):
        raise Misfit("must say which words of the text are meant, by a selector")
    return shape.anything(value)


def _selected(target: dict[str, Any]) -> tuple[Quote, Span | None]:
    """The quote and the position that a target's selectors give; one of them can refine the other."""
    selectors = target.get("selector")
    selectors = selectors if isinstance(selectors, list) else [selectors]
    quote: Quote | None = None
    position: Span | None = None
    for number, selector in enumerate(selectors):
        try:
            while isinstance(selector, dict):
                kind = _listed(selector.get("type"))
                if "TextQuoteSelector" in kind:
                    exact = get(selector, "exact", shape.filled)
                    around = [
                        get(selector, name, shape.string) if name in selector else ""
                        for name in ("prefix", "suffix")
                    ]
                    quote = Quote(exact, around[0], around[1])
                elif "TextPositionSelector" in kind:
                    position = Span(get(selector, "start", shape.offset), get(selector, "end", shape.offset))
                selector = selector.get("refinedBy")
        except Misfit as misfit:
            raise misfit.at("target", "selector", number) from None
    if quote is None:
        raise Misfit("{key!r} is missing", key="TextQuoteSelector").at("target", "selector")
    return quote, position


def _creator(one: dict[str, Any]) -> str:
    """The name of the one who made the annotation; "" where it says none."""
    creator = one.get("creator")
    creator = creator[0] if isinstance(creator, list) and creator else creator
    if isinstance(creator, dict):
        creator = creator.get("name") or creator.get("nickname") or creator.get("id")
    return shape.tag(creator) if isinstance(creator, str) and creator.strip() else ""


def _iri(value: Any) -> str:
    """An address or a urn."""
    address = shape.filled(value)
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = ""
    if not scheme:
        raise Misfit("must be an address, not {value}", value=shape.shown(value))
    return address


def _listed(value: Any) -> Sequence[str]:
    """One word or several, as JSON-LD allows."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
