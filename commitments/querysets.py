"""Verbs of the ledger. Public code starts with ``published()``; dates are arguments, never the clock.

``at`` is a day in the world: rows that became true later do not count. ``known_at`` is a moment of
this record: rows written later do not count. A row counts when it is published, known, no
withdrawal, and not corrected by a row that is published and known too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NoReturn, Self, cast

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from commitments.choices import Basis, LinkKind, Says
from reports.choices import GroupReportStatus, State
from reports.querysets import SECTION_PATH, in_published_document


def published_commitment(path: str) -> Q:
    """Return the condition that the commitment at ``path`` may be seen: published, and so is its report."""
    return Q(**{f"{path}__state": State.PUBLISHED, f"{path}__report__state": State.PUBLISHED})


class GuardedQuerySet(models.QuerySet):
    """Refuses every way of changing or deleting many rows at once."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse. Raises AppendOnlyError."""
        self._refuse()

    def delete(self) -> NoReturn:
        """Refuse. Raises AppendOnlyError."""
        self._refuse()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse. Raises AppendOnlyError."""
        self._refuse()

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: rows are appended one by one by the ledger. Raises AppendOnlyError."""
        self._refuse()

    def _raw_delete(self, using: str | None) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        from commitments.models import AppendOnlyError

        raise AppendOnlyError(f"{self.model._meta.label} only appends; the ledger writes its rows one by one.")


class AppendOnlyQuerySet(GuardedQuerySet):
    """Rows that only ever append."""

    def published(self) -> Self:
        """Return the published rows, corrected ones and withdrawals included."""
        return self.filter(state=State.PUBLISHED)

    def known(self, known_at: datetime | None = None) -> Self:
        """Return the rows that had been written at ``known_at`` (all of them if None)."""
        return self if known_at is None else self.filter(recorded_at__lte=known_at)

    def counting(self, known_at: datetime | None = None) -> Self:
        """Return the published rows that count as of ``known_at``."""
        later = self.model._base_manager.filter(corrects=OuterRef("pk"), state=State.PUBLISHED)
        if known_at is not None:
            later = later.filter(recorded_at__lte=known_at)
        return self.published().known(known_at).filter(~Exists(later), is_withdrawal=False)

    def standing(self) -> Self:
        """Return the rows that nothing corrects and that withdraw nothing, drafts included: what holds in the house."""
        return self.filter(corrected_by=None, is_withdrawal=False)

    def with_corrections(self, known_at: datetime | None = None) -> Self:
        """Annotate the keys of the published, known rows that each row corrects (``corrects_key``) and is corrected by."""
        model: Any = self.model
        published = model.objects.published().known(known_at)
        return self.annotate(
            corrects_key=Subquery(published.filter(corrected_by=OuterRef("pk")).values("key")[:1]),
            corrected_by_key=Subquery(published.filter(corrects=OuterRef("pk")).values("key")[:1]),
        )


class AboutPassageQuerySet(AppendOnlyQuerySet):
    """Decisions about passages."""

    def published(self) -> Self:
        """Return the published rows about passages of published documents."""
        return super().published().filter(in_published_document("passage__document"))


class OnCommitmentQuerySet(AppendOnlyQuerySet):
    """Rows about one commitment."""

    def published(self) -> Self:
        """Return the published rows of published commitments."""
        return super().published().filter(published_commitment("commitment"))


class CodingQuerySet(OnCommitmentQuerySet):
    """Blind codings: everybody sees them once two readers have coded the same."""

    def published(self) -> Self:
        """Return the published rows of pairs that are complete."""
        return super().published().revealed()

    def revealed(self) -> Self:
        """Return the rows of readers of whom each has coded, and another has coded the same."""
        standing = self.model._base_manager.filter(
            commitment=OuterRef("commitment"), party=OuterRef("party"), corrected_by=None, is_withdrawal=False
        )
        author = Q(recorded_by=OuterRef("recorded_by"))
        return self.filter(Exists(standing.filter(author)), Exists(standing.filter(~author)))

    def visible_to(self, reader: Any) -> Self:
        """Return what the account ``reader`` may see: its own rows, and those that are revealed."""
        return self.filter(Q(recorded_by=reader) | Q(pk__in=self.revealed().values("pk")))


