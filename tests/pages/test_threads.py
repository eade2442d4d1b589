"""Threads: the statements of several reports side by side, and what changed between them."""

import re
from datetime import date

import pytest
from django.urls import reverse

from commitments import ledger
from commitments.choices import Basis, LinkKind, Says, Strength
from tests import factories

pytestmark = pytest.mark.django_db

TOLD = {"en": "The gauges came.", "fr": "Les jauges sont là.", "es": "Llegaron los medidores."}


def page(client, commitment, **query):
    response = client.get(reverse("commitments:thread", args=[commitment.reference]), query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def lead(text):
    return re.search('<p class="lead">(.*?)</p>', text).group(1)


def columns(text):
    """Return the text of each column of the thread, by its report."""
    side_by_side = text.split('id="columns"')[1].split('id="beside"')[0]
    parts = side_by_side.split('<p class="thread-year">')[1:]
    return {part[: part.index("</p>")]: re.sub("<[^>]+>", "", part) for part in parts}


def statement(words, *, year=2001, **kwargs):
    document = factories.DocumentFactory(report__year=year)
    passage = factories.PromisePassageFactory(document=document, text=words)
    return factories.CommitmentFactory(year=year, primary=passage, **kwargs)


def tie(newer, older, **kwargs):
    return factories.LinkFactory(newer=newer, older=older, **kwargs)


def test_thread_is_named_by_its_oldest_statement(client):
    link = factories.LinkFactory()
    later = reverse("commitments:thread", args=[link.newer.reference])
    response = client.get(later, {"as_of": "2020-01-01"})
    assert response.status_code == 302
    assert response["Location"] == f"/en/threads/{link.older.reference}/?as_of=2020-01-01"


def test_thread_has_a_column_for_each_report_from_its_first(client):
    factories.ReportFactory(year=1999)
    link = factories.LinkFactory()
    factories.UpdateFactory(commitment=link.older, says=Says.PROGRESS, note=TOLD)
    found = columns(page(client, link.older))
    assert list(found) == ["2001", "2003"]
    assert link.older.reference in found["2001"]
    assert link.newer.reference in found["2003"]
    assert "The gauges came." in found["2003"]


def test_report_that_says_nothing_has_an_empty_column_that_says_so(client):
    link = factories.LinkFactory()
    factories.ReportFactory(year=2002)
    assert "Nothing is recorded of this report." in columns(page(client, link.older))["2002"]


def test_changed_words_are_marked_where_a_statement_is_reworded(client):
    older = statement("Both ministries will measure the tides of the eastern coast every year.")
    newer = statement("Both ministries may measure the tides of the western coast every year.", year=2003)
    tie(newer, older)
    text = page(client, older)
    assert "<del>will</del> <ins>may</ins> measure the tides of the <del>eastern</del> <ins>western</ins>" in text
    assert "Worded anew" not in text


def test_recurring_words_are_named_where_a_statement_is_worded_anew(client):
    older = statement("Both ministries will measure the tides of the eastern coast every year.")
    newer = statement("A workshop about gauges is planned, at which tides are on the agenda for once.", year=2003)
    tie(newer, older)
    text = page(client, older)
    assert "Worded anew. Of the older wording recur:" in text
    assert "<mark>tides</mark>" in text
    assert "<del>" not in text


def test_titles_are_compared_where_the_printed_words_are_not_held(client):
    older = factories.CommitmentFactory(title="Measure the tides of the eastern coast together")
    newer = factories.CommitmentFactory(year=2003, title="Measure the tides of the western coast together")
    tie(newer, older)
    text = page(client, older)
    assert "the printed words are not held for both" in text
    assert "<del>eastern</del> <ins>western</ins>" in text


def test_drift_is_named_from_the_record_where_the_link_leaves_it_open(client):
    older = factories.CommitmentFactory(strength=Strength.EXPLORATORY)
    newer = factories.CommitmentFactory(year=2003, strength=Strength.FIRM)
    tie(newer, older, scope_change=-1, date_change=-1)
    assert "narrower in scope, firmer (exploratory → firm) and due later" in page(client, older)


def test_what_the_link_says_of_strength_outweighs_the_record(client):
    older = factories.CommitmentFactory(strength=Strength.EXPLORATORY)
    tie(factories.CommitmentFactory(year=2003), older, strength_change=0)
    assert "firmer" not in page(client, older)


def test_kind_basis_and_rationale_of_each_link_are_told(client):
    link = factories.LinkFactory(kind=LinkKind.AMENDS, basis=Basis.WEAK, rationale=TOLD)
    text = page(client, link.older)
    assert "Amends (basis: weak)" in text
    assert "The gauges came." in text


def test_statement_of_the_same_section_and_theme_stands_beside(client):
    theme = factories.ThemeFactory()
    one, other = factories.CommitmentFactory.create_batch(2, theme=theme)
    factories.CommitmentFactory(theme=factories.ThemeFactory(slug="storms"))
    factories.UpdateFactory(commitment=one, says=Says.COMPLETED, note=TOLD)
    factories.SilenceFactory(commitment=other)
    text = page(client, one)
    assert lead(text) == (
        "1 statement, in the 2001 report. What became of it: Done."
        " Beside it stands 1 more on the same subject: Not mentioned in 2003."
    )
    beside = text.split('id="beside"')[1]
    assert other.reference in beside
    assert "CMP-2001-SEA-03" not in beside


def test_withdrawn_link_ties_nothing(client):
    link = factories.LinkFactory()
    ledger.withdraw(link, by="curators")
    assert link.newer.reference not in page(client, link.older)


def test_draft_link_and_draft_statement_stay_unseen(client):
    older = factories.CommitmentFactory()
    factories.DraftLinkFactory(older=older)
    assert "CMP-2003" not in page(client, older)
    draft = factories.DraftCommitmentFactory()
    assert client.get(reverse("commitments:thread", args=[draft.reference])).status_code == 404


def test_past_day_does_not_know_the_later_statement(client):
    link = factories.LinkFactory()
    assert link.newer.reference not in page(client, link.older, as_of="2002-01-01")
    response = client.get(reverse("commitments:thread", args=[link.newer.reference]), {"as_of": "2002-01-01"})
    assert response.status_code == 404


def test_past_knowledge_does_not_know_the_link(client):
    link = factories.LinkFactory()
    assert link.newer.reference not in page(client, link.older, known_at="2020-01-01")


def test_drawing_has_a_mark_for_each_statement_and_a_dashed_line_for_a_weak_link(client):
    link = factories.LinkFactory(basis=Basis.WEAK)
    text = page(client, link.older)
    drawing = re.search('<svg class="lanes".*?</svg>', text).group(0)
    assert drawing.count("<use ") == 2
    assert drawing.count('<line class="dashed"') == 1
    assert f"Thread of {link.older.reference} (2001)" in drawing


def test_list_holds_threads_that_run_on(client):
    link = factories.LinkFactory()
    answered = factories.UpdateFactory(note=TOLD).commitment
    silent = factories.SilenceFactory().commitment
    response = client.get("/en/threads/")
    found = re.findall("/en/threads/(CMP-[A-Z0-9-]+)/", response.content.decode())
    assert found == [link.older.reference, answered.reference]
    assert silent.reference not in response.content.decode()


def test_list_is_filtered_by_any_statement_of_a_thread(client):
    link = factories.LinkFactory(newer=factories.CommitmentFactory(year=2003, title="Chart the reefs"))
    factories.UpdateFactory()
    for query in ({"q": "REEFS chart"}, {"report": "2003"}):
        text = client.get("/en/threads/", query).content.decode()
        assert re.findall("/en/threads/(CMP-[A-Z0-9-]+)/", text) == [link.older.reference]
    assert client.get("/en/threads/", {"group": "nowhere"}).status_code == 400
    assert client.get("/en/threads/", {"page": "2"}).status_code == 404


def test_api_gives_the_thread_whole(client):
    older = statement("Both ministries will measure the tides of the eastern coast every year.", theme=None)
    newer = statement("Both ministries may measure the tides of the eastern coast every year.", year=2003)
    link = tie(newer, older, rationale=TOLD, strength_change=-1)
    update = factories.UpdateFactory(commitment=older, note=TOLD)
    body = client.get(f"/api/v1/threads/{newer.reference}/").json()
    axes = {"completion": "not_assessed", "schedule": "no_date"}
    assert body == {
        "reference": older.reference,
        "title": older.title,
        "theme": None,
        "reports": [2001, 2003],
        "statements": [
            {
                "reference": row.reference,
                "title": row.title,
                "report": year,
                "strength": "firm",
                "window_end": None,
                "badge": badge,
                "axes": {"declared": declared, "life": life, **axes},
                "url": f"http://testserver/api/v1/commitments/{row.reference}/",
                "html_url": f"http://testserver/en/commitments/{row.reference}/",
            }
            for row, year, badge, declared, life in (
                (older, 2001, "carried_forward", "progress", "carried_forward"),
                (newer, 2003, "no_later_report", "not_declared", "open"),
            )
        ],
        "links": [
            {
                "key": link.key,
                "newer": newer.reference,
                "older": older.reference,
                "kind": "continues",
                "basis": "explicit",
                "rationale": "The gauges came.",
                "drifts": ["weaker"],
                "is_printed": True,
                "wording": [
                    {"kind": "kept", "words": "Both ministries"},
                    {"kind": "gone", "words": "will"},
                    {"kind": "new", "words": "may"},
                    {"kind": "kept", "words": "measure the tides of the eastern coast every year."},
                ],
                "recurring": [],
            }
        ],
        "said": [
            {
                "report": 2003,
                "commitment": older.reference,
                "on": "2003-11-21",
                "says": "Progress",
                "key": update.key,
            }
        ],
        "url": f"http://testserver/api/v1/threads/{older.reference}/",
        "html_url": f"http://testserver/en/threads/{older.reference}/",
        "beside": [],
    }
    (listed,) = client.get("/api/v1/threads/").json()["results"]
    assert listed == {name: value for name, value in body.items() if name != "beside"}


def test_commitment_page_shows_what_changed_from_its_neighbours(client):
    older = statement("Both ministries will measure the tides of the eastern coast every year.")
    newer = statement("Both ministries may measure the tides of the eastern coast every year.", year=2003)
    tie(newer, older, strength_change=-1)
    for one, other in ((older, newer), (newer, older)):
        text = re.sub(r"\s+", " ", client.get(one.get_absolute_url()).content.decode())
        aside = text.split("Same line of work")[1]
        assert f'href="{other.get_absolute_url()}"' in aside
        assert "Continues, weaker" in aside
        assert "<del>will</del> <ins>may</ins>" in aside
        assert f'href="/en/threads/{one.reference}/"' in aside


def test_date_drift_is_computed_from_the_windows(client):
    older = factories.CommitmentFactory(**_due(date(2004, 6, 30)))
    newer = factories.CommitmentFactory(year=2003, **_due(date(2005, 6, 30)))
    tie(newer, older)
    assert "due later" in page(client, older)


def _due(day):
    return {"window_kind": "due", "window_text": "by June", "window_end": day, "window_precision": "month"}
