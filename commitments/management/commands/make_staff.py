"""``manage.py make_staff``: make a staff account for development, and say how to sign in."""

import os
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

PASSWORD_BYTES = 12


class Command(BaseCommand):
    """Makes one account where there is none; its password is printed once and stored nowhere but as its hash."""

    help = "Make a staff account for development if there is none, and print how to sign in. Refuses in production."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the account's name and the port of the site."""
        parser.add_argument("--username", default="staff", help="Name of the account to make.")
        parser.add_argument(
            "--port", default=os.environ.get("PORT", "8000"), help="Port that the site is served at; only printed."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account, or say which one there is."""
        if settings.IS_PRODUCTION:
            raise CommandError("In production, make accounts with 'manage.py createsuperuser'.", returncode=2)
        accounts = get_user_model()._default_manager
        address = f"http://127.0.0.1:{options['port']}{reverse('admin:index')}"
        found = accounts.filter(is_staff=True, is_active=True).order_by("pk").first()
        if found is not None:
            name = found.get_username()
            self.stdout.write(f"Sign in at {address} as '{name}' with the password printed when the account was made.")
            self.stdout.write(f"To set a new one: .venv/bin/python manage.py changepassword {name}")
            return
        if accounts.filter(username=options["username"]).exists():
            raise CommandError(
                f"'{options['username']}' is an account without access to the admin: choose another --username.",
                returncode=2,
            )
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        accounts.create_superuser(options["username"], email="", password=password)
        self.stdout.write(f"Sign in at {address} as '{options['username']}' with the password {password}")
        self.stdout.write("It is printed this once; it is for development only.")
