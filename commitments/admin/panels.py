"""What stands beside a commitment's form to read: its status today, and the rows that were appended to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commitments.choices import NOT_ASSESSED, NOT_DECLARED, Badge, Completion, Life, Says, Schedule
from commitments.models import AppendOnly, Assessment, Coding, Commitment, Guideline, Link, Reply, Update
from reports.choices import State


@dataclass
class Row:
    """One appended row: the address of its page, its cells, and whether it still counts."""

    key: str
    address: str
    cells: list[Any]
    note: str
    counts: bool


@dataclass
class Panel:
    """The rows of one kind, and the address to append one (empty where the account may not)."""

    title: str
    headings: list[str]
    rows: list[Row]
    add_address: str
    add_label: str


def status_rows(commitment: Any) -> list[tuple[str, Any]]:
    """Return badge and axes in words. ``commitment`` carries them (``with_status``)."""
    declared: dict[str, Any] = {**dict(Says.choices), NOT_DECLARED: _("Nothing declared")}
    completion: dict[str, Any] = {**dict(Completion.choices), NOT_ASSESSED: _("Not assessed")}
    return [
        (_("Badge"), Badge(commitment.badge).label),
        (_("What do the sources say?"), declared[commitment.declared]),
        (_("What do we judge?"), completion[commitment.completion]),
        (_("How does it stand against its window?"), Schedule(commitment.schedule).label),
        (_("Where is it in its series?"), Life(commitment.life).label),
    ]


def panels(request: HttpRequest, commitment: Commitment) -> list[Panel]:
    """Return what was appended to ``commitment``, kind by kind, each with the way to add a row."""
    updates = Update.objects.filter(commitment=commitment).select_related("corrected_by", "searched", "stated_by")
    guidelines = Guideline.objects.filter(commitment=commitment).select_related("corrected_by")
    assessments = list(Assessment.objects.filter(commitment=commitment).select_related("corrected_by"))
    codings = Coding.objects.visible_to(request.user).filter(commitment=commitment).select_related("corrected_by")
    replies = Reply.objects.filter(assessment__commitment=commitment).select_related("corrected_by", "assessment")
    links = Link.objects.filter(Q(newer=commitment) | Q(older=commitment))
    links = links.select_related("corrected_by", "newer", "older")
    return [
        _panel(
            request,
            Update,
            f"commitment={commitment.pk}",
            _("Record an update"),
            [_("Says"), _("Basis"), _("Effective on")],
            [(row, [row.get_says_display(), row.get_basis_display(), row.effective_on], row.note) for row in updates],
        ),
        _panel(
            request,
            Guideline,
            f"commitment={commitment.pk}",
            _("Write the guideline"),
            [_("Complete")],
            [(row, [row.complete], row.proof) for row in guidelines],
        ),
        _panel(
            request,
            Assessment,
            f"commitment={commitment.pk}",
            _("Record an assessment"),
            [_("Party"), _("Completion"), _("Effective on")],
            [
                (row, [row.get_party_display(), row.get_completion_display(), row.effective_on], row.reason)
                for row in assessments
            ],
        ),
        _panel(
            request,
            Coding,
            f"commitment={commitment.pk}",
            _("Code it blind"),
            [_("Party"), _("Completion")],
            [(row, [row.get_party_display(), row.get_completion_display()], row.note) for row in codings],
        ),
        _panel(
            request,
            Reply,
            f"assessment={assessments[0].pk}" if len(assessments) == 1 else "",
            _("Record a reply"),
            [_("Side"), _("Verdict"), _("Replied on")],
            [(row, [row.get_side_display(), row.assessment.key, row.replied_on], row.note) for row in replies],
        ),
        _panel(
            request,
            Link,
            f"newer={commitment.pk}",
            _("Link to an older commitment"),
            [_("Newer"), _("Kind"), _("Older")],
            [(row, [row.newer.reference, row.get_kind_display(), row.older.reference], row.rationale) for row in links],
        ),
    ]


def _panel(
    request: HttpRequest,
    model: type[AppendOnly],
    initial: str,
    add_label: str,
    headings: list[str],
    rows: list[tuple[AppendOnly, list[Any], str]],
) -> Panel:
    name = f"admin:commitments_{model._meta.model_name}"
    may_add = request.user.has_perm(f"commitments.add_{model._meta.model_name}")
    may_view = request.user.has_perm(f"commitments.view_{model._meta.model_name}")
    return Panel(
        title=capfirst(str(model._meta.verbose_name_plural)),
        headings=headings,
        rows=[
            Row(row.key, reverse(f"{name}_change", args=[row.pk]), [*cells, standing(row)], note, counts(row))
            for row, cells, note in rows
        ]
        if may_view
        else [],
        add_address=f"{reverse(f'{name}_add')}?{initial}" if may_add else "",
        add_label=add_label,
    )


def counts(row: AppendOnly) -> bool:
    """Whether ``row`` is what holds: public, no withdrawal, and not corrected. Needs ``corrected_by`` fetched."""
    return standing_word(row) is None


def standing(row: AppendOnly) -> str:
    """Return in words how ``row`` stands. Needs ``corrected_by`` fetched."""
    return standing_word(row) or _("Counts")


def standing_word(row: AppendOnly) -> str | None:
    """Return why ``row`` does not count; None if it does."""
    later = getattr(row, "corrected_by", None)
    if later is not None:
        if later.is_withdrawal:
            word = _("Withdrawn by %(key)s")
        elif row.state == State.DRAFT and later.state == State.PUBLISHED:
            word = _("Published as %(key)s")
        else:
            word = _("Corrected by %(key)s")
        return word % {"key": later.key}
    if row.is_withdrawal:
        return _("Is a withdrawal")
    return None if row.state == State.PUBLISHED else row.get_state_display()
