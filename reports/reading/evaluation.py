"""How well a reading agrees with labels made by hand: counts, shares, and every miss by name."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reports.reading.gaps import EMPTY_SECTION, LOST_LIST
from reports.reading.headings import fold
from reports.reading.reading import Reading

# How labels call a kind of section, and the roles that are right for it.
ROLES = {
    "future_actions": frozenset({"promises"}),
    "results": frozenset({"results"}),
    "introduction": frozenset({"introduction"}),
    "challenges": frozenset({"challenges"}),
    "gender": frozenset({"gender"}),
    "other": frozenset({"other", "participants"}),
}
SIDES = {"canada": "CA", "mexico": "MX"}
_RANGE = re.compile(r"\[(\d+):(\d+)\]")
_QUOTED = ("actions", "results", "excluded_borderline")
_EDGE = re.compile(r"[\s.;:,•√*\-–\d)(\"'”“’»«]*")


@dataclass(frozen=True)
class LabelledSection:
    """A section as labelled: the first character of its heading and the roles that are right."""

    start: int
    roles: frozenset[str]
    heading: str


@dataclass(frozen=True)
class LabelledPerson:
    """A co-chair as labelled; ``group`` is None partnership-wide."""

    group: str | None
    name: str
    title: str | None
    organization: str | None
    side: str


@dataclass(frozen=True)
class LabelledMeeting:
    """An annual meeting as labelled; ``place`` is None where the labels tell none in the words of the print.

    ``has_printed_edition`` is False where the edition is known from elsewhere and cannot be asked of the text.
    """

    edition: int | None
    place: str | None
    start: date
    end: date
    has_printed_edition: bool = True


@dataclass(frozen=True)
class LabelledGap:
    """A gap as labelled: the kinds that are right, and the place within which one of them must lie."""

    kinds: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True)
class Labels:
    """What a careful reader found in one text. ``facts`` are title, year, edition, dates, host and format of the meeting."""

    chapters: tuple[str, ...] = ()
    sections: tuple[LabelledSection, ...] = ()
    people: tuple[LabelledPerson, ...] = ()
    meetings: tuple[LabelledMeeting, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    quotes: tuple[tuple[str, int, int], ...] = ()
    gaps: tuple[LabelledGap, ...] = ()


@dataclass(frozen=True)
class Score:
    """One line of the table: how many of the labels were read right, which not, and what was read beyond them."""

    name: str
    right: int
    labelled: int
    misses: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    read: int | None = None

    @property
    def share(self) -> float | None:
        """The share of the labels that was read right, None where there is no label."""
        return self.right / self.labelled if self.labelled else None


def labels_from_json(data: dict[str, Any]) -> Labels:
    """Return the labels of a file in the form of ``labels/2021.json``. Raises KeyError where a key is missing."""
    report = data["report"]
    people = [(None, person) for person in report.get("national_co_chairs", ())]
    people += [(group["name"], person) for group in data["working_groups"] for person in group["co_chairs"]]
    return Labels(
        chapters=tuple(group["name"] for group in data["working_groups"]),
        sections=tuple(_sections(data["sections"])),
        people=tuple(
            LabelledPerson(
                group, person["name"], person.get("title"), person.get("organization"), _side(person["country"])
            )
            for group, person in people
        ),
        meetings=tuple(
            LabelledMeeting(meeting.get("edition"), meeting.get("place"), _day(meeting["start"]), _day(meeting["end"]))
            for meeting in data["annual_meetings"]
        ),
        facts=_facts(report),
        quotes=tuple(
            (row.get("id") or f"{key} {row['start']}", row["start"], row["end"])
            for key in _QUOTED
            for row in data.get(key, ())
        ),
        gaps=tuple(_gaps(data)),
    )


def evaluate(reading: Reading, labels: Labels) -> tuple[Score, ...]:
    """Return the scores of ``reading``: chapters, sections, co-chairs, meetings, quotes, gaps."""
    return (
        _score_chapters(reading, labels),
        _score_sections(reading, labels),
        _score_people(reading, labels),
        _score_facts(reading, labels),
        _score_meetings(reading, labels),
        _score_quotes(reading, labels),
        _score_gaps(reading, labels, "lost lists", frozenset({LOST_LIST})),
        _score_gaps(reading, labels, "other gaps", None),
    )


def _sections(rows: list[dict[str, Any]]) -> Iterator[LabelledSection]:
    for row in rows:
        roles = ROLES[row["kind"]]
        yield LabelledSection(row["start"], roles, row["heading"])
        for below in row.get("subsections", ()):
            yield LabelledSection(below["start"], roles, below["heading"])


def _facts(report: dict[str, Any]) -> dict[str, Any]:
    days = [_day(day) for day in report.get("meeting_dates", ())]
    facts = {
        "title": report.get("title"),
        "year": report.get("year"),
        "edition": report.get("edition"),
        "start": min(days, default=None),
        "end": max(days, default=None),
        "host": _side(report["host_country"]) if report.get("host_country") else None,
        "format": (report.get("format") or "").split(" ")[0].replace("-", "_") or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _gaps(data: dict[str, Any]) -> Iterator[LabelledGap]:
    """The sections marked as empty or as having lost a list, and the ranges that the notes give for lost lists."""
    for row in data["sections"]:
        if row.get("empty"):
            yield LabelledGap(frozenset({EMPTY_SECTION}), row["start"], row["end"])
        elif row.get("list_lost"):
            yield LabelledGap(frozenset({LOST_LIST}), row["start"], row["end"])
    for note in data.get("notes", ()):
        if note.startswith("LOST LIST"):
            for start, end in _RANGE.findall(note):
                yield LabelledGap(frozenset({LOST_LIST}), int(start), int(end))


def _score_chapters(reading: Reading, labels: Labels) -> Score:
    read = {fold(name): name for name, _ in reading.working_groups}
    wanted = {fold(name): name for name in labels.chapters}
    misses = tuple(name for folded, name in wanted.items() if folded not in read)
    false = tuple(name for folded, name in read.items() if folded not in wanted)
    return Score("chapters", len(wanted) - len(misses), len(wanted), misses, false, len(read))


def _score_sections(reading: Reading, labels: Labels) -> Score:
    roles = {section.start: section.role for section in reading.sections}
    misses = tuple(
        f"{label.start} {label.heading}: {'/'.join(sorted(label.roles))} read as {roles.get(label.start, 'nothing')}"
        for label in labels.sections
        if roles.get(label.start) not in label.roles
    )
    return Score("sections, role and start", len(labels.sections) - len(misses), len(labels.sections), misses)


def _score_people(reading: Reading, labels: Labels) -> Score:
    read = {(fold(person.working_group or ""), fold(person.name)): person for person in reading.co_chairs}
    misses, found = [], set()
    for label in labels.people:
        key = (fold(label.group or ""), fold(label.name))
        person = read.get(key)
        found.add(key)
        if person is None:
            misses.append(f"{label.name} ({label.group or 'partnership'}): not read")
            continue
        wrong = [
            f"{name} {getattr(person, name)!r}, labelled {getattr(label, name)!r}"
            for name in ("title", "organization", "side")
            if _plain(getattr(person, name)) != _plain(getattr(label, name))
        ]
        if wrong:
            misses.append(f"{label.name}: {'; '.join(wrong)}")
    false = tuple(f"{person.name} ({person.working_group})" for key, person in read.items() if key not in found)
    right = len(labels.people) - len(misses)
    return Score("co-chairs", right, len(labels.people), tuple(misses), false, len(read))


def _score_facts(reading: Reading, labels: Labels) -> Score:
    own = max(reading.meetings, key=lambda meeting: meeting.start, default=None)
    misses = []
    for name, wanted in labels.facts.items():
        value = getattr(reading, name) if name in ("title", "year") else getattr(own, name, None)
        if (_plain(value) if name == "title" else value) != (_plain(wanted) if name == "title" else wanted):
            misses.append(f"{name}: {value!r}, labelled {wanted!r}")
    return Score("meeting facts", len(labels.facts) - len(misses), len(labels.facts), tuple(misses))


def _score_meetings(reading: Reading, labels: Labels) -> Score:
    read = [(meeting.edition, meeting.start, meeting.end, _plain(meeting.place)) for meeting in reading.meetings]
    misses = []
    for label in labels.meetings:
        same = [
            row
            for row in read
            if row[1:3] == (label.start, label.end) and (row[0] == label.edition or not label.has_printed_edition)
        ]
        if not same or (label.place is not None and same[0][3] != _plain(label.place)):
            misses.append(f"{label.edition}: {label.place}, {label.start} to {label.end}")
    days = {(label.start, label.end) for label in labels.meetings}
    false = tuple(f"{row[0]}: {row[1]} to {row[2]}" for row in read if row[1:3] not in days) if labels.meetings else ()
    right = len(labels.meetings) - len(misses)
    return Score("annual meetings", right, len(labels.meetings), tuple(misses), false, len(read))


def _score_quotes(reading: Reading, labels: Labels) -> Score:
    spans = [(passage.start, passage.end) for passage in reading.passages]
    starts = [start for start, _ in spans]
    misses = tuple(
        f"{name} [{start}:{end}]"
        for name, start, end in labels.quotes
        if not _is_whole(reading.text, starts, spans, start, end)
    )
    return Score(
        "quotes within one passage or whole ones", len(labels.quotes) - len(misses), len(labels.quotes), misses
    )


def _is_whole(text: str, starts: list[int], spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a quote lies within one passage, or is several whole ones but for marks at its edges."""
    first = bisect_right(starts, start) - 1
    last = bisect_right(starts, end - 1) - 1
    if first < 0 or start >= spans[first][1]:
        return False
    if first == last:
        return end <= spans[first][1]
    begins = _EDGE.fullmatch(text, spans[first][0], start) is not None
    ends = end <= spans[last][1] and _EDGE.fullmatch(text, end, spans[last][1]) is not None
    return begins and ends


