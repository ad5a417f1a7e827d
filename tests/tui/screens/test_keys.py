"""Keys that lead out of the reader, and the keyboards that they are on."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from tests.support.reading import (
    burst,
    own_tags,
    press,
    reading,
    rows,
    screen,
    settled,
    status,
    until,
)
from tui.actions import ACTIONS, shown_keys
from tui.catalogue import catalogue
from tui.config import Settings
from tui.screens.help import HelpScreen


class TestOut:
    async def test_y_sends_the_logical_text(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TMUX", raising=False)
        async with reading(library, "y") as pilot:
            assert pilot.app.clipboard == "قال المدير إن السفن وصلت."
            assert status(pilot) == "sent to the clipboard"

    async def test_e_asks_for_a_path_and_offers_the_last(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        out = tmp_path / "a.json"
        async with reading(library, "1", "e", "ctrl+u", *out.name, "enter") as pilot:
            await settled(pilot)
            assert '"verified"' in out.read_text(encoding="utf-8")
            out.unlink()
            await press(pilot, "e", "enter")
            await settled(pilot)
            assert out.exists()

    async def test_the_ending_of_the_path_asks_for_a_format(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        out = tmp_path / "a.csv"
        async with reading(library, "1", "e", "ctrl+u", *out.name, "enter") as pilot:
            await settled(pilot)
            assert out.read_text(encoding="utf-8").startswith("\ufeffid,")
            assert str(out) in status(pilot)

    async def test_a_path_that_cannot_be_written_is_one_line(self, library: Library) -> None:
        async with reading(library, "e", "ctrl+u", *"/nowhere/a.json", "enter") as pilot:
            await settled(pilot)
            assert "/nowhere" in status(pilot)

    async def test_a_home_folder_of_nobody_is_one_line(self, library: Library) -> None:
        async with reading(library, "e", "ctrl+u", *"~nobody-here/a/b.json", "enter") as pilot:
            await settled(pilot)
            assert "~nobody-here" in status(pilot)

    async def test_so_is_a_folder_that_is_gone(
        self, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        async with reading(library, "e", "enter") as pilot:
            await settled(pilot)
            assert "annotations.json" in status(pilot)

    async def test_question_mark_shows_every_key_that_works(self, library: Library) -> None:
        words = catalogue("en")
        async with reading(library, "question_mark", size=(120, 140)) as pilot:
            assert isinstance(pilot.app.screen, HelpScreen)
            (text,) = pilot.app.screen.query("HelpText")
            shown = " ".join(" ".join(rows(text)).split())
            for action in ACTIONS:
                assert f"{shown_keys(action)} {words(f'action.{action.id}')}" in shown
                assert hasattr(screen(pilot), "action_" + action.id.replace("-", "_"))
            await press(pilot, "escape")
            assert screen(pilot).is_current

    async def test_the_palette_runs_an_action_by_name(self, library: Library) -> None:
        async with reading(library, "ctrl+p") as pilot:
            await press(pilot, *"alone", "enter")
            await until(pilot, lambda: screen(pilot).zoomed)

    async def test_q_quits_and_esc_never_does(self, library: Library) -> None:
        async with reading(library, "escape", "escape", "escape") as pilot:
            assert pilot.app.is_running
            await press(pilot, "q")
            assert pilot.app.return_code == 0


class TestKeyboards:
    async def test_letters_of_the_arabic_layout_act_as_the_keys_they_stand_on(self, library: Library) -> None:
        async with reading(library, "ت", "ت", "ن") as pilot:
            assert status(pilot).startswith("statement 2/7")
            await press(pilot, "١")
            assert own_tags(library) == [("verified",)]

    async def test_so_does_the_letter_on_the_comma(self, library: Library) -> None:
        async with reading(library, "1", "ت", "و"):
            assert own_tags(library) == [("verified",), ("verified",)]

    async def test_lam_and_alef_of_one_key_are_that_key(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.app.LAM_SECONDS", 60)
        async with reading(library, "ل", "أ") as pilot:
            assert status(pilot).startswith("statement 7/7")
            monkeypatch.setattr("tui.app.LAM_SECONDS", 0.01)
            await press(pilot, "ل")
            await until(pilot, lambda: status(pilot).startswith("statement 1/7"))

    async def test_also_where_a_busy_machine_has_no_time_to_look_between_them(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.app.LAM_SECONDS", 0.0001)
        async with reading(library) as pilot:
            await burst(pilot, "لأ")
            assert status(pilot).startswith("statement 7/7")

    async def test_persian_where_the_settings_say_so(self, library: Library) -> None:
        async with reading(library, "د", settings=Settings(keyboard="persian")) as pilot:
            assert screen(pilot).claims.cursor == 1

    async def test_in_an_editor_letters_are_letters(self, library: Library) -> None:
        async with reading(library, "t", *"تن", "enter"):
            assert own_tags(library) == [("تن",)]

    async def test_what_is_said_names_the_keys_that_there_are(self, library: Library) -> None:
        settings = Settings(keys={"undo": "ctrl+u", "next-claim": "w,n", "note": "ctrl+n"})
        async with reading(library, "1", settings=settings) as pilot:
            assert status(pilot) == "verified: set · ctrl+u undoes"
            await press(pilot, "ctrl+n", "a", "escape", "comma")
            assert status(pilot) == "there is a note already: ctrl+n opens it"
            await press(pilot, "G", "+")
            assert status(pilot) == "no claim is chosen: w goes to the next one"

    async def test_a_key_can_be_given_another_place(self, library: Library) -> None:
        settings = Settings(keys={"quit": "ctrl+x", "next-statement": "w"})
        async with reading(library, "q", "w", settings=settings) as pilot:
            assert pilot.app.is_running
            assert status(pilot).startswith("statement 2/7")
