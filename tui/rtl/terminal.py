"""What a terminal needs to show rows in visual order as they are, and which terminal this is.

Pure: the queries and the answers are strings; `asking` sends and receives them. The facts behind the tables
were measured by looking at the pixels (`make terminals`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tui.rtl import stream
from tui.rtl.stream import Finish

# Modes


class Mode(NamedTuple):
    """What is sent to a kind of terminal."""

    name: str
    start: str = ""
    """Sent before the first row."""
    stop: str = ""
    """Sent on the way out, and before another program gets the terminal."""
    finish: Finish | None = None
    """Makes of output what the terminal is sent; None leaves it as it is."""


def plain() -> Mode:
    """For terminals that put each cell where it is sent and do nothing else."""
    return Mode("plain")


def explicit() -> Mode:
    """For VTE: BDSM, the bidirectional support mode of ECMA-48, is reset and set again."""
    return Mode("explicit", "\x1b[8l", "\x1b[8h")


def konsole() -> Mode:
    """For Konsole: a setting of its profile is changed and changed back."""
    setting = "\x1b]50;BidiRenderingEnabled={}\x07"
    return Mode("konsole", setting.format("false"), setting.format("true"))


def mlterm() -> Mode:
    """For mlterm: its reordering and its shaping are switched off and on again."""
    switches = "\x1b]5379;use_bidi={0}\x07\x1b]5379;use_ctl={0}\x07"
    return Mode("mlterm", switches.format("false"), switches.format("true"))


def runs() -> Mode:
    """For kitty: words in visual order, the letters of each run in logical order."""
    return Mode("runs", finish=stream.runs)


def override() -> Mode:
    """For terminals that reorder and cannot be told not to, such as those behind tmux."""
    return Mode("override", finish=stream.override)


MODES: Mapping[str, Mode] = {
    mode().name: mode() for mode in (plain, explicit, konsole, mlterm, runs, override)
}
"""The modes by name."""


class Printing(NamedTuple):
    """How lines are sent that stay on the screen when the program has ended."""

    finish: Finish | None
    """Makes of a line what the terminal is sent; None leaves it as it is."""
    cells: int = 0
    """The cells that a line must leave free for it."""


def printing(mode: Mode) -> Printing:
    """What a mode does to lines that stay.

    A switch is taken back at the end of the line, so that a program that is killed leaves nothing switched;
    VTE keeps it for the line. What Konsole and mlterm are told holds for all that they show, so that rows
    would turn round when it is taken back: there the line itself says how it is to be read.
    """
    if mode.name == "konsole":
        return Printing(stream.marked)
    if mode.name == "mlterm":
        return Printing(stream.whole, stream.WHOLE_CELLS)
    if mode.start:
        return Printing(lambda line: f"{mode.start}{line}{mode.stop}" if stream.has_rtl(line) else line)
    return Printing(mode.finish)


# Recognition

QUERIES = "\x1b[>0q\x1b[8$p\x1b[c"
"""XTVERSION, DECRQM of mode 8, and DA1, which every terminal answers: it is the end of the wait."""

GROUND_QUERY = "\x1b]11;?\x1b\\"
"""The colour of the ground; asked before `QUERIES`, where it is of use."""


class Answers(NamedTuple):
    """What is known of a terminal: what it answered, its environment, and what tmux says of its client."""

    version: str = ""
    """The answer to XTVERSION, such as `kitty(0.26.5)`; "" if there was none."""
    bidi: int | None = None
    """The state of mode 8: 0 unknown, 1 set, 2 reset, 3 and 4 the same for good; None if there was none."""
    complete: bool = False
    """Whether DA1 was answered: what has not come by then does not come."""
    term: str = ""
    """TERM."""
    client_type: str = ""
    """In tmux, what the terminal outside answered to tmux's XTVERSION."""
    client_name: str = ""
    """In tmux, TERM outside."""
    ground: str = ""
    """The colour of the ground, such as `rgb:ffff/ffff/ffff`; "" if it was not told."""


_ANSWERS = re.compile(
    r"\x1bP>\|(?P<version>[^\x00-\x1f\x7f]{0,99})(?:\x1b\\|\x07)"
    r"|\x1b\]11;(?P<ground>[^\x00-\x1f\x7f]{0,99})(?:\x1b\\|\x07)"
    r"|\x1b\[\??8;(?P<bidi>\d+)\$y|(?P<complete>\x1b\[\?[\d;]*c)"
)
_UNFINISHED = re.compile(r"\x1b(?:(?:P>\||\]11;)[^\x00-\x1f\x7f]{0,99}\x1b?|P>|\[\??8;[\d$]*|\[\?[\d;]*)\Z")
_BEGUN = re.compile(r"\x1b(?:P|\]1{0,2}|\[8?)?\Z")
"""What begins an answer as well as a key."""


