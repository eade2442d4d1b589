"""``fields``, ``expand``, ``q``, ``changed_since`` and ``cursor``: what an answer holds, and which rows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from commitments import ledger
from commitments.choices import Says
from reports.choices import State
from tests.api.world import LISTS, make_world
from tests.factories import (
    CommitmentFactory,
    DraftUpdateFactory,
    LinkFactory,
    OrganizationFactory,
    OwnershipFactory,
    PassageFactory,
    ReportFactory,
    SilentGroupReportFactory,
    ThemeFactory,
    UpdateFactory,
    WithdrawnCommitmentFactory,
)

pytestmark = pytest.mark.django_db

ONE = "/api/v1/commitments/CMP-2001-SEA-01/"
LIST = "/api/v1/commitments/"
WORDS = {  # of each list: words of one of its rows, in other accents and letters than there
    "appointments": "PERSON náme",
    "assessments": "propres MÓTS",
    "codings": "two gaugés",
    "commitments": "tídes MEASURE",
    "conflicts": "day MEETING",
    "deliverables": "táble tide",
    "documents": "2001.TXT annual",
    "exclusions": "nuestras palabras",
    "gaps": "List missing",
    "group-names": "seàs",
    "group-reports": "XAA",
    "group-successions": "printed",
    "groups": "group-sea",
    "guidelines": "owń words",
    "indicators": "service gauges",
    "links": "mots propres",
    "measurements": "gauges",
    "meetings": "2001",
    "milestones": "bought",
    "organization-successions": "élsewhere",
    "organizations": "ministry institution",
    "ownerships": "ínstitution",
    "passages": "séntence",
    "people": "name pérson",
    "replies": "SAY Measured",
    "reports": "REPORT 2001",
    "sections": "done What",
    "sessions": "xaa",
    "themes": "theme",
    "threads": "tides MEASURÉ",
    "updates": "own words",
}


def rows(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200, response.json()
    return response.json()["results"]


def references(client, **query):
    return [row["reference"] for row in rows(client, LIST, fields="reference", **query)]


# fields


def test_fields_of_each_list_are_what_they_name(client):
    make_world(1)
    for name in LISTS:
        (row, *_others) = rows(client, f"/api/v1/{name}/")
        first, *_further, last = row
        assert list(rows(client, f"/api/v1/{name}/", fields=f"{last}, {first}")[0]) == [first, last], name


def test_fields_of_one_object_whole_body(client):
    CommitmentFactory(title="Measure the tides")
    assert client.get(f"{ONE}?fields=reference,title,axes").json() == {
        "reference": "CMP-2001-SEA-01",
        "title": "Measure the tides",
        "axes": {
            "declared": "not_declared",
            "completion": "not_assessed",
            "schedule": "no_date",
            "life": "open",
        },
    }


def test_fields_are_given_with_commas_or_one_by_one(client):
    CommitmentFactory(title="Measure the tides")
    for query in ("fields=reference,title", "fields=reference&fields=title", "fields=reference,&fields=%20title"):
        assert client.get(f"{ONE}?{query}").json() == {"reference": "CMP-2001-SEA-01", "title": "Measure the tides"}


def test_fields_that_are_not_there_are_named_each(client):
    CommitmentFactory()
    for address in (LIST, ONE):
        response = client.get(f"{address}?fields=titel,reference,badges")
        assert response.status_code == 400
        told = [(error["parameter"], error["detail"].split(" here.")[0]) for error in response.json()["errors"]]
        assert told == [("fields", "There is no “titel”"), ("fields", "There is no “badges”")]


# expand


def test_expand_whole_body(client):
    office = OrganizationFactory(slug="office", name="Office of Tides")
    UpdateFactory(source=office, says=Says.PROGRESS)
    assert client.get("/api/v1/updates/?fields=key,stated_by&expand=stated_by,searched").json()["results"] == [
        {
            "key": "CMP-2001-SEA-01-U1",
            "stated_by": "office",
            "expanded": {
                "stated_by": {
                    "slug": "office",
                    "name": "Office of Tides",
                    "acronym": "",
                    "translations": {
                        "en": {"name": "Office of Tides", "acronym": ""},
                        "fr": {"name": "Office of Tides (fr)", "acronym": ""},
                        "es": {"name": "Office of Tides (es)", "acronym": ""},
                    },
                    "names": [],
                    "parent": None,
                    "country": "CA",
                    "sector": "government",
                    "url": "http://testserver/api/v1/organizations/office/",
                    "html_url": "http://testserver/en/organizations/office/",
                },
                "searched": None,
            },
        }
    ]


def test_expand_gives_what_each_list_itself_shows(client):
    make_world(1)
    for name in LISTS:
        view = resolve(f"/api/v1/{name}/").func.cls
        for related, expansion in view.expandable.items():
            found = [row["expanded"][related] for row in rows(client, f"/api/v1/{name}/", expand=related)]
            shown = [one for one in found if one for one in (one if expansion.back else [one])]
            other = next(path for path in LISTS if resolve(f"/api/v1/{path}/").func.cls is expansion.view())
            everything = rows(client, f"/api/v1/{other}/", page_size=100)
            assert shown or related in ("parent", "predecessor", "stated_by"), (name, related)
            assert all(one in everything for one in shown), (name, related)


@pytest.mark.parametrize("size", [1, 20])
def test_expand_issues_the_same_number_of_queries(client, size):
    for number in range(size):
        commitment = CommitmentFactory(theme=ThemeFactory(slug=f"theme-{number}"))
        UpdateFactory(commitment=commitment)
        LinkFactory(older=commitment)
    with CaptureQueriesContext(connection) as captured:
        found = rows(client, LIST, expand="report,working_group,theme,updates,older", page_size=50)
    assert len(found) == 2 * size
    assert len(captured) == 18


def test_expand_leaves_out_what_is_not_public_or_was_not_yet(client):
    draft = DraftUpdateFactory(commitment=CommitmentFactory())
    UpdateFactory(commitment=draft.commitment)
    assert [row["key"] for row in client.get(f"{ONE}?expand=updates").json()["expanded"]["updates"]] == [
        "CMP-2001-SEA-01-U2"
    ]
    past = client.get(f"{ONE}?expand=updates&as_of=2002-01-01").json()
    assert past["expanded"] == {"updates": []}


def test_expand_is_no_part_of_a_file(client):
    CommitmentFactory()
    response = client.get(f"{LIST}?format=csv&expand=report")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "expand")


# q


def test_search_finds_words_in_every_list(client):
    make_world(1)
    assert set(WORDS) == set(LISTS)
    for name, words in WORDS.items():
        assert rows(client, f"/api/v1/{name}/", q=words), name
        assert rows(client, f"/api/v1/{name}/", q=f"{words} zeppelin") == [], name


@pytest.mark.parametrize(
    ("printed", "query", "is_found"),
    [
        ("L’étude des señales", "etude", True),
        ("L’étude des señales", "L'ÉTUDE senales", True),
        ("e\u0301tude", "étude", True),
        ("in-\nformation", "information", True),
        ("50% of a_b (c)", "50% a_b (c)", True),
        ("50 of ab", "5_", False),
        ("tide", "tides", False),
        ("tide", '"tide', False),
        ("tide", "\u200f\u0301 ", True),
        ("tide", "[a-z]+", False),
        ("tide", "x" * 5000, False),
    ],
)
def test_search_is_blind_to_accents_and_case_alone(client, printed, query, is_found):
    PassageFactory(text=printed)
    assert bool(rows(client, "/api/v1/passages/", q=query)) == is_found


# changed_since


def moment(**ago):
    return (timezone.now() - timedelta(**ago)).astimezone(UTC).isoformat().replace("+00:00", "Z")


def aged(*models):
    """Let everything have been edited long ago, or only rows of ``models``."""
    for model in models or apps.get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):
            model.history.update(history_date=datetime(2004, 1, 1, tzinfo=UTC))


def test_changed_since_takes_all_rows_or_none_in_every_list(client):
    make_world(1)
    for name in LISTS:
        count = client.get(f"/api/v1/{name}/").json()["count"]
        found = [
            client.get(f"/api/v1/{name}/", {"changed_since": since}).json()["count"]
            for since in ("2001-01-01", moment(minutes=5), moment(minutes=-5))
        ]
        assert found == [count, count, 0], name


def test_changed_since_finds_a_commitment_whose_part_or_story_changed(client):
    _quiet, owned, told, linked = (CommitmentFactory() for _number in range(4))
    aged()
    since = moment(minutes=5)
    assert references(client, changed_since=since) == []
    owner = OwnershipFactory(commitment=owned)
    UpdateFactory(commitment=told)
    newer = LinkFactory(older=linked).newer
    expected = [owned.reference, told.reference, linked.reference, newer.reference]
    assert references(client, changed_since=since) == expected
    aged(type(owner))
    assert owned.reference not in references(client, changed_since=since)
    owner.delete()
    assert owned.reference in references(client, changed_since=since)


def test_changed_since_the_very_moment_of_a_row_includes_it(client):
    update = UpdateFactory(commitment=CommitmentFactory())
    aged()
    recorded = datetime.fromisoformat(client.get(f"/api/v1/updates/{update.key}/").json()["recorded_at"])
    found = [
        rows(client, "/api/v1/updates/", changed_since=(recorded + later).isoformat(), fields="key")
        for later in (timedelta(microseconds=-1), timedelta(), timedelta(microseconds=1))
    ]
    assert found == [[{"key": update.key}], [{"key": update.key}], []]


def test_changed_since_tells_nothing_of_drafts(client):
    commitment = CommitmentFactory()
    aged()
    DraftUpdateFactory(commitment=commitment)
    SilentGroupReportFactory(report=ReportFactory(year=2010, state=State.DRAFT), group=commitment.working_group)
    assert references(client, changed_since=moment(minutes=5)) == []


def test_changed_since_shows_what_was_corrected_and_withdrawn(client):
    old = datetime(2004, 1, 1, tzinfo=UTC)
    _kept, wrong, gone = (UpdateFactory(recorded_at=old) for _number in range(3))
    aged()
    since = moment(minutes=5)
    assert rows(client, "/api/v1/updates/", changed_since=since) == []
    ledger.correct(wrong, by="curators", says=Says.COMPLETED)
    ledger.withdraw(gone, by="curators")
    found = rows(client, "/api/v1/updates/", changed_since=since, fields="key,is_withdrawal,corrected_by")
    assert [tuple(row.values()) for row in found] == [
        ("CMP-2001-SEA-02-U1", False, "CMP-2001-SEA-02-U2"),
        ("CMP-2001-SEA-02-U2", False, None),
        ("CMP-2001-SEA-03-U1", False, "CMP-2001-SEA-03-U2"),
        ("CMP-2001-SEA-03-U2", True, None),
    ]


def test_withdrawn_commitment_is_told_whole_body(client):
    commitment = WithdrawnCommitmentFactory(withdrawal_reason="It was no commitment")
    WithdrawnCommitmentFactory(report=ReportFactory(year=2003, state=State.DRAFT))
    step = commitment.history.get()
    expected = {
        "reference": "CMP-2001-SEA-01",
        "report": 2001,
        "reason": "It was no commitment",
        "withdrawn_at": step.history_date.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "url": f"http://testserver{ONE}",
    }
    assert rows(client, "/api/v1/withdrawals/") == [expected]
    assert rows(client, "/api/v1/withdrawals/", changed_since=moment(minutes=5)) == [expected]
    assert rows(client, "/api/v1/withdrawals/", changed_since=moment(minutes=-5)) == []
    assert rows(client, "/api/v1/withdrawals/", q="NO commitmént", report=2001) == [expected]
    assert client.get(ONE).status_code == 410
