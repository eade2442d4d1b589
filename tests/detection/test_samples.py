"""Detection in made-up joint statements, minutes and fact sheets that it was not fitted to."""

import pytest

from commitments.detection import Calendar, detect
from commitments.detection.evaluation import evaluate
from reports.reading.reading import read
from tests.detection.samples import samples

LEAST = {"en": 0.85, "fr": 0.85, "es": 0.85}


def result_of(sample):
    reading = read(sample.text.encode(), f"{sample.name}.txt", language=sample.language)
    found = detect(sample.text, reading, language=sample.language, calendar=Calendar(2024))
    return reading, evaluate(found, sample.labels)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_sample_is_read_sentence_by_sentence(sample):
    reading, _ = result_of(sample)
    assert len(reading.passages) == sample.sentences


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_detection_of_a_sample_reaches_its_f1(sample):
    _, result = result_of(sample)
    missed = [sample.text[start:end] for start, end in result.misses]
    false = [sample.text[start:end] for start, end in result.false_alarms]
    assert result.whole_report.f1 >= LEAST[sample.language], (missed, false)


@pytest.mark.parametrize("language", sorted(LEAST))
def test_strength_and_parties_agree_in_nine_of_ten(language):
    results = [result_of(sample)[1] for sample in samples() if sample.language == language]
    for values in ([row.strength for row in results], [row.parties for row in results]):
        assert sum(row.agreed for row in values) >= 0.9 * sum(row.of for row in values)


def test_samples_are_three_a_language():
    assert sorted(sample.language for sample in samples()) == ["en"] * 3 + ["es"] * 3 + ["fr"] * 3
