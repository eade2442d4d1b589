"""Fits the weights of detection to the record, and measures them on reports that they were not fitted to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commitments.desk.detecting import Knowledge, knowledge, language_of, read_file, reader_of
from commitments.detection import cues
from commitments.detection.actions import Weights
from commitments.detection.cues import Language
from commitments.detection.evaluation import Evaluation, Labels, evaluate
from commitments.detection.fitting import Example, examples, fit
from commitments.measuring.detection_labels import from_file, from_record
from commitments.models import Commitment
from reports.models import Document
from reports.reading.reading import Reading


@dataclass(frozen=True)
class LabelledReport:
    """A report of the record with its text, its commitments as labels, and the labels to measure it by."""

    year: int
    reading: Reading
    labels: Labels
    measure: Labels
    known: Knowledge


@dataclass(frozen=True)
class HeldOut:
    """How well a report is read by weights fitted to the others.

    ``strict`` is measured without the ``phrases`` that no other report uses, as if they had never been thought of.
    """

    year: int
    result: Evaluation
    strict: Evaluation
    phrases: int


def labelled_reports(folder: Path, by_hand: Mapping[int, Path]) -> list[LabelledReport]:
    """Return the record's reports that have commitments; their texts are in ``folder``.

    ``by_hand`` are files of hand labels by year, to measure by; else the commitments themselves are. Raises OSError,
    Unreadable and LabelsError.
    """
    known = knowledge()
    years = sorted(set(Commitment.objects.published().values_list("report__year", flat=True)))
    found = []
    for year in years:
        document = Document.objects.published().filter(report__year=year).exclude(file_name="").earliest("pk")
        reading = read_file(folder / document.file_name)
        labels = from_record(year, reading)
        measure = from_file(by_hand[year], known.directory) if year in by_hand else labels
        found.append(LabelledReport(year, reading, labels, measure, known))
    return found


def fitted(reports: Sequence[LabelledReport]) -> Weights:
    """Return the weights fitted to all of ``reports``."""
    return fit([row for report in reports for row in _examples(report)])


def held_out(reports: Sequence[LabelledReport]) -> list[HeldOut]:
    """Return for each report how well it is read by weights fitted to the others."""
    used = {report.year: _phrases(report) for report in reports}
    found = []
    for report in reports:
        others = [other for other in reports if other is not report]
        seen = frozenset[tuple[str, str]]().union(*(used[other.year] for other in others))
        own = used[report.year] - seen
        code = language_of(report.reading)
        strict = cues.build(code, cues.read(code), without=own)
        found.append(HeldOut(report.year, _measure(report, others), _measure(report, others, strict), len(own)))
    return found


def _measure(report: LabelledReport, others: Sequence[LabelledReport], language: Language | None = None) -> Evaluation:
    reader = reader_of(report.reading, report.known, language)
    reader.model = fit([row for other in others for row in _examples(other, language)])
    return evaluate(list(reader.proposals()), report.measure)


def _examples(report: LabelledReport, language: Language | None = None) -> list[Example]:
    return examples(reader_of(report.reading, report.known, language), report.labels)


def _phrases(report: LabelledReport) -> frozenset[tuple[str, str]]:
    """Return the phrases, with their kinds, that a report uses anywhere."""
    sentences = reader_of(report.reading, report.known).sentences
    return frozenset((cue.kind, cue.phrase) for sentence in sentences for cue in sentence.cues)
