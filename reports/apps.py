"""The library: what was printed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Documents, sections and sentences, and the directory of groups, institutions and people."""

    name = "reports"
    verbose_name = _("Library: what was printed")
