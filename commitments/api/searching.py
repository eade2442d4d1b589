"""One search over all kinds of rows, in the API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.settings import api_settings

from commitments.search import KINDS, Found, Hit, search
from reports.api.base import FORMAT, PublicView
from reports.api.columns import Column, found_by
from reports.api.files import PORTION, CsvRenderer, ListNegotiation, NdjsonRenderer, XlsxRenderer, attach
from reports.api.parameters import Parameters
from reports.filtering import WordsField


class SearchParameters(Parameters):
    """Parameters of a search."""

    q = WordsField(
        help_text=gettext_lazy(
            "Words, every one of which stands in a result, in any order; accents and capitals do not matter."
        )
    )
    type = forms.ChoiceField(
        required=False,
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        help_text=gettext_lazy("Only results of this kind."),
    )
    format = FORMAT


class HitSerializer(serializers.Serializer):
    """One result."""

    type = serializers.ChoiceField(
        source="kind.name",
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        help_text=gettext_lazy("What it is."),
    )
    title = serializers.SerializerMethodField(
        help_text=gettext_lazy("What it is called, in the language that was asked for.")
    )
    snippet = serializers.SerializerMethodField(
        help_text=gettext_lazy("The text in which the words stand, cut around them.")
    )
    snippet_language = serializers.CharField(
        source="language", help_text=gettext_lazy("Its language; empty for names, which have none.")
    )
    url = serializers.SerializerMethodField(help_text=gettext_lazy("Its address in the API."))
    html_url = serializers.SerializerMethodField(
        help_text=gettext_lazy("Address of its page, in the language that was asked for.")
    )

    def get_title(self, hit: Hit) -> str:
        """Return the title in one piece."""
        return "".join(piece.text for piece in hit.title)

    def get_snippet(self, hit: Hit) -> str:
        """Return the snippet in one piece."""
        return "".join(piece.text for piece in hit.snippet)

    def get_url(self, hit: Hit) -> str:
        """Return the full address."""
        return self.context["request"].build_absolute_uri(hit.url)

    def get_html_url(self, hit: Hit) -> str:
        """Return the full address."""
        return self.context["request"].build_absolute_uri(hit.page)


class SearchView(PublicView):
    """Commitments, groups, institutions, people, updates and printed sentences that hold every word, best first.

    A reference, acronym, title or name that is exactly what was asked for comes first.
    """

    parameters = SearchParameters
    pagination_class: Any = api_settings.DEFAULT_PAGINATION_CLASS
    has_cursor = False
    renderer_classes: ClassVar[list[Any]] = [JSONRenderer, CsvRenderer, XlsxRenderer, NdjsonRenderer]
    content_negotiation_class = ListNegotiation

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.paginator = self.pagination_class()

    def known_parameters(self) -> set[str]:
        """Add those of the pages."""
        return super().known_parameters() | self.paginator.parameters_of(self)

    @extend_schema(operation_id="search_list", responses=HitSerializer(many=True))
    def get(self, request: Request) -> Any:
        """Return one page of the results, or all of them as a file."""
        self.paginator.read(request)
        if file := attach(request, "search", self):
            return file
        hits = self.paginator.paginate_queryset(self.found(), request, self)
        return self.paginator.get_paginated_response(self.objects(hits))

    def found(self) -> Found:
        """Return all results."""
        return search(self.asked["q"], self.asked["type"])

    def get_serializer(self) -> HitSerializer:
        """Return what describes one result."""
        return HitSerializer(context={"request": self.request})

    def portions(self) -> Iterator[Sequence[Hit]]:
        """Yield all results, in portions."""
        found = self.found()
        return (found[start : start + PORTION] for start in range(0, len(found), PORTION))

    def objects(self, hits: Any) -> Any:
        """Return what is shown of ``hits``."""
        return HitSerializer(hits, many=True, context={"request": self.request}).data

    def spread(self, hits: Sequence[Hit], table: Sequence[Column]) -> list[list[Any]]:
        """Return the values of the columns of ``table``, column by column."""
        objects = self.objects(hits)
        return [list(map(found_by(column.path), objects)) for column in table]
