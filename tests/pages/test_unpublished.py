"""What is not published has no page (that it changes none of the others: ``taking_away/test_hidden.py``)."""

import pytest

from reports.choices import State
from tests import factories
from tests.pages.addresses import LANGUAGES, address

SECRET = "Sealed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: factories.DraftCommitmentFactory().get_absolute_url(), 404),
        (lambda: factories.CommitmentFactory(report=factories.DraftReportFactory()).get_absolute_url(), 404),
        (lambda: factories.DraftReportFactory().get_absolute_url(), 404),
        (lambda: factories.DraftReportFactory().get_absolute_url() + "status/", 404),
        (lambda: f"/en/documents/{factories.DraftDocumentFactory().slug}/", 404),
        (lambda: f"/en/documents/{factories.DocumentFactory(report=factories.DraftReportFactory()).slug}/", 404),
        (lambda: factories.WithdrawnCommitmentFactory().get_absolute_url(), 410),
        (lambda: factories.ReportFactory(state=State.WITHDRAWN).get_absolute_url(), 410),
        (lambda: factories.ReportFactory(state=State.WITHDRAWN).get_absolute_url() + "status/", 410),
    ],
)
def test_unpublished_page_is_not_there(client, make, status):
    assert client.get(make()).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_withdrawn_commitment_tells_its_reason_and_nothing_else(client, language):
    commitment = factories.WithdrawnCommitmentFactory(
        title=SECRET, withdrawal_reason_fr="Une redite.", withdrawal_reason_es="Una repetición."
    )
    response = client.get(address("commitments:detail", language, {"commitments:detail": [commitment.reference]}))
    text = response.content.decode()
    assert response.status_code == 410
    assert {"en": "It was no commitment.", "fr": "Une redite.", "es": "Una repetición."}[language] in text
    assert commitment.reference in text
    assert SECRET not in text
