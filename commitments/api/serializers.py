"""Commitments as the API shows them. Lists carry every key that single ones do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from django.db.models import DateField, DateTimeField, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments import choices, models
from commitments.api.actors import ActorSerializer, OwnerSerializer, group_at, organization_at, person_at
from commitments.models.commitment import acting
from commitments.querysets import searches_in_vain, shown_sources, silent_group_reports
from commitments.status import SEPARATOR, STANDING
from reports.api.base import (
    AddressField,
    NullableChoiceField,
    PageAddressField,
    PublicSerializer,
    TranslationsField,
)
from reports.api.citations import CITED, CitationSerializer, cited
from reports.api.rows import Related, RowSerializer
from reports.api.shapes import Answer, Shape, gathered, made, unless_empty
from reports.choices import Country


class LedgerSerializer(PublicSerializer):
    """Names commitments by reference, themes by slug."""

    public_names: ClassVar = {**PublicSerializer.public_names, models.Commitment: "reference", models.Theme: "slug"}


class ThemeSerializer(LedgerSerializer):
    """A subject that runs across groups and years."""

    translations = TranslationsField(("name",))
    url = AddressField("theme-detail", "slug")

    class Meta:
        model = models.Theme
        fields: ClassVar[list[str]] = ["slug", "name", "translations", "url"]


class PartSerializer(serializers.Serializer):
    """The part of a sentence that a commitment rests on."""

    start = serializers.IntegerField(help_text=_("Offset of its first character."))
    end = serializers.IntegerField(help_text=_("Offset behind its last character."))


def _source(*columns: Any) -> dict[str, Any]:
    """Return the citation of the passage, with what it is to the commitment; of a part, only the words of it are quoted."""
    *printed, start, end, role, is_primary = columns
    citation = cited(*printed)
    text, first = citation["quotation"], citation["start"]
    is_part = start is not None and end is not None
    if text and is_part and len(text) == citation["end"] - first:  # other white space would have moved its offsets
        citation["quotation"] = text[start - first : end - first]
    citation["part"] = {"start": start, "end": end} if start is not None else None
    citation["role"] = role
    citation["is_primary"] = is_primary
    return citation


class CommitmentSourceSerializer(CitationSerializer):
    """A printed sentence that a commitment rests on. Offsets and fingerprint are those of the whole sentence."""

    whole = made(_source, *(f"passage__{column}" for column in CITED), "start", "end", "role", "is_primary")

    part = PartSerializer(allow_null=True, help_text=_("The part that is meant and quoted; null for all of it."))
    role = serializers.ChoiceField(choices=choices.SourceRole.choices, help_text=_("What the passage is to it."))
    is_primary = serializers.BooleanField(help_text=_("Whether this is the promise itself."))


class WindowSerializer(serializers.Serializer):
    """When it is due, in the printed words and as dates."""

    kind = NullableChoiceField(
        source="window_kind",
        choices=choices.WindowKind.choices,
        allow_null=True,
        help_text=_("Due: the words date the act. Horizon: a year that labels a plan and makes nothing overdue."),
    )
    text = serializers.CharField(
        source="window_text", allow_blank=True, help_text=_("The dating words as printed; empty where none are.")
    )
    start = serializers.DateField(source="window_start", allow_null=True, help_text=_("First day meant."))
    end = serializers.DateField(source="window_end", allow_null=True, help_text=_("Last day meant."))
    precision = serializers.ChoiceField(
        source="window_precision",
        choices=choices.WindowPrecision.choices,
        help_text=_("How exactly the window is printed."),
    )
    reading = serializers.CharField(
        source="window_reading", allow_blank=True, help_text=_("By which rule the words became dates.")
    )


class AxesSerializer(serializers.Serializer):
    """Four questions, four answers, as of the day asked for."""

    declared = serializers.ChoiceField(
        choices=[
            *((says.value, says.label) for says in choices.Says if says is not choices.Says.NOT_MENTIONED),
            (choices.NOT_DECLARED, _("Nothing declared")),
        ],
        help_text=_("What the sources say."),
    )
    completion = serializers.ChoiceField(
        choices=[*choices.Completion.choices, (choices.NOT_ASSESSED, _("Not assessed"))],
        help_text=_("What we judge; not assessed is not the same as not started."),
    )
    schedule = serializers.ChoiceField(
        choices=choices.Schedule.choices, help_text=_("How it stands against its window. Computed.")
    )
    life = serializers.ChoiceField(choices=choices.Life.choices, help_text=_("Where it is in its series. Computed."))


class ProposerSerializer(serializers.Serializer):
    """Who proposed it, as far as it is printed."""

    party = NullableChoiceField(
        source="proposer_party", choices=Country.choices, allow_null=True, help_text=_("The country.")
    )
    organization = ActorSerializer(source="proposer_organization", allow_null=True, help_text=_("The institution."))
    group = ActorSerializer(source="proposer_group", allow_null=True, help_text=_("The group."))
    person = ActorSerializer(source="proposer_person", allow_null=True, help_text=_("The person."))


class CommitmentDeliverableSerializer(serializers.ModelSerializer):
    """One of the things that the commitment will bring about."""

    class Meta:
        model = models.Deliverable
        fields: ClassVar[list[str]] = ["order", "text"]


def _proposer(party: str, *actors: dict[str, Any] | None) -> dict[str, Any]:
    """Return who proposed it."""
    return dict(zip(("party", "organization", "group", "person"), (party or None, *actors), strict=True))


@cache
def _answers(standing: str) -> list[str]:
    return standing.split(SEPARATOR)


def _answer(name: str) -> Shape:
    place = STANDING.index(name)
    return made(lambda standing: _answers(standing)[place], "standing")


def _badge_label(answer: Answer) -> Any:
    labels = {badge.value: str(badge.label) for badge in choices.Badge}
    return lambda standing: labels[_answers(standing)[0]]


def _group_silent_in(years: list[int], promised: int) -> list[int]:
    """Return the years of later reports in which the group is silent, earliest first."""
    return [year for year in years if year > promised]


def _silent_in(searched: list[int], years: list[int], promised: int) -> list[int]:
    """Return the years in which it was searched in vain, or the group is silent, earliest first."""
    return sorted({*searched, *_group_silent_in(years, promised)}) if searched or years else []


class CommitmentSerializer(RowSerializer, LedgerSerializer):
    """One thing that one report says will be done, and what became of it by the day asked for."""

    parameters = {"at": DateField(), "known_at": DateTimeField()}
    derived = {
        **{name: _answer(name) for name in STANDING},
        "badge_label": Shape(("standing",), _badge_label),
        "parties": made(cache(acting), "must_canada_act", "must_mexico_act"),
        "proposer": unless_empty(
            gathered(
                _proposer,
                Shape(("proposer_party",)),
                organization_at("proposer_organization"),
                group_at("proposer_group"),
                person_at("proposer_person"),
            )
        ),
        "tags": made(sorted, "tags"),
        "silent_in": made(_silent_in, "silences", "group_silences", "report__year"),
        "group_silent_in": made(_group_silent_in, "group_silences", "report__year"),
    }
    translations = TranslationsField(("title", "summary"))
    working_group_name = serializers.CharField(
        source="working_group.name",
        allow_null=True,
        read_only=True,
        help_text=_("Name of the group, in the language that was asked for."),
    )
    theme_name = serializers.CharField(
        source="theme.name",
        allow_null=True,
        read_only=True,
        help_text=_("Name of the theme, in the language that was asked for."),
    )
    proposer = ProposerSerializer(
        allow_null=True, read_only=True, help_text=_("Who proposed it; null where nobody is named.")
    )
    parties = serializers.ListField(
        child=serializers.ChoiceField(choices=Country.choices),
        read_only=True,
        help_text=_("The countries that must act, Canada first."),
    )
    owners = OwnerSerializer(source="ownerships", many=True, read_only=True, help_text=_("Who owes it."))
    window = WindowSerializer(source="*", read_only=True, help_text=_("When it is due."))
    deliverables = CommitmentDeliverableSerializer(
        many=True, read_only=True, help_text=_("The things that it will bring about.")
    )
    tags = serializers.ListField(
        child=serializers.ChoiceField(choices=choices.Tag.choices),
        read_only=True,
        help_text=_("Cross-cutting concerns."),
    )
    badge = serializers.ChoiceField(
        choices=choices.Badge.choices,
        read_only=True,
        help_text=_("The one public word, computed from the axes as of the day asked for."),
    )
    badge_label = serializers.CharField(read_only=True, help_text=_("The badge in the language that was asked for."))
    axes = AxesSerializer(source="*", read_only=True, help_text=_("The four answers behind the badge."))
    silent_in = serializers.ListField(
        child=serializers.IntegerField(),
        read_only=True,
        help_text=_("Years of the later reports that were searched in vain, or in which its group is silent."),
    )
    group_silent_in = serializers.ListField(
        child=serializers.IntegerField(),
        read_only=True,
        help_text=_("Those of the years in which the whole group did not report."),
    )
    sources = CommitmentSourceSerializer(
        many=True, read_only=True, help_text=_("Where it is printed, the promise itself first.")
    )
    url = AddressField("commitment-detail", "reference")
    html_url = PageAddressField("reference")

    class Meta:
        model = models.Commitment
        fields: ClassVar[list[str]] = [
            "reference",
            "title",
            "summary",
            "translations",
            "report",
            "working_group",
            "working_group_name",
            "joint_groups",
            "promised_on",
            "theme",
            "theme_name",
            "strength",
            "nature",
            "condition",
            "is_verifiable",
            "proposer",
            "parties",
            "owners",
            "window",
            "deliverables",
            "tags",
            "badge",
            "badge_label",
            "axes",
            "silent_in",
            "group_silent_in",
            "sources",
            "url",
            "html_url",
        ]

    @classmethod
    def rows(cls, days: Mapping[str, Any]) -> QuerySet:
        """Return all commitments with how they stand."""
        return models.Commitment.objects.with_standing(**days)

    @classmethod
    def related(cls, days: Mapping[str, Any]) -> dict[str, Related]:
        """Return what belongs to commitments."""
        joint = models.Commitment.joint_groups.through.objects.order_by("workinggroup__code")
        return {
            "joint_groups": Related(joint, "commitment", Shape(("workinggroup__code",))),
            "ownerships": Related(models.Ownership.objects.order_by("pk"), "commitment"),
            "deliverables": Related(models.Deliverable.objects.order_by("order"), "commitment"),
            "tags": Related(models.CommitmentTag.objects.order_by(), "commitment", Shape(("tag",))),
            "silences": Related(searches_in_vain(**days), "commitment", Shape(("searched__year",))),
            "group_silences": Related(
                silent_group_reports(days["at"]), "group", Shape(("report__year",)), "working_group"
            ),
            "sources": Related(shown_sources(), "commitment"),
        }
