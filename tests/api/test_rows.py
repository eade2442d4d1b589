"""Objects made of plain rows: the same in every way of asking for them, with no more queries than their keys need."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework import serializers

from commitments.choices import WindowKind, WindowPrecision
from commitments.models import Theme
from reports.api.columns import as_csv
from reports.api.rows import Plan, RowSerializer
from tests.factories import (
    CommitmentFactory,
    OwnershipFactory,
    PassageFactory,
    SectionFactory,
    SilenceFactory,
    WorkingGroupFactory,
)

LIST = "/api/v1/commitments/"


def rows(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "count"),
    [  # version, count, which rows, the rows; then one query for each kind of related rows
        ("reference", 4),
        ("reference,badge,axes,translations,proposer,url,html_url", 4),
        ("owners", 5),
        ("silent_in", 6),
        ("group_silent_in", 5),
        ("sources,tags,deliverables,joint_groups", 8),
    ],
)
def test_only_what_the_keys_need_is_read(client, fields, count):
    CommitmentFactory.create_batch(3)
    with CaptureQueriesContext(connection) as queries:
        first, *_others = rows(client, fields=fields)
    assert set(first) == set(fields.split(","))
    assert len(queries) == count


@pytest.mark.django_db
def test_headings_of_a_deep_outline_are_all_named(client):
    group = WorkingGroupFactory()
    section = None
    for number in range(6):
        section = SectionFactory(heading=f"Heading {number}", parent=section, working_group=group)
    CommitmentFactory(working_group=group, primary=PassageFactory(section=section, text="Both will measure."))
    (row,) = rows(client, fields="sources")
    assert row["sources"][0]["section"] == [f"Heading {number}" for number in range(6)]


@pytest.mark.django_db
def test_text_that_is_not_held_in_a_language_is_given_in_the_next(client):
    CommitmentFactory(title_en="Measure tides", title_fr="", title_es="Medir mareas", condition="")
    (row,) = rows(client, lang="fr")
    assert (row["title"], row["condition"]) == ("Measure tides", "")
    assert row["translations"]["fr"]["title"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "schedule"), [(89, "due_soon"), (90, "due_soon"), (91, "not_due"), (-1, "overdue")])
def test_one_query_answers_for_every_day(client, days, schedule):
    CommitmentFactory(
        window_kind=WindowKind.DUE,
        window_text="in the spring",
        window_end=date(2004, 5, 1),
        window_precision=WindowPrecision.SEASON,
        window_reading="Northern spring",
    )
    (row,) = rows(client, as_of=f"{date(2004, 5, 1) - timedelta(days=days)}", fields="axes")
    assert row["axes"]["schedule"] == schedule


@pytest.mark.django_db
def test_what_was_not_known_yet_is_not_read(client):
    commitment = CommitmentFactory()
    SilenceFactory(commitment=commitment)
    yesterday = timezone.localdate() - timedelta(days=1)
    assert rows(client, fields="silent_in") == [{"silent_in": [2003]}]
    assert rows(client, fields="silent_in", known_at=f"{yesterday}") == [{"silent_in": []}]


@pytest.mark.django_db
def test_keys_of_an_object_of_one_shape_are_what_is_asked_for(client):
    OwnershipFactory()
    response = client.get("/api/v1/ownerships/?fields=role,commitment")
    assert response.json()["results"] == [{"commitment": "CMP-2001-SEA-01", "role": "lead"}]


class ThemeRow(RowSerializer, serializers.ModelSerializer):
    """A theme, with a value that no column holds."""

    length = serializers.FloatField(source="name.length")

    class Meta:
        model = Theme
        fields = ["slug", "length"]

    @classmethod
    def rows(cls, days):
        """Return all themes."""
        return Theme.objects.all()


def test_field_that_cannot_be_made_of_a_row_is_refused():
    with pytest.raises(TypeError, match=r"^length: say by a shape how it is made of a row\.$"):
        Plan(ThemeRow, (), ())


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (None, ""),
        ("", ""),
        ("tide", "tide"),
        ("tide, fish", '"tide, fish"'),
        ('a "tide"', '"a ""tide"""'),
        ("two\nlines", '"two\nlines"'),
        ("a\rb", '"a\rb"'),
        ("=1+1", "'=1+1"),
        ("-5", "-5"),
        ("@a, b", '"\'@a, b"'),
        (-5, "-5"),
        (0.5, "0.5"),
        (True, "true"),
        ([], "[]"),
        ([{"a": "b"}], '"[{""a"":""b""}]"'),
        (date(2001, 2, 3), "2001-02-03"),
    ],
)
def test_value_in_a_csv_file_is_as_the_standard_library_writes_it(value, line):
    written = as_csv([["x", "y", "z"], [value, value, "b"]])
    assert written.decode() == f"x,{line}\r\ny,{line}\r\nz,b\r\n"
    read = list(csv.reader(io.StringIO(written.decode(), newline="")))
    again = io.StringIO()
    csv.writer(again).writerows(read)
    assert again.getvalue() == written.decode()


def test_row_of_one_empty_cell_is_a_row():
    assert as_csv([[None, "a"]]) == b'""\r\na\r\n'


@pytest.mark.django_db
def test_line_of_ndjson_is_one_line_for_every_reader(client):
    CommitmentFactory(title="One\u2028two\u2029three")
    content = b"".join(client.get(f"{LIST}?format=ndjson&fields=title").streaming_content)
    assert content == b'{"title":"One\\u2028two\\u2029three"}\n'
