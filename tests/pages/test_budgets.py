"""The number of queries of every list page is literal, and the same at 1 and 12 rows (``make audit``: also at 246)."""

import os
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Says
from tests import factories
from tests.pages.addresses import address

SIZES = [1, 12, *([246] if os.environ.get("FULL_MATRIX") == "true" else [])]
BUDGETS = {
    "commitments:list": 15,
    "commitments:report_status": 19,
    "reports:group_list": 7,
    "reports:group": 29,
    "reports:organization_list": 4,
    "reports:organization": 17,
    "reports:person_list": 4,
    "reports:list": 6,
    "reports:detail": 18,
    "reports:document": 12,
    "reports:conflict_list": 5,
    "reports:gap_list": 3,
}
ARGUMENTS = {
    "commitments:report_status": [2001],
    "reports:group": ["group-sea"],
    "reports:organization": ["ministry"],
    "reports:detail": [2001],
    "reports:document": ["2001-en"],
}


def populate(rows):
    """Make ``rows`` of everything that lists show, all in one report, group and institution."""
    ministry = factories.OrganizationFactory(slug="ministry")
    note = {"en": "Not a word."}
    for number in range(rows):
        commitment = factories.CommitmentFactory()
        factories.OwnershipFactory(commitment=commitment, organization=ministry)
        factories.CommitmentTagFactory(commitment=commitment)
        factories.DeliverableFactory(commitment=commitment)
        factories.SilenceFactory(commitment=commitment, note=note)
        factories.UpdateFactory(commitment=commitment, says=Says.MENTIONED, effective_on=date(2003, 11, 21), note=note)
        factories.AppointmentFactory(organization=ministry)
        factories.GapFactory()
        factories.SourceConflictFactory()
        factories.WorkingGroupFactory(code=f"G{number}")
        factories.ReportFactory(year=2100 + number, meeting=None)
        factories.ExclusionFactory()
    factories.SilentGroupReportFactory()


@pytest.mark.django_db
@pytest.mark.parametrize("rows", SIZES)
def test_list_pages_ask_the_same_number_of_queries(client, rows):
    populate(rows)
    counts = {}
    for name in BUDGETS:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address(name, arguments=ARGUMENTS))
        assert response.status_code == 200
        counts[name] = len(queries)
    assert counts == BUDGETS


@pytest.mark.django_db
@pytest.mark.parametrize("rows", SIZES)
def test_search_in_a_report_asks_no_further_query(client, rows):
    section = factories.SectionFactory()
    factories.PassageFactory.create_batch(rows, document=section.document, section=section, text="Ships sail.")
    for query, marked in ({}, 0), ({"q": "ships"}, rows):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address("reports:detail", arguments=ARGUMENTS), query)
        assert response.content.decode().count("<mark>") == marked
        assert len(queries) == 15
