"""Folding of words for search, as the library does it."""

from reports.folding import fold

__all__ = ["fold"]
