"""Formats: told by their look before their name, each read into articles."""

from __future__ import annotations

import gzip
import io
import json
from html import escape

import pytest

from store.errors import UnreadableInput
from store.model import Document, Unread
from store.reading import formats
from store.reading.feeds import read_feed
from store.reading.formats import HEAD, format_of, read
from store.reading.origin import Origin
from store.reading.pages import fragment_text
from tests.support.documents import ATOM, JSON_FEED, PAGE, RSS, TEXT, feed, found, origin


def failures(data: bytes | str, where: Origin | None = None) -> list[str]:
    """Why there are none."""
    raw = data.encode() if isinstance(data, str) else data
    said = []
    for item in read(io.BytesIO(raw), where or origin()):
        try:
            if isinstance(item, Unread):
                item.read()
        except UnreadableInput as error:
            item = error
        if isinstance(item, UnreadableInput):
            said.append(str(item))
            assert str(item).isprintable()
    return said


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT, "text"),
        ("[صورة] " + TEXT, "text"),
        ("{ليس كائنا} " + TEXT, "text"),
        ("< 5 قتلى " + TEXT, "text"),
        (PAGE, "page"),
        ("\ufeff\n <!-- a --> " + PAGE, "page"),
        ('<?xml version="1.0"?>' + PAGE, "page"),
        (PAGE.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">'), "page"),
        (RSS, "feed"),
        (ATOM, "feed"),
        (JSON_FEED, "feed"),
        ('<?xml version="1.0"?><!-- x --><opml version="2.0"/>', "OPML"),
        ('{"title": "a", "text": "b"}\n{"title": "c", "text": "d"}\n', "JSON Lines"),
        ('{\n  "title": "a",\n  "text": "b"\n}', "JSON"),
        ('[{"title": "a", "text": "b"}]', "JSON"),
        ("title,text\na,b\n", "CSV"),
        ("title;date;content\na;b;c\n", "CSV"),
    ],
)
@pytest.mark.parametrize("address", ["/a/b", "/a/b.txt", "/a/b.html", "/a/b.json", "/a/b.xml", "/a/b.jsonl"])
def test_a_format_is_told_by_its_look_whatever_the_name(data: str, name: str, address: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert format_of(data.encode(encoding)[: formats.HEAD], origin(address)).name == name


def test_the_name_decides_where_the_look_does_not() -> None:
    assert format_of(b"kicker,lead\na,b\n", origin("/a/b.csv", fields={"text": "lead"})).name == "CSV"
    assert format_of(b"words first</p><p>then tags", origin("/a/b.html")).name == "page"


@pytest.mark.parametrize(
    ("data", "address"),
    [
        ('<?xml version="1.0"?>\n<urlset><url><loc>http://a.example/</loc></url></urlset>', "/a/b"),
        ("<!-- x --><urlset><url><loc>http://a.example/</loc></url></urlset>", "/a/sitemap.xml"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><title>رسم</title><text>كلام</text></svg>', "/a/b.txt"),
        ('<?xml version="1.0"?><kml><Document><name>سوق</name><p>نص</p></Document></kml>', "/a/b.html"),
    ],
)
def test_xml_of_other_kinds_is_no_article(data: str, address: str) -> None:
    assert failures(data, origin(address)) == [
        f"{address}: XML that is neither a feed nor a page; no article is in it"
    ]


def test_a_page_gives_its_article_and_is_kept() -> None:
    (document,) = found(PAGE)
    assert document.title == "سقوط الجسر"
    assert document.text.startswith("سقوط الجسر\nقال محمود الساري")
    assert "الرئيسية" not in document.text
    assert (document.source, document.author) == ("الخبر", "سامي نور")
    assert document.published == "2019-03-23T10:00:00+03:00"
    assert document.page is not None
    assert document.page.reader.startswith("trafilatura ")


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16"])
def test_a_page_may_be_in_another_encoding_that_it_declares(encoding: str) -> None:
    (document,) = found(PAGE.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding))
    assert "الجسر كان آمنا" in document.text


def test_a_letter_that_was_cut_costs_no_page_and_no_feed() -> None:
    cut = "الفقرة الأخيرة كاملة".encode()[:-1]
    (page,) = found(PAGE.encode().replace(b"</article>", b"<p>" + cut + b"</p></article>"))
    assert page.text.endswith("كامل\ufffd")
    assert page.replaced == 1
    _, teaser = found(RSS.encode().replace("موجز الخبر".encode(), cut))
    assert teaser.text.endswith("كامل\ufffd")
    assert teaser.replaced == 1
    assert "and UTF-8 elsewhere" in failures(TEXT.encode() + cut)[0]


def test_rss_gives_an_article_an_entry() -> None:
    first, second = found(RSS, origin(url="https://news.example/rss"))
    assert first.text == f"عنوان أول & بعده\n{TEXT}\nوفقرة ثانية."
    assert (first.source, first.url, first.address) == ("وكالة الخبر", *["https://news.example/1"] * 2)
    assert first.published == "2019-03-23T07:00:00+00:00"
    assert (second.text, second.url) == ("عنوان ثان\nموجز الخبر", "https://news.example/2")


@pytest.mark.parametrize("data", [ATOM, JSON_FEED])
def test_atom_and_json_feed_do_so_too(data: str) -> None:
    (document,) = found(data)
    assert document.text == f"عنوان\n{TEXT}"
    assert (document.source, document.url) == ("وكالة الخبر", "https://news.example/1")
    assert (document.published, document.author) == ("2019-03-23T10:00:00+00:00", "سامي")


def test_what_a_feed_calls_an_entry_is_no_link_unless_it_is_an_address() -> None:
    entry = "<item><title>خبر</title><guid>{}</guid></item>"
    named, linked = (entry.format(name) for name in ("tag:news.example,2019:7", "https://news.example/7"))
    rss = f"<rss version='2.0'><channel><title>وكالة</title>{named}{linked}</channel></rss>"
    here = origin(url="https://news.example/rss")
    read = read_feed(rss.encode(), here)
    assert [one.link for one in read.entries] == [None, "https://news.example/7"]
    assert [one.document.address for one in read.entries] == [
        "tag:news.example,2019:7",
        "https://news.example/7",
    ]
    atom = read_feed(ATOM.replace("<entry>", "<id>tag:0</id><entry>").encode(), here)
    assert atom.site is None


@pytest.mark.parametrize(
    "name", ["links", "authors", "content", "published_parsed", "updated_parsed", "tags"]
)
def test_an_element_that_is_called_like_what_feedparser_gathers_hides_no_entry(name: str) -> None:
    odd = f"<{name}>نص</{name}>"
    entry = f"<item><title>خبر</title>{odd}<link>https://news.example/7</link><description>{TEXT}</description></item>"
    rss = f"<rss version='2.0'><channel><title>وكالة</title>{odd}{entry}</channel></rss>"
    (read,) = read_feed(rss.encode(), origin(url="https://news.example/rss")).entries
    assert (read.document.text, read.document.published) == (f"خبر\n{TEXT}", None)


@pytest.mark.parametrize("field", ["content_text", "summary"])
def test_plain_text_of_a_json_feed_is_read_as_no_markup(field: str) -> None:
    def read(text: str) -> str:
        items = [{"id": "1", "title": "عنوان", field: text}]
        return found(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))[0].text

    assert read("فقرة أولى.\n\nثانية عن S&P 500 و 1 < 2.") == "عنوان\nفقرة أولى.\n\nثانية عن S&P 500 و 1 < 2."
    assert read("<p>فقرة</p><p>ثانية</p>") == "عنوان\nفقرة\nثانية"


