"""An article with a new text leaves those that were like it: the next of them comes into folded lists."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library

_ALIKE = (
    "SELECT x.id FROM articles x WHERE x.text = {0} UNION SELECT x.id FROM twins t"
    " JOIN twins o ON o.leader = t.leader JOIN articles x ON x.text = o.text WHERE t.text = {0}"
)
"""The articles whose text is the one in the row {0}, or like it."""


@library()
def folding(db: Database) -> None:
    """Of the articles like the text that one had, and like the one that it has, all but the first are folded.

    What was left out wrongly until now is mended once.
    """
    db.execute("DELETE FROM folded")
    db.execute(
        "INSERT INTO folded (article) SELECT a.id FROM articles a"
        " WHERE EXISTS (SELECT 1 FROM articles x WHERE x.text = a.text AND x.id < a.id)"
        " OR EXISTS (SELECT 1 FROM twins t JOIN twins o ON o.leader = t.leader"
        " JOIN articles x ON x.text = o.text AND x.id < a.id WHERE t.text = a.text)"
    )
    again = "".join(
        f" DELETE FROM folded WHERE article IN ({alike}); INSERT OR IGNORE INTO folded (article)"
        f" SELECT id FROM ({alike}) WHERE id > (SELECT min(id) FROM ({alike}));"
        for alike in map(_ALIKE.format, ("old.text", "new.text"))
    )
    db.execute(
        "CREATE TRIGGER folded_anew AFTER UPDATE OF text ON articles WHEN old.text <> new.text"
        f" BEGIN{again} END"
    )
