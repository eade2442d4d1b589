"""Forms that append: each asks for the words of one row and lets the ledger write it, or shows why it refuses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget, AutocompleteSelectMultiple
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import ledger
from commitments.models import (
    AppendOnly,
    Assessment,
    AssessmentEvidence,
    Coding,
    Exclusion,
    Guideline,
    Link,
    Question,
    Reply,
    Update,
)
from reports.choices import Language, State


class AppendForm(forms.ModelForm):
    """Appends one row. ``by`` writes it; ``corrected`` is the row that it corrects, or None."""

    by: AbstractBaseUser
    corrected: AppendOnly | None = None
    words = "note"
    subjects: tuple[str, ...] = ("commitment",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._translated():
            self.fields[f"{name}_en"].required = True
        if self.corrected is not None:
            for name in self.subjects:
                self.fields[name].disabled = True
                field: Any = self.corrected._meta.get_field(name)
                self.initial[name] = field.value_from_object(self.corrected)

    def append(self, values: dict[str, Any]) -> AppendOnly:
        """Call the ledger with the cleaned ``values`` and return the new row."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        """Let the ledger write the row in place of the model form; what it refuses becomes errors of this form."""
        if self.errors:
            return
        try:
            with transaction.atomic():
                self.instance = self.append(self._values())
        except ValidationError as error:
            self._tell(error)

    def save(self, commit: bool = True) -> AppendOnly:
        """Return the row, which the ledger has written."""
        self.save_m2m = _nothing_more  # type: ignore[method-assign]
        return self.instance

    def _translated(self) -> list[str]:
        """The fields that are asked for in each language."""
        return [name.removesuffix("_en") for name in self.fields if name.endswith("_en")]

    def _values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        for name in self._translated():
            values[name] = {language: values.pop(f"{name}_{language}") or "" for language in Language.values}
        values["state"] = State(values.get("state") or State.DRAFT)
        return {**values, "by": self.by, "corrects": self.corrected}

    def _tell(self, error: ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            if name == "corrects":
                self.add_error(None, _("Somebody else has corrected this row meanwhile; look at it again."))
            else:
                shown = [shown for shown in (name, f"{name}_en") if shown in self.fields]
                self.add_error(shown[0] if shown else None, errors)


def _nothing_more() -> None:
    """The ledger has written all of the row."""


class UpdateForm(AppendForm):
    """What one source says."""

    address = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
        label=gettext_lazy("Address"),
        help_text=Update._meta.get_field("address").help_text,
    )

    class Meta:
        model = Update
        fields = [
            "commitment",
            "deliverable",
            "says",
            "basis",
            "effective_on",
            "passage",
            "address",
            "retrieved_on",
            "stated_by",
            "searched",
            "note_en",
            "note_fr",
            "note_es",
            "state",
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one source at most, and for both halves of a web page."""
        values = super().clean() or self.cleaned_data
        if bool(values.get("address")) != bool(values.get("retrieved_on")):
            missing = "retrieved_on" if values.get("address") else "address"
            self.add_error(missing, _("A web page is cited by its address and the day on which it was read."))
        if sum(bool(values.get(name)) for name in ("passage", "address", "stated_by")) > 1:
            raise ValidationError(_("Give one source: a passage, a web page or an owner's statement."))
        return values

    def append(self, values: dict[str, Any]) -> Update:
        """Record the update."""
        passage, address, stated_by = (values.pop(name, None) for name in ("passage", "address", "stated_by"))
        retrieved_on = values.pop("retrieved_on", None)
        page = ledger.WebPage(address, retrieved_on) if address else None
        return ledger.record_update(values.pop("commitment"), source=passage or page or stated_by, **values)


class GuidelineForm(AppendForm):
    """By what a commitment will be judged."""

    words = "proof"

    class Meta:
        model = Guideline
        fields = [
            "commitment",
            *(
                f"{name}_{language}"
                for name in ("complete", "partial", "not_started", "proof")
                for language in Language
            ),
            "state",
        ]

    def append(self, values: dict[str, Any]) -> Guideline:
        """Record the guideline."""
        return ledger.record_guideline(values.pop("commitment"), **values)


