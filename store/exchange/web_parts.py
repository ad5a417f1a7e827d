"""The parts of a Web Annotation, from JSON to what they mean: bodies, target, selectors, creator. Pure.

Each raises `Misfit` where its part does not fit the model; see `web_annotation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from store.exchange import shape
from store.exchange.shape import Misfit, get
from store.model import Link, Quote, Span, Verdict

OWN = "newsread:record"
"""The key of what the model has no word for."""
RELATION = "newsread:relation"
URN = "urn:uuid:"
"""Stands before a uuid, where the model asks for an address."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the bodies of an annotation say."""

    tags: tuple[str, ...] = ()
    note: str = ""
    verdict: Verdict | None = None
    links: tuple[Link, ...] = ()


def said_by(one: dict[str, Any]) -> Said:
    """What an annotation's bodies say, by their purposes; its motivation where they say nothing."""
    bodies = one.get("body", one.get("bodyValue", []))
    purposes = listed(one.get("motivation"))
    said: list[Said] = []
    for number, body in enumerate(bodies if isinstance(bodies, list) else [bodies]):
        if isinstance(body, str):
            body = {"type": "TextualBody", "value": body} if "bodyValue" in one else {"source": body}
        with shape.within("body", number):
            said.append(_body(body, purposes))
    tags = dict.fromkeys(tag for part in said for tag in part.tags)
    note = "\n".join(part.note for part in said if part.note)
    verdict = next((part.verdict for part in reversed(said) if part.verdict), None)
    links = tuple(link for part in said for link in part.links)
    if not (tags or note or links or verdict) and OWN not in one:
        tags = dict.fromkeys(map(shape.tag, purposes[:1] or ["highlighting"]))
    return Said(tuple(tags), note, verdict, links)


def _body(body: Any, purposes: Sequence[str]) -> Said:
    """What one body says; `purposes` are the annotation's own, for a body that has none."""
    shape.anything(body)
    if "value" not in body:
        link = _link(body)
        if link is not None:
            return Said(links=(link,))
        return Said(note=get(body, "source" if "source" in body else "id", iri))
    value = get(body, "value", shape.string)
    purpose = next(iter(listed(body.get("purpose")) or purposes[:1]), "commenting")
    if purpose == "assessing" and shape.is_verdict(value):
        return Said(verdict=value)
    if purpose in ("tagging", "classifying", "identifying", "assessing"):
        return Said(tags=(shape.tag(value),))
    return Said(note=value)


def _link(body: dict[str, Any]) -> Link | None:
    """A body that is another annotation in one of newsread's relations."""
    relation, source = body.get(RELATION), body.get("source")
    if shape.is_relation(relation) and isinstance(source, str) and source.startswith(URN):
        return Link(shape.uuid(source.removeprefix(URN)), relation)
    return None


def target(value: Any) -> dict[str, Any]:
    """What an annotation is about, which has to be one thing and name its words."""
    if isinstance(value, list):
        if len(value) != 1:
            raise Misfit("must be one target, not {count}", count=len(value))
        value = value[0]
    if isinstance(value, str):
        raise Misfit("must say which words of the text are meant, by a selector")
    return shape.anything(value)


def selected(about: dict[str, Any]) -> tuple[Quote, Span | None]:
    """The quote and the position that a target's selectors give; one of them can refine the other."""
    selectors = about.get("selector")
    quote: Quote | None = None
    position: Span | None = None
    for number, selector in enumerate(selectors if isinstance(selectors, list) else [selectors]):
        with shape.within("target", "selector", number):
            for one in _refined(selector):
                kind = listed(one.get("type"))
                if "TextQuoteSelector" in kind:
                    quote = _quote(one)
                elif "TextPositionSelector" in kind:
                    position = Span(get(one, "start", shape.offset), get(one, "end", shape.offset))
    if quote is None:
        raise Misfit("{key!r} is missing", key="TextQuoteSelector").at("target", "selector")
    return quote, position


def _refined(selector: Any) -> Iterator[dict[str, Any]]:
    """A selector, and those that refine it."""
    while isinstance(selector, dict):
        yield selector
        selector = selector.get("refinedBy")


def _quote(selector: dict[str, Any]) -> Quote:
    """The words of a TextQuoteSelector, and what it says of the words around them."""
    prefix, suffix = (
        get(selector, name, shape.string) if name in selector else "" for name in ("prefix", "suffix")
    )
    return Quote(get(selector, "exact", shape.filled), prefix, suffix)


def creator(one: dict[str, Any]) -> str:
    """The name of the one who made the annotation; "" where it says none."""
    return get(one, "creator", _name) if "creator" in one else ""


def _name(person: Any) -> str:
    person = person[0] if isinstance(person, list) and person else person
    if isinstance(person, dict):
        person = person.get("name") or person.get("nickname") or person.get("id")
    return shape.tag(person) if isinstance(person, str) and person.strip() else ""


def iri(value: Any) -> str:
    """An address or a urn."""
    address = shape.filled(value)
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = ""
    if not scheme:
        raise Misfit("must be an address, not {value}", value=shape.shown(value))
    return address


def listed(value: Any) -> Sequence[str]:
    """One word or several, as JSON-LD allows."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
