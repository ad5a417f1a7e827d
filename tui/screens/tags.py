"""The tag palette: type to filter, Enter sets or clears, a new name makes a tag."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import Tag
from store.spelling import folded
from tui.catalogue import Catalogue
from tui.screens.narrowing import Narrowing
from tui.tag_names import tag_group, tag_name
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import beside, cells, line, strip


def names_of(tag: Tag, words: Catalogue) -> tuple[str, ...]:
    """Its own name, that in the language of `words`, and its aliases."""
    return tag.name, tag_name(words, tag.name), *tag.aliases


def matching(tags: Sequence[Tag], recent: Sequence[str], typed: str, words: Catalogue) -> list[Tag]:
    """The tags that `typed` may mean: those so named, names that begin with it, that hold it, and last those
    whose group or description holds it.

    Letters are folded as the search folds them. Among equals those used last come first, and after
    them the order of the scheme.
    """
    needle = folded(typed.strip())
    used = {name: place for place, name in enumerate(recent)}

    def nearness(tag: Tag) -> int:
        names = [folded(name) for name in names_of(tag, words)]
        fits = (
            needle in names,
            any(name.startswith(needle) for name in names),
            any(needle in name for name in names),
            needle in folded(f"{_group(words, tag)} {tag.description}"),
        )
        return fits.index(True) if any(fits) else len(fits)

    found = [tag for tag in tags if nearness(tag) < 4]
    return sorted(found, key=lambda tag: (nearness(tag), used.get(tag.name, len(used))))


def _group(words: Catalogue, tag: Tag) -> str:
    return tag_group(words, tag.group) if tag.group else ""


class TagList(ItemList):
    """The tags that match, each with its key, its colour and whether it is set; last, one to be made."""

    def __init__(self, words: Catalogue, own: Sequence[str]) -> None:
        super().__init__(words("tags.new"), rtl=words.rtl)
        self._words = words
        self._tags: Sequence[Tag] = ()
        self._new = ""
        self._own = own

    def show(self, tags: Sequence[Tag], new: str) -> None:
        """Show these tags, the cursor on the first, and below them that one called `new` can be made."""
        self._tags, self._new = tags, new
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(len(tags) + bool(new), 0)

    def chosen_name(self) -> str:
        """The name of the tag under the cursor, which may be one to be made; "" where there is none."""
        if self.cursor is None:
            return ""
        return self._tags[self.cursor].name if self.cursor < len(self._tags) else self._new

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """A box for set or clear, the key, the name; its own name, the group or description."""
        if index == len(self._tags):
            made = self._words("tags.make", name=self._new)
            own = [Segment(self.pointer(index), style)]
            name = line(made, max(1, width - cells(own)), style, rtl=self.rtl)
            return [strip(beside(own, name, rtl=self.rtl), width, style)]
        tag = self._tags[index]
        coloured = style if index == self.cursor else style + palette.of_tag(tag.colour)
        dim = style + palette.DIM
        marks = (self.pointer(index), "[x]" if tag.name in self._own else "[ ]", " ")
        signs = ([Segment(mark, coloured)] for mark in marks)
        key = line(tag.key or "", 1, coloured)
        box = beside(*signs, key, [Segment(" ", coloured)], rtl=self.rtl)
        called = tag_name(self._words, tag.name)
        named = () if called == tag.name else (tag.name,)
        about = " · ".join(filter(None, (*named, tag.description or _group(self._words, tag))))
        room = max(1, width - cells(box))
        name_room = room if not about else max(1, room * 3 // 5)
        name = line(called, name_room, coloured, rtl=self.rtl)
        aside = line(about, room - name_room, dim)
        return [strip(beside(box, name, aside, rtl=self.rtl), width, style)]


class TagPalette(Narrowing[str]):
    """Gives the name of the tag to set or clear, or None."""

    def __init__(
        self, words: Catalogue, tags: Sequence[Tag], recent: Sequence[str], own: Sequence[str]
    ) -> None:
        self._tags = tags
        self._recent = recent
        self._list = TagList(words, own)
        super().__init__(words, words("tags.title"), words("tags.name"), self._list)

    def narrow(self, typed: str) -> None:
        """List the tags that match, and offer to make one of that name where there is none."""
        name = " ".join(typed.split())
        called = {one.casefold() for tag in self._tags for one in names_of(tag, self._words)}
        found = matching(self._tags, self._recent, typed, self._words)
        self._list.show(found, "" if name.casefold() in called else name)

    def take(self) -> None:
        """Close with the tag's name."""
        self.dismiss(self._list.chosen_name() or None)
