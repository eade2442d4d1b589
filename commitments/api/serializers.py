"""Commitments as the API shows them. Lists carry every key that single ones do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commitments import choices, models
from commitments.api.actors import ActorSerializer, OwnerSerializer
from reports.api.base import (
    AddressField,
    NullableChoiceField,
    PageAddressField,
    PublicSerializer,
    TranslationsField,
)
from reports.api.citations import CitationSerializer, cite
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


class CommitmentSourceSerializer(CitationSerializer):
    """A printed sentence that a commitment rests on. Offsets and fingerprint are those of the whole sentence."""

    part = PartSerializer(allow_null=True, help_text=_("The part that is meant and quoted; null for all of it."))
    role = serializers.ChoiceField(choices=choices.SourceRole.choices, help_text=_("What the passage is to it."))
    is_primary = serializers.BooleanField(help_text=_("Whether this is the promise itself."))

    def to_representation(self, source: Any) -> dict[str, Any]:
        """Return the citation of the passage, with what it is to the commitment."""
        return {
            **cite(source.passage),
            "quotation": _quotation(source),
            "part": {"start": source.start, "end": source.end} if source.start is not None else None,
            "role": source.role,
            "is_primary": source.is_primary,
        }


def _quotation(source: models.CommitmentSource) -> str | None:
    """Return the words of the cited part; the whole sentence where other white space moved its offsets."""
    passage = source.passage
    if source.start is None or source.end is None or len(passage.text) != passage.end - passage.start:
        return passage.text or None
    return passage.text[source.start - passage.start : source.end - passage.start]


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


class CommitmentSerializer(LedgerSerializer):
    """One thing that one report says will be done, and what became of it by the day asked for."""

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
    proposer = serializers.SerializerMethodField(help_text=_("Who proposed it; null where nobody is named."))
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
    tags = serializers.SerializerMethodField(help_text=_("Cross-cutting concerns."))
    badge = serializers.ChoiceField(
        choices=choices.Badge.choices,
        read_only=True,
        help_text=_("The one public word, computed from the axes as of the day asked for."),
    )
    badge_label = serializers.SerializerMethodField(help_text=_("The badge in the language that was asked for."))
    axes = AxesSerializer(source="*", read_only=True, help_text=_("The four answers behind the badge."))
    silent_in = serializers.SerializerMethodField(
        help_text=_("Years of the later reports that were searched in vain, or in which its group is silent.")
    )
    group_silent_in = serializers.SerializerMethodField(
        help_text=_("Those of the years in which the whole group did not report.")
    )
    sources = CommitmentSourceSerializer(
        many=True, read_only=True, help_text=_("Where it is printed, the promise itself first.")
    )
    url = AddressField("commitment-detail", "reference")
    html_url = PageAddressField()

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

    @extend_schema_field(ProposerSerializer(allow_null=True))
    def get_proposer(self, commitment: models.Commitment) -> dict[str, Any] | None:
        """Return who proposed it, or nothing."""
        proposer = ProposerSerializer(commitment, context=self.context).data
        return proposer if any(proposer.values()) else None

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=choices.Tag.choices)))
    def get_tags(self, commitment: models.Commitment) -> list[str]:
        """Return the tags, sorted."""
        return sorted(row.tag for row in commitment.tags.all())

    def get_badge_label(self, commitment: Any) -> str:
        """Return the badge in words."""
        return str(choices.Badge(commitment.badge).label)

    def get_silent_in(self, commitment: Any) -> list[int]:
        """Return the years, earliest first."""
        searched = {update.searched.year for update in commitment.silences}
        return sorted(searched.union(self.get_group_silent_in(commitment)))

    def get_group_silent_in(self, commitment: Any) -> list[int]:
        """Return the years of later reports in which the group is silent, earliest first."""
        group = commitment.working_group
        years = [row.report.year for row in group.silent_reports] if group else []
        return [year for year in years if year > commitment.report.year]
