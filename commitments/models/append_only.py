"""Rows that are written once. A mistake is corrected by a further row, never by overwriting."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from commitments.querysets import AppendOnlyQuerySet
from reports.choices import State


class AppendOnlyError(TypeError):
    """Raised when somebody tries to change or delete a row that only ever appends."""


class AppendOnly(models.Model):
    """Base of the append-only rows: who recorded what when, and which earlier row it corrects.

    A row counts until a later row corrects it; a withdrawal corrects a row and claims nothing itself.
    """

    key = models.CharField(
        _("key"),
        max_length=40,
        unique=True,
        editable=False,
        help_text=_("Public key, never reused: reference, letter of the kind, running number."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, state.label) for state in (State.DRAFT, State.PUBLISHED)],
        default=State.PUBLISHED,
        help_text=_("A draft is published by appending a row that corrects it."),
    )
    recorded_at = models.DateTimeField(
        _("recorded at"),
        db_default=Now(),
        editable=False,
        help_text=_("When it was written here, by the database's clock."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
        help_text=_("The account that wrote it."),
    )
    recorded_by_name = models.CharField(
        _("recorded by (name)"), max_length=150, editable=False, help_text=_("The writer's name at that time, as text.")
    )
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("corrects"),
        help_text=_("The earlier row that this one replaces."),
    )
    is_withdrawal = models.BooleanField(
        _("is a withdrawal"), default=False, help_text=_("The corrected row was wrong and nothing takes its place.")
    )

    objects = AppendOnlyQuerySet.as_manager()

    key_letter: ClassVar[str]
    base_key_path: ClassVar[str] = "commitment__reference"  # where queries find what ``base_key`` gives

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawal_corrects",
                condition=Q(is_withdrawal=False) | Q(corrects__isnull=False),
                violation_error_message=_("A withdrawal names the row that it withdraws."),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row. Raises AppendOnlyError if it exists already."""
        if not self._state.adding:
            raise AppendOnlyError(f"{self.key} only appends; record a correction instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse. Raises AppendOnlyError."""
        raise AppendOnlyError(f"{self.key} only appends; record a withdrawal instead.")

    @property
    def key_subject(self) -> models.Model:
        """The commitment or document that the row is about, whose public name begins the key."""
        raise NotImplementedError

    @property
    def base_key(self) -> str:
        """The public name that the key is formed from."""
        raise NotImplementedError
