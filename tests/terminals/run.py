"""`make terminals`: the real reader in real terminals, read back from the pixels.

    python -m tests.terminals.run [TERMINAL]...          all of them by default; see `programs.py`

Starts each terminal under Xvfb with the reader on the samples in it, zooms the article, moves, tags, scrolls
and opens a prompt over it, takes a picture, reads it with tesseract and compares with the text that stands
there; then the same with what `newsread show` prints. Prints one line for each terminal with both character
error rates and fails where one is above `BAR`; what is seen stays in `.terminals`. The last line is xterm
with its letters in the wrong order: both rates have to be above the bar, or the harness could not tell right
from wrong.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyte

from store.library import Library
from tests.support.places import ROOT
from tests.terminals.pixels import Box, Picture, error_rate, readings
from tests.terminals.programs import PIXELS, PROGRAMS, Program
from tui.cli.show import marked
from tui.rtl.layout import layout
from tui.widgets.painting import GUTTER

BAR = 0.10
SEEN = ROOT / ".terminals"
TOOLS = ("Xvfb", "xdotool", "import", "convert", "identify", "tesseract")
NEWSREAD = [str(Path(sys.executable).with_name("newsread"))]

KEYS = (
    *("Return", "z", "j", "j", "1", "n", "space", "k", "t", "Escape"),
    *("g", "j", "2", "a", "Escape", "j", "j", "t", "Escape", "k", "N"),
)
"""Opens an article, zooms it, moves, tags, goes to claims, scrolls; prompts come and go over it."""

SHOWN = "samples/ضفاف الخزامى/jisr-shuhud.txt"
"""What `newsread show` prints."""

BYTES = {"Return": b"\r", "space": b" ", "Escape": b"\x1b"}
"""What a terminal sends for those keys that are not letters."""

KEY_SECONDS = 0.25
READY_SECONDS = 30.0
START_TRIES = 3
"""How often a terminal that shows nothing is started; what it shows is never looked at twice."""
STILL_SECONDS = 0.8
"""How long nothing must change for a picture to count as finished."""
BUSY_ROWS = 4
"""On how many rows something stands at least when a program shows what it has; a cursor stands on one."""


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """An X server of its own; gives what has to be in the environment of its programs."""
    read_end, write_end = os.pipe()
    screen = "{}x{}x24".format(*PIXELS)
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as told:
        number = told.readline().strip()
    try:
        yield {"DISPLAY": f":{number}", "LIBGL_ALWAYS_SOFTWARE": "1"}
    finally:
        server.terminate()
        server.wait()


START = r"""
stty size >"$0"
printf '\033[?25l\033[2J\033[H\033[48;5;201m \033[999;999H \033[m'
until [ -e "$1" ]; do sleep 0.05; done
shift
printf '\033[2J\033[H\033[?25h'
exec "$@"
"""
"""Sets off the corners of the grid, so that it can be found in the picture, and goes on when told to."""
CORNER = b"\xff\x00\xff"


class NotStarted(Exception):
    """A terminal that shows nothing; the message holds what it printed."""


class Window:
    """A terminal on the display, that runs a command; ended with the `with` block."""

    def __init__(
        self, program: Program, folder: Path, command: Sequence[str], environment: Mapping[str, str]
    ) -> None:
        home = folder / program.name
        for name, text in program.files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        runtime = home / "runtime"
        runtime.mkdir(parents=True, mode=0o700)
        self._size, self._go = home / "size", home / "go"
        start = ["sh", "-c", START, str(self._size), str(self._go), *command]
        own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8"}
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self._environment = {**kept, **own, **environment}
        self._log = (home / "log").open("wb")
        self._process = subprocess.Popen(
            program.command(home, start),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        self._id = ""
        self.grid, self.columns, self.rows = Box(0, 0, 0, 0), 0, 0

    def wait(self) -> None:
        """Find out where its grid is, let the command begin and wait for what it shows."""
        deadline = time.monotonic() + READY_SECONDS
        while not (found := self._largest()):
            self._check(deadline)
        self._id = found
        self._xdotool("mousemove", str(PIXELS[0] - 1), str(PIXELS[1] - 1))
        self._xdotool("windowfocus", self._id)
        while True:
            picture = self.still()
            box = picture.around(CORNER)
            told = self._size.read_text().split() if self._size.exists() else []
            if box is not None and told:
                break
            self._check(deadline)
        self.grid, self.rows, self.columns = box, *map(int, told)
        self._go.touch()
        deadline = time.monotonic() + READY_SECONDS
        while self.still(picture).busy_rows(self.grid, self.rows) < BUSY_ROWS:
            # Keys would reach the shell before the program, or while it asks the terminal.
            self._check(deadline)

    def press(self, keys: Sequence[str]) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self._xdotool("key", key)
            time.sleep(KEY_SECONDS)
            if key == "Escape":
                # A letter that comes too soon after it is another key: Alt and the letter.
                self.still()

    def still(self, other: Picture | None = None) -> Picture:
        """A picture of it after some time without a change; none that is like `other`."""
        deadline = time.monotonic() + READY_SECONDS
        before, since = other, time.monotonic()
        while True:
            picture = self._picture()
            if picture != before:
                before, since = picture, time.monotonic()
            elif picture != other and time.monotonic() - since > STILL_SECONDS:
                return picture
            self._check(deadline)

    def _check(self, deadline: float) -> None:
        if time.monotonic() > deadline or self._process.poll() is not None:
            self._log.flush()
            raise NotStarted(f"did not start: {Path(self._log.name).read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)

    def _picture(self) -> Picture:
        command = ["import", "-silent", "-window", self._id, "-depth", "8", "ppm:-"]
        done = subprocess.run(command, env=self._environment, capture_output=True, check=True)
        return Picture.of_ppm(done.stdout)

    def _largest(self) -> str:
        """The id of the largest window that can be seen."""
        command = ["xdotool", "search", "--onlyvisible", "--maxdepth", "1", "--name", ""]
        found = subprocess.run(command, env=self._environment, capture_output=True, encoding="utf-8").stdout
        sizes = []
        for window in found.split():
            told = self._xdotool("getwindowgeometry", "--shell", window)
            shape = dict(line.split("=") for line in told.split())
            sizes.append((int(shape["WIDTH"]) * int(shape["HEIGHT"]), window))
        sizes = [(size, window) for size, window in sizes if 10_000 < size < PIXELS[0] * PIXELS[1]]
        return max(sizes)[1] if sizes else ""

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, number)
                self._process.wait(2)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        self._log.close()


# What should stand there


@dataclass(frozen=True)
class Task:
    """Something that newsread does in a terminal."""

    name: str
    library: str
    """The file of its library."""
    arguments: tuple[str, ...]
    """What comes after `newsread --library FILE`."""
    keys: tuple[str, ...]
    """The keys that are pressed."""
    margin: int
    """The cells on each side that its texts leave free."""
    texts: tuple[str, ...] = field(repr=False)
    """What it may show."""

    def command(self, folder: Path, place: Path) -> list[str]:
        """It on a copy of the library, so that each begins alike; the terminal stays when it has ended."""
        copy = place / "copy.db"
        shutil.copy(folder / self.library, copy)
        return ["sh", "-c", '"$@"; exec sleep 1000', "sh", *NEWSREAD, "--library", str(copy), *self.arguments]


def tasks(folder: Path) -> tuple[Task, Task]:
    """The reader on the samples, and `newsread show` of what is Arabic of one: tesseract reads no Latin."""
    lines = (ROOT / SHOWN).read_text(encoding="utf-8").splitlines()
    own = folder / "shown.txt"
    own.write_text("\n".join(one for one in lines if not re.search("[A-Za-z]", one)), encoding="utf-8")
    library = folder / "library.db"
    command = [*NEWSREAD, "--library", str(library), "index", str(ROOT / "samples")]
    subprocess.run(command, check=True, capture_output=True)
    with Library.open(library, "twin") as opened:
        texts = [opened.article(one.id).text for one in opened.article_page(None, 0, 100)]
    shutil.copy(library, folder / "samples.db")
    subprocess.run([*command[:-1], str(own)], check=True, capture_output=True)
    with Library.open(library, "twin") as opened:
        found = [opened.article(one.id) for one in opened.article_page(None, 0, 100)]
    (article,) = [one for one in found if one.text not in texts]
    shown, _ = marked(article.text, article.extraction.claims)
    reader = Task("reader", "samples.db", (), KEYS, GUTTER, tuple(texts))
    return reader, Task("show", "library.db", ("show", article.id), (), 1, (shown,))


@cache
def twin(task: Task, folder: Path, columns: int, rows: int) -> list[str]:
    """The rows that newsread shows after the same keys on a terminal of that size that needs nothing."""
    place = folder / f"{task.name}-{columns}x{rows}"
    place.mkdir()
    command = task.command(folder, place)
    child, terminal = pty.fork()
    if child == 0:
        plain = {"TERM": "xterm-256color", "NEWSREAD_TERMINAL": "plain"}
        os.environ |= {"HOME": str(place), "LC_ALL": "C.UTF-8", **plain}
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execvp(command[0], command)
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    try:
        _drain(terminal, stream, 2.0)
        for key in task.keys:
            os.write(terminal, BYTES.get(key, key.encode()))
            _drain(terminal, stream, KEY_SECONDS)
    finally:
        # Its shell leads a session of its own, whose programs end with the terminal.
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    return screen.display


def _drain(terminal: int, stream: pyte.ByteStream, quiet: float) -> None:
    while select.select([terminal], [], [], quiet)[0]:
        try:
            stream.feed(os.read(terminal, 65536))
        except OSError:
            return


def logical(rows: Sequence[str], task: Task) -> list[tuple[int, str]]:
    """The rows of the task's texts among `rows`, each with its number and its text in logical order."""
    width = len(rows[0]) - 2 * task.margin
    known: dict[str, str] = {}
    for text in task.texts:
        known |= {row.text.strip(): text[row.start : row.end].strip() for row in layout(text, width)}
    known.pop("", None)
    found = []
    for number, row in enumerate(rows):
        inside = [shown for shown in known if shown in row]
        if inside:
            found.append((number, known[max(inside, key=len)]))
    return found


