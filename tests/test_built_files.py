"""What is built and committed is fresh: messages, and nothing untranslated."""

import shutil
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")

LANGUAGES = ("fr", "es")


def catalogue(language):
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def messages(text):
    """Yield (msgid, msgstr lines) of a catalogue's text."""
    for entry in text.split("\n\n")[1:]:
        lines = [line for line in entry.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines, entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_fuzzy(language):
    text = catalogue(language).read_text(encoding="utf-8")
    empty = []
    for lines, entry in messages(text):
        assert "#, fuzzy" not in entry
        for index, line in enumerate(lines):
            follows = lines[index + 1] if index + 1 < len(lines) else ""
            if line.startswith("msgstr") and line.endswith(' ""') and not follows.startswith('"'):
                empty.append(lines[0])
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_messages_are_those_of_the_catalogue(language, tmp_path):
    compiled = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", compiled, catalogue(language)], check=True)
    assert compiled.read_bytes() == catalogue(language).with_suffix(".mo").read_bytes()


def test_catalogues_hold_every_message_of_the_code(tmp_path):
    """``makemessages`` on a copy finds nothing that the committed catalogues lack."""
    copy = tmp_path / "checkout"
    for folder in ("cmptracker", "commitments", "reports", "templates"):
        shutil.copytree(settings.BASE_DIR / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(settings.BASE_DIR / "manage.py", copy)
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "--no-location",
        "--no-obsolete",
        "--extension",
        "html,txt,py",
    ]
    subprocess.run(
        [*command, *(part for language in LANGUAGES for part in ("--locale", language))],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    for language in LANGUAGES:
        fresh = copy / "cmptracker" / "locale" / language / "LC_MESSAGES" / "django.po"
        assert _ids(fresh.read_text(encoding="utf-8")) - _ids(catalogue(language).read_text(encoding="utf-8")) == set()


def _ids(text):
    """Return the messages of a catalogue, however its lines are wrapped."""
    ids = set()
    for lines, _ in messages(text):
        ends = next(index for index, line in enumerate(lines) if line.startswith("msgstr"))
        ids.add("".join(line[line.index('"') + 1 : -1] for line in lines[:ends]))
    return ids
