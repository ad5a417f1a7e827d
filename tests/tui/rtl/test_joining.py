"""Joined forms of Arabic letters, one character for each code point."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.rtl.joining import SHARED, join

ArabicReshaper = import_module("arabic_reshaper").ArabicReshaper
RESHAPER = ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگیٹڈڑںہھےۓـ"
MARKS = "\u064b\u064e\u0651\u0670"


@given(st.text(st.sampled_from(LETTERS + MARKS + " ،1a"), max_size=30))
def test_the_forms_are_those_of_arabic_reshaper(text: str) -> None:
    assert join(text).replace(SHARED, "") == RESHAPER.reshape(text)


def test_articles_are_joined_as_arabic_reshaper_joins_them(shared: Path) -> None:
    for path in sorted((shared / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert join(text).replace(SHARED, "") == RESHAPER.reshape(text)


@given(st.text(st.sampled_from(LETTERS + MARKS + "\u200c\u200dﻻﻼﻣﺮ \x00"), max_size=30))
def test_there_is_one_character_for_each_code_point(text: str) -> None:
    assert len(join(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("سلام", "ﺳﻼ\0ﻡ"),
        ("لا", "ﻻ\0"),
        ("بلأ", "ﺑﻸ\0"),
        ("لِلاَّ", "ﻟِﻼ\0َّ"),
        ("الله", "ﺍﻟﻠﻪ"),
        ("لـا", "ﻟـﺎ"),
        ("بء", "ﺏ\ufe80"),
    ],
)
def test_lam_alef_is_the_only_ligature(text: str, joined: str) -> None:
    assert join(text) == joined


def test_a_zero_width_non_joiner_keeps_letters_apart() -> None:
    assert join("می\u200cروم") == "ﻣﯽ\u200cﺭﻭﻡ"


def test_a_zero_width_joiner_joins_letters_to_nothing() -> None:
    assert join("ه\u200d") == "ﻫ\u200d"
    assert join("\u200dه\u200d") == "\u200dﻬ\u200d"
    assert join("\u200dه") == "\u200dﻪ"
    assert join("ه\u200dه") == "ﻫ\u200dﻪ"


def test_letters_join_across_marks_and_invisible_characters() -> None:
    assert join("ب\u064eب") == "ﺑ\u064eﺐ"
    assert join("ب\u200fب\u0301ب\u00adب") == "ﺑ\u200fﺒ\u0301ﺒ\u00adﺐ"


def test_presentation_forms_stay_as_they_came() -> None:
    assert join("ﻣﺮﺣﺒﺎ ﻫ ﷺ ﷲ") == "ﻣﺮﺣﺒﺎ ﻫ ﷺ ﷲ"


def test_presentation_forms_join_the_letters_beside_them() -> None:
    assert join("سﻻم") == "ﺳﻼم".replace("م", "ﻡ")
    assert join("بﺏب") == "ﺑﺒﺐ"


def test_persian_urdu_and_kurdish_letters_have_their_forms() -> None:
    assert join("پچژگ") == "ﭘﭽﮋﮒ"
    assert join("ٹھیک ہے") == "ﭨﮭﯿﮏ ﮨﮯ"
    assert join("بە") == "ﺑﻪ"


def test_letters_join_to_those_that_have_no_forms_and_are_sent_as_they_are() -> None:
    assert join("منځنی") == "ﻣﻨځﻨﯽ"
    assert join("بړب") == "ﺑړﺏ"
    assert join("ڕڕ ښ") == "ڕڕ ښ"


def test_kurdish_letters_with_a_small_v_have_the_forms_of_those_without() -> None:
    assert join("بێت بێ") == "ﺑﯿﺖ ﺑﯽ"
    assert join("لەگەڵ ڵا") == "ﻟﻪﮔﻪﻝ ﻟﺎ".replace("ﻪ", "\ufeea")


def test_what_is_not_arabic_is_left_alone() -> None:
    text = "abc שלום 漢字 123 ()"
    assert join(text) == text


def test_the_cache_of_groups_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.rtl import joining

    monkeypatch.setattr(joining, "GROUPS_KEPT", 10)
    for length in range(1, 40):
        join("ب" * length)
        assert len(joining._GROUPS) <= 11
    assert re.fullmatch("ﺑﺒ{38}ﺐ", join("ب" * 40))
