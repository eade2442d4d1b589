"""What templates say of commitments. Nothing here queries: owners and sources have been fetched."""

from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commitments.choices import Badge, OwnershipRole, WindowKind, WindowPrecision
from commitments.models import Commitment, CommitmentSource
from commitments.presentation.badges import BadgeWords
from reports.models import Organization, Passage
from reports.templatetags.pages import longdate, month

register = template.Library()


@register.filter
def primary_passage(commitment: Commitment) -> Passage | None:
    """Return the sentence that makes the promise, if its document is published. Needs ``with_sources``."""
    return next((source.passage for source in commitment.sources.all() if source.is_primary), None)


@register.filter
def percent(share: Any) -> str:
    """Return a share between 0 and 1 in whole per cent; "0%" and "100%" only where they are exact."""
    if 0 < share < Fraction(1, 200):
        return _("less than 1%")
    if Fraction(199, 200) <= share < 1:
        return _("more than 99%")
    return _("%(number)s%%") % {"number": round(share * 100)}


@register.filter
def part(source: CommitmentSource) -> str:
    """Return the words of the cited part of a passage; nothing where the whole is cited or the words are not held."""
    passage = source.passage
    if source.start is None or source.end is None or len(passage.text) != passage.end - passage.start:
        return ""
    return passage.text[source.start - passage.start : source.end - passage.start]


def short_name(owner: Any) -> str:
    """Return the acronym of an institution that has one, else the name."""
    return (owner.acronym or owner.name) if isinstance(owner, Organization) else owner.name


@register.filter
def owners(commitment: Commitment) -> str:
    """Return who leads, and with whom, in short. Needs ``with_owners``."""
    rows = commitment.ownerships.all()
    leads = [short_name(row.owner) for row in rows if row.role == OwnershipRole.LEAD]
    others = [short_name(row.owner) for row in rows if row.role != OwnershipRole.LEAD]
    if leads and others:
        return _("%(leads)s, with %(others)s") % {"leads": ", ".join(leads), "others": ", ".join(others)}
    return ", ".join(leads) or (_("with %(others)s") % {"others": ", ".join(others)} if others else "")


@register.filter
def window(commitment: Commitment) -> str:
    """Return by when it is to be done, in short; the printed words where they are no day. Needs ``with_sources``."""
    if not commitment.window_kind:
        return _("no date printed")
    end, precision = commitment.window_end, commitment.window_precision
    if commitment.window_kind == WindowKind.HORIZON and end is not None:
        start = commitment.window_start or end
        years = str(end.year) if start.year == end.year else f"{start.year}–{end.year}"
        return _("plan of %(years)s") % {"years": years}
    if end is None:
        passage = primary_passage(commitment)
        return format_html(
            '<q lang="{}">{}</q>', passage.document.language if passage else "en", commitment.window_text
        )
    if precision == WindowPrecision.YEAR:
        when = str(end.year)
    elif precision == WindowPrecision.MONTH:
        when = month(end)
    else:
        when = longdate(end)
    if precision in (WindowPrecision.YEAR, WindowPrecision.MONTH):
        return _("by the end of %(when)s") % {"when": when}
    return _("by %(when)s") % {"when": when}


@register.filter
def plain_badge(badge: str) -> BadgeWords:
    """Return a badge with its general words, for legends and counts."""
    member = Badge(badge)
    return BadgeWords(member, str(member.label))
