"""Giving a report to the tracker: choose a file, look at what was read of it, correct it, import it.

Nothing of the file is in the library before somebody confirms it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin.permissions import may_publish
from commitments.decided import undecided_fingerprints
from reports import uploading
from reports.admin import upload_preview as preview
from reports.admin.base import Labelled
from reports.admin.upload_forms import CorrectionsForm, UploadForm
from reports.choices import State
from reports.importing import Outcome, Plan, Refused, carry_out
from reports.models import Document, PendingUpload
from reports.reading.reading import Unreadable

SHOWN = "shown"  # the form's field with the mark of what its page shows
READ_AGAIN, DRAFT, PUBLISH, DISCARD = "_read_again", "_draft", "_publish", "_discard"


@admin.register(PendingUpload)
class PendingUploadAdmin(Labelled, admin.ModelAdmin):
    """Reports that were uploaded and wait to be confirmed."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    list_display = ["file_name", "kilobytes", "uploaded_by_name", "uploaded_at", "expires"]
    search_fields = ["file_name", "uploaded_by_name", "sha256"]
    choose_template = "admin/uploads/choose.html"
    preview_template = "admin/uploads/preview.html"

    # Who may

    def has_change_permission(self, request: HttpRequest, obj: PendingUpload | None = None) -> bool:
        """Who may upload may also correct, import and discard what was uploaded."""
        return self.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: PendingUpload | None = None) -> bool:
        """Refuse: an upload is discarded on its preview, or expires."""
        return False

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave the files out of lists."""
        return super().get_queryset(request).defer("data", "read_as_json")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show what waits, after what has waited for too long was deleted."""
        if self.has_view_or_change_permission(request):
            uploading.delete_expired(timezone.now())
        return super().changelist_view(request, extra_context)

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def kilobytes(self, upload: PendingUpload) -> str:
        """The size of the file, in words."""
        return filesizeformat(upload.size)

    @admin.display(description=gettext_lazy("deleted on"), ordering="uploaded_at")
    def expires(self, upload: PendingUpload) -> datetime:
        """When it is deleted unless somebody confirms it."""
        return upload.expires_at

    # Choosing

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for a file and read it; what can be read waits for its preview, the rest leaves nothing behind."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(is_too_large=getattr(request, "is_upload_too_large", False))
        errors: list[str] = []
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES, is_too_large=getattr(request, "is_upload_too_large", False))
            if form.is_valid():
                answer = self._take(request, form, errors)
                if answer is not None:
                    return answer
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload a report"),
            "opts": self.opts,
            "form": form,
            "errors": errors,
            "days": PendingUpload.KEPT_FOR.days,
        }
        return TemplateResponse(request, self.choose_template, context)

    def _take(self, request: Any, form: UploadForm, errors: list[str]) -> HttpResponse | None:
        """Read the file and keep it; say why not in ``errors``, and return None."""
        file = form.cleaned_data["file"]
        try:
            upload = uploading.new_upload(
                file.read(),
                file_name=file.name,
                media_type=file.content_type or "",
                year=form.cleaned_data["year"],
                language=form.cleaned_data["language"] or None,
                by=request.user,
            )
            planned = uploading.plan_of(upload, undecided=undecided_fingerprints)
        except Unreadable as error:
            errors.append(preview.in_words(str(error)))
            return None
        if planned.outcome is Outcome.SAME and planned.document is not None:
            messages.info(request, preview.outcome_in_words(planned))
            return HttpResponseRedirect(self._address(planned.document))
        errors.extend(preview.in_words(sentence) for sentence in uploading.unfit(planned))
        if errors:
            return None
        try:
            with transaction.atomic():
                upload.save()
        except IntegrityError:
            upload = PendingUpload.objects.defer("data", "read_as_json").get(sha256=upload.sha256)
            told = _("%(name)s uploaded this file already; it waits to be confirmed.")
            messages.warning(request, told % {"name": upload.uploaded_by_name})
        return HttpResponseRedirect(self._address(upload))

    # Looking, correcting, confirming

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show what was read; take corrections; import or discard."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        upload = PendingUpload.objects.filter(pk=object_id).first() if object_id.isdigit() else None
        if upload is None:
            return self._gone(request)
        if DISCARD in request.POST:
            upload.delete()
            messages.success(request, _("%(name)s was discarded. Nothing of it was kept.") % {"name": upload})
            return self._to_list()
        planned = uploading.plan_of(upload, undecided=undecided_fingerprints)
        return (
            self._act(request, upload, planned) if request.method == "POST" else self._preview(request, upload, planned)
        )

    def _act(self, request: HttpRequest, upload: PendingUpload, planned: Plan) -> HttpResponse:
        if request.POST.get(SHOWN) != uploading.state_of(upload, planned):
            return self._stale(request, upload)
        form = CorrectionsForm(request.POST, plan=planned)
        if not form.is_valid():
            return self._preview(request, upload, planned, form=form)
        if form.corrected:
            try:
                new = uploading.corrected(upload, form.corrections())
                errors = uploading.unfit(uploading.plan_of(new, undecided=undecided_fingerprints))
            except Unreadable as error:
                errors = [str(error)]
            if errors:
                return self._preview(request, upload, planned, form=form, errors=errors)
            if not self._keep(upload, new):
                return self._stale(request, upload)
            upload = new
        if READ_AGAIN in request.POST:
            return HttpResponseRedirect(self._address(upload))
        if form.is_document_corrected:
            told = _("Year or language were corrected: look at what this changes, then confirm again.")
            messages.warning(request, told)
            return HttpResponseRedirect(self._address(upload))
        return self._import(request, upload)

    def _keep(self, upload: PendingUpload, new: PendingUpload) -> bool:
        """Store the corrections, unless others corrected or confirmed the upload meanwhile."""
        with transaction.atomic():
            if not self._is_unmoved(upload):
                return False
            new.save(update_fields=["corrections", "read_as_json"])
        return True

    def _is_unmoved(self, upload: PendingUpload) -> bool:
        """Lock the upload; whether it is still here and corrected as it was."""
        rows = PendingUpload.objects.select_for_update().filter(pk=upload.pk)
        return list(rows.values_list("corrections", flat=True)) == [upload.corrections]

    def _stale(self, request: HttpRequest, upload: PendingUpload) -> HttpResponse:
        """Show the preview anew: what the reader decided on is no longer so."""
        if not PendingUpload.objects.filter(pk=upload.pk).exists():
            return self._gone(request)
        told = _("Somebody corrected this upload, or changed what is held here, since you opened it. Look again.")
        messages.warning(request, told)
        return HttpResponseRedirect(self._address(upload))

    def _import(self, request: Any, upload: PendingUpload) -> HttpResponse:
        planned = uploading.plan_of(upload, undecided=undecided_fingerprints)
        is_draft = PUBLISH not in request.POST
        errors = self._against(request, planned, is_draft=is_draft)
        if errors:
            return self._preview(request, upload, planned, errors=errors)
        try:
            with transaction.atomic():
                if not self._is_unmoved(upload):
                    return self._stale(request, upload)
                PendingUpload.objects.filter(pk=upload.pk).delete()
                document = carry_out(planned, is_draft=is_draft, by=request.user)
        except Refused as refused:
            return self._preview(request, upload, planned, errors=list(refused.sentences))
        told = _("Imported from %(name)s.") % {"name": upload.file_name}
        self.admin_site.get_model_admin(Document).log_addition(request, document, told)
        messages.success(request, self._told(document))
        return HttpResponseRedirect(self._address(document))

    def _against(self, request: HttpRequest, planned: Plan, *, is_draft: bool) -> list[str]:
        """Return why the account may not import what is planned so, in sentences."""
        errors = []
        is_public = planned.document is not None and planned.document.state != State.DRAFT
        if (not is_draft or is_public) and not may_publish(request):
            errors.append(_("Your account may not make things public; a publisher may."))
        return [*errors, *map(preview.in_words, planned.refusals_of(is_draft=is_draft))]

    def _told(self, document: Document) -> str:
        told = (
            _("%(slug)s was imported as a draft; nobody but staff can see it.")
            if document.state == State.DRAFT
            else _("%(slug)s was imported and is public.")
        )
        return told % {"slug": document.slug}

    def _preview(
        self,
        request: HttpRequest,
        upload: PendingUpload,
        planned: Plan,
        *,
        form: CorrectionsForm | None = None,
        errors: list[str] | None = None,
    ) -> HttpResponse:
        form = form or CorrectionsForm(plan=planned)
        context = {
            **self.admin_site.each_context(request),
            "title": _("What was read of %(name)s") % {"name": upload.file_name},
            "opts": self.opts,
            "upload": upload,
            "plan": planned,
            "reading": planned.reading,
            "form": form,
            "document_fields": [form["year"], form["language"]],
            "errors": list(map(preview.in_words, errors or [])),
            "shown": uploading.state_of(upload, planned),
            "outcome": preview.outcome_in_words(planned),
            "language": preview.language_in_words(planned),
            "numbers": preview.numbers(planned),
            "warnings": [preview.in_words(sentence) for sentence in planned.warnings],
            "chapters": preview.chapter_rows(planned, form),
            "sections": preview.section_rows(planned, form),
            "people": preview.people_rows(planned),
            "gaps": preview.gap_rows(planned),
            "quotations": preview.quotations(planned),
            "is_known_document": planned.document is not None,
            "against_draft": self._against(request, planned, is_draft=True),
            "against_publishing": self._against(request, planned, is_draft=False),
        }
        return TemplateResponse(request, self.preview_template, context)

    def _gone(self, request: HttpRequest) -> HttpResponse:
        """Say what became of an upload that is no longer here."""
        document = Document.objects.filter(sha256=request.POST.get("sha256", "")).defer("text").first()
        if document is not None and document.file:
            messages.error(
                request,
                _("Somebody else confirmed this upload before you: it is %(slug)s. Yours changed nothing.")
                % {"slug": document.slug},
            )
            return HttpResponseRedirect(self._address(document))
        messages.error(
            request,
            _("This upload is no longer here: it was discarded, or nobody confirmed it in time. Upload it again."),
        )
        return self._to_list()

    def _to_list(self) -> HttpResponse:
        return HttpResponseRedirect(reverse(preview.address_name(PendingUpload, "changelist")))

    def _address(self, row: Document | PendingUpload) -> str:
        return reverse(preview.address_name(row, "change"), args=[row.pk])
