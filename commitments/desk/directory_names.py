"""The directory of the library as plain data, for :mod:`commitments.detection`."""

from __future__ import annotations

from collections.abc import Iterator

from commitments.detection.model import GROUP, ORGANIZATION, PERSON, Body
from commitments.detection.owners import Directory
from commitments.detection.themes import known_themes
from commitments.models import Theme
from reports.choices import Country
from reports.models import Organization, Person, WorkingGroup

_LANGUAGES = ("en", "fr", "es")


def read_directory() -> Directory:
    """Return all institutions, groups and people of the database with their names; empty where it holds none."""
    return Directory([*_organizations(), *_groups(), *_people()])


def read_themes() -> dict[str, frozenset[str]]:
    """Return the stems of the names of each theme, by slug."""
    return known_themes({theme.slug: _translated(theme, "name") for theme in Theme.objects.order_by("slug")})


def _organizations() -> Iterator[Body]:
    for row in Organization.objects.prefetch_related("names").order_by("slug"):
        names = [*_translated(row, "name"), *_translated(row, "acronym"), *(name.name for name in row.names.all())]
        country = row.country if row.country in Country.values else ""
        yield Body(ORGANIZATION, row.slug, row.name, tuple(dict.fromkeys(names)), country)


def _groups() -> Iterator[Body]:
    for row in WorkingGroup.objects.prefetch_related("names").order_by("code"):
        names = [*_translated(row, "name"), *(name.name for name in row.names.all())]
        yield Body(GROUP, row.code, row.name, tuple(dict.fromkeys(names)))


def _people() -> Iterator[Body]:
    sides = {
        row.pk: {held.side for held in row.appointments.all()}
        for row in Person.objects.prefetch_related("appointments")
    }
    for row in Person.objects.order_by("slug"):
        side = sides.get(row.pk, set())
        yield Body(PERSON, row.slug, row.name, (row.name,), next(iter(side)) if len(side) == 1 else "")


def _translated(row: object, field: str) -> list[str]:
    values = (getattr(row, f"{field}_{language}", None) for language in _LANGUAGES)
    return [value for value in values if value]
