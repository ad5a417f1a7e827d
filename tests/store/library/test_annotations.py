"""Annotations: tags, notes, versions of the text, drafts, and the scheme of tags."""

from __future__ import annotations

import pytest

from store.errors import InvalidName, InvalidSpan, NotFound, StoreError
from store.library import Library
from store.model import Document, Quote, Span, Tag
from tests.support.libraries import OpenLibrary

TEXT = "عنوان الخبر\nقال الوزير إن الطريق فتحت.\nوأضاف أن العمل مستمر.\n"
SECOND = Span(12, 38)
THIRD = Span(39, 60)


def put(library: Library, text: str = TEXT, name: str = "1") -> str:
    """Index the text under that name; the article's id."""
    library.add(Document(text, "الأفق", f"/news/{name}.txt"))
    return next(
        one.id
        for one in library.article_page(None, 0, 99)
        if library.article(one.id).address == f"/news/{name}.txt"
    )


@pytest.fixture
def article(library: Library) -> str:
    return put(library)


class TestTagging:
    def test_a_tag_makes_an_annotation_with_its_quote(self, library: Library, article: str) -> None:
        made = library.set_tag(article, SECOND, "statement", "verified")
        assert made is not None
        assert made.tags == ("verified",)
        assert (made.article, made.target, made.state, made.annotator) == (
            article,
            "statement",
            "active",
            "huda",
        )
        assert (made.start, made.end, made.placed) == (12, 38, SECOND)
        assert made.quote == Quote("قال الوزير إن الطريق فتحت.", "عنوان الخبر\n", "\nوأضاف أن العمل مستمر.\n")
        assert made.text_sha256 == library.article(article).sha256
        assert (made.note, made.claim, made.links, made.layer) == ("", None, (), "own")
        assert library.annotations(article) == (made,)

    def test_the_same_tag_again_clears_it_and_the_empty_annotation_is_deleted(
        self, library: Library, article: str
    ) -> None:
        made = library.set_tag(article, SECOND, "statement", "verified")
        assert made is not None
        assert library.set_tag(article, SECOND, "statement", "verified") is None
        assert library.annotations(article) == ()
        assert library.annotation(made.id).state == "deleted"

    def test_of_a_group_with_one_choice_the_last_stays(self, library: Library, article: str) -> None:
        for tag in ("verified", "important", "refuted"):
            made = library.set_tag(article, SECOND, "statement", tag)
        assert made is not None
        assert made.tags == ("important", "refuted")

    def test_on_and_off_do_not_toggle(self, library: Library, article: str) -> None:
        first = library.set_tag(article, SECOND, "statement", "verified", True)
        assert library.set_tag(article, SECOND, "statement", "verified", True) == first
        assert library.set_tag(article, SECOND, "statement", "verified", False) is None
        assert library.set_tag(article, SECOND, "statement", "verified", False) is None

    def test_a_new_tag_joins_the_scheme_with_the_next_digit(self, library: Library, article: str) -> None:
        library.set_tag(article, SECOND, "statement", "  يحتاج\n متابعة ")
        assert library.tags()[-1] == Tag("يحتاج متابعة", key="5")

    def test_clearing_a_tag_that_is_not_known_makes_nothing(self, library: Library, article: str) -> None:
        assert library.set_tag(article, SECOND, "statement", "جديد", False) is None
        assert len(library.tags()) == 4
        assert library.undo() is None

    def test_targets_and_spans_are_annotations_of_their_own(self, library: Library, article: str) -> None:
        library.set_tag(article, SECOND, "statement", "verified")
        library.set_tag(article, SECOND, "claim", "refuted")
        library.set_tag(article, Span(12, 15), "span", "unclear")
        assert [one.tags for one in library.annotations(article)] == [
            ("unclear",),
            ("verified",),
            ("refuted",),
        ]

    def test_a_deleted_annotation_comes_back_under_its_id(self, library: Library, article: str) -> None:
        first = library.set_tag(article, SECOND, "statement", "verified")
        library.set_tag(article, SECOND, "statement", "verified")
        again = library.set_note(article, SECOND, "statement", "ملاحظة")
        assert first is not None
        assert again is not None
        assert (again.id, again.tags, again.note) == (first.id, (), "ملاحظة")

    @pytest.mark.parametrize("name", ["", " \n", "a\x1b[2J", "\udcff", "a\0b"])
    def test_a_name_that_cannot_be_kept_is_refused(self, library: Library, article: str, name: str) -> None:
        with pytest.raises(InvalidName) as caught:
            library.set_tag(article, SECOND, "statement", name)
        assert str(caught.value).isprintable()
        assert library.annotations(article) == ()

    @pytest.mark.parametrize("span", [(-1, 5), (5, 5), (6, 5), (0, len(TEXT) + 1), (len(TEXT), len(TEXT))])
    def test_offsets_outside_the_text_are_refused_and_nothing_is_made(
        self, library: Library, article: str, span: tuple[int, int]
    ) -> None:
        with pytest.raises(InvalidSpan):
            library.set_tag(article, Span(*span), "span", "جديد")
        assert len(library.tags()) == 4
        assert library.annotations(article) == ()
        assert library.undo() is None

    def test_the_tags_used_last_come_first(self, library: Library, article: str) -> None:
        assert library.recent_tags() == ()
        for tag in ("verified", "important", "refuted", "important"):
            library.set_tag(article, SECOND, "statement", tag)
        assert library.recent_tags() == ("refuted", "important", "verified")


