"""The root of the API and its description."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer, TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from reports.api.base import PublicView
from reports.api.parameters import Parameters

ADDRESSES = {
    "description": _("The address of each list, by its name, of what is computed over them, and of this description."),
    "type": "object",
    "additionalProperties": {"type": "string", "format": "uri"},
}


class RootView(PublicView):
    """The lists that there are, and what is computed over them, each with its address."""

    names: ClassVar[dict[str, str]] = {}

    @extend_schema(operation_id="root_retrieve", responses={200: ADDRESSES})
    def get(self, request: Request) -> Response:
        """Return the addresses."""
        return Response({name: reverse(f"api:{view}", request=request) for name, view in self.names.items()})


class FormatNegotiation(DefaultContentNegotiation):
    """Lets ``format`` in the address choose, which elsewhere is a filter."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE="format")  # type: ignore[assignment]


class SchemaParameters(Parameters):
    """Parameters of the description."""

    format = forms.ChoiceField(required=False, choices=[("json", "JSON"), ("yaml", "YAML")])


class SchemaView(PublicView, SpectacularAPIView):
    """The description of this API in OpenAPI 3.1: JSON, or YAML where asked for."""

    parameters = SchemaParameters
    renderer_classes: ClassVar[list[Any]] = [
        OpenApiJsonRenderer2,
        OpenApiJsonRenderer,
        OpenApiYamlRenderer2,
        OpenApiYamlRenderer,
    ]
    content_negotiation_class = FormatNegotiation


class PageRenderer(TemplateHTMLRenderer):
    """A page. What is none (a problem, or nothing) is still answered as JSON."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        """Return the page, or the problem."""
        if renderer_context["response"].template_name is None:
            return JSONRenderer().render(data)
        return super().render(data, accepted_media_type, renderer_context)


class SchemaPageView(PublicView):
    """The same description as a page on which requests can be tried."""

    schema = None
    renderer_classes: ClassVar[list[Any]] = [PageRenderer]

    def get(self, request: Request) -> Response:
        """Return the page in the language that was asked for."""
        language = get_language()
        context = {"schema": f"{reverse('api:schema')}?lang={language}", "guide": reverse("api_guide")}
        return Response(context, template_name="api/schema.html")

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Return the methods, in the header: there is nothing else to say of a page."""
        return Response()


class SchemaStyleView(View):
    """The style sheet of that page, without the pictures that stand in it as data: the policy of this site has none."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the style sheet."""
        return HttpResponse(_style(), content_type="text/css; charset=utf-8")


@cache
def _style() -> str:
    sheet = files("drf_spectacular_sidecar") / "static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css"
    return _PICTURE.sub("none", sheet.read_text(encoding="utf-8"))


_PICTURE = re.compile(r"""url\((?:"data:(?:\\.|[^"\\])*"|'data:(?:\\.|[^'\\])*'|data:[^)"']*)\)""")
