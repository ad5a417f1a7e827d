"""Version 1: texts, articles, annotations, the log, and each annotator's reading state.

Texts are kept once, whole and unchanged. What the machine found in a text is one row of compressed JSON
beside it (see `compact`), for it is always read and replaced as a whole. Lists read neither. What people
said is in rows that can be asked for, and every change of it in a log that can only grow.
"""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library

_TAGS = (
    ("verified", "verdict", "one", "1", "green"),
    ("refuted", "verdict", "one", "2", "red"),
    ("unclear", "verdict", "one", "3", "yellow"),
    ("important", None, "many", "4", "magenta"),
)
"""Name, group, choice, key and colour of the tags of a new library."""


@library()
def first(db: Database) -> None:
    """Texts, articles, annotations, the log, and each annotator's reading state."""
    _texts(db)
    _people(db)
    _annotations(db)
    _log(db)
    _reading_state(db)
    db.table("tags").insert_all(
        {"name": name, "category": group, "choice": choice, "key": key, "colour": colour, "description": ""}
        for name, group, choice, key, colour in _TAGS
    )


def _texts(db: Database) -> None:
    db.table("sources").create({"id": int, "name": str}, pk="id", not_null=["name"], strict=True)
    db.table("sources").create_index(["name"], unique=True)
    db.table("texts").create(
        {"id": int, "sha256": bytes, "body": str}, pk="id", not_null=["sha256", "body"], strict=True
    )
    db.table("texts").create_index(["sha256"], unique=True)
    db.table("analyses").create(
        {"text": int, "extractor": str, "language": str, "claims": int, "found": bytes},
        pk="text",
        not_null=["extractor", "language", "claims", "found"],
        foreign_keys=[("text", "texts", "id")],
        strict=True,
    )
    db.table("articles").create(
        {
            "id": int,
            "uuid": str,
            "source": int,
            "address": str,
            "url": str,
            "title": str,
            "published": str,
            "author": str,
            "moment": int,
            "text": int,
            "version": int,
            "indexed": str,
        },
        pk="id",
        not_null=["uuid", "source", "address", "title", "moment", "text", "version", "indexed"],
        foreign_keys=[("source", "sources", "id"), ("text", "texts", "id")],
        strict=True,
    )
    db.table("articles").create_index(["uuid"], unique=True)
    # The order of the lists: latest first, then as indexed (an index ends with the row's id).
    db.execute("CREATE INDEX articles_of_source ON articles (source, moment DESC)")
    db.execute("CREATE INDEX articles_by_moment ON articles (moment DESC)")
    db.table("earlier_versions").create(
        {"article": int, "version": int, "text": int, "indexed": str},
        pk=("article", "version"),
        not_null=["text", "indexed"],
        foreign_keys=[("article", "articles", "id"), ("text", "texts", "id")],
        strict=True,
    )


def _people(db: Database) -> None:
    db.table("annotators").create({"id": int, "name": str}, pk="id", not_null=["name"], strict=True)
    db.table("annotators").create_index(["name"], unique=True)


def _annotations(db: Database) -> None:
    db.table("tags").create(
        {
            "id": int,
            "name": str,
            "category": str,
            "choice": str,
            "key": str,
            "colour": str,
            "description": str,
        },
        pk="id",
        not_null=["name", "choice", "colour", "description"],
        strict=True,
    )
    db.table("tags").create_index(["name"], unique=True)
    db.table("annotations").create(
        {
            "id": int,
            "uuid": str,
            "article": int,
            "annotator": int,
            "target": str,
            "layer": str,
            # The text, offsets and quote of the beginning, for good.
            "text_sha256": bytes,
            "start": int,
            "stop": int,
            "exact": str,
            "prefix": str,
            "suffix": str,
            # Where it stands in the article's current text; NULL where it is orphaned.
            "placed_start": int,
            "placed_stop": int,
            "deleted": int,
            "note": str,
            "claim": str,
            "created": str,
            "updated": str,
        },
        pk="id",
        not_null=[
            "uuid",
            "article",
            "annotator",
            "target",
            "layer",
            "text_sha256",
            "start",
            "stop",
            "exact",
            "prefix",
            "suffix",
            "deleted",
            "note",
            "created",
            "updated",
        ],
        foreign_keys=[("article", "articles", "id"), ("annotator", "annotators", "id")],
        strict=True,
    )
    db.table("annotations").create_index(["uuid"], unique=True)
    db.table("annotations").create_index(["article", "annotator"])
    db.table("annotation_tags").create(
        {"annotation": int, "nth": int, "tag": str},
        pk=("annotation", "nth"),
        not_null=["tag"],
        foreign_keys=[("annotation", "annotations", "id")],
        strict=True,
    )
    db.table("annotation_tags").create_index(["tag"])
    db.table("annotation_links").create(
        {"annotation": int, "nth": int, "other": str, "relation": str},
        pk=("annotation", "nth"),
        not_null=["other", "relation"],
        foreign_keys=[("annotation", "annotations", "id")],
        strict=True,
    )
    db.table("annotation_links").create_index(["other"])


def _log(db: Database) -> None:
    db.table("steps").create(
        {
            "id": int,
            "annotator": int,
            "moment": str,
            "action": str,
            # For an action: the step that stood before it; NULL at the beginning.
            "parent": int,
            # For undo and redo: the step that was undone or done again.
            "step": int,
        },
        pk="id",
        not_null=["annotator", "moment", "action"],
        foreign_keys=[("annotator", "annotators", "id"), ("parent", "steps", "id"), ("step", "steps", "id")],
        strict=True,
    )
    db.table("steps").create_index(["annotator"])
    db.execute("CREATE INDEX steps_after ON steps (annotator, parent) WHERE step IS NULL")
    db.table("changes").create(
        {"step": int, "nth": int, "annotation": int, "before": str, "after": str},
        pk=("step", "nth"),
        not_null=["annotation", "before", "after"],
        foreign_keys=[("step", "steps", "id"), ("annotation", "annotations", "id")],
        strict=True,
    )
    db.table("changes").create_index(["annotation"])
    for table in ("steps", "changes"):
        for event in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_never_{event.lower()} BEFORE {event} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
            )


def _reading_state(db: Database) -> None:
    # `source` is the article's own: with it a person's unread counts need no look at the articles.
    db.table("read_marks").create(
        {"annotator": int, "source": int, "article": int},
        pk=("annotator", "source", "article"),
        foreign_keys=[
            ("annotator", "annotators", "id"),
            ("source", "sources", "id"),
            ("article", "articles", "id"),
        ],
        strict=True,
    )
    db.table("places").create(
        {"annotator": int, "article": int, "position": int},
        pk="annotator",
        not_null=["article", "position"],
        foreign_keys=[("annotator", "annotators", "id"), ("article", "articles", "id")],
        strict=True,
    )
    db.table("memories").create(
        {"annotator": int, "name": str, "value": str},
        pk=("annotator", "name"),
        not_null=["value"],
        foreign_keys=[("annotator", "annotators", "id")],
        strict=True,
    )
    db.table("drafts").create(
        {
            "annotator": int,
            "article": int,
            "text_sha256": bytes,
            "target": str,
            "start": int,
            "stop": int,
            "note": str,
            "updated": str,
        },
        pk=("annotator", "article", "text_sha256", "target", "start", "stop"),
        not_null=["note", "updated"],
        foreign_keys=[("annotator", "annotators", "id"), ("article", "articles", "id")],
        strict=True,
    )
