"""Annotations to files and back. Pure: no database."""
