"""The review desk: what it shows, what each decision writes, and that two reviewers do not step on each other."""

import hashlib
import re
from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from commitments.choices import ExclusionReason
from commitments.decided import undecided_passages
from commitments.models import Commitment, CommitmentSource, Exclusion, Question, Update
from reports.choices import Language, SectionRole, State
from reports.models import Document, Passage, Report
from tests import factories as make
from tests.admin.pages import sent, signed_in

pytestmark = pytest.mark.django_db

SENTENCES = [
    "Canada will lend a boat to the port of Progreso by June 2004.",
    "Mexico will explore a school of sailing, and Canada will build a pier.",
    "It will also serve the fishers of the bay.",
    "Good harbours are important to both countries.",
]
ELSEWHERE = "The two navies agreed to chart the northern bay in 2004."
FRENCH = ["Le Canada prêtera un bateau au port de Progreso d'ici juin 2004.", "Les ports sont importants."]
SPANISH = ["México prestará un barco al puerto de Halifax antes de junio de 2004.", "Los puertos son importantes."]


def written(sentences, *, language=Language.EN, elsewhere="", state=State.DRAFT, year=2003):
    """A document of a section of promises with these sentences, and one of results."""
    report = Report.objects.filter(year=year).first() or make.ReportFactory(year=year, state=state)
    section_end = sum(len(words) + 1 for words in sentences)
    text = "\n".join([*sentences, elsewhere]) if elsewhere else "\n".join(sentences)
    document = make.DocumentFactory(
        report=report,
        slug=f"{year}-{language}",
        language=language,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        state=state,
    )
    group = make.WorkingGroupFactory()
    promises = make.PromisesSectionFactory(document=document, working_group=group, start=0, end=section_end)
    results = make.SectionFactory(
        document=document, working_group=group, start=section_end, end=section_end + len(elsewhere) + 1
    )
    at = 0
    for words in [*sentences, *filter(None, [elsewhere])]:
        section = promises if at < section_end else results
        make.PassageFactory(document=document, section=section, start=at, end=at + len(words), text=words)
        at += len(words) + 1
    return document


@pytest.fixture
def document():
    return written(SENTENCES, elsewhere=ELSEWHERE)


def desk(client, document, passage=None, **query):
    at = {"at": passage.start} if passage is not None else {}
    return client.get(reverse("review:desk", args=[document.report.year]), {"document": document.slug, **at, **query})


def decide(client, page, *, follow=True, **values):
    """Send the form of the sentence that the page shows, with the button and the words given."""
    context = page.context
    data = {
        "document": context["document"].slug,
        "at": context["current"].start,
        "seen": context["seen"],
        "seen_following": context["seen_following"],
        **values,
    }
    return client.post(page.request["PATH_INFO"], data, follow=follow)


def passages(document):
    return list(document.passages.order_by("start"))


def told(page):
    return [str(message) for message in page.context["messages"]]


def test_desk_shows_the_first_undecided_sentence_with_what_is_proposed(document):
    page = desk(signed_in("editor"), document)
    text = re.sub(r"\s+", " ", page.content.decode())
    assert "Sentence 1 of 4: Undecided" in text
    assert "Canada <mark>will</mark> lend a boat" in text
    assert dict(row[:2] for row in page.context["facts"]) == {
        "Score": "99 %",
        "Strength": "Firm",
        "Who must act": "Canada",
        "Window": "“by June 2004” (June 30, 2004)",
        "Cues": "Future: “will”",
    }
    assert "0 of 4 decided" in text
    assert "Next undecided (4 left)" in text
    assert [(row.short, row.words) for row in page.context["elsewhere"]] == [(ELSEWHERE, "Proposed")]


