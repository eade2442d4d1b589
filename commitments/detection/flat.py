"""A printed sentence on one line: line breaks, hyphens at line ends and page numbers are taken out."""

from __future__ import annotations

import re

_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[^\W\d_A-Z])|\u00ad")
_PAGE_NUMBER = re.compile(r"\n\s*\d{1,4}\s*\n")


def flatten(printed: str) -> tuple[str, list[int] | None]:
    """Return a printed sentence on one line, and for each of its characters the place it was printed at.

    Line breaks become spaces, words broken over two lines are joined, page numbers left out. The places
    are None where nothing was changed.
    """
    if "\n" not in printed and "\u00ad" not in printed and "  " not in printed:
        return printed, None
    cuts = [(*match.span(), " ") for match in _PAGE_NUMBER.finditer(printed)]
    cuts += [(*match.span(), "") for match in _HYPHENATED.finditer(printed)]
    flat: list[str] = []
    places: list[int] = []
    position = 0
    for start, end, replacement in [*sorted(cuts), (len(printed), len(printed), "")]:
        if start < position:
            continue
        for place in range(position, start):
            _add(flat, places, printed[place], place)
        if replacement:
            _add(flat, places, replacement, start)
        position = end
    return "".join(flat), places


def lowered(flat: str) -> str:
    """Return a sentence in small letters, letter for letter, so that places stay what they are."""
    lower = flat.lower()
    if len(lower) == len(flat):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in flat)


def _add(flat: list[str], places: list[int], char: str, place: int) -> None:
    if char.isspace():
        if flat and flat[-1] == " ":
            return
        char = " "
    flat.append(char)
    places.append(place)
