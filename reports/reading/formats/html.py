"""Web pages: what a reader of the page sees, without its menus, scripts and hidden parts.

The tolerant parser of lxml tells its events one by one; no tree is built, so depth and size cost nothing.
"""

import re

from lxml import etree

from reports.reading.blocks import ExtractedText
from reports.reading.formats.decoding import decode
from reports.reading.formats.html_page import Page
from reports.reading.formats.unreadable import Unreadable
from reports.reading.formats.writer import Paragraph, TextWriter
from reports.reading.messages import gettext_noop

NO_END = gettext_noop("The web page has no end; it may be cut off.")
_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_BEGIN, _END = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE), re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_TYPE_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)


def read(data: bytes, media_type: str = "") -> ExtractedText:
    """Return the text of a web page. Raises Unreadable where it shows no words."""
    text, warnings = decode(data, declared_charset(data, media_type))
    page = _events(text, with_menus=False)
    if not page.has_words:
        page = _events(text, with_menus=True)
    if not page.has_words:
        raise Unreadable("html_no_text")
    if _BEGIN.search(text) and not _END.search(text):
        warnings = (*warnings, NO_END)
    writer = TextWriter()
    for piece in page.chosen():
        if isinstance(piece, Paragraph):
            writer.add(piece)
        else:
            for row in piece:
                writer.row(row)
    return writer.finish(warnings=warnings, title=page.title, language=page.language)


def declared_charset(data: bytes, media_type: str = "") -> str | None:
    """Return the encoding that the transfer or the page names, None where neither does."""
    named = _TYPE_CHARSET.search(media_type)
    if named:
        return named.group(1)
    match = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii", errors="replace") if match else None


def _events(text: str, *, with_menus: bool) -> Page:
    page = Page(with_menus=with_menus)
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = text.encode("utf-8")
    try:
        for start in range(0, len(data), 65_536):
            parser.feed(data[start : start + 65_536])
        parser.close()
    except etree.LxmlError:
        page.close()
    return page
