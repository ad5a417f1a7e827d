"""A finding: a cue with its content, as indices of tokens."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from store.claims.cues import Verb

Opener: TypeAlias = Literal["that", "colon", "quotation", "preposition", "object", "speech"]
"""What a content begins at: أن or إن, a colon, a quotation mark, a preposition, or itself."""


class Finding(NamedTuple):
    """A cue with its content; the content may still be cut short."""

    cue: Verb
    opener: Opener
    at: int
    """The index of the opener's token."""
    first: int
    last: int
    quoted: bool
    """Whether the content is what stands between quotation marks."""
    gap: int
    """Where what stands between the cue and the opener ends."""
    passive: bool = False
    """Whether the verb has no agent."""
    agentless: bool = False
    """Whether this is an expectation or a belief without an agent, which an attribution may name one for."""
