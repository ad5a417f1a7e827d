"""What is found is marked in the article's own text, at the right letters."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.folding import stem_of_written, variants
from store.search.hits import hits
from store.search.parsing import parse

TEXT = "قالت قوّات سورية الديمقراطية إن المقاتلين الـ ٣٠٠ سلّموا أنفسهم. ولقوات سوريا مقاتلون، وبيان."

PAIRS = [
    tuple(line.split("\t")[:2])
    for line in (Path(__file__).parent / "pairs.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def marked(query: str) -> list[str]:
    return [span.of(TEXT) for span in hits(TEXT, parse(query))]


def test_every_form_of_a_word_is_marked_as_it_is_written() -> None:
    assert marked("مقاتل") == ["المقاتلين", "مقاتلون"]
    assert marked("300") == ["٣٠٠"]


def test_a_phrase_is_marked_as_one() -> None:
    assert marked('"قوات سوريا"') == ["قوّات سورية", "ولقوات سوريا"]


def test_a_beginning_marks_the_whole_word() -> None:
    assert marked("ديمقر*") == ["الديمقراطية"]


@pytest.mark.parametrize(
    "query",
    ["عبدالله", "عبد الله", '"الملك عبدالله"', '"الملك عبد الله"', "أبوظبي", "أبو ظبي", "1200", "1,200"],
)
def test_what_is_one_word_or_two_is_found_either_way(query: str) -> None:
    for text in ("زار الملك عبدالله أبوظبي مع 1200 رجل", "زار الملك عبد الله أبو ظبي مع 1,200 رجل"):
        found = hits(text, parse(query))
        assert found
        assert "زار" not in (marked := " ".join(span.of(text) for span in found))
        assert "رجل" not in marked


def test_what_must_not_be_there_is_not_marked() -> None:
    assert marked("بيان -مقاتل") == ["وبيان"]


def test_of_brackets_is_marked_what_may_be_there() -> None:
    assert marked("(مقاتل -بيان) OR (قوات -(بيان OR -أنفسهم))") == [
        "قوّات",
        "المقاتلين",
        "أنفسهم",
        "ولقوات",
        "مقاتلون",
    ]
    text = "أكد على الاتفاق علي خامنئي، وعلى طهران."
    assert [span.of(text) for span in hits(text, parse("(علي خامنئي) OR مرفأ"))] == ["علي", "خامنئي"]


def test_a_name_is_marked_and_not_every_preposition_that_is_folded_alike() -> None:
    text = "أكد على الاتفاق علي خامنئي، وعلى طهران. وقال علي خامنئي: على مهل."
    assert [span.of(text) for span in hits(text, parse("علي خامنئي"))] == ["علي", "خامنئي"] * 2
    assert [span.of(text) for span in hits(text, parse("الاتفاق على"))] == ["الاتفاق", "علي"]
    assert [span.of(text) for span in hits(text, parse("على"))] == ["على", "علي", "علي", "على"]
    assert [span.of(text) for span in hits(text, parse("علي OR طهران"))] == [
        "على",
        "علي",
        "طهران",
        "علي",
        "على",
    ]
    assert [span.of(text) for span in hits(text, parse('"على مهل" خامنئي'))] == [
        "خامنئي",
        "خامنئي",
        "على مهل",
    ]


@pytest.mark.parametrize(("query", "form"), PAIRS)
def test_a_query_marks_the_forms_that_were_written_down_before(query: str, form: str) -> None:
    """All but those that the folding misses, as an article has them."""
    text = f"قبل {form} بعد"
    wanted = [form] if stem_of_written(form) in variants(query) else []
    assert [span.of(text) for span in hits(text, parse(query))] == wanted


@pytest.mark.parametrize(("query", "form"), PAIRS)
def test_a_form_that_is_copied_finds_itself(query: str, form: str) -> None:
    assert [span.of(form) for span in hits(form, parse(form))] == [form]
    assert [span.of(query) for span in hits(query, parse(query))] == [query]


@given(st.text(max_size=80), st.text(max_size=4))
def test_hits_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    found = hits(text, parse(query))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
