"""What pages say to machines: schema.org in a data block, and the catalogue of the releases in DCAT. JSON-LD both.

The contexts stand inside, so that no reader has to fetch one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from commitments.exports.datapackage import DESCRIPTION, DESCRIPTOR, LICENCE, TITLE
from commitments.models import Release
from reports.models import Organization, Report, WorkingGroup

Absolute = Callable[[str], str]
SCHEMA = {"@vocab": "https://schema.org/"}
DCAT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PARTNERSHIP = {"@type": "Organization", "name": "Canada–Mexico Partnership"}


def report(row: Report, absolute: Absolute) -> dict[str, Any]:
    """Describe an annual report."""
    address = absolute(row.get_absolute_url())
    return {
        "@context": SCHEMA,
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": row.title,
        "temporalCoverage": str(row.period),
        "publisher": PARTNERSHIP,
    }


def organization(row: Organization | WorkingGroup, absolute: Absolute) -> dict[str, Any]:
    """Describe an institution or a working group."""
    address = absolute(row.get_absolute_url())
    acronym = getattr(row, "acronym", "")
    parent = row.parent
    return {
        "@context": SCHEMA,
        "@type": "Organization",
        "@id": address,
        "url": address,
        "name": row.name,
        **({"alternateName": acronym} if acronym else {}),
        **({"parentOrganization": {"@id": absolute(parent.get_absolute_url()), "name": parent.name}} if parent else {}),
    }


def dataset(address: str, package: str, day: str, absolute: Absolute, version: str = "") -> dict[str, Any]:
    """Describe the data package at ``package``, shown at ``address``, as of ``day``."""
    return {
        "@context": SCHEMA,
        "@type": "Dataset",
        "@id": absolute(address),
        "url": absolute(address),
        "name": TITLE,
        "description": DESCRIPTION.format(day=day),
        "license": LICENCE["path"],
        "inLanguage": ["en", "fr", "es"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "cmptracker"},
        **({"version": version} if version else {}),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": absolute(package)},
        ],
    }


def catalogue(releases: Iterable[Release], page_of: Callable[[Release], str], absolute: Absolute) -> dict[str, Any]:
    """Return the catalogue of the releases; ``page_of`` gives the address of the page of each."""
    return {
        "@context": DCAT,
        "@id": absolute("/data/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": {"@value": TITLE, "@language": "en"},
        "dct:license": {"@id": LICENCE["path"]},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "cmptracker"},
        "dcat:dataset": [_dataset(release, page_of(release), absolute) for release in releases],
    }


def _dataset(release: Release, page: str, absolute: Absolute) -> dict[str, Any]:
    return {
        "@id": absolute(page),
        "@type": "dcat:Dataset",
        "dct:title": {"@value": f"{TITLE}, {release.name}", "@language": "en"},
        "dct:identifier": release.name,
        "dcat:version": release.name,
        "dct:issued": {"@value": f"{release.frozen_at:%Y-%m-%d}", "@type": "xsd:date"},
        "dct:license": {"@id": LICENCE["path"]},
        "dcat:landingPage": {"@id": absolute(page)},
        **(
            {"dcat:prev": {"@id": absolute(page.replace(release.name, release.previous.name))}}
            if release.previous
            else {}
        ),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": file["name"],
                "dcat:downloadURL": {"@id": absolute(f"/releases/{release.name}/{file['name']}")},
                "dcat:byteSize": {"@value": str(file["bytes"]), "@type": "xsd:nonNegativeInteger"},
                "dct:format": "application/zip" if file["name"] == release.bundle else "application/json",
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": {"@value": file["sha256"], "@type": "xsd:hexBinary"},
                },
            }
            for file in release.files
            if file["name"] in (release.bundle, DESCRIPTOR)
        ],
    }
