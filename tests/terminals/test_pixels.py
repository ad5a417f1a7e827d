"""What the harness makes of pictures: it must tell right from wrong before it may judge terminals."""

from __future__ import annotations

import pytest

from tests.terminals.pixels import Box, Picture, error_rate
from tests.terminals.run import BAR
from tui.rtl.layout import layout

TEXT = "قال الوزير، إن 12 سفينة (كبيرة) وصلت إلى المرفأ قبل الفجر."
WHITE, BLACK, BLUE, CORNER = b"\xff\xff\xff", b"\0\0\0", b"\0\0\xff", b"\xff\0\xff"


def picture(rows: list[list[bytes]]) -> Picture:
    return Picture(len(rows[0]), len(rows), b"".join(b"".join(row) for row in rows))


def shades(pgm: bytes, width: int) -> list[bytes]:
    pixels = pgm.split(b"\n", 1)[1]
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


class TestErrorRate:
    def test_the_text_itself_has_none(self) -> None:
        assert error_rate(TEXT, TEXT) == 0

    def test_presentation_forms_marks_tatweel_and_blanks_do_not_count(self) -> None:
        assert error_rate("ﻡُﺤَﻤّـــﺩ  هنا\n", "محمد هنا") == 0

    @pytest.mark.parametrize(("found", "rate"), [("abcx", 0.25), ("abc", 0.25), ("abcde", 0.25), ("", 1.0)])
    def test_changes_losses_and_additions_count_one_each(self, found: str, rate: float) -> None:
        assert error_rate(found, "abcd") == rate

    def test_the_same_text_in_visual_order_fails_the_bar(self) -> None:
        (row,) = layout(TEXT, 80)
        assert error_rate(row.text, TEXT) > BAR

    def test_the_same_text_with_the_letters_of_each_word_turned_round_fails_the_bar(self) -> None:
        assert error_rate(" ".join(word[::-1] for word in TEXT.split()), TEXT) > BAR

    def test_the_same_text_with_its_words_turned_round_fails_the_bar(self) -> None:
        assert error_rate(" ".join(TEXT.split()[::-1]), TEXT) > BAR


class TestPictures:
    def test_a_ppm_is_read_even_where_its_first_pixels_look_like_blanks(self) -> None:
        read = Picture.of_ppm(b"P6\n2 1\n255\n" + b"\n\n\n   ")
        assert read == Picture(2, 1, b"\n\n\n   ")

    def test_another_format_is_refused(self) -> None:
        with pytest.raises(ValueError, match="PPM"):
            Picture.of_ppm(b"P6 1 1 65535 " + b"\0" * 6)

    def test_the_corners_give_the_grid(self) -> None:
        rows = [[WHITE] * 6 for _ in range(5)]
        rows[1][2] = rows[3][4] = CORNER
        assert picture(rows).around(CORNER) == Box(2, 1, 5, 4)

    def test_a_row_with_something_on_it_is_busy(self) -> None:
        rows = [[BLACK] * 4 for _ in range(6)]
        rows[2][1] = rows[3][3] = WHITE
        assert picture(rows).busy_rows(Box(0, 0, 4, 6), 3) == 1
        assert picture(rows).busy_rows(Box(0, 0, 4, 6), 6) == 2
        assert picture(rows).busy_rows(Box(0, 4, 4, 6), 2) == 0

    def test_bytes_of_two_pixels_are_not_taken_for_one(self) -> None:
        assert picture([[b"\0\xff\0", b"\xff\0\0"]]).around(CORNER) is None

    def test_what_stands_in_a_cell_is_black_whatever_the_colours(self) -> None:
        left = [[BLACK, BLACK, BLACK], [BLACK, WHITE, BLACK], [BLACK, BLACK, BLACK]]
        right = [[BLUE, BLUE, BLUE], [BLUE, CORNER, BLUE], [BLUE, BLUE, BLUE]]
        both = picture([one + other for one, other in zip(left, right, strict=True)])
        pgm = both.black_on_white(Box(0, 0, 6, 3), 2, 1, Box(0, 0, 2, 1))
        assert shades(pgm, 6) == [b"\xff" * 6, b"\xff\0\xff\xff\0\xff", b"\xff" * 6]

    def test_an_underline_goes_and_the_letters_on_it_stay(self) -> None:
        rows = [[WHITE] * 36 for _ in range(8)]
        rows[6] = [BLACK] * 36
        for y in range(2, 6):
            rows[y][4] = BLACK
        pgm = picture(rows).black_on_white(Box(0, 0, 36, 8), 6, 1, Box(0, 0, 6, 1))
        clean = shades(pgm, 36)
        assert clean[6] == b"\xff" * 4 + b"\0" + b"\xff" * 31
        assert clean[5][4] == 0
