"""Output finished for terminals that lay right-to-left text out themselves."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.rtl.layout import layout
from tui.rtl.stream import FILLER, Finish, Stream, marked, override, runs, whole

FINISHES = pytest.mark.parametrize("finish", [runs, override, marked, whole])

SEQUENCES = re.compile(
    r"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]|\x1b[]P^_X][^\x1b\x07]*(?:\x07|\x1b\\)|\x1b[()#]?[0-~]"
)
WEIGHT = re.compile(r"\x1b\[(?:1|22(?:;2)?)m")

RED, OFF, DIM = "\x1b[31m", "\x1b[0m", "\x1b[2m"

text = st.text("abz 12()«».،؟│ابتلمحﻟﻢﻣﺪﺣﻻ\u064f\u0651١٢שלום", max_size=12)
sequence = st.sampled_from(
    [
        *(
            RED,
            OFF,
            DIM,
            "\x1b[1;38;5;1m",
            "\x1b[38;2;1;2;22m",
            "\x1b[5;7H",
            "\x1b[?2026h",
            "\x1b[K",
            "\x1b7",
        ),
        *("\n", "\r\n", "\x07", "\x1bPqعربي\x1b\\", "\x1b(B", "\x1b]52;c;2YXYsdit\x1b\\"),
        *("\x1b]0;عنوان النافذة\x07", "\x1b]8;;https://x.example/لام\x1b\\"),
    ]
)
output = st.lists(text | sequence, max_size=14).map("".join)


def letters(text: str) -> Counter[str]:
    """What is left when all that finishing may add is gone, and all escape sequences."""
    return Counter(re.sub("[\u202c\u202d\u200e\ufe0e]", "", SEQUENCES.sub("", text)))


class TestLaws:
    @FINISHES
    @given(output=output)
    def test_escape_sequences_and_strings_stay_as_they_are(self, finish: Finish, output: str) -> None:
        found = SEQUENCES.findall(finish(output))
        if finish is runs:
            # It sets some text in another weight.
            sent = iter(found)
            assert all(one in sent for one in SEQUENCES.findall(output))
            more = Counter(found) - Counter(SEQUENCES.findall(output))
            assert all(WEIGHT.fullmatch(one) for one in more)
        else:
            assert found == SEQUENCES.findall(output)

    @FINISHES
    @given(output=output)
    def test_no_letter_is_lost_or_made(self, finish: Finish, output: str) -> None:
        assert letters(finish(output)) == letters(output)

    @FINISHES
    @given(output=output, data=st.data())
    def test_nothing_depends_on_how_the_output_is_cut(
        self, finish: Finish, output: str, data: st.DataObject
    ) -> None:
        cuts = data.draw(st.lists(st.integers(0, len(output)), max_size=6))
        stream = Stream(finish)
        bounds = [0, *sorted(cuts), len(output)]
        sent = "".join(stream.feed(output[start:end]) for start, end in pairwise(bounds))
        assert sent + stream.flush() == finish(output)

    @FINISHES
    @given(output=output)
    def test_output_without_right_to_left_letters_stays_as_it_is(self, finish: Finish, output: str) -> None:
        latin = re.sub("[\u0590-\u08ff\ufb1d-\ufefc]", "x", output)
        assert finish(latin) == latin

    @given(words=st.lists(st.text("ابتلمحﻟﻢﻣﺪﺣﻻ", min_size=1, max_size=6), max_size=5))
    def test_runs_turned_round_twice_are_as_they_were(self, words: list[str]) -> None:
        row = " ".join(words)
        assert runs(runs(row)) == row

    @given(output=output)
    def test_what_is_overridden_is_so_once(self, output: str) -> None:
        finished = override(output)
        depths = [
            finished[:at].count("\u202d") - finished[:at].count("\u202c") for at in range(len(finished) + 1)
        ]
        assert set(depths) <= {0, 1}
        assert depths[-1] == 0

    @given(output=output)
    def test_every_right_to_left_letter_is_overridden(self, output: str) -> None:
        rest = re.sub("\u202d[^\u202c]*\u202c", "", override(SEQUENCES.sub("\n", output)))
        assert not re.search("[\u0590-\u08ff\ufb1d-\ufefc]", rest)


class TestRuns:
    def test_the_letters_of_a_word_come_in_logical_order_and_the_words_stay(self) -> None:
        assert runs(" ﻢﻠﻗ ﺏﺎﺘﻛ ") == " ﻗﻠﻢ ﻛﺘﺎﺏ "

    def test_colours_stay_at_their_cells(self) -> None:
        assert runs(f" {RED}ﺏﺎ{OFF}ﺘﻛ ") == f" {RED}ﻛﺘ{OFF}ﺎﺏ "

    def test_links_are_within_a_word_too(self) -> None:
        link, end = "\x1b]8;;https://x.example\x1b\\", "\x1b]8;;\x1b\\"
        assert runs(f"{link}ﺏﺎ{end}ﺘﻛ") == f"{link}ﻛﺘ{end}ﺎﺏ"

    def test_a_move_of_the_cursor_ends_a_word(self) -> None:
        assert runs("ﺏﺎ\x1b[3;4Hﺘﻛ") == "ﺎﺏ\x1b[3;4Hﻛﺘ"

    def test_marks_stay_on_their_letters(self) -> None:
        assert runs("ﺩّﻢُﺣ") == f"ﺣ{FILLER}ﻢُﺩّ"

    def test_cells_with_as_many_marks_as_their_counterparts_are_not_filled(self) -> None:
        assert runs("ﺩﻢّﺣ") == "ﺣﻢّﺩ"
        assert runs("ﺭّﺬﺣﻭ") == f"ﻭ{FILLER}ﺣﺬﺭّ"

    def test_what_stands_at_letters_is_set_in_bold(self) -> None:
        assert runs("(ﺐﻫﺫ)") == "\x1b[1m(\x1b[22mﺫﻫﺐ\x1b[1m)\x1b[22m"

    def test_dim_text_is_dim_again_behind_it(self) -> None:
        assert runs(f"{DIM}.ﺐﻫﺫ{OFF}") == f"{DIM}\x1b[1m.\x1b[22;2mﺫﻫﺐ{OFF}"

    def test_in_bold_text_it_is_set_in_normal_weight(self) -> None:
        assert runs("\x1b[31;1m.ﺐﻫﺫ") == "\x1b[31;1m\x1b[22m.\x1b[1mﺫﻫﺐ"

    @pytest.mark.parametrize("colour", ["38;5;1", "48;2;1;2;3", "38:5:1", "58;5;2"])
    def test_the_numbers_of_a_colour_are_no_weights(self, colour: str) -> None:
        assert runs(f"\x1b[{colour}m.ﺐﻫﺫ") == f"\x1b[{colour}m\x1b[1m.\x1b[22mﺫﻫﺐ"

    def test_what_stands_apart_stays_as_it_is(self) -> None:
        assert runs("12 ﺐﻫﺫ abc (12)") == "12 ﺫﻫﺐ abc (12)"

    @pytest.mark.parametrize("number", ["١٢٣", "۱۲۳", "١٢٫٣", "١٢٬٣٠٠"])
    def test_arabic_digits_are_turned_round_alone_and_in_a_word(self, number: str) -> None:
        # kitty takes these for letters, and what stands at them is turned with them.
        turned = number[::-1]
        assert runs(number) == turned
        assert runs(f"{number}ب") == f"ب{turned}"
        assert runs(f"({number})") == f"\x1b[1m(\x1b[22m{turned}\x1b[1m)\x1b[22m"

    def test_hebrew_is_turned_round_too(self) -> None:
        assert runs("םולש") == "שלום"


class TestOverride:
    def test_a_stretch_goes_from_the_first_to_the_last_letter(self) -> None:
        assert override("  .ﺖﻠﺻﻭ 12 ﻥﺇ: ") == "  .\u202dﺖﻠﺻﻭ 12 ﻥﺇ\u202c: "

    def test_panes_have_stretches_of_their_own(self) -> None:
        assert override(" ﻭ  ﻥ │ﺇ ") == " \u202dﻭ\u202c  \u202dﻥ\u202c │\u202dﺇ\u202c "

    def test_colours_are_within_a_stretch(self) -> None:
        assert override(f"{RED}ﻭ{OFF} {RED}ﻥ{OFF}") == f"{RED}\u202dﻭ{OFF} {RED}ﻥ\u202c{OFF}"

    def test_two_blanks_end_it_whatever_their_colours(self) -> None:
        assert override(f"ﻭ {OFF} ﻥ") == f"\u202dﻭ\u202c {OFF} \u202dﻥ\u202c"


class TestMarked:
    def test_words_are_logical_and_kept_in_place(self) -> None:
        assert marked("ﻢﻠﻗ ﺏﺎﺘﻛ") == "\u200eﻗﻠﻢ\u200e \u200eﻛﺘﺎﺏ\u200e"

    def test_punctuation_and_digits_stay_outside(self) -> None:
        assert marked("،ﻥﺇ 12ب") == "،\u200eﺇﻥ\u200e 12\u200eب\u200e"

    def test_numbers_stand_as_they_are_and_turn_nothing_round(self) -> None:
        # Without the marks Konsole puts the second number of a range, a date or a time first.
        assert marked("١٩-١٧ٮ") == "\u200e١٩\u200e-\u200e١٧\u200e\u200eٮ\u200e"

    def test_the_sign_of_a_number_is_no_letter(self) -> None:
        assert marked("١٧٪ﻭ") == "\u200e١٧\u200e٪\u200eﻭ\u200e"


class TestWhole:
    def test_a_row_with_right_to_left_letters_is_fixed_as_a_whole(self) -> None:
        assert whole(" 1  ﺇﻥ  x\nabc\n") == "\u200e\u202d 1  ﺇﻥ  x\u202c\nabc\n"


class TestStream:
    def test_a_row_waits_until_it_has_ended(self) -> None:
        stream = Stream(runs)
        assert stream.feed("\x1b[1;1Hﺏﺎ") == "\x1b[1;1H"
        assert stream.feed("ﺘﻛ") == ""
        assert stream.feed("\x1b[2;1H") == "ﻛﺘﺎﺏ\x1b[2;1H"
        assert stream.flush() == ""

    def test_flush_sends_what_waits(self) -> None:
        stream = Stream(runs)
        assert (stream.feed("ﺏﺎ"), stream.flush(), stream.flush()) == ("", "ﺎﺏ", "")

    @pytest.mark.parametrize(
        "begun", ["\x1b", "\x1b[", "\x1b[3", "\x1b[?20", "\x1b]0;عنوان", "\x1b]0;عنوان\x1b", "\x1b("]
    )
    def test_a_sequence_that_has_only_begun_waits(self, begun: str) -> None:
        stream = Stream(override)
        assert stream.feed("x\n" + begun) == "x\n"
        assert stream.flush() == begun

    def test_where_nothing_is_to_finish_nothing_waits(self) -> None:
        stream = Stream(None)
        assert stream.feed("ﺏﺎ\x1b[") == "ﺏﺎ\x1b["
        assert stream.flush() == ""

    def test_a_laid_out_text_reads_right_when_kitty_has_turned_its_runs_round(self) -> None:
        (row,) = layout("وصلت 12 سفينة إلى المرفأ", 40)
        shown = re.sub("[\ufe70-\ufefe]+", lambda run: run[0][::-1], runs(row.text))
        assert shown == row.text


RARE = "ۆەڕںہےٹڈٱ\u0670\u06da"
"""Letters and marks that a terminal's font may lack."""


