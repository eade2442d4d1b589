"""Sentences that this package says and others translate."""


def gettext_noop(message: str) -> str:
    """Return ``message`` as it is; its name lets it be found for translation."""
    return message
