"""A small library to test the reader on, with statements and claims that do not depend on the extractor."""

from __future__ import annotations

import re
from pathlib import Path

from store.library import Library
from store.model import Claim, Document, Extraction, Outline, Span

TEXT = """وصول السفن إلى المرفأ

قال المدير إن السفن وصلت. ثم نفى الوزير الخبر. وبقي العمال في المرفأ حتى الصباح.
وقالت نقابة العمال إن العدد 12. ولم يعلق أحد.
The harbour opened at 9. Nobody spoke [b]loudly[/b].
"""


def outline_of(text: str) -> tuple[Outline, Extraction]:
    """Sentences end with a full stop; a claim is what stands between إن or نفى and the full stop."""
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    sentences = [
        Span(m.start(), m.end())
        for paragraph in paragraphs[1:]
        for m in re.compile(r"[^\s.][^.\n]*\.?").finditer(text, paragraph.start, paragraph.end)
    ]
    claims = [
        Claim(
            m.start(3), m.end(3), m[3], m[2], m.start(2), m.end(2), False, m[1], m.start(1), m.end(1),
            "indirect", "denies" if m[1] == "نفى" else "asserts", None,
        )
        for m in re.finditer(r"(قال\w*|نفى) ((?:نقابة )?\w+) (?:إن )?([^.\n]+)", text)
    ]  # fmt: skip
    title = paragraphs[0] if paragraphs else None
    return Outline(title, tuple(paragraphs), (), tuple(sentences)), Extraction(tuple(claims), (), "test")


def small_library(path: Path, articles: int = 3, annotator: str = "layla") -> Library:
    """A library of two sources with `articles` articles each; the texts differ in their titles."""
    library = Library.open(path, annotator, analyse=outline_of)
    for source in ("الأفق", "الشروق"):
        for number in range(articles):
            text = TEXT.replace("السفن إلى", f"السفن {number} إلى", 1)
            library.add(Document(text, source, f"/{source}/{number}"))
    return library
