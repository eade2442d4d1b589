"""The plain data that detection takes and gives. Offsets are those of the document's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

ORGANIZATION, GROUP, PERSON = "organization", "group", "person"
CANADA, MEXICO = "CA", "MX"
BOTH = (CANADA, MEXICO)
DUE, HORIZON = "due", "horizon"


class Section(Protocol):
    """A section of the outline: its role and the group whose chapter it stands in."""

    @property
    def heading(self) -> str:
        """The heading as printed."""
        ...

    @property
    def role(self) -> str:
        """What the section is for: ``promises``, ``results`` and so on."""
        ...

    @property
    def working_group(self) -> str | None:
        """The group whose chapter it stands in, None outside chapters."""
        ...

    @property
    def parent(self) -> int | None:
        """The index of the section above it, None for one at the top."""
        ...


class Passage(Protocol):
    """A printed sentence of the outline. ``section`` is an index into the sections."""

    @property
    def start(self) -> int:
        """The offset of its first character."""
        ...

    @property
    def end(self) -> int:
        """The offset after its last character."""
        ...

    @property
    def section(self) -> int:
        """The index of its section."""
        ...

    @property
    def item(self) -> int | None:
        """The number of its list item, None outside lists."""
        ...


class Printed(Protocol):
    """What reading gives: sections and passages in print order."""

    @property
    def sections(self) -> Sequence[Section]:
        """All sections."""
        ...

    @property
    def passages(self) -> Sequence[Passage]:
        """All passages."""
        ...


@dataclass(frozen=True)
class Calendar:
    """When a document was written: its year, and the last day and number of the meeting it tells of, where known."""

    year: int | None = None
    meeting_end: date | None = None
    edition: int | None = None

    @property
    def reference(self) -> date | None:
        """The day from which "next year" and the like are counted; None where nothing is known."""
        if self.meeting_end is not None:
            return self.meeting_end
        return date(self.year, 1, 1) if self.year is not None else None


UNDATED = Calendar()


@dataclass(frozen=True)
class Body:
    """An institution, a group or a person of the directory with all its names.

    ``kind`` is ``organization``, ``group`` or ``person``; ``key`` its slug or code, "" where the directory does not know
    it; ``country`` CA, MX or "".
    """

    kind: str
    key: str
    name: str
    names: tuple[str, ...]
    country: str = ""


@dataclass(frozen=True)
class Cue:
    """A reason why a sentence is proposed: which kind of words, and where they stand."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Window:
    """When something is to be done. ``kind`` is ``due`` or ``horizon``, ``precision`` a word of WindowPrecision."""

    text: str
    start: date | None
    end: date | None
    precision: str
    kind: str = DUE


@dataclass(frozen=True)
class Named:
    """An institution, group, person or party that a sentence names; ``key`` is None where no directory knows it."""

    kind: str
    key: str | None
    name: str
    role: str = "lead"


@dataclass(frozen=True)
class Proposal:
    """What detection says of one passage. ``quote`` is ``text[start:end]`` and part of one passage."""

    quote: str
    start: int
    end: int
    working_group: str | None
    section_role: str
    strength: str
    parties: tuple[str, ...]
    proposer: Named | None
    owners: tuple[Named, ...]
    window: Window | None
    deliverables: tuple[str, ...]
    themes: tuple[str, ...]
    score: float
    cues: tuple[Cue, ...] = field(default=())
