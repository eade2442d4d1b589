"""A file on its way into the library: read at once and apart, kept until somebody confirms it, planned as corrected.

Nothing here writes the library; that is :mod:`reports.importing`.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from reports import fitness
from reports.importing import Corrections, Plan, SectionCorrection, Undecided, plan
from reports.models import PendingUpload
from reports.reading.apart import from_json, read_apart, to_json
from reports.reading.reading import Reading

NAME_LENGTH = 200
MEDIA_TYPE_LENGTH = 100


def new_upload(
    data: bytes,
    *,
    file_name: str,
    media_type: str = "",
    year: int | None = None,
    language: str | None = None,
    by: User,
) -> PendingUpload:
    """Read ``data`` and return the upload, which is not stored yet.

    Raises reports.reading.reading.Unreadable, with one sentence, where there is no text to read.
    """
    upload = PendingUpload(
        file_name=_short(file_name),
        media_type=media_type[:MEDIA_TYPE_LENGTH],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        data=data,
        uploaded_by=by,
        uploaded_by_name=by.get_username(),
    )
    keep_corrections(upload, Corrections(year=year, language=language))
    read_again(upload)
    return upload


def read_again(upload: PendingUpload) -> Reading:
    """Read the file by the rules of the corrected language, and keep what was read in ``upload``, without storing it.

    Raises reports.reading.reading.Unreadable.
    """
    reading = read_apart(
        bytes(upload.data), upload.file_name, upload.media_type, upload.corrections.get("language") or None
    )
    upload.read_as_json = zlib.compress(json.dumps(to_json(reading)).encode())
    return reading


def corrected(upload: PendingUpload, corrections: Corrections) -> PendingUpload:
    """Return a copy of ``upload`` with ``corrections``, read again where the language is another; neither is stored.

    Raises reports.reading.reading.Unreadable.
    """
    new, reading = copy(upload), reading_of(upload)
    keep_corrections(new, corrections)
    if corrections.language != (upload.corrections.get("language") or None):
        found = read_again(new)
        keep_corrections(new, replace(corrections, sections=_carried_over(corrections.sections, reading, found)))
    return new


def unfit(planned: Plan) -> list[str]:
    """Return the refusals that no correction of sections can remove: then the file is not kept."""
    if planned.document is not None:
        return list(planned.refusals)
    return list(fitness.unfit(planned.reading, planned.year, planned.language))


def reading_of(upload: PendingUpload) -> Reading:
    """Return what was read of ``upload``; read again if it was kept in a form of the past. Raises Unreadable."""
    try:
        return from_json(json.loads(zlib.decompress(bytes(upload.read_as_json))))
    except (zlib.error, ValueError, KeyError, TypeError):
        return read_again(upload)


def plan_of(upload: PendingUpload, *, undecided: Undecided) -> Plan:
    """Return the plan of importing ``upload`` as it was corrected. Writes nothing. Raises Unreadable."""
    return plan(
        reading_of(upload),
        data=bytes(upload.data),
        file_name=upload.file_name,
        media_type=upload.media_type,
        corrections=corrections_of(upload),
        undecided=undecided,
    )


def corrections_of(upload: PendingUpload) -> Corrections:
    """Return what the readers of the preview corrected so far."""
    kept = upload.corrections
    return Corrections(
        sections={
            int(index): SectionCorrection(role=values.get("role"), group=values.get("group"))
            for index, values in kept.get("sections", {}).items()
        },
        year=kept.get("year"),
        language=kept.get("language"),
    )


def keep_corrections(upload: PendingUpload, corrections: Corrections) -> None:
    """Put ``corrections`` in ``upload``, without storing it."""
    upload.corrections = {
        "year": corrections.year,
        "language": corrections.language,
        "sections": {
            str(index): {"role": section.role, "group": section.group}
            for index, section in sorted(corrections.sections.items())
        },
    }


def state_of(upload: PendingUpload, planned: Plan) -> str:
    """Return a mark of what a preview shows: it moves when others correct the upload or change what is held."""
    shown: list[Any] = [
        upload.corrections,
        planned.outcome,
        planned.year,
        planned.language,
        planned.document and planned.document.pk,
        [(section.role, section.group and section.group.code) for section in planned.sections],
        [len(rows) for rows in (planned.verified, planned.missing, planned.new, planned.changed, planned.undecided)],
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def delete_expired(at: datetime) -> int:
    """Delete the uploads that have waited for too long at the moment ``at``, and return their number."""
    number, _by_model = PendingUpload.objects.expired(at).delete()
    return number


def _carried_over(
    corrections: Mapping[int, SectionCorrection], old: Reading, new: Reading
) -> dict[int, SectionCorrection]:
    """Return the corrections of sections of ``old`` for those sections of ``new`` that begin with the same heading."""
    places = {(section.start, section.heading): index for index, section in enumerate(new.sections)}
    found = {
        places.get((old.sections[index].start, old.sections[index].heading)): correction
        for index, correction in corrections.items()
        if index < len(old.sections)
    }
    return {index: correction for index, correction in found.items() if index is not None}


def _short(name: str) -> str:
    """The file name without what no list can show, its ending kept."""
    name = "".join(character for character in name if character.isprintable()).strip() or "report"
    stem, dot, ending = name.rpartition(".")
    if len(name) <= NAME_LENGTH:
        return name
    if not dot or len(ending) > 10:
        return name[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"
