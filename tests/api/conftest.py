"""What tests of the API may ask for."""

from contextlib import closing

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections


@pytest.fixture
def application(db):
    """The site as a WSGI application that answers over the connection of the test, also in other threads, in turn."""
    lent, site = connections["default"], get_wsgi_application()

    def answer(environ, start_response):
        connections["default"] = lent
        for signal in (request_started, request_finished):  # as the client of Django does: the connection stays open
            signal.disconnect(close_old_connections)
        try:
            with closing(site(environ, start_response)) as parts:
                return [b"".join(parts)]
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)

    lent.inc_thread_sharing()
    yield answer
    lent.dec_thread_sharing()
