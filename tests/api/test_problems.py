"""Errors are problem details (RFC 9457), in the language that was asked for."""

import pytest
from django.core.paginator import Paginator
from django.test import Client

from tests.factories import CommitmentFactory, WithdrawnCommitmentFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/commitments/"


def test_problem_of_an_unknown_reference_whole_body(client):
    response = client.get("/api/v1/commitments/CMP-2001-SEA-01/")
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "instance": "/api/v1/commitments/CMP-2001-SEA-01/",
    }


def test_problem_of_a_withdrawn_commitment_tells_the_reason(client):
    commitment = WithdrawnCommitmentFactory(withdrawal_reason="It was no commitment")
    address = f"/api/v1/commitments/{commitment.reference}/"
    assert client.get(address).json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "Withdrawn: It was no commitment",
        "instance": address,
    }
    assert "It was no commitment (es)" in client.get(f"{address}?lang=es").json()["detail"]


def test_problem_of_parameters_names_each(client):
    response = client.get(f"{LIST}?ordring=title&as_of=soon")
    body = response.json()
    assert (response.status_code, body["title"], body["status"]) == (400, "Bad Request", 400)
    assert [(error["parameter"], error["code"]) for error in body["errors"]] == [("ordring", "unknown")]
    assert "ordring" in body["detail"]
    assert "ordering" in body["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("titel=x", "titel", "unknown"),
        ("ordering=title", "ordering", "invalid_choice"),
        ("ordering=-nothing", "ordering", "invalid_choice"),
        ("badge=late", "badge", "invalid_choice"),
        ("badge=done,dropped", "badge", "invalid_choice"),
        ("report=1850", "report", "invalid_choice"),
        ("report=soon", "report", "invalid_choice"),
        (f"report={'9' * 40}", "report", "invalid_choice"),
        ("group=nobody", "group", "invalid_choice"),
        ("group=%00", "group", "invalid_choice"),
        ("organization=nobody", "organization", "invalid_choice"),
        ("q=%00", "q", "null_characters_not_allowed"),
        ("party=US", "party", "invalid_choice"),
        ("has_evidence=perhaps", "has_evidence", "invalid_choice"),
        ("is_verifiable=1", "is_verifiable", "invalid_choice"),
        ("window_end_before=31/12/2021", "window_end_before", "invalid"),
        ("as_of=2021-02-30", "as_of", "invalid"),
        ("as_of=9999-12-31", "as_of", "future"),
        ("known_at=2999-01-01", "known_at", "future"),
        ("fields=titel", "fields", "invalid_choice"),
        ("expand=sources", "expand", "invalid_choice"),
        ("q=%20", "q", "empty"),
        *((f"{name}=", name, "empty") for name in ("q", "group", "report", "badge", "fields", "as_of", "known_at")),
        *((f"{name}=", name, "empty") for name in ("changed_since", "window_end_before", "cursor", "page", "lang")),
        ("changed_since=soon", "changed_since", "invalid"),
        ("changed_since=0001-01-01T00:00:00%2B14:00", "changed_since", "invalid"),
        ("cursor=1", "cursor", "invalid"),
        ("cursor=*&page=1", "page", "invalid"),
        ("cursor=*&ordering=reference", "ordering", "invalid"),
        (f"q={'a+b+c+d+' * 26}{'+'.join(map(str, range(101)))}", "q", "too_many"),
        ("as_of=0001-01-01", "as_of", "min_value"),
        ("lang=de", "lang", "invalid_choice"),
        ("page=0", "page", "min_value"),
        ("page=-1", "page", "min_value"),
        ("page=first", "page", "invalid"),
        ("page_size=0", "page_size", "min_value"),
        ("page_size=101", "page_size", "max_value"),
        ("page_size=all", "page_size", "invalid"),
        ("strength=firm&lang=fr&lang=es", "lang", "repeated"),
        ("report=2001&report=2001", "report", "repeated"),
    ],
)
def test_problem_of_a_bad_value_names_the_parameter(client, query, parameter, code):
    CommitmentFactory()
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 400
    assert [(error["parameter"], error["code"]) for error in response.json()["errors"]] == [(parameter, code)]
    assert response.json()["detail"].startswith(f"{parameter}: ")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("strength=firm", "strength"), ("page=1", "page"), ("ordering=reference", "ordering"), ("x=1", "x")],
)
def test_problem_of_a_filter_on_a_single_row(client, query, parameter):
    commitment = CommitmentFactory()
    response = client.get(f"{LIST}{commitment.reference}/?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/schema/", "/api/v1/meetings/", "/api/v1/reports/2001/"])
def test_problem_of_an_unknown_parameter_everywhere(client, address):
    response = client.get(f"{address}?colour=red")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "colour")


def test_problem_of_the_page_past_the_last_says_which_is_the_last(client):
    CommitmentFactory()
    response = client.get(f"{LIST}?page=2")
    assert (response.status_code, response.json()["detail"]) == (404, "There is no page 2; the last is 1.")
    assert client.get(f"{LIST}?page={'9' * 30}").status_code == 404


def test_problem_of_an_unknown_address_speaks_no_other_readers_language(client):
    response = client.get("/api/v1/nowhere/", headers={"accept-language": "fr", "cookie": "django_language=es"})
    assert response.json()["detail"] == "There is nothing at this address."
    assert response["Content-Language"] == "en"
    assert client.get("/api/v1/nowhere/?lang=fr")["Content-Language"] == "fr"


def test_problem_is_made_without_the_page_of_the_site(client):
    assert client.get("/api/v1/nowhere/").templates == []


def test_problem_of_a_fault_tells_nothing_of_it(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(Paginator, "page", fail)
    response = Client(raise_request_exception=False).get(LIST)
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert response.json()["detail"] == "Something went wrong on this side; it has been logged."
    assert b"secret" not in response.content
    assert response["Access-Control-Allow-Origin"] == "*"
