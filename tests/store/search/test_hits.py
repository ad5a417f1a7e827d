"""What is found is marked in the article's own text, at the right letters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.search.hits import find, hits
from store.search.query import parse

TEXT = "قالت قوّات سورية الديمقراطية إن المقاتلين الـ ٣٠٠ سلّموا أنفسهم. ولقوات سوريا مقاتلون، وبيان."


def marked(query: str) -> list[str]:
    return [span.of(TEXT) for span in hits(TEXT, parse(query))]


def test_every_form_of_a_word_is_marked_as_it_is_written() -> None:
    assert marked("مقاتل") == ["المقاتلين", "مقاتلون"]
    assert marked("300") == ["٣٠٠"]


def test_a_phrase_is_marked_as_one() -> None:
    assert marked('"قوات سوريا"') == ["قوّات سورية", "ولقوات سوريا"]


def test_a_beginning_marks_the_whole_word() -> None:
    assert marked("ديمقر*") == ["الديمقراطية"]


def test_what_must_not_be_there_is_not_marked() -> None:
    assert marked("بيان -مقاتل") == ["وبيان"]


def test_finding_in_an_article_goes_by_letters() -> None:
    assert [span.of(TEXT) for span in find(TEXT, "قوات سوري")] == ["قوّات سوري", "قوات سوري"]
    assert [span.of(TEXT) for span in find(TEXT, "الـ 300")] == ["الـ ٣٠٠"]
    assert find(TEXT, "") == find(TEXT, "  ") == ()


@given(st.text(max_size=80), st.text(max_size=4))
def test_hits_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    for found in (hits(text, parse(query)), find(text, query)):
        assert all(0 <= span.start < span.end <= len(text) for span in found)
        assert all(before.end <= after.start for before, after in pairwise(found))
