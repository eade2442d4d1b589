"""Reading a document, all in one: text, outline, passages, people, meetings, gaps, doubts."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.reading.blocks import ExtractedText
from reports.reading.doubts import doubts
from reports.reading.formats import Unreadable, extract
from reports.reading.formats.decoding import harmless
from reports.reading.gaps import ReadGap, find_gaps
from reports.reading.identity import (
    OTHER_LANGUAGE,
    UNKNOWN_LANGUAGE,
    find_title,
    find_year,
    guess_language,
    nearest_language,
)
from reports.reading.meetings import AnnualMeeting, read_meetings
from reports.reading.outline import Outline, OutlineSection, outline
from reports.reading.people import CoChair, read_co_chairs
from reports.reading.splitting import with_headings_apart

__all__ = ["ReadGap", "ReadPassage", "Reading", "Unreadable", "as_json", "read", "read_extracted"]


@dataclass(frozen=True)
class ReadPassage:
    """One printed sentence: its place, its section (an index), its paragraph and item numbers, page and fingerprint."""

    start: int
    end: int
    section: int
    paragraph: int
    item: int | None
    fingerprint: str
    page: int | None = None


@dataclass(frozen=True)
class Reading:
    """What was read of a document.

    ``text`` is what may be stored and shown; ``extracted`` is the same text, of the same length, with the control
    characters that a file holds (both differ only where a warning says so). Offsets are those of both. ``language`` is None where the text is in none of the known languages; ``title`` and
    ``year`` are None where they are not printed. ``working_groups`` are the chapters as (name, start of the heading).
    """

    text: str
    language: str | None
    title: str | None
    year: int | None
    sections: tuple[OutlineSection, ...]
    passages: tuple[ReadPassage, ...]
    working_groups: tuple[tuple[str, int], ...]
    co_chairs: tuple[CoChair, ...]
    meetings: tuple[AnnualMeeting, ...]
    gaps: tuple[ReadGap, ...]
    warnings: tuple[str, ...]
    extracted: str
    empty_sections: frozenset[int] = frozenset()

    def printed(self, passage: ReadPassage) -> str:
        """The words of a passage as they may be stored and shown."""
        return self.text[passage.start : passage.end]


def read(data: bytes, name: str = "", media_type: str = "", language: str | None = None) -> Reading:
    """Read a document of any format. ``language`` (ISO 639-1) overrules the guess.

    Raises Unreadable, with one sentence, where there is no text to read, and LookupError for a ``language`` without
    reading rules.
    """
    return read_extracted(extract(data, name, media_type), language)


def read_extracted(extracted: ExtractedText, language: str | None = None) -> Reading:
    """Read a text whose blocks are known. Raises LookupError for a ``language`` without reading rules."""
    guessed = guess_language(extracted.text, extracted.language)
    rules = language or guessed or nearest_language(extracted.text)
    warnings = [*extracted.warnings]
    if language and guessed and guessed != language:
        warnings.append(OTHER_LANGUAGE)
    elif not language and not guessed:
        warnings.append(UNKNOWN_LANGUAGE)
    extracted = with_headings_apart(extracted, rules)
    read_outline = outline(extracted, rules)
    co_chairs, meetings, gaps = _facts(extracted, read_outline, rules)
    title = find_title(extracted, rules)
    warnings += doubts(extracted, read_outline, rules)
    return Reading(
        text=harmless(extracted.text),
        language=language or guessed,
        title=title,
        year=find_year(title) or _year_of(meetings),
        sections=read_outline.sections,
        passages=_with_pages(read_outline, extracted),
        working_groups=read_outline.chapters,
        co_chairs=co_chairs,
        meetings=meetings,
        gaps=gaps,
        warnings=tuple(dict.fromkeys(warnings)),
        extracted=extracted.text,
        empty_sections=_empty_sections(extracted, read_outline.sections),
    )


def _facts(
    extracted: ExtractedText, read_outline: Outline, language: str
) -> tuple[tuple[CoChair, ...], tuple[AnnualMeeting, ...], tuple[ReadGap, ...]]:
    return (
        tuple(read_co_chairs(extracted, read_outline, language)),
        tuple(read_meetings(extracted, read_outline, language)),
        tuple(find_gaps(extracted, read_outline, language)),
    )


def _year_of(meetings: tuple[AnnualMeeting, ...]) -> int | None:
    """The year of the latest meeting, which is the report's own."""
    years = [meeting.start.year for meeting in meetings if meeting.start is not None]
    return max(years) if years else None


def _with_pages(read_outline: Outline, extracted: ExtractedText) -> tuple[ReadPassage, ...]:
    starts = extracted.page_starts
    return tuple(
        ReadPassage(
            passage.start,
            passage.end,
            passage.section,
            passage.paragraph,
            passage.item,
            passage.fingerprint,
            bisect_right(starts, passage.start) if starts else None,
        )
        for passage in read_outline.passages
    )


def _empty_sections(extracted: ExtractedText, sections: tuple[OutlineSection, ...]) -> frozenset[int]:
    """The sections that have a heading and nothing below it."""
    starts = [block.start for block in extracted.blocks]
    found = set()
    for index, section in enumerate(sections):
        below = bisect_left(starts, section.start) + 1
        if section.heading and (starts[below] if below < len(starts) else len(extracted.text)) >= section.end:
            found.add(index)
    return frozenset(found)


def as_json(reading: Reading) -> dict[str, Any]:
    """Return what was read in the form that ``read_report --json`` prints; dates are ISO texts."""
    return {
        "language": reading.language,
        "title": reading.title,
        "year": reading.year,
        "working_groups": [{"name": name, "start": start} for name, start in reading.working_groups],
        "sections": [
            {
                "working_group": section.working_group,
                "role": section.role,
                "heading": section.heading,
                "parent": section.parent,
                "start": section.start,
                "end": section.end,
                "empty": index in reading.empty_sections,
            }
            for index, section in enumerate(reading.sections)
        ],
        "passages": [
            {
                "start": passage.start,
                "end": passage.end,
                "text": reading.extracted[passage.start : passage.end],
                "section": passage.section,
                "page": passage.page,
                "fingerprint": passage.fingerprint,
            }
            for passage in reading.passages
        ],
        "co_chairs": [
            {
                "working_group": person.working_group,
                "name": person.name,
                "title": person.title,
                "organization": person.organization,
                "side": person.side,
                "subgroup": person.subgroup,
            }
            for person in reading.co_chairs
        ],
        "meetings": [
            {
                "edition": meeting.edition,
                "place": meeting.place,
                "start": _iso(meeting.start),
                "end": _iso(meeting.end),
            }
            for meeting in reading.meetings
        ],
        "gaps": [{"kind": gap.kind, "start": gap.start, "end": gap.end, "text": gap.text} for gap in reading.gaps],
        "warnings": list(reading.warnings),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
