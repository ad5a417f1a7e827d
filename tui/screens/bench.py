"""The annotation bench: every screen that annotates, put together."""

from __future__ import annotations

from tui.screens.adjudicating import AdjudicatingScreen
from tui.screens.flow import FlowScreen
from tui.screens.linking import LinkScreen
from tui.screens.others import OthersScreen
from tui.screens.spans import SpanScreen
from tui.screens.verdicts import VerdictScreen


class BenchScreen(SpanScreen, LinkScreen, VerdictScreen, FlowScreen, OthersScreen, AdjudicatingScreen):
    """What the reader builds on."""
