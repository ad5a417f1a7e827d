"""A string is found in a text in whatever spelling, at the right letters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Span
from store.search.folding import letters
from store.search.strings import find

TEXT = "قالت قوّات سورية الديمقراطية إن المقاتلين الـ ٣٠٠ سلّموا أنفسهم. ولقوات سوريا مقاتلون، وبيان."


def test_finding_in_an_article_goes_by_letters() -> None:
    assert [span.of(TEXT) for span in find(TEXT, "قوات سوري")] == ["قوّات سوري", "قوات سوري"]
    assert [span.of(TEXT) for span in find(TEXT, "الـ 300")] == ["الـ ٣٠٠"]
    assert [*find(TEXT, ""), *find(TEXT, "  ")] == []


@pytest.mark.parametrize(
    "blank", ["\n", "\r\n", "\t", "  ", "\u00a0", "\u2003", "\n\n ", "\x0b", "\u2028", " \u200f"]
)
def test_a_blank_is_any_white_space_and_as_much_of_it_as_there_is(blank: str) -> None:
    text = f"قال{blank}الوزير"
    assert [span.of(text) for span in find(text, "قال الوزير")] == [text]
    assert [span.of("قال الوزير") for span in find("قال الوزير", text)] == ["قال الوزير"]


def test_what_is_syntax_elsewhere_is_found_as_it_is() -> None:
    assert [span.of("س(1.5*)") for span in find("س(1.5*)", "(1.5*)")] == ["(1.5*)"]
    assert not find("س", ".")


def test_what_a_ligature_has_twice_is_found_once() -> None:
    assert [*find("ﷲ قال", "ل")] == [Span(0, 1), Span(4, 5)]
    assert [*find("ﷲﷲﷲ", "ها")] == [Span(0, 2)]
    assert [*find("ﷲﷲ ﷲّ", "ل", 2)] == [Span(0, 1), Span(1, 2)]


@given(
    st.text(st.sampled_from("ابلةى\u0651 ﷲﷺﻻ½…\n1"), max_size=30),
    st.sampled_from(["ل", "ه", "1", ".", "لا", "هل"]),
)
def test_places_lie_in_order_and_apart_and_hold_what_was_sought(text: str, string: str) -> None:
    found = find(text, string)
    assert all(string in letters(span.of(text)) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [*found[1:3]] == [*found][1:3]
    covered = {offset for span in found for offset in range(span.start, span.end)}
    free = "".join("|" if offset in covered else char for offset, char in enumerate(text))
    assert string not in letters(free)


@given(st.text(max_size=80), st.text(max_size=4))
def test_places_lie_in_the_text(text: str, string: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in find(text, string))
