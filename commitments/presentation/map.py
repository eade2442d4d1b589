"""The figures of the map: groups × reports, each cell the make-up of that group's promises by badge."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.choices import Badge, Strength
from commitments.filters import PARTNERSHIP
from commitments.groups import joint_groups
from commitments.models import Commitment, CommitmentSource
from reports.choices import GroupReportStatus, SectionRole, SuccessionBasis, SuccessionKind
from reports.folding import by_name
from reports.models import GroupReport, GroupSuccession, Report, WorkingGroup

BECOMING = (SuccessionKind.SPLIT, SuccessionKind.MERGED, SuccessionKind.RENAMED)
UNIT = 7
LONGEST = 60
"""Units of the longest bar: beyond, a unit stands for several promises."""
STANDING_WORDS = {
    GroupReportStatus.CHAPTER: gettext_lazy("no promise printed"),
    GroupReportStatus.MET_NO_CHAPTER: gettext_lazy("met, no chapter"),
    GroupReportStatus.DID_NOT_MEET: gettext_lazy("did not meet"),
    GroupReportStatus.COUNTED_ONLY: gettext_lazy("counted, no chapter"),
    GroupReportStatus.ABSENT: gettext_lazy("not in the report"),
}


@dataclass(frozen=True)
class Part:
    """The promises of a cell that carry one badge, drawn as ``units`` from left to right, behind ``before`` others."""

    badge: Badge
    count: int
    units: int
    before: int

    @property
    def offsets(self) -> list[int]:
        """Where each unit stands, in pixels."""
        return [UNIT * place for place in range(self.before, self.before + self.units)]

    @property
    def words(self) -> str:
        """The part in words: 3 × Under way."""
        return f"{self.count} × {self.badge.label}"


@dataclass(frozen=True)
class Cell:
    """One group in one report: parts, or words where there are none."""

    report: Report
    parts: tuple[Part, ...]
    words: str = ""
    note: str = ""

    @property
    def total(self) -> int:
        """How many promises there are."""
        return sum(part.count for part in self.parts)

    @property
    def answered(self) -> int:
        """Of how many a later source says something."""
        return sum(part.count for part in self.parts if part.badge.is_answer)

    @property
    def silent(self) -> int:
        """Of how many the later reports held here say nothing."""
        return sum(part.count for part in self.parts if part.badge.is_silence)

    @property
    def label(self) -> str:
        """The drawing in words."""
        said = ngettext(
            "%(total)s promise of %(period)s: %(parts)s", "%(total)s promises of %(period)s: %(parts)s", self.total
        )
        words = ", ".join(part.words for part in self.parts)
        return said % {"total": self.total, "period": self.report.period, "parts": words}

    @property
    def width(self) -> int:
        """Width of the drawing, in pixels."""
        return UNIT * sum(part.units for part in self.parts)


@dataclass(frozen=True)
class Row:
    """One working group in all reports, with what it carries jointly; or the partnership as a whole."""

    group: WorkingGroup
    is_partnership: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Silent:
    """How many of the firm and exploratory promises in the promises sections of ``older`` get no word in ``newer``."""

    older: Report
    newer: Report
    promised: int
    silent: int


@dataclass(frozen=True)
class Overview:
    """The whole partnership on one sheet."""

    reports: tuple[Report, ...]
    rows: tuple[Row, ...]
    badges: tuple[Badge, ...]
    scale: int
    finding: str
    total: int
    silent: Silent | None


def reports_by(at: date) -> list[Report]:
    """Return the published reports whose meeting had ended on the day ``at``, oldest first."""
    return list(Report.objects.published().filter(meeting__ends_on__lte=at).order_by("year"))


def parts(counts: Counter[str], scale: int = 1) -> tuple[Part, ...]:
    """Return the parts of a bar, in the order of the badges; a unit is drawn for every ``scale`` promises begun."""
    made, before = [], 0
    for badge in Badge:
        if counts[badge.value]:
            units = -(-counts[badge.value] // scale)
            made.append(Part(badge, counts[badge.value], units, before))
            before += units
    return tuple(made)


def overview(at: date, reports: list[Report], known_at: datetime | None = None) -> Overview:
    """Draw the map of ``reports`` as of the day ``at``, as known at ``known_at``."""
    counts: dict[tuple[int | None, int], Counter[str]] = defaultdict(Counter)
    printed_in: dict[int, Counter[str]] = defaultdict(Counter)
    promised: dict[int, Counter[str]] = defaultdict(Counter)
    joint = joint_groups()
    printed = CommitmentSource.objects.filter(
        commitment=OuterRef("pk"), is_primary=True, passage__section__role=SectionRole.PROMISES
    )
    counts_for_silence = Q(strength__in=[Strength.FIRM, Strength.EXPLORATORY]) & Q(Exists(printed))
    promises = (
        Commitment.objects.published(at).with_status(at, known_at).annotate(counts_for_silence=counts_for_silence)
    )
    for pk, group, report, badge, is_promised in promises.order_by().values_list(
        "pk", "working_group", "report", "badge", "counts_for_silence"
    ):
        for its in {group, *joint.get(pk, ())}:
            counts[its, report][badge] += 1
        printed_in[report][badge] += 1
        promised[report][badge] += is_promised
    scale = max(1, -(-max((counter.total() for counter in counts.values()), default=1) // LONGEST))
    words = _EmptyCells(at)
    rows = []
    for group in sorted(WorkingGroup.objects.main(), key=by_name):
        is_partnership = group.slug == PARTNERSHIP
        key = None if is_partnership else group.pk
        cells = tuple(_cell(group, report, parts(counts[key, report.pk], scale), words) for report in reports)
        if any(cell.total for cell in cells) or (words.known.get(group.pk) and not is_partnership):
            rows.append(Row(group, is_partnership, cells))
    rows.sort(key=lambda row: row.is_partnership)
    used = {badge for counter in counts.values() for badge in counter}
    return Overview(
        tuple(reports),
        tuple(rows),
        tuple(badge for badge in Badge if badge in used),
        scale,
        _finding(rows, printed_in),
        sum(counter.total() for counter in printed_in.values()),
        _silent(reports, promised),
    )


def _silent(reports: list[Report], promised: Mapping[int, Counter[str]]) -> Silent | None:
    """Tell how much of the last report but one gets no word in the last."""
    if len(reports) < 2:
        return None
    older, newer = reports[-2:]
    badges = promised.get(older.pk, Counter())
    return Silent(older, newer, badges.total(), badges[Badge.NOT_MENTIONED])


def _cell(group: WorkingGroup, report: Report, made: tuple[Part, ...], words: "_EmptyCells") -> Cell:
    standing = words.standings.get((group.pk, report.pk))
    note = (standing.note if standing else "") or ""
    return Cell(report, made, "" if made else words.say(group, report), note)


class _EmptyCells:
    """What is said where a group promises nothing: how it stands in the report, else what became of it."""

    def __init__(self, at: date) -> None:
        rows = GroupReport.objects.published().filter(report__meeting__ends_on__lte=at).select_related("report")
        self.standings = {(row.group_id, row.report_id): row for row in rows}
        self.known: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            self.known[row.group_id].append(row.report.year)
        rows = GroupSuccession.objects.published().filter(predecessor__parent=None, predecessor__isnull=False)
        found = list(rows.select_related("predecessor", "successor").order_by("latest", "pk"))
        self.succeeded = [row for row in found if row.successor is not None and row.kind in BECOMING]
        self.dissolved = {
            row.predecessor_id: row.latest
            for row in found
            if row.kind == SuccessionKind.DISSOLVED and row.basis == SuccessionBasis.STATED
        }

    def say(self, group: WorkingGroup, report: Report) -> str:
        """Return the words for the empty cell of ``group`` in ``report``."""
        standing = self.standings.get((group.pk, report.pk))
        dissolved = self.dissolved.get(group.pk)
        if dissolved is not None and dissolved <= report.year:
            return _("dissolved in %(year)s") % {"year": dissolved}
        if standing is not None:
            return str(STANDING_WORDS[GroupReportStatus(standing.status)])
        known = self.known.get(group.pk, [])
        heirs = [row.successor.name for row in self.succeeded if row.predecessor_id == group.pk]
        if heirs and known and report.year > max(known):
            return _("now %(groups)s") % {"groups": _(" and ").join(heirs)}
        parents = [row.predecessor.name for row in self.succeeded if row.successor_id == group.pk]
        if known and report.year < min(known):
            return _("part of %(groups)s") % {"groups": _(" and ").join(parents)} if parents else _("not yet a group")
        return _("no promise printed")


def _finding(rows: list[Row], printed_in: Mapping[int, Counter[str]]) -> str:
    """Say what the map shows of the last report but one: who answers most, and who least."""
    cells = [(row.group.name, row.cells[-2]) for row in rows if len(row.cells) > 1 and row.cells[-2].total]
    printed = printed_in[cells[0][1].report.pk] if cells else Counter[str]()
    answered = sum(printed[badge] for badge in Badge if badge.is_answer)
    if not answered:
        return _("Of no promise printed in a report held here is a later outcome recorded yet.")
    total = printed.total()
    said = ngettext(
        "Of the %(total)s promise of %(period)s, %(answered)s has a later word.",
        "Of the %(total)s promises of %(period)s, %(answered)s have a later word.",
        total,
    ) % {"total": total, "answered": answered, "period": cells[0][1].report.period}
    name, best = max(cells, key=lambda pair: pair[1].answered)
    said += " " + _("%(group)s has the largest share of them: %(answered)s of its %(total)s.") % {
        "group": name,
        "answered": best.answered,
        "total": best.total,
    }
    name, worst = max(cells, key=lambda pair: pair[1].silent)
    if worst.silent:
        said += " " + _("Most silence is on %(group)s: nothing is said of %(silent)s of its %(total)s.") % {
            "group": name,
            "silent": worst.silent,
            "total": worst.total,
        }
    return said
