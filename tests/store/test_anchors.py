"""Anchors: a stretch is found again in another version of its text, or honestly not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.anchors import CONTEXT, place, quote
from store.model import Quote, Span

TEXT = "قال الوزير إن الطريق فتحت. وأضاف أن العمل مستمر. ونفى مصدر آخر ذلك."
ALPHABET = "ابت .\n🙂é"


def span_of(words: str, text: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def moved(words: str, old: str, new: str, start: int = 0) -> Span | None:
    span = span_of(words, old, start)
    return place(quote(old, span), span, new)


def test_a_quote_holds_the_words_and_32_code_points_on_each_side() -> None:
    text = "أ" * 40 + "كلمة" + "ب" * 40
    assert quote(text, Span(40, 44)) == Quote("كلمة", "أ" * 32, "ب" * 32)


def test_context_ends_with_the_text() -> None:
    assert quote("كلمة", Span(0, 4)) == Quote("كلمة", "", "")


def test_code_points_are_counted_and_not_utf16_units() -> None:
    assert quote("🙂🙂كلمة", Span(2, 6)).prefix == "🙂🙂"


def test_words_are_found_where_an_insertion_has_moved_them() -> None:
    new = "عاجل\n" + TEXT
    assert moved("وأضاف أن العمل مستمر.", TEXT, new) == span_of("وأضاف أن العمل مستمر.", new)


def test_of_two_places_the_one_in_the_same_context_is_taken() -> None:
    old = "قال الأول: نعم. قال الثاني: نعم."
    new = "قال الثاني: نعم. قال الأول: نعم."
    assert moved("نعم", old, new) == span_of("نعم", new, new.index("الأول"))


def test_of_two_places_in_equal_context_the_nearer_is_taken() -> None:
    text = "سطر\nنعم\nسطر\nنعم\nسطر"
    for start in (0, 8):
        span = span_of("نعم", text, start)
        assert place(Quote("نعم", "\n", "\n"), span, text) == span


def test_part_of_the_context_is_enough() -> None:
    assert moved("العمل", TEXT, "تغير كل شيء إلا أن العمل هنا وهناك العمل") == Span(19, 24)


def test_words_that_are_gone_have_no_place() -> None:
    assert moved("ونفى مصدر آخر ذلك.", TEXT, "قال الوزير إن الطريق فتحت.") is None


def test_words_that_stand_once_are_found_without_any_context() -> None:
    assert moved("العمل", TEXT, "xالعملx") == Span(1, 6)


def test_words_that_stand_often_and_never_in_their_context_have_no_place() -> None:
    assert moved("العمل", TEXT, "xالعملx xالعملx") is None


def test_an_empty_quote_has_no_place() -> None:
    assert place(Quote("", "", ""), Span(0, 0), TEXT) is None


def test_a_long_text_of_one_letter_is_searched_in_a_moment() -> None:
    text = "ا" * 2_000_000
    wanted = Quote("ا", "ب" * 32, "ب" * 32)
    assert place(quote(text, Span(5, 6)), Span(5, 6), text + "ب") == Span(5, 6)
    assert place(wanted, Span(5, 6), text) is None
    assert place(wanted, Span(5, 6), text + "ب") is None
    assert place(wanted, Span(1_999_000, 1_999_001), text + "ب") == Span(1_999_999, 2_000_000)


texts = st.text(alphabet=ALPHABET, max_size=120)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(alphabet=ALPHABET, min_size=1, max_size=120))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@settings(deadline=None)
@given(stretches())
def test_in_an_unchanged_text_everything_stays(case: tuple[str, Span]) -> None:
    text, span = case
    assert place(quote(text, span), span, text) == span


@settings(deadline=None)
@given(stretches(), texts)
def test_a_place_always_holds_the_very_words(case: tuple[str, Span], new: str) -> None:
    text, span = case
    wanted = quote(text, span)
    placed = place(wanted, span, new)
    assert placed is None or placed.of(new) == wanted.exact


@settings(deadline=None)
@given(stretches(), texts)
def test_words_are_never_lost_when_something_is_put_before_the_text(
    case: tuple[str, Span], before: str
) -> None:
    text, span = case
    new = before + text
    placed = place(quote(text, span), span, new)
    assert placed is not None
    assert placed.of(new) == span.of(text)


@settings(deadline=None)
@given(stretches())
def test_a_quote_is_the_text_around_the_span(case: tuple[str, Span]) -> None:
    text, span = case
    found = quote(text, span)
    assert found.exact == span.of(text)
    assert len(found.prefix) <= CONTEXT
    assert len(found.suffix) <= CONTEXT
    assert found.prefix + found.exact + found.suffix in text
