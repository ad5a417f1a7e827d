"""CONTRIBUTING.md: its map of the code is that of the tree."""

from __future__ import annotations

import re

from tests.support.places import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CODE = ("store", "tui")


def mapped() -> set[str]:
    """The folders of the map, each by its path."""
    found: list[str] = []
    path: list[str] = []
    for depth, name in re.findall(r"^ {4}( *)(\w+)/ ", TEXT, re.MULTILINE):
        path[len(depth) // 2 :] = [name]
        found.append("/".join(path))
    assert len(found) == len(set(found))
    return set(found)


def test_the_map_names_every_package_and_no_other() -> None:
    packages = {
        str(path.parent.relative_to(ROOT)) for name in CODE for path in (ROOT / name).rglob("__init__.py")
    }
    assert {one for one in mapped() if one.partition("/")[0] in CODE} == packages


def test_what_is_said_of_the_tests_is_there() -> None:
    assert all((ROOT / one).is_dir() for one in mapped())


def test_the_tests_of_a_package_lie_in_the_folder_of_its_name() -> None:
    folders = {
        str(path.parent.relative_to(ROOT / "tests"))
        for name in CODE
        for path in (ROOT / "tests" / name).rglob("test_*.py")
    }
    assert {one for one in folders if not (ROOT / one / "__init__.py").is_file()} == set()


def test_every_command_of_make_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= targets
