"""brat standoff: for each article a `.txt` with its text, and a `.ann` with its annotations.

https://brat.nlplab.org/standoff.html. Offsets count code points, end exclusive. A span is a text-bound
annotation of the type Statement, Claim or Span; one that goes over line breaks or tabs is written in
fragments, for a line of a `.ann` can hold neither. A tag is an attribute, a note brat's AnnotatorNotes, a
link within an article a relation. What brat has no place for stands in a note of the type `newsread`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from store.errors import InvalidFormat, Message
from store.exchange import newsread, shape
from store.exchange.foreign import Gathered, Mark, Reader, of_text
from store.exchange.shape import Misfit
from store.ids import is_uuid
from store.model import Annotation, Exported, ExportedArticle, Incoming, Link, Relation, Span, Verdict
from store.records import record

KIND = Message("brat standoff")

_TYPES = {"statement": "Statement", "claim": "Claim", "span": "Span"}
_VERDICT = "Verdict"
_NOTES = "AnnotatorNotes"
_OWN = "newsread"

_BREAK = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
"""What a line cannot hold: Python's line breaks, which brat reads by, and the tab between its fields."""
_UNSAFE = re.compile(r"[%\s\x00-\x1f\x7f]")
_NUMBER = re.compile("[0-9]{1,10}")


# Out


def files(articles: Iterable[Exported]) -> dict[str, str]:
    """The files by name, two an article; annotations that are orphaned or deleted stay out."""
    made: dict[str, str] = {}
    for one in articles:
        made[f"{one.article.id}.txt"] = one.text
        made[f"{one.article.id}.ann"] = "".join(f"{line}\n" for line in _lines(one))
    return made


def _lines(one: Exported) -> list[str]:
    there = [made for made in one.article.annotations if made.placed is not None and made.state == "active"]
    names = {made.id: f"T{number}" for number, made in enumerate(there, 1)}
    spans: list[str] = []
    attributes: list[str] = []
    relations: list[str] = []
    notes: list[str] = []
    for made in there:
        name = names[made.id]
        spans.append(f"{name}\t{_TYPES[made.target]} {_fragments(made, one.text)}")
        for tag in made.tags:
            attributes.append(f"A{len(attributes) + 1}\t{_word(tag)} {name}")
        if made.claim is not None:
            attributes.append(f"A{len(attributes) + 1}\t{_VERDICT} {name} {made.claim.verdict}")
        if made.note:
            notes.append(f"#{len(notes) + 1}\t{_NOTES} {name}\t{_escaped(made.note)}")
        for link in made.links:
            if link.to in names:
                relations.append(f"R{len(relations) + 1}\t{link.relation} Arg1:{name} Arg2:{names[link.to]}")
        assert made.placed is not None
        own = {"record": record(made), "start": made.placed.start, "end": made.placed.end}
        # ASCII alone: nothing in it is a line break to anybody.
        notes.append(f"#{len(notes) + 1}\t{_OWN} {name}\t{json.dumps(own)}")
    if there:
        about = {name: value for name, value in newsread.about(one.article).items() if name != "sha256"}
        notes.append(f"#{len(notes) + 1}\t{_OWN} {names[there[0].id]}\t{json.dumps({'article': about})}")
    return [*spans, *attributes, *relations, *notes]


def _fragments(made: Annotation, text: str) -> str:
    """The span in pieces without line breaks, and their words as brat writes them, parted by spaces."""
    assert made.placed is not None
    pieces = _pieces(made.placed, text)
    offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    return f"{offsets}\t{_BREAK.sub(' ', ' '.join(piece.of(text) for piece in pieces))}"


def _pieces(span: Span, text: str) -> list[Span]:
    """The span in pieces without line breaks; whole where it has nothing else."""
    pieces: list[Span] = []
    start = span.start
    for found in _BREAK.finditer(text, span.start, span.end):
        if found.start() > start:
            pieces.append(Span(start, found.start()))
        start = found.end()
    if start < span.end:
        pieces.append(Span(start, span.end))
    return pieces or [span]


def _hull(pieces: Sequence[Span]) -> Span:
    return Span(min(piece.start for piece in pieces), max(piece.end for piece in pieces))


