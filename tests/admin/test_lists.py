"""Lists of the admin: the same number of queries for one row and for many."""

import pytest
from django.contrib import admin
from django.urls import reverse

from commitments import models
from reports import models as library
from tests import factories
from tests.admin.pages import signed_in

pytestmark = pytest.mark.django_db
MANY = 12


def _code():
    return f"G{library.WorkingGroup.objects.count()}"


def _year():
    return 2000 + library.Meeting.objects.count()


# Model → how to make a row, and the queries of its list: session, account, two of permissions, the rows, their
# number, and one for each filter whose choices are rows.
LISTS = {
    library.Meeting: (lambda: factories.MeetingFactory(year=_year()), 6),
    library.Session: (lambda: factories.SessionFactory(group=factories.WorkingGroupFactory(code=_code())), 7),
    library.Report: (lambda: factories.ReportFactory(year=_year()), 6),
    library.Document: (lambda: factories.DocumentFactory(report=factories.ReportFactory(year=_year())), 7),
    library.GroupReport: (lambda: factories.GroupReportFactory(group=factories.WorkingGroupFactory(code=_code())), 7),
    library.Section: (factories.SectionFactory, 8),
    library.Passage: (factories.PassageFactory, 8),
    library.Gap: (factories.GapFactory, 7),
    library.PendingUpload: (factories.PendingUploadFactory, 7),
    library.SourceConflict: (factories.SourceConflictFactory, 6),
    library.WorkingGroup: (lambda: factories.SubgroupFactory(code=_code()), 7),
    library.GroupSuccession: (factories.GroupSuccessionFactory, 6),
    library.Organization: (factories.OrganizationFactory, 6),
    library.OrganizationSuccession: (factories.OrganizationSuccessionFactory, 6),
    library.Person: (factories.PersonFactory, 6),
    library.Appointment: (factories.AppointmentFactory, 8),
    models.Theme: (lambda: factories.ThemeFactory(slug=f"theme-{models.Theme.objects.count()}"), 6),
    models.Commitment: (factories.CommitmentFactory, 9),
    models.Indicator: (factories.IndicatorFactory, 6),
    models.Deliverable: (factories.DeliverableFactory, 6),
    models.Update: (factories.UpdateFactory, 8),
    models.Assessment: (factories.AssessmentFactory, 7),
    models.Guideline: (factories.GuidelineFactory, 7),
    models.Reply: (factories.ReplyFactory, 7),
    models.Coding: (lambda: factories.CodingFactory.create_batch(2, commitment=factories.CommitmentFactory()), 7),
    models.Link: (factories.LinkFactory, 7),
    models.Exclusion: (factories.ExclusionFactory, 7),
    models.Question: (factories.QuestionFactory, 7),
}


def _address(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_every_list_is_measured():
    ours = {model for model in admin.site._registry if model._meta.app_label in ("reports", "commitments")}
    assert ours == set(LISTS)


@pytest.mark.parametrize("rows", [1, MANY])
@pytest.mark.parametrize("model", LISTS)
def test_list_issues_the_same_queries_for_one_row_and_many(model, rows, django_assert_num_queries):
    make, queries = LISTS[model]
    for _ in range(rows):
        make()
    client = signed_in("publisher")
    client.get(reverse("admin:password_change"))
    with django_assert_num_queries(queries):
        page = client.get(_address(model))
    assert len(page.context["cl"].result_list) >= rows


@pytest.mark.parametrize("model", LISTS)
def test_list_searches_and_answers_the_search_boxes(model):
    LISTS[model][0]()
    client = signed_in("editor")
    assert client.get(f"{_address(model)}?q=élan").status_code == 200
    assert admin.site._registry[model].search_fields
