"""Which state of the public record this is."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class DataVersion(models.Model):
    """The one row that names the present state of the public record.

    Whoever changes something public gives it a new token in the same transaction (:mod:`reports.versioning`).
    The token is random, never a counter: a restored copy that goes its own way never repeats a token of the
    original.
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(
        primary_key=True, default=ONLY, help_text=_("Always 1: there is one row at most.")
    )
    token = models.UUIDField(_("token"), default=uuid.uuid4, help_text=_("Name of the present state of the record."))
    changed_at = models.DateTimeField(
        _("changed at"), db_default=Now(), help_text=_("When this state began, by the database's clock.")
    )

    class Meta:
        verbose_name = _("data version")
        verbose_name_plural = _("data version")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1),
                name="reports_dataversion_one_row",
                violation_error_message=_("There is one data version."),
            )
        ]

    def __str__(self) -> str:
        return str(self.token)
