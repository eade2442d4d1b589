"""Changes to the method since the record was first published, newest first. Whoever changes a rule adds a line here."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class MethodChange:
    """What changed in the rules, and from which day it holds."""

    on: date
    what: str | Promise


METHOD_CHANGES = (
    MethodChange(
        date(2026, 11, 25),
        _("The method as it stands here was published with the record. Nothing in it was changed since."),
    ),
)
