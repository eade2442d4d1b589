"""The forms of an upload: the file, and what its reader corrects before it is imported."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import fitness
from reports.choices import Language, SectionRole
from reports.importing import Corrections, Plan, SectionCorrection
from reports.models import WorkingGroup

# More fields than these and Django refuses the form (DATA_UPLOAD_MAX_NUMBER_FIELDS).
SECTIONS_CORRECTABLE, CHAPTERS_CORRECTABLE = 400, 100
AS_READ = ("", gettext_lazy("As the file says"))


def _year() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=fitness.YEARS[0],
        max_value=fitness.YEARS[-1],
        help_text=_("The year that names the report. Leave it empty to take the one that is printed."),
    )


def _language(blank: tuple[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[blank, *Language.choices],
        help_text=_("The language of the text, by whose rules it is read."),
    )


class UploadForm(forms.Form):
    """A report to read."""

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_large = is_too_large
        self.fields["file"] = forms.FileField(
            label=_("File"),
            allow_empty_file=True,  # an empty one is refused by the reader, in its words
            max_length=1000,
            help_text=_("A text, a web page, a PDF or a Word document (DOCX) of at most %(size)s.")
            % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)},
            widget=forms.FileInput(attrs={"accept": ".txt,.text,.md,.html,.htm,.xhtml,.pdf,.docx,.docm"}),
        )
        self.fields["year"] = _year()
        self.fields["language"] = _language(AS_READ)
        if is_too_large:
            self.fields["file"].error_messages["required"] = self._too_large()

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than the site takes, before anybody reads it."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(self._too_large())
        return file

    def _too_large(self) -> str:
        return _("The file is larger than %(size)s; choose the report alone, without its attachments.") % {
            "size": filesizeformat(settings.UPLOAD_MAX_BYTES)
        }


class CorrectionsForm(forms.Form):
    """Year, language, the group of each chapter, role and group of each section.

    ``plan`` is what the preview shows; what is posted and differs from it becomes a correction.
    """

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.chapters = chapters_of(plan)
        held = WorkingGroup.objects.order_by("code")
        groups = [("", _("no group")), *((group.code, f"{group.code} · {group.name}") for group in held)]
        self.fields["year"] = _year()
        self.fields["language"] = _language(("", "—"))
        self.initial.update({"year": plan.year, "language": plan.language or ""})
        for number, (name, heading) in enumerate(self.chapters):
            label = _("Group of the chapter %(name)s") % {"name": name}
            self._choose(f"chapter-{number}", label, groups, _code(plan, heading))
        headings = {heading for _name, heading in self.chapters}
        for index, section in enumerate(plan.reading.sections[:SECTIONS_CORRECTABLE]):
            role = _("Role of %(heading)s") % {"heading": section.heading}
            group = _("Group of %(heading)s") % {"heading": section.heading}
            self._choose(f"role-{index}", role, SectionRole.choices, plan.sections[index].role)
            if index not in headings:  # that one is asked for the chapter
                self._choose(f"group-{index}", group, groups, _code(plan, index))

    def _choose(self, name: str, label: str, choices: Any, initial: str) -> None:
        widget = forms.Select(attrs={"aria-label": label})
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)
        self.initial[name] = initial

    @property
    def corrected(self) -> set[str]:
        """The fields that were sent and differ from what was shown."""
        return {name for name in self.changed_data if name in self.data}

    @property
    def is_document_corrected(self) -> bool:
        """Whether year or language were changed: then it may be another report, which must be looked at again."""
        return bool({"year", "language"} & self.corrected)

    def corrections(self) -> Corrections:
        """Return the corrections made so far with those that were posted. Needs a valid form."""
        before, changed = self.plan.corrections, self.corrected
        sections = dict(before.sections)
        for number, (_name, heading) in enumerate(self.chapters):
            if f"chapter-{number}" in changed:
                sections[heading] = _with(sections.get(heading), group=self.cleaned_data[f"chapter-{number}"])
        for index in range(min(len(self.plan.sections), SECTIONS_CORRECTABLE)):
            if f"role-{index}" in changed and self.cleaned_data[f"role-{index}"]:
                sections[index] = _with(sections.get(index), role=self.cleaned_data[f"role-{index}"])
            if f"group-{index}" in changed:
                sections[index] = _with(sections.get(index), group=self.cleaned_data[f"group-{index}"])
        return Corrections(
            sections=sections,
            # In another language another year may be read, or none: then the one that was shown is meant.
            year=self.cleaned_data["year"] if {"year", "language"} & changed else before.year,
            language=(self.cleaned_data["language"] or None) if "language" in changed else before.language,
        )


def chapters_of(plan: Plan) -> list[tuple[str, int]]:
    """Return the chapters as printed, each with the index of the section that is its heading, in print order."""
    starts = {start for _name, start in plan.reading.working_groups}
    found: dict[str, int] = {}
    for index, section in enumerate(plan.reading.sections):
        if section.working_group and section.start in starts:
            found.setdefault(section.working_group, index)
    return list(found.items())[:CHAPTERS_CORRECTABLE]


def _code(plan: Plan, index: int) -> str:
    group = plan.sections[index].group
    return group.code if group else ""


def _with(correction: SectionCorrection | None, *, role: str | None = None, group: str | None = None) -> Any:
    """Return the correction of a section with a further one."""
    before = correction or SectionCorrection()
    return SectionCorrection(role=before.role if role is None else role, group=before.group if group is None else group)
