"""The tables of the ledger, for the data package. Rows that only append stand there with what corrects them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commitments import choices, models
from reports import models as library
from reports.querysets import in_published_document
from reports.tables import TABLES as LIBRARY_TABLES
from reports.tabular import Column, Reference, Table, if_public, refers

Words = tuple[tuple[str, Any], ...]


def _commitments(at: date) -> QuerySet:
    """Return the commitments with their status; people who stand in unpublished reports alone are not named."""
    rows = models.Commitment.objects.published().with_status(at)
    return rows.annotate(
        public_person=if_public("proposer_person", "slug", library.Person.objects.published()),
    )


def _of_commitments(model: Any) -> QuerySet:
    return model.objects.filter(commitment__in=models.Commitment.objects.published().values("pk"))


def _sources(at: date) -> QuerySet:
    return _of_commitments(models.CommitmentSource).filter(in_published_document("passage__document"))


def _ownerships(at: date) -> QuerySet:
    people = library.Person.objects.published()
    return models.Ownership.objects.published().annotate(public_person=if_public("person", "slug", people))


def _appended(model: Any) -> QuerySet:
    """Return all published rows, with what they correct and whether they count."""
    rows = model.objects.published().with_corrections()
    return rows.annotate(counts=Exists(model.objects.counting().filter(pk=OuterRef("pk"))))


def _assessments(at: date) -> QuerySet:
    guidelines = models.Guideline.objects.published()
    return _appended(models.Assessment).annotate(public_guideline=if_public("guideline", "key", guidelines))


def _evidence(at: date) -> QuerySet:
    return models.AssessmentEvidence.objects.filter(
        assessment__in=models.Assessment.objects.published().values("pk"),
        update__in=models.Update.objects.published().values("pk"),
    )


def _answer(name: str, meaning: str, words: Words) -> Column:
    return Column(name, name, "string", meaning, is_required=True, words=words)


_SAID = tuple((says.value, says.label) for says in choices.Says if says is not choices.Says.NOT_MENTIONED)
_STATUS = (
    _answer(
        "badge",
        "The one public word, computed from the four axes as of the day of the package.",
        tuple(choices.Badge.choices),
    ),
    _answer("declared", "What the sources say.", (*_SAID, (choices.NOT_DECLARED, "Nothing declared"))),
    _answer(
        "completion",
        "What we judge; not assessed is not the same as not started.",
        (*choices.Completion.choices, (choices.NOT_ASSESSED, "Not assessed")),
    ),
    _answer("schedule", "How it stands against its window.", tuple(choices.Schedule.choices)),
    _answer("life", "Where it is in its series.", tuple(choices.Life.choices)),
)
_RECORDED = (
    "recorded_at",
    "is_withdrawal",
    Column("corrects", "corrects_key", "string", "Key of the earlier row that this one replaces."),
    Column(
        "counts", "counts", "boolean", "Whether it counts: no withdrawal, and not corrected since.", is_required=True
    ),
)
_CORRECTS = refers("corrects", "", "key")
_OF = refers("commitment", "commitments", "reference")
_COMMITMENT = ("commitment", "commitment__reference")
_PASSAGE = (("document", "passage__document__slug"), ("start", "passage__start"))
_PRINTED = Reference(("document", "start"), "passages", ("document", "start"))
_PERSON = Column("person", "public_person", "string", "The person who owes it.")
_PROPOSER = Column("proposer_person", "public_person", "string", "The person who proposed it.")

TABLES: tuple[Table, ...] = (
    *LIBRARY_TABLES,
    Table("themes", models.Theme, lambda at: models.Theme.objects.all(), ("slug", "name"), key=("slug",)),
    Table(
        "commitments",
        models.Commitment,
        _commitments,
        (
            "reference",
            ("report", "report__year"),
            ("working_group", "working_group__code"),
            "promised_on",
            "title",
            "summary",
            ("theme", "theme__slug"),
            "strength",
            "nature",
            "condition",
            "is_verifiable",
            "proposer_party",
            ("proposer_organization", "proposer_organization__slug"),
            ("proposer_group", "proposer_group__code"),
            _PROPOSER,
            "must_canada_act",
            "must_mexico_act",
            "window_kind",
            "window_text",
            "window_start",
            "window_end",
            "window_precision",
            "window_reading",
            *_STATUS,
        ),
        key=("reference",),
        references=(
            refers("report", "reports", "year"),
            refers("working_group", "working_groups", "code"),
            refers("theme", "themes", "slug"),
            refers("proposer_organization", "organizations", "slug"),
            refers("proposer_group", "working_groups", "code"),
            refers("proposer_person", "people", "slug"),
        ),
    ),
    Table(
        "commitment_sources",
        models.CommitmentSource,
        _sources,
        (
            _COMMITMENT,
            *_PASSAGE,
            "role",
            "is_primary",
            ("part_start", "start"),
            ("part_end", "end"),
        ),
        key=("commitment", "document", "start"),
        references=(_OF, _PRINTED),
    ),
    Table(
        "commitment_joint_groups",
        models.Commitment.joint_groups.through,
        lambda at: _of_commitments(models.Commitment.joint_groups.through),
        (_COMMITMENT, ("group", "workinggroup__code")),
        key=("commitment", "group"),
        references=(_OF, refers("group", "working_groups", "code")),
        description="Other groups that carry a commitment jointly.",
    ),
    Table(
        "commitment_tags",
        models.CommitmentTag,
        lambda at: _of_commitments(models.CommitmentTag),
        (_COMMITMENT, "tag"),
        key=("commitment", "tag"),
        references=(_OF,),
    ),
    Table(
        "deliverables",
        models.Deliverable,
        lambda at: models.Deliverable.objects.published(),
        (_COMMITMENT, "order", "text"),
        key=("commitment", "order"),
        references=(_OF,),
    ),
    Table(
        "ownerships",
        models.Ownership,
        _ownerships,
        (
            _COMMITMENT,
            ("organization", "organization__slug"),
            ("group", "group__code"),
            _PERSON,
            "role",
            "starts_on",
            "ends_on",
        ),
        references=(
            _OF,
            refers("organization", "organizations", "slug"),
            refers("group", "working_groups", "code"),
            refers("person", "people", "slug"),
        ),
    ),
    Table(
        "milestones",
        models.Milestone,
        lambda at: models.Milestone.objects.published(),
        (_COMMITMENT, "order", "text", "due_on"),
        key=("commitment", "order"),
        references=(_OF,),
    ),
    Table(
        "indicators",
        models.Indicator,
        lambda at: models.Indicator.objects.published(),
        (_COMMITMENT, "name", "unit", "baseline", "target", "target_on"),
        references=(_OF,),
    ),
    Table(
        "measurements",
        models.Measurement,
        lambda at: models.Measurement.objects.published(),
        (
            ("commitment", "indicator__commitment__reference"),
            ("indicator", "indicator__name_en"),
            ("unit", "indicator__unit"),
            "measured_on",
            "value",
            *_PASSAGE,
            "address",
        ),
        references=(_OF, _PRINTED),
    ),
    Table(
        "updates",
        models.Update,
        lambda at: _appended(models.Update),
        (
            "key",
            _COMMITMENT,
            ("deliverable", "deliverable__order"),
            "says",
            "basis",
            "effective_on",
            *_PASSAGE,
            "address",
            "retrieved_on",
            ("stated_by", "stated_by__slug"),
            ("searched", "searched__year"),
            "note",
            *_RECORDED,
        ),
        key=("key",),
        references=(
            _OF,
            _PRINTED,
            refers("stated_by", "organizations", "slug"),
            refers("searched", "reports", "year"),
            _CORRECTS,
        ),
    ),
    Table(
        "guidelines",
        models.Guideline,
        lambda at: _appended(models.Guideline),
        ("key", _COMMITMENT, "complete", "partial", "not_started", "proof", *_RECORDED),
        key=("key",),
        references=(_OF, _CORRECTS),
    ),
    Table(
        "assessments",
        models.Assessment,
        _assessments,
        (
            "key",
            _COMMITMENT,
            ("deliverable", "deliverable__order"),
            Column("guideline", "public_guideline", "string", "Key of the guideline by which it was judged."),
            "round",
            "party",
            "completion",
            "reason",
            "searched_until",
            "effective_on",
            *_RECORDED,
        ),
        key=("key",),
        references=(_OF, refers("guideline", "guidelines", "key"), _CORRECTS),
    ),
    Table(
        "assessment_evidence",
        models.AssessmentEvidence,
        _evidence,
        (("assessment", "assessment__key"), ("update", "update__key")),
        key=("assessment", "update"),
        references=(refers("assessment", "assessments", "key"), refers("update", "updates", "key")),
    ),
    Table(
        "codings",
        models.Coding,
        lambda at: _appended(models.Coding),
        ("key", _COMMITMENT, "party", "completion", "note", *_RECORDED),
        key=("key",),
        references=(_OF, _CORRECTS),
    ),
    Table(
        "replies",
        models.Reply,
        lambda at: _appended(models.Reply),
        (
            "key",
            ("assessment", "assessment__key"),
            "side",
            "author",
            "replied_on",
            "language",
            "text",
            "address",
            "note",
            *_RECORDED,
        ),
        key=("key",),
        references=(refers("assessment", "assessments", "key"), _CORRECTS),
    ),
    Table(
        "links",
        models.Link,
        lambda at: _appended(models.Link),
        (
            "key",
            ("newer", "newer__reference"),
            ("older", "older__reference"),
            "kind",
            "basis",
            "rationale",
            "scope_change",
            "strength_change",
            "date_change",
            *_RECORDED,
        ),
        key=("key",),
        references=(
            refers("newer", "commitments", "reference"),
            refers("older", "commitments", "reference"),
            _CORRECTS,
        ),
    ),
    Table(
        "exclusions",
        models.Exclusion,
        lambda at: _appended(models.Exclusion),
        ("key", *_PASSAGE, "reason", "note", *_RECORDED),
        key=("key",),
        references=(_PRINTED, _CORRECTS),
    ),
)
