"""The roll-forward desk: what it shows, each decision, undoing, two people at once, groups that are silent."""

import json
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.urls import reverse

from commitments import ledger
from commitments.choices import Basis, Says
from commitments.models import Link, Update
from reports.choices import GroupReportStatus, SectionRole, State
from reports.models import GroupReport, Passage
from tests.admin.pages import sent, signed_in
from tests.factories import (
    BY,
    WORDS,
    CommitmentFactory,
    DocumentFactory,
    DraftCommitmentFactory,
    MeetingFactory,
    PassageFactory,
    ReportFactory,
    SessionFactory,
    SilenceFactory,
    WorkingGroupFactory,
)

pytestmark = pytest.mark.django_db
BEFORE = "The group met in spring."
ANSWER = "Tide gauges were installed in Halifax and Veracruz in June 2002."
AFTER = "Four technicians looked after them."
PROMISED = "Canada will install tide gauges in Halifax and Veracruz."
OTHER = "Both ministries will print a calendar for fishermen."


@pytest.fixture
def report():
    """A draft report of 2003 with three sentences of results in one paragraph, the second of which answers a promise."""
    report = ReportFactory(year=2003, state=State.DRAFT)
    document = DocumentFactory(report=report, state=State.DRAFT)
    for text in (BEFORE, ANSWER, AFTER):
        PassageFactory(document=document, paragraph=1, text=text)
    return report


def promise(text=PROMISED, **values):
    """A published commitment of 2001 whose printed words are held."""
    group = values.pop("working_group", None) or WorkingGroupFactory()
    primary = PassageFactory(text=text, group=group, role=SectionRole.PROMISES)
    return CommitmentFactory(primary=primary, working_group=group, **values)


def desk(client, year=2003, **extra):
    return client.get(reverse("roll_forward:desk", args=[year]), **extra)


def page_of(client, commitment, year=2003):
    return client.get(reverse("roll_forward:commitment", args=[year, commitment.reference]))


def group_page(client, code="SEA", year=2003):
    return client.get(reverse("roll_forward:group", args=[year, code]))


def decide(client, page, button, follow=True, **changes):
    """Send the page back as a browser would that pressed ``button``."""
    return client.post(page.request["PATH_INFO"], sent(page, **changes) | {"decide": button}, follow=follow)


def told(page):
    return [str(message) for message in page.context["messages"]]


# What is shown


def test_desk_shows_every_open_commitment_by_group_with_its_suggestions(report):
    answered, other = promise(), promise(OTHER)
    promise(OTHER, working_group=WorkingGroupFactory(code="AIR"))
    closed = promise(OTHER)
    ledger.record_update(
        closed, says=Says.COMPLETED, basis=Basis.EXPLICIT, effective_on=date(2002, 5, 1), note=WORDS, by=BY,
        source=ledger.WebPage("https://example.org/calendar", date(2002, 6, 1)),
    )  # fmt: skip
    DraftCommitmentFactory()
    page = desk(signed_in("editor"))
    assert [(group.code, [row.commitment.reference for row in group.rows]) for group in page.context["groups"]] == [
        ("AIR", ["CMP-2001-AIR-01"]), ("SEA", [answered.reference, other.reference]),
    ]  # fmt: skip
    first = page.context["groups"][1].rows[0]
    assert first.suggestions[0].passage.printed == ANSWER
    assert first.is_likely_answered
    text = page.content.decode()
    assert "0 of 3 decided" in text
    assert f'href="/admin/roll-forward/2003/{answered.reference}/"' in text
    assert page.context["next_address"] == "/admin/roll-forward/2003/CMP-2001-AIR-01/"


def test_desk_says_where_the_words_of_the_report_are_not_held():
    report = ReportFactory(year=2003, state=State.DRAFT)
    PassageFactory(document=DocumentFactory(report=report, state=State.DRAFT))
    page = page_of(signed_in("editor"), promise())
    assert page.context["why_none"] == "The words of this report are not held here, so nothing can be suggested."
    assert page.context["suggested"] == []


def test_page_of_a_commitment_stands_beside_its_suggestions_ready_to_be_recorded(report):
    SessionFactory(meeting=report.meeting, starts_on=date(2003, 10, 4), ends_on=date(2003, 10, 5))
    page = page_of(signed_in("editor"), promise())
    text = page.content.decode()
    assert PROMISED in text
    one = page.context["suggested"][0]
    assert (one.passage.text, one.before, one.after) == (ANSWER, BEFORE, AFTER)
    assert (one.reading, one.place, one.headings) == (
        "Completed", f"2003-en {one.passage.start}–{one.passage.end}", "Group SEA › What was done",
    )  # fmt: skip
    assert sent(page)["s1-says"] == "completed"
    assert sent(page)["s1-basis"] == "strong"
    assert sent(page)["s1-effective_on"] == "2003-10-05"
    assert sent(page)["n-en"] == "The report of 2003 was searched; nothing in it answers this commitment."
    assert sent(page)["n-fr"] == "Le rapport de 2003 a été parcouru; rien n’y répond à cet engagement."
    assert sent(page)["n-es"] == "Se buscó en el informe de 2003; nada en él responde a este compromiso."
    assert 'data-key="n"' in text