class AboutCommitmentQuerySet(OnCommitmentQuerySet):
    """Rows about one commitment that become effective on a day."""

    def counting_at(self, at: date | None = None, known_at: datetime | None = None) -> Self:
        """Return the rows that count on the day ``at`` (any day if None) as known at ``known_at``."""
        return self.counting(known_at).effective_by(at)

    def effective_by(self, at: date | None) -> Self:
        """Return the rows that had become effective by the day ``at`` (all of them if None)."""
        return self if at is None else self.filter(effective_on__lte=at)

    def of_the_whole(self) -> Self:
        """Leave out the rows about a single deliverable."""
        return self.filter(deliverable=None)

    def latest_first(self) -> Self:
        """Order so that the row that decides comes first."""
        return self.order_by("-effective_on", "-recorded_at", "-pk")


class UpdateQuerySet(AboutCommitmentQuerySet):
    """What sources say later."""

    def published(self) -> Self:
        """Return the published rows whose source is published too."""
        is_seen = Q(passage=None) | in_published_document("passage__document")
        return super().published().filter(is_seen, Q(searched=None) | Q(searched__state=State.PUBLISHED))

    def declaring(self) -> Self:
        """Return the rows that say something: no silence, and not on a weak basis."""
        return self.exclude(says=Says.NOT_MENTIONED).exclude(basis=Basis.WEAK)

    def silent(self) -> Self:
        """Return the rows that record a search in vain."""
        return self.filter(says=Says.NOT_MENTIONED)


class ReplyQuerySet(AppendOnlyQuerySet):
    """What countries answer to verdicts."""

    def published(self) -> Self:
        """Return the published rows about published verdicts."""
        assessments = apps.get_model("commitments", "Assessment").objects.published()
        return super().published().filter(assessment__in=assessments.values("pk"))

    def effective_by(self, at: date | None) -> Self:
        """Return the replies that had been given by the day ``at`` (all of them if None)."""
        return self if at is None else self.filter(replied_on__lte=at)


class LinkQuerySet(AppendOnlyQuerySet):
    """How commitments follow one another."""

    def published(self) -> Self:
        """Return the published rows between published commitments."""
        return super().published().filter(published_commitment("newer"), published_commitment("older"))

    def counting_at(self, at: date | None = None, known_at: datetime | None = None) -> Self:
        """Return the links that count on ``at``: a link takes effect when the newer statement was made."""
        return self.counting(known_at).effective_by(at)

    def effective_by(self, at: date | None) -> Self:
        """Return the links whose newer statement had been made by the day ``at`` (all of them if None)."""
        return self if at is None else self.filter(newer__promised_on__lte=at)

    def deciding(self) -> Self:
        """Leave out weak links: they change no axis and no score."""
        return self.exclude(basis=Basis.WEAK)

    def follow_ups(self) -> Self:
        """Return the links that tie a statement to an earlier one."""
        return self.filter(kind__in=[kind.value for kind in LinkKind if kind.is_follow_up])


class OfCommitmentQuerySet(models.QuerySet):
    """Parts of the description of a commitment, which share its publication state."""

    def published(self) -> Self:
        """Return the rows of published commitments."""
        return self.filter(published_commitment("commitment"))


class MeasurementQuerySet(models.QuerySet):
    """Values of indicators."""

    def published(self) -> Self:
        """Return the rows of published commitments whose source is published too."""
        return self.filter(
            Q(passage=None) | in_published_document("passage__document"),
            published_commitment("indicator__commitment"),
        )


