"""The blocks of a page: text that stands beside others in one, each run of it in a paragraph of its own.

So browsers lay it out, in anonymous blocks (https://www.w3.org/TR/CSS22/visuren.html#anonymous-block-level).
An extractor loses such text (<div><b>...</b> ... <div>...</div> ...</div>), or joins its words to the next.
"""

from __future__ import annotations

from typing import Any

_HOLDING = ("article", "body", "center", "div", "main", "section", "td")
"""What may hold both text and blocks."""
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "ul"),
    ]
)
_SILENT = ("script", "style", "noscript", "iframe")
_PROSE = 80
"""Code points of a run of text that is no label or button."""


def part(tree: Any) -> None:
    """Put the text beside blocks into paragraphs, in every element of `tree` where some of it is prose."""
    for element in list(tree.iter(*_HOLDING)):
        if any(child.tag in _BLOCKS for child in element) and _has_prose(element):
            _part(element)


def _has_prose(element: Any) -> bool:
    """Whether text of the length of a sentence stands in `element` itself, between its blocks."""
    length = len((element.text or "").strip())
    for child in element:
        if child.tag in _BLOCKS:
            length = 0
        elif child.tag not in _SILENT:
            for text in child.itertext():
                length += len(text)
                if length >= _PROSE:
                    return True
        length += len((child.tail or "").strip())
        if length >= _PROSE:
            return True
    return length >= _PROSE


def _part(element: Any) -> None:
    """Put each run of text and what is within lines into a paragraph, but for runs without text."""
    nodes: list[Any] = []
    run = element.makeelement("p")
    run.text, element.text = element.text, None
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in _BLOCKS:
            if child.tag == "div" and not any(inner.tag in _BLOCKS for inner in child):
                child.tag = "p"
            nodes += [*_kept(run), child]
            run = element.makeelement("p")
            run.text = tail
        else:
            run.append(child)
            child.tail = tail
    element[:] = [*nodes, *_kept(run)]


def _kept(run: Any) -> list[Any]:
    """The paragraph, or what stands in it where there is no text to it."""
    return [run] if any(map(str.strip, run.itertext())) else list(run)
