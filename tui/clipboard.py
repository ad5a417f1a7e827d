"""Text to the terminal's clipboard. A terminal does not answer, so it is "sent", never "copied".

What an article holds may be pasted into a shell next. An escape character in it could end the bracketed
paste, and the rest would be taken for typing: control characters but tab and line ends go as their pictures.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress

from textual.app import App

TMUX_SECONDS = 2.0
"""How long tmux may take."""

_PICTURES = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)
"""Of the control characters (C0, DEL, C1), code point for code point."""


def send_at_once(app: App[object], text: str) -> None:
    """Send what an editor copies: its own paste, which may be the next key, finds it there already."""
    text = text.translate(_PICTURES)
    app.copy_to_clipboard(text)
    if os.environ.get("TMUX"):
        app.run_worker(_load_buffer(text), group="copy")


async def send(app: App[object], text: str) -> None:
    """Send logical `text`, of any length, to the clipboard: through tmux where that runs, else by OSC 52.

    tmux ignores OSC 52 unless it is configured, but always takes `load-buffer -w`. Where it does not answer
    in time, OSC 52 is sent after all. The screen goes on meanwhile.
    """
    text = text.translate(_PICTURES)
    if not (os.environ.get("TMUX") and await _load_buffer(text)):
        app.copy_to_clipboard(text)


async def _load_buffer(text: str) -> bool:
    """Whether tmux has taken the text."""
    pipe, null = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    try:
        tmux = await asyncio.create_subprocess_exec(
            "tmux", "load-buffer", "-w", "-", stdin=pipe, stdout=null, stderr=null
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(tmux.communicate(text.encode("utf-8", "replace")), TMUX_SECONDS)
    except (TimeoutError, OSError):
        with suppress(ProcessLookupError):
            tmux.kill()
        await tmux.wait()
    return tmux.returncode == 0
