"""All doors count alike: pages, API, CSV, XLSX, NDJSON and data package, for each report, group and badge."""

import json
import re
from collections import Counter

from tests.taking_away.reading import body, csv_rows, sheets


def counted(rows, keys):
    return {key: dict(sorted(Counter(str(row[key] or "") for row in rows).items())) for key in keys}


def test_sums_agree_at_every_door(client, record):
    keys = ("report", "working_group", "badge")
    api = []
    for page in (1, 2, 3):
        api += client.get(f"/api/v1/commitments/?page_size=100&page={page}").json()["results"]
    expected = counted(api, keys)
    assert expected["report"] == {"2009": 84, "2019": 81, "2021": 81}
    assert counted(csv_rows(body(client.get("/api/v1/commitments/?format=csv"))), keys) == expected
    head, *lines = next(iter(sheets(body(client.get("/api/v1/commitments/?format=xlsx"))).values()))
    assert counted([dict(zip(head, line, strict=True)) for line in lines], keys) == expected
    assert counted(csv_rows(body(client.get("/data/commitments.csv"))), keys) == expected
    lines = body(client.get("/api/v1/commitments/?format=ndjson")).decode().splitlines()
    assert counted([json.loads(line) for line in lines], keys) == expected
    for report, group, badge in cover(api):
        query = {"report": report, "group": group or "partnership", "badge": badge}
        count = sum(  # the filter finds those that a group carries jointly, too
            (row["report"], row["badge"]) == (report, badge) and group in (row["working_group"], *row["joint_groups"])
            for row in api
        )
        text = client.get("/en/commitments/", query).content.decode()
        assert re.search(r"<strong>(\d+) promises?</strong>", text).group(1) == str(count), query


def cover(rows):
    """Return reports with groups and badges in them: few, but each report, group and badge is among them."""
    places = {(row["report"], row["working_group"], row["badge"]) for row in rows}
    missing = {part for place in places for part in place}
    found = []
    while missing:
        found.append(max(sorted(places, key=str), key=lambda place: len(missing.intersection(place))))
        missing -= set(found[-1])
    return found


def test_every_list_of_the_record_is_as_long_in_the_data_package(client, record):
    for name, table in [
        ("reports", "reports"),
        ("passages", "passages"),
        ("sections", "sections"),
        ("groups", "working_groups"),
        ("organizations", "organizations"),
        ("people", "people"),
        ("appointments", "appointments"),
        ("gaps", "gaps"),
        ("conflicts", "conflicts"),
        ("ownerships", "ownerships"),
        ("deliverables", "deliverables"),
    ]:
        count = client.get(f"/api/v1/{name}/?page_size=1").json()["count"]
        assert len(csv_rows(body(client.get(f"/data/{table}.csv")))) == count > 0, name
    for name in ("updates", "assessments", "links", "exclusions"):
        rows = csv_rows(body(client.get(f"/data/{name}.csv")))
        count = client.get(f"/api/v1/{name}/?page_size=1").json()["count"]
        assert sum(row["counts"] == "true" for row in rows) == count > 0, name
