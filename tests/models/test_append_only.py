"""Rows of the ledger are written once: every way of changing or deleting them is shut."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import ProtectedError

from commitments.models import AppendOnly, AppendOnlyError, AssessmentEvidence
from tests import factories

APPEND_ONLY = [
    *(model for model in apps.get_app_config("commitments").get_models() if issubclass(model, AppendOnly)),
    AssessmentEvidence,
]
each = pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__name__)


@pytest.fixture
def row(model, db):
    return getattr(factories, f"{model.__name__}Factory")()


def stored(row):
    return type(row)._base_manager.filter(pk=row.pk).values().get()


def test_there_are_nine_of_them():
    assert sorted(model.__name__ for model in APPEND_ONLY) == [
        "Assessment",
        "AssessmentEvidence",
        "Coding",
        "Exclusion",
        "Guideline",
        "Link",
        "Question",
        "Reply",
        "Update",
    ]


@each
def test_row_cannot_be_saved_again(row):
    before = stored(row)
    with pytest.raises(AppendOnlyError, match="only append"):
        row.save()
    again = type(row)._base_manager.get(pk=row.pk)
    with pytest.raises(AppendOnlyError, match="only append"):
        again.save(update_fields=[])
    assert stored(row) == before


@each
def test_row_cannot_be_deleted(row):
    with pytest.raises(AppendOnlyError, match="only append"):
        row.delete()
    assert stored(row)


WAYS = {
    "update": lambda model, row: model.objects.update(pk=row.pk),
    "filtered update": lambda model, row: model.objects.filter(pk=row.pk).update(pk=row.pk),
    "delete": lambda model, row: model.objects.filter(pk=row.pk).delete(),
    "all delete": lambda model, row: model.objects.all().delete(),
    "raw delete": lambda model, row: model.objects.all()._raw_delete("default"),
    "bulk_create": lambda model, row: model.objects.bulk_create([row]),
    "bulk_update": lambda model, row: model.objects.bulk_update([row], ["id"]),
    "update_or_create": lambda model, row: model.objects.update_or_create(pk=row.pk, defaults={"pk": row.pk}),
}


@each
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_rows_cannot_be_changed_together(model, row, way):
    before = stored(row)
    with pytest.raises(AppendOnlyError):
        way(model, row)
    assert stored(row) == before


def test_what_a_row_rests_on_cannot_be_deleted(db):
    update = factories.UpdateFactory()
    for owner in (update.commitment, update.passage):
        with pytest.raises(ProtectedError):
            owner.delete()


@each
def test_admin_offers_no_way_to_change_or_delete(model, row, admin_user, rf):
    registered = admin.site._registry.get(model)
    if registered is None:
        return
    request = rf.get("/")
    request.user = admin_user
    assert not registered.has_change_permission(request, row)
    assert not registered.has_delete_permission(request, row)
    assert not registered.has_delete_permission(request)
    assert "delete_selected" not in registered.get_actions(request)
