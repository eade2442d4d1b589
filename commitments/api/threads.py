"""Threads in the API: statements of several reports that links tie together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404
from django.urls import reverse as page_address
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from commitments import choices, filters, models
from commitments.api.serializers import AxesSerializer
from commitments.presentation.map import reports_by
from commitments.presentation.moments import last_moment
from commitments.presentation.threads import beside, read_threads, running, ties
from reports.api.base import AddressField, ListViewSet, PageAddressField
from reports.api.files import PORTION
from reports.api.parameters import DatedParameters


class StatementSerializer(serializers.Serializer):
    """One statement of a thread."""

    reference = serializers.CharField(help_text=_("Reference of the commitment."))
    title = serializers.CharField(help_text=_("Its title, in the language that was asked for."))
    report = serializers.IntegerField(source="report.year", help_text=_("Year of the report that prints it."))
    strength = serializers.ChoiceField(choices=choices.Strength.choices, help_text=_("How firmly it binds."))
    window_end = serializers.DateField(allow_null=True, help_text=_("Last day of its window."))
    badge = serializers.ChoiceField(choices=choices.Badge.choices, help_text=_("Its badge on the day asked for."))
    axes = AxesSerializer(source="*", help_text=_("The four answers behind the badge."))
    url = AddressField("commitment-detail", "reference")
    html_url = PageAddressField()


class StretchSerializer(serializers.Serializer):
    """A stretch of words."""

    kind = serializers.ChoiceField(
        choices=[("kept", _("Kept")), ("gone", _("Gone")), ("new", _("New"))],
        help_text=_("Whether both statements have it, only the older or only the newer."),
    )
    words = serializers.CharField(help_text=_("The words."))


class ThreadLinkSerializer(serializers.Serializer):
    """How one statement follows an older one, and what changed."""

    key = serializers.CharField(source="link.key", help_text=_("Key of the link."))
    newer = serializers.CharField(source="link.newer.reference", help_text=_("The statement that follows."))
    older = serializers.CharField(source="link.older.reference", help_text=_("The statement that is followed."))
    kind = serializers.ChoiceField(source="link.kind", choices=choices.LinkKind.choices, help_text=_("How it follows."))
    basis = serializers.ChoiceField(source="link.basis", choices=choices.Basis.choices, help_text=_("How sure it is."))
    rationale = serializers.CharField(source="link.rationale", help_text=_("Why the two belong together."))
    drifts = serializers.ListField(
        child=serializers.CharField(), help_text=_("What became weaker or firmer, narrower or wider, later or earlier.")
    )
    is_printed = serializers.BooleanField(
        help_text=_("Whether the printed words are compared; the titles where the words of either are not held.")
    )
    wording = StretchSerializer(
        source="stretches", many=True, help_text=_("The words of both, in order; empty where it is worded anew.")
    )
    recurring = serializers.ListField(
        child=serializers.CharField(), help_text=_("Words that recur in a statement that is worded anew.")
    )


class SaidSerializer(serializers.Serializer):
    """What a report, or another source, says of one statement of the thread."""

    report = serializers.IntegerField(allow_null=True, help_text=_("Year of the report; null for another source."))
    commitment = serializers.CharField(help_text=_("The statement it is about."))
    on = serializers.DateField(help_text=_("The day for which it is said."))
    says = serializers.CharField(help_text=_("What is said, in words; silence included."))
    key = serializers.CharField(
        allow_null=True, help_text=_("Key of the update; null where the whole group did not report.")
    )


class ThreadSerializer(serializers.Serializer):
    """Statements of several reports that links tie together, and what became of each by the day asked for."""

    reference = serializers.CharField(source="oldest.reference", help_text=_("Its oldest statement, which names it."))
    title = serializers.CharField(source="oldest.title", help_text=_("Title of the oldest statement."))
    theme = serializers.CharField(source="oldest.theme.slug", allow_null=True, default=None, help_text=_("Its theme."))
    reports = serializers.SerializerMethodField(help_text=_("Years of the reports that print its statements."))
    statements = StatementSerializer(many=True, help_text=_("Its statements, oldest first."))
    links = serializers.SerializerMethodField(help_text=_("How they follow one another, and what changed."))
    said = serializers.SerializerMethodField(help_text=_("What later reports and other sources say of them."))
    url = serializers.SerializerMethodField(help_text=_("Address of this object in the API."))
    html_url = serializers.SerializerMethodField(help_text=_("Address of its page."))

    def get_reports(self, thread: Any) -> list[int]:
        """Return the years, earliest first."""
        return [report.year for report in thread.reports]

    @extend_schema_field(ThreadLinkSerializer(many=True))
    def get_links(self, thread: Any) -> Any:
        """Return the changes along the links."""
        changes = [change for row in thread.statements for change in row.changes]
        return ThreadLinkSerializer(changes, many=True).data

    @extend_schema_field(SaidSerializer(many=True))
    def get_said(self, thread: Any) -> Any:
        """Return what is said, report by report."""
        parts = [(column.report.year, said) for column in thread.columns for said in column.said]
        parts += [(None, said) for said in thread.elsewhere]
        return [
            {
                "report": year,
                "commitment": said.commitment.reference,
                "on": f"{entry.on:%Y-%m-%d}",
                "says": entry.what,
                "key": entry.key or None,
            }
            for year, said in parts
            for entry in said.entries
        ]

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, thread: Any) -> str:
        """Return the full address."""
        kwargs = {"reference": thread.oldest.reference}
        return reverse("api:thread-detail", kwargs=kwargs, request=self.context["request"])

    @extend_schema_field(OpenApiTypes.URI)
    def get_html_url(self, thread: Any) -> str:
        """Return the full address of the page, in the language that was asked for."""
        address = page_address("commitments:thread", args=[thread.oldest.reference])
        return self.context["request"].build_absolute_uri(address)


class ThreadDetailSerializer(ThreadSerializer):
    """A thread, with the threads that were printed beside it on the same subject."""

    beside = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("Other threads with a statement in the same section under the same theme."),
    )


class ThreadViewSet(ListViewSet):
    """Threads: statements of several reports that links tie together. Each is named by its oldest statement.

    The list holds those that run on beyond one report: with statements in several, or with a later word of a source.
    """

    serializer_class = ThreadSerializer
    filterset_class = filters.ThreadFilterSet
    parameters = DatedParameters
    lookup_field = "reference"
    lookup_value_regex = "[A-Z0-9-]{1,20}"
    queryset = models.Commitment.objects.all()
    has_cursor = False

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the threads of one page, or all of them as a file."""
        if file := self.as_file(request):
            return file
        at, known_at = self._days()
        tied = ties(at, known_at)
        statements = self.filter_queryset(models.Commitment.objects.published(at)).values_list("pk", flat=True)
        page = self.paginate_queryset(running(statements, tied, at, known_at))
        threads = read_threads(page or [], tied, at, known_at, reports_by(at))
        return self.get_paginated_response(self.get_serializer(threads, many=True).data)

    def portions(self) -> Iterator[Sequence[Any]]:
        """Return all threads of the filtered list, in portions. What is asked for is read before the first is sent."""
        at, known_at = self._days()
        tied, reports = ties(at, known_at), reports_by(at)
        statements = self.filter_queryset(models.Commitment.objects.published(at)).values_list("pk", flat=True)
        firsts = running(statements, tied, at, known_at)
        starts = range(0, len(firsts), PORTION)
        return (read_threads(firsts[start : start + PORTION], tied, at, known_at, reports) for start in starts)

    def get_serializer_class(self) -> Any:
        """Return the serializer of a list's rows, or of one thread."""
        return ThreadDetailSerializer if self.detail else ThreadSerializer

    @extend_schema(responses=ThreadDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one thread, by any of its statements."""
        at, known_at = self._days()
        statement = models.Commitment.objects.published(at).filter(reference=kwargs["reference"]).first()
        if statement is None:
            raise Http404
        tied = ties(at, known_at)
        reports = reports_by(at)
        (thread,) = read_threads([tied.thread_of(statement.pk)], tied, at, known_at, reports)
        near = models.Commitment.objects.filter(pk__in=beside(thread, tied, at)).order_by("reference")
        thread.beside = list(near.values_list("reference", flat=True))
        return Response(self.get_serializer(thread).data)

    def _days(self) -> tuple[Any, Any]:
        return self.asked["as_of"] or timezone.localdate(), last_moment(self.asked["known_at"])
