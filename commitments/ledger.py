"""The only module that appends. Every function writes all of its rows or none.

``by`` is a user, or the name of a writer without an account ("curators"). Notes, reasons and
rationales are given per language: ``{"en": …, "fr": …, "es": …}``; English may not be missing.
Each function returns the new row and raises ValidationError, in words, when a rule forbids it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from commitments import rules
from commitments.choices import AssessedParty, Basis, Completion, ExclusionReason, LinkKind, Says
from commitments.models import (
    AppendOnly,
    Assessment,
    AssessmentEvidence,
    Commitment,
    Deliverable,
    Exclusion,
    Link,
    Question,
    Update,
)
from reports.choices import State
from reports.models import Organization, Passage, Report

Actor = User | str
Words = Mapping[str, str]
Row = TypeVar("Row", bound=AppendOnly)


@dataclass(frozen=True)
class WebPage:
    """A web page as a source: its address and the day it was read."""

    address: str
    retrieved_on: date


Source = Passage | WebPage | Organization


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
        **_source_fields(source),
        **_words("note", note),
    )
    return _append(row, by, recorded_at, (rules.evidence_is_later, rules.deliverable_is_of_commitment))


def record_assessment(
    commitment: Commitment,
    *,
    party: AssessedParty,
    completion: Completion,
    effective_on: date,
    reason: Words,
    searched_until: date,
    by: Actor,
    updates: Iterable[Update] = (),
    deliverable: Deliverable | None = None,
    corrects: Assessment | None = None,
    state: State = State.PUBLISHED,
    recorded_at: datetime | None = None,
) -> Assessment:
    """Judge ``commitment`` for ``party``, resting on ``updates`` and a search until ``searched_until``."""
    row = Assessment(
        commitment=commitment,
        party=party,
        completion=completion,
        effective_on=effective_on,
        searched_until=searched_until,
        deliverable=deliverable,
        corrects=corrects,
        state=state,
        **_words("reason", reason),
    )
    evidence = list(updates)
    with transaction.atomic():
        _append(row, by, recorded_at, (rules.verdict_is_later, rules.deliverable_is_of_commitment))
        _rest_on(row, evidence)
    return row


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
        **_words("rationale", rationale),
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
    row = Exclusion(passage=passage, reason=reason, corrects=corrects, state=state, **_words("note", note))
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
    words = {
        name: changes.pop(name) for name in ("note", "reason", "rationale") if isinstance(changes.get(name), Mapping)
    }
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in _OWN_FIELDS
    }
    new = type(row)(**values)
    for name, value in changes.items():
        setattr(new, name, value)
    for name, text in words.items():
        for attribute, value in _words(name, text).items():
            setattr(new, attribute, value)
    new.corrects = row
    return _append_in_place(new, row, by)


def withdraw(row: Row, *, by: Actor) -> Row:
    """Append a row that says that ``row`` was wrong; nothing takes its place."""
    return correct(row, by=by, is_withdrawal=True)


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
    if isinstance(by, str):
        row.recorded_by_name = by
    else:
        row.recorded_by, row.recorded_by_name = by, by.get_full_name() or by.get_username()
    if not row.recorded_by_name:
        raise ValidationError(_("Say who records this."))
    if recorded_at is not None:
        row.recorded_at = recorded_at
    with transaction.atomic():
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
    taken = type(row)._base_manager.filter(key__startswith=prefix).values_list("key", flat=True)
    numbers = [int(key.removeprefix(prefix)) for key in taken]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _words(field: str, words: Words) -> dict[str, str]:
    if not words.get("en", "").strip():
        raise ValidationError(_("Give the text in English at least; French and Spanish may follow."))
    return {f"{field}_{language}": words.get(language, "") for language in ("en", "fr", "es")}


def _source_fields(source: Source | None) -> dict[str, Any]:
    if isinstance(source, Passage):
        return {"passage": source}
    if isinstance(source, WebPage):
        return {"address": source.address, "retrieved_on": source.retrieved_on}
    return {"stated_by": source} if source is not None else {}
