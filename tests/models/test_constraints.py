"""Every named constraint: an editor is told in words, and the database refuses a raw insert."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from commitments.choices import Basis, Says, SourceRole, WindowKind
from reports.choices import AppointmentRole, GroupKind, State
from tests import factories as make

# Per constraint: the factory of a valid object, and the changes that break it. Where a field must be unique the
# changes give it another value, so that nothing but the constraint is in the way.
BREAKS = {
    "reports_meeting_ends_after_start": (make.MeetingFactory, {"slug": "other", "ends_on": date(2001, 1, 1)}),
    "reports_session_ends_after_start": (
        make.SessionFactory,
        {"starts_on": date(2001, 11, 2), "ends_on": date(2001, 11, 1)},
    ),
    "reports_session_unique_day": (make.SessionFactory, {}),
    "reports_groupreport_unique": (make.GroupReportFactory, {}),
    "reports_section_unique_order": (make.SectionFactory, {}),
    "reports_section_ends_after_start": (make.SectionFactory, {"order": 7, "end": 0}),
    "reports_passage_unique_start": (make.PassageFactory, {"order": 7}),
    "reports_passage_unique_order": (make.PassageFactory, {"start": 7}),
    "reports_passage_ends_after_start": (make.PassageFactory, {"order": 7, "start": 7, "end": 7}),
    "reports_passage_page_counts_from_one": (make.PassageFactory, {"order": 7, "start": 7, "end": 8, "page": 0}),
    "reports_gap_ends_after_start": (make.GapFactory, {"start": 7, "end": 7}),
    "reports_gap_unique": (make.GapFactory, {}),
    "reports_conflictvalue_unique_order": (make.ConflictValueFactory, {}),
    "reports_workinggroup_parent_by_kind": (
        make.WorkingGroupFactory,
        {"code": "OTH", "slug": "other", "kind": GroupKind.SUBGROUP},
    ),
    "reports_groupname_unique": (make.GroupNameFactory, {}),
    "reports_organizationname_unique": (make.OrganizationNameFactory, {}),
    "reports_groupsuccession_names_a_body": (make.GroupSuccessionFactory, {"successor_id": None}),
    "reports_groupsuccession_years_in_order": (make.GroupSuccessionFactory, {"latest": 1990}),
    "reports_organizationsuccession_names_a_body": (make.OrganizationSuccessionFactory, {"successor_id": None}),
    "reports_organizationsuccession_years_in_order": (make.OrganizationSuccessionFactory, {"latest": 1990}),
    "reports_appointment_group_by_role": (make.AppointmentFactory, {"group_id": None}),
    "reports_appointment_ends_after_start": (
        make.AppointmentFactory,
        {"role": AppointmentRole.PARTICIPANT, "start": 7, "end": 7},
    ),
    "reports_appointment_unique_in_group": (make.AppointmentFactory, {}),
    "reports_appointment_unique_without_group": (
        lambda: make.AppointmentFactory(role=AppointmentRole.NATIONAL_CO_CHAIR, group=None),
        {},
    ),
    "reports_pendingupload_unique_file": (make.PendingUploadFactory, {}),
    "reports_dataversion_one_row": (make.DataVersionFactory, {"id": 2}),
    "commitments_commitment_has_party": (
        make.CommitmentFactory,
        {"reference": "CMP-2001-SEA-99", "must_canada_act": False, "must_mexico_act": False},
    ),
    "commitments_commitment_window_in_order": (
        make.CommitmentFactory,
        {
            "reference": "CMP-2001-SEA-99",
            "window_text": "in 2002",
            "window_kind": WindowKind.DUE,
            "window_start": date(2002, 12, 31),
            "window_end": date(2002, 1, 1),
        },
    ),
    "commitments_commitment_window_has_words": (
        make.CommitmentFactory,
        {"reference": "CMP-2001-SEA-99", "window_kind": WindowKind.DUE, "window_end": date(2002, 1, 1)},
    ),
    "commitments_commitment_window_has_kind": (
        make.CommitmentFactory,
        {"reference": "CMP-2001-SEA-99", "window_text": "in 2002"},
    ),
    "commitments_commitment_withdrawn_with_reason": (
        make.CommitmentFactory,
        {"reference": "CMP-2001-SEA-99", "state": State.WITHDRAWN},
    ),
    "commitments_commitmentsource_unique": (make.CommitmentSourceFactory, {}),
    "commitments_commitmentsource_one_primary": (
        make.CommitmentSourceFactory,
        lambda: {"passage_id": make.PassageFactory().pk, "is_primary": True, "role": SourceRole.PROMISE},
    ),
    "commitments_commitmentsource_primary_promises": (
        lambda: make.CommitmentSourceFactory(commitment__primary=False),
        lambda: {"passage_id": make.PassageFactory().pk, "is_primary": True},
    ),
    "commitments_commitmentsource_part_in_order": (
        make.CommitmentSourceFactory,
        lambda: {"passage_id": make.PassageFactory().pk, "start": 7, "end": 7},
    ),
    "commitments_deliverable_unique_order": (make.DeliverableFactory, {}),
    "commitments_commitmenttag_unique": (make.CommitmentTagFactory, {}),
    "commitments_ownership_one_owner": (make.OwnershipFactory, {"organization_id": None}),
    "commitments_ownership_ends_after_start": (
        make.OwnershipFactory,
        lambda: {
            "organization_id": make.OrganizationFactory().pk,
            "starts_on": date(2002, 1, 2),
            "ends_on": date(2002, 1, 1),
        },
    ),
    "commitments_ownership_unique_organization": (make.OwnershipFactory, {}),
    "commitments_ownership_unique_group": (
        lambda: make.OwnershipFactory(organization=None, group=make.WorkingGroupFactory()),
        {},
    ),
    "commitments_ownership_unique_person": (
        lambda: make.OwnershipFactory(organization=None, person=make.PersonFactory()),
        {},
    ),
    "commitments_measurement_unique_day": (make.MeasurementFactory, {}),
    "commitments_measurement_has_source": (make.MeasurementFactory, {"measured_on": date(2003, 1, 1), "address": ""}),
    "commitments_milestone_unique_order": (make.MilestoneFactory, {}),
    "commitments_update_has_source": (make.UpdateFactory, {"key": "other", "passage_id": None}),
    "commitments_update_searched_means_silence": (
        make.UpdateFactory,
        lambda: {"key": "other", "searched_id": make.ReportFactory(year=2003).pk},
    ),
    "commitments_update_dropped_is_explicit": (
        make.UpdateFactory,
        {"key": "other", "says": Says.DROPPED, "basis": Basis.STRONG},
    ),
    "commitments_update_withdrawal_corrects": (make.UpdateFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_assessment_withdrawal_corrects": (make.AssessmentFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_guideline_withdrawal_corrects": (make.GuidelineFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_reply_withdrawal_corrects": (make.ReplyFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_coding_withdrawal_corrects": (make.CodingFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_coding_has_an_account": (make.CodingFactory, {"key": "other", "recorded_by_id": None}),
    "commitments_link_withdrawal_corrects": (make.LinkFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_exclusion_withdrawal_corrects": (make.ExclusionFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_question_withdrawal_corrects": (make.QuestionFactory, {"key": "other", "is_withdrawal": True}),
    "commitments_link_not_to_itself": (
        make.LinkFactory,
        lambda: {"key": "other", "older_id": apps.get_model("commitments", "Link").objects.get().newer_id},
    ),
    "commitments_assessmentevidence_unique": (make.AssessmentEvidenceFactory, {}),
}

CONSTRAINTS = {
    constraint.name: (model, constraint)
    for app in ("reports", "commitments")
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
}


def test_every_constraint_is_tried():
    assert sorted(BREAKS) == sorted(CONSTRAINTS)


def broken(name):
    """Return an unsaved copy of a valid object, changed so that it breaks the constraint alone."""
    factory, changes = BREAKS[name]
    valid = factory()
    values = {field.attname: getattr(valid, field.attname) for field in valid._meta.concrete_fields}
    del values[valid._meta.pk.attname]
    return type(valid)(**values | (changes() if callable(changes) else changes))


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_constraint_tells_the_editor_in_words(name, db):
    model, constraint = CONSTRAINTS[name]
    row = broken(name)
    assert isinstance(row, model)
    with pytest.raises(ValidationError) as refusal:
        row.full_clean(exclude=["recorded_at"] if hasattr(row, "recorded_at") else [])
    assert refusal.value.messages == [str(constraint.violation_error_message)]


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_constraint_refuses_a_raw_insert(name, db):
    _, constraint = CONSTRAINTS[name]
    row = broken(name)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save_base(raw=True, force_insert=True)
    if connection.vendor == "postgresql" or isinstance(constraint, models.CheckConstraint):
        assert name in str(refusal.value)
    else:
        assert "UNIQUE" in str(refusal.value)
