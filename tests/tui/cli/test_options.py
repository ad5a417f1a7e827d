"""The options for all commands: where they may stand, and what comes before what."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import Run
from tui.cli.frame import Invocation


@pytest.fixture
def whose(run: Run, outlet: Path) -> Callable[..., str]:
    """Annotates an article with some options before and after the subcommand; gives the annotator's name."""

    def whose(before: list[str], after: list[str]) -> str:
        assert run("index", str(outlet)).code == 0
        (article,) = (json.loads(line) for line in run("articles", "--json").out.splitlines())
        said = ["--start", "0", "--end", "5", "--tag", "x"]
        done = run(*before, "annotate", article["id"], *said, *after)
        assert done.code == 0, done.err
        (exported,) = json.loads(run("export").out)["articles"]
        return str(exported["annotations"][-1]["annotator"])

    return whose


def test_the_environment_names_the_annotator(whose: Callable[..., str]) -> None:
    assert whose([], []) == "tester"


def test_an_option_before_the_command_comes_before_the_environment(whose: Callable[..., str]) -> None:
    assert whose(["--annotator", "ليلى"], []) == "ليلى"


def test_an_option_after_the_command_comes_before_all(
    whose: Callable[..., str],
) -> None:
    assert whose(["--annotator", "ليلى"], ["--annotator", "سامر"]) == "سامر"


def test_settings_name_the_annotator_where_nothing_else_does(
    whose: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSREAD_ANNOTATOR")
    (tmp_path / "config.toml").write_text('annotator = "هالة"\n', encoding="utf-8")
    assert whose([], []) == "هالة"


def test_by_default_it_is_the_login_name(whose: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSREAD_ANNOTATOR")
    monkeypatch.setenv("LOGNAME", "layla")
    assert whose([], []) == "layla"


def test_somebody_without_a_login_name_can_annotate(
    whose: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("no username set in the environment")

    monkeypatch.delenv("NEWSREAD_ANNOTATOR")
    monkeypatch.setattr("getpass.getuser", nobody)
    assert whose([], []) == f"user {os.getuid()}"


@pytest.mark.parametrize("arguments", [["--library", "{}", "index"], ["index", "--library={}"]])
def test_the_library_may_be_named_before_and_after(
    run: Run, outlet: Path, tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "named.db"
    assert run(*(word.format(path) for word in arguments), str(outlet)).code == 0
    assert path.is_file()
    assert not (tmp_path / "own").exists()


def test_a_tilde_is_the_home_folder(
    run: Run, outlet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run("--library=~/named.db", "index", str(outlet)).code == 0
    assert (tmp_path / "named.db").is_file()


def test_settings_name_the_library(
    run: Run, outlet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSREAD_LIBRARY")
    (tmp_path / "config.toml").write_text('library = "mine.db"\n')
    assert run("index", str(outlet)).code == 0
    assert (tmp_path / "mine.db").is_file()


def test_by_default_it_is_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Invocation().library.parts[-2:] == ("newsread", "library.db")


@pytest.mark.parametrize("mode", ["plain", "explicit", "konsole", "mlterm", "runs", "override"])
def test_every_terminal_mode_is_known(run: Run, empty: Path, mode: str) -> None:
    assert run("--terminal", mode, "sources").code == 0
    assert run("sources", "--terminal", mode).code == 0


def test_a_file_named_like_a_command_is_a_path_with_its_folder(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export").write_text("عنوان\n\nنص\n", encoding="utf-8")
    assert json.loads(run("export").out)["format"] == "newsread"
    assert "the reader needs a terminal" in run("./export").err
