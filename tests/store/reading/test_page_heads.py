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
    parted = "القمة - كلمة الوزير كاملة"
    assert page(f'<meta property="og:title" content="{parted}">', headline="").title == parted


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
        ("<script>x = {'datePublished': '2024-05-12'}</script>", "", "2024-05-12"),
    ],
)
def test_the_date_is_that_of_the_article(head: str, body: str, published: str) -> None:
    assert page(head, body).published == published
