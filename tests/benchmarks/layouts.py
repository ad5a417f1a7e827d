"""The part of `make bench` that measures layout and long articles."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import arabic_reshaper
from bidi import get_display

from store.library import Library
from store.model import Document, Place
from tui.rtl.joining import forget
from tui.rtl.layout import layout

WIDTH = 80
TURNS = 15
SIZES = {"5 KB": 5_000, "1 MB": 1_000_000}
CLAIMS = 8_000
SOUGHT = "قنطريون"
"""A word that stands at the beginning and at the end of a long article, and nowhere else in it."""


def lay_out(texts: list[str]) -> None:
    """Lay texts out at width 80, nothing kept from before, and use the map of every row both ways."""
    forget()
    for text in texts:
        for row in layout(text, WIDTH):
            assert len(row.text) >= row.left
            for _, cell in row.cells(row.start, row.end):
                row.offset(cell - 1)


def reorder(texts: list[str]) -> None:
    """What a program without maps does."""
    for text in texts:
        get_display(arabic_reshaper.reshape(text))


def seconds(action: Callable[[list[str]], None], texts: list[str]) -> float:
    """How long `action` takes once."""
    start = time.perf_counter()
    action(texts)
    return time.perf_counter() - start


def layout_times(articles: Path) -> tuple[float, float]:
    """Milliseconds for all articles: cold layout, and reshape with get_display; medians, taken in turn."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(articles.glob("*.txt"))]
    pairs = [(seconds(lay_out, texts), seconds(reorder, texts)) for _ in range(TURNS)]
    return median(ours for ours, _ in pairs) * 1000, median(theirs for _, theirs in pairs) * 1000


def many_claims(folder: Path) -> Path:
    """A library with one article of `CLAIMS` claims, of which its reader has annotated some statements."""
    path = folder / "claims.db"
    said = "قال الوزير إن السفينة {} وصلت إلى المرفأ أمس مع كل ركابها. وبقي العمال في المرفأ حتى الصباح.\n"
    text = "وصول السفن\n\n" + "".join(said.format(number) for number in range(CLAIMS))
    with Library.open(path, "bench") as library:
        library.add(Document(text, "source", "/claims"))
        article = library.article(library.article_page(None, 0, 1)[0].id)
        assert len(article.extraction.claims) >= CLAIMS
        for span in article.outline.statements[:1000:10]:
            library.set_tag(article.id, span, "statement", "verified")
        library.mark_all_read()
        library.save_place(Place(article.id, 0))
    return path


def long_articles(article: Path, folder: Path) -> dict[str, Path]:
    """A library for each size, with one article of it."""
    body = article.read_text(encoding="utf-8")
    libraries = {}
    for name, size in SIZES.items():
        libraries[name] = folder / f"{size}.db"
        text = f"{SOUGHT}\n\n{(body * (size // len(body) + 1))[:size]}\n\n{SOUGHT}"
        with Library.open(libraries[name], "bench") as library:
            library.add(Document(text, "source", f"/{size}"))
            library.mark_all_read()
    return libraries
