"""The badge of a commitment as a small picture for other sites. Its own ground makes it legible on light and dark."""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDE, NARROW = 7.4, 6  # of a capital or digit and of other letters of 11 pixels; the text is set to what is reckoned
INK, PAPER, RULE = "#1b1f23", "#fdfdfb", "#535d66"


def draw(icon: str, label: str, words: str, name: str) -> SafeString:
    """Return an SVG: ``label`` on dark, then icon and ``words`` on light. ``name`` is read out by screen readers."""
    left, right = _width(label) + 16, _width(words) + 34
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="22" viewBox="0 0 {width} 22" role="img" '
        'aria-label="{name}"><title>{name}</title>'
        '<rect x=".5" y=".5" width="{frame}" height="21" rx="3" fill="{paper}" stroke="{rule}"/>'
        '<path d="M4 0h{edge}v22H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="{ink}"/>'
        '<g font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" aria-hidden="true">'
        '<text x="8" y="15" fill="{paper}" textLength="{label_width}">{label}</text>'
        '<svg x="{icon_at}" y="4" width="14" height="14" viewBox="0 0 16 16" color="{ink}">{icon}</svg>'
        '<text x="{words_at}" y="15" fill="{ink}" textLength="{words_width}">{words}</text></g></svg>\n',
        width=left + right,
        frame=left + right - 1,
        edge=left - 4,
        name=name,
        label=label,
        words=words,
        label_width=_width(label),
        words_width=_width(words),
        icon=_symbol(icon),
        icon_at=left + 7,
        words_at=left + 26,
        ink=INK,
        paper=PAPER,
        rule=RULE,
    )


def _width(text: str) -> int:
    return round(sum(WIDE if sign.isupper() or sign.isdigit() else NARROW for sign in text))


@cache
def _symbol(name: str) -> SafeString:
    """Return what the icon sprite draws for ``name``."""
    sprite = (settings.BASE_DIR / "cmptracker" / "static" / "cmptracker" / "icons.svg").read_text(encoding="utf-8")
    found = re.search(rf'<symbol id="{re.escape(name)}"[^>]*>(.*?)</symbol>', sprite, re.DOTALL)
    return mark_safe(found.group(1) if found else "")  # noqa: S308 (a file of this repository)
