"""Rolling forward: what a new report says of each commitment that was open before it, decided by a person.

The one place where the roll-forward desk writes. Each verb writes all of its rows or none, through the
ledger; while the report is unpublished they are drafts, which ``ledger.publish_report`` publishes. ``seen`` is
what the person was shown of a commitment (:meth:`Outcomes.mark`): if somebody else decided
meanwhile, nothing is written and :class:`Overtaken` names what stands now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import ledger
from commitments.choices import Basis, LinkKind, Says
from commitments.follow_ups.directory import successors
from commitments.matching.lineage import heirs
from commitments.models import Commitment, Link, Update
from reports.choices import GroupReportStatus, State
from reports.models import GroupReport, Passage, Report, Section, WorkingGroup
from reports.versioning import hold, public_change

Decision = Update | Link

# Our own words, stored with the row in the three languages unless the person words them anew.
NOT_MENTIONED = {
    "en": "The report of {year} was searched; nothing in it answers this commitment.",
    "fr": "Le rapport de {year} a été parcouru; rien n’y répond à cet engagement.",
    "es": "Se buscó en el informe de {year}; nada en él responde a este compromiso.",
}
DID_NOT_REPORT = {
    "en": "The report of {year} holds no chapter of this group.",
    "fr": "Le rapport de {year} ne contient aucun chapitre de ce groupe.",
    "es": "El informe de {year} no contiene ningún capítulo de este grupo.",
}


class Overtaken(Exception):
    """Somebody else decided meanwhile; nothing was written. ``commitments`` are those that they decided."""

    def __init__(self, commitments: Iterable[Commitment] = ()) -> None:
        super().__init__("decided meanwhile")
        self.commitments = tuple(commitments)


@dataclass(frozen=True)
class Outcomes:
    """What was decided in the light of one report: rows that stand, by commitment, and how groups stand in it."""

    rows: Mapping[int, tuple[Decision, ...]] = field(default_factory=dict)
    groups: Mapping[int, GroupReport] = field(default_factory=dict)

    def of(self, commitment: Commitment) -> tuple[Decision, ...]:
        """Return the updates and links that stand for ``commitment``, in the order in which they were recorded."""
        return self.rows.get(commitment.pk, ())

    def silence_of(self, group_id: int | None) -> GroupReport | None:
        """Return that the group has no chapter in the report, where that is recorded."""
        found = self.groups.get(group_id) if group_id is not None else None
        return found if found is not None and found.status in GroupReportStatus.silent() else None

    def mark(self, commitment: Commitment) -> str:
        """Return a text that changes whenever a decision about ``commitment`` does; forms carry it."""
        silence = self.silence_of(commitment.working_group_id)
        return " ".join([*(row.key for row in self.of(commitment)), *([silence.status] if silence else [])])


def outcomes(report: Report, commitments: Collection[Commitment] | None = None) -> Outcomes:
    """Return what stands in the light of ``report``, drafts included; of all commitments, or of some."""
    updates = Update.objects.standing().filter(passage__document__report=report) | Update.objects.standing().filter(
        searched=report
    )
    links = Link.objects.standing().follow_ups().filter(newer__report=report)
    if commitments is not None:
        updates, links = updates.filter(commitment__in=commitments), links.filter(older__in=commitments)
    rows: dict[int, list[Decision]] = {}
    for update in updates.select_related("passage").order_by("recorded_at", "pk"):
        rows.setdefault(update.commitment_id, []).append(update)
    for link in links.select_related("newer").order_by("recorded_at", "pk"):
        rows.setdefault(link.older_id, []).append(link)
    groups = {row.group_id: row for row in GroupReport.objects.filter(report=report)}
    return Outcomes({pk: tuple(found) for pk, found in rows.items()}, groups)


def record_answer(
    commitment: Commitment,
    *,
    passage: Passage,
    says: Says,
    basis: Basis,
    effective_on: date,
    note: ledger.Words,
    seen: str,
    by: ledger.Actor,
) -> Update:
    """Record what ``passage``, of a later report, says of ``commitment``. Raises ValidationError or Overtaken."""
    report = passage.document.report
    if report is None or says == Says.NOT_MENTIONED:
        raise ValidationError(_("Give a passage of a report, and what it says."))
    with transaction.atomic():
        standing = _unmoved(report, [commitment], {commitment.reference: seen})
        _refuse_beside_silence(standing.of(commitment))
        return ledger.record_update(
            commitment,
            says=says,
            basis=basis,
            effective_on=effective_on,
            note=note,
            source=passage,
            state=_state(report),
            by=by,
        )


def link_forward(
    older: Commitment,
    newer: Commitment,
    *,
    kind: LinkKind,
    basis: Basis,
    rationale: ledger.Words,
    seen: str,
    by: ledger.Actor,
    scope_change: int | None = None,
    strength_change: int | None = None,
    date_change: int | None = None,
) -> Link:
    """Tie ``newer``, of a later report, to the ``older`` commitment. Raises ValidationError or Overtaken."""
    with transaction.atomic():
        standing = _unmoved(newer.report, [older], {older.reference: seen})
        _refuse_beside_silence(standing.of(older))
        if any(isinstance(row, Link) and row.newer_id == newer.pk for row in standing.of(older)):
            raise ValidationError(_("%(newer)s is linked to it already.") % {"newer": newer.reference})
        return ledger.link(
            newer,
            older,
            kind=kind,
            basis=basis,
            rationale=rationale,
            scope_change=scope_change,
            strength_change=strength_change,
            date_change=date_change,
            state=_state(newer.report),
            by=by,
        )


def say_not_mentioned(
    commitments: Collection[Commitment],
    *,
    report: Report,
    note: ledger.Words,
    seen: Mapping[str, str],
    by: ledger.Actor,
) -> list[Update]:
    """Record for each of ``commitments`` that ``report`` was searched for it in vain: one row each, all or none.

    ``seen`` gives the mark by reference. Raises ValidationError or Overtaken.
    """
    if report.meeting is None:
        raise ValidationError(_("The report names no annual meeting yet, so the search has no day."))
    with transaction.atomic():
        standing = _unmoved(report, commitments, seen)
        for commitment in commitments:
            spoken = [row.key for row in standing.of(commitment) if row.basis != Basis.WEAK]
            if spoken:
                raise ValidationError(
                    _("%(reference)s is answered already: %(keys)s.")
                    % {"reference": commitment.reference, "keys": ", ".join(spoken)}
                )
        return [
            ledger.record_update(
                commitment,
                says=Says.NOT_MENTIONED,
                basis=Basis.EXPLICIT,
                effective_on=report.meeting.ends_on,
                note=note,
                searched=report,
                state=_state(report),
                by=by,
            )
            for commitment in commitments
        ]


def say_group_silent(
    group: WorkingGroup, *, report: Report, status: GroupReportStatus, note: ledger.Words, by: ledger.Actor
) -> GroupReport:
    """Record once that ``group`` has no chapter in ``report``; its open commitments inherit it.

    Raises ValidationError where the report holds a chapter of it or of a group that follows it, Overtaken where
    somebody has said how it stands.
    """
    if status not in GroupReportStatus.silent():
        raise ValidationError(_("Say in which way the group is silent."))
    if names := ", ".join(str(found) for found in reporting(group, report)):
        raise ValidationError(
            _("The report holds a chapter of this group, or of one that follows it: %(names)s.") % {"names": names}
        )
    with public_change():
        Report.objects.select_for_update().get(pk=report.pk)
        if GroupReport.objects.filter(report=report, group=group).exists():
            raise Overtaken
        row = GroupReport(
            report=report, group=group, status=status, **{f"note_{code}": note.get(code, "") for code in NOT_MENTIONED}
        )
        row.full_clean()
        _sign(row, by)
        row.save()
    return row


def reporting(group: WorkingGroup, report: Report) -> list[WorkingGroup]:
    """Return which of ``group``, the groups that follow it and their subgroups have a chapter in ``report``."""
    lineage_codes = heirs(group.code, successors())
    sections = Section.objects.filter(document__report=report, working_group__code__in=lineage_codes)
    return list(WorkingGroup.objects.filter(pk__in=sections.values("working_group")).order_by("code"))


def take_back(row: Decision, *, by: ledger.Actor) -> Decision:
    """Say that a decision was wrong: its withdrawal is appended, and nothing takes its place.

    Raises Overtaken where somebody has corrected it, ValidationError for a decision that is public already.
    """
    if row.state == State.PUBLISHED:
        raise ValidationError(_("%(key)s is public; correct it on its own page.") % {"key": row.key})
    with transaction.atomic():
        hold()
        subject = row.commitment if isinstance(row, Update) else row.older
        Commitment._base_manager.select_for_update().get(pk=subject.pk)
        if not type(row).objects.standing().filter(pk=row.pk).exists():
            raise Overtaken([subject])
        return ledger.withdraw(row, by=by)


def take_back_silence(row: GroupReport, *, by: ledger.Actor) -> None:
    """Say that it was wrong that a group is silent in a report: while it is a draft, the row goes and its history stays.

    Raises ValidationError where the report is public.
    """
    if row.report.state != State.DRAFT:
        raise ValidationError(_("The report is public; correct how the group stands in it on its own page."))
    with public_change():
        _sign(row, by)
        row.passages.clear()
        row.delete()


def _unmoved(report: Report, commitments: Collection[Commitment], seen: Mapping[str, str]) -> Outcomes:
    """Lock ``commitments`` and return what stands for them. Raises Overtaken where that is not what was seen."""
    hold()
    rows = Commitment._base_manager.select_for_update().filter(pk__in=[row.pk for row in commitments])
    list(rows.order_by("pk").values_list("pk"))
    standing = outcomes(report, commitments)
    if moved := [row for row in commitments if standing.mark(row) != seen.get(row.reference)]:
        raise Overtaken(moved)
    return standing


def _refuse_beside_silence(rows: Iterable[Decision]) -> None:
    for row in rows:
        if isinstance(row, Update) and row.says == Says.NOT_MENTIONED:
            raise ValidationError(
                _("%(key)s says that the report does not mention it: take that back first.") % {"key": row.key}
            )


def _state(report: Report) -> State:
    """What belongs to a draft is a draft."""
    return State.PUBLISHED if report.state == State.PUBLISHED else State.DRAFT


def _sign(row: Any, by: ledger.Actor) -> None:
    """Let the history say who wrote it."""
    if isinstance(by, User):
        row._history_user = by
