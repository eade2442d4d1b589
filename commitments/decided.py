"""Which printed sentences of a section of promises have been decided: claimed by a commitment, or excluded.

A sentence that a second capture repeats is decided where the sentence of the first one is: the fingerprint tells.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from commitments.choices import SourceRole
from commitments.models import CommitmentSource, Exclusion
from reports.choices import SectionRole, State
from reports.models import Passage, Report


def decided_passages() -> QuerySet[Passage]:
    """Return the passages that a commitment (not withdrawn) rests on as its promise, and those that are excluded; drafts count."""
    claimed = CommitmentSource.objects.filter(role=SourceRole.PROMISE).exclude(commitment__state=State.WITHDRAWN)
    return Passage.objects.filter(
        Q(pk__in=claimed.values("passage")) | Q(pk__in=Exclusion.objects.standing().values("passage"))
    )


def undecided_passages() -> QuerySet[Passage]:
    """Return the passages of promises sections about which nobody has decided, in whatever report."""
    decided = decided_passages()
    elsewhere = decided.filter(
        document__report=OuterRef("document__report"), fingerprint=OuterRef("fingerprint")
    ).exclude(document=OuterRef("document"))
    promises = Passage.objects.filter(section__role=SectionRole.PROMISES)
    return promises.exclude(pk__in=decided.values("pk")).filter(~Exists(elsewhere))


def first_captures(passages: QuerySet[Passage]) -> QuerySet[Passage]:
    """Return each sentence once: without what stands in a promises section of an earlier capture of its report too."""
    earlier = passages.filter(
        document__report=OuterRef("document__report"),
        fingerprint=OuterRef("fingerprint"),
        document_id__lt=OuterRef("document_id"),
    )
    return passages.filter(~Exists(earlier))


def undecided_fingerprints(report: Report, fingerprints: Collection[str]) -> set[str]:
    """Return those of ``fingerprints`` about which nobody has decided in ``report``."""
    decided = decided_passages().filter(document__report=report)
    return set(fingerprints) - set(decided.values_list("fingerprint", flat=True))
