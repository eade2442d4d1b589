"""The list of commitments: which promises match?"""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from commitments.filters import CommitmentFilterSet
from commitments.models import Commitment
from commitments.presentation.filter_words import say
from commitments.presentation.shown import shown
from commitments.views.base import AsOfMixin, AsOfQuery
from reports.views import PageQuery
from reports.views.base import cleaned, refuse_others

SHOWN = ("q", "group", "report", "badge", "organization")
HIDDEN = ("strength", "party", "theme", "tag", "window_end_after", "window_end_before", "has_evidence")
ORDERS = (
    ("reference", _("Reference")),
    ("-report", _("Newest report first")),
    ("window_end", _("Window, earliest first")),
)


def prepare(form: forms.Form) -> None:
    """Give the shown filters of ``form`` the widgets of the page: checkboxes for several, a select with *any* for one."""
    for name in (*SHOWN, *HIDDEN):
        field = form.fields[name]
        choices: Any = getattr(field, "choices", ())
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = _("any")
        elif isinstance(field, forms.MultipleChoiceField):
            field.widget = forms.CheckboxSelectMultiple(choices=choices)
        elif isinstance(field, forms.ChoiceField):
            widget: Any = field.widget
            widget.choices = [("", _("any")), *(pair for pair in choices if pair[0] != "")]


class ListQuery(AsOfQuery, PageQuery):
    """The day as of which the list speaks, and its page."""


class CommitmentListView(AsOfMixin, ListView):
    """The commitments that match, and the filter said back in words."""

    template_name = "commitments/list.html"
    query_form_class = ListQuery
    paginate_by = 50
    nav = "commitments"

    def read_query(self) -> dict[str, Any]:
        """Read day, page and filter. Raises BadQuery for an unknown parameter or a bad value."""
        data = self.request.GET
        self.filterset = CommitmentFilterSet(data, request=self.request)
        form = ListQuery(data)
        refuse_others(data, self.filterset.form, form)
        cleaned(self.filterset.form)
        query = cleaned(form)
        self.set_days(query["as_of"], query["known_at"])
        return query

    def get_queryset(self) -> Any:
        """Return the commitments that match, by their primary keys."""
        rows = Commitment.objects.published(self.at).with_status(self.at, self.known_at).order_by("reference")
        return list(self.filterset.filter_queryset(rows).values_list("pk", flat=True))

    def get_twin(self) -> str:
        """Return the same list in the API."""
        query = [(name, value) for name, value in self.asked() if name != "page"]
        return reverse("api:commitment-list") + ("?" + urlencode(query) if query else "")

    def asked(self) -> list[tuple[str, str]]:
        """Return the parameters that say something."""
        return [(name, value) for name, values in self.request.GET.lists() for value in values if value]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filter, its words, the orders and the addresses of the other pages."""
        form = self.filterset.form
        prepare(form)
        context = super().get_context_data(**kwargs)
        chosen = form.cleaned_data["ordering"] or ["reference"]
        followed = [(name, value) for name, value in self.asked() if name not in ("page", "as_of", "known_at")]
        query = f"?{urlencode(followed)}" if followed else ""
        return {
            **context,
            "commitments": shown(context["page_obj"].object_list, self.at, self.known_at),
            "feed": reverse("files:feed") + query,
            "calendar": reverse("files:calendar") + query,
            "phrases": say(self.filterset),
            "is_filtered": any(name not in ("page", "ordering", "as_of", "known_at") for name, _value in self.asked()),
            "shown": [form[name] for name in SHOWN],
            "hidden": [form[name] for name in HIDDEN],
            "has_hidden": any(form.cleaned_data[name] not in (None, "", []) for name in HIDDEN),
            "kept": [(name, value) for name, value in self.asked() if name not in (*SHOWN, *HIDDEN, "page")],
            "orders": [(label, self.address(ordering=order), [order] == chosen) for order, label in ORDERS],
            "pages": self.page_links(context["page_obj"]),
        }

    def address(self, **changes: Any) -> str:
        """Return the address of this list with some parameters changed; it starts on its first page."""
        kept = [(name, value) for name, value in self.asked() if name not in (*changes, "page")]
        return "?" + urlencode([*kept, *((name, value) for name, value in changes.items() if value)])

    def page_links(self, page: Any) -> list[tuple[int, str]]:
        """Return number and address of every page of the list."""
        return [(number, self.address(page=number if number > 1 else None)) for number in page.paginator.page_range]
