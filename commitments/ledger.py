"""The only module that appends. Every function writes all of its rows or none.

``by`` is a user, or the name of a writer without an account ("curators"). Notes, reasons and
rationales are given per language: ``{"en": …, "fr": …, "es": …}``; English may not be missing.
Each function returns the new row and raises ValidationError, in words, when a rule forbids it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from commitments import rules
from commitments.choices import AssessedParty, Basis, Completion, ExclusionReason, LinkKind, Round, Says
from commitments.desk import publishing
from commitments.given import Actor as Actor
from commitments.given import Source, name_of, source_columns, word_columns
from commitments.given import WebPage as WebPage
from commitments.given import Words as Words
from commitments.models import (
    AppendOnly,
    Assessment,
    AssessmentEvidence,
    Coding,
    Commitment,
    Deliverable,
    Exclusion,
    Guideline,
    Link,
    Question,
    Reply,
    Update,
)
from reports.choices import Country, Language, State
from reports.models import Passage, Report
from reports.storing import fill_known_words
from reports.versioning import public_change

Row = TypeVar("Row", bound=AppendOnly)


def record_update(
    commitment: Commitment,
    *,
    says: Says,
    basis: Basis,
    effective_on: date,
    note: Words,
    by: Actor,
    source: Source | None = None,
    searched: Report | None = None,
    deliverable: Deliverable | None = None,
    corrects: Update | None = None,
    state: State = State.PUBLISHED,
    recorded_at: datetime | None = None,
) -> Update:
    """Record what ``source`` says of ``commitment``; for *not mentioned* give ``searched`` instead.

    A source is a later passage, a web page, or the institution whose statement it is.
    """
    row = Update(
        commitment=commitment,
        says=says,
        basis=basis,
        effective_on=effective_on,
        searched=searched,
        deliverable=deliverable,
        corrects=corrects,
        state=state,
        **source_columns(source),
        **word_columns(note=note),
    )
    return _append(row, by, recorded_at, (rules.evidence_is_later, rules.deliverable_is_of_commitment))


def record_guideline(
    commitment: Commitment,
    *,
    complete: Words,
    partial: Words,
    not_started: Words,
    proof: Words,
    by: Actor,
    corrects: Guideline | None = None,
    state: State = State.PUBLISHED,
    recorded_at: datetime | None = None,
) -> Guideline:
    """Say before any verdict by what ``commitment`` will be judged, and which ``proof`` is expected."""
    words = word_columns(complete=complete, partial=partial, not_started=not_started, proof=proof)
    row = Guideline(commitment=commitment, corrects=corrects, state=state, **words)
    return _append(row, by, recorded_at, (rules.guideline_once,))


def record_assessment(
    commitment: Commitment,
    *,
    party: AssessedParty,
    completion: Completion,
    effective_on: date,
    reason: Words,
    searched_until: date,
    by: Actor,
    round: Round = Round.INTERIM,
    updates: Iterable[Update] = (),
    deliverable: Deliverable | None = None,
    corrects: Assessment | None = None,
    state: State = State.PUBLISHED,
    recorded_at: datetime | None = None,
) -> Assessment:
    """Judge ``commitment`` for ``party`` by its published guideline.

    The verdict rests on ``updates`` and on a search until ``searched_until``.
    """
    row = Assessment(
        commitment=commitment,
        guideline=Guideline.objects.standing().filter(commitment=commitment, state=State.PUBLISHED).first(),
        round=round,
        party=party,
        completion=completion,
        effective_on=effective_on,
        searched_until=searched_until,
        deliverable=deliverable,
        corrects=corrects,
        state=state,
        **word_columns(reason=reason),
    )
    evidence = list(updates)
    with transaction.atomic():
        _append(row, by, recorded_at, rules.row_checks(Assessment))
        _rest_on(row, evidence)
    return row


def record_reply(
    assessment: Assessment,
    *,
    side: Country,
    author: str,
    replied_on: date,
    text: str,
    language: Language,
    note: Words,
    by: Actor,
    address: str = "",
    corrects: Reply | None = None,
    state: State = State.PUBLISHED,
) -> Reply:
    """Keep what ``side`` answers to a verdict: its ``text`` word for word, and in ``note`` how it was received."""
    row = Reply(
        assessment=assessment,
        side=side,
        author=author,
        replied_on=replied_on,
        text=text,
        language=language,
        address=address,
        corrects=corrects,
        state=state,
        **word_columns(note=note),
    )
    return _append(row, by, None, rules.row_checks(Reply))


def record_coding(
    commitment: Commitment,
    *,
    party: AssessedParty,
    completion: Completion,
    note: str,
    by: User,
    corrects: Coding | None = None,
) -> Coding:
    """Code ``commitment`` for ``party`` as one of two readers who do not see each other's coding."""
    row = Coding(commitment=commitment, party=party, completion=completion, note=note, corrects=corrects)
    return _append(row, by, None, rules.row_checks(Coding))


