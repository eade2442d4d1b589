"""Forms of the roll-forward desk: each asks for one decision and says which verb of :mod:`commitments.desk.rolling` takes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.choices import Basis, LinkKind, Says
from commitments.desk.rolling import DID_NOT_REPORT, NOT_MENTIONED
from commitments.models import Commitment
from reports.choices import GroupReportStatus, Language
from reports.models import Passage, Report

ANSWERS = [(says.value, says.label) for says in Says if says is not Says.NOT_MENTIONED]
FOLLOW_UPS = [(kind.value, kind.label) for kind in LinkKind if kind.is_follow_up and kind is not LinkKind.DUPLICATES]
SILENCES = [(status.value, status.label) for status in GroupReportStatus if status.value in GroupReportStatus.silent()]
_LABELS = {
    Language.EN: _("Our own words, in English"),
    Language.FR: _("Our own words, in French"),
    Language.ES: _("Our own words, in Spanish"),
}


class WordsForm(forms.Form):
    """A form with words of our own in three languages; English may not be missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in Language:
            self.fields[language.value] = forms.CharField(
                label=_LABELS[language],
                required=language is Language.EN,
                widget=forms.Textarea(attrs={"rows": 2, "lang": language.value}),
            )

    def own_words(self) -> dict[str, str]:
        """Return the words per language."""
        return {language: self.cleaned_data[language] for language in Language.values}


class AnswerForm(WordsForm):
    """What a passage of the report says of the commitment."""

    passage: Any = forms.ModelChoiceField(Passage.objects.none(), widget=forms.HiddenInput)
    says = forms.ChoiceField(choices=ANSWERS, label=_("It says"))
    basis = forms.ChoiceField(choices=Basis, label=_("Basis"))
    effective_on = forms.DateField(
        label=_("True since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passage"].queryset = (  # type: ignore[attr-defined]
            Passage.objects.filter(document__report=report).select_related("document__report").defer("document__text")
        )


def _change(label: Any, less: Any, same: Any, more: Any) -> forms.TypedChoiceField:
    choices = [("", _("not said")), (-1, less), (0, same), (1, more)]
    return forms.TypedChoiceField(choices=choices, coerce=int, empty_value=None, required=False, label=label)


class ForwardForm(WordsForm):
    """Which commitment of the report takes the earlier one up, and how."""

    newer: Any = forms.ModelChoiceField(Commitment.objects.none(), label=_("Commitment of this report"))
    kind = forms.ChoiceField(choices=FOLLOW_UPS, label=_("How it follows"))
    basis = forms.ChoiceField(choices=Basis, label=_("Basis"))
    scope_change = _change(_("Change of scope"), _("narrower"), _("same"), _("wider"))
    strength_change = _change(_("Change of strength"), _("weaker"), _("same"), _("firmer"))
    date_change = _change(_("Change of date"), _("later"), _("same"), _("earlier"))

    def __init__(self, *args: Any, newer: list[Commitment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._newer = newer
        self.fields["newer"].queryset = Commitment.objects.filter(  # type: ignore[attr-defined]
            pk__in=[row.pk for row in newer]
        ).select_related("report__meeting")
        self.fields["newer"].choices = [  # type: ignore[attr-defined]
            ("", "---------"),
            *((row.pk, f"{row.reference} {row.title or ''}".strip()) for row in newer),
        ]


class SilenceForm(WordsForm):
    """That the report does not mention it; the words are ready, and may be worded anew."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        ready = {language: words.format(year=report.year) for language, words in NOT_MENTIONED.items()}
        super().__init__(*args, initial=ready, **kwargs)


class GroupSilenceForm(WordsForm):
    """In which way a group is silent in the report."""

    status = forms.ChoiceField(choices=SILENCES, label=_("How the group stands"), initial=GroupReportStatus.ABSENT)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        ready = {language: words.format(year=report.year) for language, words in DID_NOT_REPORT.items()}
        super().__init__(*args, initial=ready, **kwargs)
