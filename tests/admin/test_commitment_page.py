"""The page of a commitment: what may be saved, by whom, and what it shows."""

import pytest
from django.utils import timezone

from commitments.choices import SourceRole, Strength
from commitments.models import Commitment, CommitmentSource, Ownership
from reports.choices import State
from tests.admin.pages import add_address, address, errors, sent, signed_in
from tests.factories import (
    CommitmentFactory,
    CommitmentSourceFactory,
    DeliverableFactory,
    DraftCommitmentFactory,
    IndicatorFactory,
    LinkFactory,
    OrganizationFactory,
    ReportFactory,
    SubgroupFactory,
    UpdateFactory,
    WorkingGroupFactory,
)

pytestmark = pytest.mark.django_db


def _save(client, commitment, **changes):
    return client.post(address(commitment), sent(client.get(address(commitment)), **changes))


def _filled(client, report, group=None, **changes):
    values = {
        "report": report.pk,
        "working_group": group.pk if group else "",
        "promised_on": "2001-10-31",
        "title_en": "Count whales",
        "summary_en": "Both will count whales.",
        "strength": Strength.FIRM,
        "nature": "one_off",
        "must_canada_act": "on",
    }
    return sent(client.get(add_address(Commitment)), **values, **changes)


# References


def test_new_commitment_takes_the_next_free_reference():
    client, report, group = signed_in("editor"), ReportFactory(year=2001), WorkingGroupFactory(code="SEA")
    CommitmentFactory(report=report, working_group=group, reference="CMP-2001-SEA-07")
    assert client.post(add_address(Commitment), _filled(client, report, group)).status_code == 302
    new = Commitment.objects.get(title_en="Count whales")
    assert (new.reference, new.state) == ("CMP-2001-SEA-08", State.DRAFT)


def test_new_commitment_without_a_group_belongs_to_the_partnership():
    client, report = signed_in("editor"), ReportFactory(year=2001)
    client.post(add_address(Commitment), _filled(client, report))
    assert Commitment.objects.get().reference == "CMP-2001-CMP-01"


def test_reference_of_a_deleted_draft_is_not_used_again():
    client, report = signed_in("editor"), ReportFactory(year=2001)
    client.post(add_address(Commitment), _filled(client, report))
    assert client.post(address(Commitment.objects.get(), "delete"), {"post": "yes"}).status_code == 302
    client.post(add_address(Commitment), _filled(client, report))
    assert Commitment.objects.get().reference == "CMP-2001-CMP-02"


def test_subgroup_cannot_hold_a_commitment():
    client, report, subgroup = signed_in("editor"), ReportFactory(), SubgroupFactory()
    told = client.post(add_address(Commitment), _filled(client, report, subgroup))
    assert "not to a part of one" in errors(told)


def test_group_whose_code_does_not_fit_a_reference_is_refused():
    client, report, group = signed_in("editor"), ReportFactory(), WorkingGroupFactory(code="OCEANS")
    told = client.post(add_address(Commitment), _filled(client, report, group))
    assert "two to four capital letters" in errors(told)


def test_report_and_group_are_fixed_once_the_reference_names_them():
    client, commitment, other = signed_in(), CommitmentFactory(), ReportFactory(year=2050)
    assert _save(client, commitment, report=other.pk, reference="CMP-2050-SEA-01").status_code == 302
    saved = Commitment.objects.get(pk=commitment.pk)
    assert (saved.report, saved.reference) == (commitment.report, commitment.reference)


# Publication


def test_editor_cannot_publish_even_by_a_forged_field():
    client, commitment = signed_in("editor"), DraftCommitmentFactory()
    assert _save(client, commitment, state="published", title_en="New").status_code == 302
    commitment.refresh_from_db()
    assert (commitment.state, commitment.title_en) == (State.DRAFT, "New")


def test_editor_cannot_change_what_is_public():
    client, commitment = signed_in("editor"), CommitmentFactory()
    title = commitment.title_en
    page = client.get(address(commitment))
    assert page.status_code == 200
    assert "edit_token" not in sent(page)
    told = client.post(address(commitment), {"title_en": "New"})
    assert told.status_code == 409
    commitment.refresh_from_db()
    assert commitment.title_en == title


