"""The site of the staff: its name, and how related rows are called in its search boxes."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class LabelledAutocompleteView(AutocompleteJsonView):
    """Calls rows as their admin's ``autocomplete_label`` says."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Return the identifier and the label of one row."""
        found: dict[str, Any] = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "autocomplete_label", None)
        return {**found, "text": label(obj)} if label else found


class StaffSite(admin.AdminSite):
    """Where staff keep the record."""

    site_title = _("CMP commitments")
    site_header = _("CMP commitments: the record")
    index_title = _("Library and ledger")

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Answer the search boxes of forms."""
        return LabelledAutocompleteView.as_view(admin_site=self)(request)
