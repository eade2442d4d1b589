"""How many requests one address may make, and how long an address may be."""

import pytest

from cmptracker.api.throttle import read_rate

LIST = "/api/v1/themes/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """The clock of the throttle, standing still ten seconds into a minute."""
    monkeypatch.setattr("cmptracker.api.throttle.time.time", lambda: 600_010.0)


@pytest.fixture
def two_a_minute(settings, clock):
    settings.API_RATE = "2/minute"


def test_without_a_rate_nothing_is_counted(client):
    for _number in range(3):
        response = client.get(LIST)
        assert (response.status_code, "RateLimit" in response) == (200, False)


@pytest.mark.usefixtures("two_a_minute")
def test_third_request_in_a_minute_is_429_whole_answer(client):
    answers = [client.get(LIST), client.head(LIST), client.get(f"{LIST}?lang=en")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit"] for answer in answers] == [
        '"default";r=1;t=50',
        '"default";r=0;t=50',
        '"default";r=0;t=50',
    ]
    last = answers[-1]
    assert last["RateLimit-Policy"] == '"default";q=2;w=60'
    assert last["Retry-After"] == "50"
    assert last["Access-Control-Allow-Origin"] == "*"
    assert "RateLimit" in last["Access-Control-Expose-Headers"]
    assert last.json() == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "Too many requests from your address; wait 50 seconds.",
        "instance": LIST,
    }


@pytest.mark.usefixtures("two_a_minute")
def test_each_address_and_each_minute_counts_for_itself(client, monkeypatch):
    for _number in range(3):
        answer = client.get(LIST)
    assert answer.status_code == 429
    assert client.options(LIST).status_code == 200
    assert client.get("/en/").status_code == 200
    assert client.get(LIST, REMOTE_ADDR="192.0.2.7").status_code == 200
    monkeypatch.setattr("cmptracker.api.throttle.time.time", lambda: 600_061.0)
    assert client.get(LIST).status_code == 200


@pytest.mark.usefixtures("two_a_minute")
@pytest.mark.parametrize(("proxies", "statuses"), [(0, [200, 200, 429]), (1, [200, 200, 200]), (2, [200, 200, 429])])
def test_reader_behind_proxies_is_who_the_trusted_one_says(client, settings, proxies, statuses):
    settings.TRUSTED_PROXIES = proxies
    named = [f"198.51.100.1, 192.0.2.{number}" for number in range(3)]
    assert [client.get(LIST, headers={"x-forwarded-for": one}).status_code for one in named] == statuses


@pytest.mark.usefixtures("two_a_minute")
def test_unchanged_answer_counts_too_and_says_what_is_left(client):
    etag = client.get(LIST)["ETag"]
    again = client.get(LIST, headers={"if-none-match": etag})
    assert (again.status_code, again["RateLimit"]) == (304, '"default";r=0;t=50')


@pytest.mark.parametrize("text", ["many", "5", "5/week", "-1/day", "/minute"])
def test_rate_that_cannot_be_read_is_told(text):
    with pytest.raises(ValueError, match="A rate is"):
        read_rate(text)


def test_address_that_is_too_long_is_414(client):
    assert client.get(f"{LIST}?q={'x' * 7980}").status_code == 200
    response = client.get(f"{LIST}?q={'x' * 8000}")
    assert response.json() == {
        "type": "about:blank",
        "title": "Request-URI Too Long",
        "status": 414,
        "detail": "The address is longer than 8,000 characters: ask for less at once.",
        "instance": LIST,
    }
