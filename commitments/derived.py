"""An expression over named inputs, each of which the database evaluates once.

Django writes an annotation out again wherever another one names it. Axes that rest on one another
would grow to hundreds of copies of the same subqueries; here they stand in an inner SELECT, and the
result refers to them by name::

    (SELECT result FROM (SELECT inputs.*, … AS "completion" FROM (SELECT … AS "declared" LIMIT 1) AS inputs LIMIT 1) AS inputs)

The innermost SELECT holds the facts, each written once however many steps name it; the steps stand around it.
"""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Case, Expression, Field, Q, Value, When
from django.db.models.lookups import Exact, GreaterThanOrEqual, In, IsNull, LessThan, LessThanOrEqual, Lookup
from django.db.models.sql.compiler import SQLCompiler

_LOOKUPS: dict[str, type[Lookup]] = {
    "exact": Exact,
    "in": In,
    "isnull": IsNull,
    "lt": LessThan,
    "lte": LessThanOrEqual,
    "gte": GreaterThanOrEqual,
}


class Column(Expression):
    """One input of a :class:`Derived` expression, by name."""

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the quoted name of the column."""
        quote = connection.ops.quote_name
        return f"{quote('inputs')}.{quote(self.name)}", ()


class Derived(Expression):
    """``result``, an expression over :class:`Column` objects, with the inputs that they name."""

    def __init__(self, result: Any, **inputs: Any) -> None:
        super().__init__(output_field=result.output_field)
        self.names = list(inputs)
        self.set_source_expressions([result, *inputs.values()])

    def get_source_expressions(self) -> list[Any]:
        """Return the result and the inputs."""
        return [self.result, *self.inputs]

    def set_source_expressions(self, exprs: Any) -> None:
        """Take the result and the inputs."""
        self.result, *self.inputs = exprs

    def copy(self) -> Self:
        """Return a copy whose inputs can be replaced."""
        clone = super().copy()
        clone.inputs = self.inputs[:]
        return clone

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write the facts into an inner SELECT, then each step on top; a LIMIT keeps planners from writing them out again."""
        quote = connection.ops.quote_name
        facts: dict[str, Any] = {}
        steps: dict[str, Any] = {}
        self._arrange(facts, steps)
        values: list[str] = []
        all_params: list[Any] = []
        for name, expression in facts.items():
            sql, params = compiler.compile(expression)
            values.append(f"{sql} AS {quote(name)}")
            all_params += params
        inner = f"SELECT {', '.join(values)} LIMIT 1"
        for name, expression in steps.items():
            sql, params = compiler.compile(expression)
            inner = f"SELECT {quote('inputs')}.*, {sql} AS {quote(name)} FROM ({inner}) AS {quote('inputs')} LIMIT 1"  # noqa: S608
            all_params = [*params, *all_params]
        result, params = compiler.compile(self.result)
        return f"(SELECT {result} FROM ({inner}) AS {quote('inputs')})", (*params, *all_params)  # noqa: S608 (names are quoted, values are parameters)

    def _arrange(self, facts: dict[str, Any], steps: dict[str, Any]) -> None:
        """Sort what this rests on into facts, which rest on nothing here, and steps, each behind those it rests on."""
        for name, expression in zip(self.names, self.inputs, strict=True):
            if not isinstance(expression, Derived):
                facts.setdefault(name, expression)
            elif name not in steps:
                expression._arrange(facts, steps)
                steps[name] = expression.result


Columns = dict[str, Column]


def case(columns: Columns, output_field: Field, *rules: tuple[Q, Any], default: Any = None) -> Case:
    """Return the value of the first rule whose condition holds; the conditions name ``columns`` (``name__lookup``)."""
    whens = (When(_condition(condition, columns), then=_value(value)) for condition, value in rules)
    return Case(*whens, default=_value(default), output_field=output_field)


def _value(value: Any) -> Any:
    return value if hasattr(value, "resolve_expression") else Value(value)


def _condition(condition: Q, columns: Columns) -> Q:
    children: list[Any] = []
    for child in condition.children:
        if isinstance(child, Q):
            children.append(_condition(child, columns))
        else:
            path, value = child
            name, _, lookup = path.partition("__")
            children.append(_LOOKUPS[lookup or "exact"](columns[name], value))
    return Q(*children, _connector=condition.connector, _negated=condition.negated)
