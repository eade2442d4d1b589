"""Accounts of staff and their roles.

An administrator gives accounts their roles, and nobody more than that: only a superuser makes or
touches superusers and single permissions. Accounts are switched off, not deleted, because the record
says who wrote what.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts of staff."""

    list_display = ["username", "first_name", "last_name", "is_staff", "is_active", "last_login"]
    show_full_result_count = False
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Refuse: an account is switched off."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Let only superusers touch superusers."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Let only superusers give more than a role."""
        names = super().get_readonly_fields(request, obj)
        return names if request.user.is_superuser else (*names, "is_superuser", "user_permissions")


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles: made by a migration, changed by superusers."""

    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Refuse: roles come from a migration."""
        return False
