"""Which rows cite which passage, library and ledger together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from commitments.models import CommitmentSource, Exclusion, Measurement, Question, Update
from reports import citations as library

Citation = library.Citation


def ledger_citations() -> Iterator[Citation]:
    """Yield every citation of a passage by a row of the ledger."""
    for passage, reference, role in CommitmentSource.objects.values_list("passage", "commitment__reference", "role"):
        yield passage, f"{reference} ({role})"
    for model in (Update, Exclusion, Question):
        yield from model._base_manager.exclude(passage=None).values_list("passage", "key")
    measurements = Measurement.objects.exclude(passage=None)
    for passage, reference, day in measurements.values_list(
        "passage", "indicator__commitment__reference", "measured_on"
    ):
        yield passage, f"{reference}, measured on {day}"


def verify(folder: Path) -> list[library.DocumentCheck]:
    """Check every document of the record against the file of its name in ``folder``."""
    cited_by: dict[int, list[str]] = defaultdict(list)
    for passage, name in (*library.library_citations(), *ledger_citations()):
        cited_by[passage].append(name)
    return library.verify(folder, cited_by)
