"""The scheme of tags, behind the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from store.cleaning import clean
from store.db import scheme, scheme_log
from store.errors import InvalidName
from store.library.session import Session
from store.model import SchemeChange, Tag
from store.names import clean_name


class Scheme:
    """Changes to the scheme. None of them touches an annotation; each is in the log and can be undone."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, name: str, changes: Mapping[str, Any]) -> Tag:
        """Make the tag, or give the one of that name or alias other fields; `changes` are fields of `Tag`.

        InvalidName for a colour or a key that is none. A key of another tag is taken from it.
        """
        name = clean_name(name, "a tag")
        session = self._session
        with session.writing() as db, scheme_log.changing(db, session.annotator, "set-tag", name):
            before = scheme.get(db, name) or scheme.create(db, name)
            tag = _clean(replace(before, **changes))
            if "choice" not in changes:
                tag = replace(tag, choice=scheme.choice_of(db, tag.group, tag.choice))
            return scheme.change(db, tag)

    def rename(self, old: str, new: str) -> Tag:
        """Give a tag another name. NotFound; InvalidName where another tag has it."""
        old, name = clean_name(old, "a tag"), clean_name(new, "a tag")
        session = self._session
        with session.writing() as db, scheme_log.changing(db, session.annotator, "rename-tag", old, name):
            return scheme.rename(db, old, name)

    def merge(self, old: str, into: str) -> Tag:
        """Make the tag `old` another name of the tag `into`. NotFound where either is none."""
        old, into = clean_name(old, "a tag"), clean_name(into, "a tag")
        session = self._session
        with session.writing() as db, scheme_log.changing(db, session.annotator, "merge-tags", old, into):
            return scheme.merge(db, old, into)

    def undo(self, *, of_others: bool = False) -> SchemeChange | None:
        """Take the last change of the scheme back, and what it was; None where there is none (left).

        Tags that are new since stay, and so do names that annotations have got since, as aliases. StoreError
        where it is another annotator's, unless `of_others`, or where an import has changed the tags since.
        """
        with self._session.writing() as db:
            return scheme_log.undo(db, self._session.annotator, of_others=of_others)

    def carriers(self, name: str) -> tuple[int, int]:
        """How many annotations have the tag, by whatever name, and how many of them are others'. NotFound."""
        name = clean_name(name, "a tag")
        with self._session.reading() as db:
            return scheme_log.carriers(db, scheme.known(db, name), self._session.annotator)

    def adopt(self, tags: Iterable[Tag]) -> tuple[int, int]:
        """Take over the tags of another scheme, all or none; how many are new, and how many changed."""
        cleaned = [_clean(tag) for tag in tags]
        session = self._session
        with session.writing() as db, scheme_log.changing(db, session.annotator, "import-tags"):
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
        name=clean_name(tag.name, "a tag"),
        group=None if tag.group is None else clean_name(tag.group, "a group of tags"),
        description=clean(tag.description),
        aliases=tuple(clean_name(alias, "a tag") for alias in tag.aliases),
    )
