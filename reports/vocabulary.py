"""What the words of the library mean, as the method page prints them."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.choices import GapKind, GroupReportStatus, SectionRole, SuccessionBasis

Text = str | Promise


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """A list of words with what each means."""

    slug: str
    name: Text
    question: Text
    terms: dict[Any, Text]

    @property
    def lines(self) -> list[tuple[Any, Text, Text]]:
        """Each word as value, label and definition."""
        return [(term.value, term.label, meaning) for term, meaning in self.terms.items()]


SECTION_ROLES = Vocabulary(
    "section-role",
    _("Role of a section"),
    _("What is a section for, whatever its heading says?"),
    {
        SectionRole.PROMISES: _("What the group will do next; the heading differs from report to report."),
        SectionRole.RESULTS: _("What has been done."),
        SectionRole.INTRODUCTION: _("Purpose and setting of the group."),
        SectionRole.CHALLENGES: _("What hinders or helps the work."),
        SectionRole.GENDER: _("Gender, youth and inclusion."),
        SectionRole.PARTICIPANTS: _("Lists of co-chairs and participants."),
        SectionRole.OTHER: _("Anything else, the general parts included."),
    },
)

GROUP_REPORTS = Vocabulary(
    "group-report",
    _("A group in a report"),
    _("How does a working group stand in a report?"),
    {
        GroupReportStatus.CHAPTER: _("It has a chapter of its own."),
        GroupReportStatus.MET_NO_CHAPTER: _("It is said to have met, and has no chapter."),
        GroupReportStatus.DID_NOT_MEET: _("It is said not to have met."),
        GroupReportStatus.COUNTED_ONLY: _("It is counted among the groups; nothing else is told of it."),
        GroupReportStatus.ABSENT: _("The report counts no such group."),
    },
)

GAP_KINDS = Vocabulary(
    "gap",
    _("Gap"),
    _("What does a document announce and not contain?"),
    {
        GapKind.LOST_LIST: _("A list is announced and none follows."),
        GapKind.EMPTY_SECTION: _("A heading stands without text."),
        GapKind.MISSING_ANNEX: _("An annex is named and is not there."),
        GapKind.MISSING_CHAPTER: _("A group is counted and has no chapter."),
        GapKind.CUT_OFF: _("A sentence or section ends before its end."),
    },
)

SUCCESSION_BASES = Vocabulary(
    "succession-basis",
    _("Basis of a succession"),
    _("On what does it rest that one body follows another?"),
    {
        SuccessionBasis.STATED: _("A document says so; the passage is cited."),
        SuccessionBasis.INFERRED: _("It follows from the documents; the note says how."),
        SuccessionBasis.GENERAL_KNOWLEDGE: _("It is known from elsewhere; no document held here says so."),
    },
)

VOCABULARIES = (SECTION_ROLES, GROUP_REPORTS, GAP_KINDS, SUCCESSION_BASES)
