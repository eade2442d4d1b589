"""The gallery of components: for those who build pages, in development only (``DEBUG``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.generic import TemplateView

from commitments.choices import Badge
from commitments.models import Commitment
from commitments.presentation.badges import BadgeWords, with_badges
from reports.models import Meeting, Passage, Report
from reports.views import PageMixin, WordsQuery

FOLDER = settings.BASE_DIR / "templates" / "components"
ABOUT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.S)


class Component(NamedTuple):
    """One component: its name, what the comment at its top says, and how it looks with each sample."""

    name: str
    about: str
    shown: Sequence[str]


def samples() -> dict[str, list[dict[str, Any]]]:
    """Return arguments for the components that stand by themselves, from the record of this installation.

    What is missing here is a part of one page and is looked at there.
    """
    today = timezone.localdate()
    rows = with_badges(Commitment.objects.published().for_list(today).order_by("reference")[:3])
    passage = Passage.objects.published().with_place().order_by("document__slug", "start").first()
    meeting = Meeting.objects.published().order_by("starts_on").first()
    reports = list(Report.objects.published().order_by("year"))
    field = WordsQuery({"q": "wood"})["q"]
    return {
        "as_of.html": [{"as_of": today, "known_on": None, "today_address": "#"}],
        "as_of_form.html": [{"as_of": None, "known_on": None, "at": today, "address": "#", "parameters": []}],
        "badge.html": [{"badge": BadgeWords(badge, str(badge.label))} for badge in Badge],
        "cite.html": [{"passage": passage}] if passage else [],
        "commitment_rows.html": [{"commitments": rows, "keep": ""}],
        "contact.html": [{"contact": ""}, {"contact": "register@example.org"}],
        "downloads.html": [{"twin": "/api/v1/commitments/", "feed": "#", "calendar": "#"}],
        "filter_field.html": [{"field": field}],
        "find_rows.html": [{"field": field, "searched": "wood", "address": "#"}],
        "icon.html": [{"name": badge.icon} for badge in Badge],
        "mark.html": [{"commitment": row} for row in rows],
        "meeting.html": [{"meeting": meeting}] if meeting else [],
        "parties.html": [{"commitment": row} for row in rows],
        "record.html": [{"reports": reports}],
    }


def components() -> list[Component]:
    """Return every component, by name."""
    shown = samples()
    found = []
    for file in sorted(FOLDER.glob("*.html")):
        about = ABOUT.search(file.read_text(encoding="utf-8"))
        drawn = [render_to_string(f"components/{file.name}", arguments) for arguments in shown.get(file.name, [])]
        found.append(Component(file.name, about[1] if about else "", drawn))
    return found


class GalleryView(PageMixin, TemplateView):
    """Every component, what it takes, and how it looks."""

    template_name = "gallery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the components."""
        return super().get_context_data(components=components(), **kwargs)


def gallery_urlpatterns() -> list[URLPattern]:
    """Return the address of the gallery in development; nothing elsewhere."""
    return [path("gallery/", GalleryView.as_view(), name="gallery")] if settings.DEBUG else []
