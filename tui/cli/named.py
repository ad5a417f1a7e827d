"""What a word of a command names: an article of the library by its id, or files that are read without one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.output import tell

if TYPE_CHECKING:
    from store.errors import Message
    from store.model import Article
    from tui.cli.frame import Invocation

_ID = re.compile("[0-9A-Fa-f][0-9A-Fa-f-]*")


def is_id(word: str) -> bool:
    """Whether a word can be the beginning of an id; a file of that name goes before."""
    return _ID.fullmatch(word) is not None and not os.path.lexists(word)


def articles_at(word: str, invocation: Invocation) -> Iterator[tuple[str, Article | Message]]:
    """The articles at a path or address, each with its file; or, instead, why one cannot be read.

    What holds nothing to read, and is no failure, is told at once. Raises `store.errors.StoreError` where
    nothing is there.
    """
    from store import inputs

    how = inputs.Reading(offline=invocation.settings.offline)
    for file in inputs.find([word]):
        for item in inputs.documents_now([file], how):
            if not isinstance(item, inputs.InputFailure):
                yield str(file), inputs.article(item, invocation.cues)
            elif item.harmless:
                tell(item.message)
            else:
                yield str(file), item.message
