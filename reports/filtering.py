"""What the filters of both apps are made of.

Rows are named by their public names (year, slug, code), never by a primary key; dates are ISO dates;
yes and no are ``true`` and ``false``; an order always ends in something unique. A value that cannot
be read is an error, never ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters.fields import IsoDateTimeField, ModelChoiceField
from django_filters.filterset import FILTER_FOR_DBFIELD_DEFAULTS

from reports.changed import Source, changed_since
from reports.choices import Language
from reports.searching import holding, searched_words

FIRST_YEAR, LAST_YEAR = 1900, 2999
Rows = Callable[[Any], QuerySet]


class PublicNameField(ModelChoiceField):
    """A row given by one of its public names."""

    def __init__(self, *args: Any, names: Iterable[str], accepted: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = tuple(names)
        self.accepted = accepted

    def to_python(self, value: Any) -> Any:
        """Return the row so named. Raises ValidationError if there is none, or none that may be seen."""
        if value in self.empty_values or (self.null_label is not None and value == self.null_value):
            return value or None
        row = None
        if "\x00" not in str(value):
            try:
                row = self.accepted(None).filter(reduce(or_, (Q(**{name: value}) for name in self.names))).first()
            except ValueError:
                row = None
        if row is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return row


class PublicNameFilter(django_filters.ModelChoiceFilter):
    """Filters by a row given by its public name.

    ``names`` are the fields that may name it, the first one is offered in forms; ``accepted`` gives the rows
    that may be named, ``offered`` the ones that a form lists (the same if left out).
    """

    field_class = PublicNameField

    def __init__(
        self, *, names: Iterable[str] = ("slug",), accepted: Rows, offered: Rows | None = None, **kwargs: Any
    ) -> None:
        names = tuple(names)
        self.names = names
        super().__init__(queryset=offered or accepted, to_field_name=names[0], names=names, accepted=accepted, **kwargs)


class IsoDateFilter(django_filters.DateFilter):
    """Filters by a day, written YYYY-MM-DD in every language."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class OnOrBefore(IsoDateFilter):
    """Filters by a last day, which is included."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, lookup_expr="lte", **kwargs)


class OnOrAfter(IsoDateFilter):
    """Filters by a first day, which is included."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, lookup_expr="gte", **kwargs)


class WholeNumberFilter(django_filters.NumberFilter):
    """Filters by a whole number."""

    field_class = forms.IntegerField

    def get_max_validator(self) -> None:
        """Leave large numbers alone: no row has them."""


class YesNoFilter(django_filters.TypedChoiceFilter):
    """Filters by yes (``true``) or no (``false``); anything else is an error."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", [("true", _("Yes")), ("false", _("No"))])
        super().__init__(coerce=lambda value: value == "true", **kwargs)


def translated(*names: str) -> tuple[str, ...]:
    """Return the fields that hold ``names`` in each language."""
    return tuple(f"{name}_{language}" for name in names for language in Language.values)


class WordsField(forms.CharField):
    """Words to search for."""

    MOST = 100

    def validate(self, value: str) -> None:
        """Refuse more words than a search can take."""
        super().validate(value)
        if len(searched_words(value)) > self.MOST:
            message = _("Search for at most %(most)s words at once.")
            raise ValidationError(message, code="too_many", params={"most": self.MOST})


class WordsFilter(django_filters.CharFilter):
    """Filters by words, accents and case apart."""

    field_class = WordsField


class MomentField(IsoDateTimeField):
    """A moment; without a time zone in UTC."""

    default_error_messages = {"invalid": _("Give a moment such as 2026-01-31T12:00:00Z, or a day.")}

    def validate(self, value: datetime | None) -> None:
        """Refuse moments that no database holds."""
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class MomentFilter(django_filters.IsoDateTimeFilter):
    """Filters by a moment."""

    field_class = MomentField


class PublicFilterSet(django_filters.FilterSet):
    """Filters of a public list. The order that is asked for always ends in ``unique``, which orders fully.

    ``texts`` are the fields in which ``q`` searches; ``changed_with`` says whose changes count for ``changed_since``,
    beside those that :mod:`reports.changed` names.
    """

    q = WordsFilter(method="search", label=_("Search"))
    changed_since = MomentFilter(method="changed", label=_("Changed since"))

    FILTER_DEFAULTS = {
        **FILTER_FOR_DBFIELD_DEFAULTS,
        models.BooleanField: {"filter_class": YesNoFilter},
        models.DateField: {"filter_class": IsoDateFilter},
        models.PositiveSmallIntegerField: {"filter_class": WholeNumberFilter},
        models.PositiveIntegerField: {"filter_class": WholeNumberFilter},
        models.SmallIntegerField: {"filter_class": WholeNumberFilter},
    }

    unique: ClassVar[tuple[str, ...]] = ("slug",)
    texts: ClassVar[tuple[str, ...]] = ()
    changed_with: ClassVar[tuple[Source, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for made in self.filters.values():  # a field made for somebody else keeps their language
            made.__dict__.pop("_field", None)
        for name in {*(self._meta.fields or ())} - {*self.declared_filters}:
            self.filters[name].label = capfirst(self._meta.model._meta.get_field(name).verbose_name)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filter, and complete the order; rows without a value come last on every database."""
        rows = super().filter_queryset(queryset)
        asked = [name for name in rows.query.order_by if isinstance(name, str)]
        named = {name.lstrip("-") for name in asked}
        return rows.order_by(*map(_valued_first, asked), *(name for name in self.unique if name not in named))

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Return the rows whose texts hold every word, in any order, accents and case apart."""
        return queryset.filter(holding(value, self.texts))

    def changed(self, queryset: QuerySet, name: str, value: datetime) -> QuerySet:
        """Return the rows that were changed at that moment or later."""
        return changed_since(queryset, value, self.changed_with)


def _valued_first(name: str) -> OrderBy:
    column = F(name.lstrip("-"))
    return column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True)
