"""Citations, badges for other sites, and what pages say to machines."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import jsonschema
import pytest
import rdflib
from django.utils import timezone

from reports.models import DataVersion
from reports.templatetags.pages import longdate
from tests import factories
from tests.pages.addresses import NAMES, address, small_record
from tests.taking_away.reading import body

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),  # of its own reader of JSON-LD
]

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SCHEMA = rdflib.Namespace("https://schema.org/")

# What CSL-JSON 1.0.2 (csl-data.json) asks of the keys that we give.
TEXT, DAY = (
    {"type": "string"},
    {
        "type": "object",
        "required": ["date-parts"],
        "additionalProperties": False,
        "properties": {
            "date-parts": {
                "type": "array",
                "minItems": 1,
                "maxItems": 2,
                "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
            }
        },
    },
)
CSL = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["entry", "dataset"]},
            **dict.fromkeys(
                ("id", "title", "container-title", "publisher", "number", "URL", "language", "version", "note"), TEXT
            ),
            "author": {
                "type": "array",
                "items": {"type": "object", "additionalProperties": False, "properties": {"literal": TEXT}},
            },
            "issued": DAY,
            "accessed": DAY,
        },
    },
}


@pytest.fixture
def commitment():
    return factories.CommitmentFactory(title="Chart the reefs & shoals", title_es="Trazar los arrecifes")


def test_commitment_is_cited_as_text(client, commitment):
    DataVersion.objects.update(changed_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    text = body(client.get("/en/commitments/CMP-2001-SEA-01/cite.txt")).decode()
    today = longdate(timezone.localdate())
    assert text == (
        "CMP commitments. Chart the reefs & shoals. CMP-2001-SEA-01. Printed in the 2001 report of the Canada–Mexico "
        f"Partnership; status: No later report held here. State of 1 March 2026. "
        f"http://testserver/en/commitments/CMP-2001-SEA-01/ (read on {today})\n"
    )


def test_commitment_is_cited_for_reference_managers(client, commitment):
    response = client.get("/es/commitments/CMP-2001-SEA-01/cite.json")
    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json"
    (item,) = json.loads(body(response))
    today = timezone.localdate()
    assert (item["id"], item["type"], item["title"]) == ("CMP-2001-SEA-01", "entry", "Trazar los arrecifes")
    assert item["accessed"] == {"date-parts": [[today.year, today.month, today.day]]}
    assert item["URL"] == "http://testserver/es/commitments/CMP-2001-SEA-01/"


def test_thread_is_cited_by_its_oldest_statement(client, commitment):
    link = factories.LinkFactory(older=commitment)
    (item,) = json.loads(body(client.get(f"/en/threads/{link.newer.reference}/cite.json")))
    assert (item["id"], item["title"]) == ("CMP-2001-SEA-01", "Thread: Chart the reefs & shoals")


def test_release_is_cited_without_the_day_of_reading(client):
    release = factories.ReleaseFactory(name="v1")
    frozen = release._meta.model.objects.get().frozen_at
    (item,) = json.loads(body(client.get("/en/releases/v1/cite.json")))
    assert (item["id"], item["type"], item["version"]) == ("v1", "dataset", "v1")
    assert item["issued"] == {"date-parts": [[frozen.year, frozen.month, frozen.day]]}
    assert "accessed" not in item


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_citation_is_csl_json_in_the_language_of_its_address(client, commitment, language):
    link = factories.LinkFactory(older=commitment)
    factories.ReleaseFactory(name="v1")
    for place in (f"commitments/{commitment.reference}", f"threads/{link.newer.reference}", "releases/v1"):
        items = json.loads(body(client.get(f"/{language}/{place}/cite.json")))
        jsonschema.validate(items, CSL)
        assert items[0]["language"] == language
        text = body(client.get(f"/{language}/{place}/cite.txt")).decode()
        assert {items[0]["title"] in text, items[0]["URL"] in text} == {True}
        assert text.count("\n") == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "No later report held here"),
        ("fr", "Aucun rapport ultérieur conservé ici"),
        ("es", "Sin informe posterior en este acervo"),
    ],
)
def test_badge_is_a_picture_with_a_name(client, commitment, language, words):
    response = client.get(f"/{language}/commitments/CMP-2001-SEA-01/badge.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "public" in response["Cache-Control"]
    drawn = ET.fromstring(body(response))
    assert drawn.attrib["role"] == "img"
    assert drawn.attrib["aria-label"].replace("\N{NO-BREAK SPACE}", "").endswith(f"CMP-2001-SEA-01: {words}")
    assert drawn.find("{http://www.w3.org/2000/svg}title").text == drawn.attrib["aria-label"]
    text = body(response).decode()
    assert "<style" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "circle" in text


def test_badge_shows_today_alone(client, commitment):
    assert client.get("/en/commitments/CMP-2001-SEA-01/badge.svg?as_of=2001-12-31").status_code == 400


def test_badge_of_what_is_withdrawn_says_so(client):
    row = factories.WithdrawnCommitmentFactory(title="Sealed")
    response = client.get(f"/en/commitments/{row.reference}/badge.svg")
    assert (response.status_code, response["Content-Type"]) == (410, "image/svg+xml")
    assert b"Withdrawn" in response.content
    assert b"Sealed" not in response.content


@pytest.mark.parametrize("place", ["badge.svg", "cite.txt", "cite.json", "feed.atom"])
def test_what_is_not_published_has_none(client, place):
    row = factories.DraftCommitmentFactory()
    assert client.get(f"/en/commitments/{row.reference}/{place}").status_code == 404


def blocks(content):
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', content.decode()):
        yield rdflib.Graph().parse(data=found, format="json-ld")


def test_every_page_says_to_machines_what_they_can_read(client):
    arguments = small_record()
    kinds = {}
    for name in NAMES:
        found = [
            {str(kind).removeprefix(SCHEMA) for kind in graph.objects(None, rdflib.RDF.type)}
            for graph in blocks(body(client.get(address(name, "fr", arguments))))
        ]
        if found:
            kinds[name] = found
    assert kinds == {
        "commitments:data": [{"Dataset", "DataDownload", "Organization"}],
        "reports:detail": [{"Report", "Organization"}],
        "reports:group": [{"Organization"}],
        "reports:organization": [{"Organization"}],
    }


def test_pages_describe_themselves_to_machines(client, commitment):
    factories.OwnershipFactory(
        commitment=commitment, organization__slug="ministry", organization__name="</script><b>& Co"
    )
    factories.ReleaseFactory(name="v1", files=[{"name": "v1.zip", "bytes": 2, "sha256": "0" * 64}])
    for place, kind, name in [
        ("/en/reports/2001/", SCHEMA.Report, None),
        ("/en/organizations/ministry/", SCHEMA.Organization, "</script><b>& Co"),
        ("/en/groups/group-sea/", SCHEMA.Organization, None),
        ("/en/data/", SCHEMA.Dataset, "Commitments of the Canada–Mexico Partnership"),
        ("/en/releases/v1/", SCHEMA.Dataset, "Commitments of the Canada–Mexico Partnership"),
    ]:
        (graph,) = blocks(body(client.get(place)))
        (subject,) = {one for one in graph.subjects(rdflib.RDF.type, kind) if isinstance(one, rdflib.URIRef)}
        assert str(subject) == f"http://testserver{place}"
        assert name is None or str(graph.value(subject, SCHEMA.name)) == name


def test_catalogue_holds_the_releases(client):
    first = factories.ReleaseFactory(name="v1", files=[{"name": "v1.zip", "bytes": 7, "sha256": "a" * 64}])
    factories.ReleaseFactory(name="v2", previous=first)
    graph = rdflib.Graph().parse(data=body(client.get("/data/catalog.jsonld")), format="json-ld")
    (catalogue,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    releases = {str(one) for one in graph.objects(catalogue, DCAT.dataset)}
    assert releases == {"http://testserver/en/releases/v1/", "http://testserver/en/releases/v2/"}
    second = rdflib.URIRef("http://testserver/en/releases/v2/")
    assert str(graph.value(second, DCAT.prev)) == "http://testserver/en/releases/v1/"
    assert {str(one) for one in graph.objects(None, DCAT.downloadURL)} == {
        "http://testserver/releases/v1/v1.zip",
        "http://testserver/releases/v2/datapackage.json",
    }
