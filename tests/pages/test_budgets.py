"""The number of queries of every list page is literal, and the same at 1, 50 and 246 rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.choices import Says
from tests import factories
from tests.pages.addresses import address

BUDGETS = {
    "commitments:list": 14,
    "commitments:report_status": 13,
    "reports:group_list": 5,
    "reports:group": 17,
    "reports:organization_list": 3,
    "reports:organization": 15,
    "reports:person_list": 3,
    "reports:list": 5,
    "reports:detail": 16,
    "reports:document": 10,
    "reports:conflict_list": 4,
    "reports:gap_list": 2,
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
@pytest.mark.parametrize("rows", [1, 50, 246])
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
@pytest.mark.parametrize("rows", [1, 50, 246])
def test_search_in_a_report_asks_no_further_query(client, rows):
    section = factories.SectionFactory()
    factories.PassageFactory.create_batch(rows, document=section.document, section=section, text="Ships sail.")
    for query, marked in ({}, 0), ({"q": "ships"}, rows):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address("reports:detail", arguments=ARGUMENTS), query)
        assert response.content.decode().count("<mark>") == marked
        assert len(queries) == 11