def _score_gaps(reading: Reading, labels: Labels, name: str, kinds: frozenset[str] | None) -> Score:
    """Score gaps of ``kinds``, or of all but lost lists where None. A lost list read where none is labelled is false."""
    wanted = [gap for gap in labels.gaps if (bool(gap.kinds & kinds) if kinds else LOST_LIST not in gap.kinds)]
    misses = tuple(
        f"{'/'.join(sorted(gap.kinds))} [{gap.start}:{gap.end}]"
        for gap in wanted
        if not any(read.kind in gap.kinds and _meets(read, gap) for read in reading.gaps)
    )
    read = [gap for gap in reading.gaps if (gap.kind in kinds if kinds else gap.kind != LOST_LIST)]
    false = tuple(
        f"{gap.kind} [{gap.start}:{gap.end}]"
        for gap in read
        if not any(gap.kind in label.kinds and _meets(gap, label) for label in labels.gaps)
    )
    return Score(name, len(wanted) - len(misses), len(wanted), misses, false, len(read))


def _meets(read: Any, label: LabelledGap) -> bool:
    return bool(read.start < label.end and label.start < read.end)


def _side(country: str) -> str:
    return SIDES.get(country.casefold(), country)


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _plain(value: str | None) -> str | None:
    """A printed fact without case, the marks at its end and doubled spaces."""
    return fold(value).strip(" .,;:") if value else None