def link(
    newer: Commitment,
    older: Commitment,
    *,
    kind: LinkKind,
    basis: Basis,
    rationale: Words,
    by: Actor,
    scope_change: int | None = None,
    strength_change: int | None = None,
    date_change: int | None = None,
    corrects: Link | None = None,
    state: State = State.PUBLISHED,
    recorded_at: datetime | None = None,
) -> Link:
    """Tie ``newer`` to the ``older`` commitment that it follows. Changes are −1, 0 or +1."""
    row = Link(
        newer=newer,
        older=older,
        kind=kind,
        basis=basis,
        scope_change=scope_change,
        strength_change=strength_change,
        date_change=date_change,
        corrects=corrects,
        state=state,
        **word_columns(rationale=rationale),
    )
    return _append(row, by, recorded_at, (rules.link_points_back, rules.link_makes_no_cycle))


def exclude(
    passage: Passage,
    *,
    reason: ExclusionReason,
    note: Words,
    by: Actor,
    corrects: Exclusion | None = None,
    state: State = State.PUBLISHED,
    recorded_at: datetime | None = None,
) -> Exclusion:
    """Decide that ``passage`` is not a commitment, for one coded reason."""
    row = Exclusion(passage=passage, reason=reason, corrects=corrects, state=state, **word_columns(note=note))
    return _append(row, by, recorded_at, (rules.excluded_is_not_promised, rules.excluded_once))


def ask(passage: Passage, *, note: str, by: Actor, corrects: Question | None = None) -> Question:
    """Note that somebody should look at ``passage`` again."""
    return _append(Question(passage=passage, note=note, corrects=corrects, state=State.DRAFT), by, None, ())


def correct(row: Row, *, by: Actor, **changes: Any) -> Row:
    """Append a row like ``row`` with ``changes`` to its fields, in whose place it counts from now on.

    Texts are given per language under the field's name. Publishing a draft is such a correction
    (``state=State.PUBLISHED``). An assessment keeps the evidence of the row that it corrects, each
    update in its latest correction, without those withdrawn since. Raises TypeError for a field that the row does not have.
    """
    fields = {field.name for field in row._meta.concrete_fields} - _OWN_FIELDS | {"is_withdrawal"}
    if unknown := sorted(changes.keys() - fields):
        raise TypeError(f"{row._meta.object_name} has no {', '.join(unknown)} that a correction may change.")
    words = {name: changes.pop(name) for name in list(changes) if isinstance(changes[name], Mapping)}
    kept = [field for field in row._meta.concrete_fields if field.name not in _OWN_FIELDS]
    # what was fetched of another table is not fetched again
    names = [field.name if field.name in row._state.fields_cache else field.attname for field in kept]
    new = type(row)(**{name: getattr(row, name) for name in names})
    for name, value in changes.items():
        setattr(new, name, value)
    for name, value in word_columns(**words).items():
        setattr(new, name, value)
    new.corrects = row
    return _append_in_place(new, row, by)


def withdraw(row: Row, *, by: Actor) -> Row:
    """Append a row that says that ``row`` was wrong; nothing takes its place."""
    return correct(row, by=by, is_withdrawal=True)


