"""The parts of a Web Annotation, from JSON to what they mean: bodies, target, selectors, creator. Pure.

Each raises `Misfit` where its part does not fit the model; see `web_annotation`.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    tags: list[str] = []
    notes: list[str] = []
    verdict: Verdict | None = None
    links: list[Link] = []
    bodies = one.get("body", one.get("bodyValue", []))
    bodies = bodies if isinstance(bodies, list) else [bodies]
    purposes = listed(one.get("motivation"))
    for number, body in enumerate(bodies):
        try:
            if isinstance(body, str):
                body = {"type": "TextualBody", "value": body} if "bodyValue" in one else {"source": body}
            shape.anything(body)
            purpose = next(iter(listed(body.get("purpose")) or purposes[:1]), "commenting")
            if "value" not in body:
                link = _link(body)
                if link is not None:
                    links.append(link)
                else:
                    notes.append(get(body, "source" if "source" in body else "id", iri))
                continue
            value = get(body, "value", shape.string)
            if purpose == "assessing" and shape.is_verdict(value):
                verdict = value
            elif purpose in ("tagging", "classifying", "identifying", "assessing"):
                tags.append(shape.tag(value))
            elif value:
                notes.append(value)
        except Misfit as misfit:
            raise misfit.at("body", number) from None
    if not (tags or notes or links or verdict) and OWN not in one:
        tags = [shape.tag(name) for name in purposes[:1]] or ["highlighting"]
    return Said(tuple(dict.fromkeys(tags)), "\n".join(notes), verdict, tuple(links))


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
    selectors = selectors if isinstance(selectors, list) else [selectors]
    quote: Quote | None = None
    position: Span | None = None
    for number, selector in enumerate(selectors):
        try:
            while isinstance(selector, dict):
                kind = listed(selector.get("type"))
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


def creator(one: dict[str, Any]) -> str:
    """The name of the one who made the annotation; "" where it says none."""
    person = one.get("creator")
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
