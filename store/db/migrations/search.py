"""An index of words over the current texts, the speakers of their claims, and saved searches.

The index keeps no text: it is FTS5's external content over a view that folds what is kept anyway.
https://www.sqlite.org/fts5.html#external_content_tables
"""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def search(db: Database) -> None:
    """The tables of `store.db.word_index` and `store.db.saved_searches`."""
    db.execute(
        "CREATE VIEW folded_articles AS SELECT a.id AS id, stems(a.title) AS title, stems(t.body) AS body"
        " FROM articles a JOIN texts t ON t.id = a.text"
    )
    # `ascii` parts what is folded already at its spaces, and leaves every letter as it is.
    db.execute(
        "CREATE VIRTUAL TABLE word_index USING fts5("
        "title, body, content='folded_articles', content_rowid='id', tokenize='ascii')"
    )
    db.execute(
        "CREATE TABLE speaker_words (stem TEXT NOT NULL, text INTEGER NOT NULL REFERENCES packed_texts (id),"
        " PRIMARY KEY (stem, text)) WITHOUT ROWID, STRICT"
    )
    db.execute("CREATE INDEX speaker_words_of_text ON speaker_words (text)")
    # One row: the folding that the index was made with, or '' where it has to be made anew.
    db.execute("CREATE TABLE word_index_state (folding TEXT NOT NULL) STRICT")
    db.execute(
        "INSERT INTO word_index_state"
        " SELECT CASE WHEN EXISTS (SELECT 1 FROM articles) THEN '' ELSE folding_version() END"
    )
    db.table("saved_searches").create(
        {"annotator": int, "name": str, "query": str},
        pk=("annotator", "name"),
        not_null=["query"],
        foreign_keys=[("annotator", "annotators", "id")],
        strict=True,
    )
