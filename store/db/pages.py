"""Pages as they came, each once under its SHA-256, and what servers said of addresses."""

from __future__ import annotations

import sqlite3

from store.ids import now
from store.model import Page


def text_of(db: sqlite3.Connection, address: str, page_sha256: str) -> tuple[bytes, str] | None:
    """The current text, and its digest, of the article at `address`, if it was extracted from that page."""
    row = db.execute(
        "SELECT t.sha256, t.body FROM pages p JOIN extracted e ON e.page = p.id"
        " JOIN articles a ON a.id = e.article AND a.text = e.text JOIN texts t ON t.id = a.text"
        " WHERE p.sha256 = ? AND a.address = ?",
        (bytes.fromhex(page_sha256), address),
    ).fetchone()
    return None if row is None else (row[0], row[1])


def put(db: sqlite3.Connection, uuid: str, page: Page) -> None:
    """Keep the page from which the current text of the article `uuid` was extracted."""
    sha256 = bytes.fromhex(page.sha256)
    db.execute("INSERT INTO pages (sha256, body) VALUES (?, ?) ON CONFLICT DO NOTHING", (sha256, page.body))
    db.execute(
        "INSERT INTO extracted (article, text, page, reader)"
        " SELECT a.id, a.text, p.id, ? FROM articles a, pages p WHERE a.uuid = ? AND p.sha256 = ?"
        " ON CONFLICT (article, text) DO UPDATE SET page = excluded.page, reader = excluded.reader",
        (page.reader, uuid, sha256),
    )


def of_article(db: sqlite3.Connection, uuid: str) -> Page | None:
    """The page from which the article's current text was extracted; None where there was none."""
    row = db.execute(
        "SELECT hex(p.sha256), p.body, e.reader FROM articles a"
        " JOIN extracted e ON e.article = a.id AND e.text = a.text JOIN pages p ON p.id = e.page"
        " WHERE a.uuid = ?",
        (uuid,),
    ).fetchone()
    return None if row is None else Page(row[0].lower(), row[1], row[2])


def validators(db: sqlite3.Connection, url: str) -> tuple[str | None, str | None] | None:
    """The ETag and the Last-Modified of the address's last answer; None for one that was never read."""
    row = db.execute(
        "SELECT etag, modified FROM addresses WHERE url = ? AND etag IS NOT ''", (url,)
    ).fetchone()
    return None if row is None else (row[0], row[1])


def put_validators(db: sqlite3.Connection, url: str, etag: str | None, modified: str | None) -> None:
    """Keep what the server said of its last answer."""
    db.execute(
        "INSERT INTO addresses (url, etag, modified) VALUES (?, ?, ?)"
        " ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, modified = excluded.modified",
        (url, etag, modified),
    )


def refuse(db: sqlite3.Connection, url: str, until: str | None) -> None:
    """Keep that no article is to be had from the address until then, or (None) until it is read all the same.

    What a server gives for an ETag is never empty: an empty one says so, and the other column until when.
    """
    put_validators(db, url, "", until)


_SERVER = "server "
"""Stands before the host and port of a server, which is no address."""


def ask_again(db: sqlite3.Connection, host: str, time: str) -> None:
    """Keep that the server at `host` is to be asked from that time on."""
    refuse(db, _SERVER + host, time)


def servers(db: sqlite3.Connection) -> dict[str, str]:
    """The servers that are not to be asked as yet, by host and port, and until when."""
    query = "SELECT substr(url, ?), modified FROM addresses WHERE url GLOB ? AND modified > ?"
    return dict(db.execute(query, (len(_SERVER) + 1, _SERVER + "*", now())))


def is_refused(db: sqlite3.Connection, url: str) -> bool:
    """Whether the last that is known of the address is that no article is to be had from it, as yet."""
    query = "SELECT 1 FROM addresses WHERE url = ? AND etag = '' AND ifnull(modified > ?, 1)"
    return db.execute(query, (url, now())).fetchone() is not None
