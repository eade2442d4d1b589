"""What a database and an upload folder hold, to be compared before and after."""

import hashlib
import sqlite3

from django.db import connection


def rows():
    """Every table of the database of the tests, with the number of its rows and a checksum over all of them."""
    with connection.cursor() as cursor:
        return _checksums(cursor, connection.introspection.table_names(cursor))


def rows_of_file(path):
    """The same of an SQLite file."""
    database = sqlite3.connect(path)
    try:
        cursor = database.cursor()
        tables = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return _checksums(cursor, [name for (name,) in tables])
    finally:
        database.close()


def _checksums(cursor, tables):
    found = {}
    for table in sorted(tables):
        cursor.execute(f'SELECT * FROM "{table}"')
        lines = sorted(map(repr, cursor.fetchall()))
        found[table] = len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return found


def files(folder):
    """Every file below ``folder`` with its checksum."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
