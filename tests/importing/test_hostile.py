"""Hostile files: whatever is refused leaves every table and the upload folder as they were."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from reports.models import Document
from reports.reading.formats import REASONS
from tests.importing import snapshot
from tests.reading_formats.hostile import hostile_files

FILES = hostile_files()
# Read, with warnings, and no report: what is wrong with each.
UNFIT = {
    "nested.html": "No chapter of a working group was found",
    "nested-tables.html": "No chapter of a working group was found",
    "one-line.txt": "No chapter of a working group was found",
    "one-word.txt": "No chapter of a working group was found",
    "german.txt": "in none of English, French and Spanish",
    "other-partnership.txt": "does not speak of both Canada and Mexico",
}


def refusal(*command):
    """The error with which a command ends, None where it succeeds."""
    try:
        call_command(*command, stdout=StringIO())
    except CommandError as error:
        return error
    return None


@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.name)
def test_hostile_file_is_a_draft_or_leaves_everything_as_it_was(db, hostile, tmp_path, uploads):
    path = tmp_path / hostile.name
    path.write_bytes(hostile.data)
    before = snapshot.rows()
    error = refusal("import_report", str(path), "--draft", "--year", "2022")
    if hostile.refused or hostile.name in UNFIT:
        assert error is not None
        assert error.returncode == 2
        assert (REASONS[hostile.refused] if hostile.refused else UNFIT[hostile.name]) in str(error)
        assert (snapshot.rows(), snapshot.files(uploads)) == (before, {})
        return
    assert error is None
    document = Document.objects.get()
    assert not Document.objects.published().exists()
    assert list(snapshot.files(uploads)) == [document.file.name]
    assert "\x00" not in document.text
    for passage in document.passages.all():
        assert document.text[passage.start : passage.end] == passage.text
