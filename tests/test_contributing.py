"""CONTRIBUTING.md: its map of the code is that of the tree."""

from __future__ import annotations

import re

import pytest

from tests.support.places import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def mapped(folder: str) -> set[str]:
    """What the map lists below a folder: names of modules, and of folders with a slash."""
    lines = TEXT.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith(f"    {folder}/ "))
    names = set()
    for line in lines[begin + 1 :]:
        if not line.startswith("      "):
            break
        if found := re.match(r"      (\S+)", line):
            names.add(found[1])
    return names


@pytest.mark.parametrize("folder", ["store", "tui"])
def test_the_map_names_every_module_and_package_once_and_no_other(folder: str) -> None:
    inside = [path for path in (ROOT / folder).iterdir() if not path.name.startswith("__")]
    modules = {path.name for path in inside if path.suffix == ".py"}
    packages = {f"{path.name}/" for path in inside if (path / "__init__.py").exists()}
    assert mapped(folder) == modules | packages


def test_what_is_said_of_the_tests_is_there() -> None:
    assert all((ROOT / "tests" / name).is_dir() for name in mapped("tests"))


def test_every_command_of_make_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= targets