def test_a_feed_has_as_many_entries_as_it_has() -> None:
    items = (f"<item><title>خبر {number}</title></item>" for number in range(2_100))
    rss = f"<rss version='2.0'><channel><title>وكالة</title>{''.join(items)}</channel></rss>"
    items_too = [{"id": str(number), "title": f"خبر {number}"} for number in range(2_100)]
    jsons = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items_too})
    assert [len(found(data)) for data in (rss, jsons)] == [2_100, 2_100]


def test_an_entry_without_a_date_has_that_of_its_dateline() -> None:
    text = f"باريس، 23 مارس 2019 (رويترز) - {TEXT}"
    (document,) = found(feed(f"خبر|/1|{text}"), origin(url="https://news.example/rss"))
    assert document.published == "2019-03-23"


def test_a_feed_in_another_encoding_is_read_by_its_declaration() -> None:
    data = RSS.replace('encoding="utf-8"', 'encoding="windows-1256"').encode("cp1256")
    assert found(data)[0].text.startswith("عنوان أول")


def test_the_section_of_an_agency_is_in_the_text_and_no_part_of_the_title() -> None:
    section = "عام / إغلاق الجسر القديم"
    for data in (
        json.dumps({"title": section, "text": "أغلق الجسر."}),
        f"<rss><channel><item><title>{section}</title><description>أغلق.</description></item></channel></rss>",
    ):
        (document,) = found(data)
        assert document.title == "إغلاق الجسر القديم"
        assert document.text.startswith(section)
    (document,) = found(json.dumps({"title": "شمال / جنوب", "text": "أغلق الجسر."}))
    assert document.title == "شمال / جنوب"


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("1553334000", "2019-03-23T09:40:00+00:00"),
        ("Sat, 23 Mar 2019 6:30 PM", "2019-03-23T18:30:00"),
        ("Sat, 23 Mar 2019 18:30:00 GMT", "2019-03-23T18:30:00+00:00"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    ],
)
def test_the_date_of_an_entry_is_what_it_says_or_none(stated: str, published: str | None) -> None:
    item = f"<item><title>خبر</title><description>نص</description><pubDate>{stated}</pubDate></item>"
    rss = f"<rss version='2.0'><channel><title>أ</title>{item}</channel></rss>"
    (entry,) = read_feed(rss.encode(), origin()).entries
    assert entry.document.published == published


