"""The annual meetings that a report prints: its list of them, and its own, which the list may leave out."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reports.reading.blocks import Block, ExtractedText
from reports.reading.dates import PrintedDate, find_dates
from reports.reading.headings import fold
from reports.reading.language import load
from reports.reading.outline import Outline, OutlinePassage
from reports.reading.splitting import with_headings_apart

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LIST_NUMBER = re.compile(r"\d{1,2}[.)]")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_LONGEST_LINE = 160
_LONGEST_SENTENCE = 3000
_PLACE_WORDS = 12
_LOOK_BACK = 400
_EDGES = " ,;:|\t\u00a0-–—"
_PROPER = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_NAMES = rf"{_PROPER}(?:[ \n](?:de|del|de la|la|las|los|el|le|du|des|on the)(?=[ \n]{_PROPER})|[ \n]{_PROPER}|,[ \n]{_PROPER})*"


@dataclass(frozen=True)
class AnnualMeeting:
    """One annual meeting as printed; what is not printed is None.

    ``place`` are the printed words, ``start`` and ``end`` days (the whole month where only a month is printed),
    ``format`` is in_person, virtual or hybrid, ``host`` the side ("CA", "MX").
    """

    edition: int | None
    place: str | None
    start: date
    end: date
    format: str | None
    host: str | None


def read_meetings(extracted: ExtractedText, outline: Outline, language: str = "en") -> tuple[AnnualMeeting, ...]:
    """Return the annual meetings in the order of their dates. Raises LookupError for an unknown language."""
    reader = _Reader(with_headings_apart(extracted, language), outline, language)
    meetings: list[AnnualMeeting] = []
    for told in (*_numbered_in_order(list(reader.listed())), *reader.told()):
        same = next((index for index, known in enumerate(meetings) if _overlap(known, told)), None)
        if same is None:
            meetings.append(told)
        else:
            meetings[same] = _merged(meetings[same], told)
    return tuple(sorted(meetings, key=lambda meeting: (meeting.start, meeting.end)))


class _Reader:
    def __init__(self, extracted: ExtractedText, outline: Outline, language: str) -> None:
        self.extracted = extracted
        self.text = extracted.text
        self.outline = outline
        self.language = language
        self.starts = [passage.start for passage in outline.passages]
        self.words = load(language)["meetings"]
        self.headings = [_as_pattern(pattern) for pattern in self.words["headings"]]
        self.annual = tuple(fold(phrase) for phrase in self.words["annual"])

    def listed(self) -> Iterator[AnnualMeeting]:
        """The meetings of printed lists: lines with a date under a heading, or behind a sentence, that speaks of them."""
        places = [section.start for section in self.outline.sections]
        number, announced = 0, False
        for block in self.extracted.blocks:
            while number + 1 < len(places) and places[number + 1] <= block.start:
                number, announced = number + 1, False
            if not places or self.outline.sections[number].working_group is not None:
                continue
            flat = " ".join(self.text[block.start : min(block.end, block.start + 600)].split())
            if flat.endswith(":") and self._is_annual(flat):
                announced = True
                continue
            if announced or self._heads_list(self.outline.sections[number].heading):
                meeting = self._of_line(block, flat)
                if meeting:
                    yield meeting

    def told(self) -> Iterator[AnnualMeeting]:
        """The meetings told in sentences outside the chapters, the report's own among them."""
        passages = [
            passage
            for passage in self.outline.passages
            if self.outline.sections[passage.section].working_group is None
            and passage.end - passage.start < _LONGEST_SENTENCE
        ]
        phrases = [*self.annual, *(fold(phrase) for phrase in self.words["most_recent"])]
        naming = re.compile("|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases), re.IGNORECASE)
        passages = [passage for passage in passages if naming.search(self.text, passage.start, passage.end)]
        editions = {edition for passage in passages if (edition := self._edition(self._flat(passage))) is not None}
        found = [meeting for passage in passages for meeting in self._of_sentence(passage)]
        if len(editions) == 1 and len(found) == 1:
            found = [replace(found[0], edition=found[0].edition or editions.pop())]
        yield from found

    def _flat(self, passage: OutlinePassage) -> str:
        return " ".join(self.text[passage.start : passage.end].split())

    def _is_annual(self, flat: str) -> bool:
        folded = fold(flat)
        return any(phrase in folded or f"{phrase}s" in folded for phrase in self.annual) or self._heads_list(flat)

    def _heads_list(self, heading: str) -> bool:
        folded = fold(heading)
        return len(folded) < _LONGEST_LINE and any(pattern.fullmatch(folded) for pattern in self.headings)

    def _of_line(self, block: Block, flat: str) -> AnnualMeeting | None:
        """A list line that holds one date and a place of a few words."""
        row = self._row(block)
        if row is not None and (not block.cells or block.start != self._first_of_row(block)):
            return None
        line = row if row is not None else flat
        dates = find_dates(line, self.language) if len(line) <= _LONGEST_LINE else []
        if len(dates) != 1:
            return None
        before, after = line[: dates[0].start], line[dates[0].end :]
        edition = int(block.marker[:-1]) if _LIST_NUMBER.fullmatch(block.marker) else self._edition(line)
        leading = re.match(r"\s*(\d{1,2})[.)ªºa]?\s*(?:\||\t|\s{2})", before)
        if edition is None and leading:
            edition, before = int(leading[1]), before[leading.end() :]
        place = " ".join(part for part in (before.strip(_EDGES), after.strip(_EDGES)) if part).replace(" | ", ", ")
        if not place or len(place.split()) > _PLACE_WORDS:
            return None
        return self._meeting(edition, place, dates[0], line)

    def _row(self, block: Block) -> str | None:
        if not block.cells:
            return None
        cells = (" ".join(self.text[start:end].split()) for start, end in block.cells)
        return " | ".join(cell for cell in cells if cell)

    def _first_of_row(self, block: Block) -> int:
        return next((start for start, end in block.cells if start < end), block.start)

    def _of_sentence(self, passage: OutlinePassage) -> Iterator[AnnualMeeting]:
        flat = self._flat(passage)
        folded = fold(flat)
        is_recent = any(fold(phrase) in folded for phrase in self.words["most_recent"])
        if not is_recent and not any(phrase in folded for phrase in self.annual):
            return
        if any(re.search(rf"\b{re.escape(fold(word))}\b", folded) for word in self.words["future"]):
            return
        dates = [found for found in find_dates(flat, self.language, self._year_before(passage)) if found.has_day]
        for found in dates[:1]:
            meeting = self._meeting(self._edition(flat), self._place(flat, found), found, flat)
            beside = self._beside(passage)
            yield replace(
                meeting,
                format=meeting.format or self._format(beside),
                host=meeting.host or self._host(beside, None),
            )

    def _beside(self, passage: OutlinePassage) -> str:
        """The words of the sentence that follows in the same paragraph ("It was hosted by Canada.")."""
        place = bisect_right(self.starts, passage.start)
        following = self.outline.passages[place] if place < len(self.starts) else passage
        is_beside = (following.section, following.paragraph) == (passage.section, passage.paragraph)
        return self._flat(following) if is_beside and following.end - following.start < _LONGEST_SENTENCE else ""

    def _year_before(self, passage: OutlinePassage) -> int | None:
        """The year that the sentences before tell, else the first of the text."""
        above = _YEAR.findall(self.text[max(0, passage.start - _LOOK_BACK) : passage.start])
        any_year = above[-1:] or _YEAR.findall(self.text[: 50 * _LOOK_BACK])[:1]
        return int(any_year[0]) if any_year else None

    def _meeting(self, edition: int | None, place: str | None, dated: PrintedDate, told: str) -> AnnualMeeting:
        return AnnualMeeting(edition, place, dated.first, dated.last, self._format(told), self._host(told, place))

    def _edition(self, flat: str) -> int | None:
        """The number before "annual meeting": 15th, XV, fifteenth."""
        folded = fold(flat)
        endings = "|".join(re.escape(ending) for ending in self.words["ordinal_endings"])
        ordinals: list[str] = self.words["ordinals"]
        number = rf"\b(?:(?P<digits>\d{{1,2}})\.?(?:{endings})|(?P<word>{'|'.join(ordinals)})|(?P<roman>[ivxl]{{1,6}}))"
        annual = "|".join(re.escape(phrase) for phrase in self.annual)
        match = re.search(rf"{number}(?:\s+[\w-]+){{0,2}}?\s+(?:{annual})", folded)
        if not match:
            return None
        if match["digits"]:
            return int(match["digits"])
        return ordinals.index(match["word"]) + 1 if match["word"] else _roman(match["roman"])

    def _place(self, flat: str, dated: PrintedDate) -> str | None:
        """The place behind "in" or "at" that stands nearest to the date."""
        words = "|".join(re.escape(word) for word in sorted(self.words["place_words"], key=len, reverse=True))
        months = {name for names in load(self.language)["dates"]["months"] for name in names}
        found = [
            match
            for match in re.finditer(rf"(?<![\w-])(?:{words})\s+(?P<place>{_NAMES})", flat)
            if fold(match["place"].split()[0]).strip(".,") not in months
        ]
        if not found:
            return None
        nearest = min(found, key=lambda match: min(abs(match.start() - dated.end), abs(dated.start - match.end())))
        place = nearest["place"].strip(_EDGES)
        return place if re.search(r"(?:^|[\s.])\w\.$", place) else place.rstrip(".") or None

    def _format(self, told: str) -> str | None:
        folded = fold(told)
        formats: dict[str, list[str]] = self.words["formats"]
        named = [name for name, phrases in formats.items() if any(fold(phrase) in folded for phrase in phrases)]
        if "virtual" in named and "in_person" in named:
            return "hybrid"
        return named[0] if named else None

    def _host(self, told: str, place: str | None) -> str | None:
        folded = fold(told)
        sides: dict[str, list[str]] = load(self.language)["sides"]
        by = "|".join(re.escape(fold(word)) for word in self.words["hosts"] if " " in word)
        verbs = "|".join(re.escape(fold(word)) for word in self.words["host_verbs"])
        for side, names in sides.items():
            name = "|".join(re.escape(fold(known)) for known in names)
            if re.search(
                rf"\b(?:{by})\s+(?:(?:the|el|le|la|gobierno|gouvernement|government|of|de|du)\s+)*(?:{name})\b", folded
            ):
                return side
            if re.search(rf"\b(?:{name})\s+(?:{verbs})\b", folded):
                return side
        return self._side_of_place(place) if place else None

    def _side_of_place(self, place: str) -> str | None:
        folded = fold(place)
        known: dict[str, list[str]] = load(self.language)["places"]
        found = [
            side
            for side, names in known.items()
            if any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) for name in names)
        ]
        return found[0] if len(found) == 1 else None


