"""Two schemes made one: it does not matter who takes in whose."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from store.model import Tag
from store.schemes import joined, ordered

tags = st.builds(
    Tag,
    name=st.sampled_from("abcdef"),
    group=st.sampled_from((None, "g", "h")),
    choice=st.sampled_from(("one", "many")),
    key=st.sampled_from((None, *"123456789")),
    colour=st.sampled_from(("default", "red", "blue")),
    description=st.sampled_from(("", "x", "y")),
)


@st.composite
def schemes(draw: st.DrawFn) -> tuple[Tag, ...]:
    """A scheme as a library has it: names, aliases and keys once, one choice to a group."""
    drawn = draw(st.lists(tags, max_size=6, unique_by=lambda tag: tag.name))
    names = {tag.name for tag in drawn}
    left = draw(st.lists(st.sampled_from("abcdefgh"), unique=True)) if drawn else []
    aliases = {name: draw(st.sampled_from(sorted(names))) for name in left if name not in names}
    return joined(
        (),
        [replace(tag, aliases=tuple(a for a, name in aliases.items() if name == tag.name)) for tag in drawn],
    )


@given(schemes(), schemes())
def test_either_side_comes_to_the_same(one: tuple[Tag, ...], other: tuple[Tag, ...]) -> None:
    assert ordered(joined(one, other)) == ordered(joined(other, one))


@given(schemes(), schemes())
def test_joining_again_changes_nothing(one: tuple[Tag, ...], other: tuple[Tag, ...]) -> None:
    both = joined(one, other)
    assert joined(both, other) == both
    assert ordered(joined(one, both)) == ordered(both)
    assert joined(one, one) == one


@given(schemes(), schemes())
def test_no_tag_is_lost_and_no_key_is_had_twice(one: tuple[Tag, ...], other: tuple[Tag, ...]) -> None:
    both = joined(one, other)
    assert {name for tag in both for name in (tag.name, *tag.aliases)} == {
        name for tag in (*one, *other) for name in (tag.name, *tag.aliases)
    }
    keys = [tag.key for tag in both if tag.key is not None]
    assert len(keys) == len(set(keys))


def test_what_is_said_comes_before_what_is_not() -> None:
    bare, full = Tag("a"), Tag("a", "g", "one", "5", "red", "وصف")
    assert joined([bare], [full]) == joined([full], [bare]) == (full,)


def test_of_two_tags_with_one_key_the_second_gets_the_next_free_one() -> None:
    one, other = Tag("a", key="5"), Tag("b", key="5")
    assert joined([other], [one]) == (replace(other, key="1"), one)


def test_a_tag_that_was_renamed_on_one_side_is_renamed_on_both() -> None:
    renamed, old = (
        Tag("مؤكد", "verdict", "one", "1", "green", aliases=("verified",)),
        Tag("verified", key="1"),
    )
    assert joined([old], [renamed]) == joined([renamed], [old]) == (renamed,)


def test_two_names_given_to_one_tag_are_one_tag() -> None:
    one, other = Tag("a", aliases=("x",)), Tag("b", aliases=("x",))
    assert joined([one], [other]) == (Tag("b", aliases=("a", "x")),)


def test_an_export_lists_tags_by_their_keys() -> None:
    assert [tag.name for tag in ordered([Tag("c"), Tag("b", key="2"), Tag("a"), Tag("z", key="1")])] == [
        *"zbac"
    ]
