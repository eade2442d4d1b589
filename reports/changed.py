"""What was changed since a moment: for readers who keep a copy and ask from time to time what is new.

A row counts as changed when its own history, or that of a row that its answer shows or depends on, has a step since
then. It may count without looking different; it never looks different without counting, but for what the calendar
alone changes. Rows that a later correction left behind count too: their answer names the correction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet
from simple_history.utils import get_history_manager_for_model

from reports.choices import State


class Source(NamedTuple):
    """Rows whose change counts: of ``model``, where their ``column`` is the ``outer`` column of the listed row.

    ``state`` is where their publication is found, if not in a state of their own: what happens to drafts is no
    business of the public.
    """

    model: str
    column: str = "id"
    outer: str = "pk"
    recorded: str = "history_date"
    state: str = ""


DOCUMENT = (Source("reports.Document", outer="document"), Source("reports.Report", outer="document__report"))
REPORT = Source("reports.Report", outer="report")
SOURCES: dict[str, tuple[Source, ...]] = {
    "reports.Document": (REPORT,),
    "reports.Section": DOCUMENT,
    "reports.Passage": (*DOCUMENT, Source("reports.Section", outer="section")),
    "reports.Gap": (*DOCUMENT, Source("reports.Section", outer="section")),
    "reports.Report": (Source("reports.Document", "report"),),
    "reports.Meeting": (Source("reports.Report", "meeting"),),
    "reports.GroupReport": (REPORT,),
    "reports.GroupName": (REPORT, Source("reports.WorkingGroup", outer="group")),
    "reports.Appointment": (*DOCUMENT, REPORT),
    "reports.Person": (Source("reports.Appointment", "person", state="report__state"),),
    "reports.Organization": (Source("reports.OrganizationName", "organization"),),
    "reports.SourceConflict": (Source("reports.ConflictValue", "conflict"),),
}


def changed_since(rows: QuerySet, moment: datetime, further: Iterable[Source] = ()) -> QuerySet:
    """Return those of ``rows`` that were changed at ``moment`` or later; ``further`` sources count beside their own."""
    label = rows.model._meta.label
    own = (Source(label),) if _has_history(label) else ()
    sources = (*own, *SOURCES.get(label, ()), *further)
    return rows.filter(reduce(or_, (Exists(_steps(source, moment)) for source in sources)))


def _steps(source: Source, moment: datetime) -> QuerySet:
    model = apps.get_model(source.model)
    steps = get_history_manager_for_model(model) if source.recorded == "history_date" else model._base_manager
    # SQLite compares moments as texts, in which its own clock writes three digits of a second and we six.
    before = moment - timedelta(microseconds=1)
    found = steps.filter(**{source.column: OuterRef(source.outer), f"{source.recorded}__gt": before})
    has_state = any(field.name == "state" for field in model._meta.fields)
    state = source.state or ("state" if has_state else "")
    return found.exclude(**{state: State.DRAFT}) if state else found


def _has_history(label: str) -> bool:
    return hasattr(apps.get_model(label)._meta, "simple_history_manager_attribute")
