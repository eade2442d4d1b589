"""Lists as files: CSV, a spreadsheet, or one JSON object a line, with every row of the filtered list.

Rows are read and written in portions, so that a file of any length takes the same memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any, ClassVar

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from reports.api.columns import Column, as_csv, as_json, cell, columns

PORTION = 100
LONGEST_CELL = 32_767
MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)  # the same rows always give the same file
FORMATS = ("csv", "xlsx", "json", "ndjson")

Portions = Iterator[Sequence[Any]]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector rest while a portion is made: it would look through all rows of it, again and again."""
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


class FileRenderer(JSONRenderer):
    """A kind of file. What is no list (a problem) is still answered as JSON."""

    charset: str | None = None

    def respond(self, name: str, view: Any) -> Any:
        """Return the answer: all rows of the list ``view``."""
        portions, table = view.portions(), columns(view.get_serializer())
        language = translation.get_language()

        def written() -> Iterator[bytes]:
            lines = self.write(view, portions, table)
            while True:
                with translation.override(language), uncollected():
                    part = next(lines, None)
                if part is None:
                    return
                yield part

        return self._attached(StreamingHttpResponse(written(), content_type=self._content_type), name)

    def write(self, view: Any, portions: Portions, table: list[Column]) -> Iterator[bytes]:
        """Yield the file, portion by portion."""
        raise NotImplementedError

    @property
    def _content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"

    def _attached(self, response: Any, name: str) -> Any:
        response["Content-Disposition"] = f'attachment; filename="{name}.{self.format}"'
        return response


class NdjsonRenderer(FileRenderer):
    """One JSON object a line, each as in the list itself."""

    media_type = "application/x-ndjson"
    format = "ndjson"

    def write(self, view: Any, portions: Portions, table: list[Column]) -> Iterator[bytes]:
        """Yield the lines."""
        for portion in portions:
            yield b"".join(as_json(one) + b"\n" for one in view.objects(portion))


class CsvRenderer(FileRenderer):
    """Comma-separated values (RFC 4180) in UTF-8 without a byte order mark, keys in the first line."""

    media_type = "text/csv"
    format = "csv"

    def write(self, view: Any, portions: Portions, table: list[Column]) -> Iterator[bytes]:
        """Yield the first line, then the rows."""
        yield as_csv([[column.key] for column in table])
        for portion in portions:
            yield as_csv(view.spread(portion, table))


class XlsxRenderer(FileRenderer):
    """A spreadsheet: the rows, then what the columns and the words in them mean, in the language asked for."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    options: ClassVar[dict[str, Any]] = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }

    def respond(self, name: str, view: Any) -> Any:
        """Return the spreadsheet, which is finished on disk before it is sent."""
        portions, table = view.portions(), columns(view.get_serializer())
        file = TemporaryFile()  # noqa: SIM115 (the answer closes it)
        book = xlsxwriter.Workbook(file, self.options)
        book.set_properties({"created": MADE_ON})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(table):
            sheet.set_column(place, place, max(12, len(column.key) + 2))  # keys are read on one line
        _fill(sheet, 0, [column.key for column in table], heading)
        rows = chain.from_iterable(zip(*view.spread(portion, table), strict=True) for portion in portions)
        for line, row in enumerate(rows, start=1):
            _fill(sheet, line, list(map(cell, row)))
        meanings = book.add_worksheet(_("Columns"))
        meanings.set_column(0, 1, 30)
        meanings.set_column(1, 1, 80)
        _fill(meanings, 0, [_("Key"), _("Meaning")], heading)
        for line, column in enumerate(table, start=1):
            _fill(meanings, line, [column.key, column.meaning], wrapped)
        words = book.add_worksheet(_("Words"))
        words.set_column(0, 2, 30)
        _fill(words, 0, [_("Key"), _("Word"), _("Meaning")], heading)
        named = ((column.key, word, label) for column in table for word, label in column.words)
        for line, one in enumerate(named, start=1):
            _fill(words, line, one, wrapped)
        book.close()
        file.seek(0)
        response = FileResponse(file, content_type=self.media_type)
        return self._attached(response, name)


def _fill(sheet: Any, line: int, cells: Sequence[Any], look: Any = None) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(
                line, place, value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 1] + "…", look
            )
        elif value is not None:
            sheet.write_number(line, place, value, look)


class ListNegotiation(DefaultContentNegotiation):
    """Lets ``format`` in the address choose the kind of file, so that the address alone says what is answered."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the renderer and its media type. Raises ValidationError for a format that is unknown."""
        asked = request.query_params.get("format")
        renderers = list(renderers)
        if not asked or len(renderers) == 1:
            return super().select_renderer(request, renderers[:1], format_suffix)
        for renderer in renderers:
            if renderer.format == asked:
                return renderer, renderer.media_type or ""
        known = ", ".join(FORMATS)
        message = _("%(value)s is no format; there are %(known)s.") % {"value": asked, "known": known}
        raise ValidationError({"format": [ErrorDetail(message, "invalid_choice")]})


def portions(rows: Any, size: int = PORTION) -> Iterator[list[Any]]:
    """Yield the rows of a queryset in lists of up to ``size``, each with what is prefetched for it.

    A row is empty once the next list is asked for: rows and what was fetched for them name one another, and would
    otherwise stay in memory until the garbage is collected.
    """
    found = rows.iterator(chunk_size=size)
    while portion := list(islice(found, size)):
        yield portion
        for row in portion:
            vars(row).clear()


def attach(request: Request, name: str, view: Any) -> HttpResponseBase | None:
    """Return all rows of the list ``view`` as the file that ``request`` asks for; None where it asks for none."""
    renderer = request.accepted_renderer
    return renderer.respond(name, view) if isinstance(renderer, FileRenderer) else None
