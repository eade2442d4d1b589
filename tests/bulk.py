"""Rows written straight into their tables, as fast as each database takes them. Only tests of size and speed do this.

The ledger's guards refuse bulk writing; here the table itself is written to.
"""

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max
from modeltranslation.translator import NotRegistered, translator

LANGUAGES = {"en": "", "fr": " (fr)", "es": " (es)"}


class Rows:
    """Rows of ``model`` that wait to be written, each with values of the columns ``names``; all others keep their default.

    A text that is translated is given once, and written in three languages.
    """

    def __init__(self, model, *names):
        self.model = model
        texts = _translated(model)
        self.spread = [name in texts for name in names]
        self.names = ["id"]
        for name, is_text in zip(names, self.spread, strict=True):
            self.names += [name, *(f"{name}_{code}" for code in LANGUAGES)] if is_text else [name]
        self.rest = [
            (field.column, _default(field)) for field in model._meta.concrete_fields if field.column not in self.names
        ]
        self.constant = [value for _column, value in self.rest]
        self.next = (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
        self.waiting = []

    def add(self, *values):
        """Keep one row to be written; return its primary key."""
        row = [self.next]
        for value, is_text in zip(values, self.spread, strict=True):
            if is_text:
                row += [value, *(f"{value}{ending}" if value else "" for ending in LANGUAGES.values())]
            else:
                row.append(value)
        self.waiting.append(row + self.constant)
        self.next += 1
        return row[0]

    def write(self):
        """Write the rows that wait."""
        columns = [*self.names, *(column for column, _value in self.rest)]
        table = connection.ops.quote_name(self.model._meta.db_table)
        named = ", ".join(map(connection.ops.quote_name, columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                    for row in self.waiting:
                        copy.write_row(row)
                for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]):
                    cursor.execute(statement)
            else:
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({places})", self.waiting)
        self.waiting = []


def _default(field):
    value = field.get_db_prep_save(field.get_default(), connection)
    return "" if value is None and not field.null else value


def _translated(model):
    try:
        return set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return set()
