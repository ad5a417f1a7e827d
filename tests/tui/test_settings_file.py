"""Keeping a choice in `config.toml`: the rest of the file stays as it is, and a file is never spoilt."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings_file import CannotKeep, keep_terminal, with_terminal

FULL = """# mine
theme = "nord"   # dark

[keys]
# undo = ["u"]
undo = "u"

[terminals]  # by name
kitty = "plain"   # was: runs
"tmux kitty" = 'runs'

[other]
kitty = "x"
"""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("", "kitty", '[terminals]\nkitty = "runs"\n'),
        ('theme = "nord"\n', "kitty", 'theme = "nord"\n\n[terminals]\nkitty = "runs"\n'),
        ('theme = "nord"', "kitty", 'theme = "nord"\n\n[terminals]\nkitty = "runs"\n'),
        ("[terminals]\n# none\n", "kitty", '[terminals]\nkitty = "runs"\n# none\n'),
        ("[terminals]", "kitty", '[terminals]\nkitty = "runs"'),
        (FULL, "kitty", FULL.replace('kitty = "plain"', 'kitty = "runs"')),
        (FULL, "tmux kitty", FULL.replace("'runs'", '"runs"')),
        (FULL, "VTE", FULL.replace("'runs'\n", "'runs'\nVTE = \"runs\"\n")),
        (FULL, "tmux XTerm", FULL.replace("'runs'\n", "'runs'\n\"tmux XTerm\" = \"runs\"\n")),
        (FULL, "a.b", FULL.replace("'runs'\n", "'runs'\n\"a.b\" = \"runs\"\n")),
        ("[keys]\r\n[terminals]\r\nx = 'plain'\r\n", "x", '[keys]\r\n[terminals]\r\nx = "runs"\r\n'),
        ("\ufefftheme = 'nord'\n", "x", "\ufefftheme = 'nord'\n\n[terminals]\nx = \"runs\"\n"),
        ('a = """\n[terminals]\n"""\n[terminals]\nx = "y"\n', "x",
         'a = """\n[terminals]\n"""\n[terminals]\nx = "runs"\n'),
    ],
)  # fmt: skip
def test_the_choice_gets_its_line_and_all_else_stays(text: str, name: str, expected: str) -> None:
    assert with_terminal(text, name, "runs") == expected


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "terminals = 1\n",
        'terminals = { kitty = "plain" }\n',
        'terminals.kitty = "plain"\n',
        'a = """\n[terminals]\nkitty = "x"\n"""\n',
        "[[terminals]]\n",
    ],
)
def test_what_is_written_in_another_way_is_left_alone(text: str) -> None:
    assert with_terminal(text, "kitty", "runs") is None


names = st.text("abz .-_+é\"\\'", min_size=1, max_size=8)


@given(st.dictionaries(names, st.sampled_from(["plain", "runs"]), max_size=5), names)
def test_whatever_is_kept_can_be_read_again(kept: dict[str, str], name: str) -> None:
    text = "# first\n[keys]\nundo = 'u'\n"
    for each, mode in [*kept.items(), (name, "override")]:
        changed = with_terminal(text, each, mode)
        assert changed is not None
        text = changed
    assert tomllib.loads(text) == {"keys": {"undo": "u"}, "terminals": {**kept, name: "override"}}
    assert text.startswith("# first\n[keys]\nundo = 'u'\n")


class TestTheFile:
    def test_one_that_is_not_there_is_made_with_its_folder(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "config.toml"
        keep_terminal(path, "kitty", "runs")
        assert path.read_text(encoding="utf-8") == '[terminals]\nkitty = "runs"\n'

    def test_a_link_stays_a_link_and_the_permissions_stay(self, tmp_path: Path) -> None:
        real = tmp_path / "dotfiles.toml"
        real.write_text(FULL, encoding="utf-8")
        real.chmod(0o640)
        link = tmp_path / "config.toml"
        link.symlink_to(real)
        keep_terminal(link, "kitty", "runs")
        assert link.is_symlink()
        assert real.stat().st_mode & 0o777 == 0o640
        assert tomllib.loads(real.read_text(encoding="utf-8"))["terminals"]["kitty"] == "runs"
        assert len(os.listdir(tmp_path)) == 2

    def test_one_that_is_not_understood_is_left_as_it_is_and_the_line_to_write_is_told(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "config.toml"
        path.write_text("terminals = 1\n", encoding="utf-8")
        with pytest.raises(CannotKeep, match='write "tmux kitty" = "runs" under'):
            keep_terminal(path, "tmux kitty", "runs")
        assert path.read_text(encoding="utf-8") == "terminals = 1\n"

    def test_one_that_is_not_utf_8_is_left_as_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "config.toml"
        path.write_bytes(b"\xff\n")
        with pytest.raises(CannotKeep, match="not UTF-8"):
            keep_terminal(path, "kitty", "runs")
        assert path.read_bytes() == b"\xff\n"

    @pytest.mark.parametrize("locked", ["file", "folder"])
    def test_one_that_cannot_be_written_is_left_as_it_is(
        self, tmp_path: Path, mortal: tuple[str, ...], locked: str
    ) -> None:
        path = tmp_path / "config.toml"
        path.write_text(FULL, encoding="utf-8")
        (path if locked == "file" else tmp_path).chmod(0o444 if locked == "file" else 0o555)
        code = f"from tui.settings_file import *; keep_terminal(Path({str(path)!r}), 'kitty', 'runs')"
        done = subprocess.run([*mortal, sys.executable, "-c", code], capture_output=True, encoding="utf-8")
        tmp_path.chmod(0o755)
        assert "CannotKeep" in done.stderr
        assert "permission denied; nothing is kept" in done.stderr
        assert path.read_text(encoding="utf-8") == FULL
        assert os.listdir(tmp_path) == ["config.toml"]
