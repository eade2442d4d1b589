"""What the roll-forward desk shows, put into rows and words before a page is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.admin.roll_forward_forms import AnswerForm, ForwardForm
from commitments.choices import Basis, LinkKind, Says
from commitments.desk.rolling import Decision, outcomes
from commitments.follow_ups.data import NoTextError
from commitments.follow_ups.reasons import sentence
from commitments.follow_ups.suggestions import suggestions
from commitments.matching.material import Reading, Suggestion
from commitments.models import Commitment, CommitmentSource, Update
from commitments.outcomes import eve, has_outcome, open_before
from reports.admin.printed import place
from reports.choices import State
from reports.models import Document, GroupReport, Passage, Report, Session
from reports.querysets import SECTION_PATH

PARTNERSHIP = "CMP"  # in the place of a group's code, for the partnership as a whole
SHOWN_ON_DESK = 3
_WORTH_A_LOOK = 0.05  # suggestions that score less are folded away
_AS_LIKELY_AS_NOT = 0.5  # the score at which an answer is as likely as silence


@dataclass(frozen=True)
class Recorded:
    """One decision that stands: its key, what it says in words, who took it when, and the row's own page."""

    key: str
    words: str
    by: str
    at: Any
    address: str
    is_draft: bool


@dataclass(frozen=True)
class Progress:
    """How many of how many open commitments are decided, and the next that is not."""

    decided: int
    total: int
    next_reference: str | None


@dataclass(frozen=True)
class Row:
    """One open commitment on the desk: what was decided, or where it may be answered."""

    commitment: Any
    is_decided: bool
    decisions: list[Recorded]
    suggestions: list[Suggestion]
    language: str

    @property
    def is_likely_answered(self) -> bool:
        """Whether an answer is likelier than silence, so that somebody should look."""
        return bool(self.suggestions) and self.suggestions[0].score >= _AS_LIKELY_AS_NOT


@dataclass(frozen=True)
class GroupRows:
    """The open commitments of one group (None: of the partnership), and whether the group is silent in the report."""

    code: str
    name: str
    rows: list[Row]
    silence: GroupReport | None

    @property
    def decided(self) -> int:
        """How many are decided."""
        return sum(row.is_decided for row in self.rows)

    @property
    def left(self) -> list[Row]:
        """Those that are not."""
        return [row for row in self.rows if not row.is_decided]


@dataclass(frozen=True)
class Suggested:
    """A suggestion with all that is needed to decide on it."""

    number: int
    suggestion: Suggestion
    passage: Passage
    reading: str
    reasons: list[str]
    place: str
    headings: str
    before: str
    after: str
    answer: AnswerForm
    forward: ForwardForm | None

    @property
    def is_worth_a_look(self) -> bool:
        """Whether it stands unfolded."""
        return self.suggestion.score >= _WORTH_A_LOOK


class Desk:
    """The state of the roll-forward of one report: what was open before it, and what is decided."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.standing = outcomes(report)
        rows = open_before(report).values_list("pk", "reference", "working_group__code")
        self._open = sorted(rows, key=lambda row: (row[2] or PARTNERSHIP, row[1]))
        answered = set(Commitment.objects.filter(has_outcome(report)).values_list("pk", flat=True))
        self._decided = {pk for pk, _reference, _code in self._open if pk in answered}

    def progress(self, after: str | None = None, code: str | None = None) -> Progress:
        """Return how far it is; next comes the first undecided one behind ``after``, else from the start."""
        of_group = [row for row in self._open if code in (None, row[2] or PARTNERSHIP)]
        left = [reference for pk, reference, _code in of_group if pk not in self._decided]
        behind = left
        if after is not None:
            order = [reference for _pk, reference, _code in of_group]
            later = set(order[order.index(after) + 1 :]) if after in order else set()
            behind = [reference for reference in left if reference in later] or [one for one in left if one != after]
        return Progress(len(of_group) - len(left), len(of_group), next(iter(behind), None))

    def is_open(self, commitment: Commitment) -> bool:
        """Whether ``commitment`` was open before the report."""
        return any(pk == commitment.pk for pk, _reference, _code in self._open)

    def is_decided(self, commitment: Commitment) -> bool:
        """Whether it has an outcome in the report."""
        return commitment.pk in self._decided

    def decisions(self, commitment: Commitment) -> list[Recorded]:
        """Return what stands for ``commitment``, in words."""
        return [recorded(one) for one in self.standing.of(commitment)]

    def groups(self, code: str | None = None) -> list[GroupRows]:
        """Return the open commitments by group; of one group by its code."""
        wanted = [pk for pk, _reference, of_group in self._open if code in (None, of_group or PARTNERSHIP)]
        rows = list(described(Commitment.objects.filter(pk__in=wanted), self.report))
        document, found, _why_none = suggested(self.report, {row.report for row in rows})
        groups: dict[str, GroupRows] = {}
        for row in sorted(rows, key=lambda row: (code_of(row), row.reference)):
            group: Any = row.working_group
            heading = group.name if group else _("The partnership as a whole")
            into = groups.setdefault(
                code_of(row), GroupRows(code_of(row), heading, [], self.standing.silence_of(row.working_group_id))
            )
            into.rows.append(
                Row(
                    row,
                    self.is_decided(row),
                    self.decisions(row),
                    [one for one in found.get(row.reference, []) if one.score >= _WORTH_A_LOOK][:SHOWN_ON_DESK],
                    document.language if document else "",
                )
            )
        return list(groups.values())


def code_of(commitment: Commitment) -> str:
    """Return the code of the commitment's group. Needs the group fetched."""
    return commitment.working_group.code if commitment.working_group else PARTNERSHIP


