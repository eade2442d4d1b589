"""Detection may take five times as long as reading."""

from tests.bench.bench_detection import LIMIT, documents_of, ratio


def test_detection_of_the_samples_keeps_within_five_times_reading():
    assert ratio(documents_of([])) <= LIMIT
