"""Addresses of what is no page: feeds, calendars, citations and badges, in the language of the address."""

from django.urls import path, re_path

from commitments import views

app_name = "files"

REFERENCE = r"(?P<reference>[A-Z0-9-]{1,20})"
FORM = r"cite\.(?P<form>txt|json)"

urlpatterns = [
    path("commitments/feed.atom", views.FeedView.as_view(), name="feed"),
    path("commitments/calendar.ics", views.CalendarView.as_view(), name="calendar"),
    re_path(rf"^commitments/{REFERENCE}/feed\.atom$", views.FeedView.as_view(), name="commitment_feed"),
    path("groups/<slug:group>/feed.atom", views.FeedView.as_view(), name="group_feed"),
    path("groups/<slug:group>/calendar.ics", views.CalendarView.as_view(), name="group_calendar"),
    path("organizations/<slug:organization>/feed.atom", views.FeedView.as_view(), name="organization_feed"),
    path("organizations/<slug:organization>/calendar.ics", views.CalendarView.as_view(), name="organization_calendar"),
    re_path(rf"^commitments/{REFERENCE}/badge\.svg$", views.BadgeView.as_view(), name="badge"),
    re_path(rf"^commitments/{REFERENCE}/{FORM}$", views.CiteCommitmentView.as_view(), name="cite_commitment"),
    re_path(rf"^threads/{REFERENCE}/{FORM}$", views.CiteThreadView.as_view(), name="cite_thread"),
    re_path(rf"^releases/(?P<name>[a-z0-9.-]+)/{FORM}$", views.CiteReleaseView.as_view(), name="cite_release"),
    path("releases/latest/", views.LatestReleaseView.as_view(), name="latest_release"),
]

# Data is the same in every language.
data_urlpatterns = [
    path("data/datapackage.json", views.DescriptorView.as_view(), name="descriptor"),
    path("data/catalog.jsonld", views.CatalogueView.as_view(), name="catalogue"),
    re_path(r"^data/(?P<name>[a-z_]+)\.csv$", views.TableView.as_view(), name="table"),
    re_path(
        r"^releases/(?P<name>[a-z0-9.-]+)/(?P<file>[A-Za-z0-9_.-]+)$",
        views.ReleaseFileView.as_view(),
        name="release_file",
    ),
]
