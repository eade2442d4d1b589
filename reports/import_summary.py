"""What a plan found, in lines for a terminal and in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reports.importing import Outcome, Plan
from reports.reading.reading import ReadPassage

_SHOWN = 20
_WORDS = 100
_OUTCOMES = {
    Outcome.SAME: gettext_noop("Already imported, nothing changed."),
    Outcome.FILLS: gettext_noop("the file of a document that the record cites"),
    Outcome.GIVES_WORDS: gettext_noop("another capture of a document that the record cites, for the words alone"),
    Outcome.NEW_CAPTURE: gettext_noop("a new capture of a known report, beside the others"),
    Outcome.NEW_REPORT: gettext_noop("a new report"),
}


def lines(plan: Plan, refusals: Sequence[str], document: str | None, *, is_dry_run: bool) -> Iterator[str]:
    """Yield the summary; ``document`` is the public name of what was written, None where nothing was."""
    if plan.outcome == Outcome.SAME and not refusals:
        yield _(_OUTCOMES[Outcome.SAME])
        return
    reading = plan.reading
    yield _("Report: %(year)s, in %(language)s: %(outcome)s") % {
        "year": plan.year or _("none"),
        "language": plan.language or _("no known language"),
        "outcome": _(_OUTCOMES[plan.outcome]),
    }
    yield _("Title: %(title)s") % {"title": reading.title or _("none found")}
    yield _(
        "Found: %(chapters)s chapters, %(sections)s sections, %(sentences)s sentences, %(people)s co-chairs, %(gaps)s gaps"
    ) % {
        "chapters": len(reading.working_groups),
        "sections": len(reading.sections),
        "sentences": len(reading.passages),
        "people": len(reading.co_chairs),
        "gaps": len(plan.gaps),
    }
    if plan.verified or plan.missing:
        yield _("Known sentences: %(met)s verified, %(missing)s not found") % {
            "met": len(plan.verified),
            "missing": len(plan.missing),
        }
    yield _("New sentences: %(new)s; in other words than before: %(changed)s") % {
        "new": len(plan.new),
        "changed": len(plan.changed),
    }
    yield from _details(plan)
    for passage in plan.undecided[: None if refusals else _SHOWN]:
        yield _("Undecided: %(heading)s, %(start)s–%(end)s: %(words)s") % {
            "heading": _heading(plan, passage),
            "start": passage.start,
            "end": passage.end,
            "words": _words(plan, passage),
        }
    if not refusals:
        told = _("Nothing was written (dry run).") if is_dry_run else _("Imported as %(document)s.")
        yield told % {"document": document}


def _details(plan: Plan) -> Iterator[str]:
    """What changed and is lost, the gaps and the doubts."""
    for pair in plan.changed[:_SHOWN]:
        yield _("  changed: %(start)s–%(end)s reads now (%(now)s–%(until)s): %(words)s") % {
            "start": pair.known.start,
            "end": pair.known.end,
            "now": pair.read.start,
            "until": pair.read.end,
            "words": _words(plan, pair.read),
        }
    for lost in plan.missing[:_SHOWN]:
        yield _("  not found: %(start)s–%(end)s") % {"start": lost.start, "end": lost.end}
    for gap in plan.gaps:
        yield _("Gap: %(kind)s at %(start)s–%(end)s") % {"kind": gap.kind, "start": gap.start, "end": gap.end}
    for warning in plan.warnings:
        yield _("Warning: %(words)s") % {"words": _(warning)}


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