def _numbered_in_order(listed: list[AnnualMeeting]) -> list[AnnualMeeting]:
    """The numbers of a list are editions only where they rise with the dates."""
    numbered = sorted((meeting for meeting in listed if meeting.edition is not None), key=lambda meeting: meeting.start)
    editions = [meeting.edition for meeting in numbered]
    is_rising = all(earlier < later for earlier, later in itertools.pairwise(editions) if earlier and later)
    return listed if is_rising else [replace(meeting, edition=None) for meeting in listed]


def _overlap(known: AnnualMeeting, told: AnnualMeeting) -> bool:
    if known.edition is not None and known.edition == told.edition:
        return True
    return known.start <= told.end and told.start <= known.end


def _merged(known: AnnualMeeting, told: AnnualMeeting) -> AnnualMeeting:
    """One meeting told twice: the narrower date, and of each fact what was printed first."""
    exact = told if told.end - told.start < known.end - known.start and _within(told, known) else known
    return AnnualMeeting(
        edition=known.edition if known.edition is not None else told.edition,
        place=known.place or told.place,
        start=exact.start,
        end=exact.end,
        format=known.format or told.format,
        host=known.host or told.host,
    )


def _within(inner: AnnualMeeting, outer: AnnualMeeting) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and (outer.end - outer.start).days > 20


def _as_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(fold(pattern)).replace(r"\*", ".*"))


def _roman(number: str) -> int | None:
    values = [_ROMAN_VALUES[letter] for letter in number]
    total = sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
    return total or None
