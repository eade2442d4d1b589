"""The directory as the plain data of :mod:`commitments.matching`: names as printed, and which group follows which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from commitments.matching.material import Directory
from reports.choices import Language, SuccessionKind
from reports.models import (
    GroupName,
    GroupSuccession,
    Organization,
    OrganizationName,
    OrganizationSuccession,
    Person,
    WorkingGroup,
)

LANGUAGES = tuple(Language.values)


def directory() -> Directory:
    """Return the printed names of institutions, persons and groups, and which group follows which."""
    names: dict[str, set[str]] = defaultdict(set)
    for organization in Organization.objects.all():
        key = f"organization:{organization.slug}"
        for language in LANGUAGES:
            names[key] |= {getattr(organization, f"{name}_{language}") or "" for name in ("name", "acronym")}
    for slug, name in OrganizationName.objects.values_list("organization__slug", "name"):
        names[f"organization:{slug}"].add(name)
    for slug, name in Person.objects.values_list("slug", "name"):
        names[f"person:{slug}"].add(name)
    one_body = _one_body(OrganizationSuccession.objects.values_list("predecessor__slug", "successor__slug"))
    joined: dict[str, set[str]] = defaultdict(set)
    for key, spellings in names.items():
        joined[one_body.get(key, key)] |= spellings - {""}
    return Directory(
        names={key: tuple(sorted(spellings)) for key, spellings in sorted(joined.items())},
        group_names=_group_names(),
        successors=successors(),
    )


def _one_body(pairs: Iterable[tuple[str | None, str | None]]) -> dict[str, str]:
    """An institution and the one it became are one name: an old report's name answers to the new one."""
    return {f"organization:{old}": f"organization:{new}" for old, new in pairs if old and new}


def _group_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, set[str]] = defaultdict(set)
    for group in WorkingGroup.objects.filter(parent=None).exclude(kind="").order_by("code"):
        for language in LANGUAGES:
            if name := getattr(group, f"name_{language}"):
                names[group.code].add(name)
    for code, name in GroupName.objects.values_list("group__code", "name"):
        names[code].add(name)
    return {code: tuple(sorted(spellings)) for code, spellings in sorted(names.items())}


def successors() -> dict[str, tuple[str, ...]]:
    """Who answers for a group: its successors, the group it is part of, and its own subgroups."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = GroupSuccession.objects.exclude(kind=SuccessionKind.PROPOSED)
    for old, new in rows.values_list("predecessor__code", "successor__code"):
        if old and new:
            found[old].add(new)
    for code, parent in WorkingGroup.objects.exclude(parent=None).values_list("code", "parent__code"):
        found[code].add(parent)
        found[parent].add(code)
    return {code: tuple(sorted(codes)) for code, codes in sorted(found.items())}
