"""Parameters that a whole address understands, beside the filters of its rows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError

from reports.choices import Language
from reports.days import PastDayField


class Parameters(forms.Form):
    """Parameters of every address."""

    lang = forms.ChoiceField(
        required=False,
        choices=Language.choices,
        help_text=_("Language of names, titles, notes and messages: en (the default), fr or es."),
    )


class KnownParameters(Parameters):
    """Parameters of what was written on known days."""

    known_at = PastDayField(
        help_text=_("Answer as this record knew it at the end of that day, YYYY-MM-DD; as it knows now if left out."),
    )


class DatedParameters(KnownParameters):
    """Parameters of what can be asked for a past day."""

    as_of = PastDayField(
        help_text=_("The day for which to answer, YYYY-MM-DD, none to come; today if left out."),
    )


def read_language(query: QueryDict) -> str:
    """Return the language that ``query`` asks for; English where it names none that there is."""
    asked = query.get("lang", "")
    return asked if asked in Language.values else Language.EN.value


def refuse_others(query: QueryDict, known: Collection[str], several: Collection[str] = ()) -> None:
    """Refuse what would be ignored: parameters that are not ``known`` or empty, and values after the first but of ``several``.

    Raises the API's ValidationError, which names each of them.
    """
    unknown = gettext("There is no such parameter here. There are: %(names)s.") % {"names": ", ".join(sorted(known))}
    errors: dict[str, list[ErrorDetail]] = {}
    for name, values in query.lists():
        if name not in known:
            errors[name] = [ErrorDetail(unknown, "unknown")]
        elif len(values) > 1 and name not in several:
            errors[name] = [ErrorDetail(gettext("Give this parameter once."), "repeated")]
        elif not all(value.strip() for value in values):
            errors[name] = [ErrorDetail(gettext("Give a value, or leave this parameter out."), "empty")]
    if errors:
        raise ValidationError(errors)


def read_form(form: forms.Form) -> dict[str, Any]:
    """Return the cleaned values of ``form``. Raises the API's ValidationError, which names each bad parameter."""
    if form.is_valid():
        return form.cleaned_data
    raise ValidationError(
        {
            name: [ErrorDetail(message, error.code or "invalid") for error in errors for message in error.messages]
            for name, errors in form.errors.as_data().items()
        }
    )
