"""Requests that a machine makes up from the description of the API, right ones and wrong ones, each answer checked.

Every check of schemathesis is on. Two things the language of the description cannot say, so they are said here: which
names the record holds and which days have come (``completed``), and which parameters do not go together (``fitting``).
"""

import json
import os
from collections import Counter
from itertools import cycle

import schemathesis
from django.conf import settings
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from cmptracker.api.pagination import sealed
from tests.api.world import make_world
from tests.factories import WithdrawnCommitmentFactory

FULL = os.environ.get("FULL_MATRIX") == "true"
CASES = 5000 if FULL else 300
SAMPLE = r"^/api/v1/((compare|score|search)/|themes/(\{slug\}/)?)?$"
SCHEMA = settings.BASE_DIR / "cmptracker" / "api" / "openapi.json"
CONFIG = {
    "seed": 20220404,
    "continue-on-failure": True,
    "generation": {"max-examples": 12 if FULL else 3, "no-shrink": True},
    "phases": {"stateful": {"generation": {"max-examples": 12 if FULL else 3}}},
}
PHASES = {"examples", "coverage", "fuzzing", "stateful"}
CHECKS = {
    "allow_header_conformance",
    "content_type_conformance",
    "ensure_resource_availability",
    "missing_required_header",
    "negative_data_rejection",
    "not_a_server_error",
    "positive_data_acceptance",
    "response_headers_conformance",
    "response_schema_conformance",
    "status_code_conformance",
    "unsupported_method",
    "use_after_free",
}

GROUPS, OFFICES, REPORTS = ["group-sea", "SEA"], ["institution-0", "institution-1"], [2001, 2003]
REFERENCES, COMPARED = ["CMP-2001-SEA-01", "CMP-2003-SEA-01"], ("since", "until", "older", "newer")
NAMES = {
    "group": GROUPS,
    "owner_group": GROUPS,
    "proposer_group": GROUPS,
    "organization": OFFICES,
    "proposer_organization": OFFICES,
    "stated_by": OFFICES,
    "report": REPORTS,
    "source_report": REPORTS,
    "searched": REPORTS,
    "meeting": ["2001", "2003"],
    "document": ["2001-en", "2003-en"],
    "person": ["person-0", "person-1"],
    "proposer_person": ["person-0", "person-1"],
    "theme": ["theme-0"],
    "commitment": REFERENCES,
    "assessment": ["CMP-2003-SEA-01-A1"],
    "newer": REFERENCES,
    "older": REFERENCES,
    "cursor": ["*", sealed(1)],
}
NAMES_AT = {
    "compare": {"older": REPORTS, "newer": REPORTS},
    "groups": {"parent": GROUPS},
    "organizations": {"parent": OFFICES},
    **{
        f"{kind}-successions": dict.fromkeys(("predecessor", "successor"), names)
        for kind, names in (("group", GROUPS), ("organization", OFFICES))
    },
}
PAST = r"^(19\d\d|20[01]\d|202[0-5])-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$"


def completed(schema, client):
    """Add the names that the record holds, and that some days must have come."""
    for path, methods in schema["paths"].items():
        name = path.split("/")[3]
        for parameter in methods["get"]["parameters"]:
            names = NAMES_AT.get(name, {}).get(parameter["name"]) or NAMES.get(parameter["name"])
            if parameter["in"] == "path":
                (row,) = client.get(f"/api/v1/{name}/?page_size=1").json()["results"]
                parameter["example"] = row[parameter["name"]]
            elif parameter["name"] in ("as_of", "known_at", "since", "until"):
                parameter["schema"] = {"type": "string", "pattern": PAST}
            elif names:
                parameter["schema"]["enum"] = names
    return schema


def fitting(case, pairs):
    """Take away from ``case`` what does not go together with the rest of it, as the words of the description say."""
    query = dict(case.query or {})
    if "expand" in query and query.get("format") in ("csv", "xlsx", "ndjson"):
        del query["format"]
    if {"page", "ordering"} & set(query) and query.get("cursor") in NAMES["cursor"]:
        del query["cursor"]
    if case.operation.path == "/api/v1/compare/" and case.meta.generation.mode.is_positive:
        query = {name: value for name, value in query.items() if name not in COMPARED} | next(pairs)
    case.query = query
    return case


def told(recorder, case_id, check):
    case, interaction = recorder.cases[case_id].value, recorder.interactions.get(case_id)
    data = getattr(case.meta and case.meta.phase.data, "description", "")
    asked = interaction.request.uri if interaction else case.operation.path
    return f"{check.name}: {case.method} {asked} ({data}): {check.failure_info.failure.message}"


def test_no_request_made_up_from_the_description_is_answered_wrongly(application, client):
    make_world(1)
    WithdrawnCommitmentFactory()
    described = completed(json.loads(SCHEMA.read_text(encoding="utf-8")), client)
    schema = schemathesis.openapi.from_dict(described, config=SchemathesisConfig.from_dict(CONFIG))
    schema.app, schema.location = application, "/api/v1/schema/"
    pairs = cycle([{"older": 2001, "newer": 2003}, {"since": "2001-11-21", "until": "2003-11-21"}])
    schema.hook("map_case")(lambda context, case: fitting(case, pairs))
    cases, checks, faults = Counter(), Counter(), []
    for event in from_schema(schema if FULL else schema.include(path_regex=SAMPLE)).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            faults.append(str(event.info if isinstance(event, events.NonFatalError) else event.exception))
        elif isinstance(event, events.ScenarioFinished):
            cases[event.phase.value] += len(event.recorder.cases)
            for case_id, made in event.recorder.checks.items():
                checks.update(check.name for check in made)
                faults += [told(event.recorder, case_id, check) for check in made if check.failure_info]
    assert faults == []
    assert set(+cases) == PHASES
    assert set(checks) >= CHECKS
    assert cases.total() >= CASES, cases
