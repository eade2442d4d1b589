"""Replaying every job on a restored copy of the record changes nothing: no row, no status."""

from datetime import date

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from commitments.models import Commitment
from commitments.status import ANNOTATIONS
from tests.importing import snapshot

DAYS = (date(2019, 12, 1), date(2021, 12, 1), date(2026, 11, 25))


def _restore():
    """Take every row of the library and the ledger out, and put it in again, as a restored dump does."""
    tables = {}
    with connection.cursor() as cursor:
        for app in ("reports", "commitments"):
            for model in apps.get_app_config(app).get_models(include_auto_created=True):
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                tables[model._meta.db_table] = [column[0] for column in cursor.description], cursor.fetchall()
        for table in tables:
            cursor.execute(f'DELETE FROM "{table}"')
        for table, (columns, values) in tables.items():
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            if values:
                cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)


def _statuses():
    rows = Commitment.objects.order_by("reference")
    return [list(rows.with_status(day).values_list("reference", *ANNOTATIONS)) for day in DAYS]


@pytest.mark.printed
def test_replaying_every_job_on_a_restored_copy_changes_nothing(record, printed_dir, settings, tmp_path, capsys):
    settings.MEDIA_ROOT = tmp_path / "media"
    text = str(printed_dir / "2021.txt")
    call_command("import_report", text)
    before = snapshot.rows(), snapshot.files(settings.MEDIA_ROOT), _statuses()
    _restore()
    jobs = (
        ("seed",),
        ("import_report", text),
        ("publish_report", "2021"),
        ("read_report", text),
        ("detect", text),
        ("suggest_follow_ups", "--from", "2019", "--to", "2021", "--json"),
        ("verify_citations", str(printed_dir)),
        ("audit_record",),
        ("delete_expired_uploads",),
    )
    for job in jobs:
        call_command(*job)
    with pytest.raises(CommandError):
        call_command("suggest_follow_ups", "--from", "2021", "--to", "2019")
    assert (snapshot.rows(), snapshot.files(settings.MEDIA_ROOT), _statuses()) == before
