"""What is looked up by a column that had no index, and where an annotation stood that an import moved."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def lookups(db: Database) -> None:
    """Indexes for removals and imports, and what annotations are about before and after a step."""
    # To take an article or a text away, SQLite looks for the rows that name it.
    db.execute("CREATE INDEX earlier_versions_of_text ON earlier_versions (text)")
    db.execute("CREATE INDEX extracted_text ON extracted (text)")
    db.execute("CREATE INDEX read_marks_of_article ON read_marks (article)")
    # For what is indexed while annotations wait for other articles.
    db.execute("CREATE INDEX waiting_for_text ON annotations (text_sha256) WHERE absent IS NOT NULL")
    # What an annotation is about, as `annotation_rows.about`, where a step that is an import changed it.
    for column in ("before_about", "after_about"):
        db.execute(f"ALTER TABLE changes ADD COLUMN {column} TEXT")
