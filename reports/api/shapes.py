"""How values of answers are made of the columns of plain rows, without model objects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from modeltranslation.utils import resolution_order
from rest_framework.request import Request

from reports.choices import Language

SAMPLE = "0000"
Make = Callable[..., Any]


@dataclass(frozen=True)
class Answer:
    """What all objects of one answer have in common."""

    request: Request
    language: str

    def address(self, sample: str) -> Callable[[str], str]:
        """Return what makes full addresses out of names: like ``sample``, which is that of a row named ``SAMPLE``."""
        before, _name, after = self.request.build_absolute_uri(sample).rpartition(SAMPLE)
        return lambda name: f"{before}{name}{after}"


@dataclass(frozen=True)
class Shape:
    """How a value is made of ``columns`` (paths from the row, or names of related rows) by what ``bind`` returns.

    Without ``bind`` the one column is the value.
    """

    columns: tuple[str, ...]
    bind: Callable[[Answer], Make] | None = None

    def made_in(self, answer: Answer) -> Make:
        """Return the function of the columns that makes the value in ``answer``."""
        return self.bind(answer) if self.bind else lambda value: value


def made(make: Make, *columns: str) -> Shape:
    """Return the shape of what ``make`` makes of ``columns``, in every answer."""
    return Shape(columns, lambda _answer: make)


def _side_by_side(parts: Sequence[Shape]) -> tuple[tuple[str, ...], list[slice]]:
    """Return the columns of all ``parts``, and which of them each has."""
    ends = list(accumulate(len(part.columns) for part in parts))
    spans = [slice(end - len(part.columns), end) for part, end in zip(parts, ends, strict=True)]
    return tuple(column for part in parts for column in part.columns), spans


def gathered(make: Make, *parts: Shape) -> Shape:
    """Return the shape of what ``make`` makes of the values of ``parts``."""
    columns, spans = _side_by_side(parts)

    def bind(answer: Answer) -> Make:
        makes = [(part.made_in(answer), span) for part, span in zip(parts, spans, strict=True)]
        return lambda *values: make(*[one(*values[span]) for one, span in makes])

    return Shape(columns, bind)


def first_of(*parts: Shape) -> Shape:
    """Return the shape of the value of the first of ``parts`` that is not null; null where all are."""
    columns, spans = _side_by_side(parts)

    def bind(answer: Answer) -> Make:
        makes = [(part.made_in(answer), span) for part, span in zip(parts, spans, strict=True)]

        def first(*values: Any) -> Any:
            for make, span in makes:
                if (value := make(*values[span])) is not None:
                    return value
            return None

        return first

    return Shape(columns, bind)


def unless_empty(shape: Shape) -> Shape:
    """Return the shape of the same value, null where all that it is made of is null or empty."""

    def bind(answer: Answer) -> Make:
        make = shape.made_in(answer)
        return lambda *values: make(*values) if any(values) else None

    return Shape(shape.columns, bind)


def in_language(path: str, nothing: str | None = "") -> Shape:
    """Return the shape of the translated text at ``path``: in the language asked for, or the next that has one."""

    def bind(answer: Answer) -> Make:
        first, second, third = (Language.values.index(code) for code in resolution_order(answer.language))
        return lambda *texts: texts[first] or texts[second] or texts[third] or nothing

    return Shape(tuple(f"{path}_{code}" for code in Language.values), bind)


def day(value: date | None) -> str | None:
    """Return a day as it stands in an answer."""
    return None if value is None else value.isoformat()
