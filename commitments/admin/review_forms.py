"""What a reviewer types at the review desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.choices import ExclusionReason
from commitments.models import Commitment
from reports.choices import Language

NOTE_LENGTH = 2000


def _area(label: Any, language: str = "", rows: int = 2, **values: Any) -> forms.CharField:
    attributes = {"rows": rows, **({"lang": language} if language else {})}
    return forms.CharField(
        label=label, required=False, max_length=NOTE_LENGTH, widget=forms.Textarea(attrs=attributes), **values
    )


class DecisionForm(forms.Form):
    """The words that may go with a decision; which ones count depends on the button."""

    note_en = _area(_("Note in English"), "en")
    note_fr = _area(_("Note in French"), "fr")
    note_es = _area(_("Note in Spanish"), "es")
    question = _area(_("What is in question"))
    parts = _area(_("One part a line"), rows=4)

    def note(self) -> dict[str, str]:
        """Return the note per language. Needs a valid form."""
        return {code: self.cleaned_data[f"note_{code}"] for code in Language.values}

    def typed(self) -> list[tuple[str, str]]:
        """Return what was typed, each with its label, so that it can be handed back."""
        fields = [self[name] for name in ("note_en", "note_fr", "note_es", "question")]
        return [(str(field.label), field.value()) for field in fields if (field.value() or "").strip()]


class WordsForm(forms.ModelForm):
    """Title and summary of a draft in our own words; what is not known yet may stay empty."""

    class Meta:
        model = Commitment
        fields = [f"{name}_{code}" for code in Language.values for name in ("title", "summary")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = False
            field.label = _("Title") if name.startswith("title") else _("Summary")
            field.widget.attrs |= {"lang": name[-2:]}
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return title and summary of each language, under its name."""
        return [
            (str(Language(code).label), [self[f"title_{code}"], self[f"summary_{code}"]]) for code in Language.values
        ]

    def _get_validation_exclusions(self) -> set[str]:
        """The texts of a draft may stay empty; publishing asks for them."""
        return super()._get_validation_exclusions() | {*self.fields, "title", "summary"}


REASONS = list(ExclusionReason)
"""The reasons in the order of their keys, 1 to 8."""
