"""Addresses of the API: one list for each public model, below ``/api/v1/``."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from cmptracker.api.views import RootView, SchemaView
from commitments.api import views as ledger
from reports.api import views as library

app_name = "api"

LISTS = [
    ("commitments", ledger.CommitmentViewSet, "commitment"),
    ("updates", ledger.UpdateViewSet, "update"),
    ("assessments", ledger.AssessmentViewSet, "assessment"),
    ("links", ledger.LinkViewSet, "link"),
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

router = SimpleRouter()
for prefix, view_set, name in LISTS:
    router.register(prefix, view_set, basename=name)

urlpatterns = [
    path("", RootView.as_view(lists={prefix: f"{name}-list" for prefix, _view_set, name in LISTS}), name="root"),
    path("schema/", SchemaView.as_view(), name="schema"),
    *router.urls,
]
