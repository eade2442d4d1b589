"""Addresses of the same page in another language."""

import re

from django.conf import settings

_PREFIX = re.compile(rf"^/({'|'.join(code for code, _name in settings.LANGUAGES)})(?=/)")


def in_language(path: str, code: str) -> str:
    """Return ``path`` (query included) with the language ``code`` in front; the home page if it has no language."""
    return _PREFIX.sub(f"/{code}", path, count=1) if _PREFIX.match(path) else f"/{code}/"
