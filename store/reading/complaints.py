"""What is said of the records of a file that are no articles: one line for each reason, however many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import IO, TypeAlias

from store.errors import Message, UnreadableInput, UnreadableRecords
from store.model import Document
from store.reading.origin import Origin

Read: TypeAlias = Callable[[IO[bytes], Origin], Iterator[Document | UnreadableInput]]

SHOWN = 3
"""How many records of one kind are named by their numbers."""

EMPTY = "{file}: neither a title nor a text in it; left out"
"""What is said of a record that has the fields of an article, and nothing in them: no failure by itself."""

_SEVERAL = {
    "{file}, line {number}": "{file}, lines {numbers}",
    "{file}, article {number}": "{file}, articles {numbers}",
    "{file}, row {number}": "{file}, rows {numbers}",
}


@dataclass(slots=True)
class _Kind:
    """The records that are no articles for one reason."""

    first: UnreadableInput
    where: Message
    numbers: list[int] = field(default_factory=list)
    """Those that are named."""
    count: int = 0

    def told(self, *, harmless: bool) -> UnreadableRecords:
        """The line on all of them."""
        values = dict(self.first.message.values)
        if self.count > 1:
            if what := _fault(self.first):
                values["reason"] = what
            numbers: str | Message = ", ".join(map(str, self.numbers))
            if more := self.count - len(self.numbers):
                numbers = Message("{numbers} and {count} more", {"numbers": numbers, "count": more})
            values["file"] = Message(
                _SEVERAL[self.where.sentence], {"file": self.where.values["file"], "numbers": numbers}
            )
        return UnreadableRecords(self.count, harmless, self.first.message.sentence, **values)


def _fault(error: UnreadableInput) -> Message | None:
    """What is wrong with a record, without its place in it; None where that has none."""
    reason = error.message.values.get("reason")
    what = reason.values.get("what") if isinstance(reason, Message) else None
    return what if isinstance(what, Message) else None


def gathered(read: Read) -> Read:
    """A reader of records that says once, after the articles, why and where there were none.

    Records without a text are harmless where the file has articles: an archive may well hold some.
    """

    @wraps(read)
    def gathering(stream: IO[bytes], origin: Origin) -> Iterator[Document | UnreadableInput]:
        kinds: dict[tuple[str, str], _Kind] = {}
        articles = False
        for item in read(stream, origin):
            if isinstance(item, Document):
                articles = True
                yield item
                continue
            where = item.message.values.get("file")
            if not isinstance(where, Message) or where.sentence not in _SEVERAL:
                yield item
                continue
            kind = kinds.setdefault((item.message.sentence, str(_fault(item))), _Kind(item, where))
            kind.count += 1
            number = where.values["number"]
            if isinstance(number, int) and len(kind.numbers) < SHOWN:
                kind.numbers.append(number)
        for (sentence, _), kind in kinds.items():
            yield kind.told(harmless=articles and sentence == EMPTY)

    return gathering
