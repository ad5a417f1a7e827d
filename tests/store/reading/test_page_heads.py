"""The title and the date of a page: its own, and not those of its site or its sidebar."""

from __future__ import annotations

import pytest

from store.model import Document
from store.reading.origin import Origin
from store.reading.pages import read_page

TEXT = "قالت الوزارة إن الطريق مفتوح أمام الناس منذ أمس وإن العمل فيه انتهى قبل موعده بشهرين كاملين."
HEADLINE = "الوزير: سنبدأ المشروع اليوم"
ORIGIN = Origin("https://a.example/1", "a", "a.example", url="https://a.example/1")
DATA = '<script type="application/ld+json">{}</script>'
SIDEBAR = "<aside><p class='date'>2020-01-03</p><time datetime='2020-01-03'>أمس</time></aside>"


def page(
    head: str, body: str = "", headline: str = f"<h1>{HEADLINE}</h1>", title: str | None = None
) -> Document:
    prose = "".join(f"<p>{TEXT} {n}</p>" for n in "أبج")
    markup = (
        f"<html><head>{head}</head><body><article>{headline}{body}{prose}</article>{SIDEBAR}</body></html>"
    )
    return read_page(markup.encode(), ORIGIN, title)


@pytest.mark.parametrize(
    ("title", "site"),
    [
        (f"{HEADLINE} - صحيفة الشرق", "صحيفة الشرق"),
        (f"{HEADLINE} - صحيفة الشرق", "الشرق"),
        (f"{HEADLINE} | الشرق", "الشرق"),
        (f"الشرق – {HEADLINE}", "جريدة الشرق"),
        (f"{HEADLINE} | محليات", "الشرق"),
        (f"{HEADLINE} | محليات", ""),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title_and_the_headline_stands_once(
    title: str, site: str
) -> None:
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">'
    document = page(head)
    assert document.title == HEADLINE
    assert document.text.startswith(f"{HEADLINE}\n{TEXT}")


def test_the_name_of_the_site_is_no_title() -> None:
    assert page("<title>الشرق - سنبدأ المشروع اليوم</title>", headline="").title == "سنبدأ المشروع اليوم"
    assert page("<title>سنبدأ المشروع اليوم - الشرق</title>", headline="").title == "سنبدأ المشروع اليوم"
    assert (
        page("<title>وكالة الخبر | سنبدأ المشروع اليوم</title>", headline="").title == "سنبدأ المشروع اليوم"
    )
    parted = "القمة - كلمة الوزير كاملة"
    assert page(f'<meta property="og:title" content="{parted}">', headline="").title == parted


def test_the_date_of_the_first_of_several_articles_without_a_headline_is_that_of_its_own_time() -> None:
    other = f"</article><article><h2>خبر آخر</h2><time datetime='2020-01-02'>2020</time><p>{TEXT}</p>"
    own = "<h2>خبر</h2><time datetime='2024-05-12'>أمس</time>"
    assert page("", f"<p>{TEXT}</p>{other}", headline=own).published == "2024-05-12"


@pytest.mark.parametrize("heading", ["تعليقات القراء", "التعليقات (3)", "3 تعليقات", "Comments"])
def test_what_readers_say_is_no_part_of_the_article(heading: str) -> None:
    opinion = "كلام الوزير هذا غير صحيح وكلنا نعرف ذلك منذ زمن."
    said = "".join(f"<div><b>قارئ</b><p>{opinion} {n}</p></div>" for n in "أبج")
    prose = f"<div><p>{TEXT}</p><p>{TEXT} ثم</p><p>{TEXT} بعد</p></div>"
    markup = f"<h1>{HEADLINE}</h1>{prose}<h3>{heading}</h3>{said}"
    markup = f"<html><body>{markup}<footer>الحقوق محفوظة</footer></body></html>"
    assert read_page(markup.encode(), ORIGIN).text == f"{HEADLINE}\n{TEXT}\n{TEXT} ثم\n{TEXT} بعد"


def test_a_table_that_sets_the_page_is_no_part_of_the_article() -> None:
    prose = "<br><br>".join(f"{TEXT} {n}" for n in "أبجدهوز")
    rows = f"<tr><td>{HEADLINE}</td></tr><tr><td>{prose}</td></tr>"
    cells = f"<td><a href='/'>الرئيسية</a></td><td><table>{rows}</table></td>"
    body = f"<body><table><tr>{cells}</tr></table></body>"
    markup = f"<html><head><title>{HEADLINE}</title></head>{body}</html>"
    lines = read_page(markup.encode(), ORIGIN).text.split("\n")
    assert lines == [HEADLINE, *(f"{TEXT} {n}" for n in "أبجدهوز")]


def test_text_beside_blocks_is_kept_in_paragraphs_of_its_own() -> None:
    one, two, three, four = (f"{TEXT} {TEXT} {TEXT} {n}" for n in "أبجد")
    for body, lines in (
        (f"{one}<br>{two}<div class='share'>شارك</div><div class='ad-slot'></div>{three}", [one, two, three]),
        (f"<strong>{one}</strong> {two}<div>{three}</div>{four}", [f"{one} {two}", three, four]),
    ):
        markup = f"<html><body><h1>{HEADLINE}</h1><div class='article-body'>{body}</div></body></html>"
        assert read_page(markup.encode(), ORIGIN).text.split("\n") == [HEADLINE, *lines]


@pytest.mark.parametrize("joiner", ["\u200c", "&zwnj;"])
def test_the_letters_of_a_persian_word_stay_apart(joiner: str) -> None:
    prose = (
        "<p>وی افزود که دور بعدی گفت{}وگوها هفته آینده برگزار می{}شود و ۱۲ کارشناس در آن شرکت می{}کنند.</p>"
    )
    text = page("", prose.replace("{}", joiner)).text
    assert "گفت\u200cوگوها" in text
    assert "می\u200cکنند" in text


def test_the_sign_that_stands_for_their_joiner_stays_where_a_page_has_it_itself() -> None:
    prose = "در این نشست گفته شد که نشانهٔ ꙮ در یک نسخهٔ خطی آمده است و جای دیگری دیده نشده است. " * 4
    assert "نشانهٔ ꙮ در" in page("", f"<p>{prose}</p>").text


def test_a_feed_knows_the_title() -> None:
    document = page(f"<title>{HEADLINE} - أخبار</title>", title="بدء المشروع")
    assert document.title == "بدء المشروع"
    assert document.text.startswith(f"بدء المشروع\n{TEXT}")


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("", "<p>القاهرة - 12 مايو 2024</p>", "2024-05-12"),
        ("", f"<p>القاهرة، 12 مايو 2024 (رويترز) - {TEXT}</p>", "2024-05-12"),
        ("", "<time>الأحد 12 مايو 2024</time>", "2024-05-12"),
        ("", '<time datetime="2024-05-12T10:00+03:00">أمس</time>', "2024-05-12T10:00:00+03:00"),
        (
            '<meta content="2024-05-12T10:00:00Z" property="article:published_time">',
            "<p>القاهرة - 11 مايو 2024</p>",
            "2024-05-12T10:00:00+00:00",
        ),
        (
            DATA.format('{"@type": "Product", "datePublished": "2020-01-01"}')
            + DATA.format("no json")
            + DATA.format('{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2024-05-12"}, 3]}'),
            "",
            "2024-05-12",
        ),
        ("", "<span>نشر في: 12-05-2024 06:30 مساءً</span><span>آخر تحديث: 13-05-2024</span>", "2024-05-12"),
        ("<script>x = {'datePublished': '2024-05-12'}</script>", "", "2024-05-12"),
    ],
)
def test_the_date_is_that_of_the_article(head: str, body: str, published: str) -> None:
    assert page(head, body).published == published
