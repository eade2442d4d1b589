"""Rows that only append: added through the ledger, corrected, withdrawn and published by further rows."""

import pytest
from django.contrib.admin.models import LogEntry

from commitments.models import Assessment, Exclusion, Guideline, Link, Question, Reply, Update
from reports.choices import State
from tests.admin.pages import add_address, address, errors, sent, signed_in
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    DeliverableFactory,
    DraftUpdateFactory,
    ExclusionFactory,
    GuidelineFactory,
    LinkFactory,
    OrganizationFactory,
    PassageFactory,
    PromisePassageFactory,
    QuestionFactory,
    ReplyFactory,
    ReportFactory,
    UpdateFactory,
    guideline_of,
)

pytestmark = pytest.mark.django_db
APPENDED = {
    Update: UpdateFactory,
    Assessment: AssessmentFactory,
    Link: LinkFactory,
    Exclusion: ExclusionFactory,
    Question: QuestionFactory,
    Guideline: GuidelineFactory,
    Reply: ReplyFactory,
}


def _update(**changes):
    commitment = changes.pop("commitment", None) or CommitmentFactory()
    values = {
        "commitment": commitment.pk,
        "says": "progress",
        "basis": "explicit",
        "effective_on": "2003-11-21",
        "address": "https://example.org/tides",
        "retrieved_on": "2003-12-01",
        "note_en": "They measured.",
        "state": "published",
    }
    return values | changes


def _assessment(**changes):
    update = changes.pop("update", None) or UpdateFactory()
    guideline_of(update.commitment)
    values = {
        "round": "interim",
        "commitment": update.commitment.pk,
        "party": "joint",
        "completion": "limited",
        "effective_on": "2003-11-21",
        "searched_until": "2003-12-01",
        "reason_en": "One of two stations stands.",
        "updates": [update.pk],
        "state": "published",
    }
    return values | changes


def _link(**changes):
    older = CommitmentFactory()
    newer = CommitmentFactory(year=2003, working_group=older.working_group)
    values = {
        "newer": newer.pk,
        "older": older.pk,
        "kind": "amends",
        "basis": "strong",
        "scope_change": "1",
        "rationale_en": "The same tides, more of them.",
        "state": "published",
    }
    return values | changes


def _exclusion(**changes):
    return {
        "passage": PromisePassageFactory().pk,
        "reason": "context",
        "note_en": "It explains.",
        "state": "published",
    } | changes


def _question(**changes):
    return {"passage": PassageFactory().pk, "note": "Is this one?"} | changes


def _guideline(**changes):
    parts = ("complete", "partial", "not_started", "proof")
    values = {f"{name}_{language}": f"{name} {language}" for name in parts for language in ("en", "fr", "es")}
    return {"commitment": CommitmentFactory().pk, "state": "published", **values} | changes


def _reply(**changes):
    return {
        "assessment": AssessmentFactory().pk,
        "side": "MX",
        "author": "Office of the Tides",
        "replied_on": "2030-01-01",
        "language": "es",
        "text": "Ya están los dos.",
        "note_en": "By letter.",
        "state": "published",
    } | changes


VALUES = {
    Guideline: _guideline,
    Reply: _reply,
    Update: _update,
    Assessment: _assessment,
    Link: _link,
    Exclusion: _exclusion,
    Question: _question,
}


@pytest.mark.parametrize("model", VALUES)
def test_row_is_added_through_the_ledger(model):
    client = signed_in("publisher", first_name="Ana", last_name="Ruiz")
    data = VALUES[model]()
    before = set(model.objects.values_list("pk", flat=True))
    response = client.post(add_address(model), data)
    assert response.status_code == 302, errors(response)
    row = model.objects.exclude(pk__in=before).get()
    assert row.key
    assert (row.recorded_by, row.recorded_by_name) == (client.user, "Ana Ruiz")
    assert row.state == (State.DRAFT if model is Question else State.PUBLISHED)
    assert LogEntry.objects.get().object_id == str(row.pk)


@pytest.mark.parametrize("model", VALUES)
def test_row_added_by_an_editor_is_a_draft_whatever_is_sent(model):
    client, data = signed_in("editor"), VALUES[model]()
    before = set(model.objects.values_list("pk", flat=True))
    assert client.post(add_address(model), data).status_code == 302
    assert model.objects.exclude(pk__in=before).get().state == State.DRAFT