def test_markup_that_a_feed_escapes_twice_is_markup() -> None:
    twice = escape(escape("<p>أول</p><p>5 &lt; 7</p>"))
    item = f"<item><title>خبر</title><description>{twice}</description></item>"
    rss = f"<rss version='2.0'><channel><title>أ</title>{item}</channel></rss>"
    (entry,) = read_feed(rss.encode(), origin()).entries
    assert entry.document.text == "خبر\nأول\n5 < 7"


@pytest.mark.parametrize("data", [TEXT, PAGE, RSS, ATOM, JSON_FEED, '{"text": "نص"}', "title,text\na,b\n"])
def test_everything_may_be_packed(data: str) -> None:
    assert [d.text for d in found(gzip.compress(data.encode()))] == [d.text for d in found(data)]


class Drops(io.RawIOBase):
    """A stream that gives a byte at a time, as a slow pipe does."""

    def __init__(self, data: bytes):
        self._bytes = iter(data)

    def read(self, count: int = -1) -> bytes:
        return bytes([byte]) if (byte := next(self._bytes, None)) is not None else b""


def test_a_pipe_that_drips_is_read_as_a_whole() -> None:
    (item,) = read(Drops(TEXT.encode()), origin())
    assert isinstance(item, Document)
    assert item.text == TEXT


