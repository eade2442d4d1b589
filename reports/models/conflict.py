"""Where sources break off (gaps) and where they disagree (conflicts). Recorded and shown, never guessed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports import querysets
from reports.choices import ConflictResolution, GapKind
from reports.models.report import Document
from reports.models.text import Passage, Section


class Gap(models.Model):
    """Something that a document announces and does not contain."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="gaps", verbose_name=_("document"), help_text=_("The document.")
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gaps",
        verbose_name=_("section"),
        help_text=_("The section in which it is missing."),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=GapKind, help_text=_("What is missing."))
    start = models.PositiveIntegerField(_("start"), help_text=_("Offset of the words that announce it."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Offset behind them."))
    note = models.TextField(_("note"), help_text=_("What is missing, in our own words."))

    objects = querysets.GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")
        ordering = ["document", "start"]
        constraints = [
            models.CheckConstraint(
                name="reports_gap_ends_after_start",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("A gap ends behind its start."),
            ),
            models.UniqueConstraint(
                name="reports_gap_unique",
                fields=["document", "kind", "start"],
                violation_error_message=_("This gap is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}"


class SourceConflict(models.Model):
    """One fact for which official sources print two or more values."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("Name in addresses."))
    subject = models.CharField(_("subject"), max_length=250, help_text=_("The question that is answered differently."))
    resolution = models.CharField(
        _("resolution"), max_length=10, choices=ConflictResolution, help_text=_("Whether it has been settled.")
    )
    explanation = models.TextField(_("explanation"), help_text=_("How it is treated in this record, and why."))

    objects = querysets.ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of sources")
        verbose_name_plural = _("conflicts of sources")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.subject


class ConflictValue(models.Model):
    """One of the values that the sources print for the fact."""

    conflict = models.ForeignKey(
        SourceConflict,
        models.PROTECT,
        related_name="values",
        verbose_name=_("conflict"),
        help_text=_("The disagreement it belongs to."),
    )
    order = models.PositiveSmallIntegerField(_("order"), help_text=_("Place in the list, from 1."))
    value = models.CharField(_("value"), max_length=250, help_text=_("The value, in our own words."))
    passages = models.ManyToManyField(
        Passage,
        blank=True,
        related_name="conflict_values",
        verbose_name=_("passages"),
        help_text=_("Where it is printed."),
    )

    class Meta:
        verbose_name = _("value in a conflict")
        verbose_name_plural = _("values in conflicts")
        ordering = ["conflict", "order"]
        constraints = [
            models.UniqueConstraint(
                name="reports_conflictvalue_unique_order",
                fields=["conflict", "order"],
                violation_error_message=_("Another value of this conflict has this place."),
            ),
        ]

    def __str__(self) -> str:
        return self.value