def _word(name: str) -> str:
    """A name as one word: what parts words, and the percent sign, percent-encoded."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), name)


def _escaped(text: str) -> str:
    """A note on one line: JSON's escapes for what a line cannot hold, and for the backslash."""
    return _BREAK.sub(lambda found: json.dumps(found[0])[1:-1], text.replace("\\", "\\\\"))


def _unescaped(text: str) -> str:
    try:
        return str(json.loads('"' + text.replace('"', '\\"') + '"', strict=False))
    except ValueError:
        return text


# In


@dataclass(slots=True)
class _Found:
    """A text-bound annotation, and what other lines say of it."""

    line: int
    type: str
    span: Span
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    verdict: Verdict | None = None
    own: dict[str, Any] | None = None
    in_pieces: bool = False
    """Whether words stand between its pieces that are no part of it."""


@dataclass(slots=True)
class _Lines:
    """What the lines of a file say."""

    found: dict[str, _Found] = field(default_factory=dict)
    """Text-bound annotations by their ids: T1."""
    links: list[tuple[str, str, Relation]] = field(default_factory=list)
    """From one of them to another."""
    article: dict[str, Any] | None = None
    """What newsread wrote of the article."""

    def bound(self, name: str) -> _Found | None:
        """The text-bound annotation of that id; None for what is none, as events are.

        Raises Misfit for one that is not there.
        """
        if name.startswith("T") and name not in self.found:
            raise Misfit("there is no {name}", name=name)
        return self.found.get(name)


def is_one(names: Iterable[str]) -> bool:
    """Whether files of those names are brat standoff."""
    return any(name.endswith(".ann") for name in names)


def read(files: Mapping[str, str], reader: Reader) -> Incoming:
    """What the `.ann` files bring; each needs its `.txt`. Raises InvalidFormat with file and line."""
    gathered = Gathered(reader, spell=_spelled)
    try:
        for name in sorted(files):
            if not name.endswith(".ann"):
                continue
            text = files.get(f"{name[:-4]}.txt")
            if text is None:
                raise Misfit("the text {name} is missing", name=f"{name[:-4]}.txt").at(name)
            _read_file(name, files[name], text, gathered)
    except Misfit as misfit:
        raise InvalidFormat(
            "not {kind}: {place}: {reason}", kind=KIND, place=_spelled(misfit.path), reason=misfit.message
        ) from None
    return gathered.incoming()


def _spelled(path: Sequence[str | int]) -> str:
    """A file and a line of it as compilers name them."""
    return ":".join(map(str, path))


def _read_file(name: str, lines: str, text: str, gathered: Gathered) -> None:
    shape.string(text)
    said = _Lines()
    rest: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        with shape.within(name, number):
            shape.string(line)
            fields = line.split("\t", 2)
            if len(fields) < 2 or not fields[0]:
                raise Misfit("must have an id, a tab, and what it says")
            if fields[0][0] == "T":
                if fields[0] in said.found:
                    raise Misfit("{name} is there twice", name=fields[0])
                said.found[fields[0]] = _bound(number, fields, text)
            else:
                rest.append((number, fields))
    # Only now: a line may speak of one that stands below it.
    for number, fields in rest:
        with shape.within(name, number):
            _read_line(fields, said)
    article = _article(name, text, said.article)
    ids = {key: _uuid(one) for key, one in said.found.items()}
    links: dict[str, list[Link]] = {}
    for start, end, relation in said.links:
        if to := ids[end]:
            links.setdefault(start, []).append(Link(to, relation))
    marks = [_mark(name, one, links.get(key, ()), text) for key, one in said.found.items()]
    gathered.add(article, text, marks)
    gathered.closed += sum(one.in_pieces for one in said.found.values())


