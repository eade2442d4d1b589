"""Which sentences of a document promise something, and what they promise. Pure Python, no network, the same every time.

Nothing here consults what was decided about a document: only its words and, where there is one, a directory of names.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from commitments.detection.cues import Language, load
from commitments.detection.model import UNDATED, Calendar, Printed, Proposal
from commitments.detection.owners import EMPTY, Directory
from commitments.detection.reader import Reader

__all__ = ["Calendar", "Directory", "Proposal", "detect"]


def detect(
    text: str,
    printed: Printed,
    *,
    language: str | Language = "en",
    calendar: Calendar = UNDATED,
    directory: Directory = EMPTY,
    themes: Mapping[str, frozenset[str]] = MappingProxyType({}),
    least: float | None = None,
) -> list[Proposal]:
    """Return a proposal for each passage that promises something, in print order.

    ``printed`` are the sections and passages of ``text`` as reading gives them, ``language`` an ISO 639-1 code,
    ``themes`` stems by slug (:func:`commitments.detection.themes.known_themes`). ``least`` is the score from which a
    sentence is proposed, from 0 to 1; left out, that which the weights were fitted for. Raises LookupError for a
    language without cue words.
    """
    spoken = load(language) if isinstance(language, str) else language
    reader = Reader(text, printed, spoken, calendar, directory, themes)
    return list(reader.proposals(least))
