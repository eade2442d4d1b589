"""``seed`` loads the whole record into an empty database, or nothing; a fault names file, entry and key."""

import shutil
from datetime import UTC, datetime
from io import StringIO

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from commitments import audit, invariants
from commitments.models import Assessment, Commitment, Exclusion, Link, Update
from reports.models import DataVersion
from tests import factories
from tests.seeding.small_record import write_small_record


def seed(folder):
    out = StringIO()
    call_command("seed", record=folder, stdout=out)
    return out.getvalue()


def rows():
    models = [model for app in ("reports", "commitments") for model in apps.get_app_config(app).get_models()]
    return {model.__name__: model._base_manager.count() for model in models if model is not DataVersion}


# An empty database, or not


@pytest.mark.parametrize(
    "factory",
    [
        factories.MeetingFactory,
        factories.WorkingGroupFactory,
        factories.OrganizationFactory,
        factories.PersonFactory,
        factories.ThemeFactory,
        factories.DocumentFactory,
        factories.CommitmentFactory,
    ],
)
def test_seed_leaves_a_database_with_any_row_alone(factory, db, tmp_path):
    factory()
    before = rows()
    assert "nothing was changed" in seed(write_small_record(tmp_path))
    assert rows() == before


def test_seed_runs_beside_accounts(db, tmp_path):
    factories.UserFactory()
    assert seed(write_small_record(tmp_path)) == "Loaded 2 commitments of 2 reports.\n"


def test_small_record_is_loaded_as_written(db, tmp_path):
    seed(write_small_record(tmp_path))
    first = Commitment.objects.get(reference="CMP-2001-SEA-01")
    assert (first.title_en, first.title_fr, first.title_es) == ("Measure", "Mesurer", "Medir")
    assert (first.parties, first.window_text, str(first.window_end)) == (["CA"], "by June", "2002-06-30")
    assert [str(owner.owner) for owner in first.ownerships.all()] == ["Office of Tides"]
    assert [(row.reason, row.recorded_at) for row in Exclusion.objects.all()] == [
        ("context", datetime(2020, 1, 2, tzinfo=UTC))
    ]
    assert [(row.says, row.recorded_at) for row in Update.objects.all()] == [
        ("progress", datetime(2020, 1, 2, tzinfo=UTC))
    ]
    assert [(str(row.newer)[:15], row.kind) for row in Link.objects.all()] == [("CMP-2003-SEA-01", "continues")]
    assert [row.evidence.count() for row in Assessment.objects.all()] == [1]
    assert audit.violations() == {name.__name__: [] for name in invariants.PREDICATES}


# Faults


def change(path, edit):
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def put(*path, value):
    """Return an edit that sets the value at ``path``, or takes it out if it is None."""

    def edit(data):
        *above, last = path
        for step in above:
            data = data[step]
        if value is None:
            del data[last]
        else:
            data[last] = value

    return edit


