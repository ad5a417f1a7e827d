"""The format `newsread`, version 1: everything that people said, as one JSON document. Pure.

The JSON Schema says what it looks like. Reading goes its own way, for it has to be fast and to name places;
the tests hold that it refuses what the schema refuses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, get_args

from store.anchors import CONTEXT
from store.errors import Message
from store.exchange import shape
from store.exchange.shape import Misfit, each, get, maybe, one_of
from store.model import (
    TAG_KEYS,
    Annotation,
    Choice,
    ClaimVerdict,
    ExportedArticle,
    Form,
    Incoming,
    Layer,
    Link,
    Polarity,
    Quote,
    Relation,
    Span,
    State,
    Tag,
    Target,
    Verdict,
)
from store.records import record
from store.schemes import ordered

FORMAT = "newsread"
VERSION = 1

KIND = Message("a newsread export")


def document(tags: Iterable[Tag], articles: Iterable[ExportedArticle], exported: str) -> dict[str, Any]:
    """The document of `articles` under the scheme `tags`, at the time `exported` (ISO 8601, UTC).

    Articles are in the order of source and id, annotations in that of the text: the same library gives the
    same document.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported": exported,
        "tags": [_tag(tag) for tag in ordered(tags)],
        "articles": [_article(one) for one in sorted(articles, key=lambda one: (one.source, one.id))],
    }


def dumps(tags: Iterable[Tag], articles: Iterable[ExportedArticle], exported: str) -> str:
    """The document as JSON text, logical and unshaped, with a line break at its end."""
    return json.dumps(document(tags, articles, exported), ensure_ascii=False, indent=1) + "\n"


