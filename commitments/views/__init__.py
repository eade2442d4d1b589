"""Public pages of the ledger, and the library's pages with what became of it."""

from commitments.views.citing import BadgeView, CiteCommitmentView, CiteReleaseView, CiteThreadView
from commitments.views.comparing import CompareView
from commitments.views.data import (
    CatalogueView,
    DataView,
    DescriptorView,
    LatestReleaseView,
    ReleaseFileView,
    ReleaseListView,
    ReleaseView,
    TableView,
)
from commitments.views.detail import CommitmentView
from commitments.views.following import CalendarView, FeedView
from commitments.views.followup import FollowUpView, ReportStatusView
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
from commitments.views.searching import SearchView
from commitments.views.texts import AboutView, AccessibilityView, MethodView
from commitments.views.threads import ThreadListView, ThreadView

__all__ = [
    "AboutView",
    "AccessibilityView",
    "BadgeView",
    "CalendarView",
    "CatalogueView",
    "CiteCommitmentView",
    "CiteReleaseView",
    "CiteThreadView",
    "CommitmentListView",
    "CommitmentView",
    "CompareView",
    "DataView",
    "DescriptorView",
    "DocumentView",
    "FeedView",
    "FollowUpView",
    "GroupListView",
    "GroupView",
    "HomeView",
    "LatestReleaseView",
    "MethodView",
    "OrganizationListView",
    "OrganizationView",
    "PersonView",
    "ReleaseFileView",
    "ReleaseListView",
    "ReleaseView",
    "ReportListView",
    "ReportStatusView",
    "ReportView",
    "SearchView",
    "TableView",
    "ThreadListView",
    "ThreadView",
]
