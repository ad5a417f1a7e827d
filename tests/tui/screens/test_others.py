"""What others annotate: in the margin, alone, and without a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from store.errors import LibraryError
from store.library import Library
from store.model import Article, Document, Place, Span
from store.overlay import verdict_of
from tests.support.articles import TEXT, outline_of
from tests.support.reading import own_tags, press, reading, rows, screen, settled, status, until
from tui.screens import comparing, flow, others
from tui.screens.reader import ReaderScreen


@pytest.fixture
def omar(library: Library) -> Iterator[Library]:
    with Library.open(library.path, "omar", analyse=outline_of) as other:
        yield other


def the_article(library: Library) -> Article:
    return library.article(library.article_page(None, 0, 1)[0].id)


def tag(library: Library, statement: int, name: str) -> None:
    article = the_article(library)
    library.set_tag(article.id, article.outline.statements[statement], "statement", name)


def text(pilot: Pilot[None]) -> str:
    return "\n".join(rows(screen(pilot).view))


async def comes(pilot: Pilot[None], what: str, where: Widget) -> None:
    """Wait until `what` is shown; no key is pressed."""
    await until(pilot, lambda: what in "\n".join(rows(where)))


def test_it_is_looked_for_twice_in_two_seconds() -> None:
    assert others.LOOK_EVERY <= 1


async def test_o_goes_from_mine_to_both_to_the_others_alone(library: Library, omar: Library) -> None:
    tag(library, 0, "verified")
    tag(omar, 0, "refuted")
    async with reading(library) as pilot:
        assert "verified" in status(pilot)
        assert "refuted" not in status(pilot)
        await press(pilot, "O", "j", "k")
        assert "verified" in status(pilot)
        assert "omar" in status(pilot)
        assert "refuted" in status(pilot)
        await press(pilot, "O", "j", "k")
        assert "verified" not in status(pilot)
        assert "refuted" in status(pilot)
        await press(pilot, "O", "j", "k")
        assert "refuted" not in status(pilot)


async def test_the_signs_of_others_stand_in_the_other_margin(library: Library, omar: Library) -> None:
    tag(library, 0, "verified")
    tag(omar, 0, "refuted")
    async with reading(library, "O") as pilot:
        row = next(row for row in rows(screen(pilot).view) if "1" in row)
        assert row.strip().startswith("2")
        assert row.rstrip().endswith("1▐")


async def test_one_sign_stands_for_several_who_say_different_things(library: Library, omar: Library) -> None:
    with Library.open(library.path, "salma") as salma:
        for other, name in ((omar, "refuted"), (salma, "verified")):
            tag(other, 0, name)
            tag(other, 3, "unclear")
    async with reading(library, "O") as pilot:
        article = the_article(library)
        first, _second, _third, fourth, *_ = article.outline.statements
        signs = screen(pilot).desk.margin()
        assert [signs[span.start][0] for span in (first, fourth)] == ["*", "3"]


async def test_whose_annotations_are_shown_stays_where_they_cannot_be_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise LibraryError("no")

    async with reading(library) as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(Library, "annotations", fails)
            await press(pilot, "O")
        assert screen(pilot).desk.shown == "mine"
        await press(pilot, "O")
        assert screen(pilot).desk.shown == "both"


async def test_what_others_say_is_not_taken_away_by_x_and_that_is_said(
    library: Library, omar: Library
) -> None:
    tag(omar, 0, "refuted")
    async with reading(library, "O", "tab", "tab", "x") as pilot:
        assert screen(pilot).focused is screen(pilot).related
        assert "this is no link" in status(pilot)


async def test_the_sidebar_names_who_says_what_of_a_claim(library: Library, omar: Library) -> None:
    article = the_article(omar)
    claim = article.extraction.claims[0]
    omar.verdicts.give(article.id, claim.span, verdict_of("rejected", claim))
    async with reading(library, "O") as pilot:
        shown = "\n".join(rows(screen(pilot).claims))
        assert "omar" in shown
        assert "rejected" in shown
        assert [one.verdict for one in screen(pilot).desk.claims] == [None, None, None]
        assert rows(screen(pilot).related)[0].strip().startswith("omar")


async def test_no_one_changes_what_another_said(library: Library, omar: Library) -> None:
    tag(omar, 0, "refuted")
    before = omar.annotations(the_article(omar).id)
    async with reading(library, "O", "2", "2", "u", "u", "1") as pilot:
        await pilot.pause()
        theirs = [one for one in omar.annotations(the_article(omar).id) if one.annotator == "omar"]
        assert tuple(theirs) == before


async def test_what_one_does_while_the_others_are_alone_is_shown(library: Library, omar: Library) -> None:
    tag(omar, 1, "refuted")
    async with reading(library, "O", "O", "1") as pilot:
        assert screen(pilot).desk.shown == "both"


class TestAVerdictWhileTheOthersAreAlone:
    """What one says is told from what one has said oneself, not from theirs, which is shown."""

    async def test_to_accept_what_another_accepted_is_a_verdict_of_ones_own(
        self, library: Library, omar: Library
    ) -> None:
        article = the_article(omar)
        claim = article.extraction.claims[0]
        omar.verdicts.give(article.id, claim.span, verdict_of("accepted", claim))
        async with reading(library, "O", "O", "+") as pilot:
            assert status(pilot).startswith("accepted")
            assert library.verdicts.standing(article)[0].verdict == "accepted"
            await press(pilot, "O", "+")
            assert status(pilot).startswith("verdict taken back")
            assert library.verdicts.standing(article)[0].verdict is None

    async def test_only_ones_own_is_taken_back_again(self, library: Library, omar: Library) -> None:
        article = the_article(omar)
        second = article.extraction.claims[1]
        omar.verdicts.give(article.id, second.span, verdict_of("accepted", second))
        async with reading(library, "+", "+", "n", "O", "O", "comma") as pilot:
            assert "no such verdict" in status(pilot)

    async def test_it_stands_where_ones_own_stood_whatever_extent_theirs_has(
        self, library: Library, omar: Library
    ) -> None:
        article = the_article(omar)
        claim = article.extraction.claims[0]
        shorter = Span(claim.start, claim.end - 1)
        library.verdicts.give(article.id, claim.span, verdict_of("accepted", claim))
        omar.verdicts.give(article.id, claim.span, verdict_of("corrected", claim), extent=shorter)
        async with reading(library, "O", "O", "x") as pilot:
            assert status(pilot).startswith("rejected")
            own = library.annotations(article.id, "layla")
            assert [(one.placed, one.claim and one.claim.verdict) for one in own] == [
                (claim.span, "rejected")
            ]


async def test_a_change_of_another_is_shown_without_a_key(library: Library, omar: Library) -> None:
    async with reading(library, "O") as pilot:
        tag(omar, 0, "refuted")
        await comes(pilot, "omar", screen(pilot).related)
        assert screen(pilot).articles.at(0).annotations == 1  # type: ignore[union-attr]


async def test_so_is_ones_own_from_another_window(library: Library) -> None:
    async with reading(library) as pilot:
        with Library.open(library.path, "layla") as window:
            tag(window, 0, "important")
        await comes(pilot, "important", screen(pilot).status)


async def test_and_no_list_is_made_anew_for_it(
    library: Library, omar: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TEXT.replace("السفن إلى", "السفن 0 إلى", 1)
    library.add(Document(text, "الفجر", "/copy"))  # So that folded the list is shorter.
    async with reading(library, "F") as pilot:
        at = screen(pilot)
        assert at.articles.count < library.article_count()
        made: list[str] = []
        for one in (at.sources, at.articles):
            monkeypatch.setattr(one, "set_count", lambda *_: made.append("anew"))
        article = at.articles.at(0)
        assert article is not None
        omar.set_tag(article.id, omar.article(article.id).outline.statements[0], "statement", "refuted")
        await until(pilot, lambda: at.articles.at(0) != article)
        assert at.articles.at(0).annotations == 1  # type: ignore[union-attr]
        assert made == []


async def test_and_an_article_that_comes(library: Library, omar: Library) -> None:
    async with reading(library) as pilot:
        omar.add(Document(TEXT.replace("السفن إلى", "القوارب إلى"), "الأفق", "/new"))
        await comes(pilot, "7", screen(pilot).headers["articles"])
        assert screen(pilot).articles.count == 7


async def test_and_a_text_that_has_changed(library: Library, omar: Library) -> None:
    async with reading(library, "j") as pilot:
        article = the_article(omar)
        omar.add(Document(article.text + "سطر جديد.\n", article.source, article.address))
        await comes(pilot, "has changed", screen(pilot).status)
        assert screen(pilot).desk.article == the_article(omar)


class TestATextThatChangesUnderAPrompt:
    """The prompt is about the words that its annotator has seen, wherever they stand by now."""

    @staticmethod
    async def change(pilot: Pilot[None], omar: Library) -> None:
        """Let somebody put a line before all others, and wait until it is shown."""
        article = the_article(omar)
        omar.add(Document("سطر جديد.\n\n" + article.text, article.source, article.address))
        changed = the_article(omar)
        await until(pilot, lambda: screen(pilot).desk.article == changed)

    @staticmethod
    def said(library: Library) -> list[tuple[str, str]]:
        """What is annotated, and what stands there in the text by now."""
        article = the_article(library)
        found = [one for one in library.annotations(article.id) if one.placed is not None]
        return [(one.quote.exact, one.placed.of(article.text)) for one in found if one.placed is not None]

    async def test_a_note(self, library: Library, omar: Library) -> None:
        async with reading(library, "j", "a", "x") as pilot:
            await self.change(pilot, omar)
            await press(pilot, "ctrl+s")
            assert self.said(library) == [("ثم نفى الوزير الخبر.",) * 2]

    async def test_a_tag_of_the_palette(self, library: Library, omar: Library) -> None:
        async with reading(library, "j", "t") as pilot:
            await self.change(pilot, omar)
            await press(pilot, "enter")
            assert self.said(library) == [("ثم نفى الوزير الخبر.",) * 2]

    async def test_a_correction(self, library: Library, omar: Library) -> None:
        async with reading(library, "n", "E", "x") as pilot:
            await self.change(pilot, omar)
            await press(pilot, "enter")
            assert self.said(library) == [("الخبر",) * 2]

    async def test_an_extent_that_is_to_be_set_is_not_taken_from_another_text(
        self, library: Library, omar: Library
    ) -> None:
        async with reading(library, "n", "E", "tab", "tab", "tab", "tab", "enter") as pilot:
            assert screen(pilot).view.selected is not None
            await self.change(pilot, omar)
            assert "has changed" in status(pilot)
            await press(pilot, "v", "w", "enter")
            assert self.said(library) == []


class TestWhatIsWrittenJustBeforeOneActs:
    """The key comes before it is looked for what others write."""

    @pytest.fixture(autouse=True)
    def unhurried(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is looked for when the test says so."""
        monkeypatch.setattr(others, "LOOK_EVERY", 10_000)

    @staticmethod
    def replace(omar: Library) -> Article:
        """Put a line before all others of the open article."""
        article = the_article(omar)
        omar.add(Document("سطر جديد.\n\n" + article.text, article.source, article.address))
        return the_article(omar)

    @pytest.mark.parametrize("keys", ["1", "right_square_bracket", "1 u", "O", "A"])
    async def test_an_article_that_came_is_listed(self, library: Library, omar: Library, keys: str) -> None:
        async with reading(library) as pilot:
            omar.add(Document(TEXT.replace("السفن إلى", "القوارب إلى"), "الأفق", "/new"))
            await press(pilot, *keys.split())
            screen(pilot).look()
            assert screen(pilot).articles.count == 7
            assert "7" in rows(screen(pilot).headers["articles"])[0]

    @pytest.mark.parametrize("keys", ["u", "O", "A escape"])
    async def test_a_text_that_was_replaced_is_shown(
        self, library: Library, omar: Library, keys: str
    ) -> None:
        tag(omar, 2, "refuted")
        async with reading(library, "j", "1") as pilot:
            changed = self.replace(omar)
            await press(pilot, *keys.split())
            assert screen(pilot).desk.article == changed

    async def test_and_so_it_is_where_a_prompt_was_answered(self, library: Library, omar: Library) -> None:
        async with reading(library, "j", "t") as pilot:
            changed = self.replace(omar)
            await press(pilot, "enter")
            assert screen(pilot).desk.is_outdated
            screen(pilot).look()
            assert screen(pilot).desk.article == changed
            assert "has changed" in status(pilot)

    async def test_what_is_not_of_its_text_outdates_no_article(self, library: Library, omar: Library) -> None:
        async with reading(library) as pilot:
            tag(omar, 0, "refuted")
            await press(pilot, "1")
            assert not screen(pilot).desk.is_outdated
            assert own_tags(library) == [("refuted",), ("verified",)]


async def test_nothing_is_drawn_while_nothing_changes(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []
    look = ReaderScreen.look

    def counted(self: ReaderScreen) -> None:
        looks.append(True)
        look(self)

    monkeypatch.setattr(others, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(ReaderScreen, "look", counted)
    # What is shown a moment after an article was opened is there before the looks are counted.
    monkeypatch.setattr(comparing, "COMPARED_AFTER", 0.01)
    monkeypatch.setattr(flow, "COUNT_AFTER", 0.01)
    # Or the article would become a read one meanwhile, which the lists show.
    library.mark_all_read()
    library.save_place(Place(the_article(library).id, 0))
    async with reading(library, "O") as pilot:
        looks.clear()
        await until(pilot, lambda: len(looks) > 20)
        await settled(pilot)
        drawn: list[object] = []
        monkeypatch.setattr(pilot.app, "_display", lambda *what: drawn.append(what))
        looks.clear()
        await until(pilot, lambda: len(looks) > 20)
        assert drawn == []
