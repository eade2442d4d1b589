"""What ``audit_record`` prints: how many rows of every kind there are, and which invariants are violated."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from commitments import invariants
from commitments.choices import SourceRole, Strength
from commitments.decided import first_captures
from commitments.models import (
    Assessment,
    Coding,
    Commitment,
    CommitmentSource,
    Deliverable,
    Exclusion,
    Guideline,
    Indicator,
    Link,
    Measurement,
    Milestone,
    Ownership,
    Question,
    Reply,
    Theme,
    Update,
)
from reports.choices import SectionRole, State
from reports.models import (
    Appointment,
    Document,
    Gap,
    GroupName,
    GroupReport,
    GroupSuccession,
    Meeting,
    Organization,
    OrganizationSuccession,
    Passage,
    Person,
    Report,
    Section,
    Session,
    SourceConflict,
    WorkingGroup,
)

Counts = dict[str, int]

# What is counted, and by which path each row belongs to a report; None where it belongs to none.
KINDS: tuple[tuple[str, QuerySet, str | None], ...] = (
    ("reports", Report.objects.all(), "pk"),
    ("meetings", Meeting.objects.all(), "reports"),
    ("group sessions", Session.objects.all(), "meeting__reports"),
    ("documents", Document.objects.all(), "report"),
    ("sections", Section.objects.all(), "document__report"),
    ("passages", Passage.objects.all(), "document__report"),
    ("gaps", Gap.objects.all(), "document__report"),
    ("groups", WorkingGroup.objects.all(), "group_reports__report"),
    ("groups in reports", GroupReport.objects.all(), "report"),
    ("printed names of groups", GroupName.objects.all(), "report"),
    ("successions of groups", GroupSuccession.objects.all(), None),
    ("institutions", Organization.objects.all(), None),
    ("successions of institutions", OrganizationSuccession.objects.all(), None),
    ("people", Person.objects.all(), "appointments__report"),
    ("appointments", Appointment.objects.all(), "report"),
    ("conflicts of sources", SourceConflict.objects.all(), "values__passages__document__report"),
    ("themes", Theme.objects.all(), None),
    ("commitments", Commitment.objects.all(), "report"),
    *((f"commitments, {strength}", Commitment.objects.filter(strength=strength), "report") for strength in Strength),
    ("sources of commitments", CommitmentSource.objects.all(), "commitment__report"),
    ("deliverables", Deliverable.objects.all(), "commitment__report"),
    ("owners", Ownership.objects.all(), "commitment__report"),
    ("indicators", Indicator.objects.all(), "commitment__report"),
    ("measurements", Measurement.objects.all(), "indicator__commitment__report"),
    ("milestones", Milestone.objects.all(), "commitment__report"),
    ("exclusions", Exclusion.objects.all(), "passage__document__report"),
    ("questions", Question.objects.all(), "passage__document__report"),
    ("updates", Update.objects.all(), "commitment__report"),
    ("links", Link.objects.all(), "newer__report"),
    ("guidelines", Guideline.objects.all(), "commitment__report"),
    ("assessments", Assessment.objects.all(), "commitment__report"),
    ("replies", Reply.objects.all(), "assessment__commitment__report"),
    ("blind codings", Coding.objects.all(), "commitment__report"),
)


def counts(report: Report | None = None) -> Counts:
    """Count the rows of every kind, of one report or in all, drafts and withdrawn rows included.

    A row stands under the report of its commitment, its document or its meeting; a link under the
    report of the newer commitment.
    """
    found = {}
    for name, rows, path in KINDS:
        if report is None:
            found[name] = rows.count()
        elif path is not None:
            found[name] = rows.filter(**{path: report.pk}).distinct().count()
    return found | _coverage(report)


def _coverage(report: Report | None) -> Counts:
    """How many sentences promises sections hold, how many are claimed by a commitment, and how many excluded."""
    passages: QuerySet[Passage] = Passage.objects.filter(section__role=SectionRole.PROMISES)
    if report is not None:
        passages = passages.filter(document__report=report)
    passages = first_captures(passages)
    claims = CommitmentSource.objects.filter(role=SourceRole.PROMISE).exclude(commitment__state=State.WITHDRAWN)
    excluded = Exclusion.objects.standing()
    counted = passages.aggregate(
        all=Count("pk"),
        claimed=Count("pk", filter=Q(pk__in=claims.values("passage"))),
        excluded=Count("pk", filter=Q(pk__in=excluded.values("passage"))),
    )
    return {
        "passages of promises sections": counted["all"],
        "passages of promises sections, claimed": counted["claimed"],
        "passages of promises sections, excluded": counted["excluded"],
        "commitments in promises sections": claims.filter(passage__in=passages, is_primary=True).count(),
    }


def violations() -> dict[str, list[str]]:
    """Ask every invariant by name; an empty list means that it holds."""
    return {predicate.__name__: list(predicate()) for predicate in invariants.PREDICATES}