class TestNotes:
    def test_a_note_alone_is_an_annotation(self, library: Library, article: str) -> None:
        made = library.set_note(article, SECOND, "statement", "سطر\n\nسطر [b] \x1b[31m")
        assert made is not None
        assert (made.note, made.tags) == ("سطر\n\nسطر [b] \x1b[31m", ())

    def test_an_empty_note_clears_it(self, library: Library, article: str) -> None:
        library.set_note(article, SECOND, "statement", "ملاحظة")
        assert library.set_note(article, SECOND, "statement", "") is None

    def test_what_cannot_be_kept_is_replaced(self, library: Library, article: str) -> None:
        made = library.set_note(article, SECOND, "statement", "\udcff\0")
        assert made is not None
        assert made.note == "\ufffd\u2400"

    def test_annotate_adds_tags_and_a_note_as_one_step(self, library: Library, article: str) -> None:
        library.set_tag(article, SECOND, "statement", "verified")
        made = library.annotate(article, SECOND, "statement", ["refuted", "جديد"], "ملاحظة")
        assert (made.tags, made.note) == (("refuted", "جديد"), "ملاحظة")
        for blank in ("", " \n"):
            assert library.annotate(article, SECOND, "statement", ["important"], blank).note == "ملاحظة"
        library.undo()
        library.undo()
        assert [one.tags for one in library.annotations(article)] == [("verified",)]

    def test_annotate_with_nothing_to_say_is_refused(self, library: Library, article: str) -> None:
        with pytest.raises(StoreError, match="tag or a note"):
            library.annotate(article, SECOND, "statement", [], "")
        assert library.annotations(article) == ()


class TestSeveralPeople:
    def test_each_has_their_own_annotation_and_sees_the_others(
        self, library: Library, article: str, open_library: OpenLibrary
    ) -> None:
        other = open_library(annotator="omar")
        library.set_tag(article, SECOND, "statement", "verified")
        other.set_tag(article, SECOND, "statement", "refuted")
        assert [(one.annotator, one.tags) for one in library.annotations(article)] == [
            ("huda", ("verified",)),
            ("omar", ("refuted",)),
        ]
        assert [one.tags for one in library.annotations(article, "omar")] == [("refuted",)]

    def test_undo_takes_back_only_ones_own(
        self, library: Library, article: str, open_library: OpenLibrary
    ) -> None:
        other = open_library(annotator="omar")
        library.set_tag(article, SECOND, "statement", "verified")
        other.set_tag(article, SECOND, "statement", "refuted")
        assert library.undo() is not None
        assert library.undo() is None
        assert [one.annotator for one in library.annotations(article)] == ["omar"]

    def test_the_counter_tells_that_somebody_else_has_written(
        self, library: Library, article: str, open_library: OpenLibrary
    ) -> None:
        other = open_library(annotator="omar")
        before = library.change_counter()
        library.set_tag(article, SECOND, "statement", "verified")
        assert library.change_counter() == before
        other.set_tag(article, SECOND, "statement", "refuted")
        assert library.change_counter() != before


