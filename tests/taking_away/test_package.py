"""The data package: every public row and column, described, with keys that hold."""

import json

import frictionless
import pytest
from django.apps import apps
from django.db import connection

from commitments import ledger
from commitments.exports.datapackage import BY_NAME
from commitments.exports.tables import TABLES
from tests import factories
from tests.api.world import make_world
from tests.taking_away.reading import body, csv_rows

pytestmark = pytest.mark.django_db

# Not public, or told by other tables.
LEFT_OUT = {
    "commitments.Question",
    "commitments.Release",
    "reports.DataVersion",
    "reports.PendingUpload",
}
LEFT_OUT_COLUMNS = {
    "id",
    "state",
    "recorded_by",
    "recorded_by_name",
    "search_text",
    "withdrawal_reason",
    "corrects",  # as a key
    "file",
    "reports.Document.text",  # its passages
    "reports.Report.meeting",
    "reports.Session.meeting",
    "commitments.Commitment.proposer_person",
    "commitments.Ownership.person",
    "commitments.Assessment.guideline",
}


def test_every_public_model_and_column_is_in_the_package():
    held = {table.model._meta.label: table for table in TABLES}
    for app in ("reports", "commitments"):
        for model in apps.get_app_config(app).get_models():
            label = model._meta.label
            if label.split(".")[1].startswith("Historical") or label in LEFT_OUT:
                continue
            paths = {column.path.split("__")[0] for column in held[label].columns}
            names = {field.name for field in model._meta.concrete_fields}
            names -= {f"withdrawal_reason_{language}" for language in ("en", "fr", "es")}
            translated = {name for name in names if f"{name}_en" in names}
            left_out = {name for name in names if {name, f"{label}.{name}"} & LEFT_OUT_COLUMNS}
            assert names - paths - translated - left_out == set(), label


def test_package_is_valid_and_its_keys_hold(client, tmp_path):
    make_world(1)
    factories.ReplyFactory()
    factories.GuidelineFactory()
    (tmp_path / "datapackage.json").write_bytes(body(client.get("/data/datapackage.json")))
    for table in TABLES:
        content = body(client.get(f"/data/{table.name}.csv"))
        assert csv_rows(content) != [], table.name
        (tmp_path / f"{table.name}.csv").write_bytes(content)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert (report.flatten(["title", "message"]), report.stats["tasks"]) == ([], 42)


def test_table_is_described_by_its_model(client):
    described = json.loads(body(client.get("/data/datapackage.json", headers={"accept-language": "fr"})))
    assert described["languages"] == ["en", "fr", "es"]
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    tables = {one["name"]: one["schema"] for one in described["resources"]}
    assert len(tables) == len(TABLES) == 42
    links = tables["links"]
    assert links["primaryKey"] == ["key"]
    assert {"fields": ["newer"], "reference": {"resource": "commitments", "fields": ["reference"]}} in links[
        "foreignKeys"
    ]
    assert next(one for one in links["fields"] if one["name"] == "kind")["constraints"] == {
        "required": True,
        "enum": [
            "continues",
            "repeats",
            "amends",
            "supersedes",
            "adopts",
            "splits_from",
            "merges",
            "duplicates",
            "depends_on",
        ],
    }
    title = next(one for one in tables["commitments"]["fields"] if one["name"] == "title_fr")
    assert title == {"name": "title_fr", "type": "string", "description": "Short title in our own words. (fr)"}


def test_row_that_was_corrected_stays_with_what_corrects_it(client):
    wrong = factories.UpdateFactory(note={"en": "=Wrong."})
    right = ledger.correct(wrong, by="curators", note={"en": "Right."})
    rows = csv_rows(body(client.get("/data/updates.csv")))
    assert [(row["key"], row["note_en"], row["corrects"], row["counts"]) for row in rows] == [
        (wrong.key, "'=Wrong.", "", "false"),
        (right.key, "Right.", wrong.key, "true"),
    ]


def test_column_of_another_row_says_what_of_it(client):
    described = json.loads(body(client.get("/data/datapackage.json")))
    said = {
        (table["name"], field["name"]): field["description"]
        for table in described["resources"]
        for field in table["schema"]["fields"]
    }
    assert said["updates", "document"] == "The later passage that says it. (document)"
    assert said["updates", "start"] == "The later passage that says it. (start)"
    assert said["group_succession_passages", "kind"] == "Succession of groups (kind)"
    assert said["meeting_passages", "meeting"] == "Meeting"
    assert said["commitments", "report"] == "The report that prints it."


@pytest.mark.postgres
def test_lines_stand_in_one_order_whatever_the_collation_of_the_database(client):
    with connection.cursor() as cursor:
        cursor.execute('ALTER TABLE reports_organizationname ALTER COLUMN name TYPE varchar COLLATE "en-US-x-icu"')
    organization = factories.OrganizationFactory()
    for name in ("b", "A", "É", "a", "B"):
        factories.OrganizationNameFactory(organization=organization, name=name)
    rows = csv_rows(body(client.get("/data/organization_names.csv")))
    assert [row["name"] for row in rows] == ["A", "B", "a", "b", "É"]


def test_unknown_table_is_not_there(client):
    assert client.get("/data/questions.csv").status_code == 404
    assert client.get("/data/commitments.csv?x=1").status_code == 400
    assert "questions" not in BY_NAME


@pytest.mark.parametrize("address", ["/data/datapackage.json", "/data/commitments.csv", "/data/catalog.jsonld"])
def test_open_data_may_be_read_by_other_sites_without_cookies(client, address):
    response = client.get(address)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert response["ETag"]
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
