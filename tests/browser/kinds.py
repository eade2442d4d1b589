"""Every kind of page that a reader can meet, errors included, and its address in each language."""

from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.utils import translation

from cmptracker import views
from tests.pages.addresses import NAMES, address

RELEASE = "2026-11"
WITHDRAWN = "CMP-2019-FOR-90"

# States of pages that look different, after the language.
STATES = {
    "past day": "/?as_of=2021-12-01",
    "list, filtered": "/commitments/?group=forestry&badge=not_mentioned&strength=firm&has_evidence=false",
    "list, nothing found": "/commitments/?q=zzzz",
    "list, last page": "/commitments/?page=5",
    "silent group": "/commitments/CMP-2019-ENE-01/",
    "words in place": "/commitments/CMP-2021-FOR-08/",
    "long group": "/groups/environment-and-forestry/",
    "group without promises": "/groups/electricity/",
    "list, found": "/organizations/?q=energy",
    "thread list, nothing found": "/threads/?q=zzzz",
    "oldest report": "/reports/2009/",
    "words in a report": "/reports/2021/?q=forest",
    "compare, two days": "/compare/?since=2021-01-01&until=2022-12-31",
    "compare, nothing": "/compare/?since=2001-01-01&until=2001-12-31",
    "search, found": "/search/?q=forestry",
    "search, nothing found": "/search/?q=zzzz",
    "release": f"/releases/{RELEASE}/",
    "400": "/commitments/?badge=late",
    "404": "/commitments/CMP-2019-FOR-99/",
    "410": f"/commitments/{WITHDRAWN}/",
}
SCHEMA = "api:schema_page"
REQUEST = RequestFactory()
# No address leads to these: the page is drawn by its view alone.
DRAWN = {
    "400, malformed": lambda request: views.bad_request(request, BadRequest()),
    "403": lambda request: views.permission_denied(request, PermissionError()),
    "429": lambda request: views.too_many_requests(request, 30),
    "500": views.server_error,
}
KINDS = [*NAMES, *STATES, SCHEMA]


def path_of(kind, language):
    """Return the address of a kind of page in ``language``."""
    if kind == SCHEMA:
        return f"/api/v1/schema/ui/?lang={language}"
    return f"/{language}{STATES[kind]}" if kind in STATES else address(kind, language)


def draw(kind, language):
    """Return a drawn page as it would be answered at ``/LANGUAGE/somewhere/``."""
    with translation.override(language):
        return DRAWN[kind](REQUEST.get(f"/{language}/somewhere/"))
