"""Anchors: a stretch is found again in another version of its text, or honestly not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from store.anchors import CONTEXT, SIMILAR, place, quote
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
    assert moved("العمل", TEXT, "تغير كل شيء وأضاف أن العمل هنا وهناك العمل") == Span(21, 26)


def test_words_that_are_gone_have_no_place() -> None:
    assert moved("ونفى مصدر آخر ذلك.", TEXT, "قال الوزير إن الطريق فتحت.") is None


def test_words_that_stand_once_are_found_without_any_context() -> None:
    assert moved("العمل", TEXT, "xالعملx") == Span(1, 6)


def test_words_that_stand_often_and_never_in_their_context_have_no_place() -> None:
    assert moved("العمل", TEXT, "عن العمل كان يتكلم، وفي العمل يفكر") is None


@pytest.mark.parametrize(
    "new",
    [
        "خبر آخر عن غيره وفيه قال زيد شيئا ثم عاد فأضاف بعد ذلك كله ما قال عمرو أمس.",
        "تغير النص كله.\nقال: لا.\nوبعده شيء.\nقال: نعم.",
        "كلام قال المدير فيه غير ذلك، وكلام قال المدير فيه مثله.",
    ],
)
def test_a_space_a_stop_or_an_article_is_no_context(new: str) -> None:
    assert moved("قال", TEXT, new) is None
    assert moved("قال", f"بداية الخبر.\n{TEXT}", new) is None


def test_of_several_places_the_one_in_a_context_that_was_edited_is_taken() -> None:
    old = "قبل الاجتماع بساعة أعلن الوزير أن الطريق إلى المدينة فتحت. ولم يقل الوزير متى تغلق."
    new = "لم يقل الوزير شيئا أمس. قبل الاجتماع بساعة ذكر الوزير بأن الطريق إلى المدينة فتحت."
    assert moved("الوزير", old, new) == span_of("الوزير", new, new.index("ذكر"))


def test_an_empty_quote_has_no_place() -> None:
    assert place(Quote("", "", ""), Span(0, 0), TEXT) is None


def test_a_long_text_of_one_letter_is_searched_in_a_moment() -> None:
    text = "ا" * 2_000_000
    wanted = Quote("ا", "ب" * 32, "ب" * 32)
    assert place(quote(text, Span(5, 6)), Span(5, 6), text + "ب") == Span(5, 6)
    assert place(wanted, Span(5, 6), text) is None
    assert place(wanted, Span(5, 6), text + "ب" * 4) is None
    assert place(wanted, Span(1_999_000, 1_999_001), text + "ب" * 4) == Span(1_999_999, 2_000_000)


STATEMENT = "وأضاف مدير الطرق محمود الساري أن سبعة عشر شخصا قتلوا في انهيار الجسر يوم الأحد."
ARTICLE = f"حصيلة انهيار الجسر\n\nقال الوزير إن التحقيق بدأ. {STATEMENT} ولم تعلق الشركة على الخبر."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("سبعة عشر", "تسعة عشر"),
        ("محمود الساري ", ""),
        ("في انهيار", "وأصيب ثلاثون في انهيار"),
        ("وأضاف", "وأوضح"),
        ("يوم الأحد.", "يوم الأحد الماضي،"),
        ("أن سبعة", "أنّ سبعة"),
    ],
)
def test_words_that_were_edited_are_found_in_their_new_form(old: str, new: str) -> None:
    edited = STATEMENT.replace(old, new)
    assert edited != STATEMENT
    article = "عاجل. " + ARTICLE.replace(STATEMENT, edited).replace("بدأ", "انتهى")
    found = moved(STATEMENT, ARTICLE, article)
    assert found is not None
    assert ratio(found.of(article), edited) > 95
    assert found.of(article)[0] == edited[0]
    assert "الأحد" in found.of(article)


def test_an_edited_word_is_found_where_its_context_still_stands() -> None:
    article = ARTICLE.replace("الساري", "الساوي")
    assert moved("الساري", ARTICLE, article) == span_of("الساوي", article)


def test_a_short_word_is_not_taken_for_another_far_from_its_context() -> None:
    assert moved("الساري", ARTICLE, "كلام آخر تماما عن السادي وعن غيرها من الأمور.") is None


def test_two_places_that_are_as_much_like_it_are_none() -> None:
    twice = f"{STATEMENT.replace('سبعة', 'تسعة')} كلام بينهما. {STATEMENT.replace('سبعة', 'خمسة')}"
    assert moved(STATEMENT, STATEMENT, twice) is None


def test_another_article_on_the_same_subject_is_no_place() -> None:
    other = "أعلنت وزارة النقل أن الجسر سيفتح أمام المركبات في الأسبوع المقبل بعد انتهاء الإصلاحات فيه."
    assert moved(STATEMENT, ARTICLE, other) is None


def test_a_long_quote_is_found_by_its_two_ends() -> None:
    words = [f"كلمة{number}" for number in range(3000)]
    text = " ".join(words)
    span = Span(100, len(text) - 100)
    new = "قبل ذلك " + text.replace("كلمة1500 ", "شيء آخر ").replace("كلمة20 ", "")
    placed = place(quote(text, span), span, new)
    assert placed is not None
    assert abs(placed.start - 108) <= 8
    assert placed.end == len(new) - 100


@pytest.mark.parametrize("words", [STATEMENT, STATEMENT * 20, "اب" * 200, "ج" * 5000])
def test_what_is_nowhere_in_a_megabyte_is_found_nowhere(words: str) -> None:
    """How long that takes, `make bench` says."""
    drawn = random.Random(7)
    text = " ".join(drawn.choice(ARTICLE.split()) for _ in range(180_000)) + "ث" * 400_000
    assert len(text.encode()) > 1_000_000
    assert place(Quote(words, "قال", "ثم"), Span(500_000, 500_000 + len(words)), text) is None


texts = st.text(alphabet=ALPHABET, max_size=120)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(alphabet=ALPHABET, min_size=1, max_size=120))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(stretches())
def test_in_an_unchanged_text_everything_stays(case: tuple[str, Span]) -> None:
    text, span = case
    assert place(quote(text, span), span, text) == span


@given(stretches(), texts)
def test_a_place_holds_the_very_words_wherever_they_stand_and_else_words_like_them(
    case: tuple[str, Span], new: str
) -> None:
    text, span = case
    wanted = quote(text, span)
    placed = place(wanted, span, new)
    if placed is not None:
        assert 0 <= placed.start < placed.end <= len(new)
        if wanted.exact in new:
            assert placed.of(new) == wanted.exact
        else:
            assert ratio(placed.of(new), wanted.exact) > SIMILAR / 2


@given(stretches(), texts)
def test_words_are_never_lost_when_something_is_put_before_the_text(
    case: tuple[str, Span], before: str
) -> None:
    text, span = case
    new = before + text
    placed = place(quote(text, span), span, new)
    assert placed is not None
    assert placed.of(new) == span.of(text)


@given(stretches())
def test_a_quote_is_the_text_around_the_span(case: tuple[str, Span]) -> None:
    text, span = case
    found = quote(text, span)
    assert found.exact == span.of(text)
    assert len(found.prefix) <= CONTEXT
    assert len(found.suffix) <= CONTEXT
    assert found.prefix + found.exact + found.suffix in text
