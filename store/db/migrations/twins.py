"""Texts that are alike: their sketches, their groups, and the articles that a folded list leaves out."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library


@library()
def twins(db: Database) -> None:
    """The tables of `store.db.twins`."""
    db.execute("CREATE INDEX articles_of_text ON articles (text)")
    db.execute(
        "CREATE TABLE sketches (hash INTEGER NOT NULL, text INTEGER NOT NULL REFERENCES packed_texts,"
        " PRIMARY KEY (hash, text)) WITHOUT ROWID, STRICT"
    )
    db.execute("CREATE INDEX sketches_of_text ON sketches (text)")
    # `leader` is the text that was there first; it stands for the group.
    db.execute(
        "CREATE TABLE twins (text INTEGER PRIMARY KEY REFERENCES packed_texts, leader INTEGER NOT NULL)"
        " STRICT"
    )
    db.execute("CREATE INDEX twins_of_leader ON twins (leader)")
    db.execute("CREATE TABLE folded (article INTEGER PRIMARY KEY REFERENCES articles) STRICT")
    # The next of those that are alike comes into the list where the first is removed.
    db.execute(
        "CREATE TRIGGER folded_behind AFTER DELETE ON articles BEGIN"
        " DELETE FROM folded WHERE article = (SELECT min(x.id) FROM articles x"
        " WHERE x.text = old.text OR x.text IN (SELECT o.text FROM twins t"
        " JOIN twins o ON o.leader = t.leader WHERE t.text = old.text)); END"
    )
