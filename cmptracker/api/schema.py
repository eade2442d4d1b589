"""How the API describes itself: what every address has in common is said once, here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django_filters import Filter, MultipleChoiceFilter
from drf_spectacular import openapi
from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.plumbing import build_array_type, build_parameter_type
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from cmptracker.api.errors import MEDIA_TYPE, ProblemSerializer
from reports.api.base import ListViewSet
from reports.api.files import FileRenderer
from reports.api.selecting import NamesField
from reports.filtering import MomentFilter, PublicNameFilter, YesNoFilter

YEARS = r"^(19|2\d)\d\d-"
"""Years of moments that are understood, 1900 to 2999."""


class AutoSchema(openapi.AutoSchema):
    """Adds the common parameters, headers and problems."""

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters of the address, and the headers of its answers."""
        return [
            *super().get_override_parameters(),
            *(_parameter(name, field) for name, field in self.view.own_parameters().items()),
            _header("ETag", _("Names this very answer; send it back in If-None-Match."), [200, 304]),
            _header("Last-Modified", _("When the record, the day or the program last changed."), [200, 304]),
            _header("Cache-Control", _("How long a cache may keep the answer."), [200, 304]),
            _header(
                "RateLimit-Policy", _("Requests from one address (q) in a window of seconds (w)."), [200, 304, 429]
            ),
            _header(
                "RateLimit", _("Requests that are left (r) and seconds until the window ends (t)."), [200, 304, 429]
            ),
            _header("Retry-After", _("Seconds to wait."), [429]),
            _header(
                "Deprecation", _("Since when this address is deprecated (RFC 9745); absent while it is not."), [200]
            ),
            _header("Sunset", _("When this address will end (RFC 8594); absent while no end is set."), [200]),
            *(
                [_header("Link", _("The first, previous, next and last page (RFC 8288)."), [200])]
                if self._lists
                else []
            ),
        ]

    def _get_parameters(self) -> list[dict[str, Any]]:
        """Return all parameters; an empty one is refused (``reports.api.parameters``), and a zero byte by each field."""
        parameters: list[dict[str, Any]] = super()._get_parameters()
        for parameter in parameters:
            if parameter["in"] == "query":
                _refuse_empty(parameter["schema"])
        return parameters

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        """Return the parameters in the path, with what the model says of them."""
        parameters = super()._resolve_path_parameters(variables)
        for parameter in parameters:
            field = self.view.queryset.model._meta.get_field(parameter["name"])
            parameter["description"] = str(field.help_text)
        return parameters

    def _insert_field_validators(self, field: Any, schema: dict[str, Any]) -> None:
        """Leave out the limits of whole numbers, which are those of a database."""
        super()._insert_field_validators(field, schema)
        _forget_limits(schema)

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> dict[str, Any]:
        """Return the schema of a field, without such limits."""
        schema = super()._map_serializer_field(field, direction, bypass_extensions)
        _forget_limits(schema)
        return schema

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        """Return the answers: the rows, nothing new, and the problems."""
        nothing_new = OpenApiResponse(description=_("Nothing has changed since the answer that If-None-Match names."))
        bodies = {
            **super()._get_response_bodies(direction),
            "304": self._get_response_for_code(nothing_new, "304", None, direction),
        }
        for renderer in self.view.get_renderers():
            if isinstance(renderer, FileRenderer):
                bodies["200"]["content"][renderer.media_type] = {"schema": {"type": "string", "format": "binary"}}
        for status, description in self._problems().items():
            answer = OpenApiResponse(ProblemSerializer, description)
            bodies[status] = self._get_response_for_code(answer, status, [MEDIA_TYPE], direction)
        return bodies

    @property
    def _lists(self) -> bool:
        return isinstance(self.view, ListViewSet) and not self.view.detail

    def _problems(self) -> dict[str, str]:
        problems: dict[str, str] = {
            "400": _("A parameter is unknown, empty, given twice, or its value cannot be read; each is named."),
            "404": _("There is nothing at this address."),
            "405": _("The method would write; this API is read-only."),
            "406": _("The address does not answer with the media type that is asked for."),
            "410": _(
                "It stood here once: it was withdrawn, for the reason given, or this version of the API has ended."
            ),
            "414": _("The address is longer than 8,000 characters."),
            "429": _("Too many requests from one address: wait for the seconds in Retry-After."),
            "default": _("Any other problem, such as 500 for a fault of the server."),
        }
        if self._lists:
            problems["404"] = _("The page lies past the last one.")
        elif isinstance(self.view, ListViewSet):
            problems["404"] = _("There is nothing public under this name.")
        return problems


