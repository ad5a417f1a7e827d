"""Queries of any shape, and what they say of a text, by brute force."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from hypothesis import strategies as st

Tree: TypeAlias = "str | tuple[str, list[Tree]]"
"""A term or a field as it is typed, or what joins others: AND, OR or NOT."""


def trees(leaves: list[str]) -> st.SearchStrategy[Tree]:
    """Trees of those terms and fields."""
    return st.recursive(
        st.sampled_from(leaves),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["AND", "OR"]), st.lists(inner, min_size=1, max_size=3)),
            st.tuples(st.just("NOT"), st.lists(inner, min_size=1, max_size=1)),
        ),
        max_leaves=8,
    )


def written(tree: Tree, minus: str = "-") -> str:
    """The query, every group in brackets."""
    if isinstance(tree, str):
        return tree
    joined, operands = tree
    if joined == "NOT":
        return f"{minus}({written(operands[0], minus)})"
    return "(" + (" OR " if joined == "OR" else " ").join(written(one, minus) for one in operands) + ")"


def holds(tree: Tree, is_so: Callable[[str], bool]) -> bool:
    """Whether a query holds of a text, of which `is_so` tells it for each term and field."""
    if isinstance(tree, str):
        return is_so(tree)
    joined, operands = tree
    each = [holds(one, is_so) for one in operands]
    return not each[0] if joined == "NOT" else (any if joined == "OR" else all)(each)
