"""What a page weighs: its HTML by gzip, and with it all that its first view loads. On the real record.

CI weighs the heaviest page of each kind in French, whose words are the longest; ``make audit`` weighs every page in each
language, with the words of the printed reports.
"""

import gzip
import os
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from commitments.models import Commitment
from reports.models import Document, Organization, Person, Report, WorkingGroup
from tests.pages.addresses import LANGUAGES, NAMES, address

FULL = os.environ.get("FULL_MATRIX") == "true"
HOME, COMMITMENT, OTHER = 60_000, 40_000, 40_000
REQUESTS = 6
YEAR = 365 * 24 * 3600
PRINTED = {"reports:detail", "reports:document"}  # the text of a report, which is as long as it was printed
HEAVIEST = {
    "commitments:detail": ["CMP-2009-EFO-04"],
    "commitments:report_status": [2019],
    "commitments:thread": ["CMP-2009-EFO-13"],
    "commitments:follow_up": ["environment"],
    "reports:group": ["environment"],
    "reports:organization": ["semarnat"],
    "reports:person": ["briegel-ortiz"],
    "reports:detail": [2021],
    "reports:document": ["2021-en"],
}
QUERIES = {
    "commitments:list": ["?page=2", "?q=a"],
    "commitments:thread_list": ["?page=2"],
    "commitments:compare": ["?older=2009&newer=2021"],
    "commitments:search": ["?q=a", "?q=a&type=commitment"],
}
EACH_OF = {
    "commitments:detail": lambda: Commitment.objects.published().values_list("reference"),
    "commitments:thread": lambda: Commitment.objects.published().filter(links_to_older=None).values_list("reference"),
    "commitments:report_status": lambda: Report.objects.published().values_list("year"),
    "commitments:follow_up": lambda: WorkingGroup.objects.values_list("slug"),
    "reports:group": lambda: WorkingGroup.objects.values_list("slug"),
    "reports:organization": lambda: Organization.objects.values_list("slug"),
    "reports:person": lambda: Person.objects.published().values_list("slug"),
    "reports:detail": lambda: Report.objects.published().values_list("year"),
    "reports:document": lambda: Document.objects.published().values_list("slug"),
}


@pytest.fixture(autouse=True)
def _with_record(record):
    """Every test of this module asks the whole record."""


def pages(language):
    """Return (name, address) of the pages to weigh."""
    for name in NAMES:
        first = address(name, language, arguments=HEAVIEST)
        yield name, first
        for query in QUERIES.get(name, ()):
            yield name, first + query
        if FULL and name in EACH_OF:
            with translation.override(language):
                yield from [(name, reverse(name, args=row)) for row in EACH_OF[name]()]


def assets(text):
    """Return what the first view of a page loads beside it: style sheets, scripts, the sprite, the icon, pictures."""
    linked = re.findall(r'<link rel="(?:stylesheet|icon|preload|modulepreload)"[^>]* href="([^"]+)"', text)
    linked += re.findall(r'<(?:script|img|source|iframe)[^>]* src="([^"]+)"', text)
    linked += re.findall(r'<use (?:xlink:)?href="([^"#]+)#', text)
    return set(linked)


def packed(content):
    return len(gzip.compress(content, 6, mtime=0))


def weight_of(client, asset):
    if not asset.startswith("/static/"):
        return packed(client.get(asset).content)
    with open(finders.find(asset.removeprefix("/static/")), "rb") as file:
        return packed(file.read())


@pytest.mark.parametrize("language", LANGUAGES if FULL else ["fr"])
def test_page_is_light_with_all_that_it_loads(client, language, request, settings, tmp_path):
    if FULL:
        settings.MEDIA_ROOT = tmp_path
        for year in (2009, 2019, 2021):
            call_command("import_report", str(request.getfixturevalue("printed_dir") / f"{year}.txt"), verbosity=0)
    heavy = {}
    for name, page in pages(language):
        response = client.get(page)
        assert response.status_code in (200, 302), page
        text, html = response.content.decode(), packed(response.content)
        loaded = assets(text)
        whole = html + sum(weight_of(client, asset) for asset in loaded)
        limits = {"commitments:home": (HOME, whole), "commitments:detail": (COMMITMENT, whole)}
        limit, weight = limits.get(name, (OTHER, html))
        if (weight > limit and name not in PRINTED) or 1 + len(loaded) > REQUESTS:
            heavy[page] = (weight, 1 + len(loaded))
    assert heavy == {}


def test_static_file_is_named_by_its_content_and_kept_for_a_year(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    serve = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
    for name in ("site.css", "icons.svg", "icon.svg"):
        named = static(f"cmptracker/{name}")
        assert re.fullmatch(r"/static/cmptracker/[a-z]+\.[0-9a-f]{12}\.(css|svg)", named)
        response = serve(RequestFactory().get(named, headers={"accept-encoding": "gzip"}))
        response.close()
        seconds = int(re.search(r"max-age=(\d+)", response["Cache-Control"])[1])
        assert (seconds >= YEAR, "immutable" in response["Cache-Control"]) == (True, True)
        assert response["Content-Encoding"] == "gzip"
