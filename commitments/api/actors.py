"""Who owes or proposes: an institution, a group or a person, in one shape."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.reverse import reverse

from commitments.choices import OwnershipRole
from reports.choices import OrganizationCountry
from reports.models import Organization, Person, WorkingGroup


class ActorKind(models.TextChoices):
    """What somebody who owes or proposes is."""

    ORGANIZATION = "organization", _("Institution")
    GROUP = "group", _("Group")
    PERSON = "person", _("Person")


_KINDS = {
    Organization: ActorKind.ORGANIZATION.value,
    WorkingGroup: ActorKind.GROUP.value,
    Person: ActorKind.PERSON.value,
}


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

    def to_representation(self, actor: Any) -> dict[str, Any]:
        """Return the one shape of the three kinds."""
        kind = _KINDS[type(actor)]
        return {
            "kind": kind,
            "slug": actor.slug,
            "code": getattr(actor, "code", None),
            "name": actor.name,
            "acronym": getattr(actor, "acronym", "") or "",
            "country": getattr(actor, "country", None),
            "url": reverse(f"api:{kind}-detail", kwargs={"slug": actor.slug}, request=self.context["request"]),
        }


class OwnerSerializer(ActorSerializer):
    """An owner of a commitment, in one role."""

    role = serializers.ChoiceField(choices=OwnershipRole.choices, help_text=_("What the owner owes."))
    starts_on = serializers.DateField(allow_null=True, help_text=_("First day, where known."))
    ends_on = serializers.DateField(allow_null=True, help_text=_("Last day, where known."))

    def to_representation(self, ownership: Any) -> dict[str, Any]:
        """Return the role, then the owner."""
        return {
            "role": ownership.role,
            **super().to_representation(ownership.owner),
            "starts_on": ownership.starts_on,
            "ends_on": ownership.ends_on,
        }
