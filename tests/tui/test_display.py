"""The display settings, on finished rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.support.articles import small_library
from tui.app import NewsreadApp
from tui.config import Settings
from tui.display import LightInk
from tui.widgets import palette

PALE = {"green", "cyan", "yellow", "bright_yellow"}
"""What can hardly be read on white."""
STYLES = {name: style for name, style in vars(palette).items() if isinstance(style, Style)}


@pytest.mark.parametrize("name", sorted(STYLES))
def test_nothing_pale_is_written_on_a_light_ground(name: str) -> None:
    ground = Style(color="default", bgcolor="default")
    ink = LightInk(Settings(theme="ansi-light"))
    ((_text, style, _control),) = ink.apply([Segment("قال", ground + STYLES[name])], Color(255, 255, 255))
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert style.color.name not in PALE or not style.bgcolor.is_default


@pytest.mark.parametrize(("theme", "dark_ink"), [("ansi-light", True), ("ansi-dark", False), ("nord", False)])
def test_the_reader_writes_so_where_the_settings_say_that_it_is_light(
    tmp_path: Path, theme: str, dark_ink: bool
) -> None:
    with small_library(tmp_path / "library.db") as library:
        filters = NewsreadApp(library, Settings(theme=theme)).get_line_filters()
    assert any(isinstance(one, LightInk) for one in filters) is dark_ink
