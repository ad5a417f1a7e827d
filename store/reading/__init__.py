"""Bytes -> text and its outline. Pure: no database, no terminal."""
