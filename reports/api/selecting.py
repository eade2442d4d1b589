"""What an answer holds: the keys that were asked for (``fields``), and related objects in full (``expand``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

EXPANDED = "expanded"


class NamesField(forms.Field):
    """Names out of ``names``, with commas between them or given one by one. The value is a tuple, empty where none is."""

    widget = forms.SelectMultiple

    default_error_messages = {"invalid_choice": _("There is no “%(name)s” here. There are: %(names)s.")}

    def __init__(self, names: Collection[str], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.names = tuple(names)

    def to_python(self, value: Any) -> Any:
        """Return the names."""
        return tuple(name.strip() for text in value or () for name in text.split(",") if name.strip())

    def validate(self, value: Any) -> None:
        """Refuse names that are not here, each by name."""
        unknown = [
            forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"name": name, "names": ", ".join(self.names)},
            )
            for name in dict.fromkeys(value)
            if name not in self.names
        ]
        if unknown:
            raise forms.ValidationError(unknown)


def fields_field(names: Collection[str]) -> NamesField:
    """Return the parameter ``fields`` of objects with the keys ``names``."""
    return NamesField(names, help_text=_("Only these keys of each object, with commas between them; all if left out."))


def expand_field(names: Collection[str]) -> NamesField:
    """Return the parameter ``expand`` of objects whose related objects are ``names``."""
    return NamesField(
        names,
        help_text=_("Related objects to give in full, under `expanded`, with commas between them; none if left out."),
    )


@dataclass(frozen=True)
class Expansion:
    """Related rows that an answer can hold in full, as the list of them (``view``) shows them.

    ``key`` is the attribute with the primary key of the one related row; or ``back`` the attribute by which many
    related rows name this one.
    """

    view: Callable[[], Any]
    key: str = ""
    back: str = ""


def expanded(view: Any, rows: Sequence[Model], names: Iterable[str]) -> list[dict[str, Any]]:
    """Return for each row what ``names`` ask for: an object or null, or a list; unpublished rows stay out."""
    found: list[dict[str, Any]] = [{} for _row in rows]
    for name in names:
        expansion: Expansion = view.expandable[name]
        related = _list_view(view, expansion.view())
        if expansion.back:
            many = related.get_queryset().filter(**{f"{expansion.back}__in": [row.pk for row in rows]})
            order = related.filterset_class.unique
            shown: dict[Any, list[Any]] = {}
            for pk, data in _serialized(related, many.order_by(*order), expansion.back):
                shown.setdefault(pk, []).append(data)
            for row, answer in zip(rows, found, strict=True):
                answer[name] = shown.get(row.pk, [])
        else:
            keys = {getattr(row, expansion.key) for row in rows} - {None}
            single = dict(_serialized(related, related.get_queryset().filter(pk__in=keys), "pk"))
            for row, answer in zip(rows, found, strict=True):
                answer[name] = single.get(getattr(row, expansion.key))
    return found


def _list_view(view: Any, related_class: Any) -> Any:
    """Return the list view of the related rows, asked for the same day and language."""
    related = related_class(detail=False)
    related.request, related.format_kwarg, related.kwargs, related.is_expanded = view.request, None, {}, True
    known = related.own_parameters()
    related.asked = {name: view.asked.get(name) for name in known} | {"fields": (), "expand": ()}
    return related


def _serialized(related: Any, rows: Iterable[Model], attribute: str) -> list[tuple[Any, Any]]:
    held = list(rows)
    return list(zip((getattr(row, attribute) for row in held), related.objects(held), strict=True))