def test_accept_makes_a_draft_described_as_proposed(document):
    client, theme = (
        signed_in("editor", first_name="Ana", last_name="Ruiz"),
        make.ThemeFactory(slug="boats", name="Boats"),
    )
    page = decide(client, desk(client, document), action="accept")
    assert told(page) == ["CMP-2003-SEA-01: accepted as a draft."]
    assert page.context["current"] == passages(document)[1]
    row = Commitment.objects.get()
    assert (row.reference, row.state, row.promised_on, row.theme) == (
        "CMP-2003-SEA-01",
        "draft",
        date(2003, 11, 21),
        theme,
    )
    assert (row.title_en, row.summary_en, row.strength) == ("", "", "firm")
    assert (row.must_canada_act, row.must_mexico_act) == (True, False)
    assert (row.window_kind, row.window_text, row.window_end) == ("due", "by June 2004", date(2004, 6, 30))
    assert row.window_reading_en == "Read by the program as: Month."
    assert row.window_reading_fr
    assert row.history.get().history_user == client.user
    source = row.sources.get()
    assert (source.passage, source.is_primary, source.start) == (passages(document)[0], True, None)
    shown = desk(client, document, passages(document)[0])
    assert [(claim.reference, by) for claim, by, *_ in shown.context["claims"]] == [("CMP-2003-SEA-01", "Ana Ruiz")]


def test_accept_and_edit_leads_to_the_form_and_saving_back_to_the_sentence(document):
    client, sentence = signed_in("editor"), passages(document)[0]
    answer = decide(client, desk(client, document), follow=False, action="edit")
    form = reverse("admin:commitments_commitment_change", args=[Commitment.objects.get().pk])
    assert answer["Location"] == f"{form}?review"
    page = client.get(answer["Location"])
    saved = client.post(answer["Location"], sent(page, title_en="A loan of boats"))
    back = reverse("review:desk", args=[document.report.year])
    assert saved["Location"] == f"{back}?document={document.slug}&at={sentence.start}#current"
    assert Commitment.objects.get().title_en == "A loan of boats"


def test_decision_about_a_sentence_that_is_not_there_is_taken_about_no_other(document):
    client = signed_in("editor")
    assert (
        decide(client, desk(client, document), at=passages(document)[0].start + 1, action="accept").status_code == 404
    )
    assert not Commitment.objects.exists()


def test_item_of_a_list_cites_the_sentence_that_opens_it():
    section = make.PromisesSectionFactory(document=make.DraftDocumentFactory(report__year=2003))
    lead_in = make.PassageFactory(document=section.document, section=section, paragraph=1)
    item = make.PassageFactory(document=section.document, section=section, paragraph=1, item=1)
    client = signed_in("publisher")
    decide(client, desk(client, section.document, item), action="accept")
    roles = Commitment.objects.get().sources.values_list("passage", "role")
    assert set(roles) == {(item.pk, "promise"), (lead_in.pk, "lead_in")}


def test_split_makes_drafts_of_the_parts(document):
    client, sentence = signed_in("editor"), passages(document)[1]
    page = desk(client, document, sentence)
    parts = "Mexico will explore a  school of sailing\nCanada will build a pier."
    page = decide(client, page, action="split", parts=parts)
    assert told(page) == ["CMP-2003-SEA-01, CMP-2003-SEA-02: accepted as a draft."]
    rows = CommitmentSource.objects.order_by("start").values_list("commitment__reference", "start", "end")
    cut = [(reference, document.text[start:end]) for reference, start, end in rows]
    assert cut == [
        ("CMP-2003-SEA-01", "Mexico will explore a school of sailing"),
        ("CMP-2003-SEA-02", "Canada will build a pier."),
    ]
    assert list(undecided_passages()) == [row for row in passages(document)[:4] if row != sentence]


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ("Mexico will explore", "Divide the sentence into two parts at least."),
        ("Canada will build\nMexico will explore", "“Mexico will explore” does not stand in the sentence"),
        ("Mexico will explore\nCanada will sink a pier", "“Canada will sink a pier” does not stand in the sentence"),
    ],
)
def test_split_that_is_none_writes_nothing_and_keeps_what_was_typed(document, parts, error):
    client = signed_in("editor")
    page = decide(client, desk(client, document, passages(document)[1]), action="split", parts=parts)
    assert page.status_code == 409
    assert error in page.context["refusal"].errors[0]
    assert page.context["parts"] == parts
    assert not Commitment.objects.exists()


