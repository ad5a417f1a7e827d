"""The command palette: what typing finds, in both languages and in any spelling."""

from __future__ import annotations

import pytest

from tui.actions import ACTIONS
from tui.catalogue import Language, catalogue
from tui.screens.commands import matching


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("en", "zoom", "zoom"),
        ("en", "next-cl", "next-claim"),
        ("en", "next claim", "next-claim"),
        ("en", "QUIT", "quit"),
        ("en", "clipboard", "copy"),
        ("ar", "تصدير", "export"),
        ("ar", "الاجراءات", "command-palette"),
        ("ar", "ملاحظه", "note"),
        ("ar", "المُقال التالي", "next-article"),
        ("ar", "undo", "undo"),
        ("ar", "صفحه الى الامام", "page-down"),
    ],
)
def test_typing_finds_an_action_by_its_name_or_its_id(language: Language, typed: str, first: str) -> None:
    assert matching(ACTIONS, catalogue(language), typed)[0].id == first


def test_nothing_typed_finds_all_in_their_order() -> None:
    assert matching(ACTIONS, catalogue("ar"), " ") == list(ACTIONS)


def test_every_word_has_to_be_there() -> None:
    assert matching(ACTIONS, catalogue("en"), "next unheard") == []


def test_what_begins_with_it_comes_first() -> None:
    found = [action.id for action in matching(ACTIONS, catalogue("en"), "pa")]
    assert found.index("page-down") < found.index("zoom")
