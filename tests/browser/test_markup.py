"""Every kind of page is faultless HTML, errors too: the Nu Html Checker finds no error.

By default each page in one of the languages; with FULL_MATRIX=true in all of them.
"""

import json
import os
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.browser.kinds import DRAWN, KINDS, draw, path_of
from tests.conftest import CHECKER
from tests.pages.addresses import LANGUAGES

FULL = os.environ.get("FULL_MATRIX") == "true"


def _kinds():
    for number, kind in enumerate([*KINDS, *DRAWN]):
        for language in LANGUAGES if FULL else [LANGUAGES[number % len(LANGUAGES)]]:
            yield kind, language


def _read(address):
    try:
        return urllib.request.urlopen(address).read()
    except urllib.error.HTTPError as error:
        return error.read()


@pytest.mark.checker
def test_checker_finds_no_error_on_any_kind_of_page(full_site, tmp_path):
    written = {}
    for number, (kind, language) in enumerate(_kinds()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(
            draw(kind, language).content if kind in DRAWN else _read(f"{full_site}{path_of(kind, language)}")
        )
        written[file.name] = kind, language
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
