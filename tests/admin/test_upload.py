"""Uploading a report: what is shown of it, what may be corrected, and that nothing is stored before somebody confirms."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from reports.choices import GapKind, SectionRole, State
from reports.models import Document, PendingUpload, Report, Section
from reports.reading.apart import FURTHER_REASONS, MEGABYTES, from_json, read_apart, to_json
from reports.reading.formats import REASONS, Unreadable
from reports.reading.reading import read
from tests.admin.pages import address, sent, signed_in
from tests.factories import PendingUploadFactory
from tests.reading_formats.hostile import hostile_files

SAMPLES = settings.BASE_DIR / "fixtures" / "samples"
KINDS = ["txt", "html", "pdf", "docx"]
ADD = "admin:reports_pendingupload_add"
LIST = "admin:reports_pendingupload_changelist"
SPANISH = """

Grupo de Trabajo de Minería

Introducción

El grupo de trabajo se reunió en la ciudad de Oaxaca y revisó los planes de las minas cerradas.
"""
HOSTILE = hostile_files()
REFUSED = [hostile for hostile in HOSTILE if hostile.refused]
READABLE = [hostile for hostile in HOSTILE if not hostile.refused]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """An upload folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def sample(kind="txt"):
    return (SAMPLES / f"sample-report.{kind}").read_bytes()


def upload(client, data, name="report.txt", **values):
    return client.post(reverse(ADD), {"file": SimpleUploadedFile(name, data), **values}, follow=True)


def previewed(client, data=None, name="sample-report.txt", **values):
    page = upload(client, sample() if data is None else data, name, **values)
    assert page.redirect_chain, page.context["errors"]
    return page


def act(client, page, button, **changes):
    return client.post(page.request["PATH_INFO"], sent(page, **changes) | {button: "x"}, follow=True)


def told(page):
    return [str(message) for message in page.context["messages"]]


