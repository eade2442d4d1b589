"""Public pages of the ledger, and the library's pages with what became of it."""

from commitments.views.detail import CommitmentView
from commitments.views.followup import ReportStatusView
from commitments.views.home import HomeView
from commitments.views.library import (
    DocumentView,
    GroupListView,
    GroupView,
    OrganizationListView,
    OrganizationView,
    PersonView,
    ReportListView,
    ReportView,
)
from commitments.views.listing import CommitmentListView
from commitments.views.texts import AboutView, AccessibilityView, MethodView

__all__ = [
    "AboutView",
    "AccessibilityView",
    "CommitmentListView",
    "CommitmentView",
    "DocumentView",
    "GroupListView",
    "GroupView",
    "HomeView",
    "MethodView",
    "OrganizationListView",
    "OrganizationView",
    "PersonView",
    "ReportListView",
    "ReportStatusView",
    "ReportView",
]
