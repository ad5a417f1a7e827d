"""The reader in Arabic: the panes from right to left, every line in Arabic and at the right."""

from __future__ import annotations

import re
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Literal

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from store.library import Library
from tests.support.reading import press, reading, settled
from tests.support.reading import screen as reader
from tui.app import NewsreadApp
from tui.catalogue import catalogue
from tui.config import Settings
from tui.rtl.layout import cut
from tui.widgets.bars import Header, HintBar

ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


def reading_arabic(
    library: Library,
    *keys: str,
    size: tuple[int, int] = (120, 40),
    language: Literal["auto", "en", "ar"] = "ar",
) -> AbstractAsyncContextManager[Pilot[None]]:
    """The reader in Arabic with the first article opened by Enter, and `keys` pressed."""
    return reading(library, *keys, size=size, settings=Settings(language=language))


def from_the_right(widget: Widget) -> list[str]:
    """What a widget shows, as one string of cells a row, without the blanks at its left."""
    return [widget.render_line(y).text.lstrip() for y in range(widget.size.height)]


def shown(text: str) -> str:
    """`text` as the screen holds it: shaped and in visual order."""
    return cut(text, 200, base=1).text.strip()


class TestPanes:
    @pytest.mark.parametrize("width", [100, 120, 180])
    async def test_sources_stand_right_of_the_article_and_claims_left(
        self, library: Library, width: int
    ) -> None:
        async with reading_arabic(library, size=(width, 30)) as pilot:
            one = reader(pilot)
            assert one.claims.region.right <= one.view.region.x
            assert one.view.region.right <= one.sources.region.x
            assert one.sources.region.x == one.articles.region.x
            assert one.sources.region.right == width

    async def test_tab_still_goes_from_the_sources_to_the_claims(self, library: Library) -> None:
        async with reading_arabic(library) as pilot:
            names = []
            for _ in range(4):
                await press(pilot, "tab")
                focused = reader(pilot).focused
                names.append(focused.id if focused else None)
            assert names == ["claims", "sources", "articles", "article"]

    async def test_headers_begin_at_the_right(self, library: Library) -> None:
        async with reading_arabic(library) as pilot:
            for name, title in (("sources", "المصادر"), ("articles", "المقالات"), ("claims", "الأقوال")):
                header = reader(pilot).headers[name]
                assert header.render_line(0).text.endswith(f" {shown(title)} ─")
            assert reader(pilot).headers["articles"].render_line(0).text.startswith(" 6 ─")

    async def test_a_list_begins_at_the_right_and_ends_in_its_counts(self, library: Library) -> None:
        async with reading_arabic(library, "1") as pilot:
            assert from_the_right(reader(pilot).sources)[0].endswith(f"{shown('كل المصادر')}‹")
            assert from_the_right(reader(pilot).sources)[1].startswith("3/3 ●")
            assert from_the_right(reader(pilot).articles)[0].endswith(" 1 ‹")


