"""The sidebar: the claims of an article, each with its speaker, content, medium and tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import Claim, Span
from tui.catalogue import Catalogue
from tui.rtl.bidi import level_of_part
from tui.rtl.layout import layout
from tui.signs import RELATIONS
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import Mark, cells, line, padded, paint, snug, strip

if TYPE_CHECKING:
    from store.model import Agreement


class ClaimList(ItemList):
    """Claims of four rows each: speaker with medium and form, two rows of content, tags."""

    ITEM_HEIGHT = 4

    CURSOR = RESTING = palette.CHOSEN

    def __init__(self, words: Catalogue, *, id: str | None = None) -> None:
        super().__init__(words("empty.claims"), rtl=words.rtl, id=id)
        self._words = words
        self._claims: Sequence[Claim] = ()
        self._tags: Mapping[Span, tuple[str, ...]] = {}
        self._rejected: frozenset[Span] = frozenset()
        self._faint: frozenset[Span] = frozenset()
        self._carried: Mapping[Span, tuple[int, Agreement]] = {}
        self._articles = False

    def show(self, claims: Sequence[Claim]) -> None:
        """Show these claims, the cursor on none of them."""
        self._claims = claims
        self._tags, self._rejected, self._faint = {}, frozenset(), frozenset()
        self._carried = {}
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(len(claims))

    def replace(self, claims: Sequence[Claim]) -> None:
        """Show these claims in place of those before, the cursor on the same one as far as it is there."""
        if claims == self._claims:
            return
        before, self._claims = self._claims, claims
        if len(claims) == len(before):
            for index, (old, new) in enumerate(zip(before, claims, strict=True)):
                if old != new:
                    self.refresh_item(index)
        else:
            at = before[self.cursor].span if self.cursor is not None else None
            fits = [claim.span.share(at) if at else 0 for claim in claims]
            self.set_count(len(claims), fits.index(max(fits)) if at and any(fits) else None)

    def carry(self, carried: Mapping[Span, tuple[int, Agreement]], *, articles: bool = False) -> None:
        """Show by the spans of claims how many outlets carry each, and how they stand to it.

        `articles` says that articles were counted, since all are of one outlet.
        """
        before, self._carried = self._carried, carried
        self._articles = articles
        for index, claim in enumerate(self._claims):
            if before.get(claim.span) != carried.get(claim.span):
                self.refresh_item(index)

    def annotate(
        self,
        tags: Mapping[Span, tuple[str, ...]],
        rejected: frozenset[Span] = frozenset(),
        faint: frozenset[Span] = frozenset(),
    ) -> None:
        """Show by the spans of claims their tags, which are no claims, and which stand back."""
        before, self._tags = self._tags, tags
        changed = (self._rejected ^ rejected) | (self._faint ^ faint)
        self._rejected, self._faint = rejected, faint
        for index, claim in enumerate(self._claims):
            span = claim.span
            if before.get(span) != tags.get(span) or span in changed:
                self.refresh_item(index)

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """Four rows; the bar at the right edge tells which claim they belong to."""
        claim = self._claims[index]
        tags = self._tags.get(claim.span, ())
        none = claim.span in self._rejected
        if none or claim.span in self._faint:
            style += palette.DIM
        # The ground of the chosen claim leaves no room for colours of its parts.
        chosen = index == self.cursor
        speaker, tagged, dim = (
            style if chosen else style + part for part in (palette.SPEAKER, palette.TAGS, palette.DIM)
        )
        inner = max(1, width - 3)
        bar = [Segment(" ", style), Segment("▐" if chosen else "│", style)]

        # The speaker comes first: what stands beside it has what is left.
        room = inner - cells(snug((claim.speaker or "—").strip(), inner, speaker, rtl=True)) - 1
        aside = self._aside(claim, room, dim)
        room = inner - cells(aside)
        content = " ".join(claim.content.split())
        first, *more = layout(content, inner, base=level_of_part(content)) or (None,)
        rest = line(content[more[0].start :], inner, style, rtl=bool(more[0].base)) if more else []
        around = self._around(claim, inner, tagged if chosen else style + palette.MARK)
        room_for_tags = inner - cells(around)
        rows = [
            [*aside, *line(claim.speaker or "—", room, speaker, rtl=True)],
            paint(first, style, [Mark(first.start, first.end, palette.REJECTED)] if none else ())
            if first
            else [],
            rest,
            [*around, *(line(" · ".join(tags), room_for_tags, tagged, rtl=True) if tags else [])],
        ]
        return [strip([Segment(" ", style), *padded(row, inner, style), *bar], width, style) for row in rows]

    def _aside(self, claim: Claim, room: int, style: Style) -> list[Segment]:
        """Whether it is denied, where it was said and in what form, as much of that as fits whole."""
        form = self._words(f"claim.{claim.form}")
        polarity = self._words(f"claim.{claim.polarity}") if claim.polarity != "asserts" else None
        for parts in ((polarity, claim.medium, form), (polarity, form), (polarity or form,)):
            told = " · ".join(filter(None, parts))
            aside = snug(told, 2 * len(told), style, rtl=self.rtl)
            if cells(aside) <= room:
                return aside
        return []

    def _around(self, claim: Claim, room: int, style: Style) -> list[Segment]:
        """How many outlets carry the claim, and by a sign whether any disagree; nothing for one alone."""
        count, relation = self._carried.get(claim.span, (1, "same"))
        sign = "" if relation == "same" else f"{RELATIONS[relation]} "
        if count < 2 and not sign:
            return []
        told = f"{sign}{self._words.carriers(count, articles=self._articles)} "
        return snug(told, room, style, rtl=self.rtl)
