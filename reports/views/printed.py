"""Pages of what was printed: the reports, and other documents, with their outline and text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView

from reports.choices import DocumentKind, State
from reports.filters import DocumentFilterSet, ReportFilterSet
from reports.models import Document, Gap, GroupReport, Passage, Report, Section, SourceConflict
from reports.searching import with_words
from reports.views.base import FoundMixin, NotHere, PageMixin


@dataclass
class Block:
    """A paragraph, or the list below it: each entry of ``items`` is one list item, a list of passages."""

    passages: list[Passage] = field(default_factory=list)
    items: list[list[Passage]] = field(default_factory=list)


def blocks(passages: Iterable[Passage]) -> list[Block]:
    """Arrange the passages of one section in paragraphs and lists, as printed."""
    arranged = []
    for _paragraph, rows in groupby(passages, lambda row: row.paragraph):
        block = Block()
        for item, sentences in groupby(rows, lambda row: row.item):
            if item is None:
                block.passages += sentences
            else:
                block.items.append(list(sentences))
        arranged.append(block)
    return arranged


@dataclass
class Chapter:
    """Consecutive sections of one working group, or of none."""

    group: Any
    sections: list[Any]

    @property
    def anchor(self) -> str:
        """Fragment of its place on the page."""
        return f"s-{self.sections[0].order}"


class ReportListView(FoundMixin, ListView):
    """Which reports does the record hold, and when were they written?"""

    template_name = "reports/report_list.html"
    filterset_class = ReportFilterSet
    context_object_name = "reports"
    nav = "reports"
    twin = "report-list"

    def get_queryset(self) -> QuerySet:
        """Return the published reports with their documents."""
        documents = (
            Document.objects.published()
            .defer("text")
            .annotate(sentences=Count("passages"), held=Count("passages", filter=~Q(passages__text="")))
        )
        return (
            self.found(Report.objects.published())
            .with_meeting()
            .order_by("-year")
            .prefetch_related(Prefetch("documents", queryset=documents.order_by("pk"), to_attr="captures"))
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the documents that belong to no report."""
        others: QuerySet = Document.objects.published().defer("text").filter(report=None).order_by("slug")
        if words := self.query["q"]:
            others = DocumentFilterSet().search(others, "q", words)
        return super().get_context_data(other_documents=others, **kwargs)


class FindQuery(forms.Form):
    """The words to find in the text."""

    q = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Find words in this text"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class PrintedMixin(PageMixin):
    """A page that shows the text of one document, section by section, and finds words in it with ``?q=``."""

    query_form_class: type[forms.Form] = FindQuery
    document: Document

    def get_sections(self) -> list[Any]:
        """Return the sections in print order, each with its ``blocks``, ``passage_list`` and ``gap_list``."""
        rows: list[Any] = list(
            Section.objects.filter(document=self.document).select_related("working_group", "parent").order_by("order")
        )
        by_key = {row.pk: row for row in rows}
        for row in rows:
            row.passage_list, row.gap_list = [], []
            if row.parent_id:
                row.parent = by_key[row.parent_id]
        for passage in self.get_passages():
            by_key[passage.section_id].passage_list.append(passage)
        for gap in Gap.objects.filter(document=self.document).order_by("start"):
            before = [row for row in rows if row.start <= gap.start] or rows[:1]
            for section in [by_key[gap.section_id]] if gap.section_id else before[-1:]:
                section.gap_list.append(gap)
        for row in rows:
            row.blocks = blocks(row.passage_list)
        return rows

    def get_passages(self) -> list[Passage]:
        """Return the passages in print order; heirs mark them."""
        return list(Passage.objects.filter(document=self.document).order_by("start"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add chapters, gaps, conflicts and the passages that were searched for."""
        sections = self.get_sections()
        passages = [passage for section in sections for passage in section.passage_list]
        hits = {passage.pk for passage in with_words(passages, self.query["q"])}
        for passage in passages:
            passage.is_hit = passage.pk in hits
        chapters = [Chapter(group, list(rows)) for group, rows in groupby(sections, lambda row: row.working_group)]
        return super().get_context_data(
            document=self.document,
            chapters=chapters,
            words_field=FindQuery(self.request.GET)["q"],
            searched=self.query["q"],
            hits=[(section, passage) for section in sections for passage in section.passage_list if passage.is_hit],
            section_count=len(sections),
            passage_count=len(passages),
            held_count=sum(bool(passage.text) for passage in passages),
            gap_count=sum(len(section.gap_list) for section in sections),
            conflicts=SourceConflict.objects.published()
            .filter(values__passages__document=self.document)
            .distinct()
            .order_by("slug"),
            **kwargs,
        )


class ReportView(PrintedMixin, TemplateView):
    """What did this report say?"""

    template_name = "reports/report.html"
    nav = "reports"
    twin = "report-detail"
    report: Report

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the report with its first capture; 410 if it was withdrawn."""
        report = published_report(kwargs["year"])
        if report is None:
            return render(request, "errors/410.html", {"name": str(kwargs["year"]), "reason": ""}, status=410)
        self.report = report
        documents = Document.objects.published().defer("text").filter(report=report).order_by("pk")
        self.documents = list(documents)
        annual = [row for row in self.documents if row.kind == DocumentKind.ANNUAL_REPORT]
        if not annual:
            raise NotHere(_("No capture of this report is published here."))
        self.document = annual[0]
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report, its other captures and how the groups stand in it."""
        standings = (
            GroupReport.objects.filter(report=self.report)
            .select_related("group")
            .with_passages()
            .order_by("group__code")
        )
        return super().get_context_data(
            report=self.report,
            other_documents=[row for row in self.documents if row.pk != self.document.pk],
            standings=standings,
            **kwargs,
        )


class DocumentView(PrintedMixin, TemplateView):
    """What does this document say, and where was it captured?"""

    template_name = "reports/document.html"
    nav = "reports"
    twin = "document-detail"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the document."""
        documents = Document.objects.published().defer("text")
        self.document = get_object_or_404(documents.select_related("report"), slug=kwargs["slug"])
        return super().get(request, *args, **kwargs)


def published_report(year: int) -> Report | None:
    """Return the published report of ``year``; None if it was withdrawn. Raises Http404 for any other."""
    report = Report.objects.with_meeting().exclude(state=State.DRAFT).filter(year=year).first()
    if report is None:
        raise Http404
    return report if report.state == State.PUBLISHED else None
