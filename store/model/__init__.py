"""The data that crosses the door of `store`: frozen dataclasses, nothing else.

Every `start` and `end` is an *offset*: it counts code points of the unchanged text, in logical
order, end exclusive.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from store.model.annotations import (
    TAG_KEYS,
    Annotation,
    Choice,
    ClaimVerdict,
    Draft,
    Layer,
    Link,
    Linked,
    Quote,
    ReadMarks,
    Relation,
    Standing,
    State,
    Subject,
    Tag,
    Target,
    Undone,
    Verdict,
)
from store.model.articles import About, Article, ArticleSummary, Place, Progress, SavedSearch, Source
from store.model.texts import Claim, Extraction, Fact, Figure, Form, Offset, Outline, Polarity, Span

if TYPE_CHECKING:
    from store.model.documents import Document, Outcome, Page, Refreshed, Subscription, Unread
    from store.model.exchange import (
        Exported,
        ExportedArticle,
        Format,
        Incoming,
        Merged,
        Selection,
        Written,
    )
    from store.model.searching import QUOTED, QUOTES, Excerpt, SearchField, SearchFilter, SearchPage
    from store.model.stories import Agreement, Comparison, Member, Proposition, Story
    from store.model.trail import Change, Entry, Orphan, Said, SchemeChange

_LATER = {
    "documents": ("Document", "Outcome", "Page", "Refreshed", "Subscription", "Unread"),
    "exchange": ("Exported", "ExportedArticle", "Format", "Incoming", "Merged", "Selection", "Written"),
    "searching": ("QUOTED", "QUOTES", "Excerpt", "SearchField", "SearchFilter", "SearchPage"),
    "stories": ("Agreement", "Comparison", "Member", "Proposition", "Story"),
    "trail": ("Change", "Entry", "Orphan", "Said", "SchemeChange"),
}
"""Modules that are imported when one of their names is first asked for.

To make a dataclass takes half a millisecond, and the reader opens without these.
"""


def __getattr__(name: str) -> object:
    """A name of one of those modules (PEP 562)."""
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"store.model.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "QUOTED",
    "QUOTES",
    "TAG_KEYS",
    "About",
    "Agreement",
    "Annotation",
    "Article",
    "ArticleSummary",
    "Change",
    "Choice",
    "Claim",
    "ClaimVerdict",
    "Comparison",
    "Document",
    "Draft",
    "Entry",
    "Excerpt",
    "Exported",
    "ExportedArticle",
    "Extraction",
    "Fact",
    "Figure",
    "Form",
    "Format",
    "Incoming",
    "Layer",
    "Link",
    "Linked",
    "Member",
    "Merged",
    "Offset",
    "Orphan",
    "Outcome",
    "Outline",
    "Page",
    "Place",
    "Polarity",
    "Progress",
    "Proposition",
    "Quote",
    "ReadMarks",
    "Refreshed",
    "Relation",
    "Said",
    "SavedSearch",
    "SchemeChange",
    "SearchField",
    "SearchFilter",
    "SearchPage",
    "Selection",
    "Source",
    "Span",
    "Standing",
    "State",
    "Story",
    "Subject",
    "Subscription",
    "Tag",
    "Target",
    "Undone",
    "Unread",
    "Verdict",
    "Written",
]
