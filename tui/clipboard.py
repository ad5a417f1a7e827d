"""Text to the terminal's clipboard. A terminal does not answer, so it is "sent", never "copied"."""

from __future__ import annotations

import os
import subprocess

from textual.app import App

TMUX_SECONDS = 2.0


def send(app: App[object], text: str) -> None:
    """Send logical `text` to the clipboard: through tmux where that runs, else by OSC 52.

    tmux ignores OSC 52 unless it is configured, but always takes `load-buffer -w`.
    """
    if os.environ.get("TMUX"):
        try:
            subprocess.run(
                ["tmux", "load-buffer", "-w", "-"], input=text.encode(), check=True, timeout=TMUX_SECONDS
            )
        except (OSError, subprocess.SubprocessError):
            app.copy_to_clipboard(text)
    else:
        app.copy_to_clipboard(text)