def test_passage_that_promises_offers_a_link(report):
    commitment = promise()
    later = PassageFactory(document=report.documents.get(), text=PROMISED, role=SectionRole.PROMISES)
    newer = DraftCommitmentFactory(report=report, year=2003, primary=later)
    page = page_of(signed_in("editor"), commitment)
    number = next(one.number for one in page.context["suggested"] if one.passage == later)
    data = sent(page)
    assert (data[f"f{number}-newer"], data[f"f{number}-kind"]) == (str(newer.pk), "repeats")
    answer = decide(signed_in("editor"), page, f"f{number}", **{f"f{number}-en": "The same words again."})
    link = Link.objects.get()
    assert (link.newer, link.older, link.kind, link.rationale_en, link.state) == (
        newer, commitment, "repeats", "The same words again.", "draft",
    )  # fmt: skip
    assert told(answer)[0].startswith("CMP-2003-SEA-01-L1 was recorded: Repeats: CMP-2003-SEA-01.")


def test_suggestions_are_those_of_the_command_and_never_stale(report, capsys):
    commitment, client = promise(), signed_in("publisher")
    report.documents.update(state=State.PUBLISHED)
    report.state = State.PUBLISHED
    report.save()
    capsys.readouterr()
    call_command("suggest_follow_ups", "--from", "2001", "--to", "2003", "--json")
    [told_by_command] = json.loads(capsys.readouterr().out)
    shown = page_of(client, commitment).context["suggested"]
    assert [(one.passage.start, one.suggestion.score) for one in shown] == [
        (one["start"], one["score"]) for one in told_by_command["suggestions"]
    ]
    assert shown[0].passage.text == ANSWER
    Passage.objects.filter(text=ANSWER).update(text="The gauges are gone.")
    assert page_of(client, commitment).context["suggested"][0].suggestion.score < 0.5


# Decisions


def test_answer_is_recorded_and_the_next_undecided_comes(report):
    client = signed_in("editor")
    commitment, other = promise(), promise(OTHER)
    page = page_of(client, commitment)
    answer = decide(client, page, "s1", **{"s1-en": "The gauges stand.", "s1-fr": "Les marégraphes sont posés."})
    row = Update.objects.get()
    assert (row.commitment, row.says, row.basis, row.passage.text, row.effective_on, row.state) == (
        commitment, "completed", "strong", ANSWER, date(2003, 11, 21), "draft",
    )  # fmt: skip
    assert (row.note_en, row.note_fr, row.note_es) == ("The gauges stand.", "Les marégraphes sont posés.", "")
    assert row.recorded_by == client.user
    assert LogEntry.objects.get().change_message == "Recorded at the roll-forward desk"
    assert answer.redirect_chain == [(f"/admin/roll-forward/2003/{other.reference}/", 302)]
    assert told(answer)[0].startswith("CMP-2001-SEA-01-U1 was recorded: Completed.")
    assert "1 of 2 decided" in answer.content.decode()
    again = decide(client, page_of(client, other), "n", follow=True)
    assert again.redirect_chain == [("/admin/roll-forward/2003/", 302)]
    assert "Every commitment that was open before this report has an outcome in it." in again.content.decode()


def test_one_key_records_that_it_is_not_mentioned(report):
    client = signed_in("editor")
    decide(client, page_of(client, promise(OTHER)), "n")
    row = Update.objects.get()
    assert (row.says, row.searched, row.state, row.note_es) == (
        "not_mentioned", report, "draft", "Se buscó en el informe de 2003; nada en él responde a este compromiso.",
    )  # fmt: skip


