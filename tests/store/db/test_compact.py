"""What was found in a text comes back as it went in, and takes little room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.db.compact import pack, unpack
from store.db.connection import DamagedRow
from store.db.packed import deflated
from store.model import Claim, Extraction, Fact, Figure, Outline, Span

TEXT = "قال الوزير إن 750 مقاتلا غادروا. ونفى مصدر ذلك 🙂."
offsets = st.integers(0, len(TEXT))
spans = st.builds(Span, offsets, offsets)
words = st.text(max_size=12)
maybe_words = st.none() | words
figures = st.builds(
    Figure,
    offsets,
    offsets,
    words,
    st.none() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False),
    maybe_words,
    maybe_words,
)
claims = st.builds(
    Claim,
    start=offsets,
    end=offsets,
    content=words,
    speaker=maybe_words,
    speaker_start=st.none() | offsets,
    speaker_end=st.none() | offsets,
    speaker_implicit=st.booleans(),
    cue=maybe_words,
    cue_start=st.none() | offsets,
    cue_end=st.none() | offsets,
    form=st.sampled_from(("direct", "indirect", "mixed")),
    polarity=st.sampled_from(("asserts", "denies", "predicts", "accuses")),
    medium=maybe_words,
    figures=st.lists(figures, max_size=3).map(tuple),
    why=words,
)
facts = st.builds(Fact, offsets, offsets, words, st.lists(figures, max_size=3).map(tuple))
some_spans = st.lists(spans, max_size=5).map(tuple)
outlines = st.builds(Outline, st.none() | spans, some_spans, some_spans, some_spans)
extractions = st.builds(
    Extraction, st.lists(claims, max_size=3).map(tuple), st.lists(facts, max_size=3).map(tuple), words
)


@given(outlines, extractions)
def test_what_is_packed_comes_back(outline: Outline, extraction: Extraction) -> None:
    packed = pack(outline, extraction, TEXT)
    assert unpack(packed, TEXT, extraction.extractor) == (outline, extraction)


@given(outlines)
def test_words_of_the_text_are_not_kept_twice(outline: Outline) -> None:
    long = "كلمات مختلفة كثيرة لا تتكرر في النص أبدا " * 40
    claim = Claim(0, len(long), long, long[:90], 0, 90, False, long[5:80], 5, 80, "direct", "asserts", None)
    packed = pack(outline, Extraction((claim,), (Fact(0, len(long), long),), "x"), long)
    assert len(packed) < 300


def test_a_speaker_without_a_span_and_one_without_words_are_told_apart() -> None:
    named = Claim(0, 3, "قال", "الوزير", None, None, True, None, None, None, "direct", "asserts", None)
    for claim in (named, Claim(0, 3, "", None, None, None, False, "", 3, 3, "direct", "asserts", "x")):
        extraction = Extraction((claim,), (), "x")
        assert unpack(pack(Outline(None, ()), extraction, TEXT), TEXT, "x")[1] == extraction


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"x",
        b"\0" * 40,
        "1",
        "[]",
        "[[1,2,3,4],[],[]]",
        "[[[],[],[],[]],[1],[]]",
        "[[[],[],[],[]],[],[[1]]]",
    ],
)
def test_what_pack_did_not_write_is_damage(packed: bytes | str) -> None:
    # Deflated here: isal does not always give the same bytes, and each process has to name a test alike.
    packed = deflated(packed) if isinstance(packed, str) else packed
    with pytest.raises(DamagedRow):
        unpack(packed, TEXT, "x")
