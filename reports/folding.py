"""Folding of words for search: alike on every database, blind to accents and case."""

import unicodedata
from typing import Any


def fold(text: str) -> str:
    """Return ``text`` without accents, casefolded, its white space made single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.replace("\x00", " ").casefold().split())


def by_name(row: Any) -> tuple[str, str]:
    """Return the key that sorts rows by ``name`` (in the page's language), accents and case apart, then by ``slug``."""
    return fold(row.name), row.slug
