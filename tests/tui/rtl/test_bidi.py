"""The bidirectional algorithm: Unicode's own tests, python-bidi, and what a layout relies on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.work import growth
from tui.rtl.bidi import Paragraph, base_level, level_of_part, resolve

get_display: Callable[..., str] = import_module("bidi").get_display
get_base_level: Callable[[str], int] = import_module("bidi").get_base_level

EXAMPLES = {
    "L": "a", "R": "א", "AL": "ب", "EN": "1", "AN": "٣", "ES": "+", "ET": "$", "CS": ",", "NSM": "\u0300",
    "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "BN": "\xad", "LRE": "\u202a", "RLE": "\u202b",
    "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip
"""A character of each bidi class that is no bracket."""

texts = st.text(st.sampled_from("".join(EXAMPLES.values()) + "()[]bج"), max_size=40)


def levels_of_line(paragraph: Paragraph) -> list[int | None]:
    """The levels of the whole paragraph as one line, after L1, as Unicode's files give them."""
    levels = list(paragraph.levels)
    for start, end, level in paragraph.runs():
        levels[start:end] = [own if own is None else level for own in levels[start:end]]
    return levels


def numbers(field: str) -> list[int | None]:
    """The numbers of a field of Unicode's files, None for x."""
    return [None if number == "x" else int(number) for number in field.split()]


def test_every_case_of_bidi_character_test_holds(unicode_data: Path) -> None:
    cases = 0
    failed = []
    for line in (unicode_data / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        points, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        paragraph = resolve(text, {"0": 0, "1": 1, "2": None}[direction])
        found = paragraph.base, levels_of_line(paragraph), paragraph.order()
        cases += 1
        if found != (int(base), numbers(levels), numbers(order)):
            failed.append(line)
    assert failed == []
    assert cases == 91_707


def cases_of_bidi_test(
    unicode_data: Path,
) -> Iterator[tuple[str, int | None, list[int | None], list[int | None]]]:
    """A text of each case, the base that is given, the levels and the order that are to be found."""
    levels: list[int | None] = []
    order: list[int | None] = []
    for line in (unicode_data / "BidiTest.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@Levels:"):
            levels = numbers(line.removeprefix("@Levels:"))
        elif line.startswith("@Reorder:"):
            order = numbers(line.removeprefix("@Reorder:"))
        elif line and line[0] not in "#@":
            classes, directions = line.split(";")
            text = "".join(map(EXAMPLES.__getitem__, classes.split()))
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(directions, 16) & bit:
                    yield text, base, levels, order


PARTS = 4
"""Processes can share the cases among them."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_case_of_bidi_test_holds(unicode_data: Path, part: int) -> None:
    cases = 0
    failed = []
    for text, base, levels, order in cases_of_bidi_test(unicode_data):
        cases += 1
        if cases % PARTS == part:
            paragraph = resolve(text, base)
            if (levels_of_line(paragraph), paragraph.order()) != (levels, order):
                failed.append((text, base))
    assert failed == []
    assert cases == 770_241


@pytest.mark.long
def test_the_press_is_ordered_as_python_bidi_orders_it(shared: Path) -> None:
    paragraphs = 0
    with gzip.open(shared / "corpora" / "press.jsonl.gz") as lines:
        for article in map(json.loads, lines):
            for text in f"{article['title']}\n{article['content']}".splitlines():
                paragraph = resolve(text)
                removed = {text[at] for at, level in enumerate(paragraph.levels) if level is None}
                theirs = "".join(character for character in get_display(text) if character not in removed)
                assert "".join(text[at] for at in paragraph.order()) == theirs
                paragraphs += 1
    assert paragraphs > 60_000


@given(
    st.text(
        st.sampled_from("aאب1,\u0300 ()\u200e\u200f\u061c\u202a\u202b\u202e\u2066\u2067\u2068\u2069"),
        min_size=1,
    )
)
def test_the_direction_of_a_text_is_that_which_python_bidi_finds(text: str) -> None:
    assert (base_level(text) or 0) == get_base_level(text)


@given(st.text(st.sampled_from("aאبج1٣+$,\u0300\t !()[]"), max_size=40))
def test_text_without_explicit_codes_is_ordered_as_python_bidi_orders_it(text: str) -> None:
    paragraph = resolve(text)
    assert "".join(text[at] for at in paragraph.order()) == get_display(text, base_dir="LR"[paragraph.base])


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_a_line_is_ordered_completely(text: str, start: int, end: int) -> None:
    paragraph = resolve(text)
    kept = [at for at in range(start, min(end, len(text))) if paragraph.levels[at] is not None]
    assert sorted(paragraph.order(start, end)) == kept


def test_the_first_strong_character_gives_the_base() -> None:
    assert resolve("... 12 عربي English").base == 1
    assert resolve("«English» عربي").base == 0
    assert resolve("12 - 13").base == 0
    assert base_level("12 - 13") is None


def test_what_is_isolated_does_not_give_the_base() -> None:
    assert resolve("\u2067عربي\u2069 English").base == 0
    assert resolve("\u2067عربي English").base == 0
    assert resolve("\u2066English\u2069 عربي").base == 1


@pytest.mark.parametrize(
    ("part", "level"),
    [("F-16 شاركت في العملية", 1), ("قسد said so yesterday", 0), ("عربي", 1), ("12 - 13", 0), ("", 0)],
)
def test_a_part_of_a_paragraph_has_the_level_of_most_of_its_letters(part: str, level: int) -> None:
    assert level_of_part(part) == level


def test_numbers_in_arabic_read_from_left_to_right() -> None:
    assert resolve("قتل 750").order() == [4, 5, 6, 3, 2, 1, 0]


def test_the_space_at_the_end_of_a_line_goes_to_the_end_of_its_direction() -> None:
    paragraph = resolve("نقلت Reuters news", base=1)
    assert paragraph.levels[12] == 2
    assert paragraph.order(5, 13) == [12, 5, 6, 7, 8, 9, 10, 11]


def test_brackets_around_latin_in_arabic_stand_with_the_arabic() -> None:
    text = "قال (AFP) أمس"
    shown = "".join(text[at] for at in resolve(text).order())
    assert shown == "سمأ )AFP( لاق"


def test_characters_that_are_not_assigned_have_the_class_of_their_block() -> None:
    assert resolve("\u05ff\u07bf\U0001edff").levels == [1, 1, 1]
    assert resolve("a\u0378").levels == [0, 0]


def test_nesting_beyond_the_depth_limit_is_left_flat() -> None:
    paragraph = resolve("\u202b" * 200 + "a")
    assert paragraph.levels[-1] == 126


@pytest.mark.parametrize(
    ("text", "end"), [("\u2068", ""), ("(", ""), ("%", ""), (" ", "\t"), ("(a)", ""), ("a", "\u2069")]
)
def test_hostile_text_takes_no_more_than_linear_time(text: str, end: str) -> None:
    assert growth(lambda size: lambda: resolve(text * size + end + "ب"), 2_000) < 2.1


@pytest.mark.parametrize("text", ["\u2068" * 50_000, "(" * 50_000, "(a)" * 20_000])
def test_every_character_of_hostile_text_has_a_level(text: str) -> None:
    assert len(resolve(text + "ب").levels) == len(text) + 1


@pytest.mark.parametrize("base", [-1, 2])
def test_a_paragraph_has_no_other_level_than_0_and_1(base: int) -> None:
    with pytest.raises(ValueError, match="0 or 1"):
        resolve("ab", base)
