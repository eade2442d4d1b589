"""``verify_citations``: offsets and fingerprints against the files, found by their names."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import ForeignKey, ManyToManyField

from commitments.citations import ledger_citations
from reports.choices import AppointmentRole
from reports.citations import library_citations
from reports.models import Passage
from reports.reading.fingerprint import fingerprint
from reports.reading.formats import extract
from tests import factories as make

TEXT = "Looking ahead\n\nThe group will paint two buoys. It will meet in May.\n\nAnn Reef, Director\n"
FIRST = "The group will paint two buoys."
SECOND = "It will meet in May."


def verify(folder, *arguments):
    out = StringIO()
    call_command("verify_citations", str(folder), *arguments, stdout=out)
    return out.getvalue()


def fail(folder, *arguments):
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("verify_citations", str(folder), *arguments, stdout=out)
    assert failure.value.returncode == 1
    return out.getvalue(), str(failure.value)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "2001.txt").write_bytes(TEXT.encode())
    return tmp_path


@pytest.fixture
def document(db):
    """A document of two cited passages, a heading and a name."""
    document = make.DocumentFactory(sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    section = make.PromisesSectionFactory(document=document, heading="Looking ahead", start=0, end=len(TEXT))
    for words in (FIRST, SECOND):
        start = TEXT.index(words)
        passage = make.PassageFactory(
            document=document, section=section, start=start, end=start + len(words), fingerprint=fingerprint(words)
        )
        make.CommitmentFactory(primary=passage)
    start = TEXT.index("Ann Reef")
    make.AppointmentFactory(
        document=document, name_as_printed="Ann Reef", start=start, end=start + 8, role=AppointmentRole.CO_CHAIR
    )
    return document


def test_citations_that_agree_are_counted(document, folder):
    assert verify(folder).splitlines() == [
        "2001-en: 2 citations of 2 passages: agree",
        "2 citations and 2 passages checked.",
    ]


@pytest.mark.parametrize("place", range(TEXT.index(FIRST), TEXT.index(FIRST) + len(FIRST) - 1))
def test_one_changed_letter_names_the_citation_that_fails(document, folder, place):
    if not TEXT[place].isalpha():
        return
    (folder / "2001.txt").write_bytes(f"{TEXT[:place]}x{TEXT[place + 1 :]}".encode())
    start, end = TEXT.index(FIRST), TEXT.index(FIRST) + len(FIRST)
    out, error = fail(folder)
    assert f"  2001-en {start}-{end} has another fingerprint, cited by CMP-2001-SEA-01 (promise)" in out
    assert "CMP-2001-SEA-02" not in out
    assert error == "1 places do not agree."


def test_one_letter_more_shifts_every_citation_behind_it(document, folder):
    (folder / "2001.txt").write_bytes(f" {TEXT}".encode())
    out, _ = fail(folder)
    assert out.count("has another fingerprint") == 2


def test_other_checksum_alone_is_a_note(document, folder):
    (folder / "2001.txt").write_bytes(f"{TEXT}\n".encode())
    assert "  note: 2001.txt is not the file that was captured (another checksum)" in verify(folder)


def test_file_is_found_by_name_never_by_checksum(document, folder):
    (folder / "2001.txt").rename(folder / "other.txt")
    out, error = fail(folder)
    assert "2001-en: no file 2001.txt" in out
    assert error == f"No file 2001.txt in {folder}."


def test_file_cut_short_is_told(document, folder):
    (folder / "2001.txt").write_bytes(TEXT[:50].encode())
    out, _ = fail(folder)
    assert "lies behind the end of the file" in out


def test_file_that_is_not_utf8_is_told(document, folder):
    (folder / "2001.txt").write_bytes(b"\xff" + TEXT.encode())
    out, _ = fail(folder)
    assert "2001-en 0-1 is not UTF-8" in out


def test_file_of_another_format_is_read_by_its_reader(db, tmp_path):
    body = "<html><body><h2>Looking ahead</h2><p>The group will paint two buoys.</p></body></html>"
    (tmp_path / "2001.html").write_text(body, encoding="utf-8")
    document = make.DocumentFactory(file_name="2001.html", media_type="text/html")
    text = extract(body.encode(), "2001.html", "text/html").text
    start = text.index(FIRST)
    section = make.PromisesSectionFactory(document=document, heading="Looking ahead", start=0, end=len(text))
    passage = make.PassageFactory(
        document=document, section=section, start=start, end=start + len(FIRST), fingerprint=fingerprint(FIRST)
    )
    make.CommitmentFactory(primary=passage)
    assert "1 citations and 1 passages checked." in verify(tmp_path)


def test_file_that_cannot_be_read_is_told(db, tmp_path):
    (tmp_path / "2001.pdf").write_bytes(b"\x89PNG and so on")
    make.DocumentFactory(file_name="2001.pdf", media_type="application/pdf")
    out, _ = fail(tmp_path)
    assert "2001-en 0-0 cannot be read: " in out


def test_line_ends_are_read_as_they_are(document, folder):
    (folder / "2001.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    fail(folder)


def test_heading_and_name_are_checked_where_they_are_printed(document, folder):
    document.sections.update(heading="Looking back")
    document.appointments.update(name_as_printed="Ann Rock")
    out, error = fail(folder)
    assert "does not begin with the heading of section 1" in out
    assert "does not print Ann Rock" in out
    assert error == "2 places do not agree."


def test_record_without_citations_fails(db, tmp_path):
    assert fail(tmp_path) == ("0 citations and 0 passages checked.\n", "The record holds no citation to check.")


def test_document_without_citations_fails(db, folder):
    make.DocumentFactory()
    _, error = fail(folder)
    assert error == "The record holds no citation to check."


def test_folder_that_is_none_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="is not a folder") as failure:
        verify(tmp_path / "nowhere")
    assert failure.value.returncode == 2


def test_json_is_json_alone(document, folder):
    assert json.loads(verify(folder, "--json")) == {
        "documents": [
            {
                "document": "2001-en",
                "file_name": "2001.txt",
                "is_found": True,
                "is_same_file": True,
                "passages": 2,
                "citations": 2,
                "failures": [],
            }
        ],
        "passages": 2,
        "citations": 2,
        "agrees": True,
    }


def test_json_of_a_failure_names_the_citation(document, folder):
    (folder / "2001.txt").write_bytes(TEXT.replace("May", "Mai").encode())
    out, _ = fail(folder, "--json")
    start = TEXT.index(SECOND)
    answer = json.loads(out)
    assert answer["agrees"] is False
    assert answer["documents"][0]["failures"] == [
        {
            "start": start,
            "end": start + len(SECOND),
            "message": "has another fingerprint",
            "cited_by": ["CMP-2001-SEA-02 (promise)"],
        }
    ]


def test_page_number_inside_a_passage_is_known(db, tmp_path):
    lines = [
        "The two coasts have looked at the tides for many years and have",
        "set out a long row of buoys between the two harbours so that every",
        "ship knows when to sail and when it had better stay at home for",
        "",
        "                                  17",
        "",
        "the night and the morning after, until the fog has gone again from",
        "the coast and all of the ships can be seen from the harbour tower.",
    ]
    text = "\n".join(lines)
    (tmp_path / "2001.txt").write_text(text, encoding="utf-8")
    document = make.DocumentFactory()
    section = make.SectionFactory(document=document, heading="The two coasts", start=0, end=len(text))
    words = text.replace("17", "")
    passage = make.PassageFactory(
        document=document, section=section, start=0, end=len(text), fingerprint=fingerprint(words)
    )
    make.CommitmentFactory(primary=passage)
    assert "1 citations and 1 passages checked." in verify(tmp_path)


# Who cites


def test_every_relation_to_a_passage_is_a_citation(db):
    known = {
        "commitmentsource.passage",
        "conflictvalue.passages",
        "exclusion.passage",
        "groupreport.passages",
        "groupsuccession.passages",
        "measurement.passage",
        "meeting.passages",
        "organizationsuccession.passages",
        "question.passage",
        "session.passages",
        "update.passage",
    }
    relations = {
        f"{relation.related_model._meta.model_name}.{relation.field.name}"
        for relation in Passage._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and isinstance(relation.field, (ForeignKey, ManyToManyField))
        and not relation.related_model._meta.auto_created
        and not relation.related_model.__name__.startswith("Historical")
    }
    assert relations == known


def test_every_kind_of_row_is_named(db):
    passage = make.PassageFactory()
    make.MeetingFactory().passages.add(passage)
    make.SessionFactory().passages.add(passage)
    make.GroupReportFactory().passages.add(passage)
    make.GroupSuccessionFactory().passages.add(passage)
    make.OrganizationSuccessionFactory(successor__slug="office-of-tides").passages.add(passage)
    make.ConflictValueFactory(conflict__slug="day", conflict__values=False, passages=[passage])
    assert sorted(name for key, name in library_citations() if key == passage.pk) == [
        "conflict day, value 1",
        "group SEA in 2001",
        "meeting 2001",
        "session of SEA at 2001",
        "succession created 2001 (– → group-sea)",
        "succession created 2001 (– → office-of-tides)",
    ]


def test_every_row_of_the_ledger_is_named(db):
    update = make.UpdateFactory()
    make.SilenceFactory(commitment=make.CommitmentFactory())
    make.CommitmentSourceFactory(commitment=update.commitment)
    make.ExclusionFactory()
    make.QuestionFactory()
    make.MeasurementFactory(indicator__commitment=update.commitment, passage=update.passage, address="")
    assert sorted(name for _, name in ledger_citations()) == [
        "2001-en-Q1",
        "2001-en-X1",
        "CMP-2001-SEA-01 (context)",
        "CMP-2001-SEA-01 (promise)",
        "CMP-2001-SEA-01, measured on 2002-06-30",
        "CMP-2001-SEA-01-U1",
        "CMP-2001-SEA-02 (promise)",
    ]
