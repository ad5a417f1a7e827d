"""A text cut into statements."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.analysis import analyse


def cut(text: str) -> list[str]:
    return [span.of(text) for span in analyse(text)[0].statements]


def test_sentences_end_with_their_marks() -> None:
    assert cut("فتح الطريق. هل يغلق غدا؟ لا! انتهى الخبر") == [
        "فتح الطريق.",
        "هل يغلق غدا؟",
        "لا!",
        "انتهى الخبر",
    ]


def test_paragraphs_end_sentences() -> None:
    assert cut("سوق جديدة\n\nفتحت السوق اليوم\nوحضر الناس") == ["سوق جديدة", "فتحت السوق اليوم", "وحضر الناس"]


@pytest.mark.parametrize(
    "sentence",
    [
        "التقى د. سامر الخالدي السفير.",
        "كتب J. K. Rowling رواية.",
        "بلغت النسبة 19.3 في المائة.",
        "نقلت ا.ف.ب عن الشرطة خبرا.",
        "زار موقع example.com أمس.",
        "انتهى... نعم انتهى الأمر.",
        "كلنا هنا.. ولا أحد يغيب",
        "رأى العربية.نت مصدرا.",
        "اشترى خبزا؛ ثم عاد، ونام.",
    ],
)
def test_abbreviations_decimals_addresses_and_ellipses_end_none(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_a_missing_space_after_a_full_stop_still_ends_a_sentence() -> None:
    assert cut("فتح الطريق اليوم.وحضر الناس.") == ["فتح الطريق اليوم.", "وحضر الناس."]


def test_a_long_sentence_ends_with_an_ellipsis_before_a_new_one() -> None:
    long = "ينتظر السكان منذ أعوام طويلة افتتاح الجسر.."
    assert cut(f"{long} وعن الطريق قال شيئا.") == [long, "وعن الطريق قال شيئا."]


def test_a_quotation_of_several_sentences_stays_one() -> None:
    text = "وقال العمدة: «نحن هنا. لن نغادر. هذا بيتنا». وصفق الحاضرون."
    assert cut(text) == ["وقال العمدة: «نحن هنا. لن نغادر. هذا بيتنا».", "وصفق الحاضرون."]


def test_a_stop_inside_the_closing_mark_ends_the_sentence() -> None:
    assert cut('وقال "نحن هنا. لن نغادر." وصفق الحاضرون.') == ['وقال "نحن هنا. لن نغادر."', "وصفق الحاضرون."]


def test_a_quotation_over_paragraphs_stays_one() -> None:
    text = "وقال العمدة: «نحن هنا.\nلن نغادر».\nوصفق الحاضرون."
    assert cut(text) == ["وقال العمدة: «نحن هنا.\nلن نغادر».", "وصفق الحاضرون."]


TWEET = "الجسر مفتوح الآن !\nشكرا لكل من صبر.\nنلتقي غدا— أمل حداد (@amal_h) March 3, 2024"


def test_a_tweet_is_one_statement_over_its_lines() -> None:
    before = "أعلنت البلدية أمس فتح الجسر بعد عام من العمل، وحضر الافتتاح مئات من سكان الحي القريب."
    assert cut(f"{before * 3}\n{TWEET}\nوعبرت أول سيارة.") == [*[before] * 3, TWEET, "وعبرت أول سيارة."]


def test_a_tweet_begins_after_a_paragraph_that_reports() -> None:
    assert cut(f"وقالت أمل حداد على حسابها:\n{TWEET}") == ["وقالت أمل حداد على حسابها:", TWEET]


def test_the_signature_may_stand_on_its_own_line() -> None:
    text = "وقالت الشرطة إن الجسر مفتوح.\nالجسر ..\n— Amal (@amal_h) 3 مارس 2024"
    assert cut(text) == ["وقالت الشرطة إن الجسر مفتوح.", "الجسر ..\n— Amal (@amal_h) 3 مارس 2024"]


def test_furniture_is_no_statement() -> None:
    assert cut("سوق جديدة\nفتحت السوق.\nإعلان\nأرسل تعليقك") == ["سوق جديدة", "فتحت السوق."]
    assert cut("سوق جديدة\nفتحت السوق. رابط الخبر بصحيفة الأفق: سوق") == ["سوق جديدة", "فتحت السوق."]


PIECES = st.sampled_from(
    [
        "قال",
        "الوزير",
        "إن",
        ".",
        "؟",
        "!",
        "..",
        "«",
        "»",
        '"',
        "\n",
        "د.",
        "3.5",
        " ",
        "— A (@a) May 1, 2020",
        "إعلان",
        ":",
        "،",
        "”",
        "(",
    ]
)


@given(
    st.one_of(
        st.text(max_size=150),
        st.lists(PIECES, max_size=60).map(" ".join),
        st.lists(PIECES, max_size=60).map("".join),
    )
)
def test_statements_are_disjoint_in_order_and_leave_no_word_out(text: str) -> None:
    outline = analyse(text)[0]
    found, pieces = outline.statements, outline.furniture
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    held = {i for span in (*found, *pieces) for i in range(span.start, span.end)}
    assert all(i in held for i, c in enumerate(text) if c.isalpha() or c.isdecimal())
