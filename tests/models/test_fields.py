"""What holds of every model: help texts, PROTECT, translations that save, histories that are kept."""

import pytest
from django.apps import apps
from django.db import models
from modeltranslation.translator import translator
from simple_history.utils import get_history_manager_for_model

from commitments.models import AppendOnly
from tests import factories

MODELS = [
    model
    for app in ("reports", "commitments")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
]
FIELDS = [
    field
    for model in MODELS
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    if not field.primary_key
]
TRANSLATED = [model for model in translator.get_registered_models(abstract=False) if model in MODELS]


def make(model, **values):
    return getattr(factories, f"{model.__name__}Factory")(**values)


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_field_says_what_it_means(field):
    assert str(field.help_text).strip().endswith(".")


@pytest.mark.parametrize("field", [field for field in FIELDS if field.remote_field and not field.many_to_many], ids=str)
def test_foreign_key_protects_what_it_points_to(field):
    assert field.remote_field.on_delete is models.PROTECT


def test_twenty_two_models_are_translated():
    assert len(TRANSLATED) == 22


@pytest.mark.parametrize("model", TRANSLATED, ids=lambda model: model.__name__)
def test_translated_model_saves_in_three_languages(model, db):
    names = translator.get_options_for_model(model).get_field_names()
    is_appended = issubclass(model, AppendOnly)
    row = make(model, **dict.fromkeys(names, factories.WORDS if is_appended else "Words"))
    words = factories.WORDS if is_appended else {"en": "Words", "fr": "Words (fr)", "es": "Words (es)"}
    stored = model._base_manager.filter(pk=row.pk)
    for name in names:
        assert stored.values(*(f"{name}_{language}" for language in words)).get() == {
            f"{name}_{language}": text for language, text in words.items()
        }


@pytest.mark.parametrize(
    "model", [model for model in MODELS if hasattr(model, "history")], ids=lambda model: model.__name__
)
def test_change_of_a_descriptive_row_is_kept(model, db):
    row = make(model)
    row.save()
    kept = get_history_manager_for_model(model).filter(**{model._meta.pk.name: row.pk})
    kinds = list(kept.order_by("history_id").values_list("history_type", flat=True))
    assert (kinds[0], kinds[-1]) == ("+", "~")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_string_of_a_row_asks_nothing_of_the_database(model, db, django_assert_num_queries):
    row = model._base_manager.get(pk=make(model).pk)
    with django_assert_num_queries(0):
        assert str(row)
