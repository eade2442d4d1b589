"""Pages that explain the record: method, about, accessibility."""

from datetime import date
from typing import Any

from django.conf import settings
from django.views.generic import TemplateView

from commitments.choices import Completion
from commitments.desk.detection_words import cue_lists
from commitments.exports.datapackage import LICENCE
from commitments.judging import agreement
from commitments.measuring.measured import DETECTION, FOLLOW_UPS, measured
from commitments.models import Commitment
from commitments.presentation import vocabulary
from commitments.presentation.method_changes import METHOD_CHANGES
from commitments.scores import RULES, VALUES
from commitments.status import BADGE_TABLE, DUE_SOON, SEARCHES_UNTIL_LAPSED
from reports.models import Report
from reports.views import PageMixin
from reports.vocabulary import VOCABULARIES

# When all that the statement on accessibility names was last tested as a whole (``make audit``), and held.
TESTED_ON = date(2026, 11, 26)


class MethodView(PageMixin, TemplateView):
    """By what rules?"""

    template_name = "commitments/method.html"
    nav = "method"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the vocabularies, the badge table, cues and measured figures as the code holds them."""
        return super().get_context_data(
            vocabularies=[*vocabulary.VOCABULARIES, *VOCABULARIES],
            badge_table=BADGE_TABLE,
            due_soon_days=DUE_SOON.days,
            searches_until_lapsed=SEARCHES_UNTIL_LAPSED,
            cue_lists=cue_lists(),
            detection=measured(DETECTION),
            follow_ups=measured(FOLLOW_UPS),
            agreement=agreement(),
            changes=METHOD_CHANGES,
            score_rules=RULES,
            score_values=[(completion, VALUES.get(completion)) for completion in Completion],
            **kwargs,
        )


class AboutView(PageMixin, TemplateView):
    """What is this, and what is it for?"""

    template_name = "commitments/about.html"
    nav = "about"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reports with their meetings, and the number of promises."""
        return super().get_context_data(
            reports=Report.objects.published().with_meeting().order_by("year"),
            promise_count=Commitment.objects.published().count(),
            licence=LICENCE,
            contact=settings.CONTACT_EMAIL,
            **kwargs,
        )


class AccessibilityView(PageMixin, TemplateView):
    """Can everybody use it?"""

    template_name = "commitments/accessibility.html"
    nav = "accessibility"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom to write to, and the day of the last whole test."""
        return super().get_context_data(contact=settings.CONTACT_EMAIL, tested_on=TESTED_ON, **kwargs)
