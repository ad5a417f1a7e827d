"""Filters in a query: whatever a name is, it is asked for by it, and is taken out again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import QUOTES, SearchFilter
from store.search.parsing import parse
from tui.screens.query_filters import toggled_name

QUERIES = ["", "قسد", '"a ""b"" annotator:c"', "(«a b» OR -c)", 'source:"""x"" y" d']
NAMES = st.text(f"{QUOTES}ab -:()*.أ", max_size=8).map(lambda name: f"x{name}x")


@pytest.mark.parametrize("query", QUERIES)
@given(name=NAMES)
def test_any_name_can_be_asked_for(query: str, name: str) -> None:
    asked = toggled_name(query, "annotator", name)
    assert parse(asked).hint is None
    assert parse(asked).parts == (*parse(query).parts, SearchFilter("annotator", name))
    assert toggled_name(asked, "annotator", name) == query
