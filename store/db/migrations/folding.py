"""An article with a new text leaves those that were like it: the next of them comes into folded lists."""

from __future__ import annotations

from sqlite_utils import Database

from store.db.migrations.steps import library

_GROUP = "ifnull((SELECT leader FROM twins WHERE text = {whose}.text), {whose}.text)"
"""The text that stands for those like the one of {whose}."""

_FIRST = (
    "SELECT min((SELECT min(id) FROM articles x WHERE x.text = alike.text AND x.id > {after})) AS first FROM"
    " (SELECT {whose}.text AS text UNION ALL SELECT o.text FROM twins t JOIN twins o ON o.leader = t.leader"
    " WHERE t.text = {whose}.text) AS alike"
)
"""The first article behind the row {after} that is like one with the text of {whose}; NULL for none.

Each text has its first article by an index alone: thousands may have one that says that a page is gone.
"""


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
    # The article itself is for `twins.fold`. Where it was the first, the next is that now; where it has
    # become the first, the next was that.
    leaves, comes = (_GROUP.format(whose=whose) for whose in ("old", "new"))
    before, behind = _FIRST.format(after=0, whose="old"), _FIRST.format(after="new.id", whose="new")
    db.execute(
        f"CREATE TRIGGER folded_anew AFTER UPDATE OF text ON articles WHEN {leaves} <> {comes} BEGIN"
        f" DELETE FROM folded WHERE article = ({before});"
        f" INSERT OR IGNORE INTO folded (article) SELECT first FROM ({behind}) WHERE first IS NOT NULL;"
        " END"
    )
