"""A record of two made-up reports, in the format of ``fixtures/record``."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

HEADER = "start,end,section,paragraph,item,fingerprint"


def three(en: str, fr: str, es: str) -> dict[str, str]:
    return {"en": en, "fr": fr, "es": es}


NOTE = three("In our own words.", "Dans nos propres mots.", "Con nuestras palabras.")


def _commitment(reference: str) -> dict[str, Any]:
    return {
        "reference": reference,
        "passage": "20-40",
        "title": three("Measure", "Mesurer", "Medir"),
        "summary": three("They will measure the tides.", "Ils mesureront les marées.", "Medirán las mareas."),
        "theme": "tides",
        "strength": "firm",
        "nature": "one_off",
        "verifiable": True,
        "parties": ["CA"],
        "owners": [{"organization": "office-of-tides", "role": "lead"}],
        "window": {
            "kind": "due",
            "text": "by June",
            "end": date(2002, 6, 30),
            "precision": "month",
            "reading": three("End of the month", "Fin du mois", "Fin de mes"),
        },
        "deliverables": [three("A table", "Une table", "Una tabla")],
    }


def _library(year: int) -> dict[str, Any]:
    return {
        "report": {
            "year": year,
            "period": str(year),
            "title": three("Report", "Rapport", "Informe"),
            "meeting": str(year),
        },
        "document": {
            "slug": f"{year}-en",
            "kind": "annual_report",
            "title": "Report",
            "file_name": f"{year}.txt",
            "language": "en",
            "media_type": "text/plain",
            "sha256": str(year) * 16,
        },
        "sections": [
            {"number": 1, "heading": "Looking ahead", "role": "promises", "start": 0, "end": 100, "group": "SEA"}
        ],
        "group_reports": [{"group": "SEA", "status": "chapter", "note": NOTE}],
        "appointments": [{"person": "ann-reef", "role": "co_chair", "side": "CA", "group": "SEA", "name": "Ann Reef"}],
    }


FILES: dict[str, Any] = {
    "directory/groups.yaml": {
        "groups": [{"code": "SEA", "slug": "seas", "kind": "group", "name": three("Seas", "Mers", "Mares")}]
    },
    "directory/organizations.yaml": {
        "organizations": [
            {
                "slug": "office-of-tides",
                "country": "CA",
                "sector": "government",
                "name": three("Office of Tides", "Bureau des marées", "Oficina de Mareas"),
            }
        ]
    },
    "directory/people.yaml": {"people": [{"slug": "ann-reef", "name": "Ann Reef"}]},
    "meetings.yaml": {
        "meetings": [
            {
                "slug": str(year),
                "host": "CA",
                "start": date(year, 11, 20),
                "end": date(year, 11, 21),
                "precision": "day",
                "format": "in_person",
            }
            for year in (2001, 2003)
        ]
    },
    "themes.yaml": {"themes": [{"slug": "tides", "name": three("Tides", "Marées", "Mareas")}]},
    "conflicts.yaml": {"conflicts": []},
    "2001/library.yaml": _library(2001),
    "2003/library.yaml": _library(2003),
    "2001/SEA.yaml": {
        "report": 2001,
        "group": "SEA",
        "first_published": date(2020, 1, 2),
        "commitments": [_commitment("CMP-2001-SEA-01")],
        "exclusions": [{"passage": "41-60", "reason": "context", "note": NOTE}],
    },
    "2003/SEA.yaml": {
        "report": 2003,
        "group": "SEA",
        "first_published": date(2020, 1, 2),
        "commitments": [
            _commitment("CMP-2003-SEA-01") | {"window": None, "owners": None, "deliverables": None},
        ],
    },
    "follow_ups/2001.yaml": {
        "first_published": date(2020, 1, 2),
        "updates": [
            {
                "id": "tides-2003",
                "commitment": "CMP-2001-SEA-01",
                "says": "progress",
                "basis": "explicit",
                "effective_on": date(2003, 11, 21),
                "passage": "2003:20-40",
                "note": NOTE,
            }
        ],
        "silences": [],
        "guidelines": [
            {
                "commitment": "CMP-2001-SEA-01",
                "complete": NOTE,
                "partial": NOTE,
                "not_started": NOTE,
                "proof": NOTE,
            }
        ],
        "assessments": [
            {
                "commitment": "CMP-2001-SEA-01",
                "round": "interim",
                "party": "CA",
                "completion": "limited",
                "effective_on": date(2003, 11, 21),
                "searched_until": date(2003, 11, 21),
                "updates": ["tides-2003"],
                "reason": NOTE,
            }
        ],
        "links": [
            {
                "newer": "CMP-2003-SEA-01",
                "older": "CMP-2001-SEA-01",
                "kind": "continues",
                "basis": "strong",
                "rationale": NOTE,
            }
        ],
    },
}
PASSAGES = {
    "2001": [f"20,40,1,1,,{'a' * 64}", f"41,60,1,1,,{'b' * 64}"],
    "2003": [f"20,40,1,1,,{'c' * 64}"],
}


def write_small_record(folder: Path) -> Path:
    """Write the files below ``folder`` and return it."""
    for name, data in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for name, rows in PASSAGES.items():
        (folder / name / "passages.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return folder
