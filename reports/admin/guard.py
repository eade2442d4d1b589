"""Nobody's work is overwritten unseen.

Each change form carries a signed token of the state that its editor was shown: the newest history row
of the record and of each kind of part. If that has moved on when the form comes back, nothing is
written; the form is shown again with what was typed, and a list of who changed what in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.db.models import Count, Max, Model

from reports.admin.changes import Change, FieldChange, Part, differences, has_history, history_rows, told

SALT = "reports.admin.guard"
TOKEN = "edit_token"  # noqa: S105  (the name of a form field)
Marks = dict[str, Any]


@dataclass
class Conflict:
    """What others saved since an editor's form was shown."""

    savers: list[Change] = field(default_factory=list)
    fields: list[FieldChange] = field(default_factory=list)
    parts: list[Change] = field(default_factory=list)
    is_token_missing: bool = False

    def of_part(self, model: type[Model], pk: Any) -> list[FieldChange]:
        """Return the changed fields of one row of a part, earliest value to latest."""
        merged: dict[str, FieldChange] = {}
        for change in self.parts:
            if change.model is model and change.pk == pk and change.kind == "~":
                for step in change.fields:
                    first = merged.get(step.name, step)
                    merged[step.name] = FieldChange(
                        step.name, step.label, first.old, step.new, first.before, step.after
                    )
        return list(merged.values())

    def deleted(self, model: type[Model]) -> dict[str, dict[str, Any]]:
        """Return the last values of the deleted rows of a part, by primary key as text."""
        return {
            str(change.pk): {step.name: step.old for step in change.fields}
            for change in self.parts
            if change.model is model and change.is_deletion
        }


def token(record: Model, parts: Sequence[Part]) -> str:
    """Return the signed token of the present state of ``record`` and its ``parts``."""
    return signing.dumps(_marks(record, parts), salt=SALT)


def conflict(record: Model, parts: Sequence[Part], shown: str | None) -> Conflict | None:
    """Return what was saved since the token ``shown`` was made; None if nothing was.

    A form without a token, or with one of another record, is a conflict too: nobody knows what its
    editor saw.
    """
    try:
        before: Marks = signing.loads(shown or "", salt=SALT)
    except signing.BadSignature:
        return Conflict(is_token_missing=True)
    now = _marks(record, parts)
    if before == now:
        return None
    if before.get("record") != now["record"]:
        return Conflict(is_token_missing=True)
    return _told(record, parts, before)


def _marks(record: Model, parts: Sequence[Part]) -> Marks:
    marks: Marks = {"record": f"{record._meta.label_lower} {record.pk}"}
    for name, model, where in _sources(record, parts):
        marks[name] = _newest(model, where) if has_history(model) else _digest(model, where)
    return marks


def _sources(record: Model, parts: Sequence[Part]) -> list[tuple[str, type[Model], dict[str, Any]]]:
    own = ("own", type(record), {"id": record.pk})
    return [own, *((part.model._meta.label_lower, part.model, {part.key: record.pk}) for part in parts)]


def _newest(model: type[Model], where: dict[str, Any]) -> list[int]:
    found = history_rows(model, **where).order_by().aggregate(newest=Max("history_id"), rows=Count("history_id"))
    return [found["newest"] or 0, found["rows"]]


def _digest(model: type[Model], where: dict[str, Any]) -> str:
    rows = list(model._base_manager.filter(**where).order_by("pk").values_list())
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _told(record: Model, parts: Sequence[Part], before: Marks) -> Conflict:
    found = Conflict()
    keys = {part.key for part in parts}
    for name, model, where in _sources(record, parts):
        if not has_history(model):
            continue
        newest = before.get(name, [0, 0])[0]
        rows = list(history_rows(model, **where).filter(history_id__gt=newest))
        if name != "own":
            found.parts += [told(row, keys) for row in rows]
        elif rows:
            found.savers = [told(row) for row in rows]
            seen = history_rows(model, **where).filter(history_id__lte=newest).last()
            found.fields = list(differences(model, seen, rows[-1]))
    return found
