"""What a plan found, in lines for a terminal and in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reports.importing import Outcome, Plan
from reports.reading.reading import ReadPassage

_SHOWN = 20
_WORDS = 100
_OUTCOMES = {
    Outcome.SAME: "Already imported, nothing changed.",
    Outcome.FILLS: "the file of a document that the record cites",
    Outcome.NEW_CAPTURE: "a new capture of a known report, beside the others",
    Outcome.NEW_REPORT: "a new report",
}


def lines(plan: Plan, refusals: Sequence[str], document: str | None, *, is_dry_run: bool) -> Iterator[str]:
    """Yield the summary; ``document`` is the public name of what was written, None where nothing was."""
    if plan.outcome == Outcome.SAME and not refusals:
        yield _OUTCOMES[Outcome.SAME]
        return
    reading = plan.reading
    yield f"Report: {plan.year or 'none'}, in {plan.language or 'no known language'}: {_OUTCOMES[plan.outcome]}"
    yield f"Title: {reading.title or 'none found'}"
    yield f"Found: {len(reading.working_groups)} chapters, {len(reading.sections)} sections, {len(reading.passages)} sentences, {len(reading.co_chairs)} co-chairs, {len(plan.gaps)} gaps"
    if plan.verified or plan.missing:
        yield f"Known sentences: {len(plan.verified)} verified, {len(plan.missing)} not found"
    yield f"New sentences: {len(plan.new)}; in other words than before: {len(plan.changed)}"
    for pair in plan.changed[:_SHOWN]:
        yield f"  changed: {pair.known.start}–{pair.known.end} reads now ({pair.read.start}–{pair.read.end}): {_words(plan, pair.read)}"
    for lost in plan.missing[:_SHOWN]:
        yield f"  not found: {lost.start}–{lost.end}"
    for gap in plan.gaps:
        yield f"Gap: {gap.kind} at {gap.start}–{gap.end}"
    for warning in plan.warnings:
        yield f"Warning: {warning}"
    for passage in plan.undecided[: None if refusals else _SHOWN]:
        yield f"Undecided: {_heading(plan, passage)}, {passage.start}–{passage.end}: {_words(plan, passage)}"
    if not refusals:
        yield "Nothing was written (dry run)." if is_dry_run else f"Imported as {document}."


def as_json(plan: Plan, refusals: Sequence[str], document: str | None, *, is_dry_run: bool) -> dict[str, Any]:
    """Return the summary; known sentences by offsets in the cited document, others by offsets in this one."""
    reading = plan.reading
    return {
        "outcome": plan.outcome.value,
        "is_refused": bool(refusals),
        "is_dry_run": is_dry_run,
        "document": document,
        "report": plan.year,
        "language": plan.language,
        "title": reading.title,
        "sha256": plan.sha256,
        "media_type": plan.media_type,
        "chapters": [
            {"name": name, "start": start, "is_known": name not in plan.unknown_groups}
            for name, start in reading.working_groups
        ],
        "sections": len(reading.sections),
        "passages": len(reading.passages),
        "co_chairs": len(reading.co_chairs),
        "verified": len(plan.verified),
        "missing": [{"start": passage.start, "end": passage.end} for passage in plan.missing],
        "new": [_place(plan, passage) for passage in plan.new],
        "changed": [
            {"known": {"start": pair.known.start, "end": pair.known.end}, "read": _place(plan, pair.read)}
            for pair in plan.changed
        ],
        "undecided": [_place(plan, passage) for passage in plan.undecided],
        "gaps": [{"kind": gap.kind, "start": gap.start, "end": gap.end} for gap in plan.gaps],
        "warnings": list(plan.warnings),
        "refusals": list(refusals),
    }


def _place(plan: Plan, passage: ReadPassage) -> dict[str, Any]:
    return {
        "start": passage.start,
        "end": passage.end,
        "text": plan.reading.printed(passage),
        "fingerprint": passage.fingerprint,
    }


def _heading(plan: Plan, passage: ReadPassage) -> str:
    section = plan.reading.sections[passage.section]
    chapter = f"{section.working_group}, " if section.working_group else ""
    return f"{chapter}{' '.join(section.heading.split())[:_WORDS]}"


def _words(plan: Plan, passage: ReadPassage) -> str:
    """The first words of a passage on one line, without a character that a terminal obeys."""
    flat = " ".join(plan.reading.printed(passage).split())
    return flat if len(flat) <= _WORDS else f"{flat[:_WORDS].rsplit(' ', 1)[0]} …"
