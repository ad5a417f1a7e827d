"""What the command prints: never a control sequence, and in the shape that a terminal or a pipe takes."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from tui.config import Settings
from tui.output import (
    Sheet,
    cells,
    date,
    drawn,
    emit,
    escaped,
    harmless,
    is_terminal,
    json_line,
    paragraphs_of,
    plain,
    referenced,
    spelled,
    without_vowel_marks,
)

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066\r\n"
"""A window title, a cleared screen, a C1 sequence, bidi overrides and a line end."""

BIDI_CONTROLS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")

any_text = st.text(st.characters())


def sheet(**changes: Any) -> Sheet:
    return replace(Sheet(Settings(), shaped=True, width=40, underlines=False), **changes)


def is_control(character: str) -> bool:
    category = unicodedata.category(character)
    bidi = unicodedata.bidirectional(character)
    return category in ("Cc", "Cs", "Zl", "Zp") or bidi in BIDI_CONTROLS


def test_control_characters_become_their_pictures() -> None:
    assert plain("a\x1b[2Jb") == "a␛[2Jb"
    assert plain("a\x00\x07\n\t\x7fb") == "a␀␇␊␉␡b"
    assert plain("a\x9bb\u202eb\ud800b") == "a\ufffdb\ufffdb\ufffdb"


def test_marks_that_newspapers_leave_in_are_left_out() -> None:
    assert plain("\ufeff\u200fالشروق\u200e") == "الشروق"


def test_letters_joiners_and_emoji_stay() -> None:
    text = "می\u200cروم العربيّة café 👩\u200d👧 日本"
    assert plain(text) == text
    assert harmless(text)


@given(any_text)
def test_no_control_character_survives(text: str) -> None:
    assert not any(map(is_control, plain(text)))
    assert harmless(plain(text))
    assert plain(plain(text)) == plain(text)


@given(any_text)
def test_paragraphs_are_harmless_line_by_line(text: str) -> None:
    for line in paragraphs_of(text):
        assert harmless(line.replace("\t", ""))


def test_paragraphs_end_at_every_kind_of_line_end() -> None:
    assert paragraphs_of("a\r\nb\rc\nd\te") == ["a", "b", "c", "d\te"]


@given(any_text)
def test_what_is_spelled_is_harmless_and_says_what_it_was(text: str) -> None:
    assert harmless(spelled(text))
    if harmless(text):
        assert spelled(text) == text


def test_control_characters_are_spelled_as_python_spells_them() -> None:
    assert spelled(HOSTILE) == repr(HOSTILE)[1:-1]


@given(st.dictionaries(any_text, any_text | st.integers() | st.none() | st.lists(any_text)))
def test_json_is_one_harmless_line_with_the_same_value(value: dict[str, object]) -> None:
    line = json_line(value)
    assert "\n" not in line
    assert harmless(line)
    assert json.loads(line) == value


def test_json_keeps_letters_readable() -> None:
    assert json_line({"title": "الشروق"}) == '{"title": "الشروق"}'


def test_a_document_of_many_lines_stays_one() -> None:
    document = json.dumps({"a": HOSTILE, "b": [1]}, ensure_ascii=False, indent=2)
    assert escaped(document).count("\n") == document.count("\n")
    assert json.loads(escaped(document)) == json.loads(document)


@given(any_text)
def test_an_xml_document_is_harmless_and_says_what_it_said(text: str) -> None:
    document = f"<a>\n{escape(text)}</a>"
    shown = referenced(document)
    assert harmless(re.sub("[\n\t]", "", shown))
    assert re.sub("&#x([0-9a-f]+);", lambda found: chr(int(found[1], 16)), shown) == document


@pytest.mark.parametrize("published", ["2019-03-05", "2019-03-05T10:00:00Z", "2019-03-05 10:00"])
def test_dates_are_days(published: str) -> None:
    assert date(published, Settings()) == "2019-03-05"
    assert date(published, Settings(dates="day-first")) == "5/3/2019"


def test_what_is_no_date_is_shown_as_it_is() -> None:
    assert date(None, Settings(dates="day-first")) == ""
    assert date("March", Settings(dates="day-first")) == "March"


def test_digits_are_drawn_as_asked_for() -> None:
    text = "17 ١٧ ۱۷ x"
    assert drawn(text, Settings()) == text
    assert drawn(text, Settings(digits="western")) == "17 17 17 x"
    assert drawn(text, Settings(digits="arabic")) == "١٧ ١٧ ١٧ x"


def test_vowel_marks_can_be_left_out() -> None:
    assert without_vowel_marks("العَرَبِيَّةُ") == "العربية"
    line = "مُحَمَّد"
    (with_marks,) = sheet().paragraph(line)
    (without,) = sheet(settings=Settings(vowel_marks=False)).paragraph(line)
    assert len(with_marks) - len(without) == 4
    assert cells(with_marks) == cells(without)


def test_a_pipe_gets_logical_text_unwrapped() -> None:
    text = "قال فلان " * 40
    assert sheet(shaped=False).paragraph(text) == [text]


def test_a_terminal_gets_joined_letters_from_the_right_edge() -> None:
    (row,) = sheet().paragraph("قال (نعم) 17")
    assert row == " " + "17 (ﻢﻌﻧ) ﻝﺎﻗ".rjust(40)


def test_english_stands_on_the_left() -> None:
    assert sheet().paragraph("He said so.") == [" He said so."]


@given(any_text)
def test_rows_are_harmless_and_fit(text: str) -> None:
    for row in sheet(width=20).paragraph(text):
        assert harmless(row)
        assert wcswidth(row) <= 21


def test_marks_are_underlined_only_where_they_may_be() -> None:
    (row,) = sheet(underlines=True).paragraph("one two three", [(4, 7)])
    assert row == " one \x1b[4mtwo\x1b[24m three"
    assert sheet().paragraph("one two three", [(4, 7)]) == [" one two three"]


def test_a_part_of_a_paragraph_reads_as_most_of_it_does() -> None:
    assert sheet().paragraph("F-16 شاركت", part=True) == [" " * 31 + "ﺖﻛﺭﺎﺷ F-16"]
    assert sheet().paragraph("F-16 شاركت") == [" F-16 ﺖﻛﺭﺎﺷ"]


def test_a_ligature_is_underlined_where_one_of_its_letters_is_marked() -> None:
    (row,) = sheet(underlines=True).paragraph("لأحمد", [(1, 5)])
    assert row.strip() == "\x1b[4mﺪﻤﺣﻷ\x1b[24m"


def test_an_underline_never_runs_into_the_next_row() -> None:
    rows = sheet(width=20, underlines=True).paragraph("word " * 20, [(0, 100)])
    assert len(rows) > 1
    assert all(row.count("\x1b[4m") == row.count("\x1b[24m") == 1 for row in rows)


def test_a_table_in_a_pipe_is_whole_and_has_no_header() -> None:
    lines = sheet(shaped=False).table(["n", "title"], [["3", "قال " * 30], ["12", "x"]], numbers=1)
    assert lines == [" 3  " + ("قال " * 30).rstrip(), "12  x"]


def test_a_table_on_a_terminal_is_aligned_and_cut_where_the_script_ends() -> None:
    header, arabic, english = sheet(width=30).table(
        ["n", "title"], [["3", "الشروق " * 9], ["12", "long English title " * 9]], numbers=1
    )
    assert header.startswith("  n  title")
    assert all(cells(line) <= 31 for line in (header, arabic, english))
    assert arabic.startswith("  3  …")
    assert english.endswith("…")
    assert arabic.endswith("ﻕﻭﺮﺸﻟﺍ")


def test_short_arabic_stands_at_the_right_of_its_column() -> None:
    _, short, long = sheet().table(["name", ""], [["نعم", "x"], ["الشروق", "x"]])
    assert short.index("x") == long.index("x")
    assert short.startswith("    ")


@given(st.lists(st.tuples(any_text, any_text), max_size=3), st.booleans())
def test_a_table_is_harmless(rows: list[tuple[str, str]], shaped: bool) -> None:
    assert all(map(harmless, sheet(shaped=shaped).table(["a", "b"], rows)))


def test_an_empty_table_has_no_lines() -> None:
    assert sheet().table(["a"], []) == []


def test_fields_stand_from_left_to_right_each_in_its_own_order() -> None:
    assert sheet().fields(["نعم", "2019-03-05", "id"], " · ") == " ﻢﻌﻧ · 2019-03-05 · id"
    assert sheet(shaped=False).fields(["نعم", "id"], " · ") == "نعم · id"


def test_fields_that_do_not_fit_are_cut() -> None:
    assert cells(sheet(width=20).fields(["long " * 9, "x" * 9], "  ")) <= 21


def test_a_sheet_without_a_terminal_is_unshaped_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert not Sheet.of_stdout(Settings()).shaped
    assert Sheet.of_stdout(Settings(), shaped=True) == sheet(width=58)


def test_a_closed_stream_is_no_terminal_and_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert not is_terminal(None)
    emit(["nobody hears this"])
    assert not Sheet.of_stdout(Settings()).shaped


def test_each_shaped_line_is_finished_for_the_terminal_and_a_pipe_gets_none_of_it() -> None:
    text = "وصلت السفينة إلى المرفأ قبل الفجر بساعتين أو أكثر"
    finished = sheet(finish="<{}>".format)
    lines = [*finished.paragraph(text), finished.fields([text], " · "), *finished.table(["a"], [[text]])]
    assert len(lines) > 4
    assert all(line.startswith("< ") and line.endswith(">") and line.count("<") == 1 for line in lines)
    unshaped = sheet(finish="<{}>".format, shaped=False)
    assert "<" not in "".join(
        [*unshaped.paragraph(text), unshaped.fields([text], " "), *unshaped.table(["a"], [[text]])]
    )
