"""Pages of lists: ``count``, ``next``, ``previous``, ``results``, and the same links in an RFC 8288 header.

Pages by number are for people. Whoever takes a whole list away follows a cursor instead: it remembers the last row
given and goes on behind it, so rows that are added or changed meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import InvalidPage, Page
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from reports.api.parameters import read_form

START = "*"
CURSOR = r"^(\*|[0-9a-f]{32})$"


class CursorField(forms.CharField):
    """Where a harvest goes on: ``*`` at the start, then what ``next`` says. The value is a primary key, or 0."""

    default_error_messages = {"invalid": gettext_lazy("Start with * and follow the address in next.")}

    def clean(self, value: Any) -> int | None:
        """Return the key of the last row that was given; 0 at the start, None where no cursor is asked for."""
        text = super().clean(value)
        if text in ("", START):
            return 0 if text else None
        pk = opened(text)
        if pk is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return pk


def sealed(pk: int) -> str:
    """Return the cursor behind the row ``pk``: a text that does not show the key, and that nobody else can make."""
    return f"{pk ^ _mask():016x}{_mark(pk)}"


def opened(cursor: str) -> int | None:
    """Return the key that ``cursor`` was made of; None if it was not made here."""
    try:
        pk = int(cursor[:16], 16) ^ _mask()
    except ValueError:
        return None
    return pk if constant_time_compare(sealed(pk), cursor) else None


def _mask() -> int:
    return int.from_bytes(salted_hmac("cursor mask", "").digest()[:7])


def _mark(pk: int) -> str:
    return salted_hmac("cursor", str(pk)).hexdigest()[:16]


class PageQuery(forms.Form):
    """Which page, and how long a page is; or from where on."""

    cursor = CursorField(required=False)
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
    request: Request
    page: Page

    def parameters_of(self, view: Any) -> set[str]:
        """Return the names of the parameters of a list."""
        return {name for name in PageQuery.base_fields if view.has_cursor or name != "cursor"}

    def read(self, request: Request) -> dict[str, Any]:
        """Return what is asked for. Raises ValidationError for what is no page."""
        return read_form(PageQuery(request.query_params))

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page that is asked for. Raises ValidationError for a bad number, NotFound past the last."""
        asked = self.read(request)
        self.request = request
        self.size = asked["page_size"] or self.page_size
        if asked["cursor"] is not None:
            return self._behind(queryset, asked["cursor"])
        paginator = self.django_paginator_class(queryset, self.size)
        number = asked["page"] or 1
        try:
            self.page = paginator.page(number)
        except InvalidPage as error:
            raise PastTheLast(
                _("There is no page %(number)s; the last is %(last)s.")
                % {"number": number, "last": paginator.num_pages}
            ) from error
        return list(self.page)

    def _behind(self, queryset: Any, pk: int) -> list[Any]:
        """Return the rows that follow the row ``pk``, in the order in which rows were added."""
        if others := [name for name in ("page", "ordering") if name in self.request.query_params]:
            told = _("A cursor goes through the list in its own order: leave this out.")
            raise ValidationError({name: [ErrorDetail(told, "invalid")] for name in others})
        rows = list(queryset.filter(pk__gt=pk).order_by("pk")[: self.size + 1])
        self.count = queryset.count()
        self.cursor = sealed(rows[self.size - 1].pk) if len(rows) > self.size else None
        return rows[: self.size]

    def get_paginated_response(self, data: list[Any]) -> Response:
        """Return the page, with the links in the header too."""
        if hasattr(self, "cursor"):
            address = self.request.build_absolute_uri()
            next_ = replace_query_param(address, "cursor", self.cursor) if self.cursor else None
            links = {"Link": f'<{next_}>; rel="next"'} if next_ else {}
            return Response({"count": self.count, "next": next_, "previous": None, "results": data}, headers=links)
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
        words = gettext_lazy(
            "For taking a whole list away: * at the start, then follow `next`. Rows come in the order in which they were "
            "added, each exactly once, whatever is added or changed meanwhile. Not together with page or ordering."
        )
        cursor = {
            "name": "cursor",
            "required": False,
            "in": "query",
            "description": words,
            "schema": {"type": "string", "pattern": CURSOR},
        }
        return [*described, cursor] if view.has_cursor else described

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a page, each key described."""
        described = super().get_paginated_response_schema(schema)
        words = {
            "count": gettext_lazy("How many rows there are in all."),
            "next": gettext_lazy("Address of the next page; null on the last."),
            "previous": gettext_lazy("Address of the page before; null on the first, and with a cursor."),
            "results": gettext_lazy("The rows of this page."),
        }
        for name, property_ in described["properties"].items():
            property_["description"] = words[name]
        return described