def is_one(value: object) -> bool:
    """Whether a JSON document says of itself that it is of this format."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def read(value: object) -> Incoming:
    """What a JSON document of the format brings. Raises InvalidFormat, with a JSON pointer to the place."""
    try:
        return _read(value)
    except Misfit as misfit:
        raise misfit.told(KIND) from None


def _tag(tag: Tag) -> dict[str, Any]:
    value: dict[str, Any] = {
        "name": tag.name,
        "group": tag.group,
        "choice": tag.choice,
        "key": tag.key,
        "colour": tag.colour,
        "description": tag.description,
    }
    # Annotations have the names that were set; those that the scheme has no longer stand here.
    return value | {"aliases": list(tag.aliases)} if tag.aliases else value


def about(article: ExportedArticle) -> dict[str, Any]:
    """What a file says of an article, without its annotations."""
    return {
        "id": article.id,
        "sha256": article.sha256,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "published": article.published,
    }


def _article(article: ExportedArticle) -> dict[str, Any]:
    ordered = sorted(article.annotations, key=lambda one: (one.start, one.end, one.id))
    return {**about(article), "annotations": [record(one) for one in ordered]}


# Reading

_DOCUMENT = frozenset(("format", "version", "exported", "tags", "articles"))
_TAG = frozenset(("name", "group", "choice", "key", "colour", "description"))
_ARTICLE = frozenset(("id", "sha256", "source", "title", "url", "published", "annotations"))
_SAID = ("claim", "tags", "note", "links", "annotator", "layer", "created", "updated")
_ANNOTATION = frozenset(("id", "target", "state", "start", "end", "quote", "text_sha256", *_SAID))
_QUOTE = frozenset(("exact", "prefix", "suffix"))
_CLAIM = frozenset(("verdict", "speaker", "cue", "form", "polarity"))
_LINK = frozenset(("to", "relation"))

_form = maybe(one_of(*get_args(Form)))
_polarity = maybe(one_of(*get_args(Polarity)))
_verdict = one_of(*get_args(Verdict))
_relation = one_of(*get_args(Relation))
_target = one_of(*get_args(Target))
_state = one_of(*get_args(State))
_layer = one_of(*get_args(Layer))
_choice = one_of(*get_args(Choice))
_key = maybe(one_of(*TAG_KEYS))
_text = maybe(shape.string)
_names = each(shape.name)


def _read(value: object) -> Incoming:
    document = shape.table(value, _DOCUMENT)
    get(document, "format", one_of(FORMAT))
    get(document, "version", _version)
    get(document, "exported", shape.time)
    tags = get(document, "tags", each(_read_tag))
    articles = get(document, "articles", each(article))
    places: dict[str, str] = {}
    seen: set[str] = set()
    for nth, found in enumerate(articles):
        if found.id in seen:
            raise Misfit("{name} is there twice", name=found.id).at("articles", nth, "id")
        seen.add(found.id)
        for place, one in enumerate(found.annotations):
            if one.id in places:
                path = ("articles", nth, "annotations", place, "id")
                raise Misfit("{name} is there twice", name=one.id).at(*path)
            places[one.id] = f"/articles/{nth}/annotations/{place}"
    _check_scheme(tags)
    return Incoming(tuple(articles), tuple(tags), places)


def _version(value: object) -> None:
    if type(value) is not int or value != VERSION:
        raise Misfit(
            "this newsread reads version {version}, not {value}", version=VERSION, value=shape.shown(value)
        )


def _check_scheme(tags: Iterable[Tag]) -> None:
    names: set[str] = set()
    for nth, tag in enumerate(tags):
        if tag.name in names:
            raise Misfit("{name} is there twice", name=shape.shown(tag.name)).at("tags", nth, "name")
        names.add(tag.name)


def _read_tag(value: object) -> Tag:
    tag = shape.table(value, _TAG, frozenset(("aliases",)))
    return Tag(
        get(tag, "name", shape.name),
        get(tag, "group", maybe(shape.name)),
        get(tag, "choice", _choice),
        get(tag, "key", _key),
        get(tag, "colour", shape.filled),
        get(tag, "description", shape.string),
        tuple(get(tag, "aliases", _names)) if "aliases" in tag else (),
    )


def article(value: object) -> ExportedArticle:
    """An article of a document with its annotations. Raises Misfit."""
    found = shape.table(value, _ARTICLE)
    uuid = get(found, "id", shape.uuid)
    return ExportedArticle(
        uuid,
        get(found, "sha256", shape.sha256),
        get(found, "source", shape.filled),
        get(found, "title", shape.string),
        get(found, "url", _text),
        get(found, "published", _text),
        get(found, "annotations", each(lambda one: annotation(one, uuid))),
    )


def annotation(value: object, article: str, *, measured: bool = True) -> Annotation:
    """An annotation of the article with that id. Raises Misfit.

    Where it is not `measured`, its quote may have another length than its stretch.
    """
    one = shape.table(value, _ANNOTATION)
    start, end = get(one, "start", shape.offset), get(one, "end", shape.offset)
    quote = get(one, "quote", _read_quote)
    _check_stretch(start, end, quote.exact if measured else None)
    tags = get(one, "tags", _distinct)
    state = get(one, "state", _state)
    claim, note = get(one, "claim", maybe(_read_claim)), get(one, "note", shape.string)
    links = get(one, "links", each(_read_link))
    if state == "deleted":
        # What is deleted says nothing any more, whatever a file has kept of it.
        tags, note, links, claim = [], "", [], None
    return Annotation(
        id=get(one, "id", shape.uuid),
        article=article,
        target=get(one, "target", _target),
        state=state,
        start=start,
        end=end,
        quote=quote,
        text_sha256=get(one, "text_sha256", shape.sha256),
        tags=tuple(tags),
        note=note,
        annotator=get(one, "annotator", shape.name),
        created=get(one, "created", shape.time),
        updated=get(one, "updated", shape.time),
        claim=claim,
        links=tuple(links),
        layer=get(one, "layer", _layer),
        placed=None if state == "orphaned" else Span(start, end),
    )


def _check_stretch(start: int, end: int, words: str | None) -> None:
    """Misfit for a stretch that is empty or turned round, or that has another length than `words`."""
    if end <= start:
        raise Misfit("{end} does not come after the start, {start}", end=end, start=start).at("end")
    if words is not None and len(words) != end - start:
        raise Misfit(
            "has {length:code point|code points}, and the stretch from {start} to {end} has {count}",
            length=len(words),
            start=start,
            end=end,
            count=end - start,
        ).at("quote", "exact")


def _distinct(value: object) -> list[str]:
    """Names of which none is there twice."""
    names = _names(value)
    if len(set(names)) < len(names):
        raise Misfit("{name} is there twice", name=next(one for one in names if names.count(one) > 1))
    return names


def _read_quote(value: object) -> Quote:
    quote = shape.table(value, _QUOTE)
    return Quote(
        get(quote, "exact", shape.filled), get(quote, "prefix", _around), get(quote, "suffix", _around)
    )


def _around(value: object) -> str:
    text = shape.string(value)
    if len(text) > CONTEXT:
        raise Misfit("is longer than {count:code point|code points}", count=CONTEXT)
    return text


def _read_claim(value: object) -> ClaimVerdict:
    claim = shape.table(value, _CLAIM)
    return ClaimVerdict(
        get(claim, "verdict", _verdict),
        get(claim, "speaker", _text),
        get(claim, "cue", _text),
        get(claim, "form", _form),
        get(claim, "polarity", _polarity),
    )


def _read_link(value: object) -> Link:
    link = shape.table(value, _LINK)
    return Link(get(link, "to", shape.uuid), get(link, "relation", _relation))