def understood(received: str, known: Answers) -> tuple[Answers, str, str]:
    """What is known with the answers in `received`; the rest of it, which somebody typed; an unfinished end.

    The end is to be put before what is received next. As long as not all is answered, it may be a key.
    """
    typed: list[str] = []
    start = 0
    for found in _ANSWERS.finditer(received):
        typed.append(received[start : found.start()])
        start = found.end()
        if found["version"] is not None:
            known = known._replace(version=found["version"])
        elif found["ground"] is not None:
            known = known._replace(ground=found["ground"])
        elif found["bidi"] is not None:
            known = known._replace(bidi=int(found["bidi"]))
        else:
            known = known._replace(complete=True)
    rest = received[start:]
    unfinished = _UNFINISHED.search(rest) or (None if known.complete else _BEGUN.search(rest))
    end = unfinished.start() if unfinished else len(rest)
    typed.append(rest[:end])
    return known, "".join(typed), rest[end:]


def is_key(unfinished: str) -> bool:
    """Whether an unfinished end after which nothing comes is a key, and no answer that was cut."""
    return _BEGUN.match(unfinished) is not None


def news(before: Answers, after: Answers) -> dict[str, Any]:
    """The fields in which answers differ from those before, with what they are now."""
    fields = zip(Answers._fields, before, after, strict=True)
    return {name: new for name, old, new in fields if new != old}


_BY_NAME = {"kitty": "runs", "Konsole": "konsole"}
"""By the name in the answer to XTVERSION."""
_IN_TMUX = {"kitty": "runs", "Konsole": "override", "mlterm": "override", "VTE": "override", "": "override"}
"""By the name of tmux's client; a client without one is on VTE, or one that does not mind."""


def recognise(answers: Answers) -> str:
    """The name of the mode that a terminal with these answers needs; `plain` for one that is not known."""
    name = _program(answers.version)
    if name == "tmux":
        return _IN_TMUX.get(_client(answers), "plain")
    if answers.bidi in (1, 2):
        return "explicit"
    if answers.bidi == 3:
        return "override"
    return "mlterm" if not name and answers.term.startswith("mlterm") else _BY_NAME.get(name, "plain")


def is_light(answers: Answers) -> bool:
    """Whether the ground is nearer to white than to black, by its luma (ITU-R BT.601); False if not told."""
    found = re.match(r"rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})(?:/|\Z)", answers.ground, re.I)
    if found is None:
        return False
    red, green, blue = (int(part, 16) / int("f" * len(part), 16) for part in found.groups())
    return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5


def known_by(answers: Answers) -> str:
    """Which answer `recognise` went by: "xtversion", "decrqm", "term", "tmux-client", "tmux" or "nothing"."""
    name = _program(answers.version)
    if name == "tmux":
        return "tmux-client" if _client(answers) else "tmux"
    if answers.bidi in (1, 2, 3):
        return "decrqm"
    return "xtversion" if name else "term" if answers.term.startswith("mlterm") else "nothing"


def called(answers: Answers) -> str:
    """What the terminal is called in the settings: its name without the version, or else TERM.

    Inside tmux the name of its client follows: `tmux kitty`.
    """
    name = _program(answers.version)
    if name == "tmux":
        return f"tmux {_client(answers)}".rstrip()
    if not name and answers.bidi in (1, 2):
        return "VTE"
    return name or _program(answers.term) or "unknown"


def chooser(asked_for: str | None, kept: Mapping[str, str]) -> Callable[[Answers], str]:
    """Gives the name of a mode: the one asked for, the one kept for the terminal's name, or as recognised."""
    return lambda answers: asked_for or kept.get(called(answers)) or recognise(answers)


def _client(answers: Answers) -> str:
    """The name of the terminal outside tmux, or "" where tmux knows none."""
    name = _program(answers.client_type)
    return name or ("mlterm" if answers.client_name.startswith("mlterm") else "")


def _program(version: str) -> str:
    """`kitty(0.26.5)` and `Konsole 22.12.3` without the version."""
    found = re.match(r"[\w.+-]+", version, re.ASCII)
    return found[0] if found else ""
