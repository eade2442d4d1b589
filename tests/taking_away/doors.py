"""Every public address: pages, lists and objects of the API, files, feeds, calendars, data package, releases."""

from cmptracker.api.urls import LISTS, router
from commitments.exports.tables import TABLES
from commitments.models import Commitment, Release
from reports.models import WorkingGroup
from tests.pages.addresses import NAMES, address

LEDGER = ("updates", "guidelines", "assessments", "replies", "codings", "links", "exclusions")
FILES = ("csv", "xlsx", "ndjson")
OWN = ("feed.atom", "calendar.ics")


def pages(arguments):
    """Return the pages, and those of a search, a filter and a past day."""
    return [
        *(address(name, "en", arguments) for name in NAMES),
        "/en/search/?q=sealed",
        "/en/commitments/?q=sealed",
        "/en/?as_of=2004-01-01",
        *(f"/en/releases/{name}/" for name in Release.objects.values_list("name", flat=True)),
        "/sitemap.xml",
        "/robots.txt",
    ]


def lists():
    """Return the lists of the API: as pages, with all that can be given in full, with their history, and as files."""
    found = []
    for name, view, _basename in LISTS:
        more = "&".join(f"expand={one}" for one in view.expandable)
        found += [f"{name}/", *([f"{name}/?{more}"] if more else []), *(f"{name}/?format={kind}" for kind in FILES)]
    found += [f"{name}/?history=true" for name in LEDGER]
    found += [
        "",
        "score/",
        "search/?q=sealed",
        "search/?q=sealed&format=csv",
        "commitments/?q=sealed",
        "commitments/?as_of=2004-01-01",
    ]
    return [f"/api/v1/{one}" for one in found]


def objects(client):
    """Return the address of one object of each list that has any."""
    for prefix, view, _basename in router.registry:
        if hasattr(view, "retrieve"):
            rows = client.get(f"/api/v1/{prefix}/?page_size=1").json()["results"]
            yield from (row["url"].removeprefix("http://testserver") for row in rows)


def files(reference):
    """Return what can be followed, cited, embedded or taken away whole, of the commitment ``reference`` and of all."""
    commitment = Commitment.objects.get(reference=reference)
    group = WorkingGroup.objects.get(pk=commitment.working_group_id).slug
    owner = commitment.ownerships.exclude(organization=None).first().organization.slug
    of_one = ("badge.svg", "cite.txt", "cite.json", "feed.atom")
    return [
        *(f"/en/commitments/{reference}/{file}" for file in of_one),
        *(f"/en/threads/{reference}/cite.{form}" for form in ("txt", "json")),
        *(f"/en/{of}/{file}" for of in ("commitments", f"groups/{group}", f"organizations/{owner}") for file in OWN),
        *(f"/en/commitments/{file}?q=sealed" for file in OWN),
        "/data/datapackage.json",
        "/data/catalog.jsonld",
        *(f"/data/{table.name}.csv" for table in TABLES),
    ]
