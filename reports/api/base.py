"""What all public addresses have in common: rows under their public names, read-only, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.field_mapping import get_relation_kwargs
from rest_framework.views import APIView

from reports import models as library
from reports.api.columns import Column, found_by
from reports.api.files import (
    FORMATS,
    CsvRenderer,
    FileRenderer,
    ListNegotiation,
    NdjsonRenderer,
    XlsxRenderer,
    attach,
    portions,
)
from reports.api.parameters import Parameters, read_form, read_language, refuse_others
from reports.api.selecting import EXPANDED, Expansion, expand_field, expanded, fields_field
from reports.api.shapes import SAMPLE, Shape, made
from reports.choices import Language
from reports.filtering import PublicFilterSet

SLUG = r"[-a-zA-Z0-9_]+"
FORMAT = forms.ChoiceField(
    required=False,
    choices=[(one, one) for one in FORMATS],
    help_text=_(
        "json: this page of the list, as if left out. csv, xlsx, ndjson: a file of every row of the filtered list, "
        "whatever the page."
    ),
)


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

    def tree(self, model: Any) -> Shape:
        """Return how it is made of a plain row."""
        return made(lambda word: word or None, "__".join(self.source_attrs))


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

    def tree(self, model: Any) -> Shape:
        """Return how it is made of a plain row."""
        return Shape((self.lookup,), lambda answer: answer.address(api_address(self.view_name, self.lookup, SAMPLE)))


def api_address(view_name: str, lookup: str, name: str) -> str:
    """Return the path in the API of the row that ``lookup`` finds by ``name``."""
    return reverse(f"api:{view_name}", kwargs={lookup: name})


class PageAddressField(serializers.URLField):
    """The address of the row's page, in the language that was asked for. ``lookup`` is the row's name in addresses."""

    def __init__(self, lookup: str = "slug", **kwargs: Any) -> None:
        self.lookup = lookup
        kwargs.setdefault("help_text", _("Address of its page, in the language that was asked for."))
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        """Return the full address."""
        return self.context["request"].build_absolute_uri(value.get_absolute_url())

    def tree(self, model: Any) -> Shape:
        """Return how it is made of a plain row."""
        sample = model(**{self.lookup: SAMPLE})
        return Shape((self.lookup,), lambda answer: answer.address(sample.get_absolute_url()))


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

    def tree(self, model: Any) -> dict[str, dict[str, Shape]]:
        """Return how it is made of a plain row."""
        return {
            language: {name: made(lambda text: text or "", f"{name}_{language}") for name in self.names}
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
        if request.method in ("GET", "HEAD"):  # a preflight is answered: scripts then see why they are refused
            refuse_others(request.query_params, self.known_parameters(), self.repeatable_parameters())
            self.asked = read_form(self._form(request))

    def _form(self, request: Request) -> forms.Form:
        form = self.parameters(request.query_params)
        form.fields.update(self.own_parameters())
        return form

    def own_parameters(self) -> dict[str, forms.Field]:
        """Return what this address understands beside filters and pages, by name."""
        return self.parameters.base_fields

    def known_parameters(self) -> set[str]:
        """Return the names of all parameters of this address."""
        return set(self.own_parameters())

    def repeatable_parameters(self) -> set[str]:
        """Return the names of those that take several values."""
        return set()


@cache
def _keys(serializer_class: Any) -> tuple[str, ...]:
    return tuple(serializer_class().fields)


class ListViewSet(PublicView, ListModelMixin, viewsets.GenericViewSet):
    """Rows that are listed."""

    filterset_class: ClassVar[type[PublicFilterSet]]
    expandable: ClassVar[dict[str, Expansion]] = {}
    is_expanded = False
    has_cursor = True
    paginator: Any
    content_negotiation_class = ListNegotiation

    def get_renderers(self) -> Any:
        """Return JSON; for lists the kinds of file too."""
        files = [] if self.detail else [CsvRenderer(), XlsxRenderer(), NdjsonRenderer()]
        return [JSONRenderer(), *files]

    def own_parameters(self) -> dict[str, forms.Field]:
        """Add what selects the keys, and for lists the kind of file."""
        own = {**super().own_parameters(), "fields": fields_field(self.keys())}
        if self.expandable:
            own["expand"] = expand_field(self.expandable)
        return own if self.detail else {**own, "format": FORMAT}

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the objects."""
        serializer_class: Any = self.get_serializer_class()
        return _keys(serializer_class)

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """Return the serializer, left with the keys that were asked for."""
        serializer: Any = super().get_serializer(*args, **kwargs)
        wanted = getattr(self, "asked", {}).get("fields")
        if wanted:
            fields = getattr(serializer, "child", serializer).fields
            for name in set(fields) - set(wanted):
                fields.pop(name)
        return serializer

    def objects(self, rows: Sequence[Any]) -> Sequence[dict[str, Any]]:
        """Return what the list itself shows of ``rows``."""
        return self.get_serializer(rows, many=True).data

    def spread(self, rows: Sequence[Any], table: Sequence[Column]) -> list[Sequence[Any]]:
        """Return the values of the columns of ``table`` for ``rows``, column by column."""
        objects = self.objects(rows)
        return [list(map(found_by(column.path), objects)) for column in table]

    def shown(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """Return what an answer shows of ``rows``, with the related objects that were asked for."""
        answers = [dict(answer) for answer in self.objects(rows)]
        names = self.asked.get("expand")
        if names:
            for answer, more in zip(answers, expanded(self, rows, names), strict=True):
                answer[EXPANDED] = more
        return answers

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Return one page of the rows, or all of them as a file."""
        if isinstance(request.accepted_renderer, FileRenderer) and self.asked.get("expand"):
            raise ValidationError({"expand": [ErrorDetail(gettext("Files hold no related objects."), "invalid")]})
        return self.as_file(request) or self._page()

    def _page(self) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.shown(rows or []))

    def as_file(self, request: Request) -> Any:
        """Return all rows as the file that is asked for; None where none is. Refuses pages that cannot be read alike."""
        self.paginator.read(request)
        name = request.path.strip("/").rsplit("/", 1)[-1]
        return attach(request, name, self)

    def portions(self) -> Iterator[Sequence[Any]]:
        """Yield all rows of the filtered list, in portions."""
        return portions(self.filter_queryset(self.get_queryset()))

    def known_parameters(self) -> set[str]:
        """Return the names; filters and pages are known to lists alone."""
        own = super().known_parameters()
        if self.detail:
            return own
        return own.union(self.paginator.parameters_of(self), self.filterset_class.base_filters)

    def repeatable_parameters(self) -> set[str]:
        """Return the filters that take several values, and what selects keys."""
        filters = self.filterset_class.base_filters
        several = {name for name, filter_ in filters.items() if isinstance(filter_, MultipleChoiceFilter)}
        return several | {"fields", "expand"}


class PublicViewSet(ListViewSet, RetrieveModelMixin):
    """Rows that are listed, and found one by one under a public name."""

    lookup_value_regex = SLUG

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the one row."""
        return Response(self.shown([self.get_object()])[0])
