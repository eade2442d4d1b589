"""Detection in the printed reports: what it must reach, and that its weights are those of the record."""

import json

import pytest

from commitments.desk.detecting import detect_in, knowledge, read_file
from commitments.detection.actions import WEIGHTS, weights
from commitments.detection.evaluation import evaluate
from commitments.measuring import detection_fitting
from commitments.measuring.detection_labels import from_file, from_record
from tests.conftest import LABELS_2021

pytestmark = pytest.mark.printed


@pytest.fixture(scope="module")
def reports(record, printed_dir, django_db_blocker):
    with django_db_blocker.unblock():
        return detection_fitting.labelled_reports(printed_dir, {2021: LABELS_2021})


def test_2021_agrees_with_the_hand_labels(record, printed_dir, labels_2021):
    known = knowledge()
    found = detect_in(read_file(printed_dir / "2021.txt"), known)
    result = evaluate(found.proposals, from_file(LABELS_2021, known.directory))
    assert result.promises_sections.f1 >= 0.97
    assert result.whole_report.f1 >= 0.90
    assert result.strength.share >= 0.93
    assert result.parties.share >= 0.93
    assert result.owners.f1 >= 0.85
    assert result.windows.share >= 0.95


@pytest.mark.parametrize("year", [2009, 2019])
def test_other_reports_agree_with_the_record(record, printed_dir, year):
    reading = read_file(printed_dir / f"{year}.txt")
    result = evaluate(detect_in(reading, knowledge()).proposals, from_record(year, reading))
    assert result.promises_sections.f1 >= 0.94
    assert result.whole_report.f1 >= 0.90
    assert result.strength.share >= 0.90
    assert result.owners.f1 >= 0.80
    assert result.windows.share >= 0.90


def test_a_report_held_out_is_read_as_well_as_promised(record, reports):
    for row in detection_fitting.held_out(reports):
        assert row.result.promises_sections.f1 >= 0.94, row.year
        assert row.result.whole_report.f1 >= 0.86, row.year
        assert row.strict.promises_sections.f1 >= 0.90, row.year
        assert row.strict.whole_report.f1 >= 0.80, row.year


def test_weights_are_those_that_the_record_gives(record, reports):
    fitted = detection_fitting.fitted(reports)
    kept = {name: value for name, value in fitted.features.items() if abs(value) >= 0.005}
    assert kept == pytest.approx(dict(weights().features), abs=0.02), "run manage.py fit_detection --write"
    assert fitted.threshold == weights().threshold


def test_weights_know_no_words_of_a_report(labels_2021):
    names = " ".join(weights().features)
    assert "CMP" not in names
    quotes = json.dumps(labels_2021["actions"])
    assert not any(len(name.split()) > 6 and name in quotes for name in weights().features)
    assert WEIGHTS.name == "weights.toml"
