"""What the reader knows of other outlets: the compare screen, and how many carry a claim."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer
from textual.worker import get_current_worker

from store.errors import StoreError
from store.library import Library
from store.model import Span
from tui.screens.panes import PaneScreen

if TYPE_CHECKING:
    from store.model import Agreement, Comparison
    from tui.screens.compare import Cell, Jump

COMPARED_AFTER = 0.3
"""Seconds that an article is open before its story is looked at: not while one goes past it."""


class ComparingScreen(PaneScreen):
    """Comparing the article on the desk with those of other outlets."""

    _cell: Cell | None = None
    """The cell of the compare screen that one came from, until something else is done."""
    _looking: Timer | None = None

    def action_compare(self) -> None:
        """Set the article's story side by side, outlet by outlet."""
        article = self.desk.article
        if article is None:
            self.status.say(self.words("status.nothing-to-compare"))
            return
        # Imported when it is first opened: reading does without it.
        from tui.screens.compare import Cell

        self._open_table(Cell(article.id))

    def back_to_table(self) -> bool:
        """Back to the cell of the compare screen that one came from; False where one has not."""
        if self._cell is None or self.focused is not self.view:
            return False
        # That Esc leads there is true no more when one comes from there by Esc.
        self.status.say("")
        self._open_table(self._cell)
        return True

    def _open_table(self, cell: Cell) -> None:
        from tui.screens.compare import CompareScreen

        self._cell = None
        load = partial(compare_article, self.desk.library, cell.article)
        self.app.push_screen(CompareScreen(self.words, cell, load), self._jump)

    def _jump(self, jump: Jump | None) -> None:
        if jump is not None and self.open_article(jump.article, jump.offset):
            self.focus_pane(self.view)
            self._cell = jump.cell
            self.status.say(self.words("status.compare-back"))

    # How many outlets carry a claim

    def look_around(self) -> None:
        """Find out, once the article has been open for a moment, which outlets carry its claims."""
        self._cell = None
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(COMPARED_AFTER, self._look)

    def _look(self) -> None:
        article = self.desk.article
        if article is not None and article.extraction.claims:
            self._carried(article.id)

    @work(thread=True, exclusive=True, group="carried")
    def _carried(self, article_id: str) -> None:
        worker = get_current_worker()
        try:
            found = compare_article(self.desk.library, article_id, lambda: not worker.is_cancelled)
        except StoreError:
            # The claims are there without it; who asks for the comparison is told.
            return
        if found is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._show_carried, article_id, found)

    def _show_carried(self, article_id: str, found: Comparison) -> None:
        if self.desk.article_id == article_id:
            self.claims.carry(carried(found, article_id), articles=found.is_of_one_outlet)


def compare_article(library: Library, article_id: str, is_wanted: Callable[[], bool]) -> Comparison | None:
    """The comparison of an article's story, None where it is alone or not wanted any more.

    For a thread of its own; it has its own connection.
    """
    with library.another() as own:
        own.stories.try_to_update(is_wanted=is_wanted)
        story = own.stories.of_article(article_id)
        return own.stories.comparison(story) if story is not None and is_wanted() else None


def carried(comparison: Comparison, article_id: str) -> dict[Span, tuple[int, Agreement]]:
    """For each claim of an article, by its span: how many voices carry it, and the sharpest relation.

    A voice is that of an outlet, or of an article where all are of one outlet. The relation is its name; a
    claim that no other voice carries and nobody disagrees with is left out.
    """
    voices = comparison.voices
    sharpness: tuple[Agreement, ...] = ("same", "figures-differ", "contradict")
    found: dict[Span, tuple[int, Agreement]] = {}
    for proposition in comparison.propositions:
        carriers = len({voices[member.article] for member in proposition.members})
        for member in proposition.members:
            if member.article == article_id and member.kind == "claim":
                span = Span(member.start, member.end)
                count, relation = found.get(span, (1, "same"))
                sharper = max(relation, proposition.relation, key=sharpness.index)
                found[span] = max(count, carriers), sharper
    return {span: told for span, told in found.items() if told[0] > 1 or told[1] != "same"}
