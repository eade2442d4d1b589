"""Writes the co-chairs that a document prints, where the record does not hold those of its report yet."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.text import slugify

from reports.choices import AppointmentRole, Country
from reports.folding import fold
from reports.models import Appointment, Document, Organization, OrganizationName, Person, WorkingGroup
from reports.reading.formats.decoding import harmless

if TYPE_CHECKING:
    from reports.importing import Plan
    from reports.reading.people import CoChair
    from reports.storing import Writer


class Directory:
    """Persons and institutions held here, by their folded names; a name that means two of them means none."""

    def __init__(self) -> None:
        self.people: dict[str, set[int]] = defaultdict(set)
        self.organizations: dict[str, set[int]] = defaultdict(set)
        for pk, name in Person.objects.values_list("pk", "name"):
            self.people[fold(name)].add(pk)
        for pk, name in Appointment.objects.values_list("person", "name_as_printed"):
            self.people[fold(name)].add(pk)
        fields = [f"{field}_{code}" for field in ("name", "acronym") for code in ("en", "fr", "es")]
        for pk, *names in Organization.objects.values_list("pk", *fields):
            for name in filter(None, names):
                self.organizations[fold(name)].add(pk)
        for pk, name in OrganizationName.objects.values_list("organization", "name"):
            self.organizations[fold(name)].add(pk)

    def person(self, name: str) -> int | None:
        """Return the key of the person so named."""
        return _only(self.people.get(fold(name)))

    def organization(self, printed: str) -> int | None:
        """Return the key of the institution so named, with or without its acronym in brackets."""
        name, bracket, acronym = printed.partition("(")
        found = self.organizations.get(fold(printed)) or self.organizations.get(fold(name))
        if not found and bracket:
            found = self.organizations.get(fold(acronym.partition(")")[0]))
        return _only(found)


def _only(found: set[int] | None) -> int | None:
    return next(iter(found)) if found and len(found) == 1 else None


def unplaced(plan: Plan) -> list[CoChair]:
    """Return the co-chairs that cannot be recorded: their country or their group is not known."""
    groups = chapter_groups(plan)
    return [person for person in plan.reading.co_chairs if not _is_placed(person, groups)]


def chapter_groups(plan: Plan) -> dict[str, WorkingGroup]:
    """Return the groups of the chapters, by the names of the reading."""
    pairs = zip(plan.reading.sections, plan.sections, strict=True)
    return {read.working_group: own.group for read, own in reversed(list(pairs)) if read.working_group and own.group}


def store_people(plan: Plan, document: Document, writer: Writer) -> None:
    """Record the co-chairs of each group, and of the partnership, of whom the report has none yet."""
    assert document.report is not None
    told = set(document.report.appointments.values_list("role", "group__code"))
    directory, groups = Directory(), chapter_groups(plan)
    seen: set[tuple[int, str, int | None]] = set()
    for read in plan.reading.co_chairs:
        main = groups.get(read.working_group or "")
        group = (plan.names.subgroup(main, read.subgroup) or main) if main is not None else None
        role = AppointmentRole(read.role)
        if not _is_placed(read, groups) or (role, group.code if group else None) in told:
            continue
        person = _person(read, directory, writer)
        key = (person, role, group.pk if group else None)
        if key not in seen:
            seen.add(key)
            writer.save(_appointment(read, person, group, document, directory))


def _is_placed(read: CoChair, groups: dict[str, WorkingGroup]) -> bool:
    has_group = (read.working_group or "") in groups
    return read.side in Country.values and (has_group or read.role != AppointmentRole.CO_CHAIR)


def _appointment(
    read: CoChair, person: int, group: WorkingGroup | None, document: Document, directory: Directory
) -> Appointment:
    organization = _flat(read.organization, 250)
    return Appointment(
        person_id=person,
        role=read.role,
        group=group,
        organization_id=directory.organization(organization) if organization else None,
        side=read.side,
        report=document.report,
        document=document,
        name_as_printed=_flat(read.name, 150),
        title_as_printed=_flat(read.title, 250),
        organization_as_printed=organization,
        start=read.start,
        end=read.end,
    )


def _person(read: CoChair, directory: Directory, writer: Writer) -> int:
    name = _flat(read.name, 150)
    known = directory.person(name)
    if known is not None:
        return known
    base = slugify(name)[:70] or "person"
    taken = set(Person.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug = base if base not in taken else next(s for n in range(2, len(taken) + 3) if (s := f"{base}-{n}") not in taken)
    person = writer.save(Person(slug=slug, name=name))
    directory.people[fold(name)].add(person.pk)
    return person.pk


def _flat(words: str | None, length: int) -> str:
    return harmless(" ".join((words or "").split()))[:length]
