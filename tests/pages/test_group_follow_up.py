"""The pulse of a group, its indicators, and its follow-up sheet."""

import re
from datetime import date

import pytest
from django.urls import reverse

from commitments.choices import Basis, Says
from tests import factories

pytestmark = pytest.mark.django_db

NOTE = {"en": "The gauges came.", "fr": "Les jauges sont là.", "es": "Llegaron los medidores."}


def text_of(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def group_page(client, **query):
    return text_of(client.get("/en/groups/group-sea/", query))


def finding(text):
    caption = re.search('aria-labelledby="pulse">.*?<figcaption>(.*?)<span', text).group(1)
    return caption.strip()


def web_page(day):
    from commitments.ledger import WebPage

    return {"source": WebPage("https://example.org/gauges", day), "effective_on": day, "note": NOTE}


def test_pulse_counts_days_outside_meeting_weeks_and_finds_the_longest_quiet(client):
    commitment = factories.CommitmentFactory()
    factories.GroupReportFactory()
    factories.UpdateFactory(commitment=commitment, **web_page(date(2001, 11, 23)))
    factories.UpdateFactory(commitment=commitment, **web_page(date(2002, 3, 10)))
    factories.UpdateFactory(commitment=commitment, says=Says.STARTED, **web_page(date(2002, 3, 10)))
    text = group_page(client, as_of="2002-06-10")
    assert finding(text) == (
        "On 1 day outside meeting weeks something is heard of its promises."
        " The longest quiet span lasted 4 months, from 23 November 2001 to 10 March 2002."
    )
    rows = re.findall('<th scope="row"><time [^>]*>(.*?)</time></th><td>(.*?)</td><td>(.*?)</td>', text)
    assert [(day, re.sub("<[^>]+>", "", what), inside) for day, what, inside in rows] == [
        ("20 November 2001", "Meeting of the partnership: 20–21 November 2001", "Yes"),
        ("23 November 2001", f"{commitment.reference}: Progress", "Yes"),
        ("10 March 2002", f"{commitment.reference}: Progress", "No"),
        ("10 March 2002", f"{commitment.reference}: Started", "No"),
    ]
    drawing = re.search('<svg class="pulse".*?</svg>', text).group(0)
    assert drawing.count("<path ") == 1
    assert drawing.count("<circle") == 3
    assert drawing.count('class="inside"') == 1


def test_group_says_at_the_top_whether_the_latest_report_has_a_chapter_of_it(client):
    commitment = factories.CommitmentFactory()
    factories.GroupReportFactory(group=commitment.working_group)
    assert "It has a chapter in the latest report held here, that of 2001." in group_page(client)
    factories.SilentGroupReportFactory(group=commitment.working_group)
    assert (
        "Its last chapter is in the report of 2001; the latest report held here, that of 2003, has none."
        in group_page(client)
    )
    assert "It has a chapter in the latest report" in group_page(client, as_of="2002-06-10")


@pytest.mark.parametrize(
    ("succession", "said"),
    [
        ({"kind": "split"}, 'It went on as: <a href="/en/groups/air/">Group AIR</a>.'),
        ({"kind": "dissolved", "successor": None}, "It was dissolved in 2002."),
    ],
)
def test_group_without_a_later_chapter_says_what_became_of_it(client, succession, said):
    group = factories.GroupReportFactory().group
    factories.SilentGroupReportFactory(group=group)
    if "successor" not in succession:
        succession = {
            **succession,
            "successor": factories.WorkingGroupFactory(code="AIR", slug="air", name="Group AIR"),
        }
    factories.GroupSuccessionFactory(predecessor=group, earliest=2002, latest=2002, **succession)
    assert said in group_page(client)


def test_quiet_that_lasts_is_told_as_lasting(client):
    factories.GroupReportFactory()
    assert finding(group_page(client, as_of="2003-11-21")) == (
        "No source held here says anything later of its promises."
        " The longest quiet span has lasted 2 years, since 21 November 2001."
    )


def test_group_own_session_is_a_meeting_week(client):
    commitment = factories.CommitmentFactory()
    factories.SessionFactory(starts_on=date(2002, 3, 12), ends_on=date(2002, 3, 13))
    factories.UpdateFactory(commitment=commitment, **web_page(date(2002, 3, 11)))
    text = group_page(client, as_of="2002-06-10")
    assert finding(text).startswith("All that is heard of its promises falls into meeting weeks.")
    assert "Session of the group: 12–13 March 2002" in text


def test_statement_that_takes_a_promise_up_is_heard_and_weak_rows_are_not(client):
    commitment = factories.CommitmentFactory()
    factories.UpdateFactory(commitment=commitment, basis=Basis.WEAK, **web_page(date(2002, 3, 10)))
    assert 'class="pulse"' not in group_page(client)
    factories.LinkFactory(older=commitment)
    text = group_page(client, as_of="2003-12-31")
    assert finding(text).startswith("All that is heard of its promises falls into meeting weeks.")
    assert f"{commitment.reference}</a>: Continues: CMP-2003-SEA-01" in text


def test_silence_and_later_knowledge_are_no_signs_of_life(client):
    commitment = factories.CommitmentFactory()
    factories.SilenceFactory(commitment=commitment)
    factories.UpdateFactory(commitment=commitment, **web_page(date(2002, 3, 11)))
    assert 'class="pulse"' in group_page(client)
    assert 'class="pulse"' not in group_page(client, known_at="2020-01-01")


def test_draft_update_is_no_sign_of_life(client):
    factories.DraftUpdateFactory(**web_page(date(2002, 3, 11)))
    assert 'class="pulse"' not in group_page(client)


def test_indicators_stand_with_target_and_values(client):
    indicator = factories.IndicatorFactory(baseline=3, target=12, target_on=date(2004, 12, 31))
    factories.MeasurementFactory(indicator=indicator)
    factories.MeasurementFactory(indicator=indicator, measured_on=date(2009, 1, 1), value=11)
    text = group_page(client, as_of="2005-01-01")
    row = re.search(r'<th scope="row">Gauges in service \(gauges\)</th>(.*?)</tr>', text).group(1)
    assert re.sub("<[^>]+>", " ", row).split() == [
        *[indicator.commitment.reference, "3.0000", "12.0000", "(31", "December", "2004)"],
        *["7.0000", "(30", "June", "2002)"],
    ]


def test_sheet_lists_open_promises_with_last_word_and_lines_for_the_answer(client):
    open_one, done, silent = factories.CommitmentFactory.create_batch(3)
    owner = factories.OwnershipFactory(commitment=open_one).organization
    factories.UpdateFactory(commitment=open_one, says=Says.STARTED, **web_page(date(2002, 1, 1)))
    factories.UpdateFactory(
        commitment=open_one, **{**web_page(date(2002, 3, 11)), "note": {"en": "Half of the gauges came."}}
    )
    factories.UpdateFactory(commitment=done, says=Says.COMPLETED, note=NOTE)
    factories.SilenceFactory(commitment=silent)
    text = text_of(client.get("/en/groups/group-sea/follow-up/"))
    items = re.findall('<h2><span class="ref">(.*?)</span>', text)
    assert items == [open_one.reference, silent.reference]
    assert owner.name in text
    assert "Half of the gauges came." in text
    assert "The gauges came." not in text
    assert "Not mentioned in 2003" in text
    assert text.count('<ul class="answer">') == 2
    assert "2 promises of this group are open" in text
    (head,) = re.findall("<thead>(.*?)</thead>", text)  # stands on each sheet of paper
    assert re.sub("<[^>]+>", "", head).startswith("Follow-up sheet · ")


def test_sheet_of_a_group_without_open_promises_says_so(client):
    factories.WorkingGroupFactory()
    assert "No promise of this group is open." in text_of(client.get("/en/groups/group-sea/follow-up/"))
    assert client.get("/en/groups/nowhere/follow-up/").status_code == 404


def test_sheet_as_json_is_the_same_list(client):
    factories.CommitmentFactory.create_batch(2)
    text = text_of(client.get(reverse("commitments:follow_up", args=["group-sea"])))
    twin = re.search('type="application/json" href="([^"]+)"', text).group(1).replace("&amp;", "&")
    found = [row["reference"] for row in client.get(twin).json()["results"]]
    assert found == re.findall('<h2><span class="ref">(.*?)</span>', text)
