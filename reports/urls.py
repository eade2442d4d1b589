"""Addresses of the library's pages."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("groups/", views.GroupListView.as_view(), name="group_list"),
    path("groups/<slug:slug>/", views.GroupView.as_view(), name="group"),
    path("organizations/", views.OrganizationListView.as_view(), name="organization_list"),
    path("organizations/<slug:slug>/", views.OrganizationView.as_view(), name="organization"),
    path("people/", views.PersonListView.as_view(), name="person_list"),
    path("people/<slug:slug>/", views.PersonView.as_view(), name="person"),
    path("reports/", views.ReportListView.as_view(), name="list"),
    path("reports/<int:year>/", views.ReportView.as_view(), name="detail"),
    path("documents/<slug:slug>/", views.DocumentView.as_view(), name="document"),
    path("conflicts/", views.ConflictListView.as_view(), name="conflict_list"),
    path("gaps/", views.GapListView.as_view(), name="gap_list"),
]
