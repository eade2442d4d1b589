"""Two editors of one record."""

import pytest

from commitments.choices import OwnershipRole
from commitments.models import Commitment, Deliverable, Ownership
from reports.models import WorkingGroup
from tests.admin.pages import address, errors, sent, signed_in
from tests.factories import (
    CommitmentFactory,
    DeliverableFactory,
    DraftCommitmentFactory,
    GroupNameFactory,
    OrganizationFactory,
    OwnershipFactory,
    WorkingGroupFactory,
)

pytestmark = pytest.mark.django_db


def test_saving_alone_needs_no_second_try():
    client, commitment = signed_in(), CommitmentFactory(title="Old")
    page = client.get(address(commitment))
    assert client.post(address(commitment), sent(page, title_en="New")).status_code == 302
    assert Commitment.objects.get().title_en == "New"


def test_second_editor_is_told_who_changed_what_and_nothing_is_overwritten():
    first, second = signed_in(first_name="Ana", last_name="First"), signed_in()
    commitment = CommitmentFactory(title="Old title", summary="Old summary.")
    shown = second.get(address(commitment))
    first.post(address(commitment), sent(first.get(address(commitment)), title_en="Title of Ana"))
    told = second.post(address(commitment), sent(shown, title_en="Mine", summary_fr="Résumé à moi."))
    assert told.status_code == 200
    assert "Somebody else saved this record" in errors(told)
    (change,) = told.context["conflict"].fields
    assert (change.label, change.before, change.after, change.mine) == (
        "Title [en]",
        "Old title",
        "Title of Ana",
        "Mine",
    )
    assert "Ana First" in told.content.decode()
    form = sent(told)
    assert (form["title_en"], form["summary_fr"]) == ("Mine", "Résumé à moi.")
    assert Commitment.objects.get().title_en == "Title of Ana"


def test_second_editor_saves_deliberately_with_the_renewed_token():
    first, second = signed_in(), signed_in()
    commitment = CommitmentFactory(title="Old title")
    shown = second.get(address(commitment))
    first.post(address(commitment), sent(first.get(address(commitment)), title_en="Theirs"))
    told = second.post(address(commitment), sent(shown, title_en="Mine"))
    assert second.post(address(commitment), sent(told)).status_code == 302
    assert Commitment.objects.get().title_en == "Mine"


def test_what_the_second_editor_did_not_touch_keeps_the_newer_value():
    first, second = signed_in(), signed_in()
    commitment = CommitmentFactory(title="Old title", is_verifiable=True)
    shown = second.get(address(commitment))
    theirs = sent(first.get(address(commitment)), title_en="Theirs", window_text="by 2003", window_kind="due",
                  window_end="2003-12-31", window_precision="year")  # fmt: skip
    del theirs["is_verifiable"]
    assert first.post(address(commitment), theirs).status_code == 302
    told = second.post(address(commitment), sent(shown, summary_en="Mine."))
    assert {change.is_taken_over for change in told.context["conflict"].fields} == {True}
    second.post(address(commitment), sent(told))
    commitment.refresh_from_db()
    assert (commitment.title_en, commitment.summary_en, commitment.is_verifiable) == ("Theirs", "Mine.", False)
    assert (commitment.window_text, commitment.window_end.isoformat()) == ("by 2003", "2003-12-31")


def test_stale_token_is_told_again_after_a_third_save():
    first, second = signed_in(), signed_in()
    commitment = CommitmentFactory()
    shown = second.get(address(commitment))
    first.post(address(commitment), sent(first.get(address(commitment)), title_en="Once"))
    told = second.post(address(commitment), sent(shown, title_en="Mine"))
    first.post(address(commitment), sent(first.get(address(commitment)), title_en="Twice"))
    again = second.post(address(commitment), sent(told))
    assert again.status_code == 200
    assert [change.after for change in again.context["conflict"].fields] == ["Twice"]
    assert Commitment.objects.get().title_en == "Twice"


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_form_without_a_good_token_saves_nothing(token):
    client, commitment = signed_in(), CommitmentFactory(title="Old")
    data = sent(client.get(address(commitment)), title_en="New")
    del data["edit_token"]
    told = client.post(address(commitment), data if token is None else {**data, "edit_token": token})
    assert "which state this form was opened on" in errors(told)
    assert Commitment.objects.get().title_en == "Old"
    assert client.post(address(commitment), sent(told)).status_code == 302


def test_token_of_another_record_saves_nothing():
    client, one, other = signed_in(), CommitmentFactory(title="One"), CommitmentFactory(title="Other")
    token = sent(client.get(address(other)))["edit_token"]
    data = sent(client.get(address(one)), title_en="New", edit_token=token)
    assert client.post(address(one), data).status_code == 200
    assert Commitment.objects.get(pk=one.pk).title_en == "One"


