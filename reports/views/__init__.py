"""Public pages of the library."""

from reports.views.base import BadQuery, FoundMixin, NoQuery, NotHere, PageMixin, PageQuery, WordsQuery
from reports.views.directory import (
    GroupListView,
    GroupView,
    OrganizationListView,
    OrganizationView,
    PersonListView,
    PersonView,
)
from reports.views.printed import DocumentView, FindQuery, ReportListView, ReportView
from reports.views.sources import ConflictListView, GapListView

__all__ = [
    "BadQuery",
    "ConflictListView",
    "DocumentView",
    "FindQuery",
    "FoundMixin",
    "GapListView",
    "GroupListView",
    "GroupView",
    "NoQuery",
    "NotHere",
    "OrganizationListView",
    "OrganizationView",
    "PageMixin",
    "PageQuery",
    "PersonListView",
    "PersonView",
    "ReportListView",
    "ReportView",
    "WordsQuery",
]
