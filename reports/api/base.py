"""What all public addresses have in common: rows under their public names, read-only, in one language."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter
from rest_framework import serializers, viewsets
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.reverse import reverse
from rest_framework.utils.field_mapping import get_relation_kwargs
from rest_framework.views import APIView

from reports import models as library
from reports.api.parameters import Parameters, read_form, read_language, refuse_others
from reports.choices import Language
from reports.filtering import PublicFilterSet

SLUG = r"[-a-zA-Z0-9_]+"


class PublicSerializer(serializers.ModelSerializer):
    """Names related rows by their public names; a relation without one is refused, so no primary key gets out."""

    public_names: ClassVar[dict[type[models.Model], str]] = {
        library.Report: "year",
        library.Document: "slug",
        library.Meeting: "slug",
        library.WorkingGroup: "code",
        library.Organization: "slug",
        library.Person: "slug",
        library.Section: "order",
    }

    def build_relational_field(self, field_name: str, relation_info: Any) -> tuple[type, dict[str, Any]]:
        """Return a field that gives the related row's public name. Raises KeyError if it has none."""
        asked = get_relation_kwargs(field_name, relation_info)
        kwargs: dict[str, Any] = {name: asked[name] for name in ("help_text", "many", "allow_null") if name in asked}
        slug_field = self.public_names[relation_info.related_model]
        return serializers.SlugRelatedField, {**kwargs, "slug_field": slug_field, "read_only": True}

    def build_standard_field(self, field_name: str, model_field: models.Field) -> tuple[type, dict[str, Any]]:
        """Let a choice that may be left empty be null."""
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        if issubclass(field_class, serializers.ChoiceField) and kwargs.pop("allow_blank", False):
            return NullableChoiceField, {**kwargs, "allow_null": True}
        return field_class, kwargs


class NullableChoiceField(serializers.ChoiceField):
    """A word of a vocabulary; null where it is left empty."""

    def to_representation(self, value: Any) -> Any:
        """Return the word, or null."""
        return super().to_representation(value) if value else None


class AddressField(serializers.URLField):
    """The address of the row in the API, by its public name."""

    def __init__(self, view_name: str, lookup: str, **kwargs: Any) -> None:
        self.view_name = view_name
        self.lookup = lookup
        kwargs.setdefault("help_text", _("Address of this object in the API."))
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the full address."""
        kwargs = {self.lookup: getattr(value, self.lookup)}
        return reverse(f"api:{self.view_name}", kwargs=kwargs, request=self.context["request"])


class PageAddressField(serializers.URLField):
    """The address of the row's page, in the language that was asked for."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Address of its page, in the language that was asked for."))
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the full address."""
        return self.context["request"].build_absolute_uri(value.get_absolute_url())


class TranslationsField(serializers.DictField):
    """Texts in the three languages: ``{"en": {"name": …}, "fr": …, "es": …}``."""

    def __init__(self, names: tuple[str, ...], **kwargs: Any) -> None:
        self.names = names
        kwargs.setdefault("help_text", _("The texts in English, French and Spanish; empty where none is held."))
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> dict[str, dict[str, str]]:
        """Return each text in each language."""
        return {
            language: {name: getattr(value, f"{name}_{language}") or "" for name in self.names}
            for language in Language.values
        }


class PublicView(APIView):
    """An address of the API. ``parameters`` reads what it understands beside filters and pages."""

    parameters: ClassVar[type[Parameters]] = Parameters
    asked: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Speak the language that was asked for, then read the parameters; what is not understood is refused."""
        translation.activate(read_language(request.query_params))
        super().initial(request, *args, **kwargs)
        if request.method in SAFE_METHODS:
            refuse_others(request.query_params, self.known_parameters(), self.repeatable_parameters())
            self.asked = read_form(self.parameters(request.query_params))

    def own_parameters(self) -> dict[str, forms.Field]:
        """Return what this address understands beside filters and pages, by name."""
        return self.parameters.base_fields

    def known_parameters(self) -> set[str]:
        """Return the names of all parameters of this address."""
        return set(self.own_parameters())

    def repeatable_parameters(self) -> set[str]:
        """Return the names of those that take several values."""
        return set()


class ListViewSet(PublicView, ListModelMixin, viewsets.GenericViewSet):
    """Rows that are listed."""

    filterset_class: ClassVar[type[PublicFilterSet]]
    paginator: Any

    def known_parameters(self) -> set[str]:
        """Return the names; filters and pages are known to lists alone."""
        own = super().known_parameters()
        return own if self.detail else own.union(self.paginator.parameters, self.filterset_class.base_filters)

    def repeatable_parameters(self) -> set[str]:
        """Return the filters that take several values."""
        filters = self.filterset_class.base_filters
        return {name for name, filter_ in filters.items() if isinstance(filter_, MultipleChoiceFilter)}


class PublicViewSet(ListViewSet, RetrieveModelMixin):
    """Rows that are listed, and found one by one under a public name."""

    lookup_value_regex = SLUG