def test_staying_makes_room_for_a_second_decision(report):
    client = signed_in("editor")
    commitment = promise()
    newer = DraftCommitmentFactory(report=report, year=2003)
    page = decide(client, page_of(client, commitment), "s1", **{"s1-en": "The gauges stand.", "_stay": ""})
    assert page.redirect_chain == [(f"/admin/roll-forward/2003/{commitment.reference}/", 302)]
    decide(client, page, "f0", **{"f0-newer": newer.pk, "f0-en": "A further step.", "f0-scope_change": "1"})
    assert (Update.objects.count(), Link.objects.get().kind, Link.objects.get().scope_change) == (1, "continues", 1)


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"s1-en": ""}, "en", "This field is required."),
        ({"s1-en": "Typed.", "s1-effective_on": "yesterday"}, "effective_on", "Enter a valid date."),
        ({"s1-en": "Typed.", "s1-says": "not_mentioned"}, "says", "Select a valid choice. not_mentioned is not one of the available choices."),
    ],
)  # fmt: skip
def test_faulty_form_is_shown_again_with_what_was_typed(report, changes, field, error):
    client = signed_in("editor")
    page = decide(client, page_of(client, promise()), "s1", **changes, **{"s1-fr": "Tapé."})
    assert page.context["unsaved"].errors[field] == [error]
    assert "Tapé." in page.content.decode()
    assert not Update.objects.exists()


def test_rule_that_forbids_is_told_in_words(report):
    client = signed_in("editor")
    page = decide(
        client, page_of(client, promise()), "s1", **{"s1-en": "Given up.", "s1-says": "dropped", "s1-basis": "strong"}
    )
    assert page.context["errors"] == ["'Dropped' needs explicit words; silence never means dropped."]
    assert "Given up." in page.content.decode()
    assert not Update.objects.exists()


def test_passage_of_another_report_is_refused(report):
    client, commitment = signed_in("editor"), promise()
    foreign = PassageFactory(document=DocumentFactory(report=ReportFactory(year=2005)), text="Elsewhere.")
    page = decide(client, page_of(client, commitment), "s1", **{"s1-en": "It is.", "s1-passage": foreign.pk})
    assert "passage" in page.context["unsaved"].errors
    assert not Update.objects.exists()


def test_decision_is_taken_back(report):
    client, commitment = signed_in("editor"), promise()
    decide(client, page_of(client, commitment), "n")
    page = client.post(
        reverse("roll_forward:commitment", args=[2003, commitment.reference]),
        {"take_back": "CMP-2001-SEA-01-U1"},
        follow=True,
    )
    assert told(page)[-1] == "CMP-2001-SEA-01-U1 was taken back by CMP-2001-SEA-01-U2."
    assert "0 of 1 decided" in page.content.decode()
    assert page.context["decisions"] == []


# Two people at once


def test_second_person_is_told_who_decided_what_and_keeps_what_they_typed(report):
    first, second = signed_in("editor", first_name="Ana", last_name="Sol"), signed_in("editor")
    commitment = promise()
    pages = [page_of(client, commitment) for client in (first, second)]
    decide(first, pages[0], "n")
    answer = decide(second, pages[1], "s1", **{"s1-en": "The gauges stand."})
    assert answer.status_code == 409
    assert answer.context["overtaken"]
    [row] = answer.context["decisions"]
    assert (row.key, row.words, row.by) == ("CMP-2001-SEA-01-U1", "Not mentioned", "Ana Sol")
    assert sent(answer)["seen"] == "CMP-2001-SEA-01-U1"
    text = answer.content.decode()
    assert "The gauges stand." in text
    assert (text.count('id="unsaved_s1-en"'), text.count('id="id_s1-en"')) == (1, 1)
    assert [row.key for row in Update.objects.all()] == ["CMP-2001-SEA-01-U1"]


def test_of_two_people_who_decide_for_a_group_the_second_records_nothing(report):
    first, second = signed_in("editor"), signed_in("editor")
    commitments = [promise(OTHER), promise(OTHER)]
    late = group_page(second)
    decide(first, page_of(first, commitments[1]), "n")
    answer = decide(
        second, late, "not_mentioned", commitment=[row.reference for row in commitments], **{"n-en": "Searched twice."}
    )
    assert answer.status_code == 409
    assert [row.reference for row, _decisions in answer.context["overtaken"]] == [commitments[1].reference]
    assert sent(answer)["n-en"] == "Searched twice."
    assert Update.objects.count() == 1


# Groups


def test_all_that_remain_in_a_group_are_recorded_at_once_but_not_those_likely_answered(report):
    client = signed_in("editor")
    likely, *rest = promise(), promise(OTHER), promise(OTHER)
    page = group_page(client)
    assert [row.commitment for row, _mark in page.context["left"] if not row.is_likely_answered] == rest
    assert page.content.decode().count(" checked>") == 2
    answer = decide(client, page, "not_mentioned", commitment=[row.reference for row in rest])
    assert told(answer) == ["2 commitments were recorded as not mentioned."]
    assert [(row.commitment, row.says, row.searched) for row in Update.objects.order_by("pk")] == [
        (rest[0], "not_mentioned", report), (rest[1], "not_mentioned", report),
    ]  # fmt: skip
    assert [row.commitment for row, _mark in group_page(client).context["left"]] == [likely]


