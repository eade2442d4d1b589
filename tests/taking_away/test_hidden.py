"""What is not published leaves by no door: each reads byte for byte the same before and after it is written."""

import pytest
from django.apps import apps

from commitments.models import Commitment
from reports.choices import State
from tests import factories
from tests.api.world import make_world
from tests.pages.addresses import small_record
from tests.taking_away import doors
from tests.taking_away.hidden import REASON, SECRET, hide
from tests.taking_away.reading import body

pytestmark = pytest.mark.django_db

WITHDRAWALS = "/api/v1/withdrawals/"  # the one door that tells what was withdrawn: by name and reason alone
# They have no state and hang on nothing that has one: whoever writes them writes in public. Releases are made of rows.
PUBLIC = {"WorkingGroup", "Organization", "OrganizationName", "Theme", "DataVersion", "Release"}
# Names of the moment: of the version of the record, and when it got it.
OF_THE_MOMENT = {"ETag", "Last-Modified"}


def counts():
    """Return the number of rows of every table of the library and the ledger."""
    return {
        model._meta.object_name: model._base_manager.count()
        for app in ("reports", "commitments")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model.__name__.startswith("Historical") and model.__name__ not in PUBLIC
    }


def read(client, addresses):
    """Return what stands at each of ``addresses``: head and body."""
    found = {}
    for address in addresses:
        response = client.get(address)
        content = body(response)
        found[address] = {name: value for name, value in response.items() if name not in OF_THE_MOMENT}, content
    return found


def test_a_hundred_hidden_rows_of_every_kind_change_no_byte_at_any_door(client):
    arguments = small_record()
    make_world(1)
    (reference,) = arguments["commitments:detail"]
    published = Commitment.objects.get(reference=reference)
    factories.IndicatorFactory(commitment=published)
    section = factories.PromisesSectionFactory(document=published.report.documents.get(), heading="Next")
    sentences = factories.PassageFactory.create_batch(3, document=section.document, section=section)
    factories.MeetingFactory(year=2002)  # a meeting is a fact, also that of a report to come
    factories.ReleaseFactory(name="v1", files=[{"name": "v1.zip", "bytes": 2, "sha256": "0" * 64}])
    addresses = [*doors.pages(arguments), *doors.lists(), *doors.objects(client), *doors.files(reference)]
    assert len(addresses) == len(set(addresses)) > 250
    had = counts()
    before = read(client, addresses)
    hide(published, sentences)
    added = {name: count - had[name] for name, count in counts().items()}
    assert [name for name, count in added.items() if not count] == []
    assert sum(added.values()) >= 100
    after = read(client, addresses)
    changed = {address for address in addresses if before[address] != after[address]}
    assert {address for address in changed if not address.startswith(WITHDRAWALS)} == set()
    assert [address for address, (_head, content) in after.items() if SECRET.encode() in content] == []
    (told,) = client.get(WITHDRAWALS).json()["results"]
    assert (told["reference"], told["reason"]) == (Commitment.objects.get(state=State.WITHDRAWN).reference, REASON)
