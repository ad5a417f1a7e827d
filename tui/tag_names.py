"""What the tags that newsread brings with it are called in the reader; they keep names of their own."""

from __future__ import annotations

from tui.catalogue import Catalogue


def tag_name(words: Catalogue, name: str) -> str:
    """What a tag is called: one that newsread brings with it, in this language; others as they are named."""
    return words(f"tag.{name}") if f"tag.{name}" in words.texts else name


def tag_group(words: Catalogue, name: str) -> str:
    """The same of a group of tags."""
    return words(f"tag-group.{name}") if f"tag-group.{name}" in words.texts else name
