"""Pages leave compressed where the reader's program takes that, and are kept so; nothing of staff's is."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.admin.pages import signed_in

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "br, gzip"}


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.PAGE_CACHE_SECONDS = 60
    factories.CommitmentFactory()


def test_page_leaves_compressed_and_as_it_is(client):
    plain = client.get("/en/commitments/")
    packed = client.get("/en/commitments/", headers=GZIP)
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in packed["Vary"]
    assert plain["ETag"] != packed["ETag"]


def test_compressed_page_is_kept_and_held_for_one_query(client):
    first = client.get("/en/commitments/", headers=GZIP)
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/en/commitments/", headers=GZIP)
        held = client.get("/en/commitments/", headers={**GZIP, "if-none-match": first["ETag"]})
    assert (again.content, held.status_code, len(queries)) == (first.content, 304, 2)


@pytest.mark.parametrize("address", ["/api/v1/commitments/", "/data/datapackage.json", "/robots.txt"])
def test_what_is_no_page_is_left_as_it_is(client, address):
    assert "Content-Encoding" not in client.get(address, headers=GZIP)


def test_page_of_staff_is_never_compressed():
    assert "Content-Encoding" not in signed_in().get("/admin/", headers=GZIP)
