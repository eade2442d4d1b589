"""Make-up of several counts of promises by badge, drawn as bars under one another on one scale."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.choices import Badge
from commitments.presentation.map import UNIT, Part, parts

LONGEST = 100
"""Units of the longest bar, which has the width of the page: beyond, a unit stands for several promises."""


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, and its parts."""

    name: str | Promise
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """How many promises it stands for."""
        return sum(part.count for part in self.parts)

    @property
    def label(self) -> str:
        """The drawing in words."""
        said = ngettext("%(total)s promise: %(parts)s", "%(total)s promises: %(parts)s", self.total)
        return said % {"total": self.total, "parts": ", ".join(part.words for part in self.parts)}


@dataclass(frozen=True)
class Makeup:
    """Bars of one scale (promises to a unit) and one width (of the longest, in pixels), and the badges they use."""

    bars: tuple[Bar, ...]
    badges: tuple[Badge, ...]
    scale: int
    width: int


def makeup(counts: Iterable[tuple[str | Promise, Counter[str]]]) -> Makeup:
    """Draw each of ``counts`` (name, promises by badge) that is not empty."""
    rows = [(name, counter) for name, counter in counts if counter.total()]
    scale = max(1, -(-max((counter.total() for _name, counter in rows), default=1) // LONGEST))
    bars = tuple(Bar(name, parts(counter, scale)) for name, counter in rows)
    units = max((sum(part.units for part in bar.parts) for bar in bars), default=0)
    used = {part.badge for bar in bars for part in bar.parts}
    return Makeup(bars, tuple(badge for badge in Badge if badge in used), scale, UNIT * units)


def fate(badges: Counter[str]) -> str:
    """Say how promises fared: printed, answered, not mentioned, and those for which no later report is held."""
    answered = sum(badges[badge] for badge in Badge if badge.is_answer)
    silent = sum(badges[badge] for badge in Badge if badge.is_silence)
    steps = [_("printed: %(number)s") % {"number": badges.total()}, _("answered: %(number)s") % {"number": answered}]
    if silent:
        steps.append(_("not mentioned: %(number)s") % {"number": silent})
    if waiting := badges.total() - answered - silent:
        steps.append(_("no later report held here: %(number)s") % {"number": waiting})
    said = " → ".join(steps)
    return said[:1].upper() + said[1:] + "."
