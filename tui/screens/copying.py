"""The keys that take text out of the reader: to the clipboard, or unshaped to a screen and a file."""

from __future__ import annotations

from textual import work

from tui.screens.annotating import AnnotatingScreen


class CopyingScreen(AnnotatingScreen):
    """The logical text of the claim, the selection or the statement."""

    def _selected_text(self) -> str | None:
        """What is to be taken; None, and the reason on the status line, where there is nothing."""
        selection, article = self.selection, self.desk.article
        if selection is None or article is None:
            self.say_nothing_here("status.nothing-to-copy")
            return None
        return selection.span.of(article.text)

    def action_copy(self) -> None:
        """Send it to the clipboard."""
        text = self._selected_text()
        if text is not None:
            self._send(text)

    @work(exclusive=True, group="copy")
    async def _send(self, text: str) -> None:
        from tui.clipboard import send

        await send(self.app, text)
        self.status.say(self.words("status.sent"))

    def action_show_text(self) -> None:
        """Show it as it is, in a screen of its own."""
        text = self._selected_text()
        if text is not None:
            from tui.screens.logical import LogicalScreen

            self.app.push_screen(LogicalScreen(self.words, text))
