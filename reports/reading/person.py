"""One person as printed, gathered from the lines of a list."""

import re
from dataclasses import dataclass, field

from reports.reading.headings import HeadingWords, fold
from reports.reading.language import load
from reports.reading.lines import Line, split_columns
from reports.reading.offices import split_office

CO_CHAIR, NATIONAL_CO_CHAIR, PARTICIPANT = "co_chair", "national_co_chair", "participant"
_FULL_ENTRY = 2  # lines under a name: office and institution
_GAP = re.compile(r"[ \u00a0]{2,}|\t")
_NAME_END = re.compile(r"\s*[,;(|]\s*|\s+[-–—]\s+|:\s+")


@dataclass(frozen=True)
class CoChair:
    """A person as printed: name, title and institution (None where not printed), side ("CA", "MX", None unknown).

    ``working_group`` is the heading of the chapter, None partnership-wide; ``role`` is co_chair,
    national_co_chair or participant; ``start`` and ``end`` are the place of the name with its lines.
    """

    working_group: str | None
    name: str
    title: str | None
    organization: str | None
    side: str | None
    subgroup: str | None
    role: str
    start: int
    end: int


@dataclass
class Entry:
    """The lines of one person while they are gathered, with the side and subgroup told above them."""

    name: Line
    side: str | None
    subgroup: str | None
    rest: list[Line] = field(default_factory=list)


def gather(text: str, lines: list[Line], sides: tuple[str, ...], words: HeadingWords) -> list[Entry]:
    """Return the persons of a list of lines. ``sides`` are those that its label names, in the order of columns."""
    columns = split_columns(text, lines) if len(sides) != 1 else None
    if columns:
        return [
            entry
            for number, column in enumerate(columns)
            for entry in gather(text, column, sides[number : number + 1] or ("",), words)
        ]
    side, subgroup = (sides[0] or None if len(sides) == 1 else None), None
    entries: list[Entry] = []
    is_open = False
    for line in lines:
        flat = " ".join(line.text.split())
        if words.is_head_of_columns(flat):
            continue
        stands_alone = line.is_after_blank or flat.endswith(":") or not entries
        told = words.told_side(flat) if stands_alone else None
        if words.is_subgroup(flat):
            subgroup, is_open = flat.strip(" :"), False
        elif told:
            side, is_open = told, False
        elif not is_open or _begins_person(line, entries[-1], words):
            entries.append(Entry(line, side, subgroup))
            is_open = True
        else:
            entries[-1].rest.append(line)
    return entries


def person_of(
    entry: Entry,
    words: HeadingWords,
    *,
    working_group: str | None,
    role: str,
    is_wrapped: bool,
    width: int | None = None,
) -> CoChair:
    """Return the person whose lines were gathered; ``is_wrapped`` and ``width`` as for ``split_office``."""
    printed = " ".join(entry.name.text.split())
    name, beside = split_name(entry.name.text, words)
    signed = words.signature(printed)
    if signed:
        name, beside = signed, ""
    labels = [label for line in entry.rest if (label := words.people_label(" ".join(line.text.split())))]
    told = next((label.sides[0] for label in labels if label.sides), None)
    rest = [line.text for line in entry.rest if not _is_label(" ".join(line.text.split()), words)]
    title, organization = split_office([beside, *rest], words.language, is_wrapped=is_wrapped, width=width)
    return CoChair(
        working_group=working_group,
        name=name,
        title=title,
        organization=organization,
        side=entry.side or told or side_of(f"{organization or ''} {title or ''}", words),
        subgroup=entry.subgroup,
        role=role,
        start=entry.name.start,
        end=entry.rest[-1].end if entry.rest else entry.name.end,
    )


def _is_label(flat: str, words: HeadingWords) -> bool:
    """Whether a line below a name says what the list is of; "President" alone is an office."""
    label = words.people_label(flat)
    return label is not None and (bool(label.sides) or not words.is_office(flat))


def split_name(line: str, words: HeadingWords) -> tuple[str, str]:
    """Split "Ms. Jane Roe, Director" into the name, without honorifics, and what stands beside it ("" for nothing)."""
    honorifics = load(words.language)["people"]["honorifics"]
    first, *further = _GAP.split(line.strip())
    flat = " ".join(line.split())
    if further and words.is_name(" ".join(first.split())):
        flat, beside = " ".join(first.split()), " ".join(" ".join(further).split())
    else:
        match = next((found for found in _NAME_END.finditer(flat) if len(flat[: found.start()].split()) > 1), None)
        flat, beside = (flat[: match.start()], flat[match.end() :]) if match else (flat, "")
    parts = flat.split()
    while len(parts) > 2 and fold(parts[0]).strip(".") in honorifics:
        parts = parts[1:]
    return " ".join(parts).strip(" ,;:"), (beside if "(" in beside else beside.rstrip(")")).strip()


def side_of(text: str, words: HeadingWords) -> str | None:
    """The side that an institution or office tells by its words ("Natural Resources Canada" is "CA"), or None."""
    sides = words.sides(text)
    if len(sides) == 1:
        return sides[0]
    folded = fold(text)
    hints: dict[str, list[str]] = load(words.language)["people"]["side_hints"]
    found = [side for side, phrases in hints.items() if any(re.search(rf"\b{re.escape(p)}\b", folded) for p in phrases)]
    if len(found) == 1:
        return found[0]
    return sides[0] if sides else None


def _begins_person(line: Line, current: Entry, words: HeadingWords) -> bool:
    """Whether a line is the name of another person: an item, or a name below a blank line or below a full entry."""
    if line.is_item:
        return True
    above = (current.rest[-1] if current.rest else current.name).text.rstrip()
    last = fold(above).split()[-1:]
    if above.endswith((",", "-")) or (last and last[0] in load(words.language)["unfinished"]):
        return False
    is_told = bool(current.rest or split_name(current.name.text, words)[1])
    if not is_told or not (line.is_after_blank or len(current.rest) >= _FULL_ENTRY):
        return False
    name, _ = split_name(line.text, words)
    return words.is_name(name)
