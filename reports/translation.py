"""Fields in three languages, and the edit history of the library.

Translation options must be registered before the history (else every save breaks).
"""

import simple_history
from modeltranslation.translator import TranslationOptions, translator

from reports import models


class NameOptions(TranslationOptions):
    """A name in three languages."""

    fields = ("name",)


class OrganizationOptions(TranslationOptions):
    """Official name and acronym; an acronym exists only in the languages that use one."""

    fields = ("name", "acronym")


class PlaceOptions(TranslationOptions):
    """A place name."""

    fields = ("place",)


class TitleOptions(TranslationOptions):
    """A title."""

    fields = ("title",)


class NoteOptions(TranslationOptions):
    """A note in our own words."""

    fields = ("note",)


class ConflictOptions(TranslationOptions):
    """A disagreement of sources."""

    fields = ("subject", "explanation")


class ValueOptions(TranslationOptions):
    """One value of a disagreement."""

    fields = ("value",)


_OPTIONS = {
    models.Meeting: PlaceOptions,
    models.Session: PlaceOptions,
    models.Report: TitleOptions,
    models.GroupReport: NoteOptions,
    models.WorkingGroup: NameOptions,
    models.Organization: OrganizationOptions,
    models.GroupSuccession: NoteOptions,
    models.OrganizationSuccession: NoteOptions,
    models.Gap: NoteOptions,
    models.SourceConflict: ConflictOptions,
    models.ConflictValue: ValueOptions,
}
for _model, _options in _OPTIONS.items():
    translator.register(_model, _options)

for _model in (
    models.Meeting,
    models.Session,
    models.Report,
    models.Document,
    models.GroupReport,
    models.Section,
    models.WorkingGroup,
    models.GroupSuccession,
    models.Organization,
    models.OrganizationName,
    models.OrganizationSuccession,
    models.Person,
    models.Appointment,
    models.Gap,
    models.SourceConflict,
    models.ConflictValue,
):
    simple_history.register(_model)