class AssessmentForm(AppendForm):
    """What we judge, and on which updates it rests."""

    words = "reason"
    updates: Any = forms.ModelMultipleChoiceField(
        Update.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(AssessmentEvidence._meta.get_field("update"), admin.site),
        label=gettext_lazy("Updates it rests on"),
        help_text=gettext_lazy("The evidence; only 'no evidence found' may stand without."),
    )

    class Meta:
        model = Assessment
        fields = [
            "commitment",
            "deliverable",
            "round",
            "party",
            "completion",
            "effective_on",
            "searched_until",
            "reason_en",
            "reason_fr",
            "reason_es",
            "state",
        ]

    def append(self, values: dict[str, Any]) -> Assessment:
        """Record the assessment."""
        return ledger.record_assessment(values.pop("commitment"), **values)


class ReplyForm(AppendForm):
    """What a country answers to a verdict."""

    subjects = ("assessment",)
    address = forms.URLField(
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
        label=gettext_lazy("Address"),
        help_text=Reply._meta.get_field("address").help_text,
    )

    class Meta:
        model = Reply
        fields = [
            "assessment",
            "side",
            "author",
            "replied_on",
            "language",
            "text",
            "address",
            "note_en",
            "note_fr",
            "note_es",
            "state",
        ]

    def append(self, values: dict[str, Any]) -> Reply:
        """Record the reply."""
        return ledger.record_reply(values.pop("assessment"), **values)


class CodingForm(AppendForm):
    """What one of two readers finds."""

    subjects = ("commitment", "party")

    class Meta:
        model = Coding
        fields = ["commitment", "party", "completion", "note"]

    def append(self, values: dict[str, Any]) -> Coding:
        """Record the coding."""
        del values["state"]
        return ledger.record_coding(values.pop("commitment"), **values)


def _change(label: Any, less: Any, same: Any, more: Any) -> forms.TypedChoiceField:
    choices = [("", gettext_lazy("not said")), (-1, less), (0, same), (1, more)]
    return forms.TypedChoiceField(choices=choices, coerce=int, empty_value=None, required=False, label=label)


class LinkForm(AppendForm):
    """How a newer commitment follows an older one."""

    words = "rationale"
    subjects = ("newer",)
    scope_change = _change(
        gettext_lazy("Change of scope"), gettext_lazy("narrower"), gettext_lazy("same"), gettext_lazy("wider")
    )
    strength_change = _change(
        gettext_lazy("Change of strength"), gettext_lazy("weaker"), gettext_lazy("same"), gettext_lazy("firmer")
    )
    date_change = _change(
        gettext_lazy("Change of date"), gettext_lazy("later"), gettext_lazy("same"), gettext_lazy("earlier")
    )

    class Meta:
        model = Link
        fields = [
            "newer",
            "older",
            "kind",
            "basis",
            "scope_change",
            "strength_change",
            "date_change",
            "rationale_en",
            "rationale_fr",
            "rationale_es",
            "state",
        ]

    def append(self, values: dict[str, Any]) -> Link:
        """Record the link."""
        return ledger.link(values.pop("newer"), values.pop("older"), **values)


class ExclusionForm(AppendForm):
    """Why a passage is not a commitment."""

    subjects = ("passage",)

    class Meta:
        model = Exclusion
        fields = ["passage", "reason", "note_en", "note_fr", "note_es", "state"]

    def append(self, values: dict[str, Any]) -> Exclusion:
        """Record the exclusion."""
        return ledger.exclude(values.pop("passage"), **values)


class QuestionForm(AppendForm):
    """That somebody should look at a passage again."""

    subjects = ("passage",)

    class Meta:
        model = Question
        fields = ["passage", "note"]

    def append(self, values: dict[str, Any]) -> Question:
        """Record the question."""
        del values["state"]
        return ledger.ask(values.pop("passage"), **values)


class WithdrawalForm(forms.Form):
    """Why a row was wrong."""

    reason_en = forms.CharField(widget=forms.Textarea(attrs={"lang": "en"}), label=gettext_lazy("Why it is wrong [en]"))
    reason_fr = forms.CharField(
        widget=forms.Textarea(attrs={"lang": "fr"}), label=gettext_lazy("Why it is wrong [fr]"), required=False
    )
    reason_es = forms.CharField(
        widget=forms.Textarea(attrs={"lang": "es"}), label=gettext_lazy("Why it is wrong [es]"), required=False
    )

    def words(self) -> dict[str, str]:
        """Return the reason per language."""
        return {language: self.cleaned_data[f"reason_{language}"] for language in Language.values}
