"""Other names of tags, and how many statements a text has.

An alias is a name under which a tag was set before it was renamed or merged: annotations keep it, and what
reads them looks here. The number of statements stands beside that of claims, so that a source's progress
can be told without reading what was found in each text.
"""

from __future__ import annotations

import json
import zlib

from sqlite_utils import Database

from store.db.connection import DamagedRow
from store.db.migrations.steps import library


@library()
def naming(db: Database) -> None:
    """Other names of tags, and how many statements a text has."""
    db.table("tag_aliases").create(
        {"alias": str, "tag": str}, pk="alias", not_null=["alias", "tag"], strict=True
    )
    db.table("tag_aliases").create_index(["tag"])
    db.execute("ALTER TABLE analyses ADD COLUMN statements INTEGER NOT NULL DEFAULT 0")
    for text, found in db.execute("SELECT text, found FROM analyses").fetchall():
        db.execute("UPDATE analyses SET statements = ? WHERE text = ?", (_statements(found), text))


def _statements(found: bytes) -> int:
    """How many statements were found in a text, as such findings were written then: two numbers for each."""
    try:
        (_title, _paragraphs, _furniture, statements), _claims, _facts = json.loads(zlib.decompress(found))
        return len(statements) // 2
    except (zlib.error, ValueError, TypeError) as error:
        raise DamagedRow("what was found in a text") from error
