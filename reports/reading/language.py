"""Headings, labels and abbreviations per language: data in ``languages/*.toml``, one file a language."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "languages"


def languages() -> list[str]:
    """Return the codes of the languages that have a file, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def load(language: str) -> dict[str, Any]:
    """Return the data of ``language`` (an ISO 639-1 code). Raises LookupError if there is no file."""
    path = _FOLDER / f"{language}.toml"
    if not path.is_file():
        raise LookupError(f"No reading rules for language {language!r}; there are {', '.join(languages())}.")
    return tomllib.loads(path.read_text(encoding="utf-8"))
