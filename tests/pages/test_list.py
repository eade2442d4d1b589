"""The list of commitments: filters, their words, order, pages."""

import re

import pytest

from commitments.filters import CommitmentFilterSet
from commitments.models import Commitment
from commitments.presentation.filter_words import _PHRASES, say

LIST = "/en/commitments/"


@pytest.fixture(autouse=True)
def _with_record(record):
    """Every test of this module asks the whole record."""


def lead(response):
    text = re.search('<p class="lead">(.*?)</p>', response.content.decode(), re.S).group(1)
    return re.sub(r"\s+", " ", re.sub("<a .*?</a>|<[^>]+>", "", text)).strip()


def references(response):
    return re.findall(r'<span class="ref">(CMP-[^<]+)</span> <a class="row-title"', response.content.decode())


def test_list_without_filter_shows_all_by_reference(client):
    response = client.get(LIST)
    assert lead(response) == "246 promises."
    expected = sorted(Commitment.objects.values_list("reference", flat=True))
    assert references(response) == expected[:50]
    assert references(client.get(LIST, {"page": 5})) == expected[200:]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"group": "mining", "report": "2021"}, "3 promises by Mining, printed in the 2021 report."),
        ({"group": "partnership"}, "5 promises by the partnership as a whole."),
        ({"q": "MADERA"}, "with “MADERA” in reference, title or summary."),
        ({"badge": "not_mentioned", "report": "2019"}, "with the status “Not mentioned later”."),
        ({"badge": ["done", "concluded"]}, "with the status “Done” or “Concluded”."),
        ({"organization": "conafor"}, "that name National Forestry Commission (CONAFOR)."),
        ({"strength": "proposal", "party": "MX"}, "of the strength “Proposal”, on which Mexico must act."),
        ({"has_evidence": "false"}, "of which no source says a word."),
        ({"window_end_before": "2010-12-31"}, "whose window ends on or before 31 December 2010."),
        ({"nature": "continuing"}, "with “Nature”: “Continuing”."),
        ({"promised_on_after": "2020-01-01"}, "with “Promised on or after”: “1 January 2020”."),
    ],
)
def test_filter_is_said_back_in_words(client, query, words):
    response = client.get(LIST, query)
    assert response.status_code == 200
    assert lead(response).endswith(words)


def test_every_filter_has_words():
    for name, field in CommitmentFilterSet(queryset=Commitment.objects.none()).form.fields.items():
        assert name == "ordering" or name in _PHRASES or field.label


def test_one_promise_is_singular(client):
    assert lead(client.get(LIST, {"q": "CMP-2021-FOR-03"})).startswith("1 promise with")


def test_nothing_found_says_what_to_do(client):
    response = client.get(LIST, {"q": "zzzz"})
    assert lead(response).startswith("0 promises with")
    assert "Take one of the filters away" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"badge": "late"}, "badge"),
        ({"report": "2020"}, "report"),
        ({"report": "x"}, "report"),
        ({"group": "navy"}, "group"),
        ({"organization": "nobody"}, "organization"),
        ({"has_evidence": "perhaps"}, "has_evidence"),
        ({"ordering": "title"}, "ordering"),
        ({"page": "0"}, "page"),
        ({"page": "last"}, "page"),
        ({"window_end_before": "soon"}, "window_end_before"),
        ({"q": ["a", "b"]}, "q"),
        ({"page_size": "10"}, "page_size"),
    ],
)
def test_bad_filter_is_refused_and_named(client, query, name):
    response = client.get(LIST, query)
    assert response.status_code == 400
    assert f"<code>{name}</code>" in response.content.decode()


@pytest.mark.parametrize("page", [6, 99, 10**30])
def test_page_past_the_last_is_not_found(client, page):
    assert client.get(LIST, {"page": page}).status_code == 404


def test_order_is_kept_by_filter_and_pages(client):
    response = client.get(LIST, {"ordering": "-report", "strength": "firm"})
    text = response.content.decode()
    assert references(response)[0].startswith("CMP-2021-")
    assert '<input type="hidden" name="ordering" value="-report">' in text
    assert 'href="?ordering=-report&amp;strength=firm&amp;page=2"' in text
    assert '<strong aria-current="true">Newest report first</strong>' in text


def test_five_filters_are_shown_and_the_rest_is_folded_away(client):
    form = re.search('<form class="filters".*?</form>', client.get(LIST).content.decode(), re.S).group(0)
    shown, folded = form.split("More filters")
    named = [re.findall(r'name="([a-z_]+)"', part) for part in (shown, folded)]
    assert list(dict.fromkeys(named[0])) == ["q", "group", "report", "badge", "organization"]
    assert set(named[1]) >= {"strength", "party", "theme", "tag", "window_end_before", "has_evidence"}


def test_list_as_json_is_the_same_list(client):
    query = {"group": "forestry", "report": "2019", "as_of": "2021-12-31"}
    page = client.get(LIST, query)
    twin = re.search(r'type="application/json" href="([^"]+)"', page.content.decode()).group(1).replace("&amp;", "&")
    rows = client.get(twin).json()["results"]
    assert [row["reference"] for row in rows] == references(page)


def test_past_day_leaves_out_what_was_promised_later(client):
    response = client.get(LIST, {"as_of": "2010-01-01"})
    assert lead(response) == "84 promises."


def test_say_is_silent_on_an_empty_filter():
    filterset = CommitmentFilterSet({"q": "", "ordering": "reference"}, queryset=Commitment.objects.none())
    assert filterset.form.is_valid()
    assert say(filterset) == []
