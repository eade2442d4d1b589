"""The description of the API."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.api.world import COMPUTED, FURTHER, LISTS

COMMITTED = settings.BASE_DIR / "cmptracker" / "api" / "openapi.json"


@pytest.fixture(scope="module")
def schema():
    return json.loads(COMMITTED.read_text(encoding="utf-8"))


def operations(schema):
    return [(path, operation["get"]) for path, operation in schema["paths"].items()]


def test_schema_has_no_warnings_and_the_committed_copy_is_fresh(tmp_path):
    file = tmp_path / "openapi.json"
    call_command("spectacular", fail_on_warn=True, validate=True, format="openapi-json", file=str(file))
    assert file.read_text(encoding="utf-8") == COMMITTED.read_text(encoding="utf-8"), (
        "run: manage.py spectacular --fail-on-warn --validate --format openapi-json --file cmptracker/api/openapi.json"
    )


def test_schema_is_valid_openapi_3_1(schema):
    assert schema["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(schema).validate()


@pytest.mark.django_db
def test_schema_is_served_as_json_unless_yaml_is_asked_for(client, schema):
    assert client.get("/api/v1/schema/").json() == schema
    yaml = client.get("/api/v1/schema/?format=yaml")
    assert yaml["Content-Type"].startswith("application/yaml")
    assert yaml.content.startswith(b"openapi: 3.1")


def test_schema_holds_every_list(schema):
    assert {path for path in schema["paths"] if path.count("/") == 4 and "{" not in path} == {
        f"/api/v1/{name}/" for name in (*LISTS, *FURTHER, *COMPUTED)
    }


def test_schema_describes_every_address_parameter_answer_and_field(schema):
    silent = []
    for path, operation in operations(schema):
        silent += [path] if not operation.get("description") else []
        silent += [
            (path, parameter["name"])
            for parameter in operation.get("parameters", [])
            if not parameter.get("description")
        ]
    for name, component in schema["components"]["schemas"].items():
        for field, described in component.get("properties", {}).items():
            if not described.get("description") and set(described) != {"$ref"}:
                silent.append((name, field))
    assert silent == []


def test_schema_tells_the_problems_of_every_address(schema):
    for path, operation in operations(schema):
        problems = {"400", "404", "405", "406", "410", "414", "429", "default"}
        assert {"200", "304", *problems} == set(operation["responses"]), path
        problem = operation["responses"]["400"]["content"]["application/problem+json"]["schema"]
        assert problem == {"$ref": "#/components/schemas/Problem"}


def test_schema_says_that_keys_may_be_left_out_and_related_objects_added(schema):
    commitment, update = (schema["components"]["schemas"][name] for name in ("Commitment", "Update"))
    assert "required" not in commitment
    assert set(commitment["properties"]["expanded"]["properties"]) == {
        "report", "working_group", "theme", "updates", "assessments", "older", "newer",
    }  # fmt: skip
    assert update["properties"]["expanded"]["properties"]["searched"] == {
        "oneOf": [{"$ref": "#/components/schemas/Report"}, {"type": "null"}]
    }


def test_schema_names_the_headers_of_every_answer(schema):
    for path, operation in operations(schema):
        assert set(operation["responses"]["429"]["headers"]) == {"RateLimit", "RateLimit-Policy", "Retry-After"}, path
        assert {"ETag", "Last-Modified", "Cache-Control"} <= set(operation["responses"]["304"]["headers"]), path


def test_schema_offers_reading_only(schema):
    assert {method for operation in schema["paths"].values() for method in operation} == {"get"}


@pytest.mark.parametrize(
    "name",
    [
        "as_of",
        "changed_since",
        "cursor",
        "expand",
        "fields",
        "known_at",
        "lang",
        "page",
        "page_size",
        "q",
        "ordering",
        "group",
        "badge",
    ],
)
def test_schema_names_the_parameters_of_the_commitments(schema, name):
    parameters = schema["paths"]["/api/v1/commitments/"]["get"]["parameters"]
    assert name in {parameter["name"] for parameter in parameters}
