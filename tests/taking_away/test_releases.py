"""Releases: frozen whole or not at all, the same bytes for the same state, never changed."""

import hashlib
import io
import json
import shutil
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection

from commitments import ledger
from commitments.exports import releases
from commitments.exports.releases import Refused, folder_of, freeze
from commitments.models import AppendOnlyError, Release
from reports.choices import State
from tests import factories
from tests.taking_away.reading import body
from tests.writes import watched

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def frozen():
    factories.UpdateFactory()
    with watched():
        return freeze("v1")


def held(client, name):
    """Return the page of a release and all its files, as readers get them."""
    pages = [body(client.get(f"/{language}/releases/{name}/")) for language in ("en", "fr", "es")]
    files = Release.objects.get(name=name).files
    return pages, {one["name"]: body(client.get(f"/releases/{name}/{one['name']}")) for one in files}


def test_release_holds_the_package_with_its_checksums(client, frozen):
    _pages, files = held(client, "v1")
    assert {
        "README.md",
        "datapackage.json",
        "commitments.csv",
        "SHA256SUMS",
        "difference.json",
        "difference.es.txt",
        "v1.zip",
    } <= {*files}
    for line in files["SHA256SUMS"].decode().splitlines():
        checksum, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == checksum
    described = json.loads(files["datapackage.json"])
    table = next(one for one in described["resources"] if one["name"] == "updates")
    assert (described["name"], described["version"]) == ("cmptracker-v1", "v1")
    assert table["hash"] == f"sha256:{hashlib.sha256(files['updates.csv']).hexdigest()}"
    assert table["bytes"] == len(files["updates.csv"])
    bundle = zipfile.ZipFile(io.BytesIO(files["v1.zip"]))
    assert bundle.testzip() is None
    assert bundle.read("v1/updates.csv") == files["updates.csv"]
    assert {name.split("/")[1] for name in bundle.namelist()} == {*files} - {"v1.zip"}


def test_release_stays_as_it_is_when_the_record_goes_on(client, frozen):
    before = held(client, "v1")
    (update,) = releases.BY_NAME["updates"].model.objects.all()
    ledger.withdraw(ledger.correct(update, by="curators", says="completed"), by="curators")
    factories.CommitmentFactory()
    commitment = factories.CommitmentFactory(year=2005)
    factories.UpdateFactory(commitment=commitment)
    commitment.report.title = "Renamed"
    commitment.report.save()
    freeze("v2")
    for row, state in ((update.commitment, State.WITHDRAWN), (commitment.report, State.DRAFT)):
        row.state, row.withdrawal_reason = state, "Gone."
        row.save()
    third = freeze("v3")
    assert third.difference["tables"]["commitments"] == {"rows": 1, "added": 0, "removed": 2, "changed": 0}
    assert held(client, "v1") == before
    assert json.loads(before[1]["datapackage.json"])["title"] == "Commitments of the Canada–Mexico Partnership"


def test_same_state_gives_the_same_bytes_under_the_same_name(frozen):
    first = {path.name: path.read_bytes() for path in folder_of("v1").iterdir()}
    with connection.cursor() as cursor:  # back to the state before, below the guards
        cursor.execute("DELETE FROM commitments_release")
    shutil.rmtree(folder_of("v1"))
    freeze("v1")
    assert {path.name: path.read_bytes() for path in folder_of("v1").iterdir()} == first


def test_difference_is_told_in_counts_and_words(client, frozen):
    commitment = factories.CommitmentFactory(year=2003)
    factories.UpdateFactory(commitment=factories.CommitmentFactory(), says="completed")
    second = freeze("v2")
    assert second.previous == frozen
    tables = second.difference["tables"]
    assert second.difference["since"] == "v1"
    assert tables["commitments"] == {"rows": 3, "added": 2, "removed": 0, "changed": 0}
    assert tables["updates"] == {"rows": 2, "added": 1, "removed": 0, "changed": 0}
    assert tables["working_groups"] == {"rows": 1, "added": 0, "removed": 0, "changed": 0}
    for language, said in [
        ("en", ["commitments: 2 added, 0 removed, 0 changed.", "updates: 1 added, 0 removed, 0 changed."]),
        ("fr", ["commitments\N{NO-BREAK SPACE}: ajouts, 2; suppressions, 0; modifications, 0."]),
        ("es", ["updates: altas, 1; bajas, 0; cambios, 0."]),
    ]:
        told = (folder_of("v2") / f"difference.{language}.txt").read_text()
        text = body(client.get(f"/{language}/releases/v2/")).decode()
        for sentence in said:
            assert (sentence in text, sentence in told.splitlines()) == (True, True), sentence
        assert commitment.reference not in text


