"""The scheme of tags: renamed, merged and shared, while annotations stay as they were made."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import InvalidFormat, InvalidName, NotFound, StoreError
from store.library import Library
from store.model import Document, Span, Tag
from tests.support.exchanging import SCHEMA
from tests.support.libraries import OpenLibrary

SPAN = Span(0, 4)
NAMES = ("verified", "unclear", "ا", "ب", "ت")


@pytest.fixture
def article(library: Library) -> str:
    library.add(Document("سطر١\nسطر٢\n", "الأفق", "/1"))
    return library.article_page(None, 0, 1)[0].id


def tags(library: Library, article: str) -> tuple[str, ...]:
    (one,) = library.annotations(article)
    return one.tags


def exported_tags(library: Library) -> list[str]:
    document = json.loads(library.exchange.export(None).text or "")
    SCHEMA.validate(document)
    return [tag for article in document["articles"] for one in article["annotations"] for tag in one["tags"]]


class TestRenaming:
    def test_an_annotation_is_read_by_the_new_name_and_keeps_the_old(
        self, library: Library, article: str
    ) -> None:
        before = library.set_tag(article, SPAN, "span", "verified")
        assert before is not None
        library.scheme.rename("verified", "مؤكد")
        assert tags(library, article) == ("مؤكد",)
        assert library.annotation(before.id).updated == before.updated
        assert exported_tags(library) == ["verified"]
        assert library.tags()[0] == Tag("مؤكد", "verdict", "one", "1", "green", aliases=("verified",))

    def test_names_are_read_as_they_are_kept(self, library: Library, article: str) -> None:
        library.set_tag(article, SPAN, "span", "آراء مهمة")
        decomposed = unicodedata.normalize("NFD", "آراء  مهمة ")
        assert library.scheme.carriers(decomposed) == (1, 0)
        assert library.scheme.rename(decomposed, "آراء").name == "آراء"
        library.scheme.merge(unicodedata.normalize("NFD", "آراء"), "unclear")
        assert tags(library, article) == ("unclear",)
        for ask in (
            lambda: library.scheme.carriers("\udcff"),
            lambda: library.scheme.rename("\udcff", "ب"),
            lambda: library.scheme.merge("unclear", "\udcff"),
        ):
            with pytest.raises(InvalidName):
                ask()

    def test_twice_and_back(self, library: Library, article: str) -> None:
        library.set_tag(article, SPAN, "span", "verified")
        library.scheme.rename("verified", "ب")
        library.scheme.rename("ب", "ج")
        assert tags(library, article) == ("ج",)
        assert library.tags()[0].aliases == ("verified", "ب")
        library.scheme.rename("ج", "verified")
        assert tags(library, article) == ("verified",)
        assert library.tags()[0].aliases == ("ب", "ج")

    def test_to_the_name_of_another_tag_is_refused(self, library: Library) -> None:
        with pytest.raises(InvalidName, match="merge"):
            library.scheme.rename("verified", "refuted")
        with pytest.raises(NotFound):
            library.scheme.rename("unheard", "of")

    def test_the_tag_is_set_and_cleared_by_either_name(self, library: Library, article: str) -> None:
        library.set_tag(article, SPAN, "span", "verified")
        library.scheme.rename("verified", "مؤكد")
        assert library.set_tag(article, SPAN, "span", "مؤكد") is None
        library.set_tag(article, SPAN, "span", "verified")
        assert tags(library, article) == ("مؤكد",)
        assert exported_tags(library) == ["مؤكد"]

    def test_the_one_choice_of_a_group_holds_for_old_names(self, library: Library, article: str) -> None:
        library.set_tag(article, SPAN, "span", "verified")
        library.scheme.rename("verified", "مؤكد")
        library.set_tag(article, SPAN, "span", "refuted")
        assert tags(library, article) == ("refuted",)

    def test_undo_brings_back_what_was_set(self, library: Library, article: str) -> None:
        library.set_tag(article, SPAN, "span", "verified")
        library.set_tag(article, SPAN, "span", "verified")
        library.scheme.rename("verified", "مؤكد")
        library.undo()
        assert tags(library, article) == ("مؤكد",)
        assert exported_tags(library) == ["verified"]

    def test_the_tags_used_last_have_their_new_names(self, library: Library, article: str) -> None:
        library.set_tag(article, SPAN, "span", "verified")
        library.scheme.rename("verified", "مؤكد")
        assert library.recent_tags() == ("مؤكد",)


class TestMerging:
    def test_two_tags_are_read_as_one(self, library: Library, article: str) -> None:
        library.scheme.put("مهم", {})
        library.annotate(article, SPAN, "span", ["important", "مهم"])
        library.scheme.merge("مهم", "important")
        assert tags(library, article) == ("important",)
        assert exported_tags(library) == ["important", "مهم"]
        assert "مهم" not in [tag.name for tag in library.tags()]

    def test_to_clear_it_clears_both(self, library: Library, article: str) -> None:
        library.scheme.put("مهم", {})
        library.annotate(article, SPAN, "span", ["important", "مهم"])
        library.scheme.merge("مهم", "important")
        assert library.set_tag(article, SPAN, "span", "important") is None

    def test_a_name_that_was_merged_makes_no_new_tag(self, library: Library, article: str) -> None:
        library.scheme.merge("unclear", "important")
        library.set_tag(article, SPAN, "span", "unclear")
        assert tags(library, article) == ("important",)
        assert [tag.name for tag in library.tags()] == ["verified", "refuted", "important"]


class TestChanging:
    def test_the_fields_that_are_named_change(self, library: Library) -> None:
        library.scheme.put("important", {"colour": "bright_red", "description": "للمراجعة"})
        assert library.tags()[3] == Tag("important", None, "many", "4", "bright_red", "للمراجعة")

    def test_a_key_is_taken_from_the_tag_that_had_it(self, library: Library) -> None:
        library.scheme.put("important", {"key": "1"})
        assert [tag.key for tag in library.tags()] == [None, "2", "3", "1"]

    def test_the_tags_of_a_group_have_one_choice(self, library: Library) -> None:
        library.scheme.put("important", {"group": "verdict"})
        assert library.tags()[3].choice == "one"
        library.scheme.put("important", {"choice": "many"})
        assert {tag.choice for tag in library.tags()} == {"many"}

    @pytest.mark.parametrize(
        "field", [{"colour": "#ff0000"}, {"colour": "pink"}, {"key": "0"}, {"key": "12"}]
    )
    def test_what_no_terminal_or_keyboard_has_is_refused(
        self, library: Library, field: dict[str, str]
    ) -> None:
        before = library.tags()
        with pytest.raises(InvalidName):
            library.scheme.put("new", field)
        assert library.tags() == before


class TestSharing:
    def test_a_scheme_comes_through_a_file_as_it_is(
        self, library: Library, open_library: OpenLibrary
    ) -> None:
        library.scheme.rename("verified", "مؤكد")
        library.scheme.put("important", {"description": 'اقتباس "مزدوج" \\ وسطر\nثان'})
        other = open_library(library.path.with_name("other.db"))
        other.scheme.read(library.scheme.written(), "tags.toml")
        assert other.tags() == library.tags()
        assert other.scheme.written() == library.scheme.written()
        assert other.scheme.read(library.scheme.written(), "tags.toml") == (0, 0)

    def test_an_export_is_a_tag_file_too(self, library: Library, open_library: OpenLibrary) -> None:
        library.scheme.put("جديد", {"colour": "cyan"})
        other = open_library(library.path.with_name("other.db"))
        tables = json.loads(library.exchange.export(None).text or "")["tags"]
        assert other.scheme.read(json.dumps({"tags": tables}), "tags.json") == (1, 0)
        assert other.tags() == library.tags()

    def test_a_tag_here_that_is_an_alias_there_becomes_one(self, library: Library, article: str) -> None:
        library.set_tag(article, SPAN, "span", "verified")
        file = '[[tags]]\nname = "مؤكد"\naliases = ["verified"]\n'
        assert library.scheme.read(file, "tags.toml") == (0, 1)
        assert tags(library, article) == ("مؤكد",)

    @pytest.mark.parametrize(
        ("file", "place"),
        [
            ("", "list of tags"),
            ("tags = 3", "list of tags"),
            ("[[tags", "no tag file"),
            ('{"tags": [', "no tag file"),
            ("[[tags]]\nkey = '1'", "tag 1 has no name"),
            ("[[tags]]\nname = 'a'\n[[tags]]\nname = 3", "tag 2: name"),
            ("[[tags]]\nname = 'a'\ncolor = 'red'", "'color'"),
            ("[[tags]]\nname = 'a'\ncolour = 'pink'", "colour"),
            ("[[tags]]\nname = 'a'\nkey = '12'", "digit"),
            ("[[tags]]\nname = 'a'\nchoice = 'two'", "choice"),
            ("[[tags]]\nname = 'a'\n[[tags]]\nname = 'a'", "twice"),
            ("[[tags]]\nname = 'a'\nkey = '1'\n[[tags]]\nname = 'b'\nkey = '1'", "two tags"),
            (
                "[[tags]]\nname = 'a'\ngroup = 'g'\nchoice = 'one'\n[[tags]]\nname = 'b'\ngroup = 'g'",
                "one choice",
            ),
        ],
    )
    def test_a_file_that_is_none_is_refused_whole_with_the_place(
        self, library: Library, file: str, place: str
    ) -> None:
        before = library.tags()
        with pytest.raises(InvalidFormat, match=place):
            library.scheme.read(file, "tags.toml")
        assert library.tags() == before


class TestTakingBack:
    def test_a_name(self, library: Library, article: str) -> None:
        before = library.tags()
        library.set_tag(article, SPAN, "span", "verified")
        library.scheme.rename("verified", "مؤكد")
        change = library.scheme.undo()
        assert change is not None
        assert (change.action, change.tag, change.into) == ("rename-tag", "verified", "مؤكد")
        assert library.tags() == before
        assert tags(library, article) == ("verified",)

    def test_a_name_that_was_set_since_becomes_an_alias(self, library: Library, article: str) -> None:
        library.scheme.rename("verified", "مؤكد")
        library.set_tag(article, SPAN, "span", "مؤكد")
        library.scheme.undo()
        assert tags(library, article) == ("verified",)
        assert library.tags()[0].aliases == ("مؤكد",)
        assert exported_tags(library) == ["مؤكد"]

    def test_a_name_that_was_set_since_is_in_the_way_of_no_earlier_change(
        self, library: Library, article: str
    ) -> None:
        before = library.tags()
        library.scheme.put("verified", {"colour": "cyan"})
        library.scheme.rename("verified", "مؤكد")
        library.set_tag(article, SPAN, "span", "مؤكد")
        assert library.scheme.undo() is not None
        assert library.scheme.undo() is not None
        assert library.scheme.undo() is None
        assert [replace(tag, aliases=()) for tag in library.tags()] == list(before)
        assert library.tags()[0].aliases == ("مؤكد",)
        assert tags(library, article) == ("verified",)

    def test_a_merger_gives_everybody_their_tags_back(
        self, library: Library, article: str, open_library: OpenLibrary
    ) -> None:
        before = library.tags()
        library.set_tag(article, SPAN, "span", "unclear")
        with open_library(annotator="salma") as other:
            other.set_tag(article, SPAN, "span", "important")
        library.scheme.merge("unclear", "important")
        assert library.scheme.carriers("important") == (2, 1)
        library.scheme.undo()
        assert library.tags() == before
        assert {one.annotator: one.tags for one in library.annotations(article)} == {
            "huda": ("unclear",),
            "salma": ("important",),
        }

    def test_goes_back_change_by_change(self, library: Library) -> None:
        states = [library.tags()]
        for change in (
            lambda: library.scheme.put("important", {"colour": "cyan", "key": "1"}),
            lambda: library.scheme.rename("verified", "مؤكد"),
            lambda: library.scheme.merge("refuted", "unclear"),
            lambda: library.scheme.adopt([Tag("جديد", None, "many", "7", "red"), Tag("unclear", None)]),
        ):
            change()
            states.append(library.tags())
        for state in reversed(states[:-1]):
            library.scheme.undo()
            assert library.tags() == state
        assert library.scheme.undo() is None

    def test_leaves_tags_that_are_new_since(self, library: Library, article: str) -> None:
        library.scheme.merge("unclear", "important")
        library.annotate(article, SPAN, "span", ["للمراجعة"])
        library.scheme.undo()
        assert [tag.name for tag in library.tags()][-1] == "للمراجعة"
        keys = [tag.key for tag in library.tags() if tag.key is not None]
        assert len(keys) == len(set(keys))

    def test_leaves_a_new_tag_that_annotations_have(self, library: Library, article: str) -> None:
        library.scheme.put("جديد", {"colour": "red"})
        library.annotate(article, SPAN, "span", ["جديد"])
        library.scheme.undo()
        assert library.tags()[-1].name == "جديد"

    def test_of_somebody_else_has_to_be_allowed(self, library: Library, open_library: OpenLibrary) -> None:
        library.scheme.rename("verified", "مؤكد")
        with open_library(annotator="salma") as other:
            with pytest.raises(StoreError, match="huda"):
                other.scheme.undo()
            assert other.scheme.undo(of_others=True) is not None
        assert library.tags()[0].name == "verified"

    def test_every_change_is_in_the_log_and_what_changes_nothing_is_not(self, library: Library) -> None:
        library.scheme.rename("verified", "verified")
        library.scheme.rename("verified", "مؤكد")
        library.scheme.merge("unclear", "important")
        library.scheme.undo()
        log = library.upkeep.log()
        assert [(one.action, one.annotator, one.detail["tag"], one.detail["into"]) for one in log] == [
            ("rename-tag", "huda", "verified", "مؤكد"),
            ("merge-tags", "huda", "unclear", "important"),
            ("undo-tags", "huda", "unclear", "important"),
        ]

    @given(
        st.lists(
            st.tuples(st.sampled_from(["rename", "merge", "put", "set"]), *[st.sampled_from(NAMES)] * 2),
            max_size=10,
        )
    )
    @settings(max_examples=80, deadline=None)
    def test_all_of_any_changes_can_be_taken_back(self, changes: list[tuple[str, str, str]]) -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            Library.open(Path(folder) / "library.db", "huda") as library,
        ):
            library.add(Document("سطر١\nسطر٢\n", "الأفق", "/1"))
            article = library.article_page(None, 0, 1)[0].id
            before = library.tags()
            carried: list[str] = []
            for action, one, other in changes:
                with suppress(NotFound, InvalidName):
                    if action == "set":
                        made = library.set_tag(article, SPAN, "span", one, True)
                        assert made is not None
                        carried = exported_tags(library)
                    elif action == "put":
                        library.scheme.put(one, {"key": str(NAMES.index(other) + 1)})
                    else:
                        getattr(library.scheme, action)(one, other)
            taken_back = list(iter(library.scheme.undo, None))
            assert len(taken_back) <= len(changes)
            found = library.tags()
            assert [replace(tag, aliases=()) for tag in found[: len(before)]] == list(before)
            names = [name for tag in found for name in (tag.name, *tag.aliases)]
            assert len(names) == len(set(names))
            assert set(carried) <= set(names)
            if not carried:
                assert found == before
