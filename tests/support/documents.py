"""An article in the formats in which articles come, and how such are read."""

from __future__ import annotations

import io
import json
from typing import Any

from store.errors import UnreadableInput
from store.model import Document, Unread
from store.reading.formats import read
from store.reading.origin import Origin

TEXT = "قالت الوزارة إن الطريق مفتوح أمام الناس منذ أمس."
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>سقوط الجسر - الخبر</title>
<meta property="og:site_name" content="الخبر"><meta name="author" content="سامي نور">
<meta property="article:published_time" content="2019-03-23T10:00:00+03:00"></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>سقوط الجسر</h1>
<p>قال محمود الساري، مدير الطرق: "الجسر كان آمنا" وأضاف أن 17 شخصا قتلوا.</p>
<p>{TEXT} وفيه كلام كثير عن الحادث الذي وقع أمس في المدينة الكبيرة وعن نتائجه على الناس والطرق.</p>
</article><footer>حقوق النشر محفوظة</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>وكالة الخبر</title>
<link>https://news.example/</link><item><title>عنوان أول &amp; بعده</title><link>https://news.example/1</link>
<pubDate>Sat, 23 Mar 2019 10:00:00 +0300</pubDate><author>سامي</author>
<content:encoded><![CDATA[<p>{TEXT}</p><script>x()</script><p>وفقرة ثانية.</p>]]></content:encoded></item>
<item><title>عنوان ثان</title><link>/2</link><description>موجز الخبر</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة الخبر</title><entry><title>عنوان</title>
<id>tag:1</id><link href="https://news.example/1"/><updated>2019-03-23T10:00:00Z</updated>
<author><name>سامي</name></author><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "وكالة الخبر",
        "items": [
            {
                "id": "1",
                "url": "https://news.example/1",
                "title": "عنوان",
                "content_html": f"<p>{TEXT}</p>",
                "date_published": "2019-03-23T10:00:00Z",
                "authors": [{"name": "سامي"}],
            }
        ],
    }
)


def feed(*items: str, title: str = "وكالة الخبر") -> bytes:
    """An RSS feed of items `title|link|text`."""
    parts = []
    for item in items:
        name, link, text = item.split("|")
        parts.append(
            f"<item><title>{name}</title><link>{link}</link><description>موجز</description>"
            f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{text}'
            "</content:encoded></item>"
        )
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(parts)}</channel></rss>".encode()


def origin(address: str = "/tmp/folder/a", **more: Any) -> Origin:
    """Where something was read; `more` are fields of `Origin`."""
    return Origin(address, address, "folder", **more)


def found(data: bytes | str, where: Origin | None = None) -> list[Document]:
    """The articles in `data`, pages read."""
    raw = data.encode() if isinstance(data, str) else data
    items = list(read(io.BytesIO(raw), where or origin()))
    assert not [item for item in items if isinstance(item, UnreadableInput)]
    return [
        item.read() if isinstance(item, Unread) else item for item in items if not isinstance(item, Exception)
    ]
