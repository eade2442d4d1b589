"""Two readers code blind: the second cannot see the first's coding in any page of the admin."""

import pytest
from django.urls import reverse

from commitments.models import Coding
from tests.admin.pages import add_address, address, errors, sent, signed_in
from tests.factories import CodingFactory, CommitmentFactory, guideline_of

pytestmark = pytest.mark.django_db
SECRET = "One of two gauges stands."


def data(commitment, **changes):
    return {"commitment": commitment.pk, "party": "joint", "completion": "complete", "note": "Both stand."} | changes


def everything(client, coding):
    """Return the words of every page that might tell of ``coding``; what is not found tells nothing."""
    name = "admin:commitments_coding"
    addresses = [
        reverse(f"{name}_changelist"),
        reverse(f"{name}_changelist") + "?q=CMP",
        reverse(f"{name}_changelist") + f"?completion__exact={coding.completion}",
        *(reverse(f"{name}_{page}", args=[coding.pk]) for page in ("change", "history", "correct", "withdraw")),
        address(coding.commitment),
        reverse("admin:index"),
    ]
    return " ".join(client.get(address, follow=True).content.decode() for address in addresses)


@pytest.mark.parametrize("role", ["editor", "publisher", None])
def test_second_reader_sees_the_first_coding_only_after_giving_their_own(role):
    coding = CodingFactory()
    client = signed_in(role)
    before = everything(client, coding)
    assert SECRET not in before
    assert coding.key not in before
    response = client.post(add_address(Coding), data(coding.commitment))
    assert response.status_code == 302, errors(response)
    assert (Coding.objects.latest("pk").recorded_by, Coding.objects.latest("pk").state) == (client.user, "published")
    after = client.get(address(coding))
    assert SECRET in after.content.decode()
    assert not after.context["may_append"]


def test_reader_corrects_their_own_coding_while_the_other_is_missing():
    client, commitment = signed_in("editor"), CommitmentFactory()
    guideline_of(commitment)
    client.post(add_address(Coding), data(commitment))
    coding = Coding.objects.get()
    page = client.get(address(coding, "correct"))
    response = client.post(address(coding, "correct"), sent(page, completion="limited", note=SECRET, party="CA"))
    assert response.status_code == 302, errors(response)
    new = Coding.objects.get(corrects=coding)
    assert (new.completion, new.note, new.party) == ("limited", SECRET, "joint")
    CodingFactory(commitment=commitment)
    assert client.post(address(new, "correct"), sent(page)).status_code == 403
    assert client.post(address(new, "withdraw"), {"reason_en": "Wrong."}).status_code == 403


def test_coding_twice_is_refused_in_words():
    client, commitment = signed_in("editor"), CommitmentFactory()
    guideline_of(commitment)
    client.post(add_address(Coding), data(commitment))
    assert "You have coded this already" in errors(client.post(add_address(Coding), data(commitment)))
    assert Coding.objects.count() == 1
