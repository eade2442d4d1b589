"""WSGI entry point: ``gunicorn cmptracker.wsgi``."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmptracker.settings")

application = get_wsgi_application()

# What is loaded here stays: the collector need not look through it again and again, a tenth of the time of a long file.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
