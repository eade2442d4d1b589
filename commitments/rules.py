"""Rules that span rows, asked of one row that is about to be written. The ledger asks them before it appends.

A *check* takes the row and yields messages; what it yields nothing for may be written. The same
rules over the whole record are the predicates of :mod:`commitments.invariants`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from commitments.choices import Basis, Completion, LinkKind, SourceRole
from commitments.models import (
    AppendOnly,
    Assessment,
    Coding,
    CommitmentSource,
    Exclusion,
    Guideline,
    Link,
    Reply,
    Update,
)
from reports.choices import State

Check = Callable[[Any], Iterable[str]]


def correction_is_fit(row: AppendOnly) -> Iterator[str]:
    """A row corrects one about the same subject; a draft never corrects a published row."""
    if row.corrects is None:
        return
    if row.corrects.key_subject != row.key_subject:
        yield _("%(key)s is about something else and cannot be corrected by this row.") % {"key": row.corrects.key}
    if row.state == State.DRAFT and row.corrects.state == State.PUBLISHED:
        yield _("%(key)s is published: a draft cannot correct it.") % {"key": row.corrects.key}


def evidence_is_later(update: Update) -> Iterator[str]:
    """A report is evidence only for promises of an earlier report; nothing is evidence from before the promise."""
    commitment = update.commitment
    if update.effective_on < commitment.promised_on:
        yield _("Nothing from before %(date)s, when it was promised, can be evidence.") % {
            "date": commitment.promised_on
        }
    report = update.searched or (update.passage.document.report if update.passage else None)
    if report is not None and report.year <= commitment.report.year:
        yield _("The %(year)s report cannot prove its own promises or later ones.") % {"year": report.year}


def verdict_is_later(assessment: Assessment) -> Iterator[str]:
    """A verdict holds for a day on or after the promise, and the search reaches at least that day."""
    if assessment.effective_on < assessment.commitment.promised_on:
        yield _("A verdict cannot hold for a day before the promise.")
    if assessment.searched_until < assessment.effective_on:
        yield _("Evidence must have been looked for up to the day of the verdict.")


def guideline_once(guideline: Guideline) -> Iterator[str]:
    """A commitment has one guideline that stands."""
    others = Guideline.objects.standing().filter(commitment=guideline.commitment).exclude(pk=guideline.pk)
    for row in others.exclude(pk=guideline.corrects_id):
        yield _("Its guideline is %(key)s already: correct that row.") % {"key": row.key}


def verdict_has_guideline(assessment: Assessment) -> Iterator[str]:
    """A verdict was reached by a published guideline of its commitment that was written before it."""
    guideline = assessment.guideline
    if guideline is None:
        yield _("Write and publish its guideline first: what would count as complete, partial and not started.")
    elif guideline.commitment_id != assessment.commitment_id or guideline.state == State.DRAFT:
        yield _("%(key)s is no published guideline of this commitment.") % {"key": guideline.key}
    elif isinstance(assessment.recorded_at, datetime) and guideline.recorded_at > assessment.recorded_at:
        yield _("The guideline %(key)s was written after the verdict.") % {"key": guideline.key}


def reply_is_to_a_public_verdict(reply: Reply) -> Iterator[str]:
    """A published reply is to a published verdict, and no reply is to a withdrawal."""
    if reply.assessment.is_withdrawal:
        yield _("%(key)s is a withdrawal: there is no verdict to reply to.") % {"key": reply.assessment.key}
    elif reply.state == State.PUBLISHED and reply.assessment.state == State.DRAFT:
        yield _("%(key)s is a draft: publish it before a published reply stands beside it.") % {
            "key": reply.assessment.key
        }


def coding_is_blind(coding: Coding) -> Iterator[str]:
    """Two people code a commitment for a party, by its guideline, each once; what both have given stays as it is."""
    if not Guideline.objects.standing().filter(commitment=coding.commitment, state=State.PUBLISHED).exists():
        yield _("Write and publish its guideline first: what would count as complete, partial and not started.")
    same = Coding.objects.filter(commitment=coding.commitment, party=coding.party).exclude(pk=coding.pk)
    own = same.filter(recorded_by=coding.recorded_by)
    others = same.standing().exclude(recorded_by=coding.recorded_by)
    if coding.corrects is not None and coding.corrects.recorded_by_id != coding.recorded_by_id:
        yield _("Only the one who coded may correct it.")
    elif others.exists() and own.exists():
        yield _("Both codings are in and can be read: neither is changed any more.")
    elif others.count() > 1:
        yield _("Two people have coded this already.")
    elif coding.corrects is None and own.standing().exists():
        yield _("You have coded this already: correct that row.")


def verdict_has_evidence(assessment: Assessment) -> Iterator[str]:
    """A verdict needs an update to rest on that is not weak; only *no evidence* may rest on a search alone."""
    if assessment.completion == Completion.NO_EVIDENCE:
        return
    if not assessment.evidence.exists():
        yield _("Name at least one update on which this verdict rests.")
    elif not assessment.evidence.exclude(update__basis=Basis.WEAK).exists():
        yield _("A verdict cannot rest on weak updates alone.")


def evidence_may_be_seen(assessment: Assessment) -> Iterator[str]:
    """A published verdict rests on published updates, all about its own commitment."""
    for evidence in assessment.evidence.select_related("update"):
        if evidence.update.commitment_id != assessment.commitment_id:
            yield _("%(key)s is about another commitment.") % {"key": evidence.update.key}
        if assessment.state == State.PUBLISHED and evidence.update.state == State.DRAFT:
            yield _("%(key)s is a draft: publish it before a published verdict rests on it.") % {
                "key": evidence.update.key
            }


def deliverable_is_of_commitment(row: Update | Assessment) -> Iterator[str]:
    """A row about one deliverable is about a deliverable of its own commitment."""
    if row.deliverable is not None and row.deliverable.commitment_id != row.commitment_id:
        yield _("This deliverable belongs to another commitment.")


def link_points_back(link: Link) -> Iterator[str]:
    """A follow-up points to an earlier report; some kinds may stay within one."""
    kind = LinkKind(link.kind)
    newer, older = link.newer.report.year, link.older.report.year
    if newer < older:
        yield _("A link points from the newer statement to the older one.")
    elif newer == older and not kind.may_stay_in_report:
        yield _("'%(kind)s' ties statements of different reports.") % {"kind": kind.label}


def link_makes_no_cycle(link: Link) -> Iterator[str]:
    """Neither follow-ups nor dependencies run in a circle."""
    is_follow_up = LinkKind(link.kind).is_follow_up
    edges: dict[int, set[int]] = defaultdict(set)
    for newer, older, kind in Link.objects.counting().exclude(pk=link.pk).values_list("newer_id", "older_id", "kind"):
        if LinkKind(kind).is_follow_up == is_follow_up:
            edges[newer].add(older)
    seen, waiting = set(), [link.older_id]
    while waiting:
        current = waiting.pop()
        if current == link.newer_id:
            yield _("This link would close a circle.")
            return
        if current not in seen:
            seen.add(current)
            waiting.extend(edges[current])


def excluded_is_not_promised(exclusion: Exclusion) -> Iterator[str]:
    """A passage is not both a promise and excluded."""
    claims = CommitmentSource.objects.filter(passage=exclusion.passage, role=SourceRole.PROMISE).exclude(
        commitment__state=State.WITHDRAWN
    )
    for claim in claims.select_related("commitment"):
        yield _("%(reference)s rests on this passage: withdraw it first.") % {"reference": claim.commitment.reference}


def excluded_once(exclusion: Exclusion) -> Iterator[str]:
    """A passage has one exclusion that stands."""
    earlier = Exclusion.objects.standing().filter(passage=exclusion.passage)
    if exclusion.corrects_id:
        earlier = earlier.exclude(pk=exclusion.corrects_id)
    for row in earlier.exclude(pk=exclusion.pk):
        yield _("The passage is excluded already by %(key)s: correct that row.") % {"key": row.key}


def row_checks(model: type[AppendOnly]) -> tuple[Check, ...]:
    """Return the checks that a new row of ``model`` must pass, a correction too."""
    checks: dict[type[AppendOnly], tuple[Check, ...]] = {
        Update: (evidence_is_later, deliverable_is_of_commitment),
        Guideline: (guideline_once,),
        Assessment: (verdict_is_later, deliverable_is_of_commitment, verdict_has_guideline),
        Reply: (reply_is_to_a_public_verdict,),
        Coding: (coding_is_blind,),
        Link: (link_points_back, link_makes_no_cycle),
        Exclusion: (excluded_is_not_promised, excluded_once),
    }
    return checks.get(model, ())
