"""The record of 2021 against the hand labels: what is covered, and how far the readings agree.

A label is covered by the commitment whose primary passage holds it. Borderline labels (two careful readers could
differ) count neither for nor against. Differences are known by the reference of the commitment.
"""

import re

import pytest

from commitments.choices import OwnershipRole, WindowKind
from commitments.models import Commitment, CommitmentSource, Exclusion
from reports.models import OrganizationName

COUNTRY = {"Canada": "CA", "Mexico": "MX"}
# Readings that differ from the label, with the reason.
DIFFERENT: dict[str, set[str]] = {"strength": set(), "parties": set(), "owners": set(), "windows": set()}


@pytest.fixture
def labels(record, labels_2021):
    """Each label that counts, with the commitment that covers it or None."""
    sources = list(
        CommitmentSource.objects.filter(is_primary=True, commitment__report__year=2021).select_related(
            "passage", "commitment"
        )
    )
    found = []
    for label in labels_2021["actions"]:
        holding = [s for s in sources if s.passage.start <= label["start"] and label["end"] <= s.passage.end]
        found.append((label, holding[0].commitment if holding else None))
    return found


def covered(labels, *, core):
    counted = [(label, commitment) for label, commitment in labels if label["core"] is core and not label["borderline"]]
    return len([1 for _, commitment in counted if commitment]), len(counted)


def test_every_action_of_the_promises_sections_is_covered(labels):
    assert covered(labels, core=True) == (25, 25)
    assert [label["id"] for label, commitment in labels if label["core"] and commitment is None] == []


def test_no_passage_that_a_label_calls_an_action_is_set_aside(record, labels_2021):
    rows = Exclusion.objects.counting().filter(passage__document__report__year=2021).select_related("passage")
    spans = [(row.key, row.passage.start, row.passage.end) for row in rows]
    assert len(spans) == 12
    actions = [label for label in labels_2021["actions"] if not label["borderline"]]
    wrong = [
        (key, label["id"])
        for key, start, end in spans
        for label in actions
        if label["start"] < end and start < label["end"]
    ]
    assert wrong == []


def test_actions_printed_elsewhere_are_covered(labels):
    there, of = covered(labels, core=False)
    assert of == 27
    assert there / of >= 0.85


def test_no_commitment_rests_on_a_passage_without_a_label(labels, labels_2021):
    labelled = {commitment.pk for _, commitment in labels if commitment}
    near_misses = [(label["start"], label["end"]) for label in labels_2021["excluded_borderline"]]
    stray = [
        source.commitment.reference
        for source in CommitmentSource.objects.filter(is_primary=True, commitment__report__year=2021)
        .exclude(commitment__in=labelled)
        .select_related("commitment", "passage")
        if not any(source.passage.start <= start and end <= source.passage.end for start, end in near_misses)
    ]
    assert stray == []


def windows_agree(commitment, label):
    due = label["due"]
    is_due = commitment.window_kind == WindowKind.DUE
    dates = (commitment.window_start, commitment.window_end) if is_due else (None, None)
    return [str(day) if day else None for day in dates] == [due["start"], due["end"]]


def owners_agree(commitment, label):
    leads = [
        _names(ownership)
        for ownership in commitment.ownerships.filter(role=OwnershipRole.LEAD).select_related("organization", "person")
    ]
    wanted = [_folded(owner) for owner in label["owners"]]
    return len(leads) == len(wanted) and all(any(names & owner for names in leads) for owner in wanted)


def _folded(text):
    """Return a name and the acronym printed behind it, folded."""
    return {part.strip().casefold() for part in re.split(r"[()]", text) if part.strip()}


def _names(ownership):
    row = ownership.owner
    names = {row.name}
    if ownership.organization:
        for language in ("en", "fr", "es"):
            names |= {getattr(row, f"name_{language}"), getattr(row, f"acronym_{language}")}
        names |= set(OrganizationName.objects.filter(organization=row).values_list("name", flat=True))
    return {name.casefold() for name in names if name}


AGREE = {
    "strength": lambda commitment, label: commitment.strength == label["strength"],
    "parties": lambda commitment, label: commitment.parties == sorted(COUNTRY[party] for party in label["parties"]),
    "owners": owners_agree,
    "windows": windows_agree,
}


@pytest.mark.parametrize("field", AGREE)
def test_reading_agrees_with_the_labels(labels, field):
    compared = [(label, commitment) for label, commitment in labels if commitment]
    different = {commitment.reference for label, commitment in compared if not AGREE[field](commitment, label)}
    assert different == DIFFERENT[field]
    assert 1 - len(different) / len(compared) >= 0.95


def test_labels_know_as_many_actions_as_the_record(labels):
    assert len(labels) == Commitment.objects.filter(report__year=2021).count() == 81
