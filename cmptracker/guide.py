"""The guide to the API: what it answers, with examples that a test asks for and compares."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.views.generic import TemplateView

from cmptracker.api.middleware import LONGEST_ADDRESS
from cmptracker.caching import SHARED_SECONDS
from reports.views import PageMixin

EXAMPLES = {
    "list": "/api/v1/commitments/?group=forestry&report=2019&strength=firm&page_size=2&fields=reference,title"
    "&as_of=2021-12-31",
    "one": "/api/v1/commitments/CMP-2019-FOR-17/?fields=reference,window,badge,axes&as_of=2021-12-31",
    "expand": "/api/v1/commitments/CMP-2019-FOR-17/?fields=reference,theme&expand=theme",
    "search": "/api/v1/commitments/?q=etude&lang=fr&page_size=2&fields=reference,title&as_of=2021-12-31",
    "cursor": "/api/v1/reports/?cursor=*&fields=year,period",
    "changed": "/api/v1/updates/?changed_since=2026-11-25T00:00:00Z&commitment=CMP-2019-FOR-01&page_size=1"
    "&fields=key,says,recorded_at,corrected_by",
    "problem": "/api/v1/commitments/?badge=late",
}
ANSWERS = Path(__file__).parent / "api" / "examples.json"
ORIGIN = "{origin}"


class ApiGuideView(PageMixin, TemplateView):
    """How do I use the API?"""

    template_name = "api/guide.html"
    nav = "data"
    twin = "root"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the examples with their answers, as this site gives them."""
        origin = self.request.build_absolute_uri("/").rstrip("/")
        answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
        return super().get_context_data(
            examples={
                name: {
                    "address": address,
                    "answer": json.dumps(answers[name], indent=2, ensure_ascii=False).replace(ORIGIN, origin),
                }
                for name, address in EXAMPLES.items()
            },
            origin=origin,
            schema_page=f"{reverse('api:schema_page')}?lang={get_language()}",
            longest_address=LONGEST_ADDRESS,
            shared_seconds=SHARED_SECONDS,
            **kwargs,
        )
