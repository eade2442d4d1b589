"""The two commands on the whole record."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.follow_ups import data as follow_up_data
from commitments.follow_ups.directory import directory
from commitments.models import Commitment, Link, Update
from reports.choices import State
from reports.models import Report

pytestmark = pytest.mark.usefixtures("record")

# Rows that hold decisions, those that others point to last.
DECISIONS = (
    "commitments_reply",
    "commitments_coding",
    "commitments_assessmentevidence",
    "commitments_assessment",
    "commitments_guideline",
    "commitments_update",
    "commitments_link",
    "commitments_exclusion",
    "commitments_question",
)


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def suggested(printed_dir, *arguments):
    return json.loads(run("suggest_follow_ups", *arguments, "--texts", str(printed_dir), "--json"))


def remove_decisions():
    """Remove what was decided; the guards of the rows stand in the models, so past them."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in DECISIONS:
            if table in tables:
                cursor.execute(f"DELETE FROM {table}")


def test_every_published_commitment_is_listed_with_exact_quotes(printed_dir):
    rows = suggested(printed_dir, "--from", "2019", "--to", "2021", "--limit", "5")
    published = Commitment.objects.published().filter(report__year=2019).order_by("reference")
    assert [row["commitment"] for row in rows] == list(published.values_list("reference", flat=True))
    later = (printed_dir / "2021.txt").read_bytes().decode("utf-8")
    assert all(set(row) == {"commitment", "source_quote", "suggestions"} and row["source_quote"] for row in rows)
    for suggestion in (one for row in rows for one in row["suggestions"]):
        assert list(suggestion) == ["quote", "start", "end", "commitment", "reading", "score", "reasons"]
        assert suggestion["quote"] == later[suggestion["start"] : suggestion["end"]]
        assert 0 <= suggestion["score"] <= 1
        assert suggestion["reasons"]


def test_suggestions_do_not_change_when_every_decision_is_removed(printed_dir):
    before = run("suggest_follow_ups", "--from", "2009", "--to", "2019", "--texts", str(printed_dir), "--json")
    assert Update.objects.exists()
    assert Link.objects.exists()
    remove_decisions()
    assert not Update.objects.exists()
    assert not Link.objects.exists()
    assert run("suggest_follow_ups", "--from", "2009", "--to", "2019", "--texts", str(printed_dir), "--json") == before


def test_nothing_is_written(printed_dir):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        suggested(printed_dir, "--from", "2009", "--to", "2021")
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_an_unpublished_commitment_is_no_suggestion_and_gets_none(printed_dir):
    Commitment.objects.filter(reference__in=["CMP-2019-FOR-18", "CMP-2021-FOR-07"]).update(state=State.DRAFT)
    rows = suggested(printed_dir, "--from", "2019", "--to", "2021", "--limit", "40")
    assert "CMP-2019-FOR-18" not in {row["commitment"] for row in rows}
    assert "CMP-2021-FOR-07" not in {one["commitment"] for row in rows for one in row["suggestions"]}


def test_a_file_on_disk_is_read_like_an_imported_report(printed_dir, pytestconfig):
    path = pytestconfig.rootpath / "tests" / "matching" / "later_report.txt"
    rows = suggested(printed_dir, "--from", "2021", "--in", str(path))
    text = path.read_text(encoding="utf-8")
    assert len(rows) == Commitment.objects.published().filter(report__year=2021).count()
    for suggestion in (one for row in rows for one in row["suggestions"]):
        assert suggestion["quote"] == text[suggestion["start"] : suggestion["end"]]
        assert suggestion["commitment"] is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "2021", "--to", "2019"], "Only a later report"),
        (["--from", "1999", "--to", "2019"], "no published report of 1999"),
        (["--from", "2019", "--in", "/nowhere/report.txt"], "cannot be opened"),
        (["--from", "2019", "--to", "2021", "--texts", "/nowhere"], "not held here"),
    ],
)
def test_what_cannot_be_compared_is_refused(arguments, message):
    with pytest.raises(CommandError, match=message) as refusal:
        run("suggest_follow_ups", *arguments)
    assert refusal.value.returncode == 2


def test_reading_the_record_takes_few_queries_whatever_its_size(printed_dir, django_assert_num_queries):
    report, texts = Report.objects.get(year=2019), follow_up_data.PrintedTexts(printed_dir)
    with django_assert_num_queries(8):
        directory()
    with django_assert_num_queries(7):
        follow_up_data.statements(report, texts)


def test_a_draft_report_is_compared_only_for_staff_at_work_on_it(printed_dir):
    Report.objects.filter(year=2021).update(state=State.DRAFT)
    report, texts = Report.objects.get(year=2021), follow_up_data.PrintedTexts(printed_dir)
    with pytest.raises(follow_up_data.NoTextError):
        follow_up_data.passages(report, texts)
    _, passages = follow_up_data.passages(report, texts, with_drafts=True)
    assert len({passage.commitment.reference for passage in passages if passage.commitment}) == 81


def test_the_measures_on_the_record_reach_what_was_promised_and_beat_plain_tf_idf(printed_dir):
    found = json.loads(run("evaluate_follow_ups", "--texts", str(printed_dir), "--json"))
    matching, plain = found["matching"]["pooled"], found["plain TF-IDF"]["pooled"]
    assert matching["answered"] > 40
    assert matching["recall"]["1"] >= 0.50 > plain["recall"]["1"]
    assert matching["recall"]["5"] >= 0.78 > plain["recall"]["5"]
    assert matching["reading_accuracy"] >= 0.75
    assert matching["balanced_accuracy"] >= 0.80 > plain["balanced_accuracy"]


def test_the_measures_on_a_made_up_later_report_reach_what_was_promised(printed_dir, pytestconfig):
    folder = pytestconfig.rootpath / "tests" / "matching"
    arguments = ["--from", "2021", "--in", str(folder / "later_report.txt")]
    arguments += ["--judged", str(folder / "later_report.yaml"), "--texts", str(printed_dir), "--json"]
    (matching,) = json.loads(run("evaluate_follow_ups", *arguments))["matching"].values()
    assert (matching["answered"], matching["silent"]) == (49, 11)
    assert matching["recall"]["1"] >= 0.60
    assert matching["recall"]["5"] >= 0.82
    assert matching["reading_accuracy"] >= 0.75
    assert (matching["threshold"], matching["balanced_accuracy"] >= 0.79) == (0.5, True)


def test_without_decisions_there_is_nothing_to_measure(printed_dir):
    remove_decisions()
    with pytest.raises(CommandError, match="no decided answer") as refusal:
        run("evaluate_follow_ups", "--texts", str(printed_dir))
    assert refusal.value.returncode == 1
