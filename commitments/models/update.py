"""What sources say later about a commitment, silence included."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.choices import Basis, Says
from commitments.models.append_only import AppendOnly
from commitments.models.commitment import Commitment, Deliverable
from commitments.querysets import UpdateQuerySet


class Update(AppendOnly):
    """What one source says about one commitment.

    The source is a later passage, a web page (address and day of retrieval) or an owner's statement;
    for *not mentioned* it is the report that was searched in vain.
    """

    key_letter: ClassVar[str] = "U"

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="updates",
        verbose_name=_("commitment"),
        help_text=_("The commitment it is about."),
    )
    deliverable = models.ForeignKey(
        Deliverable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="updates",
        verbose_name=_("deliverable"),
        help_text=_("The one deliverable it is about; empty when it is about the whole."),
    )
    says = models.CharField(_("says"), max_length=20, choices=Says, help_text=_("What the source says."))
    basis = models.CharField(
        _("basis"), max_length=10, choices=Basis, help_text=_("How surely the source is about this commitment.")
    )
    effective_on = models.DateField(_("effective on"), help_text=_("When it became true in the world."))
    passage = models.ForeignKey(
        "reports.Passage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("passage"),
        help_text=_("The later passage that says it."),
    )
    address = models.URLField(_("address"), max_length=500, blank=True, help_text=_("The web page that says it."))
    retrieved_on = models.DateField(
        _("retrieved on"), null=True, blank=True, help_text=_("When the web page was read.")
    )
    stated_by = models.ForeignKey(
        "reports.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stated by"),
        help_text=_("The owner whose statement it is."),
    )
    searched = models.ForeignKey(
        "reports.Report",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("searched"),
        help_text=_("The report that was searched in vain; for 'not mentioned' only."),
    )
    note = models.TextField(_("note"), help_text=_("What the source says, in our own words."))

    objects = UpdateQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["commitment", "effective_on", "pk"]
        indexes = [models.Index(fields=["deliverable", "commitment"], name="commitments_update_by_part")]
        constraints = [
            *AppendOnly.Meta.constraints,
            models.CheckConstraint(
                name="commitments_update_has_source",
                condition=Q(passage__isnull=False)
                | Q(~Q(address=""), retrieved_on__isnull=False)
                | Q(stated_by__isnull=False)
                | Q(searched__isnull=False),
                violation_error_message=_(
                    "Give the source: a later passage, an address with its date, an owner's statement, or the report searched."
                ),
            ),
            models.CheckConstraint(
                name="commitments_update_searched_means_silence",
                condition=Q(says=Says.NOT_MENTIONED, searched__isnull=False, passage=None, address="", stated_by=None)
                | (~Q(says=Says.NOT_MENTIONED) & Q(searched=None)),
                violation_error_message=_("'Not mentioned' names the report that was searched, and nothing else does."),
            ),
            models.CheckConstraint(
                name="commitments_update_dropped_is_explicit",
                condition=~Q(says=Says.DROPPED) | Q(basis=Basis.EXPLICIT),
                violation_error_message=_("'Dropped' needs explicit words; silence never means dropped."),
            ),
        ]

    @property
    def key_subject(self) -> models.Model:
        """The commitment that the key belongs to."""
        return self.commitment

    @property
    def base_key(self) -> str:
        """The commitment's reference."""
        return self.commitment.reference
