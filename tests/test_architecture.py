"""What the code may not do, whoever writes it next."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from simple_history.utils import get_history_manager_for_model

from commitments.models import AppendOnly, AssessmentEvidence, Release
from commitments.querysets import GuardedQuerySet

ROOT = settings.BASE_DIR
LAYERS = ("reports", "commitments", "cmptracker")  # each may import those before it
PURE = ("reports/reading", "commitments/detection", "commitments/matching")
CLOCKLESS = ("models", "querysets.py", "ledger.py", "status.py", "rules.py", "invariants.py", "derived.py")
LONGEST = 400

# Models that are described and edited: each change is kept by simple-history, but for those that are rewritten by an
# import alone.
MUTABLE = {
    "reports.Meeting", "reports.Session", "reports.Report", "reports.Document", "reports.GroupReport",
    "reports.Section", "reports.WorkingGroup", "reports.GroupSuccession", "reports.Organization",
    "reports.OrganizationName", "reports.OrganizationSuccession", "reports.Person", "reports.Appointment",
    "reports.Gap", "reports.SourceConflict", "reports.ConflictValue", "commitments.Theme", "commitments.Commitment",
    "commitments.CommitmentSource", "commitments.Deliverable", "commitments.CommitmentTag", "commitments.Ownership",
    "commitments.Indicator", "commitments.Measurement", "commitments.Milestone",
}  # fmt: skip
# Outside library and ledger, without a history: what waits to be imported, and which state of the record this is.
OUTSIDE = {"reports.PendingUpload", "reports.DataVersion"}
AS_PRINTED = {"reports.Passage", "reports.GroupName"}  # what is printed does not change; an import fills the words in


def modules(*folders, skip=("migrations",)):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")) if (ROOT / folder).is_dir() else [ROOT / folder]:
            if path.is_file() and not set(skip) & set(path.parts):
                yield path


def name(path):
    return path.relative_to(ROOT).as_posix()


def imported(path):
    """Yield the absolute name of every module that ``path`` imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(path.relative_to(ROOT).parts[: -node.level]) if node.level else ""
            yield ".".join(filter(None, (package, node.module)))


def concrete_models():
    for app in ("reports", "commitments"):
        for model in apps.get_app_config(app).get_models():
            if not model.__name__.startswith("Historical"):
                yield model


@pytest.mark.parametrize(("layer", "above"), [("reports", LAYERS[1:]), ("commitments", LAYERS[2:])])
def test_imports_run_downwards(layer, above):
    wrong = [
        f"{name(path)} imports {module}"
        for path in modules(layer)
        for module in imported(path)
        if module.split(".")[0] in above
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", PURE)
def test_pure_packages_import_neither_django_nor_models(folder):
    own = folder.replace("/", ".")
    wrong = [
        f"{name(path)} imports {module}"
        for path in modules(folder)
        for module in imported(path)
        if module.split(".")[0] in ("django", "rest_framework", "environs", *LAYERS)
        and not module.startswith((own, *(pure.replace("/", ".") for pure in PURE)))
    ]
    assert wrong == []


def test_library_never_speaks_of_the_ledger():
    files = [
        path
        for folder in ("reports", "templates/reports")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".txt")  # not reading/languages/*.toml: the words that reports print
    ]
    assert len(files) > 20
    saying = [name(path) for path in files if "commitment" in path.read_text(encoding="utf-8").casefold()]
    assert saying == []


def test_every_constraint_has_a_name_of_its_app_model_and_rule_and_a_message():
    seen = set()
    for model in concrete_models():
        for constraint in model._meta.constraints:
            assert re.fullmatch(rf"{model._meta.app_label}_{model._meta.model_name}_[a-z_]+", constraint.name)
            assert str(constraint.violation_error_message) != str(constraint.default_violation_error_message)
            assert str(constraint.violation_error_message).endswith(".")
            seen.add(constraint.name)
        assert model._meta.unique_together == (), f"{model.__name__}: name the constraint"
    assert len(seen) > 40


def test_every_model_is_append_only_or_declared_mutable():
    kinds = {}
    for model in concrete_models():
        is_append_only = issubclass(model, AppendOnly) or model in (AssessmentEvidence, Release)
        label = model._meta.label
        kinds[label] = is_append_only
        assert is_append_only != (label in MUTABLE | AS_PRINTED | OUTSIDE), f"say of {label} whether it may change"
        if is_append_only:
            assert isinstance(model.objects.all(), GuardedQuerySet), label
    assert {label for label, is_append_only in kinds.items() if not is_append_only} == MUTABLE | AS_PRINTED | OUTSIDE


@pytest.mark.parametrize("label", sorted(MUTABLE))
def test_mutable_model_keeps_its_history(label):
    assert get_history_manager_for_model(apps.get_model(label))


def test_append_only_models_keep_no_second_history():
    assert [m.__name__ for m in concrete_models() if issubclass(m, AppendOnly) and hasattr(m, "history")] == []


def _calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""), node.lineno


def test_nothing_below_the_doors_reads_the_clock():
    paths = [path for app in ("reports", "commitments") for part in CLOCKLESS for path in modules(f"{app}/{part}")]
    assert len(paths) > 10
    clock = {"now", "today", "utcnow", "localtime", "localdate", "time"}
    assert [f"{name(path)}:{line}" for path in paths for call, line in _calls(path) if call in clock] == []


def test_no_signals_and_no_attics():
    attics = {"utils", "helpers", "core", "common", "misc", "extras", "signals", "receivers"}
    assert [name(path) for path in modules(*LAYERS) if {path.stem, *path.parent.parts[-1:]} & attics] == []
    signals = [
        f"{name(path)} imports {module}"
        for path in modules(*LAYERS)
        for module in imported(path)
        if module.startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert signals == []


def test_no_save_writes_another_table():
    writes = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "delete", "add", "set"}
    wrong = []
    for path in modules("reports/models", "commitments/models"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "save":
                wrong += [
                    f"{name(path)}:{call.lineno}"
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in writes
                ]
    assert wrong == []


def test_only_the_ledger_appends():
    """No other module makes a row of an append-only model."""
    appended = {
        "Update", "Guideline", "Assessment", "AssessmentEvidence", "Reply", "Coding", "Link", "Exclusion", "Question",
    }  # fmt: skip
    wrong = []
    for path in modules("commitments", "cmptracker"):
        if name(path) == "commitments/ledger.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in appended:
                wrong.append(f"{name(path)}:{node.lineno}")
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("create", "get_or_create", "bulk_create")
                and ast.unparse(node.func.value).removesuffix(".objects") in appended
            ):
                wrong.append(f"{name(path)}:{node.lineno}")
    assert wrong == []


@pytest.mark.parametrize("path", list(modules(*LAYERS)), ids=name)
def test_module_is_short_and_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "no docstring"


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [name(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_tests_are_named_functions():
    classes = [
        f"{name(path)}:{node.lineno}"
        for path in modules("tests")
        if path.name.startswith("test_")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test")
    ]
    assert classes == []


def test_no_file_names_a_place_of_one_machine():
    texts = [
        path
        for folder in (*LAYERS, "tests", "templates")
        for path in Path(ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".md", ".toml", ".css") and path != Path(__file__)
    ]
    places = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/")
    assert [name(path) for path in texts if places.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "model", [model for model in concrete_models() if issubclass(model, AppendOnly)], ids=lambda m: m.__name__
)
def test_append_only_model_is_in_the_admin(model):
    assert model in admin.site._registry
