"""The lists of a web page: how their items are counted and marked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reports.reading.formats.numbering import numeral

_LIST_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STYLE_TYPE = re.compile(
    r"list-style(?:-type)?\s*:\s*[^;]*?\b(decimal|(?:lower|upper)-(?:alpha|latin|roman))", re.IGNORECASE
)


@dataclass
class HtmlList:
    """One list: how it is numbered (``kind``, "" where it is not) and how far it has come."""

    kind: str
    number: int = 0
    is_fresh: bool = True

    def marker(self, value: str | None) -> str:
        """The marker of the next item; ``value`` is the number it is given, if any."""
        self.number = whole(value, self.number + 1)
        if not self.kind:
            return "•"
        return numeral(self.number, self.kind) + (")" if self.kind.endswith("alpha") else ".")


def read_list(tag: str, attributes: Mapping[str, str]) -> HtmlList:
    """Return the list that an element opens."""
    match = _STYLE_TYPE.search(attributes.get("style") or "")
    styled = match.group(1).lower().replace("latin", "alpha") if match else ""
    if tag != "ol":
        return HtmlList(styled)
    kind = styled or _LIST_TYPES.get(attributes.get("type") or "1", "decimal")
    return HtmlList(kind, whole(attributes.get("start"), 1) - 1)


def whole(written: str | None, otherwise: int) -> int:
    """Return the whole number of an attribute, ``otherwise`` where there is none."""
    return int(written) if written and re.fullmatch(r"-?\d{1,6}", written.strip()) else otherwise
