"""Every list of the site takes words (``q``), blind to accents, case and order, and answers odd ones."""

import os

import pytest
from django.urls import reverse
from django.utils import translation

from cmptracker.api.urls import LISTS
from commitments import urls as ledger_urls
from reports import urls as library_urls
from tests import factories

pytestmark = pytest.mark.django_db

# Name of the page: words that one of its rows holds, what is shown of that row, what of another.
PAGES = {
    "commitments:list": ("ETUDE maree", "Study the tides", "Count the ships"),
    "commitments:thread_list": ("ETUDE maree", "Study the tides", "Count the ships"),
    "reports:group_list": ("PROFONDE eau", "Deep water", "Open sky"),
    "reports:organization_list": ("profonde", "Deep water works", "Sky works"),
    "reports:person_list": ("eric", "Éric Deep", "Ana Sky"),
    "reports:list": ("annual decouverte", "La découverte", "The second annual"),
    "reports:conflict_list": ("jour reunion", "Day of the meeting", "Number of trees"),
    "reports:gap_list": ("colon etude", "Une étude", "An annex"),
}
WITHOUT_WORDS = {"commitments:release_list"}  # names and days alone
FULL = os.environ.get("FULL_MATRIX") == "true"
ODD = ['"tides', "100% _", "a" * 5000, "tides\u200f", *(["\u200f", "[(\\", "' OR 1=1", "\U0001f30a"] if FULL else [])]


@pytest.fixture
def world():
    """Two rows of every list."""
    for title, title_fr in (("Study the tides", "Mener une étude des marées"), ("Count the ships", "Compter")):
        older = factories.CommitmentFactory(title=title, title_fr=title_fr)
        newer = factories.CommitmentFactory(year=2003, title=title, title_fr=title_fr)
        factories.LinkFactory(older=older, newer=newer)
    factories.WorkingGroupFactory(code="DEE", slug="deep", name="Deep water", name_fr="Eau profonde")
    factories.WorkingGroupFactory(code="SKY", slug="sky", name="Open sky")
    factories.OrganizationFactory(slug="dww", name="Deep water works", name_fr="Eau profonde")
    factories.OrganizationFactory(slug="sky", name="Sky works")
    factories.PersonFactory(slug="eric", name="Éric Deep")
    factories.PersonFactory(slug="ana", name="Ana Sky")
    factories.ReportFactory(year=2011, title="La découverte", title_fr="Annual")
    factories.ReportFactory(year=2012, title="The second annual")
    factories.SourceConflictFactory(slug="day", subject="Day of the meeting", subject_fr="Jour de la réunion")
    factories.SourceConflictFactory(slug="trees", subject="Number of trees", subject_fr="Nombre d’arbres")
    factories.GapFactory(note="Une étude ends in a colon.")
    factories.GapFactory(note="An annex is not there.")


def names_of_lists():
    """Return the names of all pages that list rows."""
    for space, urls in (("commitments", ledger_urls), ("reports", library_urls)):
        for pattern in urls.urlpatterns:
            if pattern.name.endswith("list"):
                yield f"{space}:{pattern.name}"


def test_every_page_that_lists_rows_is_tried_here():
    assert set(names_of_lists()) == set(PAGES) | WITHOUT_WORDS


def test_every_list_page_finds_words_and_offers_a_form_for_them(client, world):
    for name, (words, shown, hidden) in PAGES.items():
        address = reverse(name)
        whole = client.get(address).content.decode()
        assert shown in whole, name
        assert hidden in whole, name
        assert 'name="q"' in whole.split("</header>", 1)[1], name
        found = client.get(address, {"q": words}).content.decode()
        assert shown in found, name
        assert hidden not in found, name
        nothing = client.get(address, {"q": "zeppelin"}).content.decode()
        assert shown not in nothing, name
        assert hidden not in nothing, name


def test_every_list_page_names_the_same_list_in_the_api(client, world):
    for name, (words, _shown, _hidden) in PAGES.items():
        with translation.override("fr"):
            text = client.get(reverse(name), {"q": words}).content.decode()
        twin = text.split('type="application/json" href="')[1].split('"')[0]
        assert f"q={words.replace(' ', '+')}" in twin, name
        assert client.get(twin.replace("&amp;", "&")).status_code == 200, name


@pytest.mark.parametrize("words", ODD)
def test_odd_words_are_answered_by_every_list(client, world, words):
    for address in (*map(reverse, PAGES), *(f"/api/v1/{prefix}/" for prefix, _views, _name in LISTS)):
        assert client.get(address, {"q": words}).status_code == 200, address


def test_words_that_no_database_holds_are_refused_by_every_list(client, world):
    for address in (*map(reverse, PAGES), *(f"/api/v1/{prefix}/" for prefix, _views, _name in LISTS)):
        assert client.get(address, {"q": "a\x00b"}).status_code == 400, address