# The proof


def look(
    program: Program, environment: Mapping[str, str], folder: Path, task: Task, mode: str | None = None
) -> float:
    """The character error rate of a task in a terminal; `mode` instead of what the terminal needs."""
    name = "-".join(filter(None, (program.name, task.name, mode)))
    settings = {"NEWSREAD_TERMINAL": mode} if mode else {}
    for attempt in range(1, START_TRIES + 1):
        place = folder / f"{name}-{attempt}"
        place.mkdir()
        with Window(program, place, task.command(folder, place), {**environment, **settings}) as window:
            try:
                window.wait()
            except NotStarted:
                if attempt == START_TRIES:
                    raise
                continue
            window.press(task.keys)
            picture = window.still()
            break
    expected = logical(twin(task, folder, window.columns, window.rows), task)
    margin = task.margin - 1
    part = Box(margin, expected[0][0], window.columns - margin, expected[-1][0] + 1)
    shades = picture.black_on_white(window.grid, window.columns, window.rows, part)
    wanted = "\n".join(text for _, text in expected)
    seen = SEEN / f"{name}.png"
    best = 1.0
    for text in readings(shades, seen):
        rate = error_rate(text, wanted)
        if rate < best:
            best = rate
            seen.with_suffix(".txt").write_text(f"{text}\n---\n{wanted}\n", encoding="utf-8")
        if best <= BAR:
            break
    return best