def test_joined_sentences_are_one_commitment_and_both_are_decided(document):
    client, (_first, second, third, fourth, _other) = signed_in("editor"), passages(document)
    page = decide(client, desk(client, document, second), action="join")
    assert page.context["current"] == fourth
    sources = Commitment.objects.get().sources.order_by("passage__start")
    assert list(sources.values_list("passage", "role", "is_primary")) == [
        (second.pk, "promise", True),
        (third.pk, "promise", False),
    ]
    assert third not in undecided_passages()


def test_sentence_is_set_aside_with_our_own_sentence_in_three_languages(document):
    client, sentence = signed_in("editor"), passages(document)[3]
    page = decide(client, desk(client, document, sentence), exclude="aspiration")
    assert told(page) == ["2003-en-X1: set aside."]
    row = Exclusion.objects.get()
    assert (row.reason, row.state, row.recorded_by) == (ExclusionReason.ASPIRATION, State.DRAFT, client.user)
    assert row.note_en == "It names an importance, a need or a hope without an act."
    assert len({row.note_en, row.note_fr, row.note_es}) == 3
    assert page.context["progress"].reasons == [(ExclusionReason.ASPIRATION, 1)]


def test_note_of_the_reviewer_is_recorded(document):
    client = signed_in("editor")
    decide(client, desk(client, document), exclude="opinion", note_en="A view of the hosts.", note_fr="Un avis.")
    row = Exclusion.objects.get()
    assert (row.note_en, row.note_fr, row.note_es) == ("A view of the hosts.", "Un avis.", "")


def test_question_leaves_the_sentence_undecided_and_names_who_asks(document):
    client, sentence = signed_in("editor"), passages(document)[0]
    assert decide(client, desk(client, document, sentence), action="ask", question=" ").context["refusal"].errors == [
        "Say what is in question."
    ]
    page = decide(client, desk(client, document, sentence), action="ask", question="Is a loan a gift?")
    assert told(page) == ["2003-en-Q1: in question."]
    shown = desk(client, document, sentence)
    assert shown.context["state_words"] == "In question"
    assert "Is a loan a gift?" in shown.content.decode()
    assert sentence in undecided_passages()
    assert shown.context["progress"].asked == 1


@pytest.mark.parametrize(
    ("values", "names", "gone"),
    [
        ({"action": "accept"}, "CMP-2003-SEA-01", lambda: Commitment.objects.get().state == State.WITHDRAWN),
        (
            {"action": "split", "parts": "Mexico will explore\nCanada will build"},
            "CMP-2003-SEA-01, CMP-2003-SEA-02",
            lambda: set(Commitment.objects.values_list("state", flat=True)) == {State.WITHDRAWN},
        ),
        ({"action": "join"}, "CMP-2003-SEA-01", lambda: Commitment.objects.get().state == State.WITHDRAWN),
        ({"exclude": "opinion"}, "2003-en-X1", lambda: not Exclusion.objects.standing().exists()),
        ({"action": "ask", "question": "Why?"}, "2003-en-Q1", lambda: not Question.objects.standing().exists()),
    ],
    ids=["accept", "split", "join", "exclude", "ask"],
)
def test_decision_is_taken_back_by_a_further_row(document, values, names, gone):
    client, sentence = signed_in("editor"), passages(document)[1]
    decide(client, desk(client, document, sentence), **values)
    page = decide(client, desk(client, document, sentence), action="undo")
    assert told(page) == [f"{names}: taken back."]
    assert page.context["current"] == sentence
    assert gone()
    assert list(undecided_passages()) == passages(document)[:4]
    decide(client, desk(client, document, sentence), action="accept")
    taken = len([name for name in names.split(", ") if name.startswith("CMP")])
    assert Commitment.objects.filter(state=State.DRAFT).get().reference == f"CMP-2003-SEA-{taken + 1:02}"


