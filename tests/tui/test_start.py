"""What the reader has loaded when its first screen is painted: nothing that this screen does without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.articles import small_library
from tests.support.emulator import XTERM, Emulator
from tests.support.reader import environment

READER = """
import sys
from tui.app import NewsreadApp
from tui.cli import main

def painted(app):
    with open(sys.argv[1], "w") as file:
        print(*sys.modules, sep="\\n", file=file)
    app.exit()

NewsreadApp.post_display_hook = painted
main(["--library", sys.argv[2], "--annotator", "layla"])
"""
"""Opens the reader, and leaves it when something is painted."""

FOREIGN = {
    "charset_normalizer", "feedparser", "httpx",
    "importlib.metadata", "importlib.resources", "jsonschema", "lxml", "rapidfuzz", "simplemma",
    "sqlite_utils", "trafilatura", "wcwidth", "zipfile",
}  # fmt: skip
"""What others have written, and other uses of newsread need."""

OURS = {
    "store.agreement", "store.analysis", "store.claims", "store.exchange", "store.inputs",
    "store.reading.dates", "store.reading.furniture", "store.reading.outline", "store.search",
    "store.db.adding", "store.db.migrations", "store.model.documents", "store.model.exchange",
    "store.model.searching", "store.model.stories", "store.model.trail", "tui.screens.adjudication",
    "tui.screens.beside", "tui.screens.disputes", "tui.screens.narrowing",
    "tui.screens.choosing", "tui.screens.commands", "tui.screens.compare", "tui.screens.correcting",
    "tui.screens.help", "tui.screens.logical", "tui.screens.prompts", "tui.screens.searching",
    "tui.screens.tags", "tui.widgets.comparison", "tui.widgets.editor",
}  # fmt: skip

COMMAND = {"tui.cli", "tui.cli.clicking", "tui.cli.commands", "tui.cli.frame", "tui.cli.running"}
"""Of the command, all that may be there."""


@pytest.fixture
def loaded(tmp_path: Path) -> set[str]:
    """The modules at the first paint, and the packages that they are in."""
    path, found = tmp_path / "library.db", tmp_path / "modules"
    small_library(path, 2, "layla").close()
    argv = [sys.executable, "-c", READER, str(found), str(path)]
    with Emulator(argv, environment(tmp_path), XTERM, (120, 40)) as terminal:
        assert terminal.finish() == 0
    return set(found.read_text(encoding="utf-8").split())


def test_the_start_loads_what_the_first_screen_shows(loaded: set[str]) -> None:
    assert {"textual.app", "tui.screens.reader", "store.db.articles"} <= loaded
    assert sorted(loaded & (FOREIGN | OURS)) == []
    assert {name for name in loaded if name.startswith("tui.cli")} == COMMAND


def test_a_string_is_sought_in_an_article_without_what_searches_the_library() -> None:
    program = "import sys; from store.library import Library; Library.find_in('a', 'a'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert "store.search.strings" in loaded
    assert not {"store.library.search", "store.db.finding", "store.search.parsing"} & {*loaded}
