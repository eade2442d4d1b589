"""Folding of words for search: alike on every database, blind to accents and case."""

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` without accents, casefolded, its white space made single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.replace("\x00", " ").casefold().split())
