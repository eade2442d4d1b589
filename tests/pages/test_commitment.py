"""The page of a commitment: badge, answer, source, time line, thread."""

import re
from datetime import date

import pytest

from commitments import ledger
from commitments.choices import AssessedParty, Basis, Completion, LinkKind, Says
from tests import factories

pytestmark = pytest.mark.django_db

TOLD = {"en": "The gauges were bought.", "fr": "Les jauges sont achetées.", "es": "Se compraron los medidores."}


def page(client, commitment, **query):
    response = client.get(commitment.get_absolute_url(), query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def badge(text):
    return re.search(r'<span class="badge [^"]*"><svg.*?</svg>(.*?)</span>', text).group(1)


def answer(text):
    return re.sub("<[^>]+>", "", re.search('<p class="lead">(.*?)</p>', text).group(1)).strip()


def test_commitment_on_paper_names_its_own_address_and_that_of_its_source(client):
    commitment = factories.CommitmentFactory()
    start = commitment.sources.get().passage.start
    text = page(client, commitment, as_of="2002-01-31")
    cite = f'<a class="cite" href="/en/reports/2001/#p-{start}" data-address="http://testserver/en/reports/2001/#p-{start}">'
    assert text.count(cite) == 2  # where it is printed, and on the time line
    assert f'<p class="print-only">http://testserver{commitment.get_absolute_url()}?as_of=2002-01-31 · ' in text


def test_commitment_of_the_last_report_says_that_nothing_can_be_told(client):
    text = page(client, factories.CommitmentFactory())
    assert badge(text) == "No later report held here"
    assert answer(text).startswith("This record holds no later report")


def test_search_in_vain_names_the_report(client):
    commitment = factories.CommitmentFactory()
    factories.SilenceFactory(commitment=commitment)
    factories.SilenceFactory(
        commitment=commitment, searched=factories.ReportFactory(year=2005), effective_on=date(2005, 11, 21)
    )
    text = page(client, commitment)
    assert badge(text) == "Not mentioned in 2003, 2005"
    assert answer(text) == "Searched in vain in 2003, 2005: nothing is said of it there. Silence is not an outcome."


def test_silent_group_is_said_in_the_badge(client):
    commitment = factories.CommitmentFactory()
    factories.SilentGroupReportFactory()
    text = page(client, commitment)
    assert badge(text) == "Not mentioned in 2003: group did not report"
    assert "The group did not report in 2003" in text


def test_search_and_silent_group_are_told_apart(client):
    commitment = factories.CommitmentFactory()
    factories.SilenceFactory(commitment=commitment)
    factories.SilentGroupReportFactory(report__year=2005)
    assert badge(page(client, commitment)) == "Not mentioned in 2003; group did not report in 2005"


def test_silence_about_one_part_does_not_name_the_report(client):
    commitment = factories.CommitmentFactory()
    part = factories.DeliverableFactory(commitment=commitment)
    factories.SilenceFactory(commitment=commitment, deliverable=part)
    factories.SilentGroupReportFactory(report__year=2005)
    assert badge(page(client, commitment)) == "Not mentioned in 2005: group did not report"


def test_declaration_is_the_answer_with_its_source(client):
    commitment = factories.CommitmentFactory()
    update = factories.UpdateFactory(commitment=commitment, says=Says.STARTED, note=TOLD)
    text = page(client, commitment)
    assert badge(text) == "Under way"
    assert answer(text).startswith("The gauges were bought. 2003 report, Group SEA, What was done")
    assert f'href="/en/reports/2003/#p-{update.passage.start}"' in text


def test_weak_update_is_shown_and_decides_nothing(client):
    commitment = factories.CommitmentFactory()
    factories.UpdateFactory(commitment=commitment, basis=Basis.WEAK, note=TOLD)
    text = page(client, commitment)
    assert badge(text) == "No later report held here"
    assert "basis: weak" in text
    assert "The gauges were bought." not in answer(text)


def test_verdict_outweighs_declaration_in_the_answer(client):
    commitment = factories.CommitmentFactory()
    factories.AssessmentFactory(commitment=commitment, completion=Completion.COMPLETE, reason=TOLD)
    text = page(client, commitment)
    assert badge(text) == "Done"
    assert answer(text) == "The gauges were bought."
    assert "Judged for Both together: Complete" in text


def judged(text):
    found = re.search(r'<section aria-labelledby="judged">(.*?)</section>', text)
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", found.group(1))).strip() if found else ""


def test_nothing_is_said_of_judging_before_there_is_a_guideline(client):
    assert judged(page(client, factories.CommitmentFactory())) == ""


def test_guideline_stands_on_the_page_before_any_verdict(client):
    guideline = factories.GuidelineFactory(proof=TOLD)
    assert judged(page(client, guideline.commitment)) == (
        "How it is judged What evidence is expected Complete In our own words. In part In our own words. "
        "Not started In our own words. Proof expected The gauges were bought. "
        "Guideline CMP-2001-SEA-01-G1 , recorded on 1 January 2002. How verdicts come about"
    )


def test_verdict_shows_round_readers_and_replies(client):
    verdict = factories.AssessmentFactory()
    begin = "How it is judged Both together: Limited progress (interim round, CMP-2001-SEA-01-A1 ) "
    alone = page(client, verdict.commitment)
    assert judged(alone).startswith(f"{begin}One reader; no second coding yet; no reply received. What evidence")
    factories.CodingFactory.create_batch(2, commitment=verdict.commitment)
    factories.ReplyFactory(assessment=verdict, text="Nous avons <tout> mesuré.", language="fr", note=TOLD)
    answered = page(client, verdict.commitment)
    assert judged(answered).startswith(
        f"{begin}Two readers coded it without seeing each other’s result, and agree; 1 reply received. "
        "Nous avons &lt;tout&gt; mesuré. Reply (Canada): Office of the Tides, 1 January 2010 . The gauges were bought. "
        "CMP-2001-SEA-01-R1 What evidence"
    )
    assert '<blockquote class="printed" lang="fr"><p>Nous avons' in answered
    assert badge(answered) == badge(alone) == "Under way"


def test_coding_without_its_second_is_not_told(client):
    verdict = factories.AssessmentFactory()
    before = page(client, verdict.commitment)
    factories.CodingFactory(commitment=verdict.commitment, note="A secret.")
    assert page(client, verdict.commitment) == before


def test_thread_shows_neighbours_both_ways(client):
    link = factories.LinkFactory(rationale=TOLD, scope_change=-1)
    older, newer = page(client, link.older), page(client, link.newer)
    assert badge(older) == "Carried forward"
    assert answer(older).startswith(f"The gauges were bought. {link.newer.reference}: {link.newer.title}")
    assert f'href="{link.newer.get_absolute_url()}"' in older
    assert f'href="{link.older.get_absolute_url()}"' in newer
    assert "Continues, narrower" in newer


def test_dependency_is_shown_and_carries_nothing_forward(client):
    link = factories.LinkFactory(kind=LinkKind.DEPENDS_ON, rationale=TOLD)
    assert badge(page(client, link.older)) == "No later report held here"


def test_correction_stays_to_be_seen(client):
    update = factories.UpdateFactory(says=Says.COMPLETED, note={"en": "All was done."})
    correction = ledger.correct(update, by="curators", says=Says.PROGRESS, note=TOLD)
    text = page(client, update.commitment)
    assert badge(text) == "Under way"
    assert f"<s>All was done.</s> corrected by {correction.key}" in text


def test_printed_words_stand_in_place_where_they_are_held(client):
    passage = factories.PassageFactory(text="Both ministries shall watch the sea.")
    text = page(client, factories.CommitmentFactory(primary=passage))
    assert re.search(r'<blockquote class="printed" lang="en"[^>]*><p>Both ministries shall watch the sea.</p>', text)


def test_part_of_a_sentence_is_quoted_alone(client):
    passage = factories.PassageFactory(text="Both ministries shall watch the sea.")
    commitment = factories.CommitmentFactory(primary=passage)
    source = commitment.sources.get()
    source.start, source.end = passage.start + 22, passage.end - 1
    source.save()
    assert "<p>watch the sea</p>" in page(client, commitment)


def test_words_that_are_not_held_are_said_to_be_elsewhere(client):
    text = page(client, factories.CommitmentFactory())
    assert "The printed words are not held on this site." in text
    assert "<blockquote" not in text


def test_english_words_are_marked_on_a_french_page(client):
    passage = factories.PassageFactory(text="Both ministries shall watch the sea.")
    commitment = factories.CommitmentFactory(primary=passage)
    text = client.get(commitment.get_absolute_url().replace("/en/", "/fr/")).content.decode()
    assert '<blockquote class="printed" lang="en"' in text
    assert f"{commitment.title_fr}</h1>" in text


def test_text_that_lacks_a_language_is_marked_with_the_one_it_has(client):
    commitment = factories.CommitmentFactory(summary_fr="")
    text = client.get(commitment.get_absolute_url().replace("/en/", "/fr/")).content.decode()
    assert f'<span lang="en">{commitment.summary_en}</span>' in text


def test_day_before_the_promise_is_not_found_and_says_why(client):
    commitment = factories.CommitmentFactory()
    response = client.get(commitment.get_absolute_url(), {"as_of": "2001-11-20"})
    assert response.status_code == 404
    assert "On 20 November 2001 this had not been promised yet." in response.content.decode()


def test_past_day_does_not_know_later_words(client):
    commitment = factories.CommitmentFactory()
    factories.UpdateFactory(commitment=commitment, note=TOLD)
    factories.LinkFactory(older=commitment)
    text = page(client, commitment, as_of="2002-01-01")
    assert badge(text) == "No later report held here"
    assert "The gauges were bought." not in text
    assert "CMP-2003" not in text


def test_verdict_of_one_country_is_named(client):
    commitment = factories.CommitmentFactory(must_mexico_act=False)
    factories.AssessmentFactory(commitment=commitment, party=AssessedParty.CA, completion=Completion.SUBSTANTIAL)
    text = page(client, commitment)
    assert "Judged for Canada: Substantial progress" in text
    assert '<abbr class="chip" title="Canada">CA</abbr>' in text
    assert '<abbr class="chip" title="Mexico">' not in text


def test_owner_is_named_with_its_role(client):
    commitment = factories.CommitmentFactory()
    owner = factories.OwnershipFactory(commitment=commitment).organization
    text = page(client, commitment)
    assert f'<a href="{owner.get_absolute_url()}">{owner.name}</a> <span class="meta">(Lead)</span>' in text
    assert "no body is named" not in text
