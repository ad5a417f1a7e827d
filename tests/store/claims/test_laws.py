"""What holds for every text, hostile ones included."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.analysis import analyse
from store.model import Claim, Fact

VOCABULARY = (
    "قال وأضاف مضيفا أكدت يعلن اتهمت باتهام نفى مشيرا إلى أن إن بأنه حسب بحسب "
    "وفقا لـ لما ذكرت لصحيفة نقلا عن قوله الوزير رئيس الحكومة قوات تركيا تنظيم بارتكاب "
    "انتهاء النصر في تغريدة تويتر الذي التي فيما كما لكن و ، . : ؛ ؟ ! .. « » \" “ ” ' ( ) — - // "
    "(@amal) أمل 5 ٢٠١٤ ثلاثة آلاف مليون % السبت مارس من أكثر عام هذا العدد ضعف لم "
    "سوف سيفتح إعلان اقرأ أيضا \n \n"
)
WORDS = VOCABULARY.split(" ")

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=80).map("".join),
)


@settings(max_examples=300)
@given(TEXTS)
def test_spans_are_stretches_of_the_text(text: str) -> None:
    outline, found = analyse(text)
    for span in (*outline.paragraphs, *outline.furniture, *outline.statements):
        assert 0 <= span.start < span.end <= len(text)
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.content != ""
        assert claim.cue_start is not None
        assert claim.cue_end is not None
        assert text[claim.cue_start : claim.cue_end] == claim.cue != ""
        if claim.speaker_start is None or claim.speaker_end is None:
            assert claim.speaker is None
        else:
            assert text[claim.speaker_start : claim.speaker_end] == claim.speaker != ""
        assert claim.why
    holders: list[Claim | Fact] = [*found.claims, *found.facts]
    for holder in holders:
        assert text[holder.start : holder.end] == holder.content
        assert all(holder.start <= f.start < f.end <= holder.end for f in holder.figures)
        assert all(text[f.start : f.end] == f.text for f in holder.figures)


@settings(max_examples=200)
@given(TEXTS)
def test_claims_and_facts_are_in_order_and_outside_furniture(text: str) -> None:
    outline, found = analyse(text)
    assert list(found.claims) == sorted(found.claims, key=lambda claim: (claim.start, claim.end))
    assert list(found.facts) == sorted(found.facts, key=lambda fact: fact.start)
    starts = [claim.start for claim in found.claims] + [fact.start for fact in found.facts]
    for piece in outline.furniture:
        assert not any(piece.start <= start < piece.end for start in starts)


@settings(max_examples=100)
@given(TEXTS)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    assert analyse(text) == analyse(text)


LETTERS = 300_000
HOSTILE = {
    "quotation marks": '"' * LETTERS,
    "marks that open": "«" * LETTERS,
    "cues": "قال " * (LETTERS // 4),
    "cues with that": "وأكد أن " * (LETTERS // 8),
    "nested cues": "قال الوزير إن الرئيس أكد أن " * (LETTERS // 28),
    "participles": "قال الوزير إن كذا، مشيرا إلى كذا، " * (LETTERS // 35),
    "attributions": "كلام كثير جدا، حسب الوزير، " * (LETTERS // 27),
    "speech without end": 'قال: "كلام كثير جدا هنا ' * (LETTERS // 24),
    "speech over lines": ': "a\nb"\n' * (LETTERS // 8),
    "reports without end": "قال الوزير إن " * (LETTERS // 14),
    "millions": "مليون " * (LETTERS // 6),
    "digits": "9," * (LETTERS // 2),
    "dashes": "a- " * (LETTERS // 3),
    "tweets": "كلام — A (@a) May 1, 2019\n" * (LETTERS // 26),
    "empty lines": "قال:\n" * (LETTERS // 5),
    "vowel marks": "ا" + "\u064e" * LETTERS,
    "anything": " ".join(random.Random(7).choices(WORDS, k=LETTERS // 5)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_and_memory_grow_with_the_text_and_no_faster(text: str) -> None:
    begun = time.process_time()
    outline, found = analyse(text)
    assert time.process_time() - begun < 20
    assert sum(claim.end - claim.start for claim in found.claims) <= 4 * len(text)
    assert sum(span.end - span.start for span in outline.statements) <= len(text)
