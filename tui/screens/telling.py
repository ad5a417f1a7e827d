"""Annotations in words, for a line of the screen."""

from __future__ import annotations

from store.model import Annotation
from tui.catalogue import Catalogue, isolated
from tui.screens.desk import LINK_SIGN, NOTE_SIGN
from tui.tag_names import tag_name


def told(words: Catalogue, one: Annotation, *, note: bool = True) -> tuple[str, ...]:
    """What the annotation says, part by part: verdict, tags, note (or a sign for it), a sign for links."""
    verdict = () if one.claim is None else (words(f"verdict.{one.claim.verdict}"),)
    noted = " ".join(one.note.split()) if note else NOTE_SIGN
    return (
        *verdict,
        *(tag_name(words, tag) for tag in one.tags),
        *((noted,) if one.note else ()),
        *((LINK_SIGN,) if one.links else ()),
    )


def author(words: Catalogue, one: Annotation) -> str:
    """Who says what the annotation says: an annotator, or for a decision between them that it is one."""
    return words("others.decided") if one.layer == "adjudicated" else one.annotator


def told_of(words: Catalogue, one: Annotation, *, note: bool = True) -> str:
    """The same of somebody else's, with who says so."""
    return f"{isolated(author(words, one))}: {words('status.comma').join(told(words, one, note=note))}"
