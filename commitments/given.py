"""What callers of the ledger give: who writes, words per language, and the source of an update."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.models import Organization, Passage

Actor = User | str
Words = Mapping[str, str]


@dataclass(frozen=True)
class WebPage:
    """A web page as a source: its address and the day it was read."""

    address: str
    retrieved_on: date


Source = Passage | WebPage | Organization


def name_of(by: Actor) -> str:
    """Return the name under which ``by`` writes."""
    return by if isinstance(by, str) else by.get_full_name() or by.get_username()


def word_columns(**texts: Words) -> dict[str, str]:
    """Return the columns that hold ``texts``, by field and language. Raises ValidationError where English is missing."""
    columns: dict[str, str] = {}
    for field, words in texts.items():
        if not words.get("en", "").strip():
            raise ValidationError(_("Give the text in English at least; French and Spanish may follow."))
        columns |= {f"{field}_{language}": words.get(language, "") for language in ("en", "fr", "es")}
    return columns


def source_columns(source: Source | None) -> dict[str, Any]:
    """Return the columns of an update that hold its ``source``."""
    if isinstance(source, Passage):
        return {"passage": source}
    if isinstance(source, WebPage):
        return {"address": source.address, "retrieved_on": source.retrieved_on}
    return {"stated_by": source} if source is not None else {}
