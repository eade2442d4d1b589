"""Whatever the file, within 20 seconds and 512 MB: a reading with a warning, or one sentence."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from reports.reading.formats import REASONS
from tests.reading_formats.hostile import hostile_files
from tests.reading_formats.read_one import MEGABYTES

SECONDS = 20
FILES = hostile_files()


def test_hostile_set_is_large_and_names_are_its_own():
    assert len(FILES) >= 30
    assert len({hostile.name for hostile in FILES}) == len(FILES)


@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.name)
def test_hostile_file_is_read_with_a_warning_or_refused_in_one_sentence(hostile, tmp_path):
    path = tmp_path / hostile.name
    path.write_bytes(hostile.data)
    done = subprocess.run(
        [sys.executable, "-m", "tests.reading_formats.read_one", str(path)],
        capture_output=True,
        cwd=settings.BASE_DIR,
        timeout=SECONDS,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    told = json.loads(done.stdout)
    assert told["seconds"] < SECONDS
    assert told["megabytes"] < MEGABYTES
    if hostile.refused:
        assert told.get("refused") == REASONS[hostile.refused]
    else:
        assert hostile.warning in told["reading"]["warnings"]
        assert told["reading"]["passages"]


@pytest.mark.parametrize("sentence", REASONS.values())
def test_reason_is_one_sentence(sentence):
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert len(sentence) < 140
