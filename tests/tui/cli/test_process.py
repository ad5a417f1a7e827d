"""The command as a process: pipes that close, interruptions, closed and full streams, terminals."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Spawn, ended_by
from tests.support.documents import feed
from tests.support.places import ROOT
from tests.support.server import Server
from tests.support.waiting import LONGEST
from tui.output import harmless

TITLE = "حصيلة انهيار الجسر"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of more articles than a pipe or a moment takes."""
    folder = tmp_path / "كثير"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.txt").write_text(f"عنوان {number}\n\n{'نص طويل ' * 100}.\n", encoding="utf-8")
    return folder


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """The exit code and what was printed, once the process is done."""
    out, err = process.communicate(timeout=LONGEST)
    return process.returncode, (out or b"").decode(), (err or b"").decode()


def on_terminal(spawn: Spawn, *arguments: str, **environment: str) -> tuple[int, str]:
    """Runs the command with a terminal for all its streams; gives its exit code and what the terminal got."""
    controller, terminal = pty.openpty()
    process = spawn(
        *arguments,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
    )
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(controller, 65536):
            shown += piece
    except OSError:  # the other end is closed
        pass
    code = process.wait(timeout=LONGEST)
    os.close(controller)
    return code, shown.decode().replace("\r\n", "\n")


def test_a_usage_error_is_exit_2_on_stderr(spawn: Spawn) -> None:
    assert finish(spawn("exprot")) == (
        2,
        "",
        "newsread: no such file or command: 'exprot'. Did you mean 'export'?\n",
    )


def test_a_pipe_that_closes_early_is_quiet(spawn: Spawn, many: Path) -> None:
    assert finish(spawn("index", str(many)))[0] == 0
    process = spawn("articles", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b'{"id"')
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=LONGEST) == 141


INTERRUPTED_HALF_WAY = """
from store.library import Library
add_many = Library.add_many
def interrupted(self, documents, *rest, **named):
    def some():
        for number, one in enumerate(documents):
            if number == 1000:
                os.kill(os.getpid(), signal.SIGINT)
            yield one
    return add_many(self, some(), *rest, **named)
Library.add_many = interrupted
"""


def test_an_interruption_is_quiet_and_what_was_done_stays(spawn: Spawn, many: Path) -> None:
    out, err = ended_by(signal.SIGINT, INTERRUPTED_HALF_WAY, "index", str(many))
    assert out == ""
    kept = len(finish(spawn("articles", "--json"))[1].splitlines())
    assert 0 < kept <= 1000
    assert err == f"newsread: stopped; {kept} articles kept. The same command goes on there\n"


INTERRUPTED = """
import os, signal, sys
moment = sys.argv.pop(1)
def audit(event, arguments):
    if event == "import" and arguments[0] == moment:
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(audit)
from tui.cli import main
sys.exit(main())
"""
"""The command, to which Ctrl-C comes when it is about to import the module that its first argument names."""


@pytest.mark.parametrize("moment", ["tui.cli.running", "click", "dataclasses", "store.library", "sqlite3"])
def test_an_interruption_is_quiet_while_the_command_loads_too(many: Path, moment: str) -> None:
    command = [sys.executable, "-c", INTERRUPTED, moment, "index", str(many)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LONGEST)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_full_disk_behind_stdout_is_one_line(spawn: Spawn, outlet: Path) -> None:
    with open("/dev/full", "wb") as full:
        code, _, err = finish(spawn("claims", str(outlet), stdout=full))
    assert code == 1
    assert err == "newsread: cannot write the output: no space left on device\n"


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_an_export_goes_into_a_pipe_by_any_name(spawn: Spawn, empty: Path, name: str) -> None:
    if not os.path.exists(name) and name != "-":
        pytest.skip(f"this system has no {name}")
    code, out, err = finish(spawn("export", "--output", name))
    assert (code, err) == (0, "")
    assert json.loads(out)["format"] == "newsread"


def test_a_closed_stdout_does_no_harm(outlet: Path) -> None:
    command = f'"{sys.executable}" -m tui claims "$1" >&-'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command, "sh", str(outlet)], env=environment, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "ar_EG.ISO-8859-6"])
