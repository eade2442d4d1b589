"""No English stands on a French or Spanish page, feed, calendar, picture or error, unless it is marked as English.

By default every kind of page in one of the two languages; with FULL_MATRIX=true every page of the site map in both.
"""

import os
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from commitments.models import Commitment
from reports.choices import State
from tests.browser.kinds import DRAWN, KINDS, RELEASE, WITHDRAWN, draw, path_of
from tests.conftest import PRINTED_DIR
from tests.pages import words

FULL = os.environ.get("FULL_MATRIX") == "true"
OTHERS = pytest.mark.parametrize("language", ["fr", "es"])
TEXTS = ["2009", "2019", "2021", "overview"] if FULL else ["2021"]
FEEDS = [
    "commitments/feed.atom",
    "commitments/CMP-2019-FOR-17/feed.atom",
    "groups/forestry/feed.atom",
    "organizations/conafor/feed.atom",
]
CALENDARS = ["commitments/calendar.ics", "groups/forestry/calendar.ics", "organizations/conafor/calendar.ics"]
BADGES = ["CMP-2019-FOR-17", "CMP-2019-ENE-01", "CMP-2021-TII-05", WITHDRAWN]


@pytest.fixture(scope="module", autouse=True)
def _everything(record, django_db_blocker, tmp_path_factory):
    """Add to the record the printed words where they are at hand, a release and a withdrawn commitment."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), django_db_blocker.unblock():
        for name in TEXTS if PRINTED_DIR.is_dir() else ():
            call_command("import_report", str(PRINTED_DIR / f"{name}.txt"), stdout=StringIO())
        call_command("freeze_release", RELEASE, stdout=StringIO())
        row = Commitment.objects.get(reference="CMP-2019-FOR-17")
        row.pk, row.reference, row.state = None, WITHDRAWN, State.WITHDRAWN
        row.withdrawal_reason_en, row.withdrawal_reason_fr = "It was entered twice.", "Il avait été saisi deux fois."
        row.withdrawal_reason_es = "Se registró dos veces."
        row.save()
        yield


def _body(client, path):
    answer = client.get(path)
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@OTHERS
def test_no_page_says_anything_in_english_that_is_not_marked_so(client, record, language):
    kinds = KINDS if FULL else KINDS[["fr", "es"].index(language) :: 2]
    pages = {path_of(kind, language) for kind in kinds}
    if FULL:
        pages |= set(re.findall(rf"<loc>http://testserver(/{language}/[^<]*)</loc>", _body(client, "/sitemap.xml")))
    bodies = {path: _body(client, path) for path in sorted(pages)}
    bodies |= {kind: draw(kind, language).content.decode() for kind in DRAWN}
    known = words.english_of_the_record(language)
    found = {path: words.english_in(words.of_page(body), language, known) for path, body in bodies.items()}
    assert {path: texts for path, texts in found.items() if texts} == {}
    assert len(bodies) > (300 if FULL else 25)
    assert sum(len(words.of_page(body)) for body in bodies.values()) > 2000


@OTHERS
def test_what_is_held_in_english_only_is_marked_and_told_and_nothing_else_is_marked(client, record, language):
    kinds = ["reports:detail", "oldest report", "words in place", "commitments:thread", "search, found"]
    bodies = {kind: _body(client, path_of(kind, language)) for kind in kinds}
    assert {kind: words.wrongly_marked(words.pieces_of_page(body), language) for kind, body in bodies.items()} == {
        kind: [] for kind in kinds
    }
    marked = {kind: [text for text in words.of_page(body) if text.language == "en"] for kind, body in bodies.items()}
    assert all(len(marked[kind]) > 1 for kind in kinds)
    if PRINTED_DIR.is_dir():
        notice = {
            "fr": "Le texte est conservé ici dans cette langue seulement",
            "es": "El texto está en este acervo solo en este idioma",
        }[language]
        assert notice in bodies["reports:detail"]
        printed_only = {"fr": "Imprimé ici dans cette langue seulement", "es": "Impreso aquí solo en este idioma"}[
            language
        ]
        assert printed_only in bodies["words in place"]
        assert sum(words.sounds_english(text.words, language) for text in marked["reports:detail"]) > 100


@OTHERS
def test_no_feed_calendar_or_badge_says_anything_in_english_that_is_not_marked_so(client, record, language):
    texts = {path: words.of_feed(_body(client, f"/{language}/{path}")) for path in FEEDS}
    texts |= {path: words.of_calendar(_body(client, f"/{language}/{path}"), language) for path in CALENDARS}
    for reference in BADGES:
        picture = _body(client, f"/{language}/commitments/{reference}/badge.svg")
        texts[reference] = words.of_page(f'<p lang="{language}">{picture}</p>')
    known = words.english_of_the_record(language)
    found = {path: words.english_in(there, language, known) for path, there in texts.items()}
    assert {path: there for path, there in found.items() if there} == {}
    assert [path for path, there in texts.items() if not there] == []


@OTHERS
def test_no_problem_of_the_api_is_told_in_english(client, record, language):
    asked = ["commitments/?badge=late", "commitments/?page=x", "commitments/?as_of=x", "commitments/?x=1", "x/"]
    told = []
    for path in asked:
        problem = client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}lang={language}").json()
        told += [problem["detail"], *(error["detail"] for error in problem.get("errors", []))]
    assert len(told) > len(asked)
    assert words.english_in([words.Text(language, text) for text in told], language) == []


PLANTED = """<!doctype html><html lang="fr"><head><title>Search</title>
<meta name="description" content="What became of what they promised?"></head><body>
<h1>Promesses</h1><img alt="The two ministers who signed this" src="x"><p>Deux <b>mots</b> et <i lang="en">the end of the line</i>.</p>
<p>The <a href="/">report</a> was not printed.</p><button aria-label="Search the record">x</button>
<input placeholder="Search"><svg><title>It is not held by this record</title></svg><option>Not assessed</option>
<p>Une phrase en français suffit. Another one was not translated.</p><p>Environment</p><p>Cette phrase est bien en français, et elle reste.</p><blockquote lang="en">All of it was done in time.</blockquote>
</body></html>"""


def test_english_that_is_planted_is_found():
    assert words.english_in(words.of_page(PLANTED), "fr") == [
        "Search",
        "What became of what they promised?",
        "The two ministers who signed this",
        "The report was not printed.",
        "Search the record",
        "Search",
        "It is not held by this record",
        "Not assessed",
        "Une phrase en français suffit. Another one was not translated.",
    ]
    assert words.english_in([words.Text("fr", "Environment")], "fr", {"Environment"}) == ["Environment"]
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>Cambios</title><entry>
      <title xml:lang="en">It was done in the year</title><summary type="html">&lt;p&gt;It was done in the year&lt;/p&gt;</summary>
      <category term="x" label="Not assessed"/></entry></feed>"""
    assert words.english_in(words.of_feed(feed), "es") == ["It was done in the year", "Not assessed"]
    calendar = "SUMMARY:The meeting of the\r\n  two countries\r\nDESCRIPTION;LANGUAGE=en:By the end of the year\r\n"
    assert words.english_in(words.of_calendar(calendar, "es"), "es") == ["The meeting of the two countries"]
