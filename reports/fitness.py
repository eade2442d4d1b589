"""Whether what was read is fit for the library: each fault is one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.choices import GroupReportStatus, Language
from reports.models import Document, GroupReport, Report, WorkingGroup
from reports.reading.doubts import NO_CHAPTERS, NO_PASSAGES, OTHER_PARTNERSHIP
from reports.reading.reading import Reading

YEARS = range(1990, 2100)
MOST_PASSAGES = 20_000
MOST_SECTIONS = 2_000
FEWEST_MET = 0.5  # of the known sentences; below, the text is another report or a part of one
_UNFIT_DOUBTS = (NO_PASSAGES, NO_CHAPTERS, OTHER_PARTNERSHIP)


def unfit(reading: Reading, year: int | None, language: str | None) -> Iterator[str]:
    """Yield what makes a reading unfit to be a report of the library, whatever is held there."""
    for warning in reading.warnings:
        if warning in _UNFIT_DOUBTS:
            yield _(warning)
    if language is None:
        yield _("The text is in none of English, French and Spanish; choose its language if it is one of them.")
    elif language not in Language.values:
        yield _("The library holds texts in English, French and Spanish only; choose one of these languages.")
    if year is None:
        yield _("The text prints no year of the report; say which year the report names.")
    elif year not in YEARS:
        yield _("The year %(year)s cannot be that of a report; say which year the report names.") % {"year": year}
    if len(reading.passages) > MOST_PASSAGES or len(reading.sections) > MOST_SECTIONS:
        yield _("The text holds far more sentences than a report does; choose the report alone.")


def unlike(report: Report, known: int, met: int) -> Iterator[str]:
    """Yield a sentence where too few of the known sentences of ``report`` were met."""
    if known and met < FEWEST_MET * known:
        yield _(
            "Only %(met)s of the %(known)s known sentences of the report of %(year)s were found: look whether this is "
            "the whole report, and of that year."
        ) % {"met": met, "known": known, "year": report.year}


def other_than_asked(document: Document, year: int | None, language: str | None) -> Iterator[str]:
    """Yield a sentence where a known document was given for another year or language."""
    if year is not None and (document.report is None or document.report.year != year):
        yield _("This file is the known document %(document)s, which is not of the report of %(year)s.") % {
            "document": document.slug,
            "year": year,
        }
    if language is not None and document.language != language:
        yield _("This file is the known document %(document)s, which is in another language than the one given.") % {
            "document": document.slug
        }


def silent_groups_speak(report: Report, groups: Sequence[WorkingGroup]) -> Iterator[str]:
    """Yield a sentence for each group with a chapter here which the record says is silent in the report."""
    silent = GroupReport.objects.filter(report=report, group__in=groups, status__in=GroupReportStatus.silent())
    for row in silent.select_related("group").order_by("group__code"):
        yield _(
            "The text has a chapter of %(group)s, of which the record says that it has none in %(year)s: correct one "
            "of the two."
        ) % {"group": row.group.name, "year": report.year}