def shown_by_kitty(sent: str, *, lacking: bool) -> str:
    """What kitty shows of a row: a stretch of one font that begins right to left is turned.

    `lacking` says whether a cell with anything of `RARE` comes from another font than the others.
    """
    bold = False
    pieces: list[tuple[object, list[str]]] = []
    for part in re.split("(\x1b\\[[0-9;]*m)", sent.replace(FILLER, "")):
        if part.startswith("\x1b"):
            bold = part == "\x1b[1m"
            continue
        for cell in re.findall(".[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]*", part):
            rare = any(one in RARE for one in unicodedata.normalize("NFKC", cell))
            font = None if cell == " " else (bold, lacking and rare)
            if pieces and pieces[-1][0] == font:
                pieces[-1][1].append(cell)
            else:
                pieces.append((font, [cell]))
    return "".join(
        "".join(cells[::-1] if font and unicodedata.bidirectional(cells[0][0]) == "AL" else cells)
        for font, cells in pieces
    )


WORDS = st.lists(st.sampled_from([*"ابكتسێۆەڵ", "مٰ", "بَ"]), min_size=1, max_size=8).map("".join)


class TestLettersThatAFontMayLack:
    @pytest.mark.parametrize("lacking", [False, True])
    @pytest.mark.parametrize(
        "text",
        [
            "ئێمە لە کوردستان دەژین و زۆر باشین",
            "ڕۆژنامەی ڕووداو بڵاوی کردەوە",
            "یہ ایک اچھی خبر ہے اور وہ کہتے ہیں",
            "قال الوزير العمل مستمر",
            "ێێۆۆ بێۆب",
            "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ رَبِّ ٱلْعَٰلَمِينَ لَا رَيْبَۚ هٰذا",
        ],
    )
    def test_words_read_right_whether_the_font_has_them_or_not(self, text: str, lacking: bool) -> None:
        (row,) = layout(text, 60, base=1)
        assert shown_by_kitty(runs(f" {row.text} "), lacking=lacking) == f" {row.text} "

    @pytest.mark.parametrize("lacking", [False, True])
    @given(words=st.lists(WORDS, max_size=5))
    def test_so_does_any_word_of_them(self, words: list[str], lacking: bool) -> None:
        rows = layout(" ".join(words), 60, base=1)
        for row in rows:
            assert shown_by_kitty(runs(f" {row.text} "), lacking=lacking) == f" {row.text} "

    def test_the_letters_of_arabic_and_persian_are_never_set_off(self) -> None:
        (row,) = layout("گچپژ العمل مستمر في لا ئؤإأآى ة", 60, base=1)
        assert "\x1b" not in runs(f" {row.text} ")
