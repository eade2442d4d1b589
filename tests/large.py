"""A record of many commitments with five years of history, written in bulk: raw rows, so that it is quick.

The ledger's guards refuse bulk writing; a plain QuerySet goes past them. Only tests of size and speed do this.
"""

from datetime import UTC, date, datetime

from django.db.models import QuerySet

from commitments import models
from commitments.choices import (
    AssessedParty,
    Basis,
    Completion,
    LinkKind,
    Nature,
    OwnershipRole,
    Says,
    SourceRole,
    Strength,
    Tag,
)
from reports.choices import GroupReportStatus, SectionRole, State
from reports.models import Passage
from tests import factories

YEARS = (2001, 2002, 2003, 2004, 2005)
GROUPS = 10
WRITTEN = datetime(2006, 1, 1, tzinfo=UTC)
_SAYS = (Says.PROGRESS, Says.MENTIONED, Says.COMPLETED, Says.STARTED)


def make_history(size):
    """Make ``size`` commitments of ten groups in five reports, each with all that hangs on it.

    Each has an owner, a source, a tag and a deliverable; a word or a silence in each later report; a third are
    assessed, and four fifths of those of a later report continue one of the report before.
    """
    documents = {year: factories.DocumentFactory(report__year=year) for year in YEARS}
    groups = [factories.WorkingGroupFactory(code=f"G{number:02d}") for number in range(GROUPS)]
    owners = [factories.OrganizationFactory(slug=f"owner-{number}") for number in range(GROUPS)]
    theme = factories.ThemeFactory()
    places = {
        (year, number): factories.section_of(document, group, SectionRole.PROMISES)
        for year, document in documents.items()
        for number, group in enumerate(groups)
    }
    for document in documents.values():
        for group in groups:
            factories.GroupReportFactory(report=document.report, group=group, status=GroupReportStatus.CHAPTER)
        factories.SessionFactory(group=groups[0], meeting=document.report.meeting)
        factories.AppointmentFactory(group=groups[0], report=document.report, organization=owners[0])
    slots = [(YEARS[number % len(YEARS)], number // len(YEARS) % GROUPS, number) for number in range(size)]
    passages = _bulk(
        Passage,
        [
            Passage(
                document=documents[year],
                section=places[year, group],
                order=number + 1,
                paragraph=number + 1,
                start=10_000_000 + 100 * number,
                end=10_000_000 + 100 * number + 90,
                fingerprint=f"{number:064x}",
                text=f"Both ministries will measure tide {number} and tell each other.",
            )
            for year, group, number in slots
        ],
    )
    commitments = _bulk(
        models.Commitment,
        [
            models.Commitment(
                reference=f"CMP-{year}-G{group:02d}-{number:05d}",
                report=documents[year].report,
                working_group=groups[group],
                theme=theme,
                promised_on=date(year, 11, 21),
                strength=Strength.FIRM if number % 3 else Strength.EXPLORATORY,
                nature=Nature.ONE_OFF,
                must_canada_act=True,
                must_mexico_act=True,
                state=State.PUBLISHED,
                **{f"title_{language}": f"Measure tide {number}" for language in ("en", "fr", "es")},
                **{f"summary_{language}": f"They will measure tide {number}." for language in ("en", "fr", "es")},
            )
            for year, group, number in slots
        ],
    )
    every = list(zip(slots, commitments, passages, strict=True))
    _bulk(
        models.CommitmentSource,
        [
            models.CommitmentSource(commitment=commitment, passage=passage, role=SourceRole.PROMISE, is_primary=True)
            for _slot, commitment, passage in every
        ],
    )
    _bulk(models.Ownership, [
        models.Ownership(commitment=commitment, organization=owners[slot[1]], role=OwnershipRole.LEAD)
        for slot, commitment, _passage in every
    ])  # fmt: skip
    _bulk(models.CommitmentTag, [models.CommitmentTag(commitment=row, tag=Tag.YOUTH) for row in commitments])
    _bulk(models.Deliverable, [models.Deliverable(commitment=row, order=1, text_en="A table") for row in commitments])
    updates = _updates(every, documents)
    _assessments(every, updates)
    _links(every)


def _updates(every, documents):
    """A word in the next report from every second one, and silence in the further ones, five years in all."""
    told = []
    first = {year: next((passage for slot, _row, passage in every if slot[0] == year), None) for year in YEARS}
    for (year, _group, number), commitment, _passage in every:
        for running, later in enumerate((one for one in YEARS if one > year), start=1):
            speaks = running == 1 and number % 2 == 0
            told.append(
                models.Update(
                    key=f"{commitment.reference}-U{running}",
                    commitment=commitment,
                    says=_SAYS[number % len(_SAYS)] if speaks else Says.NOT_MENTIONED,
                    basis=Basis.STRONG,
                    effective_on=date(later, 11, 21 if number % 5 else 1),
                    passage=first[later] if speaks else None,
                    searched=None if speaks else documents[later].report,
                    **_written("note", f"What {later} says of tide {number}."),
                )
            )
    return _bulk(models.Update, told)


def _assessments(every, updates):
    spoken = {row.commitment_id: row for row in updates if row.says != Says.NOT_MENTIONED}
    judged = [commitment for slot, commitment, _passage in every if slot[2] % 3 == 0 and commitment.pk in spoken]
    guidelines = _bulk(
        models.Guideline,
        [
            models.Guideline(
                key=f"{commitment.reference}-G1",
                commitment=commitment,
                **{
                    f"{field}_{language}": "As the report says."
                    for field in ("complete", "partial", "not_started", "proof")
                    for language in ("en", "fr", "es")
                },
                recorded_at=datetime(commitment.promised_on.year, 12, 1, tzinfo=UTC),
                recorded_by_name=factories.BY,
            )
            for commitment in judged
        ],
    )
    verdicts = _bulk(
        models.Assessment,
        [
            models.Assessment(
                key=f"{commitment.reference}-A1",
                commitment=commitment,
                guideline=guideline,
                party=AssessedParty.JOINT,
                completion=Completion.LIMITED,
                effective_on=spoken[commitment.pk].effective_on,
                searched_until=date(2005, 11, 21),
                **_written("reason", "As the update says."),
            )
            for commitment, guideline in zip(judged, guidelines, strict=True)
        ],
    )
    _bulk(
        models.AssessmentEvidence,
        [models.AssessmentEvidence(assessment=row, update=spoken[row.commitment_id]) for row in verdicts],
    )


def _links(every):
    """Tie each of a later report to the one before it in the same group, but every fifth stays single."""
    by_slot = {slot[2]: (slot, commitment) for slot, commitment, _passage in every}
    _bulk(
        models.Link,
        [
            models.Link(
                key=f"{commitment.reference}-L1",
                newer=commitment,
                older=by_slot[number - 1][1],
                kind=LinkKind.CONTINUES,
                basis=Basis.STRONG,
                **_written("rationale", "The same tide."),
            )
            for number, (slot, commitment) in by_slot.items()
            if slot[0] > YEARS[0] and number // len(YEARS) % 5 != 4
        ],
    )


def _written(field, words):
    return {
        **{f"{field}_{language}": words for language in ("en", "fr", "es")},
        "state": State.PUBLISHED,
        "recorded_at": WRITTEN,
        "recorded_by_name": factories.BY,
    }


def _bulk(model, rows):
    return QuerySet(model).bulk_create(rows, batch_size=500)
