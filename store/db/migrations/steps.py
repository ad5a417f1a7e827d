"""The list of migrations, to which each module of this package adds its own."""

from __future__ import annotations

from sqlite_utils import Migrations

library = Migrations("newsread")
"""The steps from an empty file to the schema of `connection.VERSION`; each is one version."""
