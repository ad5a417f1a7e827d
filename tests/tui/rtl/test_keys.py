"""The keys that a terminal's characters stand for."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from textual.events import Key

from tui.rtl.keys import KeyParser


def keys(sent: str, bound: Collection[str] = (), then: str = "") -> list[str]:
    """What `sent` stands for and what comes after it, when nothing more does."""
    parser = KeyParser(bound)
    told = [*parser.feed(sent), *(parser.feed(then) if then else ()), *parser.feed("")]
    return [one.key for one in told if isinstance(one, Key)]


class TestEscAndAKeyAtOnce:
    @pytest.mark.parametrize(
        ("sent", "key"),
        [
            *(("j", "j"), ("G", "G"), ("1", "1"), ("+", "plus"), ("/", "slash"), ("?", "question_mark")),
            *(
                ("[", "left_square_bracket"),
                ("]", "right_square_bracket"),
                ("P", "P"),
                ("\r", "enter"),
                (" ", "space"),
                ("ت", "ت"),
                (".", "full_stop"),
            ),
        ],
    )
    def test_are_both_keys(self, sent: str, key: str) -> None:
        assert keys(f"\x1b{sent}") == ["escape", key]

    def test_are_both_where_more_comes_with_them(self) -> None:
        assert keys("\x1bjj1") == ["escape", "j", "j", "1"]

    @pytest.mark.parametrize("key", ["alt+u", "alt+1", "alt+shift+u"])
    def test_are_alt_and_the_key_where_that_starts_something(self, key: str) -> None:
        sent = key[-1].upper() if "shift" in key else key[-1]
        assert keys(f"\x1b{sent}", {key, "u"}) == [key]

    def test_twice_are_two(self) -> None:
        assert keys("\x1b\x1b") == ["escape", "escape"]


class TestSequences:
    @pytest.mark.parametrize(
        ("sent", "key"),
        [
            *(
                ("\x1b[A", "up"),
                ("\x1bOA", "up"),
                ("\x1b[[A", "f1"),
                ("\x1b[6~", "pagedown"),
                ("\x1b[Z", "shift+tab"),
            ),
            *(("\x1b[1;3A", "alt+up"), ("\x1b\x7f", "ctrl+w"), ("\x1bb", "ctrl+left"), ("\x1b[106u", "j")),
        ],
    )
    def test_are_the_keys_that_they_were(self, sent: str, key: str) -> None:
        assert keys(sent) == [key]

    @pytest.mark.parametrize(
        "sent",
        [
            "\x1b[1;2Z",
            "\x1b[1;2;3Z",
            "\x1b[8;24;80t",
            "\x1b[1;9q",
            "\x1b[1$w",
            "\x1b[>41;354;0c",
            "\x1b[?997;1n",
            "\x1b]11;rgb:1111/ffff/3333\x07",
            "\x1b]11;rgb:1111/ffff/3333\x1b\\",
            "\x1bP1$r0m\x1b\\",
        ],
    )
    def test_that_mean_no_key_are_none(self, sent: str) -> None:
        assert keys(f"{sent}j") == ["j"]
        assert keys(sent, then="j") == ["j"]

    @pytest.mark.parametrize(
        "sent", ["\x1b[<35;12;5M", "\x1b[<0;12;5m", "\x1b[M !!", "\x1b[32;12;5M", "\x1b[?2026;2$y"]
    )
    def test_that_report_something_are_none_either(self, sent: str) -> None:
        assert keys(f"{sent}j")[-1:] == ["j"]
        assert not {"1", "left_square_bracket", "escape"} & set(keys(f"{sent}j"))

    def test_of_the_mouse_still_report_it(self) -> None:
        parser = KeyParser()
        assert [type(one).__name__ for one in parser.feed("\x1b[<0;12;5M")] == ["MouseDown"]
