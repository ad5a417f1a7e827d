"""The real newsread in a real terminal: index, read, tag, note, undo, quit, export; and `kill -9`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.reader import environment
from tests.support.terminal import Terminal

NEWSREAD = [sys.executable, "-m", "tui"]

ARTICLE = """اجتماع في المرفأ

المرسى - وكالات
أعلنت وزيرة النقل هالة السروجي أن 12 سفينة وصلت إلى المرفأ. وقال المدير سامر الحلو إن العمل يبدأ غدا.
واستبعد "مصدر في البلدية" أي تأخير.
"""


@pytest.fixture
def layla(tmp_path: Path) -> dict[str, str]:
    """The environment of a user of its own, with a library."""
    return environment(tmp_path, NEWSREAD_LIBRARY=str(tmp_path / "library.db"), NEWSREAD_ANNOTATOR="layla")


def newsread(layla: dict[str, str], *arguments: str) -> str:
    """What the command prints."""
    done = subprocess.run([*NEWSREAD, *arguments], env=layla, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def exported(layla: dict[str, str]) -> list[dict[str, Any]]:
    """The annotations in a fresh export, those of all articles together."""
    document = json.loads(newsread(layla, "export"))
    return [one for article in document["articles"] for one in article["annotations"]]


@pytest.fixture
def article(tmp_path: Path, layla: dict[str, str]) -> str:
    """The text of an article in a fresh library."""
    path = tmp_path / "الميناء" / "article.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    newsread(layla, "index", str(path))
    return ARTICLE


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_a_person_annotates_by_keyboard_and_exports(
    tmux: str, tmp_path: Path, layla: dict[str, str], article: str, size: tuple[int, int]
) -> None:
    out = tmp_path / "annotations.json"
    with Terminal(tmux, tmp_path, NEWSREAD, layla, size) as terminal:
        terminal.wait_for("Articles")
        terminal.keys("Enter")
        terminal.wait_for("statement 1/")
        terminal.keys("j", "j", "1")
        terminal.wait_for("verified: set")
        terminal.keys("t")
        terminal.wait_for("type to filter")
        terminal.write("figures")
        terminal.keys("Enter")
        terminal.wait_for("figures: set")
        terminal.keys("a")
        terminal.wait_for("ctrl+s saves")
        terminal.write("راجع العدد 12")
        terminal.keys("C-s")
        terminal.wait_for("note saved")
        terminal.keys("j", "2")
        terminal.wait_for("refuted: set")
        terminal.keys("u")
        terminal.wait_for("undone")
        terminal.keys("e")
        terminal.wait_for("Export to")
        terminal.keys("C-u")
        terminal.write(str(out))
        terminal.keys("Enter")
        terminal.wait_for("exported as newsread to")
        terminal.keys("q")
        terminal.wait_for("left with 0")
    (annotation,) = json.loads(out.read_text(encoding="utf-8"))["articles"][0]["annotations"]
    assert annotation["tags"] == ["verified", "figures"]
    assert annotation["note"] == "راجع العدد 12"
    assert annotation["annotator"] == "layla"
    assert annotation["quote"]["exact"] == article[annotation["start"] : annotation["end"]]


def test_what_the_screen_confirmed_survives_kill_9(
    tmux: str, tmp_path: Path, layla: dict[str, str], article: str
) -> None:
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("Articles")
        terminal.keys("Enter", "3")
        terminal.wait_for("unclear: set")
        os.kill(terminal.process(), signal.SIGKILL)
        terminal.wait_for("left with 137")
    assert [one["tags"] for one in exported(layla)] == [["unclear"]]
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("unclear")
        terminal.keys("q")
        terminal.wait_for("left with 0")


def test_the_article_and_the_statement_are_where_they_were(
    tmux: str, tmp_path: Path, layla: dict[str, str], article: str
) -> None:
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("Articles")
        terminal.keys("Enter", "j", "j")
        terminal.wait_for("statement 3/")
        terminal.keys("q")
        terminal.wait_for("left with 0")
    with Terminal(tmux, tmp_path, NEWSREAD, layla) as terminal:
        terminal.wait_for("statement 3/")
        terminal.keys("q")
        terminal.wait_for("left with 0")
