"""Working groups, institutions and people, their names and successions."""

from __future__ import annotations

from django.contrib import admin

from reports import models
from reports.admin.base import KeptPartInline, RecordAdmin, TranslatedRecordAdmin


class GroupNameInline(KeptPartInline):
    """Names of a group as printed."""

    model = models.GroupName
    autocomplete_fields = ["report"]


@admin.register(models.WorkingGroup)
class WorkingGroupAdmin(TranslatedRecordAdmin):
    """Working groups, subgroups and committees."""

    list_display = ["code", "name", "kind", "parent", "slug"]
    list_select_related = ["parent"]
    list_filter = ["kind", ("parent", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["code", "slug", "name_en", "name_fr", "name_es", "names__name"]
    autocomplete_fields = ["parent"]
    inlines = [GroupNameInline]


class OrganizationNameInline(KeptPartInline):
    """Further names of an institution."""

    model = models.OrganizationName


@admin.register(models.Organization)
class OrganizationAdmin(TranslatedRecordAdmin):
    """Institutions."""

    list_display = ["name", "acronym", "country", "sector", "parent", "slug"]
    list_select_related = ["parent"]
    list_filter = ["country", "sector"]
    search_fields = [
        "slug",
        "name_en",
        "name_fr",
        "name_es",
        "acronym_en",
        "acronym_fr",
        "acronym_es",
        "names__name",
    ]
    autocomplete_fields = ["parent"]
    inlines = [OrganizationNameInline]


class AppointmentInline(KeptPartInline):
    """Offices of a person as printed."""

    model = models.Appointment
    fields = ["role", "group", "organization", "side", "report", "name_as_printed", "title_as_printed"]
    autocomplete_fields = ["group", "organization", "report"]


@admin.register(models.Person)
class PersonAdmin(RecordAdmin):
    """People named in the reports."""

    list_display = ["name", "slug"]
    search_fields = ["slug", "name", "appointments__name_as_printed"]
    inlines = [AppointmentInline]


@admin.register(models.Appointment)
class AppointmentAdmin(RecordAdmin):
    """Who held which office, as printed."""

    list_display = ["name_as_printed", "role", "group", "organization", "side", "report"]
    list_select_related = ["group", "organization", "report"]
    list_filter = ["role", "side", "report", ("group", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name_as_printed", "person__name", "title_as_printed", "organization__name_en"]
    autocomplete_fields = ["person", "group", "organization", "report", "document"]


class SuccessionAdmin(TranslatedRecordAdmin):
    """How one body follows another."""

    list_display = ["kind", "predecessor", "successor", "earliest", "latest", "basis"]
    list_select_related = ["predecessor", "successor"]
    list_filter = ["kind", "basis"]
    search_fields = ["predecessor__name_en", "successor__name_en", "note_en", "note_fr", "note_es"]
    autocomplete_fields = ["predecessor", "successor", "passages"]


admin.site.register(models.GroupSuccession, SuccessionAdmin)
admin.site.register(models.OrganizationSuccession, SuccessionAdmin)
