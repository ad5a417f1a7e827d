"""The key that exports all annotations to a file."""

from __future__ import annotations

import os
from pathlib import Path

from textual import work

from store.errors import StoreError
from tui.screens.annotating import AnnotatingScreen

EXPORT_PATH = "export-path"
"""Under which the library remembers where the last export went."""


class ExportingScreen(AnnotatingScreen):
    """Exports in the format that the file's ending names."""

    def action_export(self) -> None:
        """Ask for a path and export there; a file that is there is replaced unasked only by the last path."""
        # Imported here: the reader opens without them.
        from tui.saving import typed_path
        from tui.screens.prompts import LinePrompt, ask_to_replace

        last = self.desk.library.recall(EXPORT_PATH)

        def done(answer: str | None) -> None:
            if answer is None or not answer.strip():
                return
            path = typed_path(answer)
            if os.path.isfile(path) and str(path) != last:
                ask_to_replace(self.app, self.words, path, self._export)
            else:
                self._export(path)

        offered = last or str(typed_path("annotations.json"))
        self.app.push_screen(LinePrompt(self.words, offered, "export.title"), done)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, path: Path) -> None:
        from store.library.exchange import format_of

        format = format_of(path)
        try:
            with self.desk.library.another() as own:
                written = own.exchange.export(path, format)
                own.remember(EXPORT_PATH, str(path))
        except StoreError as error:
            self.app.call_from_thread(self.status.say, self.words.error(error), error=True)
            return
        key = "status.exported-without" if written.left_out else "status.exported"
        said = self.words(key, format=format, path=str(path), count=written.left_out)
        self.app.call_from_thread(self.status.say, said)
