"""What holds for the templates: nothing inline, no status word, explicit arguments, layers."""

import re

import pytest
from django.conf import settings

from commitments.choices import Badge, Completion, Life, Says, Schedule

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = [
    path for path in sorted(FOLDER.rglob("*.html")) if path.relative_to(FOLDER).parts[0] not in ("admin", "account")
]
EACH = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
STATUS_WORDS = {member.value for enum in (Badge, Completion, Life, Says, Schedule) for member in enum}


@EACH
def test_template_has_nothing_inline_and_nothing_foreign(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r'(?:src|href)="https?:', text)


@EACH
def test_template_holds_no_status_word(path):
    text = path.read_text(encoding="utf-8")
    literals = set(re.findall(r"""["']([a-z_]+)["']""", " ".join(re.findall(r"{[{%].*?[%}]}", text))))
    assert literals & STATUS_WORDS == set()


@pytest.mark.parametrize("path", sorted((FOLDER / "components").glob("*.html")), ids=lambda path: path.name)
def test_component_begins_with_its_arguments(path):
    assert re.match(r"{% comment %}.*[Aa]rguments.*{% endcomment %}", path.read_text(encoding="utf-8"))


@EACH
def test_components_are_given_explicit_arguments_and_only_those(path):
    for include in re.findall(r"{% include .*?%}", path.read_text(encoding="utf-8")):
        assert include.endswith(" only %}") or include == '{% include "components/units.html" %}', include


@pytest.mark.parametrize("path", sorted((FOLDER / "reports").glob("*.html")), ids=lambda path: path.name)
def test_library_templates_do_not_know_of_the_ledger(path):
    assert "commitment" not in path.read_text(encoding="utf-8").lower()


@EACH
def test_template_extends_at_most_two_levels(path):
    levels, current = 0, path
    while found := re.match(r'{% extends "(.+?)" %}', current.read_text(encoding="utf-8")):
        levels, current = levels + 1, FOLDER / found.group(1)
    assert levels <= 2
