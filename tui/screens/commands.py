"""What Textual's command palette offers: the reader's actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.style import Style
from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import ACTIONS
from tui.screens.reader import ReaderScreen
from tui.widgets.painting import visual


class ActionCommands(Provider):
    """Every action of the reader, found by its label or its id.

    The palette draws text as it comes, from left to right: it gets right-to-left labels in visual order,
    and not in the bold that it has for all of them.
    """

    @property
    def _rtl(self) -> bool:
        return isinstance(self.screen, ReaderScreen) and self.screen.words.rtl

    def _actions(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        """(id, label, what runs it) of each."""
        if isinstance(self.screen, ReaderScreen):
            for action in ACTIONS:
                method = getattr(self.screen, "action_" + action.id.replace("-", "_"), None)
                if method is not None:
                    label = self.screen.words(f"action.{action.id}")
                    yield action.id, label[:1].upper() + label[1:], method

    async def discover(self) -> Hits:
        """All of them, sorted by label."""
        for name, label, run in sorted(self._actions(), key=lambda action: action[1]):
            yield DiscoveryHit(_drawn(label) if self._rtl else label, run, help=name)

    async def search(self, query: str) -> Hits:
        """Those that `query` may mean."""
        matcher = self.matcher(query)
        for name, label, run in self._actions():
            score = max(matcher.match(label), matcher.match(name))
            if score > 0:
                yield Hit(score, _drawn(label) if self._rtl else matcher.highlight(label), run, help=name)


def _drawn(label: str) -> Text:
    return Text(visual(label), style=Style(bold=False))
