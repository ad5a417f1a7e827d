"""The annotation bench: every screen that annotates, put together."""

from __future__ import annotations

from tui.screens.spans import SpanScreen
from tui.screens.verdicts import VerdictScreen


class BenchScreen(SpanScreen, VerdictScreen):
    """What the reader builds on."""
