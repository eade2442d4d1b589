"""Watches what is written: whoever changes a table of the public record gives the record a new version first."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from reports.models import DataVersion, PendingUpload

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+["`]?(\w+)', re.IGNORECASE)


def public_tables():
    """Return the tables of the library and the ledger, those that tie two of them included, histories not."""
    models = [
        model
        for app in ("reports", "commitments")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model.__name__.startswith("Historical") and model not in (DataVersion, PendingUpload)
    ]
    return {model._meta.db_table for model in models}


class Watch:
    """The tables that were written, and those of the public record that were written before a new version."""

    def __init__(self):
        self.public, self.written, self.early, self.is_bumped = public_tables(), set(), set(), False

    def __call__(self, execute, sql, params, many, context):
        """Note what ``sql`` writes."""
        found = WRITE.match(sql)
        if found and found[1] == DataVersion._meta.db_table:
            self.is_bumped = True
        elif found and found[1] in self.public:
            self.written.add(found[1])
            if not self.is_bumped:
                self.early.add(found[1])
        return execute(sql, params, many, context)


@contextmanager
def watched():
    """Fail where something public is written without a new version of the record."""
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch
    assert not watch.early, (
        f"{sorted(watch.early)}: written without a new version of the record (reports/versioning.py)"
    )


class WatchedRequests:
    """Middleware that watches every request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer, and fail where a door forgets."""
        with watched():
            return self.get_response(request)