def test_publisher_publishes_a_draft():
    client, commitment = signed_in("publisher"), DraftCommitmentFactory()
    assert _save(client, commitment, state="published").status_code == 302
    assert Commitment.objects.get().state == State.PUBLISHED


def test_publishing_needs_texts_in_three_languages():
    client, commitment = signed_in("publisher"), DraftCommitmentFactory()
    told = _save(client, commitment, state="published", title_fr="", summary_es="")
    assert errors(told).count("in three languages") == 2
    assert Commitment.objects.get().state == State.DRAFT


def test_publishing_needs_a_primary_source():
    client, commitment = signed_in("publisher"), DraftCommitmentFactory(primary=False)
    assert "primary source, before publishing" in errors(_save(client, commitment, state="published"))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_withdrawing_needs_a_reason(language):
    client, commitment = signed_in("publisher"), CommitmentFactory()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    told = _save(client, commitment, state="withdrawn")
    assert "withdrawal_reason_en" in told.context["adminform"].form.errors
    assert _save(client, commitment, state="withdrawn", withdrawal_reason_en="It was none.").status_code == 302
    assert Commitment.objects.get().state == State.WITHDRAWN


@pytest.mark.parametrize("language", ["en", "es"])
def test_rules_of_the_model_are_told_in_words(language):
    client, commitment = signed_in("publisher"), CommitmentFactory()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    told = _save(client, commitment, window_end="2003-12-31", must_canada_act="", must_mexico_act="")
    assert told.status_code == 200
    assert len(told.context["adminform"].form.non_field_errors()) == 2


# Sources and other parts


def test_primary_place_is_handed_over_in_one_step():
    client, commitment = signed_in("publisher"), CommitmentFactory()
    old = commitment.sources.get()
    new = CommitmentSourceFactory(commitment=commitment)
    page = client.get(address(commitment))
    data = sent(page)
    index = next(i for i in (0, 1) if data[f"sources-{i}-id"] == str(new.pk))
    del data[f"sources-{1 - index}-is_primary"]
    data |= {f"sources-{index}-is_primary": "on", f"sources-{index}-role": SourceRole.PROMISE}
    assert client.post(address(commitment), data).status_code == 302
    assert list(CommitmentSource.objects.filter(is_primary=True)) == [new]
    assert CommitmentSource.objects.filter(pk=old.pk).exists()


def test_two_primary_sources_are_refused():
    client, commitment = signed_in("publisher"), CommitmentFactory()
    CommitmentSourceFactory(commitment=commitment, role=SourceRole.PROMISE)
    told = _save(client, commitment, **{"sources-0-is_primary": "on", "sources-1-is_primary": "on"})
    assert "one primary source" in errors(told)


def test_primary_source_is_the_promise():
    client, commitment = signed_in("publisher"), CommitmentFactory()
    assert "the promise itself" in errors(_save(client, commitment, **{"sources-0-role": "context"}))


def test_source_of_another_report_is_refused():
    client, commitment = signed_in("publisher"), CommitmentFactory()
    other = CommitmentFactory(year=2003).sources.get().passage
    assert "another report" in errors(_save(client, commitment, **{"sources-0-passage": other.pk}))


@pytest.mark.parametrize(("start", "end"), [("0", "5"), ("5", ""), ("", "9999999")])
def test_part_outside_its_passage_is_refused(start, end):
    client, commitment = signed_in("publisher"), CommitmentFactory()
    told = _save(client, commitment, **{"sources-0-start": start, "sources-0-end": end})
    assert "part" in errors(told)


def test_same_owner_twice_in_one_form_is_told_in_words():
    client, commitment, organization = signed_in("publisher"), CommitmentFactory(), OrganizationFactory()
    rows = {"ownerships-TOTAL_FORMS": "2"}
    for index in range(2):
        rows |= {f"ownerships-{index}-organization": organization.pk, f"ownerships-{index}-role": "lead"}
    told = _save(client, commitment, **rows)
    assert "already recorded in this role" in errors(told)
    del rows["ownerships-1-organization"]
    rows["ownerships-1-role"] = ""
    assert _save(client, commitment, **rows).status_code == 302
    assert Ownership.objects.count() == 1


