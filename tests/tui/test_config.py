"""`config.toml`: what it may say, and what becomes of what it may not."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from tui.config import (
    THEMES,
    Settings,
    check_annotator,
    config_path,
    nearest,
    read_settings,
)

EXAMPLE = files("tui").joinpath("settings.toml").read_text(encoding="utf-8")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(path: Path, text: str) -> tuple[Settings, tuple[str, ...]]:
    path.write_text(text, encoding="utf-8")
    return told(path)


def told(path: Path, *, named: bool = False) -> tuple[Settings, tuple[str, ...]]:
    settings, complaints = read_settings(path, named=named)
    return settings, tuple(map(str, complaints))


def test_without_a_file_everything_is_plain(written: Path) -> None:
    assert read_settings(written) == (Settings(), ())


def test_a_file_that_was_named_has_to_be_there(written: Path) -> None:
    settings, (complaint,) = told(written, named=True)
    assert settings == Settings()
    assert str(written) in complaint
    written.touch()
    assert read_settings(written, named=True) == (Settings(), ())


def test_an_empty_file_sets_nothing(written: Path) -> None:
    assert read(written, "") == (Settings(), ())


def test_every_setting_is_read(written: Path) -> None:
    settings, complaints = read(
        written,
        """
        theme = "nord"
        dates = "day-first"
        digits = "arabic"
        vowel_marks = false
        keyboard = "persian"
        terminal = "explicit"
        library = "news.db"
        annotator = " ليلى "

        [keys]
        undo = "U"
        help = ["H", "f1"]
        """,
    )
    assert complaints == ()
    assert settings == Settings(
        keys={"undo": "U", "help": "H,f1"},
        theme="nord",
        dates="day-first",
        digits="arabic",
        vowel_marks=False,
        keyboard="persian",
        terminal="explicit",
        library=written.parent / "news.db",
        annotator="ليلى",
    )


def test_the_example_says_what_holds_without_it(written: Path) -> None:
    assert read(written, EXAMPLE) == (Settings(), ())


def test_every_line_of_the_example_may_be_switched_on(written: Path) -> None:
    _, complaints = read(written, EXAMPLE.replace("\n# ", "\n"))
    assert complaints == ()


def test_the_example_names_every_setting_that_acts() -> None:
    named = {line.removeprefix("# ").partition(" ")[0] for line in EXAMPLE.splitlines() if " = " in line}
    settings = {field.name for field in fields(Settings)}
    assert settings - {"keys", "terminals"} <= named


def test_an_unknown_setting_gets_one_line_with_the_nearest_name(written: Path) -> None:
    settings, complaints = read(written, 'vowelmarks = false\ndates = "day-first"')
    assert settings == Settings(dates="day-first")
    assert complaints == (f"{written}: no setting 'vowelmarks'; did you mean 'vowel_marks'?",)


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        ('dates = "iso8601"', "dates"),
        ("digits = 3", "digits"),
        ('vowel_marks = "no"', "vowel_marks"),
        ("keyboard = ['arabic']", "keyboard"),
        ('terminal = "vt100"', "terminal"),
        ('theme = "plaid"', "theme"),
        ("library = true", "library"),
        ('annotator = ""', "annotator"),
        ('annotator = "a\\u001bb"', "annotator"),
        ("keys = 1", "keys"),
        ("[keys]\nundo = 3", "keys"),
        ('[keys]\nundo = ["u", ""]', "keys"),
        ('[keys]\nundo = "two words"', "keys"),
    ],
)
def test_a_wrong_value_gets_one_line_and_the_default_stands(written: Path, line: str, setting: str) -> None:
    settings, complaints = read(written, line)
    assert settings == Settings()
    assert len(complaints) == 1
    assert complaints[0].startswith(f"{written}: {setting} ")


def test_an_unknown_action_gets_one_line_and_the_other_keys_stand(written: Path) -> None:
    settings, complaints = read(written, '[keys]\nundoo = "U"\nredo = "r"')
    assert settings.keys == {"redo": "r"}
    assert complaints == (f"{written}: keys has 'undoo', which is no action; did you mean 'undo'?",)


def test_what_is_not_toml_is_told_with_its_line(written: Path) -> None:
    settings, complaints = read(written, 'theme = "nord"\ndigits =\n')
    assert settings == Settings()
    assert len(complaints) == 1
    assert "line 2" in complaints[0]


def test_a_file_in_another_encoding_is_told_with_its_line(written: Path) -> None:
    written.write_bytes(b'theme = "nord"\nannotator = "' + "ليلى".encode("cp1256") + b'"\n')
    settings, (complaint,) = told(written)
    assert settings == Settings()
    assert "line 2" in complaint


def test_a_byte_order_mark_does_no_harm(written: Path) -> None:
    written.write_bytes(b'\xef\xbb\xbftheme = "nord"\n')
    assert read_settings(written) == (Settings(theme="nord"), ())


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    settings, (complaint,) = told(tmp_path)
    assert settings == Settings()
    assert str(tmp_path) in complaint


def test_modifiers_stay_before_a_key(written: Path) -> None:
    settings, _ = read(written, "[keys]\nundo = ['ctrl+]', 'ctrl+t', 'shift+f5', 'f2']")
    assert settings.keys == {"undo": "ctrl+right_square_bracket,ctrl+t,shift+f5,f2"}


def test_the_themes_are_those_of_the_reader() -> None:
    assert set(THEMES) == {"auto", *BUILTIN_THEMES}


def test_the_environment_names_another_file(tmp_path: Path) -> None:
    named = tmp_path / "other.toml"
    assert config_path({"NEWSREAD_CONFIG": str(named)}) == named
    assert config_path({}).name == "config.toml"
    assert config_path({}).parent.name == "newsread"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x1b[31mb", "\u202eevil", "x" * 81, "\udcff"])
def test_a_name_that_would_spoil_a_screen_is_no_annotator(name: str) -> None:
    with pytest.raises(ValueError, match="must not"):
        check_annotator(name)


@pytest.mark.parametrize("name", ["ليلى", "علی\u200cرضا", "Ann O'Tator", "x" * 80])
def test_a_name_in_any_script_is_one(name: str) -> None:
    assert check_annotator(f" {name} ") == name


def test_only_a_near_word_is_proposed() -> None:
    assert str(nearest("exprot", ["export", "index"])) == "; did you mean 'export'?"
    assert str(nearest("qqq", ["export", "index"])) == ""
    assert str(nearest("qqq", ["export", "index"], "; see them all")) == "; see them all"
