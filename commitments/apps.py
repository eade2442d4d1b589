"""The ledger: what became of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    """Commitments, their owners, and the updates, assessments and links that only ever append."""

    name = "commitments"
    verbose_name = _("Ledger: what became of it")
