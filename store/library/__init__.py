"""The one door: `Library`. A subject of more than a few methods has a facade of its own, hung on it."""

from store.library.door import Library

__all__ = ["Library"]
