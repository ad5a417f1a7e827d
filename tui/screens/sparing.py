"""Screens that are painted once when they open.

Textual paints each step by which a screen finds its shape, and then all of it again.
"""

from __future__ import annotations

from textual.screen import ModalScreen, Screen, ScreenResultType


class SparingScreen(Screen[ScreenResultType]):
    """A screen that is not painted before everything on it has its place."""

    def _compositor_refresh(self) -> None:
        """Paint what has changed, unless the whole is about to be painted anyway."""
        if not self._repaint_required:
            super()._compositor_refresh()


class SparingModal(ModalScreen[ScreenResultType], SparingScreen[ScreenResultType]):
    """The same for one that lies over another."""