class TestLines:
    @pytest.mark.parametrize("width", [60, 80, 120])
    async def test_the_hints_are_arabic_from_the_right(self, library: Library, width: int) -> None:
        async with reading_arabic(library, size=(width, 24)) as pilot:
            bar = reader(pilot).query_one(HintBar)
            hints = bar.render_line(0).text
            assert len(hints) == width
            assert hints.endswith(f"{shown('جملة')} j ")
            assert hints.lstrip().startswith(f"{shown('خروج')} q  {shown('مساعدة')} ?")

    async def test_the_status_line_tells_the_place_at_the_right(self, library: Library) -> None:
        async with reading_arabic(library, "j") as pilot:
            assert from_the_right(reader(pilot).status)[0] == shown("الجملة 2 من 7") + " "

    async def test_what_a_key_did_is_told_in_arabic(self, library: Library) -> None:
        async with reading_arabic(library, "1") as pilot:
            assert from_the_right(reader(pilot).status)[0] == shown("وُضع الوسم مؤكَّد · يتراجع u") + " "
            await press(pilot, "u")
            assert shown("تم التراجع") in from_the_right(reader(pilot).status)[0]
            await press(pilot, "u")
            assert from_the_right(reader(pilot).status)[0] == shown("لا شيء للتراجع عنه") + " "

    async def test_a_path_in_a_message_is_left_in_order(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        out = tmp_path / "a.json"
        async with reading_arabic(library, "e", "ctrl+u", *out.name, "enter", size=(180, 40)) as pilot:
            await settled(pilot)
            assert from_the_right(reader(pilot).status)[0].startswith(str(out))

    async def test_an_error_of_the_library_is_arabic_around_its_path(self, library: Library) -> None:
        async with reading_arabic(library, "e", "ctrl+u", *"/nowhere/a.json", "enter") as pilot:
            await settled(pilot)
            message = from_the_right(reader(pilot).status)[0]
            assert message == shown("تعذرت كتابة \u2068/nowhere/a.json\u2069: مجلده غير موجود") + " "

    async def test_an_empty_library_says_what_to_do(self, tmp_path: Path) -> None:
        with Library.open(tmp_path / "empty.db", "layla") as empty:
            async with reading_arabic(empty) as pilot:
                lines = [line for line in from_the_right(reader(pilot).sources) if line]
                assert lines[0] == shown("المكتبة فارغة.") + "  "
                assert lines[2] == "newsread index PATH...  "

    async def test_a_terminal_that_is_too_small_says_so(self, library: Library) -> None:
        async with reading_arabic(library, size=(50, 15)) as pilot:
            small = from_the_right(reader(pilot).query_one("#small"))
            assert shown("كبّر النافذة") in "\n".join(small)


class TestWindows:
    async def test_help_is_arabic_with_the_keys_at_the_right(self, library: Library) -> None:
        async with reading_arabic(library, "question_mark") as pilot:
            (text,) = pilot.app.screen.query("HelpText")
            first, second, *_ = from_the_right(text)
            assert first == shown("التنقل") + " "
            assert second.startswith(shown(catalogue("ar")("action.next-statement")))
            assert second.endswith("j ↓   ")

    async def test_the_help_is_cut_nowhere_in_a_small_terminal(self, library: Library) -> None:
        for language in ("ar", "en"):
            app = NewsreadApp(library, Settings(language=language))
            async with app.run_test(size=(60, 20)) as pilot:
                await press(pilot, "question_mark")
                (text,) = pilot.app.screen.query("HelpText")
                for y in range(text.virtual_size.height):
                    text.scroll_to(y=y, animate=False, immediate=True)
                    assert "…" not in "".join(from_the_right(text))

    @pytest.mark.parametrize("key", ["question_mark", "t", "a", "e"])
    async def test_every_window_has_an_arabic_header(self, library: Library, key: str) -> None:
        async with reading_arabic(library, key) as pilot:
            for header in pilot.app.screen.query(Header):
                assert ARABIC.search(header.render_line(0).text)
                assert header.render_line(0).text.endswith(" ─")

    async def test_tags_are_listed_from_the_right(self, library: Library) -> None:
        async with reading_arabic(library, "1", "t") as pilot:
            (tags,) = pilot.app.screen.query("TagList")
            assert from_the_right(tags)[0].endswith(f"{shown('مؤكَّد')} 1 [x]‹")

    async def test_the_palette_finds_actions_by_arabic_and_by_id(self, library: Library) -> None:
        for typed in ("وحده", "zoom"):
            async with reading_arabic(library, "ctrl+p", *typed) as pilot:
                (actions,) = pilot.app.screen.query("ActionList")
                first, second, *_ = from_the_right(actions)
                assert first.startswith("z ")
                assert first.endswith(f" {shown('اللوح وحده، ثم العودة')} ‹")
                assert second.endswith("zoom  ")
                await press(pilot, "enter")
                assert reader(pilot).zoomed

    async def test_what_is_typed_into_the_palette_is_joined(self, library: Library) -> None:
        async with reading_arabic(library, "ctrl+p", *"وسم") as pilot:
            (editor,) = pilot.app.screen.query("LineEditor")
            assert shown("وسم") in from_the_right(editor)[0]


class TestTheLocale:
    async def test_sets_the_language_where_the_settings_do_not(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
        async with reading_arabic(library, language="auto") as pilot:
            assert from_the_right(reader(pilot).status)[0] == shown("الجملة 1 من 7") + " "


async def test_ctrl_c_says_in_arabic_which_key_quits(library: Library) -> None:
    async with reading_arabic(library, "ctrl+c") as pilot:
        told = catalogue("ar", {"quit": "q"})("status.how-to-quit")
        assert from_the_right(reader(pilot).status)[0].strip() == shown(told)
        assert not pilot.app._notifications


async def test_and_in_english(library: Library) -> None:
    async with reading_arabic(library, "ctrl+c", language="en") as pilot:
        assert from_the_right(reader(pilot).status)[0].strip() == "q quits"
