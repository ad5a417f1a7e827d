"""What annotating costs on the line: bytes that the terminal is sent, as over a slow SSH connection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from store.library import Library
from store.model import Document
from tests.support.articles import TEXT, outline_of, small_library
from tests.support.emulator import XTERM, Emulator
from tests.support.reader import command, environment
from tests.support.typist import Screen

TAG_BYTES = 2_500
OTHERS_BYTES = 1_500
"""What a change by somebody else may cost: a few rows, of the text, the list, the sidebar and the status."""
TYPED_BYTES = 400
"""What a letter that is typed may cost, before anything is searched."""
SCREEN_BYTES = 110
"""What a query may cost for ten cells of the screen: what it finds is drawn, and once more at most."""


@pytest.fixture(params=[(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Emulator]:
    """A terminal with an article open in the reader."""
    path = tmp_path / "library.db"
    with small_library(path, 2, "layla") as library:
        # Or the article would become a read one meanwhile, which the lists show.
        library.mark_all_read()
    ssh = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    reader = command(path, "layla")
    with Emulator(reader, environment(tmp_path) | ssh, XTERM, request.param) as terminal:
        screen = Screen(terminal, *request.param)
        screen.wait_for("Articles")
        terminal.press("\r")
        screen.wait_for("statement 1/")
        # What the sidebar says of other outlets comes when it has been found; on the smallest there is none.
        if request.param[0] > 80:
            screen.wait_for("outlets")
        terminal.settle()
        yield terminal


def test_a_tag_costs_little(terminal: Emulator) -> None:
    costs = []
    for key in ("1", "4", "1", "u", "2", "3", "4"):
        terminal.press(key)
        costs.append(terminal.reaction())
    # What has been found meanwhile of other outlets is shown when it is there, perhaps during one of them.
    assert median(costs) <= TAG_BYTES, costs


@pytest.fixture
def omar(tmp_path: Path, terminal: Emulator) -> Iterator[Library]:
    """Somebody else at the same library, in which `terminal` reads the first article."""
    assert terminal.process.poll() is None
    with Library.open(tmp_path / "library.db", "omar", create=False) as other:
        yield other


def test_what_others_write_and_is_not_shown_costs_nothing(terminal: Emulator, omar: Library) -> None:
    article = omar.article(omar.article_page(None, 0, 1)[0].id)
    terminal.settle()
    terminal.clear()
    omar.save_draft(article.id, article.outline.statements[0], "statement", "not yet said")
    omar.mark_all_read()
    terminal.read(3.0)
    assert terminal.sent == b""


def test_what_others_say_costs_what_changes(terminal: Emulator, omar: Library) -> None:
    article = omar.article(omar.article_page(None, 0, 1)[0].id)
    terminal.press("O")
    terminal.reaction()
    costs = []
    for tag in ("verified", "important", "another"):
        omar.set_tag(article.id, article.outline.statements[0], "statement", tag, True)
        costs.append(terminal.reaction())
    # The first brings the list of what others say, for which the sidebar is laid out anew.
    assert max(costs[1:]) <= OTHERS_BYTES, costs


def test_at_rest_nothing_is_sent(terminal: Emulator) -> None:
    terminal.settle()
    terminal.clear()
    terminal.read(4.0)
    assert terminal.sent == b""


@pytest.fixture
def searching(tmp_path: Path) -> Iterator[Emulator]:
    """A terminal on whose search screen 300 articles can be found."""
    path = tmp_path / "many.db"
    with Library.open(path, "layla", analyse=outline_of) as library:
        library.add_many(
            Document(TEXT.replace("إلى المرفأ", f"رقم {n} إلى المرفأ", 1), "الأفق", f"/{n}")
            for n in range(300)
        )
        library.mark_all_read()
    ssh = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    with Emulator(command(path, "layla"), environment(tmp_path) | ssh, XTERM, (120, 40)) as terminal:
        Screen(terminal, 120, 40).wait_for("Articles")
        terminal.settle()
        terminal.press("s")
        terminal.wait_for("in any of their forms")
        terminal.settle()
        yield terminal


def search(terminal: Emulator) -> int:
    """Type a query that all articles answer, and wait for what it finds; how many bytes that costs."""
    before = len(terminal.sent)
    # All at once: a machine that is busy between two letters would find what the first ones mean.
    terminal.press("المرفأ")
    terminal.wait_for("300", since=before)
    terminal.settle()
    return len(terminal.sent) - before


def test_typing_a_query_costs_its_letters_and_the_screen_of_what_it_finds(searching: Emulator) -> None:
    # What is found further down than the screen costs nothing.
    assert 5_000 < search(searching) <= SCREEN_BYTES * 120 * 40 // 10 + 6 * TYPED_BYTES
    searching.press(" ")
    assert searching.reaction() <= TYPED_BYTES, "the same results are not drawn again"


def test_going_through_what_was_found_costs_the_rows_of_two_places(searching: Emulator) -> None:
    search(searching)
    searching.press("\r")
    searching.reaction()
    for key in "jk":
        searching.press(key)
        assert searching.reaction() <= TAG_BYTES, "two results of four rows"
    searching.press("\r")
    searching.reaction()
    for key in "nN":
        searching.press(key)
        assert searching.reaction() <= OTHERS_BYTES
