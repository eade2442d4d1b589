"""The printed text: sections with their role, and passages, the smallest things that can be cited."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports import querysets
from reports.choices import SectionRole
from reports.models.report import SHA256, Document


class Section(models.Model):
    """One headed part of a document. What it is for is its role, not its heading."""

    document = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="sections",
        verbose_name=_("document"),
        help_text=_("The document it stands in."),
    )
    working_group = models.ForeignKey(
        "reports.WorkingGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("working group"),
        help_text=_("The group whose chapter it belongs to; none outside the chapters."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
        help_text=_("The section that this sub-heading stands in."),
    )
    order = models.PositiveIntegerField(_("order"), help_text=_("Place in print order, from 1."))
    heading = models.CharField(_("heading"), max_length=500, help_text=_("Heading as printed."))
    role = models.CharField(_("role"), max_length=15, choices=SectionRole, help_text=_("What the section is for."))
    start = models.PositiveIntegerField(_("start"), help_text=_("Offset of the heading's first character."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Offset behind the section's last character."))

    objects = querysets.SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(
                name="reports_section_unique_order",
                fields=["document", "order"],
                violation_error_message=_("Another section of this document has this place."),
            ),
            models.CheckConstraint(
                name="reports_section_ends_after_start",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("A section ends behind its start."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def path(self) -> list[str]:
        """Headings from the outermost section to this one. Needs ``parent`` fetched."""
        return [*(self.parent.path if self.parent else []), self.heading]


class Passage(models.Model):
    """One printed sentence or list item of one sentence.

    ``text`` may be empty: then the passage is known (it can be cited exactly) but its document has
    not been imported on this installation.
    """

    document = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="passages",
        verbose_name=_("document"),
        help_text=_("The document whose offsets it cites."),
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        related_name="passages",
        verbose_name=_("section"),
        help_text=_("The section it stands in."),
    )
    order = models.PositiveIntegerField(_("order"), help_text=_("Place in the document, from 1."))
    paragraph = models.PositiveIntegerField(_("paragraph"), help_text=_("Number of its paragraph in the document."))
    item = models.PositiveIntegerField(
        _("item"),
        null=True,
        blank=True,
        help_text=_("Number of its list item below the paragraph; none outside lists."),
    )
    start = models.PositiveIntegerField(_("start"), help_text=_("Offset of its first character."))
    end = models.PositiveIntegerField(_("end"), help_text=_("Offset behind its last character."))
    page = models.PositiveIntegerField(
        _("page"),
        null=True,
        blank=True,
        help_text=_("Page on which it begins, counted from 1; none where the document has no pages."),
    )
    text = models.TextField(
        _("text"), blank=True, help_text=_("Its words; empty until a document that holds them is imported.")
    )
    fingerprint = models.CharField(
        _("fingerprint"),
        max_length=64,
        validators=[SHA256],
        db_index=True,
        help_text=_("SHA-256 of its normal form: the same in every capture of the report."),
    )

    objects = querysets.PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["document", "start"]
        constraints = [
            models.UniqueConstraint(
                name="reports_passage_unique_start",
                fields=["document", "start"],
                violation_error_message=_("Another passage of this document starts here."),
            ),
            models.UniqueConstraint(
                name="reports_passage_unique_order",
                fields=["document", "order"],
                violation_error_message=_("Another passage of this document has this place."),
            ),
            models.CheckConstraint(
                name="reports_passage_ends_after_start",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("A passage ends behind its start."),
            ),
            models.CheckConstraint(
                name="reports_passage_page_counts_from_one",
                condition=Q(page__isnull=True) | Q(page__gte=1),
                violation_error_message=_("Pages are counted from 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"

    @property
    def anchor(self) -> str:
        """Fragment of its place on the report page."""
        return f"p-{self.start}"
