"""The display settings, on finished rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.pilot import Pilot

from tests.support.articles import small_library
from tests.support.reading import reading, until
from tui.app import NewsreadApp, run
from tui.catalogue import catalogue
from tui.config import Settings
from tui.display import LightInk
from tui.rtl.asking import Terminal
from tui.rtl.terminal import Answers
from tui.screens.card import CardApp
from tui.widgets import palette

PALE = {"green", "cyan", "yellow", "bright_yellow"}
"""What can hardly be read on white."""
STYLES = {name: style for name, style in vars(palette).items() if isinstance(style, Style)}


@pytest.mark.parametrize("name", sorted(STYLES))
def test_nothing_pale_is_written_on_a_light_ground(name: str) -> None:
    ground = Style(color="default", bgcolor="default")
    ink = LightInk()
    ((_text, style, _control),) = ink.apply([Segment("قال", ground + STYLES[name])], Color(255, 255, 255))
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert style.color.name not in PALE or not style.bgcolor.is_default


@pytest.mark.parametrize("ground", ["", "rgb:ffff/ffff/ffff", "rgb:0000/0000/0000"])
@pytest.mark.parametrize(("theme", "dark_ink"), [("ansi-light", True), ("ansi-dark", False), ("nord", False)])
def test_the_reader_writes_so_where_the_settings_say_that_it_is_light(
    tmp_path: Path, theme: str, ground: str, dark_ink: bool
) -> None:
    with small_library(tmp_path / "library.db") as library:
        app = NewsreadApp(library, Settings(theme=theme))
        app.stand_on(Answers(ground=ground))
    assert app.theme == theme
    assert writes_dark(app) is dark_ink


@pytest.mark.parametrize(
    ("ground", "dark_ink"), [("", False), ("rgb:ffff/ffff/ffff", True), ("rgb:0000/0000/0000", False)]
)
def test_without_such_a_setting_it_goes_by_the_ground_that_the_terminal_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ground: str, dark_ink: bool
) -> None:
    found: list[bool] = []
    monkeypatch.setattr(NewsreadApp, "run", lambda app: found.append(writes_dark(app)))
    with small_library(tmp_path / "library.db") as library:
        run(library, Settings(), Terminal(Answers(ground=ground)))
    assert found == [dark_ink]
    card = CardApp(catalogue("en"), Settings(), Terminal(Answers(ground=ground)))
    assert writes_dark(card) is dark_ink


async def test_what_is_shown_already_is_written_anew_when_it_is_told(tmp_path: Path) -> None:
    with small_library(tmp_path / "library.db") as library:
        async with reading(library) as pilot:
            assert inks(pilot) & PALE
            assert isinstance(pilot.app, NewsreadApp)
            pilot.app.stand_on(Answers(ground="rgb:ffff/ffff/ffff"))
            await until(pilot, lambda: not inks(pilot) & PALE)


def writes_dark(app: App[Any]) -> bool:
    return any(isinstance(one, LightInk) for one in app.get_line_filters())


def inks(pilot: Pilot[None]) -> set[str]:
    """The names of the colours in which something is written on the terminal's own ground."""
    strips = pilot.app.screen._compositor.render_strips()
    styles = [style for strip in strips for _text, style, _control in strip if style and style.color]
    own = [one for one in styles if one.bgcolor is None or one.bgcolor.is_default]
    return {one.color.name for one in own if one.color}
