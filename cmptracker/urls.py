"""Addresses of the site.

Public pages carry their language in front. The pages of the library that also show what became of
it stand in front of the library's own, under the same names.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from cmptracker.views import RobotsView
from commitments.urls import library_urlpatterns
from reports.urls import urlpatterns as reports_urlpatterns

handler400 = "cmptracker.views.bad_request"
handler403 = "cmptracker.views.permission_denied"
handler404 = "cmptracker.views.page_not_found"
handler500 = "cmptracker.views.server_error"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="commitments:home", query_string=True)),
    path("robots.txt", RobotsView.as_view()),
    path("admin/", admin.site.urls),
    path("api/v1/", include("cmptracker.api.urls")),
    *i18n_patterns(
        path("", include("commitments.urls")),
        path("", include(([*library_urlpatterns, *reports_urlpatterns], "reports"))),
    ),
]
