"""What every page has in common: strict parameters, the reports that the record holds, its JSON twin."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.addresses import in_language
from reports.filtering import PublicFilterSet, WordsField
from reports.models import Report


class BadQuery(BadRequest):
    """A parameter that the page does not know, or a value that it cannot read.

    ``errors`` maps the name of each such parameter to its messages.
    """

    def __init__(self, errors: Mapping[str, Iterable[Any]]) -> None:
        self.errors = {name: [str(message) for message in messages] for name, messages in errors.items()}
        super().__init__("; ".join(f"{name}: {' '.join(messages)}" for name, messages in self.errors.items()))


class NotHere(Http404):
    """Nothing stands at this address, for a reason that is told to the reader."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NoQuery(forms.Form):
    """The page takes no parameters."""


class PageQuery(forms.Form):
    """The page of a list."""

    page = forms.IntegerField(required=False, min_value=1)


class WordsQuery(forms.Form):
    """Words to search for."""

    q = WordsField(label=gettext_lazy("Words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))


def refuse_others(data: QueryDict, *forms_read: forms.Form) -> None:
    """Refuse what would be ignored: parameters that no form reads, and values after the first where one is read.

    Raises BadQuery, which names each of them.
    """
    fields = {name: field for form in forms_read for name, field in form.fields.items()}
    if fields:
        unknown = _("This page does not know this parameter. It knows: %(names)s.") % {"names": ", ".join(fields)}
    else:
        unknown = _("This page takes no parameters.")
    errors = {}
    for name, values in data.lists():
        if name not in fields:
            errors[name] = [unknown]
        elif len(values) > 1 and not isinstance(fields[name], forms.MultipleChoiceField):
            errors[name] = [_("Give this parameter once.")]
    if errors:
        raise BadQuery(errors)


def cleaned(form: forms.Form) -> dict[str, Any]:
    """Return the values of ``form``. Raises BadQuery, which names each bad parameter."""
    if not form.is_valid():
        raise BadQuery({name: [*messages, *_known(form.fields.get(name))] for name, messages in form.errors.items()})
    return form.cleaned_data


def _known(field: forms.Field | None) -> list[str]:
    """Say which values a field of a fixed vocabulary takes."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return []
    return [_("It takes: %(values)s.") % {"values": ", ".join(str(value) for value, _label in field.choices if value)}]


class PageMixin:
    """A public page. Its parameters are read by ``query_form_class``; any other is refused.

    ``nav`` names the item of the main navigation that it belongs to; ``twin`` names the address of
    the same content in the API, which takes the same captured parts.
    """

    query_form_class: type[forms.Form] = NoQuery
    nav = ""
    twin = ""
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the parameters before anything else."""
        self.query = self.read_query()
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def read_query(self) -> dict[str, Any]:
        """Return the cleaned parameters. Raises BadQuery."""
        form = self.query_form_class(self.request.GET)
        refuse_others(self.request.GET, form)
        return cleaned(form)

    def get_twin(self) -> str:
        """Return the address of the JSON twin, or nothing."""
        return reverse(f"api:{self.twin}", kwargs=self.kwargs) if self.twin else ""

    def get_canonical(self) -> str:
        """Return the address by which the page is known: of a list, each of its pages; no filter, no day."""
        page = self.query.get("page")
        return self.request.path + (f"?{urlencode({'page': page})}" if page else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what every page shows."""
        path = self.request.get_full_path()
        return super().get_context_data(  # type: ignore[misc]
            held_reports=list(Report.objects.published().with_meeting().order_by("year")),
            nav=self.nav,
            twin=self.get_twin(),
            printed_on=timezone.localdate(),
            canonical=self.request.build_absolute_uri(self.get_canonical()),
            alternates=[
                (code, self.request.build_absolute_uri(in_language(path, code))) for code, _name in settings.LANGUAGES
            ],
            **kwargs,
        )


class FoundMixin(PageMixin):
    """A list in which words can be searched (``q``), as ``filterset_class`` does it."""

    query_form_class = WordsQuery
    filterset_class: type[PublicFilterSet]

    def found(self, rows: QuerySet) -> QuerySet:
        """Return those of ``rows`` that hold every word; all of them where no word is given."""
        words = self.query["q"]
        return self.filterset_class().search(rows, "q", words) if words else rows

    def get_twin(self) -> str:
        """Return the same list in the API."""
        words = self.query["q"]
        return super().get_twin() + (f"?{urlencode({'q': words})}" if words else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and its words."""
        return super().get_context_data(
            find=self.query_form_class(self.request.GET)["q"], searched=self.query["q"], **kwargs
        )
