"""Records of JSON and of tables: which fields make an article, which of them are left out, and why."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from typing import Any

import pytest

from store.errors import UnreadableInput, UnreadableRecords
from store.model import Document
from store.reading import records
from store.reading.formats import read
from store.reading.origin import Origin
from tests.support.documents import TEXT, found, origin


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def counts(lines: str) -> list[tuple[str, int, bool]]:
    """What is said of records: the line, how many they are, and whether that is harmless."""
    return [
        (str(item), item.count, item.harmless)
        for item in read(io.BytesIO(lines.encode()), origin())
        if isinstance(item, UnreadableRecords)
    ]


@pytest.mark.parametrize("stated", ["2019-02-30", "أمس", ""])
def test_a_record_whose_date_is_none_has_that_of_its_dateline(stated: str) -> None:
    record = {"text": f"باريس، 23 مارس 2019 (رويترز) - {TEXT}", "date": stated}
    assert found(json.dumps(record))[0].published == "2019-03-23"


def test_the_fields_of_records_are_known_by_their_common_names() -> None:
    row = {
        "source": "okaz",
        "url": "http://okaz.example/1",
        "date_extracted": "2015-08-11 13:45:47",
        "title": "عنوان",
        "author": "",
        "content": f" {TEXT}",
    }
    (document,) = found(json.dumps(row))
    assert document.text == f"عنوان\n {TEXT}"
    assert (document.source, document.url, document.title) == ("okaz", "http://okaz.example/1", "عنوان")
    assert (document.published, document.author) == ("2015-08-11T13:45:47", None)


def test_a_map_of_fields_names_others() -> None:
    where = origin(fields={"text": "body.value", "title": "kicker", "author": "by"})
    row = {"kicker": "عنوان", "body": {"value": f"<p>{TEXT}</p><p>ثم</p>"}, "by": [{"name": "سامي"}, "نور"]}
    (document,) = found(json.dumps([row]), where)
    assert document.text == f"عنوان\n{TEXT}\nثم"
    assert document.author == "سامي، نور"


def test_records_without_an_address_are_told_apart_by_their_id_or_text() -> None:
    first, second = '{"text": "نص أول"}\n', '{"text": "نص ثان", "id": "x"}\n'
    one, other = found(first + second)
    assert (one.address, one.known_by_text) == (f"/tmp/folder/a#{digest('نص أول')}", True)
    assert (other.address, other.known_by_text) == ("/tmp/folder/a#x", False)
    # Whatever comes before.
    assert {document.address for document in found(second + first)} == {one.address, other.address}


def test_the_same_text_twice_is_one_article() -> None:
    assert len({document.address for document in found('{"text": "نص أول"}\n' * 3)}) == 1
    url = '{"text": "نص أول", "url": "http://a.example/"}\n'
    assert {document.address for document in found(url * 2)} == {"http://a.example/"}


def test_two_records_with_one_address_are_two_articles() -> None:
    lines = '{"text": "نص أول", "url": "http://a.example/"}\n{"text": "نص ثان", "url": "http://a.example/"}\n'
    assert [document.address for document in found(lines)] == ["http://a.example/", "http://a.example/#2"]


def test_a_text_keeps_its_address_where_it_comes_again_among_others() -> None:
    lines = "".join(f'{{"text": "{text}", "url": "http://a.example/"}}\n' for text in "ابابج")
    endings = [document.address.removeprefix("http://a.example/") for document in found(lines)]
    assert endings == ["", "#2", "", "#2", "#3"]


def test_bad_records_are_named_by_reason_and_the_others_are_read() -> None:
    lines = f'{{"text": "{TEXT}"}}\n{{broken\n[1]\n{{"title": " "}}\n{{"words": "x"}}\n{{"text": "{TEXT}"}}\n'
    items = list(read(io.BytesIO(lines.encode()), origin()))
    assert [type(item) for item in items] == [Document] * 2 + [UnreadableRecords] * 3
    said = [str(item) for item in items if isinstance(item, UnreadableRecords)]
    assert said[0].startswith("/tmp/folder/a, line 2: not JSON (")
    assert said[1] == "/tmp/folder/a, line 3: no object with the fields of an article"
    assert said[2].startswith("/tmp/folder/a, lines 4, 5: no field text or ")


def test_records_without_a_text_are_one_harmless_line() -> None:
    lines = (f'{{"text": "{TEXT}"}}\n' + '{"text": "", "title": ""}\n' * 2) * 5
    assert counts(lines) == [
        ("/tmp/folder/a, lines 2, 3, 5 and 7 more: neither a title nor a text in it; left out", 10, True)
    ]


def test_a_file_of_nothing_but_records_without_a_text_has_failed() -> None:
    assert [one[1:] for one in counts('{"text": ""}\n' * 4)] == [(4, False)]


def test_records_that_are_damaged_are_a_failure_each_in_one_line() -> None:
    ((said, count, harmless),) = counts(f'{{"text": "{TEXT}"}}\n' + "{broken\n" * 10_000)
    assert said.startswith("/tmp/folder/a, lines 2, 3, 4 and 9997 more: not JSON (")
    assert (count, harmless) == (10_000, False)


def test_lines_with_faults_of_two_kinds_are_two_lines() -> None:
    lines = f'{{"text": "{TEXT}"}}\n' + "{broken\n" + '{"text": 1 2}\n' + "  {broken\n"
    assert [said for said, _, _ in counts(lines)] == [
        "/tmp/folder/a, lines 2, 4: not JSON (Expecting property name enclosed in double quotes)",
        "/tmp/folder/a, line 3: not JSON (Expecting ',' delimiter (line 1, column 12))",
    ]


def test_a_list_of_paragraphs_is_a_line_for_each() -> None:
    record = {"title": "عنوان", "text": ["فقرة أولى.", "فقرة ثانية."], "author": ["سلمى", "نور"]}
    (document,) = found(json.dumps(record))
    assert (document.text, document.author) == ("عنوان\nفقرة أولى.\nفقرة ثانية.", "سلمى، نور")


def test_a_row_with_more_cells_than_columns_is_told() -> None:
    said = counts("title,text,url\nعنوان,نص,,,\nعنوان,نص فيه, فاصلة,http://a.example/\n")
    assert said == [
        ("/tmp/folder/a, row 2: more cells than columns; put the text in quotation marks", 1, False)
    ]


def test_the_name_of_a_file_says_nothing_of_the_date_of_a_record() -> None:
    where = origin("/a/news-20240115.jsonl")
    dated = {"text": f"باريس، 23 مارس 2019 (رويترز) - {TEXT}"}
    assert found(json.dumps(dated), where)[0].published == "2019-03-23"
    assert found(json.dumps({"text": TEXT}), where)[0].published is None
    linked = {"text": TEXT, "url": "http://a.example/2019/03/24/news"}
    assert found(json.dumps(linked), where)[0].published == "2019-03-24"


def test_the_entities_of_a_body_without_markup_are_read() -> None:
    bodies = {"سعر &amp; كمية &#1575;": "سعر & كمية ا", "?a=1&copy=2 & غيره": "?a=1&copy=2 & غيره"}
    assert [document.text for body in bodies for document in found(json.dumps({"text": body}))] == [
        *bodies.values()
    ]
    assert found('{"text": "&lt;p&gt;نص&lt;/p&gt;&lt;p&gt;وآخر&lt;/p&gt;"}')[0].text == "نص\nوآخر"


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_the_answer_of_a_service_on_one_line_is_the_articles_in_it(end: str) -> None:
    articles = [{"title": "عنوان", "description": "موجز"}, {"title": "عنوان ثان", "content": "نص"}, {}]
    answer = {"status": "ok", "description": "أخبار", "sources": [{"name": "أ"}] * 9, "articles": articles}
    items = list(read(io.BytesIO((json.dumps(answer) + end).encode()), origin()))
    assert [one.text for one in items if isinstance(one, Document)] == ["عنوان\nموجز", "عنوان ثان\nنص"]
    assert str(items[-1]).startswith("/tmp/folder/a, article 3: no field text")


@pytest.mark.parametrize("indent", [None, 1])
def test_an_answer_of_two_levels_is_the_articles_in_it(indent: int | None) -> None:
    articles = [{"title": "عنوان", "content": "نص"}, {"title": "عنوان ثان", "description": "موجز"}]
    answer = {"status": "ok", "meta": {"total": 2}, "data": {"page": 1, "articles": articles}}
    assert [one.text for one in found(json.dumps(answer, indent=indent))] == ["عنوان\nنص", "عنوان ثان\nموجز"]


@pytest.mark.parametrize(
    "answer",
    [
        {"data": {"articles": [{"text": "نص"}], "related": [{"text": "غيره"}]}},
        {"data": {"articles": [{"text": "نص"}]}, "more": {"articles": [{"text": "غيره"}]}},
        {"data": {"users": [{"name": "أ"}]}},
        {"data": {"data": {"articles": [{"text": "نص"}]}}},
        {"title": "عنوان", "summary": "موجز", "comments": {"items": [{"text": "تعليق"}]}},
    ],
    ids=["two lists", "two objects", "no articles", "three levels", "an article itself"],
)
def test_an_answer_in_which_the_articles_are_not_plain_is_not_taken_apart(answer: dict[str, Any]) -> None:
    texts = [getattr(one, "text", "") for one in read(io.BytesIO(json.dumps(answer).encode()), origin())]
    assert texts in ([""], ["عنوان\nموجز"])


def test_an_article_with_a_list_of_keywords_is_one_article() -> None:
    record = {"title": "عنوان", "description": "موجز", "tags": [{"name": "سوق"}, {"name": "ميناء"}]}
    assert [document.text for document in found(json.dumps(record))] == ["عنوان\nموجز"]
    assert [document.text for document in found(json.dumps(record, indent=1))] == ["عنوان\nموجز"]


def test_records_of_wordpress_and_mongodb_are_read() -> None:
    post = {"id": 7, "date": "2024-05-12T10:00:00", "link": "http://a.example/7"}
    post |= {"title": {"rendered": "سعر &#038; كمية"}, "content": {"rendered": f"<p>{TEXT}</p>"}}
    (document,) = found(json.dumps([post]))
    assert (document.text, document.published) == (f"سعر & كمية\n{TEXT}", "2024-05-12T10:00:00")
    dates = ["2024-05-12T10:00:00Z", 1715508000000, {"$numberLong": "1715508000000"}]
    for number, stated in enumerate(dates):
        kept = {"_id": {"$oid": f"a{number}"}, "text": TEXT, "date": {"$date": stated}}
        (document,) = found(json.dumps(kept))
        assert document.address == f"/tmp/folder/a#a{number}"
        assert document.published == "2024-05-12T10:00:00+00:00"


@pytest.mark.parametrize(
    "columns",
    ["Title,Text,Date", "TITLE,Full Text,Published-At", "العنوان,النص,التاريخ", "عنوان,المحتوى,تاريخ النشر"],
)
def test_columns_are_known_in_any_capitals_and_in_arabic(columns: str) -> None:
    (document,) = found(f"{columns}\nخبر اليوم,{TEXT},2024-05-12\n")
    assert (document.title, document.text) == ("خبر اليوم", f"خبر اليوم\n{TEXT}")
    assert document.published == "2024-05-12"


@pytest.mark.parametrize("name", ["description", "Summary", "excerpt", "الملخص"])
def test_a_summary_is_the_text_where_there_is_no_other(name: str) -> None:
    assert found(json.dumps({"title": "خبر", name: TEXT}))[0].text == f"خبر\n{TEXT}"
    assert found(json.dumps({"title": "خبر", name: TEXT, "content": "نص"}))[0].text == "خبر\nنص"


def test_a_title_beside_a_text_of_an_unknown_name_is_no_article() -> None:
    assert "--fields" in counts(json.dumps({"title": "خبر اليوم", "story": TEXT}))[0][0]
    assert found('{"title": "خبر اليوم", "kind": "محلي"}')[0].text == "خبر اليوم"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_lines_in_utf16_are_read(encoding: str) -> None:
    lines = "".join(f'{{"title": "خبر {n}", "text": "{TEXT}"}}\n' for n in range(3))
    assert [document.title for document in found(lines.encode(encoding))] == ["خبر 0", "خبر 1", "خبر 2"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_by_its_columns(delimiter: str) -> None:
    rows = ["title|content|url", 'عنوان|"نص فيه ""كلام""\nوسطر"|http://a.example/1']
    (document,) = found("\r\n".join(rows).replace("|", delimiter))
    assert (document.text, document.url) == ('عنوان\nنص فيه "كلام"\nوسطر', "http://a.example/1")


def test_csv_in_another_encoding_is_read() -> None:
    data = f"title,text\nعنوان الخبر الأول,{TEXT}\n".encode("cp1256")
    assert found(data)[0].text == f"عنوان الخبر الأول\n{TEXT}"


class TestLargeArrays:
    """Beyond the limit for what is read whole, which is set to a kilobyte here."""

    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(records, "LIMIT", 1_000)

    @staticmethod
    def found(data: bytes) -> list[Document | UnreadableInput]:
        return list(records.read_json(io.BytesIO(data), Origin("/news.json", "news.json", "الأفق")))

    def test_an_array_is_read_whatever_its_size(self) -> None:
        news = [{"title": f"خبر {n}", "text": f"نص الخبر {n}"} for n in range(500)]
        found = self.found(json.dumps(news, ensure_ascii=False).encode())
        assert [one.title for one in found if isinstance(one, Document)] == [one["title"] for one in news]

    def test_a_fault_costs_nothing_that_stands_before_it(self) -> None:
        news = [{"title": f"خبر {n}", "text": f"نص الخبر {n}"} for n in range(500)]
        *articles, fault = self.found(json.dumps(news, ensure_ascii=False).encode()[:-10] + b"}]")
        assert len(articles) == 499
        assert isinstance(fault, UnreadableInput)
        assert "news.json: not JSON in UTF-8 behind article 499" in str(fault)

    @pytest.mark.parametrize("behind", ['{"te', '{"text":"ن', "", '{"text": 1 2}]'])
    def test_an_array_that_was_cut_keeps_what_is_whole(self, behind: str) -> None:
        article, fault = self.found(f'[{{"title":"خبر","text":"نص كامل"}},{behind}'.encode())
        assert isinstance(article, Document)
        assert article.title == "خبر"
        assert "news.json: not JSON behind article 1 (" in str(fault)
        assert "line 1, column" in str(fault)

    def test_an_array_that_was_cut_within_a_letter_keeps_what_is_whole(self) -> None:
        data = '[{"title":"خبر","text":"نص كامل"},{"text":"نص'.encode()[:-1]
        article, fault = self.found(data)
        assert isinstance(article, Document)
        assert isinstance(fault, UnreadableInput)

    def test_another_document_says_what_to_do(self) -> None:
        (fault,) = self.found(json.dumps({"articles": [{"text": "خبر " * 1000}]}).encode())
        assert "write it as JSON Lines" in str(fault)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", "Headline,Story\nعنوان,قال، ثم مضى\n", "--fields"),
        ("a.json", "{}", "--fields"),
        ("a.json", "[[1, 2], [3]]", "no object with the fields of an article"),
        ("a.json", "[" * 100_000, "nested too deep"),
    ],
)
def test_records_without_the_fields_of_an_article_are_no_plain_text(
    name: str, data: str, reason: str
) -> None:
    found = list(read(io.BytesIO(data.encode()), origin(f"/a/{name}")))
    assert found
    assert all(isinstance(one, UnreadableInput) and reason in str(one) for one in found)
