"""List markers as they are printed at the start of a line, and what only looks like one."""

import re

_MARKER = re.compile(r"(?P<marker>[•√*‣▪◦·]|[–-](?=\s)|\d{1,3}[.)]|[a-z][.)]|[ivx]{1,5}[.)]|[IVX]{1,6}\.)\s+(?=\S)")
_DASHES = ("-", "–", "—")


def split_marker(text: str, first: int, end: int) -> tuple[str, int]:
    """Return the list marker at ``first`` ("" where there is none) and where the words behind it begin."""
    match = _MARKER.match(text, first, end)
    return (match.group("marker"), match.end()) if match else ("", first)


def may_be_in_sentence(marker: str, above: str) -> bool:
    """Whether ``marker`` at the start of a line can be a dash or a number of the sentence that goes on there.

    It cannot where the item above (its marker is ``above``) is marked alike, or where it is a bullet.
    """
    if marker in _DASHES:
        return above not in _DASHES
    return marker[0].isalnum() and not (above and above[0].isalnum() and above[-1] == marker[-1])
