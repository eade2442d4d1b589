"""Every page of the site: over the record, and over the smallest published objects."""

from django.urls import reverse
from django.utils import translation

from commitments import urls as ledger_urls
from reports import urls as library_urls
from tests import factories

# But for the page of a release, which tells of its own row alone (tests/taking_away).
NAMES = [
    "api_guide",
    *(f"commitments:{pattern.name}" for pattern in ledger_urls.urlpatterns if pattern.name != "release"),
    *(f"reports:{pattern.name}" for pattern in library_urls.urlpatterns),
]

# The record
RECORD = {
    "commitments:detail": ["CMP-2019-FOR-17"],
    "commitments:report_status": [2019],
    "commitments:thread": ["CMP-2009-EFO-13"],
    "commitments:follow_up": ["forestry"],
    "reports:group": ["forestry"],
    "reports:organization": ["conafor"],
    "reports:person": ["elaine-feldman"],
    "reports:detail": [2021],
    "reports:document": ["overview-en"],
}
DATED = [
    "commitments:home",
    "commitments:list",
    "commitments:detail",
    "commitments:thread_list",
    "commitments:thread",
    "commitments:report_status",
    "commitments:follow_up",
    "reports:group",
    "reports:organization",
    "reports:person",
    "reports:detail",
    "reports:document",
]
LANGUAGES = ["en", "fr", "es"]


def address(name, language="en", arguments=RECORD):
    """Return the address of the page ``name`` in ``language``."""
    with translation.override(language):
        return reverse(name, args=arguments.get(name, []))


def small_record():
    """Make one of everything that pages show, published, and return the arguments of every page."""
    commitment = factories.CommitmentFactory()
    factories.OwnershipFactory(commitment=commitment, organization__slug="ministry")
    factories.AssessmentFactory(commitment=commitment)
    factories.LinkFactory(older=commitment)
    factories.SilenceFactory(commitment=factories.CommitmentFactory())
    factories.ExclusionFactory()
    factories.AppointmentFactory(person__slug="person")
    factories.GroupReportFactory()
    factories.GroupNameFactory()
    factories.GroupSuccessionFactory()
    factories.GapFactory()
    factories.SourceConflictFactory()
    return {
        "commitments:detail": [commitment.reference],
        "commitments:report_status": [commitment.report.year],
        "commitments:thread": [commitment.reference],
        "commitments:follow_up": [commitment.working_group.slug],
        "reports:group": [commitment.working_group.slug],
        "reports:organization": ["ministry"],
        "reports:person": ["person"],
        "reports:detail": [commitment.report.year],
        "reports:document": [f"{commitment.report.year}-en"],
    }
