"""Reports and their documents in the admin, with what the ledger knows of them: the desk, and the page that publishes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import ledger
from commitments.admin.permissions import may_publish
from commitments.desk import publishing
from reports.admin.printed import DocumentAdmin, ReportAdmin
from reports.models import Document, Report

admin.site.unregister([Report, Document])


@admin.register(Report)
class PublishableReportAdmin(ReportAdmin):
    """Annual reports. One is published on a page that says what stands against it."""

    change_form_template = "admin/commitments/report/change_form.html"
    publish_template = "admin/commitments/report/publish.html"
    list_display = ["year", "desks", "title", "meeting", "state"]

    @admin.display(description=gettext_lazy("desks"))
    def desks(self, report: Report) -> SafeString:
        """Lead from the list to both desks of a report."""
        desks = (("review:desk", _("Review desk")), ("roll_forward:desk", _("Roll forward")))
        links = ((reverse(name, args=[report.year]), report.year, words) for name, words in desks)
        return format_html_join(" · ", '<a href="{0}" aria-label="{2} {1}">{2}</a>', links)

    def get_urls(self) -> list[URLPattern]:
        """Add the page that publishes."""
        view = self.admin_site.admin_view(self.publish_view)
        return [path("<path:object_id>/publish/", view, name="reports_report_publish"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Offer the desk, and publishing to those who may while something is left to publish."""
        report: Any = self.get_object(request, object_id)
        may = report is not None and may_publish(request) and not publishing.is_public(report)
        return super().change_view(request, object_id, form_url, {"may_publish": may, **(extra_context or {})})

    def publish_view(self, request: Any, object_id: str) -> HttpResponse:
        """Say what stands against publishing; where nothing does, ask, and let the ledger publish."""
        report: Any = self.get_object(request, object_id)
        if report is None:
            raise Http404
        if not may_publish(request):
            raise PermissionDenied
        address = reverse("admin:reports_report_change", args=[report.pk])
        if publishing.is_public(report):
            messages.info(request, _("The report of %(year)s is published already.") % {"year": report.year})
            return HttpResponseRedirect(address)
        errors: list[str] = []
        if request.method == "POST":
            try:
                ledger.publish_report(report, by=request.user)
            except ValidationError as error:
                errors = error.messages
            else:
                self.log_change(request, report, _("Published"))
                messages.success(request, _("The report of %(year)s is published.") % {"year": report.year})
                return HttpResponseRedirect(address)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish the report of %(year)s") % {"year": report.year},
            "opts": self.opts,
            "report": report,
            "address": address,
            "errors": errors,
            "blockers": publishing.blockers(report),
            "documents": publishing.draft_documents(report).defer("text").order_by("slug"),
            "commitments": publishing.draft_commitments(report),
            "rows": [
                (rows.model._meta.verbose_name_plural, rows.count()) for rows in publishing.appended_drafts(report)
            ],
        }
        return TemplateResponse(request, self.publish_template, context, status=409 if errors else 200)


@admin.register(Document)
class CaptureAdmin(DocumentAdmin):
    """Captures. One of a report leads to the desk where its sentences are decided."""

    change_form_template = "admin/commitments/report/document_form.html"
