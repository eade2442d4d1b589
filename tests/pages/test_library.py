"""Pages of the library with what became of it."""

import re

import pytest

from commitments.choices import OwnershipRole, SourceRole
from tests import factories

pytestmark = pytest.mark.django_db


def page(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_report_marks_promises_and_evidence_both_ways(client):
    update = factories.UpdateFactory()
    commitment = update.commitment
    source = commitment.sources.get().passage
    printed = page(client, "/en/reports/2001/")
    assert f'id="p-{source.start}"' in printed
    assert f'<a href="{commitment.get_absolute_url()}">{commitment.reference}</a>' in printed
    assert f'href="/en/reports/2001/#p-{source.start}"' in page(client, commitment.get_absolute_url())
    later = page(client, "/en/reports/2003/")
    assert f'id="p-{update.passage.start}"' in later
    assert f'tells of <a href="{commitment.get_absolute_url()}">' in later


def test_report_prints_paragraphs_and_lists_as_they_stood(client):
    section = factories.SectionFactory()
    common = {"document": section.document, "section": section, "paragraph": 1}
    factories.PassageFactory(**common, text="Three things follow:")
    factories.PassageFactory(**common, item=1, text="Fish.")
    factories.PassageFactory(**common, item=1, text="Fresh fish.")
    factories.PassageFactory(**common, item=2, text="Chips & salt.")
    text = re.sub(
        r'<span id="p-\d+" class="sentence">(.*?)</span> <span class="place">.*?</span> ?',
        r"[\1]",
        page(client, "/en/reports/2001/"),
    )
    assert "<p>[Three things follow:]</p><ul><li>[Fish.][Fresh fish.]</li><li>[Chips &amp; salt.]</li></ul>" in text
    assert "The words of this document are not held" not in text


def test_report_tells_page_and_offsets_of_each_sentence(client):
    section = factories.SectionFactory()
    common = {"document": section.document, "section": section}
    factories.PassageFactory(**common, start=100_101, page=3, text="The seas rose.")
    factories.PassageFactory(**common, start=100_200)
    places = re.findall(
        r'<span id="(p-\d+)".*?</span> <span class="place">(.*?)</span>', page(client, "/en/reports/2001/")
    )
    assert places == [("p-100101", "p. 3 · 100,101–100,115"), ("p-100200", "100,200–100,240")]


def test_places_are_shown_at_an_address_of_their_own(client):
    """Of a text that is held; where the words are missing their places stand for them."""
    factories.PassageFactory(text="The seas rose.")
    assert '<p class="meta screen" id="places"><a href="#places">' in page(client, "/en/reports/2001/")


def test_list_of_reports_counts_their_promises_and_sentences(client):
    factories.PassageFactory(text="The seas rose.")
    factories.CommitmentFactory(report__year=2003)
    text = page(client, "/en/reports/")
    assert "Two annual reports print <strong>1 promise</strong>." in text
    assert "1 sentence, with its words" in text
    assert "1 sentence, 0 with its words held here" in text
    assert "Annual meeting, 20–21 November 2001" in text


def test_list_of_groups_counts_those_with_a_chapter_in_the_latest_report(client):
    factories.GroupReportFactory()
    assert "1 has one in the latest report held here, that of 2001." in page(client, "/en/groups/")
    factories.SilentGroupReportFactory()
    text = page(client, "/en/groups/")
    assert "0 have one in the latest report held here, that of 2003." in text
    assert "2001: Has a chapter" in text
    assert "2003: Absent" in text


def test_report_says_that_its_words_are_not_held(client):
    factories.CommitmentFactory()
    text = page(client, "/en/reports/2001/")
    assert "The words of this document are not held on this site" in text
    assert 'class="unheld' in text


def test_report_search_finds_passages_that_hold_every_word(client):
    section = factories.SectionFactory()
    hit = factories.PassageFactory(
        document=section.document, section=section, text="Le Québec\nenvoie des ba\u00adteaux."
    )
    other = factories.PassageFactory(document=section.document, section=section, text="Québec & the sea.")
    text = page(client, "/en/reports/2001/", q="BATEAUX quebec")
    assert "1 sentence has all of the words “BATEAUX quebec”" in text
    assert re.findall(r"<mark>(.*?)</mark>", text) == ["Le Québec envoie des ba\u00adteaux."]
    assert f'href="#p-{hit.start}"' in text
    assert f'<a href="#p-{other.start}"' not in text
    assert f'<span lang="en">{section}</span> · characters {hit.start:,}–{hit.end:,}' in text
    assert "2 sentences have all of the words “québec”" in page(client, "/en/reports/2001/", q="québec")
    nothing = page(client, "/en/reports/2001/", q="<b>")
    assert "No sentence has all of the words “&lt;b&gt;”" in nothing
    assert "<mark>" not in nothing + page(client, "/en/reports/2001/", q=" ")


def test_report_search_finds_words_broken_by_a_hyphen_and_curly_quotes(client):
    section = factories.SectionFactory()
    factories.PassageFactory(document=section.document, section=section, text="The navy’s coopera-\ntion grows.")
    assert "<mark>" in page(client, "/en/reports/2001/", q="navy's cooperation")


def test_report_search_says_that_the_words_are_not_held(client):
    factories.CommitmentFactory()
    text = page(client, "/en/reports/2001/", q="sea")
    assert "so nothing can be found in them" in text
    assert 'class="find"' not in text


@pytest.mark.parametrize("query", [{"w": "sea"}, {"q": "s" * 201}, {"q": ["sea", "air"]}, {"q": "\0"}])
def test_report_search_refuses_what_it_cannot_read(client, query):
    factories.CommitmentFactory()
    assert client.get("/en/reports/2001/", query).status_code == 400


def test_report_says_at_which_characters_each_section_stands(client):
    section = factories.PassageFactory(text="Ships sail.").section
    assert f"characters {section.start:,}–{section.end:,}" in page(client, "/en/reports/2001/")


def test_report_without_a_published_capture_is_not_found(client):
    factories.DraftDocumentFactory()
    response = client.get("/en/reports/2001/")
    assert response.status_code == 404
    assert "No capture of this report is published here." in response.content.decode()


def test_coverage_counts_promises_and_what_is_set_aside(client):
    factories.CommitmentFactory.create_batch(2)
    factories.ExclusionFactory()
    factories.PromisePassageFactory()
    text = page(client, "/en/reports/2001/")
    assert "hold 4 sentences: 2 make a promise, 1 are set aside with a reason." in text
    assert "1 is still to be decided." in text
    assert "Background or explanation: 1" in text


def test_sentence_that_is_set_aside_carries_its_reason_and_our_sentence(client):
    passage = factories.PromisePassageFactory(text="Harbours matter.")
    factories.ExclusionFactory(passage=passage, note={"en": "A view, no act."})
    factories.DraftExclusionFactory(passage=factories.PromisePassageFactory(text="Ships too."))
    text = page(client, "/en/reports/2001/")
    assert text.count("set aside: Background or explanation</span>") == 1
    assert (
        f'<p><strong>Background or explanation</strong></p><ul class="lines"><li><a href="#p-{passage.start}">' in text
    )
    assert "</a> A view, no act.</li>" in text
    assert "1 is still to be decided." in text


def test_joined_sentences_are_both_claimed(client):
    second = factories.PromisePassageFactory(text="So will the bay.")
    source = factories.CommitmentSourceFactory(
        commitment=factories.CommitmentFactory(), passage=second, role=SourceRole.PROMISE
    )
    text = page(client, "/en/reports/2001/")
    assert "hold 2 sentences: 2 make a promise, 0 are set aside with a reason." in text
    assert text.count(f">{source.commitment.reference}</a>") == 2


def test_report_status_puts_silence_first(client):
    silent, told, untold = factories.CommitmentFactory.create_batch(3)
    factories.SilenceFactory(commitment=silent)
    factories.UpdateFactory(commitment=told)
    text = page(client, "/en/reports/2001/status/")
    places = [text.index(f'<span class="ref">{row.reference}</span>') for row in (silent, untold, told)]
    assert places == sorted(places)
    assert "The report prints 3 promises. For 1 of them a later source tells what became of it." in text
    assert "Of 1 the later reports held here say nothing." in text


def test_group_counts_its_promises_by_report_and_badge(client):
    link = factories.LinkFactory()
    factories.CommitmentFactory()
    elsewhere = factories.CommitmentFactory(working_group__code="AIR", working_group__slug="air")
    factories.OwnershipFactory(commitment=elsewhere, organization=None, group=link.older.working_group)
    text = page(client, "/en/groups/group-sea/")
    assert "print 3 promises of this group; for 1 of them a later source tells" in text
    row = re.search(r'<th scope="row"><a href="#promises-2001">2001</a></th>(.*?)</tr>', text).group(1)
    assert re.findall(r">(\d+)<", row) == ["1", "1", "2"]
    assert "Promises of other chapters that name it" in text
    assert elsewhere.reference in text


def test_jointly_carried_promise_stands_with_both_groups(client):
    commitment = factories.CommitmentFactory()
    air = factories.WorkingGroupFactory(code="AIR")
    commitment.joint_groups.add(air)
    assert commitment.reference in page(client, air.get_absolute_url())


def test_group_shows_lineage_co_chairs_and_sessions(client):
    factories.GroupSuccessionFactory(note="Founded by treaty.")
    appointment = factories.AppointmentFactory(title_as_printed="Admiral")
    factories.SessionFactory(attendance=12)
    text = page(client, "/en/groups/group-sea/")
    assert "Founded by treaty." in text
    assert f'<a href="{appointment.person.get_absolute_url()}">{appointment.name_as_printed}</a>' in text
    assert '<span lang="en">Admiral</span>' in text
    assert "12 participants" in text


def test_partnership_has_the_promises_of_no_chapter(client):
    partnership = factories.WorkingGroupFactory(code="CMP", slug="partnership")
    commitment = factories.CommitmentFactory(working_group=None, primary=False)
    assert commitment.reference in page(client, partnership.get_absolute_url())


@pytest.mark.parametrize("role", OwnershipRole)
def test_institution_lists_what_has_fallen_to_it_by_role(client, role):
    ownership = factories.OwnershipFactory(role=role)
    text = page(client, ownership.organization.get_absolute_url())
    assert "1 promise of the reports held here names it." in text
    heading = re.search(f'<h2 id="role-{role}">(.*?) <span', text).group(1)
    assert heading == role.label
    assert ownership.commitment.reference in text


def test_institution_lists_former_names_and_what_it_proposed(client):
    ministry = factories.OrganizationFactory()
    factories.OrganizationNameFactory(organization=ministry, name="Admiralty")
    commitment = factories.CommitmentFactory(proposer_organization=ministry)
    text = page(client, ministry.get_absolute_url())
    assert '<span lang="en">Admiralty</span> <span class="meta">Former name</span>' in text
    assert "Proposed by it" in text
    assert commitment.reference in text
    assert "No promise of the reports held here names it." in text


def test_person_lists_offices_and_promises(client):
    appointment = factories.AppointmentFactory()
    commitment = factories.CommitmentFactory()
    factories.OwnershipFactory(commitment=commitment, organization=None, person=appointment.person)
    text = page(client, appointment.person.get_absolute_url())
    assert "Co-chair" in text
    assert commitment.reference in text


def test_conflict_shows_each_value_with_its_passages(client):
    conflict = factories.SourceConflictFactory()
    text = page(client, "/en/conflicts/")
    assert f'id="{conflict.slug}"' in text
    assert "<dt>Day 1</dt>" in text
    assert text.count('class="cite"') == 2


def test_gap_leads_to_its_place(client):
    section = factories.SectionFactory()
    gap = factories.GapFactory(document=section.document, section=section, start=section.start + 3)
    assert f'href="/en/reports/2001/#gap-{gap.start}"' in page(client, "/en/gaps/")
    assert f'id="gap-{gap.start}"' in page(client, "/en/reports/2001/")


def test_gap_of_no_section_stands_behind_the_section_before_it(client):
    section = factories.SectionFactory()
    gap = factories.GapFactory(document=section.document, start=section.start + 3)
    assert f'id="gap-{gap.start}"' in page(client, "/en/reports/2001/")


def test_names_are_sorted_without_regard_to_accents(client):
    for name in ("Zoe", "Ángela", "andrés", "Boris"):
        factories.PersonFactory(name=name)
    text = page(client, "/en/people/")
    assert re.findall(r'<li><a href="/en/people/[^"]+">(.*?)</a>', text) == ["andrés", "Ángela", "Boris", "Zoe"]
