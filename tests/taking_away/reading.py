"""What readers of files do with an answer."""

import csv
import io

import openpyxl


def body(response):
    """Return the whole answer, sent in portions or not."""
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_rows(content):
    """Return the lines of a CSV file as dictionaries."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def sheets(content):
    """Return the sheets of a spreadsheet, cells as text."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    found = {
        sheet.title: [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }
    book.close()
    return found