def test_a_pipe_gets_utf_8_in_every_locale(spawn: Spawn, outlet: Path, locale: str) -> None:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
    environment |= {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    code, out, err = finish(spawn("claims", "--json", str(outlet), env=environment))
    assert (code, err) == (0, "")
    assert json.loads(out)["article"]["title"] == TITLE


def test_a_name_that_is_not_unicode_is_indexed_and_told(spawn: Spawn, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff\x1b]0;owned\x07"
    os.mkdir(folder)
    with open(folder + b"/\xfe.txt", "w", encoding="utf-8") as file:
        file.write("عنوان\n\nنص.\n")
    with open(folder + b"/\xfd.txt", "wb") as file:
        file.write(b"\xff\xfe\x00")
    code, out, err = finish(spawn("index", folder))
    assert (code, out) == (1, "1 article: 1 new; 1 failed\n")
    assert err.count("\n") == 1
    assert harmless(err[:-1])
    for arguments in (["articles", "--json"], ["articles"], ["sources"], ["export"]):
        code, out, err = finish(spawn(*arguments))
        assert (code, err) == (0, "")
        assert all(map(harmless, out.split("\n")))
    code, out, _ = finish(spawn("claims", "--json", folder))
    assert code == 1
    assert os.fsencode(json.loads(out)["article"]["path"]) == folder + b"/\xfe.txt"


def test_a_terminal_gets_shaped_text_and_a_progress_bar(spawn: Spawn, outlet: Path) -> None:
    code, shown = on_terminal(spawn, "index", str(outlet))
    assert code == 0
    assert "Indexing" in shown
    assert shown.endswith("1 article: 1 new\n")
    code, shown = on_terminal(spawn, "articles")
    assert code == 0
    assert "ﺮﺴﺠﻟﺍ" in shown
    assert TITLE in on_terminal(spawn, "articles", "--unshaped")[1]


def test_what_is_piped_in_has_its_claims_and_is_compared(spawn: Spawn, outlet: Path) -> None:
    file = outlet / "bridge.txt"
    claims = spawn("claims", "-").communicate(file.read_bytes(), timeout=LONGEST)
    assert claims == (finish(spawn("claims", str(file)))[1].replace(str(file), "-").encode(), b"")
    out, err = spawn("compare", "-", str(file)).communicate(file.read_bytes(), timeout=LONGEST)
    assert (TITLE in claims[0].decode(), "الجسر كان آمنا" in out.decode(), err) == (True, True, b"")


def test_a_line_about_a_feed_takes_the_place_of_the_progress_bar(spawn: Spawn, server: Server) -> None:
    urls = [server.serve(f"/{title}", feed(f"خبر|/{title}|نص", title=title)) for title in "ab"]
    assert finish(spawn("subscribe", *urls))[0] == 0
    del server.answers["/a"]
    code, shown = on_terminal(spawn, "refresh")
    assert code == 1
    assert f"\r\x1b[Knewsread: {urls[0]}: the server answers 404 Not Found\n" in shown
    assert shown.index("404") < shown.rindex("Refreshing")


def test_a_terminal_gets_underlines_and_a_dumb_one_does_not(spawn: Spawn, outlet: Path) -> None:
    finish(spawn("index", str(outlet)))
    (article,) = map(json.loads, finish(spawn("articles", "--json"))[1].splitlines())
    if not article["claims"]:
        pytest.fail("the article has no claims to underline")
    assert "\x1b[4m" in on_terminal(spawn, "show", article["id"])[1]
    assert "\x1b" not in on_terminal(spawn, "show", article["id"], TERM="dumb")[1]


def test_what_may_not_be_read_is_one_failed_input(
    spawn: Spawn, mortal: tuple[str, ...], outlet: Path
) -> None:
    locked = [outlet / "locked.txt", outlet.parent / "locked"]
    locked[0].write_text("عنوان\n\nنص.\n", encoding="utf-8")
    locked[1].mkdir()
    for path in locked:
        path.chmod(0)
    for command in ("index", "claims"):
        process = spawn(command, *map(str, locked), str(outlet / "bridge.txt"), before=mortal)
        code, out, err = finish(process)
        assert code == 1
        assert "1 article: 1 new; 2 failed" in out or TITLE in out
        for path, line in zip(locked, err.splitlines(), strict=True):
            assert str(path) in line
            assert "permission denied" in line


def test_a_pipe_gets_no_progress_bar(spawn: Spawn, outlet: Path) -> None:
    assert finish(spawn("index", str(outlet))) == (0, "1 article: 1 new\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_get_completion(spawn: Spawn, shell: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    script = finish(spawn(env={**environment, "_NEWSREAD_COMPLETE": f"{shell}_source"}))[1]
    assert "_newsread_completion" in script


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("newsread ex", "plain,export"),
        ("newsread articles --so", "plain,--source"),
        ("newsread sam", "file,sam"),
    ],
)
def test_commands_options_and_files_are_completed(spawn: Spawn, line: str, expected: str) -> None:
    words = line.split()
    environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment |= {
        "_NEWSREAD_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    code, out, _ = finish(spawn(env=environment))
    assert code == 0
    assert expected in out.splitlines()


def test_the_command_is_light(spawn: Spawn) -> None:
    """What a run without articles has no need of is not loaded."""
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tui", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in process.stderr.splitlines()}
    heavy = {"textual", "rich", "sqlite3", "sqlite_utils", "jsonschema", "arabic_reshaper", "bidi", "asyncio"}
    assert "click" in loaded
    assert not heavy & loaded
    assert not {name for name in loaded if name.startswith(("store.", "tui.rtl"))} - {"store.errors"}
