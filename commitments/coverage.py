"""Coverage: how much of what stands in a report's sections of promises has been decided."""

from collections import Counter
from dataclasses import dataclass

from commitments.choices import ExclusionReason, SourceRole
from commitments.decided import first_captures
from commitments.models import CommitmentSource, Exclusion
from reports.choices import SectionRole, State
from reports.models import Passage, Report


@dataclass(frozen=True)
class Coverage:
    """The sentences in a report's sections of promises, and what was decided about them."""

    total: int
    claimed: int
    reasons: tuple[tuple[ExclusionReason, int], ...]

    @property
    def excluded(self) -> int:
        """How many are set aside, with a reason."""
        return sum(count for _reason, count in self.reasons)

    @property
    def undecided(self) -> int:
        """How many are neither promises nor set aside."""
        return self.total - self.claimed - self.excluded


def coverage(report: Report) -> Coverage:
    """Count the published decisions about the sections of promises of ``report``."""
    promises = Passage.objects.published().filter(document__report=report, section__role=SectionRole.PROMISES)
    passages = list(first_captures(promises).values_list("pk", flat=True))
    claims = CommitmentSource.objects.filter(
        role=SourceRole.PROMISE,
        passage__document__report=report,
        commitment__state=State.PUBLISHED,
        commitment__report__state=State.PUBLISHED,
    )
    exclusions = Exclusion.objects.counting().filter(passage__in=passages)
    counts = Counter(exclusions.values_list("reason", flat=True))
    return Coverage(
        total=len(passages),
        claimed=len(set(passages).intersection(claims.values_list("passage", flat=True))),
        reasons=tuple((reason, counts[reason.value]) for reason in ExclusionReason if counts[reason.value]),
    )