FIRST = ("commitments", 0)
CHAPTER, LIBRARY, FOLLOW = "2001/SEA.yaml", "2001/library.yaml", "follow_ups/2001.yaml"
FAULTS = {
    "unknown key": (CHAPTER, put(*FIRST, "colour", value="red"), "commitments CMP-2001-SEA-01: unknown key colour."),
    "missing key": (CHAPTER, put(*FIRST, "strength", value=None), "commitments CMP-2001-SEA-01: strength is missing."),
    "missing language": (CHAPTER, put(*FIRST, "title", "fr", value=None), "CMP-2001-SEA-01, title: fr is missing."),
    "unknown theme": (CHAPTER, put(*FIRST, "theme", value="x"), "commitments CMP-2001-SEA-01: no theme 'x'."),
    "unknown word": (CHAPTER, put(*FIRST, "strength", value="iron"), "commitments CMP-2001-SEA-01: {'strength'"),
    "unknown passage": (CHAPTER, put(*FIRST, "passage", value="1-2"), "CMP-2001-SEA-01: no passage (1, 2)."),
    "no citation": (CHAPTER, put(*FIRST, "passage", value="there"), "cite a passage as START-END, not 'there'."),
    "unknown owner": (CHAPTER, put(*FIRST, "owners", 0, "organization", value="x"), "owners 1: no organization 'x'."),
    "bad reference": (CHAPTER, put(*FIRST, "reference", value="SEA-1"), "commitments SEA-1: {'reference'"),
    "no party": (CHAPTER, put(*FIRST, "parties", value=[]), "Say which country must act"),
    "window without words": (CHAPTER, put(*FIRST, "window", "text", value=None), "window: text is missing."),
    "not a list": (CHAPTER, put("commitments", value="none"), "2001/SEA.yaml, commitments: expected a list."),
    "promise excluded": (CHAPTER, put("exclusions", 0, "passage", value="20-40"), "exclusions 20-40: CMP-2001-SEA-01 rests"),
    "unknown group": (CHAPTER, put("group", value="SKY"), "2001/SEA.yaml: no group 'SKY'."),
    "section out of order": (LIBRARY, put("sections", 0, "end", value=0), "sections 1: {"),
    "unknown meeting": (LIBRARY, put("report", "meeting", value="1999"), "report: no meeting '1999'."),
    "bad checksum": (LIBRARY, put("document", "sha256", value="abc"), "document: {'sha256'"),
    "co-chair without group": (LIBRARY, put("appointments", 0, "group", value=None), "appointments ann-reef: {"),
    "unknown person": ("directory/people.yaml", put("people", 0, "slug", value="x"), "no person 'ann-reef'"),
    "evidence from before": (FOLLOW, put("updates", 0, "effective_on", value=datetime(1999, 1, 1).date()), "Nothing from before"),
    "unknown commitment": (FOLLOW, put("updates", 0, "commitment", value="X"), "updates tides-2003: no commitment 'X'."),
    "unknown evidence": (FOLLOW, put("assessments", 0, "updates", value=["x"]), "no update 'x'."),
    "verdict without guideline": (FOLLOW, put("guidelines", value=[]), "Write and publish its guideline first"),
    "unknown round": (FOLLOW, put("assessments", 0, "round", value="third"), "Value 'third' is not a valid choice"),
    "link backwards": (FOLLOW, put("links", 0, "kind", value="lost"), "links CMP-2003-SEA-01: Value 'lost'"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "edit", "message"), FAULTS.values(), ids=FAULTS)
def test_fault_names_file_entry_and_key_and_loads_nothing(file, edit, message, db, tmp_path):
    folder = write_small_record(tmp_path)
    change(folder / file, edit)
    with pytest.raises(CommandError) as failure:
        seed(folder)
    assert failure.value.returncode == 2
    text = str(failure.value)
    assert message in text
    assert text.endswith("Nothing was loaded.")
    if "people" not in file:
        assert text.startswith(file)
    assert set(rows().values()) == {0}


def test_file_that_is_no_yaml_is_named(db, tmp_path):
    folder = write_small_record(tmp_path)
    (folder / CHAPTER).write_text("commitments: [", encoding="utf-8")
    with pytest.raises(CommandError, match=r"^2001/SEA\.yaml: ") as failure:
        seed(folder)
    assert failure.value.returncode == 2


def test_file_that_is_missing_is_named(db, tmp_path):
    folder = write_small_record(tmp_path)
    (folder / "themes.yaml").unlink()
    with pytest.raises(CommandError, match=r"^themes\.yaml: No such file"):
        seed(folder)


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("20,40,1", "20,forty,1", "row 1: end is a whole number, not 'forty'."),
        ("20,40,1", "20,,1", "row 1: end is a whole number, not ''."),
        ("20,40,1", "20,40,9", "row 1: no section 9."),
        ("20,40,1", "20,20,1", "row 1: A passage ends behind its start."),
        ("41,60,1", "39,60,1", "row 2: it overlaps the passage before it."),
        ("a" * 64, "A" * 64, "row 1: A SHA-256 checksum has 64 hexadecimal digits in small letters."),
        (",fingerprint", ",print", "row 1: fingerprint is missing."),
    ],
)
def test_fault_in_a_passage_file_names_the_row(was, becomes, message, db, tmp_path):
    folder = write_small_record(tmp_path)
    file = folder / "2001" / "passages.csv"
    file.write_text(file.read_text().replace(was, becomes))
    with pytest.raises(CommandError) as failure:
        seed(folder)
    assert str(failure.value) == f"2001/passages.csv, {message} Nothing was loaded."
    assert set(rows().values()) == {0}


def test_fault_in_a_copy_of_the_record_is_named(db, tmp_path):
    folder = tmp_path / "record"
    shutil.copytree(settings.RECORD_DIR, folder)
    file = folder / "2009" / "AGR.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("strength: firm", "strength: iron", 1), encoding="utf-8")
    with pytest.raises(CommandError, match=r"^2009/AGR\.yaml, commitments CMP-2009-AGR-01: \{'strength'"):
        seed(folder)
    assert set(rows().values()) == {0}
