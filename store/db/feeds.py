"""The feeds that are followed. They belong to the library, not to one annotator."""

from __future__ import annotations

import sqlite3

from store.db.articles import moment_of
from store.errors import Message, packed, unpacked
from store.ids import article_id, now
from store.model import Subscription

_COLUMNS = "url, title, source, site, folder, checked, failure"


def every(db: sqlite3.Connection) -> tuple[Subscription, ...]:
    """All feeds, those of a folder together, in the order in which they were added."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM feeds ORDER BY coalesce(folder, ''), id")
    return tuple(
        Subscription(url, title, source, site, folder, checked, failure and unpacked(failure))
        for url, title, source, site, folder, checked, failure in rows
    )


def put(db: sqlite3.Connection, feed: Subscription) -> bool:
    """Follow a feed; whether it is a new one. One that is followed keeps what `feed` does not say.

    It keeps its title too, the source of its articles, by which they are known: else they would come again.
    """
    known = db.execute("SELECT 1 FROM feeds WHERE url = ?", (feed.url,)).fetchone()
    db.execute(
        "INSERT INTO feeds (url, title, source, site, folder, added) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (url) DO UPDATE SET title = coalesce(nullif(title, ''), excluded.title),"
        " source = coalesce(excluded.source, source), site = coalesce(excluded.site, site),"
        " folder = coalesce(excluded.folder, folder)",
        (feed.url, feed.title, feed.source, feed.site, feed.folder, now()),
    )
    return known is None


def describe(db: sqlite3.Connection, url: str, title: str, site: str | None) -> None:
    """Keep what a feed says of itself, where nobody has named it, and it is still followed."""
    db.execute(
        "UPDATE feeds SET title = coalesce(nullif(title, ''), ?), site = coalesce(?, site) WHERE url = ?",
        (title, site, url),
    )


def remove(db: sqlite3.Connection, url: str) -> bool:
    """Follow a feed no more; its articles stay. Whether it was there."""
    return db.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount > 0


def move(db: sqlite3.Connection, url: str, target: str) -> None:
    """A feed is at another address now; where that is followed already, it is that one."""
    db.execute("UPDATE OR IGNORE feeds SET url = ? WHERE url = ?", (target, url))
    remove(db, url)


def checked(db: sqlite3.Connection, url: str, failure: Message | None) -> None:
    """Keep that a feed was fetched just now, and why that failed if it did."""
    told = None if failure is None else packed(failure)
    db.execute("UPDATE feeds SET checked = ?, failure = ? WHERE url = ?", (now(), told, url))


def article_at(db: sqlite3.Connection, source: str, address: str) -> tuple[bool, bool]:
    """Whether the source has an article at that address, and whether its text was extracted from a page."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM extracted e WHERE e.article = a.id AND e.text = a.text)"
        " FROM articles a WHERE a.uuid = ?",
        (article_id(source, address),),
    ).fetchone()
    return (False, False) if row is None else (True, bool(row[0]))


def address_of(db: sqlite3.Connection, source: str, title: str, published: str) -> str | None:
    """The address of the one article of the source with that title and time; None for none or several."""
    rows = db.execute(
        "SELECT a.address FROM articles a JOIN sources s ON s.id = a.source"
        " WHERE s.name = ? AND a.moment = ? AND a.title = ? LIMIT 2",
        (source, moment_of(published), title),
    ).fetchall()
    return rows[0][0] if len(rows) == 1 else None
