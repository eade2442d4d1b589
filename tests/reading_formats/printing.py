"""Prints one report in four formats: a text capture, a web page, a Word document and a PDF.

A report is a list of parts. What the formats do to them is what real ones do: the text and the web page carry the words
as they are; the Word document has styles and numbered lists; the PDF wraps lines, breaks words with hyphens, repeats a
header of two lines and numbers its pages.
"""

import html
import io
from dataclasses import dataclass

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROMAN = ("I.", "II.", "III.", "IV.", "V.", "VI.", "VII.")
FONT, BOLD = "Vera", "VeraBd"
BODY, LEADING = 10, 13
LEFT, RIGHT, TOP, BOTTOM = 2.4 * cm, A4[0] - 2.4 * cm, A4[1] - 3.2 * cm, 2.6 * cm


@dataclass(frozen=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Lines:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Items:
    items: tuple[str, ...]
    markers: tuple[str, ...]  # as printed: "•" or "1."


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


def as_text(parts):
    """The capture of a web page: one paragraph a line."""
    printed = []
    for part in parts:
        match part:
            case Heading(text, _) | Text(text):
                printed.append(text)
            case Lines(lines):
                printed.append("\n".join(lines))
            case Items(items, markers):
                printed.append("\n".join(f"  {marker} {item}" for marker, item in zip(markers, items, strict=True)))
            case Table(rows):
                printed.append("\n".join("\t".join(row) for row in rows))
    return ("\n\n".join(printed) + "\n").encode("utf-8")


def as_html(parts, *, title, language="en"):
    """A web page with a menu before and a footer behind."""
    body = []
    for part in parts:
        match part:
            case Heading(text, level):
                body.append(f"<h{level}>{html.escape(text)}</h{level}>")
            case Text(text):
                body.append(f"<p>{html.escape(text)}</p>")
            case Lines(lines):
                body.append("<p>" + "<br>\n".join(map(html.escape, lines)) + "</p>")
            case Items(items, markers):
                body += _html_list(items, markers)
            case Table(rows):
                cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
                body.append("<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "\n</table>")
    page = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        f'<head><meta charset="utf-8"><title>{html.escape(title)}</title><style>p {{ margin: 1em 0 }} td {{ padding: 0.3em 1em }}</style></head>',
        "<body>",
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/reports">All reports</a></li></ul></nav>',
        "<main>",
        *body,
        "</main>",
        "<footer><p>About this site. Contact us.</p></footer>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(page) + "\n").encode("utf-8")


def _html_list(items, markers):
    words = [f"<li>{html.escape(item)}</li>" for item in items]
    if all(marker == f"{number}." for number, marker in enumerate(markers, start=1)):
        return ["<ol>", *words, "</ol>"]
    if all(marker in "•√-–" for marker in markers):
        return ["<ul>", *words, "</ul>"]
    return [
        "<ul>",
        *(f"<li>{marker} {html.escape(item)}</li>" for marker, item in zip(markers, items, strict=True)),
        "</ul>",
    ]


def as_docx(parts, *, title):
    """A Word document with heading styles, list styles and tables."""
    document = docx.Document()
    document.core_properties.title = title
    for section in document.sections:
        section.header.paragraphs[0].text = title
    for part in parts:
        match part:
            case Heading(text, level):
                document.add_heading(text, level)
            case Text(text):
                document.add_paragraph(text)
            case Lines(lines):
                paragraph = document.add_paragraph(lines[0])
                for line in lines[1:]:
                    paragraph.add_run().add_break()
                    paragraph.add_run(line)
            case Items(items, markers):
                is_plain = all(marker in "•√-–" for marker in markers)
                for item, marker in zip(items, markers, strict=True):
                    if is_plain:
                        document.add_paragraph(item, style="List Bullet")
                    else:
                        document.add_paragraph(f"{marker} {item}")
            case Table(rows):
                table = document.add_table(rows=len(rows), cols=len(rows[0]))
                for line, row in zip(table.rows, rows, strict=True):
                    for place, cell in zip(line.cells, row, strict=True):
                        place.text = cell
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(parts, *, header, title="", every=6):
    """A PDF; one long word in ``every`` that does not fit on its line is broken with a hyphen."""
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    _Press(canvas, header, every).print(parts)
    return stream.getvalue()


class _Press:
    def __init__(self, canvas, header, every):
        self.canvas, self.header, self.every = canvas, header, every
        self.page, self.misfits = 0, 0
        self._turn()

    def print(self, parts):
        for part in parts:
            match part:
                case Heading(text, level):
                    self._heading(text, level)
                case Text(text):
                    self._paragraph(text, LEFT)
                case Lines(lines):
                    self._room(len(lines))
                    for line in lines:
                        self._paragraph(line, LEFT, space=0)
                    self.y -= 0.7 * LEADING
                case Items(items, markers):
                    for item, marker in zip(items, markers, strict=True):
                        self._paragraph(item, LEFT + 1.2 * cm, marker=marker, space=0.3 * LEADING)
                    self.y -= 0.4 * LEADING
                case Table(rows):
                    self._table(rows)
        self.canvas.showPage()
        self.canvas.save()

    def _turn(self):
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.canvas.setFont(FONT, 8)
        for index, line in enumerate(self.header):
            self.canvas.drawString(LEFT, A4[1] - 1.5 * cm - 10 * index, line)
        self.canvas.drawCentredString(A4[0] / 2, 1.4 * cm, str(self.page))
        self.y = TOP

    def _room(self, lines):
        if self.y - lines * LEADING < BOTTOM:
            self._turn()

    def _heading(self, text, level):
        size = {1: 20, 2: 16, 3: 13}.get(level, 12)
        self._room(4)
        self.y -= 0.6 * size
        for line in self._wrapped(text, LEFT, BOLD, size, breaks=False):
            self.canvas.setFont(BOLD, size)
            self.canvas.drawString(LEFT, self.y, line)
            self.y -= 1.2 * size
        self.y -= 0.5 * LEADING

    def _paragraph(self, text, left, marker="", space=0.7 * LEADING):
        for index, line in enumerate(self._wrapped(text, left, FONT, BODY)):
            self._room(1)
            self.canvas.setFont(FONT, BODY)
            if marker and not index:
                self.canvas.drawRightString(left - 0.25 * cm, self.y, marker)
            self.canvas.drawString(left, self.y, line)
            self.y -= LEADING
        self.y -= space

    def _table(self, rows):
        width = (RIGHT - LEFT) / len(rows[0])
        for row in rows:
            cells = [self._wrapped(cell, LEFT, FONT, BODY, right=LEFT + width - 0.4 * cm, breaks=False) for cell in row]
            height = max(map(len, cells))
            self._room(height + 1)
            self.canvas.setFont(FONT, BODY)
            for column, lines in enumerate(cells):
                for index, line in enumerate(lines):
                    self.canvas.drawString(LEFT + column * width + 3, self.y - index * LEADING, line)
                self.canvas.rect(LEFT + column * width, self.y - (height - 0.7) * LEADING, width, height * LEADING)
            self.y -= height * LEADING
        self.y -= LEADING

    def _wrapped(self, text, left, font, size, right=RIGHT, breaks=True):
        lines, line = [], ""
        words = text.split(" ")
        while words:
            word = words.pop(0)
            longer = f"{line} {word}" if line else word
            if pdfmetrics.stringWidth(longer, font, size) <= right - left or not line:
                line = longer
                continue
            self.misfits += 1
            head = f"{line} {word[:4]}-"
            fits = pdfmetrics.stringWidth(head, font, size) <= right - left
            if (
                breaks
                and self.every
                and self.misfits % self.every == 0
                and fits
                and len(word) > 8
                and word[:6].isalpha()
            ):
                lines.append(head)
                words.insert(0, word[4:])
            else:
                lines.append(line)
                words.insert(0, word)
            line = ""
        return [*lines, line] if line else lines