def test_public_commitment_is_not_taken_back_here(document):
    commitment = make.CommitmentFactory(report=document.report, primary=passages(document)[0])
    client = signed_in("publisher")
    page = decide(client, desk(client, document, passages(document)[0]), action="undo")
    assert page.context["refusal"].errors == [f"{commitment.reference} is public; withdraw it on its own page."]


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ({"action": "accept"}, "Ana Ruiz accepted it as CMP-2003-SEA-01."),
        ({"exclude": "opinion"}, "Ana Ruiz set it aside (2003-en-X1): Opinion."),
        ({"action": "ask", "question": "Is it one?"}, "Ana Ruiz asks: Is it one?"),
    ],
    ids=["accept", "exclude", "ask"],
)
def test_second_reviewer_is_told_who_decided_what_and_keeps_the_note(document, first, words):
    ana, ben = signed_in("editor", first_name="Ana", last_name="Ruiz"), signed_in("editor")
    seen_by_ben = desk(ben, document)
    decide(ana, desk(ana, document), **first)
    rows = [model.objects.count() for model in (Commitment, Exclusion, Question)]
    page = decide(ben, seen_by_ben, exclude="context", note_en="Half an hour of thought.")
    text = re.sub(r"\s+", " ", page.content.decode())
    assert page.status_code == 409
    assert page.context["refusal"].is_overtaken
    assert words in text
    assert "Half an hour of thought." in text
    assert [model.objects.count() for model in (Commitment, Exclusion, Question)] == rows


def test_join_is_refused_when_the_next_sentence_was_decided_meanwhile(document):
    ana, ben, (_one, second, third, *_rest) = signed_in("editor"), signed_in("editor"), passages(document)
    seen_by_ben = desk(ben, document, second)
    decide(ana, desk(ana, document, third), exclude="context")
    page = decide(ben, seen_by_ben, action="join")
    assert (page.status_code, Commitment.objects.count()) == (409, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"action": "accept"},
        {"action": "split", "parts": "Canada will lend a boat\nProgreso by June 2004."},
        {"action": "join"},
        {"exclude": "opinion"},
    ],
    ids=["accept", "split", "join", "exclude"],
)
def test_nothing_remains_when_the_last_write_fails(document, values):
    """The last row that a decision writes is the line of the log."""
    client = signed_in("editor")
    shown = desk(client, document)
    inserted = []

    def fail(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            inserted.append(sql)
            if "django_admin_log" in sql:
                raise IntegrityError("made to fail")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail), pytest.raises(IntegrityError, match="made to fail"):
        decide(client, shown, **values)
    assert len(inserted) > 1
    for rows in (Commitment.objects, Commitment.history, CommitmentSource.objects, Exclusion.objects):
        assert not rows.exists()


def test_words_of_a_draft_are_written_on_the_desk(document):
    client, sentence = signed_in("editor"), passages(document)[0]
    decide(client, desk(client, document, sentence), action="accept")
    page = desk(client, document, sentence)
    assert page.context["progress"].wordless == 1
    ((_claim, _by, form, token, _conflict),) = page.context["claims"]
    words = {f"{form.prefix}-{name}": f"Words of {name}" for name in form.fields}
    page = decide(client, page, words="CMP-2003-SEA-01", edit_token=token, **words)
    assert told(page) == ["CMP-2003-SEA-01: words saved."]
    row = Commitment.objects.get()
    assert (row.title, row.title_fr, row.summary_es) == (
        "Words of title_en",
        "Words of title_fr",
        "Words of summary_es",
    )
    assert page.context["progress"].wordless == 0
    late = decide(client, page, words="CMP-2003-SEA-01", edit_token=token, **{f"{form.prefix}-title_en": "Late"})
    assert late.status_code == 409
    assert "Late" in late.content.decode()
    assert Commitment.objects.get().title_en == "Words of title_en"


def test_promise_of_another_section_is_accepted_and_nothing_there_is_set_aside(document):
    client, sentence = signed_in("editor"), passages(document)[4]
    page = decide(client, desk(client, document, sentence), exclude="context")
    assert "Only sentences of sections of promises are set aside" in page.context["refusal"].errors[0]
    decide(client, desk(client, document, sentence), action="accept")
    assert Commitment.objects.get().sources.get().passage == sentence


