"""The words of a text, for the index, for what is alike and for stories."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.words import alike, stems, words


@given(st.text(max_size=200))
def test_of_each_word_there_are_stem_hash_and_term(text: str) -> None:
    found = words(text)
    assert len(found.stems) == len(found.hashes) == len(found.terms)
    assert stems(text) == " ".join(found.stems)


def test_spellings_of_a_word_are_one() -> None:
    one, other = words("أُعلِنت الوزارة، إلى مدى"), words("اعلنت الوزاره الي مدي")
    assert (one.stems, one.hashes, one.terms) == (other.stems, other.hashes, other.terms)


def test_a_text_without_words_has_none() -> None:
    assert words(" ... ،\n").stems == ()
    assert not alike("", "خبر")