class CommitmentQuerySet(models.QuerySet):
    """Commitments."""

    def published(self, at: date | None = None) -> Self:
        """Return what the public may see; with ``at``, what had been promised by that day."""
        rows = self.filter(state=State.PUBLISHED, report__state=State.PUBLISHED)
        return rows if at is None else rows.filter(promised_on__lte=at)

    def with_status(self, at: date, known_at: datetime | None = None, *, names: Sequence[str] | None = None) -> Self:
        """Annotate the four axes and the badge as of ``at``, as known at ``known_at``; or only those in ``names``.

        Adds ``declared``, ``declared_on``, ``completion``, ``completed_on``, ``is_silent``,
        ``schedule``, ``life`` and ``badge``; see :mod:`commitments.status`.
        """
        from commitments import status

        return cast(Self, status.annotate(self, at, known_at, names or status.ANNOTATIONS))

    def alias_status(self, at: date, known_at: datetime | None = None, *, names: Sequence[str]) -> Self:
        """Let filters ask for the axes in ``names`` as ``with_status`` knows them, without reading them."""
        from commitments import status

        return cast(Self, self.alias(**status.expressions(at, known_at, names)))

    def with_standing(self, at: date, known_at: datetime | None = None) -> Self:
        """Annotate badge and axes as of ``at`` as one word, for long lists; see :func:`commitments.status.annotate_standing`."""
        from commitments import status

        return cast(Self, status.annotate_standing(self, at, known_at))

    def with_sources(self) -> Self:
        """Fetch the cited passages of published documents with the places where they are printed."""
        sources = shown_sources().select_related(
            "passage__document__report", *(f"passage__{path}" for path in SECTION_PATH)
        )
        return self.prefetch_related(Prefetch("sources", queryset=sources.defer("passage__document__text")))

    def with_owners(self) -> Self:
        """Fetch the owners."""
        ownership = apps.get_model("commitments", "Ownership")
        owners = ownership.objects.select_related("organization", "group", "person").order_by("pk")
        return self.prefetch_related(Prefetch("ownerships", queryset=owners))

    def with_silences(self, at: date, known_at: datetime | None = None) -> Self:
        """Fetch the searches in vain that count, as ``silences`` (updates with their report).

        Each working group carries the reports in which it is silent, as ``silent_reports`` (group reports
        with their report and its meeting, of meetings that had ended by ``at``).
        """
        silences = searches_in_vain(at, known_at).select_related("searched")
        silent = silent_group_reports(at).select_related("report__meeting")
        return self.prefetch_related(
            Prefetch("updates", queryset=silences, to_attr="silences"),
            Prefetch("working_group__group_reports", queryset=silent, to_attr="silent_reports"),
        )

    def for_list(self, at: date, known_at: datetime | None = None, *, names: Sequence[str] | None = None) -> Self:
        """Return what a list row shows, in a constant number of queries; of axes and badge only those in ``names``."""
        return (
            self.with_status(at, known_at, names=names)
            .select_related(
                "report", "working_group", "theme", "proposer_organization", "proposer_group", "proposer_person"
            )
            .with_sources()
            .with_owners()
            .with_silences(at, known_at)
            .prefetch_related("tags", "deliverables", "joint_groups")
        )


def shown_sources() -> models.QuerySet:
    """Return the sources that may be seen, of each commitment the promise itself first, then in print order."""
    sources = apps.get_model("commitments", "CommitmentSource").objects
    return sources.filter(in_published_document("passage__document")).order_by("-is_primary", "passage__start")


def searches_in_vain(at: date, known_at: datetime | None = None) -> models.QuerySet:
    """Return the searches in vain that count on the day ``at``, of each commitment the earliest report first."""
    updates = apps.get_model("commitments", "Update").objects.counting_at(at, known_at)
    return updates.silent().of_the_whole().order_by("searched__year")


def silent_group_reports(at: date) -> models.QuerySet:
    """Return how groups are silent in the reports of meetings that had ended by ``at``, the earliest report first."""
    published = apps.get_model("reports", "GroupReport").objects.published()
    silent = published.filter(status__in=GroupReportStatus.silent(), report__meeting__ends_on__lte=at)
    return silent.order_by("report__year")