def contents(media):
    """Every row of every table that an upload could touch, and every stored file."""
    tables = {}
    for app in ("reports", "commitments", "admin"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            rows = model._base_manager.order_by("pk").values_list()
            tables[model._meta.db_table] = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
    return tables, sorted(str(path) for path in Path(media).rglob("*") if path.is_file())


def number(page, key):
    return next(one.number for one in page.context["quotations"] if one.key == key)


def section(page, heading):
    """The index of a section of the preview."""
    return next(i for i, read in enumerate(page.context["reading"].sections) if read.heading == heading)


# The way of a report into the library


@pytest.mark.parametrize("kind", KINDS)
def test_sample_report_is_previewed_then_imported_as_a_draft(record, media, kind):
    client = signed_in("editor")
    before = contents(media)
    page = previewed(client, sample(kind), f"sample-report.{kind}")
    assert [dict(page.context["numbers"])[name] for name in ("Chapters", "Sections", "Sentences", "Gaps")] == [
        4, 32, 44, 2,
    ]  # fmt: skip
    assert [row.group.code for row in page.context["chapters"]] == ["ENV", "MIN", "HUM", "AGR"]
    assert page.context["people"][0].name == "Odile Tremblay-Ferland"
    assert [gap.heading for gap in page.context["gaps"]] == [GapKind.EMPTY_SECTION.label, GapKind.LOST_LIST.label]
    assert (number(page, "new"), number(page, "undecided"), number(page, "known")) == (44, 16, 0)
    assert "No report of 2022 is held here: this one is new." in page.content.decode()
    assert PendingUpload.objects.get().uploaded_by == client.user
    PendingUpload.objects.get().delete()
    assert contents(media) == before

    page = act(client, previewed(client, sample(kind), f"sample-report.{kind}"), "_draft")
    document = Document.objects.get(report__year=2022)
    assert page.redirect_chain[-1][0] == address(document)
    assert (document.state, document.report.state, document.passages.count()) == (State.DRAFT, State.DRAFT, 44)
    assert document.sha256 == hashlib.sha256(sample(kind)).hexdigest()
    assert document.file.read() == sample(kind)
    document.file.close()
    assert not PendingUpload.objects.exists()


def test_publishing_a_new_report_at_once_is_refused_with_the_reason(record):
    client = signed_in("publisher")
    page = previewed(client)
    assert page.context["against_draft"] == []
    assert "No report of 2022 is held here" in page.context["against_publishing"][0]
    page = act(client, page, "_publish")
    assert page.context["errors"] == page.context["against_publishing"]
    assert not Report.objects.filter(year=2022).exists()
    assert PendingUpload.objects.count() == 1


def test_editor_is_told_that_only_publishers_publish(record):
    client = signed_in("editor")
    page = act(client, previewed(client), "_publish")
    assert page.context["errors"][0] == "Your account may not make things public; a publisher may."
    assert not Report.objects.filter(year=2022).exists()


def test_known_document_gets_its_text_from_a_publisher(record, printed_dir):
    data = (printed_dir / "2021.txt").read_bytes()
    editor, publisher = signed_in("editor"), signed_in("publisher")
    page = previewed(editor, data, "2021.txt")
    assert page.context["against_draft"] == ["Your account may not make things public; a publisher may."]
    page = publisher.get(page.request["PATH_INFO"])
    document = Document.objects.get(slug="2021-en")
    assert number(page, "known") == document.passages.count()
    assert number(page, "missing") == number(page, "changed") == 0
    assert 'name="_publish"' not in page.content.decode()
    act(publisher, page, "_draft")
    document.refresh_from_db()
    assert document.state == State.PUBLISHED
    assert document.text.encode() == data
    page = upload(publisher, data, "again.txt")
    assert page.redirect_chain[-1][0] == address(document)
    assert "importing it again changes nothing" in told(page)[0]
    assert not PendingUpload.objects.exists()


def test_changed_copy_of_a_known_report_shows_what_changed(record, printed_dir):
    data = (printed_dir / "2021.txt").read_bytes()
    client = signed_in("publisher")
    act(client, previewed(client, data, "2021.txt"), "_draft")
    passage = Document.objects.get(slug="2021-en").passages.filter(section__role=SectionRole.PROMISES)[3]
    other = passage.text.replace(passage.text.split()[2], "Seahorses", 1)
    page = previewed(client, data.decode().replace(passage.text, other, 1).encode(), "2021-again.txt")
    rows = next(one.rows for one in page.context["quotations"] if one.key == "changed")
    assert [(row.words, row.before) for row in rows] == [(other, passage.text)]
    assert [row.words for row in next(one.rows for one in page.context["quotations"] if one.key == "undecided")] == [
        other
    ]
    page = act(client, page, "_publish")
    assert "undecided" in page.context["errors"][0]
    act(client, page, "_draft")
    assert list(Document.objects.filter(report__year=2021).order_by("pk").values_list("state", flat=True)) == [
        State.PUBLISHED,
        State.DRAFT,
    ]


# Corrections


def test_corrected_roles_and_groups_are_what_is_stored(record):
    client = signed_in("editor")
    page = previewed(client)
    gender, mining = section(page, "II. Gender perspective"), section(page, "Mining Working Group")
    page = act(client, page, "_read_again", **{f"role-{gender}": "promises", "chapter-1": "FOR"})
    assert page.redirect_chain
    assert page.context["plan"].sections[gender].role == SectionRole.PROMISES
    assert number(page, "undecided") == 17
    assert page.context["plan"].sections[mining + 1].group.code == "FOR"
    assert PendingUpload.objects.count() == 1
    act(client, page, "_draft")
    stored = Section.objects.filter(document__report__year=2022)
    assert stored.get(heading="II. Gender perspective").role == SectionRole.PROMISES
    assert set(stored.filter(order__range=(mining + 1, mining + 5)).values_list("working_group__code", flat=True)) == {
        "FOR"
    }


def test_corrections_that_are_confirmed_at_once_are_stored_too(record):
    client = signed_in("editor")
    page = previewed(client)
    chapter = section(page, "Environment Working Group")
    act(client, page, "_draft", **{f"role-{chapter + 3}": "challenges", f"group-{chapter + 3}": ""})
    stored = Section.objects.get(document__report__year=2022, order=chapter + 4)
    assert (stored.heading, stored.role, stored.working_group) == (
        "I. Introduction and objectives",
        SectionRole.CHALLENGES,
        None,
    )


def test_corrected_year_is_shown_again_before_it_is_imported(record):
    client = signed_in("editor")
    page = act(client, previewed(client), "_draft", year="2023")
    assert "look at what this changes" in told(page)[0]
    assert page.context["plan"].year == 2023
    assert not Report.objects.filter(year__in=(2022, 2023)).exists()
    act(client, page, "_draft")
    assert Report.objects.filter(year=2023).exists()


def test_corrected_language_reads_again_and_keeps_the_other_corrections(record):
    client = signed_in("editor")
    page = previewed(client, sample() + SPANISH.encode())
    gender = section(page, "II. Gender perspective")
    page = act(client, page, "_read_again", **{f"role-{gender}": "other"})
    before = page.context["reading"]
    page = act(client, page, "_read_again", language="es")
    assert page.context["plan"].language == "es"
    assert page.context["reading"] == read(sample() + SPANISH.encode(), language="es") != before
    assert page.context["plan"].sections[section(page, "II. Gender perspective")].role == SectionRole.OTHER


def test_language_by_whose_rules_nothing_is_read_is_refused_in_words(record):
    client = signed_in("editor")
    page = act(client, previewed(client), "_read_again", language="es")
    assert "No chapter of a working group was found" in page.context["errors"][0]
    assert PendingUpload.objects.get().corrections["language"] is None


def test_year_and_language_given_with_the_file_are_taken(record):
    page = previewed(signed_in("editor"), year="2024", language="en")
    assert (page.context["plan"].year, page.context["plan"].language) == (2024, "en")


def test_wrong_year_is_marked_and_nothing_is_kept(record):
    client = signed_in("editor")
    page = act(client, previewed(client), "_draft", year="22")
    assert page.context["form"].errors["year"]
    assert PendingUpload.objects.get().corrections["year"] is None
    assert not Report.objects.filter(year=22).exists()


def test_form_without_the_fields_corrects_nothing(record):
    client = signed_in("editor")
    page = previewed(client)
    client.post(page.request["PATH_INFO"], {"shown": page.context["shown"], "_draft": "x"})
    codes = set(Section.objects.filter(document__report__year=2022).values_list("working_group__code", flat=True))
    assert codes == {None, "ENV", "MIN", "HUM", "AGR"}


# Two people


def test_second_to_confirm_is_told(record):
    first, second = signed_in("editor"), signed_in("editor")
    page = previewed(first)
    others = second.get(page.request["PATH_INFO"])
    act(first, page, "_draft")
    answer = act(second, others, "_draft")
    document = Document.objects.get(report__year=2022)
    assert told(answer) == [
        f"Somebody else confirmed this upload before you: it is {document.slug}. Yours changed nothing."
    ]
    assert answer.redirect_chain[-1][0] == address(document)


def test_second_to_confirm_what_was_discarded_is_told(record):
    first, second = signed_in("editor"), signed_in("editor")
    page = previewed(first)
    others = second.get(page.request["PATH_INFO"])
    answer = act(first, page, "_discard")
    assert told(answer) == ["sample-report.txt was discarded. Nothing of it was kept."]
    answer = act(second, others, "_draft")
    assert "no longer here" in told(answer)[0]
    assert not Report.objects.filter(year=2022).exists()


def test_confirming_what_others_corrected_meanwhile_shows_it_first(record):
    first, second = signed_in("editor"), signed_in("editor")
    page = previewed(first)
    others = second.get(page.request["PATH_INFO"])
    act(first, page, "_read_again", **{f"role-{section(page, 'II. Gender perspective')}": "other"})
    answer = act(second, others, "_draft")
    assert "Look again." in told(answer)[0]
    assert not Report.objects.filter(year=2022).exists()
    act(second, answer, "_draft")
    assert Report.objects.filter(year=2022).exists()


def test_same_file_waits_once(record):
    first, second = signed_in("editor"), signed_in("editor")
    page, again = previewed(first), previewed(second, name="other.txt")
    assert again.request["PATH_INFO"] == page.request["PATH_INFO"]
    assert told(again) == [f"{first.user.username} uploaded this file already; it waits to be confirmed."]


# What is refused


@pytest.mark.parametrize("hostile", REFUSED, ids=lambda hostile: hostile.name)
def test_hostile_file_is_refused_in_words_and_nothing_is_stored(record, media, hostile):
    client = signed_in("editor")
    before = contents(media)
    page = upload(client, hostile.data, hostile.name)
    assert page.status_code == 200
    assert page.context["errors"] == [REASONS[hostile.refused]]
    assert contents(media) == before


@pytest.mark.parametrize("hostile", READABLE, ids=lambda hostile: hostile.name)
def test_odd_file_is_previewed_with_its_warning_or_refused_in_words(record, media, hostile):
    client = signed_in("editor")
    before = contents(media)
    page = upload(client, hostile.data, hostile.name, year="2030")
    if page.redirect_chain:
        assert hostile.warning in page.context["warnings"]
        page = act(client, page, "_discard")
        assert "Nothing of it was kept" in told(page)[0]
    else:
        assert page.context["errors"]
        assert all(sentence.endswith(".") for sentence in page.context["errors"])
    assert contents(media) == before


@pytest.mark.parametrize("name", ["german.txt", "other-partnership.txt"])
def test_readable_file_that_is_no_report_is_refused_in_words(record, media, name):
    client = signed_in("editor")
    hostile = next(one for one in HOSTILE if one.name == name)
    before = contents(media)
    page = upload(client, hostile.data, hostile.name)
    assert page.context["errors"]
    assert all(sentence.endswith(".") for sentence in page.context["errors"])
    assert contents(media) == before


def test_file_larger_than_the_site_takes_is_refused_before_it_is_read(record, media, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    client = signed_in("editor")
    before = contents(media)
    page = upload(client, b"%PDF-" + b"a" * 200_000, "large.pdf")
    assert page.context["form"].errors["file"] == [
        "The file is larger than 1000\xa0bytes; choose the report alone, without its attachments."
    ]
    assert contents(media) == before


def test_no_file_is_asked_for(record):
    page = signed_in("editor").post(reverse(ADD), {"year": "2022"})
    assert page.context["form"].errors["file"] == ["This field is required."]


def test_reader_without_end_is_stopped():
    with pytest.raises(Unreadable) as refusal:
        read_apart(sample("pdf"), seconds=0.01)
    assert str(refusal.value) == FURTHER_REASONS["too_long"]


def test_reader_that_wants_too_much_memory_is_stopped():
    with pytest.raises(Unreadable) as refusal:
        read_apart(sample("pdf"), megabytes=1)
    assert str(refusal.value) in (REASONS["too_large"], FURTHER_REASONS["stopped"])


@pytest.mark.parametrize("kind", KINDS)
def test_reading_apart_is_the_same_reading(kind):
    reading = read(sample(kind), f"sample-report.{kind}")
    assert from_json(to_json(reading)) == reading
    assert read_apart(sample(kind), f"sample-report.{kind}", megabytes=MEGABYTES) == reading


@pytest.mark.parametrize(("language", "words"), [("fr", "vide"), ("es", "vacío")])
def test_refusal_is_told_in_the_language_of_the_page(record, language, words):
    with translation.override(language):
        translated = translation.gettext(REASONS["empty"])
    client = signed_in("editor")
    page = client.post(reverse(ADD), {"file": SimpleUploadedFile("a.txt", b"")}, headers={"accept-language": language})
    assert page.context["errors"] == [translated]
    if translated != REASONS["empty"]:
        assert words in translated


# Who may, and for how long


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 403), ("editor", 200), ("publisher", 200), ("administrator", 200)]
)
def test_roles_that_may_upload(record, role, status):
    waiting = PendingUploadFactory(data=sample())
    client = signed_in(role)
    for path in (reverse(ADD), reverse(LIST), address(waiting)):
        assert client.get(path).status_code == status
    answer = client.post(address(waiting), {"_discard": "x"})
    assert answer.status_code == (302 if status == 200 else 403)
    assert PendingUpload.objects.exists() == (status == 403)
    assert upload(client, sample()).status_code == status