def test_words_of_a_source_stand_beside_it_or_it_says_not_imported():
    client, commitment = signed_in("viewer"), CommitmentFactory()
    passage = commitment.sources.get().passage
    assert "not imported" in client.get(address(commitment)).content.decode()
    type(passage).objects.update(text="We <will> measure.")
    page = client.get(address(commitment)).content.decode()
    assert "We &lt;will&gt; measure." in page
    assert (
        f"{passage.document.slug} {passage.start}–{passage.end}"
        in signed_in().get(address(commitment)).content.decode()
    )


# Deleting


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator", None])
def test_published_commitment_cannot_be_deleted(role):
    commitment = CommitmentFactory()
    assert signed_in(role).post(address(commitment, "delete"), {"post": "yes"}).status_code == 403
    assert Commitment.objects.exists()


def test_draft_with_sources_is_not_deleted():
    client, commitment = signed_in("editor"), DraftCommitmentFactory()
    page = client.get(address(commitment, "delete"))
    assert page.context["protected"]
    client.post(address(commitment, "delete"), {"post": "yes"})
    assert Commitment.objects.exists()


def test_draft_that_was_public_once_is_not_deleted():
    client, commitment = signed_in("publisher"), CommitmentFactory(primary=False)
    commitment.state = State.DRAFT
    commitment.save()
    assert client.post(address(commitment, "delete"), {"post": "yes"}).status_code == 403


def test_deliverable_with_an_update_is_not_deleted():
    client, commitment = signed_in("publisher"), CommitmentFactory()
    UpdateFactory(commitment=commitment, deliverable=DeliverableFactory(commitment=commitment))
    told = _save(client, commitment, **{"deliverables-0-DELETE": "on"})
    assert told.status_code == 200
    assert commitment.deliverables.exists()


# What it shows


def test_status_panels_and_history_stand_on_the_page():
    client, update = signed_in("viewer"), UpdateFactory()
    link = LinkFactory(older=update.commitment)
    page = client.get(address(update.commitment))
    rows = dict(page.context["status_rows"])
    assert (rows["Badge"], rows["What do the sources say?"]) == ("Carried forward", "Progress")
    assert page.context["today"] == timezone.localdate()
    text = page.content.decode()
    assert update.key in text
    assert link.key in text
    assert "Record an update" not in text
    assert "Commitment added" in text
    assert "Record an update" in signed_in("editor").get(address(update.commitment)).content.decode()


def test_public_page_is_linked_unless_it_is_a_draft():
    client = signed_in()
    assert client.get(address(CommitmentFactory())).context["has_absolute_url"]
    assert not client.get(address(DraftCommitmentFactory())).context.get("has_absolute_url")


def test_history_tells_changes_and_an_earlier_state_is_read_only():
    client, commitment = signed_in("publisher"), CommitmentFactory(title="Old")
    _save(client, commitment, title_en="New")
    history = client.get(address(commitment, "history"))
    (change,) = history.context["page_obj"].object_list[0].history_delta_changes
    assert (change.label, change.before, change.after) == ("Title [en]", "Old", "New")
    assert "Source added" in history.content.decode()
    first = commitment.history.last()
    earlier = f"{address(commitment, 'history')}{first.pk}/"
    page = client.get(earlier)
    assert page.status_code == 200
    assert "Old" in page.content.decode()
    assert "title_en" not in sent(page)
    assert client.post(earlier, {"title_en": "Old"}).status_code == 403


def test_measurement_of_a_public_commitment_is_for_publishers():
    indicator = IndicatorFactory()
    assert not signed_in("editor").get(address(indicator)).context["has_change_permission"]
    client = signed_in("publisher")
    data = sent(client.get(address(indicator)), **{
        "measurements-TOTAL_FORMS": "1", "measurements-0-measured_on": "2003-01-01",
        "measurements-0-value": "5", "measurements-0-address": "https://example.org/",
    })  # fmt: skip
    assert client.post(address(indicator), data).status_code == 302
    assert indicator.measurements.count() == 1


def test_search_folds_accents_and_searches_every_language():
    client, commitment = signed_in("viewer"), CommitmentFactory(title_es="Medición de mareas")
    CommitmentFactory(year=2003)
    page = client.get("/admin/commitments/commitment/?q=MEDICION")
    assert [row.pk for row in page.context["cl"].result_list] == [commitment.pk]
