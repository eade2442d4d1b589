"""Loads the ledger part of the curated record: themes, commitments, exclusions and follow-ups."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max

from commitments import ledger
from commitments.choices import Basis, Says, SourceRole
from commitments.models import (
    Commitment,
    CommitmentSource,
    CommitmentTag,
    Deliverable,
    Link,
    Ownership,
    Theme,
    Update,
)
from reports.choices import State
from reports.models import DataVersion, PendingUpload, Report, Session, WorkingGroup
from reports.record_files import Entry, RecordError, look_up, read_yaml
from reports.seeding import Library
from reports.versioning import public_change

CURATORS = "curators"


def is_empty() -> bool:
    """Whether the database holds no row of the library or the ledger."""
    models = (model for app in ("reports", "commitments") for model in apps.get_app_config(app).get_models())
    return not any(model._base_manager.exists() for model in models if model not in (PendingUpload, DataVersion))


def seed(root: Path) -> None:
    """Load the record under ``root`` in one transaction. Raises RecordError at the first fault."""
    with public_change():
        library = Library(root)
        library.load()
        Ledger(root, library).load()
        tell_planner()


def tell_planner() -> None:
    """Let PostgreSQL count the rows at once: it plans badly for tables that it believes to be empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Ledger:
    """The ledger as it is being loaded."""

    def __init__(self, root: Path, library: Library) -> None:
        self.root = root
        self.library = library
        self.themes: dict[str, Theme] = {}
        self.commitments: dict[str, Commitment] = {}
        self.sessions = {
            (row["meeting"], row["group"]): row["last"]
            for row in Session.objects.values("meeting", "group").annotate(last=Max("ends_on"))
        }

    def load(self) -> None:
        """Write every row of the ledger."""
        file = read_yaml(self.root / "themes.yaml", self.root)
        for entry in file.entries("themes", "slug"):
            self.themes[entry.need("slug")] = Theme.objects.create(slug=entry.need("slug"), **entry.words("name"))
            entry.close()
        file.close()
        for year in sorted(self.library.reports):
            for path in sorted((self.root / str(year)).glob("[A-Z]*.yaml")):
                self._load_chapter(read_yaml(path, self.root))
        for path in sorted((self.root / "follow_ups").glob("*.yaml")):
            self._load_follow_ups(read_yaml(path, self.root))

    def _load_chapter(self, file: Entry) -> None:
        report = look_up(self.library.reports, file.need("report"), "report", file.where)
        code = file.need("group")
        group = None if code == "CMP" else look_up(self.library.groups, code, "group", file.where)
        recorded_at = _first_published(file)
        for entry in file.entries("commitments", "reference"):
            self._load_commitment(entry, report, group)
        for entry in file.entries("exclusions", "passage"):
            self._append(
                entry,
                ledger.exclude,
                self.library.passage(entry.need("passage"), entry.where, str(report.year)),
                reason=entry.need("reason"),
                note=entry.need("note"),
                recorded_at=recorded_at,
            )
            entry.close()
        file.close()

    def _load_commitment(self, entry: Entry, report: Report, group: WorkingGroup | None) -> None:
        parties = entry.need("parties")
        commitment = Commitment(
            reference=entry.need("reference"),
            report=report,
            working_group=group,
            promised_on=self._promised_on(report, group),
            theme=look_up(self.themes, entry.need("theme"), "theme", entry.where),
            strength=entry.need("strength"),
            nature=entry.need("nature"),
            is_verifiable=entry.need("verifiable"),
            must_canada_act="CA" in parties,
            must_mexico_act="MX" in parties,
            state=State.PUBLISHED,
            **entry.words("title"),
            **entry.words("summary"),
            **entry.words("condition", is_optional=True),
            **self._proposer(entry),
            **self._window(entry),
        )
        _clean(commitment, entry.where)
        commitment.save()
        codes = entry.get("joint_groups", [])
        commitment.joint_groups.set([look_up(self.library.groups, code, "group", entry.where) for code in codes])
        self.commitments[commitment.reference] = commitment
        self._load_parts(commitment, entry)
        entry.close()

    def _load_parts(self, commitment: Commitment, entry: Entry) -> None:
        folder = str(commitment.report.year)
        primary = self.library.passage(entry.need("passage"), entry.where, folder)
        rows: list[Any] = [
            CommitmentSource(commitment=commitment, passage=primary, role=SourceRole.PROMISE, is_primary=True)
        ]
        for source in entry.entries("sources", "passage"):
            passage = self.library.passage(source.need("passage"), source.where, folder)
            rows.append(CommitmentSource(commitment=commitment, passage=passage, role=source.need("role")))
            source.close()
        for owner in entry.entries("owners"):
            rows.append(Ownership(commitment=commitment, role=owner.need("role"), **self._owner(owner)))
            owner.close()
        for order, deliverable in enumerate(entry.get("deliverables", []), start=1):
            words = Entry({"text": deliverable}, f"{entry.where}, deliverable {order}").words("text")
            rows.append(Deliverable(commitment=commitment, order=order, **words))
        rows += [CommitmentTag(commitment=commitment, tag=tag) for tag in entry.get("tags", [])]
        for row in rows:
            _clean(row, entry.where)
            row.save()

    def _promised_on(self, report: Report, group: WorkingGroup | None) -> date:
        """The last day of the group's own session of that meeting, else of the meeting."""
        meeting = report.meeting
        if meeting is None:
            raise RecordError(f"The {report.year} report has no meeting.")
        return self.sessions.get((meeting.pk, group.pk if group else 0), meeting.ends_on)

    def _owner(self, entry: Entry) -> dict[str, Any]:
        tables: dict[str, dict[str, Any]] = {
            "organization": self.library.organizations,
            "group": self.library.groups,
            "person": self.library.people,
        }
        named = {kind: entry.get(kind) for kind in tables}
        return {
            kind: look_up(tables[kind], name, kind, entry.where) for kind, name in named.items() if name is not None
        }

    def _proposer(self, entry: Entry) -> dict[str, Any]:
        proposer = entry.entry("proposer")
        if proposer is None:
            return {}
        values = {f"proposer_{kind}": row for kind, row in self._owner(proposer).items()}
        if party := proposer.get("party"):
            values["proposer_party"] = party
        proposer.close()
        return values

    def _window(self, entry: Entry) -> dict[str, Any]:
        window = entry.entry("window")
        if window is None:
            return {}
        values = {
            "window_kind": window.need("kind"),
            "window_text": str(window.need("text")),
            "window_start": window.get("start"),
            "window_end": window.get("end"),
            "window_precision": window.need("precision"),
            **window.words("window_reading", "reading"),
        }
        window.close()
        return values

    def _load_follow_ups(self, file: Entry) -> None:
        self.recorded_at = _first_published(file)
        updates: dict[str, Update] = {}
        for entry in file.entries("updates", "id"):
            name = entry.need("id")
            updates[name] = self._load_update(entry)
        for entry in file.entries("silences", "searched"):
            self._load_silences(entry)
        for entry in file.entries("guidelines", "commitment"):
            self._append(
                entry,
                ledger.record_guideline,
                self._commitment(entry, "commitment"),
                **{name: entry.need(name) for name in ("complete", "partial", "not_started", "proof")},
                recorded_at=self.recorded_at,
            )
            entry.close()
        for entry in file.entries("assessments", "commitment"):
            self._append(
                entry,
                ledger.record_assessment,
                self._commitment(entry, "commitment"),
                party=entry.need("party"),
                completion=entry.need("completion"),
                round=entry.need("round"),
                effective_on=entry.need("effective_on"),
                searched_until=entry.need("searched_until"),
                reason=entry.need("reason"),
                updates=[look_up(updates, name, "update", entry.where) for name in entry.get("updates", [])],
                recorded_at=self.recorded_at,
            )
            entry.close()
        for entry in file.entries("links", "newer"):
            self._load_link(entry)
        file.close()

    def _load_update(self, entry: Entry) -> Update:
        citation = entry.need("passage")
        row = self._append(
            entry,
            ledger.record_update,
            self._commitment(entry, "commitment"),
            says=entry.need("says"),
            basis=entry.need("basis"),
            effective_on=entry.need("effective_on"),
            source=self.library.passage(citation, entry.where),
            note=entry.need("note"),
            recorded_at=self.recorded_at,
        )
        entry.close()
        return row

    def _load_silences(self, entry: Entry) -> None:
        """One search in vain that many commitments share."""
        report = look_up(self.library.reports, entry.need("searched"), "report", entry.where)
        for reference in entry.need("commitments"):
            self._append(
                entry,
                ledger.record_update,
                look_up(self.commitments, reference, "commitment", entry.where),
                says=Says.NOT_MENTIONED,
                basis=Basis.EXPLICIT,
                effective_on=report.meeting.ends_on,
                searched=report,
                note=entry.need("note"),
                recorded_at=self.recorded_at,
            )
        entry.close()

    def _load_link(self, entry: Entry) -> Link:
        row = self._append(
            entry,
            ledger.link,
            self._commitment(entry, "newer"),
            self._commitment(entry, "older"),
            kind=entry.need("kind"),
            basis=entry.need("basis"),
            rationale=entry.need("rationale"),
            scope_change=entry.get("scope_change"),
            strength_change=entry.get("strength_change"),
            date_change=entry.get("date_change"),
            recorded_at=self.recorded_at,
        )
        entry.close()
        return row

    def _commitment(self, entry: Entry, key: str) -> Commitment:
        return look_up(self.commitments, entry.need(key), "commitment", entry.where)

    def _append(self, entry: Entry, function: Any, *subjects: Any, **values: Any) -> Any:
        try:
            return function(*subjects, by=CURATORS, **values)
        except ValidationError as error:
            raise RecordError(f"{entry.where}: {'; '.join(error.messages)}") from error


def _first_published(file: Entry) -> datetime:
    day = file.need("first_published")
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _clean(row: Any, where: str) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise RecordError(f"{where}: {error.message_dict}") from error