class TestNewVersions:
    def test_annotations_move_with_their_words_and_keep_their_first_place(
        self, library: Library, article: str
    ) -> None:
        made = library.set_tag(article, SECOND, "statement", "verified")
        put(library, "عاجل\n" + TEXT)
        (moved,) = library.annotations(article)
        assert made is not None
        assert moved.placed == Span(17, 43)
        assert (moved.start, moved.end, moved.quote, moved.text_sha256) == (
            12,
            38,
            made.quote,
            made.text_sha256,
        )
        assert moved.state == "active"

    def test_the_moved_annotation_is_the_one_that_is_changed(self, library: Library, article: str) -> None:
        library.set_tag(article, SECOND, "statement", "verified")
        put(library, "عاجل\n" + TEXT)
        changed = library.set_tag(article, Span(17, 43), "statement", "refuted")
        assert library.annotations(article) == (changed,)
        assert changed is not None
        assert (changed.tags, changed.start) == (("refuted",), 12)

    def test_words_that_are_gone_are_orphaned_and_kept(self, library: Library, article: str) -> None:
        library.set_note(article, SECOND, "statement", "ملاحظة")
        library.set_tag(article, THIRD, "statement", "verified")
        put(library, "عنوان الخبر\nوأضاف أن العمل مستمر.\n")
        placed, orphaned = library.annotations(article)
        assert (placed.tags, placed.state) == (("verified",), "active")
        assert (orphaned.note, orphaned.state, orphaned.placed) == ("ملاحظة", "orphaned", None)
        assert library.article_page(None, 0, 1)[0].annotations == 1

    def test_an_orphan_comes_back_with_its_words(self, library: Library, article: str) -> None:
        library.set_note(article, SECOND, "statement", "ملاحظة")
        put(library, "شيء آخر تماما")
        put(library, TEXT)
        (back,) = library.annotations(article)
        assert (back.state, back.placed) == ("active", SECOND)

    def test_an_undo_after_a_new_version_changes_what_was_said_and_not_where(
        self, library: Library, article: str
    ) -> None:
        library.set_tag(article, SECOND, "statement", "verified")
        library.set_note(article, SECOND, "statement", "ملاحظة")
        put(library, "عاجل\n" + TEXT)
        library.undo()
        (left,) = library.annotations(article)
        assert (left.note, left.tags, left.placed) == ("", ("verified",), Span(17, 43))

    def test_offsets_of_the_text_that_was_on_the_screen_are_placed_in_the_new_one(
        self, library: Library, article: str
    ) -> None:
        shown = library.article(article).sha256
        put(library, "عاجل\n" + TEXT)
        made = library.set_tag(article, SECOND, "statement", "verified", text_sha256=shown)
        assert made is not None
        assert (made.quote.exact, made.placed) == ("قال الوزير إن الطريق فتحت.", Span(17, 43))
        assert library.set_tag(article, SECOND, "statement", "verified", text_sha256=shown) is None

    def test_an_annotation_of_words_that_are_gone_is_made_as_an_orphan(
        self, library: Library, article: str
    ) -> None:
        shown = library.article(article).sha256
        put(library, "شيء آخر تماما")
        made = library.set_tag(article, SECOND, "statement", "verified", text_sha256=shown)
        assert made is not None
        assert made.state == "orphaned"

    def test_of_two_that_came_to_stand_on_the_same_words_the_one_that_says_something_is_changed(
        self, library: Library
    ) -> None:
        article = put(library, "نعم\nلا\nنعم\n", "2")
        library.set_tag(article, Span(0, 3), "statement", "verified")
        second = library.set_tag(article, Span(7, 10), "statement", "verified")
        library.set_tag(article, Span(0, 3), "statement", "verified", False)
        put(library, "كلا\nنعم\n", "2")
        changed = library.set_note(article, Span(4, 7), "statement", "ملاحظة")
        assert second is not None
        assert changed is not None
        assert (changed.id, changed.tags) == (second.id, ("verified",))

    @pytest.mark.parametrize("sha256", ["", "xyz", "00" * 32])
    def test_a_text_that_is_not_there_is_not_found(self, library: Library, article: str, sha256: str) -> None:
        with pytest.raises(NotFound):
            library.set_tag(article, SECOND, "statement", "verified", text_sha256=sha256)