def test_upload_expires_after_seven_days(record, capsys):
    old, young = PendingUploadFactory(), PendingUploadFactory()
    PendingUpload.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=7, seconds=1))
    PendingUpload.objects.filter(pk=young.pk).update(uploaded_at=timezone.now() - timedelta(days=6, hours=23))
    call_command("delete_expired_uploads")
    assert capsys.readouterr().out == "Uploaded reports deleted: 1.\n"
    assert list(PendingUpload.objects.all()) == [young]
    call_command("delete_expired_uploads")
    assert capsys.readouterr().out == "Uploaded reports deleted: 0.\n"


def test_opening_the_list_deletes_what_expired(record):
    old = PendingUploadFactory()
    PendingUpload.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=8))
    assert signed_in("viewer").get(reverse(LIST)).status_code == 403
    assert PendingUpload.objects.exists()
    signed_in("editor").get(reverse(LIST))
    assert not PendingUpload.objects.exists()


def test_upload_that_was_read_by_an_earlier_version_is_read_again(record):
    waiting = PendingUploadFactory(data=sample(), read_as_json=b"of another form")
    page = signed_in("editor").get(address(waiting))
    assert len(page.context["reading"].passages) == 44


def test_preview_issues_the_same_queries_for_a_short_and_a_long_report(record, django_assert_num_queries):
    client = signed_in("editor")
    short = "\n\n".join(sample().decode().split("\n\n")[:40]).encode()
    for data, name in ((sample(), "long.txt"), (short, "short.txt")):
        path = previewed(client, data, name).request["PATH_INFO"]
        with django_assert_num_queries(11):
            client.get(path)
