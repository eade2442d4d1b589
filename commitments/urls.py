"""Addresses of the ledger's pages.

``library_urlpatterns`` stand in front of the library's own: same names and addresses, with what
became of it added.
"""

from django.urls import path, re_path

from commitments import views

app_name = "commitments"

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("commitments/", views.CommitmentListView.as_view(), name="list"),
    re_path(r"^commitments/(?P<reference>[A-Z0-9-]{1,20})/$", views.CommitmentView.as_view(), name="detail"),
    path("threads/", views.ThreadListView.as_view(), name="thread_list"),
    re_path(r"^threads/(?P<reference>[A-Z0-9-]{1,20})/$", views.ThreadView.as_view(), name="thread"),
    path("reports/<int:year>/status/", views.ReportStatusView.as_view(), name="report_status"),
    path("groups/<slug:slug>/follow-up/", views.FollowUpView.as_view(), name="follow_up"),
    path("compare/", views.CompareView.as_view(), name="compare"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("data/", views.DataView.as_view(), name="data"),
    path("releases/", views.ReleaseListView.as_view(), name="release_list"),
    re_path(r"^releases/(?!latest/)(?P<name>[a-z0-9.-]+)/$", views.ReleaseView.as_view(), name="release"),
    path("method/", views.MethodView.as_view(), name="method"),
    path("about/", views.AboutView.as_view(), name="about"),
    path("accessibility/", views.AccessibilityView.as_view(), name="accessibility"),
]

library_urlpatterns = [
    path("groups/", views.GroupListView.as_view(), name="group_list"),
    path("groups/<slug:slug>/", views.GroupView.as_view(), name="group"),
    path("organizations/", views.OrganizationListView.as_view(), name="organization_list"),
    path("organizations/<slug:slug>/", views.OrganizationView.as_view(), name="organization"),
    path("people/<slug:slug>/", views.PersonView.as_view(), name="person"),
    path("reports/", views.ReportListView.as_view(), name="list"),
    path("reports/<int:year>/", views.ReportView.as_view(), name="detail"),
    path("documents/<slug:slug>/", views.DocumentView.as_view(), name="document"),
]
