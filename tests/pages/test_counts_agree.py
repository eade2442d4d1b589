"""What is counted is counted alike: on the overview, on the map, in lists, by report, by group and in the API.

Each number is read from the page that a reader sees. Files are held against the API in ``taking_away/test_sums.py``.
"""

import html
import re
from collections import Counter

import pytest

YEARS = [2009, 2019, 2021]
PARTNERSHIP = "partnership"
BADGES = {
    "Done": "done",
    "Done late": "done_late",
    "Concluded": "concluded",
    "Under way": "under_way",
    "Carried forward": "carried_forward",
    "Postponed": "postponed",
    "Dropped": "dropped",
    "Mentioned, outcome open": "mentioned",
    "Not mentioned later": "not_mentioned",
    "No later report held here": "no_later_report",
}
SILENT = ("not_mentioned",)
OPEN = ("not_mentioned", "no_later_report")


@pytest.fixture(autouse=True)
def _with_record(record):
    """Every test of this module asks the whole record."""


@pytest.fixture
def rows(client):
    """Every commitment, from the API, with the groups that it stands with."""
    found, address = [], "/api/v1/commitments/?page_size=100"
    while address:
        page = client.get(address).json()
        found += page["results"]
        address = page["next"]
    slugs = {row["code"]: row["slug"] for row in client.get("/api/v1/groups/?page_size=100").json()["results"]}
    for row in found:
        own = slugs[row["working_group"]] if row["working_group"] else PARTNERSHIP
        row["groups"] = [own, *(slugs[code] for code in row["joint_groups"])]
    return found


def badges_of(rows, *, group=None, report=None):
    """Count ``rows`` by badge."""
    return Counter(
        row["badge"] for row in rows if group in (None, *row["groups"]) and report in (None, row["report"])
    )  # fmt: skip


def page_of(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def cells(row):
    """Return the cells of a row of a table, heading first, as they are written."""
    return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)


def words(markup):
    """Return the text of a piece of a page."""
    return html.unescape(re.sub("<[^>]+>", "", markup)).strip()


def table(text, name):
    """Return the rows of the table whose caption has the identifier ``name``, as they are written."""
    (found,) = re.findall(rf'<caption id="{name}">.*?</table>', text, re.S)
    return re.findall("<tr>(.*?)</tr>", found, re.S)


def badges_in(counts):
    """Read counts by badge that are written in words: 12 Under way."""
    return Counter({BADGES[word]: int(number) for number, word in counts})


def numbers(sentence):
    """Return the numbers of a sentence that are no years, in their order."""
    found = (int(number) for number in re.findall(r"\d+", re.sub(r"\d{4}[–-]\d{4}", "", words(sentence))))
    return [number for number in found if number not in YEARS]


def lead(text):
    return re.search('<p class="lead">(.*?)</p>', text, re.S)[1]


def test_map_and_its_table_count_what_list_group_page_and_api_count(client, rows):
    text = page_of(client, "/en/")
    slugs = re.findall('<span class="map-name"><a href="/en/groups/([a-z-]+)/">', text.split('id="threads"')[0])
    drawn = {}
    for slug, year, label in re.findall(
        r'<a class="map-bar" href="/en/commitments/\?group=([a-z-]+)&amp;report=(\d+)"><svg [^>]*aria-label="([^"]*)"',
        text,
    ):
        total, parts = re.match(r"(\d+) promises? of [^:]+: (.*)", html.unescape(label)).groups()
        drawn[slug, int(year)] = badges_in(re.findall(r"(\d+) × ([^×]+?)(?=, \d|$)", parts))
        assert drawn[slug, int(year)].total() == int(total)
    head, *lines = table(text, "map-table")
    assert len(cells(head)) == 1 + len(YEARS)
    written = {}
    for slug, line in zip(slugs, lines, strict=True):
        for year, cell in zip(YEARS, cells(line)[1:], strict=True):
            if total := re.match(r"<strong>(\d+)</strong>(.*)", cell, re.S):
                written[slug, year] = badges_in(re.findall(r"<br>(\d+) ([^<]+)", total[2]))
                assert written[slug, year].total() == int(total[1])
    groups = {group for row in rows for group in row["groups"]}
    expected = {(group, year): badges_of(rows, group=group, report=year) for group in groups for year in YEARS}
    expected = {key: counts for key, counts in expected.items() if counts}
    assert sum(counts.total() for counts in expected.values()) == 247  # two groups carry one of the 246
    assert drawn == expected
    assert written == expected
    for (group, year), counts in expected.items():
        listed = page_of(client, "/en/commitments/", group=group, report=year)
        assert numbers(re.search("<strong>(.*?)</strong>", lead(listed))[1]) == [counts.total()]


