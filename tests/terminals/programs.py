"""The terminals, each started so that its grid fills its window: no menus, no scroll bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FONT, POINTS = "DejaVu Sans Mono", 16
COLUMNS, ROWS = 84, 24
PIXELS = 1300, 900
"""The screen that they are on, and for those that take their size in pixels."""


@dataclass(frozen=True)
class Program:
    """A terminal, perhaps with tmux inside it."""

    name: str
    needs: Sequence[str]
    """Programs that have to be installed."""
    command: Callable[[Path, Sequence[str]], list[str]]
    """Takes a home of its own and a command; gives what starts the terminal with that command in it."""
    files: Mapping[str, str]
    """Settings: where in the home, and what."""


def _xterm(_home: Path, command: Sequence[str]) -> list[str]:
    geometry = f"{COLUMNS}x{ROWS}+0+0"
    options = ["-fa", FONT, "-fs", str(POINTS), "-geometry", geometry, "-b", "0", "-u8", "+sb"]
    return ["xterm", *options, "-e", *command]


def _sakura(_home: Path, command: Sequence[str]) -> list[str]:
    import shlex

    options = ["-f", f"{FONT} {POINTS}", "-c", str(COLUMNS), "-r", str(ROWS)]
    return ["dbus-run-session", "sakura", *options, "-x", shlex.join(command)]


def _mlterm(_home: Path, command: Sequence[str]) -> list[str]:
    return ["mlterm", "-g", f"{COLUMNS}x{ROWS}", "--sbmod", "none", "-w", "20", "-e", *command]


def _konsole(_home: Path, command: Sequence[str]) -> list[str]:
    options = ["--nofork", "--hide-menubar", "--hide-tabbar", "--profile", "newsread"]
    return ["dbus-run-session", "konsole", *options, "-e", *command]


def _kitty(_home: Path, command: Sequence[str]) -> list[str]:
    return ["kitty", *command]


def _in_tmux(
    command: Callable[[Path, Sequence[str]], list[str]],
) -> Callable[[Path, Sequence[str]], list[str]]:
    def inside(home: Path, argv: Sequence[str]) -> list[str]:
        tmux = ["tmux", "-S", str(home / "tmux.socket"), "-f", str(home / "tmux.conf"), "new-session"]
        return command(home, [*tmux, *argv])

    return inside


_SAKURA = {
    ".config/sakura/sakura.conf": "[sakura]\nscrollbar=false\nless_questions=true\nshow_always_first_tab=No\n"
}
_KITTY = {
    ".config/kitty/kitty.conf": f"""font_family {FONT}
font_size {POINTS}
remember_window_size no
initial_window_width {COLUMNS}c
initial_window_height {ROWS}c
window_padding_width 0
hide_window_decorations yes
update_check_interval 0
enable_audio_bell no
cursor_blink_interval 0
"""
}
_KONSOLE = {
    ".local/share/konsole/newsread.profile": f"""[Appearance]
Font={FONT},{POINTS},-1,5,50,0,0,0,0,0

[General]
Name=newsread
Parent=FALLBACK/
TerminalColumns={COLUMNS}
TerminalRows={ROWS}
TerminalMargin=0

[Scrolling]
ScrollBarPosition=2
""",
    ".config/konsolerc": "[KonsoleWindow]\nRememberWindowSize=false\n",
}
_MLTERM = {".mlterm/aafont": f"DEFAULT={FONT}\nISO10646_UCS4_1={FONT}\n", ".mlterm/main": "use_aafont=true\n"}
_TMUX = {
    "tmux.conf": """set -g status off
set -g default-terminal tmux-256color
set -g escape-time 10
set -g destroy-unattached on
"""
}

PROGRAMS = (
    Program("xterm", ["xterm"], _xterm, {}),
    Program("sakura", ["sakura", "dbus-run-session"], _sakura, _SAKURA),
    Program("mlterm", ["mlterm"], _mlterm, _MLTERM),
    Program("konsole", ["konsole", "dbus-run-session"], _konsole, _KONSOLE),
    Program("kitty", ["kitty"], _kitty, _KITTY),
    Program("sakura+tmux", ["sakura", "dbus-run-session", "tmux"], _in_tmux(_sakura), _SAKURA | _TMUX),
    Program("kitty+tmux", ["kitty", "tmux"], _in_tmux(_kitty), _KITTY | _TMUX),
)
