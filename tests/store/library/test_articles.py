"""Articles in the library: adding, versions, lists, and what each annotator has read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import inputs
from store.db.articles import UNDATED, moment_of, title_of
from store.errors import Ambiguous, NotFound
from store.ids import article_id
from store.library import Library
from store.model import Document, Extraction, Outcome, Outline, Place, Source, Span
from tests.support.libraries import OpenLibrary

TEXT = "عنوان الخبر\nقال الوزير إن الطريق فتحت.\nوأضاف أن العمل مستمر.\n"


def document(
    name: str = "1", source: str = "الأفق", text: str = TEXT, published: str | None = None
) -> Document:
    return Document(text, source, f"/news/{name}.txt", published=published)


def ids(library: Library, source: str | None = None) -> list[str]:
    return [one.id for one in library.article_page(source, 0, 1_000)]


class TestRecords:
    """Of a file whose records have neither an address nor an id."""

    @staticmethod
    def read(path: Path, *records: str) -> list[Document]:
        path.write_text("".join(f'{{"text": "{text}"}}\n' for text in records), encoding="utf-8")
        return [one for one in inputs.documents([path]) if isinstance(one, Document)]

    def test_a_new_one_before_them_changes_none(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "news.jsonl"
        library.add_many(self.read(path, "نص أول", "نص ثان"))
        assert library.add_many(self.read(path, "نص جديد", "نص أول", "نص ثان")) == {
            "added": 1,
            "updated": 0,
            "unchanged": 2,
        }

    def test_those_that_were_known_by_their_number_are_the_same_still(
        self, library: Library, tmp_path: Path
    ) -> None:
        path = tmp_path / "news.jsonl"
        documents = self.read(path, "نص أول", "نص ثان")
        before = [replace(one, address=f"{path}#{number}") for number, one in enumerate(documents, 1)]
        library.add_many(replace(one, known_by_text=False) for one in before)
        known = ids(library)
        for records in (("نص أول", "نص ثان"), ("نص جديد", "نص أول", "نص ثان")):
            assert library.add_many(self.read(path, *records))["unchanged"] == 2
        assert len(ids(library)) == 3
        assert set(known) <= set(ids(library))
        # The same text in another file is another article.
        assert library.add_many(self.read(tmp_path / "other.jsonl", "نص أول"))["added"] == 1


class TestAdding:
    def test_a_new_article_is_added(self, library: Library) -> None:
        assert library.add(document()) == "added"
        article = library.article(article_id("الأفق", "/news/1.txt"))
        assert article.text == TEXT
        assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        assert (article.source, article.address, article.version) == ("الأفق", "/news/1.txt", 1)
        assert article.title == "عنوان الخبر"
        assert article.language == "ar"
        assert [span.of(TEXT) for span in article.outline.statements] == TEXT.strip().split("\n")
        assert [claim.cue for claim in article.extraction.claims] == ["قال"]
        assert article.extraction.extractor == "lines-1"

    def test_the_same_text_again_changes_nothing(self, library: Library) -> None:
        library.add(document())
        assert library.add(document()) == "unchanged"
        assert library.article_count() == 1
        assert library.article(ids(library)[0]).version == 1

    def test_a_corrected_title_date_or_url_is_taken_in_with_the_same_text(self, library: Library) -> None:
        library.add(replace(document(), title="عنوان خاطئ", published="2026-01-01", author="هدى"))
        (only,) = ids(library)
        library.search.prepare()
        right = replace(document(), title="عنوان مصحح", published="2026-02-02", url="https://example.org/1")
        assert library.add(right) == "updated"
        article = library.article(only)
        assert (article.title, article.published, article.url) == (
            "عنوان مصحح",
            "2026-02-02",
            "https://example.org/1",
        )
        # What it does not say, as who wrote it, stays; and the text is no new version.
        with library.reading() as db:
            assert db.execute("SELECT author, version FROM articles").fetchall() == [("هدى", 1)]
        assert (library.search.count("مصحح"), library.search.count("خاطئ")) == (1, 0)
        with library.writing() as db:
            db.execute("INSERT INTO word_index (word_index, rank) VALUES ('integrity-check', 1)")
        assert library.add(right) == "unchanged"
        assert library.add(document()) == "unchanged"
        assert library.article(only).title == "عنوان مصحح"

    def test_a_correction_within_a_batch_counts_as_one(self, library: Library) -> None:
        titled = [replace(document(), title=title) for title in ("أول", "ثان", "ثان", "ثالث")]
        assert library.add_many(titled) == {"added": 1, "updated": 2, "unchanged": 1}
        assert (library.search.count("ثالث"), library.search.count("أول")) == (1, 0)

    def test_an_article_of_another_day_or_title_finds_its_story_anew(self, library: Library) -> None:
        report = "قال المدير إن انهيار الجسر القديم في المدينة أغلق الطريق الساحلي أمام المركبات.\n"
        for source, day in (("الأفق", "2026-01-01"), ("الشروق", "2026-06-01")):
            library.add(Document(report, source, "/1", title="انهيار الجسر القديم", published=day))
        library.stories.update()
        assert library.stories.page(0, 9) == []
        library.add(Document(report, "الشروق", "/1", title="انهيار الجسر القديم", published="2026-01-02"))
        library.stories.update()
        assert len(library.stories.page(0, 9)) == 1

    def test_a_changed_text_is_a_new_version_of_the_same_article(self, library: Library) -> None:
        library.add(document())
        assert library.add(document(text=TEXT + "جديد\n")) == "updated"
        (only,) = ids(library)
        assert library.article(only).version == 2
        assert library.article(only).text == TEXT + "جديد\n"

    def test_a_text_is_kept_to_the_last_code_point(self, library: Library) -> None:
        text = "  \r\nسطر\r\n\u202eمقلوب\u202c\t🙂 e\u0301\x1b[31m\r\n\n"
        library.add(document(text=text))
        assert library.article(ids(library)[0]).text == text

    def test_what_cannot_be_kept_is_replaced_and_the_rest_is_not_lost(self, library: Library) -> None:
        library.add(Document("نص \ud800 و\0", "a\udcff", "/news/\udcff", title="\udcff"))
        article = library.article(ids(library)[0])
        assert (article.text, article.source) == ("نص \ufffd و\u2400", "a\ufffd")

    def test_addresses_that_are_no_utf8_stay_two_articles(self, library: Library) -> None:
        library.add(document("\udcfe"))
        library.add(document("\udcff"))
        assert library.article_count() == 2

    def test_one_text_of_two_articles_is_kept_and_analysed_once(self, tmp_path: Path) -> None:
        analysed: list[str] = []

        def analyse(text: str) -> tuple[Outline, Extraction]:
            analysed.append(text)
            return Outline(None, (Span(0, len(text)),)), Extraction((), (), "test")

        with Library.open(tmp_path / "library.db", "huda", analyse=analyse) as library:
            library.add(document("1"))
            library.add(document("2", source="الشروق"))
            assert library.article_count() == 2
        assert [text for text in analysed if text] == [TEXT]

    def test_the_address_is_the_url_where_it_is_one(self, library: Library) -> None:
        library.add(Document(TEXT, "a", "https://a.example/1", "https://a.example/1"))
        library.add(Document(TEXT, "a", "/2", "https://a.example/2"))
        library.add(Document(TEXT, "a", "/3"))
        library.add(Document(TEXT, "a", "/4", ""))
        urls = {library.article(one).address: library.article(one).url for one in ids(library)}
        assert urls == {
            "https://a.example/1": "https://a.example/1",
            "/2": "https://a.example/2",
            "/3": None,
            "/4": None,
        }


class TestAddingMany:
    def test_counts_and_progress_tell_what_became_of_each(self, library: Library) -> None:
        library.add(document("1"))
        library.add(document("2"))
        seen: list[Outcome] = []
        counts = library.add_many([document("1"), document("2", text=TEXT + "!"), document("3")], seen.extend)
        assert counts == {"added": 1, "updated": 1, "unchanged": 1}
        assert seen == ["unchanged", "updated", "added"]

    def test_the_same_document_twice_in_a_batch_is_added_once(self, library: Library) -> None:
        assert library.add_many([document(), document()]) == {"added": 1, "updated": 0, "unchanged": 1}

    def test_what_comes_twice_in_a_batch_may_be_like_an_earlier_one(self, library: Library) -> None:
        report = " ".join(f"كلمة{number}" for number in range(60))
        first = document("1", text=f"عنوان\n{report}")
        copies = [document("2", "الخبر", text=f"{title}\n{report}") for title in ("خبر", "خبر مصحح")]
        assert library.add_many([first, *copies]) == {"added": 2, "updated": 1, "unchanged": 0}
        assert len(library.article_page(None, 0, 10, folded=True)) == 1

    def test_more_than_a_batch(self, library: Library) -> None:
        counts = library.add_many(document(str(n), text=f"{n}\n{TEXT}") for n in range(450))
        assert counts["added"] == library.article_count() == 450

    def test_progress_is_told_of_kept_articles_only(
        self, library: Library, open_library: OpenLibrary
    ) -> None:
        other = open_library(annotator="other")
        behind: list[int] = []
        done = 0

        def progress(outcomes: Sequence[Outcome]) -> None:
            nonlocal done
            done += len(outcomes)
            behind.append(min(0, other.article_count() - done))

        library.add_many((document(str(n)) for n in range(300)), progress)
        assert done == 300
        assert len(behind) > 1
        assert set(behind) == {0}

    def test_what_came_before_an_interruption_is_kept(self, library: Library) -> None:
        def documents() -> Iterator[Document]:
            yield document("1")
            yield document("2")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.add_many(documents())
        assert library.article_count() == 2


class TestTitle:
    def test_the_formats_title_comes_first(self) -> None:
        assert title_of(Document("x", "s", "/a", title=" من\n الصفحة "), "من النص") == "من الصفحة"

    def test_then_the_texts_own(self) -> None:
        assert title_of(Document("x", "s", "/a"), "من النص") == "من النص"

    def test_then_the_end_of_the_address(self) -> None:
        assert title_of(Document("x", "s", "https://a.example/2024/news/"), "") == "news"

    def test_a_title_of_ten_million_letters_is_cut(self) -> None:
        title = title_of(Document("x", "s", "/a", title="ا" * 10_000_000), "")
        assert len(title) <= 300
        assert title.endswith("…")


class TestOrder:
    @pytest.fixture
    def filled(self, library: Library) -> Library:
        for name, source, published in (
            ("undated-1", "ب", None),
            ("old", "أ", "2023-05-01"),
            ("new", "أ", "2024-05-01T10:00:00+03:00"),
            ("noon", "ب", "2024-05-01 06:00:00"),
            ("undated-2", "أ", "not a date"),
            ("old-too", "ب", "2023-05-01T00:00:00Z"),
        ):
            library.add(document(name, source, published=published))
        return library

    def names(self, library: Library, source: str | None = None) -> list[str]:
        return [library.article(one).address.split("/")[-1][:-4] for one in ids(library, source)]

    def test_the_latest_first_then_as_indexed_and_the_undated_last(self, filled: Library) -> None:
        assert self.names(filled) == ["new", "noon", "old", "old-too", "undated-1", "undated-2"]

    def test_of_one_source(self, filled: Library) -> None:
        assert self.names(filled, "ب") == ["noon", "old-too", "undated-1"]
        assert filled.article_count("ب") == 3

    def test_a_source_that_is_not_there_has_nothing(self, filled: Library) -> None:
        assert filled.article_page("ج", 0, 9) == []
        assert filled.article_count("ج") == 0

    def test_pages_make_up_the_list(self, filled: Library) -> None:
        whole = filled.article_page(None, 0, 100)
        assert [one for start in range(0, 6, 2) for one in filled.article_page(None, start, 2)] == whole
        assert filled.article_page(None, 6, 2) == []

    @pytest.mark.parametrize("source", [None, "أ", "ب"])
    def test_places_and_neighbours_follow_the_list(self, filled: Library, source: str | None) -> None:
        listed = ids(filled, source)
        for index, one in enumerate(listed):
            assert filled.article_place(one, source) == (index, True)
            after = listed[index + 1] if index + 1 < len(listed) else None
            before = listed[index - 1] if index else None
            assert filled.neighbour(one, 1, source) == after
            assert filled.neighbour(one, -1, source) == before

    def test_an_article_of_another_source_has_a_place_in_the_list_but_is_not_there(
        self, filled: Library
    ) -> None:
        listed, whole = ids(filled, "ب"), ids(filled, None)
        for one in whole:
            before = sum(other in listed for other in whole[: whole.index(one)])
            assert filled.article_place(one, "ب") == (before, one in listed)

    def test_a_row_of_the_list_says_what_the_list_shows(self, filled: Library) -> None:
        first = filled.article_page(None, 0, 1)[0]
        assert (first.source, first.title, first.published) == (
            "أ",
            "عنوان الخبر",
            "2024-05-01T10:00:00+03:00",
        )
        assert (first.read, first.claims, first.annotations) == (False, 1, 0)

    def test_the_list_counts_active_annotations_of_everybody(
        self, filled: Library, open_library: OpenLibrary
    ) -> None:
        first = ids(filled)[0]
        filled.set_tag(first, Span(0, 5), "span", "verified")
        open_library(annotator="omar").set_tag(first, Span(0, 5), "span", "refuted")
        filled.set_tag(first, Span(0, 3), "span", "important")
        filled.set_tag(first, Span(0, 3), "span", "important")
        assert filled.article_page(None, 0, 1)[0].annotations == 2


class TestMoment:
    def test_dates_without_a_zone_are_utc(self) -> None:
        assert moment_of("1970-01-02") == moment_of("1970-01-02T00:00:00Z") == 86_400

    def test_what_is_no_date_stands_before_every_date(self) -> None:
        assert moment_of(None) == moment_of("أمس") == UNDATED < moment_of("0001-01-01T00:00:00+23:59")

    @given(st.text(max_size=30))
    def test_no_text_breaks_it(self, published: str) -> None:
        assert moment_of(published) >= UNDATED


class TestFinding:
    def test_an_unambiguous_beginning_is_enough(self, library: Library) -> None:
        library.add(document())
        (only,) = ids(library)
        assert library.find_article(only[:6]) == only
        assert library.find_article(only.upper()) == only

    def test_an_ambiguous_beginning_lists_some(self, library: Library) -> None:
        library.add_many(document(str(n), text=f"عنوان {n}\nنص") for n in range(100))
        by_digit: dict[str, list[str]] = {}
        for one in ids(library):
            by_digit.setdefault(one[0], []).append(one)
        digit, several = max(by_digit.items(), key=lambda item: len(item[1]))
        with pytest.raises(Ambiguous) as caught:
            library.find_article(digit)
        assert sorted(several)[0] in str(caught.value)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("prefix", ["", "zz", "%", "_", "' OR 1=1 --", "0" * 40, "\udcff"])
    def test_what_begins_no_id_is_not_found(self, library: Library, prefix: str) -> None:
        library.add(document())
        with pytest.raises(NotFound):
            library.find_article(prefix)

    def test_an_id_that_is_not_there_is_not_found_anywhere(self, library: Library) -> None:
        nowhere = article_id("x", "y")
        for ask in (library.article, lambda one: library.article_place(one, None), library.annotations):
            with pytest.raises(NotFound):
                ask(nowhere)
        with pytest.raises(NotFound):
            library.save_place(Place(nowhere, 0))


class TestReading:
    def test_sources_stand_by_name_with_their_counts(self, library: Library) -> None:
        library.add_many([document("1", "ب"), document("2", "أ"), document("3", "ب")])
        assert library.sources() == [Source("أ", 1, 1), Source("ب", 2, 2)]

    def test_read_marks_are_set_and_cleared(self, library: Library) -> None:
        library.add_many([document("1"), document("2")])
        first, second = ids(library)
        library.mark_read([first, second], True)
        library.mark_read([first, first], True)
        library.mark_read([second], False)
        assert [one.read for one in library.article_page(None, 0, 2)] == [True, False]
        assert library.sources() == [Source("الأفق", 2, 1)]

    def test_all_of_a_source_or_of_the_library(self, library: Library) -> None:
        library.add_many([document("1", "أ"), document("2", "ب"), document("3", "ج")])
        library.mark_all_read("ب")
        library.mark_all_read("د")
        assert [one.unread for one in library.sources()] == [1, 0, 1]
        library.mark_all_read()
        assert [one.unread for one in library.sources()] == [0, 0, 0]

    def test_each_annotator_has_their_own(self, library: Library, open_library: OpenLibrary) -> None:
        library.add(document())
        (only,) = ids(library)
        library.mark_read([only], True)
        library.save_place(Place(only, 12))
        other = open_library(annotator="omar")
        assert other.sources() == [Source("الأفق", 1, 1)]
        assert other.place() is None
        assert library.place() == Place(only, 12)

    def test_all_of_it_is_there_on_the_next_start(self, library: Library, open_library: OpenLibrary) -> None:
        library.add(document())
        (only,) = ids(library)
        library.mark_read([only], True)
        library.save_place(Place(only, 3))
        library.save_place(Place(only, 5))
        library.close()
        again = open_library()
        assert again.place() == Place(only, 5)
        assert again.article_page(None, 0, 1)[0].read

    def test_what_the_reader_remembers_is_each_annotators_own(
        self, library: Library, open_library: OpenLibrary
    ) -> None:
        assert library.recall("export") is None
        library.remember("export", "/a.json")
        library.remember("export", "/ب\udcff.json")
        assert open_library().recall("export") == "/ب\ufffd.json"
        assert open_library(annotator="omar").recall("export") is None

    def test_names_that_look_like_sql_are_names(self, library: Library) -> None:
        hostile = "'; DROP TABLE articles; --"
        library.add(document("1", hostile))
        assert library.sources() == [Source(hostile, 1, 1)]
        assert library.article_count(hostile) == 1
