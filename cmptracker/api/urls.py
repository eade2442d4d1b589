"""Addresses of the API: one list for each public model, below ``/api/v1/``."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from cmptracker.api.views import RootView, SchemaPageView, SchemaStyleView, SchemaView
from commitments.api import judging, threads
from commitments.api import views as ledger
from commitments.api.comparing import CompareView
from commitments.api.searching import SearchView
from commitments.api.withdrawals import WithdrawalViewSet
from reports.api import views as library

app_name = "api"

LISTS = [
    ("commitments", ledger.CommitmentViewSet, "commitment"),
    ("withdrawals", WithdrawalViewSet, "withdrawal"),
    ("updates", ledger.UpdateViewSet, "update"),
    ("assessments", ledger.AssessmentViewSet, "assessment"),
    ("guidelines", judging.GuidelineViewSet, "guideline"),
    ("replies", judging.ReplyViewSet, "reply"),
    ("codings", judging.CodingViewSet, "coding"),
    ("links", ledger.LinkViewSet, "link"),
    ("threads", threads.ThreadViewSet, "thread"),
    ("exclusions", ledger.ExclusionViewSet, "exclusion"),
    ("themes", ledger.ThemeViewSet, "theme"),
    ("ownerships", ledger.OwnershipViewSet, "ownership"),
    ("deliverables", ledger.DeliverableViewSet, "deliverable"),
    ("milestones", ledger.MilestoneViewSet, "milestone"),
    ("indicators", ledger.IndicatorViewSet, "indicator"),
    ("measurements", ledger.MeasurementViewSet, "measurement"),
    ("reports", library.ReportViewSet, "report"),
    ("documents", library.DocumentViewSet, "document"),
    ("sections", library.SectionViewSet, "section"),
    ("passages", library.PassageViewSet, "passage"),
    ("gaps", library.GapViewSet, "gap"),
    ("conflicts", library.SourceConflictViewSet, "conflict"),
    ("meetings", library.MeetingViewSet, "meeting"),
    ("sessions", library.SessionViewSet, "session"),
    ("groups", library.WorkingGroupViewSet, "group"),
    ("group-reports", library.GroupReportViewSet, "group-report"),
    ("group-names", library.GroupNameViewSet, "group-name"),
    ("group-successions", library.GroupSuccessionViewSet, "group-succession"),
    ("organizations", library.OrganizationViewSet, "organization"),
    ("organization-successions", library.OrganizationSuccessionViewSet, "organization-succession"),
    ("people", library.PersonViewSet, "person"),
    ("appointments", library.AppointmentViewSet, "appointment"),
]

NAMES = {
    **{prefix: f"{name}-list" for prefix, _view_set, name in LISTS},
    **{name: name for name in ("compare", "score", "search", "schema")},
}

router = SimpleRouter()
for prefix, view_set, name in LISTS:
    router.register(prefix, view_set, basename=name)

urlpatterns = [
    path("", RootView.as_view(names=NAMES), name="root"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("schema/ui/", SchemaPageView.as_view(), name="schema_page"),
    path("schema/ui/style.css", SchemaStyleView.as_view(), name="schema_style"),
    path("score/", judging.ScoreView.as_view(), name="score"),
    path("search/", SearchView.as_view(), name="search"),
    path("compare/", CompareView.as_view(), name="compare"),
    *router.urls,
]
