"""Queries that are put into SQL once, and asked again and again with other values.

Django takes longer to write the SQL of a long query than the database to answer it for a page of rows. Where only
values change (the rows asked for, the day), the query is written with parameters in their place and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import orjson
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, F, Field, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = tuple[Any, ...]


class Parameter(Expression):
    """A value that is given each time the query is asked, by ``name``; a day may be given ``later``."""

    def __init__(self, name: str, output_field: Field, later: timedelta = timedelta()) -> None:
        super().__init__(output_field=output_field)
        self.name = name
        self.later = later

    def __add__(self, other: Any) -> Any:
        """Return the day that lies ``other`` behind this one."""
        return Parameter(self.name, self.output_field, self.later + other)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Stand in the place of the value."""
        return "%s", (self,)

    def given(self, values: dict[str, Any], connection: Any) -> Any:
        """Return the value as the database takes it."""
        value = values[self.name]
        return self.output_field.get_db_prep_value(value + self.later if self.later else value, connection)


class Keys(Parameter):
    """Primary keys that are given each time the query is asked."""

    def __init__(self) -> None:
        super().__init__("keys", Field())

    def given(self, values: dict[str, Any], connection: Any) -> Any:
        """Return the keys as one value, however many they are."""
        keys = list(values[self.name])
        return keys if connection.vendor == "postgresql" else orjson.dumps(keys).decode()


class Among(Lookup):
    """Whether the key at a path is one of the :class:`Keys`."""

    lookup_name = "among"

    def __init__(self, path: str) -> None:
        super().__init__(F(path), Keys())

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write it for SQLite, which takes the keys as JSON."""
        path, _params = self.process_lhs(compiler, connection)
        return f"{path} IN (SELECT value FROM json_each(%s))", (self.rhs,)  # noqa: S608 (names are quoted, keys are a parameter)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write it for PostgreSQL, which takes the keys as an array."""
        path, _params = self.process_lhs(compiler, connection)
        return f"{path} = ANY(%s)", (self.rhs,)


class Prepared:
    """The query of ``rows`` (plain values, some of them :class:`Parameter`), in SQL."""

    def __init__(self, rows: QuerySet) -> None:
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = compiler.as_sql()
        read = [expression for expression, _sql, _alias in (compiler.select or ())[: compiler.col_count]]
        self.converters = compiler.get_converters(read)
        self.width = len(read)

    def ask(self, values: dict[str, Any]) -> list[Row]:
        """Return the rows as the driver gives them, for ``values`` of the parameters by name."""
        connection = connections[DEFAULT_DB_ALIAS]
        params = [one.given(values, connection) if isinstance(one, Parameter) else one for one in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return list(cursor.fetchall())

    def columns(self, rows: Sequence[Row]) -> list[Sequence[Any]]:
        """Return ``rows`` column by column, their values as Django reads them."""
        connection = connections[DEFAULT_DB_ALIAS]
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * self.width
        for place, (converters, expression) in self.converters.items():
            for converter in converters:
                columns[place] = [converter(value, expression, connection) for value in columns[place]]
        return columns
