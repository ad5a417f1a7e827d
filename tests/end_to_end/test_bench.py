"""Annotating in a real terminal: verdicts, links, drafts that survive, what another process does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.library import Library
from store.model import Document
from tests.support.articles import TEXT, outline_of
from tests.support.reader import environment
from tests.support.terminal import Terminal
from tests.support.waiting import wait_until

NEWSREAD = [sys.executable, "-m", "tui"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path, "layla", analyse=outline_of) as library:
        library.add(Document(TEXT, "الأفق", "/1"))
    return path


@pytest.fixture
def layla(tmp_path: Path, library: Path) -> dict[str, str]:
    """The environment of a user of its own, with a library."""
    return environment(tmp_path, NEWSREAD_LIBRARY=str(library), NEWSREAD_ANNOTATOR="layla")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_verdict_span_and_link_from_the_keyboard(
    tmux: str, tmp_path: Path, layla: dict[str, str], library: Path, size: tuple[int, int]
) -> None:
    with Terminal(tmux, tmp_path, NEWSREAD, layla, size) as terminal:
        terminal.wait_for("Articles")
        terminal.keys("Enter")
        terminal.wait_for("statement 1/")
        terminal.keys("n", "+")
        terminal.wait_for("accepted:")
        terminal.keys("v", "w", "4")
        terminal.wait_for("important: set")
        terminal.keys("Escape")
        terminal.wait_for("statement 2/")
        terminal.keys("L", "c")
        terminal.wait_for("go to the other")
        terminal.keys("j", "Enter")
        terminal.wait_for("linked:")
        terminal.keys("q")
        terminal.wait_for("left with 0")
    with Library.open(library, "layla") as opened:
        found = opened.annotations(opened.article_page(None, 0, 1)[0].id)
        assert [one.target for one in found if one.claim] == ["claim"]
        assert [one.tags for one in found if one.target == "span"] == [("important",)]
        assert [link.relation for one in found for link in one.links] == ["contradicts"]


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGHUP])
def test_a_note_that_was_being_written_is_there_again(
    tmux: str, tmp_path: Path, layla: dict[str, str], library: Path, signalled: signal.Signals
) -> None:
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("Articles")
        terminal.keys("Enter", "a")
        terminal.wait_for("Esc or ctrl+s saves")
        terminal.write("half a note")
        terminal.wait_for("half a note")
        with Library.open(library, "layla") as opened:
            wait_until(lambda: [one.note for one in opened.drafts()] == ["half a note"], terminal.screen)
        os.kill(terminal.process(), signalled)
        terminal.wait_for("left with")
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("statement 1/")
        terminal.keys("a")
        terminal.wait_for("half a note")
        terminal.keys("Escape")
        terminal.wait_for("note saved")


def test_what_another_process_annotates_is_there_without_a_key(
    tmux: str, tmp_path: Path, layla: dict[str, str], library: Path
) -> None:
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("Articles")
        terminal.keys("Enter", "O")
        terminal.wait_for("in the other margin")
        with Library.open(library, "layla") as opened:
            article = opened.article(opened.article_page(None, 0, 1)[0].id)
        span = article.outline.statements[0]
        command = [
            "annotate",
            article.id,
            "--start",
            str(span.start),
            "--end",
            str(span.end),
            "--tag",
            "refuted",
        ]
        subprocess.run(
            [*NEWSREAD, "--annotator", "omar", *command],
            env=layla,
            check=True,
            capture_output=True,
        )
        terminal.wait_for("omar")


def test_undo_goes_back_to_the_beginning_after_a_restart(
    tmux: str, tmp_path: Path, layla: dict[str, str]
) -> None:
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("Articles")
        terminal.keys("Enter", "1", "n", "x", "v", "w", "4")
        terminal.wait_for("important: set")
        # What follows Esc at once would be read as a key with Alt.
        terminal.keys("Escape")
        terminal.wait_for("statement 2/")
        terminal.keys("L", "s", "j", "Enter")
        terminal.wait_for("linked:")
        terminal.keys("q")
        terminal.wait_for("left with 0")
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("statement")
        terminal.keys("u", "u", "u", "u")
        terminal.wait_for("undone: now nothing")
        terminal.keys("u")
        terminal.wait_for("nothing to undo")
        terminal.keys("q")
        terminal.wait_for("left with 0")
    out = subprocess.run([*NEWSREAD, "export"], env=layla, check=True, capture_output=True).stdout
    assert [one for article in json.loads(out)["articles"] for one in article["annotations"]] == []
