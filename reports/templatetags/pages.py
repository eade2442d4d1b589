"""What templates say of dates, numbers and printed places. Nothing here queries."""

import html
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxSelectMultiple
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import reverse
from django.utils import formats, translation
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from reports.addresses import in_language
from reports.choices import DatePrecision, DocumentKind
from reports.models import Document, Gap, Passage, Report, Section
from reports.searching import Piece

register = template.Library()


@register.filter
def longdate(value: date | None) -> str:
    """Return a day in words: 25 November 2021, 25 novembre 2021, 25 de noviembre de 2021."""
    if value is None:
        return ""
    language = translation.get_language()
    text = formats.date_format(value, "j F Y" if language == "en" else "DATE_FORMAT")
    return "1er" + text[1:] if language == "fr" and value.day == 1 else text


@register.filter
def month(value: date) -> str:
    """Return a month in words: November 2021."""
    return formats.date_format(value, "YEAR_MONTH_FORMAT")


@register.filter
def days(row: Any) -> str:
    """Return when a meeting or session was held, as exactly as it is known (``starts_on``, ``ends_on``, ``precision``)."""
    if row.precision == DatePrecision.MONTH:
        return month(row.starts_on)
    if row.starts_on == row.ends_on:
        return longdate(row.starts_on)
    if (row.starts_on.year, row.starts_on.month) == (row.ends_on.year, row.ends_on.month):
        return f"{longdate(row.starts_on).split()[0]}–{longdate(row.ends_on)}"
    return _("%(first)s to %(last)s") % {"first": longdate(row.starts_on), "last": longdate(row.ends_on)}


@register.filter
def number(value: int) -> str:
    """Return a whole number with its thousands apart, as the language does it."""
    return formats.number_format(value, force_grouping=True)


@register.filter
def in_words(value: int) -> str:
    """Return one to nine in words with a capital, for the beginning of a sentence; else the digits."""
    names = {
        1: _("One"),
        2: _("Two"),
        3: _("Three"),
        4: _("Four"),
        5: _("Five"),
        6: _("Six"),
        7: _("Seven"),
        8: _("Eight"),
        9: _("Nine"),
    }
    return names.get(value) or number(value)


@register.filter
def listed(items: Iterable[Any]) -> str:
    """Return ``items`` as a list in words: a, b and c."""
    *first, last = [str(item) for item in items] or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


@register.filter
def periods(reports: Iterable[Report]) -> list[str]:
    """Return the periods of reports as printed: 2008–2009, 2019."""
    return [report.period for report in reports]


@register.filter
def words(row: Any, field: str) -> str | SafeString:
    """Return a field in the page's language; where it exists in another one only, marked with that language."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    if text := getattr(row, f"{field}_{language}", None):
        return text
    for other in settings.MODELTRANSLATION_FALLBACK_LANGUAGES["default"]:
        if text := getattr(row, f"{field}_{other}", None):
            return format_html('<span lang="{}">{}</span>', other, text)
    return ""


@register.filter
def is_foreign(language: str) -> bool:
    """Whether a text in ``language`` is in another language than the page."""
    return language != translation.get_language()


@register.filter
def place(section: Section) -> str:
    """Return the headings that lead to a section. Needs its parent fetched."""
    return " › ".join(section.path)


@register.filter
def printed_at(passage: Passage) -> str:
    """Return the address at which a passage is shown. Needs its document and report fetched."""
    return f"{_page(passage.document)}#{passage.anchor}"


@register.simple_tag(takes_context=True)
def absolute(context: RequestContext, path: str) -> str:
    """Return the whole address of ``path`` on this site, as it is printed on paper."""
    return context.request.build_absolute_uri(path)


@register.filter
def announced_at(gap: Gap) -> str:
    """Return the address at which a gap is shown in its place. Needs its document and report fetched."""
    return f"{_page(gap.document)}#gap-{gap.start}"


def _page(document: Document) -> str:
    if document.report is not None and document.kind == DocumentKind.ANNUAL_REPORT:
        return reverse("reports:detail", args=[document.report.year])
    return reverse("reports:document", args=[document.slug])


@register.filter
def size(passage: Passage) -> int:
    """Return the length of a sentence in six steps, for the line that stands for words not held."""
    return min(6, 1 + (passage.end - passage.start) // 70)


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the languages of the site with the address of this page in each."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request else "/"
    current = translation.get_language()
    return [
        {"code": code, "name": name, "address": in_language(path, code), "is_current": code == current}
        for code, name in settings.LANGUAGES
    ]


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Return a text in pieces (:mod:`reports.searching`) with the words that were searched for marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece.text) if piece.is_hit else piece.text,) for piece in pieces)
    )


@register.filter
def is_many(field: BoundField) -> bool:
    """Whether a form field takes several choices."""
    return isinstance(field.field.widget, CheckboxSelectMultiple)


@register.filter
def as_file(address: str, kind: str) -> str:
    """Return the address at which a list of the API is a file of that kind, in the page's language."""
    return f"{address}{'&' if '?' in address else '?'}format={kind}&lang={translation.get_language()}"


class _Described(template.Node):
    """A whole page, with its description for search engines and link previews: the answer at its top."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        """Render the page; its title and its first ``lead`` become the description in its head."""
        page = self.nodelist.render(context)
        title, lead = _TITLE.search(page), _LEAD.search(page) or _FIRST.search(page)
        if title is None or lead is None:
            return page
        answer = _SPACE.sub(" ", strip_tags(_ASIDE.sub("", lead[1]))).strip()
        described = format_html(
            '<meta name="description" content="{0}">\n  <meta property="og:title" content="{1}">\n'
            '  <meta property="og:description" content="{0}">',
            Truncator(html.unescape(answer)).chars(DESCRIPTION),
            html.unescape(_SPACE.sub(" ", title[1]).strip()),
        )
        return f"{page[: title.end()]}\n  {described}{page[title.end() :]}"


DESCRIPTION = 300
_SPACE = re.compile(r"[ \t\r\n]+")  # not the spaces that do not break
_TITLE = re.compile("<title>(.*?)</title>", re.S)
_LEAD = re.compile('<p class="lead">(.*?)</p>', re.S)
_FIRST = re.compile("<main.*?<p(?: [^>]*)?>(.*?)</p>", re.S)
# Links that end it lead away.
_ASIDE = re.compile(r'<span class="vh">.*?</span>|(?:\s*<a [^>]*>(?:(?!</a>).)*</a>)+\s*$', re.S)


@register.tag
def described(parser: template.base.Parser, token: template.base.Token) -> _Described:
    """Wrap a whole page: its first ``lead`` is also its description."""
    nodelist = parser.parse(("enddescribed",))
    parser.delete_first_token()
    return _Described(nodelist)


@register.simple_tag
def data_block(value: Any) -> SafeString:
    """Return ``value`` as a data block of JSON-LD: no script, and nothing in it can end the block."""
    text = json.dumps(value, ensure_ascii=False).translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"})
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 (escaped above)
