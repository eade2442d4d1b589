"""Who owes or proposes: an institution, a group or a person, in one shape."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments.choices import OwnershipRole
from reports.api.base import api_address
from reports.api.shapes import SAMPLE, Answer, Shape, day, first_of, gathered, in_language
from reports.choices import OrganizationCountry

ACTORS_KEPT = 1024  # a few institutions stand in most rows of a list


class ActorKind(models.TextChoices):
    """What somebody who owes or proposes is."""

    ORGANIZATION = "organization", _("Institution")
    GROUP = "group", _("Group")
    PERSON = "person", _("Person")


class ActorSerializer(serializers.Serializer):
    """An institution, a working group or a person."""

    kind = serializers.ChoiceField(choices=ActorKind.choices, help_text=_("Institution, group or person."))
    slug = serializers.CharField(help_text=_("Its public name."))
    code = serializers.CharField(allow_null=True, help_text=_("Code of a group; null for institutions and people."))
    name = serializers.CharField(help_text=_("Its name, in the language that was asked for."))
    acronym = serializers.CharField(allow_blank=True, help_text=_("Acronym of an institution; empty where none is."))
    country = serializers.ChoiceField(
        choices=OrganizationCountry.choices,
        allow_null=True,
        help_text=_("Where an institution belongs; null for groups and people."),
    )
    url = serializers.URLField(help_text=_("Its address in the API."))


def organization_at(path: str) -> Shape:
    """Return the shape of the institution at ``path``; null where there is none."""
    names, acronyms = in_language(f"{path}__name"), in_language(f"{path}__acronym")

    def bind(answer: Answer) -> Any:
        name, acronym, address = (
            names.made_in(answer),
            acronyms.made_in(answer),
            _address(ActorKind.ORGANIZATION, answer),
        )
        return lru_cache(ACTORS_KEPT)(
            lambda slug, country, *texts: (
                slug
                and _actor(
                    ActorKind.ORGANIZATION, slug, None, name(*texts[:3]), acronym(*texts[3:]), country, address(slug)
                )
            )
        )

    return Shape((f"{path}__slug", f"{path}__country", *names.columns, *acronyms.columns), bind)


def group_at(path: str) -> Shape:
    """Return the shape of the working group at ``path``; null where there is none."""
    names = in_language(f"{path}__name")

    def bind(answer: Answer) -> Any:
        name, address = names.made_in(answer), _address(ActorKind.GROUP, answer)
        return lambda slug, code, *texts: (
            slug and _actor(ActorKind.GROUP, slug, code, name(*texts), "", None, address(slug))
        )

    return Shape((f"{path}__slug", f"{path}__code", *names.columns), bind)


def person_at(path: str) -> Shape:
    """Return the shape of the person at ``path``; null where there is none."""

    def bind(answer: Answer) -> Any:
        address = _address(ActorKind.PERSON, answer)
        return lambda slug, name: slug and _actor(ActorKind.PERSON, slug, None, name, "", None, address(slug))

    return Shape((f"{path}__slug", f"{path}__name"), bind)


def _address(kind: ActorKind, answer: Answer) -> Any:
    return answer.address(api_address(f"{kind.value}-detail", "slug", SAMPLE))


def _actor(
    kind: ActorKind, slug: str, code: str | None, name: str, acronym: str, country: str | None, url: str
) -> dict[str, Any]:
    """Return the one shape of the three kinds."""
    return {
        "kind": kind.value,
        "slug": slug,
        "code": code,
        "name": name,
        "acronym": acronym,
        "country": country,
        "url": url,
    }


def _owner(role: str, starts_on: Any, ends_on: Any, owner: dict[str, Any]) -> dict[str, Any]:
    """Return the role, then the owner."""
    return {"role": role, **owner, "starts_on": day(starts_on), "ends_on": day(ends_on)}


OWNER = gathered(
    _owner,
    *(Shape((column,)) for column in ("role", "starts_on", "ends_on")),
    first_of(organization_at("organization"), group_at("group"), person_at("person")),
)


class OwnerSerializer(ActorSerializer):
    """An owner of a commitment, in one role."""

    whole = OWNER
    role = serializers.ChoiceField(choices=OwnershipRole.choices, help_text=_("What the owner owes."))
    starts_on = serializers.DateField(allow_null=True, help_text=_("First day, where known."))
    ends_on = serializers.DateField(allow_null=True, help_text=_("Last day, where known."))
