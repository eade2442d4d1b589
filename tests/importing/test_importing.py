"""What is written of a reading, what is refused, and that a refused import leaves nothing."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection

from commitments import audit
from commitments.coverage import coverage
from commitments.decided import undecided_fingerprints
from reports import importing
from reports.choices import DocumentKind, GroupReportStatus, SectionRole, State
from reports.importing import Corrections, Outcome, Refused, SectionCorrection
from reports.models import Appointment, Document, Gap, GroupReport, Passage, Person, Report, Section
from reports.reading.reading import read
from tests import factories as make
from tests.importing import snapshot
from tests.importing.texts import REPORT, changed

PROMISE = "Mexico will train ten wardens by June 2002."
RESULT = "A map of the bays was printed in June."
SECTIONS = {section.heading: index for index, section in enumerate(read(REPORT.encode()).sections)}


def plan(text=REPORT, **options):
    data = text.encode()
    return importing.plan(
        read(data, "2001.txt"),
        data=data,
        file_name="2001.txt",
        **{"undecided": undecided_fingerprints, **options},
    )


def carry_out(text=REPORT, *, is_draft=False, **options):
    return importing.carry_out(plan(text, **options), is_draft=is_draft, by="a tester")


def words(document):
    return list(document.passages.order_by("start").values_list("text", flat=True))


def violations():
    return {name: lines for name, lines in audit.violations().items() if lines}


# The file of a known document


def test_known_document_gets_its_text_its_file_and_its_words(known_report, uploads):
    made = plan()
    assert (made.outcome, len(made.verified), made.missing, made.new) == (Outcome.FILLS, 6, (), ())
    document = importing.carry_out(made, is_draft=False, by="a tester")
    assert document == known_report
    document.refresh_from_db()
    assert document.text == REPORT
    with document.file.open() as file:
        assert file.read() == REPORT.encode()
    assert words(document)[-1] == PROMISE
    assert list(snapshot.files(uploads).values()) == [document.sha256]
    assert Section.objects.count() == 9
    assert document.history.first().history_change_reason == "Imported by a tester"


def test_same_file_again_changes_nothing(known_report, uploads):
    carry_out()
    before = snapshot.rows(), snapshot.files(uploads)
    made = plan()
    assert made.outcome == Outcome.SAME
    assert importing.carry_out(made, is_draft=True, by="another") == known_report
    assert (snapshot.rows(), snapshot.files(uploads)) == before


def test_known_passage_that_does_not_stand_there_gets_no_words(known_report):
    wrong = known_report.passages.order_by("start").first()
    Passage.objects.filter(pk=wrong.pk).update(fingerprint="0" * 64)
    assert [passage.pk for passage in plan().missing] == [wrong.pk]
    carry_out()
    assert words(known_report)[0] == ""
    assert words(known_report)[-1] == PROMISE


@pytest.mark.parametrize("options", [{"year": 2003}, {"language": "fr"}])
def test_known_document_is_of_no_other_year_or_language(known_report, options):
    with pytest.raises(Refused, match="known document 2001-en"):
        carry_out(**options)


# Another capture


def test_new_capture_stands_beside_the_known_one_and_gives_it_words(known_report):
    document = carry_out(REPORT.replace("\n\n", "\n \n"))
    assert (document.slug, document.state, document.report) == ("2001-en-2", State.PUBLISHED, known_report.report)
    assert document.file_name == "2001-en-2-2001.txt"
    assert words(document) == words(known_report)
    known_report.refresh_from_db()
    assert (known_report.text, known_report.file.name) == ("", "")
    assert [(row.kind, row.section.heading) for row in document.gaps.all()] == [("empty_section", "III. Challenges")]
    assert document.sections.get(heading="I. Results").working_group.code == "SEA"
    assert violations() == {}


def test_passages_know_the_page_on_which_they_begin(known_report):
    carry_out()
    assert set(known_report.passages.values_list("page", flat=True)) == {None}
    document = carry_out(REPORT.replace("II. Future actions", "\fII. Future actions"))
    assert list(document.passages.order_by("start").values_list("page", flat=True)) == [1, 1, 1, 1, 2, 2]


LETTER = """A letter about the Canada-Mexico Partnership

