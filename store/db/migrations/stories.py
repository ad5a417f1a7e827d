"""Stories: for each article what it is about in a few bytes, and which story it belongs to.

These rows can all be made again from the texts. An article's follow it when it is removed.
"""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def stories(db: Database) -> None:
    """Stories and the articles in them."""
    db.table("stories").create({"id": int, "uuid": str}, pk="id", not_null=["uuid"], strict=True)
    db.table("stories").create_index(["uuid"], unique=True)
    db.execute(
        "CREATE TABLE story_articles ("
        " article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,"
        # The row of the text that the terms are of: another than the article's own is out of date.
        " text INTEGER NOT NULL,"
        # Days since 1970; NULL for an article without a date.
        " day INTEGER,"
        " terms BLOB NOT NULL,"
        " grouped INTEGER NOT NULL DEFAULT 0,"
        " story INTEGER REFERENCES stories (id)"
        ") STRICT"
    )
    db.execute("CREATE INDEX story_articles_by_day ON story_articles (day)")
    db.execute("CREATE INDEX story_articles_of_story ON story_articles (story)")
    db.execute("CREATE INDEX story_articles_to_group ON story_articles (day) WHERE grouped = 0")
    # What the propositions of a story came to, for the version of the extractor that found its claims.
    db.execute(
        "CREATE TABLE story_comparisons ("
        " story INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,"
        " made_of BLOB NOT NULL,"
        " found BLOB NOT NULL"
        ") STRICT"
    )
