"""The make-up of a report's and of a group's promises: bars of one unit for each, a finding, and the table beside."""

import re
from collections import Counter

import pytest

from commitments.choices import Badge, Says, Strength
from commitments.presentation.makeup import fate, makeup
from tests import factories


def test_bars_stand_on_one_scale_and_empty_ones_are_left_out():
    made = makeup(
        [("Firm", Counter({"done": 61, "not_mentioned": 60})), ("Proposal", Counter()), ("Other", Counter(done=1))]
    )
    assert [(bar.name, bar.total, [part.units for part in bar.parts]) for bar in made.bars] == [
        ("Firm", 121, [31, 30]),
        ("Other", 1, [1]),
    ]
    assert (made.scale, made.width, made.badges) == (2, 61 * 7, (Badge.DONE, Badge.NOT_MENTIONED))


def test_bar_says_in_words_what_it_shows():
    (bar,) = makeup([("Firm", Counter(done=2, not_mentioned=1))]).bars
    assert bar.label == "3 promises: 2 × Done, 1 × Not mentioned later"


@pytest.mark.parametrize(
    ("badges", "said"),
    [
        ({"done": 2, "not_mentioned": 3}, "Printed: 5 → answered: 2 → not mentioned: 3."),
        ({"no_later_report": 4}, "Printed: 4 → answered: 0 → no later report held here: 4."),
        ({"done": 1}, "Printed: 1 → answered: 1."),
    ],
)
def test_fate_names_each_step_that_holds_promises(badges, said):
    assert fate(Counter(badges)) == said


def bars(client, address):
    text = re.sub(r"\s+", " ", client.get(address).content.decode())
    (figure,) = re.findall('<figure class="map-figure"><figcaption>Printed.*?</figure>', text.replace("> <", "><"))
    names = re.findall('<span class="map-name">(.*?)</span>', figure)
    labels = re.findall('<svg class="bar" role="img" aria-label="(.*?)"', figure)
    assert figure.count("<table>") == 1
    return re.search("<figcaption>(.*?)</figcaption>", figure)[1], dict(zip(names, labels, strict=True))


@pytest.mark.django_db
def test_report_and_group_draw_what_became_of_their_promises(client):
    done, silent, _open = (
        factories.CommitmentFactory(strength=strength) for strength in (*Strength, Strength.FIRM)[1:]
    )
    factories.UpdateFactory(commitment=done, says=Says.COMPLETED)
    factories.SilenceFactory(commitment=silent)
    said = "Printed: 3 → answered: 1 → not mentioned: 1 → no later report held here: 1."
    assert bars(client, "/en/reports/2001/status/") == (
        said,
        {
            "Answered": "1 promise: 1 × Done",
            "Without an answer": "2 promises: 1 × Not mentioned later, 1 × No later report held here",
            "Firm": "1 promise: 1 × No later report held here",
            "Exploratory": "1 promise: 1 × Done",
            "Proposal": "1 promise: 1 × Not mentioned later",
        },
    )
    assert bars(client, "/en/groups/group-sea/") == (
        said,
        {"2001": "3 promises: 1 × Done, 1 × Not mentioned later, 1 × No later report held here"},
    )
