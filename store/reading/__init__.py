"""Bytes to text and metadata. Pure: no database."""
