"""Puts the staff's site in the place of Django's own admin site."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin, with the site of :mod:`cmptracker.admin`."""

    default_site = "cmptracker.admin.StaffSite"