class TestHostileInput:
    def test_binary_is_refused(self) -> None:
        assert len(failures(bytes(range(256)) * 100)) == 1
        assert "a program" in failures(b"\x7fELF\x02\x01")[0]

    def test_a_gzip_bomb_ends(self) -> None:
        bomb = gzip.compress(bytes(200 << 20))
        (said,) = failures(bomb)
        assert "larger than" in said or "grow" in said or "control" in said

    def test_a_gzip_bomb_of_short_lines_ends(self) -> None:
        bomb = gzip.compress(b'{"text": "a"}\n' + b"\n" * (20 << 20))
        assert any("grow more than" in said for said in failures(bomb))

    def test_damaged_and_nested_gzip_is_one_line(self) -> None:
        assert "damaged gzip" in failures(gzip.compress(TEXT.encode() * 1000)[:-20])[0]
        assert len(failures(gzip.compress(gzip.compress(TEXT.encode())))) == 1

    def test_nuls_and_lone_surrogates_are_replaced_and_counted(self) -> None:
        (document,) = found(f"{TEXT}\0".encode() + "\ud800".encode("utf-8", "surrogatepass"))
        assert (document.text[-2:], document.replaced) == ("\u2400\ufffd", 2)
        (document,) = found(json.dumps({"text": f"{TEXT}\0\ud800"}))
        assert (document.text[-2:], document.replaced) == ("\u2400\ufffd", 2)

    @pytest.mark.parametrize("kind", ["record", "feed"])
    def test_half_a_pair_that_json_spells_out_is_in_no_part_of_an_article(self, kind: str) -> None:
        half = "ا\ud800"
        record = {"title": half, "source": half, "author": {"name": half}, "url": f"https://a.example/{half}"}
        item = {**record, "content_text": f"{TEXT}{half}"}
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": half, "items": [item]}
        (document,) = found(json.dumps({**record, "text": f"{TEXT}{half}"} if kind == "record" else feed))
        assert document.replaced == 2
        parts = (document.text, document.source, document.title, document.author, document.address)
        for part in (*parts, document.url):
            assert part is not None
            part.encode()

    def test_ten_megabytes_on_one_line_are_an_article(self) -> None:
        assert len(found("كلمة " * 2_000_000)[0].text) == 10_000_000

    @pytest.mark.parametrize("tag", ["div", "b", "table", "svg", "blockquote"])
    def test_html_nested_100000_deep_is_refused(self, tag: str) -> None:
        deep = f"<html><body>{f'<{tag}>' * 100_000}<p>{TEXT}</p>{f'</{tag}>' * 100_000}"
        assert "nested" in failures(deep)[0]
        assert "nested" in failures(deep.encode("utf-16"))[0]

    def test_elements_that_html_leaves_open_are_not_deep(self) -> None:
        many = PAGE.replace("</article>", f"<p>{TEXT}" * 5_000 + "</article>")
        assert TEXT in found(many)[0].text

    def test_json_nested_deep_is_one_line(self) -> None:
        for data in ("[" * 200_000, '{"text":' * 200_000, '[{"a":' + "[" * 100_000):
            assert len(failures(data)) <= 1

    @pytest.mark.parametrize(
        "entities",
        [
            '<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
            '<!ENTITY a SYSTEM "file:///etc/passwd">',
            '<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;',
            '<!ENTITY a "' + "x" * 100_000 + '">',
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_of_entities_or_of_files_are_refused(self, entities: str, encoding: str) -> None:
        feed = RSS.replace("<rss", f"<!DOCTYPE rss [{entities}]><rss").replace("عنوان ثان", "&a;&c;")
        (said,) = failures(feed.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding))
        assert "declares entities" in said

    def test_a_feed_that_is_cut_off_gives_what_it_has(self) -> None:
        item = f"<item><title>عنوان</title><description>{TEXT}</description></item>"
        documents = found(RSS.partition("<item>")[0] + item * 3_000)
        assert len(documents) == 3_000

    def test_control_sequences_in_titles_stay_text(self) -> None:
        hostile = "\x1b]0;owned\x07\u202eعنوان"
        (document,) = found(json.dumps({"title": hostile, "text": TEXT}))
        assert document.title == hostile

    @pytest.mark.parametrize("url", ["file:///etc/passwd", "../../etc/passwd", "javascript:x", "\x00"])
    def test_an_address_in_a_record_is_a_name_and_never_opened(self, url: str) -> None:
        (document,) = found(json.dumps({"text": TEXT, "url": url}))
        assert document.text == TEXT


@pytest.mark.parametrize("before", ["<!---->", "<? ?>", "<!DOCTYPE a>", "<!DOCTYPE a [ ] >", " "])
def test_a_thousand_things_before_the_first_element_are_looked_at_once(before: str) -> None:
    assert format_of((before * 1000 + "x").encode()[:HEAD], origin()).name == "text"
    assert format_of(f"{before * 400}{RSS}".encode()[:HEAD], origin()).name == "feed"


HOSTILE = ("<", "<!--", "<p ", "<p", "&", "<script")


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_fragment_of_nothing_but_beginnings_ends(piece: str) -> None:
    """How long that takes, `make bench` says."""
    assert len(fragment_text(piece * 100_000)) <= len(piece) * 100_000


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_prose_is_prose_whatever_its_name(name: str) -> None:
    assert (
        format_of("عنوان الخبر\n\nقال الوزير, إن الحرب انتهت.".encode(), origin(f"/a/{name}")).name == "text"
    )