def test_nothing_is_accepted_before_the_report_names_its_meeting(document):
    Report.objects.filter(year=2003).update(meeting=None)
    client = signed_in("editor")
    page = decide(client, desk(client, document), action="accept")
    assert "The report names no annual meeting yet" in page.context["refusal"].errors[0]
    decide(client, desk(client, document), exclude="context")
    assert Exclusion.objects.count() == 1


@pytest.mark.parametrize(
    ("sentences", "language", "window_end"),
    [(FRENCH, Language.FR, date(2004, 6, 30)), (SPANISH, Language.ES, date(2004, 5, 31))],
)
def test_documents_in_other_languages_are_proposed_too(sentences, language, window_end):
    document = written(sentences, language=language)
    client = signed_in("editor")
    page = desk(client, document)
    assert [page.context["is_proposed"], page.context["current"].start] == [True, 0]
    assert f'<blockquote class="printed" lang="{language}">' in page.content.decode()
    decide(client, page, action="accept")
    assert Commitment.objects.get().window_end == window_end


def test_second_capture_needs_no_second_decision(document):
    client = signed_in("editor")
    decide(client, desk(client, document), action="accept")
    other = make.DocumentFactory(report=document.report, slug="2003-pdf", state=State.DRAFT)
    section = make.PromisesSectionFactory(document=other)
    copy = make.PassageFactory(document=other, section=section, text=SENTENCES[0])
    page = desk(client, other, copy)
    assert (page.context["state_words"], page.context["progress"].left) == ("Decided in another capture", 0)


def test_sentences_of_a_document_without_words_are_still_decided():
    passage = make.PromisePassageFactory(document=make.DraftDocumentFactory(report__year=2003))
    client = signed_in("editor")
    page = desk(client, passage.document)
    assert "The words of this document are not held here" in page.content.decode()
    decide(client, page, exclude="context")
    assert Exclusion.objects.get().passage == passage


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("editor", 302), ("publisher", 302)])
def test_who_may_decide(document, role, status):
    client = signed_in(role)
    page = desk(client, document)
    assert page.status_code == 200
    assert page.context["may_decide"] == (role != "viewer")
    assert decide(client, page, follow=False, action="accept").status_code == status


def test_public_report_is_reviewed_by_publishers_alone():
    document = written(SENTENCES, state=State.PUBLISHED)
    editor, publisher = signed_in("editor"), signed_in("publisher")
    assert decide(editor, desk(editor, document), exclude="opinion").status_code == 403
    decide(publisher, desk(publisher, document), exclude="opinion")
    assert Exclusion.objects.counting().get().state == State.PUBLISHED


def test_desk_of_nothing_says_so():
    make.DraftReportFactory()
    client = signed_in("editor")
    page = client.get(reverse("review:desk", args=[2002]))
    assert "No document of this report is held here" in page.content.decode()
    assert client.get(reverse("review:desk", args=[1999])).status_code == 404
    assert client.get(reverse("review:desk", args=[2002]), {"document": "nothing"}).status_code == 404


@pytest.mark.parametrize("many", [1, 60])
def test_desk_issues_the_same_queries_for_one_sentence_and_many(many, django_assert_num_queries):
    document = written([f"Canada will build pier {number} by 2005." for number in range(many)])
    client = signed_in("publisher")
    rows = passages(document)
    for passage in rows[: len(rows) // 2]:
        make.DraftExclusionFactory(passage=passage)
    make.DraftCommitmentFactory(report=document.report, primary=rows[-1])
    desk(client, document)
    with django_assert_num_queries(23):
        page = desk(client, document, rows[-1])
    assert page.context["progress"].total == many
    assert len(Passage.objects.all()) == many


def test_desk_leaves_no_trace_of_looking(document):
    client = signed_in("editor")
    before = list(Document.objects.values_list())
    desk(client, document)
    assert not Commitment.history.exists()
    assert not Update.objects.exists()
    assert list(Document.objects.values_list()) == before
    assert document.sections.filter(role=SectionRole.PROMISES).count() == 1
