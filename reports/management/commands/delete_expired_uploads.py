"""``manage.py delete_expired_uploads``: delete the uploaded reports that nobody confirmed in time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.models import PendingUpload
from reports.uploading import delete_expired


class Command(BaseCommand):
    """Made for a daily job; safe to run twice."""

    help = f"Delete uploaded reports that nobody confirmed within {PendingUpload.KEPT_FOR.days} days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        number = delete_expired(timezone.now())
        self.stdout.write(f"Uploaded reports deleted: {number}.")
