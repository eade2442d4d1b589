"""Deciding about the sentences of a report: which are commitments, which are set aside, which are in question.

The one place where the review desk writes. Each verb writes all of its rows or none. ``seen`` is what the
person was shown of the sentence (:meth:`Decisions.mark`): if somebody else decided meanwhile, nothing is written and
:class:`Overtaken` names the sentence. What is decided in an unpublished document is a draft, which
``ledger.publish_report`` publishes. Nothing is deleted: what was decided wrongly is taken back by a further row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from commitments import ledger
from commitments.choices import ExclusionReason, SourceRole
from commitments.desk import proposing
from commitments.detection.model import Proposal
from commitments.models import Commitment, CommitmentSource, Exclusion, Question
from commitments.presentation.vocabulary import EXCLUSIONS
from commitments.references import next_reference, promised_on
from reports.choices import Language, SectionRole, State
from reports.models import Document, Passage, Report
from reports.versioning import bump, hold

Span = tuple[int, int]

TAKEN_BACK = gettext_noop("Taken back on the review desk: its sentence was decided otherwise.")
_OWN_WORDS = [f"{name}{suffix}" for name in ("title", "summary") for suffix in ("", "_en", "_fr", "_es")]


class Overtaken(Exception):
    """Somebody else decided meanwhile about one of the sentences; nothing was written."""


@dataclass(frozen=True)
class Decisions:
    """What stands for the sentences of one document, by primary key of the passage.

    ``claims`` are the commitments that rest on it, ``exclusions`` and ``questions`` rows that stand, drafts included;
    ``elsewhere`` the fingerprints that are decided in another capture of the report.
    """

    claims: Mapping[int, tuple[CommitmentSource, ...]] = field(default_factory=dict)
    exclusions: Mapping[int, Exclusion] = field(default_factory=dict)
    questions: Mapping[int, tuple[Question, ...]] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()

    def is_decided(self, passage: Passage) -> bool:
        """Whether the sentence is claimed or excluded, here or in another capture."""
        return passage.pk in self.claims or passage.pk in self.exclusions or passage.fingerprint in self.elsewhere

    def mark(self, passage: Passage) -> str:
        """Return a text that changes whenever what stands for the sentence does; forms carry it."""
        keys = [source.commitment.reference for source in self.claims.get(passage.pk, ())]
        keys += [row.key for row in (self.exclusions.get(passage.pk), *self.questions.get(passage.pk, ())) if row]
        return " ".join([*keys, *(["elsewhere"] if passage.fingerprint in self.elsewhere else [])])


def decisions(document: Document, passages: Iterable[Passage] | None = None) -> Decisions:
    """Return what stands in ``document``, in four queries; about all its sentences, or about some."""
    about: dict[str, Any] = {"passage__document": document}
    if passages is not None:
        about = {"passage__in": list(passages)}
    sources = CommitmentSource.objects.filter(role=SourceRole.PROMISE, **about)
    sources = sources.exclude(commitment__state=State.WITHDRAWN).select_related("commitment")
    others = Passage.objects.filter(document__report=document.report_id).exclude(document=document)
    claimed = CommitmentSource.objects.filter(role=SourceRole.PROMISE).exclude(commitment__state=State.WITHDRAWN)
    decided = others.filter(pk__in=claimed.values("passage")) | others.filter(
        pk__in=Exclusion.objects.standing().values("passage")
    )
    return Decisions(
        _by_passage(sources.order_by("start", "commitment__reference")),
        {row.passage_id: row for row in Exclusion.objects.standing().filter(**about)},
        _by_passage(Question.objects.standing().filter(**about).order_by("pk")),
        frozenset(decided.values_list("fingerprint", flat=True)) if document.report_id else frozenset(),
    )


def _by_passage(rows: Iterable[Any]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        found[row.passage_id] = (*found.get(row.passage_id, ()), row)
    return found


def accept(passage: Passage, *, proposal: Proposal | None, seen: str, by: ledger.Actor) -> Commitment:
    """Make a draft commitment of the sentence, described as ``proposal`` says; its own words are still to be written.

    Raises Overtaken, or ValidationError where the sentence is decided or its report cannot date a promise.
    """
    with transaction.atomic():
        report = _undecided(passage, seen)
        return _draft(report, passage, proposal, by)


def split(
    passage: Passage, *, parts: Sequence[Span], proposal: Proposal | None, seen: str, by: ledger.Actor
) -> list[Commitment]:
    """Make a draft commitment of each of ``parts`` (offsets in the document), which share the sentence.

    Raises Overtaken, or ValidationError for fewer than two parts, and for parts that overlap or lie outside.
    """
    ends = [passage.start]
    for start, end in parts:
        if not ends[-1] <= start < end <= passage.end:
            raise ValidationError(_("The parts must lie within the sentence, one behind the other."))
        ends.append(end)
    if len(parts) < 2:
        raise ValidationError(_("Divide the sentence into two parts at least."))
    with transaction.atomic():
        report = _undecided(passage, seen)
        return [_draft(report, passage, proposal, by, part=part) for part in parts]


def parts_of(printed: str, start: int, lines: str) -> list[Span]:
    """Return the offsets of the parts that ``lines`` gives, one a line, of the words ``printed`` at ``start``.

    White space does not matter; words between two parts may be left out. Raises ValidationError for a line that does not
    stand in the sentence behind the one before it.
    """
    found: list[Span] = []
    at = 0
    for line in filter(str.strip, lines.splitlines()):
        words = re.compile(r"\s+".join(map(re.escape, line.split())))
        match = words.search(printed, at)
        if match is None:
            raise ValidationError(
                _("“%(part)s” does not stand in the sentence, behind the part before it.") % {"part": line.strip()}
            )
        found.append((start + match.start(), start + match.end()))
        at = match.end()
    return found


def join(
    passage: Passage,
    following: Passage,
    *,
    proposal: Proposal | None,
    seen: str,
    seen_following: str,
    by: ledger.Actor,
) -> Commitment:
    """Make one draft commitment of two sentences; the first is its primary source.

    Raises Overtaken, or ValidationError as :func:`accept` does.
    """
    if following.document_id != passage.document_id or following.section_id != passage.section_id:
        raise ValidationError(_("Only sentences of one section are joined."))
    with transaction.atomic():
        report = _undecided(passage, seen)
        _undecided(following, seen_following)
        commitment = _draft(report, passage, proposal, by)
        _cite(commitment, following, SourceRole.PROMISE, by)
        return commitment


def exclude(passage: Passage, *, reason: ExclusionReason, note: ledger.Words, seen: str, by: ledger.Actor) -> Exclusion:
    """Set the sentence aside for one coded reason. Without a note the reason's own sentence is written.

    Raises Overtaken, or ValidationError outside sections of promises, where nothing needs a decision.
    """
    if passage.section.role != SectionRole.PROMISES:
        raise ValidationError(_("Only sentences of sections of promises are set aside; elsewhere nothing needs to be."))
    words = note if note.get("en", "").strip() else {**own_sentence(reason), **{k: v for k, v in note.items() if v}}
    with transaction.atomic():
        _undecided(passage, seen)
        return ledger.exclude(passage, reason=reason, note=words, by=by, state=_state(passage.document))


def ask(passage: Passage, *, note: str, seen: str, by: ledger.Actor) -> Question:
    """Put the sentence in question. Raises Overtaken, or ValidationError without a note."""
    if not note.strip():
        raise ValidationError(_("Say what is in question."))
    with transaction.atomic():
        _unmoved(passage, seen)
        return ledger.ask(passage, note=note, by=by)


def undo(passage: Passage, *, seen: str, by: ledger.Actor) -> list[str]:
    """Take back what stands for the sentence, and return the public names of what was taken back.

    Draft commitments are withdrawn (their references stay spent), an exclusion by a further row; where neither stands,
    the latest question. Raises Overtaken, or ValidationError for a commitment that is public, and for nothing to undo.
    """
    with transaction.atomic():
        standing = _unmoved(passage, seen)
        claims = [source.commitment for source in standing.claims.get(passage.pk, ())]
        if public := [row.reference for row in claims if row.state != State.DRAFT]:
            raise ValidationError(
                _("%(references)s is public; withdraw it on its own page.") % {"references": ", ".join(public)}
            )
        for commitment in claims:
            _withdraw(commitment, by)
        exclusion = standing.exclusions.get(passage.pk)
        if exclusion is not None:
            ledger.withdraw(exclusion, by=by)
        names = [row.reference for row in claims] + ([exclusion.key] if exclusion is not None else [])
        questions = standing.questions.get(passage.pk, ())
        if not names and questions:
            ledger.withdraw(questions[-1], by=by)
            names = [questions[-1].key]
    if not names:
        raise ValidationError(_("Nothing stands here that could be taken back."))
    return names


def own_sentence(reason: ExclusionReason) -> dict[str, str]:
    """Return our own sentence about a reason in the three languages, for an exclusion without a note of its own."""
    words = {}
    for language in Language.values:
        with override(language):
            words[language] = str(EXCLUSIONS.terms[reason])
    return words


def _undecided(passage: Passage, seen: str) -> Report:
    """Lock, and return the report of a sentence that nobody has decided. Raises Overtaken or ValidationError."""
    standing = _unmoved(passage, seen)
    report = passage.document.report
    if report is None:
        raise ValidationError(_("This document belongs to no report."))
    if standing.is_decided(passage):
        raise ValidationError(_("This sentence is decided: take that back first."))
    return report


def _unmoved(passage: Passage, seen: str) -> Decisions:
    """Lock the document and return what stands for the sentence. Raises Overtaken where that is not what was seen."""
    hold()
    Document._base_manager.select_for_update().only("pk").get(pk=passage.document_id)
    standing = decisions(passage.document, [passage])
    if standing.mark(passage) != seen:
        raise Overtaken
    return standing


def _draft(
    report: Report, passage: Passage, proposal: Proposal | None, by: ledger.Actor, *, part: Span | None = None
) -> Commitment:
    group = passage.section.working_group
    day = promised_on(report, group)
    if day is None:
        raise ValidationError(_("The report names no annual meeting yet, and promises are dated by it: name it first."))
    fields = proposing.described(proposal)
    if part is not None and not _is_dated_by(proposal, part):
        fields = {name: value for name, value in fields.items() if not name.startswith("window_")}
    commitment = Commitment(
        reference=next_reference(report, group),
        report=report,
        working_group=group,
        promised_on=day,
        state=State.DRAFT,
        **dict.fromkeys(_OWN_WORDS, ""),
        **fields,
    )
    commitment.full_clean(exclude=_OWN_WORDS)
    _save(commitment, by)
    start, end = part or (None, None)
    _cite(commitment, passage, SourceRole.PROMISE, by, is_primary=True, start=start, end=end)
    for lead_in in _lead_in(passage):
        _cite(commitment, lead_in, SourceRole.LEAD_IN, by)
    for owner in proposing.owners(proposal):
        owner.commitment = commitment
        _save(owner, by)
    return commitment


def _is_dated_by(proposal: Proposal | None, part: Span) -> bool:
    """Whether the words of the window stand in the part, or not in the sentence at all, but over it."""
    if proposal is None or proposal.window is None:
        return True
    at = proposal.quote.find(proposal.window.text)
    return at < 0 or part[0] <= proposal.start + at < part[1]


def _lead_in(passage: Passage) -> Iterator[Passage]:
    """Yield the sentence that opens the list in which the passage is an item."""
    if passage.item is None:
        return
    before = Passage.objects.filter(section=passage.section_id, paragraph=passage.paragraph, item=None)
    found = before.filter(start__lt=passage.start).order_by("-start").first()
    if found is not None:
        yield found


def _cite(commitment: Commitment, passage: Passage, role: SourceRole, by: ledger.Actor, **values: Any) -> None:
    source = CommitmentSource(commitment=commitment, passage=passage, role=role, **values)
    source.full_clean()
    _save(source, by)


def _withdraw(commitment: Commitment, by: ledger.Actor) -> None:
    commitment.state = State.WITHDRAWN
    for language in Language.values:
        with override(language):
            setattr(commitment, f"withdrawal_reason_{language}", _(TAKEN_BACK))
    _save(commitment, by)


def _save(row: Any, by: ledger.Actor) -> None:
    """Save a described row, its history saying who wrote it at the desk."""
    row._history_user = None if isinstance(by, str) else by
    row._change_reason = "Review desk" if not isinstance(by, str) else f"Review desk: {by}"[:100]
    bump()
    with override(Language.EN):  # the field without a language repeats the English one, whoever reads
        row.save()


def _state(document: Document) -> State:
    """A row about a public document is public at once; the rest is published with its report."""
    is_public = document.state == State.PUBLISHED and (
        document.report is None or document.report.state == State.PUBLISHED
    )
    return State.PUBLISHED if is_public else State.DRAFT
