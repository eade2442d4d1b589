"""What every test of the admin starts with."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    """Requests leave their language active in this thread: each test starts and ends in English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Accounts are made in almost every test; their passwords need not withstand anybody."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _watched(settings):
    """No page of the admin changes something public without a new version of the record."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.writes.WatchedRequests"]
