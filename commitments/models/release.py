"""Releases: states of the public record that are frozen, so that they can be cited."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models.append_only import AppendOnlyError
from commitments.querysets import GuardedQuerySet

RELEASE_NAME = RegexValidator(
    r"^(?!latest$)[a-z0-9][a-z0-9.-]{0,38}[a-z0-9]\Z",
    _("A release is named in small letters, digits, dots and hyphens: 2026-11 or v1.0."),
)


class Release(models.Model):
    """A data package of everything public on one day, frozen under a name. Never changed, never deleted.

    The row tells everything that the page of the release shows, so that the page stays as it is when the record
    goes on; the files lie in the folder of that name.
    """

    name = models.CharField(
        _("name"), max_length=40, unique=True, validators=[RELEASE_NAME], help_text=_("Its public name, never reused.")
    )
    as_of = models.DateField(_("as of"), help_text=_("The day as of which badges and axes are computed."))
    frozen_at = models.DateTimeField(
        _("frozen at"), db_default=Now(), editable=False, help_text=_("When it was frozen, by the database's clock.")
    )
    previous = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="next",
        verbose_name=_("previous release"),
        help_text=_("The release before it, with which it is compared; none for the first."),
    )
    years = models.JSONField(_("years"), help_text=_("Years of the reports that it holds."))
    files = models.JSONField(_("files"), help_text=_("Its files: name, bytes and SHA-256 of each."))
    difference = models.JSONField(_("difference"), help_text=_("What differs from the previous release, in counts."))

    objects = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row. Raises AppendOnlyError if it exists already."""
        if not self._state.adding:
            raise AppendOnlyError(f"{self.name} is frozen; freeze another release instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse. Raises AppendOnlyError."""
        raise AppendOnlyError(f"{self.name} is frozen.")

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("commitments:release", args=[self.name])

    @property
    def bundle(self) -> str:
        """Name of the one file that holds all others."""
        return f"{self.name}.zip"
