"""Files that staff gave to the tracker and nobody has confirmed yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reports.models.report import SHA256


class PendingUploadQuerySet(models.QuerySet):
    """Files that wait."""

    def expired(self, at: datetime) -> Self:
        """Return those that have waited for too long at the moment ``at``."""
        return self.filter(uploaded_at__lte=at - PendingUpload.KEPT_FOR)


class PendingUpload(models.Model):
    """One file that waits to be imported: a draft outside the library.

    It is deleted when it is imported or discarded, and at the latest ``KEPT_FOR`` after it came. The file stands in
    the row, not in the upload folder, so that both go together and every process of the site finds it.
    """

    KEPT_FOR = timedelta(days=7)

    file_name = models.CharField(_("file name"), max_length=200, help_text=_("Name of the file as it was uploaded."))
    media_type = models.CharField(
        _("media type"), max_length=100, blank=True, help_text=_("Media type that the browser told; may be wrong.")
    )
    sha256 = models.CharField(
        _("SHA-256"), max_length=64, validators=[SHA256], help_text=_("Checksum of the file, in hexadecimal.")
    )
    size = models.PositiveIntegerField(_("size"), help_text=_("Number of bytes of the file."))
    data = models.BinaryField(_("file"), help_text=_("The bytes of the file."))
    read_as_json = models.BinaryField(
        _("what was read"),
        blank=True,
        default=b"",
        help_text=_(
            "What was read of the file, compressed, so that it is read once; empty where it must be read again."
        ),
    )
    corrections = models.JSONField(
        _("corrections"),
        blank=True,
        default=dict,
        help_text=_("What the reader of the preview corrected: year, language, and role and group of sections."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
        help_text=_("The account that uploaded it."),
    )
    uploaded_by_name = models.CharField(
        _("uploaded by (name)"), max_length=150, help_text=_("The name of that account at that time, as text.")
    )
    uploaded_at = models.DateTimeField(
        _("uploaded at"),
        db_default=Now(),
        editable=False,
        help_text=_("When it came here, by the database's clock."),
    )

    objects = PendingUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded report")
        verbose_name_plural = _("uploaded reports")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="reports_pendingupload_unique_file",
                fields=["sha256"],
                violation_error_message=_("This file is already waiting to be confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def expires_at(self) -> datetime:
        """When it is deleted unless somebody confirms it."""
        return self.uploaded_at + self.KEPT_FOR
