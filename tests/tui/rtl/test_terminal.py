"""Which terminal it is, told from its answers, and what each mode sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config import MODE_NAMES as KNOWN_TO_SETTINGS
from tui.rtl import stream
from tui.rtl.terminal import (
    MODES,
    QUERIES,
    Answers,
    called,
    chooser,
    is_key,
    is_light,
    known_by,
    news,
    printing,
    recognise,
    understood,
)

MEASURED = [
    # XTVERSION, the state of mode 8, TERM, the client's type and TERM; the mode and the name
    ("XTerm(379)", 0, "xterm", "", "", "plain", "XTerm"),
    ("", 1, "xterm-256color", "", "", "explicit", "VTE"),
    ("", 2, "xterm-256color", "", "", "explicit", "VTE"),
    ("VTE(7600)", 1, "xterm-256color", "", "", "explicit", "VTE"),
    ("Konsole 22.12.3", None, "xterm-256color", "", "", "konsole", "Konsole"),
    ("", 0, "mlterm", "", "", "mlterm", "mlterm"),
    ("kitty(0.26.5)", 0, "xterm-kitty", "", "", "runs", "kitty"),
    ("tmux 3.3a", None, "tmux-256color", "", "xterm-256color", "override", "tmux"),
    ("tmux 3.3a", None, "tmux-256color", "kitty(0.26.5)", "xterm-kitty", "runs", "tmux kitty"),
    ("tmux 3.3a", None, "tmux-256color", "XTerm(379)", "xterm", "plain", "tmux XTerm"),
    ("tmux 3.3a", None, "screen", "Konsole 22.12.3", "xterm-256color", "override", "tmux Konsole"),
    ("tmux 3.3a", None, "screen", "", "mlterm", "override", "tmux mlterm"),
    # tmux on another host, or one that cannot be asked
    ("tmux 3.3a", None, "screen", "", "", "override", "tmux"),
]

NOT_LOOKED_AT = [
    ("foot(1.13.1)", 0, "foot", "", "", "plain", "foot"),
    ("WezTerm 20230712-072601-f4abf8fd", None, "xterm-256color", "", "", "plain", "WezTerm"),
    ("iTerm2 3.5.0", None, "xterm-256color", "", "", "plain", "iTerm2"),
    ("", None, "linux", "", "", "plain", "linux"),
    ("", None, "alacritty", "", "", "plain", "alacritty"),
    ("", 4, "xterm", "", "", "plain", "xterm"),
    ("", 3, "xterm", "", "", "override", "xterm"),
    ("", None, "", "", "", "plain", "unknown"),
    ("tmux 3.3a", None, "screen", "foot(1.13.1)", "foot", "plain", "tmux foot"),
]


@pytest.mark.parametrize(
    ("version", "bidi", "term", "kind", "name", "mode", "known_as"), [*MEASURED, *NOT_LOOKED_AT]
)
def test_a_terminal_is_told_from_its_answers(
    version: str, bidi: int | None, term: str, kind: str, name: str, mode: str, known_as: str
) -> None:
    answers = Answers(version, bidi, True, term, kind, name)
    assert recognise(answers) == mode
    assert called(answers) == known_as


def test_what_was_asked_for_comes_before_what_is_kept_before_what_is_recognised() -> None:
    kitty = Answers("kitty(0.26.5)", 0, True)
    assert chooser(None, {})(kitty) == "runs"
    assert chooser(None, {"kitty": "plain", "VTE": "explicit"})(kitty) == "plain"
    assert chooser("override", {"kitty": "plain"})(kitty) == "override"


@pytest.mark.parametrize(
    ("ground", "light"),
    [
        ("rgb:ffff/ffff/ffff", True),
        ("rgb:fdfd/f6f6/e3e3", True),
        ("rgba:ff/ff/ff/80", True),
        ("rgb:F/F/F", True),
        ("rgb:0000/0000/0000", False),
        ("rgb:2323/2626/2727", False),
        ("rgb:0000/0000/ffff", False),
        ("rgb:fffff/fffff/fffff", False),
        ("", False),
        ("white", False),
    ],
)
def test_a_ground_is_light_where_it_says_so(ground: str, light: bool) -> None:
    assert is_light(Answers(ground=ground)) is light


class TestUnderstanding:
    ANSWER = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP>|kitty(0.26.5)\x1b\\\x1b[8;0$y\x1b[?62;c"
    WHOLE = Answers("kitty(0.26.5)", 0, True, "xterm-kitty", ground="rgb:0000/0000/0000")

    def test_the_answers_of_one_round(self) -> None:
        assert understood(self.ANSWER, Answers(term="xterm-kitty")) == (self.WHOLE, "", "")

    def test_the_order_does_not_matter(self) -> None:
        text = "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c\x1b[?8;1$y\x1bP>|XTerm(379)\x1b\\"
        assert understood(text, Answers()) == (Answers("XTerm(379)", 1, True), "", "")

    def test_what_was_typed_meanwhile_is_left(self) -> None:
        text = "j\x1b[A" + self.ANSWER.replace("\x1b[8", "س\x1b[8") + "q"
        answers, typed, unfinished = understood(text, Answers(term="xterm-kitty"))
        assert (answers, typed, unfinished) == (self.WHOLE, "j\x1b[Aسq", "")

    @pytest.mark.parametrize(
        "keys", ["\x1b[8;5u", "\x1b[<0;5;7M", "\x1b[12;8R", "\x1b[I", "\x1bOP", "\x1b[A", "\x1bq"]
    )
    def test_keys_are_not_taken_for_answers_and_do_not_wait(self, keys: str) -> None:
        assert understood(keys, Answers()) == (Answers(), keys, "")

    @pytest.mark.parametrize("key", ["\x1b", "\x1bP", "\x1b[", "\x1b[8", "\x1b]", "\x1b]1"])
    def test_what_begins_an_answer_too_waits_until_all_is_answered(self, key: str) -> None:
        assert understood(key, Answers()) == (Answers(), "", key)
        assert is_key(key)
        done = Answers(complete=True)
        assert understood(key, done) == (done, key, "")

    @pytest.mark.parametrize("answer", ["\x1b[?2026;2$y", "\x1b[?2048;0$y"])
    def test_answers_to_the_apps_own_questions_are_left(self, answer: str) -> None:
        assert understood(answer, Answers()) == (Answers(), answer, "")

    @given(st.text("jq\x1b[Aس", max_size=6), st.data())
    def test_nothing_depends_on_how_the_answers_are_cut(self, keys: str, data: st.DataObject) -> None:
        text = keys.replace("\x1b", "") + self.ANSWER + "k"
        at = data.draw(st.integers(0, len(text)))
        answers, typed, unfinished = understood(text[:at], Answers(term="xterm-kitty"))
        answers, more, unfinished = understood(unfinished + text[at:], answers)
        assert (answers, typed + more, unfinished) == (self.WHOLE, text.replace(self.ANSWER, ""), "")

    def test_a_name_may_end_with_a_bell(self) -> None:
        assert understood("\x1bP>|foot(1)\x07j", Answers()) == (Answers("foot(1)"), "j", "")
        assert understood("\x1b]11;#fff\x07j", Answers()) == (Answers(ground="#fff"), "j", "")

    @pytest.mark.parametrize(
        "wrong", ["\x1bP>|foot\r", "\x1bP>|foot\x1b[A", "\x1bP>|" + "f" * 100, "\x1b]11;rgb:\r"]
    )
    def test_a_name_that_never_ends_is_none(self, wrong: str) -> None:
        assert understood(wrong, Answers()) == (Answers(), wrong, "")

    def test_only_what_is_new_is_news(self) -> None:
        assert news(Answers("kitty(1)", term="x"), Answers("kitty(1)", 0, True, "x")) == {
            "bidi": 0,
            "complete": True,
        }


class TestModes:
    def test_they_are_those_of_the_settings(self) -> None:
        assert tuple(MODES) == KNOWN_TO_SETTINGS
        assert all(mode.name == name for name, mode in MODES.items())

    def test_what_is_switched_is_switched_back(self) -> None:
        assert (MODES["explicit"].start, MODES["explicit"].stop) == ("\x1b[8l", "\x1b[8h")
        assert MODES["konsole"].start == "\x1b]50;BidiRenderingEnabled=false\x07"
        assert MODES["mlterm"].start == "\x1b]5379;use_bidi=false\x07\x1b]5379;use_ctl=false\x07"
        for name in ("konsole", "mlterm"):
            assert MODES[name].stop == MODES[name].start.replace("false", "true")

    def test_the_others_send_nothing_of_their_own(self) -> None:
        for name in ("plain", "runs", "override"):
            assert (MODES[name].start, MODES[name].stop) == ("", "")

    def test_each_finishes_the_output_in_its_way(self) -> None:
        finishes = {name: mode.finish for name, mode in MODES.items() if mode.finish}
        assert finishes == {"runs": stream.runs, "override": stream.override}

    def test_lines_that_stay_leave_nothing_switched(self) -> None:
        line = " ﺏﺎﺘﻛ 12 (abc)"
        finished = {name: printing(mode).finish for name, mode in MODES.items()}
        assert finished["plain"] is None
        assert finished["konsole"] is stream.marked
        assert finished["mlterm"] is stream.whole
        assert finished["override"] is stream.override
        assert finished["runs"] is stream.runs
        assert finished["explicit"] is not None
        assert finished["explicit"](line) == f"\x1b[8l{line}\x1b[8h"
        assert finished["explicit"]("no more than Latin") == "no more than Latin"

    def test_lines_leave_room_for_the_controls_that_take_cells(self) -> None:
        line = " ﺏﺎﺘﻛ 12 ﺏﺎﺘﻛ"
        assert printing(MODES["mlterm"]).cells == len(stream.whole(line)) - len(line)
        assert {printing(mode).cells for name, mode in MODES.items() if name != "mlterm"} == {0}


@pytest.mark.parametrize(
    ("answers", "evidence"),
    [
        (Answers("kitty(0.26.5)", 0, True, "xterm-kitty"), "xtversion"),
        (Answers("", 1, True, "xterm"), "decrqm"),
        (Answers("VTE(7600)", 2, True, "xterm"), "decrqm"),
        (Answers("", 0, True, "mlterm"), "term"),
        (Answers("tmux 3.3a", None, True, "screen", "kitty(0.26.5)"), "tmux-client"),
        (Answers("tmux 3.3a", None, True, "screen", "", "mlterm"), "tmux-client"),
        (Answers("tmux 3.3a", None, True, "screen", "", "xterm"), "tmux"),
        (Answers("", None, True, "linux"), "nothing"),
        (Answers("", None, False, "xterm"), "nothing"),
    ],
)
def test_what_it_was_told_by_is_known(answers: Answers, evidence: str) -> None:
    assert known_by(answers) == evidence


def test_the_queries_end_with_the_one_that_every_terminal_answers() -> None:
    assert QUERIES == "\x1b[>0q\x1b[8$p\x1b[c"
