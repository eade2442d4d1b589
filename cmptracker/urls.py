"""Addresses of the site.

Public pages carry their language in front. The pages of the library that also show what became of
it stand in front of the library's own, under the same names.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import RedirectView

from cmptracker.gallery import gallery_urlpatterns
from cmptracker.guide import ApiGuideView
from cmptracker.sitemaps import SECTIONS, site_map
from cmptracker.views import RobotsView
from commitments.exports.file_urls import data_urlpatterns
from commitments.urls import library_urlpatterns
from reports.urls import urlpatterns as reports_urlpatterns

handler400 = "cmptracker.views.bad_request"
handler403 = "cmptracker.views.permission_denied"
handler404 = "cmptracker.views.page_not_found"
handler500 = "cmptracker.views.server_error"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="commitments:home", query_string=True)),
    path("robots.txt", RobotsView.as_view()),
    path("sitemap.xml", site_map, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SECTIONS}, name="sitemap_section"),
    path("admin/review/", include("commitments.admin.review")),
    path("admin/roll-forward/", include("commitments.admin.roll_forward")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("cmptracker.api.urls")),
    path("", include((data_urlpatterns, "open_data"))),
    *i18n_patterns(
        *gallery_urlpatterns(),
        path("data/api/", ApiGuideView.as_view(), name="api_guide"),
        path("", include("commitments.urls")),
        path("", include("commitments.exports.file_urls")),
        path("", include(([*library_urlpatterns, *reports_urlpatterns], "reports"))),
    ),
]
