"""Free spans with the keys: begun, grown, annotated and found again."""

from __future__ import annotations

from textual.pilot import Pilot

from store.library import Library
from store.model import Span
from tests.support.reading import press, reading, screen, status


def selected(pilot: Pilot[None]) -> str:
    view = screen(pilot).view
    assert view.article is not None
    return view.selected.of(view.article.text) if view.selected else ""


def spans(library: Library) -> list[tuple[str, tuple[str, ...]]]:
    found = library.annotations(library.article_page(None, 0, 1)[0].id)
    return [(one.quote.exact, one.tags) for one in found if one.target == "span"]


async def test_v_begins_with_the_first_word_and_w_and_b_go_by_words(library: Library) -> None:
    async with reading(library, "v") as pilot:
        assert selected(pilot) == "قال"
        await press(pilot, "w", "w")
        assert selected(pilot) == "قال المدير إن"
        await press(pilot, "b")
        assert selected(pilot) == "قال المدير"


async def test_h_goes_to_the_left_which_is_on_in_arabic_and_back_in_english(library: Library) -> None:
    async with reading(library, "v", "h", "h") as pilot:
        assert selected(pilot) == "قال ا"
        await press(pilot, "l", "l", "l")
        assert selected(pilot) == "قا"
        await press(pilot, "escape", "G", "v", "l", "l")
        assert selected(pilot) == "Nobody s"
        await press(pilot, "h")
        assert selected(pilot) == "Nobody "


async def test_o_swaps_the_ends(library: Library) -> None:
    async with reading(library, "v", "w", "w", "o", "w") as pilot:
        assert selected(pilot) == "المدير إن"


async def test_j_takes_statements_and_crosses_paragraphs(library: Library) -> None:
    async with reading(library, "v", "j", "j", "j", "j") as pilot:
        assert selected(pilot).startswith("قال المدير")
        assert "\n" in selected(pilot)
        assert selected(pilot).endswith("العدد 12.")
        assert screen(pilot).view.statement == 0
        await press(pilot, "k")
        assert selected(pilot).endswith("حتى الصباح.")


async def test_v_again_begins_another_at_the_moving_end(library: Library) -> None:
    async with reading(library, "v", "w", "v") as pilot:
        assert selected(pilot) == "إن"


async def test_escape_drops_it_and_the_next_one_begins_where_it_ended(library: Library) -> None:
    async with reading(library, "v", "w", "escape") as pilot:
        assert selected(pilot) == ""
        await press(pilot, "v")
        assert selected(pilot) == "إن"
        await press(pilot, "escape", "j", "v")
        assert selected(pilot) == "ثم"


async def test_a_digit_and_a_note_act_on_the_span_and_it_is_there_before_the_screen_says_so(
    library: Library,
) -> None:
    async with reading(library, "v", "w", "4") as pilot:
        assert spans(library) == [("قال المدير", ("important",))]
        assert "important" in status(pilot)
        await press(pilot, "a", *"why", "escape")
        (one,) = library.annotations(library.article_page(None, 0, 1)[0].id)
        assert (one.note, one.target) == ("why", "span")


async def test_white_space_at_its_ends_is_not_annotated(library: Library) -> None:
    async with reading(library, "v", "h", "1"):
        assert spans(library) == [("قال", ("verified",))]


async def test_an_annotated_span_is_seen_in_the_text_and_selected_again_with_o(library: Library) -> None:
    async with reading(library, "v", "w", "1", "escape") as pilot:
        view = screen(pilot).view
        marked = [
            segment.text
            for y in range(view.size.height)
            for segment in view.render_line(y)
            if segment.style
            and segment.style.underline
            and segment.style.color
            and segment.style.color.name == "green"
        ]
        assert len("".join(marked)) == len("قال المدير")
        await press(pilot, "o")
        assert selected(pilot) == "قال المدير"
        await press(pilot, "1")
        assert spans(library) == []


async def test_o_selects_the_annotated_spans_of_the_statement_one_after_the_other(library: Library) -> None:
    async with reading(library, "v", "w", "1", "v", "2", "escape", "k", "j") as pilot:
        assert spans(library) == [("قال المدير", ("verified",)), ("إن", ("refuted",))]
        await press(pilot, "g", "o")
        assert selected(pilot) == "قال المدير"
        await press(pilot, "escape", "o")
        assert selected(pilot) == "إن"
        await press(pilot, "escape", "o")
        assert selected(pilot) == "قال المدير"


async def test_what_the_mouse_selected_is_grown_too(library: Library) -> None:
    async with reading(library) as pilot:
        article = screen(pilot).desk.article
        assert article is not None
        start = article.text.index("قال")
        screen(pilot).view.select(Span(start, start + 3))
        await press(pilot, "w")
        assert selected(pilot) == "قال المدير"


async def test_the_keys_say_what_is_missing(library: Library) -> None:
    async with reading(library, "w") as pilot:
        assert "v begins a span" in status(pilot)
        await press(pilot, "o")
        assert "no span is annotated" in status(pilot)


async def test_white_space_alone_is_not_taken_for_an_article_without_statements(library: Library) -> None:
    async with reading(library) as pilot:
        article = screen(pilot).desk.article
        assert article is not None
        blank = article.text.index("\n")
        screen(pilot).select_span(Span(blank, blank + 1))
        await press(pilot, "1")
        assert "white space" in status(pilot)
        assert spans(library) == []


async def test_the_moving_end_is_brought_into_sight(library: Library) -> None:
    async with reading(library, "v", *"jjjjjj", size=(60, 20)) as pilot:
        view = screen(pilot).view
        assert view.selected is not None
        assert any(row is not None and row.start < view.selected.end <= row.end for row in view._rows)