@pytest.mark.parametrize("model", APPENDED)
@pytest.mark.parametrize("role", ["editor", "publisher", "administrator", None])
def test_row_is_never_changed_or_deleted(model, role):
    client, row = signed_in(role), APPENDED[model]()
    before = list(model.objects.values())
    page = client.get(address(row))
    assert page.status_code == 200
    assert set(sent(page)) == {"csrfmiddlewaretoken"}
    assert client.post(address(row), VALUES[model]()).status_code == 403
    assert client.post(address(row, "delete"), {"post": "yes"}).status_code == 403
    assert list(model.objects.filter(pk__lte=row.pk).values())[: len(before)] == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"effective_on": "1999-01-01"}, "can be evidence"),
        ({"address": "", "retrieved_on": ""}, "Give the source"),
        ({"retrieved_on": ""}, "by its address and the day"),
        ({"note_en": ""}, "This field is required"),
        ({"says": "not_mentioned"}, "names the report that was searched"),
        ({"says": "dropped", "basis": "weak"}, "needs explicit words"),
        ({"says": "vanished"}, "Select a valid choice"),
    ],
)
def test_what_the_ledger_refuses_is_told_and_nothing_is_lost(changes, words):
    client, commitment = signed_in("publisher"), CommitmentFactory()
    data = _update(commitment=commitment, note_fr="Ils ont mesuré.", **changes)
    told = client.post(add_address(Update), data)
    assert told.status_code == 200
    assert words in errors(told)
    assert sent(told)["note_fr"] == "Ils ont mesuré."
    assert sent(told)["commitment"] == str(commitment.pk)
    assert not Update.objects.exists()


def test_update_with_two_sources_is_refused():
    client = signed_in("publisher")
    told = client.post(add_address(Update), _update(stated_by=OrganizationFactory().pk))
    assert "Give one source" in errors(told)


@pytest.mark.parametrize("source", ["passage", "stated_by", "searched"])
def test_update_takes_every_kind_of_source(source):
    client, commitment = signed_in("publisher"), CommitmentFactory()
    later = ReportFactory(year=2003)
    rows = {
        "passage": UpdateFactory(commitment=commitment).passage,
        "stated_by": OrganizationFactory(),
        "searched": later,
    }
    data = _update(commitment=commitment, address="", retrieved_on="", **{source: rows[source].pk})
    if source == "searched":
        data["says"] = "not_mentioned"
    response = client.post(add_address(Update), data)
    assert response.status_code == 302, errors(response)
    assert getattr(Update.objects.latest("pk"), source) == rows[source]


def test_deliverable_of_another_commitment_is_refused():
    client = signed_in("publisher")
    told = client.post(add_address(Update), _update(deliverable=DeliverableFactory().pk))
    assert "belongs to another" in errors(told)


def test_assessment_without_evidence_is_refused_and_leaves_nothing():
    client = signed_in("publisher")
    told = client.post(add_address(Assessment), _assessment(updates=[]))
    assert "at least one update" in errors(told)
    assert not Assessment.objects.exists()


def test_assessment_without_a_guideline_is_refused_and_told_what_to_do():
    client, update = signed_in("publisher"), UpdateFactory()
    data = _assessment(update=UpdateFactory(), commitment=update.commitment.pk, updates=[update.pk])
    told = client.post(add_address(Assessment), data)
    assert "Write and publish its guideline first" in errors(told)
    assert not Assessment.objects.exists()


def test_every_part_of_a_guideline_is_asked_for():
    client = signed_in("publisher")
    for name in ("complete", "partial", "not_started", "proof"):
        told = client.post(add_address(Guideline), _guideline(**{f"{name}_en": ""}))
        assert errors(told) == "This field is required."
    assert not Guideline.objects.exists()


def test_link_to_a_later_report_is_refused():
    client, data = signed_in("publisher"), _link()
    told = client.post(add_address(Link), data | {"newer": data["older"], "older": data["newer"]})
    assert "from the newer statement to the older" in errors(told)


def test_button_on_the_commitment_fills_in_the_commitment():
    client, commitment = signed_in("editor"), CommitmentFactory()
    panel = client.get(address(commitment)).context["panels"][0]
    assert sent(client.get(panel.add_address))["commitment"] == str(commitment.pk)


# After a row


