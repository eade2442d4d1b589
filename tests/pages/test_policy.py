"""No answer to a reader sets a cookie, may be framed, or lets the browser ask another site."""

import re

from tests.browser.kinds import KINDS, path_of

POLICY = {
    "default-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
FILES = [
    "/en/commitments/feed.atom",
    "/en/commitments/calendar.ics",
    "/en/commitments/CMP-2019-FOR-17/feed.atom",
    "/en/groups/forestry/feed.atom",
    "/en/groups/forestry/calendar.ics",
    "/en/organizations/conafor/feed.atom",
    "/en/organizations/conafor/calendar.ics",
    "/en/commitments/CMP-2019-FOR-17/badge.svg",
    "/en/commitments/CMP-2019-FOR-17/cite.txt",
    "/en/threads/CMP-2009-EFO-13/cite.json",
    "/data/datapackage.json",
    "/data/catalog.jsonld",
    "/data/commitments.csv",
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/",
    "/api/v1/schema/",
    "/api/v1/commitments/",
    "/api/v1/commitments/CMP-2019-FOR-17/",
    "/api/v1/commitments/?format=csv",
    "/api/v1/commitments/?format=xlsx",
    "/api/v1/commitments/?format=ndjson",
    "/api/v1/commitments/?badge=late",
    "/api/v1/search/?q=wood",
]
# What a browser asks for by itself, and where it sends a form.
ASKED = re.compile(
    r'(?:\ssrc|\ssrcset|\saction|\sposter|\sxlink:href|<use href|<link rel="(?:stylesheet|icon)"[^>]* href)="([^"]*)"'
)


def test_no_answer_sets_a_cookie_and_every_one_keeps_the_policy(client, record):
    for path in [*(path_of(kind, "en") for kind in KINDS), *FILES]:
        answer = client.get(path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert not answer.cookies, path
        assert "cookie" not in answer.headers.get("Vary", "").lower(), path
        assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        if answer.headers["Content-Type"].startswith("text/html"):
            asked = ASKED.findall(content.decode())
            assert [address for address in asked if not re.match("/(?!/)|#|http://testserver/", address)] == [], path
