"""A filter said back in words: every value that was asked for, as a phrase."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commitments import choices
from commitments.filters import PARTNERSHIP, CommitmentFilterSet
from reports.choices import Country
from reports.templatetags.pages import longdate

SILENT = {"ordering"}


def say(filterset: CommitmentFilterSet) -> list[str]:
    """Return one phrase for each filter of ``filterset`` that asks for something. It must be valid."""
    cleaned = filterset.form.cleaned_data
    asked = {name: value for name, value in cleaned.items() if name not in SILENT and _asks(value)}
    return [_phrase(filterset, name, value) for name, value in asked.items()]


def _asks(value: Any) -> bool:
    return value is False or bool(value)


def _phrase(filterset: CommitmentFilterSet, name: str, value: Any) -> str:
    if name in _PHRASES:
        return _PHRASES[name](value)
    field = filterset.form.fields[name]
    labels = dict(getattr(field, "choices", ()) if isinstance(value, str | list) else ())
    values = value if isinstance(value, list) else [value]
    said = [longdate(one) if isinstance(one, date) else str(labels.get(one, one)) for one in values]
    return _("with “%(label)s”: %(value)s") % {"label": field.label, "value": _either(said)}


def _either(words: Iterable[Any]) -> str:
    return _(" or ").join(_("“%(word)s”") % {"word": word} for word in words)


def _labels(values: Iterable[str], vocabulary: Any, **more: Any) -> str:
    labels = {**dict(vocabulary.choices), **more}
    return _either(labels[value] for value in values)


def _group(value: Any) -> str:
    return _("by the partnership as a whole") if value == PARTNERSHIP else _("by %(group)s") % {"group": value}


_PHRASES: dict[str, Callable[[Any], str]] = {
    "q": lambda value: _("with “%(words)s” in reference, title or summary") % {"words": value},
    "group": _group,
    "report": lambda value: _("printed in the %(period)s report") % {"period": value.period},
    "badge": lambda value: _("with the status %(words)s") % {"words": _labels(value, choices.Badge)},
    "organization": lambda value: _("that name %(institution)s") % {"institution": value},
    "person": lambda value: _("that name %(person)s") % {"person": value},
    "strength": lambda value: _("of the strength %(words)s") % {"words": _labels(value, choices.Strength)},
    "party": lambda value: _("on which %(country)s must act") % {"country": Country(value).label},
    "theme": lambda value: _("on the theme “%(theme)s”") % {"theme": value},
    "tag": lambda value: _("that concern %(words)s") % {"words": _labels(value, choices.Tag)},
    "window_end_before": lambda value: _("whose window ends on or before %(day)s") % {"day": longdate(value)},
    "window_end_after": lambda value: _("whose window ends on or after %(day)s") % {"day": longdate(value)},
    "has_evidence": lambda value: (
        _("of which a source says something") if value else _("of which no source says a word")
    ),
    "is_verifiable": lambda value: (
        _("whose fulfilment can be verified") if value else _("whose fulfilment cannot be verified")
    ),
}
