"""The factories make valid objects, one of every model, and a record that breaks no rule."""

import pytest
from django.apps import apps

from commitments import invariants
from tests import factories

MODELS = [
    model
    for app in ("reports", "commitments")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
]
UNDECIDED = {"Question"}


def _factory(model):
    return getattr(factories, f"{model.__name__}Factory")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_factory_of_every_model_makes_a_valid_object(model, db):
    made = _factory(model)()
    made.full_clean(exclude=["recorded_at"] if hasattr(made, "recorded_at") else [])
    assert model._base_manager.filter(pk=made.pk).exists()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_factory_objects_break_no_invariant(model, db):
    made = _factory(model)()
    if model.__name__ in UNDECIDED:
        factories.ExclusionFactory(passage=made.passage)
    broken = {predicate.__name__: list(predicate()) for predicate in invariants.PREDICATES}
    assert {name: lines for name, lines in broken.items() if lines} == {}


def test_factory_refuses_existing_object_with_other_values(db):
    factories.ReportFactory()
    with pytest.raises(ValueError, match="exists with another state"):
        factories.ReportFactory(state="draft")


def test_factory_spreads_words_over_three_languages(db):
    theme = factories.ThemeFactory(name="Reefs", name_es="Arrecifes")
    assert (theme.name_en, theme.name_fr, theme.name_es) == ("Reefs", "Reefs (fr)", "Arrecifes")