def _forget_limits(schema: dict[str, Any]) -> None:
    if schema.get("type") in ("integer", ["integer", "null"]):
        for limit in ("minimum", "maximum", "format"):
            schema.pop(limit, None)


def _refuse_empty(schema: dict[str, Any]) -> None:
    if schema.get("type") == "array":
        schema["minItems"] = 1
    elif schema.get("type") == "string" and not {"enum", "format", "pattern"} & set(schema):
        schema["pattern"] = r"^[^\x00]*[^\s\x00][^\x00]*$"


def _header(name: str, description: str, answers: list[int]) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, response=answers, description=description)


def _parameter(name: str, field: forms.Field) -> OpenApiParameter:
    if isinstance(field, NamesField):
        words = {"description": str(field.help_text), "enum": field.names}
        return OpenApiParameter(name, str, OpenApiParameter.QUERY, many=True, style="form", explode=False, **words)
    choices = [value for value, _label in getattr(field, "choices", [])] or None
    return OpenApiParameter(
        name,
        _value(field),
        OpenApiParameter.QUERY,
        description=str(field.help_text),
        enum=choices,
        required=field.required,
    )


def _value(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.IntegerField):
        return {"type": "integer"}
    return {"type": "string", "format": "date"} if isinstance(field, forms.DateField) else {"type": "string"}


class StrictFilterExtension(DjangoFilterExtension):
    """Describes the filters that ``reports.filtering`` adds, each with its label."""

    target_class = "cmptracker.api.filters.StrictFilterBackend"
    priority = 1

    def resolve_filter_field(
        self, auto_schema: Any, model: Any, filterset_class: Any, field_name: str, filter_field: Filter
    ) -> list[dict[str, Any]]:
        """Return the parameters that ``filter_field`` reads."""
        label = str(filter_field.label or "") or _help_text(model, filter_field)
        schema = self._own_schema(filter_field)
        if schema is None:
            described = super().resolve_filter_field(auto_schema, model, filterset_class, field_name, filter_field)
            for parameter in described:
                parameter["description"] = _described(label, parameter.get("description", ""))
            return described
        if isinstance(filter_field, PublicNameFilter):
            label = f"{label} ({_(' or ').join(filter_field.names)})"
        return [
            build_parameter_type(name=field_name, location=OpenApiParameter.QUERY, schema=schema, description=label)
        ]

    def _own_schema(self, filter_field: Filter) -> dict[str, Any] | None:
        if isinstance(filter_field, PublicNameFilter):
            return {"type": "integer" if filter_field.names == ("year",) else "string"}
        if isinstance(filter_field, YesNoFilter):
            return {"type": "boolean"}
        if isinstance(filter_field, MomentFilter):
            return {"anyOf": [{"type": "string", "format": name, "pattern": YEARS} for name in ("date-time", "date")]}
        if isinstance(filter_field, MultipleChoiceFilter):
            words = [value for value, _label in filter_field.extra["choices"]]
            return build_array_type({"type": "string", "enum": words})
        return None


def _help_text(model: Any, filter_field: Filter) -> str:
    """Return what the model says of the field that is filtered."""
    return str(model._meta.get_field(filter_field.field_name).help_text)


def _described(label: str, found: str) -> str:
    """Return the label of the filter, followed by what else is known of it."""
    return found if not label or label in found else f"{label}. {found}".rstrip(". ")
