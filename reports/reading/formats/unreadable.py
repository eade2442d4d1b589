"""Why a file cannot be read: one sentence a reason, which says what is wrong and what to do."""

from reports.reading.messages import gettext_noop

REASONS = {
    "empty": gettext_noop("The file is empty; choose the file that holds the report."),
    "blank": gettext_noop("The file holds nothing but white space; choose the file that holds the report."),
    "binary": gettext_noop(
        "The file is not a text, a web page, a PDF or a Word document; save the report as one of these."
    ),
    "picture": gettext_noop(
        "The file is a picture; recognise its text first, or ask for the report as a PDF, Word or web document."
    ),
    "old_word": gettext_noop("The file is in the old Word format; open it in a word processor and save it as DOCX."),
    "rich_text": gettext_noop("The file is in the rich text format; open it in a word processor and save it as DOCX."),
    "open_document": gettext_noop("The file is an OpenDocument file; open it in a word processor and save it as DOCX."),
    "archive": gettext_noop(
        "The file is an archive and not a Word document; unpack it and choose the report inside it."
    ),
    "too_large": gettext_noop(
        "The file holds far more than a report does; choose the report alone, without its attachments."
    ),
    "protected": gettext_noop(
        "The file is protected by a password; save a copy without the password and choose that copy."
    ),
    "pdf_damaged": gettext_noop("The PDF is damaged or cut off; download or export it again."),
    "pdf_no_pages": gettext_noop("The PDF has no pages; download or export it again."),
    "pdf_scanned": gettext_noop(
        "The PDF holds only pictures of pages; recognise its text first, or ask for the original document."
    ),
    "pdf_no_characters": gettext_noop(
        "The PDF does not say which characters it shows; ask for the original document, or recognise its text."
    ),
    "docx_damaged": gettext_noop("The Word document is damaged; open it in a word processor and save it again."),
    "docx_no_document": gettext_noop(
        "The Word document has no text part; open it in a word processor and save it again as DOCX."
    ),
    "docx_bomb": gettext_noop(
        "The Word document unpacks to far more than a report holds; it may be harmful, so do not open it."
    ),
    "docx_entities": gettext_noop(
        "The Word document declares entities, which no word processor writes; it may be harmful, so do not open it."
    ),
    "docx_no_text": gettext_noop(
        "The Word document holds no text; if it holds pictures of pages, recognise their text first."
    ),
    "html_no_text": gettext_noop("The web page holds no text; save the page as it is shown by a browser."),
}


class Unreadable(ValueError):
    """A file that holds no text which could be read. ``code`` is a key of ``REASONS``, the message its sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(REASONS[code])
        self.code = code
