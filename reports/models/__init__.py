"""The library: documents, sections and passages, the directory, and where sources break off or disagree."""

from reports.models.conflict import ConflictValue, Gap, SourceConflict
from reports.models.directory import (
    Appointment,
    GroupName,
    GroupSuccession,
    Organization,
    OrganizationName,
    OrganizationSuccession,
    Person,
    WorkingGroup,
)
from reports.models.report import Document, GroupReport, Meeting, Report, Session
from reports.models.text import Passage, Section
from reports.models.upload import PendingUpload
from reports.models.version import DataVersion

__all__ = [
    "Appointment",
    "ConflictValue",
    "DataVersion",
    "Document",
    "Gap",
    "GroupName",
    "GroupReport",
    "GroupSuccession",
    "Meeting",
    "Organization",
    "OrganizationName",
    "OrganizationSuccession",
    "Passage",
    "PendingUpload",
    "Person",
    "Report",
    "Section",
    "Session",
    "SourceConflict",
    "WorkingGroup",
]
