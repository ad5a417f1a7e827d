"""newsread over a real SSH connection that is cut in the middle of a note."""

from __future__ import annotations

import os
import shlex
import signal
import termios
from pathlib import Path

import pytest

from store.library import Library
from tests.support.articles import small_library
from tests.support.emulator import XTERM, Emulator
from tests.support.reader import command, environment
from tests.support.ssh import Server
from tests.support.typist import Screen
from tests.support.waiting import LONGEST, wait_until

ME = "layla"
HALF, REST = "نصف ملاحظة 77", " ونصفها الآخر"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with an article."""
    path = tmp_path / "library.db"
    small_library(path, 1, ME).close()
    return path


@pytest.fixture
def newsread(tmp_path: Path, library: Path) -> str:
    """The command as it is typed over there."""
    settings = environment(tmp_path)
    # What the terminal is, sshd and tmux say.
    del settings["TERM"]
    return shlex.join(
        ["env", *(f"{name}={value}" for name, value in settings.items()), *command(library, ME)]
    )


def connect(sshd: Server, line: str) -> Emulator:
    """A terminal with a client that runs `line` over there."""
    own = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TERM": "xterm-256color"}
    return Emulator(sshd.client(line), own, XTERM, (80, 24))


def arguments(process: int) -> list[bytes]:
    """The words of the process's command line; none of one that has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def running(library: Path) -> list[int]:
    """The processes that have the library on their command line, a shell's or tmux's too."""
    processes = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    own = os.fsencode(library)
    return [one for one in processes if any(own in word for word in arguments(one))]


def begin(terminal: Emulator, screen: Screen) -> None:
    """Open the article, tag a statement and write half a note."""
    screen.wait_for("Articles")
    terminal.press("\r")
    screen.wait_for("statement 1/")
    terminal.press("1")
    screen.wait_for("verified: set")
    terminal.press("a")
    screen.wait_for("ctrl+s")
    terminal.press(HALF)


def finish(terminal: Emulator, screen: Screen) -> None:
    """Write the rest of the note, save it, and leave."""
    terminal.press(REST)
    terminal.press("\x13")
    screen.wait_for("note saved")
    terminal.press("q")
    assert terminal.finish() == 0
    assert terminal.sent.rfind(b"\x1b[?1049l") > terminal.sent.rfind(b"\x1b[?1049h") >= 0
    assert termios.tcgetattr(terminal.terminal) == terminal.before


def cut(terminal: Emulator) -> None:
    """Kill the client: the server learns that the connection is gone, and nothing more."""
    terminal.send(signal.SIGKILL)
    terminal.process.wait(LONGEST)


def kept(library: Path) -> tuple[tuple[str, ...], str]:
    """The tags and the note of the only annotation; there is no draft any more."""
    with Library.open(library, ME) as opened:
        found = [one for each in opened.article_page(None, 0, 9) for one in opened.annotations(each.id)]
        assert opened.drafts() == ()
    (one,) = found
    return one.tags, one.note


def test_in_tmux_it_goes_on_where_the_connection_broke(
    tmux: str, tmp_path: Path, sshd: Server, library: Path, newsread: str
) -> None:
    socket = shlex.quote(str(tmp_path / "tmux"))
    session = f"{tmux} -u -S {socket} -f /dev/null new-session -A -s news {shlex.quote(newsread)}"
    try:
        with connect(sshd, session) as terminal:
            screen = Screen(terminal)
            begin(terminal, screen)
            screen.wait_for("77")
            cut(terminal)
        (reader,) = [pid for pid in running(library) if b"--library" in arguments(pid)]
        with Library.open(library, ME) as opened:
            wait_until(lambda: [one.note for one in opened.drafts()] == [HALF])
        with connect(sshd, session) as terminal:
            screen = Screen(terminal)
            screen.wait_for("77")
            assert reader in running(library), "it is the same process still"
            finish(terminal, screen)
        wait_until(lambda: running(library) == [])
    finally:
        os.system(f"{tmux} -S {socket} kill-server 2>/dev/null")
    assert kept(library) == (("verified",), HALF + REST)


def test_without_tmux_the_draft_is_kept_and_nothing_stays_behind(
    sshd: Server, library: Path, newsread: str
) -> None:
    with connect(sshd, newsread) as terminal:
        screen = Screen(terminal)
        begin(terminal, screen)
        screen.wait_for("77")
        cut(terminal)
    wait_until(lambda: running(library) == [])
    with Library.open(library, ME) as opened:
        assert [one.note for one in opened.drafts()] == [HALF]
    with connect(sshd, newsread) as terminal:
        screen = Screen(terminal)
        screen.wait_for("statement 1/")
        screen.wait_for("verified")
        terminal.press("a")
        screen.wait_for("77")
        finish(terminal, screen)
    wait_until(lambda: running(library) == [])
    assert kept(library) == (("verified",), HALF + REST)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_what_was_typed_last_is_kept_when_the_process_is_told_to_end(
    tmp_path: Path, library: Path, number: signal.Signals
) -> None:
    """The signal comes before the pause in typing after which a draft is kept anyway."""
    with Emulator(command(library, ME), environment(tmp_path), XTERM, (80, 24)) as terminal:
        screen = Screen(terminal)
        begin(terminal, screen)
        screen.wait_for("77")
        terminal.press(" 99")
        screen.wait_for("99")
        terminal.send(number)
        assert terminal.finish() == -number
        assert termios.tcgetattr(terminal.terminal) == terminal.before
    with Library.open(library, ME) as opened:
        assert [one.note for one in opened.drafts()] == [HALF + " 99"]