def _bound(number: int, fields: list[str], text: str) -> _Found:
    """A text-bound annotation: `Type start end;start end`, and the words in a field of their own."""
    kind, _, offsets = fields[1].partition(" ")
    pieces: list[Span] = []
    for piece in offsets.split(";"):
        ends = piece.split()
        if len(ends) != 2 or not all(map(_NUMBER.fullmatch, ends)):
            raise Misfit(
                "must have a type and offsets like 0 5 or 0 5;7 9, not {value}", value=shape.shown(fields[1])
            )
        pieces.append(Span(int(ends[0]), int(ends[1])))
    if not all(0 <= piece.start < piece.end <= len(text) for piece in pieces):
        raise Misfit(
            "{value} is no stretch of the text, which has {length:code point|code points}",
            value=offsets,
            length=len(text),
        )
    if len(fields) > 2:
        said = " ".join(piece.of(text) for piece in pieces)
        if fields[2].split() != said.split():
            raise Misfit("these words are not what the text says there")
    pieces.sort(key=lambda piece: (piece.start, piece.end))
    apart = any(text[one.end : other.start].strip() for one, other in pairwise(pieces))
    return _Found(number, kind, _hull(pieces), in_pieces=apart)


def _read_line(fields: list[str], said: _Lines) -> None:
    """An attribute, relation or note of a text-bound annotation; one of anything else is passed over."""
    words = fields[1].split()
    kind = fields[0][0]
    if kind in "AM" and len(words) >= 2:
        one = said.bound(words[1])
        if one is not None:
            _read_attribute(one, [unquote(words[0]), *words[2:]])
    elif kind == "R" and len(words) == 3:
        start, end = (word.partition(":")[2] for word in words[1:])
        ends = said.bound(start), said.bound(end)
        relation = words[0].lower()
        if None not in ends and shape.is_relation(relation):
            said.links.append((start, end, relation))
    elif kind == "#" and len(words) == 2:
        one = said.bound(words[1])
        if one is not None:
            _read_note(one, words[0], fields[2] if len(fields) > 2 else "", said)
    elif kind not in "ENAMR#*":
        raise Misfit("{value} is not known here", value=shape.shown(fields[0]))
    elif kind in "AMR#":
        raise Misfit("must name what it is about, not {value}", value=shape.shown(fields[1]))


def _read_attribute(one: _Found, words: list[str]) -> None:
    if words[0] == _VERDICT and len(words) == 2 and shape.is_verdict(words[1]):
        one.verdict = words[1]
    else:
        one.tags.append(shape.tag(": ".join(words)))


def _read_note(one: _Found, kind: str, text: str, said: _Lines) -> None:
    if kind != _OWN:
        one.notes.append(text)
        return
    own = shape.anything(shape.parsed(text))
    if "article" not in own:
        one.own = own
    elif said.article is None:
        said.article = shape.anything(own["article"])


def _article(name: str, text: str, written: dict[str, Any] | None) -> ExportedArticle:
    """The article that newsread wrote into the file, or one that is known by its text."""
    article = of_text(text, name.removesuffix(".ann").rpartition("/")[2])
    if written is None:
        return article
    try:
        return ExportedArticle(
            shape.get(written, "id", shape.uuid),
            article.sha256,
            shape.get(written, "source", shape.filled),
            shape.get(written, "title", shape.string),
            shape.get(written, "url", shape.maybe(shape.string)),
            shape.get(written, "published", shape.maybe(shape.string)),
        )
    except Misfit as misfit:
        raise Misfit("{reason}", reason=misfit.message).at(name) from None


def _uuid(one: _Found) -> str | None:
    """The id of an annotation that newsread wrote."""
    own = None if one.own is None else one.own.get("record")
    found = own.get("id") if isinstance(own, dict) else None
    return found if isinstance(found, str) and is_uuid(found) else None


def _mark(name: str, one: _Found, links: Sequence[Link], text: str) -> Mark:
    note = "\n".join(one.notes)
    if one.own is None:
        # The type of somebody else's annotation is what it says.
        tags = [shape.tag(unquote(one.type)), *one.tags]
        return Mark((name, one.line), one.span, tuple(dict.fromkeys(tags)), note, one.verdict)
    with shape.within(name, one.line):
        kept = shape.get(one.own, "record", shape.anything)
        written = Span(shape.get(one.own, "start", shape.offset), shape.get(one.own, "end", shape.offset))
    # Line breaks at the ends of a span are not in its fragments.
    same = one.span == _hull(_pieces(written, text))
    return Mark(
        (name, one.line),
        one.span,
        tuple(dict.fromkeys(one.tags)),
        _unescaped(note),
        one.verdict,
        tuple(links),
        record=kept,
        exported=one.span if same else written,
    )
