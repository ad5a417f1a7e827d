"""The scheme of tags, behind the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from store.db import scheme, texts
from store.errors import InvalidName
from store.library.session import Session
from store.model import Tag


class Scheme:
    """Changes to the scheme. No annotation is touched by any of them, and none of them is undone."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, name: str, changes: Mapping[str, Any]) -> Tag:
        """Make the tag, or give the one of that name or alias other fields; `changes` are fields of `Tag`.

        InvalidName for a colour or a key that is none. A key of another tag is taken from it.
        """
        name = scheme.clean_name(name, "a tag")
        with self._session.writing() as db:
            before = scheme.get(db, name) or scheme.create(db, name, None, "many", None, "default", "")
            tag = _clean(replace(before, **changes))
            if "choice" not in changes:
                tag = replace(tag, choice=scheme.choice_of(db, tag.group, tag.choice))
            return scheme.change(db, tag)

    def rename(self, old: str, new: str) -> Tag:
        """Give a tag another name. NotFound; InvalidName where another tag has it."""
        name = scheme.clean_name(new, "a tag")
        with self._session.writing() as db:
            return scheme.rename(db, old, name)

    def merge(self, old: str, into: str) -> Tag:
        """Make the tag `old` another name of the tag `into`. NotFound where either is none."""
        with self._session.writing() as db:
            return scheme.merge(db, old, into)

    def adopt(self, tags: Iterable[Tag]) -> tuple[int, int]:
        """Take over the tags of another scheme, all or none; how many are new, and how many changed."""
        cleaned = [_clean(tag) for tag in tags]
        with self._session.writing() as db:
            return scheme.adopt(db, cleaned)

    def read(self, text: str, name: str) -> tuple[int, int]:
        """`adopt` the tags of a tag file, TOML or JSON, called `name`. InvalidFormat, naming the place."""
        from store.exchange import schemes

        return self.adopt(schemes.loads(text, name))

    def written(self) -> str:
        """The scheme as a tag file, in TOML."""
        from store.exchange import schemes

        with self._session.reading() as db:
            return schemes.dumps(scheme.every(db))


def _clean(tag: Tag) -> Tag:
    """The tag with its texts as they are kept. InvalidName for a colour that no terminal has."""
    from store.exchange.schemes import COLOURS

    if tag.colour not in COLOURS:
        raise InvalidName(
            "the colour of {tag!r} must be one of {colours}; {colour!r} is not",
            tag=tag.name,
            colours=", ".join(COLOURS),
            colour=tag.colour,
        )
    return replace(
        tag,
        name=scheme.clean_name(tag.name, "a tag"),
        group=None if tag.group is None else scheme.clean_name(tag.group, "a group of tags"),
        description=texts.clean(tag.description),
        aliases=tuple(scheme.clean_name(alias, "a tag") for alias in tag.aliases),
    )
