"""The curated record as ``seed`` loads it."""

from datetime import UTC, datetime
from io import StringIO

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from commitments import audit, invariants
from commitments.models import Assessment, CommitmentSource, Exclusion, Guideline, Link, Update
from reports.models import Report


def seed(folder):
    out = StringIO()
    call_command("seed", record=folder, stdout=out)
    return out.getvalue()


def rows():
    models = [model for app in ("reports", "commitments") for model in apps.get_app_config(app).get_models()]
    return {model.__name__: model._base_manager.count() for model in models}


def test_second_seed_changes_nothing(record):
    before = rows()
    assert seed(settings.RECORD_DIR) == "The database already holds a record; nothing was changed.\n"
    assert rows() == before


def test_record_violates_no_invariant(record):
    assert {name: lines for name, lines in audit.violations().items() if lines} == {}


def test_record_has_every_statement_of_the_hand_count(record):
    counts = {report.year: audit.counts(report) for report in Report.objects.all()}
    assert {year: found["commitments"] for year, found in counts.items()} == {2009: 84, 2019: 81, 2021: 81}
    assert {year: found["commitments in promises sections"] for year, found in counts.items()} == {
        2009: 73,
        2019: 46,
        2021: 40,
    }


def test_record_decides_every_passage_of_the_promises_sections(record):
    assert list(invariants.undecided_passages()) == []
    counts = audit.counts()
    assert counts["passages of promises sections"] == 194
    assert counts["passages of promises sections, claimed"] + counts["passages of promises sections, excluded"] == 194


def test_record_holds_no_printed_words(record):
    passage = apps.get_model("reports", "Passage")
    assert not passage.objects.exclude(text="").exists()
    assert not apps.get_model("reports", "Document").objects.exclude(text="").exists()


def test_rows_of_the_record_are_written_by_the_curators(record):
    for model in (Update, Guideline, Assessment, Link, Exclusion):
        assert set(model.objects.values_list("recorded_by_name", flat=True)) == {"curators"}
        assert set(model.objects.values_list("state", flat=True)) == {"published"}


def test_record_is_the_same_whenever_it_is_seeded(record):
    for model in (Update, Guideline, Assessment, Link, Exclusion):
        assert set(model.objects.values_list("recorded_at", flat=True)) == {datetime(2026, 11, 25, tzinfo=UTC)}


def test_references_run_in_print_order(record):
    primaries = CommitmentSource.objects.filter(is_primary=True).order_by("commitment__reference")
    previous = ("", 0)
    for reference, start in primaries.values_list("commitment__reference", "passage__start"):
        chapter = reference.rpartition("-")[0]
        assert chapter != previous[0] or start > previous[1], reference
        previous = (chapter, start)
