"""The keys of the search screen: what its hints tell, and what its help lists."""

from __future__ import annotations

IN_LINE = (("↵", "results", True), ("Esc", "leave", True))
IN_RESULTS = (
    ("↵", "open", True),
    ("Tab", "query", False),
    ("w", "save", True),
    ("c", "claims", False),
    ("o", "source", False),
    ("m", "mine", False),
    ("n", "notes", False),
    ("?", "help", True),
    ("Esc", "leave", True),
)
"""Keys, what they do where the focus is (under the catalogue's `search.hint.`), and whether that is told on
the narrowest screen."""
OF_RESULTS = frozenset(
    (
        "move",
        "page",
        "end",
        "toggle_filter",
        "toggle_source",
        "toggle_mine",
        "save",
        "help",
        "leave_results",
    )
)
"""Actions whose keys are letters in the line."""

HELP = {
    "in-line": (("Enter ↓ Tab", "to-results"), ("Esc", "leave")),
    "in-results": (
        ("Enter", "open"),
        ("j ↓", "next"),
        ("k ↑", "previous"),
        ("Space PgDn", "page-down"),
        ("PgUp", "page-up"),
        ("g Home", "first"),
        ("G End", "last"),
        ("Tab /", "query"),
        ("w", "save"),
        ("c", "claims"),
        ("o", "source"),
        ("m", "mine"),
        ("n", "notes"),
        ("?", "help"),
        ("Esc q", "leave"),
    ),
}
"""Under a heading the keys, as they are written, and what they do; both under `search.help.`."""
