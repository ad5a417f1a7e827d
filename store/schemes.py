"""Two schemes of tags made one, so that it does not matter which library takes in the other's. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from store.model import TAG_KEYS, Choice, Tag

_Value = TypeVar("_Value", str, "str | None")


def joined(own: Sequence[Tag], other: Sequence[Tag]) -> tuple[Tag, ...]:
    """The scheme that has the tags of both, those of `own` first.

    Of what the two say of one tag, something is taken before nothing (no group, no key, the terminal's own
    colour), and else what sorts last: tags have no times by which one could be newer. A key that two tags
    want is that of the tag whose name sorts first; the other gets the next free one. Two tags of which one
    is the other's alias on either side are one tag. The tags of a group have one choice. Joining again
    changes nothing, and either side comes to the same.
    """
    names = _names((*own, *other))
    said: dict[str, Tag] = {}
    keys: dict[str, set[str]] = {}
    for tag in (*own, *other):
        name = names[tag.name]
        said[name] = _both(said[name], tag) if name in said else tag
        keys.setdefault(name, set()).update([] if tag.key is None else [tag.key])
    given = _keys(keys)
    others: dict[str, list[str]] = {}
    for one in sorted(names):
        if names[one] != one:
            others.setdefault(names[one], []).append(one)
    return _with_choices(
        replace(tag, name=name, key=given.get(name), aliases=tuple(others.get(name, ())))
        for name, tag in said.items()
    )


def ordered(tags: Iterable[Tag]) -> list[Tag]:
    """The tags in the order of an export: by their keys, those without after them, by name."""
    return sorted(tags, key=lambda tag: (tag.key is None, tag.key or "", tag.name))


def _both(one: Tag, other: Tag) -> Tag:
    return replace(
        one,
        group=_last(one.group, other.group, None),
        choice=max(one.choice, other.choice),
        colour=_last(one.colour, other.colour, "default"),
        description=max(one.description, other.description),
    )


def _names(tags: Iterable[Tag]) -> dict[str, str]:
    """What each name stands for: of the names of one tag the last that is nobody's alias, else the last."""
    groups: dict[str, set[str]] = {}
    aliases: set[str] = set()
    for tag in tags:
        aliases.update(tag.aliases)
        group = {tag.name, *tag.aliases}
        for name in list(group):
            group |= groups.get(name, set())
        groups.update(dict.fromkeys(group, group))
    return {name: max(group - aliases or group) for name, group in groups.items()}


def _last(one: _Value, other: _Value, nothing: _Value) -> _Value:
    """The one that sorts last, `nothing` before all."""
    return max(one, other, key=lambda value: (value != nothing, value or ""))


def _keys(wanted: Mapping[str, set[str]]) -> dict[str, str]:
    """The key that each name gets, of those wanted for it if one is left."""
    given: dict[str, str] = {}
    for name in sorted(wanted):
        left = wanted[name].difference(given.values())
        if left:
            given[name] = min(left)
    free = sorted(set(TAG_KEYS).difference(given.values()))
    displaced = sorted(name for name in wanted if wanted[name] and name not in given)
    return given | dict(zip(displaced, free, strict=False))


def _with_choices(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    tags = tuple(tags)
    choices: dict[str, Choice] = {}
    for tag in tags:
        if tag.group is not None:
            choices[tag.group] = max(choices.get(tag.group, tag.choice), tag.choice)
    return tuple(tag if tag.group is None else replace(tag, choice=choices[tag.group]) for tag in tags)
