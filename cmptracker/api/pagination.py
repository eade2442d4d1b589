"""Pages of lists: ``count``, ``next``, ``previous``, ``results``, and the same links in an RFC 8288 header."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import InvalidPage, Page
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from reports.api.parameters import read_form


class PageQuery(forms.Form):
    """Which page, and how long a page is."""

    page = forms.IntegerField(required=False, min_value=1)
    page_size = forms.IntegerField(required=False, min_value=1, max_value=100)


class PastTheLast(NotFound):
    """The page lies past the last one."""


class PagePagination(PageNumberPagination):
    """Pages of 50 rows, of up to 100 where asked. A page past the last is 404, a bad number 400."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "page_size"
    page_query_description = gettext_lazy("Number of the page, from 1.")  # type: ignore[assignment]
    page_size_query_description = gettext_lazy("Rows on a page: 50 if left out, at most 100.")  # type: ignore[assignment]
    parameters = tuple(PageQuery.base_fields)
    request: Request
    page: Page

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page that is asked for. Raises ValidationError for a bad number, NotFound past the last."""
        asked = read_form(PageQuery(request.query_params))
        self.request = request
        paginator = self.django_paginator_class(queryset, asked["page_size"] or self.page_size)
        number = asked["page"] or 1
        try:
            self.page = paginator.page(number)
        except InvalidPage as error:
            raise PastTheLast(
                _("There is no page %(number)s; the last is %(last)s.")
                % {"number": number, "last": paginator.num_pages}
            ) from error
        return list(self.page)

    def get_paginated_response(self, data: list[Any]) -> Response:
        """Return the page, with the links in the header too."""
        response = super().get_paginated_response(data)
        response.headers["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in self._links())
        return response

    def _links(self) -> list[tuple[str, str]]:
        address = self.request.build_absolute_uri()
        last = self.page.paginator.num_pages
        links = [
            ("first", remove_query_param(address, self.page_query_param)),
            ("prev", self.get_previous_link()),
            ("next", self.get_next_link()),
            ("last", replace_query_param(address, self.page_query_param, last) if last > 1 else None),
        ]
        return [(rel, link) for rel, link in links if link]

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return the parameters with their bounds."""
        described = super().get_schema_operation_parameters(view)
        for parameter in described:
            parameter["schema"]["minimum"] = 1
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {"maximum": self.max_page_size, "default": self.page_size}
        return described

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a page, each key described."""
        described = super().get_paginated_response_schema(schema)
        words = {
            "count": gettext_lazy("How many rows there are in all."),
            "next": gettext_lazy("Address of the next page; null on the last."),
            "previous": gettext_lazy("Address of the page before; null on the first."),
            "results": gettext_lazy("The rows of this page."),
        }
        for name, property_ in described["properties"].items():
            property_["description"] = words[name]
        return described