def test_badge_that_moved_is_named(frozen):
    (row,) = releases.BY_NAME["updates"].model.objects.all()
    ledger.correct(row, by="curators", says="completed")
    second = freeze("v2")
    assert second.difference["badges"] == [{"reference": "CMP-2001-SEA-01", "from": "under_way", "to": "done"}]
    assert (folder_of("v2") / "difference.en.txt").read_text().splitlines()[-1] == (
        "CMP-2001-SEA-01: the badge was “Under way” and is “Done”."
    )


def test_first_day_of_the_release_is_the_last_one_recorded(frozen):
    recorded = releases.BY_NAME["updates"].model.objects.get().recorded_at
    assert frozen.as_of == recorded.date()
    assert frozen.years == [2001, 2003]


@pytest.mark.parametrize("name", ["latest", "V1", "../x", ".x", "x", "a" * 41, "v1\n", "v 1", ""])
def test_bad_name_is_refused(name):
    factories.CommitmentFactory()
    with pytest.raises(Refused):
        freeze(name)
    assert not Release.objects.exists()


def test_taken_name_is_refused_and_the_release_stays(client, frozen):
    before = held(client, "v1")
    with pytest.raises(CommandError, match="There is a release v1"):
        call_command("freeze_release", "v1")
    assert held(client, "v1") == before


def test_empty_record_is_refused():
    with pytest.raises(Refused, match="nothing public"):
        freeze("v1")


@pytest.mark.parametrize("step", ["commitments_release", "commitments_link"])
def test_nothing_remains_when_a_query_fails(media, step):
    factories.UpdateFactory()

    def fail(execute, sql, params, many, context):
        if step in sql and sql.startswith(("INSERT", "SELECT")) and ("rationale" in sql or sql.startswith("INSERT")):
            raise DatabaseError("The connection is gone.")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail), pytest.raises(DatabaseError):
        freeze("v1")
    assert not Release.objects.exists()
    assert list((media / "releases").iterdir()) == []


def test_what_a_killed_run_left_is_no_release_and_is_taken_away(client):
    factories.UpdateFactory()
    for left in (folder_of(".v0.part"), folder_of("v1")):
        left.mkdir(parents=True)
        (left / "updates.csv").write_text("half")
    assert client.get("/releases/v1/updates.csv").status_code == 404
    assert client.get("/en/releases/v1/").status_code == 404
    freeze("v1")
    assert not folder_of(".v0.part").exists()
    assert b"half" not in (folder_of("v1") / "updates.csv").read_bytes()


def test_release_cannot_be_changed_or_deleted(frozen):
    for change in (frozen.save, frozen.delete, Release.objects.all().delete, lambda: Release.objects.update(name="x")):
        with pytest.raises(AppendOnlyError):
            change()


def test_two_releases_do_not_follow_the_same(frozen):
    factories.ReleaseFactory(previous=frozen)
    with pytest.raises(IntegrityError):
        factories.ReleaseFactory(previous=frozen)


@pytest.mark.parametrize("file", ["../v1/updates.csv", "updates.txt", "%2e%2e", "nothing.csv"])
def test_file_that_is_not_listed_is_not_there(client, frozen, file):
    assert client.get(f"/releases/v1/{file}").status_code == 404


def test_file_may_be_kept_for_ever(client, frozen):
    response = client.get("/releases/v1/updates.csv")
    assert body(response)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/releases/v1/updates.csv", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_latest_leads_to_the_newest(client, frozen):
    freeze("v2")
    assert client.get("/fr/releases/latest/")["Location"] == "/fr/releases/v2/"
    text = body(client.get("/en/releases/")).decode()
    assert text.index("/en/releases/v2/") < text.index("/en/releases/v1/")


def test_latest_of_none_is_not_there(client):
    assert client.get("/en/releases/latest/").status_code == 404


def test_command_tells_what_it_froze_as_json(capsys):
    factories.UpdateFactory()
    call_command("freeze_release", "v1", "--as-of", "2004-01-01", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["name"], told["as_of"]) == ("v1", "2004-01-01")
    assert told["difference"]["tables"]["updates"] == {"rows": 1}