@pytest.mark.parametrize("model", APPENDED)
def test_correction_takes_the_place_of_the_row_and_leaves_it_readable(model):
    client, row = signed_in("publisher"), APPENDED[model]()
    page = client.get(address(row, "correct"))
    words = "note" if model is Question else f"{client.get(add_address(model)).context['adminform'].form.words}_en"
    response = client.post(address(row, "correct"), sent(page, **{words: "Better words."}))
    assert response.status_code == 302, errors(response)
    new = model.objects.get(corrects=row)
    assert (getattr(new, words), new.recorded_by) == ("Better words.", client.user)
    assert new.key_subject == row.key_subject
    assert model.objects.filter(pk=row.pk).exists()
    if model is Assessment:
        assert [e.update for e in new.evidence.all()] == [e.update for e in row.evidence.all()]
    for field in ("says", "completion", "kind", "reason", "scope_change", "complete", "text", "round"):
        assert getattr(new, field, None) == getattr(row, field, None) or field == words.removesuffix("_en")
    shown = client.get(address(row))
    assert new.key in shown.content.decode()
    assert not shown.context["may_append"]


def test_corrected_row_keeps_its_commitment_whatever_is_sent():
    client, row, other = signed_in("publisher"), UpdateFactory(), CommitmentFactory()
    page = client.get(address(row, "correct"))
    client.post(address(row, "correct"), sent(page, commitment=other.pk))
    assert Update.objects.get(corrects=row).commitment == row.commitment


def test_row_corrected_meanwhile_is_not_corrected_again():
    client, row = signed_in("publisher"), UpdateFactory()
    page = client.get(address(row, "correct"))
    client.post(address(row, "correct"), sent(page))
    assert client.post(address(row, "correct"), sent(page)).status_code == 403
    assert Update.objects.filter(corrects=row).count() == 1


@pytest.mark.parametrize("model", APPENDED)
def test_withdrawal_needs_a_reason_and_appends_a_row(model):
    client, row = signed_in("publisher"), APPENDED[model]()
    assert client.get(address(row, "withdraw")).status_code == 200
    told = client.post(address(row, "withdraw"), {"reason_en": " "})
    assert told.context["form"].errors
    client.post(address(row, "withdraw"), {"reason_en": "Not about tides.", "reason_fr": "Rien à voir."})
    new = model.objects.get(corrects=row)
    words = {Assessment: "reason", Link: "rationale", Guideline: "proof"}.get(model, "note")
    assert (new.is_withdrawal, getattr(new, words), new.recorded_by) == (True, "Not about tides.", client.user)
    assert not type(row).objects.counting().filter(pk__in=[row.pk, new.pk]).exists()


@pytest.mark.parametrize("page", ["correct", "withdraw", "publish"])
def test_editor_touches_no_public_row(page):
    client, row = signed_in("editor"), UpdateFactory()
    assert client.post(address(row, page), {"reason_en": "Wrong."}).status_code == 403
    assert not Update.objects.filter(corrects=row).exists()
    assert not client.get(address(row)).context["may_append"]


@pytest.mark.parametrize("page", ["correct", "withdraw", "publish"])
def test_viewer_appends_nothing(page):
    client, row = signed_in("viewer"), DraftUpdateFactory()
    assert client.post(address(row, page), {"reason_en": "Wrong."}).status_code == 403
    assert not Update.objects.filter(corrects=row).exists()


def test_editor_corrects_a_draft_and_publisher_publishes_it():
    editor, publisher, row = signed_in("editor"), signed_in("publisher"), DraftUpdateFactory()
    editor.post(address(row, "correct"), sent(editor.get(address(row, "correct")), note_en="Clearer."))
    draft = Update.objects.get(corrects=row)
    assert (draft.state, draft.note_en) == (State.DRAFT, "Clearer.")
    assert editor.post(address(draft, "publish")).status_code == 403
    assert publisher.get(address(draft)).context["may_publish"]
    publisher.post(address(draft, "publish"))
    assert list(Update.objects.counting().values_list("note_en", "corrects")) == [("Clearer.", draft.pk)]
    assert not publisher.get(address(draft)).context["may_publish"]


def test_question_has_nothing_to_publish():
    client, row = signed_in("publisher"), QuestionFactory()
    assert not client.get(address(row)).context["may_publish"]
    assert client.post(address(row, "publish")).status_code == 403