def main(names: Sequence[str]) -> int:
    """Look at the terminals named, and at the wrong order; gives the exit code."""
    chosen = [program for program in PROGRAMS if not names or program.name in names]
    missing = {
        tool for tool in (*TOOLS, *(need for one in chosen for need in one.needs)) if not shutil.which(tool)
    }
    if missing or not chosen:
        print(f"not installed: {', '.join(sorted(missing))}; see CONTRIBUTING.md", file=sys.stderr)
        return 2
    SEEN.mkdir(exist_ok=True)
    failed = False
    with tempfile.TemporaryDirectory() as name, display() as environment:
        folder = Path(name)
        both = tasks(folder)
        print(f"{'':<12} {both[0].name:>7} {both[1].name:>7}")
        for program in chosen:
            began = time.monotonic()
            rates = [look(program, environment, folder, task) for task in both]
            failed |= max(rates) > BAR
            print(_line(program.name, rates, time.monotonic() - began), flush=True)
        began = time.monotonic()
        rates = [look(PROGRAMS[0], environment, folder, task, "runs") for task in both]
        failed |= min(rates) <= BAR
        print(_line("wrong order", rates, time.monotonic() - began), flush=True)
    return int(failed)


def _line(name: str, rates: Sequence[float], seconds: float) -> str:
    return f"{name:<12} {rates[0]:7.3f} {rates[1]:7.3f}  {seconds:4.1f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
