"""What one looks for in a list by typing, spelled in whatever way."""

from __future__ import annotations


def folded(text: str) -> str:
    """`text` with spellings that mean the same made one: hamza, ى and ي, ة and ه, marks, case."""
    # Imported here: its tables are read at the first use.
    from store.search.folding import letters

    return letters(text)
