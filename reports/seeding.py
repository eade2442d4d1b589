"""Loads the library part of the curated record into an empty database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from reports.choices import DatePrecision, State
from reports.models import (
    Appointment,
    ConflictValue,
    Document,
    Gap,
    GroupName,
    GroupReport,
    GroupSuccession,
    Meeting,
    Organization,
    OrganizationName,
    OrganizationSuccession,
    Passage,
    Person,
    Report,
    Section,
    Session,
    SourceConflict,
    WorkingGroup,
)
from reports.record_files import Entry, RecordError, look_up, read_csv, read_yaml

Span = tuple[int, int]


class Library:
    """The library as it is being loaded: what later files refer to, by public name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folders = sorted(path.parent.name for path in root.glob("*/library.yaml"))
        self.groups: dict[str, WorkingGroup] = {}
        self.organizations: dict[str, Organization] = {}
        self.people: dict[str, Person] = {}
        self.meetings: dict[str, Meeting] = {}
        self.reports: dict[int, Report] = {}
        self.passages: dict[str, dict[Span, Passage]] = {}

    def load(self) -> None:
        """Write every row of the library. Raises RecordError at the first thing that is wrong."""
        self._load_groups()
        self._load_organizations()
        self._load_people()
        self._load_meetings()
        libraries = {folder: read_yaml(self.root / folder / "library.yaml", self.root) for folder in self.folders}
        for folder, library in libraries.items():
            self._load_document(folder, library)
        self._load_printed_names()
        for folder, library in libraries.items():
            self._load_what_a_report_says(folder, library)
            library.close()
        self._load_citations_of_meetings()
        self._load_successions()
        self._load_conflicts()

    def passage(self, citation: str, where: str, folder: str | None = None) -> Passage:
        """Return the passage cited as ``START-END`` (in ``folder``) or ``FOLDER:START-END``."""
        name, _, span = citation.rpartition(":")
        passages = look_up(self.passages, name or folder, "document", where)
        try:
            start, end = map(int, span.split("-"))
        except ValueError as error:
            raise RecordError(f"{where}: cite a passage as START-END, not {citation!r}.") from error
        return look_up(passages, (start, end), "passage", where)

    def cite(self, row: Any, entry: Entry, folder: str | None = None) -> None:
        """Tie ``row`` to the passages listed under ``passages``."""
        row.passages.set([self.passage(citation, entry.where, folder) for citation in entry.get("passages", [])])

    def _load_groups(self) -> None:
        self._groups_file = read_yaml(self.root / "directory" / "groups.yaml", self.root)
        self._group_entries = list(self._groups_file.entries("groups", "code"))
        for entry in sorted(self._group_entries, key=lambda entry: entry.get("parent") is not None):
            parent = entry.get("parent")
            self.groups[entry.need("code")] = _create(
                WorkingGroup,
                entry.where,
                code=entry.need("code"),
                slug=entry.need("slug"),
                kind=entry.need("kind"),
                parent=look_up(self.groups, parent, "group", entry.where) if parent else None,
                **entry.words("name"),
            )

    def _load_printed_names(self) -> None:
        for entry in self._group_entries:
            for name in entry.entries("names", "year"):
                _create(
                    GroupName,
                    name.where,
                    group=self.groups[entry.need("code")],
                    report=look_up(self.reports, name.need("year"), "report", name.where),
                    language=name.get("language", "en"),
                    name=name.need("name"),
                )
                name.close()
            entry.close()

    def _load_organizations(self) -> None:
        self._organizations_file = read_yaml(self.root / "directory" / "organizations.yaml", self.root)
        parents: list[tuple[Organization, Entry]] = []
        for entry in self._organizations_file.entries("organizations", "slug"):
            acronym = entry.get("acronym", {})
            row = _create(
                Organization,
                entry.where,
                slug=entry.need("slug"),
                country=entry.need("country"),
                sector=entry.need("sector"),
                **entry.words("name"),
                **{f"acronym_{language}": acronym.get(language, "") for language in ("en", "fr", "es")},
            )
            self.organizations[row.slug] = row
            parents.append((row, entry))
            for name in entry.entries("aliases", "name"):
                _create(
                    OrganizationName,
                    name.where,
                    organization=row,
                    language=name.get("language", "en"),
                    kind=name.need("kind"),
                    name=name.need("name"),
                )
                name.close()
        for row, entry in parents:
            if parent := entry.get("parent"):
                row.parent = look_up(self.organizations, parent, "institution", entry.where)
                row.save(update_fields=["parent"])
            entry.close()

    def _load_people(self) -> None:
        file = read_yaml(self.root / "directory" / "people.yaml", self.root)
        for entry in file.entries("people", "slug"):
            person = _create(Person, entry.where, slug=entry.need("slug"), name=entry.need("name"))
            self.people[person.slug] = person
            entry.close()
        file.close()

    def _load_meetings(self) -> None:
        self._meetings_file = read_yaml(self.root / "meetings.yaml", self.root)
        self._cited: list[tuple[Meeting | Session, Entry]] = []
        for entry in self._meetings_file.entries("meetings", "slug"):
            meeting = _create(
                Meeting,
                entry.where,
                slug=str(entry.need("slug")),
                edition=entry.get("edition"),
                host=entry.need("host"),
                starts_on=entry.need("start"),
                ends_on=entry.need("end"),
                precision=entry.need("precision"),
                format=entry.need("format"),
                **entry.words("place", is_optional=True),
            )
            self.meetings[meeting.slug] = meeting
            self._cited.append((meeting, entry))
        for entry in self._meetings_file.entries("sessions", "group"):
            session = _create(
                Session,
                entry.where,
                group=look_up(self.groups, entry.need("group"), "group", entry.where),
                meeting=look_up(self.meetings, str(entry.need("meeting")), "meeting", entry.where),
                starts_on=entry.need("start"),
                ends_on=entry.need("end"),
                precision=entry.get("precision", DatePrecision.DAY),
                format=entry.get("format", ""),
                attendance=entry.get("attendance"),
                **entry.words("place", is_optional=True),
            )
            self._cited.append((session, entry))
        self._meetings_file.close()

    def _load_citations_of_meetings(self) -> None:
        for row, entry in self._cited:
            self.cite(row, entry)
            entry.close()

    def _load_document(self, folder: str, library: Entry) -> None:
        report = self._load_report(library)
        entry = library.entry("document")
        if entry is None:
            raise RecordError(f"{library.where}: document is missing.")
        document = _create(
            Document,
            entry.where,
            report=report,
            slug=entry.need("slug"),
            kind=entry.need("kind"),
            title=entry.need("title"),
            language=entry.need("language"),
            media_type=entry.need("media_type"),
            file_name=entry.need("file_name"),
            sha256=entry.need("sha256"),
            source_address=entry.get("source_address", ""),
            retrieved_on=entry.get("retrieved_on"),
            state=State.PUBLISHED,
        )
        entry.close()
        sections = self._load_sections(document, library)
        self._load_passages(folder, document, sections)

    def _load_report(self, library: Entry) -> Report | None:
        entry = library.entry("report")
        if entry is None:
            return None
        report = _create(
            Report,
            entry.where,
            year=entry.need("year"),
            period=str(entry.need("period")),
            meeting=look_up(self.meetings, str(entry.need("meeting")), "meeting", entry.where),
            state=State.PUBLISHED,
            **entry.words("title"),
        )
        entry.close()
        self.reports[report.year] = report
        return report

    def _load_sections(self, document: Document, library: Entry) -> dict[int, Section]:
        sections: dict[int, Section] = {}
        for entry in library.entries("sections", "number"):
            group, parent = entry.get("group"), entry.get("parent")
            sections[entry.need("number")] = _create(
                Section,
                entry.where,
                document=document,
                order=entry.need("number"),
                heading=entry.need("heading"),
                role=entry.need("role"),
                start=entry.need("start"),
                end=entry.need("end"),
                working_group=look_up(self.groups, group, "group", entry.where) if group else None,
                parent=look_up(sections, parent, "section", entry.where) if parent else None,
            )
            entry.close()
        return sections

    def _load_passages(self, folder: str, document: Document, sections: dict[int, Section]) -> None:
        rows: list[Passage] = []
        for order, row in enumerate(read_csv(self.root / folder / "passages.csv", self.root), start=1):
            item = row.get("item")
            passage = Passage(
                document=document,
                section=look_up(sections, row.number("section"), "section", row.where),
                order=order,
                paragraph=row.number("paragraph"),
                item=row.number("item") if item else None,
                start=row.number("start"),
                end=row.number("end"),
                fingerprint=row.need("fingerprint"),
            )
            try:
                passage.clean_fields(exclude=["document", "section"])
                passage.validate_constraints(exclude=["document"])
            except ValidationError as error:
                raise RecordError(f"{row.where}: {'; '.join(error.messages)}") from error
            if rows and passage.start < rows[-1].end:
                raise RecordError(f"{row.where}: it overlaps the passage before it.")
            rows.append(passage)
        created = Passage.objects.bulk_create(rows)
        self.passages[folder] = {(passage.start, passage.end): passage for passage in created}

    def _load_what_a_report_says(self, folder: str, library: Entry) -> None:
        document = Document.objects.get(pk=next(iter(self.passages[folder].values())).document_id)
        sections = {section.order: section for section in document.sections.all()}
        for entry in library.entries("gaps", "start"):
            section = entry.get("section")
            _create(
                Gap,
                entry.where,
                document=document,
                kind=entry.need("kind"),
                start=entry.need("start"),
                end=entry.need("end"),
                section=look_up(sections, section, "section", entry.where) if section else None,
                **entry.words("note"),
            )
            entry.close()
        for entry in library.entries("group_reports", "group"):
            row = _create(
                GroupReport,
                entry.where,
                report=document.report,
                group=look_up(self.groups, entry.need("group"), "group", entry.where),
                status=entry.need("status"),
                **entry.words("note"),
            )
            self.cite(row, entry, folder)
            entry.close()
        for entry in library.entries("appointments", "person"):
            self._load_appointment(entry, document)

    def _load_appointment(self, entry: Entry, document: Document) -> None:
        group, organization = entry.get("group"), entry.get("organization")
        _create(
            Appointment,
            entry.where,
            person=look_up(self.people, entry.need("person"), "person", entry.where),
            role=entry.need("role"),
            side=entry.need("side"),
            group=look_up(self.groups, group, "group", entry.where) if group else None,
            organization=look_up(self.organizations, organization, "institution", entry.where)
            if organization
            else None,
            report=document.report,
            document=document,
            start=entry.get("start"),
            end=entry.get("end"),
            name_as_printed=entry.need("name"),
            title_as_printed=entry.get("title", ""),
            organization_as_printed=entry.get("organization_printed", ""),
        )
        entry.close()

    def _load_successions(self) -> None:
        for file, model, table, what in (
            (self._groups_file, GroupSuccession, self.groups, "group"),
            (self._organizations_file, OrganizationSuccession, self.organizations, "institution"),
        ):
            for entry in file.entries("successions", "kind"):
                before, after = entry.get("predecessor"), entry.get("successor")
                row = _create(
                    model,
                    entry.where,
                    kind=entry.need("kind"),
                    predecessor=look_up(table, before, what, entry.where) if before else None,
                    successor=look_up(table, after, what, entry.where) if after else None,
                    earliest=entry.need("earliest"),
                    latest=entry.need("latest"),
                    basis=entry.need("basis"),
                    **entry.words("note"),
                )
                self.cite(row, entry)
                entry.close()
            file.close()

    def _load_conflicts(self) -> None:
        file = read_yaml(self.root / "conflicts.yaml", self.root)
        for entry in file.entries("conflicts", "slug"):
            conflict = _create(
                SourceConflict,
                entry.where,
                slug=entry.need("slug"),
                resolution=entry.need("resolution"),
                **entry.words("subject"),
                **entry.words("explanation"),
            )
            for order, value in enumerate(entry.entries("values"), start=1):
                row = _create(ConflictValue, value.where, conflict=conflict, order=order, **value.words("value"))
                self.cite(row, value)
                value.close()
            entry.close()
        file.close()


def _create(model: Any, where: str, **values: Any) -> Any:
    """Check and insert one row; what the model refuses is told with the place in the file."""
    row = model(**values)
    try:
        row.full_clean()
    except ValidationError as error:
        raise RecordError(f"{where}: {error.message_dict}") from error
    row.save()
    return row