def test_changed_part_is_a_conflict_and_its_untouched_row_takes_the_newer_value():
    first, second = signed_in(), signed_in()
    commitment = CommitmentFactory()
    deliverable = DeliverableFactory(commitment=commitment, text="Old map")
    shown = second.get(address(commitment))
    first.post(address(commitment), sent(first.get(address(commitment)), **{"deliverables-0-text_en": "New map"}))
    told = second.post(address(commitment), sent(shown, title_en="Mine"))
    assert [(change.model, change.kind) for change in told.context["conflict"].parts] == [(Deliverable, "~")]
    second.post(address(commitment), sent(told))
    deliverable.refresh_from_db()
    assert (deliverable.text_en, Commitment.objects.get().title_en) == ("New map", "Mine")


def test_part_added_meanwhile_is_told_and_stays():
    first, second = signed_in(), signed_in()
    commitment, organization = CommitmentFactory(), OrganizationFactory()
    shown = second.get(address(commitment))
    OwnershipFactory(commitment=commitment, organization=organization, role=OwnershipRole.LEAD)
    told = second.post(address(commitment), sent(shown, title_en="Mine"))
    assert "Owner added" in told.content.decode()
    (change,) = told.context["conflict"].parts
    assert {field.label: field.after for field in change.fields} == {"Institution": str(organization), "Role": "Lead"}
    second.post(address(commitment), sent(told))
    assert (Ownership.objects.count(), Commitment.objects.get().title_en) == (1, "Mine")
    assert first


@pytest.mark.parametrize(("typed", "left"), [({}, 1), ({"deliverables-0-text_en": "Typed in"}, 2)])
def test_part_deleted_meanwhile_stays_deleted_unless_it_was_typed_in(typed, left):
    client, commitment = signed_in(), CommitmentFactory()
    gone = DeliverableFactory(commitment=commitment, text="Gone", order=1)
    DeliverableFactory(commitment=commitment, text="Kept", order=2)
    shown = client.get(address(commitment))
    gone.delete()
    told = client.post(address(commitment), sent(shown, **typed))
    assert "Deliverable deleted" in told.content.decode()
    assert client.post(address(commitment), sent(told)).status_code == 302
    texts = set(Deliverable.objects.values_list("text_en", flat=True))
    assert texts == {"Kept", *typed.values()}
    assert len(texts) == left


def test_part_without_history_is_guarded_too():
    client, group = signed_in(), WorkingGroupFactory(name="Old")
    name = GroupNameFactory(group=group)
    shown = client.get(address(group))
    type(name).objects.update(name="Printed otherwise")
    assert client.post(address(group), sent(shown, name_en="New")).status_code == 200
    assert WorkingGroup.objects.get().name_en == "Old"


def test_editor_of_a_draft_published_meanwhile_gets_back_what_was_typed():
    editor, publisher = signed_in("editor"), signed_in("publisher")
    commitment = DraftCommitmentFactory(title="Old")
    shown = editor.get(address(commitment))
    assert (
        publisher.post(address(commitment), sent(publisher.get(address(commitment)), state="published")).status_code
        == 302
    )
    told = editor.post(address(commitment), sent(shown, summary_en="Half an hour of work."))
    assert told.status_code == 409
    assert "Half an hour of work." in told.content.decode()
    assert publisher.user.get_username() in told.content.decode()


def test_editor_of_a_draft_deleted_meanwhile_gets_back_what_was_typed():
    editor, commitment = signed_in("editor"), DraftCommitmentFactory(primary=False)
    shown = editor.get(address(commitment))
    commitment.delete()
    told = editor.post(
        f"/admin/commitments/commitment/{sent(shown) and shown.context['original'].pk}/change/",
        sent(shown, summary_en="Half an hour."),
    )
    assert told.status_code == 409
    assert "Half an hour." in told.content.decode()


def test_saving_without_a_change_writes_no_history():
    client, commitment = signed_in(), CommitmentFactory()
    before = commitment.history.count()
    client.post(address(commitment), sent(client.get(address(commitment))))
    assert commitment.history.count() == before


@pytest.mark.parametrize("language", ["fr", "es"])
def test_saving_in_another_language_changes_only_what_was_typed(language):
    client, commitment = signed_in(), CommitmentFactory(title="Tides")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    page = client.get(address(commitment))
    assert f'lang="{language}"' in page.content.decode()
    client.post(address(commitment), sent(page, summary_en="New."))
    latest = commitment.history.first()
    assert latest.history_user == client.user
    assert latest.diff_against(latest.prev_record).changed_fields == ["summary", "summary_en"]
