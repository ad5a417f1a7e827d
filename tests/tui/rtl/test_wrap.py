"""Where a text is broken into paragraphs, pieces and rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.rtl import wrap
from tui.rtl.layout import layout


def lines(text: str, width: int) -> list[str]:
    """The stretches of text that the rows hold."""
    return [text[row.start : row.end] for row in layout(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("aa bb cc", 5, ["aa bb ", "cc"]),
        ("aa bb cc", 6, ["aa bb ", "cc"]),
        ("aa bb cc", 4, ["aa ", "bb ", "cc"]),
        ("قال أمس إن", 7, ["قال أمس ", "إن"]),
        ("aa-bb/cc", 4, ["aa-", "bb/", "cc"]),
        ("aa\u200bbb", 3, ["aa\u200b", "bb"]),
        ("aa\xa0bb cc", 6, ["aa\xa0bb ", "cc"]),
        ("aa\tbb", 3, ["aa\t", "bb"]),
        ("a bbbbbb", 3, ["a ", "bbb", "bbb"]),
        ("漢字漢", 3, ["漢", "字", "漢"]),
    ],
)
def test_rows_end_after_the_last_opportunity_that_fits(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_dates_and_negative_numbers_are_kept_together() -> None:
    assert lines("في 12/3/2019 أو -5", 11) == ["في ", "12/3/2019 ", "أو -5"]
    assert lines("12 - 5", 4) == ["12 - ", "5"]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("عدد و1,200,000 نسمة", 9, ["عدد ", "و", "1,200,000 ", "نسمة"]),
        ("(1,200,000)", 9, ["(", "1,200,000", ")"]),
        ("فوق-12.5% منه", 6, ["فوق", "-12.5% ", "منه"]),
        ("بلغ١٢٫٥٪", 6, ["بلغ", "١٢٫٥٪"]),
        ("x1,200,000", 8, ["x1,200,0", "00"]),
        ("نحو 12.5 % منهم", 8, ["نحو ", "12.5 % ", "منهم"]),
        ("12.5 %", 4, ["12.5 ", "%"]),
    ],
)
def test_a_number_that_fits_in_a_row_stands_in_one(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_spaces_at_a_wrap_hang_over_the_width() -> None:
    assert lines("aaa     bbb", 3) == ["aaa     ", "bbb"]
    assert lines("aaa     ", 3) == ["aaa     "]


def test_a_long_word_is_never_broken_before_its_marks() -> None:
    assert lines("بَبَبَ", 2) == ["بَبَ", "بَ"]
    assert lines("لالالا", 1) == ["لا", "لا", "لا"]
    assert lines("👩\u200d💻👩\u200d💻", 2) == ["👩\u200d💻", "👩\u200d💻"]


def test_paragraphs_end_where_splitlines_ends_a_line() -> None:
    text = "a\n\nb\r\nc\rd\x85e\u2029f\u2028"
    assert [text[start:end] for start, end in wrap.paragraphs(text)] == text.splitlines(keepends=True)
    assert wrap.paragraphs("") == [(0, 0)]


def test_a_paragraph_of_common_length_is_one_piece() -> None:
    assert list(wrap.pieces("ab " * 2000, 0, 6000)) == [(0, 6000)]


def test_a_very_long_paragraph_is_cut_after_sentences() -> None:
    text = "قال إنه لا يعرف. " * 2000
    found = list(wrap.pieces(text, 0, len(text)))
    assert len(found) > 4
    assert all(text[:end].endswith(". ") for _, end in found)


@given(st.text(st.sampled_from("aب .؟\u064e"), max_size=5).map(lambda part: part * 9000))
def test_pieces_follow_each_other_and_are_not_long(text: str) -> None:
    found = list(wrap.pieces(text, 0, len(text)))
    assert [start for start, _ in found] == [0, *(end for _, end in found[:-1])]
    assert found[-1][1] == len(text)
    assert all(end - start <= wrap.LONG for start, end in found)