Canada and Mexico met for the ninth time. The talks in Halifax were short and friendly.
"""


def test_other_capture_of_a_document_of_no_report_gives_its_known_sentences_words(db, uploads):
    known = make.DocumentFactory(report=None, kind=DocumentKind.CRITIQUE, slug="letter", text="")
    section = make.SectionFactory(document=known)
    for passage in read(LETTER.encode()).passages:
        make.PassageFactory(document=known, section=section, start=passage.start + 7, fingerprint=passage.fingerprint)
    before = snapshot.rows()
    made = plan(LETTER)
    assert (made.outcome, made.document, len(made.verified), made.refusals_of(is_draft=False)) == (
        Outcome.GIVES_WORDS,
        known,
        2,
        (),
    )
    assert importing.carry_out(made, is_draft=False, by="a tester") == known
    assert words(known) == [
        "Canada and Mexico met for the ninth time.",
        "The talks in Halifax were short and friendly.",
    ]
    known.refresh_from_db()
    assert (known.text, snapshot.files(uploads)) == ("", {})
    after = snapshot.rows()
    assert {name for name in after if after[name] != before[name]} == {"reports_passage"}


def test_document_that_is_neither_a_report_nor_known_is_told_so(known_report):
    with pytest.raises(Refused, match="only those that the record cites can be imported, and this is none of them"):
        carry_out(LETTER)


def test_sentence_in_other_words_is_paired_with_the_known_one(known_report):
    carry_out()
    other = changed(RESULT, "A map of both bays was printed in May.")
    made = plan(other)
    assert [(pair.known.text, made.reading.printed(pair.read)) for pair in made.changed] == [
        (RESULT, "A map of both bays was printed in May.")
    ]
    assert ([passage.text for passage in made.missing], made.new) == ([RESULT], ())
    carry_out(other)
    assert RESULT in words(known_report)


def test_change_is_found_by_place_where_no_words_are_held(known_report):
    made = plan(changed(RESULT, "Nobody printed anything."))
    assert [made.reading.printed(pair.read) for pair in made.changed] == ["Nobody printed anything."]


def test_undecided_promise_is_refused_and_waits_as_a_draft(known_report, uploads):
    text = changed(PROMISE, f"{PROMISE} Canada will pay for their boots.")
    before = snapshot.rows()
    made = plan(text)
    assert [made.reading.printed(passage) for passage in made.undecided] == ["Canada will pay for their boots."]
    with pytest.raises(Refused, match=r"^1 sentence of a section that looks ahead is undecided"):
        carry_out(text)
    assert (snapshot.rows(), snapshot.files(uploads)) == (before, {})
    document = carry_out(text, is_draft=True)
    assert document.state == State.DRAFT
    assert not Passage.objects.published().filter(document=document).exists()
    assert words(known_report) == [""] * 6
    assert violations() == {}


def test_repeated_promise_is_decided_once(known_report):
    carry_out()
    carry_out(REPORT + "\n")
    counted = coverage(known_report.report)
    assert (counted.total, counted.claimed, counted.excluded) == (2, 1, 1)
    assert violations() == {}


def test_text_of_another_report_is_refused(known_report):
    text = REPORT
    for sentence in ("met for the ninth time", "were short and friendly", "counted the herring", "map of the bays"):
        text = changed(sentence, "built a bridge of wood", text)
    with pytest.raises(Refused, match="Only 2 of the 6 known sentences"):
        carry_out(text, is_draft=True)


def test_chapter_of_a_silent_group_is_refused(known_report):
    GroupReport.objects.update(status=GroupReportStatus.ABSENT)
    with pytest.raises(Refused, match="of which the record says that it has none in 2001"):
        carry_out(REPORT + "\n", is_draft=True)


def test_chapter_with_another_heading_is_known_by_its_sentences(known_report):
    document = carry_out(changed("Sea Working Group", "Working Group on Oceans"))
    assert document.sections.get(heading="I. Results").working_group.code == "SEA"


# A new report


def test_new_report_is_refused_and_stored_as_a_draft(db):
    make.WorkingGroupFactory()
    with pytest.raises(Refused, match="No report of 2001 is held here"):
        carry_out()
    document = carry_out(is_draft=True)
    report = document.report
    assert (report.year, report.state, report.title_fr) == (
        2001,
        State.DRAFT,
        "Rapport annuel 2001 du Partenariat Canada-Mexique",
    )
    assert [(row.group.code, row.status) for row in report.group_reports.all()] == [("SEA", "chapter")]
    assert [row.name for row in report.group_names.all()] == ["Sea Working Group"]
    assert [(row.name_as_printed, row.side, row.group.code) for row in report.appointments.order_by("start")] == [
        ("Noor Haddad-Lavoie", "CA", "SEA"),
        ("Ximena Barragán Soto", "MX", "SEA"),
    ]
    assert violations() == {}
    with pytest.raises(Refused, match="The report of 2001 is not published"):
        carry_out(REPORT + "\n")


def test_nothing_of_a_draft_is_public(db, client):
    make.WorkingGroupFactory()
    carry_out(is_draft=True)
    for model in (Report, Document, Section, Passage, Gap, Appointment, Person):
        assert model.objects.exists(), model
        assert not model.objects.published().exists(), model
    assert client.get("/api/v1/people/").json()["count"] == 0
    assert b"Haddad" not in client.get("/en/people/").content


def test_person_and_institution_that_are_known_are_met_again(db):
    make.WorkingGroupFactory()
    person = make.PersonFactory(name="Noor Haddad-Lavoie")
    office = make.OrganizationFactory(name="Department of Sample Waters")
    document = carry_out(is_draft=True)
    row = document.appointments.get(person=person)
    assert (row.organization, row.title_as_printed) == (office, "Director General, Coastal Samples")
    assert Person.objects.count() == 2


def test_unknown_group_is_told_and_refused_only_where_published(known_report):
    text = changed("III. Challenges\n", "Moon Working Group\n\nI. Results\n\nNobody went there.\n")
    made = plan(text)
    assert made.unknown_groups == ("Moon Working Group",)
    assert "No working group is called Moon Working Group: its chapter stays without a group." in made.warnings
    with pytest.raises(Refused, match="No working group is called Moon Working Group"):
        carry_out(text)
    assert carry_out(text, is_draft=True).sections.filter(working_group=None).count() == 5


# Corrections


def test_corrections_hold_for_the_chapter_and_the_year(db):
    make.WorkingGroupFactory()
    other = make.WorkingGroupFactory(code="BAY")
    corrections = Corrections(
        sections={
            SECTIONS["Sea Working Group"]: SectionCorrection(group="BAY"),
            SECTIONS["I. Results"]: SectionCorrection(role=SectionRole.PROMISES),
            SECTIONS["III. Challenges"]: SectionCorrection(group=""),
        },
        year=2005,
    )
    document = carry_out(is_draft=True, corrections=corrections)
    assert document.report.year == 2005
    sections = {section.heading: section for section in document.sections.all()}
    assert sections["I. Results"].role == SectionRole.PROMISES
    assert sections["II. Future actions"].working_group == other
    assert sections["III. Challenges"].working_group is None
    assert violations() == {}


def test_correction_to_an_unknown_group_is_refused(db):
    corrections = Corrections(sections={3: SectionCorrection(group="NOPE")})
    with pytest.raises(Refused, match="no working group with the code NOPE"):
        carry_out(is_draft=True, corrections=corrections)


# What is not fit


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        (REPORT.replace("Mexic", "Chil"), {}, "does not speak of both Canada and Mexico"),
        (REPORT[: REPORT.index("Part II")], {}, "No chapter of a working group was found"),
        (REPORT.replace("2001", "").replace("2002", ""), {}, "prints no year of the report"),
        (REPORT, {"year": 1492}, "The year 1492 cannot be that of a report"),
        (REPORT, {"language": "de"}, "texts in English, French and Spanish only"),
    ],
)
def test_unfit_text_is_refused_as_a_draft_too(db, text, options, sentence):
    with pytest.raises(Refused, match=sentence):
        carry_out(text, is_draft=True, **options)


# All or nothing


@pytest.mark.parametrize("table", ["reports_document", "reports_section", "reports_passage", "reports_gap"])
def test_failing_write_leaves_nothing(known_report, uploads, table):
    def fail(execute, sql, params, many, context):
        if sql.startswith(f'INSERT INTO "{table}"'):
            raise DatabaseError("the disk is full")
        return execute(sql, params, many, context)

    before = snapshot.rows()
    with connection.execute_wrapper(fail), pytest.raises(DatabaseError):
        carry_out(REPORT + "\n")
    assert (snapshot.rows(), snapshot.files(uploads)) == (before, {})


def test_file_that_cannot_be_stored_leaves_nothing(known_report, uploads):
    uploads.write_text("a file stands where the folder should")
    before = snapshot.rows()
    with pytest.raises(OSError, match="documents"):
        carry_out()
    assert snapshot.rows() == before


def test_plan_is_asked_again_when_it_is_carried_out(known_report):
    made = plan(REPORT + "\n")
    Report.objects.update(state=State.DRAFT)
    with pytest.raises(Refused, match="The report of 2001 is not published"):
        importing.carry_out(made, is_draft=False, by="a tester")


def test_history_names_the_user(known_report):
    user = get_user_model().objects.create_user("ana", first_name="Ana", last_name="Ruiz")
    importing.carry_out(plan(), is_draft=False, by=user)
    row = known_report.history.first()
    assert (row.history_user, row.history_change_reason) == (user, "Imported by Ana Ruiz")


def test_characters_that_a_database_refuses_are_replaced(db):
    document = carry_out(REPORT.replace("herring", "her\x00ring\u202e"), is_draft=True)
    assert "\x00" not in document.text
    passage = document.passages.get(text__contains="her\ufffdring\ufffd")
    assert document.text[passage.start : passage.end] == passage.text
