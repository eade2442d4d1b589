"""The list of commitments with the whole record."""

import pytest
from django.urls import reverse

from tests.admin.pages import signed_in

LIST = "/admin/commitments/commitment/"


@pytest.mark.parametrize("query", ["", "?p=3", "?o=6.1", "?q=labour"])
def test_list_of_the_whole_record_issues_the_same_queries(record, query, django_assert_num_queries):
    client = signed_in("publisher")
    client.get(LIST)
    with django_assert_num_queries(9):
        assert client.get(LIST + query).status_code == 200


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("report__id__exact={report}", "report__year", 2019),
        ("strength__exact=proposal", "strength", "proposal"),
        ("state__exact=published", "state", "published"),
        ("party=MX", "must_mexico_act", True),
        ("badge=no_later_report", "badge", "no_later_report"),
    ],
)
def test_filters_of_the_list(record, query, field, value):
    from reports.models import Report

    client = signed_in("viewer")
    page = client.get(f"{LIST}?{query.format(report=Report.objects.get(year=2019).pk)}")
    rows = page.context["cl"].queryset
    assert rows.exists()
    assert set(rows.values_list(field, flat=True)) == {value}


def test_list_bears_all_filters_order_and_search_at_once(record):
    query = "badge=no_later_report&party=CA&strength__exact=firm&_facets=True&q=energy%20work&o=6.-7"
    assert signed_in("viewer").get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("model", "field", "term", "expected"),
    [
        ("commitments.commitmentsource", "passage", "2021-en", "2021-en "),
        ("commitments.update", "commitment", "CMP-2021-FOR-01", "CMP-2021-FOR-01 "),
        ("commitments.commitment", "working_group", "forestry", "Forestry"),
        ("commitments.ownership", "organization", "CONAFOR", "CONAFOR"),
    ],
)
def test_search_boxes_name_rows_so_that_they_can_be_told_apart(record, model, field, term, expected):
    app, name = model.split(".")
    found = signed_in("editor").get(
        reverse("admin:autocomplete"), {"app_label": app, "model_name": name, "field_name": field, "term": term}
    )
    labels = [row["text"] for row in found.json()["results"]]
    assert any(expected in label for label in labels), labels
