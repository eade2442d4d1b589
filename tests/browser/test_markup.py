"""Every kind of page is faultless HTML: the Nu Html Checker finds no error.

By default each page in one of the languages; with FULL_MATRIX=true in all of them.
"""

import json
import os
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.browser.test_pages import WITH_STATES
from tests.conftest import CHECKER
from tests.pages.addresses import LANGUAGES, NAMES, address

FULL = os.environ.get("FULL_MATRIX") == "true"


def _paths():
    for number, name in enumerate(NAMES):
        for language in LANGUAGES if FULL else [LANGUAGES[number % len(LANGUAGES)]]:
            yield address(name, language)
    yield from WITH_STATES.values()


def _read(address):
    try:
        return urllib.request.urlopen(address).read()
    except urllib.error.HTTPError as error:
        return error.read()


@pytest.mark.checker
def test_checker_finds_no_error_on_any_kind_of_page(site, tmp_path):
    written = {}
    for number, path in enumerate(_paths()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(_read(f"{site}{path}"))
        written[file.name] = path
    command = [
        "java",
        "-jar",
        str(CHECKER),
        "--errors-only",
        "--format",
        "json",
        *map(str, sorted(tmp_path.glob("*.html"))),
    ]
    checked = subprocess.run(command, capture_output=True, text=True)
    errors = [
        (written[message["url"].rsplit("/", 1)[-1]], message["message"], message.get("extract"))
        for message in json.loads(checked.stderr)["messages"]
    ]
    assert errors == []
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p></b>", encoding="utf-8")
    wrong = subprocess.run([*command[:6], str(tmp_path / "wrong.html")], capture_output=True, text=True)
    assert "Stray end tag" in wrong.stderr