def publish_report(report: Report, *, by: Actor) -> Report:
    """Publish ``report`` with its captures, and every draft that was made for it: commitments, and rows by correction.

    Raises ValidationError, with one sentence for each reason, while something stands against it
    (:func:`commitments.desk.publishing.blockers`), or where a rule of the record would be broken afterwards.
    """
    with public_change():
        held = Report.objects.select_for_update().get(pk=report.pk)
        found = publishing.blockers(held)
        if found:
            raise ValidationError([blocker.sentence for blocker in found])
        before = publishing.violations()
        documents = list(publishing.draft_documents(held).select_for_update())
        drafts = list(publishing.draft_commitments(held).select_for_update())
        with override("en"):  # columns without a language hold English, whatever language the writer reads
            for row in (held, *documents, *drafts):
                _describe_as_published(row, by)
        for document in documents:
            fill_known_words(document)
        for rows in publishing.appended_drafts(held):
            for row in rows:
                correct(row, by=by, state=State.PUBLISHED)
        if broken := sorted(publishing.violations() - before):
            raise ValidationError([_("A rule of the record would be broken: %(what)s") % {"what": it} for it in broken])
    return held


def _describe_as_published(row: Any, by: Actor) -> None:
    """Publish a row that is described, its history saying who did it."""
    if row.state == State.PUBLISHED:
        return
    row.state = State.PUBLISHED
    row._history_user = None if isinstance(by, str) else by
    row._change_reason = f"Published by {name_of(by)}"[:100]
    row.save()


_OWN_FIELDS = {"id", "key", "recorded_at", "recorded_by", "recorded_by_name", "corrects", "is_withdrawal"}


def _append_in_place(new: Row, row: Row, by: Actor) -> Row:
    checks = () if new.is_withdrawal else rules.row_checks(type(row))
    with transaction.atomic():
        _append(new, by, None, checks)
        if isinstance(new, Assessment) and not new.is_withdrawal:
            evidence = AssessmentEvidence.objects.filter(assessment=row.pk).select_related("update")
            latest = [_latest(old.update) for old in evidence]
            _rest_on(new, [update for update in latest if not update.is_withdrawal])
    return new


def _rest_on(assessment: Assessment, updates: Iterable[Update]) -> None:
    """Write the evidence of a new verdict, and check that it may rest on it."""
    for update in updates:
        evidence = AssessmentEvidence(assessment=assessment, update=update)
        evidence.full_clean()
        evidence.save()
    _check(assessment, (rules.verdict_has_evidence, rules.evidence_may_be_seen))


def _latest(update: Update) -> Update:
    """Return the last row of the chain of corrections that starts with ``update``."""
    later = Update._base_manager.filter(corrects=update).first()
    return update if later is None else _latest(later)


def _append(row: Row, by: Actor, recorded_at: datetime | None, checks: Iterable[rules.Check]) -> Row:
    """Give the row its key and writer, check it, and insert it."""
    row.recorded_by = None if isinstance(by, str) else by
    row.recorded_by_name = name_of(by)
    if not row.recorded_by_name:
        raise ValidationError(_("Say who records this."))
    if recorded_at is not None:
        row.recorded_at = recorded_at
    with public_change():
        row.key = _next_key(row)
        row.full_clean(exclude=["recorded_at"])
        _check(row, (rules.correction_is_fit, *checks))
        with override("en"):  # columns without a language hold English, whatever language the writer reads
            row.save(force_insert=True)
    row.refresh_from_db(fields=["recorded_at"])
    return row


def _check(row: AppendOnly, checks: Iterable[rules.Check]) -> None:
    errors = [message for check in checks for message in check(row)]
    if errors:
        raise ValidationError(errors)


def _next_key(row: AppendOnly) -> str:
    """Return the next key; the row's subject is locked, so that two writers take turns."""
    subject = row.key_subject
    type(subject)._base_manager.select_for_update().get(pk=subject.pk)
    prefix = f"{row.base_key}-{row.key_letter}"
    taken = type(row)._base_manager.filter(**{row.base_key_path: row.base_key}).order_by().values_list("key", flat=True)
    numbers = [int(key.removeprefix(prefix)) for key in taken]
    return f"{prefix}{max(numbers, default=0) + 1}"
