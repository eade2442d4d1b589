"""What counts as a change of the ledger's rows, beside their own history (:mod:`reports.changed`)."""

from reports.changed import Source

RECORDED = "recorded_at"
PASSAGE = (
    Source("reports.Document", outer="passage__document"),
    Source("reports.Report", outer="passage__document__report"),
)
OF_COMMITMENT = (
    Source("commitments.Commitment", outer="commitment"),
    Source("reports.Report", outer="commitment__report"),
)
OF_ASSESSMENT = (
    Source("commitments.Assessment", "id", "assessment", RECORDED),
    Source("commitments.Assessment", "corrects", "assessment", RECORDED),
    Source("commitments.Commitment", outer="assessment__commitment"),
    Source("reports.Report", outer="assessment__commitment__report"),
)
APPENDED = ("Update", "Assessment", "Guideline")
PARTS = ("CommitmentSource", "Deliverable", "CommitmentTag", "Ownership")
GROUP = (
    Source("reports.GroupReport", "group", "working_group", state="report__state"),
    Source("reports.WorkingGroup", outer="working_group"),
    Source("commitments.Theme", outer="theme"),
)

COMMITMENT = (
    Source("reports.Report", outer="report"),
    *GROUP,
    *(Source(f"commitments.{name}", "commitment") for name in PARTS),
    *(Source(f"commitments.{name}", "commitment", recorded=RECORDED) for name in APPENDED),
    Source("commitments.Link", "newer", recorded=RECORDED),
    Source("commitments.Link", "older", recorded=RECORDED),
)
LINK = (
    Source("commitments.Link", recorded=RECORDED),
    Source("commitments.Link", "corrects", recorded=RECORDED),
    *(Source("commitments.Commitment", outer=end) for end in ("newer", "older")),
    *(Source("reports.Report", outer=f"{end}__report") for end in ("newer", "older")),
)
OTHER_CODING = Source("commitments.Coding", "commitment", "commitment", RECORDED)
MEASURED = (
    Source("commitments.Indicator", outer="indicator"),
    Source("commitments.Commitment", outer="indicator__commitment"),
    Source("reports.Report", outer="indicator__commitment__report"),
)


def appended(label: str, *further: Source) -> tuple[Source, ...]:
    """Return the sources of an append-only model: when it was written, and when a later row corrected it."""
    return (Source(label, recorded=RECORDED), Source(label, "corrects", recorded=RECORDED), *further)


def about(label: str, *further: Source) -> tuple[Source, ...]:
    """Return the sources of an append-only model about one commitment, whose publication they share."""
    return appended(label, *OF_COMMITMENT, *further)