class TestDrafts:
    def test_a_draft_is_there_after_a_dropped_connection(
        self, library: Library, article: str, open_library: OpenLibrary
    ) -> None:
        library.save_draft(article, SECOND, "statement", "نصف ملاح")
        library.save_draft(article, SECOND, "statement", "نصف ملاحظة")
        again = open_library()
        assert again.draft(article, SECOND, "statement") == "نصف ملاحظة"
        assert [(one.article, one.span, one.target, one.note) for one in again.drafts()] == [
            (article, SECOND, "statement", "نصف ملاحظة")
        ]
        assert open_library(annotator="omar").drafts() == ()
        assert open_library(annotator="omar").draft(article, SECOND, "statement") is None

    def test_the_last_draft_comes_first(self, library: Library, article: str) -> None:
        library.save_draft(article, SECOND, "statement", "أ")
        library.save_draft(article, THIRD, "statement", "ب")
        assert [one.note for one in library.drafts()] == ["ب", "أ"]

    def test_writing_the_note_clears_its_draft(self, library: Library, article: str) -> None:
        library.save_draft(article, SECOND, "statement", "أ")
        library.save_draft(article, SECOND, "claim", "ب")
        library.set_note(article, SECOND, "statement", "أ")
        assert [one.note for one in library.drafts()] == ["ب"]
        library.clear_draft(article, SECOND, "claim")
        assert library.drafts() == ()

    def test_a_draft_is_no_annotation_and_no_step(self, library: Library, article: str) -> None:
        library.save_draft(article, SECOND, "statement", "أ")
        assert library.annotations(article) == ()
        assert library.undo() is None

    def test_a_draft_moves_with_its_words(self, library: Library, article: str) -> None:
        library.save_draft(article, SECOND, "statement", "أ")
        put(library, "عاجل\n" + TEXT)
        assert library.draft(article, Span(17, 43), "statement") == "أ"

    def test_of_two_drafts_that_come_to_stand_on_the_same_words_none_is_lost(self, library: Library) -> None:
        article = put(library, "نعم\nلا\nنعم\n", "2")
        library.save_draft(article, Span(0, 3), "statement", "أ")
        library.save_draft(article, Span(7, 10), "statement", "ب")
        put(library, "كلا\nنعم\n", "2")
        assert {one.note for one in library.drafts()} == {"أ", "ب"}
        assert library.draft(article, Span(4, 7), "statement") in ("أ", "ب")

    def test_a_draft_whose_words_are_gone_is_kept(self, library: Library, article: str) -> None:
        library.save_draft(article, SECOND, "statement", "أ")
        put(library, "شيء آخر تماما")
        (kept,) = library.drafts()
        assert (kept.note, kept.span) == ("أ", SECOND)
        library.clear_draft(article, kept.span, kept.target, text_sha256=kept.text_sha256)
        assert library.drafts() == ()


class TestScheme:
    def test_a_new_library_has_four_tags(self, library: Library) -> None:
        assert library.tags() == (
            Tag("verified", "verdict", "one", "1", "green"),
            Tag("refuted", "verdict", "one", "2", "red"),
            Tag("unclear", "verdict", "one", "3", "yellow"),
            Tag("important", None, "many", "4", "magenta"),
        )

    def test_keys_go_to_nine_and_then_there_are_none(self, library: Library) -> None:
        for number in range(7):
            library.scheme.put(f"وسم {number}", {})
        assert [one.key for one in library.tags()] == [*"123456789", None, None]

    def test_names_that_look_alike_are_one_name(self, library: Library) -> None:
        library.scheme.put("آ", {})
        assert library.scheme.put("ا\u0653", {}) == library.tags()[-1]
        assert len(library.tags()) == 5
