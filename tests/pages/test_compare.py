"""What changed between two days, or between two reports."""

import re
from datetime import date

import pytest

from commitments.choices import Says
from tests import factories

pytestmark = pytest.mark.django_db

NOTE = {"en": "The gauges came."}


@pytest.fixture
def world():
    """Of three promises of 2001 one is done by 2003, of one nothing is said, and one stands as before; 2003 adds one."""
    done, silent, same = factories.CommitmentFactory.create_batch(3)
    factories.UpdateFactory(commitment=done, says=Says.COMPLETED, note=NOTE)
    factories.SilenceFactory(commitment=silent)
    added = factories.CommitmentFactory(year=2003)
    return done, silent, same, added


def page(client, **query):
    response = client.get("/en/compare/", query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def sections(text):
    parts = re.split('<section aria-labelledby="', text)[1:]
    return {part[: part.index('"')]: re.findall('<span class="ref">(.*?)</span>', part) for part in parts}


QUERIES = [{"older": 2001, "newer": 2003}, {"since": "2001-11-21", "until": "2003-11-21"}]


@pytest.mark.parametrize("query", QUERIES)
def test_promises_that_were_added_moved_and_fell_silent_are_told_apart(client, world, query):
    done, silent, _same, added = world
    text = page(client, **query)
    assert sections(text) == {"silent": [silent.reference], "moved": [done.reference], "added": [added.reference]}
    lead = re.search('<p class="lead">(.*?)</p>', text).group(1)
    assert lead == "1 promise was added, 1 moved, 1 fell silent. 1 stands as before."
    assert "Declared: Nothing declared → Completed" in text


def test_page_without_parameters_is_its_form(client, world):
    text = page(client)
    assert sections(text) == {}
    assert '<option value="2001" selected>2001</option>' in text
    assert '<option value="2003" selected>2003</option>' in text


def test_window_that_ran_out_moves_a_promise(client):
    factories.CommitmentFactory(
        window_kind="due", window_text="in 2002", window_end=date(2002, 12, 31), window_precision="year"
    )
    text = page(client, since="2002-01-01", until="2003-01-01")
    assert "Schedule: Not due yet → Overdue" in text


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ({"since": "2001-11-21"}, "until", "Give both ends of the comparison."),
        ({"newer": "2003"}, "older", "Give both ends of the comparison."),
        ({"older": "2001", "until": "2003-01-01"}, "older", "Compare two days or two reports, not one of each."),
        ({"older": "2001", "newer": "2002"}, "newer", "This record holds no report of 2002."),
        ({"older": "2003", "newer": "2001"}, "newer", "The second must come after the first."),
        ({"since": "2001-11-21", "until": "9999-01-01"}, "until", "This day has not come yet."),
        ({"since": "soon", "until": "2003-01-01"}, "since", "Enter a valid date."),
    ],
)
def test_what_cannot_be_compared_is_refused_on_both_faces(client, world, query, name, message):
    response = client.get("/en/compare/", query)
    assert response.status_code == 400
    assert f"<code>{name}</code>" in response.content.decode()
    assert message in response.content.decode()
    response = client.get("/api/v1/compare/", query)
    assert response.status_code == 400
    assert [(error["parameter"], error["detail"]) for error in response.json()["errors"]] == [(name, message)]


@pytest.mark.parametrize("query", QUERIES)
def test_api_gives_the_same_comparison(client, world, query):
    done, silent, _same, added = world
    open_axes = {"declared": "not_declared", "completion": "not_assessed", "schedule": "no_date", "life": "open"}
    before = {"badge": "no_later_report", "axes": open_axes}
    assert client.get("/api/v1/compare/", query).json() == {
        "since": "2001-11-21",
        "until": "2003-11-21",
        "known_at": None,
        "added": [added.reference],
        "moved": [
            {
                "commitment": done.reference,
                "before": before,
                "after": {"badge": "done", "axes": {**open_axes, "declared": "completed", "life": "closed"}},
            }
        ],
        "fell_silent": [
            {"commitment": silent.reference, "before": before, "after": {"badge": "not_mentioned", "axes": open_axes}}
        ],
        "unchanged": 1,
    }


def test_comparison_as_known_on_a_day_leaves_out_what_was_written_later_on_both_faces(client, world):
    asked = {"since": "2001-11-21", "until": "2003-11-21", "known_at": "2004-05-05"}
    answer = client.get("/api/v1/compare/", asked).json()
    assert (answer["known_at"], answer["moved"], answer["fell_silent"]) == ("2004-05-05", [], [])
    assert (answer["unchanged"], len(answer["added"])) == (3, 1)
    parts = sections(page(client, **asked))
    assert (len(parts["moved"]), len(parts["silent"]), len(parts["added"])) == (0, 0, 1)
    assert "Shown as this record knew it on" in page(client, **asked)


def test_api_asks_for_two_days(client):
    response = client.get("/api/v1/compare/")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "since"


def test_drafts_are_not_compared(client, world):
    factories.DraftCommitmentFactory(year=2003)
    assert len(sections(page(client, older=2001, newer=2003))["added"]) == 1
