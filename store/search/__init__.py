"""Folding and queries. Pure: no database."""
