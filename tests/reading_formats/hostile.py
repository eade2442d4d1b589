"""Files that a reader must survive: each with its name, and whether it is refused or read, and with which words."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

import pypdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reports.reading.doubts import FORMULA, LONG_PARAGRAPH, NO_CHAPTERS, OTHER_PARTNERSHIP
from reports.reading.formats import WRONG_NAME
from reports.reading.formats.decoding import BAD_BYTES, CHARSET_LIES, CONTROLS, NO_BOM, NOT_UTF8
from reports.reading.formats.html import NO_END
from reports.reading.formats.pdf import PICTURE_PAGES
from reports.reading.identity import UNKNOWN_LANGUAGE
from tests.reading_formats.make_sample import files

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "The group of Canada and Mexico will mend the nets of the northern harbours. "
GERMAN = (
    "Jahresbericht der Partnerschaft\n\nDie Arbeitsgruppe traf sich im November und besprach die Lage der Häfen. "
    "Beide Seiten wollen im nächsten Jahr gemeinsame Messungen durchführen und die Ergebnisse veröffentlichen. "
    "Danach soll ein Ausschuss prüfen, ob sich die Zusammenarbeit auf weitere Küsten ausdehnen lässt.\n"
)
OTHER = (
    "Norway-Chile Partnership 2020 Annual Report\n\nLooking ahead\n\n"
    "The two countries will compare the nets of their fishers by June 2021. They hope for good catches.\n"
)


@dataclass(frozen=True)
class Hostile:
    name: str
    data: bytes
    refused: str = ""  # the code of the reason
    warning: str = ""


def hostile_files():
    """The whole set."""
    sample = files()
    text, page, pdf, word = (sample[f"sample-report.{kind}"] for kind in ("txt", "html", "pdf", "docx"))
    plain = text.decode("utf-8")
    return [
        Hostile("empty.txt", b"", "empty"),
        Hostile("empty.pdf", b"", "empty"),
        Hostile("blank.txt", " \n\t\u00a0\n".encode() * 50, "blank"),
        Hostile("binary.txt", _noise(20_000), "binary"),
        Hostile("picture.txt", _picture("PNG"), "picture"),
        Hostile("old-word.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "old_word"),
        Hostile(
            "protected.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected"
        ),
        Hostile("utf-16-without-mark.txt", plain.encode("utf-16-le"), warning=NO_BOM),
        Hostile("utf-16-without-mark-be.txt", plain.encode("utf-16-be"), warning=NO_BOM),
        Hostile("latin-1.txt", _latin(plain), warning=NOT_UTF8),
        Hostile("invalid-utf-8.txt", text.replace(b"Odile", b"Odil\xff\xfe", 1), warning=BAD_BYTES),
        Hostile("charset-lies.html", page.replace(b'charset="utf-8"', b'charset="iso-8859-1"'), warning=CHARSET_LIES),
        Hostile("charset-lies-too.html", _latin(page.decode()), warning=CHARSET_LIES),
        Hostile("truncated.pdf", pdf[: len(pdf) // 2], "pdf_damaged"),
        Hostile("damaged.pdf", pdf[:300] + _noise(3000) + b"%%EOF", "pdf_damaged"),
        Hostile("encrypted.pdf", _encrypted(pdf), "protected"),
        Hostile("image-only.pdf", _scanned(), "pdf_scanned"),
        Hostile("partly-scanned.pdf", _partly_scanned(pdf), warning=PICTURE_PAGES),
        Hostile("zero-page.pdf", _zero_page(), "pdf_no_pages"),
        Hostile("no-zip.docx", b"PK\x03\x04" + _noise(4000), "docx_damaged"),
        Hostile("text-named.docx", text, warning=WRONG_NAME),
        Hostile("truncated.docx", word[: len(word) // 2], "docx_damaged"),
        Hostile(
            "no-document-part.docx",
            _zip({"[Content_Types].xml": CONTENT_TYPES, "word/styles.xml": "<s/>"}),
            "docx_no_document",
        ),
        Hostile("archive.docx", _zip({"readme.txt": "nothing"}), "archive"),
        Hostile("bomb.docx", _bomb(word), "docx_bomb"),
        Hostile("nested-bomb.docx", _document(b"<w:p>" + b" " * 60_000_000 + b"</w:p>"), "docx_bomb"),
        Hostile(
            "external-entity.docx",
            _document(b"<w:p/>", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "docx_entities",
        ),
        Hostile("entity-expansion.docx", _document(b"<w:p/>", _laughs()), "docx_entities"),
        Hostile("no-words.docx", _document(b"<w:p/>"), "docx_no_text"),
        Hostile("wrong-extension.pdf", text, warning=WRONG_NAME),
        Hostile("wrong-extension.txt", pdf, warning=WRONG_NAME),
        Hostile("page-named.txt", page, warning=WRONG_NAME),
        Hostile(
            "unclosed.html",
            page[: page.index(b"<footer>")].replace(b"</p>", b"").replace(b"</li>", b""),
            warning=NO_END,
        ),
        Hostile(
            "script-only.html", b"<html><body><script>" + b"x()" * 500 + b"</script></body></html>", "html_no_text"
        ),
        Hostile(
            "nested.html", b"<html><body>" + b"<div>" * 5000 + SENTENCE.encode() * 9 + b"</div>" * 4000, warning=NO_END
        ),
        Hostile("nested-tables.html", b"<table><tr><td>" * 5000 + SENTENCE.encode() * 9, warning=NO_CHAPTERS),
        Hostile("long-heading.txt", b"FUTURE ACTIONS " * 3500 + b"\n\n" + text, warning=LONG_PARAGRAPH),
        Hostile(
            "controls.txt",
            (plain.replace("e", "e\x00", 5) + "\x1b[31m \u202egnp.exe\u202c\n").encode(),
            warning=CONTROLS,
        ),
        Hostile("one-line.txt", SENTENCE.encode() * (5_000_000 // len(SENTENCE)), warning=LONG_PARAGRAPH),
        Hostile("one-word.txt", b"x" * 5_000_000, warning=LONG_PARAGRAPH),
        Hostile("many-lines.txt", b"a\n" * 2_500_000, "too_large"),
        Hostile("formulas.txt", b'=HYPERLINK("http://example.org")\n\n' + text, warning=FORMULA),
        Hostile("german.txt", GERMAN.encode(), warning=UNKNOWN_LANGUAGE),
        Hostile("other-partnership.txt", OTHER.encode(), warning=OTHER_PARTNERSHIP),
        Hostile("rich-text.txt", rb"{\rtf1\ansi Hello}", "rich_text"),
    ]


def _noise(size):
    """Bytes that look like chance, the same every time."""
    noise, value = bytearray(), 1
    while len(noise) < size:
        value = zlib.crc32(struct.pack(">I", value))
        noise += struct.pack(">I", value)
    return bytes(noise[:size])


def _latin(text):
    return text.encode("cp1252", errors="replace")


def _picture(kind):
    stream = io.BytesIO()
    Image.new("L", (400, 300), 128).save(stream, kind)
    return stream.getvalue()


def _scanned(pages=3):
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(io.BytesIO(_picture("PNG"))), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _written(writer):
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _encrypted(pdf):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("secret", algorithm="AES-256")
    return _written(writer)


def _partly_scanned(pdf):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.append(io.BytesIO(_scanned(1)))
    return _written(writer)


def _zero_page():
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def _zip(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _document(body, prolog=""):
    xml = (
        f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{WORD}"><w:body>'.encode()
        + body
        + b"</w:body></w:document>"
    )
    return _zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": xml})


def _bomb(word):
    """A sound document with one more part, of 160 MB."""
    stream = io.BytesIO(word)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.bin", "w") as part:
        for _ in range(160):
            part.write(bytes(1_000_000))
    return stream.getvalue()


def _laughs():
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE d [<!ENTITY l0 "ha">{rows}]>'
