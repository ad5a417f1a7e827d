"""The annotation bench: every screen that annotates, put together."""

from __future__ import annotations

from tui.screens.spans import SpanScreen


class BenchScreen(SpanScreen):
    """What the reader builds on."""
