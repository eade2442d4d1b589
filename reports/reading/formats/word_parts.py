"""The parts of a Word file, opened with care: its archive, its styles and its numbering."""

import io
import posixpath
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from reports.reading.formats.numbering import numeral
from reports.reading.formats.unreadable import Unreadable

MAX_UNPACKED = 150_000_000
MAX_PART = 50_000_000
MAX_PARTS = 5_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_OFFICE_DOCUMENT = re.compile(r"/relationships/officeDocument$")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)
_FORMATS = {
    "decimal": "decimal",
    "decimalZero": "decimal",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}

Element = Any  # xml.etree.ElementTree.Element; the hardened parser has no types


def name_of(element: Element) -> str:
    """Return the name of a word-processing element without its namespace, "" for other elements' names."""
    tag = element.tag
    for space in (WORD, _STRICT):
        if tag.startswith(space):
            return str(tag[len(space) :])
    return ""


def value(element: Element | None, attribute: str = "val") -> str | None:
    """Return a word-processing attribute of ``element``."""
    if element is None:
        return None
    found = element.get(WORD + attribute, element.get(_STRICT + attribute))
    return None if found is None else str(found)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element reached by ``names``, one step each."""
    for name in names:
        element = next((one for one in element if name_of(one) == name), None) if element is not None else None
    return element


class Package:
    """The archive. Raises Unreadable for whatever is not a sound Word document."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise Unreadable("docx_damaged") from None
        parts = self._archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("protected")
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable("docx_bomb")
        self._names = {part.filename.lstrip("/").lower(): part for part in parts}
        if self._names.get("mimetype") and b"opendocument" in self.part("mimetype")[:100]:
            raise Unreadable("open_document")
        self.document_name = self._document_name()

    def part(self, name: str) -> bytes:
        """Return the bytes of a part, b"" where there is none."""
        found = self._names.get(name.lstrip("/").lower())
        if found is None:
            return b""
        if found.file_size > MAX_PART:
            raise Unreadable("docx_bomb")
        try:
            with self._archive.open(found) as stream:
                return stream.read(MAX_PART)
        except _DAMAGE:
            raise Unreadable("docx_damaged") from None

    def beside(self, name: str) -> bytes:
        """Return the part ``name`` that stands in the document's folder."""
        return self.part(posixpath.join(posixpath.dirname(self.document_name), name))

    def _document_name(self) -> str:
        is_office = "[content_types].xml" in self._names
        named = next(
            (
                posixpath.normpath(relation.get("Target", "").lstrip("/"))
                for relation in parsed(self.part("_rels/.rels"))
                if _OFFICE_DOCUMENT.search(relation.get("Type", ""))
            ),
            "word/document.xml",
        )
        if not is_office and named.lower() not in self._names:
            raise Unreadable("archive")
        if named.lower() not in self._names:
            raise Unreadable("docx_no_document")
        if named.startswith(("xl/", "ppt/")):
            raise Unreadable("archive")
        return named


def parsed(data: bytes) -> list[Element]:
    """Return the children of the root of a small part; none for a part that is not there."""
    return [element for event, element, depth in events(data) if event == "end" and depth == 1] if data else []


def events(data: bytes) -> Iterator[tuple[str, Element, int]]:
    """Yield (start or end, element, depth), the root's depth being 0. Entities and document types are refused."""
    depth = 0
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            depth -= event == "end"
            yield event, element, depth
            depth += event == "start"
    except DefusedXmlException:
        raise Unreadable("docx_entities") from None
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Unreadable("docx_damaged") from None


@dataclass(frozen=True)
class Style:
    """What counts of a paragraph style: its level as a heading and its place in a numbering."""

    name: str = ""
    level: int | None = None
    numbering: tuple[str | None, int] = (None, 0)


def styles(data: bytes) -> dict[str, Style]:
    """Return the paragraph styles by identifier, with what they inherit."""
    found: dict[str, Element] = {}
    for element in parsed(data):
        identifier = value(element, "styleId")
        if name_of(element) == "style" and identifier:
            found[identifier] = element
    return {identifier: _style(identifier, found) for identifier in found}


def _style(identifier: str, found: dict[str, Element]) -> Style:
    name, level, number, depth = "", None, None, 0
    seen: set[str] = set()
    current: str | None = identifier
    while current in found and current not in seen:
        seen.add(current)
        element = found[current]
        own_name = (value(child(element, "name")) or "").lower()
        name = name or own_name
        level = level or _level(own_name, value(child(element, "pPr", "outlineLvl")))
        numbering = child(element, "pPr", "numPr")
        if number is None and numbering is not None:
            number, depth = value(child(numbering, "numId")), whole(value(child(numbering, "ilvl")))
        current = value(child(element, "basedOn"))
    return Style(name, level, (number, depth))


def _level(name: str, outline: str | None) -> int | None:
    match = re.fullmatch(r"heading ([1-9])", name)
    if match:
        return min(int(match.group(1)), 6)
    if name == "title":
        return 1
    return min(whole(outline) + 1, 6) if outline and whole(outline) < 9 else None


def whole(written: str | None) -> int:
    """Return a whole number of an attribute, 0 where there is none."""
    return int(written) if written and re.fullmatch(r"\d{1,6}", written) else 0


@dataclass
class Numbering:
    """Counts the list paragraphs and gives each its printed marker."""

    levels: dict[str, dict[int, tuple[str, str, int]]] = field(default_factory=dict)  # format, text, first number
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    def marker(self, number: str | None, depth: int) -> str:
        """Return the marker of the next paragraph of list ``number``, "" where it has none."""
        abstract = self.lists.get(number or "")
        if abstract is None or number is None:
            return ""
        levels = self.levels.get(abstract, {})
        kind, text, first = levels.get(depth, ("bullet", "•", 1))
        counts = self._counts[abstract]
        if number not in self._begun:
            self._begun.add(number)
            for level, restart in self.restarts.get(number, {}).items():
                counts[level] = restart - 1
        counts[depth] = counts.get(depth, first - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if kind == "bullet":
            return text if text in ("-", "–", "—", "√", "◦", "▪", "*") else "•"
        if kind == "none":
            return ""

        def written(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            form, _, start = levels.get(level, ("decimal", "", 1))
            return numeral(counts.get(level, start), _FORMATS.get(form, "decimal"))

        return re.sub(r"%([1-9])", written, text).strip()


def numbering(data: bytes) -> Numbering:
    """Return the lists that a document defines."""
    found = Numbering()
    for element in parsed(data):
        if name_of(element) == "abstractNum":
            found.levels[value(element, "abstractNumId") or ""] = {
                whole(value(level, "ilvl")): (
                    value(child(level, "numFmt")) or "decimal",
                    value(child(level, "lvlText")) or "",
                    whole(value(child(level, "start")) or "1"),
                )
                for level in element
                if name_of(level) == "lvl"
            }
        elif name_of(element) == "num":
            number = value(element, "numId") or ""
            found.lists[number] = value(child(element, "abstractNumId")) or ""
            found.restarts[number] = {
                whole(value(override, "ilvl")): whole(value(child(override, "startOverride")))
                for override in element
                if name_of(override) == "lvlOverride" and child(override, "startOverride") is not None
            }
    return found
