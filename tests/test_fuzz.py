"""Whatever comes in: readers, folding, extractor, comparing, layout end well on it, and keep their promises.

`make test` gives 6,250 inputs, `make long` 125,000. Inputs are real pieces of news, pages and feeds, cut, put
together and damaged, and letters, marks, controls and bytes that nobody would write.
"""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.analysis import analyse
from store.claims.propositions.comparing import Told, compare
from store.errors import UnreadableInput
from store.model import Document, Unread
from store.reading import formats
from store.reading.likeness import sketch
from store.reading.origin import Origin
from store.search.folding import fold, folded_words, stemmed
from tests.support.documents import ATOM, JSON_FEED, PAGE, RSS, TEXT
from tui.rtl.layout import layout

SHORT, LONG = 1_250, 25_000
"""Inputs of each of the five: in the gate, and in `make long`."""

NEWS = (
    'قال محمود الساري، مدير الطرق: "الجسر كان آمنا" وأضاف أن 17 شخصا قتلوا.',
    "دمشق - نور خوام\n",
    "«الباغوز تحررت» @name https://t.co/a1 ",
    "أعلنت (قسد) في 23 آذار/مارس 2019 أن ٧٥٠ مقاتلا، بينهم 12.5% من الأجانب، استسلموا!",
    "وَلَهُمْ فِي ـــ الآخِرَةِ\u200f\u202e\u2066",
    "\x1b]0;x\x07\x00\r\n\u2028\ufeff\U0001f469\u200d\U0001f467 ",
    "The minister said 'no' (twice). ",
    "اقرأ أيضا\nشارك تويتر فيسبوك\n",
    "قالت وزارة الصحة إن عدد المصابين ارتفع إلى 200 ألف شخص ",
    "بعد أن كان 140 ألفا، ",
    "ونفى الوزير أن يكون 17 شخصا قتلوا. ",
)
REPORT = "وأعلنت وزارة الصحة مقتل 17 شخصا في الجسر. ونفى الوزير استسلام 750 مقاتلا في سوريا."
ODD = "ابتلاﷲـًّ٠123«»\"'()[]{}<>&;:.،؟\n\t\r\0\u200f\u202e\ufeff"
CHARACTERS = st.characters(exclude_categories=()) | st.sampled_from(ODD)
TEXTS = st.lists(st.sampled_from(NEWS) | st.text(CHARACTERS, max_size=12), max_size=8).map("".join)

RECORD = f'{{"title": "عنوان", "text": "{TEXT}"}}\n'
TABLE = f"title,text\nعنوان,{TEXT}\n"
WHOLE = (PAGE, RSS, ATOM, JSON_FEED, RECORD, TABLE, TEXT)
TOKENS = ("<![CDATA[", "]]>", "<!--", "<!DOCTYPE", "&#0;", "&amp;", "<p>", "</", '"', "\\u0000", "{", "\n")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A whole input with something cut out and something put in, in one encoding or another; or any bytes."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.binary(max_size=200))
    text = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        piece = draw(st.sampled_from(TOKENS) | st.text(CHARACTERS, max_size=5))
        keep = draw(st.booleans())
        text = text[:start] + piece + text[start if keep else end :]
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "cp1256", "iso-8859-6", "utf-16", "utf-16-le")))
    data = bytearray(text.encode(encoding, "replace"))
    for _ in range(draw(st.integers(0, 2))):
        if data:
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


def check_reading(data: bytes) -> None:
    """Every input gives articles of clean text, or errors of one line that name it."""
    origin = Origin("/tmp/اسم", "/tmp/اسم", "folder")
    for item in formats.read(io.BytesIO(data), origin):
        try:
            found = item.read() if isinstance(item, Unread) else item
        except UnreadableInput as error:
            found = error
        if isinstance(found, Document):
            assert found.text.strip()
        else:
            assert "\n" not in str(found)
            assert "/tmp/اسم" in str(found)


def check_folding(text: str) -> None:
    """The map of the folding stays within the text, and stems are words."""
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    found = folded_words(text)
    assert "\n" not in stemmed(found)
    assert list(sketch(found)) == sorted(sketch(found))


def check_extractor(text: str) -> None:
    """Every span that the extractor gives lies within the text, and says what stands there."""
    outline, extraction = analyse(text)
    for span in (*outline.paragraphs, *outline.furniture, *outline.statements):
        assert 0 <= span.start < span.end <= len(text)
    for claim in extraction.claims:
        assert 0 <= claim.start < claim.end <= len(text)


def check_comparing(text: str) -> None:
    """Every proposition is of articles that were compared, in parts that lie within their texts."""
    told = [
        Told(name, said, analyse(said)[1]) for name, said in (("a", text), ("b", REPORT), ("c", text[::2]))
    ]
    texts = {one.name: one.text for one in told}
    for proposition in compare(told):
        assert len(proposition.members) > 1
        for member in proposition.members:
            assert 0 <= member.part.start < member.part.end <= len(texts[member.article])


def check_layout(text: str) -> None:
    """Every row is as wide as asked at most, and its glyphs stand for offsets of the text."""
    for row in layout(text, 20):
        assert all(0 <= glyph.start < len(text) for glyph in row.glyphs)
        assert not any(c < " " or c == "\x7f" for c in row.text)


def bounded(count: int) -> settings:
    """So many inputs, however long they take together."""
    return settings(max_examples=count, suppress_health_check=list(HealthCheck), database=None)


CHECKS = {
    "folding": check_folding,
    "extractor": check_extractor,
    "comparing": check_comparing,
    "layout": check_layout,
}


@given(damaged())
@bounded(SHORT)
def test_readers_end_well(data: bytes) -> None:
    check_reading(data)


@pytest.mark.parametrize("name", CHECKS)
def test_texts_end_well(name: str) -> None:
    bounded(SHORT)(given(TEXTS)(CHECKS[name]))()


@pytest.mark.long
@given(damaged())
@bounded(LONG)
def test_readers_end_well_on_many(data: bytes) -> None:
    check_reading(data)


@pytest.mark.long
@pytest.mark.parametrize("name", CHECKS)
def test_texts_end_well_on_many(name: str) -> None:
    bounded(LONG)(given(TEXTS)(CHECKS[name]))()
