"""Search over the whole record, on its page and in the API: what is found, what comes first, what is marked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.searching import Piece, pieces
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tides():
    """A promise on a study of the tides with everything around it that a search can find."""
    commitment = factories.CommitmentFactory(
        title="Study the tides of both coasts",
        title_fr="Mener une étude des marées",
        title_es="Poner señalización en la costa",
        summary="Both ministries will look.",
    )
    factories.CommitmentFactory(title="Count the ships", summary="They also mention a study once.")
    factories.UpdateFactory(commitment=commitment, note={"en": "A study was made, it is told."})
    factories.OrganizationFactory(slug="mot", name="Ministry of Tides", acronym="MOT", country="CA")
    factories.PassageFactory(text="The stu-\ndy was printed; both coasts matter.")
    factories.PersonFactory(slug="ana-etude", name="Ana Étude")
    return commitment


def found(client, **query):
    """Return type and title of each result in the API."""
    answer = client.get("/api/v1/search/", query)
    assert answer.status_code == 200, answer.content
    return [(row["type"], row["title"]) for row in answer.json()["results"]]


def test_results_of_all_kinds_come_with_names_before_texts(client, tides):
    assert found(client, q="STUDY") == [
        ("commitment", "CMP-2001-SEA-01 Study the tides of both coasts"),
        ("commitment", "CMP-2001-SEA-02 Count the ships"),
        ("update", "CMP-2001-SEA-01-U1 Progress"),
        ("passage", "2001 report, Group SEA, What was done"),
    ]
    assert found(client, q="study", type="update") == [("update", "CMP-2001-SEA-01-U1 Progress")]


@pytest.mark.parametrize("words", ["CMP-2001-SEA-01", "cmp-2001-sea-01", " 2001-Sea-01 "])
def test_reference_in_any_form_comes_first(client, tides, words):
    assert found(client, q=words)[0] == ("commitment", "CMP-2001-SEA-01 Study the tides of both coasts")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("mot", ("organization", "Ministry of Tides (MOT)")),
        ("ministry of tides", ("organization", "Ministry of Tides (MOT)")),
        ("count the ships", ("commitment", "CMP-2001-SEA-02 Count the ships")),
        ("sea", ("group", "Group SEA (SEA)")),
        ("etude ana", ("person", "Ana Étude")),
        ("coasts tides", ("commitment", "CMP-2001-SEA-01 Study the tides of both coasts")),
        ("senalizacion", ("commitment", "CMP-2001-SEA-01 Study the tides of both coasts")),
    ],
)
def test_exact_name_and_words_in_any_order_and_language_come_first(client, tides, words, first):
    assert found(client, q=words)[0] == first


def test_result_says_where_it_is_and_in_which_language_the_words_stand(client, tides):
    (row,) = client.get("/api/v1/search/", {"q": "etude marees", "lang": "es"}).json()["results"]
    assert row == {
        "type": "commitment",
        "title": "CMP-2001-SEA-01 Poner señalización en la costa",
        "snippet": "Mener une étude des marées",
        "snippet_language": "fr",
        "url": "http://testserver/api/v1/commitments/CMP-2001-SEA-01/",
        "html_url": "http://testserver/es/commitments/CMP-2001-SEA-01/",
    }
    (printed,) = client.get("/api/v1/search/", {"q": "study printed"}).json()["results"]
    assert printed["html_url"].startswith("http://testserver/en/reports/2001/#p-")
    (passage,) = client.get(printed["url"]).json()["results"]
    assert passage["quotation"] == "The stu-\ndy was printed; both coasts matter."


def test_pages_go_through_all_results_once_in_the_same_order(client, tides):
    whole = found(client, q="s")
    assert len(whole) == 6
    assert [*found(client, q="s", page_size=4), *found(client, q="s", page_size=4, page=2)] == whole
    answer = client.get("/api/v1/search/", {"q": "s", "page_size": 4})
    assert answer.json()["count"] == 6
    assert 'rel="next"' in answer.headers["Link"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("q=a&x=1", 400),
        ("q=a&page_size=101", 400),
        ("q=a&cursor=*", 400),
        ("q=a&type=ship", 400),
        ("q=a&page=9", 404),
    ],
)
def test_api_refuses_what_it_does_not_know(client, tides, query, status):
    assert client.get(f"/api/v1/search/?{query}").status_code == status


def test_page_groups_results_marks_hits_and_leads_to_all_of_them(client, tides):
    for number in range(6):
        factories.CommitmentFactory(title=f"Study number {number}")
    text = client.get("/en/search/", {"q": "study"}).content.decode()
    assert "<mark>Study</mark> the tides of both coasts" in text
    assert "The <mark>stu-\ndy</mark> was printed" in text
    assert '<a href="/en/commitments/?q=study">' in text
    assert "10 results" in text
    french = client.get("/en/search/", {"q": "etude"}).content.decode()
    assert '<p class="plain" lang="fr">Mener une <mark>étude</mark> des marées</p>' in french


def test_page_of_one_kind_lists_all_of_it(client):
    section = factories.SectionFactory()
    factories.PassageFactory.create_batch(60, document=section.document, section=section, text="Ships sail.")
    text = client.get("/en/search/", {"q": "ships"}).content.decode()
    assert "/en/search/" in text
    assert 'href="?q=ships&amp;type=passage"' in text
    first, second = (client.get("/en/search/", {"q": "ships", "type": "passage", "page": page}) for page in (1, 2))
    assert [page.content.decode().count("<mark>Ships</mark>") for page in (first, second)] == [50, 10]
    assert client.get("/en/search/", {"q": "ships", "type": "passage", "page": 3}).status_code == 404


def test_page_without_words_shows_its_form_and_without_results_what_to_try(client, tides):
    for query in ({}, {"q": ""}, {"q": "\u200f"}):
        assert "A reference leads straight to its promise" in client.get("/en/search/", query).content.decode()
    assert "Nothing was found. What to try" in client.get("/en/search/", {"q": "submarine"}).content.decode()


@pytest.mark.parametrize("words", ['"tides', "100%", "_", "a" * 5000, "tides\u200f", "[(\\", "<b>tides", "' OR 1=1"])
def test_odd_words_are_answered(client, tides, words):
    for address in ("/fr/search/", "/api/v1/search/"):
        response = client.get(address, {"q": words})
        assert response.status_code == 200
        assert b"<b>" not in response.content


def test_right_to_left_mark_and_bent_apostrophe_hide_nothing(client):
    factories.CommitmentFactory(title="Look", title_fr="L’étude du large", primary=False)
    for address in ("/en/search/", "/en/commitments/", "/en/threads/", "/api/v1/commitments/"):
        text = client.get(address, {"q": "l'etude\u200f"}).content.decode()
        assert ("CMP-2001-SEA-01" in text) == (address != "/en/threads/")


@pytest.mark.parametrize("words", [" ".join("a" * 101), "a\x00b"])
def test_words_that_cannot_be_read_are_refused_and_named(client, words):
    response = client.get("/en/search/", {"q": words})
    assert response.status_code == 400
    assert "<code>q</code>" in response.content.decode()


@pytest.mark.parametrize("rows", [1, 16])
def test_search_asks_the_same_number_of_queries(client, rows):
    for number in range(rows):
        commitment = factories.CommitmentFactory(title=f"Sail {number}")
        factories.SilenceFactory(commitment=commitment, note={"en": "No word of a sail."})
        factories.OrganizationFactory(name=f"Sail works {number}")
        factories.AppointmentFactory(person__name=f"Sail {number}", person__slug=f"sail-{number}")
        factories.PassageFactory(text="They sail.")
        factories.WorkingGroupFactory(code=f"G{number}", name=f"Sail {number}")
    counts = []
    for address in ("/en/search/?q=sail", "/en/search/?q=sail&type=commitment", "/api/v1/search/?q=sail&page_size=100"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts == [23, 6, 21]


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("/en/groups/?q=deep", "Deep water", "Sky"),
        ("/en/organizations/?q=profonde", "Deep water works", "Sky works"),
        ("/en/people/?q=eric", "Éric Deep", "Ana Sky"),
    ],
)
def test_words_choose_the_rows_of_a_list_of_the_directory(client, address, shown, hidden):
    factories.WorkingGroupFactory(code="DEE", name="Deep water", slug="deep")
    factories.WorkingGroupFactory(code="SKY", name="Sky", slug="sky")
    factories.OrganizationFactory(slug="dww", name="Deep water works", name_fr="Eau profonde")
    factories.OrganizationFactory(slug="sky", name="Sky works")
    factories.PersonFactory(slug="eric", name="Éric Deep")
    factories.PersonFactory(slug="ana", name="Ana Sky")
    text = client.get(address).content.decode()
    assert shown in text
    assert hidden not in text
    assert "Only those with all of the words" in text
    assert '<p class="lead">1 entry matches “' in text


@pytest.mark.parametrize("name", ["groups", "organizations", "people", "conflicts", "gaps", "reports"])
def test_list_without_the_words_says_so_and_what_to_try(client, name):
    text = client.get(f"/en/{name}/?q=zzzz").content.decode()
    assert '<p class="lead">0 entries match “zzzz”. Try fewer or shorter words.' in text


def test_text_is_cut_between_words_around_the_first_hit():
    text = "one two three four five six seven eight nine ten"
    assert pieces(text, "SEVÉN", 20) == [
        Piece("… six "),
        Piece("seven", is_hit=True),
        Piece(" eight …"),
    ]
    assert pieces(text, "none") == [Piece(text)]
    assert pieces("a b", "") == [Piece("a b")]
