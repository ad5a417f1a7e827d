"""Errors are one line that says what is wrong and what to do; exit 2 for usage, 1 for failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import Run
from tui.cli import main
from tui.output import harmless

HOSTILE = "\x1b]0;owned\x07\x9b2J\u202e"


def one_line(err: str) -> str:
    """The one line of stderr, without the program's name."""
    assert err.startswith("newsread: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert harmless(err[:-1])
    return err.removeprefix("newsread: ").rstrip("\n")


def test_a_word_that_is_nothing_gets_the_nearest_command(run: Run) -> None:
    result = run("exprot")
    assert result.code == 2
    assert result.err == "newsread: no such file or command: 'exprot'. Did you mean 'export'?\n"
    assert result.out == ""


def test_a_word_that_is_like_nothing_gets_the_help(run: Run) -> None:
    result = run("qqqq")
    assert result.code == 2
    assert one_line(result.err) == "no such file or command: 'qqqq'; see newsread --help"


def test_a_path_that_is_missing_beside_one_that_is_there(run: Run, outlet: Path) -> None:
    result = run(str(outlet), "exprot")
    assert result.code == 2
    assert "'exprot'" in one_line(result.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--librari", "x"],
        ["index"],
        ["index", ""],
        ["index", ".", ""],
        ["index", ".", "--source", " "],
        ["articles", "--source", ""],
        ["claims", ""],
        [""],
        ["--library", "", "sources"],
        ["export", "--output", ""],
        ["show"],
        ["show", "a", "b"],
        ["claims"],
        ["articles", "--sorce", "x"],
        ["export", "--format", "xml"],
        ["annotate", "a", "--start", "1", "--tag", "x"],
        ["annotate", "a", "--start", "-1", "--end", "3", "--tag", "x"],
        ["annotate", "a", "--start", "x", "--end", "3", "--tag", "x"],
        ["annotate", "a", "--start", "1", "--end", "3"],
        ["annotate", "a", "--start", "1", "--end", "3", "--note", "  "],
        ["--annotator", "", "sources"],
        ["--annotator", "x" * 81, "sources"],
        ["sources", "--annotator", "a\nb"],
        ["--terminal", "vt100", "sources"],
        [f"--{HOSTILE}"],
        [HOSTILE],
    ],
    ids=repr,
)
def test_wrong_usage_is_one_line_and_exit_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert one_line(result.err)


