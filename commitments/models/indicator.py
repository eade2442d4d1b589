"""Figures and steps by which a commitment can be followed between reports."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commitment import Commitment
from commitments.querysets import MeasurementQuerySet, OfCommitmentQuerySet


class Indicator(models.Model):
    """A figure that a commitment names: its unit, where it started and where it should go."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="indicators",
        verbose_name=_("commitment"),
        help_text=_("The commitment it measures."),
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("What is measured."))
    unit = models.CharField(_("unit"), max_length=50, help_text=_("Unit of the values."))
    baseline = models.DecimalField(
        _("baseline"), max_digits=16, decimal_places=4, null=True, blank=True, help_text=_("Value at the start.")
    )
    target = models.DecimalField(
        _("target"), max_digits=16, decimal_places=4, null=True, blank=True, help_text=_("Value promised.")
    )
    target_on = models.DateField(_("target on"), null=True, blank=True, help_text=_("Day by which it is promised."))

    objects = OfCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["commitment", "pk"]

    def __str__(self) -> str:
        return self.name


class Measurement(models.Model):
    """The value of an indicator on one day, with its source."""

    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="measurements",
        verbose_name=_("indicator"),
        help_text=_("What was measured."),
    )
    measured_on = models.DateField(_("measured on"), help_text=_("The day of the value."))
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, help_text=_("The value, in the unit."))
    passage = models.ForeignKey(
        "reports.Passage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("passage"),
        help_text=_("The passage that gives it."),
    )
    address = models.URLField(_("address"), max_length=500, blank=True, help_text=_("The web page that gives it."))

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["indicator", "measured_on"]
        constraints = [
            models.UniqueConstraint(
                name="commitments_measurement_unique_day",
                fields=["indicator", "measured_on"],
                violation_error_message=_("This indicator already has a value for this day."),
            ),
            models.CheckConstraint(
                name="commitments_measurement_has_source",
                condition=Q(passage__isnull=False) | ~Q(address=""),
                violation_error_message=_("Give the source of the value: a passage or an address."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.value}"


class Milestone(models.Model):
    """A step that a commitment states on its way."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="milestones",
        verbose_name=_("commitment"),
        help_text=_("The commitment it belongs to."),
    )
    order = models.PositiveSmallIntegerField(_("order"), help_text=_("Place in the list, from 1."))
    text = models.CharField(_("text"), max_length=200, help_text=_("The step, in our own words."))
    due_on = models.DateField(_("due on"), null=True, blank=True, help_text=_("Day by which it is promised."))

    objects = OfCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["commitment", "order"]
        constraints = [
            models.UniqueConstraint(
                name="commitments_milestone_unique_order",
                fields=["commitment", "order"],
                violation_error_message=_("Another milestone of this commitment has this place."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
