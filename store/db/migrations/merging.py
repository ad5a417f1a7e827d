"""Annotations of articles that are not there, what an import brought, and what was removed.

An annotation that comes in a file may be of an article that the library does not have: then it hangs on what
the file says of the article, until its text is indexed. One that was removed with its article, or whose
import was undone, is gone (`deleted` is 2): as if it had never been there, but for the log.

What people do without undo, an import's file and a removal, is an event; with it stand the versions of
annotations that are current no more, or never were, as canonical JSON. Both tables only grow.
"""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def merging(db: Database) -> None:
    """Annotations of articles that are not there, what an import brought, and what was removed."""
    db.table("absent_articles").create(
        {"id": int, "uuid": str, "sha256": bytes, "source": str, "title": str, "url": str, "published": str},
        pk="id",
        not_null=["uuid", "sha256", "source", "title"],
        strict=True,
    )
    db.table("absent_articles").create_index(["uuid"], unique=True)
    db.table("absent_articles").create_index(["sha256"])
    db.table("annotations").transform(not_null={"article": False})
    db.execute("ALTER TABLE annotations ADD COLUMN absent INTEGER REFERENCES absent_articles (id)")
    db.execute("CREATE INDEX waiting ON annotations (absent, text_sha256) WHERE absent IS NOT NULL")
    # Of an annotation, before and after a step that is an import; NULL where it was not there.
    for column in ("before_updated", "after_updated"):
        db.execute(f"ALTER TABLE changes ADD COLUMN {column} TEXT")
    db.table("events").create(
        {"id": int, "annotator": int, "moment": str, "action": str, "detail": str, "step": int},
        pk="id",
        not_null=["annotator", "moment", "action", "detail"],
        foreign_keys=[("annotator", "annotators", "id"), ("step", "steps", "id")],
        strict=True,
    )
    db.table("events").create_index(["step"])
    db.table("versions").create(
        {"event": int, "nth": int, "annotation": int, "record": str},
        pk=("event", "nth"),
        not_null=["annotation", "record"],
        foreign_keys=[("event", "events", "id"), ("annotation", "annotations", "id")],
        strict=True,
    )
    db.table("versions").create_index(["annotation"])
    for table in ("events", "versions"):
        for event in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_never_{event.lower()} BEFORE {event} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
            )
