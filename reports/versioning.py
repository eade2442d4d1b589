"""The version of the public record: every answer to the public is keyed by it, so none can be stale.

Every place that writes something public does so inside :func:`public_change`, or calls :func:`bump` in its
transaction. The version row is locked first, before any row of the record: writers take turns, and no two of them
wait for one another.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models.functions import Now

from reports.models import DataVersion


class Version(NamedTuple):
    """A state of the public record: its token, and when it began."""

    token: str
    changed_at: datetime


def current() -> Version | None:
    """Return the version of what is committed, in one query; None where no row names it."""
    row = DataVersion.objects.filter(pk=DataVersion.ONLY).values_list("token", "changed_at").first()
    return Version(row[0].hex, row[1]) if row else None


def hold() -> None:
    """Wait for the other writers, and keep them waiting until this transaction ends. Call it before any other lock."""
    DataVersion.objects.select_for_update().filter(pk=DataVersion.ONLY).first()


def bump() -> None:
    """Give the record a new version, which holds once this transaction is committed."""
    hold()
    DataVersion.objects.bulk_create(
        [DataVersion(token=uuid.uuid4(), changed_at=Now())],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["token", "changed_at"],
    )


@contextmanager
def public_change() -> Iterator[None]:
    """One transaction that changes something public: the change and its new version, or neither."""
    with transaction.atomic():
        bump()
        yield
