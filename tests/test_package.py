"""What is installed: every package, every file that the code reads, and the samples."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.support.emulator import XTERM, Emulator
from tests.support.places import ROOT, SAMPLES
from tests.support.reader import environment

SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
CODE = (ROOT / "store", ROOT / "tui")


def files(folder: Path) -> list[Path]:
    """All that lies in a folder and below it, but for what Python makes there."""
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_every_package_is_installed_and_the_samples_as_one() -> None:
    inits = (path for folder in CODE for path in folder.rglob("__init__.py"))
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in inits}
    assert sorted(SETUPTOOLS["packages"]) == sorted({*found, "tui.samples"})
    assert SETUPTOOLS["package-dir"] == {"tui.samples": "samples"}


def test_every_file_that_is_no_module_is_installed() -> None:
    patterns = SETUPTOOLS["package-data"]
    data = [path for folder in CODE for path in files(folder) if path.suffix != ".py"]
    assert len(data) > 10
    assert [path for path in data if not any(fnmatch(path.name, one) for one in patterns["*"])] == []
    assert [path for path in data if not (path.parent / "__init__.py").exists()] == []
    samples = {path for pattern in patterns["tui.samples"] for path in SAMPLES.glob(pattern)}
    assert samples == set(files(SAMPLES))


@pytest.mark.long
def test_the_wheel_has_it_all_and_runs(tmp_path: Path) -> None:
    tree, unpacked, home = tmp_path / "tree", tmp_path / "unpacked", tmp_path / "home"
    home.mkdir()
    tree.mkdir()
    for folder in (*CODE, SAMPLES):
        shutil.copytree(folder, tree / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, tree)
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps"]
    built = subprocess.run([*build, "--wheel-dir", str(tmp_path), str(tree)], capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("newsread-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
        names = set(archive.namelist())
    wanted = {str(path.relative_to(ROOT)) for folder in CODE for path in files(folder)}
    wanted |= {f"tui/{path.relative_to(ROOT)}" for path in files(SAMPLES)}
    assert wanted - names == set()
    (entry,) = (one for one in names if one.endswith(".dist-info/entry_points.txt"))
    assert "newsread = tui.cli:main" in (unpacked / entry).read_text(encoding="utf-8")

    own = environment(home, PYTHONPATH=str(unpacked), NEWSREAD_LIBRARY=str(home / "library.db"))
    where = "import store, tui; print(store.__file__, tui.__file__)"

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=home, env=own, capture_output=True, encoding="utf-8")
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert all(str(unpacked) in path for path in run("-c", where).split())
    # Where the library is empty, the reader offers the samples.
    with Emulator([sys.executable, "-m", "tui"], own, XTERM, (120, 40)) as terminal:
        terminal.wait_for("Index the sample articles?")
        terminal.press("\r")
        terminal.wait_for("Articles")
        terminal.press("q")
        assert terminal.finish() == 0
    articles = [json.loads(line) for line in run("-m", "tui", "articles", "--json").splitlines()]
    assert len(articles) == len(list(SAMPLES.glob("*/*.txt")))
    assert all(run("-m", "tui", "claims", one["id"]) for one in articles[:2])
