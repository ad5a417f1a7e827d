"""The index of words knows which words an article begins with: what news are about stands there."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def weights(db: Database) -> None:
    """The index and its view have a column `lead`; the index is made anew at the first search."""
    db.execute("DROP TABLE word_index")
    db.execute("DROP VIEW folded_articles")
    db.execute(
        "CREATE VIEW folded_articles AS SELECT a.id AS id, stems(a.title) AS title,"
        " lead(stems(t.body)) AS lead, stems(t.body) AS body FROM articles a JOIN texts t ON t.id = a.text"
    )
    db.execute(
        "CREATE VIRTUAL TABLE word_index USING fts5("
        "title, lead, body, content='folded_articles', content_rowid='id', tokenize='ascii')"
    )
    db.execute("UPDATE word_index_state SET folding = '' WHERE EXISTS (SELECT 1 FROM articles)")
