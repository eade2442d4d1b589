"""Lists as files: every row of the filtered list, in the order of the list, legible for spreadsheets, harmless in them."""

import csv
import io
import json
import os
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Says
from commitments.models import Commitment, CommitmentSource
from tests import factories
from tests.api.world import FURTHER, LISTS, make_world
from tests.taking_away.reading import body, csv_rows, sheets

pytestmark = pytest.mark.django_db

KINDS = {
    "json": "application/json",
    "ndjson": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx"]


def leaves(value, path=()):
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from leaves(inner, (*path, key))
        else:
            yield ".".join((*path, key)), inner


def in_cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def fetched(client, name, kind, query=""):
    response = client.get(f"/api/v1/{name}/?format={kind}&lang=fr{query}")
    assert response["Content-Type"] == KINDS[kind], name
    return body(response)


def test_every_list_is_the_same_in_every_format(client):
    make_world(2)
    factories.WithdrawnCommitmentFactory()
    for name in (*LISTS, *FURTHER):
        rows = json.loads(fetched(client, name, "json", "&page_size=100"))["results"]
        assert len(rows) >= 1, name
        lines = fetched(client, name, "ndjson", "&page_size=1&page=7").decode().splitlines()
        assert [json.loads(line) for line in lines] == rows, name
        content = fetched(client, name, "csv", "&page_size=1&page=7")
        table = csv_rows(content)
        assert len(table) == len(rows), name
        for line, row in zip(table, rows, strict=True):
            for key, value in leaves(row):
                if key in line:
                    assert line[key] == in_cell(value), (name, key)
                else:  # an object that is null here: all its columns are empty
                    assert value is None, (name, key)
                    assert {cell for other, cell in line.items() if other.startswith(f"{key}.")} == {""}, (name, key)
        first_sheet = next(iter(sheets(fetched(client, name, "xlsx")).values()))
        assert first_sheet == list(csv.reader(io.StringIO(content.decode(), newline=""))), name


def test_results_of_a_search_are_the_same_in_every_format(client):
    factories.CommitmentFactory.create_batch(2, title="Chart the reefs", title_fr="Dresser la carte")
    factories.OrganizationFactory(name="Reefs and tides", name_fr="Récifs et reefs")
    rows = json.loads(fetched(client, "search", "json", "&q=reefs"))["results"]
    assert [row["type"] for row in rows] == ["commitment", "commitment", "organization"]
    lines = fetched(client, "search", "ndjson", "&q=reefs&page_size=1").splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = csv_rows(fetched(client, "search", "csv", "&q=reefs&page_size=1"))
    assert table == [{key: in_cell(value) for key, value in row.items()} for row in rows]
    assert sheets(fetched(client, "search", "xlsx", "&q=reefs"))["search"][1:] == [
        list(line.values()) for line in table
    ]
    assert client.get("/api/v1/search/?format=csv").status_code == 400


def test_file_holds_the_rows_of_the_filter_in_its_order(client):
    factories.CommitmentFactory.create_batch(3)
    later = factories.CommitmentFactory(year=2003)
    address = "/api/v1/commitments/?format=csv&ordering=-report&report="
    assert [row["reference"] for row in csv_rows(body(client.get(f"{address}2003")))] == [later.reference]
    rows = csv_rows(body(client.get("/api/v1/commitments/?format=csv&ordering=-report")))
    assert [row["reference"] for row in rows] == [
        "CMP-2003-SEA-01",
        "CMP-2001-SEA-01",
        "CMP-2001-SEA-02",
        "CMP-2001-SEA-03",
    ]


def test_first_line_holds_the_keys_also_without_rows(client):
    content = body(client.get("/api/v1/updates/?format=csv&lang=es"))
    assert content.decode().splitlines() == [
        "key,commitment,deliverable,says,basis,effective_on,source.report,source.document.sha256,"
        "source.document.language,source.section,source.start,source.end,source.page,source.fingerprint,"
        "source.quotation,address,retrieved_on,stated_by,searched,note,recorded_at,is_withdrawal,corrects,"
        "corrected_by,url"
    ]


def test_labels_are_in_the_language_asked_for_and_keys_are_not(client):
    factories.UpdateFactory(says=Says.COMPLETED)
    row = csv_rows(body(client.get("/api/v1/commitments/?format=csv&lang=fr")))[0]
    assert (row["badge"], row["badge_label"]) == ("done", "Réalisé")
    rows, columns, words = sheets(body(client.get("/api/v1/commitments/?format=xlsx&lang=fr"))).values()
    assert rows[0][:3] == ["reference", "title", "summary"]
    assert ["reference", "Nom public, jamais réutilisé\xa0: CMP-2021-FOR-03."] in columns
    assert ["badge", "done_late", "Réalisé en retard"] in words


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_harmless(client, text):
    factories.CommitmentFactory(title_en=text, title_fr=text, title_es=text)
    row = csv_rows(body(client.get("/api/v1/commitments/?format=csv")))[0]
    assert (row["title"], row["translations.fr.title"]) == (f"'{text}", f"'{text}")
    content = body(client.get("/api/v1/commitments/?format=xlsx"))
    assert sheets(content)["commitments"][1][1].replace("_x000D_", "\r") == f"'{text}"
    assert client.get("/api/v1/commitments/").json()["results"][0]["title"] == text  # JSON says it as it is


def test_number_below_nothing_stays_a_number(client):
    factories.LinkFactory(strength_change=-1)
    factories.MeasurementFactory(value=-7)
    for address, name, number in [
        ("/api/v1/links/?format=csv", "strength_change", "-1"),
        ("/api/v1/measurements/?format=csv", "value", "-7.0000"),
        ("/data/links.csv", "strength_change", "-1"),
        ("/data/measurements.csv", "value", "-7"),
    ]:
        assert csv_rows(body(client.get(address)))[0][name] == number


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("format=xml", 400, "format"),
        ("format=csv&format=csv", 400, "format"),
        ("format=csv&colour=red", 400, "colour"),
        ("format=xlsx&report=1999", 400, "report"),
    ],
)
def test_bad_request_for_a_file_is_a_problem(client, query, status, parameter):
    response = client.get(f"/api/v1/commitments/?{query}")
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["errors"][0]["parameter"] == parameter


