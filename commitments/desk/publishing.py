"""What stands against publishing a report, and what is published with it. The ledger publishes, or refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from commitments import audit, invariants
from commitments.decided import undecided_passages
from commitments.models import Assessment, Commitment, Exclusion, Link, Update
from commitments.outcomes import without_outcome
from reports.choices import State
from reports.models import Document, Passage, Report


@dataclass(frozen=True)
class Blocker:
    """One reason why a report may not be published: the rule by name, a sentence, and the rows that it concerns.

    Passages come with their document and section, commitments with nothing.
    """

    rule: str
    sentence: str
    passages: tuple[Passage, ...] = ()
    commitments: tuple[Commitment, ...] = ()


# Rules of the record that drafts can break too, with what an editor is told. Each line that such a
# predicate yields begins with the reference of the commitment that it is about.
_RULES_OF_DRAFTS: tuple[tuple[invariants.Predicate, str], ...] = (
    (
        invariants.commitments_have_one_primary_source,
        gettext_noop("Not resting on one sentence of this report, and one only, as their promise:"),
    ),
    (
        invariants.references_say_report_and_group,
        gettext_noop("Their reference does not say their report and their group:"),
    ),
    (
        invariants.commitments_stand_in_their_chapter,
        gettext_noop("Their group is not that of the chapter in which they are printed:"),
    ),
    (
        invariants.promises_are_dated_by_their_meeting,
        gettext_noop("Not dated by the last day on which their group, or else the annual meeting, met:"),
    ),
    (
        invariants.windows_say_how_they_were_read,
        gettext_noop("Printed words, precision and reading of their window do not fit together:"),
    ),
    (
        invariants.only_proposals_have_a_proposer,
        gettext_noop("Naming a proposer without being a proposal, or several:"),
    ),
    (invariants.owners_owe_after_the_promise, gettext_noop("With an owner whose time ended before the promise:")),
    (invariants.parts_lie_within_their_passage, gettext_noop("Citing a part outside its sentence:")),
    (invariants.shared_passages_are_split, gettext_noop("Sharing words of a sentence with another commitment:")),
)


def is_public(report: Report) -> bool:
    """Whether nothing of ``report`` is left to publish: it is public, and so are its captures."""
    return report.state == State.PUBLISHED and not draft_documents(report).exists()


def draft_documents(report: Report) -> QuerySet[Document]:
    """Return the captures of ``report`` that are not public yet."""
    return Document.objects.filter(report=report, state=State.DRAFT)


def draft_commitments(report: Report) -> QuerySet[Commitment]:
    """Return the commitments of ``report`` that are not public yet, by reference."""
    return Commitment.objects.filter(report=report, state=State.DRAFT).order_by("reference")


def appended_drafts(report: Report) -> Iterator[QuerySet[Any]]:
    """Yield the draft rows that are published with ``report``, in the order in which they may be.

    Exclusions of its sentences, updates that it says or was searched for, links from its commitments, and at last the
    verdicts that rest on updates in it: the caller publishes each before asking for the next.
    """
    printed = "passage__document__report"
    yield _drafts(Exclusion, Q(**{printed: report}), printed).defer("passage__document__text")
    updates = _drafts(Update, Q(**{printed: report}) | Q(searched=report), "commitment__report", "searched", printed)
    yield updates.defer("passage__document__text")
    links = Q(newer__report=report) & ~Q(newer__state=State.WITHDRAWN)
    yield _drafts(Link, links, "newer__report", "older__report")
    evidence = Q(evidence__update__passage__document__report=report) | Q(evidence__update__searched=report)
    yield _drafts(Assessment, evidence, "commitment", "guideline")


def _drafts(model: Any, about: Q, *related: str) -> QuerySet[Any]:
    """Return the draft rows ``about`` something with all that is asked of them before they are published."""
    rows = model.objects.standing().filter(about, state=State.DRAFT)
    return model.objects.filter(pk__in=rows.values("pk")).select_related(*related).order_by("pk")


def blockers(report: Report) -> tuple[Blocker, ...]:
    """Return what stands against publishing ``report``, in the language of the reader; nothing if it may be published."""
    drafts = {row.reference: row for row in draft_commitments(report)}
    found: list[Blocker | None] = [
        _nothing_held(report),
        _no_meeting(report),
        _undecided(report),
        _without_outcome(report),
        _incomplete(drafts.values()),
        *(_broken(predicate, sentence, drafts) for predicate, sentence in _RULES_OF_DRAFTS),
    ]
    return tuple(blocker for blocker in found if blocker is not None)


def _nothing_held(report: Report) -> Blocker | None:
    if Document.objects.filter(report=report).exclude(state=State.WITHDRAWN).exists():
        return None
    return Blocker("report_has_a_document", _("No document of this report is held here: import one."))


def _no_meeting(report: Report) -> Blocker | None:
    if report.meeting_id is not None:
        return None
    sentence = _("The report names no annual meeting: promises are dated by it, and evidence is later than it.")
    return Blocker("report_has_a_meeting", sentence)


def _undecided(report: Report) -> Blocker | None:
    rows = undecided_passages().filter(document__report=report).exclude(document__state=State.WITHDRAWN)
    passages = tuple(rows.select_related("document", "section").defer("document__text").order_by("document", "start"))
    if not passages:
        return None
    sentence = ngettext(
        "%(count)s sentence of the sections of promises is undecided: it is neither a commitment nor excluded.",
        "%(count)s sentences of the sections of promises are undecided: they are neither commitments nor excluded.",
        len(passages),
    )
    return Blocker("promises_sections_are_decided", sentence % {"count": len(passages)}, passages=passages)


def _without_outcome(report: Report) -> Blocker | None:
    commitments = tuple(without_outcome(report))
    if not commitments:
        return None
    sentence = ngettext(
        "%(count)s commitment of an earlier report was open and has no outcome in this one.",
        "%(count)s commitments of earlier reports were open and have no outcome in this one.",
        len(commitments),
    )
    return Blocker("open_commitments_have_outcomes", sentence % {"count": len(commitments)}, commitments=commitments)


def _incomplete(drafts: Iterable[Commitment]) -> Blocker | None:
    commitments = tuple(row for row in drafts if any(invariants.missing_texts(row)))
    if not commitments:
        return None
    sentence = ngettext(
        "%(count)s draft lacks its title or summary in English, French or Spanish.",
        "%(count)s drafts lack their title or summary in English, French or Spanish.",
        len(commitments),
    )
    rule = "commitments_are_complete_in_three_languages"
    return Blocker(rule, sentence % {"count": len(commitments)}, commitments=commitments)


def _broken(predicate: invariants.Predicate, sentence: str, drafts: dict[str, Commitment]) -> Blocker | None:
    named = dict.fromkeys(line.split(maxsplit=1)[0].rstrip(":") for line in predicate()) if drafts else {}
    commitments = tuple(drafts[reference] for reference in named if reference in drafts)
    if not commitments:
        return None
    return Blocker(predicate.__name__, _(sentence), commitments=commitments)


def violations() -> frozenset[str]:
    """Return every line of every invariant of the whole record."""
    return frozenset(line for lines in audit.violations().values() for line in lines)
