"""Glyphs: what is sent to the terminal for which code points, in how many cells."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.rtl.bidi import resolve
from tui.rtl.shaping import BASELESS, MARKS_KEPT, UNKNOWN, Glyph, shape

HOSTILE = st.text(
    st.one_of(
        st.sampled_from("ابتلأمهـ \u064e\u0651\u0301(«)1٣aé\t\n\0\x1b\x7f\x85\xa0\xad"),
        st.sampled_from(
            "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
        ),
        st.sampled_from(
            "漢각\u1100\u1161👩💻🏽❤\ufe0f🇸🇦\u20e3ﷲﻼﻣ\ud800\udfff\ufeff\u0600\u0e33\ue000\U000e0061"
        ),
        st.characters(),
    ),
    max_size=30,
)


def shown(text: str, base: int | None = None) -> list[Glyph]:
    """The glyphs of a paragraph."""
    return shape(text, resolve(text, base).levels)


def sent(text: str) -> list[str]:
    """What is sent for each glyph of a paragraph."""
    return [glyph.text for glyph in shown(text)]


@given(HOSTILE)
def test_every_code_point_is_in_one_glyph(text: str) -> None:
    glyphs = shown(text)
    assert [glyph.start for glyph in glyphs[1:]] == [glyph.end for glyph in glyphs[:-1]]
    assert "".join(text[glyph.start : glyph.end] for glyph in glyphs) == text


@given(HOSTILE)
def test_a_glyph_takes_the_cells_that_rich_counts(text: str) -> None:
    for glyph in shown(text):
        assert glyph.cells in (0, 1, 2)
        assert glyph.cells == cell_len(glyph.text)
    assert sum(glyph.cells for glyph in shown(text)) == cell_len("".join(sent(text)))


@given(HOSTILE)
def test_no_control_character_comes_out(text: str) -> None:
    for character in "".join(sent(text)):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Co", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN", "B",
        }  # fmt: skip
        assert character not in "\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\xad"


@given(HOSTILE)
def test_a_mark_follows_its_base(text: str) -> None:
    for glyph in shown(text):
        assert unicodedata.category(glyph.text[:1] or " ") not in {"Mn", "Me", "Mc"}
        marks = [c for c in text[glyph.start : glyph.end] if "\u064b" <= c <= "\u0652"]
        assert [c for c in glyph.text[1:] if "\u064b" <= c <= "\u0652"] == marks[:MARKS_KEPT]


def test_no_code_point_is_sent_in_other_cells_than_rich_counts() -> None:
    for point in (*range(0x20000), *range(0xE0000, 0xE1000), 0x2FFFD, 0x10FFFF):
        for glyph in shape(chr(point), [1]):
            assert glyph.cells == cell_len(glyph.text), hex(point)


def test_glyphs_do_not_cut_grapheme_clusters(unicode_data: Path) -> None:
    cut = []
    breaks_of = unicode_data / "auxiliary" / "GraphemeBreakTest.txt"
    for line in breaks_of.read_text(encoding="utf-8").splitlines():
        text, breaks = "", set()
        for item in line.partition("#")[0].split():
            if item == "÷":
                breaks.add(len(text))
            elif item != "×":
                text += chr(int(item, 16))
        if not {glyph.start for glyph in shown(text)} <= breaks:
            cut.append(ascii(text))
    # A line break is no part of a row, U+0600 is unknown, and these clusters need more than two cells.
    assert {text for text in cut if "\\r\\n" not in text and "\\u0600" not in text} == {
        ascii("\u1100" + wide) for wide in "\u1100\uac00\uac01"
    }


def test_letters_are_joined_and_lam_alef_is_one_glyph() -> None:
    assert shown("سلام") == [
        Glyph("ﺳ", 0, 1, 1),
        Glyph("ﻼ", 1, 3, 1),
        Glyph("ﻡ", 3, 4, 1),
    ]


def test_vowel_marks_stand_behind_their_letter() -> None:
    assert shown("لَّا")[0] == Glyph("ﻻ\u064e\u0651", 0, 4, 1)
    assert sent("مُحَمَّد") == ["ﻣُ", "ﺤَ", "ﻤَّ", "ﺪ"]


def test_a_small_v_stands_on_the_kurdish_letters_that_have_one() -> None:
    assert sent("بێت ڵێ") == ["ﺑ", "ﯿ\u065a", "ﺖ", " ", "ﻟ\u065a", "ﯽ\u065a"]
    assert sent("ێ\u064e") == ["ﯼ\u065a\u064e"]


def test_more_marks_than_a_letter_can_carry_are_not_sent() -> None:
    assert shown("ب" + "\u064e" * 1000) == [Glyph("ﺏ" + "\u064e" * MARKS_KEPT, 0, 1001, 1)]


def test_a_mark_without_a_base_gets_one() -> None:
    assert shown("\u064eب")[0] == Glyph(BASELESS + "\u064e", 0, 1, 1)


def test_brackets_are_mirrored_where_text_runs_right_to_left() -> None:
    assert sent("(قسد) «a»") == [")", "ﻗ", "ﺴ", "ﺪ", "(", " ", "»", "a", "«"]
    assert sent("a (b)") == ["a", " ", "(", "b", ")"]
    assert sent("≤ب")[0] == "≥"


def test_joiners_and_bidi_controls_are_not_sent() -> None:
    assert shown("می\u200cروم")[1] == Glyph("ﯽ", 1, 3, 1)
    assert shown("\u200f\u202bب\u202c") == [Glyph("ﺏ", 0, 4, 1)]
    assert shown("\u2067\u2069") == [Glyph("", 0, 2, 0)]


def test_a_soft_hyphen_is_not_sent() -> None:
    assert shown("a\xadb") == [Glyph("a", 0, 2, 1), Glyph("b", 2, 3, 1)]


def test_spaces_of_all_widths_are_a_space() -> None:
    assert sent("\t\xa0\u2003\u3000\u202f\u2028") == [" "] * 6


def test_control_characters_are_shown_as_pictures() -> None:
    assert sent("\x1b]0;a\x07\x7f\x00\x9b2J") == list("␛]0;a␇␡␀\ufffd2J")


@pytest.mark.parametrize(
    "character",
    ["\ud800", "\ue000", "\uffff", "\U0001fae9", "\u4dc0", "\x9b", "\u0600", "㉈", "〰", "\U0001fae8", "🇪"],
)
def test_what_terminals_cannot_agree_on_is_shown_as_unknown(character: str) -> None:
    assert shown(character) == [Glyph(UNKNOWN, 0, 1, 1)]


def test_wide_characters_take_two_cells() -> None:
    assert shown("漢각") == [Glyph("漢", 0, 1, 2), Glyph("각", 1, 2, 2)]


@pytest.mark.parametrize(
    ("sequence", "first", "cells"),
    [
        ("👩\u200d💻", "👩", 2),
        ("👍🏽", "👍", 2),
        ("❤\ufe0f", "❤", 1),
        ("👩🏽\u200d❤\ufe0f\u200d👩🏽", "👩", 2),
    ],
)
def test_an_emoji_sequence_is_shown_by_its_first_emoji(sequence: str, first: str, cells: int) -> None:
    assert shown(sequence + "ب") == [
        Glyph(first, 0, len(sequence), cells),
        Glyph("ﺏ", len(sequence), len(sequence) + 1, 1),
    ]


def test_marks_that_only_some_terminals_give_a_cell_are_not_sent() -> None:
    assert shown("कि") == [Glyph("क", 0, 2, 1)]
    assert shown("\u1100\u1161\u11a8") == [Glyph("\u1100", 0, 3, 2)]
    assert shown("ب\u08ca\u064e") == [Glyph("ﺏ\u064e", 0, 3, 1)]


def test_the_sign_for_the_end_of_an_ayah_is_a_circle_in_a_cell_of_its_own() -> None:
    assert sent("ب ۝١") == ["ﺏ", " ", "○", "١"]


def test_a_flag_is_one_glyph_and_half_of_one_is_unknown() -> None:
    assert shown("🇸🇦🇪") == [Glyph("🇸🇦", 0, 2, 2), Glyph(UNKNOWN, 2, 3, 1)]
    assert sent("🇪🇸🇦🇪🇸a🇦") == ["🇪🇸", "🇦🇪", UNKNOWN, "a", UNKNOWN]


def test_a_keycap_is_a_digit_with_its_frame() -> None:
    assert shown("1\ufe0f\u20e3") == [Glyph("1\u20e3", 0, 3, 1)]


def test_hebrew_has_its_points_and_no_joined_forms() -> None:
    assert sent("שָׁלוֹם") == ["שָׁ", "ל", "וֹ", "ם"]
