"""WSGI entry point: ``gunicorn cmptracker.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmptracker.settings")

application = get_wsgi_application()
