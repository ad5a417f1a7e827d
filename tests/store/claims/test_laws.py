"""What holds for every text, hostile ones included."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.analysis import analyse
from store.model import Claim, Fact
from tests.support.work import growth

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


UNITS = {
    "quotation marks": '"',
    "marks that open": "«",
    "cues": "قال ",
    "cues with that": "وأكد أن ",
    "nested cues": "قال الوزير إن الرئيس أكد أن ",
    "objects": "أكد ضرورة ",
    "objects quoted": "أكد ضرورة «ذلك، وقال» ",
    "prepositions": "أكد على ضرورة، وأن ",
    "participles": "قال الوزير إن كذا، مشيرا إلى كذا، ",
    "attributions": "كلام كثير جدا، حسب الوزير، ",
    "speech without end": 'قال: "كلام كثير جدا هنا ',
    "speech over lines": ': "a\nb"\n',
    "reports without end": "قال الوزير إن ",
    "millions": "مليون ",
    "digits": "9,",
    "dashes": "a- ",
    "tweets": "كلام — A (@a) May 1, 2019\n",
    "empty lines": "قال:\n",
    "vowel marks": "\u064e",
}
"""Whatever is written again and again."""


def hostile(name: str, letters: int) -> str:
    """So many letters of what `name` says, or fewer by what is over at the end."""
    if name == "anything":
        return " ".join(random.Random(7).choices(WORDS, k=letters // 5))
    return "ا" + UNITS[name] * (letters // len(UNITS[name]))


@pytest.mark.parametrize("name", [*UNITS, "anything"])
def test_work_grows_with_the_text_and_no_faster(name: str) -> None:
    def reading(letters: int) -> Callable[[], object]:
        text = hostile(name, letters)
        return lambda: analyse(text)

    assert growth(reading, 8_000) < 2.1


@pytest.mark.parametrize("name", [*UNITS, "anything"])
def test_what_is_found_grows_with_the_text_and_no_faster(name: str) -> None:
    text = hostile(name, 300_000)
    outline, found = analyse(text)
    assert sum(claim.end - claim.start for claim in found.claims) <= 4 * len(text)
    assert sum(span.end - span.start for span in outline.statements) <= len(text)
