"""The score on the pages of a report and of a group: counts, and more where enough is judged."""

import re
from datetime import date
from fractions import Fraction

import pytest

from commitments.choices import Completion, WindowKind
from commitments.templatetags.commitment_pages import percent
from tests import factories

pytestmark = pytest.mark.django_db


def lines(client, address):
    """Return the cells of the table, row by row; nothing where no promise counts."""
    text = client.get(address).content.decode()
    section = re.search(r'<section aria-labelledby="score">.*?</section>', text, re.DOTALL).group(0)
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", section, re.DOTALL)
    return [" | ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows] or "has the time come" in section


def due(completion=None, **values):
    commitment = factories.CommitmentFactory(
        window_kind=WindowKind.DUE, window_text="2002", window_end=date(2002, 12, 31), **values
    )
    if completion:
        factories.AssessmentFactory(commitment=commitment, completion=completion)


@pytest.mark.parametrize("address", ["/en/reports/2001/status/", "/en/groups/group-sea/"])
def test_counts_stand_alone_until_enough_is_judged(client, address):
    for completion in (Completion.COMPLETE, Completion.COMPLETE, Completion.LIMITED, None):
        due(completion)
    assert lines(client, f"{address}?as_of=2003-12-31")[0] == (
        "Both | together | 4 | 4 | 4 | 0 | 3 | 3 | 75% | counts | only"
    )
    due(strength="exploratory", must_mexico_act=False)
    assert lines(client, f"{address}?as_of=2003-12-31") == [
        "Both | together | 5 | 5 | 4 | 1 | 3 | 3 | 60% | 75%; | between | 45% | and | 85%",
        "Canada | 5 | 5 | 4 | 1 | 3 | 3 | 60% | 75%; | between | 45% | and | 85%",
        "Mexico | 4 | 4 | 4 | 0 | 3 | 3 | 75% | counts | only",
    ]


@pytest.mark.parametrize("address", ["/en/reports/2001/status/", "/en/groups/group-sea/"])
def test_verdict_on_a_promise_whose_time_has_not_come_is_told_beside_the_counts(client, address):
    due(Completion.COMPLETE)
    assert "has a verdict" not in client.get(address).content.decode()
    early = factories.CommitmentFactory()
    factories.AssessmentFactory(commitment=early, completion=Completion.LIMITED)
    factories.AssessmentFactory(commitment=early, party="CA", completion=Completion.LIMITED)
    text = " ".join(client.get(f"{address}?as_of=2003-12-31").content.decode().split())
    assert "1 promise has a verdict and is not counted here: its time has not come" in text
    assert lines(client, f"{address}?as_of=2003-12-31")[0] == (
        "Both | together | 1 | 1 | 1 | 0 | 1 | 1 | 100% | counts | only"
    )


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 1000), "less than 1%"),
        (Fraction(1, 100), "1%"),
        (Fraction(3, 4), "75%"),
        (Fraction(999, 1000), "more than 99%"),
        (Fraction(1), "100%"),
    ],
)
def test_none_and_all_are_said_only_where_they_are_exact(share, shown):
    assert percent(share) == shown


def test_report_whose_time_has_not_come_is_said_so(client):
    factories.CommitmentFactory()
    assert lines(client, "/en/reports/2001/status/") is True


def test_report_tells_how_much_of_its_sections_of_promises_has_no_later_word(client):
    silent, answered, proposal, _unsearched = (
        factories.CommitmentFactory(strength=strength) for strength in ("firm", "exploratory", "proposal", "firm")
    )
    for commitment in (silent, proposal):
        factories.SilenceFactory(commitment=commitment)
    factories.UpdateFactory(commitment=answered)
    text = " ".join(client.get("/en/reports/2001/status/").content.decode().split())
    assert (
        "For 1 of the 3 firm or exploratory ones in its sections of promises, the later reports held here have no word."
        in text
    )
