"""The plain data that matching takes, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

# Words of the record's vocabularies that matching knows; a test holds them to the vocabularies.
RESULTS, PROMISES = "results", "promises"
FIRM, EXPLORATORY, PROPOSAL = "firm", "exploratory", "proposal"


@dataclass(frozen=True)
class Statement:
    """What matching knows of one commitment, earlier or later.

    ``printed`` is the text of its primary source in ``language`` ("" where the words are not held), ``own_words`` its
    title, summary and deliverables as the record words them (the title first), ``context`` the headings
    it stands under and its further sources. ``names`` are keys of the directory: its owners.
    ``groups`` are the codes of the groups whose chapter prints it or that carry it jointly, ``year`` that of its report.
    """

    reference: str
    printed: str = ""
    language: str = "en"
    own_words: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()
    strength: str = ""
    is_continuing: bool = False
    due: tuple[date | None, date | None] = (None, None)
    year: int | None = None


@dataclass(frozen=True)
class LaterPassage:
    """One sentence of a later report. ``commitment`` is the later commitment that it promises, if it is one.

    ``start`` and ``end`` are offsets in its document. ``role`` is that of its section, ``group`` the code of
    the group whose chapter it stands in (None outside the chapters), ``headings`` from the outermost
    section to its own.
    """

    start: int
    end: int
    printed: str
    role: str = "other"
    group: str | None = None
    headings: tuple[str, ...] = ()
    commitment: Statement | None = None


@dataclass(frozen=True)
class Directory:
    """Names as printed, by key; an acronym is any name in capitals. ``group_names`` are those of the groups, by code.

    ``successors`` gives, for the code of a group, the codes of those that follow it or that it is part of.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Reading(Enum):
    """What a later passage may mean for the earlier commitment."""

    COMPLETED = "completed"
    PROGRESS = "progress"
    POSTPONED = "postponed"
    CONCLUDED = "concluded"
    DROPPED = "dropped"
    REPEATS = "repeats"
    CONTINUES = "continues"
    AMENDS = "amends"
    SUPERSEDES = "supersedes"


class ReasonKind(Enum):
    """Why a passage is suggested."""

    WORDS = "words"
    IDEAS = "ideas"
    NAMES = "names"
    PLACES = "places"
    NUMBERS = "numbers"
    SAME_GROUP = "same_group"
    SUCCESSOR_GROUP = "successor_group"
    OTHER_GROUP = "other_group"
    NAMES_GROUP = "names_group"
    HEADING = "heading"
    CUE = "cue"
    RECYCLED = "recycled"
    DRIFT = "drift"


@dataclass(frozen=True)
class Reason:
    """One reason with the words that it rests on."""

    kind: ReasonKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A later passage that may answer a commitment; ``score`` (0 to 1) compares across commitments."""

    passage: LaterPassage
    reading: Reading
    score: float
    reasons: tuple[Reason, ...]
