"""Where something is printed, in the one shape that the whole API uses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from reports.models import Document, Passage


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
    return {
        "report": document.report.year if document.report else None,
        "document": {"sha256": document.sha256, "language": document.language},
        "section": passage.section.path,
        "start": passage.start,
        "end": passage.end,
        "page": passage.page,
        "fingerprint": passage.fingerprint,
        "quotation": passage.text or None,
    }
