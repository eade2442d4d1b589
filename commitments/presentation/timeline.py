"""The time line of one commitment: printed, then each update, silence, verdict and link, with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from commitments.choices import Badge, Basis, Completion, LinkKind, Says
from commitments.models import Assessment, AssessmentEvidence, Commitment, Link, Update
from commitments.presentation.badges import Shown, Silence, silence
from reports.models import Passage, Report
from reports.querysets import SECTION_PATH

_SAYS_ICON = {
    Says.STARTED: Badge.UNDER_WAY,
    Says.PROGRESS: Badge.UNDER_WAY,
    Says.PARTLY_COMPLETED: Badge.UNDER_WAY,
    Says.OBSTRUCTED: Badge.UNDER_WAY,
    Says.COMPLETED: Badge.DONE,
    Says.CONCLUDED: Badge.CONCLUDED,
    Says.POSTPONED: Badge.POSTPONED,
    Says.DROPPED: Badge.DROPPED,
    Says.CONTRADICTED: Badge.MENTIONED,
    Says.MENTIONED: Badge.MENTIONED,
    Says.NOT_MENTIONED: Badge.NOT_MENTIONED,
}
_COMPLETION_ICON = {
    Completion.NO_EVIDENCE: Badge.NOT_MENTIONED,
    Completion.NOT_STARTED: Badge.NO_LATER_REPORT,
    Completion.LIMITED: Badge.UNDER_WAY,
    Completion.SUBSTANTIAL: Badge.UNDER_WAY,
    Completion.COMPLETE: Badge.DONE,
}


@dataclass
class Entry:
    """One thing that happened: when, what, and on what it rests.

    ``row`` and ``text`` name the field that tells it in our own words (``row.text``).
    """

    on: date
    badge: Badge
    what: str
    row: Any = None
    text: str = ""
    passage: Passage | None = None
    address: str = ""
    basis: str = ""
    key: str = ""
    remarks: list[str] = field(default_factory=list)
    other: Commitment | None = None

    @property
    def report(self) -> Report | None:
        """The report that says it, or that was searched in vain or is silent; none for another source."""
        if self.passage is not None:
            return self.passage.document.report
        return getattr(self.row, "searched", None) or getattr(self.row, "report", None)

    @property
    def icon(self) -> str:
        """Name of the symbol in the icon sprite."""
        return self.badge.icon

    @property
    def css_class(self) -> str:
        """Class of the symbol in the style sheet."""
        return self.badge.css_class


@dataclass
class History:
    """What counts about one commitment on one day, the latest first.

    ``declaration`` is the update that decides what is declared, ``successor`` the link that carries the
    commitment forward.
    """

    updates: list[Update]
    declaration: Update | None
    assessments: list[Assessment]
    to_newer: list[Link]
    to_older: list[Link]
    successor: Link | None
    silence: Silence


def history(commitment: Commitment, at: date, known_at: datetime | None = None) -> History:
    """Fetch what counts about ``commitment`` on the day ``at``, as known at ``known_at``. Needs ``with_silences``."""
    place = ["passage__document__report", *(f"passage__{path}" for path in SECTION_PATH)]
    updates = (
        Update.objects.counting_at(at, known_at)
        .filter(commitment=commitment)
        .select_related("stated_by", "deliverable", *place)
        .defer("passage__document__text")
        .latest_first()
    )
    evidence = Prefetch(
        "evidence",
        queryset=AssessmentEvidence.objects.filter(update__in=Update.objects.counting_at(at, known_at))
        .select_related("update")
        .order_by("pk"),
        to_attr="rests_on",
    )
    assessments = (
        Assessment.objects.counting_at(at, known_at)
        .filter(commitment=commitment)
        .select_related("deliverable")
        .prefetch_related(evidence)
        .latest_first()
    )
    ends = Commitment.objects.select_related("report").with_sources()
    links = Link.objects.counting_at(at, known_at).order_by("pk")
    links = links.prefetch_related(Prefetch("newer", queryset=ends), Prefetch("older", queryset=ends))
    tied = list(links.filter(Q(newer=commitment) | Q(older=commitment)))
    carrying = [*LinkKind.carrying(), LinkKind.SUPERSEDES]
    to_newer = [row for row in tied if row.older_id == commitment.pk]
    successors = [row for row in to_newer if row.kind in carrying and row.basis != Basis.WEAK]
    return History(
        updates=list(updates.exclude(says=Says.NOT_MENTIONED)),
        declaration=updates.declaring().of_the_whole().first(),
        assessments=list(assessments),
        to_newer=to_newer,
        to_older=[row for row in tied if row.newer_id == commitment.pk],
        successor=successors[-1] if successors else None,
        silence=silence(commitment),
    )


def words_of(commitment: Shown, updates: Iterable[Update], silent: Silence) -> list[Entry]:
    """Return what sources and searches contribute to the time line of ``commitment``, oldest first."""
    entries = [*(_update(row) for row in updates), *_silences(commitment, silent)]
    return sorted(entries, key=lambda entry: entry.on)


def timeline(commitment: Commitment, told: History) -> list[Entry]:
    """Return the entries of ``commitment``, oldest first."""
    entries = [
        *(_update(row) for row in told.updates),
        *_silences(commitment, told.silence),
        *(_assessment(row) for row in told.assessments),
        *(_link(row) for row in told.to_newer),
    ]
    return [_promise(commitment), *sorted(entries, key=lambda entry: entry.on)]


def _promise(commitment: Commitment) -> Entry:
    sources = commitment.sources.all()
    passage = sources[0].passage if sources else None
    return Entry(commitment.promised_on, Badge.NO_LATER_REPORT, _("Promised"), commitment, "title", passage=passage)


def _update(row: Update) -> Entry:
    remarks = [] if row.deliverable is None else [_("About one part: %(part)s.") % {"part": row.deliverable.text}]
    if row.stated_by is not None:
        remarks.append(_("Stated by %(owner)s.") % {"owner": row.stated_by})
    return Entry(
        row.effective_on,
        _SAYS_ICON[Says(row.says)],
        str(row.get_says_display()),
        row,
        "note",
        passage=row.passage,
        address=row.address,
        basis=str(row.get_basis_display()),
        key=row.key,
        remarks=remarks,
    )


def _silences(commitment: Shown, silent: Silence) -> Iterable[Entry]:
    for row in commitment.silences:
        what = _("Searched in vain: the %(period)s report") % {"period": row.searched.period}
        yield Entry(row.effective_on, Badge.NOT_MENTIONED, what, row, "note", key=row.key)
    for standing in silent.unreported:
        what = _("The group did not report in %(period)s") % {"period": standing.report.period}
        yield Entry(standing.report.meeting.ends_on, Badge.NOT_MENTIONED, what, standing, "note")


def _assessment(row: Any) -> Entry:
    what = _("Judged for %(party)s: %(completion)s") % {
        "party": row.get_party_display(),
        "completion": row.get_completion_display(),
    }
    remarks = [] if row.deliverable is None else [_("About one part: %(part)s.") % {"part": row.deliverable.text}]
    if row.rests_on:
        remarks.append(_("Rests on %(keys)s.") % {"keys": ", ".join(item.update.key for item in row.rests_on)})
    return Entry(
        row.effective_on,
        _COMPLETION_ICON[Completion(row.completion)],
        what,
        row,
        "reason",
        key=row.key,
        remarks=remarks,
    )


def _link(row: Link) -> Entry:
    what = _("A later statement: %(kind)s") % {"kind": row.get_kind_display()}
    return Entry(
        row.newer.promised_on,
        Badge.CARRIED_FORWARD,
        what,
        row,
        "rationale",
        basis=str(row.get_basis_display()),
        key=row.key,
        other=row.newer,
    )


def corrected(commitment: Commitment, at: date, known_at: datetime | None = None) -> list[tuple[Any, str]]:
    """Return the published rows that no longer count, each with the field that tells it, oldest first."""
    rows: list[tuple[Any, str]] = []
    for model, about, text in (
        (Update, Q(commitment=commitment), "note"),
        (Assessment, Q(commitment=commitment), "reason"),
        (Link, Q(newer=commitment) | Q(older=commitment), "rationale"),
    ):
        gone = model.objects.published().with_corrections(known_at).filter(about).exclude(corrected_by_key=None)
        rows += [(row, text) for row in gone.effective_by(at).known(known_at).order_by("recorded_at", "pk")]
    return rows
