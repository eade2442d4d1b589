"""Where something is printed, in the one shape that the whole API uses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from reports.models import Document, Passage, Section
from reports.querysets import SECTION_LEVELS


class CitedDocumentSerializer(serializers.ModelSerializer):
    """The capture in whose text the offsets count."""

    class Meta:
        model = Document
        fields = ["sha256", "language"]


class CitationSerializer(serializers.Serializer):
    """A printed sentence: where it stands, and its words where the document is imported."""

    report = serializers.IntegerField(allow_null=True, help_text=_("Year of the report; null for other sources."))
    document = CitedDocumentSerializer()
    section = serializers.ListField(child=serializers.CharField(), help_text=_("Headings, outermost first."))
    start = serializers.IntegerField(help_text=_("Offset of the first character in the document's text."))
    end = serializers.IntegerField(help_text=_("Offset behind the last character."))
    page = serializers.IntegerField(
        allow_null=True, help_text=_("Page on which it begins; null where the document has no pages.")
    )
    fingerprint = serializers.CharField(
        help_text=_("SHA-256 of the sentence's normal form, the same in every capture.")
    )
    quotation = serializers.CharField(
        allow_null=True, help_text=_("The printed words; null where the document is not imported.")
    )

    def to_representation(self, passage: Passage) -> dict[str, Any]:
        """Return the citation of ``passage``, whose document and section are fetched."""
        return cite(passage)


def cite(passage: Passage) -> dict[str, Any]:
    """Return where ``passage`` is printed, and its words (None where they are not held)."""
    document = passage.document
    return citation(
        document.report.year if document.report else None,
        document.sha256,
        document.language,
        passage.section.path,
        passage.start,
        passage.end,
        passage.page,
        passage.fingerprint,
        passage.text,
    )


def citation(
    year: int | None,
    sha256: str,
    language: str,
    section: list[str],
    start: int,
    end: int,
    page: int | None,
    fingerprint: str,
    text: str,
) -> dict[str, Any]:
    """Return the one shape in which it is said where something is printed."""
    return {
        "report": year,
        "document": {"sha256": sha256, "language": language},
        "section": section,
        "start": start,
        "end": end,
        "page": page,
        "fingerprint": fingerprint,
        "quotation": text or None,
    }


_HEADINGS = tuple("section__" + "parent__" * level + "heading" for level in reversed(range(SECTION_LEVELS)))
_DEEPER = "section__" + "parent__" * SECTION_LEVELS + "heading"
CITED = (
    "document__report__year",
    "document__sha256",
    "document__language",
    "section",
    _DEEPER,
    *_HEADINGS,
    "start",
    "end",
    "page",
    "fingerprint",
    "text",
)


def cited(*columns: Any) -> dict[str, Any]:
    """Return the citation of a passage of which these are the columns ``CITED``.

    A section that lies deeper than a query reads costs queries of its own.
    """
    year, sha256, language, section, deeper = columns[:5]
    if deeper is None:
        path = [heading for heading in columns[5 : 5 + SECTION_LEVELS] if heading is not None]
    else:
        path = Section.objects.get(pk=section).path
    return citation(year, sha256, language, path, *columns[5 + SECTION_LEVELS :])