def described(commitments: Any, report: Report) -> Any:
    """Fetch what the desk of ``report`` shows of a commitment, in a constant number of queries.

    Adds ``primaries`` and ``words_of_sources``: what the sources said before the report, the last word first.
    """
    sources = CommitmentSource.objects.filter(is_primary=True).select_related("passage__document")
    words = Update.objects.counting_at(eve(report)).declaring().of_the_whole().latest_first()
    words = words.exclude(passage__document__report=report)
    return commitments.select_related("report", "working_group").prefetch_related(
        Prefetch("sources", queryset=sources.defer("passage__document__text"), to_attr="primaries"),
        Prefetch("updates", queryset=words, to_attr="words_of_sources"),
    )


def suggested(report: Report, earlier: Iterable[Report]) -> tuple[Document | None, dict[str, list[Suggestion]], str]:
    """Return the capture that was searched and the suggestions by reference; without them, why there are none."""
    try:
        document, found = suggestions(report, sorted(earlier, key=lambda one: one.year))
    except NoTextError:
        return None, {}, _("The words of this report are not held here, so nothing can be suggested.")
    return document, found, ""


def suggested_rows(report: Report, commitment: Commitment, newer: Sequence[Commitment]) -> tuple[list[Suggested], str]:
    """Return the suggestions for ``commitment`` ready to be decided on; without them, why there are none."""
    document, found, why_none = suggested(report, [commitment.report])
    given = found.get(commitment.reference, [])
    held = Passage.objects.filter(document=document).select_related("document", *SECTION_PATH).defer("document__text")
    passages = {row.start: row for row in held.filter(start__in=[one.passage.start for one in given])}
    around = {row.order + step for row in passages.values() for step in (-1, 1)}
    neighbours = {(row.order, row.paragraph): row.text for row in held.filter(order__in=around)}
    days, by_reference = session_days(report), {row.reference: row for row in newer}
    found_rows = []
    for number, one in enumerate(given, start=1):
        if passage := passages.get(one.passage.start):
            promised = by_reference.get(one.passage.commitment.reference) if one.passage.commitment else None
            found_rows.append(
                Suggested(
                    number=number,
                    suggestion=one,
                    passage=passage,
                    reading=reading_in_words(one.reading),
                    reasons=[sentence(reason) for reason in one.reasons],
                    place=place(passage),
                    headings=" › ".join([*_group_name(passage), *passage.section.path]),
                    before=neighbours.get((passage.order - 1, passage.paragraph), ""),
                    after=neighbours.get((passage.order + 1, passage.paragraph), ""),
                    answer=_answer(number, one, passage, report, days),
                    forward=_forward(number, one, promised, newer) if promised else None,
                )
            )
    return found_rows, why_none


def _group_name(passage: Passage) -> list[str]:
    return [str(passage.section.working_group)] if passage.section.working_group else []


def _basis(one: Suggestion) -> Basis:
    return Basis.STRONG if one.score >= _AS_LIKELY_AS_NOT else Basis.WEAK


def _answer(number: int, one: Suggestion, passage: Passage, report: Report, days: dict[int | None, date]) -> AnswerForm:
    """Return the form that records what the passage says, filled in as proposed."""
    says = Says(one.reading.value) if one.reading.value in Says.values else Says.MENTIONED
    initial = {
        "passage": passage.pk,
        "says": says,
        "basis": Basis.EXPLICIT if says is Says.DROPPED else _basis(one),
        "effective_on": days.get(passage.section.working_group_id, days.get(None)),
    }
    return AnswerForm(report=report, prefix=f"s{number}", initial=initial)


def _forward(number: int, one: Suggestion, promised: Commitment, newer: Sequence[Commitment]) -> ForwardForm:
    """Return the form that links to the commitment which the passage promises, filled in as proposed."""
    kind = one.reading.value if one.reading.value in LinkKind.values else LinkKind.CONTINUES
    initial = {"newer": promised.pk, "kind": kind, "basis": _basis(one)}
    return ForwardForm(newer=list(newer), prefix=f"f{number}", initial=initial)


def session_days(report: Report) -> dict[int | None, date]:
    """Return the last day of each group's sessions of the report's meeting; under None that of the meeting itself."""
    if report.meeting is None:
        return {}
    sessions = Session.objects.filter(meeting=report.meeting).values_list("group").annotate(last=Max("ends_on"))
    return {None: report.meeting.ends_on, **dict(sessions)}


def reading_in_words(reading: Reading) -> str:
    """Return a proposed reading as the label of what would be recorded."""
    word = reading.value
    return str(Says(word).label if word in Says.values else LinkKind(word).label)


def recorded(row: Decision) -> Recorded:
    """Return a decision in words. Needs ``newer`` of a link fetched."""
    if isinstance(row, Update):
        words = row.get_says_display()
    else:
        words = _("%(kind)s: %(newer)s") % {"kind": row.get_kind_display(), "newer": row.newer.reference}
    if row.basis == Basis.WEAK:
        words = _("%(what)s (weak: answers nothing)") % {"what": words}
    address = reverse(f"admin:commitments_{row._meta.model_name}_change", args=[row.pk])
    return Recorded(row.key, words, row.recorded_by_name, row.recorded_at, address, row.state == State.DRAFT)
