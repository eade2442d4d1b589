"""Days in an address, read alike on pages and in the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_DAY = date(1900, 1, 1)


class PastDayField(forms.DateField):
    """A day that has come, YYYY-MM-DD, not before 1900. May be left out."""

    default_error_messages = {"future": _("This day has not come yet.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            validators=[MinValueValidator(FIRST_DAY, _("Give a day since 1900-01-01."))],
            **kwargs,
        )

    def validate(self, value: date | None) -> None:
        """Refuse a day to come."""
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise forms.ValidationError(self.error_messages["future"], code="future")