def test_an_offset_is_a_whole_number(run: Run) -> None:
    result = run("annotate", "abc", "--start", "a", "--end", "3", "--tag", "x")
    assert "'a' is not a valid whole number" in one_line(result.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "abcdef"],
        ["show", HOSTILE],
        ["show", "' OR 1=1 --"],
        ["claims", "abcdef"],
        ["claims", "nothing.txt"],
        ["claims", HOSTILE],
        ["articles", "--source", HOSTILE],
        ["index", "nothing.txt"],
        ["index", HOSTILE],
        ["annotate", "abcdef", "--start", "1", "--end", "3", "--tag", "x"],
    ],
    ids=repr,
)
def test_a_failure_is_one_line_and_exit_1(run: Run, empty: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.code == 1
    assert one_line(result.err)


def test_the_reader_needs_a_terminal(run: Run, outlet: Path) -> None:
    for arguments in ([], [str(outlet)], ["--library", "x.db"]):
        result = run(*arguments)
        assert result.code == 2
        assert "terminal" in one_line(result.err)
        assert result.err.endswith("; see newsread --help\n")


@pytest.mark.parametrize("content", [b"not a library but some text", b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_that_is_no_library_is_left_alone(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    result = run("--library", str(path), "sources")
    assert result.code == 1
    assert str(path) in one_line(result.err)
    assert path.read_bytes() == content


def test_a_library_in_a_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run("sources", "--library", str(tmp_path / "file" / "library.db"))
    assert result.code == 1
    assert one_line(result.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["sources"],
        ["articles", "--json"],
        ["show", "abcdef"],
        ["claims", "abcdef"],
        ["annotate", "abcdef", "--start", "1", "--end", "3", "--tag", "x"],
        ["export"],
    ],
    ids=repr,
)
def test_what_needs_a_library_makes_none(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "mistyped" / "library.db"
    result = run(*arguments, "--library", str(path))
    assert (result.code, result.out) == (1, "")
    line = one_line(result.err)
    assert line == f"there is no library at {path}; newsread index PATH makes one"
    assert not path.parent.exists()


def test_an_export_into_a_folder_that_is_not_there(run: Run, empty: Path, tmp_path: Path) -> None:
    result = run("export", "--output", str(tmp_path / "no" / "such.json"))
    assert result.code == 1
    assert "such.json" in one_line(result.err)


def test_a_hostile_library_path_stays_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / HOSTILE
    path.write_text("no library")
    assert r"\x1b]0;owned\x07\x9b2J\u202e" in one_line(run("--library", str(path), "sources").err)


@pytest.mark.parametrize(
    "arguments",
    [
        [HOSTILE],
        ["index", HOSTILE],
        ["claims", HOSTILE],
        ["show", HOSTILE],
        ["articles", "--source", HOSTILE],
        ["sources", "--terminal", HOSTILE],
        ["sources", "--library", HOSTILE],
        ["sources", f"--{HOSTILE}"],
        ["annotate", "abc", "--start", HOSTILE, "--end", "3"],
    ],
    ids=repr,
)
def test_control_characters_are_spelled_in_one_way(run: Run, empty: Path, arguments: list[str]) -> None:
    assert r"\x1b]0;owned\x07\x9b2J\u202e" in one_line(run(*arguments).err)


def test_a_wrong_setting_gets_one_line_and_the_command_goes_on(
    run: Run, tmp_path: Path, outlet: Path
) -> None:
    (tmp_path / "config.toml").write_text('digits = "\\u001b[2J"\nfont = "x"\n')
    assert run("index", str(outlet)).code == 0
    result = run("sources")
    assert result.code == 0
    assert "الأفق" in result.out
    lines = result.err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("newsread: ") and "config.toml" in line and harmless(line) for line in lines)


def test_settings_that_were_named_have_to_be_there(run: Run, outlet: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").unlink()
    result = run("claims", str(outlet))
    assert result.code == 0
    assert "config.toml" in one_line(result.err)


def broken(*_: object, **_how: object) -> None:
    raise RuntimeError(f"something {HOSTILE} odd\nhappened")


def test_a_fault_of_the_program_is_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.frame.Invocation.open", broken)
    result = run("sources")
    assert result.code == 1
    line = one_line(result.err)
    assert "RuntimeError" in line
    assert "NEWSREAD_DEBUG=1" in line


def test_the_traceback_comes_when_asked_for_and_is_harmless(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.frame.Invocation.open", broken)
    monkeypatch.setenv("NEWSREAD_DEBUG", "1")
    result = run("sources")
    assert result.code == 1
    assert "Traceback (most recent call last):" in result.err
    assert all(map(harmless, result.err.split("\n")))


def test_an_interruption_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **_how: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.frame.Invocation.open", interrupted)
    result = run("sources")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_help_and_version_need_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.frame.Invocation.open", broken)
    assert run("--help").code == 0
    assert run("--version").code == 0
    version = run("--version").out
    assert version.startswith("newsread")
    for command in ("index", "sources", "articles", "show", "claims", "annotate", "export"):
        assert run(command, "--help").out.startswith(f"Usage: newsread {command} ")
        assert run(command, "--version").out == version
    assert run(".", "--version").out == version


def test_help_after_a_path_is_that_of_the_whole(run: Run, outlet: Path) -> None:
    assert run(str(outlet), "--help").out == run("--help").out


def test_without_arguments_the_process_gives_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["newsread", "exprot"])
    assert main() == 2
