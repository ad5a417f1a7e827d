"""The tags that newsread brings with it, in Arabic: shown so, and kept as they are."""

from __future__ import annotations

import pytest

from store.library import Library
from store.model import Tag
from tests.support.reading import press, reading
from tui.catalogue import catalogue
from tui.config import Settings
from tui.rtl.layout import layout
from tui.screens.reader import ReaderScreen
from tui.screens.tags import TagList, matching
from tui.tag_names import tag_name


def shown(text: str) -> str:
    """`text` as a row shows it."""
    return layout(text, 40)[0].text.strip()


def test_each_has_a_name_in_arabic_and_others_stay_as_they_are(library: Library) -> None:
    arabic, english = catalogue("ar"), catalogue("en")
    for tag in library.tags():
        assert tag_name(arabic, tag.name) != tag.name == tag_name(english, tag.name)
    assert tag_name(arabic, "مصدر ثان") == "مصدر ثان"


@pytest.mark.parametrize("typed", ["مؤكد", "مؤكَّد", "verif", "الحكم"])
def test_they_are_found_by_both_names_and_by_their_group(library: Library, typed: str) -> None:
    assert matching(library.tags(), (), typed, catalogue("ar"))[0].name == "verified"


async def test_the_palette_and_the_status_line_show_it_and_the_library_has_its_own(
    library: Library,
) -> None:
    async with reading(library, "t", settings=Settings(language="ar")) as pilot:
        tags = pilot.app.screen.query_one(TagList)
        first = tags.render_line(0).text
        assert shown("مؤكَّد") in first
        assert "verified" in first
        await press(pilot, *"مفند", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ReaderScreen)
        assert shown("مفنَّد") in screen.status.render_line(0).text
        assert screen.desk.article is not None
        assert [one.tags for one in library.annotations(screen.desk.article.id)] == [("refuted",)]


def test_a_default_that_was_renamed_has_the_name_it_was_given() -> None:
    renamed = Tag("تم التحقق", "verdict", "one", "1", "green", aliases=("verified",))
    assert matching([renamed], (), "verified", catalogue("ar")) == [renamed]
    assert tag_name(catalogue("ar"), renamed.name) == "تم التحقق"
