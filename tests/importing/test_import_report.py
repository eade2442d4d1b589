"""The command: what it prints, and its exit status."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from reports.choices import State
from reports.models import Document, Passage
from tests import factories as make
from tests.importing import snapshot
from tests.importing.texts import REPORT, changed
from tests.reading_formats.make_sample import SAMPLES


@pytest.fixture
def file(tmp_path):
    def write(text=REPORT, name="2001.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def run(*arguments):
    """Exit status, standard output and the words on standard error."""
    out = StringIO()
    try:
        call_command("import_report", *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), ""


def test_known_report_is_imported_and_then_already_imported(known_report, file):
    status, out, error = run(file())
    assert (status, error) == (0, "")
    assert out.splitlines() == [
        "Report: 2001, in en: the file of a document that the record cites",
        "Title: Canada-Mexico Partnership - 2001 Annual Report",
        "Found: 1 chapters, 9 sections, 6 sentences, 2 co-chairs, 1 gaps",
        "Known sentences: 6 verified, 0 not found",
        "New sentences: 0; in other words than before: 0",
        "Gap: empty_section at 675–690",
        "Imported as 2001-en.",
    ]
    before = snapshot.rows()
    assert run(file()) == (0, "Already imported, nothing changed.\n", "")
    assert run(file(name="other.txt"), "--draft") == (0, "Already imported, nothing changed.\n", "")
    assert snapshot.rows() == before


def test_dry_run_changes_nothing(known_report, file, uploads):
    before = snapshot.rows()
    status, out, _ = run(file(), "--dry-run")
    assert (status, out.splitlines()[-1]) == (0, "Nothing was written (dry run).")
    assert run(file(REPORT + "\n\nAnnex"), "--dry-run")[0] == 0
    assert (snapshot.rows(), snapshot.files(uploads)) == (before, {})


def test_json_is_all_that_is_printed(known_report, file):
    other = changed("in June.", "in May.")
    assert run(file())[0] == 0
    status, out, _ = run(file(other, "new.txt"), "--json")
    answer = json.loads(out)
    assert (status, answer["outcome"], answer["document"]) == (0, "new_capture", "2001-en-2")
    assert (answer["report"], answer["language"], answer["verified"], answer["undecided"]) == (2001, "en", 5, [])
    (pair,) = answer["changed"]
    start = other.index("A map")
    assert pair["read"]["text"] == other[start : pair["read"]["end"]] == "A map of the bays was printed in May."
    assert pair["known"] == {"start": start, "end": start + len("A map of the bays was printed in June.")}
    assert answer["missing"] == [pair["known"]]


def test_undecided_sentences_are_listed_and_refused(known_report, file):
    text = changed("Mexico will train", "Canada will bake bread. Mexico will train")
    status, out, error = run(file(text))
    assert status == 2
    start = text.index("Canada will bake")
    assert f"Undecided: Sea Working Group, II. Future actions, {start}–{start + 23}: Canada will bake bread." in out
    assert error == (
        "Nothing was imported.\n1 sentence of a section that looks ahead is undecided: store the document as a draft "
        "and review it."
    )
    status, out, _ = run(file(text), "--draft", "--json")
    assert (status, json.loads(out)["undecided"][0]["text"]) == (0, "Canada will bake bread.")
    assert Document.objects.get(slug="2001-en-2").state == State.DRAFT


def test_citation_that_is_not_borne_out_is_exit_1(known_report, file):
    passage = known_report.passages.order_by("start").first()
    Passage.objects.filter(pk=passage.pk).update(end=passage.end - 1)
    status, _, error = run(file())
    assert (status, error) == (1, "Known sentences that do not stand where they are cited: 1.")
    assert run(file())[0] == 1


@pytest.mark.parametrize("kind", ["txt", "html", "pdf", "docx"])
def test_sample_report_is_stored_as_a_draft(db, kind, uploads):
    for code in ("ENV", "MIN", "HUM", "AGR"):
        name = {"ENV": "Environment", "MIN": "Mining", "HUM": "Human Capital", "AGR": "Agri-business"}[code]
        make.WorkingGroupFactory(code=code, name=name)
    sample = str(SAMPLES / f"sample-report.{kind}")
    assert run(sample)[0] == 2
    assert snapshot.files(uploads) == {}
    status, out, _ = run(sample, "--draft")
    assert (status, out.splitlines()[-1]) == (0, "Imported as 2022-en.")
    document = Document.objects.get()
    assert document.passages.count() == 44
    assert document.sections.filter(working_group=None).count() == 4
    for passage in document.passages.all():
        assert document.text[passage.start : passage.end] == passage.text
    assert run(sample, "--draft") == (0, "Already imported, nothing changed.\n", "")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty; choose the file that holds the report."),
        (
            bytes(range(32)) * 400,
            "The file is not a text, a web page, a PDF or a Word document; save the report as one of these.",
        ),
    ],
)
def test_unreadable_file_is_one_sentence(db, file, content, sentence):
    assert run(file(content)) == (2, "", sentence)


def test_missing_file_is_one_sentence(db, tmp_path):
    status, _, error = run(str(tmp_path / "none.txt"))
    assert (status, error.endswith("none.txt cannot be opened: No such file or directory.")) == (2, True)


def test_file_in_the_folder_is_none_of_a_new_capture(known_report, file, tmp_path):
    """Citations of a further capture are checked in the file that was imported."""
    run(file())
    run(file(REPORT.replace("\n\n", "\n \n").encode("utf-16"), "2001.txt"))
    file()
    out = StringIO()
    call_command("verify_citations", str(tmp_path), stdout=out)
    assert "2001-en-2: 0 citations of 6 passages: agree" in out.getvalue()


def test_address_is_fetched_and_told(known_report, serve):
    address = serve({"/reports/2001.txt": (200, {"Content-Type": "text/plain"}, REPORT.encode() + b"\n")})
    status, _, error = run(f"{address}/reports/2001.txt")
    assert (status, error) == (2, "The address is not of the public internet and is not fetched.")
    assert run(f"{address}/reports/2001.txt", "--allow-private")[0] == 0
    document = Document.objects.get(slug="2001-en-2")
    assert document.source_address == f"{address}/reports/2001.txt"
    assert document.file_name == "2001-en-2-2001.txt"
    assert isinstance(document.retrieved_on, date)