def test_format_is_for_lists_alone_and_the_address_alone_chooses(client):
    row = factories.CommitmentFactory()
    assert client.get(f"/api/v1/commitments/{row.reference}/?format=csv").status_code == 400
    assert client.get("/api/v1/commitments/", headers={"accept": "text/csv"}).status_code == 406
    response = client.get("/api/v1/commitments/?format=csv", headers={"accept": "application/json"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="commitments.csv"'
    assert client.get("/api/v1/commitments/?format=json").json()["count"] == 1


@pytest.mark.parametrize("kind", ["csv", "ndjson", "xlsx"])
def test_file_takes_the_same_queries_for_one_row_and_for_many(client, kind):
    counts = set()
    for _time in range(2):
        factories.CommitmentFactory.create_batch(20)
        with CaptureQueriesContext(connection) as queries:
            body(client.get(f"/api/v1/commitments/?format={kind}"))
        counts.add(len(queries))
    assert counts == {10}


def make_many(count):
    """Make ``count`` commitments, each with its source, as fast as the database can."""
    one = Commitment.objects.order_by("pk").first() or factories.CommitmentFactory()
    passage = one.sources.get().passage
    first = Commitment.objects.count()
    rows = [
        Commitment(
            reference=f"CMP-2001-SEA-{number:05}",
            **{
                field.attname: getattr(one, field.attname)
                for field in Commitment._meta.concrete_fields
                if field.name not in ("id", "reference")
            },
        )
        for number in range(first, first + count)
    ]
    Commitment.objects.bulk_create(rows, batch_size=500)
    CommitmentSource.objects.bulk_create(
        [CommitmentSource(commitment=row, passage=passage, role="promise", is_primary=True) for row in rows],
        batch_size=500,
    )


FULL = os.environ.get("FULL_MATRIX") == "true"
FEW, MANY = (2_000, 10_000) if FULL else (600, 1_200)


@pytest.mark.parametrize("kind", ["csv", "ndjson", "xlsx"] if FULL else ["csv"])
def test_many_rows_take_the_memory_of_few(client, kind):
    peaks = []
    for count in (1, FEW, MANY):  # the first time much is read that stays
        make_many(count - Commitment.objects.count())
        tracemalloc.start()
        response = client.get(f"/api/v1/commitments/?format={kind}")
        assert sum(len(part) for part in response.streaming_content) > 100 * count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.5  # a list that kept its rows would take twice as much and more
