"""The reading of the printed reports is exactly what the record knows of them."""

import csv

import pytest
from django.conf import settings

from reports.reading.formats.plain import read
from reports.reading.outline import outline

RECORDED = sorted(path.parent.name for path in settings.RECORD_DIR.glob("*/passages.csv"))


def text_of(printed_dir, name):
    return (printed_dir / f"{name}.txt").read_bytes().decode("utf-8")


def test_four_documents_are_recorded():
    assert RECORDED == ["2009", "2019", "2021", "overview"]


@pytest.mark.parametrize("name", ["2009", "2019", "2021"])
def test_reading_of_a_report_gives_the_recorded_passages(name, printed_dir):
    found = outline(read(text_of(printed_dir, name)))
    with (settings.RECORD_DIR / name / "passages.csv").open(encoding="utf-8", newline="") as file:
        recorded = [
            (int(row["start"]), int(row["end"]), int(row["paragraph"]), row["item"], row["fingerprint"])
            for row in csv.DictReader(file)
        ]
    assert [(p.start, p.end, p.paragraph, str(p.item or ""), p.fingerprint) for p in found.passages] == recorded


def test_every_hand_label_of_2021_lies_within_one_passage(printed_dir, labels_2021):
    passages = [(p.start, p.end) for p in outline(read(text_of(printed_dir, "2021"))).passages]
    labelled = [(label["id"], label["start"], label["end"]) for label in labels_2021["actions"]]
    assert len(labelled) == 81
    astray = [name for name, start, end in labelled if not any(a <= start and end <= b for a, b in passages)]
    assert astray == []
