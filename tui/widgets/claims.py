"""The sidebar: the claims of an article, each with its speaker, content, medium and tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.model import Claim
from tui.catalogue import Catalogue
from tui.rtl.layout import layout
from tui.widgets import palette
from tui.widgets.items import ItemList
from tui.widgets.painting import cells, line, padded, paint, snug, strip


class ClaimList(ItemList):
    """Claims of four rows each: speaker with medium and form, two rows of content, tags."""

    ITEM_HEIGHT = 4

    CURSOR = RESTING = palette.CHOSEN

    def __init__(self, words: Catalogue, *, id: str | None = None) -> None:
        super().__init__(words("empty.claims"), rtl=words.rtl, id=id)
        self._words = words
        self._claims: Sequence[Claim] = ()
        self._tags: Mapping[tuple[int, int], tuple[str, ...]] = {}

    def show(self, claims: Sequence[Claim]) -> None:
        """Show these claims, the cursor on none of them."""
        self._claims = claims
        self._tags = {}
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(len(claims))

    def annotate(self, tags: Mapping[tuple[int, int], tuple[str, ...]]) -> None:
        """Show the tags of claims: (start, end) of the content -> names."""
        before, self._tags = self._tags, tags
        for index, claim in enumerate(self._claims):
            span = (claim.start, claim.end)
            if before.get(span) != tags.get(span):
                self.refresh_item(index)

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """Four rows; the bar at the right edge tells which claim they belong to."""
        claim = self._claims[index]
        tags = self._tags.get((claim.start, claim.end), ())
        # The ground of the chosen claim leaves no room for colours of its parts.
        chosen = index == self.cursor
        speaker, tagged, dim = (
            style if chosen else style + part for part in (palette.SPEAKER, palette.TAGS, palette.DIM)
        )
        inner = max(1, width - 3)
        bar = [Segment(" ", style), Segment("▐" if chosen else "│", style)]

        form = self._words(f"claim.{claim.form}")
        about = " · ".join(part for part in (claim.medium, form) if part)
        if claim.polarity != "asserts":
            about = f"{self._words(f'claim.{claim.polarity}')} · {about}"
        # The speaker comes first: what stands beside it has what is left.
        room = inner - len((claim.speaker or "—").strip()) - 1
        aside = snug(about, room, dim, rtl=self.rtl) if room >= len(form) else []
        room = inner - cells(aside)
        content = " ".join(claim.content.split())
        first, *more = layout(content, inner) or (None,)
        rest = line(content[more[0].start :], inner, style, rtl=bool(more[0].base)) if more else []
        rows = [
            [*aside, *line(claim.speaker or "—", room, speaker, rtl=True)],
            paint(first, style) if first else [],
            rest,
            line(" · ".join(tags), inner, tagged, rtl=True) if tags else [],
        ]
        return [strip([Segment(" ", style), *padded(row, inner, style), *bar], width, style) for row in rows]
