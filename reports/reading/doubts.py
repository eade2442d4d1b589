"""Doubts about a text that was read: sentences for the person who decides whether to keep it."""

from reports.reading.blocks import ExtractedText
from reports.reading.headings import heading_words
from reports.reading.messages import gettext_noop
from reports.reading.outline import Outline

NO_PASSAGES = gettext_noop("No sentence was found.")
NO_CHAPTERS = gettext_noop("No chapter of a working group was found; look whether this is a report of the partnership.")
NO_PROMISES = gettext_noop("No section that looks ahead was found.")
OTHER_PARTNERSHIP = gettext_noop(
    "The text does not speak of both Canada and Mexico; look whether this is a report of the partnership."
)
LONG_PARAGRAPH = gettext_noop("A paragraph is longer than any of a report; its line breaks may be lost.")
FORMULA = gettext_noop("A heading begins like a formula of a spreadsheet; do not open exports of it without care.")

_LONG = 20_000
_FORMULA_SIGNS = ("=", "+", "@", "-", "\t")
_SAMPLE = 400_000


def doubts(extracted: ExtractedText, outline: Outline, language: str) -> list[str]:
    """Return what is doubtful, each as one sentence; ``language`` is that by whose rules the text was read."""
    found = []
    if not outline.passages:
        found.append(NO_PASSAGES)
    elif not outline.chapters:
        found.append(NO_CHAPTERS)
    elif not any(section.role == "promises" for section in outline.sections):
        found.append(NO_PROMISES)
    if outline.passages and len(heading_words(language).sides(extracted.text[:_SAMPLE])) < 2:
        found.append(OTHER_PARTNERSHIP)
    if any(block.end - block.start > _LONG for block in extracted.blocks):
        found.append(LONG_PARAGRAPH)
    if any(section.heading.startswith(_FORMULA_SIGNS) for section in outline.sections):
        found.append(FORMULA)
    return found
