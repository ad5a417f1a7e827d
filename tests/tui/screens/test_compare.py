"""The compare screen: propositions down, outlets across, into an article and back to the same cell."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from textual.pilot import Pilot

from store.errors import LibraryError
from store.library import Library
from store.model import Document, Member, Proposition, Span
from tests.support.reading import picture, press, reading, rows, settled, status, until
from tests.support.reading import screen as reader
from tests.support.reading import shown as shown_by
from tui.config import Settings
from tui.rtl.layout import cut
from tui.screens import comparing
from tui.screens.compare import CompareScreen
from tui.screens.reader import ReaderScreen
from tui.signs import RELATIONS
from tui.widgets.comparison import ComparisonGrid, table

OUTLETS = ("الأفق", "النيل", "الساحل", "المرسى")
TEXTS = (
    "حريق في مصنع الغزل بالزعفران\nقال العقيد نضال الكمثري إن الحريق في مصنع الغزل بالزعفران قتل أربعة عمال."
    " وأضاف الكمثري أن المدير عادل الرماني استقال.",
    "حريق مصنع الغزل في الزعفران\nوقالت إدارة مصنع الغزل في الزعفران إن الحريق قتل تسعة عمال."
    " ونفى الناطق نضال الكمثري استقالة المدير عادل الرماني.",
    "ضحايا حريق مصنع الغزل بالزعفران\nوأعلنت النقابة أن حريق مصنع الغزل في الزعفران قتل أربعة عمال،"
    " حسب نضال الكمثري.",
    "بعد حريق مصنع الغزل بالزعفران\nوقال نضال الكمثري إن حريق مصنع الغزل في الزعفران قتل أربعة عمال.",
)
ALONE = (
    "النسور يهزم الصقور\n"
    "قال المدرب بسام الرمادي إن النسور استحق الفوز على الصقور بثلاثة أهداف في ديربي العاصمة."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", "huda") as opened:
        for outlet, text in zip(OUTLETS, TEXTS, strict=True):
            opened.add(Document(text, outlet, f"/{outlet}", published="2026-03-03"))
        opened.add(Document(ALONE, "الملعب", "/alone", published="2026-03-01"))
        yield opened


@asynccontextmanager
async def comparing_(
    library: Library, *keys: str, size: tuple[int, int] = (120, 40), language: Literal["en", "ar"] = "en"
) -> AsyncIterator[Pilot[None]]:
    """The reader with the first article opened, `keys` pressed, each when what was compared is there."""
    async with reading(library, size=size, settings=Settings(language=language)) as pilot:
        for key in keys:
            await press(pilot, key)
            await settled(pilot)
        yield pilot


def grid(pilot: Pilot[None]) -> ComparisonGrid:
    assert isinstance(pilot.app.screen, CompareScreen)
    return pilot.app.screen.grid


def shown(text: str) -> str:
    """`text` as the screen holds it: shaped and in visual order."""
    return cut(text, 200).text.strip()


async def test_c_sets_the_outlets_side_by_side(library: Library) -> None:
    async with comparing_(library, "c") as pilot:
        assert list(grid(pilot).outlets) == list(OUTLETS)
        top = picture(pilot).splitlines()[1]
        assert [shown(outlet) in top for outlet in OUTLETS] == [True] * 4
        assert top.index(shown(OUTLETS[0])) < top.index(shown(OUTLETS[3]))
        assert grid(pilot).has_focus


@pytest.mark.parametrize(
    ("keys", "said"),
    [("n", "says this once"), ("j l l enter", "the outlet says nothing")],
    ids=["once", "silent"],
)
async def test_what_was_said_of_a_cell_gives_way_at_the_next(library: Library, keys: str, said: str) -> None:
    async with comparing_(library, "c", *keys.split()) as pilot:
        bar = pilot.app.screen.query_one("StatusBar")
        assert said in shown_by(bar)
        before = shown_by(bar)
        await press(pilot, "l")
        assert shown_by(bar) != before
        assert shown_by(bar).startswith(" proposition ")


async def test_disagreement_comes_first_and_is_marked_by_signs(library: Library) -> None:
    async with comparing_(library, "c") as pilot:
        found = grid(pilot).rows
        assert [row.relation for row in found][:2] == ["figures-differ", "contradict"]
        assert [[one.apart for one in cell] for cell in found[0].cells] == [[False], [True], [False], [False]]
        text = picture(pilot).splitlines()
        assert "≠ figures differ · 4 outlets" in text[2]
        assert text[3].count("≠") == 1
        assert any("✗ contradiction · 2 outlets" in line for line in text)


async def test_a_cell_holds_speaker_cue_and_words_and_a_silent_outlet_none(library: Library) -> None:
    async with comparing_(library, "c", size=(160, 40)) as pilot:
        width = 160 // 4 - 1
        cell = [line[:width] for line in picture(pilot).splitlines()[3:6]]
        assert shown("نضال الكمثري") in cell[0]
        assert shown("قال") in cell[0]
        assert shown("أربعة عمال") in "".join(cell[1:])
        silent = [line[width * 2 + 3 : width * 3] for line in picture(pilot).splitlines()[7:10]]
        assert [line.strip(" │") for line in silent] == ["", "", ""]


async def test_enter_jumps_to_the_statement_and_escape_comes_back_to_the_cell(library: Library) -> None:
    async with comparing_(library, "c", "j", "l") as pilot:
        before = grid(pilot)
        assert (before.cursor, before.column) == (1, 1)
        await press(pilot, "enter")
        await settled(pilot)
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.desk.article is not None
        assert reader.desk.article.source == OUTLETS[1]
        span = reader.view.statement_span
        assert span is not None
        assert "استقالة" in span.of(reader.desk.article.text)
        assert status(pilot).startswith("Esc")
        await press(pilot, "escape")
        await settled(pilot)
        assert (grid(pilot).cursor, grid(pilot).column) == (1, 1)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)
        assert status(pilot).startswith("statement"), "Esc leads there no more"


async def test_the_keys_of_the_settings_are_those_that_the_table_tells_and_takes(library: Library) -> None:
    keys = {"next-statement": "w", "back": "ctrl+b", "next-claim": "p"}
    async with reading(library, "c", settings=Settings(keys=keys)) as pilot:
        await settled(pilot)
        hints = picture(pilot).splitlines()[-1]
        assert " w/k " in hints
        assert " ctrl+b " in hints
        await press(pilot, "w", "j")
        assert grid(pilot).cursor == 1
        await press(pilot, "ctrl+b")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_the_cursor_begins_at_the_articles_own_outlet(library: Library) -> None:
    async with comparing_(library, "]", "]", "c") as pilot:
        assert OUTLETS[grid(pilot).column] == OUTLETS[2]


async def test_enter_where_an_outlet_is_silent_stays_and_says_so(library: Library) -> None:
    async with comparing_(library, "c", "j", "G", "j", "k") as pilot:
        table_ = grid(pilot)
        silent = next(
            (r, c) for r, row in enumerate(table_.rows) for c, cell in enumerate(row.cells) if not cell
        )
        table_.go(silent[0])
        table_.step(silent[1] - table_.column)
        await press(pilot, "enter")
        assert grid(pilot) is table_
        assert "says nothing" in picture(pilot).splitlines()[-2]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_outlets_scroll_sideways_where_they_do_not_fit(library: Library, size: tuple[int, int]) -> None:
    async with comparing_(library, "c", size=size) as pilot:
        top = picture(pilot).splitlines()[1]
        assert shown(OUTLETS[0]) in top
        assert shown(OUTLETS[3]) not in top
        assert "›" in top
        await press(pilot, "l", "l", "l", "l")
        top = picture(pilot).splitlines()[1]
        assert shown(OUTLETS[3]) in top
        assert shown(OUTLETS[0]) not in top
        assert "‹" in top
        assert all(len(line) <= size[0] for line in picture(pilot).splitlines())


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_it_lives_through_a_terminal_of_any_width(
    library: Library, language: Literal["en", "ar"]
) -> None:
    async with comparing_(library, "c", language=language) as pilot:
        for width in (*range(1, 30), 60):
            await pilot.resize_terminal(width, 12)
            await press(pilot, "j", "l", "k", "h")
            assert all(len(row) <= width for row in rows(grid(pilot)))
        assert "│" in shown_by(grid(pilot))


async def test_in_arabic_the_first_outlet_stands_at_the_right(library: Library) -> None:
    async with comparing_(library, "c", language="ar") as pilot:
        top = picture(pilot).splitlines()[1]
        assert top.index(shown(OUTLETS[0])) > top.index(shown(OUTLETS[3]))
        await press(pilot, "left")
        assert grid(pilot).column == 1
        assert shown("أرقام مختلفة") in picture(pilot).splitlines()[2]


async def test_tab_goes_round_the_outlets(library: Library) -> None:
    async with comparing_(library, "c", *["tab"] * 4) as pilot:
        assert grid(pilot).column == 0


async def test_an_article_alone_in_its_story_says_so(library: Library) -> None:
    alone = next(one.id for one in library.article_page(None, 0, 9) if one.source == "الملعب")
    async with comparing_(library) as pilot:
        reader = pilot.app.screen
        assert isinstance(reader, ReaderScreen)
        reader.open_article(alone, 0)
        await press(pilot, "c")
        await settled(pilot)
        assert "alone in its story" in " ".join(picture(pilot).splitlines())
        await press(pilot, "enter", "j", "l", "n", "escape")
        assert pilot.app.screen is reader


async def test_a_library_that_cannot_be_compared_is_told_in_one_line(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LibraryError("the disk is full")

    monkeypatch.setattr(comparing, "compare_article", fail)
    async with comparing_(library, "c") as pilot:
        assert "the disk is full" in picture(pilot).splitlines()[-2]
    async with comparing_(library, "c", language="ar") as pilot:
        assert shown("القرص ممتلئ") in picture(pilot).splitlines()[-2]


async def test_the_sidebar_says_how_many_outlets_carry_a_claim_and_whether_any_disagree(
    library: Library,
) -> None:
    async with comparing_(library) as pilot:
        await until(pilot, lambda: "≠ 4 outlets" in shown_by(reader(pilot).claims))
        assert "✗ 2 outlets" in shown_by(reader(pilot).claims)


def test_the_table_has_a_column_an_outlet_and_a_row_a_proposition(library: Library) -> None:
    (story,) = library.stories.page(0, 9)
    comparison = library.stories.comparison(story.id)
    outlets, found = table(comparison)
    assert outlets == OUTLETS
    assert len(found) == len(comparison.propositions)
    assert all(len(row.cells) == len(outlets) for row in found)
    assert all(row.outlets >= other.outlets or other.outlets > 1 for row, other in pairwise(found))
    said = sum(len(cell) for row in found for cell in row.cells)
    assert said == sum(len(proposition.members) for proposition in comparison.propositions)


async def test_articles_of_one_outlet_stand_side_by_side_themselves(tmp_path: Path) -> None:
    """As they do when all lie in one folder, whoever published them."""
    with Library.open(tmp_path / "library.db", "huda") as library:
        for number, text in enumerate(TEXTS):
            library.add(Document(text, "تقارير", f"/{number}", published="2026-03-03"))
        async with comparing_(library) as pilot:
            await until(pilot, lambda: "≠ 4 articles" in shown_by(reader(pilot).claims))
            opened = reader(pilot).desk.article
            assert opened is not None
            await press(pilot, "c")
            await settled(pilot)
            shown = picture(pilot).splitlines()
            assert "1 outlet · 4 articles" in shown[0]
            assert "figures differ · 4 articles" in shown[2]
            assert grid(pilot).outlets[grid(pilot).column] == opened.title
            (story,) = library.stories.page(0, 9)
            titles = tuple(one.title for one in library.stories.comparison(story.id).articles)
            assert grid(pilot).outlets == titles


def test_what_stands_apart_comes_first_in_its_cell(library: Library) -> None:
    (story,) = library.stories.page(0, 9)
    comparison = library.stories.comparison(story.id)
    article, *_ = comparison.articles
    members = tuple(
        Member(article.id, "claim", claim.start, claim.end, Span(claim.start, claim.end), camp)
        for camp, claim in enumerate(article.extraction.claims[:2])
    )
    _, (row,) = table(replace(comparison, propositions=(Proposition("contradict", members),)))
    assert [one.apart for one in row.cells[0]] == [True, False]
    assert row.cells[0][0].offset == members[1].start


async def test_a_cell_shows_a_figure_that_stands_far_behind(library: Library) -> None:
    """Both of its rows are too short for all that is said."""
    words = "وقع في مبنى قديم بلا مخارج ولا نوافذ ولا حراسة كما يفرض القانون على كل مصنع فيه عمال كثيرون"
    text = (
        f"حريق الزعفران\nوقال الناطق نضال الكمثري إن حريق مصنع الغزل في الزعفران الذي {words} قتل أربعة عمال."
    )
    library.add(Document(text, "الرقيم", "/far", published="2026-03-03"))
    async with comparing_(library, "c", size=(80, 40)) as pilot:
        column = grid(pilot).outlets.index("الرقيم")
        await press(pilot, *"l" * column)
        (said, *_) = next(row.cells[column] for row in grid(pilot).rows if row.cells[column])
        assert len(said.text) > 50
        assert any("…" in line and shown("أربعة عمال") in line for line in picture(pilot).splitlines())


def test_each_relation_has_a_sign_of_its_own() -> None:
    assert len(set(RELATIONS.values())) == 3