def test_page_of_each_group_counts_what_the_api_counts(client, rows):
    for group in sorted({group for row in rows for group in row["groups"]}):
        text = page_of(client, f"/en/groups/{group}/")
        head, *lines = table(text, "promise-table")
        names = [BADGES[words(cell)] for cell in cells(head)[1:-1]]
        for line in lines:
            report, *counts, total = cells(line)
            year = int(re.search(r"#promises-(\d+)", report)[1])
            expected = badges_of(rows, group=group, report=year)
            assert {name: int(words(count)) for name, count in zip(names, counts, strict=True)} == {
                name: expected[name] for name in names
            }
            assert int(words(total)) == expected.total()
        assert {int(re.search(r"#promises-(\d+)", cells(line)[0])[1]) for line in lines} == {
            row["report"] for row in rows if group in row["groups"]
        }
        listed = page_of(client, "/en/groups/").split(f'href="/en/groups/{group}/"')[1].split("</li>")[0]
        assert numbers(re.search(r"\d+ promises?", words(listed))[0]) == [badges_of(rows, group=group).total()]


def test_what_became_of_a_report_counts_what_the_api_and_the_list_count(client, rows):
    for year in YEARS:
        text = page_of(client, f"/en/reports/{year}/status/")
        head, *lines = table(text, "strength-table")
        names = [BADGES[words(cell)] for cell in cells(head)[1:-1]]
        expected = badges_of(rows, report=year)
        for strength, line in zip(("firm", "exploratory", "proposal"), lines[:-1], strict=True):
            counts = [int(words(cell)) for cell in cells(line)[1:]]
            of_it = badges_of([row for row in rows if row["strength"] == strength], report=year)
            assert counts == [*(of_it[name] for name in names), of_it.total()]
        assert [int(words(cell)) for cell in cells(lines[-1])[1:]] == [
            *(expected[name] for name in names),
            expected.total(),
        ]
        assert sum(expected[name] for name in names) == expected.total()
        for badge, count in expected.items():
            listed = page_of(client, "/en/commitments/", report=year, badge=badge)
            assert numbers(re.search("<strong>(.*?)</strong>", lead(listed))[1]) == [count]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_sentences_say_the_same_numbers_in_each_language(client, rows, language):
    """Of French and Spanish sentences the order of the numbers may differ."""
    printed = [row for row in rows if row["report"] == 2019]
    answered = [row for row in printed if row["badge"] not in OPEN]
    home = page_of(client, f"/{language}/")
    assert sorted(numbers(lead(home))) == sorted([len(rows), 42, 27]) == [27, 42, 246]
    finding = re.search("<figcaption>(.*?)</figcaption>", home, re.S)[1]
    assert numbers(finding)[:2] == [len(printed), len(answered)] == [81, 28]
    status = page_of(client, f"/{language}/reports/2019/status/")
    silent = [row for row in printed if row["badge"] in SILENT]
    assert numbers(lead(status)) == [len(printed), len(answered), len(silent)] == [81, 28, 53]
    in_sections = re.search('<p class="lead">.*?</p>\\s*<p>(.*?)</p>', status, re.S)[1]
    assert sorted(numbers(in_sections)) == [27, 42]
    group = page_of(client, f"/{language}/groups/mining/")
    own = [row for row in rows if "mining" in row["groups"]]
    assert numbers(lead(group))[:2] == [len(own), sum(row["badge"] not in OPEN for row in own)]
    assert numbers(lead(page_of(client, f"/{language}/reports/"))) == [len(rows)]
    assert numbers(re.search("<strong>(.*?)</strong>", lead(page_of(client, f"/{language}/commitments/")))[1]) == [246]


def test_sentence_of_the_overview_says_what_the_api_holds(client, rows):
    """The 27 of 42 are the firm and exploratory ones that are printed in a section of promises."""
    sections = client.get("/api/v1/sections/?report=2019&role=promises&page_size=100").json()["results"]
    found = [
        row["badge"]
        for row in rows
        if row["report"] == 2019
        and row["strength"] in ("firm", "exploratory")
        and any(
            source["is_primary"] and section["start"] <= source["start"] < section["end"]
            for source in row["sources"]
            for section in sections
        )
    ]
    assert (len(found), found.count("not_mentioned")) == (42, 27)