def test_choosing_nothing_is_told(report):
    client = signed_in("editor")
    promise(OTHER)
    page = group_page(client)
    data = {name: value for name, value in sent(page).items() if name != "commitment"}
    answer = client.post(page.request["PATH_INFO"], data | {"decide": "not_mentioned"})
    assert answer.context["errors"] == ["Choose at least one commitment."]


def test_silent_group_is_recorded_once_inherited_and_taken_back(report):
    client = signed_in("editor")
    commitments = [promise(OTHER, working_group=WorkingGroupFactory(code="AIR")) for _ in range(2)]
    page = group_page(client, "AIR")
    answer = decide(client, page, "group_silent", **{"g-status": "did_not_meet"})
    assert told(answer) == ["Group AIR: recorded that it did not report."]
    row = GroupReport.objects.get()
    assert (row.status, row.note_fr) == (
        GroupReportStatus.DID_NOT_MEET, "Le rapport de 2003 ne contient aucun chapitre de ce groupe.",
    )  # fmt: skip
    assert "2 of 2 decided" in answer.content.decode()
    assert not Update.objects.exists()
    assert "This commitment inherits that." in page_of(client, commitments[0]).content.decode()

    second = decide(client, page, "group_silent", **{"g-status": "absent"})
    assert second.status_code == 409
    assert GroupReport.objects.get().status == "did_not_meet"

    page = client.post(page.request["PATH_INFO"], {"take_back": row.pk}, follow=True)
    assert told(page) == ["It is no longer recorded that the group did not report."]
    assert "0 of 2 decided" in page.content.decode()


def test_group_with_a_chapter_is_not_offered_to_be_silent(report):
    client = signed_in("editor")
    promise()
    page = group_page(client)
    assert not page.context["may_be_silent"]
    answer = decide(client, page, "group_silent", **{"g-status": "absent", "g-en": "No chapter."})
    assert answer.context["errors"] == [
        "The report holds a chapter of this group, or of one that follows it: Group SEA."
    ]
    assert not GroupReport.objects.exists()


def test_what_belongs_to_the_partnership_is_decided_too(report):
    client = signed_in("editor")
    passage = PassageFactory(text=OTHER, role=SectionRole.PROMISES)
    CommitmentFactory(working_group=None, primary=passage, reference="CMP-2001-CMP-01")
    page = group_page(client, "CMP")
    assert not page.context["may_be_silent"]
    decide(client, page, "not_mentioned", commitment=["CMP-2001-CMP-01"])
    assert Update.objects.get().key == "CMP-2001-CMP-01-U1"


# Who may, and what it costs


def test_desk_is_for_those_who_may_append_and_a_public_report_for_publishers(report):
    commitment = promise()
    address = reverse("roll_forward:commitment", args=[2003, commitment.reference])
    statuses = {role: signed_in(role).get(address).status_code for role in ("viewer", "editor", "publisher")}
    assert statuses == {"viewer": 403, "editor": 200, "publisher": 200}
    assert signed_in("viewer").post(address, {"decide": "n"}).status_code == 403
    report.state = State.PUBLISHED
    report.save()
    statuses = {role: signed_in(role).get(address).status_code for role in ("editor", "publisher")}
    assert statuses == {"editor": 403, "publisher": 200}
    assert signed_in("editor").get(reverse("roll_forward:desk", args=[2099])).status_code == 404
    assert signed_in("editor").get(reverse("roll_forward:group", args=[2003, "NOT"])).status_code in (403, 404)


def test_report_without_a_meeting_is_told_to_name_it():
    report = ReportFactory(year=2003, meeting=None, state=State.DRAFT)
    PassageFactory(document=DocumentFactory(report=report, state=State.DRAFT), text=ANSWER)
    MeetingFactory(year=2003)
    client = signed_in("editor")
    page = page_of(client, promise())
    assert "names no annual meeting yet" in page.content.decode()
    answer = decide(client, page, "n")
    assert answer.context["errors"] == ["The report names no annual meeting yet, so the search has no day."]


@pytest.mark.parametrize(("number", "decided"), [(1, 0), (12, 8)])
def test_pages_take_the_same_number_of_queries_for_one_and_for_many(report, django_assert_num_queries, number, decided):
    rows = [promise() for _ in range(number)]
    for row in rows[:decided]:
        SilenceFactory(commitment=row, searched=report, state=State.DRAFT)
    client = signed_in("editor")
    desk(client)
    with django_assert_num_queries(32):
        desk(client)
    with django_assert_num_queries(36):
        page_of(client, rows[-1])
    with django_assert_num_queries(36):
        group_page(client)
