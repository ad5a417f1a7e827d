"""Two real users of the machine annotate one library that is shared with a group; a third is kept out."""

from __future__ import annotations

import grp
import json
import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.users import open_folder
from tests.support.waiting import LONGEST


@dataclass(frozen=True)
class Member:
    """A user of the machine, in some groups."""

    name: str
    groups: tuple[int, ...]
    python: str
    environment: dict[str, str]

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Python with these arguments, as a process of this user and these groups."""
        entry = pwd.getpwnam(self.name)
        return subprocess.Popen(
            [self.python, *arguments],
            env=self.environment,
            cwd="/",
            user=entry.pw_uid,
            group=entry.pw_gid,
            extra_groups=self.groups,
            umask=0o077,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def newsread(self, *arguments: str) -> tuple[int, str, str]:
        """The command's exit code and what it printed."""
        process = self.start("-m", "tui", "--annotator", self.name, *arguments)
        out, err = process.communicate(timeout=LONGEST)
        return process.returncode, out, err


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder through which everybody can pass."""
    with open_folder() as folder:
        yield folder


@pytest.fixture(params=["wal", "rollback"])
def people(place: Path, request: pytest.FixtureRequest) -> tuple[str, Member, Member, Member]:
    """A group; two users in it, the first of whom owns a folder; and one who is not."""
    if os.geteuid():
        pytest.skip("only the superuser can be several users at once")
    group = next((entry for entry in grp.getgrall() if entry.gr_name == "users"), None)
    accounts = [entry for entry in pwd.getpwall() if 0 < entry.pw_uid < 1000 and entry.pw_gid != 0][:3]
    if group is None or len(accounts) < 3:
        pytest.skip("this system has no group `users`, or fewer than three accounts")
    packages = Path(pytest.__file__).parents[1]
    environment = {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "HOME": str(place),
        "PYTHONPATH": f"{ROOT}:{packages}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NEWSREAD_LIBRARY": str(place / "news" / "library.db"),
        "NEWSREAD_CONFIG": str(place / "config.toml"),
        "NEWSREAD_JOURNAL": request.param,
    }
    (place / "config.toml").touch(mode=0o644)
    (place / "config.toml").chmod(0o644)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in filter(None, (sys.executable, shutil.which(version, path=os.defpath))):
        first, second = (Member(one.pw_name, (group.gr_gid,), python, environment) for one in accounts[:2])
        stranger = Member(accounts[2].pw_name, (), python, environment)
        try:
            process = first.start("-c", "import tui.cli.commands, store.library, sqlite_utils")
        except PermissionError:
            continue
        if process.communicate()[1] == "":
            (place / "news").mkdir()
            os.chown(place / "news", accounts[0].pw_uid, accounts[0].pw_gid)
            (place / "news").chmod(0o700)
            return group.gr_name, first, second, stranger
    pytest.skip("other users cannot run this Python, or not read this folder")


KEEPS_OPEN = """
import sys
from pathlib import Path
from store.library import Library
from store.model import Span
with Library.open(Path(sys.argv[1]), sys.argv[2]) as library:
    article = sys.argv[3]
    for number in range(20):
        library.set_note(article, Span(0, 5), "span", f"{sys.argv[2]} {number}")
        if number == 0:
            print("open", flush=True)
            sys.stdin.readline()
    print(sorted(one.note for one in library.annotations(article)), flush=True)
"""


def test_two_people_annotate_one_shared_library(
    place: Path, people: tuple[str, Member, Member, Member]
) -> None:
    group, first, second, stranger = people
    library = place / "news" / "library.db"
    text = place / "article.txt"
    text.write_text("عنوان الخبر\n\nقال المدير إن السفن وصلت. ولم يعلق أحد.\n", encoding="utf-8")
    text.chmod(0o644)
    assert first.newsread("index", str(text))[0] == 0
    (article,) = [json.loads(line)["id"] for line in first.newsread("articles", "--json")[1].splitlines()]
    tag = ("annotate", article, "--start", "0", "--end", "5", "--tag", "verified")

    code, _, err = second.newsread(*tag)
    assert (code, err.count("\n")) == (1, 1)
    assert "permission denied" in err
    code, _, err = second.newsread("share", group)
    assert (code, err.count("\n")) == (1, 1)

    code, out, err = first.newsread("share", group)
    assert (code, out) == (0, f"{library}: its owner and the group {group}\n"), err
    assert second.newsread(*tag)[0] == 0
    code, _, err = second.newsread("share", "--none")
    assert (code, err) == (1, f"newsread: {library} belongs to {first.name}, who alone can share it\n")
    code, _, err = stranger.newsread(*tag)
    assert (code, err.count("\n")) == (1, 1)

    # Both have it open: the first makes the journals once, the second the next time.
    for one, other in ((first, second), (second, first)):
        processes = []
        for member in (one, other):
            processes.append(member.start("-c", KEEPS_OPEN, str(library), member.name, article))
            process = processes[-1]
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n", process.communicate("\n", timeout=LONGEST)[1]
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in library.parent.iterdir()}
        assert set(modes.values()) == {0o660}
        for process in processes:
            _, errors = process.communicate("\n", timeout=LONGEST)
            assert (process.returncode, errors) == (0, "")

    exported = json.loads(second.newsread("export")[1])["articles"][0]["annotations"]
    assert sorted((one["annotator"], one["note"]) for one in exported if one["target"] == "span") == sorted(
        (member.name, f"{member.name} 19") for member in (first, second)
    )
    assert [one["annotator"] for one in exported if one["tags"] == ["verified"]] == [second.name]

    code, out, _ = first.newsread("share", "--none")
    assert (code, out) == (0, f"{library}: its owner alone\n")
    assert second.newsread(*tag)[0] == 1
    assert first.newsread(*tag)[0] == 0
